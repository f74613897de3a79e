"""Exercise 7, second half: training with any activation."""

from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule.activations import rbf_derivative
from chainrule_lab.backpropagation.references import REFERENCES, bump, bump_derivative, train, train_with
from chainrule_lab.draws import bias, samples, weight
from chainrule_lab.exercise import Exercise
from chainrule_lab.runs import run_mistakes


def _activation(rng: Generator) -> tuple[Any, ...]:
    def wave(zh: np.ndarray) -> np.ndarray:
        return np.asarray(np.cos(zh)) + 0.3 * zh

    def wave_derivative(zh: np.ndarray) -> np.ndarray:
        return 0.3 - np.asarray(np.sin(zh))

    pair = (bump, bump_derivative) if rng.integers(2) else (wave, wave_derivative)
    return *samples(rng), weight(rng), bias(rng), float(rng.uniform(0.3, 0.9)), int(rng.integers(4, 7)), *pair


def _trained(x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float, *pair: Any) -> Any:
    *given, iterations = pair
    return train_with(x, t, wh, bo, mu, iterations, *given)


def _counted_last(form: Any) -> Any:
    """Return a form that takes the number of updates last as one that takes it where the exercise has it."""
    return lambda x, t, wh, bo, mu, K, *pair: form(x, t, wh, bo, mu, *pair, K)


check_train_with = Exercise(
    references=REFERENCES,
    name="train_with",
    parameters=("x", "t", "wh", "bo", "learning_rate", "iterations", "activation", "derivative"),
    results=("wh", "bo", "xi"),
    each="iteration",
    draws=(_activation,),
    begin="Take your `update` and `train`, and put activation(zh) and derivative(zh) where the RBF was.",
    look="Only two places know the RBF: h, and the slope on the way back.",
    mistakes={
        **{words: _counted_last(form) for words, form in run_mistakes(_trained).items()},
        "the activation that was handed over is not used: this is the run with the RBF.": (
            lambda x, t, wh, bo, mu, K, f, df: train(x, t, wh, bo, mu, K)
        ),
        "on the way back the slope is that of the RBF. Use the derivative that was handed over.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, lambda z: -2 * z * f(z))
        ),
        "on the way back the slope is the RBF's, whatever the activation.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, rbf_derivative)
        ),
        "the derivative is taken at h. The slope is wanted at zh.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, lambda z: df(f(z)))
        ),
        "the derivative is taken at x. The slope is wanted at zh.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, lambda z: df(x))
        ),
        "the slope is lost on the way back: the error at the neuron's OUTPUT is multiplied by x.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, np.ones_like)
        ),
        "the activation itself stands where its derivative is meant.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, f)
        ),
        "the step is added. Downhill is against the gradient: subtract it.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, -mu, K, f, df)
        ),
        "the learning rate is lost.": lambda x, t, wh, bo, mu, K, f, df: train_with(
            x, t, wh, bo, 1.0, K, f, df
        ),
        "the gradients are summed over the samples. Use their mean.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu * np.size(x), K, f, df)
        ),
    },
)
