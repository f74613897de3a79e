"""Reads running text: numbers that a comment ties to an expression, formulas, and loose numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from livepage.typeset import INLINE

DIGITS = r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)(?:[eE][-−+]?\d+)?"
SIGN = r"(?:(?<![\w.)\]])[-−+])?"
# An underscore is emphasis in prose, unless a name stands before it, and an index in a formula.
NUMBER = re.compile(rf"(?<![^\W_])(?<![^\W_]_)(?<!\d\.){SIGN}{DIGITS}|[²³¹⁰-⁹½⅓⅔¼¾]+")
NUMBER_IN_FORMULA = re.compile(rf"(?<![\w.]){SIGN}{DIGITS}")
# Most digits of a formula or a code span are part of it (the 2 of -2 z h). These are statements of fact:
# decimals, numbers of several digits, and a single digit that is all there is on its side of a relation.
FACT = re.compile(
    r"(?<![\w.])[-−+]?(?:\d*\.\d+|\d{2,})(?:[eE][-−+]?\d+)?"
    r"|(?:(?<=[=<>≈])|(?<=\\approx)|(?<=\\[lg]e)|(?<=\\[lg]eq)|(?<=^.))\s*"
    r"(?P<digit>[-−+]?\d)(?=\s*(?:\\?%)?(?:[$`]$|,(?!\s*\\?[lc]?dots|\s*…)|;|\s*\\text))"
)
# Between what is shown and its comment there may be a line's end, but not a paragraph's.
WORD_AT_END = re.compile(r"([^\W\d_]+)[ \t*_]*\n?[ \t]*\Z")
AFTER_NUMBER = re.compile(r"[ \t*_)%]*\n?[ \t)%]*\Z")
UNCHECKED = re.compile(
    r"(?<!\\)!\[|\$\$|</?(?:img|picture|svg|pre|code|samp|kbd|math|script|canvas|video|iframe|object|embed|[a-z]+-[a-z-]+)\b"
)
VALUE_COMMENT = re.compile(r"<!--\s*(\{.*\})\s*-->", re.DOTALL)
EXEMPTION = re.compile(r"<!--\s*exempt:\s*(.*?)\s*-->", re.DOTALL)
HALF_VALUE = re.compile(r"<!--\s*\{")
PIECE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?-->)"
    rf"|(?P<math>{INLINE.pattern})"
    r"|(?P<marker>^[ \t]*(?P<ordinal>\d+)[.)](?=\s))"
    # What no reader sees as text: link targets, tags, attribute lists, references, escapes.
    r"|(?P<hidden>\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<https?://[^>]*>|</?[a-zA-Z][^>]*>"
    r"|\{:?(?:\s*(?:[.#][\w-]+|[\w-]+=\"[^\"]*\"))+\s*\}"
    r"|^[ \t]*\[(?!\^)[^\]]+\]:\s+\S+|\[\^[^\]]+\]|&\#?\w+;|\\[$`])",
    re.DOTALL | re.MULTILINE,
)
KINDS = ("code", "comment", "math", "marker", "hidden")
READ_ALOUD = re.compile(
    r"\b(?:title|alt|label|aria-label|placeholder|value|start)\s*=\s*(?P<of_tag>\"[^\"]*\"|'[^']*'|\S+)"
    r"|\]\([^)\s]*\s+(?P<of_link>\"[^\"]*\")\)"
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Tie:
    """A number or word at `shown` that the comment at `comment` ties to the f-string field `template`."""

    shown: Span
    comment: Span
    template: str


@dataclass(frozen=True)
class Exemption:
    """The comment directly after a formula that says why it is no claim."""

    comment: Span
    reason: str


@dataclass
class Prose:
    """What a stretch of running text holds, as positions in the page."""

    ties: list[Tie] = field(default_factory=list)
    formulas: list[Span] = field(default_factory=list)
    loose: list[Span] = field(default_factory=list)
    unchecked: list[Span] = field(default_factory=list)  # images and HTML that no claim covers
    idle: list[Span] = field(default_factory=list)  # value comments that tie nothing
    exempt: dict[Span, Exemption] = field(default_factory=dict)  # by the formula
    misplaced: list[Span] = field(default_factory=list)  # exemptions that follow no formula


@dataclass(frozen=True)
class _Piece:
    kind: str  # text, or one of KINDS
    start: int
    end: int


def scan(text: str, start: int, end: int) -> Prose:
    """Read `text[start:end]`, in which there is no fence and no displayed equation."""
    return _scanned(text, _pieces(text, start, end), end)


def scan_display(text: str, start: int, end: int) -> Prose:
    """Read a displayed equation on one line, and the comments that tie its numbers to expressions."""
    closing = text.rindex("$$", start, end)
    formula = _Piece("math", text.index("$$", start, end) + 1, closing + 1)
    return _scanned(text, [formula, *_pieces(text, closing + 2, end)], end)


def _scanned(text: str, pieces: Iterable[_Piece], end: int) -> Prose:
    prose = Prose()
    shown: _Piece | None = None
    comments: list[tuple[Span, str]] = []
    for piece in [*pieces, _Piece("text", end, end)]:
        if piece.kind != "comment":
            _read(text, shown, comments, prose)
            shown, comments = piece, []
        elif value := VALUE_COMMENT.fullmatch(text, piece.start, piece.end):
            comments.append(((piece.start, piece.end), value[1]))
        elif exemption := EXEMPTION.fullmatch(text, piece.start, piece.end):
            _exempt(prose, shown, exemption)
        elif HALF_VALUE.match(text, piece.start):
            prose.idle.append((piece.start, piece.end))
    return prose


def _exempt(prose: Prose, piece: _Piece | None, exemption: re.Match[str]) -> None:
    formula = (piece.start, piece.end) if piece and piece.kind == "math" else None
    if formula is None or formula in prose.exempt:
        prose.misplaced.append(exemption.span())
    else:
        prose.exempt[formula] = Exemption(exemption.span(), " ".join(exemption[1].split()))


def numbers(text: str, start: int, end: int) -> list[Span]:
    """Return where the numbers of the running text `text[start:end]` stand."""
    return [match.span() for match in NUMBER.finditer(text, start, end)]


def _pieces(text: str, start: int, end: int) -> Iterable[_Piece]:
    place = start
    for match in PIECE.finditer(text, start, end):
        kind = next(kind for kind in KINDS if match[kind] is not None)
        if kind == "marker" and not _numbers_a_list(text, match):
            continue
        if match.start() > place:
            yield _Piece("text", place, match.start())
        yield _Piece(kind, *match.span())
        place = match.end()
    if place < end:
        yield _Piece("text", place, end)


def _numbers_a_list(text: str, marker: re.Match[str]) -> bool:
    """Tell the 2 of a list's second item from a number at the start of a line, which claims something."""
    before = text[: marker.start()]
    ordinal = int(marker["ordinal"])
    in_paragraph = before.rpartition("\n\n")[2].strip() and not re.match(
        r"\s*(?:[-*+]|\d+[.)])\s", before.rpartition("\n\n")[2]
    )
    follows = re.search(rf"^[ \t]*{ordinal - 1}[.)]\s", before, re.MULTILINE)
    return not in_paragraph and (ordinal <= 1 or follows is not None)


