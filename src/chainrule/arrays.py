"""The one type that the formulas of the course take and return."""

from typing import Any, TypeAlias

from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any] | float
"""A number, or an array of numbers with one entry for each sample: shape (N,) or (N, 1)."""
