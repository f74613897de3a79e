r"""Events and random variables: `p(X = 0)` is the entry of a table, the P of `KL[P || Q]` the table p."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import Raw, text_of
from livepage.equations.trees.reading import Part, Reading
from livepage.equations.trees.tree import Symbol


def probability(reader: Reading, raw: Raw, bracket: Tree[Token]) -> Symbol | None:
    """Read `p(x)` or `p(X = 0)` as an entry of the declared `p_x`, if x is a letter."""
    parts = [part for part in bracket.children if isinstance(part, Tree)]
    subs = [_place(reader, part) for part in parts]
    places = [sub for sub in subs if sub is not None]
    if not subs or len(places) < len(subs):
        return None
    return reader.names.find(replace(raw, subs=(*raw.subs, *places)))


def _place(reader: Reading, part: Tree[Token]) -> str | None:
    """Return the letter x of `x` and `X = x`, and the place from 1 of a value of X."""
    if text_of(part) in reader.names.axes:
        return text_of(part)
    if (event := _event(reader, part)) is None:
        return None
    letter, value = event
    if not value.isdigit():
        return value
    place = int(value) + _shift(reader, letter, part)
    if not 1 <= place <= reader.names.axes[letter][1]:
        raise Unreadable(f"{letter.upper()} has no such value", span_of(part))
    return str(place)


def _event(reader: Reading, part: Part) -> tuple[str, str] | None:
    """Return the letter and the value of `X = 0` or `X = x`."""
    if not isinstance(part, Tree) or part.data != "statement" or len(part.children) != 3:
        return None
    name, sign, value = map(text_of, part.children)
    letter, axes = name.lower(), reader.names.axes
    is_variable = (
        len(name) == 1 and name.isupper() and letter in axes and reader.names.find(Raw(name)) is None
    )
    if sign != "=" or not is_variable or not (value.isdigit() or axes.get(value) == axes[letter]):
        return None
    return letter, value


def _shift(reader: Reading, letter: str, part: Tree[Token]) -> int:
    """Return 1 if the values of a variable count from 0, 0 if from 1."""
    count = reader.names.axes[letter][1]
    values = {int(value) for name, value in _events(reader) if name == letter and value.isdigit()}
    if (0 in values) == (count in values):
        message = (
            f"the {count} values of {letter.upper()} may count from 0 or from 1: an equation with an event "
            f"says which by its first or its last value; write the index below instead"
        )
        raise Unreadable(message, span_of(part))
    return 1 if 0 in values else 0


def _events(reader: Reading) -> Iterator[tuple[str, str]]:
    for part in reader.whole.find_data("statement"):
        if (event := _event(reader, part)) is not None:
            yield event
