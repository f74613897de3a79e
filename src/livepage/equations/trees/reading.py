"""What the parts of the reader may ask of it: it calls them, and they know it by this protocol alone."""

from __future__ import annotations

from typing import Protocol

from lark import Token, Tree

from livepage.equations.errors import Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import Raw
from livepage.equations.trees.tree import Node
from livepage.equations.trees.vocabulary import Vocabulary

Part = Tree[Token] | Token
Item = tuple[str, Tree[Token]]
"""A factor with the operator before it."""
Taken = tuple[Node, int]
"""What was read, and the place of the item behind it."""


class Reading(Protocol):
    """A reader of one statement; the methods are those of `reader.Reader`."""

    names: Vocabulary
    layer: int
    layered: bool
    whole: Tree[Token]
    sets: dict[str, str]
    prefixed: dict[int, tuple[Node, set[str], tuple[int, int]]]

    def named_by(self, names: Vocabulary) -> Reading:
        """Return a reader of the same statement with other names."""

    def expr(self, tree: Part) -> Node:
        """Read a sum of terms."""

    def items(self, term: Tree[Token]) -> list[Item]:
        """Return the factors of a term."""

    def product(self, items: list[Item], first: Taken | None = None) -> Node:
        """Read a product, whose first factor may have been taken before."""

    def take(self, items: list[Item], place: int) -> Taken:
        """Read the factor at a place, with what belongs to it; return it and the place of the next."""

    def factor(self, tree: Tree[Token]) -> Node:
        """Read a factor that is no name."""

    def condition(self, statement: Part) -> Node:
        """Read a chain of relations as what is 1 where all of them hold."""

    def is_declared(self, raw: Raw) -> bool:
        """Tell whether a name with its superscript is a declared symbol."""

    def named(self, raw: Raw) -> Node:
        """Read a name with its superscripts."""

    def raised(self, base: Node, above: Part) -> Node:
        """Read a superscript that is part of no name."""

    def argument(self, item: Part) -> Node:
        """Read what stands in braces, or the one token in their place."""


def one_expression(reader: Reading, bracket: Tree[Token]) -> Node:
    """Read the one expression in a bracket."""
    parts = [part for part in bracket.children if isinstance(part, Tree)]
    if len(parts) != 1 or any(getattr(part, "type", "") == "RELATION" for part in bracket.children):
        raise Unreadable("one expression is wanted in the bracket", span_of(bracket))
    return reader.expr(parts[0])
