"""Spellings that authors and their editors use, in tokens: stars, words, cases as a matrix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, takewhile

from lark import Token

_LEADING = re.compile(r"(?:for|where|if|with|when|and|all|any|each|every|\s)+\s([a-zA-Z])", re.IGNORECASE)
_STARS = {"*", r"\ast", r"\star", "+", "-", r"\dagger", r"\circ"}
_OPENS, _CLOSES = {"OPEN", "LBRACE"}, {"CLOSE", "RBRACE"}
OTHERWISE = r"\otherwise"


PLACE_OF = {"argmin": r"\argmin", "argmax": r"\argmax"}
"""The names of the place of a minimum and a maximum, however they are written."""


def respelled(tokens: list[Token]) -> list[Token]:
    """Return the tokens with what is spelled in an unusual way in the usual one."""
    tokens = list(_with_places([each for token in _with_fonts(tokens) for each in _word(token)]))
    tokens = list(_with_stars(_with_open_places(_with_angles(tokens))))
    return _with_bars(_with_cases(_with_given(tokens)))


def word_of(token: Token) -> str:
    r"""Return what stands in `\text{...}`."""
    command, brace, inner = str(token).partition("{")
    return inner.removesuffix("}").strip() if brace else command[-1]


def _as(kind: str, text: str, token: Token) -> Token:
    return Token.new_borrow_pos(kind, text, token)


def _word(token: Token) -> list[Token]:
    r"""Read `\mathrm{d}` as the letter d, `\text{1}` as a number, `\text{for j}` as gap and letter."""
    if token.type == "BEGIN_MATRIX":
        return [_as("BEGIN_MATRIX", str(token).partition("}")[0] + "}", token)]
    if token.type != "WORD":
        return [token]
    inner = word_of(token)
    if not inner:
        return []
    if (place := re.sub(r"\\[,;:! ]|\s", "", inner)) in PLACE_OF:
        return [_as("NAME", PLACE_OF[place], token)]
    if inner.isdecimal():
        return [_as("NUMBER", inner, token)]
    if match := _LEADING.fullmatch(inner):
        return [_as("GAP", r"\quad", token), _as("NAME", match[1], token)]
    return [_as("NAME", inner, token) if len(inner) == 1 else token]


_FONTS = {r"\bf": r"\mathbf", r"\cal": r"\mathcal"}
_PLAIN_FONTS = {r"\rm", r"\sf", r"\it", r"\tt"}


def _with_fonts(tokens: list[Token]) -> list[Token]:
    r"""Read `{\bf w}` as `\mathbf{w}`, and `{\rm tr}` as a word."""
    found: list[Token] = []
    waiting = list(tokens)
    while waiting:
        token = waiting.pop(0)
        if found and found[-1].type == "LBRACE" and str(token) in _FONTS:
            brace, inner = found[-1], braced([found[-1], *waiting])[1:]
            is_below = len(found) > 1 and found[-2].type in {"SUB", "SUPER"}
            found.insert(len(found) if is_below else -1, _as("DECORATION", _FONTS[str(token)], token))
            if is_below and inner:  # the font stays within the braces of a script
                found.append(_as("LBRACE", "{", brace))
                waiting.insert(len(inner), inner[-1])
        elif str(token) in _PLAIN_FONTS:
            letters = list(takewhile(lambda each: each.type == "NAME" and len(each) == 1, waiting))
            if len(letters) > 1:
                found.append(_as("WORD", rf"\mathrm{{{''.join(letters)}}}", letters[0]))
                del waiting[: len(letters)]
        else:
            found.append(token)
    return found


def _with_angles(tokens: list[Token]) -> list[Token]:
    r"""Read `c^{<t>}` as `c^{\langle t \rangle}`."""
    found = list(tokens)
    for place in range(2, len(tokens)):
        if [token.type for token in tokens[place - 2 : place]] == ["SUPER", "LBRACE"]:
            group = braced(tokens[place - 1 :])
            end = place + len(group) - 3
            if str(tokens[place]) == "<" and end > place and str(tokens[end]) == ">":
                found[place] = _as("OPEN", r"\langle", tokens[place])
                found[end] = _as("CLOSE", r"\rangle", tokens[end])
    return found


def _with_given(tokens: list[Token]) -> list[Token]:
    r"""Read the bar of `x_{k|k-1}`, in braces below without a relation, as a part of the name."""
    found = list(tokens)
    for place in range(1, len(tokens)):
        if [token.type for token in tokens[place - 1 : place + 1]] != ["SUB", "LBRACE"]:
            continue
        group = braced(tokens[place:])
        depths = accumulate((token.type == "OPEN") - (token.type == "CLOSE") for token in group)
        bars = [n for n, depth in enumerate(depths) if group[n].type == "BAR" and not depth]
        if len(bars) == 1 and all(token.type != "RELATION" for token in group):
            found[place + bars[0]] = _as("NAME", "|", group[bars[0]])
    return found


def _with_places(tokens: list[Token]) -> Iterator[Token]:
    r"""Read `\arg\min` as one name, and `\underset{w}{\arg\min}` with w below it."""
    waiting = list(tokens)
    while waiting:
        token = waiting.pop(0)
        if str(token) == r"\arg":
            gap = next((n for n, each in enumerate(waiting) if each.type != "LAYOUT"), 0)
            kind = str(waiting[gap]) if waiting else ""
            if kind in {r"\min", r"\max"}:
                token, waiting = _as("NAME", rf"\arg{kind[1:]}", token), waiting[gap + 1 :]
        if str(token) == r"\underset":
            below = braced(waiting)
            above = braced(waiting[len(below) :])
            inner = [each for each in above[1:-1] if each.type != "LAYOUT"]
            if len(inner) == 2:  # "arg" and "min", which are one name; nothing nested is one
                inner = list(_with_places(inner))
            if len(inner) == 1 and str(inner[0]) in {r"\min", r"\max", *PLACE_OF.values()}:
                yield inner[0]
                token, waiting = _as("SUB", "_", token), [*below, *waiting[len(below) + len(above) :]]
        yield token


def braced(tokens: list[Token]) -> list[Token]:
    """Return the tokens of the braces that stand first, with these; none if none do, or none closes."""
    depth = 0
    for number, token in enumerate(tokens):
        depth += (token.type == "LBRACE") - (token.type == "RBRACE")
        if depth <= 0:
            return tokens[: number + 1] if number else []
    return []


OPEN_PLACE = "·"
"""The place of what a distribution is over, the dot of `p(\\cdot | x)`."""


def _with_open_places(tokens: list[Token]) -> list[Token]:
    r"""Read the dot of `p(\cdot \mid x)` as a name."""
    found = [token for token in tokens if token.type != "LAYOUT"]
    ends = {"COMMA", "CLOSE", "BAR", "STOP"}
    dots = {
        token.start_pos
        for before, token, after in zip(found, found[1:], found[2:], strict=False)
        if str(token) == r"\cdot" and before.type in ends | {"OPEN"} and after.type in ends
    }
    return [_as("NAME", OPEN_PLACE, each) if each.start_pos in dots else each for each in tokens]


def _with_stars(tokens: list[Token]) -> Iterator[Token]:
    r"""Read `w^*` and `\mu_{*}` as names."""
    for place, token in enumerate(tokens):
        before = [each.type for each in tokens[max(place - 2, 0) : place]]
        after = tokens[place + 1].type if place + 1 < len(tokens) else ""
        is_script = before[-1:] in (["SUB"], ["SUPER"])
        in_braces = before in (["SUB", "LBRACE"], ["SUPER", "LBRACE"]) and after == "RBRACE"
        is_star = str(token) in _STARS and (is_script or in_braces)
        yield (
            _as("NAME", str(token).replace(r"\ast", "*").replace(r"\star", "*"), token) if is_star else token
        )


def _with_cases(tokens: list[Token]) -> list[Token]:
    r"""Read `\left\{ \begin{matrix} ... \end{matrix} \right.` as cases, with plain words for conditions."""
    found: list[Token] = []
    opened: list[bool] = []
    for token in tokens:
        if token.type == "BEGIN_MATRIX":
            is_cases = bool(found) and str(found[-1]) == r"\{"
            opened.append(is_cases)
            if is_cases:
                token = _as("BEGIN_CASES", r"\begin{cases}", found.pop())
        elif token.type == "END_MATRIX" and opened and opened.pop():
            token = _as("END_CASES", r"\end{cases}", token)
        if token.type == "NAME" and any(opened):
            found = _spelled_out([*found, token])
        elif not (token.type == "LAYOUT" and any(opened)):
            found.append(token)
    return found


def _spelled_out(tokens: list[Token]) -> list[Token]:
    """Join letters that stand close together to the words of cases."""
    for word in ("otherwise", "if"):
        last = tokens[-len(word) :]
        gap = (last[-1].start_pos or 0) - (last[0].start_pos or 0)
        if "".join(last) == word and gap == len(word) - 1:
            whole = [] if word == "if" else [_as("WORD", rf"\text{{{word}}}", last[0])]
            return [*tokens[: -len(word)], *whole]
    return tokens


def _with_bars(tokens: list[Token]) -> list[Token]:
    r"""Read an `\lvert` that its bracket closes before any `\rvert` as a bar between arguments."""
    found = list(tokens)
    stack: list[int] = []
    for place, token in enumerate(tokens):
        if token.type in _OPENS:
            stack.append(place)
        elif token.type in _CLOSES and stack:
            opened = str(tokens[stack[-1]])
            if opened in {r"\lvert", r"\lVert"} and str(token) not in {r"\rvert", r"\rVert"}:
                bar = stack.pop()
                found[bar] = _as("COMMA", "|", tokens[bar])
            if stack:
                stack.pop()
    return found


RELATIONS = {
    "=": "=",
    ":=": ":=",
    r"\equiv": "=",
    r"\coloneqq": ":=",
    r"\leftarrow": "←",
    r"\gets": "←",
    r"\triangleq": ":=",
    r"\approx": "≈",
    r"\propto": "∝",
    r"\ne": "≠",
    r"\neq": "≠",
    "<": "<",
    r"\lt": "<",
    ">": ">",
    r"\gt": ">",
    r"\le": "≤",
    r"\leq": "≤",
    r"\leqslant": "≤",
    r"\ge": "≥",
    r"\geq": "≥",
    r"\geqslant": "≥",
    r"\in": "∈",
    r"\sim": "∼",
}


def relation(token: Token) -> str:
    r"""Return the relation that a token is; `\overset{...}{=}` is an equality with a remark."""
    text = str(token)
    if text[:1] in {"+", "-"} or text.startswith(r"\mathrel"):
        return "-=" if "-" in text else "+="
    return RELATIONS.get(text) or (":=" if "def" in text else "=")
