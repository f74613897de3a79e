"""Steps for derivatives: complex ones, and the places of a sixth-order central difference."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter.chapter import Function

COMPLEX_STEP = 1e-20
PLACES = np.array([-3, -2, -1, 1, 2, 3])
WEIGHTS = np.array([-1, 9, -45, 45, -9, 1]) / 60
SECOND_PLACES = np.array([-3, -2, -1, 0, 1, 2, 3])
SECOND_WEIGHTS = np.array([2, -27, 270, -490, 270, -27, 2]) / 180
COARSE, FINE, FINEST = 1.0, 1e-2, 1e-4
"""How large the steps of a difference are, relative to `difference_step`: small ones cross fewer kinks."""


def difference_step(array: Array) -> Array:
    """Return the step of a difference for each entry: less near 0, so that it does not leave a logarithm."""
    step: Array = np.clip(np.abs(array) / 30, 1e-6, 1e-3)
    return step


def is_slope(along: Array, values: Array, scale: float) -> Array:
    """Tell, entry by entry, whether a slope is that of the values (points, places, ...) of a difference.

    At a minimum the slope is nothing but rounding: in the values, and in the places, which are some thousand
    steps away from 0, so that the values have the same part of how much they change.
    """
    difference = np.tensordot(values, WEIGHTS, ([1], [0])) / scale
    rest = tuple(range(1, np.ndim(along)))
    size = np.maximum(np.abs(along), np.abs(difference))
    largest = size.max(axis=rest, keepdims=True) if rest else size
    rounding = (4e-15 * np.abs(values).max(axis=1) + 4e-13 * np.ptp(values.real, axis=1)) / scale
    is_same_nan = np.isnan(along) & np.isnan(difference)
    return np.asarray((np.abs(along - difference) <= 1e-6 * size + 1e-9 * largest + rounding) | is_same_nan)


def steadier(coarse: Array, fine: Array) -> Array:
    """Return the slopes by large steps, and where small steps say otherwise, theirs: there is a kink."""
    size = np.maximum(np.abs(coarse), np.abs(fine))
    floor = 1e-6 * size.max(initial=0)
    return np.where(np.abs(coarse - fine) <= 1e-4 * size + floor, coarse, fine)


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
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("error")
        try:
            along = moved(1j * COMPLEX_STEP).imag / COMPLEX_STEP
            fits = [
                is_slope(along[None], np.array([[moved(scale * place) for place in PLACES]]), scale)
                for scale in (COARSE, FINE, FINEST)
            ]
        except Exception:  # whatever a function says to complex numbers
            return False
    return bool(np.all(np.any(fits, axis=0)))
