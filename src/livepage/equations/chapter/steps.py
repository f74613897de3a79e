"""Steps for derivatives: complex ones, and the places of a sixth-order central difference."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from livepage.equations.values.algebra import Array

Function = Callable[..., Any]
COMPLEX_STEP = 1e-20
PLACES = np.array([-3, -2, -1, 1, 2, 3])
WEIGHTS = np.array([-1, 9, -45, 45, -9, 1]) / 60


def difference_step(array: Array) -> Array:
    """Return the step of a difference for each entry: less near 0, so that it does not leave a logarithm."""
    step: Array = np.clip(np.abs(array) / 30, 1e-6, 1e-3)
    return step


def is_analytic(function: Function, arguments: list[Array]) -> bool:
    """Tell whether complex steps and differences agree for each argument, along a random direction."""
    rng = np.random.default_rng(1)
    for place, argument in enumerate(arguments):
        direction = rng.uniform(0.5, 1.5, np.shape(argument)) * difference_step(argument)

        def moved(by: complex, place: int = place, shift: Array = direction) -> Array:
            changed = [*arguments]
            changed[place] = changed[place] + by * shift
            return np.asarray(function(*changed))

        if not _agree(moved):
            return False
    return True


def _agree(moved: Callable[[complex], Array]) -> bool:
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("error")
            step = moved(1j * COMPLEX_STEP).imag / COMPLEX_STEP
    except (TypeError, ValueError, Warning):
        return False
    with np.errstate(all="ignore"):
        values = np.array([moved(place) for place in PLACES])
    difference = np.tensordot(WEIGHTS, values, 1)
    return bool(np.allclose(step, difference, rtol=1e-6, atol=1e-10))
