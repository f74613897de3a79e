"""The graph of a chapter: nodes as functions of their parents, and its state at many random points.

A derivative is taken by complex step: add ih to one entry of a node, recompute its descendants, divide the
imaginary part by h. The same state moved by small real steps, for central differences, tells whether
something on the way loses the imaginary part, as `abs` and `float` do.
"""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.chapter.chapter import Function
from livepage.equations.chapter.steps import (
    COARSE,
    COMPLEX_STEP,
    PLACES,
    WEIGHTS,
    difference_step,
)
from livepage.equations.errors import EquationError, GraphError, Unreadable, Vacuous
from livepage.equations.trees.tree import Node

MOST_MOVED = 4_000_000
"""The entries of a node in all states that a derivative needs: one within another multiplies them."""


def parents_of(function: Function) -> tuple[str, ...]:
    """Return the names of a function's parameters."""
    return tuple(inspect.signature(function).parameters)


def _parents(node: str, function: Function, known: set[str]) -> tuple[str, ...]:
    """Return the parents of a node, or say how they are named."""
    called = getattr(function, "__name__", "f")
    called = called if called.isidentifier() else "f"
    try:
        parents = parents_of(function)
    except (TypeError, ValueError):  # a function of NumPy's, or none
        reason = f"no known parents: {called} does not say what its parameters are"
    else:
        unknown = [name for name in parents if name not in known]
        if not unknown:
            return parents
        reason = f"the unknown parent {', '.join(unknown)}: nothing in the graph is called so"
    example = f'"{node}": lambda a, b: {called}(a, b)'
    names = ", ".join(sorted(known - {node}))
    raise GraphError(
        f"the node {node} has {reason}. The parameters of its function are its parents: write {example}, "
        f"with names of the graph for a and b ({names})"
    )


