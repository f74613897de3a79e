"""Derivatives of columns by columns as some authors mean them: entry by entry, as in dh/dz = 1 - h^2."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from livepage.equations.chapter.context import Context
from livepage.equations.errors import EquationError
from livepage.equations.trees.tree import Call, Derivative, Node, Product, Statement, mapped
from livepage.equations.values.evaluate import Evaluator


def entrywise(statement: Statement, context: Context, points: int) -> Statement:
    """Return a statement with the diagonals of square matrices of derivatives in their place."""
    evaluator, state = Evaluator(context), context.state(points)

    def changed(part: Node) -> Node:
        if isinstance(part, Derivative):
            with suppress(EquationError):
                core = evaluator.value(part, state).core
                if core and core[0] == core[1]:
                    return Call("diag", (part,), span=part.span)
        if isinstance(part, Product) and any(map(_is_changed, (factor for _, factor in part.factors))):
            factors = tuple((sign.replace("·", "") or "∘", factor) for sign, factor in part.factors)
            return replace(part, factors=(("", factors[0][1]), *factors[1:]))
        return part

    return replace(statement, sides=tuple(mapped(side, changed) for side in statement.sides))


def _is_changed(node: Node) -> bool:
    return isinstance(node, Call) and node.function == "diag" and isinstance(node.arguments[0], Derivative)
