"""A learner's session: functions as they are typed into cells, and the check of each exercise by its name."""

import linecache
import textwrap
from collections.abc import Callable
from itertools import count
from typing import Any

import numpy as np

from chainrule.activations import logistic
from chainrule_lab import backpropagation as lab
from chainrule_lab.backpropagation import data, judgement, own_bump
from chainrule_lab.backpropagation.references import REFERENCES, bump, bump_derivative
from chainrule_lab.exercise import Exercise
from chainrule_lab.verdict import Verdict

EXERCISES: dict[str, Exercise] = {
    check.name: check for check in vars(lab).values() if isinstance(check, Exercise)
}
_cells = count()


def session(*cells: str) -> dict[str, Any]:
    """Return the namespace after some cells, each compiled as a file of its own, as IPython does."""
    namespace: dict[str, Any] = {"__name__": "__main__", "np": np, "logistic": logistic}
    for cell in cells:
        source, name = textwrap.dedent(cell), f"<cell {next(_cells)}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(compile(source, name, "exec"), namespace)
    return namespace


def verdicts(cells: list[str]) -> list[Verdict]:
    """Run cells in one namespace and return what their checks return."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    found = []
    for cell in cells:
        if cell.startswith("check_"):
            found.append(eval(cell, namespace))
        else:
            exec(cell, namespace)
    return found


def typed(cell: str, name: str = "") -> Any:
    """Return the function that a cell defines: the one of that name, or the last."""
    found = [value for value in session(cell).values() if callable(value)]
    return next((each for each in found if each.__name__ == name), found[-1])


def verdict(exercise: str, *functions: Any, seed: int = 0) -> Verdict:
    """Return the verdict of an exercise, not shown."""
    if exercise == "bump":
        return own_bump.judge_bump(functions[0], functions[1], seed)
    if exercise == "my_data":
        return data.judge_data(functions[0])
    judge = judgement.judge if exercise == "is_right" else EXERCISES[exercise].judge
    return judge(functions[0], seed)


def answer(exercise: str, body: str) -> Verdict:
    """Return the verdict on a function that is given by what it returns, or by its body."""
    parameters = ", ".join(PARAMETERS[exercise])
    lines = body if "return" in body or "raise" in body else f"return {body}"
    return verdict(
        exercise,
        typed(f"def {exercise}({parameters}):\n{textwrap.indent(textwrap.dedent(lines), '    ')}", exercise),
    )


PARAMETERS: dict[str, tuple[str, ...]] = {name: each.parameters for name, each in EXERCISES.items()} | {
    "is_right": ("f", "df", "w"),
    "my_data": (),
}
RIGHT: dict[str, tuple[Callable[..., Any], ...]] = {
    **{name: (each.reference,) for name, each in EXERCISES.items()},
    "is_right": (REFERENCES["is_right"],),
    "bump": (bump, bump_derivative),
    "my_data": (lambda: (np.array([-1.0, 0.0]), np.array([1.0, 0.0])),),
}
"""A right answer to each exercise."""
