"""How large the terms of a tree are: a difference of large terms is not held to the size of what is left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from livepage.equations.algebra import Value, elementwise
from livepage.equations.evaluate import Evaluator
from livepage.equations.functions import absolute
from livepage.equations.graph import State
from livepage.equations.tree import Add, Derivative, Fraction, Node, Product, Sum, Transpose


class Magnitude(Evaluator):
    """Evaluates a tree as if no terms cancelled: the sum of their absolute values, entry by entry."""

    def value(self, node: Node, state: State) -> Value:
        """Return a bound on the terms that occur in a tree."""
        if isinstance(node, Add):
            node = replace(node, terms=tuple((1, term) for _, term in node.terms))
        if isinstance(node, (Add, Product, Transpose)) or (isinstance(node, Sum) and node.fold != r"\min"):
            found = super().value(node, state)
        elif isinstance(node, Fraction):
            below = Evaluator(self.context).value(node.below, state)
            found = elementwise(np.divide, self.value(node.above, state), below)
        elif isinstance(node, Derivative) and isinstance(node.numerator, Derivative):
            found = self._by_differences(node, node.numerator, state)
        else:
            found = Evaluator(self.context).value(node, state)
        return Value(absolute(found.data), found.letters)

    def _by_differences(self, node: Derivative, inner: Derivative, state: State) -> Value:
        """Add the size of the first derivative, whose differences a second one is made of."""
        second, first = (Evaluator(self.context).value(each, state) for each in (node, inner))
        largest = np.abs(first.data).reshape(len(first.data), -1).max(axis=1)
        return elementwise(np.add, Value(absolute(second.data), second.letters), Value(largest))
