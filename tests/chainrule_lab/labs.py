"""The labs, and a learner's way through any of them: functions typed into cells, and a check by its name."""

import inspect
import linecache
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from chainrule.activations import logistic
from chainrule.vectorization import output_activations, softmax
from chainrule_lab import classification, gradient_descent, many_layers, vectorization
from chainrule_lab.exercise import Exercise
from chainrule_lab.many_layers import engine
from chainrule_lab.verdict import Verdict
from livepage.equations import Context, context_of_module

DOCS = Path(__file__).parents[2] / "docs" / "labs"
_cells = count()


@dataclass(frozen=True)
class Lab:
    """A lab: its package, source and graph, what its first cell imports, what its other checks want."""

    package: ModuleType
    source: Path
    graph: str
    given: Mapping[str, Any] = field(default_factory=dict)
    own_right: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    """Right answers to the checks that are no `Exercise`."""
    own_judges: Mapping[str, Callable[[Any], Verdict]] = field(default_factory=dict)
    """What judges them."""

    @cached_property
    def context(self) -> Context:
        return context_of_module(self.graph)

    @cached_property
    def checks(self) -> list[str]:
        return [name for name in self.package.__all__ if name.startswith("check_")]

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        return {check.name: check for check in vars(self.package).values() if isinstance(check, Exercise)}

    @cached_property
    def right(self) -> dict[str, Callable[..., Any]]:
        return {name: each.reference for name, each in self.exercises.items()} | dict(self.own_right)

    def parameters(self, exercise: str) -> tuple[str, ...]:
        if exercise in self.exercises:
            return self.exercises[exercise].parameters
        return tuple(inspect.signature(self.own_right[exercise]).parameters)

    def session(self, *cells: str) -> dict[str, Any]:
        """Return the namespace after some cells, each compiled as a file of its own, as IPython does."""
        namespace: dict[str, Any] = {"__name__": "__main__", "np": np, **self.given}
        for cell in cells:
            source, name = textwrap.dedent(cell), f"<a cell {next(_cells)}>"
            linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
            exec(compile(source, name, "exec"), namespace)
        return namespace

    def verdict(self, exercise: str, function: Any, seed: int = 0) -> Verdict:
        """Return the verdict of an exercise, not shown."""
        if exercise in self.own_judges:
            return self.own_judges[exercise](function)
        return self.exercises[exercise].judge(function, seed)

    def answer(self, exercise: str, body: str) -> Verdict:
        """Return the verdict on a function that is given by what it returns, or by its body."""
        lines = body if "return" in body or "raise" in body else f"return {body}"
        head = f"def {exercise}({', '.join(self.parameters(exercise))}):\n"
        cell = head + textwrap.indent(textwrap.dedent(lines), "    ")
        return self.verdict(exercise, self.session(cell)[exercise])


LABS = {
    "gradient_descent": Lab(gradient_descent, DOCS / "1-gradient-descent.py", "graphs.gradient_descent"),
    "classification": Lab(classification, DOCS / "2-classification.py", "graphs.classification"),
    "vectorization": Lab(
        vectorization,
        DOCS / "4-vectorization.py",
        "graphs.vectorization",
        given={"logistic": logistic, "output_activations": output_activations},
    ),
    "many_layers": Lab(
        many_layers,
        DOCS / "5-many-layers.py",
        "graphs.many_layers",
        given={"softmax": softmax, "Number": many_layers.Number},
        own_right={
            "multiply": engine.multiply,
            "exponential": engine.exponential,
            "backward": engine.backward,
        },
        own_judges={
            "multiply": many_layers.check_multiply.judge,
            "exponential": many_layers.check_exponential.judge,
            "backward": many_layers.check_backward.judge,
        },
    ),
}
EACH = [(lab, exercise) for lab in LABS for exercise in LABS[lab].right]
"""Each exercise of each lab."""
