"""Why an equation is false: the sides, their values, the point, and the term that differs most."""

from __future__ import annotations

import numpy as np

from livepage.equations.algebra import Array, aligned
from livepage.equations.compare import Comparison
from livepage.equations.context import Context
from livepage.equations.errors import EquationError
from livepage.equations.evaluate import Evaluator
from livepage.equations.graph import State
from livepage.equations.tree import Add, Node
from livepage.equations.verdict import located


def difference(
    latex: str, relation: str, left: Node, right: Node, found: Comparison, context: Context, state: State
) -> str:
    """Return the message for a relation that does not hold."""
    texts = [" ".join(latex[side.span[0] : side.span[1]].split()) for side in (left, right)]
    values = [f"{side[found.place]:.9g}" for side in (found.left, found.right)]
    lines = [f"false: {texts[0]} {relation} {texts[1]}", located(latex, right.span)]
    lines += [f"  {text} is {value}" for text, value in zip(texts, values, strict=True)]
    lines.append(f"  at point {_point(found, context, left, right, state)}")
    hint = _ratio(found) if relation in {"=", ":=", "≈"} else ""
    lines += [f"  {line}" for line in (hint or _term(latex, left, right, found, context, state),) if line]
    return "\n".join(lines)


def _point(found: Comparison, context: Context, left: Node, right: Node, state: State) -> str:
    """Name the point, the free letters and the inputs there."""
    point, *rest = found.place
    text = [str(point + 1)]
    text += [f"{letter} = {place + 1}" for letter, place in zip(found.letters, rest, strict=False)]
    names = context.participants(left, right)
    used = names.union(*(context.graph.ancestors[name] for name in names))
    for name in context.graph.order:
        if (
            name in used
            and (name in context.graph.inputs or name in names)
            and state.array(name)[0].size <= 8
        ):
            text.append(f"{name} = {np.array2string(state.array(name)[point], precision=4, separator=', ')}")
    return ", ".join(text)


def _ratio(found: Comparison) -> str:
    """Say so if one side is the same multiple of the other everywhere."""
    if not np.all(found.right):
        return ""
    ratios = found.left / found.right
    ratio = float(ratios.flat[0])
    same = ratios.size > 1 and np.allclose(ratios, ratio, rtol=1e-7, atol=0)
    return f"the left side is {ratio:.6g} times the right side at every point" if same else ""


def _term(latex: str, left: Node, right: Node, found: Comparison, context: Context, state: State) -> str:
    """Name the largest term of a side that has no counterpart on the other."""
    try:
        ours, theirs = (_terms(side, found, context, state) for side in (left, right))
    except (EquationError, ValueError):
        return ""
    if len(ours) == len(theirs) == 1:
        return ""
    for value, node in list(ours):
        match = next((other for other in theirs if np.isclose(other[0], value, rtol=1e-7)), None)
        if match is not None:
            ours.remove((value, node))
            theirs.remove(match)
    rest = ours + theirs
    if not rest:
        return ""
    value, node = max(rest, key=lambda item: abs(item[0]))
    return (
        f"the term that differs most: {latex[node.span[0] : node.span[1]]} ({value:.9g}) has no counterpart"
    )


def _terms(side: Node, found: Comparison, context: Context, state: State) -> list[tuple[float, Node]]:
    """Return each term of a side with its value at the place where the sides differ most."""
    terms = side.terms if isinstance(side, Add) else ((1, side),)
    evaluator = Evaluator(context)
    whole = evaluator.value(side, state)
    result = []
    for sign, node in terms:
        (array, like), _ = aligned([evaluator.value(node, state), whole])
        spread: Array = np.broadcast_to(array, np.broadcast_shapes(array.shape, like.shape, found.left.shape))
        result.append((sign * float(spread[found.place]), node))
    return result
