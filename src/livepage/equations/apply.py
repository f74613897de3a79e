"""Declared functions applied to values: to numbers entry by entry, to a row, column or matrix as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from livepage.equations import algebra
from livepage.equations.algebra import Array, Value
from livepage.equations.context import Context
from livepage.equations.errors import Mismatch, Unreadable
from livepage.equations.steps import COMPLEX_STEP, DIFFERENCE_STEP, PLACES, WEIGHTS
from livepage.equations.tree import Call


def called(context: Context, node: Call, values: list[Value]) -> Value:
    """Return the value of a call whose arguments have these values."""
    function = _guarded(node, context.vocabulary.functions[node.function])
    if node.primes:
        return _slope(function, node, values)
    if len(values) == 1 and values[0].core:
        (value,) = values
        images = np.array([function(part) for part in value.data.reshape(-1, *value.core)])
        return Value(images.reshape(value.data.shape[:-2] + images.shape[1:]), value.letters)
    if any(value.core for value in values):
        raise Mismatch(f"{node.function} takes numbers")
    arrays, letters = algebra.aligned(values)
    shape = np.broadcast_shapes(*(array.shape for array in arrays))
    flat = [np.broadcast_to(array, shape).reshape(-1) for array in arrays]
    if not _works_entry_by_entry(context, function, flat, node):
        raise Mismatch(f"{node.function} takes a row or a column, not a number")
    return Value(np.asarray(function(*flat)).reshape(shape), letters)


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
    slopes = np.array([slope(data + place * DIFFERENCE_STEP) for place in PLACES])
    return Value(np.tensordot(WEIGHTS, slopes, 1) / DIFFERENCE_STEP, values[0].letters)
