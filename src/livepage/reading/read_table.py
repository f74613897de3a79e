"""Reads a Markdown table below a comment `<!-- table(…) -->`; `read_blocks` hands it the lines."""

from __future__ import annotations

import re
from itertools import pairwise

from livepage.model.claims import Table
from livepage.model.table import TableCell, gives, table_problem
from livepage.reading.draft import Draft
from livepage.reading.prose import scan
from livepage.reading.read_prose import read_given, read_prose

EXAMPLE = '<!-- table(confusion, rows=names, columns=names, format="d") -->'
DELIMITER = re.compile(r":?-+:?")
PIECE = re.compile(r"\\.|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|(?P<bar>\|)|.", re.DOTALL)


def read_table(draft: Draft, start: int, end: int, arguments: str, indent: str) -> None:
    """Add the table of which the comment is the line at `start` and the rows are the lines up to `end`."""
    first = draft.text.text.index("\n", start) + 1 if "\n" in draft.text[start, end] else end
    lines = [row_cells(draft.text.text, *span) for span in _lines(draft.text.text, first, end)]
    if wrong := table_problem(arguments, draft.defined):
        draft.fault(start, wrong, EXAMPLE, arguments)
        return
    if len(lines) < 2 or not all(DELIMITER.fullmatch(cell.text) for cell in lines[1]):
        draft.fault(start, "no table follows this comment", "| a | b | and |---|---| on the lines below it")
        return
    for row in [*lines[1:2], *lines[2:]]:
        if len(row) != len(lines[0]):
            at = row[0].start if row else first
            draft.fault(at, "this row has not as many cells as the first", str(len(lines[0])), str(len(row)))
            return
    header, body = lines[0], lines[2:]
    own = [header[0]] if gives(arguments, "columns") else list(header)
    labels = [] if gives(arguments, "rows") else [row[0] for row in body]
    loose = any(scan(draft.text.text, cell.start, cell.end).loose for cell in labels)
    if not loose:
        own += labels
    for cell in [*header, *(cell for row in body for cell in row)]:
        (read_prose if cell in own else read_given)(draft, cell.start, cell.end)
    draft.add(
        Table,
        start,
        first,
        arguments=arguments,
        indent=indent,
        lines=tuple(lines),
        body_end=end,
        own_labels=not loose,
    )


def check_rows(draft: Draft, start: int, end: int) -> None:
    """Report what of a table in running text no reader sees: cells beyond those of its header."""
    rows = [row_cells(draft.text.text, *span) for span in _lines(draft.text.text, start, end)]
    width = 0
    for above, row in pairwise([(), *rows]):
        delimits = "".join(cell.text for cell in row).strip(":-") == "" and len(above) == len(row) > 1
        width = len(row) if delimits else width if row and row[0].start and len(row) > 1 else 0
        if width and len(row) > width:
            message = "this row has more cells than the header, and MkDocs leaves out the last"
            draft.fault(row[0].start, message, str(width), str(len(row)))


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in re.compile(r"[^\n]+").finditer(text, start, end)]


def row_cells(text: str, start: int, end: int) -> tuple[TableCell, ...]:
    """Return the cells of the row `text[start:end]`: a bar with a backslash or in code divides nothing."""
    bars = [match.start() for match in PIECE.finditer(text, start, end) if match["bar"]]
    edges = [start - 1, *bars, end]
    found = [_cell(text, left + 1, right) for left, right in pairwise(edges)]
    outer = [0] if bars and not found[0].text else []
    outer += [len(found) - 1] if bars and not found[-1].text else []
    return tuple(cell for n, cell in enumerate(found) if n not in outer)


def _cell(text: str, start: int, end: int) -> TableCell:
    inside = text[start:end]
    left = len(inside) - len(inside.lstrip())
    core = inside.strip()
    return TableCell(start + left, start + left + len(core), core)
