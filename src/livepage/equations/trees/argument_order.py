"""Arguments in another order than the function's: that which they name, or whose turn it is."""

from __future__ import annotations

from dataclasses import replace

from livepage.equations.trees.tree import Node, Replaced, Sides, mapped, walk
from livepage.equations.trees.vocabulary import Vocabulary


def crossed(*nodes: Node) -> list[Replaced]:
    """Return the calls in trees whose arguments stand in another order than the function's."""
    return [item for node in nodes for item in walk(node) if isinstance(item, Replaced) and item.is_crossed]


def with_arguments_in_order(sides: Sides, names: Vocabulary) -> tuple[Sides, str]:
    """Return a statement where each argument stands for the parent whose turn it is, and what to say of it.

    Written in another order than the function's, arguments are read as those that they name.
    """
    told: list[str] = []

    def in_order(node: Node) -> Node:
        if not isinstance(node, Replaced) or not node.is_crossed:
            return node
        parents = names.parents[node.symbol.name]
        own = [n for n, (target, _) in enumerate(node.values) if target.name in parents]
        targets = sorted((node.values[n][0] for n in own), key=lambda target: parents.index(target.name))
        turned = dict(zip(own, targets, strict=True))
        told.append(", ".join(parents))
        values = tuple((turned.get(n, target), value) for n, (target, value) in enumerate(node.values))
        return replace(node, values=values, is_crossed=False)

    changed = tuple(mapped(side, in_order) for side in sides)
    return changed, _ORDER.format(told[0]) if told else ""


_ORDER = (
    "its arguments are {}, in this order: write them so, or declare the name with its bracket, as it is "
    "written here, in symbols"
)
