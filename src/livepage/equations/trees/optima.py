r"""Problems: `\min_{w, b} f`, and their solutions, `w^* = \arg\min_w f`."""

from __future__ import annotations

from dataclasses import replace

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import raw_name, text_of
from livepage.equations.latex.spelling import PLACE_OF
from livepage.equations.trees.reading import Part, Reading
from livepage.equations.trees.tree import Optimum, Symbol


def optimum(reader: Reading, expr: Tree[Token]) -> Optimum | None:
    r"""Read a side that begins with `\min_w`: all behind it is what is made small."""
    first = expr.children[0]
    if not isinstance(first, Tree) or not isinstance(first.children[0], Tree):
        return None
    if text_of(first.children[0].children[0]) not in {r"\min", r"\max", *PLACE_OF.values()}:
        return None
    raw = raw_name(first.children[0])
    if raw is None or not raw.subs:
        return None
    is_place = raw.base in PLACE_OF.values()
    factor = first.children[0]
    below = next(part for part in factor.children if isinstance(part, Tree) and part.data == "sub")
    parts = _parts(below.children[1])
    if any(text_of(part) in reader.names.axes for part in parts):
        return None
    symbols = [_symbol(reader, part) for part in parts]
    if len(first.children) < 2:
        raise Unreadable(f"behind {raw.base} stands what is made small, or large", span_of(first))
    term = Tree(first.data, first.children[1:])
    body = reader.expr(Tree(expr.data, [term, *expr.children[1:]]))
    over = tuple(symbol for symbol in symbols if symbol is not None)
    if len(over) < len(symbols):
        if not is_place and len(over) == 0:
            return None
        raise Unreadable(f"below {raw.base} stand symbols of the graph", span_of(below))
    span = (span_of(first)[0], body.span[1])
    return Optimum(over, body, raw.base.endswith("min"), is_place, span=span)


def _parts(below: Part) -> list[Part]:
    if isinstance(below, Tree) and below.data == "group":
        return [part for part in below.children if isinstance(part, Tree)]
    return [below]


def _symbol(reader: Reading, part: Part) -> Symbol | None:
    while isinstance(part, Tree) and part.data != "factor" and len(part.children) == 1:
        part = part.children[0]
    raw = raw_name(part)
    node = reader.names.find(raw) if raw is not None else None
    if node is None or any(isinstance(n, str) for n in node.index):
        return None  # a problem is over whole symbols
    return replace(node, span=span_of(part))
