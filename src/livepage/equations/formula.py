"""A formula and what edits make of it: one side is read anew where only that side was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lark import Token, Tree

from livepage.equations.errors import EquationError, Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.spelling import relation
from livepage.equations.slips import Edit
from livepage.equations.trees.chains import chained
from livepage.equations.trees.reader import Reader
from livepage.equations.trees.statements import (
    joined_statements,
    read_each_layer,
    read_statements,
    syntax,
)
from livepage.equations.trees.tree import Node, Statement
from livepage.equations.trees.vocabulary import Vocabulary

SideKey = tuple[int, int]
"""A statement's number and that of a side in it."""


class Formula:
    """The statements of a formula, and where in the LaTeX each of its sides stands."""

    def __init__(self, latex: str, vocabulary: Vocabulary) -> None:
        """Read the formula as `read_statements` does, and its sides one by one.

        Raises:
            Unreadable: as `read_statements`.
        """
        self.latex = latex
        self.vocabulary = vocabulary
        self.statements = read_statements(latex, vocabulary)
        self.spans: dict[SideKey, tuple[int, int]] = {}
        self.parts: list[list[Statement]] = []
        self.readers: list[Reader] = []
        self.sides: list[list[Node]] = []
        self.relations: list[tuple[str, ...]] = []
        trees, *again = syntax(latex, vocabulary)
        if again or vocabulary.layers:
            return
        self.parts = [read_each_layer(tree, vocabulary) for tree in trees]
        for n, tree in enumerate(trees):
            parts = [part for part in tree.children if isinstance(part, Tree)]
            self.readers.append(Reader(vocabulary).beside(tree))
            self.sides.append([self.readers[n].expr(part) for part in parts])
            self.relations.append(tuple(relation(part) for part in tree.children if isinstance(part, Token)))
            if self._says_what_its_sides_say(n):
                self.spans |= {(n, m): span_of(part) for m, part in enumerate(parts)}

    def _says_what_its_sides_say(self, n: int) -> bool:
        """Tell whether a statement is its sides joined by its relations, as none with a label is."""
        return self.parts[n] == [self._joined(n, self.sides[n])]

    def _joined(self, n: int, sides: list[Node]) -> Statement:
        return chained(self.vocabulary, sides, self.relations[n], self.parts[n][0].span)

    def edited(self, changed: str, start: int, end: int) -> list[Statement]:
        """Return what `changed` says, which is the formula with another text in the place of `[start:end]`.

        Raises:
            Unreadable: as `read_statements`.
        """
        for (n, m), span in self.spans.items():
            if span[0] <= start and end <= span[1]:
                side = self._side(n, changed[span[0] : span[1] + len(changed) - len(self.latex)])
                statement = self._joined(n, [*self.sides[n][:m], side, *self.sides[n][m + 1 :]])
                return joined_statements([*self.parts[:n], [statement], *self.parts[n + 1 :]])
        return read_statements(changed, self.vocabulary)

    def _side(self, n: int, latex: str) -> Node:
        trees = syntax(latex, self.vocabulary)[0]
        if len(trees) != 1 or len(trees[0].children) != 1:
            raise Unreadable("a side is one expression")
        return replace(self.readers[n]).expr(trees[0].children[0])


@dataclass(frozen=True)
class Mutant:
    """An edited equation: the kind of the edit, what was changed into what, and the LaTeX."""

    kind: str
    description: str
    latex: str
    statements: list[Statement] = field(compare=False, repr=False)


def changes(
    latex: str, formula: Formula | None, found: Iterable[Edit], vocabulary: Vocabulary | None = None
) -> Iterator[Mutant]:
    """Yield what edits make of a formula, each once, if it can be read and says something else.

    A formula that cannot be read itself is None, and `vocabulary` has its names.
    """
    seen = {latex}
    for edit in found:
        changed = edit.apply(latex)
        if changed in seen:
            continue
        seen.add(changed)
        try:
            if formula is not None:
                statements = formula.edited(changed, edit.start, edit.end)
            elif vocabulary is not None:
                statements = read_statements(changed, vocabulary)
        except (EquationError, RecursionError):
            continue
        if formula is not None and _said(statements) == _said(formula.statements):
            continue
        what = (
            f"{latex[edit.start : edit.end] or 'nothing'} → {edit.text.strip() or 'nothing'} at {edit.start}"
        )
        yield Mutant(edit.kind, what, changed, statements)


def _said(statements: list[Statement]) -> list[tuple[object, ...]]:
    return [(statement.sides, statement.relations) for statement in statements]
