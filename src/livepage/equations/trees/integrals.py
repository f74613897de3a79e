r"""Integrals over a number: `\int_a^b f(x) \, dx`, `\int dx f(x)`, `\int \frac{dx}{x}`."""

from __future__ import annotations

import math
from dataclasses import replace

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import Raw, raw_name, text_of
from livepage.equations.trees.reading import Item, Part, Reading, Taken
from livepage.equations.trees.tree import Integral, Node, Number, Symbol

_INFINITE = {r"\infty": math.inf, r"+\infty": math.inf, r"-\infty": -math.inf}


def integral(reader: Reading, raw: Raw, items: list[Item], place: int) -> Taken | None:
    """Read an integral sign up to its differential; None if it stands for the sum over a table's letter."""
    behind = items[place + 1 :]
    if (found := _differential(behind)) is None:
        return None
    start, variable = found
    if variable.base in reader.names.axes:
        return None
    inner, symbol = _with_variable(reader, variable)
    body, after = _body(inner, behind, start)
    ends = {part.data: part.children[1] for part in items[place][1].children if isinstance(part, Tree)}
    if len(ends) == 1:
        message = r"an integral has two ends, as in \int_0^1, or none: then it is over all numbers"
        raise Unreadable(message, raw.span)
    low, high = (_end(reader, ends.get(kind), sign) for kind, sign in (("sub", -1), ("super", 1)))
    span = (raw.span[0], span_of(items[place + after][1])[1])
    return Integral(symbol, low, high, body, span=span), place + 1 + after


def _differential(items: list[Item]) -> tuple[int, Raw] | None:
    """Return the place of a differential, or of a fraction that begins with one, and its variable."""
    inner = 0
    for place, (_, tree) in enumerate(items):
        if (above := _over_fraction(tree)) is not None:
            return place, above
        raw = raw_name(tree)
        if raw is not None and raw.base == "d" and raw.plain and place + 1 < len(items):
            variable = raw_name(items[place + 1][1])
            if variable is not None and not variable.supers and not inner:
                return place, variable
            inner -= 1
        inner += raw is not None and raw.base == r"\int"
    return None


def _over_fraction(tree: Tree[Token]) -> Raw | None:
    r"""Return the x of `\frac{dx}{x}`."""
    atom = tree.children[0]
    if not (isinstance(atom, Tree) and atom.data == "fraction"):
        return None
    letters = text_of(atom.children[1])
    below = text_of(atom.children[2])
    is_lone = len(letters) == 2 and letters[0] == "d" and letters[1].isalpha() and below[:1] != "d"
    return Raw(letters[1], span=span_of(atom.children[1])) if is_lone else None


def _with_variable(reader: Reading, variable: Raw) -> tuple[Reading, Symbol]:
    """Return a reader that knows the variable as a number, and its symbol: an input, or a new one."""
    known = reader.names.find(variable)
    if known is not None and known.index == () and known.name not in reader.names.parents:
        return reader, replace(known, span=variable.span)
    name = f"∫{variable.written}"
    names = reader.names.with_number(variable, name)
    return reader.named_by(names), Symbol(name, (), span=variable.span)


def _body(reader: Reading, items: list[Item], start: int) -> tuple[Node, int]:
    """Return what is integrated, and how many items that and the differential are."""
    if _over_fraction(items[start][1]) is not None:
        operator, factor = items[start]
        fraction = factor.children[0]
        assert isinstance(fraction, Tree)
        sign, _, below = fraction.children
        one: Part = Token("NUMBER", "1")
        parts: list[Part] = [sign, one, below]
        inverse: Tree[Token] = Tree("factor", [Tree("fraction", parts, fraction.meta)], factor.meta)
        return reader.product([*items[:start], (operator, inverse)]), start + 1
    if start:
        return reader.product(items[:start]), start + 2
    rest = items[2:]
    return (reader.product(rest) if rest else Number(1.0)), len(items)


def _end(reader: Reading, part: Part | None, sign: int) -> Node:
    if part is None:
        return Number(sign * math.inf)
    text = text_of(part).replace("−", "-")
    return Number(_INFINITE[text]) if text in _INFINITE else reader.argument(part)
