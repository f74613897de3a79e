r"""Dots in a sum or a product, as in `y_1 + \dots + y_N`: the terms that they stand for, written out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.trees.progressions import going_on
from livepage.equations.trees.tree import Entry, Index, Node, Symbol, mapped

Mark = TypeVar("Mark", int, str)
"""The sign of a term, or the operator before a factor."""


@dataclass(frozen=True)
class Dots(Node):
    """What stands for the terms between two others, until it is written out."""


def dots(part: Tree[Token] | Token) -> Dots | None:
    r"""Return the dots that a term or a factor is, or None if it is something else."""
    while isinstance(part, Tree) and len(part.children) == 1:
        part = part.children[0]
    return Dots(span=span_of(part)) if isinstance(part, Token) and part.type == "DOTS" else None


def written_out(
    parts: list[tuple[Mark, Node]], size: Callable[[str], int | None] = lambda _: None
) -> list[tuple[Mark, Node]]:
    """Return terms or factors, in the place of dots those that they stand for; `size` tells that of a name.

    Raises:
        Unreadable: unless the parts beside the dots differ by a place alone, and what is before them goes on,
            or the last one says with its number what all before it are.
    """
    found: list[tuple[Mark, Node]] = []
    for number, (mark, node) in enumerate(parts):
        if not isinstance(node, Dots):
            found.append((mark, node))
            continue
        behind = parts[number + 1 :]
        if not found or not behind or behind[0][0] != mark or not _goes_on(found, *behind[0]):
            last = behind[0][1] if behind and {sign for sign, _ in found} == {mark} else node
            between = going_on([term for _, term in found], last, size)
            if between is None:
                raise Unreadable("dots stand between terms that count by one, as in x_1 + … + x_N", node.span)
            found += [(mark, replace(each, span=node.span)) for each in between]
            continue
        found += [(mark, each) for each in _between(found[-1][1], behind[0][1], node.span)]
    return found


def _goes_on(before: list[tuple[Mark, Node]], mark: Mark, last: Node) -> bool:
    """Tell whether the parts before dots lead to the last one: in its form, its sign, and counting by one."""
    sign, node = before[-1]
    places = _places(node, last)
    if places is None or (isinstance(sign, int) and len(before) > 1 and sign != mark):
        return False
    first = _places(before[-2][1], last) if len(before) > 1 else None
    return first is None or first[0] == places[0] - 1


def _places(node: Node, last: Node) -> tuple[int, int] | None:
    """Return the two places by which alone two trees differ, the smaller first; None if that is not so."""
    ours, theirs = _indices(node), _indices(last)
    differing = {(one, two) for one, two in zip(ours, theirs, strict=False) if one != two}
    if len(ours) != len(theirs) or len(differing) != 1:
        return None
    one, two = differing.pop()
    if not isinstance(one, int) or not isinstance(two, int) or one >= two:
        return None
    return (one, two) if _at(node, last, two, node.span) == last else None


def _between(node: Node, last: Node, span: tuple[int, int]) -> list[Node]:
    """Return what dots stand for between two trees, the first of which goes on to the last."""
    places = _places(node, last)
    assert places is not None
    return [_at(node, last, place, span) for place in range(places[0] + 1, places[1])]


def _at(node: Node, last: Node, place: int, span: tuple[int, int]) -> Node:
    """Return the tree with a place where it differs from the last."""
    pairs = zip(_indices(node), _indices(last), strict=True)

    def moved(part: Node) -> Node:
        if isinstance(part, (Symbol, Entry)):
            index = tuple(one if one == two else place for one, two in (next(pairs) for _ in part.index))
            part = replace(part, index=index)  # type: ignore[arg-type]
        return replace(part, span=span)

    return mapped(node, moved)


def _indices(node: Node) -> list[Index]:
    """Return the indices of all names in a tree, in the order of `mapped`."""
    found: list[Index] = []

    def noted(part: Node) -> Node:
        found.extend(part.index if isinstance(part, (Symbol, Entry)) else ())
        return part

    mapped(node, noted)
    return found
