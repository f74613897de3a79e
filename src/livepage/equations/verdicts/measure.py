"""How far two sides are apart: relative to their size, or to that of the terms that cancel in them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.functions import absolute
from livepage.equations.chapter.graph import State
from livepage.equations.trees.tree import (
    Add,
    At,
    Call,
    Change,
    Derivative,
    Differential,
    Fraction,
    Integral,
    Limit,
    Matrix,
    Node,
    Number,
    Place,
    Product,
    Sum,
    Symbol,
    Transpose,
    Unit,
    holds,
    walk,
)
from livepage.equations.values.algebra import PointValues, elementwise
from livepage.equations.values.apply import slope
from livepage.equations.values.derive import jacobian
from livepage.equations.values.dotted_matrix import is_dotted
from livepage.equations.values.evaluate import Evaluator

EXACT = 1e-9
BY_DIFFERENCES = 1e-6
APPROXIMATE = 1e-3
ROUNDING = 1e-13
ROUNDING_BY_DIFFERENCES = 1e-8
"""What is left of terms that cancel, relative to the terms."""


class Magnitude(Evaluator):
    """Evaluates a tree as if no terms cancelled: the sum of their absolute values, entry by entry."""

    def value(self, node: Node, state: State) -> PointValues:
        """Return a bound on the terms that occur in a tree."""
        if isinstance(node, Add):
            node = replace(node, terms=tuple((1, term) for _, term in node.terms))
        kinds = (Add, Product, Fraction, Transpose, Matrix)
        if isinstance(node, kinds) or (isinstance(node, Sum) and node.fold != r"\min"):
            found = super().value(node, state)
        elif isinstance(node, At):
            found = elementwise(np.add, self.value(node.body, state), self._size(node, state))
        elif isinstance(node, Derivative) and isinstance(node.numerator, Derivative):
            found = self._by_differences(node, node.numerator, state)
        else:
            found = self.exact(node, state)
        return PointValues(absolute(found.data), found.letters)

    def _size(self, node: Node, state: State) -> PointValues:
        found = self.exact(node, state)
        return PointValues(absolute(found.data), found.letters)

    def exact(self, node: Node, state: State) -> PointValues:
        """Return a value in which terms cancel."""
        return Evaluator(self.context).value(node, state)

    def factors(self, node: Product, state: State) -> list[tuple[str, PointValues]]:
        """Return the sizes of the factors; a derivative among them has a sign as well."""
        found = super().factors(node, state)
        return [(operator, PointValues(absolute(value.data), value.letters)) for operator, value in found]

    def _by_differences(self, node: Derivative, inner: Derivative, state: State) -> PointValues:
        """Add the size of the first derivative, whose differences a second one is made of."""
        second, first = (self.exact(each, state) for each in (node, inner))
        largest = np.abs(first.data).reshape(len(first.data), -1).max(axis=1)
        return elementwise(np.add, PointValues(absolute(second.data), second.letters), PointValues(largest))


def is_constant(node: Node) -> bool:
    """Tell whether nothing of the graph occurs in a tree."""
    return not holds(node, Symbol, Place, Unit)


def fallbacks(evaluator: Evaluator, state: State, *nodes: Node) -> tuple[str, ...]:
    """Return what is differentiated by differences, because complex steps do not pass through it."""
    found: set[str] = set()
    for call in (item for node in nodes for item in walk(node)):
        if isinstance(call, Call) and call.primes and _is_by_differences(evaluator, call, state):
            found.add(call.function + "'" * call.primes)
    approximate = {
        Differential: "a differential",
        Change: "a differential",
        Limit: "a limit",
        Integral: "an integral",
    }
    for item in (item for node in nodes for item in walk(node)):
        found |= {approximate[type(item)]} if type(item) in approximate else set()
    for derivative in evaluator.context.derivatives(*nodes):
        found.update(jacobian(evaluator, derivative, state).by_differences)
    return tuple(sorted(found))


def _is_by_differences(evaluator: Evaluator, call: Call, state: State) -> bool:
    function = evaluator.context.vocabulary.functions[call.function]
    data = evaluator.value(call.arguments[0], state).data
    with np.errstate(all="ignore"):
        return slope(lambda z: np.asarray(function(z.ravel())).reshape(z.shape), data, call.primes)[1]


def measured(
    context: Context, relation: str, sides: tuple[Node, Node], first: Array, second: Array, state: State
) -> tuple[Array, float]:
    """Return the difference relative to the sides, or to their terms where only rounding is left of them."""
    if relation == "≈" and (digits := _shown(*sides)) is not None:
        unit = 10.0**-digits
        return np.abs(first - second) / unit, 0.5 + 1e-9
    replaced = bool(fallbacks(Evaluator(context), state, *sides))
    tolerance = APPROXIMATE if relation == "≈" else BY_DIFFERENCES if replaced else EXACT
    difference = np.abs(first - second)
    relative = _relative(difference, np.abs(first), np.abs(second))
    if relative.max() > tolerance and (sizes := term_sizes(context, *sides, state)):
        rounding = _relative(difference, *sizes)
        if rounding.max() <= (ROUNDING_BY_DIFFERENCES if replaced else ROUNDING):
            return rounding, tolerance
    return relative, tolerance


def _shown(left: Node, right: Node) -> int | None:
    """Return how many decimals the number on one side of ≈ shows."""
    for side in (right, left):
        if isinstance(side, Add) and len(side.terms) == 1:
            side = side.terms[0][1]
        if isinstance(side, Number):
            return side.decimals
    return None


def term_sizes(context: Context, left: Node, right: Node, state: State) -> list[Array]:
    """Return how large the terms of each side are; a matrix with dots has none of its own.

    What is not finite, such as the logarithm of a 0 beyond the first state of a time, excuses no difference.
    """
    if is_dotted(left) or is_dotted(right):
        return []
    found = (np.abs(Magnitude(context).value(side, state).data) for side in (left, right))
    return [np.where(np.isfinite(array), array, 0.0) for array in found]


def _relative(difference: Array, *scales: Array) -> Array:
    """Divide by the largest entry that occurs at the same point."""
    sizes = [scale.reshape(len(scale), -1).max(axis=1) for scale in scales]
    largest = np.maximum(*np.broadcast_arrays(*sizes)).reshape(-1, *[1] * (difference.ndim - 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        relative: Array = np.where(difference == 0, 0.0, difference / largest)
    return relative


def ordered(
    relation: str, sides: tuple[Node, Node], first: Array, second: Array, context: Context, state: State
) -> tuple[bool, Array]:
    """Compare by size: what is equal up to rounding is less or equal, and not less.

    Returns:
        Whether the relation holds, and by how much it fails, entry by entry.
    """
    gap = first - second if relation in {">", "≥"} else second - first
    relative, tolerance = measured(context, relation, sides, first, second, state)
    if relation in {"≤", "≥"}:
        fails = (gap < 0) & (relative > tolerance)
    else:
        is_rounding = _relative(np.abs(gap), *_scales(context, sides, first, second, state)) <= ROUNDING
        fails = (gap <= 0) | is_rounding
    return not fails.any(), np.where(fails, np.abs(gap), 0.0)


def _scales(
    context: Context, sides: tuple[Node, Node], first: Array, second: Array, state: State
) -> list[Array]:
    return term_sizes(context, *sides, state) or [np.abs(first), np.abs(second)]
