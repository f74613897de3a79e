"""Reads running text: numbers that a comment ties to an expression, formulas, and loose numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from livepage.markdown_math import INLINE

NUMBER = re.compile(
    r"(?<![\w.])[-−+]?(?:\d[\d,]*\d|\d)(?:\.\d+)?(?:e[-+]?\d+)?|(?<![\w.])\.\d+|[²³¹⁰-⁹½⅓⅔¼¾]+"
)
WORD_AT_END = re.compile(r"([^\W\d_]+)[\s*_]*$")
AFTER_NUMBER = re.compile(r"[\s*_)%]*$")
# Most digits of a formula or a code span are part of it (the 2 of -2 z h). These are statements of fact:
# decimals, numbers of several digits, and a single digit that is all there is on its side of a relation.
FACT = re.compile(
    r"(?<![\w.])[-−+]?(?:\d+\.\d+|\d{2,})"
    r"|(?:(?<=[=<>≈])|(?<=\\approx)|(?<=\\[lg]e)|(?<=\\[lg]eq)|(?<=^.))\s*(?P<digit>[-−+]?\d)(?=\s*(?:\\?%)?[$`]$)"
)
RAW = re.compile(r"(?<!\\)!\[|<(?:img|svg|pre|math|script)\b")
VALUE_COMMENT = re.compile(r"<!--\s*(\{.*\})\s*-->", re.DOTALL)
PIECE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?-->)"
    rf"|(?P<math>{INLINE.pattern})"
    # What no reader sees as text: link targets, tags, attribute lists, list markers, references, escapes.
    r"|\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<https?://[^>]*>|</?[a-zA-Z][^>]*>|\{\s*[:#.][^}\n]*\}"
    r"|^[ \t]*(?:\d+[.)](?=\s)|\[[^\]]+\]:\s+\S+)|\[\^[^\]]+\]|&\#?\w+;|\\[$`]",
    re.DOTALL | re.MULTILINE,
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Tie:
    """A number or word at `shown` that the comment at `comment` ties to the f-string field `template`."""

    shown: Span
    comment: Span
    template: str


@dataclass
class Prose:
    """What a stretch of running text holds, as positions in the page."""

    ties: list[Tie] = field(default_factory=list)
    formulas: list[Span] = field(default_factory=list)
    loose: list[Span] = field(default_factory=list)
    raw: list[Span] = field(default_factory=list)  # images and HTML that no claim covers
    idle: list[Span] = field(default_factory=list)  # value comments that follow no number and no word


@dataclass(frozen=True)
class _Piece:
    kind: str  # text, code, math, comment, or "" for what no reader sees
    start: int
    end: int


def scan(text: str, start: int, end: int) -> Prose:
    """Read `text[start:end]`, in which there is no fence and no displayed equation."""
    prose = Prose()
    shown: _Piece | None = None
    comments: list[tuple[Span, str]] = []
    for piece in [*_pieces(text, start, end), _Piece("text", end, end)]:
        value = VALUE_COMMENT.fullmatch(text, piece.start, piece.end) if piece.kind == "comment" else None
        if value:
            comments.append(((piece.start, piece.end), value[1]))
        elif piece.kind != "comment":
            _tie(text, shown, comments, prose)
            shown, comments = piece, []
    return prose


def _pieces(text: str, start: int, end: int) -> Iterable[_Piece]:
    place = start
    for match in PIECE.finditer(text, start, end):
        if match.start() > place:
            yield _Piece("text", place, match.start())
        kind = next((kind for kind in ("code", "comment", "math") if match[kind] is not None), "")
        yield _Piece(kind, *match.span())
        place = match.end()
    if place < end:
        yield _Piece("text", place, end)


def _tie(text: str, piece: _Piece | None, comments: list[tuple[Span, str]], prose: Prose) -> None:
    """Tie the last numbers of the piece to the comments that follow it; the facts that are left are loose."""
    if piece is None:
        prose.idle += [span for span, _ in comments]
        return
    if piece.kind == "math":
        prose.formulas.append((piece.start, piece.end))
    if piece.kind in ("text", ""):
        prose.raw += [match.span() for match in RAW.finditer(text, piece.start, piece.end)]
    shown = _last_shown(text, piece, len(comments))
    prose.ties += [Tie(span, *comment) for span, comment in zip(shown, comments, strict=False)]
    prose.idle += [span for span, _ in comments[len(shown) :]]
    tied = {span[1] for span in shown}
    prose.loose += [span for span in _facts(text, piece) if span[1] not in tied]


def _last_shown(text: str, piece: _Piece, count: int) -> list[Span]:
    if not count or piece.kind == "":
        return []
    numbers = [match.span() for match in NUMBER.finditer(text, piece.start, piece.end)]
    if piece.kind != "text":
        return numbers[-count:]
    if numbers and AFTER_NUMBER.fullmatch(text, numbers[-1][1], piece.end):
        return numbers[-1:]
    word = WORD_AT_END.search(text, piece.start, piece.end)
    return [word.span(1)] if word else []


def _facts(text: str, piece: _Piece) -> Iterable[Span]:
    if piece.kind == "text":
        return [match.span() for match in NUMBER.finditer(text, piece.start, piece.end)]
    if piece.kind not in ("math", "code"):
        return []
    source = text[piece.start : piece.end]
    groups = ((match, "digit" if match["digit"] else 0) for match in FACT.finditer(source))
    return [(piece.start + match.start(group), piece.start + match.end(group)) for match, group in groups]
