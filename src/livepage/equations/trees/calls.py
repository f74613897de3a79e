r"""Runs of factors that are no product: calls, sums, iterations, indicators."""

from __future__ import annotations

import re
from dataclasses import replace

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import Raw, raw_name, sub_tokens, text_of
from livepage.equations.latex.spelling import PLACE_OF
from livepage.equations.trees import differentials, events, means
from livepage.equations.trees.arguments import replaced
from livepage.equations.trees.combined import combined
from livepage.equations.trees.endless_sums import read_endless
from livepage.equations.trees.integrals import integral
from livepage.equations.trees.reading import Item, Reading, Taken, one_expression
from livepage.equations.trees.samples import sampled
from livepage.equations.trees.sums import read_sum
from livepage.equations.trees.tree import (
    At,
    Call,
    Derivative,
    Entry,
    Node,
    Number,
    Replaced,
    Size,
    Symbol,
    counted,
    mapped,
)
from livepage.equations.trees.vocabulary import OPEN
from livepage.equations.trees.written import texts_of

_INDICATORS = {(r"\mathbb", "1"), ("bold", "1"), (r"\mathbb", "I"), ("", "I")}
_EXTREMES = {r"\max", r"\min", *PLACE_OF.values()}


def special(reader: Reading, raw: Raw | None, items: list[Item], place: int) -> Taken | None:
    """Read what takes more than one factor, or None."""
    if raw is None:
        bracket = _bracket(items, place + 1)
        if bracket is not None and text_of(items[place][1]) == "1" and _holds_condition(bracket):
            return _scripted(reader, reader.condition(bracket.children[1]), items[place + 1][1]), place + 2
        if (found := combined(reader, items, place, bracket)) is not None:
            return found
        taken = differentials.waiting(reader, items, place) or differentials.slashed(reader, items, place)
        return taken or _stepped(reader, items, place)
    raw = _with_power(reader, raw)
    if raw.base == r"\int" and (found := integral(reader, raw, items, place)) is not None:
        return found
    if raw.base == r"\lim":
        return means.limit(reader, raw, items, place)
    if raw.base in {r"\sum", r"\prod", r"\int"} or (raw.base in _EXTREMES and raw.subs):
        return read_endless(reader, raw, items, place) or read_sum(reader, raw, items, place)
    if raw.base == r"\nabla" or (raw.base == r"\partial" and raw.subs):
        return differentials.nabla(reader, raw, items, place)
    if taken := differentials.slashed(reader, items, place):
        return taken
    bracket = _bracket(items, place + 1)
    if bracket is not None and (raw.decoration, raw.base) in _INDICATORS and _holds_condition(bracket):
        span = (raw.span[0], span_of(bracket)[1])
        where = replace(reader.condition(bracket.children[1]), span=span)
        return _scripted(reader, where, items[place + 1][1]), place + 2
    if bracket is not None and (left_out := means.rest(reader, raw, bracket)) is not None:
        return left_out, place + 2
    if bracket is not None and means.is_expectation(reader, raw):
        body = replace(one_expression(reader, bracket), span=span_of(bracket))
        mean = means.expected(reader, raw, items[place][1], body)
        return _scripted(reader, mean, items[place + 1][1]), place + 2
    if bracket is not None and (average := sampled(reader, raw, bracket)) is not None:
        return _scripted(reader, average, items[place + 1][1]), place + 2
    if raw.function in reader.names.functions and not reader.is_declared(raw):
        return _function(reader, raw, items, place, bracket)
    return _called(reader, raw, items[place + 1][1], bracket, place) if bracket is not None else None


def _with_power(reader: Reading, raw: Raw) -> Raw:
    r"""Return a function with the superscript that is a part of its name, as `g^{[1]}`, and its primes."""
    whole = raw.with_power()
    ending = re.search(r"('|\\prime)+$", "".join(whole.subs))
    if whole.supers != raw.supers and ending:
        plain = replace(whole, subs=(*whole.subs[:-1], whole.subs[-1].removesuffix(ending[0])))
        if plain.function in reader.names.functions:
            return replace(plain, primes=ending[0].count("'") + ending[0].count("p"))
    names = {*reader.names.functions, *reader.names.callables}
    return whole if whole.function in names else raw


