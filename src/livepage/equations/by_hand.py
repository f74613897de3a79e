"""The value of a tree as one would work it out by hand: with plain numbers, at one point and one place.

This is a second way beside `values`, for who doubts the first: it takes the same trees, but none of its
rules. The graph is a dictionary of arrays, a derivative is a difference of two of them, a sum is a loop. It
knows what most equations are made of; what it does not know it leaves undecided.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from typing import Any

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import parents_of
from livepage.equations.trees.tree import (
    Add,
    At,
    Call,
    Cases,
    Condition,
    Derivative,
    Entry,
    Fraction,
    Masked,
    Matrix,
    Node,
    Number,
    Place,
    Power,
    Product,
    Replaced,
    Size,
    Sum,
    Symbol,
    Transpose,
    core_shape,
    mapped,
    parted,
)

STEP = 1e-4
"""How far apart the values are of which a derivative is made, relative to what is moved."""
DIFFERENCE = {1: 2 / 3, 2: -1 / 12}
"""How much the difference of the values so many steps ahead and back weighs: what is lost is STEP**4."""

Places = Mapping[str, int]
"""At which place of its axis, from 0, each letter stands."""


class Undecided(Exception):
    """Nothing is known here of a value."""


class Beyond(Undecided):
    """There is no such neighbour at this place."""


@dataclass
class World:
    """The values of a graph at one point: the inputs, and the nodes that have other values than they give."""

    context: Context
    given: Mapping[str, Array]
    known: dict[str, Array] = field(default_factory=dict)
    others: dict[object, World] = field(default_factory=dict)

    def array(self, name: str) -> Array:
        """Return the value of a node, which is computed when it is first asked for."""
        if name in self.given:
            return self.given[name]
        if name not in self.known:
            graph = self.context.graph
            with np.errstate(all="ignore"):
                self.known[name] = np.asarray(graph.nodes[name](*map(self.array, graph.parents[name])))
        return self.known[name]

    def but(self, **given: Array) -> World:
        """Return the world in which some nodes have other values."""
        return World(self.context, {**self.given, **given})

    def after(self, steps: int) -> World:
        """Return the world after so many updates."""
        if steps == 0:
            return self
        step = self.context.graph.step
        if steps < 0 or step is None:
            raise Undecided
        if steps not in self.others:
            before = self.after(steps - 1)
            self.others[steps] = before.but(**step(*map(before.array, parents_of(step))))
        return self.others[steps]

    def moved(self, name: str, entry: tuple[int, ...], held: tuple[str, ...], shift: float) -> World:
        """Return the world in which one entry of a node is another one, and what is held stays."""
        key = (name, entry, held, shift)
        if key not in self.others:
            array = np.array(self.array(name), dtype=float)
            array[entry] += shift
            self.others[key] = self.but(**{other: self.array(other) for other in held}, **{name: array})
        return self.others[key]


def central_difference(function: Callable[[float], Array], step: float) -> Array:
    """Return the derivative of a function at 0, by differences."""
    parts = (weight * (function(n * step) - function(-n * step)) for n, weight in DIFFERENCE.items())
    return np.asarray(sum(parts) / step)


def value(node: Node, world: World, places: Places) -> Array:
    """Return a number, or a matrix, of which a column has one column and a row one row.

    Raises:
        Undecided: here, or at this place, nothing is known of it.
    """
    rule = _RULES.get(type(node))
    if rule is None:
        raise Undecided
    with np.errstate(all="ignore"):
        found = np.asarray(rule(node, world, places))
    return found.reshape(()) if found.size == 1 else found


def _symbol(node: Symbol, world: World, places: Places) -> Array:
    world = world.after(node.step or 0)
    if node.name in world.context.definitions:
        return _defined(node, world, places)
    array = world.array(node.name)
    found: Array = array[_entry_of(node, array, places)]
    return found.reshape(core_shape(node.index, array.shape))


def _entry_of(node: Symbol | Entry, array: Array, places: Places) -> tuple[Any, ...]:
    """Return what an index takes of an array, axis by axis."""
    found: list[int | slice] = []
    for n, size in zip(node.index, array.shape, strict=True):
        if n is None:
            found.append(slice(None))
            continue
        letter, shift = parted(n) if isinstance(n, str) else ("", n - 1)
        place = places[letter] + shift if letter else shift
        if not 0 <= place < size:
            raise Beyond
        found.append(place)
    return tuple(found)


def _defined(node: Symbol, world: World, places: Places) -> Array:
    form, tree = world.context.definitions[node.name]
    if not any(node.index) and not any(form.axes):
        return value(tree, world, {})
    if None in node.index:
        raise Undecided
    sizes = tuple(world.context.vocabulary.axes[str(n)][1] for n in form.axes)
    entry = _entry_of(node, np.empty(sizes), places)
    return value(tree, world, {**places, **dict(zip(map(str, form.axes), entry, strict=True))})


def _product(node: Product, world: World, places: Places) -> Array:
    values = [(operator, value(factor, world, places)) for operator, factor in node.factors]
    operators = {operator for operator, found in values[1:] if found.ndim}
    if "∘" in operators and len(operators) > 1:
        raise Undecided  # in which order is a question of shapes
    return reduce(lambda left, factor: _times(left, *factor), values[1:], values[0][1])


def _times(left: Array, operator: str, right: Array) -> Array:
    if operator == "/":
        return np.asarray(left / right)
    if not left.ndim or not right.ndim:
        return np.asarray(left * right)
    if operator == "∘" and left.shape == right.shape:
        return np.asarray(left * right)
    if operator == "·" and left.shape == right.shape and 1 in left.shape:
        return np.asarray(np.sum(left * right))
    if operator in {"", "·"} and left.shape[1] == right.shape[0]:
        return np.asarray(left @ right)
    raise Undecided


def _power(node: Power, world: World, places: Places) -> Array:
    base, exponent = value(node.base, world, places), value(node.exponent, world, places)
    is_e = isinstance(node.base, Number) and node.base.value == math.e
    if base.ndim or (exponent.ndim and (not is_e or 1 not in exponent.shape)):
        raise Undecided
    return np.asarray(np.power(base, exponent))


def _transposed(node: Transpose, world: World, places: Places) -> Array:
    found = value(node.base, world, places)
    if not found.ndim:
        raise Undecided
    return found.T


def _call(node: Call, world: World, places: Places) -> Array:
    arguments = [value(argument, world, places) for argument in node.arguments]
    function = world.context.vocabulary.functions[node.function]
    if node.primes and len(arguments) != 1:
        raise Undecided

    def plain(*values: Array, primes: int = node.primes) -> Array:
        if primes:
            return central_difference(lambda shift: plain(values[0] + shift, primes=primes - 1), STEP)
        vectors = [each.reshape(-1) if 1 in each.shape or not each.ndim else each for each in values]
        found = np.asarray(function(*vectors))
        return found[:, None] if found.ndim == 1 else found

    if node.primes and arguments[0].ndim:
        return np.array([plain(entry) for entry in arguments[0].flat]).reshape(arguments[0].shape)
    return plain(*arguments)


def _derivative(node: Derivative, world: World, places: Places) -> Array:
    below, context = node.denominator, world.context
    world = world.after(below.step or 0)
    if below.name in context.definitions or below.name in context.walks or context.layout == "rows":
        raise Undecided
    array = world.array(below.name)
    chosen = np.zeros(array.shape, dtype=bool)
    chosen[_entry_of(below, array, places)] = True
    held = tuple(other.name for other in node.held)
    numerator = mapped(node.numerator, _unstepped)  # the world is that of the derivative's iteration
    slopes = []
    for entry in map(tuple, np.argwhere(chosen)):
        step = STEP * (1 + abs(float(array[entry])))
        moved = partial(world.moved, below.name, entry, held)
        slopes.append(central_difference(partial(_elsewhere_than, moved, numerator, places), step))
    if len(slopes) > 1 and slopes[0].ndim:
        raise Undecided  # a matrix of derivatives has a layout
    return slopes[0] if len(slopes) == 1 else np.array(slopes).reshape(core_shape(below.index, array.shape))


def _elsewhere_than(moved: Callable[[float], World], node: Node, places: Places, shift: float) -> Array:
    return value(node, moved(shift), places)


def _unstepped(part: Node) -> Node:
    return replace(part, step=None) if isinstance(part, Symbol) else part


def _sum(node: Sum, world: World, places: Places) -> Array:
    low, high = (float(value(bound, world, places)) for bound in (node.low, node.high))
    size = world.context.vocabulary.axes[node.letter][1]
    if node.fold not in _FOLDS or not (low == round(low) >= 1 and high == round(high) <= size):
        raise Undecided
    left_out = places[node.without] if node.without else -1
    terms = [
        value(node.body, world, {**places, node.letter: place})
        for place in range(int(low) - 1, int(high))
        if place != left_out
    ]
    if not terms or (terms[0].ndim and node.fold != r"\sum"):
        raise Undecided
    return reduce(_FOLDS[node.fold], terms)


def _elsewhere(node: Replaced | At, world: World, places: Places) -> World:
    """Return the world in which some symbols have the values of trees, at each place of their letters."""
    arrays = {}
    for target, tree in node.values:
        array = np.array(world.array(target.name), dtype=float)
        letters = sorted({n for n in target.index if isinstance(n, str)})
        sizes = [world.context.vocabulary.axes[letter][1] for letter in letters]
        for at in itertools.product(*map(range, sizes)):
            there = {**places, **dict(zip(letters, at, strict=True))}
            entry = _entry_of(target, array, there)
            array[entry] = value(tree, world, there).reshape(np.shape(array[entry]))
        arrays[target.name] = array
    return world.but(**arrays)


def _compared(node: Condition, world: World, places: Places) -> Array:
    left, right = (float(value(side, world, places)) for side in (node.left, node.right))
    compare = {
        "=": left == right,
        "≠": left != right,
        "<": left < right,
        ">": left > right,
        "≤": left <= right,
        "≥": left >= right,
    }
    return np.asarray(float(compare[node.relation]))


def _masked(node: Masked, world: World, places: Places) -> Array:
    if value(node.where, world, places):
        return value(node.body, world, places)
    return np.asarray(1.0 if node.fold == r"\prod" else 0.0)


def _cases(node: Cases, world: World, places: Places) -> Array:
    for row, where in node.rows:
        if where is None or value(where, world, places):
            return value(row, world, places)
    raise Undecided


def _entry(node: Entry, world: World, places: Places) -> Array:
    base = value(node.base, world, places)
    array = base.reshape(-1) if len(node.index) == 1 and 1 in base.shape else base
    return np.asarray(array[_entry_of(node, array, places)])


def _matrix(node: Matrix, world: World, places: Places) -> Array:
    rows = [[value(part, world, places) for part in row if part is not None] for row in node.rows]
    if any(None in row for row in node.rows) or any(part.ndim for row in rows for part in row):
        raise Undecided
    return np.array(rows)


_FOLDS: dict[str, Callable[[Array, Array], Array]] = {
    r"\sum": np.add,
    r"\prod": np.multiply,
    r"\max": np.maximum,
    r"\min": np.minimum,
}
_RULES: dict[type[Node], Callable[[Any, World, Places], Any]] = {
    Number: lambda node, *_: node.value,
    Size: lambda node, world, _: world.context.size(node.name),
    Place: lambda node, _, places: places[node.letter] + 1,
    Symbol: _symbol,
    Add: lambda node, *where: sum(sign * value(term, *where) for sign, term in node.terms),
    Product: _product,
    Fraction: lambda node, *where: value(node.above, *where) / value(node.below, *where),
    Power: _power,
    Transpose: _transposed,
    Call: _call,
    Replaced: lambda node, world, places: value(node.symbol, _elsewhere(node, world, places), places),
    At: lambda node, world, places: value(node.body, _elsewhere(node, world, places), places),
    Sum: _sum,
    Derivative: _derivative,
    Matrix: _matrix,
    Condition: _compared,
    Masked: _masked,
    Cases: _cases,
    Entry: _entry,
}
