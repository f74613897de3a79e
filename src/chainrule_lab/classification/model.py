"""Exercises 1 to 3: from a line to a probability, and to a decision."""

import numpy as np
from numpy.random import Generator

from chainrule.activations import logistic
from chainrule_lab.classification.points import sums, with_weights
from chainrule_lab.classification.references import REFERENCES
from chainrule_lab.draws import whole
from chainrule_lab.exercise import Exercise
from chainrule_lab.reading import Floats

check_logistic = Exercise(
    references=REFERENCES,
    name="logistic",
    parameters=("z",),
    results=("logistic(z)",),
    draws=(sums, whole(sums)),
    begin="One over one plus the exponential of -z: `np.exp` takes a whole array.",
    look="Compute it for z = 0 by hand: it is one half.",
    mistakes={
        "the minus sign in the exponent is lost: it is large where it should be small.": (
            lambda z: 1 / (1 + np.exp(z))
        ),
        "brackets are lost: `1 / 1 + a` is 1 + a. Write 1 / (1 + a).": lambda z: 1 + np.exp(-z),
        "it is upside down: one over it is wanted, and the sign of the exponent is lost too.": (
            lambda z: 1 + np.exp(z)
        ),
        "it is the exponential alone.": lambda z: np.exp(-z),
        "it is the exponential alone, of the other sign.": lambda z: np.exp(z),
        "the one in the denominator is lost.": lambda z: 1 / np.exp(-2 * z),
        "a minus stands in the denominator, where a plus belongs.": lambda z: 1 / (1 - np.exp(-z)),
        "it is tanh, which goes from minus one to one. This one goes from zero to one.": np.tanh,
        "it is the slope of the logistic function.": lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
        "it is rounded to a class. The probability itself is wanted.": lambda z: np.around(logistic(z)),
        "the power is one of two: the base is e, `np.exp`.": lambda z: 1 / (1 + 2.0 ** (-z)),
        "z is squared in the exponent.": lambda z: 1 / (1 + np.exp(-z * z)),
    },
)

check_nn = Exercise(
    references=REFERENCES,
    name="nn",
    parameters=("x", "w"),
    results=("nn(x, w)",),
    draws=(with_weights, whole(with_weights)),
    begin="First z, each input times its weight, added up; then the logistic function of it.",
    look="Take one sample: multiply its two inputs with the two weights, and add.",
    mistakes={
        "the logistic function is lost: this is z.": lambda x, w: x @ w,
        "the second input is lost.": lambda x, w: logistic(x[:, 0] * w[0]),
        "the first input is lost.": lambda x, w: logistic(x[:, 1] * w[1]),
        "each input has the other's weight.": lambda x, w: logistic(x @ w[::-1]),
        "one product is subtracted, where both are added.": lambda x, w: logistic(
            x[:, 0] * w[0] - x[:, 1] * w[1]
        ),
        "both inputs have the first weight.": lambda x, w: logistic(w[0] * (x[:, 0] + x[:, 1])),
        "both inputs have the second weight.": lambda x, w: logistic(w[1] * (x[:, 0] + x[:, 1])),
        "the products are not added up: there are two values for each sample. Use `@`, or sum along axis 1.": (
            lambda x, w: logistic(x * w)
        ),
        "x[0] is the first SAMPLE. The first input of all samples is the column x[:, 0].": (
            lambda x, w: logistic(x[0] * w[0] + x[1] * w[1])
        ),
        "the mean of the products is taken, not their sum.": lambda x, w: logistic(x @ w / 2),
        "the logistic function is taken of each product, before they are added.": (
            lambda x, w: np.sum(logistic(x * w), axis=1)
        ),
        "the logistic function is taken of the inputs. It comes after the weights.": (
            lambda x, w: logistic(x) @ w
        ),
        "it is the probability of red: the sign of z is lost.": lambda x, w: logistic(-(x @ w)),
        "it is the logistic function twice.": lambda x, w: logistic(logistic(x @ w)),
        "it is rounded to a class. The probability itself is wanted.": (
            lambda x, w: np.around(logistic(x @ w))
        ),
        "the sum runs over the samples. Each sample has a sum of its own.": (
            lambda x, w: logistic(np.sum(x * w, axis=0))
        ),
    },
)


def _certain(rng: Generator) -> tuple[Floats, Floats]:
    x, w = with_weights(rng)
    return 3 * x, w


check_nn_predict = Exercise(
    references=REFERENCES,
    name="nn_predict",
    parameters=("x", "w"),
    results=("nn_predict(x, w)",),
    draws=(with_weights, _certain),
    begin="Where the output exceeds one half it is 1, else 0. You may use your function `nn`.",
    look="Compare each output with one half.",
    mistakes={
        "this is the probability. Round it to 0 or 1.": lambda x, w: logistic(x @ w),
        "it is the other way round: 1 is blue, where the output EXCEEDS one half.": (
            lambda x, w: (x @ w < 0) * 1.0
        ),
        "it is 1 for every sample: is the output compared with 0? It is always above that.": (
            lambda x, w: np.ones(len(x))
        ),
        "it is 0 for every sample: is the output compared with 1, or cut to a whole number? It is always below that.": (
            lambda x, w: np.zeros(len(x))
        ),
        "z is compared with one half. The output is, or z with 0.": lambda x, w: (x @ w > 0.5) * 1.0,
        "it is 1 and -1: the sign of z. The classes are 1 and 0.": lambda x, w: np.sign(x @ w),
        "it is the number of blue samples. One class for each sample is wanted.": (
            lambda x, w: np.sum(x @ w > 0)
        ),
    },
)
