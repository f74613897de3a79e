"""Falsified forms of outputs, values and code: what a slip of the pen, or of the mind, would make of them.

Those of equations are in `livepage.equations.mutate`. Whether a mutant is false or equivalent is for
others to decide.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")
WORD = re.compile(r"[^\W\d_]+")
ARITHMETIC: dict[type[ast.operator], tuple[bytes, bytes]] = {
    ast.Add: (b"+", b"-"),
    ast.Sub: (b"-", b"+"),
    ast.Mult: (b"*", b"/"),
    ast.Div: (b"/", b"*"),
}
TURNED: dict[type[ast.cmpop], tuple[bytes, bytes]] = {
    ast.Lt: (b"<", b">="),
    ast.LtE: (b"<=", b">"),
    ast.Gt: (b">", b"<="),
    ast.GtE: (b">=", b"<"),
    ast.Eq: (b"==", b"!="),
    ast.NotEq: (b"!=", b"=="),
}


@dataclass(frozen=True)
class Slip:
    """What was done to a text, in a word or two, and what came of it."""

    name: str
    text: str


def of_shown(text: str) -> Iterator[Slip]:
    """Yield the text with another last or first digit in each number, or another letter in each word."""
    yield from _each_once(text, _digits_and_letters(text))


def of_output(text: str) -> Iterator[Slip]:
    """Yield those, and the output without one of its lines, or with two neighbours swapped."""
    lines = text.splitlines(keepends=True)
    shorter = (Slip("line dropped", "".join([*lines[:n], *lines[n + 1 :]])) for n in range(len(lines)))
    swapped = (
        Slip("lines swapped", "".join([*lines[:n], lines[n + 1], lines[n], *lines[n + 2 :]]))
        for n in range(len(lines) - 1)
    )
    yield from _each_once(text, [*_digits_and_letters(text), *shorter, *swapped])


def of_code(text: str) -> Iterator[Slip]:
    """Yield the code with one operator, number, comparison, order of arguments or statement changed."""
    source = _Source(text)
    slips = (
        Slip(edit.name, source.edited(edit))
        for node in ast.walk(ast.parse(text))
        for kind, edits in _EDITS.items()
        if isinstance(node, kind)
        for edit in edits(node, source)
    )
    original = ast.dump(ast.parse(text))
    yield from (slip for slip in _each_once(text, slips) if _tree(slip.text) not in {None, original})


def _each_once(text: str, slips: Iterable[Slip]) -> Iterator[Slip]:
    seen = {text}
    for slip in slips:
        if slip.text not in seen:
            seen.add(slip.text)
            yield slip


def _digits_and_letters(text: str) -> Iterator[Slip]:
    for number in NUMBER.finditer(text):
        digits = [place for place in range(*number.span()) if text[place] != "."]
        for name, at in (("last digit", digits[-1]), ("digit", digits[0])):
            yield Slip(name, f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}")
    for word in WORD.finditer(text):
        letter = "x" if word[0].endswith("e") else "e"
        yield Slip("word", text[: word.end() - 1] + letter + text[word.end() :])


def _tree(text: str) -> str | None:
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return None


@dataclass(frozen=True)
class _Edit:
    """Put `new` in the place of the bytes `start` to `end`."""

    name: str
    start: int
    end: int
    new: bytes


class _Source:
    """Code as bytes: `ast` counts its columns in bytes."""

    def __init__(self, text: str) -> None:
        self.bytes = text.encode()
        self.starts = [0]
        for line in self.bytes.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def span(self, node: Any) -> tuple[int, int]:
        start = self.starts[node.lineno - 1] + node.col_offset
        return start, self.starts[node.end_lineno - 1] + node.end_col_offset

    def edited(self, edit: _Edit) -> str:
        return (self.bytes[: edit.start] + edit.new + self.bytes[edit.end :]).decode(errors="replace")

    def at(self, node: ast.expr) -> bytes | None:
        """Return the node's text, if it stands where it says: in f-strings Python 3.11 may be mistaken."""
        start, end = self.span(node)
        found = self.bytes[start:end]
        same = _tree(f"({found.decode(errors='replace')})") == _tree(f"({ast.unparse(node)})")
        return found if same else None

    def between(self, name: str, left: ast.expr, right: ast.expr, change: tuple[bytes, bytes]) -> list[_Edit]:
        """Change the operator between two operands."""
        old, new = change
        start, end = self.span(left)[1], self.span(right)[0]
        at = self.bytes.find(old, start, end)
        stands = self.at(left) is not None and self.at(right) is not None
        return [_Edit(name, at, at + len(old), new)] if at >= 0 and stands else []


def _operator(node: Any, source: _Source) -> list[_Edit]:
    change = ARITHMETIC.get(type(node.op))
    if change is None:
        return []
    if isinstance(node, ast.BinOp):
        return source.between("operator", node.left, node.right, change)
    return source.between("operator", node.target, node.value, change)


def _comparison(node: Any, source: _Source) -> list[_Edit]:
    operands = pairwise([node.left, *node.comparators])
    return [
        edit
        for (left, right), operator in zip(operands, node.ops, strict=True)
        if type(operator) in TURNED
        for edit in source.between("comparison", left, right, TURNED[type(operator)])
    ]


def _number(node: Any, source: _Source) -> list[_Edit]:
    is_number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if not is_number or source.at(node) is None:
        return []
    return [_Edit("number", *source.span(node), repr(node.value + 1).encode())]


def _arguments(node: Any, source: _Source) -> list[_Edit]:
    """Swap each two neighbouring arguments of a call."""
    edits = []
    for one, two in pairwise(node.args):
        first, second = source.at(one), source.at(two)
        if first is not None and second is not None:
            (start, after), (before, end) = source.span(one), source.span(two)
            edits.append(_Edit("arguments", start, end, second + source.bytes[after:before] + first))
    return edits


def _statement(node: Any, source: _Source) -> list[_Edit]:
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return [] if is_text else [_Edit("statement dropped", *source.span(node), b"pass")]


_EDITS: dict[type[ast.AST], Callable[[Any, _Source], list[_Edit]]] = {
    ast.BinOp: _operator,
    ast.AugAssign: _operator,
    ast.Compare: _comparison,
    ast.Constant: _number,
    ast.Call: _arguments,
    ast.stmt: _statement,
}
