"""Exercises 7 to 9: the best weight, the largest learning rate, and how many updates it takes."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule_lab.exercise import Exercise
from chainrule_lab.gradient_descent.points import inputs, samples
from chainrule_lab.gradient_descent.references import REFERENCES, updates_needed

check_best_weight = Exercise(
    references=REFERENCES,
    name="best_weight",
    parameters=("x", "t"),
    results=("best_weight(x, t)",),
    draws=(samples,),
    begin="Set the derivative to zero, and solve for the weight: one sum divided by another.",
    look="Two sums: of x times t above, and of x squared below.",
    mistakes={
        "it is upside down: the sum of x times t stands above.": lambda x, t: np.sum(x * x) / np.sum(x * t),
        "it is the mean of t / x, the slope to each point. Small inputs count too much in it.": (
            lambda x, t: np.mean(t / x)
        ),
        "it is the sum of t over the sum of x: each sample must be multiplied by x first.": (
            lambda x, t: np.sum(t) / np.sum(x)
        ),
        "below stands the square of the sum. The sum of the squares is wanted.": (
            lambda x, t: np.sum(x * t) / np.sum(x) ** 2
        ),
        "above stands the product of two sums. The sum of the products is wanted.": (
            lambda x, t: np.sum(x) * np.sum(t) / np.sum(x * x)
        ),
        "below stands the sum of t squared: x belongs there.": lambda x, t: np.sum(x * t) / np.sum(t * t),
        "it is the slope of a line that may miss zero. This line goes through zero.": (
            lambda x, t: np.sum((x - np.mean(x)) * (t - np.mean(t))) / np.sum((x - np.mean(x)) ** 2)
        ),
        "the sum below is lost.": lambda x, t: np.sum(x * t),
        "the mean stands above, a sum below: N does not cancel.": lambda x, t: np.mean(x * t) / np.sum(x * x),
        "the sum stands above, a mean below: N does not cancel.": lambda x, t: np.sum(x * t) / np.mean(x * x),
        "it is one value for each sample: sum over them, above and below.": lambda x, t: t / x,
    },
)

check_largest_rate = Exercise(
    references=REFERENCES,
    name="largest_rate",
    parameters=("x",),
    results=("largest_rate(x)",),
    draws=(inputs,),
    begin="An update multiplies the distance to the goal by 1 - 2 mu a. When does that reach minus one?",
    look="One over the mean of the squared inputs.",
    mistakes={
        "it is the mean of the squared inputs itself: divide one by it.": lambda x: np.mean(x * x),
        "it is half of it: this rate arrives in a single step. The largest one doubles it.": (
            lambda x: 1 / (2 * np.mean(x * x))
        ),
        "it is twice too large: 2 mu a must stay below two.": lambda x: 2 / np.mean(x * x),
        "the sum stands where the mean is meant.": lambda x: 1 / np.sum(x * x),
        "the square is taken of the mean. Take the mean of the squares.": lambda x: 1 / np.mean(x) ** 2,
        "the square is lost: the mean of the SQUARED inputs is wanted.": lambda x: 1 / np.mean(x),
        "the square is lost, and sizes are taken: the mean of the SQUARED inputs is wanted.": (
            lambda x: 1 / np.mean(np.abs(x))
        ),
        "it is the mean of one over the squares: take the mean first.": lambda x: np.mean(1 / (x * x)),
        "the largest input alone is used. All of them count, by the mean of their squares.": (
            lambda x: 1 / np.max(x * x)
        ),
        "it is the variance that is used, in which the mean is taken off first.": lambda x: 1 / np.var(x),
        "it is one value for each sample: take the mean of the squares.": lambda x: 1 / (x * x),
    },
)


def _needed(low: float, high: float) -> Callable[[Generator], tuple[Any, ...]]:
    """Return a draw whose number of updates has its fraction between two numbers before it is rounded up."""

    def drawn(rng: Generator) -> tuple[Any, ...]:
        (x,) = inputs(rng)
        factor = float(rng.choice([-1, 1]) * rng.uniform(0.3, 0.9))
        updates = int(rng.integers(3, 12)) + float(rng.uniform(low, high))
        return x, float((1 - factor) / (2 * np.mean(x * x))), float(abs(factor) ** updates)

    return drawn


def _logs(x: Any, rate: float, share: float, two: float = 2.0) -> float:
    return float(np.log(share) / np.log(abs(1 - two * rate * np.mean(x * x))))


def _signed(x: Any, rate: float, share: float) -> int:
    """Return after how many updates the distance, its sign included, is at most the share."""
    factor, distance, updates = float(1 - 2 * rate * np.mean(x * x)), 1.0, 0
    while distance > share:
        distance *= factor
        updates += 1
    return updates


check_updates_needed = Exercise(
    references=REFERENCES,
    name="updates_needed",
    parameters=("x", "learning_rate", "share"),
    results=("updates_needed(x, learning_rate, share)",),
    draws=(_needed(0.1, 0.4), _needed(0.6, 0.9)),
    begin="Each update multiplies the distance by the same factor. Count, or take logarithms and round up.",
    look="Count for a factor of one half and a share of one tenth by hand: it is four.",
    mistakes={
        "it is not a whole number of updates: round up.": _logs,
        "it is one too few: after so many updates the distance is still larger than the share. Round up, not down.": (
            lambda x, mu, s: np.floor(_logs(x, mu, s))
        ),
        "it is one too many: one update before the share is reached already.": (
            lambda x, mu, s: updates_needed(x, mu, s) + 1
        ),
        "it is rounded to the nearest whole number. Round up: the distance must be below the share.": (
            lambda x, mu, s: np.around(_logs(x, mu, s))
        ),
        "this is for the loss: it falls with the square of the distance, twice as fast.": (
            lambda x, mu, s: np.ceil(_logs(x, mu, s) / 2)
        ),
        "the factor 2 is lost: an update multiplies the distance by 1 - 2 mu a.": (
            lambda x, mu, s: np.ceil(_logs(x, mu, s, 1.0))
        ),
        "the factor may be negative, and a distance has no sign: compare its size with the share.": _signed,
        "the sign is lost: the number of updates is positive.": lambda x, mu, s: -updates_needed(x, mu, s),
        "it is always one. Are the two logarithms the wrong way round? That of the factor stands below.": lambda x, mu, s: (
            np.ceil(1 / _logs(x, mu, s))
        ),
        "it is zero. If it comes from a loop: that goes on while the distance is LARGER than the share.": lambda x, mu, s: (
            0
        ),
        "the logarithm of the factor is lost.": lambda x, mu, s: np.ceil(-np.log(s)),
    },
)
