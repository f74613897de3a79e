"""From what an author says of a chapter to a context: the one place where a graph's LaTeX is read."""

from __future__ import annotations

import importlib
import inspect
import re
from types import ModuleType
from typing import Any

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter import functions
from livepage.equations.chapter.chapter import Chapter, Function
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import Graph, State
from livepage.equations.chapter.mistyped import place_of, require_places, require_step, require_types
from livepage.equations.errors import EquationError, GraphError, Unreadable
from livepage.equations.latex.raw import raw_form, tokens_of
from livepage.equations.trees.statements import read_statements
from livepage.equations.trees.tree import Node
from livepage.equations.trees.vocabulary import Pick, Vocabulary, completed, read_pick
from livepage.equations.trees.written import has_bracket, written_form


class DeclaredContext(Context):
    """What `livepage.equations` exports as `Context`: one that is made of what an author has written."""

    @staticmethod
    def from_module(module: str | ModuleType) -> DeclaredContext:
        """Read the `CHAPTER` of a module, as `context_of_module` does."""
        return context_of_module(module)

    @staticmethod
    def from_data(name: str, **data: Any) -> DeclaredContext:
        """Read the fields of a chapter, named in capitals: `Context.from_data("squares", AXES={}, …)`."""
        return context_of(Chapter(**{key.lower(): value for key, value in data.items()}), name)


def context_of_module(module: str | ModuleType) -> DeclaredContext:
    """Read the `CHAPTER` of a module.

    Raises:
        GraphError: if it has none, or its data contradict themselves.
    """
    if isinstance(module, str):
        module = importlib.import_module(module)
    chapter = getattr(module, "CHAPTER", None)
    if not isinstance(chapter, Chapter):
        raise GraphError(f"{module.__name__} has no CHAPTER = Chapter(axes=…, inputs=…, symbols=…)")
    require_types(chapter, lambda key: place_of(module, key))
    return context_of(chapter, module.__name__)


def context_of(chapter: Chapter, name: str) -> DeclaredContext:
    """Read what an author says of a chapter.

    Raises:
        GraphError: if its data contradict themselves.
    """
    require_types(chapter, lambda _: f"{name}: ")
    walks = {"__".join(names): names for names in chapter.symbols.values() if not isinstance(names, str)}
    joined = {name: _together(names) for name, names in walks.items()}
    graph = Graph(chapter.inputs, {**chapter.nodes, **joined}, chapter.step)
    picks = {read_pick(text): latex for text, latex in chapter.definitions.items()}
    state = graph.sample(1)
    shapes = {node: _shape(node, state) for node in graph.order}
    require_step(graph, state, shapes)
    for pick in picks:
        if unknown := [axis for axis in pick.axes if isinstance(axis, str) and axis not in chapter.axes]:
            raise GraphError(f"the definition {pick.name}: no axis has the letter {', '.join(unknown)}")
        shapes[pick.name] = tuple(chapter.axes[axis][1] if isinstance(axis, str) else 0 for axis in pick.axes)
    context = DeclaredContext(name, graph, _vocabulary(chapter, graph, shapes), layout=chapter.layout)
    context.walks = walks
    for latex, text in chapter.symbols.items():
        if not isinstance(text, str):
            text = _walk(latex, text, chapter)
        if read_pick(text).name not in shapes:
            raise GraphError(f"{latex}: there is no node {text}")
        try:
            if has_bracket(latex):
                context.vocabulary.add_written(latex, text, written_form)
            else:
                context.vocabulary.add(latex, text)
        except Unreadable as error:
            raise Unreadable(f"{latex!r} is no name: {error.message}", error.span) from None
        require_places(latex, text, shapes)
    for pick, latex in picks.items():
        context.definitions[pick.name] = (pick, _one(context, latex))
    context.implements = {function: _one(context, latex) for function, latex in chapter.implements.items()}
    for parameter in chapter.parameters:
        if parameter not in graph.ancestors:
            raise GraphError(f"PARAMETERS: there is no node {parameter}")
        completed(Pick(parameter, ()), shapes[parameter], "PARAMETERS")
    return context


def _together(names: tuple[str, ...]) -> Function:
    """Return the function of a node that holds those of some names, one behind the other."""

    def together(*values: Array) -> Array:
        return np.array(values)

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    together.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, kind) for name in names]
    )
    return together


def _walk(latex: str, names: tuple[str, ...], chapter: Chapter) -> str:
    """Return the pick of a form of which a letter walks over nodes: the first with as many places."""
    raw = raw_form(latex)
    texts = [*raw.subs, *(str(token) for above in raw.supers for token in tokens_of(above))]
    letters = [text for text in texts if text in chapter.axes]
    walking = next((letter for letter in letters if chapter.axes[letter][1] == len(names)), "")
    if not walking:
        raise GraphError(f"{latex}: a letter of it runs over {len(names)} nodes; declare such an axis")
    others = [letter for letter in letters if letter != walking]
    return f"{'__'.join(names)}[{','.join([walking, *others])}]"


def _one(context: Context, latex: str) -> Node:
    try:
        (statement,) = read_statements(latex, context.vocabulary)
        (side,) = statement.sides
    except (EquationError, ValueError) as error:
        raise GraphError(f"{context.name}: {latex}: {error}") from None
    return side


def _vocabulary(chapter: Chapter, graph: Graph, shapes: dict[str, tuple[int, ...]]) -> Vocabulary:
    declared: dict[str, Any] = {}
    for latex, value in chapter.functions.items():
        name = _function_name(latex)
        if declared.get(name, value) is not value:
            raise GraphError(f"{latex} is written like another function: rename one")
        declared[name] = value
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
        sums_to_one=graph.sums_to_one,
    )


_NORM = re.compile(r"(?:\\lVert|\\\|)\s*\\cdot\s*(?:\\rVert|\\\|)_\{?(\w|\\infty)\}?")


def _function_name(latex: str) -> str:
    r"""Return the name to look a function up by; the norm of an index is written `\lVert \cdot \rVert_2`."""
    norm = _NORM.fullmatch(latex)
    return f"norm_{norm[1]}" if norm else raw_form(latex).with_power().function


def _of_graph(name: str, text: str, graph: Graph, shapes: dict[str, tuple[int, ...]]) -> Pick:
    """Return what a function of the graph is, with all axes of its array."""
    pick = read_pick(text)
    if pick.name not in graph.ancestors:
        raise GraphError(f"the function {name}: there is no node {text} in the graph")
    return completed(pick, shapes[pick.name], name)


def _shape(node: str, state: State) -> tuple[int, ...]:
    """Return the shape of a node's value, which computes it for the first time."""
    try:
        value = state.array(node)
    except Exception as error:  # an author's function, in which anything may be wrong
        parents = state.graph.parents.get(node, ())
        shapes = ", ".join(f"{name} of shape {state.array(name).shape[1:]}" for name in parents)
        given = f" from {shapes}" if parents else ""
        raise GraphError(
            f"the node {node} cannot be computed{given}: {type(error).__name__}: {error}"
        ) from error
    if value.dtype.kind not in "fciu":
        raise GraphError(
            f"the node {node} is {value[0]!r}: its function returns numbers, alone or in an array"
        )
    return value.shape[1:]
