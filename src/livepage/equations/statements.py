"""The statements of a formula, each read once, or once for each layer that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from lark import Token, Tree

from livepage.equations.errors import EquationError, Unreadable
from livepage.equations.grammar import parse, tokenize
from livepage.equations.layout import arrange, without_ranges
from livepage.equations.reader import Reader
from livepage.equations.tree import Statement
from livepage.equations.vocabulary import Vocabulary


def read(latex: str, vocabulary: Vocabulary) -> list[Statement]:
    """Return the statements of a formula, those with a layer's letter once for each layer.

    Raises:
        Unreadable: with the place of what the grammar or the vocabulary does not cover.
    """
    tokens = arrange(tokenize(latex), vocabulary.words)
    found: list[Statement] = []
    for reading in _readings(without_ranges(tokens, vocabulary.axes)):
        for item in parse(reading, len(latex)).children:
            if isinstance(item, Tree):
                found += [one for one in _each_layer(item, vocabulary) if one not in found]
    return found


def _readings(tokens: list[Token]) -> Iterator[list[Token]]:
    r"""Yield the tokens, with `\pm` and `\mp` once by their upper signs and once by their lower ones."""
    both = {r"\pm": "+-", r"\mp": "-+"}
    for place in range(2 if any(str(token) in both for token in tokens) else 1):
        yield [
            Token.new_borrow_pos("SIGN", both[token][place], token) if token in both else token
            for token in tokens
        ]


def _each_layer(item: Tree[Token], vocabulary: Vocabulary) -> list[Statement]:
    """Read a statement for each layer for which all its symbols are there."""
    found: list[Statement] = []
    missing: list[EquationError] = []
    for layer in range(1, max(vocabulary.layers.values(), default=0) + 2):
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
