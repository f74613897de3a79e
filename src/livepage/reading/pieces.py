"""Divides running text into pieces: code, formulas, comments, what no reader sees, and the text between them.

One pass: what a piece needs to end is looked up once for the whole text, not once for each beginning.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from livepage.typeset import INLINE

ENTITY = re.compile(r"&(?:nbsp|[en]msp|thinsp|hairsp|ensp|\#160|\#xA0|\#8239|\#x202F);", re.IGNORECASE)
"""A space that is written as an entity: text like any other."""

MINUS = r"&(?:minus|[nm]dash|hyphen|\#45|\#x2d|\#8722|\#x2212);"
"""A minus sign, or what looks like one, that is written as an entity: text like any other."""

NUMERALS = "🔟💯" + "".join(
    chr(n) for n in range(0x80, 0x20000) if unicodedata.category(chr(n)) in ("No", "Nl")
)
"""Signs that are numbers and no digits: ½, ², ①, Ⅳ."""

BEGINS = re.compile(
    r"(?P<raw>\\{1,2}(?:[(\[]|[A-Za-z]{2,}))|(?P<escape>\\[\\$`])"
    r"|(?P<ticks>`+)|(?P<comment><!--)|(?P<dollars>\$+)"
    r"|(?P<marker>^[ \t>]*(?P<ordinal>\d+)\.(?=[ \t]))"
    r"|(?P<link>\]\()|(?P<attributes>\{)"
    r"|(?P<entity>&(?:\#(?:\d+|[xX][0-9a-fA-F]+);?|(?:frac\d\d|sup\d)(?!;)|\w+;))"
    r"|(?P<hidden>^[ \t]*\[(?!\^)[^\]\n]+\]:[ \t]+\S+"
    r"(?=[ \t]*$|[ \t]+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))[ \t]*$)"  # more than a title makes it text
    r"|\[\^[^\]\s]+\]|<https?://[^>\s]*>|<[^<>\s!@]+@[^<>\s@]+>)|(?P<tag></?[a-zA-Z])",
    re.MULTILINE,
)
ANY_ENTITY = re.compile(r"&(?:\#(?:\d+|[xX][0-9a-fA-F]+)|[a-zA-Z]\w*);?")
TITLE = re.compile(r"\s+\"[^\"\n]*\"\)")
ATTRIBUTES = re.compile(r"\{:?(?:[ \t]*(?:[.#][\w-]+|[\w-]+=\"[^\"\n]*\"))+[ \t]*\}")
TAG = re.compile(
    r"</?(?P<name>[a-zA-Z][a-zA-Z0-9-]*)"
    r"(?:\s+(?:[a-zA-Z_:][\w:.-]*\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)|(?:markdown|hidden|open|controls|checked|disabled|reversed|required|readonly|selected|muted|loop)(?![\w=])))*"
    r"\s*/?>"
)
PARAGRAPH = re.compile(r"\n[ \t]*\n")
ITEM = re.compile(r"[\s>]*(?:[-*+]|\d+\.)\s")
ORDINAL = re.compile(r"^[ \t>]*(\d+)\.\s", re.MULTILINE)
QUOTED = re.compile(r"[ \t]*>")
TAGS = frozenset(
    """
    a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite
    code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label
    legend li link main map mark math menu meta meter nav noscript object ol optgroup option output p
    param picture pre progress q rp rt ruby s samp script search section select slot small source span
    strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track
    u ul var video wbr
    """.split()  # noqa: SIM905 (a list would take a line for each)
)
"""The elements of HTML."""


@dataclass(frozen=True)
class Piece:
    """A piece `text[start:end]`: text, code, comment, math, marker, numeral, tag, raw or hidden."""

    kind: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces of `text[start:end]` in their order; together they are all of it."""
    reader = _Reader(text, start, end)
    done = place = start
    while found := BEGINS.search(text, place, end):
        piece = reader.piece(found)
        if piece is None:
            place = found.end()
            continue
        if piece.start > done:
            yield Piece("text", done, piece.start)
        yield piece
        done = place = piece.end
    if done < end:
        yield Piece("text", done, end)


def hides_number(text: str) -> bool:
    """Say whether entities of the text are signs of numbers, which they do not look like.

    Examples:
        >>> hides_number("&#52;"), hides_number("&frac12;"), hides_number("&#160;")
        (True, True, False)
    """
    read = [found for found in ANY_ENTITY.findall(text) if unescape(found) != found]
    return any(letter.isnumeric() for found in read for letter in unescape(found))


def unquoted(text: str, start: int, end: int) -> str:
    """Return `text[start:end]` as it is shown: without the marks of a quotation at a line's beginning."""
    first = text.rfind("\n", 0, start) + 1
    piece = text[start:end]
    return re.sub(r"\n[ \t]*(?:>[ \t]?)+", "\n", piece) if QUOTED.match(text, first) else piece


