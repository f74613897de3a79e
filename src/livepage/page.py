"""Parses a page: its text once, top to bottom, into claims and into the faults of its author."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from livepage.blocks import Problem, blocks
from livepage.claims import Claim, Code, Fault, Output
from livepage.draft import Draft
from livepage.read_blocks import BlockReader
from livepage.text import Text, normalised


@dataclass(frozen=True)
class Page:
    """A page's text and what it claims, in order; `faults` are the lines that could not be read.

    `exempt` and `leave_out` are the project's settings, see `livepage.settings`.
    """

    path: Path
    text: str
    claims: list[Claim]
    faults: list[Fault]
    exempt: Mapping[str, str] = field(default_factory=dict)
    leave_out: Collection[str] = ()

    def count(self) -> dict[str, int]:
        """Return the number of claims of each kind, the page's census."""
        kinds = [claim.kind for claim in self.claims]
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}

    def of_kind(self, kind: str) -> list[Claim]:
        """Return the claims of one kind, in the page's order."""
        return [claim for claim in self.claims if claim.kind == kind]

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


def parse(
    text: str,
    path: Path,
    exempt: Mapping[str, str] | None = None,
    first_line: int = 1,
    leave_out: Collection[str] = (),
) -> Page:
    """Parse the Markdown `text` of the page at `path`; positions count in the page's `text`, normalised.

    `exempt` maps patterns of numbers that are no claims (a year, a part's number) to the reason why;
    `leave_out` names the decorators that an embed neither runs nor shows. A
    text that is part of a larger file says with `first_line` where it begins. An author's mistakes do
    not raise: they are the page's `faults`.
    """
    draft = Draft(path, Text(normalised(text), first_line), dict(exempt or {}))
    reader = BlockReader(draft)
    for block in blocks(draft.text.text, draft.text.lines):
        if isinstance(block, Problem):
            draft.fault(draft.text.starts[block.row], block.message, block.expected, block.got)
        else:
            reader.read(block)
    reader.end()
    claims = sorted(draft.claims, key=lambda claim: claim.start)
    faults = sorted(dict.fromkeys(draft.faults), key=lambda fault: fault.line)
    return Page(path, draft.text.text, claims, faults, draft.exempt, leave_out)
