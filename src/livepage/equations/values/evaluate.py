"""The value of a tree at all points of a state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State
from livepage.equations.chapter.steps import PLACES, WEIGHTS
from livepage.equations.errors import Mismatch, Unreadable, Vacuous
from livepage.equations.trees.tree import (
    Add,
    At,
    Call,
    Cases,
    Change,
    Condition,
    Derivative,
    Differential,
    Endless,
    Entry,
    Fraction,
    Integral,
    Limit,
    Masked,
    Matrix,
    Node,
    Number,
    Optimum,
    Place,
    Power,
    Product,
    Replaced,
    Rest,
    Size,
    Sum,
    Symbol,
    Transpose,
    Unit,
    joined,
    parted,
    walk,
)
from livepage.equations.values import algebra, folds
from livepage.equations.values.algebra import Jacobian, PointValues, constant, elementwise
from livepage.equations.values.apply import called
from livepage.equations.values.derive import jacobian
from livepage.equations.values.endless import endless_sum
from livepage.equations.values.neighbours import fitted, reach
from livepage.equations.values.picks import from_value, pick
from livepage.equations.values.quadrature import quadrature
from livepage.equations.values.ragged import is_ragged, ragged
from livepage.equations.values.terms import term


def _same(a: Array, b: Array) -> Array:
    """Tell where two numbers are equal up to rounding."""
    return np.asarray(np.abs(a - b) <= 1e-13 * np.maximum(np.abs(a), np.abs(b)))


_COMPARE: dict[str, Callable[[Array, Array], Array]] = {
    "=": _same,
    "≠": lambda a, b: ~_same(a, b),
    "<": lambda a, b: (a < b) & ~_same(a, b),
    ">": lambda a, b: (a > b) & ~_same(a, b),
    "≤": lambda a, b: (a < b) | _same(a, b),
    "≥": lambda a, b: (a > b) | _same(a, b),
}


_STEP = 1e-5
"""How far inputs move for a differential."""

_Given = tuple[Symbol, Node, PointValues]
"""What is replaced, by what, and its value."""


def _ways(along: tuple[str, ...], state: State) -> dict[str, Array]:
    """Return the direction in which each of some inputs moves, a way of its own."""
    return {
        name: np.random.default_rng([3, n]).uniform(0.5, 1.5, state.array(name).shape) * (-1) ** n
        for n, name in enumerate(sorted(along))
    }


def _moved(ways: dict[str, Array], state: State) -> list[State]:
    """Return the states at the places of a difference along those directions."""
    return [
        state.replaced({name: state.array(name) + place * _STEP * way for name, way in ways.items()})
        for place in PLACES
    ]


class Evaluator:
    """Evaluates trees with the names of a context."""

    def __init__(self, context: Context) -> None:
        """Tie each kind of tree to its rule."""
        self.context = context
        self.rules: dict[type[Node], Callable[[Any, State], PointValues]] = {
            Number: lambda node, _: constant(node.value),
            Size: lambda node, _: constant(context.size(node.name)),
            Place: self._place,
            Unit: self._unit,
            Symbol: self._symbol,
            Add: self._add,
            Product: self._product,
            Fraction: self._fraction,
            Power: self._power,
            Transpose: lambda node, state: algebra.transpose(self.value(node.base, state)),
            Call: lambda node, state: called(
                self.context, node, [self.value(part, state) for part in node.arguments]
            ),
            Replaced: self._replaced,
            Sum: self._sum,
            At: self._at,
            Limit: self._limit,
            Integral: self._integral,
            Endless: self._endless,
            Differential: self._differential,
            Change: self._change,
            Rest: self._rest,
            Optimum: self._optimum,
            Derivative: lambda node, state: self._gradient(jacobian(self, node, state)),
            Matrix: self._matrix,
            Condition: self._condition,
            Masked: self._masked,
            Entry: self._entry,
            Cases: self._cases,
        }

    def value(self, node: Node, state: State) -> PointValues:
        """Return the value of a tree; an error carries the place of the smallest part that is wrong."""
        try:
            with np.errstate(all="ignore"):
                return self.rules[type(node)](node, state)
        except (Mismatch, Unreadable) as error:
            if error.span == (0, 0):
                error.span = node.span
            raise

    def exact(self, node: Node, state: State) -> PointValues:
        """Return the value of what stands below a fraction or bounds a sum, whatever is asked of the rest."""
        return self.value(node, state)

    def array(self, name: str, state: State) -> Array:
        """Return the values of a node, an input or a definition."""
        if name not in self.context.definitions:
            return state.array(name)
        if name not in state.defined:
            form, tree = self.context.definitions[name]
            value = self.value(tree, state)
            if value.core and not form.axes:
                whole = f"{name}[{','.join(':' * len(value.core))}]"
                raise Unreadable(f"{name} is defined as a {value.describe()}: name it {whole} in DEFINITIONS")
            state.defined[name] = from_value(value, form.axes, state.points)
        return state.defined[name]

    def _place(self, node: Place, _: State) -> PointValues:
        size = self.context.vocabulary.axes[node.letter][1]
        return PointValues(np.arange(1.0, size + 1)[None], (node.letter,))

    def _unit(self, node: Unit, _: State) -> PointValues:
        if len(node.sizes) != 1:
            raise Mismatch("its size is not said: write it below", node.span)
        size = node.sizes[0]
        return PointValues((np.eye(size) if node.kind == "I" else np.ones((size, 1)))[None])

    def _symbol(self, node: Symbol, state: State) -> PointValues:
        if any(isinstance(n, str) and joined(n) for n in node.index):
            raise Unreadable("the index of two letters is read below a sum over one of them")
        return self._picked(self.array(node.name, state.after(node.step or 0)), node)

    def _picked(self, array: Array, symbol: Symbol) -> PointValues:
        """Return what a symbol takes of an array; a row is turned where rows are read as columns."""
        value = pick(fitted(array, symbol.index, self.context.vocabulary.axes), symbol.index)
        is_turned = self.context.is_upright and value.core and self.context.is_row(symbol)
        return algebra.transpose(value) if is_turned else value

    def _add(self, node: Add, state: State) -> PointValues:
        values = [self.value(term, state) for _, term in node.terms]
        signed = [
            value if sign > 0 else PointValues(-value.data, value.letters)
            for (sign, _), value in zip(node.terms, values, strict=True)
        ]
        return reduce(lambda a, b: elementwise(np.add, a, b), signed)

    def _fraction(self, node: Fraction, state: State) -> PointValues:
        return elementwise(np.divide, self.value(node.above, state), self.exact(node.below, state))

    def _product(self, node: Product, state: State) -> PointValues:
        factors = self.factors(node, state)
        if not any(operator == "∘" for operator, _ in factors[1:]):
            return _joined(factors)
        readings = []
        for first in ("", "∘"):
            with suppress(Mismatch):
                readings.append(_joined(_grouped(factors, first)))
        if not readings:
            return _joined(factors)
        one, other = readings[0], readings[-1]
        if one.data.shape != other.data.shape or not np.allclose(one.data, other.data, equal_nan=True):
            raise Unreadable("∘ beside a matrix product can be read in two ways: write brackets")
        return one

    def _gradient(self, jacobian: Jacobian) -> PointValues:
        """Return a derivative in the chapter's layout: in that of rows, the one of a number is turned."""
        value = jacobian.value()
        is_turned = self.context.layout == "rows" and not jacobian.above and value.core
        return algebra.transpose(value) if is_turned else value

    def factors(self, node: Product, state: State) -> list[tuple[str, PointValues]]:
        """Return the factors' values; neighbouring derivatives are contracted over the node they share."""
        found: list[tuple[str, PointValues]] = []
        chain: tuple[str, Derivative, Jacobian] | None = None
        for operator, factor in node.factors:
            derivative = factor if isinstance(factor, Derivative) else None
            if (
                chain
                and derivative
                and operator in {"", "·"}
                and chain[1].denominator == derivative.numerator
            ):
                joined = chain[2].chained(jacobian(self, derivative, state))
                chain = (chain[0], derivative, joined)
                continue
            if chain:
                found.append((chain[0], self._gradient(chain[2])))
            chain = (operator, derivative, jacobian(self, derivative, state)) if derivative else None
            if not derivative:
                found.append((operator, (self.exact if operator == "/" else self.value)(factor, state)))
        if chain:
            found.append((chain[0], self._gradient(chain[2])))
        return found

    def _power(self, node: Power, state: State) -> PointValues:
        exponent = self.value(node.exponent, state)
        if isinstance(node.base, Number) and node.base.value == np.e:
            if exponent.core and exponent.core[0] == exponent.core[1]:
                raise Unreadable("e to a square matrix can be read in two ways")
            return PointValues(np.exp(exponent.data), exponent.letters)
        return algebra.power(self.value(node.base, state), exponent)

    def _replaced(self, node: Replaced, state: State) -> PointValues:
        given = [(target, tree, self.value(tree, state)) for target, tree in node.values]
        letters = {n for _, _, value in given for n in value.letters}
        fixed = {n for symbol in (node.symbol, *(target for target, _ in node.values)) for n in symbol.index}
        if letters and not any(isinstance(n, str) for n in fixed):
            return self._at_each(node.symbol, given, tuple(sorted(letters)), state)
        there = self._elsewhere(given, state)
        return self._picked(there.array(node.symbol.name), node.symbol)

    def _at_each(
        self, symbol: Symbol, given: list[_Given], letters: tuple[str, ...], state: State
    ) -> PointValues:
        """Return the value of a node for each value of letters that only its arguments have."""
        sizes = [self.context.vocabulary.axes[letter][1] for letter in letters]
        times = int(np.prod(sizes))
        arrays = {}
        for target, _, value in given:
            axes = [1 + place for place, letter in enumerate(letters) if letter not in value.letters]
            data = np.expand_dims(value.data, axes)
            data = np.broadcast_to(data, (state.points, *sizes, *value.core))
            flat = PointValues(data.reshape(-1, *value.core))
            arrays[target.name] = from_value(flat, target.index, state.points * times)
        found = self._picked(state.repeated(arrays, times).array(symbol.name), symbol)
        return PointValues(found.data.reshape(state.points, *sizes, *found.core), letters)

    def _at(self, node: At, state: State) -> PointValues:
        given = ((target, tree, self.value(tree, state)) for target, tree in node.values)
        return self.value(node.body, self._elsewhere(given, state))

    def _elsewhere(self, given: Iterable[_Given], state: State) -> State:
        """Return the state where some nodes have other values."""
        arrays = {}
        for target, tree, value in given:
            shape = state.array(target.name).shape
            if isinstance(tree, Number) and None in target.index:
                value = PointValues(value.data.reshape(-1, *[1] * sum(n is None for n in target.index)))
                value = PointValues(np.broadcast_to(value.data, (len(value.data), *shape[1:])))
            array = from_value(value, target.index, state.points)
            if array.shape != shape:
                raise Mismatch(f"the argument has not the shape of {target.name}", tree.span)
            arrays[target.name] = array
        return state.replaced(arrays)

    def _differential(self, node: Differential, state: State) -> PointValues:
        """Move the inputs along directions of their own by differences, and see how far the symbol moves."""
        ways = _ways(node.along, state)
        if node.symbol.name in ways:
            return self._picked(ways[node.symbol.name], node.symbol)
        values = np.array([there.array(node.symbol.name) for there in _moved(ways, state)])
        return self._picked(np.tensordot(WEIGHTS, values, 1) / _STEP, node.symbol)

    def _change(self, node: Change, state: State) -> PointValues:
        """Move the inputs likewise, and see how far an expression moves."""
        found = [self.value(node.body, there) for there in _moved(_ways(node.along, state), state)]
        return PointValues(
            np.tensordot(WEIGHTS, [value.data for value in found], 1) / _STEP, found[0].letters
        )

    def _limit(self, node: Limit, state: State) -> PointValues:
        """Extrapolate from smaller and smaller values of what goes to 0."""
        steps = 0.1 / 2.0 ** np.arange(7)
        shape = state.array(node.symbol.name).shape
        found = []
        for step in steps:
            found.append(self.value(node.body, state.replaced({node.symbol.name: np.full(shape, step)})))
        rows, letters = [value.data for value in found], found[0].letters
        coarse = rows[-1]
        for level in range(1, len(rows)):
            ratio = 2.0**level
            coarse, rows = rows[-1], [(ratio * b - a) / (ratio - 1) for a, b in pairwise(rows)]
        if not np.allclose(rows[0], coarse, rtol=1e-5, atol=1e-7):
            raise Vacuous("there is no limit", node.span)
        return PointValues(rows[0], letters)

    def _integral(self, node: Integral, state: State) -> PointValues:
        """Integrate by quadrature, at each point on its own."""
        low, high = (self.exact(end, state) for end in (node.low, node.high))
        if low.data.ndim > 1 or high.data.ndim > 1:
            raise Unreadable("the ends of an integral are numbers without letters", node.span)

        if state.points > 2000:
            raise Unreadable(
                "an integral within another, or within a derivative of many steps: exempt it", node.span
            )

        def integrand(places: Array) -> PointValues:
            shape = (state.points, places.shape[1])
            moved = np.broadcast_to(places, shape).reshape(-1)
            value = self.exact(node.body, state.repeated({node.symbol.name: moved}, places.shape[1]))
            data = np.broadcast_to(value.data, (moved.size, *value.data.shape[1:]))
            return PointValues(data, value.letters)

        first, last = (np.broadcast_to(end.data, state.points) for end in (low, high))
        return quadrature(first, last, integrand)

    def _endless(self, node: Endless, state: State) -> PointValues:
        def term(number: int) -> PointValues:
            there = state.replaced({node.symbol.name: np.full(state.points, float(number))})
            return self.value(node.body, there)

        return endless_sum(term, node.low)

    def _rest(self, node: Rest, _: State) -> PointValues:
        raise Unreadable("what is left out stands as the last term of a side", node.span)

    def _optimum(self, node: Optimum, _: State) -> PointValues:
        raise Unreadable("a problem stands alone, or its place beside the symbol that solves it", node.span)

    def _sum(self, node: Sum, state: State) -> PointValues:
        if is_ragged(node):
            return ragged(self, self.context.vocabulary, node, state)
        body = self.value(node.body, state)
        size = self.context.vocabulary.axes[node.letter][1]
        low, high = (self._bound(bound, state) for bound in (node.low, node.high))
        if node.without:
            body = folds.masked(body, node.letter, node.without, size, node.fold)
        back, ahead = reach(node.letter, node.body)
        beyond = low + back < 1 or high + ahead > size
        if beyond and low <= high and node.letter in body.letters:
            return self._term_by_term(node, range(low, high + 1), state)
        if node.fold == r"\prod" and body.core and 1 not in body.core:
            return self._matrices(node, body, range(low - 1, high))
        return folds.total(body, node.letter, range(low - 1, high), node.fold)

    def _matrices(self, node: Sum, body: PointValues, chosen: range) -> PointValues:
        """Multiply matrices in their order, derivatives of states by those before in that of a chain."""
        forward, backward = (folds.product(body, node.letter, way) for way in (chosen, chosen[::-1]))
        if any(map(_is_link, walk(node.body))):
            return backward
        if not np.allclose(forward.data, backward.data):
            raise Unreadable(
                "the order of a product of matrices can be read in two ways: write it out", node.span
            )
        return forward

    def _term_by_term(self, node: Sum, numbers: range, state: State) -> PointValues:
        """Add up terms of which some stand beyond the axis of the letter."""
        if len(numbers) > 1000:
            raise Mismatch("a sum has at most a thousand terms", node.span)
        names = self.context.vocabulary
        values = [self.value(term(names, node, number), state) for number in numbers]
        arrays, letters = algebra.aligned(values)
        stacked = np.stack(np.broadcast_arrays(*arrays), axis=1)
        if node.fold == r"\prod" and values[0].core and 1 not in values[0].core:
            return self._matrices(
                replace(node, letter=" "), PointValues(stacked, (" ", *letters)), range(len(values))
            )
        return folds.total(PointValues(stacked, (" ", *letters)), " ", range(len(values)), node.fold)

    def _bound(self, node: Node, state: State) -> int:
        data = self.exact(node, state).data
        if data.shape != (1,) or not abs(data[0]) < 1e6 or data[0] != np.round(data[0]):
            raise Mismatch("a sum runs over whole numbers", node.span)
        return int(data[0])

    def _matrix(self, node: Matrix, state: State) -> PointValues:
        if any(entry is None for row in node.rows for entry in row):
            raise Unreadable("a matrix with dots stands as a side of an equation, alone")
        rows = [[self.value(entry, state) for entry in row if entry is not None] for row in node.rows]
        return algebra.scalar_if_one(algebra.block_matrix(rows))

    def _condition(self, node: Condition, state: State) -> PointValues:
        compare = _COMPARE[node.relation]
        sides = (self.value(node.left, state), self.value(node.right, state))
        return elementwise(lambda a, b: compare(a.real, b.real).astype(float), *sides)

    def _entry(self, node: Entry, state: State) -> PointValues:
        value = self.value(node.base, state)
        index = node.index
        is_vector = len(index) == 1 and 1 in value.core
        shape = (max(value.core),) if is_vector else value.core[: len(index)]
        axes = self.context.vocabulary.axes
        wanted = [axes[n][1] if isinstance(n, str) else n for n in index]
        pairs = list(zip(index, wanted, shape, strict=False))
        fits = all(size == there if isinstance(n, str) else size <= there for n, size, there in pairs)
        if len(shape) != len(index) or not fits:
            raise Mismatch(f"a {value.describe()} has no such entries")
        data = value.data if not is_vector else value.data.reshape(*value.data.shape[:-2], *shape)
        whole = (None,) * (data.ndim - 1 - len(value.letters) - len(index))
        found = pick(data, (*value.letters, *index, *whole))
        is_turned = self.context.is_upright and found.core
        return algebra.transpose(found) if is_turned else found

    def _masked(self, node: Masked, state: State) -> PointValues:
        where, value = self.value(node.where, state), self.value(node.body, state)
        is_square = bool(value.core) and value.core[0] == value.core[1]
        neutral = np.eye(value.core[0]) if is_square else 1
        neutral = neutral if node.fold == r"\prod" else 0
        return elementwise(lambda chosen, body: np.where(chosen, body, neutral), where, value)

    def _cases(self, node: Cases, state: State) -> PointValues:
        found = constant(np.nan)
        for row, where in reversed(node.rows):
            value = self.value(row, state)
            if where is None:
                found = value
                continue
            holds = self.value(where, state)
            chosen = elementwise(lambda c, v: np.where(c, v, 0), holds, value)
            rest = elementwise(lambda c, v: np.where(c, 0, v), holds, found)
            found = elementwise(np.add, chosen, rest)
        return found


