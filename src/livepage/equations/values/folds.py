"""Signs that run over a letter: a sum, a product, the largest and the smallest of its values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.errors import Mismatch
from livepage.equations.values.algebra import PointValues, elementwise


def _chosen(array: Array, axis: int, take: Callable[..., Any]) -> Array:
    """Return the entries that are largest or smallest by their real parts."""
    place = np.expand_dims(take(array.real, axis=axis), axis)
    return np.take_along_axis(array, place, axis).squeeze(axis)


FOLDS: dict[str, tuple[Callable[[Array, int], Array], Callable[[Array, int], Array], float]] = {
    r"\sum": (lambda a, axis: a.sum(axis), lambda a, count: a * count, 0),
    r"\prod": (lambda a, axis: a.prod(axis), lambda a, count: a**count, 1),
    r"\max": (lambda a, axis: _chosen(a, axis, np.argmax), lambda a, _: a, -np.inf),
    r"\argmax": (lambda a, axis: 1.0 + np.argmax(a.real, axis), lambda a, _: np.ones_like(a), -np.inf),
    r"\argmin": (lambda a, axis: 1.0 + np.argmin(a.real, axis), lambda a, _: np.ones_like(a), np.inf),
    r"\min": (lambda a, axis: _chosen(a, axis, np.argmin), lambda a, _: a, np.inf),
}
"""What a sign does along an axis, what with so many equal values, and what changes nothing for it."""


def total(value: PointValues, letter: str, chosen: range, fold: str = r"\sum") -> PointValues:
    """Add (or multiply, ...) over the chosen places, from 0, of a letter's axis; equal values as often."""
    along, repeat, _ = FOLDS[fold]
    if letter not in value.letters:
        return PointValues(repeat(value.data, len(chosen)), value.letters)
    axis = 1 + value.letters.index(letter)
    taken = np.take(value.data, list(chosen), axis)
    rest = tuple(other for other in value.letters if other != letter)
    return PointValues(along(taken, axis), rest)


def masked(value: PointValues, letter: str, other: str, size: int, fold: str = r"\sum") -> PointValues:
    """Set to what changes nothing (0 in a sum) where two letters have the same place."""
    same = PointValues(np.eye(size)[None], tuple(sorted((letter, other))))
    return elementwise(lambda a, mask: np.where(mask, FOLDS[fold][2], a), value, same)


def product(value: PointValues, letter: str, chosen: range) -> PointValues:
    """Multiply square matrices over the chosen places, from 0, of a letter's axis, in this order."""
    if value.core[0] != value.core[1]:
        raise Mismatch(f"a {value.describe()} cannot be multiplied by itself")
    if letter not in value.letters:
        data = np.linalg.matrix_power(value.data, len(chosen))
        return PointValues(data, value.letters)
    axis = 1 + value.letters.index(letter)
    rest = tuple(other for other in value.letters if other != letter)
    found = np.broadcast_to(np.eye(value.core[0]), np.take(value.data, 0, axis).shape)
    for place in chosen:
        found = np.matmul(found, np.take(value.data, place, axis))
    return PointValues(found, rest)
