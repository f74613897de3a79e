r"""Partial derivatives of a call by two of its arguments, as both stand in a chain rule written out.

In $\frac{\partial h}{\partial w} = \frac{\partial f(g, w)}{\partial w} + \frac{\partial f(g, w)}{\partial g}
\frac{\partial g}{\partial w}$ each holds the other argument: else the way through g would count twice.
"""

from __future__ import annotations

from dataclasses import replace

from livepage.equations.trees.tree import Call, Derivative, Node, Symbol, mapped, walk


def with_partials(sides: list[Node]) -> list[Node]:
    """Let the derivatives of one call by different arguments hold the other arguments."""
    found = {item for side in sides for item in walk(side) if _is_by_argument(item)}
    by: dict[Node, set[Node]] = {}
    for item in found:
        assert isinstance(item, Derivative)
        by.setdefault(item.numerator, set()).add(item.denominator)
    if all(len(symbols) < 2 for symbols in by.values()):
        return sides

    def holding(part: Node) -> Node:
        if not _is_by_argument(part) or not isinstance(part, Derivative) or len(by[part.numerator]) < 2:
            return part
        assert isinstance(part.numerator, Call)
        others = [item for item in part.numerator.arguments if item != part.denominator]
        return replace(part, held=tuple(item for item in others if isinstance(item, Symbol)))

    return [mapped(side, holding) for side in sides]


def _is_by_argument(node: Node) -> bool:
    is_of_call = isinstance(node, Derivative) and not node.held and isinstance(node.numerator, Call)
    return is_of_call and node.denominator in node.numerator.arguments  # type: ignore[attr-defined]
