"""A formula of which one side is read anew where only that side was changed."""

from __future__ import annotations

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.grammar import parse, span_of, tokenize
from livepage.equations.layout import arrange, without_ranges
from livepage.equations.reader import Reader, chained
from livepage.equations.statements import read
from livepage.equations.tree import Node, Statement
from livepage.equations.vocabulary import Vocabulary

Place = tuple[int, int]
"""A statement's number and that of a side in it."""


class Formula:
    """The statements of a formula, and where in the LaTeX each of its sides stands."""

    def __init__(self, latex: str, vocabulary: Vocabulary) -> None:
        """Read the formula as `read` does, and its sides one by one.

        Raises:
            Unreadable: as `read`.
        """
        self.latex = latex
        self.vocabulary = vocabulary
        self.statements = read(latex, vocabulary)
        self.spans: dict[Place, tuple[int, int]] = {}
        self.sides: list[list[Node]] = []
        trees = self._trees(latex)
        if len(trees) == len(self.statements) and not vocabulary.layers:  # no labels, nothing read twice
            for n, tree in enumerate(trees):
                parts = [part for part in tree.children if isinstance(part, Tree)]
                self.spans |= {(n, m): span_of(part) for m, part in enumerate(parts)}
                self.sides.append([Reader(vocabulary).expr(part) for part in parts])

    def _trees(self, latex: str) -> list[Tree[Token]]:
        words = self.vocabulary.words
        tokens = without_ranges(arrange(tokenize(latex), words), self.vocabulary.axes)
        return [item for item in parse(tokens, len(latex)).children if isinstance(item, Tree)]

    def edited(self, changed: str, start: int, end: int) -> list[Statement]:
        """Return what `changed` says, which is the formula with another text in the place of `[start:end]`.

        Raises:
            Unreadable: as `read`.
        """
        for (n, m), span in self.spans.items():
            if span[0] <= start and end <= span[1]:
                side = self._side(changed[span[0] : span[1] + len(changed) - len(self.latex)])
                sides = [*self.sides[n][:m], side, *self.sides[n][m + 1 :]]
                statement = chained(sides, self.statements[n].relations, self.statements[n].span)
                return [*self.statements[:n], statement, *self.statements[n + 1 :]]
        return read(changed, self.vocabulary)

    def _side(self, latex: str) -> Node:
        trees = self._trees(latex)
        if len(trees) != 1 or len(trees[0].children) != 1:
            raise Unreadable("a side is one expression")
        return Reader(self.vocabulary).expr(trees[0].children[0])
