r"""Sums with dots that go on as their last term says: `r_1 + \gamma r_2 + \dots + \gamma^{T-1} r_T`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import factorial

from livepage.equations.trees.tree import (
    Add,
    Call,
    Fraction,
    Node,
    Number,
    Power,
    Product,
    Size,
    Symbol,
    mapped,
    walk,
)

_ONE = Number(1.0)
_STARTS = (1, 0, 2)
"""The numbers that the first term may have."""


def going_on(before: list[Node], last: Node, size: Callable[[str], int | None]) -> list[Node] | None:
    """Return the terms between some and the last one of a sum, or None.

    The last is the term of number N, N being a size: with 1, 2, … in its place it must be the terms before.
    """
    names = sorted({item.name for item in walk(last) if isinstance(item, Size)})
    if len(names) != 1 or len(before) < 2 or (count := size(names[0])) is None:
        return None
    given = [plain(term) for term in before]
    for start in _STARTS:
        numbers = range(start, start + len(given))
        if [plain(_numbered(last, names[0], count, number)) for number in numbers] == given:
            rest = range(start + len(given), count)
            return [plain(_numbered(last, names[0], count, number)) for number in rest]
    return None


def _numbered(last: Node, name: str, count: int, number: int) -> Node:
    """Return the term with a number in the place of the size, and of the index that is the size."""

    def at(part: Node) -> Node:
        if part == Size(name):
            return Number(float(number), span=part.span)
        if isinstance(part, Symbol):
            return replace(part, index=tuple(number if n == count else n for n in part.index))
        return part

    return mapped(last, at)


def plain(node: Node) -> Node:
    """Return a tree with its numbers worked out, and without factors, powers and fractions that are 1."""
    return mapped(node, _worked_out)


def _worked_out(node: Node) -> Node:
    if isinstance(node, Add) and all(isinstance(term, Number) for _, term in node.terms):
        value = sum(sign * term.value for sign, term in node.terms if isinstance(term, Number))
        return Number(value, span=node.span)
    if isinstance(node, Add) and [sign for sign, _ in node.terms] == [1]:
        return node.terms[0][1]
    if isinstance(node, Call) and node.function == "factorial":
        inner = node.arguments[0]
        is_small = isinstance(inner, Number) and inner.value in range(20)
        return Number(float(factorial(int(inner.value))), span=node.span) if is_small else node  # type: ignore[attr-defined]
    if isinstance(node, Power) and node.exponent in {Number(0.0), _ONE}:
        return node.base if node.exponent == _ONE else replace(_ONE, span=node.span)
    if isinstance(node, Fraction) and node.below == _ONE:
        return node.above
    return _without_ones(node) if isinstance(node, Product) else node


def _without_ones(node: Product) -> Node:
    if any(operator == "/" for operator, _ in node.factors):
        return node
    factors = [(operator, factor) for operator, factor in node.factors if factor != _ONE]
    if not factors:
        return replace(_ONE, span=node.span)
    first = ("", factors[0][1])
    return factors[0][1] if len(factors) == 1 else replace(node, factors=(first, *factors[1:]))
