"""Exercise 6: the update, and the training loop."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule.backpropagation import loss_for_param
from chainrule_lab.backpropagation.references import REFERENCES, Lists, columns, gradients, train
from chainrule_lab.draws import bias, one_sample, samples, weight
from chainrule_lab.exercise import Exercise
from chainrule_lab.runs import run_mistakes

Rule = Callable[[float, float], tuple[float, float]]


def _update_by_one(rng: Generator) -> tuple[Any, ...]:
    return *one_sample(rng), weight(rng), bias(rng), float(rng.uniform(0.3, 0.9))


def update_arguments(rng: Generator) -> tuple[Any, ...]:
    """Return samples, a weight, a bias and a learning rate."""
    return *samples(rng), weight(rng), bias(rng), float(rng.uniform(0.3, 0.9))


def _step(
    x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float, sign: float = -1
) -> tuple[float, float]:
    d_wh, d_bo = gradients(x, t, wh, bo)
    return wh + sign * mu * d_wh, bo + sign * mu * d_bo


def _one_after_the_other(
    x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float
) -> tuple[float, float]:
    wh = _step(x, t, wh, bo, mu)[0]
    return wh, _step(x, t, wh, bo, mu)[1]


def _bias_first(x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float) -> tuple[float, float]:
    bo = _step(x, t, wh, bo, mu)[1]
    return _step(x, t, wh, bo, mu)[0], bo


def _at_rate(rate: float) -> Callable[[np.ndarray, np.ndarray, float, float, float], tuple[float, float]]:
    return lambda x, t, wh, bo, mu: _step(x, t, wh, bo, rate)


_STEPS: dict[str, Callable[[np.ndarray, np.ndarray, float, float, float], tuple[float, float]]] = {
    "the step is added. Downhill is against the gradient: subtract it.": lambda x, t, w, b, mu: _step(
        x, t, w, b, mu, 1
    ),
    "the learning rate is lost: the whole gradient is subtracted.": lambda x, t, w, b, mu: _step(
        x, t, w, b, 1
    ),
    "the learning rate is lost, and the gradient added.": lambda x, t, w, b, mu: _step(x, t, w, b, 1, 1),
    **{
        f"the learning rate is always {rate:g}. Use the one that is handed over.": _at_rate(rate)
        for rate in (0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 2, 10)
    },
    "it divides by the learning rate, where it multiplies.": lambda x, t, w, b, mu: _step(x, t, w, b, 1 / mu),
    "the gradients are summed over the samples. Use their mean.": lambda x, t, w, b, mu: _step(
        x, t, w, b, mu * np.size(x)
    ),
    "the gradients are divided by N once too often: they are means already.": lambda x, t, w, b, mu: _step(
        x, t, w, b, mu / np.size(x)
    ),
    "wh is changed before the gradient of bo is taken. Take both gradients at the old parameters.": (
        _one_after_the_other
    ),
    "bo is changed before the gradient of wh is taken. Take both gradients at the old parameters.": _bias_first,
    "bo goes along the gradient of wh. It has its own.": lambda x, t, w, b, mu: (
        w - mu * gradients(x, t, w, b)[0],
        b - mu * gradients(x, t, w, b)[0],
    ),
    "wh goes along the gradient of bo. It has its own.": lambda x, t, w, b, mu: (
        w - mu * gradients(x, t, w, b)[1],
        b - mu * gradients(x, t, w, b)[1],
    ),
    "the two gradients are swapped: wh goes along that of bo.": lambda x, t, w, b, mu: (
        w - mu * gradients(x, t, w, b)[1],
        b - mu * gradients(x, t, w, b)[0],
    ),
}


check_update = Exercise(
    references=REFERENCES,
    name="update",
    parameters=("x", "t", "wh", "bo", "learning_rate"),
    results=("the new wh", "the new bo"),
    draws=(_update_by_one, update_arguments),
    begin="Take both gradients first, with your function `gradients`; then move both parameters.",
    look="New parameter: the old one, minus the learning rate times its gradient.",
    mistakes={
        **_STEPS,
        "these are the gradients. The new parameters are wanted.": lambda x, t, wh, bo, mu: gradients(
            x, t, wh, bo
        ),
        "these are the steps. Subtract them from the parameters.": lambda x, t, wh, bo, mu: (
            mu * np.array(gradients(x, t, wh, bo))
        ),
        "these are the steps, with their sign. Add them to the parameters.": lambda x, t, wh, bo, mu: (
            -mu * np.array(gradients(x, t, wh, bo))
        ),
        "the parameters are multiplied. The step is subtracted from them.": lambda x, t, wh, bo, mu: (
            np.array([wh, bo]) * (1 - mu * np.array(gradients(x, t, wh, bo)))
        ),
        "wh and bo were handed on to `gradients` in another order.": lambda x, t, wh, bo, mu: (
            np.array([wh, bo]) - mu * np.array(gradients(x, t, bo, wh))
        ),
        "the signs are the wrong way round: the old parameter minus the step, not the step minus the parameter.": (
            lambda x, t, wh, bo, mu: -np.array(_step(x, t, wh, bo, mu))
        ),
        "it is as before: it is not updated.": lambda x, t, wh, bo, mu: (wh, bo),
    },
)


def _train(rng: Generator) -> tuple[Any, ...]:
    return *update_arguments(rng), int(rng.integers(4, 7))


def run(x: np.ndarray, t: np.ndarray, wh: float, bo: float, iterations: int, rule: Rule) -> Lists:
    """Return the history of a run whose rule gives the next parameters."""
    history = [(wh, bo, loss_for_param(x, wh, bo, t))]
    for _ in range(iterations):
        wh, bo = rule(wh, bo)
        history.append((wh, bo, loss_for_param(x, wh, bo, t)))
    return columns(history)


def _with_step(step: Callable[..., tuple[float, float]]) -> Callable[..., Lists]:
    return lambda x, t, wh, bo, mu, K: run(x, t, wh, bo, K, lambda w, b: step(x, t, w, b, mu))


check_train = Exercise(
    references=REFERENCES,
    name="train",
    parameters=("x", "t", "wh", "bo", "learning_rate", "iterations"),
    results=("wh", "bo", "xi"),
    each="iteration",
    draws=(_train,),
    begin="Start three lists with the parameters and the loss of the start; append to each after each update.",
    look="Run it with one update, and compare with `update`.",
    mistakes={
        **run_mistakes(train),
        "the new wh and the new bo are swapped: update returns wh first.": _with_step(
            lambda x, t, w, b, mu: _step(x, t, w, b, mu)[::-1]
        ),
        **{words: _with_step(step) for words, step in _STEPS.items()},
        "the loss is summed over the samples. The mean loss is wanted.": lambda x, t, wh, bo, mu, K: (
            lambda h: (h[0], h[1], np.multiply(h[2], np.size(x)))
        )(train(x, t, wh, bo, mu, K)),
    },
)