class _Ahead:
    """Where a sign stands next; asked for places in their order, it reads the text once."""

    def __init__(self, sign: str, text: str, end: int) -> None:
        self.sign, self.text, self.end = re.compile(sign), text, end
        self.at = -1

    def after(self, place: int) -> int | None:
        if self.at < place:
            found = self.sign.search(self.text, place, self.end)
            self.at = found.start() if found else self.end
        return self.at if self.at < self.end else None


class _Reader:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.arrow, self.bracket = _Ahead("--!?>", text, end), _Ahead("[<>]", text, end)
        self.target = _Ahead(r"[)\s]", text, end)
        self.blank = [found.start() for found in PARAGRAPH.finditer(text, start, end)]
        self.runs: dict[int, list[int]] = {}
        for ticks in re.finditer("`+", text[start:end]):
            self.runs.setdefault(len(ticks[0]), []).append(start + ticks.start())

    def piece(self, found: re.Match[str]) -> Piece | None:
        """Return the piece that begins here, or nothing if what begins like one is text."""
        kind = next(
            name for name, value in found.groupdict().items() if value is not None and name != "ordinal"
        )
        at = found.start()
        if kind in ("escape", "hidden"):
            return Piece("hidden", *found.span())
        if kind == "raw":
            return Piece("raw", *found.span())
        if kind == "ticks":
            return self._code(at, found.end())
        if kind == "comment":
            arrow = self.arrow.after(at + 2)  # for a browser, <!--> is all of a comment
            return Piece("comment", at, self.text.index(">", arrow) + 1) if arrow is not None else None
        if kind == "dollars":
            return self._math(found)
        if kind == "marker":
            return Piece("marker", *found.span()) if self._numbers_a_list(at, int(found["ordinal"])) else None
        if kind == "link":
            return self._link(at)
        if kind == "tag":
            return self._tag(at)
        if kind == "entity":
            return self._entity(found)
        attributes = ATTRIBUTES.match(self.text, at, self.end)
        return Piece("hidden", *attributes.span()) if attributes else None

    def _paragraph(self, at: int) -> tuple[int, int]:
        """Return where the paragraph around the place begins and ends."""
        row = bisect_left(self.blank, at)
        return self.blank[row - 1] if row else self.start, self.blank[row] if row < len(
            self.blank
        ) else self.end

    def _code(self, at: int, after: int) -> Piece | None:
        runs = self.runs.get(after - at, [])
        row = bisect_left(runs, after)
        if row == len(runs) or runs[row] > self._paragraph(at)[1]:
            return None
        return Piece("code", at, runs[row] + after - at)

    def _math(self, found: re.Match[str]) -> Piece | None:
        if len(found[0]) > 1:  # reported as something that nothing checks
            return None
        math = INLINE.match(self.text, found.start(), self.end)
        return Piece("math", *math.span()) if math else Piece("raw", *found.span())

    def _link(self, at: int) -> Piece | None:
        stop = self.target.after(at + 2)
        if stop is None:
            return None
        if self.text[stop] == ")":
            return Piece("hidden", at, stop + 1)
        title = TITLE.match(self.text, stop, self.end)
        return Piece("hidden", at, title.end()) if title else None

    def _tag(self, at: int) -> Piece | None:
        stop = self.bracket.after(at + 1)
        if stop is None or self.text[stop] == "<":
            return None
        tag = TAG.fullmatch(self.text, at, stop + 1)
        known = tag is not None and (tag["name"].lower() in TAGS or "-" in tag["name"])
        return Piece("hidden" if known else "tag", at, stop + 1)

    def _entity(self, found: re.Match[str]) -> Piece | None:
        if ENTITY.fullmatch(found[0]) or re.fullmatch(MINUS, found[0], re.IGNORECASE):
            return None
        if unescape(found[0]) == found[0]:  # none that a browser knows
            return None
        numeral = not found[0].endswith(";") or hides_number(found[0])  # some read it without its end
        return Piece("numeral" if numeral else "hidden", *found.span())

    def _numbers_a_list(self, at: int, ordinal: int) -> bool:
        """Tell the 2 of a list's second item from a number at the start of a line, which claims something."""
        begin = self._paragraph(at)[0]
        if self.text[begin:at].strip() and not ITEM.match(self.text, begin):
            return False
        return ordinal <= 1 or _first_item(self.text).get(ordinal - 1, at) < at


@lru_cache(maxsize=4)
def _first_item(text: str) -> dict[int, int]:
    """Return where each number first begins a line as an item."""
    found: dict[int, int] = {}
    for item in ORDINAL.finditer(text):
        found.setdefault(int(item[1]), item.start())
    return found
