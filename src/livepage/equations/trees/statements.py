"""The statements of a formula, each read once, or once for each layer that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from lark import Token, Tree

from livepage.equations.errors import EquationError, Unreadable
from livepage.equations.latex.grammar import syntax_tree, tokenize
from livepage.equations.latex.layout import arrange, without_ranges
from livepage.equations.trees.own_letters import with_declared_letters
from livepage.equations.trees.reader import Reader
from livepage.equations.trees.tree import Condition, Masked, Node, Number, Place, Product, Size, Statement
from livepage.equations.trees.vocabulary import Vocabulary


def read_statements(latex: str, vocabulary: Vocabulary) -> list[Statement]:
    """Return the statements of a formula, those with a layer's letter once for each layer.

    Raises:
        Unreadable: with the place of what the grammar or the vocabulary does not cover.
    """
    tokens = _tokens(latex, vocabulary)
    try:
        return _read(latex, tokens, vocabulary)
    except Unreadable:
        found: list[list[Statement]] = []
        for others in with_declared_letters(tokens, vocabulary):
            with suppress(EquationError):
                found += [one] if (one := _read(latex, others, vocabulary)) not in found else []
        if len(found) == 1:
            return found[0]
        raise


def _tokens(latex: str, vocabulary: Vocabulary) -> list[Token]:
    return without_ranges(arrange(tokenize(latex), vocabulary.words), vocabulary.axes)


def _read(latex: str, tokens: list[Token], vocabulary: Vocabulary) -> list[Statement]:
    parts = [read_each_layer(tree, vocabulary) for trees in _trees(latex, tokens) for tree in trees]
    return [replace(statement, latex=latex) for statement in joined_statements(parts)]


def joined_statements(parts: list[list[Statement]]) -> list[Statement]:
    r"""Return what is new in each part; a condition such as `i \ne j` goes to the statement before it."""
    found: list[Statement] = []
    for statements in parts:
        _add(found, statements)
    return found


def syntax(latex: str, vocabulary: Vocabulary) -> list[list[Tree[Token]]]:
    r"""Return the syntax trees of the statements; with `\pm`, once by its upper and once by its lower signs.

    Raises:
        Unreadable: with the place of what the grammar does not cover.
    """
    return _trees(latex, _tokens(latex, vocabulary))


def _trees(latex: str, tokens: list[Token]) -> list[list[Tree[Token]]]:
    parsed = [syntax_tree(reading, len(latex)).children for reading in _readings(tokens)]
    return [[item for item in items if isinstance(item, Tree)] for items in parsed]


def _add(found: list[Statement], statements: list[Statement]) -> None:
    where = _condition(statements)
    if found and where is not None:
        last = found.pop()
        sides = tuple(Masked(side, where, span=side.span) for side in last.sides)
        statements = [replace(last, sides=sides)]
    found += [one for one in statements if one not in found]


def _without_brackets(item: Tree[Token]) -> Tree[Token]:
    r"""Return the relation in a statement such as `(i \ne j)`."""
    inner = item
    while len(inner.children) == 1 and isinstance(inner.children[0], Tree):
        inner = inner.children[0]
    statement = inner.children[1] if inner.data == "paren" and len(inner.children) == 3 else item
    return statement if isinstance(statement, Tree) and len(statement.children) > 1 else item


def _condition(statements: list[Statement]) -> Node | None:
    r"""Return what a statement such as `i \ne j` or `1 < i < N` says, where the one before it is claimed."""
    if len(statements) != 1 or not statements[0].relations:
        return None
    statement = statements[0]
    if not all(isinstance(side, (Place, Number, Size)) for side in statement.sides):
        return None
    if not any(isinstance(side, Place) for side in statement.sides):
        return None
    if odd := set(statement.relations) & {":=", "≈", "∈", "←", "+=", "-="}:
        raise Unreadable(
            f"{odd.pop()} says no values of a letter: write = or another relation", statement.span
        )
    pairs = zip(pairwise(statement.sides), statement.relations, strict=True)
    parts = [Condition(left, relation, right, span=statement.span) for (left, right), relation in pairs]
    return Product(tuple(("", part) for part in parts), span=statement.span)


def _readings(tokens: list[Token]) -> Iterator[list[Token]]:
    r"""Yield the tokens, with `\pm` and `\mp` once by their upper signs and once by their lower ones."""
    both = {r"\pm": "+-", r"\mp": "-+"}
    for place in range(2 if any(str(token) in both for token in tokens) else 1):
        yield [
            Token.new_borrow_pos("SIGN", both[token][place], token) if token in both else token
            for token in tokens
        ]


def read_each_layer(tree: Tree[Token], vocabulary: Vocabulary) -> list[Statement]:
    """Read a statement for each layer for which all its symbols are there.

    Raises:
        Unreadable: if there is none.
    """
    item = _without_brackets(tree)
    found: list[Statement] = []
    missing: list[EquationError] = []
    for layer in range(1, max(vocabulary.layers.values(), default=1) + 1):
        reader = Reader(vocabulary, layer)
        try:
            statement = reader.statement(item)
            found += [statement, *reader.labels]
        except Unreadable as error:
            missing.append(error)
        if not reader.layered:
            break
    if not found:
        raise missing[0]
    return found
