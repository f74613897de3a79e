"""A page as it was read: its text, its claims in order, and the lines that could not be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from livepage.model.claims import Claim, Code, Exempt, Fault, Output

ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the files end of which MkDocs makes pages."""

NOTEBOOK = ".ipynb"
"""How a file ends whose outputs a site would show as they stand: a page whose one claim is a fault."""


@dataclass(frozen=True)
class Page:
    """A page's text and what it claims, in order; `faults` are the lines that could not be read.

    `graphs` are the modules of graphs that its front matter and lines `<!-- graph: module -->` name, with the
    places from which they hold; `exempt` and `leave_out` the project's settings, see `livepage.settings`.
    """

    path: Path
    text: str
    claims: list[Claim]
    faults: list[Fault]
    exempt: Mapping[str, str] = field(default_factory=dict)
    leave_out: Collection[str] = ()
    first_line: int = 1  # the line of its file on which the text begins
    graphs: tuple[tuple[int, str], ...] = ()

    def graph_at(self, position: int) -> str:
        """Return the module of the graph that the page itself names for that place, or ""."""
        return next((module for start, module in reversed(self.graphs) if start <= position), "")

    def count(self) -> dict[str, int]:
        """Return the number of claims of each kind, the page's census."""
        kinds = [claim.kind for claim in self.claims]
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}

    def of_kind(self, kind: str) -> list[Claim]:
        """Return the claims of one kind, in the page's order."""
        return [claim for claim in self.claims if claim.kind == kind]

    @cached_property
    def excused(self) -> set[Code]:
        """The code whose printing an exempt output shows: one that differs from run to run."""
        found, code = set[Code](), None
        for claim in self.claims:
            if isinstance(claim, Code):
                code = claim
            elif isinstance(claim, Exempt) and claim.is_output and code:
                found.add(code)
        return found

    @cached_property
    def printers(self) -> dict[Output, Code | None]:
        """The code whose printing each output shows: the nearest above it."""
        found: dict[Output, Code | None] = {}
        code: Code | None = None
        for claim in self.claims:
            if isinstance(claim, Code):
                code = claim
            elif isinstance(claim, Output):
                found[claim] = code
        return found
