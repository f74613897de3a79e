"""Forms that stand for themselves: brackets, fractions, roots, matrices, superscripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import text_of
from livepage.equations.trees import differentials
from livepage.equations.trees.reading import Part, Reading, one_expression
from livepage.equations.trees.relations import cases, condition
from livepage.equations.trees.tree import (
    Call,
    Fraction,
    Matrix,
    Node,
    Number,
    Power,
    Product,
    Size,
    Symbol,
    Transpose,
    core_shape,
    counted,
    walk,
)

TRANSPOSED = {"T", r"\top", r"\intercal"}
PSEUDO_INVERSE = {"+", r"\dagger"}


def superscript(reader: Reading, above: Part) -> tuple[str, int | None, tuple[Part, ...]]:
    """Return the layer (or declared text) of a superscript, its iteration, and what is left of it."""
    text = text_of(above)
    turned = re.fullmatch(r"([(\[].*[)\]])(T|\\top)", text)
    text, rest = (turned[1], (Token("NAME", "T"),)) if turned else (text, ())
    count = counted(text)
    if count is None:
        return text, None, rest
    letter, shift = count
    has_bracket = text[0] in {"(", "["}
    if letter == reader.names.iteration and has_bracket:
        return "", shift, rest
    if letter in reader.names.layers:
        reader.layered = True
        layer = str(shift + reader.layer)
        return text[0] + layer + text[-1] if has_bracket else layer, None, rest
    return text, None, rest


def transposed(base: Node, span: tuple[int, int]) -> Node:
    """Return the transpose, of a matrix in brackets that of its entries."""
    if not isinstance(base, Matrix):
        return Transpose(base, span=span)
    if any(len(row) != len(base.rows[0]) for row in base.rows):
        raise Unreadable("the rows of the matrix differ in length", span)
    symbols = [item for item in walk(base) if isinstance(item, Symbol)]
    if any(None in item.index for item in symbols):  # entries that are rows or columns turn as well
        return Transpose(base, span=span)
    return Matrix(tuple(zip(*base.rows, strict=True)), span=span)


def _list(reader: Reading, parts: list[Tree[Token]], span: tuple[int, int]) -> Matrix:
    """Read a list in square brackets: columns below each other, numbers and rows side by side."""
    entries = tuple(_entry(reader, part) for part in parts)
    symbols = [
        item for entry in entries if entry is not None for item in walk(entry) if isinstance(item, Symbol)
    ]
    shapes = [core_shape(item.index, reader.names.shapes[item.name]) for item in symbols]
    is_column = any(shape and shape[1] == 1 for shape in shapes)
    return Matrix(tuple((entry,) for entry in entries) if is_column else (entries,), span=span)


def row(reader: Reading, factor: Tree[Token]) -> Node | None:
    r"""Read `(w_1, \dots, w_D)^T` up to its transpose; None if that is not what it is."""
    atom, *scripts = factor.children
    parts = [part for part in atom.children if isinstance(part, Tree)] if isinstance(atom, Tree) else []
    is_list = isinstance(atom, Tree) and atom.data == "paren" and len(parts) > 1
    above = scripts[0].children[-1] if scripts and isinstance(scripts[0], Tree) else None
    if not is_list or above is None or text_of(above) not in TRANSPOSED:
        return None
    return _list(reader, parts, span_of(atom))


_BETWEEN = {r"\lvert": "abs", r"\lVert": "norm", r"\lfloor": "floor", r"\lceil": "ceil"}
"""The functions that brackets of their own stand for."""


def _paren(reader: Reading, tree: Tree[Token]) -> Node:
    opening = str(tree.children[0])
    parts = [part for part in tree.children if isinstance(part, Tree)]
    if opening == "[" and len(parts) > 1:
        return _list(reader, parts, span_of(tree))
    if opening in {"[", r"\lbrack"} and len(parts[0].children) != 1:
        return condition(reader, parts[0])
    if opening == r"\langle":
        one, *others = map(reader.expr, parts)
        product = Product((("", one), *(("∘", other) for other in others)), span=span_of(tree))
        return Call("⟨⟩", (product,), span=span_of(tree))
    inside = "".join(map(text_of, parts))
    if opening == r"\lvert" and (size := reader.names.sizes.get(f"|{inside}|")):
        return Size(size, span=span_of(tree))
    if opening == r"\lvert" and (letter := reader.sets.get(inside)):
        return Size(reader.names.axes[letter][0], span=span_of(tree))
    node = one_expression(reader, tree)
    name = _BETWEEN.get(opening)
    return Call(name, (node,), span=span_of(tree)) if name else replace(node, span=span_of(tree))


def norm_of_kind(reader: Reading, node: Node, script: Tree[Token]) -> Node:
    r"""Read `\lVert w \rVert_2`: the kind of a norm."""
    name = f"norm_{text_of(script.children[1])}"
    if not isinstance(node, Call) or name not in reader.names.functions:
        raise Unreadable(r"a norm has the index 1, 2, \infty or F", span_of(script))
    return replace(node, function=name, span=(node.span[0], span_of(script)[1]))


def _fraction(reader: Reading, tree: Tree[Token]) -> Node:
    _, above, below = tree.children
    derivative = differentials.fraction(reader, tree)
    if derivative is not None:
        return derivative
    return Fraction(reader.argument(above), reader.argument(below), span=span_of(tree))


def _over(reader: Reading, tree: Tree[Token]) -> Node:
    r"""Read `{a \over b}`."""
    above, below = (reader.expr(part) for part in tree.children if isinstance(part, Tree))
    return Fraction(above, below, span=span_of(tree))


def _half(_: Reading, tree: Tree[Token]) -> Node:
    above, below = re.findall(r"\d", str(tree.children[0]))
    return Fraction(Number(float(above)), Number(float(below)), span=span_of(tree))


def _binomial(reader: Reading, tree: Tree[Token]) -> Node:
    r"""Read `\binom{n}{k}`."""
    _, above, below = tree.children
    return Call("binomial", (reader.argument(above), reader.argument(below)), span=span_of(tree))


def _root(reader: Reading, tree: Tree[Token]) -> Node:
    base = reader.argument(tree.children[-1])
    if len(tree.children) == 2:
        return Call("sqrt", (base,), span=span_of(tree))
    exponent = Fraction(Number(1.0), reader.expr(tree.children[2]), span=span_of(tree))
    return Power(base, exponent, span=span_of(tree))


def _matrix(reader: Reading, tree: Tree[Token]) -> Node:
    rows = [row.children for row in tree.children if isinstance(row, Tree)]
    entries = [[_entry(reader, cell) for cell in row if isinstance(cell, Tree)] for row in rows]
    return Matrix(tuple(map(tuple, entries)), span=span_of(tree))


def _entry(reader: Reading, cell: Tree[Token]) -> Node | None:
    return None if next(iter(cell.scan_values(lambda _: True))).type == "DOTS" else reader.expr(cell)


def _brace(reader: Reading, tree: Tree[Token]) -> Node:
    return one_expression(reader, tree.children[1])  # type: ignore[arg-type]


def _decorated(_: Reading, tree: Tree[Token]) -> Node:
    raise Unreadable("a decoration belongs to a name", span_of(tree))


ATOMS: dict[str, Callable[[Reading, Tree[Token]], Node]] = {
    "group": one_expression,
    "paren": _paren,
    "fraction": _fraction,
    "half": _half,
    "binomial": _binomial,
    "over": _over,
    "root": _root,
    "matrix": _matrix,
    "cases": cases,
    "brace": _brace,
    "decorated": _decorated,
}
