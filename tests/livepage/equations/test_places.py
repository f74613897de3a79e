r"""Each piece of an equation knows where it stands: errors, reports and mutants point there.

The property: the text at a piece's place, read alone, holds that piece; and a part stands within its whole.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TypeGuard

import pytest

from livepage.equations import Context, context_of_module
from livepage.equations.trees.statements import read_statements
from livepage.equations.trees.tree import (
    Add,
    Call,
    Condition,
    Masked,
    Node,
    Number,
    Place,
    Product,
    Size,
    Space,
    Statement,
    Symbol,
    children,
    mapped,
    walk,
)
from livepage.equations.trees.vocabulary import Vocabulary
from tests.corpora import other_authors
from tests.livepage.equations import test_course, test_notations, test_other_authors
from tests.livepage.equations import test_textbook as textbooks
from tests.livepage.equations.conftest import GRAPHS
from tests.livepage.equations.trees import test_calls, test_differentials

NOWHERE = (0, 0)


def _tables() -> Iterator[tuple[str, Vocabulary, list[str]]]:
    """Yield tables of right equations, but those that are read once for each layer."""
    chapter = context_of_module("graphs.backpropagation")
    yield "chapter 3", chapter.vocabulary, [*test_course.REWRITTEN, *test_differentials.RIGHT]
    sheet = Context.from_data("sheet", **test_calls.SHEET)
    yield "calls", sheet.vocabulary, test_calls.RIGHT
    square = Context.from_data("square", **test_notations.SQUARE)
    yield "notations", square.vocabulary, [right for right, _ in test_notations.PAIRS]
    for graphs, table in (
        (GRAPHS, textbooks.RIGHT),
        (other_authors.GRAPHS, test_other_authors.RIGHT),
    ):
        for name, equations in table.items():
            vocabulary = Context.from_data(name, **graphs[name]).vocabulary
            if not vocabulary.layers:
                yield name, vocabulary, equations


TABLES = list(_tables())
each_table = pytest.mark.parametrize(
    ("vocabulary", "equations"), [table[1:] for table in TABLES], ids=[name for name, *_ in TABLES]
)


def _plain(node: Node) -> Node:
    """Return a tree without what is written behind it: the iteration it belongs to."""
    return mapped(node, lambda part: replace(part, step=None) if isinstance(part, Symbol) else part)


def _said(statements: list[Statement]) -> Iterator[Node]:
    """Yield all that a text says, its relations as conditions."""
    for statement in statements:
        for side in statement.sides:
            yield from map(_plain, walk(side))
        pairs = zip(pairwise(map(_plain, statement.sides)), statement.relations, strict=True)
        conditions = [Condition(left, relation, right) for (left, right), relation in pairs]
        yield from conditions
        yield Product(tuple(("", condition) for condition in conditions))


def _is_unwritten(node: Node) -> bool:
    """Tell what may stand nowhere: the bounds of `\\sum_i`, the 1 of a root, what a bare nabla goes by."""
    return isinstance(node, (Number, Size)) or (isinstance(node, Symbol) and set(node.index) <= {None})


def _is_signed(node: Node) -> bool:
    """Tell a product whose first factor has a sign, as in `\\sum -2 x`; alone, the whole has it."""
    return (
        isinstance(node, Product) and isinstance(first := node.factors[0][1], Add) and len(first.terms) == 1
    )


def _is_bare(node: Node, text: str) -> TypeGuard[Call]:
    """Tell a function that has its argument from beside it, as in `d\\sigma/dz`."""
    return isinstance(node, Call) and text in (rf"\{node.function}", rf"\text{{{node.function}}}")


def _pieces(equations: list[str], vocabulary: Vocabulary) -> Iterator[tuple[str, Node]]:
    for latex in equations:
        for statement in read_statements(latex, vocabulary):
            for side in statement.sides:
                yield from ((latex, node) for node in walk(side))


@each_table
def test_the_text_at_a_place_says_what_stands_there(vocabulary: Vocabulary, equations: list[str]) -> None:
    said = cache(lambda text: list(_said(read_statements(text, vocabulary))))
    for latex, node in _pieces(equations, vocabulary):
        text = latex[slice(*node.span)]
        if isinstance(node, (Masked, Space)) or _is_signed(node):
            assert text
        elif isinstance(node, Place):
            assert node.letter in text
        elif node.span == NOWHERE:
            assert _is_unwritten(node)
        elif _is_bare(node, text):
            continue
        else:
            assert _plain(node) in said(text), f"{text} of {latex} says no {node}"


@each_table
def test_a_statement_reaches_from_its_first_side_to_its_last(
    vocabulary: Vocabulary, equations: list[str]
) -> None:
    for latex in equations:
        for statement in read_statements(latex, vocabulary):
            sides = [side.span for side in statement.sides]
            start, end = min(place for place, _ in sides), max(place for _, place in sides)
            assert statement.span[0] <= start < end <= statement.span[1]


@each_table
def test_a_part_stands_within_its_whole(vocabulary: Vocabulary, equations: list[str]) -> None:
    for latex, node in _pieces(equations, vocabulary):
        start, end = node.span
        for part in children(node):
            if part.span != NOWHERE and not isinstance(node, Masked) and not _is_bare(node, latex[start:end]):
                assert start <= part.span[0] < part.span[1] <= end, f"{part} is outside of {node} in {latex}"


@pytest.mark.parametrize("name", ["a", "u", "N"])
def test_a_name_has_a_place_also_without_an_index(name: str) -> None:
    symbols = {latex: node for latex, node in test_calls.SHEET["SYMBOLS"].items() if latex != "u"}
    context = Context.from_data("sheet", **{**test_calls.SHEET, "SYMBOLS": symbols})  # u is a function alone
    (statement,) = read_statements(f"2 {name} = b", context.vocabulary)
    assert [part.span for part in walk(statement.sides[0]) if not children(part)] == [(0, 1), (2, 3)]
