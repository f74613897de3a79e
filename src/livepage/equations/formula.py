"""A formula and what edits make of it: one side is read anew where only that side was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lark import Tree

from livepage.equations.errors import EquationError, Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.slips import Edit
from livepage.equations.trees.chains import chained
from livepage.equations.trees.reader import Reader
from livepage.equations.trees.statements import read_statements, syntax
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
        self.sides: list[list[Node]] = []
        trees, *again = syntax(latex, vocabulary)
        is_read_once = not again and not vocabulary.layers
        if is_read_once and len(trees) == len(self.statements):  # no label of a brace is a statement, too
            for n, tree in enumerate(trees):
                parts = [part for part in tree.children if isinstance(part, Tree)]
                self.sides.append([Reader(vocabulary).expr(part) for part in parts])
                if self._says_what_its_sides_say(n):
                    self.spans |= {(n, m): span_of(part) for m, part in enumerate(parts)}

    def _says_what_its_sides_say(self, n: int) -> bool:
        r"""Tell whether a statement is its sides joined by its relations, as no `w \leftarrow w - 1` is."""
        whole = self.statements[n]
        joined = chained(self.vocabulary, self.sides[n], whole.relations, whole.span)
        return joined == whole and not whole.is_assigned

    def edited(self, changed: str, start: int, end: int) -> list[Statement]:
        """Return what `changed` says, which is the formula with another text in the place of `[start:end]`.

        Raises:
            Unreadable: as `read_statements`.
        """
        for (n, m), span in self.spans.items():
            if span[0] <= start and end <= span[1]:
                side = self._side(changed[span[0] : span[1] + len(changed) - len(self.latex)])
                sides = [*self.sides[n][:m], side, *self.sides[n][m + 1 :]]
                statement = chained(
                    self.vocabulary, sides, self.statements[n].relations, self.statements[n].span
                )
                return [*self.statements[:n], statement, *self.statements[n + 1 :]]
        return read_statements(changed, self.vocabulary)

    def _side(self, latex: str) -> Node:
        trees = syntax(latex, self.vocabulary)[0]
        if len(trees) != 1 or len(trees[0].children) != 1:
            raise Unreadable("a side is one expression")
        return Reader(self.vocabulary).expr(trees[0].children[0])


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
