"""A number that remembers how it was computed: what the reader's engine works on."""

from collections.abc import Iterable


class Number:
    """A value, the numbers that it was computed from, each with a slope, and a gradient.

    Args:
        value: the number itself.
        parents: pairs of a `Number` and the slope of this one with respect to it; none for an input.
    """

    def __init__(self, value: float, parents: "Iterable[tuple[Number, float]]" = ()) -> None:
        """Keep the value and the parents; the gradient is zero as long as nobody knows better."""
        self.value = value
        self.parents = list(parents)
        self.gradient = 0.0

    def __repr__(self) -> str:
        """Return the value, the slopes of the parents, and the gradient."""
        slopes = ", ".join(f"{slope:g}" for _, slope in self.parents)
        return f"Number({self.value:g}, slopes [{slopes}], gradient {self.gradient:g})"
