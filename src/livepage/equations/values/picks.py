"""From the array of a node to the value of a symbol and back: letters, places and whole axes."""

from __future__ import annotations

import numpy as np

from livepage.equations.errors import Mismatch
from livepage.equations.trees.tree import Index
from livepage.equations.values.algebra import Array, Value, scalar_if_one
from livepage.equations.values.neighbours import rolled


def pick(array: Array, index: tuple[Index, ...]) -> Value:
    """Take the axes of an array (points first) at letters and places; the rest is a row, column or matrix."""
    array, index = rolled(array, index)
    chosen = array[(slice(None), *(n - 1 if isinstance(n, int) else slice(None) for n in index))]
    axes = [n for n in index if not isinstance(n, int)]
    letters = tuple(sorted({n for n in axes if n is not None}))
    labels = [1 + letters.index(n) if n is not None else 50 + place for place, n in enumerate(axes)]
    kept = [label for label in labels if label >= 50]
    data = np.einsum(chosen, [0, *labels], [0, *range(1, len(letters) + 1), *kept])
    core = core_shape(index, array.shape[1:])
    return scalar_if_one(Value(data.reshape(*data.shape[: 1 + len(letters)], *core), letters))


def core_shape(index: tuple[Index, ...], shape: tuple[int, ...]) -> tuple[int, ...]:
    """Return the rows and columns of what is whole; one whole axis is a row only as the second of two."""
    sizes = [(axis, size) for axis, (n, size) in enumerate(zip(index, shape, strict=True)) if n is None]
    if len(sizes) == 1:
        axis, size = sizes[0]
        return (1, size) if axis else (size, 1)
    return tuple(size for _, size in sizes)


def from_value(value: Value, index: tuple[Index, ...], points: int) -> Array:
    """Return the array, points first, whose pick at the index is the value."""
    wanted = [n for n in index if isinstance(n, str)]
    if set(value.letters) - set(wanted):
        raise Mismatch(f"it is a {value.describe()}, not one for each {', '.join(wanted) or 'point'}")
    order = [value.letters.index(n) + 1 for n in wanted if n in value.letters]
    core = range(1 + len(value.letters), value.data.ndim)
    data = np.transpose(value.data, [0, *order, *core])
    data = np.broadcast_to(data, (points, *data.shape[1:]))
    if len([n for n in index if n is None]) == 1 and value.core:
        data = data.reshape(*data.shape[:-2], max(value.core))
    return data
