r"""Means over samples: the x of `\mathbb{E}[x]` or `\mathrm{Var}(x)`, where the graph declares x_i alone."""

from __future__ import annotations

from dataclasses import replace

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import Raw, text_of, tokens_of
from livepage.equations.trees.reading import Reading
from livepage.equations.trees.tree import (
    Add,
    Fraction,
    Node,
    Number,
    Power,
    Product,
    Sides,
    Size,
    Sum,
    Symbol,
    mapped,
    walk,
)
from livepage.equations.trees.vocabulary import OPEN, Vocabulary

_MEANS = {("", "E"), (r"\mathbb", "E")}
_VARIANCES = {("", "Var"), ("", "var"), (r"\mathbb", "V")}
_MOST_PARTS = 200
"""So many parts the body of a variance may have, which stands in its tree twice."""
_COVARIANCES = {("", "Cov"), ("", "cov")}


def sampled(reader: Reading, raw: Raw, bracket: Tree[Token]) -> Node | None:
    r"""Read an expected value, a variance or a covariance without a distribution; None if it is none.

    Raises:
        Unreadable: unless all names in the bracket are declared with one letter, of the same axis, and stand
            without it.
    """
    kind = (raw.decoration, raw.base)
    if kind not in _MEANS | _VARIANCES | _COVARIANCES or raw.subs or raw.supers:
        return None
    if reader.names.find(raw) is not None or raw.function in {
        *reader.names.callables,
        *reader.names.functions,
    }:
        return None
    parts = [part for part in bracket.children if isinstance(part, Tree)]
    if len(parts) != (2 if kind in _COVARIANCES else 1) or any(len(part.children) > 1 for part in parts):
        return None
    names = reader.names if reader.names.is_sampled else reader.names.with_samples()
    bodies = [reader.named_by(names).expr(part) for part in parts]
    size = _one_axis(reader, raw, bracket, bodies)
    span = (raw.span[0], span_of(bracket)[1])
    if kind in _MEANS:
        return _mean(bodies[0], size, span)
    if sum(1 for body in bodies for _ in walk(body)) > _MOST_PARTS:
        raise Unreadable("so many variances stand in one another: give one a name", raw.span)
    centred = [Add(((1, body), (-1, _mean(body, size, span))), span=span) for body in bodies]
    one, *other = centred
    product = Product((("", one), ("", other[0])), span=span) if other else Power(one, Number(2.0), span=span)
    return _mean(product, size, span)


def _one_axis(reader: Reading, raw: Raw, bracket: Tree[Token], bodies: list[Node]) -> tuple[str, str]:
    """Return the letter of the samples and the name of their number."""
    symbols = [item for body in bodies for item in walk(body) if isinstance(item, Symbol)]
    letters = {n for symbol in symbols for n in symbol.index if isinstance(n, str)}
    is_whole = any(None in symbol.index for symbol in symbols)
    written = {text_of(token) for token in tokens_of(bracket)}
    if len(letters) != 1 or is_whole or letters & written:
        raise Unreadable(OPEN[r"\mathbb{E}"], raw.span)
    letter = letters.pop()
    if name := _weights(reader.names, letter):
        message = (
            f"is this the mean of the samples, or is it weighted by {name}, which sums to 1? Write a sum"
        )
        raise Unreadable(message, raw.span)
    return letter, reader.names.axes[letter][0]


def _weights(names: Vocabulary, letter: str) -> str:
    """Return a name that sums to 1 over the axis of a letter; "" if there is none."""
    for form, symbol in names.forms.items():
        axes = [names.axes.get(n) if isinstance(n, str) else None for n in symbol.index]
        if axes == [names.axes[letter]] and names.sums_to_one(symbol.name, (0,)):
            return form
    return ""


def _mean(body: Node, size: tuple[str, str], span: tuple[int, int]) -> Node:
    letter, name = size
    return Fraction(Sum(letter, Number(1.0), Size(name), body, span=span), Size(name), span=span)


def with_sample_variances(sides: Sides) -> Sides:
    """Return a statement in which the variances of n samples are divided by n - 1."""
    return tuple(mapped(side, _unbiased) for side in sides)


def _unbiased(node: Node) -> Node:
    if not isinstance(node, Fraction) or not isinstance(node.above, Sum) or node.above.span != node.span:
        return node
    body = node.above.body
    if not any(isinstance(item, Add) and item.span == node.span for item in walk(body)):
        return node
    return replace(node, below=Add(((1, node.below), (-1, Number(1.0))), span=node.span))
