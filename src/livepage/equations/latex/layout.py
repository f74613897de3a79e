r"""Layout of a display: which line breaks, commas, gaps and words part one statement from the next.

A line break parts two statements unless the next line goes on: it starts with a relation, an operator, `+`,
or with a `-` and has no relation of its own; or the line before ends with one of these.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate, takewhile

from lark import Token

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.spelling import OTHERWISE, respelled, word_of

_BREAKS = {"NEWLINE", "GAP", "AMP", "COMMA", "STOP", "WORD", "ARROW"}
_SOFT = {"NEWLINE", "GAP", "AMP"}
_JOINTS = {"RELATION", "SIGN", "OPERATOR"}
_OPENING = {"OPEN", "LBRACE", "BEGIN_MATRIX", "BEGIN_CASES"}
_ENDING = {"CLOSE", "RBRACE", "END_MATRIX", "END_CASES"}
_RANGE = re.compile(
    r"(\\forall)?(?P<letter>[a-zA-Z])"
    r"((=|(?P<set>\\in\\\{))(?P<low>\d),(\d,)?\\[lc]?dots,(?P<high>\w+)(?(set)\\\}))?(?=,|$)"
)
DEEPEST = 40
"""So many brackets may stand in one another; two or three are usual."""
_CLOSING = {"(": ")", "[": "]", r"\{": r"\}", "{": "}"}


def arrange(tokens: list[Token], words: Collection[str]) -> list[Token]:
    r"""Return the tokens without layout and with `SEP` between statements; `words` names functions."""
    tokens = _with_words(respelled(tokens), words)
    kept = list(_bars([token for token in tokens if token.type != "LAYOUT"]))
    result: list[Token] = []
    stack: list[Token] = []
    place = 0
    while place < len(kept):
        token, end = kept[place], place + 1
        _nest(token, stack)
        if stack:
            result += _inside(token, stack, _is_break(token, kept, place, words))
        elif _is_break(token, kept, place, words):
            end = _end_of_break(kept, place, words)
            if result and not _goes_on(result[-1], kept[place:end], kept[end:]):
                result.append(Token.new_borrow_pos("SEP", "", token))
        else:
            result.append(token)
        place = end
    if stack:
        raise Unreadable(f"{stack[-1].value!r} is not closed", span_of(stack[-1]))
    return result


def _with_words(tokens: list[Token], words: Collection[str]) -> list[Token]:
    """Join letters that stand close together where they spell a declared name, such as KL."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        end = place + 1
        while end < len(tokens) and _is_close(tokens[end - 1], tokens[end]):
            end += 1
        word = "".join(map(str, tokens[place:end]))
        if end > place + 1 and word in words:
            token = Token.new_borrow_pos("NAME", word, tokens[place])
            token.end_pos = tokens[end - 1].end_pos
            found.append(token)
        else:
            found += tokens[place:end]
        place = end
    return found


def _is_close(one: Token, two: Token) -> bool:
    letters = one.type == two.type == "NAME" and len(one) == len(two) == 1
    return letters and one.isalpha() and two.isalpha() and one.end_pos == two.start_pos


def _bars(tokens: list[Token]) -> Iterator[Token]:
    """Tell bars that open or close, those between arguments, and one that says what is held fixed."""
    opened: list[str] = []
    before = "SEP"
    for place, token in enumerate(tokens, start=1):
        if token.type == "BAR":
            token = _bar(token, before, tokens[place:], opened)
        before = token.type
        yield token


def _bar(token: Token, before: str, rest: list[Token], opened: list[str]) -> Token:
    if str(token) in {r"\mid", r"\parallel"}:
        return Token.new_borrow_pos("COMMA", "|", token)
    kind = _bar_kind(token)
    if kind in opened and before not in _JOINTS | {"OPEN", "LBRACE"}:
        opened.remove(kind)
        return Token.new_borrow_pos("CLOSE", rf"\r{kind}", token)
    if kind == "vert" and rest and rest[0].type == "SUB":
        return Token.new_borrow_pos("AT", "|", token)
    if _is_separator(kind, rest):
        return Token.new_borrow_pos("COMMA", "|", token)
    opened.append(kind)
    return Token.new_borrow_pos("OPEN", rf"\l{kind}", token)


def _bar_kind(token: Token) -> str:
    return "vert" if str(token) in {"|", r"\vert"} else "Vert"


