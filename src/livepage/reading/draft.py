"""A page while it is read: its claims and its author's faults so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from livepage.model.claims import Claim, Exempt, Fault, FaultCode
from livepage.model.text import Text
from livepage.typeset import MathError, to_mathml

C = TypeVar("C", bound=Claim)
PRINT = "code that prints it, and a text fence below; or words without it"


@dataclass
class Draft:
    """Collects claims and faults at positions of the page; `exempt` maps patterns of numbers to reasons.

    `defined` are the names that the page's code above gives a value; `ordinals` the items of its numbered
    lists, as position and number; `spans` the code within its lines, as position and text.
    """

    path: Path
    text: Text
    exempt: Mapping[str, str]
    claims: list[Claim] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)
    ordinals: list[tuple[int, int]] = field(default_factory=list)
    spans: list[tuple[int, str]] = field(default_factory=list)
    graphs: list[tuple[int, str]] = field(default_factory=list)  # see `livepage.model.page.Page`

    def fault(
        self,
        position: int,
        message: str,
        expected: str | None = None,
        got: str | None = None,
        code: FaultCode = FaultCode.OTHER,
    ) -> None:
        """Report what is wrong at the position."""
        self.faults.append(Fault(self.path, self.text.line_of(position), message, expected, got, code))

    def add(self, kind: type[C], start: int, end: int, **values: object) -> C:
        """Add the claim that stands between two positions, and return it."""
        claim = kind(start, end, self.text.line_of(start), **values)
        self.claims.append(claim)
        return claim

    def check_latex(self, position: int, latex: str, *, display: bool) -> None:
        """Report LaTeX that the site cannot show, at the line of it that is wrong."""
        try:
            to_mathml(latex, display=display)
        except MathError as error:
            below = sum(map(len, latex.splitlines(keepends=True)[: error.line - 1]))
            self.fault(position + below, f"this LaTeX cannot be typeset: {error}")

    def check_loose(
        self, spans: Iterable[tuple[int, int]], start: int, end: int, *, in_code: bool = False
    ) -> None:
        """Report each number that belongs to no claim, unless a pattern exempts it."""
        loose = sorted(spans)
        why: dict[tuple[int, int], tuple[str, str]] = {}
        for pattern, reason in reversed(list(self.exempt.items())) if loose else ():
            for match in re.compile(pattern, re.MULTILINE).finditer(self.text.text, start, end):
                for span in loose[bisect_left(loose, (match.start(), 0)) :]:
                    if span[1] > match.end():
                        break
                    why[span] = match[0], reason
        for span in loose:
            if span in why:
                text, reason = why[span]
                self.add(Exempt, *span, text=text, reason=reason)
            else:
                shown = self.text[span]
                message = f"the number {shown}{' in words of code' if in_code else ''} belongs to no claim"
                expected = PRINT if in_code else f"{shown}<!-- {{expression:format}} -->"
                code = FaultCode.WORDS_OF_CODE if in_code else FaultCode.OTHER
                self.fault(span[0], message, expected, code=code)
