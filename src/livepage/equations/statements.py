"""The statements of a formula, each read once, or once for each layer that it speaks of."""

from __future__ import annotations

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
    tree = parse(without_ranges(tokens, vocabulary.axes), len(latex))
    found: list[Statement] = []
    for item in tree.children:
        if isinstance(item, Tree):
            found += _each_layer(item, vocabulary)
    return found


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
