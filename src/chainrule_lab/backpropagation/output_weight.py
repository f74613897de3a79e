"""Exercise 8: a weight at the output."""

from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule.activations import logistic, rbf, rbf_derivative
from chainrule.backpropagation import gradient_weight_hidden
from chainrule_lab.backpropagation.references import REFERENCES, gradients_wo
from chainrule_lab.draws import bias, one_sample, samples, weight
from chainrule_lab.exercise import Exercise


def _one_with_wo(rng: Generator) -> tuple[Any, ...]:
    return *one_sample(rng), weight(rng), weight(rng) + 0.3, bias(rng)


def _with_wo(rng: Generator) -> tuple[Any, ...]:
    return *samples(rng), weight(rng), weight(rng) + 0.3, bias(rng)


def _wo(
    x: np.ndarray,
    t: np.ndarray,
    wh: float,
    wo: float,
    bo: float,
    /,
    forward: float | None = None,
    back: float | None = None,
) -> tuple[float, float, float]:
    """Return the three gradients with another weight on the way forward, or on the way back."""
    zh = x * wh
    h = rbf(zh)
    error = logistic((wo if forward is None else forward) * h + bo) - t
    hidden = (wo if back is None else back) * error
    return (
        float(np.mean(gradient_weight_hidden(x, zh, h, hidden))),
        float(np.mean(h * error)),
        float(np.mean(error)),
    )


def _error(x: np.ndarray, t: np.ndarray, wh: float, wo: float, bo: float) -> Any:
    return logistic(wo * rbf(x * wh) + bo) - t


def _second(factor: Any) -> Any:
    """Return the form in which another quantity than h stands in the gradient of wo."""

    def form(*a: Any) -> Any:
        d_wh, _, d_bo = gradients_wo(*a)
        return d_wh, np.mean(factor(*a) * _error(*a)), d_bo

    return form


check_gradients_wo = Exercise(
    references=REFERENCES,
    name="gradients_wo",
    parameters=("x", "t", "wh", "wo", "bo"),
    results=("the gradient of wh", "the gradient of wo", "the gradient of bo"),
    draws=(_one_with_wo, _with_wo),
    begin="Start from `gradients`. On the way forward zo = wo * h + bo; on the way back two things change.",
    look="Check it with your own `slope`: it needs no derivation.",
    mistakes={
        "wo is lost on the way back: the error at the hidden neuron's output is wo times the error signal now.": (
            lambda x, t, wh, wo, bo: _wo(x, t, wh, wo, bo, back=1.0)
        ),
        "wo is lost on the way forward: zo = wo * h + bo.": lambda x, t, wh, wo, bo: _wo(
            x, t, wh, wo, bo, forward=1.0
        ),
        "wo is lost, forward and back: these are the gradients of the network without it.": (
            lambda x, t, wh, wo, bo: _wo(x, t, wh, wo, bo, forward=1.0, back=1.0)
        ),
        "the error signal is divided by wo on the way back, where it is multiplied.": lambda x, t, wh, wo, bo: (
            _wo(x, t, wh, wo, bo, back=1 / wo)
        ),
        "h is lost: zo grows by h, not by 1, if wo grows by 1.": _second(lambda *a: 1.0),
        "zh stands where h is meant: wo multiplies what the hidden neuron gives.": _second(
            lambda *a: a[0] * a[2]
        ),
        "x stands where h is meant: wo multiplies what the hidden neuron gives.": _second(lambda *a: a[0]),
        "wo itself stands where h is meant: the derivative of wo * h by wo is h.": _second(lambda *a: a[3]),
        "wo stands in it besides h: the derivative of wo * h by wo is h alone.": _second(
            lambda *a: a[3] * rbf(a[0] * a[2])
        ),
        "the output y stands where h is meant.": _second(lambda *a: logistic(a[3] * rbf(a[0] * a[2]) + a[4])),
        "the slope of the bump stands in it. That comes later, on the way to wh.": _second(
            lambda *a: rbf_derivative(a[0] * a[2])
        ),
        "h times the slope of the bump stands in it. The slope comes later, on the way to wh.": _second(
            lambda *a: rbf(a[0] * a[2]) * rbf_derivative(a[0] * a[2])
        ),
        "bo is a factor too many: zo grows by 1 if bo grows by 1, whatever bo is.": lambda *a: (
            *gradients_wo(*a)[:2],
            a[4] * gradients_wo(*a)[2],
        ),
        "it has a factor wo. The bias is added after the weight: its factor is 1.": lambda *a: (
            *gradients_wo(*a)[:2],
            a[3] * gradients_wo(*a)[2],
        ),
        "it is the sum over the samples. The gradient of the mean loss is the mean.": (
            lambda *a: np.size(a[0]) * np.array(gradients_wo(*a))
        ),
        "the slope of the bump is lost: first carry the error from the neuron's output to its input.": lambda *a: (
            np.mean(a[0] * a[3] * _error(*a)),
            *gradients_wo(*a)[1:],
        ),
        "x is lost: this is the mean error signal at the hidden neuron's input.": lambda *a: (
            np.mean(rbf_derivative(a[0] * a[2]) * a[3] * _error(*a)),
            *gradients_wo(*a)[1:],
        ),
        "the order is another: first wh, then wo, then bo.": lambda *a: np.array(gradients_wo(*a))[[0, 2, 1]],
    },
)
