"""What a check found, in words for the reader of a failed test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["checked", "defined", "value", "no claim", "vacuous", "false", "unreadable"]
ORDER: tuple[Status, ...] = ("no claim", "defined", "checked", "value", "vacuous", "false", "unreadable")
"""From the least to the worst; a formula has the worst status of its statements.

A value is not checked here, so it must be accounted for even beside claims that are.
"""
HOLDS: frozenset[Status] = frozenset({"checked", "defined"})


class _Message:
    """A message whose last line, a suggestion, is looked for when the message is first asked for."""

    def __get__(self, verdict: Verdict | None, _: type | None = None) -> str:
        if verdict is None:
            return ""
        own = verdict.__dict__
        if own.get("suggest") is not None:
            suggest = own["suggest"]
            own["suggest"] = None
            own["correction"] = suggest()
            own["_message"] += f"\n  did you mean: {own['correction']}" if own["correction"] else ""
        return str(own["_message"])

    def __set__(self, verdict: Verdict, text: str) -> None:
        verdict.__dict__["_message"] = text


@dataclass(frozen=True)
class Verdict:
    """The result for one formula.

    `claims` counts its relations, `line` (from 1) is that of `span`, the part of the LaTeX that is at fault.
    """

    status: Status
    message: _Message = _Message()
    points: int = 0
    largest_difference: float = 0.0
    claims: int = 0
    functions: tuple[str, ...] = ()
    fallbacks: tuple[str, ...] = ()
    line: int = 1
    span: tuple[int, int] = (0, 0)
    suggest: Callable[[], str] | None = field(default=None, compare=False, repr=False)
    correction: str = field(default="", compare=False, repr=False)
    """What was meant, if one slip was taken back; it is known once the message has been asked for."""

    def __getstate__(self) -> dict[str, object]:
        """Settle the message before it goes to another process."""
        assert self.message is not None
        return self.__dict__

    @property
    def holds(self) -> bool:
        """Whether the formula is a claim that was found true."""
        return self.status in HOLDS


def located(latex: str, span: tuple[int, int]) -> str:
    """Return the line of the LaTeX that holds a span, with carets below the span."""
    start = latex[: span[0]].rfind("\n") + 1
    text = latex[start:].split("\n")[0]
    width = max(1, min(span[1], start + len(text)) - span[0])
    return f"  {text}\n  {' ' * (span[0] - start)}{'^' * width}"


def line_of(latex: str, span: tuple[int, int]) -> int:
    """Return the line, from 1, on which a span starts."""
    return latex[: span[0]].count("\n") + 1


def refusal(status: Status, message: str, latex: str, span: tuple[int, int]) -> Verdict:
    """Return the verdict on a formula, or a part of it, that has no value."""
    text = f"{status}: {message}\n{located(latex, span)}"
    return Verdict(status, text, line=line_of(latex, span), span=span)
