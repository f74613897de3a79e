r"""Functions made of functions, as `(f \circ g)'(x)` or `(f g)'(x)`: each of them taken at the argument."""

from __future__ import annotations

from dataclasses import replace

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import tokens_of
from livepage.equations.trees.reading import Item, Reading, Taken, one_expression
from livepage.equations.trees.tree import Call, Derivative, Node, Product, Symbol, mapped, walk


def combined(reader: Reading, items: list[Item], place: int, bracket: Tree[Token] | None) -> Taken | None:
    """Read a bracket that holds functions without arguments, before the bracket of their argument."""
    atom, *scripts = items[place][1].children
    is_bracket = isinstance(atom, Tree) and atom.data == "paren" and str(atom.children[0]) in {"(", "["}
    if bracket is None or not is_bracket or any(getattr(part, "data", "") != "prime" for part in scripts):
        return None
    if not _holds_function(reader, atom):
        return None
    inner = one_expression(reader, atom)  # type: ignore[arg-type]
    if not any(isinstance(item, Call) and not item.arguments for item in walk(inner)):
        return None
    argument = one_expression(reader, bracket)
    span = (span_of(atom)[0], span_of(items[place + 1][1])[1])
    is_composed = any(str(token) == r"\circ" for token in tokens_of(atom))
    node = _at(inner, argument, is_composed, span)
    primes = sum(len(str(token)) for script in scripts for token in tokens_of(script))
    if primes and not isinstance(argument, Symbol):
        raise Unreadable("a prime behind a bracket is a derivative by the one symbol in it", span)
    for _ in range(primes):
        assert isinstance(argument, Symbol)
        node = Derivative(node, argument, span=span)
    return replace(node, span=span), place + 2


def _holds_function(reader: Reading, atom: Tree[Token] | Token) -> bool:
    """Tell whether a function of the chapter is named in a bracket, so that nothing else is read twice."""
    return any(str(token).lstrip("\\") in reader.names.functions for token in tokens_of(atom))


def _at(inner: Node, argument: Node, is_composed: bool, span: tuple[int, int]) -> Node:
    """Return the tree with each function taken at the argument, or at what is behind it in a chain."""

    def taken(part: Node) -> Node:
        if isinstance(part, Product) and is_composed and len(part.factors) > 1:
            return _chain(part, argument, span)
        is_bare = isinstance(part, Call) and not part.arguments
        return replace(part, arguments=(argument,), span=span) if is_bare else part  # type: ignore[call-arg]

    if is_composed and not isinstance(inner, Product):
        raise Unreadable(r"functions joined by \circ stand alone in their bracket", span)
    return taken(inner) if is_composed else mapped(inner, taken)


def _chain(product: Product, argument: Node, span: tuple[int, int]) -> Node:
    node = argument
    for operator, factor in reversed(product.factors):
        if not isinstance(factor, Call) or factor.arguments or operator not in {"", "∘"}:
            raise Unreadable(r"functions joined by \circ stand alone in their bracket", span)
        node = replace(factor, arguments=(node,), span=span)
    return node
