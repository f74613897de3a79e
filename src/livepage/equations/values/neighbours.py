r"""Shifted letters, as in $x_{i+1}$: they are read for those i for which all neighbours are there."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.trees.tree import Index, Node, Sum, Symbol, children, parted


def rolled(array: Array, index: tuple[Index, ...]) -> tuple[Array, tuple[Index, ...]]:
    """Bring the neighbours of shifted letters to the letters' places; what falls off an end comes back in."""
    plain: list[Index] = []
    for axis, n in enumerate(index, start=1):
        letter, shift = parted(n) if isinstance(n, str) else (n, 0)
        array = np.roll(array, -shift, axis) if shift else array
        plain.append(letter)
    return array, tuple(plain)


def fitted(array: Array, index: tuple[Index, ...], axes: Mapping[str, tuple[str, int]]) -> Array:
    """Bring each axis to the size of its letter, where a neighbour on a longer or shorter one is asked for.

    What is beyond the axis comes back in; the sum that asks for the neighbour leaves it out.
    """
    for axis, n in enumerate(index, start=1):
        letter, shift = parted(n) if isinstance(n, str) else ("", 0)
        size = axes[letter][1] if letter in axes else array.shape[axis]
        if size != array.shape[axis]:
            places = (np.arange(size) + shift) % array.shape[axis]
            array = np.roll(np.take(array, places, axis), shift, axis)  # `rolled` takes the shift back
    return array


def reach(letter: str, *nodes: Node) -> tuple[int, int]:
    """Return how far trees look back and ahead of a letter where it is free."""
    shifts = {0}
    for node in nodes:
        if isinstance(node, Sum) and node.letter == letter:
            continue
        if isinstance(node, Symbol):
            pairs = [parted(n) for n in node.index if isinstance(n, str)]
            shifts |= {shift for name, shift in pairs if name == letter}
        if below := children(node):
            shifts |= {*reach(letter, *below)}
    return min(shifts), max(shifts)


def edge(letter: str, size: int, *nodes: Node) -> Array:
    """Return for each place of a letter that place, or the nearest at which all neighbours are there."""
    back, ahead = reach(letter, *nodes)
    return np.clip(np.arange(size), -back, size - 1 - ahead)
