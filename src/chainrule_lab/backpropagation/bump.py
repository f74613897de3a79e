"""Exercise 1: the bump and its slope."""

import numpy as np
from numpy.random import Generator

from chainrule.activations import rbf, rbf_derivative
from chainrule_lab.backpropagation.references import REFERENCES
from chainrule_lab.draws import column, whole
from chainrule_lab.exercise import Exercise
from chainrule_lab.reading import Floats


def _zh(rng: Generator) -> tuple[Floats]:
    return (column(rng, -1.5, 1.5),)


check_rbf = Exercise(
    references=REFERENCES,
    name="rbf",
    parameters=("zh",),
    results=("rbf(zh)",),
    draws=(_zh, whole(_zh)),
    begin="Return `np.exp` of something that is never positive.",
    look="Compute it for zh = 0 by hand: it is 1 there. Then for zh = 1.",
    mistakes={
        "the minus sign in the exponent is lost. (-zh)**2 loses it too: write -(zh**2).": lambda zh: np.exp(
            zh**2
        ),
        "the square is lost: zh stands in the exponent, not its square.": lambda zh: np.exp(-zh),
        "the square is lost, and the minus sign: e to the power of zh.": np.exp,
        "a factor 2 stands where the square is meant: `zh * 2` is not `zh ** 2`.": lambda zh: np.exp(-2 * zh),
        "there is a factor 2 in the exponent.": lambda zh: np.exp(-2 * zh**2),
        "there is a factor 1/2 in the exponent. The normal distribution has it, this function has not.": (
            lambda zh: np.exp(-(zh**2) / 2)
        ),
        "the exponential is lost: this is only the exponent.": lambda zh: -(zh**2),
        "the absolute value stands in the exponent, where the square is meant.": lambda zh: np.exp(
            -np.abs(zh)
        ),
        "it is the inverse quadratic, 1 / (1 + zh**2). The exponential is lost.": lambda zh: 1 / (1 + zh**2),
        "this is the derivative. The function itself is wanted here.": rbf_derivative,
        "it takes the sum over the samples within the exponent (`@` or `np.dot`). Square each value.": (
            lambda zh: np.exp(-np.sum(zh * zh))
        ),
    },
)


check_rbf_derivative = Exercise(
    references=REFERENCES,
    name="rbf_derivative",
    parameters=("zh",),
    results=("rbf_derivative(zh)",),
    draws=(_zh, whole(_zh)),
    begin="The derivative of e to the power of u is itself, times the derivative of u.",
    look="Outside first: the exponential is its own derivative. Then times the derivative of the exponent.",
    mistakes={
        "the inner derivative is lost: the exponential is there, the derivative of the exponent is not.": rbf,
        "the exponential is lost: this is only the derivative of the exponent.": lambda zh: -2 * zh,
        "zh is lost: the derivative of -zh**2 is -2 zh, not -2.": lambda zh: -2 * rbf(zh),
        "the square of zh stands in front: the derivative of zh**2 is 2 zh.": lambda zh: -2 * zh**2 * rbf(zh),
        "rbf(zh) stands in it twice. Once is enough.": lambda zh: -2 * zh * rbf(zh) ** 2,
        "the minus sign in the exponent is lost.": lambda zh: -2 * zh * np.exp(zh**2),
        "the power rule is for a power of the variable, not for a power of e: the exponent stays.": (
            lambda zh: -(zh**2) * np.exp(-(zh**2) - 1)
        ),
        "zh and rbf(zh) are added; the chain rule multiplies.": lambda zh: -2 * zh + rbf(zh),
    },
)
