"""Derivatives of trees by nodes of the graph, along all paths."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any, Protocol

import numpy as np
from numpy.exceptions import ComplexWarning

from livepage.equations.arrays import Array
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State
from livepage.equations.chapter.steps import COARSE, FINE, FINEST, PLACES, is_analytic, is_slope, steadier
from livepage.equations.errors import Ambiguous, Unreadable, Vacuous
from livepage.equations.trees.tree import (
    Call,
    Derivative,
    Node,
    Replaced,
    Symbol,
    children,
    core_shape,
    mapped,
    walk,
)
from livepage.equations.values.algebra import Jacobian, PointValues, aligned
from livepage.equations.values.neighbours import rolled


class Valuing(Protocol):
    """What gives trees their values; it is one that asks here for derivatives."""

    context: Context

    def value(self, node: Node, state: State) -> PointValues:
        """Return the value of a tree."""


def jacobian(evaluator: Valuing, node: Derivative, state: State) -> Jacobian:
    """Return the derivative; a letter that numerator and denominator share takes the diagonal."""
    if node not in state.derivatives:
        state.derivatives[node] = _jacobian(evaluator, node, state)
    found: Jacobian = state.derivatives[node]
    return found


def _jacobian(evaluator: Valuing, node: Derivative, state: State) -> Jacobian:
    below = node.denominator
    if _order(node) > _HIGHEST:
        raise Unreadable("derivatives are taken up to the third, one of another")
    _check_path(evaluator.context, node)
    numerator = mapped(node.numerator, lambda part: _unstepped(part, below.step))
    state = state.after(below.step or 0)
    members = evaluator.context.walks.get(below.name, (below.name,))
    value, slope, culprits = _by_each(evaluator, node, members, numerator, state)
    shape = state.array(below.name).shape[1:]
    slope = slope.reshape(slope.shape[0], *shape, *slope.shape[2:])
    is_turned = evaluator.context.is_upright and evaluator.context.is_row(below)
    return replace(_arranged(slope, value, below, shape, is_turned), by_differences=culprits)


_HIGHEST = 3
"""So many derivatives may stand in one another: each multiplies the points, and what rounding takes."""


def _order(node: Node) -> int:
    """Return how many derivatives stand in one another."""
    inner = max(map(_order, children(node)), default=0)
    return inner + isinstance(node, Derivative)


def _by_each(
    evaluator: Valuing, node: Derivative, members: tuple[str, ...], numerator: Node, state: State
) -> tuple[PointValues, Array, tuple[str, ...]]:
    """Return the derivative by a node, or by each of those over which an index walks."""
    value: PointValues | None = None
    slopes: list[Array | None] = []
    culprits: set[str] = set()
    for member in members:
        one = node if len(members) == 1 else replace(node, denominator=Symbol(member, ()))
        path = evaluator.context.path(one)
        if not path:
            slopes.append(None)
            continue
        taken = _by_complex_steps(evaluator, one, numerator, state)
        if taken is None:
            taken = _by_differences(evaluator, one, numerator, state)
            culprits |= set(_culprits(evaluator, numerator, path - {member}, state))
        value, slope = taken
        slopes.append(slope)
    assert value is not None
    known = next(slope for slope in slopes if slope is not None)
    filled = [np.zeros_like(known) if slope is None else slope for slope in slopes]
    return value, np.concatenate(filled, axis=1), tuple(sorted(culprits))


Slopes = tuple[PointValues, Array]
"""The value at the moved points, and the slopes: (points, entries of the node below, ...)."""


def _by_complex_steps(evaluator: Valuing, node: Derivative, numerator: Node, state: State) -> Slopes | None:
    """Return the derivative by complex steps, or None unless differences say the same at every point."""
    if _has_slopes(evaluator.context, numerator):
        return None
    name = node.denominator.name
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", ComplexWarning)
            value = evaluator.value(numerator, _held(node, state.moved(name)))
    except Exception:  # whatever a function says to complex numbers; any other fault comes again below
        return None
    slope = state.slope(name, value.data)
    return (value, slope) if _agree(evaluator, node, numerator, state, slope) else None


def _has_slopes(context: Context, numerator: Node) -> bool:
    """Tell whether a tree holds a derivative or a prime, which take complex steps of their own."""
    primed = any(isinstance(item, Call) and item.primes for item in walk(numerator))
    return primed or bool(context.derivatives(numerator))


def _held(node: Derivative, moved: State) -> State:
    return moved.holding(tuple(item.name for item in node.held)) if node.held else moved


def _agree(evaluator: Valuing, node: Derivative, numerator: Node, state: State, slope: Array) -> bool:
    """Compare slopes with differences along one direction; near a kink, only small steps do not cross it."""
    fits: Any = False
    for scale in (COARSE, FINE, FINEST):
        pushed, direction = state.pushed(node.denominator.name, scale)
        data = evaluator.value(numerator, _held(node, pushed)).data
        parts = data.reshape(len(direction), len(PLACES), *data.shape[1:])
        along = np.einsum("pe...,pe->p...", slope, direction)
        fits = fits | is_slope(along, parts, scale)
        if np.all(fits):
            return True
    return False


def _by_differences(evaluator: Valuing, node: Derivative, numerator: Node, state: State) -> Slopes:
    """Return the derivative by differences: of large steps, but near a kink of small ones."""
    name = node.denominator.name
    found = []
    for scale in (COARSE, FINE):
        value = evaluator.value(numerator, _held(node, state.moved(name, scale)))
        found.append(state.slope(name, value.data, scale))
    return value, steadier(*found)


def _culprits(evaluator: Valuing, numerator: Node, path: set[str], state: State) -> tuple[str, ...]:
    """Name what stops complex steps: nodes on the path, functions, derivatives."""
    context = evaluator.context
    found = {name for name in path if not _carries(context, name, state)}
    if context.derivatives(numerator):
        found.add("a derivative of a derivative")
    for call in walk(numerator):
        if isinstance(call, Call) and (call.primes or not _lets_through(evaluator, call, state)):
            found.add(call.function + "'" * call.primes)
    return tuple(sorted(found)) or ("a derivative",)


def _carries(context: Context, name: str, state: State) -> bool:
    graph = context.graph
    arrays = [state.array(parent) for parent in graph.parents[name]]
    return all(is_analytic(graph.nodes[name], list(values)) for values in zip(*arrays, strict=True))


def _lets_through(evaluator: Valuing, call: Call, state: State) -> bool:
    values = [evaluator.value(argument, state) for argument in call.arguments]
    arrays, letters = aligned(values)
    lead = np.broadcast_shapes(*(array.shape[: 1 + len(letters)] for array in arrays))
    flat = [
        np.broadcast_to(array, lead + value.core).reshape(-1, *value.core)
        for array, value in zip(arrays, values, strict=True)
    ]
    function = evaluator.context.vocabulary.functions[call.function]
    return all(is_analytic(function, list(each)) for each in zip(*flat, strict=True))


def _check_path(context: Context, node: Derivative) -> None:
    below = node.denominator
    if below.name in context.definitions:
        raise Unreadable("a derivative is taken by a node of the graph, not by a defined symbol", below.span)
    _check_reading(context, node)
    members = context.walks.get(below.name, (below.name,))
    path = set[str]().union(*(context.path(replace(node, denominator=Symbol(n, ()))) for n in members))
    others = {item for item in walk(node.numerator) if isinstance(item, Symbol) and item.name == below.name}
    is_alone = path == {below.name} and all(item.index == below.index for item in others)
    if path and not is_alone and below.name not in context.walks and context.graph.walks_along(below.name):
        raise Unreadable(
            f"{below.name} holds all states of a time: moved alone, one leaves those after it as they are, "
            f"while a book lets them follow; make a node of each state, and name them in order: "
            f'symbols={{"h_t": ("h1", "h2", ...)}}',
            node.span,
        )
    if not path:
        raise Vacuous(
            f"what is differentiated does not depend on {below.name}: the derivative is 0", node.span
        )


def _check_reading(context: Context, node: Derivative) -> None:
    r"""Refuse the derivative of a call by one argument on which another one depends.

    A book holds the other arguments fixed in $\frac{\partial f(x, h, w)}{\partial w}$; along all paths of the
    graph they move.
    """
    call, below = node.numerator, node.denominator
    arguments = call.arguments if isinstance(call, Call) else ()
    if isinstance(call, Replaced):
        arguments = tuple(value for _, value in call.values)
    if below not in arguments:
        return
    held = {item.name for item in node.held} | {below.name}
    for argument in arguments:
        names = context.names(argument)
        moving = {name for name in names - held if below.name in context.graph.ancestors[name]}
        if argument != below and moving:
            name = ", ".join(sorted(moving))
            raise Ambiguous(
                f"this derivative has two readings: with {name} held fixed, or along all paths, also through "
                rf"{name}; write \left. ... \right|_{{...}} for the first, and the node without "
                "its arguments for the second",
                node.span,
            )


def _unstepped(part: Node, step: int | None) -> Node:
    if isinstance(part, Symbol) and part.step is not None:
        if part.step != step:
            raise Unreadable("numerator and denominator belong to different iterations", part.span)
        return replace(part, step=None)
    return part


def settled(node: Node) -> Node:
    """Give each symbol its step: that of the denominator in a derivative, else k itself, which is step 0."""

    def of_derivative(part: Node) -> Node:
        if isinstance(part, Derivative) and part.denominator.step is not None:
            step = part.denominator.step
            return replace(part, numerator=mapped(part.numerator, lambda inner: _stepped(inner, step)))
        return part

    return mapped(mapped(node, of_derivative), lambda part: _stepped(part, 0))


def _stepped(part: Node, step: int) -> Node:
    return replace(part, step=step) if isinstance(part, Symbol) and part.step is None else part


def _arranged(
    slope: Array, value: PointValues, below: Symbol, shape: tuple[int, ...], is_turned: bool
) -> Jacobian:
    """Sort the axes of a slope (points, axes below, letters above, rows and columns above)."""
    slope, index = rolled(slope, below.index)
    slope = slope[(slice(None), *(n - 1 if isinstance(n, int) else slice(None) for n in index))]
    axes = [n for n in index if not isinstance(n, int)]
    letters = tuple(sorted({*value.letters, *(n for n in axes if n is not None)}))
    number = {letter: 1 + place for place, letter in enumerate(letters)}
    lower = [number[n] if n is not None else 40 + place for place, n in enumerate(axes)]
    upper = [30 + place for place in range(len(value.core))]
    kept = [label for label in lower if label >= 40]
    labels = [0, *lower, *(number[letter] for letter in value.letters), *upper]
    data = np.einsum(slope, labels, [0, *number.values(), *upper, *kept])
    core = core_shape(index, shape)[:: -1 if is_turned else 1]
    return Jacobian(
        data.reshape(*data.shape[: 1 + len(letters) + len(upper)], *core), letters, value.core, core
    )
