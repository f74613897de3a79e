r"""Sums, products, maxima over a letter: `\sum_{i=1}^{N}`, `\max_i`, `\sum_{i,k}`, `\sum_{j=i+1}`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import Raw, text_of, tokens_of
from livepage.equations.latex.spelling import relation
from livepage.equations.trees.reading import Item, Part, Reading, Taken
from livepage.equations.trees.tree import (
    Condition,
    Entry,
    Masked,
    Node,
    Number,
    Place,
    Size,
    Sum,
    Symbol,
    holds,
    parted,
    walk,
)

_ONE = Number(1.0)
Range = Callable[[Node], Node]
"""What a part of a range makes of the body of a sum."""


def read_sum(reader: Reading, raw: Raw, items: list[Item], place: int) -> Taken:
    """Read a sum sign with all the rest of its term."""
    if place + 1 >= len(items) or raw.primes:
        raise Unreadable(f"{raw.base} runs over a declared letter and stands before what it adds", raw.span)
    body = reader.product(items[place + 1 :])
    for over in reversed(list(_ranges(reader, raw, items[place][1], body))):
        body = over(body)
    return body, len(items)


def _ranges(reader: Reading, raw: Raw, factor: Tree[Token], body: Node) -> Iterator[Range]:
    trees = [part for part in factor.children if isinstance(part, Tree)]
    parts = [tree.children[1] for tree in trees if tree.data == "sub"]
    if not parts:
        yield _over(reader, raw, _one_letter(raw, body))
        return
    statements = _statements(parts[0])
    letters = [letter for part in statements for letter in _letters(reader, part)]
    if raw.supers and len(letters) != 1 and not _is_shared(reader, statements, letters):
        raise Unreadable(f"the range of {raw.base} cannot be read", raw.span)
    for part in statements:
        sides, sign = _sides(part)
        names = _letters(reader, part)
        if len(sides) == 1 and names:
            yield from (_over(reader, raw, letter) for letter in names)
        elif sign == "=" and names:
            yield _from(reader, raw, names[0], sides[1])
        elif sign == "≠" and _is_one_axis(reader, *map(text_of, sides)):
            yield _over(reader, raw, text_of(sides[0]), without=text_of(sides[1]))
        elif sign in _ORDERED and (bounded := _bounded(reader, raw, sides, sign, body)):
            yield from bounded
        elif sign == "∈" and names:
            yield _over(reader, raw, names[0])
        elif sign and part is not statements[0] and raw.base == r"\sum":
            yield _where(reader.condition(part))
        else:
            message = f"the range of {raw.base} cannot be read: it runs over a declared letter"
            raise Unreadable(message, raw.span)


def _is_shared(reader: Reading, statements: list[Part], letters: list[str]) -> bool:
    r"""Tell whether one end is that of several letters of an axis, as in `\sum_{i, j = 1}^N`."""
    starts = [text_of(sides[1]) for sides, sign in map(_sides, statements) if sign == "="]
    is_one_axis = len({reader.names.axes[letter] for letter in letters}) == 1
    plain = [_letters(reader, part) for part in statements[:-1]]
    return is_one_axis and starts == ["1"] and _sides(statements[-1])[1] == "=" and all(plain)


def _statements(below: Part) -> list[Part]:
    if isinstance(below, Tree) and below.data == "group":
        return [part for part in below.children if isinstance(part, Tree)]
    return [below]


def _sides(part: Part) -> tuple[list[Part], str]:
    """Return the sides of a part of a range, and the relation between them."""
    if not isinstance(part, Tree) or part.data != "statement" or len(part.children) == 1:
        return [part], ""
    signs = [relation(child) for child in part.children[1::2] if isinstance(child, Token)]
    return list(part.children[::2]), signs[0] if len(signs) == 1 else "more"


def _letters(reader: Reading, part: Part) -> list[str]:
    r"""Return the letters over which a part runs, as `i = 1`, `i \in S` or `i`; a condition has none."""
    sides, sign = _sides(part)
    text = text_of(sides[0])
    if text in reader.names.axes and sign in {"", "=", "∈"}:
        return [text]
    is_run = not sign and len(text) > 1 and all(letter in reader.names.axes for letter in text)
    return list(text) if is_run else []


def _one_letter(raw: Raw, body: Node) -> str:
    """Return the one letter that is free in what a sum without a range adds."""
    bound = {item.letter for item in walk(body) if isinstance(item, Sum)}
    indices = [n for item in walk(body) if isinstance(item, (Symbol, Entry)) for n in item.index]
    free = {parted(n)[0] for n in indices if isinstance(n, str)} - bound
    if len(free) != 1:
        raise Unreadable(f"over which letter does {raw.base} run? Write it below", raw.span)
    return free.pop()


def _over(reader: Reading, raw: Raw, letter: str, low: Node = _ONE, without: str = "") -> Range:
    size = Size(reader.names.axes[letter][0])
    high = reader.argument(raw.supers[0]) if raw.supers else size
    fold = r"\sum" if raw.base == r"\int" else raw.base

    def over(body: Node) -> Sum:
        span = (raw.span[0], body.span[1])
        return Sum(letter, low, high, body, without, fold, span=span)

    return over


def _from(reader: Reading, raw: Raw, letter: str, low: Part) -> Range:
    """Return a range from a number, or from what depends on another letter."""
    start = reader.expr(low)
    if not holds(start, Place):
        return _over(reader, raw, letter, start)
    if raw.base not in {r"\sum", r"\prod"} or Place(letter) in set(walk(start)):
        raise Unreadable(f"{raw.base} starts at a number", span_of(low))
    where = _where(Condition(Place(letter), "≥", start, span=start.span), raw.base)
    whole = _over(reader, raw, letter)
    return lambda body: whole(where(body))


_ORDERED = {"<", "≤", ">", "≥"}


def _bounded(reader: Reading, raw: Raw, sides: list[Part], sign: str, body: Node) -> list[Range]:
    r"""Return the ranges of `\sum_{k \le t}`: over k alone if t is free elsewhere, else over both."""
    letters = [text_of(side) for side in sides if text_of(side) in reader.names.axes]
    is_first = len(sides) == 2 and text_of(sides[0]) in letters
    if raw.base not in {r"\sum", r"\prod"} or raw.supers or not is_first:
        return []
    outside = {letter for letter in letters if _is_free_outside(reader, letter, (raw.span[0], body.span[1]))}
    over = [letter for letter in letters if letter not in outside]
    if not over or (len(letters) == 1 and not holds(reader.expr(sides[1]), Place)):
        return []
    one, two = (reader.expr(side) for side in sides)
    holding = Condition(one, sign, two, span=one.span)
    return [*(_over(reader, raw, letter) for letter in over), _where(holding, raw.base)]


def _is_free_outside(reader: Reading, letter: str, term: tuple[int, int]) -> bool:
    """Tell whether a letter stands outside a term, and before any sum of its side that runs over it."""
    for side in (part for part in reader.whole.children if isinstance(part, Tree)):
        ends = [span_of(side)[1]]
        for factor in side.find_data("factor"):
            names = {str(token) for token in tokens_of(factor)}
            if (
                names & {r"\sum", r"\prod"}
                and letter in names
                and not term[0] <= span_of(factor)[0] < term[1]
            ):
                ends.append(span_of(factor)[0])
        for token in tokens_of(side):
            start = span_of(token)[0]
            if str(token) == letter and start < min(ends) and not term[0] <= start < term[1]:
                return True
    return False


def _where(holding: Node, fold: str = r"\sum") -> Range:
    return lambda body: Masked(body, holding, fold, span=body.span)


def _is_one_axis(reader: Reading, one: str, two: str) -> bool:
    axes = reader.names.axes
    return one != two and one in axes and axes[one] == axes.get(two)
