r"""What is said up to a factor, `p(x) \propto f(x)`: the factor does not depend on x."""

from __future__ import annotations

from livepage.equations.errors import Unreadable
from livepage.equations.trees.tree import (
    Call,
    Derivative,
    Node,
    Number,
    Product,
    Replaced,
    Size,
    Statement,
    Sum,
    Symbol,
    as_symbol,
)
from livepage.equations.trees.vocabulary import OPEN, Vocabulary


def proportional(
    names: Vocabulary, sides: list[Node], relations: tuple[str, ...], span: tuple[int, int]
) -> Statement:
    r"""Return what is equal where `a \propto b` holds, if it is clear over what both run.

    Of a function of one symbol, the logarithms have the same derivative by it; of a name with one letter,
    both have the same shares of their sums over it.

    Raises:
        Unreadable: where something else is said.
    """
    if len(sides) != 2 or relations != ("∝",):
        raise Unreadable("∝ stands alone between two sides: write each of them apart", span)
    left, right = sides
    if isinstance(left, Replaced) and isinstance(left.symbol, Symbol) and not _letters(left.symbol):
        by = left.values[0][0]
        if left.values[0][1] == by and None not in by.index:
            slopes = (Derivative(Call("log", (side,), span=side.span), by, span=side.span) for side in sides)
            return Statement(tuple(slopes), relations, span)
    name = as_symbol(left)
    letters = _letters(name)
    if len(letters) == 1:
        return Statement(
            tuple(
                Product((("", one), ("", _total(names, letters[0], other))), span=one.span)
                for one, other in ((left, right), (right, left))
            ),
            relations,
            span,
        )
    raise Unreadable(OPEN[r"\propto"], span)


def _letters(node: Node) -> list[str]:
    return [n for n in node.index if isinstance(n, str)] if isinstance(node, Symbol) else []


def _total(names: Vocabulary, letter: str, body: Node) -> Sum:
    return Sum(letter, Number(1.0), Size(names.axes[letter][0]), body, span=body.span)
