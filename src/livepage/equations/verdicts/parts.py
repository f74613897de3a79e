r"""What is added to a gradient, as in $\delta c$ += ...: the part of it that comes along some of the ways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations

from livepage.equations.chapter.context import Context
from livepage.equations.errors import Unreadable
from livepage.equations.trees.tree import Add, Derivative, Node, Product, Symbol

_MOST = 6


def parts(context: Context, accumulated: Node) -> Iterator[Node]:
    """Yield what arrives of a derivative through each choice of the nodes that use its denominator.

    Raises:
        Unreadable: if it is no derivative of a node by a node, or is used by very many.
    """
    whole = accumulated
    if isinstance(whole, Symbol) and whole.name in context.definitions:
        form, tree = context.definitions[whole.name]
        whole = tree if form.axes == whole.index else whole
    if not isinstance(whole, Derivative) or not isinstance(whole.numerator, Symbol) or whole.held:
        raise Unreadable(
            "what is added up by += is a gradient that the graph defines, or an input that its step updates",
            accumulated.span,
        )
    ways = [_through(context, whole, name) for name in _users(context, whole)]
    if not 1 <= len(ways) <= _MOST:
        raise Unreadable(
            f"{len(ways)} nodes use what is differentiated by: write = instead", accumulated.span
        )
    for some in chain.from_iterable(combinations(ways, count) for count in range(1, len(ways) + 1)):
        yield some[0] if len(some) == 1 else Add(tuple((1, way) for way in some), span=accumulated.span)


def _users(context: Context, whole: Derivative) -> list[str]:
    below = whole.denominator.name
    return [name for name in sorted(context.path(whole)) if below in context.graph.parents.get(name, ())]


def _through(context: Context, whole: Derivative, name: str) -> Node:
    """Return the part of a derivative that arrives through one node, along all ways behind it."""
    others = [parent for parent in context.graph.parents[name] if parent != whole.denominator.name]
    held = tuple(Symbol(parent, ()) for parent in others)
    if isinstance(whole.numerator, Symbol) and name == whole.numerator.name:
        return Derivative(whole.numerator, whole.denominator, held, span=whole.span)
    middle = Symbol(name, (None,) * len(context.vocabulary.shapes[name]), span=whole.span)
    outer = Derivative(whole.numerator, middle, span=whole.span)
    inner = Derivative(middle, whole.denominator, held, span=whole.span)
    return Product((("", outer), ("", inner)), span=whole.span)
