"""Fills the cells of a table with what its code gives; the author's own words and widths stay."""

from __future__ import annotations

from livepage.checking.check_table import ROWS_ABOVE, wanted
from livepage.model.claims import Table
from livepage.model.page import Page
from livepage.model.table import Grid
from livepage.model.template import same_value, with_authors_signs


def filled_table(page: Page, claim: Table, grid: Grid) -> tuple[int, int, str] | None:
    """Return the table with true cells: start, end, new text; nothing if its author must change it."""
    expected = wanted(claim, grid)
    lines = [claim.lines[0], *claim.lines[ROWS_ABOVE:]]
    if expected is None or (len(lines) < len(expected) and _needs_words(claim, grid)):
        return None
    text, start = page.text, claim.end
    header = _row(text, claim, 0, expected[0])
    delimiter = _line(text, claim, 1)
    rows = [_row(text, claim, n + 1 if n else 0, texts) for n, texts in enumerate(expected)][1:]
    ended = "" if text[claim.body_end - 1] == "\n" else "\n"
    new = "\n".join([header, delimiter, *rows]) + ("" if ended else "\n")
    return start, claim.body_end, new


def _needs_words(claim: Table, grid: Grid) -> bool:
    """Say whether a new row would have words before it that only the author knows."""
    return grid.rows is None and len(claim.lines[0]) == grid.width + 1


def _row(text: str, claim: Table, number: int, texts: list[str]) -> str:
    """Write the texts into the row with that number, or into one like the header's where there is none."""
    if number >= len(claim.lines):
        return f"{claim.indent}| {' | '.join(texts)} |"
    cells = claim.lines[number]
    line, start = _line(text, claim, number), text.rfind("\n", 0, cells[0].start) + 1
    for cell, new in reversed(list(zip(cells, texts, strict=True))):
        if not same_value(cell.text, new):
            before, behind = line[: cell.start - start], line[cell.end - start :]
            kept = with_authors_signs(cell.text, new).ljust(len(cell.text))
            line = before + kept + behind if cell.text else _between_bars(before, kept, behind)
    return line


def _between_bars(before: str, text: str, behind: str) -> str:
    """Put a text into an empty cell, with one space to each bar beside it."""
    left, right = before.rstrip(" "), behind.lstrip(" ")
    before = f"{left} " if left.endswith("|") else before
    return before + text + (f" {right}" if right.startswith("|") else behind)


def _line(text: str, claim: Table, number: int) -> str:
    """Return the line of the page on which the row stands."""
    at = claim.lines[number][0].start
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
