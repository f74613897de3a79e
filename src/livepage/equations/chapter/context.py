"""What the symbols of a chapter mean: its vocabulary and its graph, read from a `Chapter`."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

from livepage.equations.chapter import functions
from livepage.equations.chapter.chapter import Chapter
from livepage.equations.chapter.graph import Graph, State
from livepage.equations.chapter.steps import Function
from livepage.equations.errors import EquationError, GraphError
from livepage.equations.latex.raw import raw_form
from livepage.equations.trees.statements import read
from livepage.equations.trees.tree import Derivative, Node, Symbol, walk
from livepage.equations.trees.vocabulary import Pick, Vocabulary, read_pick


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
        """Read the `CHAPTER` of a module.

        Raises:
            GraphError: if it has none, or its data contradict themselves.
        """
        if isinstance(module, str):
            module = importlib.import_module(module)
        chapter = getattr(module, "CHAPTER", None)
        if not isinstance(chapter, Chapter):
            raise GraphError(f"{module.__name__} has no CHAPTER = Chapter(axes=…, inputs=…, symbols=…)")
        return cls.of(chapter, module.__name__)

    @classmethod
    def from_data(cls, name: str, **data: Any) -> Context:
        """Read the fields of a chapter, named in capitals: `Context.from_data("squares", AXES={}, …)`."""
        return cls.of(Chapter(**{key.lower(): value for key, value in data.items()}), name)

    @classmethod
    def of(cls, chapter: Chapter, name: str) -> Context:
        """Read what an author says of a chapter.

        Raises:
            GraphError: if its data contradict themselves.
        """
        graph = Graph(chapter.inputs, chapter.nodes, chapter.step)
        picks = {read_pick(text): latex for text, latex in chapter.definitions.items()}
        state = graph.sample(1)
        shapes = {node: state.array(node).shape[1:] for node in graph.order}
        for pick in picks:
            shapes[pick.name] = tuple(
                chapter.axes[axis][1] if isinstance(axis, str) else 0 for axis in pick.axes
            )
        context = cls(name, graph, _vocabulary(chapter, graph, shapes))
        for latex, text in chapter.symbols.items():
            if read_pick(text).name not in shapes:
                raise GraphError(f"{latex}: there is no node {text}")
            context.vocabulary.add(latex, text)
        for pick, latex in picks.items():
            context.definitions[pick.name] = (pick, context._one(latex))
        context.implements = {function: context._one(latex) for function, latex in chapter.implements.items()}
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


def _vocabulary(chapter: Chapter, graph: Graph, shapes: dict[str, tuple[int, ...]]) -> Vocabulary:
    declared = {raw_form(latex).function: value for latex, value in chapter.functions.items()}
    called = {name: value for name, value in declared.items() if callable(value)}
    callables = {
        name: tuple(
            _of_graph(name, text, graph, shapes) for text in ([value] if isinstance(value, str) else value)
        )
        for name, value in declared.items()
        if not callable(value)
    }
    return Vocabulary(
        axes=chapter.axes,
        functions={**functions.COMMON, **called},
        callables=callables,
        ancestors=graph.ancestors,
        parents=graph.parents,
        shapes=shapes,
        iteration=chapter.iteration,
        layers=chapter.layers,
        parameters=tuple(chapter.parameters),
        prefixes=functions.PREFIXES,
    )


def _of_graph(name: str, text: str, graph: Graph, shapes: dict[str, tuple[int, ...]]) -> Pick:
    """Return what a function of the graph is, with all axes of its array."""
    pick = read_pick(text)
    if pick.name not in graph.ancestors:
        raise GraphError(f"the function {name}: there is no node {text} in the graph")
    return replace(pick, axes=pick.axes + (None,) * (len(shapes[pick.name]) - len(pick.axes)))