def _is_link(node: Node) -> bool:
    """Tell whether this is the derivative of a state by the one before it."""
    if not isinstance(node, Derivative) or not isinstance(node.numerator, Symbol):
        return False
    one, two = (
        next((n for n in item.index if n is not None), "") for item in (node.numerator, node.denominator)
    )
    return parted(str(two)) in {(str(one), -1), (parted(str(one))[0], parted(str(one))[1] - 1)}


_COMBINE: dict[str, Callable[[PointValues, PointValues], PointValues]] = {
    "": algebra.matrix_product,
    "·": algebra.dot_product,
    "∘": lambda a, b: elementwise(np.multiply, a, b),
    "⊗": algebra.outer,
    "/": lambda a, b: elementwise(np.divide, a, b),
}
Factors = list[tuple[str, PointValues]]


def _joined(factors: Factors) -> PointValues:
    """Multiply from the left."""
    return reduce(lambda found, factor: _COMBINE[factor[0]](found, factor[1]), factors[1:], factors[0][1])


def _grouped(factors: Factors, first: str) -> Factors:
    """Multiply first what is joined by ∘ (or by anything else), and keep the rest."""
    found = [factors[0]]
    for operator, value in factors[1:]:
        if (operator == "∘") == (first == "∘"):
            found[-1] = (found[-1][0], _COMBINE[operator](found[-1][1], value))
        else:
            found.append((operator, value))
    return found
