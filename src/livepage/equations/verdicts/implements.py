"""The functions of a chapter: which take part in an equation, and whether they return what the graph says."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter import functions
from livepage.equations.chapter.chapter import Function
from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State, parents_of
from livepage.equations.trees.tree import Call, Derivative, Node, Symbol, walk
from livepage.equations.values.evaluate import Evaluator

_POINTS = 5


def participating(context: Context, *nodes: Node) -> tuple[str, ...]:
    """Return the names of the functions that trees call, that their nodes are, or that implement them."""
    calls = {item.function for node in nodes for item in walk(node) if isinstance(item, Call)}
    used = [context.vocabulary.functions[name] for name in calls]
    used += [
        context.graph.nodes[name] for name in context.participants(*nodes) if name in context.graph.nodes
    ]
    used += concerned(context, *nodes)
    return tuple(sorted({name for function in used if (name := functions.qualified(function))}))


def concerned(context: Context, *nodes: Node) -> list[Function]:
    """Return the functions that implement a symbol or a derivative which occurs in trees."""
    names = context.participants(*nodes)
    names |= {item.name for node in nodes for item in walk(node) if isinstance(item, Symbol)}
    ends = {_ends(item) for item in context.derivatives(*nodes)}
    return [
        function
        for function, target in context.implements.items()
        if (isinstance(target, Derivative) and _ends(target) in ends)
        or (isinstance(target, Symbol) and target.name in names)
    ]


def _ends(derivative: Derivative) -> tuple[str, str]:
    """Return the nodes above and below; what is no node above has no name."""
    return getattr(derivative.numerator, "name", ""), derivative.denominator.name


def contradictions(context: Context) -> dict[Function, str]:
    """Return the functions that do not return what they implement, with what differs."""
    if context.contradictions is None:
        context.contradictions = dict(_contradictions(context))
    return context.contradictions


def _contradictions(context: Context) -> Iterator[tuple[Function, str]]:
    state = context.state(_POINTS)
    for function, target in context.implements.items():
        wanted = Evaluator(context).value(target, state).data.reshape(state.points, -1)
        try:
            got = _returned(context, function, state)
        except Exception as error:
            yield function, f"{functions.qualified(function)} raises {type(error).__name__}: {error}"
            continue
        if message := _difference(got, wanted):
            yield function, f"{functions.qualified(function)} returns {message}"


def _returned(context: Context, function: Function, state: State) -> Array:
    arrays = [Evaluator(context).array(name, state) for name in parents_of(function)]
    results = [np.asarray(function(*values)) for values in zip(*arrays, strict=True)]
    return np.array(results).reshape(state.points, -1)


def _difference(got: Array, wanted: Array) -> str:
    if got.shape != wanted.shape:
        return f"{got[0].size} entries where the graph has {wanted[0].size}"
    if np.allclose(got, wanted, rtol=1e-8, atol=1e-12):
        return ""
    place = np.unravel_index(np.argmax(np.abs(got - wanted)), got.shape)
    return f"{got[place]:.9g} where the graph has {wanted[place]:.9g}"
