"""How large the terms of a tree are: a difference of large terms is not held to the size of what is left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from livepage.equations.algebra import Value, elementwise
from livepage.equations.evaluate import Evaluator
from livepage.equations.functions import absolute
from livepage.equations.graph import State
from livepage.equations.tree import Add, Fraction, Node, Product, Sum, Transpose


class Magnitude(Evaluator):
    """Evaluates a tree as if no terms cancelled: the sum of their absolute values, entry by entry."""

    def value(self, node: Node, state: State) -> Value:
        """Return a bound on the terms that occur in a tree."""
        if isinstance(node, Add):
            node = replace(node, terms=tuple((1, term) for _, term in node.terms))
        if isinstance(node, (Add, Product, Sum, Transpose)):
            found = super().value(node, state)
        elif isinstance(node, Fraction):
            below = Evaluator(self.context).value(node.below, state)
            found = elementwise(np.divide, self.value(node.above, state), below)
        else:
            found = Evaluator(self.context).value(node, state)
        return Value(absolute(found.data), found.letters)
