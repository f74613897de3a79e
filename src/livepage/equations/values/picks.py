"""From the array of a node to the value of a symbol and back: letters, places and whole axes."""

from __future__ import annotations

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.errors import Mismatch
from livepage.equations.trees.tree import Index, core_shape
from livepage.equations.values.algebra import PointValues, scalar_if_one
from livepage.equations.values.neighbours import rolled

_WHOLE = 40
"""From here on, the numbers that einsum knows whole axes by; letters have those below."""


def pick(array: Array, index: tuple[Index, ...]) -> PointValues:
    """Take the axes of an array (points first) at letters and places; the rest is a row, column or matrix."""
    array, index = rolled(array, index)
    chosen = array[(slice(None), *(n - 1 if isinstance(n, int) else slice(None) for n in index))]
    axes = [n for n in index if not isinstance(n, int)]
    letters = tuple(sorted({n for n in axes if n is not None}))
    labels = [1 + letters.index(n) if n is not None else _WHOLE + place for place, n in enumerate(axes)]
    kept = [label for label in labels if label >= _WHOLE]
    data = np.einsum(chosen, [0, *labels], [0, *range(1, len(letters) + 1), *kept])
    core = core_shape(index, array.shape[1:])
    return scalar_if_one(PointValues(data.reshape(*data.shape[: 1 + len(letters)], *core), letters))


def from_value(value: PointValues, index: tuple[Index, ...], points: int) -> Array:
    """Return the array, points first, whose pick at the index is the value."""
    wanted = [n for n in index if isinstance(n, str)]
    if set(value.letters) - set(wanted):
        raise Mismatch(f"it is a {value.describe()}, not one for each {', '.join(wanted) or 'point'}")
    whole = [place for place, n in enumerate(index) if n is None]
    data = value.data
    if len(whole) == 1 and value.core:
        if 1 not in value.core:
            raise Mismatch(f"it is a {value.describe()}, not a row or a column")
        data = data.reshape(*data.shape[: 1 + len(value.letters)], max(value.core))
    elif value.core and len(whole) != len(value.core):
        raise Mismatch(f"it is a {value.describe()}, which has not as many axes")
    elif not value.core:
        data = data.reshape(*data.shape, *[1] * len(whole))
    letters = [value.letters.index(n) + 1 for n in wanted if n in value.letters]
    order = dict(zip([place for place, n in enumerate(index) if n in value.letters], letters, strict=True))
    order |= {place: 1 + len(value.letters) + nth for nth, place in enumerate(whole)}
    data = np.transpose(data, [0, *(order[place] for place in sorted(order))])
    return np.broadcast_to(data, (points, *data.shape[1:]))
