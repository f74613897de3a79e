"""Exercises 9 and 10: the update, and the training loop."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule.classification import gradient, loss, nn
from chainrule_lab.classification.points import with_rate
from chainrule_lab.classification.references import REFERENCES, train
from chainrule_lab.exercise import Exercise
from chainrule_lab.reading import Floats
from chainrule_lab.runs import run_mistakes

Step = Callable[[Floats, Floats, Floats, float], Floats]


def _slope(x: Floats, t: Floats, w: Floats) -> Floats:
    return np.asarray(gradient(x, nn(x, w), t))


def _at_rate(rate: float) -> Step:
    return lambda x, t, w, mu: w - rate * _slope(x, t, w)


def _one_after_the_other(x: Floats, t: Floats, w: Floats, mu: float) -> Floats:
    first = w - mu * _slope(x, t, w) * [1, 0]
    return np.asarray(first - mu * _slope(x, t, first) * [0, 1])


_STEPS: dict[str, Step] = {
    "the step is added. Subtract it; or are outputs and targets handed on in the other order?": (
        lambda x, t, w, mu: w + mu * _slope(x, t, w)
    ),
    "the learning rate is lost: the whole gradient is subtracted.": lambda x, t, w, mu: w - _slope(x, t, w),
    **{
        f"the learning rate is always {rate:g}. Use the one that is handed over.": _at_rate(rate)
        for rate in (0.01, 0.05, 0.1, 0.5, 2)
    },
    "it divides by the learning rate, where it multiplies.": lambda x, t, w, mu: w - _slope(x, t, w) / mu,
    "the gradients are summed over the samples. Use their mean.": lambda x, t, w, mu: (
        w - mu * len(x) * _slope(x, t, w)
    ),
    "the gradient is divided by N once too often: it is a mean already.": lambda x, t, w, mu: (
        w - mu / len(x) * _slope(x, t, w)
    ),
    "w1 is changed before the gradient of w2 is taken. Take both gradients at the old weights.": (
        _one_after_the_other
    ),
    "both weights take the step of the first.": lambda x, t, w, mu: w - mu * _slope(x, t, w)[0],
    "the two steps are swapped.": lambda x, t, w, mu: w - mu * _slope(x, t, w)[::-1],
    "only the first weight moves.": lambda x, t, w, mu: w - mu * _slope(x, t, w) * [1, 0],
    "z stands where the outputs are meant: `gradient` wants probabilities.": lambda x, t, w, mu: (
        w - mu * np.asarray(gradient(x, x @ w, t))
    ),
}

check_update = Exercise(
    references=REFERENCES,
    name="update",
    parameters=("x", "t", "w", "learning_rate"),
    results=("the new weights",),
    each="weight",
    draws=(with_rate,),
    begin="The outputs first, then their gradient; then the old weights minus the learning rate times it.",
    look="New weights: the old ones, minus the learning rate times their gradient.",
    mistakes={
        **_STEPS,
        "this is the gradient. The new weights are wanted.": lambda x, t, w, mu: _slope(x, t, w),
        "this is the step. Subtract it from the weights.": lambda x, t, w, mu: mu * _slope(x, t, w),
        "this is minus the step. Add the old weights.": lambda x, t, w, mu: -mu * _slope(x, t, w),
        "the weights are multiplied. The step is subtracted from them.": lambda x, t, w, mu: (
            w * (1 - mu * _slope(x, t, w))
        ),
        "the weights are as before: nothing is updated.": lambda x, t, w, mu: w,
    },
)


def _run(rng: Generator) -> tuple[Any, ...]:
    return *with_rate(rng), int(rng.integers(4, 7))


def _with_step(step: Step) -> Callable[..., Any]:
    def run(x: Floats, t: Floats, w: Floats, mu: float, iterations: int) -> Any:
        weights = [w]
        for _ in range(iterations):
            weights.append(step(x, t, weights[-1], mu))
        return weights, [float(loss(nn(x, each), t)) for each in weights]

    return run


check_train = Exercise(
    references=REFERENCES,
    name="train",
    parameters=("x", "t", "w", "learning_rate", "iterations"),
    results=("the weights", "the losses"),
    each="iteration",
    draws=(_run,),
    begin="Start two lists with the weights and the loss of the start; append to each after each update.",
    look="Run it with one update, and compare with `update`.",
    mistakes={
        **run_mistakes(train),
        **{words: _with_step(step) for words, step in _STEPS.items()},
        "the loss is summed over the samples. The mean loss is wanted.": lambda x, t, w, mu, K: (
            lambda run: (run[0], len(x) * np.array(run[1]))
        )(train(x, t, w, mu, K)),
        "the losses belong to the weights before: compute each from the new weights.": (
            lambda x, t, w, mu, K: (lambda run: (run[0], [run[1][0], *run[1][:-1]]))(train(x, t, w, mu, K))
        ),
    },
)
