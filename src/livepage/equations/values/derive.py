"""Derivatives of trees by nodes of the graph, along all paths."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import numpy as np

from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State
from livepage.equations.chapter.steps import is_analytic
from livepage.equations.errors import Unreadable, Vacuous
from livepage.equations.trees.tree import Call, Derivative, Node, Symbol, mapped, walk
from livepage.equations.values.algebra import Array, Jacobian, Value
from livepage.equations.values.neighbours import rolled
from livepage.equations.values.picks import core_shape


class Evaluator(Protocol):
    """What gives trees their values; it is one that asks here for derivatives."""

    context: Context

    def value(self, node: Node, state: State) -> Value:
        """Return the value of a tree."""


def jacobian(evaluator: Evaluator, node: Derivative, state: State) -> Jacobian:
    """Return the derivative; a letter that numerator and denominator share takes the diagonal."""
    if ("jacobian", node) not in state.memory:
        state.memory["jacobian", node] = _jacobian(evaluator, node, state)
    found: Jacobian = state.memory["jacobian", node]
    return found


def _jacobian(evaluator: Evaluator, node: Derivative, state: State) -> Jacobian:
    below = node.denominator
    path = _checked_path(evaluator.context, node)
    numerator = mapped(node.numerator, lambda part: _unstepped(part, below.step))
    state = state.after(below.step or 0)
    analytic = all(evaluator.context.graph.analytic[name] for name in path - {below.name})
    analytic = analytic and not obstacle_inside(evaluator, numerator, state)
    moved = state.moved(below.name, analytic)
    if node.held:
        moved = moved.holding(tuple(item.name for item in node.held))
    value = evaluator.value(numerator, moved)
    shape = state.array(below.name).shape[1:]
    slope = state.slope(below.name, value.data, analytic)
    return _arranged(slope.reshape(slope.shape[0], *shape, *slope.shape[2:]), value, below, shape)


def _checked_path(context: Context, node: Derivative) -> set[str]:
    below = node.denominator
    if below.name in context.definitions:
        raise Unreadable("a derivative is taken by a node of the graph, not by a defined symbol", below.span)
    path = context.path(node)
    if not path:
        raise Vacuous(
            f"what is differentiated does not depend on {below.name}: the derivative is 0", node.span
        )
    return path


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


def obstacle_inside(evaluator: Evaluator, numerator: Node, state: State) -> str:
    """Return what in a tree stops complex steps: a derivative or a function; "" if nothing does."""
    context = evaluator.context
    if context.derivatives(numerator):
        return "a derivative of a derivative"
    for call in walk(numerator):
        if isinstance(call, Call) and (call.primes or not _is_vetted(evaluator, call, state)):
            return call.function + "'" * call.primes
    return ""


def _is_vetted(evaluator: Evaluator, call: Call, state: State) -> bool:
    """Compare complex steps through a function with differences, once, where it is first called."""
    context = evaluator.context
    if call.function not in context.vetted:
        values = [evaluator.value(argument, state) for argument in call.arguments]
        first = [value.data.reshape(-1, *value.core)[0] for value in values]
        context.vetted[call.function] = is_analytic(context.vocabulary.functions[call.function], first)
    return context.vetted[call.function]


def _arranged(slope: Array, value: Value, below: Symbol, shape: tuple[int, ...]) -> Jacobian:
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
    core = core_shape(index, shape)
    return Jacobian(
        data.reshape(*data.shape[: 1 + len(letters) + len(upper)], *core), letters, value.core, core
    )
