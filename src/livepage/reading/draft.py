"""A page while it is read: its claims and its author's faults so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from livepage.model.claims import Claim, Exempt, Fault
from livepage.model.text import Text
from livepage.typeset import MathError, to_mathml


@dataclass
class Draft:
    """Collects claims and faults at positions of the page; `exempt` maps patterns of numbers to reasons."""

    path: Path
    text: Text
    exempt: Mapping[str, str]
    claims: list[Claim] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, position: int, message: str, expected: str | None = None, got: str | None = None) -> None:
        """Report what is wrong at the position."""
        self.faults.append(Fault(self.path, self.text.line_of(position), message, expected, got))

    def add(self, kind: type[Claim], start: int, end: int, **values: object) -> None:
        """Add the claim that stands between two positions."""
        self.claims.append(kind(start, end, self.text.line_of(start), **values))

    def check_latex(self, position: int, latex: str, *, display: bool) -> None:
        """Report LaTeX that the site cannot show, at the line of it that is wrong."""
        try:
            to_mathml(latex, display=display)
        except MathError as error:
            below = sum(map(len, latex.splitlines(keepends=True)[: error.line - 1]))
            self.fault(position + below, f"this LaTeX cannot be typeset: {error}")

    def check_loose(self, spans: Iterable[tuple[int, int]], start: int, end: int) -> None:
        """Report each number that belongs to no claim, unless a pattern exempts it."""
        exempt = [
            (match, reason)
            for pattern, reason in self.exempt.items()
            for match in re.compile(pattern, re.MULTILINE).finditer(self.text.text, start, end)
        ]
        for span in spans:
            around = [(m, why) for m, why in exempt if m.start() <= span[0] and span[1] <= m.end()]
            if around:
                self.add(Exempt, *span, text=around[0][0][0], reason=around[0][1])
            else:
                shown = self.text[span]
                self.fault(
                    span[0],
                    f"the number {shown} belongs to no claim",
                    f"{shown}<!-- {{expression:format}} -->",
                )
