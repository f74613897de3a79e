"""Exercise 2: the forward step."""

import numpy as np
from numpy.random import Generator

from chainrule.activations import logistic, rbf, rbf_derivative
from chainrule_lab.backpropagation.references import REFERENCES
from chainrule_lab.draws import bias, column, weight, whole
from chainrule_lab.exercise import Exercise
from chainrule_lab.reading import Floats


def _network(rng: Generator) -> tuple[Floats, float, float]:
    return column(rng, -2, 2), weight(rng), bias(rng)


def _forward_from(
    zh: np.ndarray, h: np.ndarray, bo: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    return zh, h, h + bo, logistic(h + bo)


check_forward = Exercise(
    references=REFERENCES,
    name="forward",
    parameters=("x", "wh", "bo"),
    results=("zh", "h", "zo", "y"),
    draws=(_network, whole(_network)),
    begin="Four lines, one for each formula, and `return zh, h, zo, y`.",
    look="Compare your line with its formula.",
    mistakes={
        "the bias is added to the input of the hidden neuron. It belongs to the output neuron.": (
            lambda x, wh, bo: _forward_from(x * wh + bo, rbf(x * wh + bo), bo)
        ),
        "weight and input are added, where they are multiplied.": (
            lambda x, wh, bo: _forward_from(x + wh, rbf(x + wh), bo)
        ),
        "the input is divided by the weight, where it is multiplied.": (
            lambda x, wh, bo: _forward_from(x / wh, rbf(x / wh), bo)
        ),
        "it is computed from x; between the two stands the weight: use zh.": (
            lambda x, wh, bo: _forward_from(x * wh, rbf(x), bo)
        ),
        "the activation function is lost: h is zh, unchanged.": (
            lambda x, wh, bo: _forward_from(x * wh, x * wh, bo)
        ),
        "it is the derivative of the activation function, not the function.": (
            lambda x, wh, bo: _forward_from(x * wh, rbf_derivative(x * wh), bo)
        ),
        "it is the logistic function of zh. The hidden neuron has the bump.": (
            lambda x, wh, bo: _forward_from(x * wh, logistic(x * wh), bo)
        ),
        "zh stands where h is meant: the output neuron sees what the hidden neuron gives.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), x * wh + bo, logistic(x * wh + bo))
        ),
        "the bias is lost.": lambda x, wh, bo: _forward_from(x * wh, rbf(x * wh), 0.0),
        "the bias is subtracted.": lambda x, wh, bo: _forward_from(x * wh, rbf(x * wh), -bo),
        "h and the bias are multiplied, where they are added.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), rbf(x * wh) * bo, logistic(rbf(x * wh) * bo))
        ),
        "it is the bump once more. The output neuron has the logistic function.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), rbf(x * wh) + bo, rbf(rbf(x * wh) + bo))
        ),
        "brackets are lost: `1 / 1 + a` is 1 + a. Write 1 / (1 + a), or use `logistic`.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), rbf(x * wh) + bo, 1 + np.exp(-rbf(x * wh) - bo))
        ),
        "the logistic function is lost: y is zo, unchanged.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), rbf(x * wh) + bo, rbf(x * wh) + bo)
        ),
        "it is rounded to a class. The output itself is wanted.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), rbf(x * wh) + bo, np.around(logistic(rbf(x * wh) + bo)))
        ),
        "the sign in the logistic function's exponent is lost: it is 1 - y.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), rbf(x * wh) + bo, logistic(-rbf(x * wh) - bo))
        ),
    },
)
