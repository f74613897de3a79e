r"""The terms of a sum one by one, where some stand beyond an axis: $h_{t-1}$ is $h_0$ at t = 1."""

from __future__ import annotations

from livepage.equations.errors import Mismatch, Unreadable
from livepage.equations.trees.tree import (
    Entry,
    Index,
    Node,
    Number,
    Place,
    Sum,
    Symbol,
    joined,
    mapped,
    parted,
    walk,
)
from livepage.equations.trees.vocabulary import Vocabulary


def term(names: Vocabulary, node: Sum, number: int) -> Node:
    """Return what a sum adds where its letter has that number.

    Raises:
        Unreadable: if a neighbour is asked for that is beyond the axis and has no name.
        Mismatch: if the letter itself is beyond its axis.
    """
    letter = node.letter
    if node.without or any(_is_bound(item, letter) for item in walk(node.body)):
        raise Unreadable(f"{letter} asks for a place beyond its axis: write the terms out", node.span)

    def at(part: Node) -> Node:
        if part == Place(letter):
            return Number(float(number), span=part.span)
        return _at(names, part, letter, number) if isinstance(part, Symbol) else part

    try:
        return mapped(node.body, at)
    except Mismatch as error:
        raise Mismatch(error.message, node.span) from None


def _is_bound(item: Node, letter: str) -> bool:
    """Tell whether a part takes the letter in a way that is no index of a symbol."""
    if isinstance(item, Sum):
        return letter in {item.letter, item.without}
    return isinstance(item, Entry) and letter in item.index


def _at(names: Vocabulary, symbol: Symbol, letter: str, number: int) -> Symbol:
    index: list[Index] = list(symbol.index)
    for axis, n in enumerate(symbol.index):
        if isinstance(n, str) and (both := joined(n)) is not None and letter in {both[0], both[2]}:
            index[axis] = _left(both, letter, number, symbol)
            continue
        name, shift = parted(n) if isinstance(n, str) else ("", 0)
        if name != letter:
            continue
        size = names.axes[letter][1]
        if 1 <= number + shift <= size:
            index[axis] = number + shift
            continue
        edge = names.at_edge(symbol, axis, number + shift)
        if edge is None:
            raise _beyond(names, symbol, letter, number, shift)
        return _at(names, edge, letter, number)
    return Symbol(symbol.name, tuple(index), symbol.step, span=symbol.span)


def _left(both: tuple[str, int, str, int], letter: str, number: int, symbol: Symbol) -> str:
    """Return what is left of an index such as `t-k` where one of its letters is a number."""
    first, sign, second, shift = both
    if first == second or (letter == first and sign < 0):
        raise Unreadable(f"an index such as {second}-{first} cannot be read here", symbol.span)
    other, shift = (first, shift + sign * number) if letter == second else (second, shift + number)
    return f"{other}{shift:+d}"


def _beyond(names: Vocabulary, symbol: Symbol, letter: str, number: int, shift: int) -> Mismatch | Unreadable:
    size = names.axes[letter]
    message = f"{letter} runs from 1 to {size[0]}, and a place beyond is asked for"
    if not shift or not 1 <= number <= size[1]:
        return Mismatch(message, symbol.span)
    place = number + shift if number + shift < 1 else f"{size[0]}+{number + shift - size[1]}"
    message += f": at {letter} = {number} that with index {place}; declare it as a symbol of its own"
    return Unreadable(message + ", or sum over places that are there", symbol.span)
