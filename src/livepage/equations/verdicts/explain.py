"""Why an equation is false: the sides, their values, the point, and the terms that differ."""

from __future__ import annotations

from typing import TypeGuard

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State
from livepage.equations.trees.tree import Add, Node, Symbol, joined, walk
from livepage.equations.values.algebra import aligned
from livepage.equations.values.evaluate import Evaluator
from livepage.equations.verdicts.comparison import Comparison
from livepage.equations.verdicts.verdict import located


def difference(
    latex: str, relation: str, left: Node, right: Node, found: Comparison, context: Context, state: State
) -> str:
    """Return the message for a relation that does not hold."""
    texts = [_text(latex, side) for side in (left, right)]
    values = [f"{side[found.place]:.9g}" for side in (found.left, found.right)]
    lines = [f"false: {texts[0]} {relation} {texts[1]}", located(latex, right.span)]
    lines += [f"  {text} is {value}" for text, value in zip(texts, values, strict=True)]
    lines.append(f"  at point {_point(latex, found, context, state, left, right)}")
    if relation in {"=", ":=", "≈"}:
        hint = _ratio(found) or _term(latex, left, right, found, context, state)
        lines += [f"  {hint}"] if hint else []
    return "\n".join(lines)


def _text(latex: str, node: Node) -> str:
    return " ".join(latex[slice(*node.span)].split())


def _point(latex: str, found: Comparison, context: Context, state: State, *sides: Node) -> str:
    """Name the point, the free letters and the values of the symbols there."""
    letters = dict(zip(found.letters, found.place[1:], strict=False))
    text = [
        ", ".join(
            [str(found.place[0] + 1), *(f"{letter} = {place + 1}" for letter, place in letters.items())]
        )
    ]
    text[0] += _entry(found.place[1 + len(found.letters) :])
    known = {*context.graph.order, *context.definitions, *context.walks}  # not what an integral runs over
    symbols = [item for side in sides for item in walk(side) if _is_shown(item)]
    shown = {item: _text(latex, item) for item in symbols if item.name in known}
    for item, name in shown.items():
        value = Evaluator(context).value(item, state)
        if not value.core and set(value.letters) <= set(letters):
            place = tuple(letters[letter] for letter in value.letters)
            text.append(f"{name} = {value.data[(found.place[0], *place)]:.6g}")
    return "; ".join(text)


def _entry(place: tuple[int, ...]) -> str:
    """Name the entry of a row, column or matrix."""
    names = zip(("row", "column"), place, strict=False)
    return "".join(f", {name} {number + 1}" for name, number in names)


def _is_shown(item: Node) -> TypeGuard[Symbol]:
    is_neighbour = isinstance(item, Symbol) and any(isinstance(n, str) and joined(n) for n in item.index)
    return isinstance(item, Symbol) and item.span != (0, 0) and not is_neighbour


def _ratio(found: Comparison) -> str:
    """Say so if one side is the same multiple of the other everywhere."""
    if not np.all(found.right):
        return ""
    ratios = found.left / found.right
    ratio = float(ratios.flat[0])
    same = ratios.size > 1 and np.allclose(ratios, ratio, rtol=1e-7, atol=0)
    return f"the left side is {ratio:.6g} times the right side at every point" if same else ""


def _term(latex: str, left: Node, right: Node, found: Comparison, context: Context, state: State) -> str:
    """Name the term without which, or with the other sign of which, the sides agree; else the odd one out."""
    try:
        ours, theirs = (_terms(side, found, context, state) for side in (left, right))
    except ValueError:
        return ""
    gap, scale = found.left - found.right, _scale(found)
    for value, node in [*ours, *((-value, node) for value, node in theirs)]:
        if _is_same(gap, 2 * value, scale):
            return f"the sides agree if the term {_text(latex, node)} has the other sign"
        if _is_same(gap, value, scale):
            return f"the sides agree without the term {_text(latex, node)}"
    return _odd_one_out(latex, found, ours, theirs)


def _scale(found: Comparison) -> float:
    return float(max(np.abs(found.left).max(), np.abs(found.right).max()))


def _is_same(one: Array, two: Array, scale: float) -> bool:
    """Compare two terms at all points; `scale` is the size of the sides."""
    return np.allclose(one, two, rtol=1e-7, atol=1e-12 * scale)


Terms = list[tuple[Array, Node]]


def _odd_one_out(latex: str, found: Comparison, ours: Terms, theirs: Terms) -> str:
    """Name the two terms that differ, where all others have an equal on the other side."""
    scale = _scale(found)
    odd = [_unlike(ours, theirs, scale), _unlike(theirs, ours, scale)]
    if len(ours) == len(theirs) == 1 or [len(terms) for terms in odd] != [1, 1]:
        return ""
    names = [f"{_text(latex, node)} ({float(value[found.place]):.9g})" for ((value, node),) in odd]
    return f"all other terms agree; those that differ are {names[0]} and {names[1]}"


def _unlike(terms: Terms, others: Terms, scale: float) -> Terms:
    """Return the terms that have no equal among others."""
    return [pair for pair in terms if not any(_is_same(pair[0], other, scale) for other, _ in others)]


def _terms(side: Node, found: Comparison, context: Context, state: State) -> Terms:
    """Return each term of a side, with its sign, at all points."""
    terms = side.terms if isinstance(side, Add) else ((1, side),)
    evaluator = Evaluator(context)
    whole = evaluator.value(side, state)
    result = []
    for sign, node in terms:
        value = evaluator.value(node, state)
        (array, _), _ = aligned([value, whole])
        array = array[..., None, None] if whole.core and not value.core else array
        result.append((sign * np.broadcast_to(array, found.left.shape), node))
    return result
