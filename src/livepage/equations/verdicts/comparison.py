"""What comparing the two sides of a relation came to; `compare` makes it, `explain` puts it in words."""

from dataclasses import dataclass

from livepage.equations.arrays import Array


@dataclass(frozen=True)
class Comparison:
    """Whether a relation holds, the largest relative difference, and the point and entry where it occurs."""

    is_true: bool
    difference: float
    place: tuple[int, ...]
    left: Array
    right: Array
    letters: tuple[str, ...]
