"""What the symbols of a chapter mean: its vocabulary and its graph. `declared` makes it from a `Chapter`."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field

from livepage.equations.chapter.chapter import Function
from livepage.equations.chapter.graph import Graph, State
from livepage.equations.trees.tree import Derivative, Entry, Node, Symbol, walk
from livepage.equations.trees.vocabulary import Pick, Vocabulary


@dataclass(repr=False)
class Context:
    """The vocabulary and the graph of a chapter."""

    name: str
    graph: Graph
    vocabulary: Vocabulary
    definitions: dict[str, tuple[Pick, Node]] = field(default_factory=dict)
    implements: dict[Function, Node] = field(default_factory=dict)
    layout: str = ""
    walks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The nodes over which the index of a symbol walks, by the name of the node that holds them all."""
    is_upright: bool = False
    """Whether what is taken from the rows of a matrix, such as X[i], is read as a column."""
    states: dict[int, State] = field(default_factory=dict)
    others: dict[tuple[str, bool], Context] = field(default_factory=dict)
    contradictions: dict[Function, str] | None = None

    def state(self, points: int) -> State:
        """Return the graph's values at so many points."""
        if points not in self.states:
            self.states[points] = self.graph.sample(points)
        return self.states[points]

    def at_points(self, first: int, points: int) -> Context:
        """Return the same context with so many other points, the random ones from `first` on."""
        other = copy(self)
        other.states, other.others = {points: self.graph.sample(points, first)}, {}
        return other

    def read_as(self, layout: str, is_upright: bool) -> Context:
        """Return the context in another layout, or with rows as columns, at the same points."""
        if (layout, is_upright) == (self.layout, self.is_upright):
            return self
        if (layout, is_upright) not in self.others:
            other = copy(self)
            other.layout, other.is_upright, other.others = layout, is_upright, {}
            other.states = {points: state.fresh() for points, state in self.states.items()}
            self.others[layout, is_upright] = other
        return self.others[layout, is_upright]

    def is_row(self, node: Node) -> bool:
        """Tell whether this is taken from the rows of a matrix: a row or, in most books, a column."""
        if isinstance(node, Entry):
            return len(node.index) == 1
        if not isinstance(node, Symbol) or node.name in self.vocabulary.rows:
            return False
        return len(node.index) == 2 and node.index[0] is not None is node.index[1]

    def size(self, name: str) -> int:
        """Return the size of that name."""
        return self.vocabulary.size(name) or 0

    def names(self, *nodes: Node) -> set[str]:
        """Return the names of the graph on which trees are built, definitions resolved."""
        found: set[str] = set()
        for item in (item for node in nodes for item in walk(node)):
            if isinstance(item, Symbol):
                defined = self.definitions.get(item.name)
                found |= self.names(defined[1]) if defined else {item.name}
        return found

    def path(self, derivative: Derivative) -> set[str]:
        """Return the nodes through which the numerator depends on the denominator, past what is held."""
        held = {item.name for item in derivative.held}
        reached = {derivative.denominator.name}
        for name in self.graph.order:
            if name not in held and reached & set(self.graph.parents.get(name, ())):
                reached.add(name)
        ends = reached & self.names(derivative.numerator)
        return reached & ends.union(*(self.graph.ancestors[name] for name in ends))

    def derivatives(self, *nodes: Node) -> list[Derivative]:
        """Return the derivatives in trees, with those in the definitions that they use."""
        found = []
        for item in (item for node in nodes for item in walk(node)):
            if isinstance(item, Derivative):
                found.append(item)
            elif isinstance(item, Symbol) and item.name in self.definitions:
                found += self.derivatives(self.definitions[item.name][1])
        return found

    def participants(self, *nodes: Node) -> set[str]:
        """Return the nodes whose values trees use, with those on the paths of their derivatives."""
        names = self.names(*nodes)
        return names.union(*(self.path(item) for item in self.derivatives(*nodes)))