def as_written(reader: Reading, items: list[Item], place: int) -> Taken | None:
    """Read a name that is declared together with its bracket, and perhaps with the scripts behind it."""
    if not reader.names.written:
        return None
    last = place + 1
    while _bracket(items, last) is None:
        if last >= len(items) or items[last][0]:
            return None
        last += 1
    factor = items[last][1]
    before = [tree for _, tree in items[place:last]]
    start = span_of(before[0])[0]
    if (found := reader.names.find_written(texts_of(*before, factor))) is not None:
        return replace(found, span=(start, span_of(factor)[1])), last + 1
    bracket = factor.children[0]
    if (found := reader.names.find_written(texts_of(*before, bracket))) is None:
        return None
    return _scripted(reader, replace(found, span=(start, span_of(bracket)[1])), factor), last + 1


def indicator(reader: Reading, tree: Tree[Token]) -> Node | None:
    r"""Read `\mathbb{1}_{z > 0}` or `1_{i = j}`, with a relation below."""
    if len(tree.children) == 1 or not _one(tree.children[0]):
        return None
    below = tree.children[1]
    assert isinstance(below, Tree)
    if below.data != "sub":
        return None
    found = [part for part in below.find_data("statement") if len(part.children) != 1]
    if len(found) != 1:
        return None
    where = replace(reader.condition(found[0]), span=(span_of(tree)[0], span_of(below)[1]))
    return _scripted(reader, where, Tree("factor", tree.children[1:]))


def _holds_condition(bracket: Tree[Token]) -> bool:
    """Tell whether there is one relation, and nothing else, in a bracket."""
    parts = [part for part in bracket.children if isinstance(part, Tree)]
    return len(bracket.children) == 3 and len(parts[0].children) > 1


def _one(atom: Tree[Token] | Token) -> bool:
    return text_of(atom).removeprefix(r"\mathbb").removeprefix(r"\mathbf") in {"1", "I"}


def _bracket(items: list[Item], place: int) -> Tree[Token] | None:
    """Return the bracket that stands directly at a place."""
    if place >= len(items) or items[place][0]:
        return None
    atom = items[place][1].children[0]
    is_bracket = (
        isinstance(atom, Tree)
        and atom.data == "paren"
        and str(atom.children[0]).lower()[2:] not in {"vert", "angle", "floor", "ceil"}
    )
    return atom if is_bracket else None  # type: ignore[return-value]


def _scripted(reader: Reading, node: Node, factor: Tree[Token]) -> Node:
    """Apply the scripts that stand behind the bracket of a call."""
    for script in factor.children[1:]:
        assert isinstance(script, Tree)
        if script.data == "super":
            node = reader.raised(node, script.children[1])
        elif script.data == "sub":
            node = indexed(reader, node, script)
        else:
            raise Unreadable("a prime cannot stand here", span_of(script))
    return node


def indexed(reader: Reading, node: Node, script: Tree[Token]) -> Node:
    r"""Read the index behind a bracket, as in `(W x)_i`."""
    index = sub_tokens(script.children[1])
    if not all(part in reader.names.axes or part.isdigit() for part in index) or "0" in index:
        raise Unreadable("below stand declared letters or places from 1", span_of(script))
    places = tuple(int(part) if part.isdigit() else part for part in index)
    return Entry(node, places, span=(node.span[0], span_of(script)[1]))


def _arguments(reader: Reading, bracket: Tree[Token]) -> list[Node]:
    return [reader.expr(part) for part in bracket.children if isinstance(part, Tree)]


def _function(
    reader: Reading, raw: Raw, items: list[Item], place: int, bracket: Tree[Token] | None
) -> Taken | None:
    powers = [above for above in raw.supers if text_of(above) != r"\prime"]
    if any(not text_of(above).isdigit() for above in powers):
        raise Unreadable("a power of a function is a number, or is written behind its bracket", raw.span)
    if bracket is not None:
        arguments, after = _arguments(reader, bracket), place + 2
    elif raw.function not in reader.names.prefixes or place + 1 >= len(items) or items[place + 1][0]:
        return None
    else:
        argument, after = _unbracketed(reader, raw, items, place + 1)
        arguments = [argument]
    primes = raw.primes + len(raw.supers) - len(powers)
    span = (raw.span[0], span_of(items[after - 1][1])[1] if bracket is None else _end(items[place + 1][1]))
    node: Node = Call(raw.function, tuple(arguments), primes, span=span)
    for above in powers:
        node = reader.raised(node, above)
    return (_scripted(reader, node, items[place + 1][1]) if bracket is not None else node), after


def _end(factor: Tree[Token]) -> int:
    """Return where a bracket ends, with the braces around it, but without scripts."""
    return span_of(factor if len(factor.children) == 1 else factor.children[0])[1]


_OF_PRODUCTS = {"tr", "Tr", "rank"}
"""Functions of matrices: without brackets, they are of all that is multiplied behind them."""


