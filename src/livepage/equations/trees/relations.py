"""Relations: between the sides of a statement, in a condition, in `cases`, and that of belonging."""

from __future__ import annotations

import re
from itertools import pairwise

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import text_of
from livepage.equations.latex.spelling import OTHERWISE, relation
from livepage.equations.trees.reading import Part, Reading
from livepage.equations.trees.tree import Cases, Condition, Node, Product, Space, Statement


def condition(reader: Reading, statement: Part) -> Node:
    """Read a chain of relations as what is 1 where all of them hold, and 0 elsewhere."""
    assert isinstance(statement, Tree)
    sides = [reader.expr(part) for part in statement.children[::2]]
    tokens = [token for token in statement.children[1::2] if isinstance(token, Token)]
    if not tokens or any(relation(token) in {"≈", "∈", "+=", "-="} for token in tokens):
        raise Unreadable("a condition is a relation such as z > 0", span_of(statement))
    span = span_of(statement)
    found = [
        Condition(*pair[:1], relation(token), *pair[1:], span=span)
        for token, pair in zip(tokens, pairwise(sides), strict=True)
    ]
    return found[0] if len(found) == 1 else Product(tuple(("", each) for each in found), span=span)


def cases(reader: Reading, tree: Tree[Token]) -> Node:
    """Read `cases`: rows of a value and its condition, the last of which may be `otherwise`."""
    rows = [[cell for cell in row.children if isinstance(cell, Tree)] for row in tree.children[1:-1:2]]  # type: ignore[union-attr]
    found: list[tuple[Node, Node | None]] = []
    for cells in rows:
        if len(cells) != 2:
            raise Unreadable("a case is a value and, behind &, its condition or otherwise", span_of(tree))
        is_rest = text_of(cells[1]) == OTHERWISE
        if is_rest and cells is not rows[-1]:
            raise Unreadable("otherwise is the last case", span_of(cells[1]))
        found.append((reader.expr(cells[0]), None if is_rest else condition(reader, cells[1])))
    return Cases(tuple(found), span=span_of(tree))


def membership(reader: Reading, statement: Tree[Token]) -> Statement | None:
    r"""Read `y \in (0, 1)`, which is 0 < y < 1, and `X \in \mathbb{R}^{N \times D}`, about the shape."""
    tokens = [part for part in statement.children if isinstance(part, Token)]
    if all(relation(token) != "∈" for token in tokens):
        return None
    if len(tokens) == 1:
        inner, _, outer = statement.children
        span = span_of(statement)
        if (space := _space(reader, outer)) is not None:
            return Statement((reader.expr(inner), space), ("∈",), span)
        if (bounds := _interval(outer)) is not None:
            low, sign, high = bounds
            return Statement((reader.expr(low), reader.expr(inner), reader.expr(high)), (sign, sign), span)
    message = "behind ∈ an interval can be read, or the numbers ℝ with the sizes of an array"
    raise Unreadable(message, span_of(statement))


def _space(reader: Reading, tree: Part) -> Space | None:
    match = re.fullmatch(r"\\mathbbR\^?(.*)", text_of(tree))
    names = [name for name in match[1].split(r"\times") if name] if match else []
    sizes = tuple(int(name) if name.isdigit() else reader.names.size(name) or 0 for name in names)
    if match is None or len(sizes) > 2 or 0 in sizes:
        return None
    return Space(sizes, span=span_of(tree))


def _interval(tree: Part) -> tuple[Part, str, Part] | None:
    while isinstance(tree, Tree) and tree.data != "paren" and len(tree.children) == 1:
        tree = tree.children[0]
    if not isinstance(tree, Tree) or tree.data != "paren" or len(tree.children) != 5:
        return None
    opening, low, _, high, _ = tree.children
    sign = {"(": "<", "[": "≤"}.get(str(opening))
    return (low, sign, high) if sign else None
