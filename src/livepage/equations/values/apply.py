"""Declared functions applied to values: to numbers entry by entry, to vectors and matrices as a whole."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.exceptions import ComplexWarning

from livepage.equations.arrays import Array
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.steps import (
    COARSE,
    COMPLEX_STEP,
    FINE,
    FINEST,
    PLACES,
    SECOND_PLACES,
    SECOND_WEIGHTS,
    WEIGHTS,
    difference_step,
    is_slope,
    steadier,
)
from livepage.equations.errors import Ambiguous, Mismatch, Unreadable
from livepage.equations.trees.tree import Call
from livepage.equations.values import algebra
from livepage.equations.values.algebra import PointValues


def called(context: Context, node: Call, values: list[PointValues]) -> PointValues:
    """Return the value of a call whose arguments have these values."""
    is_size = node.function.startswith("norm") and not any(value.core for value in values)
    name = "abs" if is_size else node.function  # the norm of a number
    function = _guarded(node, context.vocabulary.functions[name])
    if node.primes:
        return _slope(function, node, values)
    if any(value.core for value in values):
        return _of_matrices(function, values)
    arrays, letters = algebra.aligned(values)
    shape = np.broadcast_shapes(*(array.shape for array in arrays))
    flat = [np.broadcast_to(array, shape).ravel() for array in arrays]
    if not _works_entry_by_entry(function, flat):
        raise Mismatch(f"{node.function} takes a row or a column, not a number")
    return PointValues(np.asarray(function(*flat)).reshape(shape), letters)


def _of_matrices(function: Callable[..., Any], values: list[PointValues]) -> PointValues:
    """Call a function at each point and for each value of the letters."""
    arrays, letters = algebra.aligned(values)
    lead = np.broadcast_shapes(*(array.shape[: 1 + len(letters)] for array in arrays))
    parts = [
        np.broadcast_to(array, lead + value.core).reshape(-1, *value.core)
        for array, value in zip(arrays, values, strict=True)
    ]
    images = np.array([_image(function, arguments) for arguments in zip(*parts, strict=True)])
    return algebra.scalar_if_one(PointValues(images.reshape(lead + images.shape[1:]), letters))


def _image(function: Callable[..., Any], arguments: tuple[Array, ...]) -> Array:
    """Return a number or a matrix; a column is a vector for the function, if that can take it so."""
    vectors = [part[:, 0] if part.ndim == 2 and part.shape[1] == 1 else part for part in arguments]
    try:
        image = np.asarray(function(*vectors))
    except Mismatch:
        image = np.asarray(function(*arguments))
    if image.ndim > 2:
        raise Mismatch("a function returns a number, a vector or a matrix")
    return image[:, None] if image.ndim == 1 else image


def _works_entry_by_entry(function: Callable[..., Any], flat: list[Array]) -> bool:
    """Tell whether entries do not mix: by the first that is seen, and two others close to it."""
    few = [array[:1] * np.array([1, 1 + 2e-3, 1 - 1e-3]) for array in flat]
    alone = [np.squeeze(function(*(array[n : n + 1] for array in few))) for n in range(len(few[0]))]
    together = np.asarray(function(*few))
    if not together.shape == few[0].shape == np.shape(alone):
        return False
    return np.allclose(together, alone, rtol=1e-9, atol=0, equal_nan=True)


def _guarded(node: Call, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, with its errors as those of the equation."""

    def guarded(*values: Array) -> Any:
        try:
            found = function(*values)
            return found * 1.0 if np.asarray(found).dtype == bool else found  # true is one
        except Ambiguous:
            raise
        except Exception as error:
            raise Mismatch(f"{node.function} cannot be taken of these arguments: {error}") from None

    return guarded


def _slope(function: Callable[..., Any], node: Call, values: list[PointValues]) -> PointValues:
    """Return the first derivative of a function of one number by complex step, the next by differences."""
    if node.primes > 3 or len(values) != 1:
        raise Unreadable("a prime is a derivative of a function of one number, at most the third")
    data = values[0].data
    if not _works_entry_by_entry(function, [data.ravel()]):
        raise Unreadable("a prime is a derivative of a function of one number; this one takes a vector whole")
    found, _ = slope(lambda z: np.asarray(function(z.ravel())).reshape(z.shape), data, node.primes)
    return PointValues(found, values[0].letters)


Entrywise = Callable[[Array], Array]


def slope(function: Entrywise, data: Array, primes: int) -> tuple[Array, bool]:
    """Return a derivative, and whether differences stand in for complex steps."""
    first, by_differences = _first(function, data)
    if primes == 1:
        return first, by_differences

    def inner(z: Array) -> Array:
        return _first(function, z)[0]

    step = difference_step(data) if primes == 2 else 10 * difference_step(data / 10)
    places, weights = (PLACES, WEIGHTS) if primes == 2 else (SECOND_PLACES, SECOND_WEIGHTS)
    slopes = np.array([inner(data + place * step) for place in places])
    return np.tensordot(weights, slopes, 1) / step ** (primes - 1), True


def _first(function: Entrywise, data: Array) -> tuple[Array, bool]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", ComplexWarning)
            along = function(data + 1j * COMPLEX_STEP).imag / COMPLEX_STEP
    except (Mismatch, ComplexWarning):
        along = np.full(data.shape, np.nan)
    step = difference_step(data)
    fits: Any = False
    for scale in (COARSE, FINE, FINEST):
        places = np.array([function(data + place * scale * step) for place in PLACES])
        fits = fits | is_slope((along * step).ravel(), places.reshape(len(PLACES), -1).T, scale)
        if np.all(fits):
            return along, False
    found = [
        np.tensordot(WEIGHTS, [function(data + place * scale * step) for place in PLACES], 1) / (scale * step)
        for scale in (COARSE, FINE)
    ]
    return steadier(*found), True
