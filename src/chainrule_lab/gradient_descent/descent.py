"""Exercises 5 and 6: the update, and the training loop."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule.gradient_descent import loss, nn
from chainrule_lab.exercise import Exercise
from chainrule_lab.gradient_descent.points import one_with_rate, with_rate
from chainrule_lab.gradient_descent.references import REFERENCES, mean_gradient, train
from chainrule_lab.runs import run_mistakes

Step = Callable[[np.ndarray, np.ndarray, float, float], float]


def _at_rate(rate: float) -> Step:
    return lambda x, t, w, mu: w - rate * mean_gradient(x, t, w)


_STEPS: dict[str, Step] = {
    "the step is added. Downhill is against the gradient: subtract it.": (
        lambda x, t, w, mu: w + mu * mean_gradient(x, t, w)
    ),
    "the learning rate is lost: the whole gradient is subtracted.": (
        lambda x, t, w, mu: w - mean_gradient(x, t, w)
    ),
    "the learning rate is lost, and the gradient added.": lambda x, t, w, mu: w + mean_gradient(x, t, w),
    **{
        f"the learning rate is always {rate:g}. Use the one that is handed over.": _at_rate(rate)
        for rate in (0.001, 0.01, 0.05, 0.1, 0.5, 0.9, 2)
    },
    "it divides by the learning rate, where it multiplies.": (
        lambda x, t, w, mu: w - mean_gradient(x, t, w) / mu
    ),
    "the gradients are summed over the samples. Use their mean.": (
        lambda x, t, w, mu: w - mu * len(x) * mean_gradient(x, t, w)
    ),
    "the gradient is divided by N once too often: it is a mean already.": (
        lambda x, t, w, mu: w - mu / len(x) * mean_gradient(x, t, w)
    ),
    "the loss is subtracted. Subtract its gradient.": lambda x, t, w, mu: (
        w - mu * float(np.mean((t - x * w) ** 2))
    ),
    "the sign of the gradient is used, not its size: every step is as long as the other.": (
        lambda x, t, w, mu: w - mu * float(np.sign(mean_gradient(x, t, w)))
    ),
}

check_update = Exercise(
    references=REFERENCES,
    name="update",
    parameters=("x", "t", "w", "learning_rate"),
    results=("the new weight",),
    draws=(one_with_rate, with_rate),
    begin="The old weight, minus the learning rate times the gradient.",
    look="New weight: the old one, minus the learning rate times its gradient.",
    mistakes={
        **_STEPS,
        "this is the gradient. The new weight is wanted.": lambda x, t, w, mu: mean_gradient(x, t, w),
        "this is the step. Subtract it from the weight.": lambda x, t, w, mu: mu * mean_gradient(x, t, w),
        "this is minus the step. Add the old weight.": lambda x, t, w, mu: -mu * mean_gradient(x, t, w),
        "the weight is multiplied. The step is subtracted from it.": (
            lambda x, t, w, mu: w * (1 - mu * mean_gradient(x, t, w))
        ),
        "it is the other way round: the old weight minus the step, not the step minus the weight.": (
            lambda x, t, w, mu: mu * mean_gradient(x, t, w) - w
        ),
        "the weight is as before: nothing is updated.": lambda x, t, w, mu: w,
        "the step is a value for each sample. Take the mean of the gradients first.": (
            lambda x, t, w, mu: w - mu * 2 * (x * w - t) * x
        ),
    },
)


def _run(rng: Generator) -> tuple[Any, ...]:
    return *with_rate(rng), int(rng.integers(4, 7))


def _with_step(step: Step) -> Callable[..., Any]:
    def run(x: np.ndarray, t: np.ndarray, w: float, mu: float, iterations: int) -> Any:
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
    begin="Start two lists with the weight and the loss of the start; append to each after each update.",
    look="Run it with one update, and compare with `update`.",
    mistakes={
        **run_mistakes(train),
        **{words: _with_step(step) for words, step in _STEPS.items()},
        "the loss is summed over the samples. The mean loss is wanted.": lambda x, t, w, mu, K: (
            lambda run: (run[0], len(x) * np.array(run[1]))
        )(train(x, t, w, mu, K)),
        "the losses belong to the weights before: compute each from the new weight.": lambda x, t, w, mu, K: (
            lambda run: (run[0], [run[1][0], *run[1][:-1]])
        )(train(x, t, w, mu, K)),
        "these are the gradients, not the losses.": lambda x, t, w, mu, K: (
            lambda run: (run[0], [mean_gradient(x, t, each) for each in run[0]])
        )(train(x, t, w, mu, K)),
    },
)