@dataclass
class Graph:
    """Inputs with their samplers, nodes with their functions, and the step of one update."""

    inputs: Mapping[str, Callable[[np.random.Generator], Any]]
    nodes: Mapping[str, Function]
    step: Function | None = None

    def __post_init__(self) -> None:
        """Order the nodes, parents first."""
        known = {*self.inputs, *self.nodes}
        self.parents = {name: _parents(name, function, known) for name, function in self.nodes.items()}
        if twice := set(self.inputs) & set(self.nodes):
            raise GraphError(f"both inputs and nodes: {', '.join(sorted(twice))}")
        try:
            order = list(TopologicalSorter(self.parents).static_order())
        except CycleError as error:
            raise GraphError(f"the graph has a circle: {error.args[1]}") from None
        self.order = [*(name for name in self.inputs if name not in order), *order]
        self._walks: dict[str, bool] = {}
        self._sums: dict[tuple[str, tuple[int, ...]], bool] = {}
        self.ancestors: dict[str, frozenset[str]] = defaultdict(frozenset)  # none of what is no node
        for name in self.order:
            above = [{parent, *self.ancestors[parent]} for parent in self.parents.get(name, ())]
            self.ancestors[name] = frozenset().union(*above)

    def walks_along(self, name: str) -> bool:
        """Tell whether a node holds the states of a time: later entries depend on more than earlier ones."""
        if name not in self._walks:
            self._walks[name] = self._finds_time(name)
        return self._walks[name]

    def _finds_time(self, name: str) -> bool:
        state = self.sample(2)
        shape = state.array(name).shape[1:]
        for parent in self.parents.get(name, ()):
            sizes = state.array(parent).shape[1:]
            pairs = [(a, b) for a, n in enumerate(shape) for b, m in enumerate(sizes) if n == m > 1]
            if not pairs:
                continue
            moved = state.moved(parent, COARSE).array(name).reshape(2, *sizes, len(PLACES), *shape)
            moved = np.take(moved, [0], axis=1 + len(sizes))
            plain = state.array(name).reshape(2, *[1] * (len(sizes) + 1), *shape)
            differs = (moved != plain).any(axis=(0, 1 + len(sizes)))
            for ours, theirs in pairs:
                kept = (theirs, len(sizes) + ours)
                rest = tuple(axis for axis in range(differs.ndim) if axis not in kept)
                later = differs.any(axis=rest)
                if np.triu(later, 1).any() and not np.tril(later, -1).any():
                    return True
        return False

    def sums_to_one(self, name: str, axes: tuple[int, ...]) -> bool:
        """Tell whether an array sums to 1 over some axes, at all places of the others, as a distribution."""
        if (name, axes) not in self._sums:
            total = self.sample(2).array(name).sum(tuple(1 + axis for axis in axes))
            self._sums[name, axes] = bool(np.allclose(total, 1, atol=1e-9))
        return self._sums[name, axes]

    def sample(self, points: int, first: int = 0) -> State:
        """Draw the inputs at some points, the same at each call; those from another `first` on are others."""
        draws = []
        for point in range(first, first + points):
            rng = np.random.default_rng([20, point])
            draws.append([np.asarray(draw(rng), dtype=float) for draw in self.inputs.values()])
        arrays = map(np.array, zip(*draws, strict=True))
        return State(self, dict(zip(self.inputs, arrays, strict=True)), points)


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
    updates: dict[int, State] = field(default_factory=dict)
    moves: dict[tuple[str, float], State] = field(default_factory=dict)
    defined: dict[str, Array] = field(default_factory=dict)
    derivatives: dict[Node, Any] = field(default_factory=dict)
    relations: dict[tuple[str, Node, Node], Any] = field(default_factory=dict)

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
            try:
                found = np.array([function(*values) for values in zip(*parents, strict=True)])
                return found * 1.0 if found.dtype == bool else found  # true is one
            except EquationError:
                raise
            except Exception as error:
                raise Vacuous(f"the node {name} has no value: {type(error).__name__}: {error}") from error

    def fresh(self) -> State:
        """Return the state with the same inputs, where nothing has been worked out yet."""
        return State(self.graph, {name: self.known[name] for name in self.graph.inputs}, self.points)

    def replaced(self, arrays: dict[str, Array]) -> State:
        """Return the state where some nodes have other values."""
        return State(self.graph, arrays, self.points, self)

    def after(self, steps: int) -> State:
        """Return the state after a number of updates."""
        if steps == 0:
            return self
        if self.graph.step is None:
            raise Unreadable(
                "the graph has no step, so nothing in it is updated: say what one update makes of its "
                'inputs, as in step=lambda w, g: {"w": w - g}'
            )
        if steps not in self.updates:
            before = self.after(steps - 1)
            parents = [before.array(name) for name in parents_of(self.graph.step)]
            updates = [self.graph.step(*values) for values in zip(*parents, strict=True)]
            arrays = {
                name: np.array([update[name] for update in updates], dtype=float) for name in updates[0]
            }
            self.updates[steps] = before.replaced(arrays)
        return self.updates[steps]

    def moved(self, name: str, scale: float = 0) -> State:
        """Return the state with each entry of a node moved in turn, by a complex step or for a difference.

        Args:
            name: the node.
            scale: 0 for a complex step; else the size of a difference's step, relative to the usual one.
        """
        if (name, scale) not in self.moves:
            array = self.array(name)
            flat = array.reshape(len(array), -1)
            steps = PLACES if scale else np.array([1j * COMPLEX_STEP])
            if flat.size * flat.shape[1] * len(steps) > MOST_MOVED:
                raise Unreadable(f"by {name} too many derivatives are taken, one of another")
            shifts = np.eye(flat.shape[1])[:, None, :] * steps[:, None]
            size = scale * difference_step(flat)[:, None, None, :] if scale else 1
            changed = (flat[:, None, None, :] + shifts * size).reshape(-1, *array.shape[1:])
            self.moves[name, scale] = self.repeated({name: changed}, flat.shape[1] * len(steps))
        return self.moves[name, scale]

    def pushed(self, name: str, scale: float) -> tuple[State, Array]:
        """Return the state with all entries of a node moved at once along a direction, and that direction.

        The state has the places of a difference, for each point; the direction the shape (points, entries).
        """
        array = self.array(name)
        flat = array.reshape(len(array), -1)
        spread = np.random.default_rng(1).uniform(0.5, 1.5, flat.shape[1])
        direction = np.asarray(difference_step(flat) * spread)
        changed = flat[:, None, :] + PLACES[:, None] * scale * direction[:, None, :]
        return self.repeated({name: changed.reshape(-1, *array.shape[1:])}, len(PLACES)), direction

    def repeated(self, arrays: dict[str, Array], times: int) -> State:
        """Return the state with each point so many times over, and some nodes at other values at each."""
        return State(self.graph, arrays, self.points * times, self, times)

    def holding(self, names: tuple[str, ...]) -> State:
        """Return the moved state with some nodes at what they were before."""
        assert self.origin is not None
        fixed = {name: np.repeat(self.origin.array(name), self.times, axis=0) for name in names}
        moved = {name: self.known[name] for name in self.changed}
        return State(self.graph, moved | fixed, self.points, self.origin, self.times)

    def slope(self, name: str, data: Array, scale: float = 0) -> Array:
        """Turn values at the moved points into derivatives, shape (points, entries of the node, ...)."""
        steps = len(PLACES) if scale else 1
        flat = self.array(name).reshape(self.points, -1)
        parts = data.reshape(*flat.shape, steps, *data.shape[1:])
        if not scale:
            return parts[:, :, 0].imag / COMPLEX_STEP
        difference = np.tensordot(parts, WEIGHTS, ([2], [0]))
        return difference / (scale * difference_step(flat)).reshape(*flat.shape, *[1] * (data.ndim - 1))