def _read(text: str, piece: _Piece | None, comments: list[tuple[Span, str]], prose: Prose) -> None:
    """Tie the last numbers of the piece to the comments that follow it; the facts that are left are loose."""
    if piece is None:
        prose.idle += [span for span, _ in comments]
        return
    if piece.kind == "math":
        prose.formulas.append((piece.start, piece.end))
    if piece.kind in ("text", "hidden"):
        prose.unchecked += [match.span() for match in UNCHECKED.finditer(text, piece.start, piece.end)]
    shown = _last_shown(text, piece, len(comments))
    prose.ties += [Tie(span, *comment) for span, comment in zip(shown, comments, strict=False)]
    prose.idle += [span for span, _ in comments[len(shown) :]]
    tied = {span[1] for span in shown}
    prose.loose += [span for span in _facts(text, piece) if span[1] not in tied]


def _last_shown(text: str, piece: _Piece, count: int) -> list[Span]:
    if not count or piece.kind in ("hidden", "marker"):
        return []
    if piece.kind != "text":
        return [match.span() for match in NUMBER_IN_FORMULA.finditer(text, piece.start, piece.end)][-count:]
    found = numbers(text, piece.start, piece.end)
    if found and AFTER_NUMBER.fullmatch(text, found[-1][1], piece.end):
        return found[-1:]
    word = WORD_AT_END.search(text, piece.start, piece.end)
    return [word.span(1)] if word else []


def _facts(text: str, piece: _Piece) -> Iterable[Span]:
    """Return the numbers of a piece that state something."""
    if piece.kind == "text":
        return numbers(text, piece.start, piece.end)
    if piece.kind == "hidden":
        read = READ_ALOUD.finditer(text, piece.start, piece.end)
        return [span for match in read for span in numbers(text, *match.span(match.lastgroup or 0))]
    if piece.kind == "marker":
        return []
    source = text[piece.start : piece.end]
    groups = ((match, "digit" if match["digit"] else 0) for match in FACT.finditer(source))
    return [(piece.start + match.start(group), piece.start + match.end(group)) for match, group in groups]
