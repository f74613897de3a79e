"""Derivatives of trees by nodes of the graph, along all paths."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from livepage.equations.algebra import Jacobian, Value
from livepage.equations.errors import Unreadable, Vacuous
from livepage.equations.graph import State, is_analytic
from livepage.equations.picks import core_shape
from livepage.equations.tree import Call, Derivative, Node, Symbol, mapped, walk

if TYPE_CHECKING:
    from livepage.equations.context import Context
    from livepage.equations.evaluate import Evaluator


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
    state = state.after(below.step)
    analytic = all(evaluator.context.graph.analytic.get(name, True) for name in path - {below.name})
    analytic = analytic and carries_complex_steps(evaluator, numerator, state)
    value = evaluator.value(numerator, state.moved(below.name, analytic))
    shape = state.array(below.name).shape[1:]
    slope = state.slope(below.name, value.data, analytic)
    return _arranged(slope.reshape(slope.shape[0], *shape, *slope.shape[2:]), value, below, shape)


def _checked_path(context: Context, node: Derivative) -> set[str]:
    below = node.denominator
    if below.name in context.definitions:
        raise Unreadable("a derivative is taken by a node of the graph, not by a defined symbol", below.span)
    path = context.path(node)
    if not path:
        raise Vacuous(f"what is differentiated does not depend on {below.name}: the derivative is 0", node.span)
    return path


def _unstepped(part: Node, step: int) -> Node:
    if isinstance(part, Symbol) and part.step:
        if part.step != step:
            raise Unreadable("numerator and denominator belong to different iterations", part.span)
        return replace(part, step=0)
    return part


def carries_complex_steps(evaluator: Evaluator, numerator: Node, state: State) -> bool:
    """Tell whether a tree can be differentiated by complex steps: no derivative in it, no function that drops them."""
    context = evaluator.context
    if context.derivatives(numerator):
        return False
    for call in walk(numerator):
        if isinstance(call, Call):
            if call.primes:
                return False
            if call.function not in context.vetted:
                arrays = [evaluator.value(argument, state) for argument in call.arguments]
                few = [value.data.reshape(-1, *value.core)[:1] for value in arrays]
                function = context.vocabulary.functions[call.function]
                context.vetted[call.function] = is_analytic(function, [array[0] for array in few])
            if not context.vetted[call.function]:
                return False
    return True


def _arranged(slope: np.ndarray, value: Value, below: Symbol, shape: tuple[int, ...]) -> Jacobian:  # type: ignore[type-arg]
    """Sort the axes of a slope (points, axes below, letters above, rows and columns above)."""
    slope = slope[(slice(None), *(n - 1 if isinstance(n, int) else slice(None) for n in below.index))]
    axes = [n for n in below.index if not isinstance(n, int)]
    letters = tuple(sorted({*value.letters, *(n for n in axes if n is not None)}))
    number = {letter: 1 + place for place, letter in enumerate(letters)}
    lower = [number[n] if n is not None else 40 + place for place, n in enumerate(axes)]
    upper = [30 + place for place in range(len(value.core))]
    kept = [label for label in lower if label >= 40]
    labels = [0, *lower, *(number[letter] for letter in value.letters), *upper]
    data = np.einsum(slope, labels, [0, *number.values(), *upper, *kept])
    core = core_shape(below.index, shape)
    return Jacobian(data.reshape(*data.shape[: 1 + len(letters) + len(upper)], *core), letters, value.core, core)
