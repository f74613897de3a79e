"""Parses a page: its text once, top to bottom, into claims and into the faults of its author."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from html import unescape
from pathlib import Path

from livepage.model.claims import Fault
from livepage.model.page import NOTEBOOK, Page
from livepage.model.text import Text, normalised
from livepage.reading.as_built import check_as_built
from livepage.reading.blocks import Block, Problem, blocks
from livepage.reading.draft import Draft
from livepage.reading.encoding import decoded
from livepage.reading.read_blocks import BlockReader

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]|&#(?:823[4-8]|829[4-7]|x202[a-e]|x206[6-9]);", re.IGNORECASE)
"""Signs that tell the direction of text."""
Vet = Callable[[Draft, Sequence[Block]], None]
"""Adds to a draft's faults where what was read of it is not what the site shows."""


def read_page(
    path: Path,
    exempt: Mapping[str, str] | None = None,
    leave_out: Collection[str] = (),
    vet: Vet | None = check_as_built,
) -> Page:
    """Parse the page at `path`; one that is not in UTF-8, or a notebook, has that fault and nothing else."""
    if path.suffix == NOTEBOOK:
        message = "a notebook shows what it once printed: nothing here runs or checks it"
        expected = (
            f"a lab: jupytext --to py:percent {path.name}, which makes {path.stem}.py, in its place; "
            "or the notebook under exclude_docs in mkdocs.yml"
        )
        return Page(path, "", [], [Fault(path, 1, message, expected)])
    text, fault = decoded(path)
    if fault:
        return Page(path, normalised(text), [], [fault], dict(exempt or {}), leave_out)
    return parse(text, path, exempt, leave_out=leave_out, vet=vet)


def parse(
    text: str,
    path: Path,
    exempt: Mapping[str, str] | None = None,
    first_line: int = 1,
    leave_out: Collection[str] = (),
    vet: Vet | None = check_as_built,
) -> Page:
    """Parse the Markdown `text` of the page at `path`; positions count in the page's `text`, normalised.

    `exempt` maps patterns of numbers that are no claims (a year, a part's number) to the reason why;
    `leave_out` names the decorators that an embed neither runs nor shows. A
    text that is part of a larger file says with `first_line` where it begins. An author's mistakes do
    not raise: they are the page's `faults`. `vet` compares what was read with what the site makes of it,
    which takes most of the time; a text that was vetted before needs none.
    """
    draft = Draft(path, Text(normalised(text), first_line), dict(exempt or {}))
    reader = BlockReader(draft)
    found: list[Block] = []
    for block in blocks(draft.text.text, draft.text.lines, whole=first_line == 1):
        if isinstance(block, Problem):
            draft.fault(draft.text.starts[block.row], block.message, block.expected, block.got, block.code)
        else:
            found.append(block)
            reader.read(block)
    reader.end()
    for found_turn in TURNS.finditer(draft.text.text):
        message = "this sign turns text around: a reader sees another order than runs and is compared"
        draft.fault(found_turn.start(), message, "the text without it", ascii(unescape(found_turn[0])))
    if vet:
        vet(draft, found)
    claims = sorted(draft.claims, key=lambda claim: claim.start)
    faults = sorted(dict.fromkeys(draft.faults), key=lambda fault: fault.line)
    return Page(
        path, draft.text.text, claims, faults, draft.exempt, leave_out, first_line, tuple(draft.graphs)
    )
