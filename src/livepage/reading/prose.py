"""Reads running text: numbers that a comment ties to an expression, formulas, and loose numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from livepage.reading.adjacent import FAR, is_part
from livepage.reading.facts import DIGITS, Span, facts, with_what_joins
from livepage.reading.pieces import ENTITY, MINUS, NUMERALS, Piece, hides_number, pieces

# A dash before a number is a sign to a reader, also outside of its emphasis; behind a value it makes a range.
DASH = rf"(?<![\w.)\]])(?<!-->)(?:[-−+]|{MINUS})|(?<![^\s(\[|])[‐‑‒–﹣－]"
# An underscore is emphasis in prose, unless a name stands before it, and an index in a formula.
NUMBER = re.compile(
    rf"(?<!&\#)(?<![^\W_])(?<![^\W_]_)(?<!\d\.)(?:(?:{DASH})(?:\*+|_+)?)?{DIGITS}|[{NUMERALS}]+",
    re.IGNORECASE,
)
UNCHECKED = re.compile(
    r"(?<!\\)!\[|\$\$|(?:</?|^[ \t]*/{3,}[ \t]*html[ \t]*\|[ \t]*)"
    r"(?:image|img|bdo|picture|svg|pre|code|textarea|samp|kbd|math|script|canvas|video|iframe|object|embed|[a-z]+-[a-z-]+)\b"
    r"|\bunicode-bidi\b|\burl\(|\bbackground\s*=|\btype\s*=\s*[\"']?image\b",
    re.MULTILINE | re.IGNORECASE,
)
VALUE_COMMENT = re.compile(r"<!--\s*(\{(?:(?!-->).)*\})\s*-->", re.DOTALL)
EXEMPTION = re.compile(r"<!--\s*exempt(?:\s*:((?:(?!-->).)*)|\s*)-->", re.DOTALL)
HALF_VALUE = re.compile(r"<!--\s*\{")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\Z")
POWER_OF = re.compile(r"[\d½](?:<!--(?:(?!-->).)*-->)*\Z")
BEHIND_A_WORD = " \t\n*_)]”’»\"'"
PER_CENT = re.compile(rf"(?:[ \t\u00a0\u2009\u200a\u202f]|{ENTITY.pattern})?\\?%")
AS_PER_CENT = re.compile(r":[^{}:]*%\}$")
READ_ALOUD = re.compile(
    r"\b(?:title|alt|label|aria-(?:description|valuetext|valuenow|valuemin|valuemax|roledescription)"
    r"|placeholder|value|start|min|max|abbr|summary)\s*=\s*(?P<of_tag>\"[^\"]*\"|'[^']*'|[^\s>]+)"
    r"|\]\([^)\s]*\s+(?P<of_link>\"[^\"]*\")\)"
)


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
    spans: list[Span] = field(default_factory=list)  # code within lines
    loose: list[Span] = field(default_factory=list)
    unchecked: list[Span] = field(default_factory=list)  # images and HTML that no claim covers
    raw: list[Span] = field(default_factory=list)  # dollars and LaTeX that are shown as they stand
    tags: list[Span] = field(default_factory=list)  # text that a browser takes for a tag
    ordinals: list[tuple[int, int]] = field(default_factory=list)  # of list items: position and number
    idle: list[Span] = field(default_factory=list)  # value comments that tie nothing
    cut: list[Span] = field(default_factory=list)  # value comments within what a reader takes for one
    exempt: dict[Span, Exemption] = field(default_factory=dict)  # by the formula
    misplaced: list[Span] = field(default_factory=list)  # exemptions that follow no formula


def scan(text: str, start: int, end: int) -> Prose:
    """Read `text[start:end]`, in which there is no fence and no displayed equation."""
    return _scanned(text, list(pieces(text, start, end)))


def scan_display(text: str, start: int, end: int) -> Prose:
    """Read a displayed equation on one line, and the comments that tie its numbers to expressions."""
    closing = text.rindex("$$", start, end)
    formula = Piece("math", text.index("$$", start, end) + 1, closing + 1)
    return _scanned(text, [formula, *pieces(text, closing + 2, end)])


def _scanned(text: str, found: list[Piece]) -> Prose:
    """Read each piece with the comments that follow it."""
    prose = Prose()
    comments: dict[int, list[tuple[Span, str]]] = {}
    shown = -1
    for at, piece in enumerate(found):
        if piece.kind != "comment":
            shown = shown if _closes(text, piece) and shown >= 0 else at
        elif value := VALUE_COMMENT.fullmatch(text, piece.start, piece.end):
            comments.setdefault(shown, []).append((piece.span, value[1]))
        elif exemption := EXEMPTION.fullmatch(text, piece.start, piece.end):
            _exempt(prose, found[shown] if shown >= 0 else None, exemption)
        elif HALF_VALUE.match(text, piece.start) or _is_attached(text, piece):
            prose.idle.append(piece.span)
    prose.idle += [span for span, _ in comments.pop(-1, [])]
    for at, piece in enumerate(found):
        if piece.kind != "comment":
            _read(text, piece, comments.get(at, []), prose)
    return prose


def _is_attached(text: str, piece: Piece) -> bool:
    """Tell a comment with a brace right behind a word: it was meant to tie it."""
    behind = piece.start > 0 and not text[piece.start - 1].isspace()
    return behind and re.search("[{}]", text[piece.start : piece.end]) is not None


def _closes(text: str, piece: Piece) -> bool:
    """Tell the end of a link, of an element or of a footnote's mark: what it ties stands before it."""
    return piece.kind == "hidden" and text.startswith(("](", "</", "{"), piece.start)


