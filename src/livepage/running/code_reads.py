"""Says by the look of compiled code whether it may read a clock, or draws without a seed; `inputs` asks."""

from __future__ import annotations

import dis
from collections.abc import Iterator
from itertools import pairwise
from types import CodeType

UNSEEDED = "it draws without a seed"
LEGACY = "RandomState"  # which draws before it takes the seed that it is given
CLOCK_NAMES = {"now", "today", "utcnow"}  # methods that no wrapper sees


def reasons_in(code: CodeType) -> Iterator[str]:
    """Yield why what the code comes to may be another each time."""
    for part in _parts(code):
        names = {*part.co_names, *(const for const in part.co_consts if isinstance(const, str))}
        if found := CLOCK_NAMES & names:
            yield f"it may read the clock ({min(found)})"
        if LEGACY in names and _calls_without_seed(part):
            yield UNSEEDED


def _parts(code: CodeType) -> Iterator[CodeType]:
    yield code
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield from _parts(const)


def _calls_without_seed(code: CodeType) -> bool:
    """Say whether `RandomState` is called with nothing or None."""
    steps = [step for step in dis.get_instructions(code) if step.opname not in _SILENT]
    follows = [second for first, second in pairwise(steps) if first.argval == LEGACY]
    return any((step.opname.startswith("CALL") and not step.arg) or step.argval is None for step in follows)


_SILENT = {"PRECALL", "CACHE", "PUSH_NULL"}
