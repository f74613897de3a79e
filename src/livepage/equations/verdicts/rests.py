"""Claims that leave something out: the rest of a series, of a stated order, or a constant."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State
from livepage.equations.errors import Unreadable
from livepage.equations.trees.tree import Add, Node, Replaced, Rest, Statement, Symbol, walk
from livepage.equations.values.algebra import elementwise
from livepage.equations.values.evaluate import Evaluator
from livepage.equations.verdicts.verdict import Verdict, refusal

_SCALES = (1.0, 0.5, 0.25)
"""What an input is multiplied by, one after the other, while a rest is looked at."""


def check_rest(statement: Statement, sides: tuple[Node, ...], context: Context, state: State) -> Verdict:
    """Check that what two sides differ by is of the order that is left out, or constant."""
    for left, right in pairwise(sides):
        rests = [item for side in (left, right) for item in walk(side) if isinstance(item, Rest)]
        if len(rests) != 1 or set(statement.relations) - {"=", "≈"}:
            raise Unreadable("one rest or constant stands in an equation, as its last term", statement.span)
        difference = (_without(left), _without(right))
        if rests[0].symbol is None:
            message = _varies(context, difference, _variable(sides, statement), state)
        else:
            message = _stays(context, difference, rests[0], rests[0].symbol, state)
        if message:
            return replace(
                refusal("false", message, statement.latex, right.span), points=state.points, claims=1
            )
    return Verdict("checked", points=state.points, claims=len(statement.relations))


def _without(side: Node) -> Node:
    if not isinstance(side, Add) or not isinstance(side.terms[-1][1], Rest):
        if any(isinstance(item, Rest) for item in walk(side)):
            raise Unreadable("what is left out stands as the last term of a side", side.span)
        return side
    return replace(side, terms=side.terms[:-1])


def _gap(context: Context, sides: tuple[Node, Node], state: State) -> Array:
    one, two = (Evaluator(context).value(side, state) for side in sides)
    data = elementwise(np.subtract, one, two).data
    return np.asarray(data).reshape(len(data), -1)


def _stays(context: Context, sides: tuple[Node, Node], rest: Rest, symbol: Symbol, state: State) -> str:
    """Say so if the difference, over the power of the symbol, does not become small with it."""
    if symbol.name not in context.graph.inputs:
        raise Unreadable("a rest is that of a power of an input of the graph", symbol.span)
    array, ratios = state.array(symbol.name), []
    for scale in _SCALES:
        gap = np.abs(_gap(context, sides, state.replaced({symbol.name: scale * array})))
        size = np.abs(scale * array.reshape(len(array), -1)).max(axis=1, keepdims=True)
        ratios.append(float((np.maximum(gap - 1e-14, 0) / size**rest.order).max()))
    shrinks = ratios[-1] <= (0.5 if rest.little else 1.5) * ratios[0]
    if shrinks or ratios[0] == 0:
        return ""
    wanted = "goes to 0" if rest.little else "stays bounded"
    shown = ", ".join(f"{ratio:.3g}" for ratio in ratios)
    return f"what is left, over the power {rest.order}, never {wanted} while the input is halved: {shown}"


def _variable(sides: tuple[Node, ...], statement: Statement) -> Symbol:
    """Return what a constant does not depend on: the first argument of the function on the left."""
    for item in walk(sides[0]):
        if isinstance(item, Replaced):
            return item.values[0][0]
    raise Unreadable("a constant leaves open on what it does not depend: write p(w | …) = …", statement.span)


def _varies(context: Context, sides: tuple[Node, Node], symbol: Symbol, state: State) -> str:
    array = state.array(symbol.name)
    here = _gap(context, sides, state)
    there = _gap(context, sides, state.replaced({symbol.name: np.roll(array, 1, axis=0)}))
    scale = max(float(np.abs(here).max()), 1.0)
    worst = float(np.abs(here - there).max())
    return (
        "" if worst <= 1e-8 * scale else f"what is called constant changes with {symbol.name}, by {worst:.6g}"
    )
