"""Divides a page into blocks: fences, equations, images, and the prose between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from livepage.reading.containers import Containers

FRONT_MATTER = re.compile(r"-{3}[ \t]*\n.*?\n(?:\.{3}|-{3})[ \t]*(?:\n|$)", re.DOTALL)
FENCE = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<ticks>`{3,})(?P<info>[^`\n]*)|(?P<waves>~{3,})(?P<rest>[^\n]*))$"
)
MISPLACED_FENCE = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d+[.)])[ \t]*)+(?P<ticks>`{3,}|~{3,})[^`\n]*$")
DISPLAY = re.compile(r"(?P<indent>[ \t]*)\$\$[ \t]*$")
DISPLAY_LINE = re.compile(r"[ \t]*\$\$(?P<latex>.+?)\$\$(?P<ties>(?:<!--\s*\{.*?\}\s*-->)*)[ \t]*$")
DERIVATION = re.compile(r"(?P<indent>[ \t]*):::[ \t]+derivation[ \t]+(?P<target>\S+)[ \t]*$")
AUTODOC = re.compile(r"(?P<indent>[ \t]*):::[ \t]+\S+[ \t]*$")
IMAGE = re.compile(r"(?P<indent>[ \t]*)!\[(?P<alt>(?:[^\]\\]|\\.)*)\]\((?P<target>[^)\s]+)\)[ \t]*$")
ELEMENT = re.compile(
    r"(?P<indent>[ \t]*)<!--\s*(?P<name>[a-z]+(?:-[a-z]+)+)\((?P<arguments>.*)\)\s*-->[ \t]*$"
)
TABLE = re.compile(r"(?P<indent>[ \t]*)<!--\s*table\((?P<arguments>.*)\)\s*-->[ \t]*$")
EXEMPT = re.compile(r"[ \t]*<!--\s*exempt:\s*(?P<reason>.*?)\s*-->[ \t]*$")
CLOSED = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|<!--.*?-->")

UNCLOSED_DISPLAY = "this displayed equation is never closed"


@dataclass(frozen=True)
class Block:
    """The lines `row` up to `after` (from 0): `kind`, what its first line says, and what stands inside."""

    kind: str  # front matter, fence, display, derivation, image, element, table, exempt, autodoc or prose
    row: int
    after: int
    head: dict[str, str]
    body: str = ""


@dataclass(frozen=True)
class Problem:
    """A line that the author should change."""

    row: int
    message: str
    expected: str | None = None
    got: str | None = None


def blocks(text: str, lines: list[str]) -> Iterator[Block | Problem]:
    """Yield the page's blocks, which cover all of its lines in order, and the problems met."""
    scanner = _Scanner(lines, text)
    found = list(scanner.blocks())
    yield from scanner.problems
    edges = [0, *(edge for block in found for edge in (block.row, block.after)), len(lines)]
    prose = [Block("prose", row, after, {}) for row, after in list(pairwise(edges))[::2] if row < after]
    yield from sorted([*found, *prose], key=lambda block: block.row)


