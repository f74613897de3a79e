"""Declared functions applied to values: to numbers entry by entry, to vectors and matrices as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from livepage.equations.chapter.context import Context
from livepage.equations.chapter.steps import COMPLEX_STEP, PLACES, WEIGHTS, difference_step
from livepage.equations.errors import Mismatch, Unreadable
from livepage.equations.trees.tree import Call
from livepage.equations.values import algebra
from livepage.equations.values.algebra import Array, Value


def called(context: Context, node: Call, values: list[Value]) -> Value:
    """Return the value of a call whose arguments have these values."""
    function = _guarded(node, context.vocabulary.functions[node.function])
    if node.primes:
        return _slope(function, node, values)
    if any(value.core for value in values):
        return _of_matrices(function, values)
    arrays, letters = algebra.aligned(values)
    shape = np.broadcast_shapes(*(array.shape for array in arrays))
    flat = [np.broadcast_to(array, shape).ravel() for array in arrays]
    if not _works_entry_by_entry(context, function, flat, node):
        raise Mismatch(f"{node.function} takes a row or a column, not a number")
    return Value(np.asarray(function(*flat)).reshape(shape), letters)


def _of_matrices(function: Callable[..., Any], values: list[Value]) -> Value:
    """Call a function at each point and for each value of the letters."""
    arrays, letters = algebra.aligned(values)
    lead = np.broadcast_shapes(*(array.shape[: 1 + len(letters)] for array in arrays))
    parts = [
        np.broadcast_to(array, lead + value.core).reshape(-1, *value.core)
        for array, value in zip(arrays, values, strict=True)
    ]
    images = np.array([_image(function, arguments) for arguments in zip(*parts, strict=True)])
    return algebra.scalar_if_one(Value(images.reshape(lead + images.shape[1:]), letters))


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


def _works_entry_by_entry(
    context: Context, function: Callable[..., Any], flat: list[Array], node: Call
) -> bool:
    """Tell, from the first three entries seen, whether entries do not mix."""
    key = f"entrywise {node.function}"
    if key not in context.vetted:
        few = [array[:3] for array in flat]
        alone = [np.squeeze(function(*(array[n : n + 1] for array in few))) for n in range(len(few[0]))]
        together = np.asarray(function(*few))
        fits = together.shape == few[0].shape == np.shape(alone)
        context.vetted[key] = bool(fits and np.allclose(together, alone, equal_nan=True))
    return context.vetted[key]


def _guarded(node: Call, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, with its errors as those of the equation."""

    def guarded(*values: Array) -> Any:
        try:
            return function(*values)
        except Exception as error:
            raise Mismatch(f"{node.function} cannot be taken of these arguments: {error}") from None

    return guarded


def _slope(function: Callable[..., Any], node: Call, values: list[Value]) -> Value:
    """Return the first derivative of a function of one number by complex step, the second by differences."""
    if node.primes > 2 or len(values) != 1:
        raise Unreadable("a prime is a derivative of a function of one number, at most the second")

    def slope(z: Array) -> Array:
        return np.asarray(np.asarray(function(z + 1j * COMPLEX_STEP)).imag / COMPLEX_STEP)

    data = values[0].data
    if node.primes == 1:
        return Value(slope(data), values[0].letters)
    step = difference_step(data)
    slopes = np.array([slope(data + place * step) for place in PLACES])
    return Value(np.tensordot(WEIGHTS, slopes, 1) / step, values[0].letters)
