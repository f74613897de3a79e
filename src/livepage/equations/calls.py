r"""Runs of factors that are no product: calls, sums, iterations, indicators."""

from __future__ import annotations

from dataclasses import replace

from lark import Token, Tree

from livepage.equations import differentials
from livepage.equations.errors import Unreadable
from livepage.equations.forms import RELATIONS, counted
from livepage.equations.grammar import span_of
from livepage.equations.raw import Raw, text_of
from livepage.equations.reading import Item, Reading
from livepage.equations.sums import read_sum
from livepage.equations.tree import (
    Call,
    Condition,
    Derivative,
    Node,
    Number,
    Replaced,
    Size,
    Symbol,
    mapped,
    walk,
)

Taken = tuple[Node, int] | None


def special(reader: Reading, raw: Raw | None, items: list[Item], place: int) -> Taken:
    """Read what takes more than one factor, or None."""
    if raw is None:
        taken = differentials.waiting(reader, items, place) or differentials.slashed(reader, items, place)
        return taken or _stepped(reader, items, place)
    if raw.base in {r"\sum", r"\prod"}:
        return read_sum(reader, raw, items, place)
    if raw.base == r"\nabla":
        return differentials.nabla(reader, raw, items, place)
    if taken := differentials.slashed(reader, items, place):
        return taken
    bracket = _bracket(items, place + 1)
    if raw.decoration == r"\mathbb" and raw.base == "1" and bracket is not None:
        return _scripted(reader, _condition(reader, bracket), items[place + 1][1]), place + 2
    if raw.function in reader.names.functions and not raw.decoration:
        return _function(reader, raw, items, place, bracket)
    return _called(reader, raw, items[place + 1][1], bracket, place) if bracket is not None else None


def _bracket(items: list[Item], place: int) -> Tree[Token] | None:
    """Return the bracket that stands directly at a place."""
    if place >= len(items) or items[place][0]:
        return None
    tree = items[place][1]
    atom = tree.children[0] if isinstance(tree, Tree) and tree.data == "factor" else None
    is_bracket = (
        isinstance(atom, Tree) and atom.data == "paren" and "vert" not in str(atom.children[0]).lower()
    )
    return atom if is_bracket else None  # type: ignore[return-value]


def _scripted(reader: Reading, node: Node, factor: Tree[Token] | Token) -> Node:
    """Apply the superscripts that stand behind the bracket of a call."""
    for script in factor.children[1:] if isinstance(factor, Tree) else []:
        if not isinstance(script, Tree) or script.data != "super":
            raise Unreadable("a subscript or prime cannot stand here", span_of(script))
        node = reader.raised(node, script.children[1])
    return node


def _arguments(reader: Reading, bracket: Tree[Token]) -> list[Node]:
    return [reader.expr(part) for part in bracket.children if isinstance(part, Tree)]


def _function(reader: Reading, raw: Raw, items: list[Item], place: int, bracket: Tree[Token] | None) -> Taken:
    if raw.supers and text_of(raw.supers[0]) != r"\prime":
        raise Unreadable("a power of a function is written behind its bracket", raw.span)
    primes = raw.primes + len(raw.supers)
    if bracket is not None:
        span = (raw.span[0], span_of(bracket)[1])
        call = Call(raw.function, tuple(_arguments(reader, bracket)), primes, span=span)
        return _scripted(reader, call, items[place + 1][1]), place + 2
    if raw.function not in reader.names.prefixes or place + 1 >= len(items) or items[place + 1][0]:
        return None
    argument, after = reader.take(items, place + 1)
    if after < len(items) and not items[after][0]:
        raise Unreadable(f"where does the argument of {raw.base} end? Write brackets", argument.span)
    return Call(raw.function, (argument,), primes, span=(raw.span[0], argument.span[1])), after


def _called(
    reader: Reading, raw: Raw, factor: Tree[Token] | Token, bracket: Tree[Token], place: int
) -> Taken:
    """Read a name before a bracket: an iteration, a node as a function, or (None) a product."""
    step = counted(text_of(bracket))
    if step is not None and step[0] and step[0] == reader.names.iteration and not raw.supers:
        node = _after(reader.named(raw), step[1], span_of(factor)[1])
        return _scripted(reader, node, factor), place + 2
    if raw.function in reader.names.callables and not raw.supers:
        node = _replaced(reader, raw, bracket)
        return _scripted(reader, node, factor), place + 2
    arguments = [part for part in bracket.children if isinstance(part, Tree)]
    if len(arguments) > 1 or _is_lone(reader, arguments[0]):
        raise Unreadable(rf"{raw.written} is no declared function; a product is written with \cdot", raw.span)
    return None


def _is_lone(reader: Reading, statement: Tree[Token]) -> bool:
    """Tell whether there is nothing but a symbol or a number in the bracket."""
    return isinstance(reader.expr(statement), (Symbol, Size, Number))


def _after(node: Node, step: int, end: int) -> Node:
    """Return a tree after a number of updates."""
    node = mapped(node, lambda part: replace(part, step=step) if isinstance(part, Symbol) else part)
    return replace(node, span=(node.span[0], end))


def _stepped(reader: Reading, items: list[Item], place: int) -> Taken:
    """Read a derivative before `(k)`: it is taken after that many updates."""
    bracket = _bracket(items, place + 1)
    step = counted(text_of(bracket)) if bracket is not None else None
    if step is None or not step[0] or step[0] != reader.names.iteration:
        return None
    node = reader.factor(items[place][1])
    if not isinstance(node, Derivative):
        raise Unreadable(f"({step[0]}) belongs to a symbol or a derivative", node.span)
    return _after(node, step[1], span_of(items[place + 1][1])[1]), place + 2


def _replaced(reader: Reading, raw: Raw, bracket: Tree[Token]) -> Node:
    r"""Read `\xi(w + \epsilon)`: the node, with its ancestor w replaced."""
    arguments = _arguments(reader, bracket)
    letters = {
        axis for node in arguments for item in walk(node) if isinstance(item, Symbol) for axis in item.index
    }
    wanted = {letter for letter in letters if isinstance(letter, str)}
    span = (raw.span[0], span_of(bracket)[1])
    for pick in reader.names.callables[raw.function]:
        if {axis for axis in pick.axes if isinstance(axis, str)} == wanted:
            symbol = Symbol(pick.name, pick.axes, span=span)
            return Replaced(
                symbol, tuple((_target(reader, symbol, node), node) for node in arguments), span=span
            )
    raise Unreadable(f"{raw.written} is no function of such arguments", span)


def _target(reader: Reading, symbol: Symbol, argument: Node) -> Symbol:
    """Return the one ancestor that an argument is about."""
    ancestors = reader.names.ancestors[symbol.name]
    found = {item for item in walk(argument) if isinstance(item, Symbol) and item.name in ancestors}
    if len(found) != 1 or any(isinstance(axis, int) for item in found for axis in item.index):
        raise Unreadable(
            f"the argument must hold one of the ancestors of {symbol.name}, whole", argument.span
        )
    return found.pop()


def _condition(reader: Reading, bracket: Tree[Token]) -> Node:
    statement = next(part for part in bracket.children if isinstance(part, Tree))
    if len(statement.children) != 3:
        raise Unreadable("an indicator holds one relation", span_of(bracket))
    left, relation, right = statement.children
    return Condition(reader.expr(left), RELATIONS[str(relation)], reader.expr(right), span=span_of(bracket))