class _Scanner:
    def __init__(self, lines: list[str], text: str) -> None:
        self.lines = lines
        self.text = text
        self.containers = Containers()
        self.problems: list[Problem] = []

    def blocks(self) -> Iterator[Block]:
        row, begins = 0, True
        if match := FRONT_MATTER.match(self.text):
            row = match[0].count("\n") or len(self.lines)
            yield Block("front matter", 0, row, {}, match[0])
        while row < len(self.lines):
            if not self.lines[row].strip():
                row, begins = row + 1, True
                continue
            self._margin(row, begins=begins)
            block = self._block(row)
            if block:
                yield block
            after = block.after if block else self._after_prose(row)
            row, begins = after, block is not None

    def _margin(self, row: int, *, begins: bool) -> None:
        if self.containers.shows_code(self.lines[row], begins=begins):
            self._problem(
                row, "text that is indented like this is shown as code, and nothing runs it", "a fence"
            )

    def _problem(self, row: int, message: str, expected: str | None = None, got: str | None = None) -> None:
        self.problems.append(Problem(row, message, expected, got))

    def _block(self, row: int) -> Block | None:
        readers: list[tuple[re.Pattern[str], Callable[[int, re.Match[str]], Block | None]]] = [
            (FENCE, self._fence),
            (MISPLACED_FENCE, self._misplaced),
            (DISPLAY, self._display),
            (DISPLAY_LINE, lambda row, m: Block("display", row, row + 1, m.groupdict(), m["latex"])),
            (EXEMPT, lambda row, m: Block("exempt", row, row + 1, m.groupdict())),
            (DERIVATION, lambda row, m: Block("derivation", row, row + 1, m.groupdict())),
            (AUTODOC, self._autodoc),
            (IMAGE, self._image),
            (ELEMENT, self._element),
            (TABLE, self._table),
        ]
        for pattern, read in readers:
            if match := pattern.match(self.lines[row]):
                return read(row, match)
        return None

    def _find(self, pattern: re.Pattern[str], row: int) -> int | None:
        rows = range(row, len(self.lines))
        return next((r for r in rows if pattern.match(self.lines[r])), None)

    def _fence(self, row: int, opening: re.Match[str]) -> Block:
        ticks, info = opening["ticks"] or opening["waves"], opening["info"] or opening["rest"] or ""
        end = self._find(re.compile(rf"[ \t]*{ticks[0]}{{{len(ticks)},}}[ \t]*$"), row + 1)
        head = {"indent": opening["indent"], "info": info}
        if end is None:
            self._problem(row, "this fence is never closed", f"a line with {ticks}")
            return Block("broken", row, len(self.lines), head)
        inside, indent = self.lines[row + 1 : end], opening["indent"]
        for at, line in enumerate(inside, row + 1):
            if line.strip() and not line.startswith(indent):
                self._problem(at, "this line is indented less than its fence", repr(indent), repr(line))
                return Block("broken", row, end + 1, head)
        body = "".join(line.removeprefix(indent) if line.strip() else "\n" for line in inside)
        return Block("fence", row, end + 1, head, body)

    def _misplaced(self, row: int, opening: re.Match[str]) -> Block:
        self._problem(
            row,
            "a fence in a quotation, or on the line of a list's marker, would not be run",
            "a fence on a line of its own, indented as the text around it",
        )
        end = self._find(re.compile(rf"[ \t>]*{opening['ticks']}[ \t]*$"), row + 1)
        return Block("broken", row, row + 1 if end is None else end + 1, {})

    def _display(self, row: int, opening: re.Match[str]) -> Block:
        end = self._find(DISPLAY, row + 1)
        blank = self._find(re.compile(r"[ \t]*$"), row + 1)
        if end is None or (blank is not None and blank < end):
            self._problem(row, UNCLOSED_DISPLAY, "a line with $$ before the next blank line")
            return Block("broken", row, row + 1, {})
        lines = [line.removeprefix(opening["indent"]) for line in self.lines[row + 1 : end]]
        return Block("display", row, end + 1, {}, "".join(lines))

    def _image(self, row: int, image: re.Match[str]) -> Block:
        """Keep the caption, which is the rest of the paragraph, as the image's body; it is prose as well."""
        return Block("image", row, row + 1, image.groupdict(), self._rest(row))

    def _element(self, row: int, element: re.Match[str]) -> Block:
        """Keep what the element wraps, the rest of the paragraph, as its body; that is read, too."""
        return Block("element", row, row + 1, element.groupdict(), self._rest(row))

    def _table(self, row: int, table: re.Match[str]) -> Block:
        """Take the rows, which are the rest of the paragraph: the table reads them cell by cell."""
        body = self._rest(row)
        after = row + 1 + body.count("\n") + (body[-1:] not in ("", "\n"))
        return Block("table", row, after, table.groupdict(), body)

    def _rest(self, row: int) -> str:
        """Return the lines of the paragraph that are left after the row."""
        after = row + 1
        while after < len(self.lines) and self.lines[after].strip() and not FENCE.match(self.lines[after]):
            after += 1
        return "".join(self.lines[row + 1 : after])

    def _autodoc(self, row: int, opening: re.Match[str]) -> Block:
        """Take the options that follow the line, indented: they are no text of the page."""
        end = self._find(re.compile(rf"(?!{opening['indent']}[ \t]+\S)"), row + 1)
        return Block("autodoc", row, len(self.lines) if end is None else end, opening.groupdict())

    def _after_prose(self, row: int) -> int:
        """Return the row after a line of prose; a comment that it opens belongs to it."""
        if "<!--" not in CLOSED.sub("", self.lines[row]):
            return row + 1
        end = next((r for r in range(row + 1, len(self.lines)) if "-->" in self.lines[r]), None)
        if end is None:
            self._problem(row, "this comment is never closed", "-->")
            return len(self.lines)
        if any(FENCE.match(line) for line in self.lines[row : end + 1]):
            message = "code in a comment: the reader could not see what runs"
            self._problem(row, message, "a fence with the flag fold")
        return end + 1