def _exempt(prose: Prose, piece: Piece | None, exemption: re.Match[str]) -> None:
    formula = piece.span if piece and piece.kind == "math" else None
    if formula is None or formula in prose.exempt:
        prose.misplaced.append(exemption.span())
    else:
        prose.exempt[formula] = Exemption(exemption.span(), " ".join((exemption[1] or "").split()))


def numbers(text: str, start: int, end: int) -> list[Span]:
    """Return where the numbers of the running text `text[start:end]` stand."""
    return [match.span() for match in NUMBER.finditer(text, start, end)]


def numbers_read(text: str, start: int, end: int) -> list[Span]:
    """Return where the numbers of an attribute's text stand; all of it if its entities hide one."""
    return numbers(text, start, end) or ([(start, end)] if hides_number(text[start:end]) else [])


def _read(text: str, piece: Piece, comments: list[tuple[Span, str]], prose: Prose) -> None:
    """Tie the last numbers of the piece to the comments that follow it; the facts that are left are loose."""
    if piece.kind == "math":
        prose.formulas.append(piece.span)
    elif piece.kind == "code":
        prose.spans.append(piece.span)
    elif piece.kind == "raw":
        prose.raw.append(piece.span)
    elif piece.kind == "tag":
        prose.tags.append(piece.span)
    elif piece.kind == "marker":
        prose.ordinals.append((piece.start, int(text[slice(*piece.span)].strip(" \t>."))))
    if piece.kind in ("text", "hidden"):
        prose.unchecked += [match.span() for match in UNCHECKED.finditer(text, piece.start, piece.end)]
    shown = _last_shown(text, piece, len(comments))
    prose.ties += [
        Tie(_with_per_cent(text, span, comment[1]), *comment)
        for span, comment in zip(shown, comments, strict=False)
    ]
    prose.idle += [span for span, _ in comments[len(shown) :]]
    found = prose.ties[-len(shown) :] if shown else []
    prose.cut += [tie.comment for tie in found if is_part(text, *tie.shown, found[-1].comment[1])]
    tied = {span[1] for span in shown}
    prose.loose += [span for span in _facts(text, piece) if span[1] not in tied]


def _with_per_cent(text: str, shown: Span, template: str) -> Span:
    """Let a number go with its sign of per cent where the template prints one."""
    sign = PER_CENT.match(text, shown[1]) if AS_PER_CENT.search(template) else None
    return (shown[0], sign.end()) if sign else shown


def _last_shown(text: str, piece: Piece, count: int) -> list[Span]:
    if not count or piece.kind not in ("text", "math", "code"):
        return []
    if piece.kind != "text":
        return with_what_joins(text, *piece.span)[-count:]
    found = numbers(text, piece.start, piece.end)
    if found and _ends_with(text[found[-1][1] : piece.end]):
        return found[-1:]
    shown = text[piece.start : piece.end].rstrip(BEHIND_A_WORD)
    word, end = WORD.search(shown), piece.start + len(shown)
    return [(end - len(word[0]), end)] if word and _ends_with(text[end : piece.end]) else []


def _ends_with(tail: str) -> bool:
    """Tell whether between what is shown and its comment there are signs alone, in one paragraph."""
    tail = ENTITY.sub(" ", tail)
    return tail.count("\n") <= 1 and not any(letter.isalnum() for letter in tail)


def _facts(text: str, piece: Piece) -> Iterable[Span]:
    """Return the numbers of a piece that state something."""
    if piece.kind == "text":
        return numbers(text, piece.start, piece.end)
    if piece.kind == "numeral":
        return [piece.span]
    if piece.kind == "hidden":
        read = READ_ALOUD.finditer(text, piece.start, piece.end)
        return [span for match in read for span in numbers_read(text, *match.span(match.lastgroup or 0))]
    before = text[max(piece.start - FAR, 0) : piece.start] if text.startswith("$^", piece.start) else ""
    if piece.kind == "math" and POWER_OF.search(before):
        return numbers(text, *piece.span)
    return facts(text, *piece.span) if piece.kind in ("math", "code") else []
