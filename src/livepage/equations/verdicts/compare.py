"""Two sides of a relation at all points: whether it holds, and where it fails worst."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State
from livepage.equations.errors import Mismatch, Vacuous
from livepage.equations.trees.tree import (
    Add,
    Derivative,
    Matrix,
    Node,
    Number,
    Power,
    Space,
    Symbol,
    holds,
    walk,
)
from livepage.equations.values.algebra import PointValues, aligned
from livepage.equations.values.dotted_matrix import filled_dots, is_dotted
from livepage.equations.values.evaluate import Evaluator
from livepage.equations.values.neighbours import edge
from livepage.equations.verdicts.comparison import Comparison
from livepage.equations.verdicts.measure import is_constant, measured, ordered, term_sizes


def sides_of(context: Context, left: Node, right: Node, state: State) -> tuple[PointValues, PointValues]:
    """Evaluate two sides; one that is a matrix with dots claims the entries that it shows, and the shape."""
    evaluator = Evaluator(context)
    if is_dotted(left) and is_dotted(right):
        raise Mismatch("a matrix with dots is compared with a symbol", left.span)
    if is_dotted(left):
        shown, other = sides_of(context, right, left, state)
        return other, shown
    value = evaluator.value(left, state)
    if is_dotted(right):
        assert isinstance(right, Matrix)
        return value, filled_dots(evaluator, right, value, state)
    return value, evaluator.value(right, state)


def compare_sides(context: Context, relation: str, left: Node, right: Node, state: State) -> Comparison:
    """Compare two sides at all points of a state.

    Raises:
        Mismatch: if their shapes differ, or their free letters where their values do.
        Vacuous: if a value is not finite, or both are 0 everywhere for no reason of the graph.
    """
    if isinstance(right, Space):
        return _belongs(Evaluator(context).value(left, state), right)
    one, two = sides_of(context, left, right, state)
    _check_shapes(one, two, left, right)
    (first, second), letters = aligned([one, two])
    first, second = np.broadcast_arrays(first, second)
    places = [edge(letter, first.shape[n], left, right) for n, letter in enumerate(letters, start=1)]
    arrays = [_at(array, places) for array in (first, second)]
    _check_values(context, arrays, left, right, state)
    if relation in {"=", ":=", "∝"} and not is_constant(left) and not is_constant(right):
        try:
            _check_rounding(context, arrays, left, right, state)
        except Vacuous:
            if (away := _away(context, left, right, state)) is None:
                raise
            return _compared_away(context, relation, left, right, away)
    found = _judged(context, relation, (left, right), (one, two), arrays, state)
    there = [int(chosen[n]) for chosen, n in zip(places, found.place[1:], strict=False)]
    return replace(found, place=(found.place[0], *there, *found.place[1 + len(there) :]))


def _away(context: Context, left: Node, right: Node, state: State) -> State | None:
    """Return the state where the nodes that both sides name, such as an optimum, are somewhere else."""
    there = [{item.name for item in walk(side) if isinstance(item, Symbol)} for side in (left, right)]
    names = sorted(there[0] & there[1] & set(context.graph.nodes) - state.changed)
    rng = np.random.default_rng(5)
    moved = {name: state.array(name) + rng.uniform(0.1, 0.3, state.array(name).shape) for name in names}
    return state.replaced(moved) if moved else None


def _compared_away(context: Context, relation: str, left: Node, right: Node, away: State) -> Comparison:
    """Compare two sides that are both 0 where their nodes are, whatever their signs, where these are not."""
    with suppress(Mismatch, Vacuous):
        if (found := compare_sides(context, relation, left, right, away)).is_true:
            return found
    names = ", ".join(sorted(away.changed))
    raise Vacuous(
        f"both sides are 0 at all points, up to rounding, whatever their signs; at other values of {names} "
        "they differ: one of them has a slip",
        left.span,
    )


def _judged(
    context: Context,
    relation: str,
    sides: tuple[Node, Node],
    values: tuple[PointValues, PointValues],
    arrays: list[Array],
    state: State,
) -> Comparison:
    first, second = arrays
    letters = aligned([*values])[1]
    if relation not in {"=", ":=", "≈", "≠", "∝"}:
        is_true, relative = ordered(relation, sides, first, second, context, state)
        return _result(is_true, relative, first, second, letters)
    relative, tolerance = measured(context, relation, sides, first, second, state)
    agree = bool(relative.max() <= tolerance)
    if not agree and relation != "≠":
        _check_letters(*values, *sides)
    return _result(agree != (relation == "≠"), relative, first, second, letters)


def _belongs(value: PointValues, space: Space) -> Comparison:
    """Compare the shape of a value with that of a space; one size is that of a row or a column."""
    core = tuple(size for size in value.core if size > 1) if len(space.sizes) == 1 else value.core
    if core != space.sizes:
        wanted = "×".join(map(str, space.sizes)) or "a single number"
        raise Mismatch(f"it is a {value.describe()}, and the space says {wanted}")
    return Comparison(True, 0.0, (0,), value.data, value.data, value.letters)


def _at(array: Array, places: list[Array]) -> Array:
    """Take the places of each letter at which all the neighbours that are spoken of are there."""
    for axis, chosen in enumerate(places, start=1):
        array = np.take(array, chosen, axis)
    return array


_SINGULAR = "a matrix is singular and has no inverse, or a value is not finite"


def _holds_inverse(side: Node) -> bool:
    exponents = (item.exponent for item in walk(side) if isinstance(item, Power))
    return any(isinstance(each, Add) or (isinstance(each, Number) and each.value < 0) for each in exponents)


def _check_values(context: Context, arrays: list[Array], left: Node, right: Node, state: State) -> None:
    for side, values in zip((left, right), arrays, strict=True):
        if not np.all(np.isfinite(values)):
            raise Vacuous(_SINGULAR if _holds_inverse(side) else "a value is not finite", side.span)
    differentiated = holds(left, Derivative) or holds(right, Derivative)
    if differentiated or any(map(np.any, arrays)):
        return
    if not any(map(np.any, term_sizes(context, left, right, state))):
        raise Vacuous("both sides are 0 at all points", left.span)


def _check_rounding(context: Context, arrays: list[Array], left: Node, right: Node, state: State) -> None:
    """Refuse two sides of which only rounding is left, where any slip of a sign would pass."""
    largest = [float(np.abs(array).max()) for array in arrays]
    if not all(0 < value <= 1e-6 for value in largest):
        return
    sizes = [float(array.max(initial=0.0)) for array in term_sizes(context, left, right, state)]
    if sizes and max(largest) <= 1e-12 * max(sizes):
        raise Vacuous(
            "both sides are 0 at all points, up to rounding: each is compared with nothing", left.span
        )


def _check_shapes(one: PointValues, two: PointValues, left: Node, right: Node) -> None:
    zero = any(isinstance(side, Number) and side.value == 0 for side in (left, right))
    if one.core != two.core and not zero:
        raise Mismatch(_unlike(one, two), left.span)


def _check_letters(one: PointValues, two: PointValues, left: Node, right: Node) -> None:
    """Name the letter that is free on one side only, where the sides differ."""
    if one.letters != two.letters and not is_constant(left) and not is_constant(right):
        raise Mismatch(_unlike(one, two), left.span)


def _unlike(one: PointValues, two: PointValues) -> str:
    return f"the left side is a {one.describe()}, the right side a {two.describe()}"


def _result(
    is_true: bool, relative: Array, first: Array, second: Array, letters: tuple[str, ...]
) -> Comparison:
    place = tuple(int(n) for n in np.unravel_index(np.argmax(relative), relative.shape))
    return Comparison(bool(is_true), float(relative.max()), place, first, second, letters)
