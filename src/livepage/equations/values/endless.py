"""Sums without an end: their terms are added up until those that follow are lost in rounding."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from livepage.equations.errors import Unreadable
from livepage.equations.values.algebra import PointValues, elementwise

_MOST = 1000
"""So many terms are added up at most."""
_IN_A_ROW = 6
"""So many terms must vanish one behind the other, as every second one of some series is 0."""
_LOST = 1e-17
"""What is so small beside the largest term adds nothing to the sum."""


def endless_sum(term: Callable[[int], PointValues], low: int) -> PointValues:
    """Return the sum of the terms of all whole numbers from `low` on.

    Raises:
        Unreadable: if they do not vanish, or too slowly.
    """
    total, vanished = term(low), 0
    largest = np.abs(total.data)
    for number in range(low + 1, low + _MOST):
        added = term(number)
        size = np.abs(added.data)
        total = elementwise(np.add, total, added)
        largest = np.maximum(largest, size)
        if not np.isfinite(total.data).all():
            break
        vanished = vanished + 1 if (size <= _LOST * largest).all() else 0
        if vanished == _IN_A_ROW:
            return total
    raise Unreadable("the sum does not converge fast enough to be compared: exempt it")
