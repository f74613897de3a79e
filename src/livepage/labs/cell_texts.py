"""Reads the text of a lab as the text of a page: its formulas, values and loose numbers are claims too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from livepage.labs.source import LabCell
from livepage.model.claims import Equation, Fault, Value
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.model.template import literal
from livepage.writing.render import render

Read = Callable[[Path, str, int], Page]
"""Parses a text of a file from a line on, as the project does."""


def read_text(cell: LabCell, path: Path, parsed: Read) -> Page:
    """Parse a cell of text, or the header; its claims and faults have the lines of the lab's file."""
    return parsed(path, cell.source + "\n", cell.lines[0][0])


def read_alt(cell: LabCell, path: Path, parsed: Read) -> list[Fault]:
    """Return what is wrong with the alt text of a cell's figure, as of an image on a page."""
    image = f"![{cell.metadata['alt']}](figure.svg)\nA caption, which a lab need not have.\n"
    return parsed(path, image, cell.line).faults


def values_expression(page: Page) -> str:
    """Return the expression that gives the values of the text, in their order; nothing if there is none."""
    values = [claim.template for claim in page.claims if isinstance(claim, Value)]
    return f"[{', '.join(literal(template) for template in values)}]" if values else ""


def with_values(page: Page, results: Results, values: list[str]) -> Results:
    """Return the results of the text's claims; its values were computed where the lab ran."""
    ties = [claim for claim in page.claims if isinstance(claim, Value)]
    return replace(results, values=dict(zip(ties, values, strict=False)), not_run={*ties[len(values) :]})


def as_notebook_text(page: Page) -> str:
    """Return the text for a notebook: without the comments that tie it to the code."""
    kept = [claim for claim in page.claims if not isinstance(claim, Equation)]
    return render(replace(page, claims=kept), Results(), lambda _file, _line: None).rstrip("\n")
