r"""Letters that only a sum knows, as the j of `\sum_{j=1}^N` where the graph declares i alone.

Such a letter is read as the prime of a declared one, which runs over the same axis, where that can be read
in one way alone. So is the m of `\sum_{m=1}^M b_m`, which runs over the first M of a longer axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from lark import Token

from livepage.equations.errors import EquationError
from livepage.equations.latex.spelling import braced
from livepage.equations.trees.vocabulary import Vocabulary, size_form

_SIGNS = {r"\sum", r"\prod", r"\max", r"\min"}
_MOST = 3
"""So many letters of its own a formula may have."""


def with_declared_letters(tokens: list[Token], names: Vocabulary) -> Iterator[list[Token]]:
    """Yield the tokens with a letter of an axis in the place of each that only a sum knows."""
    ends = _own_letters(tokens, names)
    if not 0 < len(ends) <= _MOST:
        return
    used = {str(token) for token in tokens}
    for sizes in product(*_sizes(names, ends)):
        said: dict[str, str] = {}
        for letter, size in zip(ends, sizes, strict=True):
            stays = letter in names.axes and names.axes[letter][0] == size
            said[letter] = letter if stays else _spare(names, size, used | set(ends) | set(said.values()))
        if len(set(said.values())) == len(said):
            yield [_as(token, said.get(str(token), "")) for token in tokens]


def _as(token: Token, letter: str) -> Token:
    return Token.new_borrow_pos("NAME", letter, token) if letter else token


def _own_letters(tokens: list[Token], names: Vocabulary) -> dict[str, str]:
    """Return the letters below signs that are no letters of axes and no names, each with its end, if any."""
    found: dict[str, str] = {}
    known = {*names.axes, *names.bases, *names.sizes, *names.functions, *names.callables, *names.layers}
    for place, token in enumerate(tokens[:-2]):
        if str(token) not in _SIGNS or tokens[place + 1].type != "SUB":
            continue
        has_brace = tokens[place + 2].type == "LBRACE"
        below, end = _script(tokens, place + 2)
        letter = str(below[0]) if below else ""
        is_ended = end < len(tokens) and tokens[end].type == "SUPER"
        high = "".join(map(str, _script(tokens, end + 1)[0])) if is_ended else ""
        is_own = letter not in known or (letter in names.axes and names.axes[letter][0] == high)
        is_letter = len(letter) == 1 and letter.isalpha() and is_own
        if not is_letter or (has_brace and len(below) > 1 and str(below[1]) not in {"=", r"\ne", r"\neq"}):
            continue
        if found.setdefault(letter, high) != high:
            found[letter] = ""
    return found


def _script(tokens: list[Token], place: int) -> tuple[list[Token], int]:
    """Return the tokens of a script that starts at a place, without its braces, and where it ends."""
    group = braced(tokens[place:])
    return (group[1:-1], place + len(group)) if group else (tokens[place : place + 1], place + 1)


def _sizes(names: Vocabulary, ends: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield for each letter the sizes up to which it may run, for a declared one its own or beyond."""
    declared = list(names.sizes.values())
    for letter, end in ends.items():
        if letter in names.axes:
            own = names.axes[letter]
            yield [own[0], *(size for size in declared if (names.size(size) or 0) > own[1])]
            continue
        try:
            said = size_form(end) if end else ""
        except EquationError:
            said = ""
        yield [names.sizes[said]] if said in names.sizes else declared


def _spare(names: Vocabulary, size: str, used: set[str]) -> str:
    """Return a letter of the axis with that size which the formula does not use."""
    letters = [letter for letter, (name, _) in names.axes.items() if name == size]
    plain = [letter for letter in letters if letter in names.letters]
    twice = [letter for letter in letters if letter.endswith("''")]
    return next((letter for letter in [*plain, *twice] if letter not in used), letters[0])
