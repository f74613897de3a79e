"""Exercises 5 and 6: when to stop, and who was taken for whom."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule_lab.exercise import Exercise
from chainrule_lab.many_layers.references import REFERENCES, confusion
from chainrule_lab.reading import Floats


def _costs(kinds: str) -> Callable[[Generator], tuple[Floats]]:
    """Return a draw of costs that fall (f), stay (s) or rise (r), in that order."""

    def drawn(rng: Generator) -> tuple[Floats]:
        steps = rng.uniform(0.01, 0.1, len(kinds))
        signs = np.array([{"f": -1.0, "s": 0.0, "r": 1.0}[kind] for kind in kinds])
        return (3 + np.concatenate([[0.0], np.cumsum(signs * steps)]),)

    return drawn


def _first(costs: Any, stop: Callable[[Any, int], bool]) -> int:
    return next((n + 1 for n in range(len(costs)) if stop(costs, n)), len(costs))


check_stops_after = Exercise(
    references=REFERENCES,
    name="stops_after",
    parameters=("costs",),
    results=("stops_after(costs)",),
    draws=(
        _costs("ffrfffrrff"),
        _costs("frffsrfff"),
        _costs("ffrfrfrf"),
        _costs("fffffrrrf"),
        _costs("rfffrsrff"),
        _costs("rrffffff"),
    ),
    each="entry",
    begin="Go through the passes and count how often in a row the cost has not fallen. A fall sets the count back to zero.",
    look="Draw the costs, and put a finger on the pass after which it stops.",
    mistakes={
        "it stops at the first cost that does not fall. One failure is forgiven.": lambda costs: _first(
            costs, lambda c, n: n > 0 and c[n] >= c[n - 1]
        ),
        "it waits for three in a row. Two are enough.": lambda costs: _first(
            costs, lambda c, n: n > 2 and c[n] >= c[n - 1] >= c[n - 2] >= c[n - 3]
        ),
        "the failures need not stand in a row here: a fall must set the count back to zero.": lambda costs: (
            _first(costs, lambda c, n: np.sum(np.diff(c[: n + 1]) >= 0) >= 2)
        ),
        "it is one too small: passes are counted from one.": lambda costs: (
            _first(costs, lambda c, n: n > 1 and c[n] >= c[n - 1] >= c[n - 2]) - 1
        ),
        "it is one too small where it stops early: passes are counted from one.": lambda costs: next(
            (n for n in range(2, len(costs)) if costs[n] >= costs[n - 1] >= costs[n - 2]), len(costs)
        ),
        "it compares with the best cost so far, and not with the one before.": lambda costs: _first(
            costs,
            lambda c, n: (
                n > 1 and min(c[n], c[n - 1]) >= np.min(c[: n - 1]) and c[n - 1] >= np.min(c[: n - 1])
            ),
        ),
        "a cost that stays the same has failed to fall: compare with >=.": lambda costs: _first(
            costs, lambda c, n: n > 1 and c[n] > c[n - 1] > c[n - 2]
        ),
        "it is the place of the smallest cost, from zero. The training goes on until it notices.": lambda costs: (
            int(np.argmin(costs))
        ),
        "it is the pass with the smallest cost. The training goes on until it notices.": lambda costs: (
            int(np.argmin(costs)) + 1
        ),
        "the first cost counts as a failure here: it has nothing before it to be compared with.": lambda costs: (
            _first(costs, lambda c, n: (n == 1 and c[1] >= c[0]) or (n > 1 and c[n] >= c[n - 1] >= c[n - 2]))
        ),
        "the second pass is never compared with the first.": lambda costs: _first(
            costs, lambda c, n: n > 2 and c[n] >= c[n - 1] >= c[n - 2]
        ),
        "it never stops early.": lambda costs: len(costs),
    },
)


def _answers(digits: int) -> Callable[[Generator], tuple[Any, Any]]:
    """Return a draw of the first so many digits, and of answers of which about half are right."""

    def drawn(rng: Generator) -> tuple[Any, Any]:
        n = 16
        t = rng.integers(0, digits, n)
        return t, np.where(rng.uniform(size=n) < 0.5, t, rng.integers(0, digits, n))

    return drawn


def _set_only(t: Any, y: Any) -> Floats:
    table = np.zeros((10, 10))
    table[t, y] += 1
    return table


check_confusion = Exercise(
    references=REFERENCES,
    name="confusion",
    parameters=("t", "y"),
    results=("confusion(t, y)",),
    draws=(_answers(10), _answers(8)),
    each="entry",
    begin="Start with zeros, ten by ten. Go through the samples, and add one in row t, column y.",
    look="Row: what it is. Column: the answer. Each sample adds one.",
    mistakes={
        "it is only as large as the largest digit that was seen. It must be ten by ten, whatever comes.": (
            lambda t, y: confusion(t, y)[: max([*t, *y]) + 1, : max([*t, *y]) + 1]
        ),
        "rows and columns are swapped: the row says what it IS.": lambda t, y: confusion(y, t),
        "samples of the same cell count once. `table[t, y] += 1` does that; see `np.add.at`.": _set_only,
        "only the mistakes are counted. The right answers belong on the diagonal.": lambda t, y: (
            confusion(t, y) - np.diag(np.diag(confusion(t, y)))
        ),
        "it is how many are right. Count for each pair of digit and answer.": lambda t, y: float(
            np.sum(t == y)
        ),
        "it says of each sample whether it is right. Count for each pair of digit and answer.": lambda t, y: (
            t == y
        ),
        "it is how many are wrong. Count for each pair of digit and answer.": lambda t, y: float(
            np.sum(t != y)
        ),
        "only the first sample is counted: does the `return` stand inside the loop?": lambda t, y: confusion(
            t[:1], y[:1]
        ),
        "all rows are one and the same list: `[[0] * 10] * 10` holds it ten times. See `np.zeros`.": lambda t, y: (
            np.tile(np.bincount(y, minlength=10), (10, 1))
        ),
        "these are the shares of each row. Counts are wanted.": lambda t, y: (
            confusion(t, y) / confusion(t, y).sum(axis=1, keepdims=True)
        ),
        "only the right answers are counted.": lambda t, y: np.diag(np.diag(confusion(t, y))),
        "these are shares. Counts are wanted.": lambda t, y: confusion(t, y) / len(t),
    },
)
