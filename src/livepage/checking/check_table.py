"""Compares a table of the page with the cells that its code gives, row by row."""

from __future__ import annotations

from dataclasses import replace

from livepage.model.claims import Fault, Table
from livepage.model.page import Page
from livepage.model.table import Grid
from livepage.model.template import same_value

ROWS_ABOVE = 2  # the header and the line below it


def wanted(claim: Table, grid: Grid) -> list[list[str]] | None:
    """Return the cells as they should be, the author's own as they are; None if the columns do not fit.

    The first column is before the values where there is one more than those have. It is the author's, unless
    the code gives it.
    """
    header, body = claim.lines[0], claim.lines[ROWS_ABOVE:]
    labelled = len(header) == grid.width + 1 and (grid.rows is not None or claim.own_labels)
    if not labelled and (grid.rows is not None or len(header) != grid.width):
        return None
    above = list(grid.columns or [cell.text for cell in header[labelled:]])
    found = [[header[0].text, *above] if labelled else above]
    for n, values in enumerate(grid.values):
        label = grid.rows[n] if grid.rows is not None else body[n][0].text if n < len(body) else ""
        found.append([label, *values] if labelled else list(values))
    return found


def is_given(claim: Table, grid: Grid, row: int, column: int) -> bool:
    """Say whether the cell of that line of a true table comes from the code."""
    before = len(claim.lines[0]) - grid.width
    if column < before:
        return row >= ROWS_ABOVE and grid.rows is not None
    return row >= ROWS_ABOVE or (row == 0 and grid.columns is not None)


def with_cell(claim: Table, row: int, column: int, text: str) -> Table:
    """Return the claim with another text in the cell."""
    lines = [list(line) for line in claim.lines]
    lines[row][column] = replace(lines[row][column], text=text)
    return replace(claim, lines=tuple(map(tuple, lines)))


def fault_of_table(page: Page, claim: Table, grid: Grid) -> Fault | None:
    """Return the first row that is not as its code has it, with all cells that differ."""
    expected = wanted(claim, grid)
    if expected is None:
        got = f"{len(claim.lines[0])} columns"
        hint = "" if claim.own_labels else "; words with numbers before them are given by rows=…"
        text = f"{grid.width} columns of values, and perhaps one of words{hint}"
        return Fault(page.path, claim.line, "this table has not the columns of its values", text, got)
    shown = [claim.lines[0], *claim.lines[ROWS_ABOVE:]]
    wrong = [
        (claim.line + 1 + n + (n > 0), cell.text, text)
        for n, (row, texts) in enumerate(zip(shown, expected, strict=False))
        for cell, text in zip(row, texts, strict=True)
        if not same_value(cell.text, text)
    ]
    if wrong:
        line, got, text = wrong[0]
        more = [f"\nline {other}: {mine} is not {yours}" for other, mine, yours in wrong[1:]]
        return Fault(
            page.path, line, f"a cell of this row is not as its code has it{''.join(more)}", text, got
        )
    if len(shown) != len(expected):
        message = "this table has not as many rows as its values"
        return Fault(page.path, claim.line, message, str(len(grid.values)), str(len(shown) - 1))
    return None