def _is_separator(kind: str, rest: list[Token]) -> bool:
    """Tell whether the bracket around a bar closes before another such bar."""
    depth = 0
    for token in rest:
        if depth == 0 and token.type == "BAR" and _bar_kind(token) == kind:
            return False
        depth += (token.type in _OPENING) - (token.type in _ENDING)
        if depth < 0:
            return True
    return False


def _nest(token: Token, stack: list[Token]) -> None:
    if token.type in _OPENING:
        stack.append(token)
        if len(stack) > DEEPEST:
            raise Unreadable(
                f"brackets stand in one another {DEEPEST} deep: give a part a name", span_of(token)
            )
    elif token.type in _ENDING:
        opened = str(stack[-1]) if stack else ""
        if not opened or str(token) != _CLOSING.get(
            opened, opened.replace(r"\l", r"\r").replace("begin", "end")
        ):
            if opened:
                raise Unreadable(f"{opened!r} is not closed before {str(token)!r}", span_of(stack[-1]))
            raise Unreadable(f"{str(token)!r} closes nothing", span_of(token))
        stack.pop()


def _inside(token: Token, stack: list[Token], is_break: bool) -> list[Token]:
    in_matrix = any(outer.type.startswith("BEGIN") for outer in stack)
    if token.type == "GAP" or (token.type in {"NEWLINE", "AMP"} and not in_matrix):
        return []
    if stack[-1].type == "BEGIN_CASES" and is_break and token.type not in {"NEWLINE", "AMP"}:
        is_rest = token.type == "WORD" and word_of(token).rstrip(".,") in {"otherwise", "else"}
        return [Token.new_borrow_pos("NAME", OTHERWISE, token)] if is_rest else []
    kind = {"NEWLINE": "ROW", ";": "COMMA", ":": "COMMA"}.get(
        token.type if token.type == "NEWLINE" else str(token)
    )
    return [Token.new_borrow_pos(kind, str(token), token) if kind else token]


def _is_break(token: Token, tokens: list[Token], place: int, words: Collection[str]) -> bool:
    if token.type != "WORD":
        return token.type in _BREAKS
    follows = tokens[place + 1].type if place + 1 < len(tokens) else ""
    script = place > 0 and tokens[place - 1].type in {"SUB", "SUPER"}
    word = word_of(token)
    is_name = word in words or word.rstrip(".") in {"const", "constant"}
    return not (is_name or script or follows in {"OPEN", "SUB", "SUPER"})


def _end_of_break(tokens: list[Token], place: int, words: Collection[str]) -> int:
    while place < len(tokens) and _is_break(tokens[place], tokens, place, words):
        place += 1
    return place


def _goes_on(before: Token, between: list[Token], after: list[Token]) -> bool:
    """Tell whether the statement before a break goes on behind it."""
    if after and after[0].type == "RELATION":
        return True
    if any(token.type not in _SOFT for token in between):
        return False
    if before.type in _JOINTS or not after:
        return True
    first = after[0]
    if str(first) in {"-", "−"}:
        line = takewhile(lambda token: token.type not in _BREAKS - {"AMP"}, after)
        return all(token.type != "RELATION" for token in line)
    return first.type in _JOINTS


def without_ranges(tokens: list[Token], axes: Mapping[str, tuple[str, int]]) -> list[Token]:
    r"""Drop what only says which values a letter has: `i = 1, \dots, N`, `\forall i \in \{1, \dots, N\}`."""
    kept: list[Token] = []
    while tokens:
        starts = not kept or kept[-1].type == "SEP"
        length = _length_of_range(tokens, axes) if starts else 0
        if not length:
            kept.append(tokens[0])
        tokens = tokens[max(length, 1) :]
    return kept


def _length_of_range(tokens: list[Token], axes: Mapping[str, tuple[str, int]]) -> int:
    """Return how many tokens say which values a letter has; none if they say something else."""
    texts = ["," if token.type == "SEP" else str(token) for token in tokens]
    match = _RANGE.match("".join(texts))
    if match is None or match["letter"] not in axes:
        return 0
    letter = tokens[texts.index(match["letter"])]
    if match["low"] and (match["low"] != "1" or match["high"] != axes[letter][0]):
        raise Unreadable(f"{letter} runs from 1 to {axes[letter][0]}", span_of(letter))
    ends = accumulate(map(len, texts))
    return next(count for count, end in enumerate(ends, start=1) if end == match.end())
