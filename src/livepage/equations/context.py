"""What the symbols of a chapter mean, read from the plain data of a module.

The module holds dicts (all but AXES, INPUTS and SYMBOLS may be left out):

- AXES: a letter -> the name of its axis' size and the size, `{"i": ("N", 5)}`
- INPUTS: a name -> a function of a random generator that draws it
- NODES: a name -> a function whose parameters are the names of its parents
- SYMBOLS: LaTeX -> a pick of an input, node or definition, `{"z_{hi}": "zh[i]"}`
- FUNCTIONS: LaTeX -> a function; or the nodes, as picks, that may be written as functions of their ancestors
- DEFINITIONS: a pick -> the LaTeX that defines it, such as an error signal, which is a derivative
- IMPLEMENTS: a function -> the LaTeX of what it must return; its parameters are names as in NODES
- STEP: the function of one update, from names as in NODES to a dict of new inputs; ITERATION: its letter
- LAYERS: a letter -> the number of layers; PARAMETERS: the names that a bare nabla differentiates by
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

from livepage.equations import functions
from livepage.equations.errors import EquationError, GraphError
from livepage.equations.graph import Graph, State
from livepage.equations.raw import raw_form
from livepage.equations.statements import read
from livepage.equations.steps import Function
from livepage.equations.tree import Derivative, Node, Symbol, walk
from livepage.equations.vocabulary import Pick, Vocabulary, read_pick


@dataclass(repr=False)
class Context:
    """The vocabulary and the graph of a chapter."""

    name: str
    graph: Graph
    vocabulary: Vocabulary
    definitions: dict[str, tuple[Pick, Node]] = field(default_factory=dict)
    implements: dict[Function, Node] = field(default_factory=dict)
    states: dict[int, State] = field(default_factory=dict)
    vetted: dict[str, bool] = field(default_factory=dict)
    contradictions: dict[Function, str] | None = None

    @classmethod
    def from_module(cls, module: str | ModuleType) -> Context:
        """Read the data of a module.

        Raises:
            GraphError: if the data contradict themselves.
        """
        if isinstance(module, str):
            module = importlib.import_module(module)
        data = {key: value for key, value in vars(module).items() if key.isupper()}
        return cls.from_data(module.__name__, **data)

    @classmethod
    def from_data(cls, name: str, **data: Any) -> Context:
        """Read the data that a module would hold."""
        graph = Graph(data["INPUTS"], data.get("NODES", {}), data.get("STEP"))
        picks = {read_pick(text): latex for text, latex in data.get("DEFINITIONS", {}).items()}
        state = graph.sample(1)
        shapes = {node: state.array(node).shape[1:] for node in graph.order}
        for pick in picks:
            shapes[pick.name] = tuple(
                data["AXES"][axis][1] if isinstance(axis, str) else 0 for axis in pick.axes
            )
        vocabulary = _vocabulary(data, graph, shapes)
        context = cls(name, graph, vocabulary)
        for latex, text in data["SYMBOLS"].items():
            if read_pick(text).name not in shapes:
                raise GraphError(f"{latex}: there is no node {text}")
            vocabulary.add(latex, text)
        for pick, latex in picks.items():
            context.definitions[pick.name] = (pick, context._one(latex))
        context.implements = {
            function: context._one(latex) for function, latex in data.get("IMPLEMENTS", {}).items()
        }
        return context

    def _one(self, latex: str) -> Node:
        try:
            (statement,) = read(latex, self.vocabulary)
            (side,) = statement.sides
        except (EquationError, ValueError) as error:
            raise GraphError(f"{self.name}: {latex}: {error}") from None
        return side

    def state(self, points: int) -> State:
        """Return the graph's values at so many points."""
        if points not in self.states:
            self.states[points] = self.graph.sample(points)
        return self.states[points]

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


def _vocabulary(data: dict[str, Any], graph: Graph, shapes: dict[str, tuple[int, ...]]) -> Vocabulary:
    declared = {raw_form(latex).function: value for latex, value in data.get("FUNCTIONS", {}).items()}
    called = {name: value for name, value in declared.items() if callable(value)}
    callables = {
        name: tuple(
            _of_graph(name, text, graph, shapes) for text in ([value] if isinstance(value, str) else value)
        )
        for name, value in declared.items()
        if not callable(value)
    }
    return Vocabulary(
        axes=data["AXES"],
        functions={**functions.COMMON, **called},
        callables=callables,
        ancestors=graph.ancestors,
        parents=graph.parents,
        shapes=shapes,
        iteration=data.get("ITERATION", ""),
        layers=data.get("LAYERS", {}),
        parameters=tuple(data.get("PARAMETERS", ())),
        prefixes=functions.PREFIXES,
    )


def _of_graph(name: str, text: str, graph: Graph, shapes: dict[str, tuple[int, ...]]) -> Pick:
    """Return what a function of the graph is, with all axes of its array."""
    pick = read_pick(text)
    if pick.name not in graph.ancestors:
        raise GraphError(f"the function {name}: there is no node {text} in the graph")
    return replace(pick, axes=pick.axes + (None,) * (len(shapes[pick.name]) - len(pick.axes)))
