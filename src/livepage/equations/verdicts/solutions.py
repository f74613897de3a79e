"""Problems that a page states, and the places that it calls their solutions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State
from livepage.equations.errors import Unreadable, Vacuous
from livepage.equations.trees.tree import Node, Optimum, Statement, Symbol
from livepage.equations.values.evaluate import Evaluator
from livepage.equations.values.picks import from_value
from livepage.equations.verdicts.verdict import Verdict, refusal

_STEPS = (1e-4, 1e-2, 1.0)
"""How far from a solution its neighbours are tried, relative to its size."""


def stated_problem(statement: Statement, context: Context) -> tuple[Node, list[Symbol], list[Symbol]]:
    """Return what a problem makes small, the nodes that it may be, and those on the way to them.

    It may be those in which the graph ends.
    """
    (side,) = statement.sides
    assert isinstance(side, Optimum)
    over = {symbol.name for symbol in side.over}
    names, graph = context.vocabulary, context.graph
    declared = {symbol.name for symbol in names.forms.values()} | {
        pick.name for picks in names.callables.values() for pick in picks
    }
    numbers = {name for name in declared & set(graph.nodes) if names.shapes[name] == ()}
    found = {name for name in numbers if over <= graph.ancestors[name]}
    passed = {other for name in found for other in graph.ancestors[name]} & found
    if not found:
        wanted = ", ".join(sorted(over))
        raise Unreadable(f"what is the objective? Declare a node that depends on {wanted}", side.span)
    ends, on_the_way = (
        [Symbol(name, (), span=side.span) for name in sorted(names)] for names in (found - passed, passed)
    )
    return side.body, ends, on_the_way


def check_place(statement: Statement, context: Context, state: State) -> Verdict:
    """Check that a symbol solves a problem: nowhere, near or far, the body is smaller (or larger)."""
    sides = statement.sides
    place = next((side for side in sides if isinstance(side, Optimum)), None)
    other = next((side for side in sides if not isinstance(side, Optimum)), None)
    if place is None or other is None or len(sides) != 2 or set(statement.relations) - {"=", ":="}:
        raise Unreadable("a solution is said as in w^* = \\arg\\min_w f", statement.span)
    if not place.is_place:
        raise Unreadable("the least value is that at its place: say where it is taken, by \\arg", place.span)
    if len(place.over) != 1:
        raise Unreadable("one symbol stands below \\arg", place.span)
    (by,) = place.over
    evaluator = Evaluator(context)
    here = from_value(evaluator.value(other, state), by.index, state.points)
    if here.shape != state.array(by.name).shape:
        return refusal("false", f"it has not the shape of {by.name}", statement.latex, other.span)
    sign = 1 if place.is_least else -1
    best = sign * _heights(evaluator, place.body, state, by.name, here)
    depends = False
    for there in _others(here, state.array(by.name)):
        height = sign * _heights(evaluator, place.body, state, by.name, there)
        depends = depends or bool(np.any(height != best))
        with np.errstate(invalid="ignore"):  # a density far away may be 0, and its logarithm infinite
            gap = best - height
        if np.any(gap > 1e-12 * (1 + np.abs(best))):
            point = int(np.argmax(gap))
            kind, found = "smaller" if sign > 0 else "larger", sign * height[point]
            message = (
                f"at another {by.name} it is {kind}: {found:.9g} instead of {sign * best[point]:.9g}, "
                f"at point {point + 1}"
            )
            return replace(
                refusal("false", message, statement.latex, other.span), points=state.points, claims=1
            )
    if not depends:
        raise Vacuous(f"it does not depend on {by.name}: every value solves the problem", place.body.span)
    return Verdict("checked", points=state.points, claims=1)


def _heights(evaluator: Evaluator, body: Node, state: State, name: str, array: Array) -> Array:
    value = evaluator.value(body, state.replaced({name: array}))
    if value.core or value.letters:
        raise Unreadable(f"a number is made small, not a {value.describe()}", body.span)
    return np.broadcast_to(np.real(value.data), (state.points,))


def _others(here: Array, drawn: Array) -> Iterator[Array]:
    """Yield other values: those drawn for it, at each point, and neighbours along each of its entries."""
    for shift in range(min(len(drawn), 10)):
        yield np.roll(drawn, shift, axis=0)
    flat = here.reshape(len(here), -1)
    for entry in range(min(flat.shape[1], 20)):
        for step in (sign * step for step in _STEPS for sign in (1, -1)):
            moved = flat.copy()
            moved[:, entry] += step * (1 + np.abs(flat[:, entry]))
            yield moved.reshape(here.shape)
