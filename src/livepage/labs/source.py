"""Reads a lab, a Python file in jupytext's percent format, and takes its solutions out or leaves them in.

In a function's body, `### BEGIN SOLUTION` and `### END SOLUTION` enclose what the reader writes. A Markdown
cell with the tag `solution` is shown to whoever asks for it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]

from livepage.model.claims import Fault
from livepage.model.text import normalised
from livepage.reading.encoding import decoded

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STUB = "raise NotImplementedError"
MARKER = re.compile(r"[ \t]*#+[ \t]*(?:BEGIN|END)[ \t_-]*SOL\w*", re.IGNORECASE)
CELL = re.compile(r"# ?%%(?:\s|$)")

Line = tuple[int, str]  # number in the file, from 1, and text


@dataclass(frozen=True)
class LabCell:
    """A cell as the file has it: `kind` is raw (the header), markdown or code; `line` is its marker's."""

    kind: str
    line: int
    lines: tuple[Line, ...]
    metadata: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def source(self) -> str:
        """The text of the cell."""
        return "\n".join(text for _, text in self.lines)

    @property
    def is_solution(self) -> bool:
        """Whether the whole cell is a solution."""
        return "solution" in self.metadata.get("tags", [])


@dataclass(frozen=True)
class Lab:
    """A lab's cells, and what its author should change."""

    path: Path
    cells: list[LabCell]
    faults: list[Fault]


def read_file(path: Path) -> Lab:
    """Read the lab at `path`; one that is not in UTF-8 has that fault and nothing else."""
    text, fault = decoded(path)
    return Lab(path, [], [fault]) if fault else read_lab(text, path)


def read_lab(text: str, path: Path) -> Lab:
    """Read the lab at `path`; mistakes in it do not raise, they are its `faults`."""
    text = normalised(text)
    rows = text.split("\n")
    markers = [row for row, line in enumerate(rows) if CELL.match(line)]
    cells: list[LabCell] = []
    for node in jupytext.reads(text, fmt="py:percent").cells:
        row = -1 if node.cell_type == "raw" and not cells else markers.pop(0) if markers else len(rows)
        cells.append(_cell(node, row, rows))
    faults = [fault for cell in cells for fault in _faults(cell, path)]
    return Lab(path, cells, sorted(faults, key=lambda fault: fault.line))


def _cell(node: Any, row: int, rows: list[str]) -> LabCell:
    """Number the lines of a cell; jupytext drops what encloses them, never a line inside."""
    source = node.source.split("\n")
    below = range(row + 1, len(rows))
    first = next((at for at in below if rows[at].removeprefix("#").strip() == source[0].strip()), row + 1)
    lines = tuple((first + 1 + at, line) for at, line in enumerate(source))
    return LabCell(node.cell_type, max(row, 0) + 1, lines, dict(node.metadata))


def solved(cell: LabCell) -> LabCell:
    """Return the cell without the marks of its solutions; each line keeps its number."""
    kept = tuple(line for line in cell.lines if line[1].strip() not in (BEGIN, END))
    return replace(cell, lines=kept)


def unsolved(cell: LabCell) -> LabCell:
    """Return the cell with a stub for each solution."""
    kept: list[Line] = []
    inside = False
    for number, text in cell.lines:
        if text.strip() == BEGIN:
            inside = True
            kept.append((number, text.replace(BEGIN, STUB)))
        elif text.strip() == END:
            inside = False
        elif not inside:
            kept.append((number, text))
    return replace(cell, lines=tuple(kept))


def _faults(cell: LabCell, path: Path) -> Iterator[Fault]:
    """Yield what is wrong with the marks of a cell; of a badly marked cell, nothing else is said."""
    marks = [(number, text.strip()) for number, text in cell.lines if MARKER.match(text)]
    misread = [
        Fault(path, number, "this is no mark of a solution", f"{BEGIN} or {END}", text)
        for number, text in marks
        if text not in (BEGIN, END)
    ]
    if cell.kind != "code" and marks:
        yield Fault(
            path, marks[0][0], "a solution is marked like this in code; a cell of text takes the tag solution"
        )
    elif cell.kind == "code" and cell.is_solution:
        yield Fault(
            path, cell.line, "the tag solution is for text; in code, a solution stands between marks", BEGIN
        )
    elif faults := misread or list(_unpaired(marks, path)):
        yield from faults
    elif cell.kind == "code":
        yield from _outside(cell, path)


def _unpaired(marks: list[Line], path: Path) -> Iterator[Fault]:
    opened = None
    for number, mark in marks:
        if mark == BEGIN and opened:
            yield Fault(path, number, f"a solution begins inside the one of line {opened}", END, mark)
        elif mark == END and not opened:
            yield Fault(path, number, "a solution ends that never began", f"{BEGIN} above it", mark)
        opened = number if mark == BEGIN else None
    if opened:
        yield Fault(path, opened, "this solution never ends", END)


def _outside(cell: LabCell, path: Path) -> Iterator[Fault]:
    """Yield the solutions that are not a part of a function's body, and code that is not Python."""
    try:
        tree = ast.parse(solved(cell).source)
        ast.parse(unsolved(cell).source)
    except SyntaxError as error:
        lines = solved(cell).lines
        number = lines[min((error.lineno or 1), len(lines)) - 1][0] if lines else cell.line
        yield Fault(path, number, f"this is not Python, solved or unsolved: {error.msg}")
        return
    numbers = [number for number, _ in solved(cell).lines]
    bodies = list(_bodies(tree, numbers))
    begins, ends = ([number for number, text in cell.lines if text.strip() == mark] for mark in (BEGIN, END))
    for begin, end in zip(begins, ends, strict=True):
        written = [number for number, text in cell.lines if begin < number < end and _is_code(text)]
        if not written:
            yield Fault(path, begin, "this solution is empty")
        elif not any(first <= written[0] and written[-1] <= last for first, last in bodies):
            yield Fault(
                path, begin, "a solution is a part of a function's body: elsewhere it would run at once"
            )


def _bodies(tree: ast.Module, numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of each function's body, below the line of its `def`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.body[0].lineno > node.lineno:
            yield numbers[node.body[0].lineno - 1], numbers[(node.end_lineno or 1) - 1]


def _is_code(text: str) -> bool:
    return text.strip() != "" and not text.strip().startswith("#")
