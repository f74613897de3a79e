"""How large the terms of a tree are: a difference of large terms is not held to the size of what is left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from livepage.equations.chapter.functions import absolute
from livepage.equations.chapter.graph import State
from livepage.equations.trees.tree import Add, At, Derivative, Fraction, Matrix, Node, Product, Sum, Transpose
from livepage.equations.values.algebra import PointValues, elementwise
from livepage.equations.values.evaluate import Evaluator


class Magnitude(Evaluator):
    """Evaluates a tree as if no terms cancelled: the sum of their absolute values, entry by entry."""

    def value(self, node: Node, state: State) -> PointValues:
        """Return a bound on the terms that occur in a tree."""
        if isinstance(node, Add):
            node = replace(node, terms=tuple((1, term) for _, term in node.terms))
        kinds = (Add, Product, Fraction, Transpose, Matrix)
        if isinstance(node, kinds) or (isinstance(node, Sum) and node.fold != r"\min"):
            found = super().value(node, state)
        elif isinstance(node, At):
            found = elementwise(np.add, self.value(node.body, state), self._size(node, state))
        elif isinstance(node, Derivative) and isinstance(node.numerator, Derivative):
            found = self._by_differences(node, node.numerator, state)
        else:
            found = self.exact(node, state)
        return PointValues(absolute(found.data), found.letters)

    def _size(self, node: Node, state: State) -> PointValues:
        found = self.exact(node, state)
        return PointValues(absolute(found.data), found.letters)

    def exact(self, node: Node, state: State) -> PointValues:
        """Return a value in which terms cancel."""
        return Evaluator(self.context).value(node, state)

    def factors(self, node: Product, state: State) -> list[tuple[str, PointValues]]:
        """Return the sizes of the factors; a derivative among them has a sign as well."""
        found = super().factors(node, state)
        return [(operator, PointValues(absolute(value.data), value.letters)) for operator, value in found]

    def _by_differences(self, node: Derivative, inner: Derivative, state: State) -> PointValues:
        """Add the size of the first derivative, whose differences a second one is made of."""
        second, first = (self.exact(each, state) for each in (node, inner))
        largest = np.abs(first.data).reshape(len(first.data), -1).max(axis=1)
        return elementwise(np.add, PointValues(absolute(second.data), second.letters), PointValues(largest))
