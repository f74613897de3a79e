"""Reads the text of a lab as the text of a page: its formulas, values and loose numbers are claims too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from livepage.labs.source import LabCell
from livepage.model.claims import Equation, Exempt, Fault, FaultCode, Value
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.writing.render import render

Read = Callable[[Path, str, int], Page]
"""Parses a text of a file from a line on, as the project does."""


def read_text(cell: LabCell, path: Path, parsed: Read) -> Page:
    """Parse a cell of text, or the header; its claims and faults have the lines of the lab's file.

    What a page would run, or draw, is a fault: a lab has cells of code for that.
    """
    page = parsed(path, cell.source + "\n", cell.lines[0][0])
    others = [claim for claim in page.claims if not isinstance(claim, Value | Equation | Exempt)]
    expected = "a cell of code, which runs and shows what it prints and draws"
    faults = [
        Fault(path, claim.line, f"the text of a lab holds prose and equations, not {claim.kind}", expected)
        for claim in others
    ]
    kept = [claim for claim in page.claims if claim not in others]
    return replace(page, claims=kept, faults=[*page.faults, *faults])


def read_words(cell: LabCell, path: Path, parsed: Read) -> list[Fault]:
    """Return what comments and docstrings of a cell of code state, which nothing checks."""
    page = parsed(path, f"```python\n{cell.source}\n```\n", cell.lines[0][0] - 1)
    return [fault for fault in page.faults if fault.code == FaultCode.WORDS_OF_CODE]


def read_alt(cell: LabCell, path: Path, parsed: Read) -> list[Fault]:
    """Return what is wrong with the alt text of a cell's figure, as of an image on a page."""
    image = f"![{cell.metadata['alt']}](figure.svg)\nA caption, which a lab need not have.\n"
    return parsed(path, image, cell.line).faults


def values_code(page: Page) -> str:
    """Return code that displays the values of the text, in their order, and leaves no name behind.

    Nothing if there is none.
    """
    values = [claim.template for claim in page.claims if isinstance(claim, Value)]
    module = "__import__('livepage.labs.execute', fromlist=['execute'])"
    return f"{module}.tell_values(globals(), {values!r})" if values else ""


def with_values(page: Page, results: Results, values: list[str]) -> Results:
    """Return the results of the text's claims; its values were computed where the lab ran."""
    ties = [claim for claim in page.claims if isinstance(claim, Value)]
    return replace(results, values=dict(zip(ties, values, strict=False)), not_run={*ties[len(values) :]})


def as_notebook_text(page: Page) -> str:
    """Return the text for a notebook: without the comments that tie it to the code."""
    kept = [claim for claim in page.claims if not isinstance(claim, Equation)]
    return render(replace(page, claims=kept), Results(), lambda _file, _line: None).rstrip("\n")
