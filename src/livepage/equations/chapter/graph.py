"""The graph of a chapter: nodes as functions of their parents, and its state at many random points.

A derivative is taken by complex step: add ih to one entry of a node, recompute its descendants, divide the
imaginary part by h. A function that loses the imaginary part on the way (`abs`, `float`) is found by
comparison with central differences; where it lies on the path, sixth-order central differences stand in.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any

import numpy as np

from livepage.equations.chapter.steps import (
    COMPLEX_STEP,
    PLACES,
    WEIGHTS,
    Function,
    difference_step,
    is_analytic,
)
from livepage.equations.errors import GraphError, Unreadable
from livepage.equations.values.algebra import Array


def parents_of(function: Function) -> tuple[str, ...]:
    """Return the names of a function's parameters."""
    return tuple(inspect.signature(function).parameters)


@dataclass
class Graph:
    """Inputs with their samplers, nodes with their functions, and the step of one update."""

    inputs: Mapping[str, Callable[[np.random.Generator], Any]]
    nodes: Mapping[str, Function]
    step: Function | None = None

    def __post_init__(self) -> None:
        """Order the nodes, parents first."""
        self.parents = {name: parents_of(function) for name, function in self.nodes.items()}
        for name, parents in self.parents.items():
            if unknown := set(parents) - set(self.nodes) - set(self.inputs):
                raise GraphError(f"the node {name} has the unknown parent {', '.join(sorted(unknown))}")
        if twice := set(self.inputs) & set(self.nodes):
            raise GraphError(f"both inputs and nodes: {', '.join(sorted(twice))}")
        try:
            order = list(TopologicalSorter(self.parents).static_order())
        except CycleError as error:
            raise GraphError(f"the graph has a circle: {error.args[1]}") from None
        self.order = [*(name for name in self.inputs if name not in order), *order]
        self.ancestors: dict[str, frozenset[str]] = {}
        for name in self.order:
            above = [{parent, *self.ancestors[parent]} for parent in self.parents.get(name, ())]
            self.ancestors[name] = frozenset().union(*above)

    def sample(self, points: int) -> State:
        """Draw the inputs at some points, the same at each call."""
        draws = []
        for point in range(points):
            rng = np.random.default_rng([20, point])
            draws.append([np.asarray(draw(rng), dtype=float) for draw in self.inputs.values()])
        arrays = map(np.array, zip(*draws, strict=True))
        return State(self, dict(zip(self.inputs, arrays, strict=True)), points)

    @cached_property
    def analytic(self) -> dict[str, bool]:
        """Whether complex steps pass through each node."""
        state = self.sample(2)
        found = {}
        for name, function in self.nodes.items():
            arrays = [state.array(parent) for parent in self.parents[name]]
            found[name] = all(is_analytic(function, [array[n] for array in arrays]) for n in range(2))
        return found


@dataclass
class State:
    """The values of all nodes at some points, computed when they are asked for.

    A state that comes from another by changing some nodes takes what does not depend on them from there, each
    point `times` over.
    """

    graph: Graph
    known: dict[str, Array]
    points: int
    origin: State | None = None
    times: int = 1
    memory: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Remember which nodes were changed."""
        self.changed = frozenset(self.known)

    def array(self, name: str) -> Array:
        """Return a node's values, shape (points, shape of the node)."""
        if name not in self.known:
            if self.origin is not None and not self.graph.ancestors[name] & self.changed:
                self.known[name] = np.repeat(self.origin.array(name), self.times, axis=0)
            else:
                self.known[name] = self._computed(name)
        return self.known[name]

    def _computed(self, name: str) -> Array:
        function = self.graph.nodes[name]
        parents = [self.array(parent) for parent in self.graph.parents[name]]
        with np.errstate(all="ignore"):
            return np.array([function(*values) for values in zip(*parents, strict=True)])

    def replaced(self, arrays: dict[str, Array]) -> State:
        """Return the state where some nodes have other values."""
        return State(self.graph, arrays, self.points, self)

    def after(self, steps: int) -> State:
        """Return the state after a number of updates."""
        if steps == 0:
            return self
        if self.graph.step is None:
            raise Unreadable("the chapter has no STEP, so nothing in it is updated")
        if ("after", steps) not in self.memory:
            before = self.after(steps - 1)
            parents = [before.array(name) for name in parents_of(self.graph.step)]
            updates = [self.graph.step(*values) for values in zip(*parents, strict=True)]
            arrays = {
                name: np.array([update[name] for update in updates], dtype=float) for name in updates[0]
            }
            self.memory["after", steps] = before.replaced(arrays)
        found: State = self.memory["after", steps]
        return found

    def moved(self, name: str, analytic: bool) -> State:
        """Return the state with each entry of a node moved in turn, by a complex step or for a difference."""
        if ("moved", name, analytic) not in self.memory:
            array = self.array(name)
            flat = array.reshape(len(array), -1)
            steps = np.array([1j * COMPLEX_STEP]) if analytic else PLACES
            moves = np.eye(flat.shape[1])[:, None, :] * steps[:, None]
            size = 1 if analytic else difference_step(flat)[:, None, None, :]
            changed = (flat[:, None, None, :] + moves * size).reshape(-1, *array.shape[1:])
            times = flat.shape[1] * len(steps)
            state = State(self.graph, {name: changed}, self.points * times, self, times)
            self.memory["moved", name, analytic] = state
        found: State = self.memory["moved", name, analytic]
        return found

    def holding(self, names: tuple[str, ...]) -> State:
        """Return the moved state with some nodes at what they were before."""
        assert self.origin is not None
        fixed = {name: np.repeat(self.origin.array(name), self.times, axis=0) for name in names}
        moved = {name: self.known[name] for name in self.changed}
        return State(self.graph, moved | fixed, self.points, self.origin, self.times)

    def slope(self, name: str, data: Array, analytic: bool) -> Array:
        """Turn values at the moved points into derivatives, shape (points, entries of the node, ...)."""
        steps = 1 if analytic else len(PLACES)
        flat = self.array(name).reshape(self.points, -1)
        parts = data.reshape(*flat.shape, steps, *data.shape[1:])
        if analytic:
            return parts[:, :, 0].imag / COMPLEX_STEP
        difference = np.tensordot(parts, WEIGHTS, ([2], [0]))
        return difference / difference_step(flat).reshape(*flat.shape, *[1] * (data.ndim - 1))
