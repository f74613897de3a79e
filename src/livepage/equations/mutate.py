"""Falsified forms of an equation: what a slip of the pen would make of it.

Each edit is made on the LaTeX, at a place that its syntax tree gives. What cannot be read any more, or
reads the same as before, is left out; whether the rest is false or equivalent is for others to decide.
"""

from __future__ import annotations

from collections.abc import Iterator

from livepage.equations.formula import Formula, Mutant, changes
from livepage.equations.latex.grammar import syntax_tree, tokenize
from livepage.equations.latex.layout import arrange
from livepage.equations.slips import edits
from livepage.equations.trees.vocabulary import Vocabulary


def mutate(latex: str, vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Yield the slips of an equation, each once.

    Args:
        latex: an equation that can be read.
        vocabulary: the names of the chapter, `Context.vocabulary`.
    """
    words = vocabulary.words
    tree = syntax_tree(arrange(tokenize(latex), words), len(latex))
    formula = Formula(latex, vocabulary)
    yield from changes(latex, formula, edits(tree, latex, vocabulary))
