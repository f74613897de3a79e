"""Divides a page into blocks: fences, equations, images, and the prose between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from livepage.model.claims import FaultCode
from livepage.reading.comments import Comments
from livepage.reading.front_matter import FrontMatter, front_matter
from livepage.reading.margins import STEP, dedented, width

FENCE = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<ticks>`{3,})(?P<info>[^`\n]*)|(?P<waves>~{3,})(?P<rest>[^\n]*))$"
)
BACKTICK_IN_INFO = re.compile(r"(?P<indent>[ \t]*)(?P<ticks>`{3,})(?P<info>(?![^\n]*(?P=ticks))[^\n]*)$")
MISPLACED_FENCE = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d+[.)])[ \t]*)+(?P<ticks>`{3,}|~{3,})[^`\n]*$")
DISPLAY = re.compile(r"(?P<indent>[ \t]*)\$\$[ \t]*$")
DISPLAY_LINE = re.compile(
    r"(?P<indent>[ \t]*)\$\$(?P<latex>(?:\\.|[^\\$\n])+)\$\$(?P<ties>(?:<!--(?:(?!-->).)*-->)*)[ \t]*$"
)
TIE = re.compile(r"<!--\s*\{(?:(?!-->).)*\}\s*-->")
DERIVATION = re.compile(r"(?P<indent>[ \t]*):::[ \t]+derivation[ \t]+(?P<target>\S+)[ \t]*$")
AUTODOC = re.compile(r"(?P<indent>[ \t]*)(?:#{1,6} *)?:::[ \t]?(?P<target>\S(?:.*\S)?)[ \t]*$")
IMAGE = re.compile(
    r"(?P<indent>[ \t]*)!\[(?P<alt>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*)\]\((?P<target>[^)\s]+)\)[ \t]*$"
)
IMAGE_ALIKE = re.compile(r"[ \t]*!\[.*[\[\]].*\]\([^)\s]+\)[ \t]*$")
ELEMENT = re.compile(
    r"(?P<indent>[ \t]*)<!--\s*(?P<name>[a-z]+(?:-[a-z]+)+)\((?P<arguments>.*)\)\s*-->[ \t]*$"
)
CALL_ALIKE = re.compile(r"[ \t]*<!--\s*(?:[A-Za-z][\w-]*|table\s+)\(.*-->[ \t]*$", re.IGNORECASE)
GRAPH = re.compile(r"[ \t]*<!--\s*graph:(?P<module>.*)-->[ \t]*$")
GRAPH_ALIKE = re.compile(r"[ \t]*<!--\s*graphs?\s*[:=]?\s*[\w.]+\s*-->[ \t]*$", re.IGNORECASE)
EXEMPT = re.compile(r"(?P<indent>[ \t]*)<!--\s*exempt(?:\s*:(?P<reason>.*)|\s*)-->[ \t]*$")
ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d+\.)[ \t]")
TABLE = re.compile(r"(?P<indent>[ \t]*)<!--\s*table\((?P<arguments>.*)\)\s*-->[ \t]*$")


@dataclass(frozen=True)
class Block:
    """The lines `row` up to `after` (from 0): `kind`, what its first line says, and what stands inside."""

    kind: str  # front matter, prose, broken, or what `_Scanner` reads by its first line
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
    code: FaultCode = FaultCode.OTHER


def blocks(text: str, lines: list[str], *, whole: bool = True) -> Iterator[Block | Problem]:
    """Yield the page's blocks, which cover all of its lines in order, and the problems met.

    A text that is not the `whole` of a page has no front matter.
    """
    scanner = _Scanner(lines, text, front_matter(text) if whole else FrontMatter(0))
    found = list(scanner.blocks())
    yield from scanner.problems
    edges = [0, *(edge for block in found for edge in (block.row, block.after)), len(lines)]
    prose = [Block("prose", row, after, {}) for row, after in list(pairwise(edges))[::2] if row < after]
    yield from sorted([*found, *prose], key=lambda block: block.row)


class _Scanner:
    def __init__(self, lines: list[str], text: str, matter: FrontMatter) -> None:
        self.lines = lines
        self.text = text
        self.matter = matter
        self.comments = Comments(lines)
        self.problems: list[Problem] = []

    def blocks(self) -> Iterator[Block]:
        row, begins = 0, True
        matter = self.matter
        if matter.problem:
            self._problem(
                0, matter.problem, "key: value between two lines ---, or *** for a rule", matter.got
            )
        if matter.lines:
            row = matter.lines
            yield Block("front matter", 0, row, {}, "".join(self.lines[:row]))
        while row < len(self.lines):
            if not self.lines[row].strip():
                row, begins = row + 1, True
                continue
            block = self._block(row)
            if block:
                yield block
            if not block or block.kind != "broken":
                self._margin(row, begins=begins or block is not None)
            after = block.after if block else self._after_prose(row)
            row, begins = after, block is not None

    def _margin(self, row: int, *, begins: bool) -> None:
        """Report a block or an item at a margin that is nobody's: Markdown would end a list there."""
        line = self.lines[row]
        margin = width(line)
        if margin % STEP and (begins or ITEM.match(line)):
            expected = f"{STEP} spaces for each list item, note or tab around it"
            message = "what is indented like this belongs to nothing above it"
            self._problem(row, message, expected, f"{margin} spaces")

    def _problem(self, row: int, message: str, expected: str | None = None, got: str | None = None) -> None:
        self.problems.append(Problem(row, message, expected, got))

    def _block(self, row: int) -> Block | None:
        readers: list[tuple[re.Pattern[str], Callable[[int, re.Match[str]], Block | None]]] = [
            (FENCE, self._fence),
            (BACKTICK_IN_INFO, self._backtick_in_info),
            (MISPLACED_FENCE, self._misplaced),
            (DISPLAY, self._display),
            (DISPLAY_LINE, self._display_line),
            (EXEMPT, lambda row, m: Block("exempt", row, row + 1, {"reason": (m["reason"] or "").strip()})),
            (DERIVATION, lambda row, m: Block("derivation", row, row + 1, m.groupdict())),
            (AUTODOC, self._autodoc),
            (IMAGE, self._image),
            (IMAGE_ALIKE, self._image_alike),
            (ELEMENT, self._element),
            (TABLE, self._table),
            (CALL_ALIKE, self._call_alike),
            (GRAPH, lambda row, m: Block("graph", row, row + 1, m.groupdict())),
            (GRAPH_ALIKE, self._call_alike),
        ]
        for pattern, read in readers:
            if match := pattern.match(self.lines[row]):
                return read(row, match)
        return self._unclosed_comment(row) if self.comments.opens(row) else None

    def _find(self, pattern: re.Pattern[str], row: int) -> int | None:
        rows = range(row, len(self.lines))
        return next((r for r in rows if pattern.match(self.lines[r])), None)

    def _fence(self, row: int, opening: re.Match[str]) -> Block:
        """Read to the line that closes the fence: the same ticks at the same margin, as MkDocs has it."""
        ticks, info = opening["ticks"] or opening["waves"], opening["info"] or opening["rest"] or ""
        head = {"indent": opening["indent"], "ticks": ticks, "info": info}
        margin = width(opening["indent"])
        for at in range(row + 1, len(self.lines)):
            line = self.lines[at]
            if line.strip() == ticks and width(line) == margin:
                inside = self.lines[row + 1 : at]
                return Block("fence", row, at + 1, head, "".join(dedented(each, margin) for each in inside))
            if line.strip() and width(line) < margin:
                message = "this line is indented less than its fence"
                self._problem(at, message, repr(opening["indent"]), repr(line))
                return Block("broken", row, self._after_fence(at, ticks), head)
        self._problem(row, "this fence is never closed", f"a line with {ticks} alone, indented as this one")
        return Block("broken", row, len(self.lines), head)

    def _after_fence(self, row: int, ticks: str) -> int:
        rows = (at for at in range(row, len(self.lines)) if self.lines[at].strip() == ticks)
        return next(rows, len(self.lines) - 1) + 1

    def _backtick_in_info(self, row: int, opening: re.Match[str]) -> Block:
        message = "a backtick on the line that opens a fence: MkDocs shows no code"
        self._problem(row, message, got=opening["info"])
        return Block("broken", row, self._after_fence(row + 1, opening["ticks"]), {})

    def _misplaced(self, row: int, opening: re.Match[str]) -> Block:
        self._problem(
            row,
            "a fence in a quotation, or on the line of a list's marker, would not be run",
            "a fence on a line of its own, indented as the text around it",
        )
        end = self._find(re.compile(rf"[ \t>]*{opening['ticks']}[ \t]*$"), row + 1)
        return Block("broken", row, row + 1 if end is None else end + 1, {})

    def _display(self, row: int, opening: re.Match[str]) -> Block:
        for at in range(row + 1, len(self.lines)):
            if DISPLAY.match(self.lines[at]):
                lines = [line.removeprefix(opening["indent"]) for line in self.lines[row + 1 : at]]
                return Block("display", row, at + 1, {}, "".join(lines))
            if not self.lines[at].strip():
                break
        message = "this displayed equation is never closed"
        expected = "a line with $$ before the next blank line"
        self.problems.append(Problem(row, message, expected, code=FaultCode.UNCLOSED_DISPLAY))
        return Block("broken", row, row + 1, {})

    def _display_line(self, row: int, line: re.Match[str]) -> Block | None:
        if TIE.sub("", line["ties"]):
            return None
        return Block("display", row, row + 1, line.groupdict(), line["latex"])

    def _image_alike(self, row: int, line: re.Match[str]) -> Block:
        expected = "brackets in pairs in the alt text, or \\[ and \\]"
        message = "this image cannot be read: its alt text holds a bracket"
        self._problem(row, message, expected, line[0].strip())
        return Block("broken", row, row + 1, {})

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

    def _call_alike(self, row: int, line: re.Match[str]) -> Block:
        expected = "<!-- table(values) -->, <!-- name-of-element(x=x) --> or <!-- graph: module -->"
        self._problem(row, "nothing reads this comment", expected, line[0].strip())
        return Block("broken", row, row + 1, {})

    def _rest(self, row: int) -> str:
        """Return the lines of the paragraph that are left after the row."""
        after = row + 1
        while after < len(self.lines) and self.lines[after].strip() and not FENCE.match(self.lines[after]):
            after += 1
        return "".join(self.lines[row + 1 : after])

    def _autodoc(self, row: int, opening: re.Match[str]) -> Block:
        """Take the options that follow the line, indented: they are no text of the page."""
        end = self._find(re.compile(rf"(?!{opening['indent']}[ \t]+\S)"), row + 1) or len(self.lines)
        return Block("autodoc", row, end, opening.groupdict(), "".join(self.lines[row + 1 : end]))

    def _unclosed_comment(self, row: int) -> Block | None:
        """Report a comment that nothing ends; what stands below is read as if it were not there."""
        if self.comments.end(row) is not None:
            return None
        self._problem(row, "this comment is never closed", "-->")
        return Block("broken", row, row + 1, {})

    def _after_prose(self, row: int) -> int:
        """Return the row after a line of prose; a comment that it opens belongs to it."""
        end = self.comments.end(row) if self.comments.opens(row) else None
        if end is None:
            return row + 1
        if any(FENCE.match(line) for line in self.lines[row : end + 1]):
            message = "code in a comment: the reader could not see what runs"
            self._problem(row, message, "a fence with the flag fold")
        return end + 1