def _unbracketed(reader: Reading, raw: Raw, items: list[Item], place: int) -> Taken:
    r"""Read the argument in `\log x` or `\cos 2 x`: one factor, or a number and all that it multiplies."""
    node, after = reader.take(items, place)
    end = after
    while end < len(items) and not items[end][0] and not _is_prefix(reader, items[end][1]):
        end += 1
    if end == after:
        return node, after
    if not isinstance(node, Number) and raw.function not in _OF_PRODUCTS:
        raise Unreadable(f"where does the argument of {raw.base} end? Write brackets", node.span)
    return reader.product([("", items[place][1]), *items[place + 1 : end]], (node, after - place)), end


def _is_prefix(reader: Reading, tree: Tree[Token] | Token) -> bool:
    raw = raw_name(tree)
    return raw is not None and raw.function in reader.names.prefixes


def _called(reader: Reading, raw: Raw, factor: Tree[Token], bracket: Tree[Token], place: int) -> Taken | None:
    """Read a name before a bracket: an iteration, a node as a function, or (None) a product."""
    step = counted(text_of(bracket))
    if step is not None and step[0] == reader.names.iteration and not raw.supers:
        node = _after(reader.named(raw), step[1], span_of(factor)[1])
        return _scripted(reader, node, factor), place + 2
    if raw.function in reader.names.callables and not raw.supers:
        node = replaced(reader, raw, bracket)
        for _ in range(raw.primes):
            node = _slope(node)
        return _scripted(reader, node, factor), place + 2
    if (
        bracket.data == "paren"
        and not raw.supers
        and (entry := events.probability(reader, raw, bracket)) is not None
    ):
        return _scripted(reader, entry, factor), place + 2
    if raw.written in OPEN:
        raise Unreadable(OPEN[raw.written], raw.span)
    if len(factor.children) > 1 or str(bracket.children[0]) == "[":
        return None
    arguments = [part for part in bracket.children if isinstance(part, Tree)]
    if len(arguments[0].children) != 1:  # a condition in brackets
        return None
    if len(arguments) > 1 or _is_lone(reader, arguments[0]):
        raise Unreadable(_UNDECLARED.format(raw.written), raw.span)
    return None


_UNDECLARED = (
    "{} is no declared function: declare it in functions, or with its bracket, as it is written here, in "
    r"symbols; a product is written with \cdot"
)


def _is_lone(reader: Reading, statement: Tree[Token]) -> bool:
    """Tell whether there is nothing but a symbol or a number in the bracket."""
    return isinstance(reader.expr(statement), (Symbol, Size, Number))


def _after(node: Node, step: int, end: int) -> Node:
    """Return a tree after a number of updates."""
    node = mapped(node, lambda part: replace(part, step=step) if isinstance(part, Symbol) else part)
    return replace(node, span=(node.span[0], end))


def _stepped(reader: Reading, items: list[Item], place: int) -> Taken | None:
    """Read a derivative before `(k)`, after that many updates, or before the `(z)` that it is taken by."""
    bracket = _bracket(items, place + 1)
    if bracket is None:
        return None
    step = counted(text_of(bracket))
    is_step = step is not None and step[0] == reader.names.iteration
    if not is_step and not _is_fraction(items[place][1]):
        return None
    node = reader.factor(items[place][1])
    end = span_of(items[place + 1][1])[1]
    if step is not None and is_step:
        if not isinstance(node, Derivative):
            raise Unreadable(f"({step[0]}) belongs to a symbol or a derivative", node.span)
        return _after(node, step[1], end), place + 2
    arguments = _arguments(reader, bracket) if isinstance(node, Derivative) else []
    if isinstance(node, Derivative) and arguments == [node.denominator]:
        return replace(node, span=(node.span[0], end)), place + 2
    if isinstance(node, Derivative) and len(arguments) == 1 and isinstance(arguments[0], (Number, Symbol)):
        return At(node, ((node.denominator, arguments[0]),), span=(node.span[0], end)), place + 2
    return None


def _is_fraction(tree: Tree[Token]) -> bool:
    return getattr(tree.children[0], "data", "") == "fraction"


def _slope(node: Node) -> Node:
    """Return the derivative that a prime means, of a node by its one argument."""
    if isinstance(node, Replaced):
        (symbol, argument), *others = node.values
        if symbol == argument and not others:
            return Derivative(node.symbol, symbol, span=node.span)
    if isinstance(node, Derivative):
        return Derivative(node, node.denominator, span=node.span)
    raise Unreadable("a prime stands at a function of one symbol", node.span)
