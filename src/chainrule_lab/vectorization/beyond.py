"""Exercises 10 and 11: another activation, and a logarithm that keeps its digits."""

import numpy as np
from numpy.random import Generator

from chainrule.vectorization import log_softmax, softmax
from chainrule_lab.exercise import Exercise
from chainrule_lab.reading import Floats
from chainrule_lab.vectorization.points import logits, normal, way_back
from chainrule_lab.vectorization.references import REFERENCES


def _with_tanh(rng: Generator) -> tuple[Floats, Floats, Floats]:
    H, Wo, delta_o = way_back(rng)
    return np.tanh(normal(rng, *H.shape)), Wo, delta_o


check_error_tanh = Exercise(
    references=REFERENCES,
    name="error_tanh",
    parameters=("H", "Wo", "delta_o"),
    results=("error_tanh(H, Wo, delta_o)",),
    draws=(_with_tanh,),
    each="entry",
    begin="Only the slope is another: that of the hyperbolic tangent is one minus its square.",
    look="1 - H squared, times delta_o @ Wo.T.",
    mistakes={
        "the slope is that of the logistic function.": lambda H, Wo, delta_o: H * (1 - H) * (delta_o @ Wo.T),
        "the slope is lost.": lambda H, Wo, delta_o: delta_o @ Wo.T,
        "the square is lost: the slope is one minus the SQUARE of H.": lambda H, Wo, delta_o: (
            (1 - H) * (delta_o @ Wo.T)
        ),
        "all of 1 - H is squared. The square belongs to H alone.": lambda H, Wo, delta_o: (
            (1 - H) ** 2 * (delta_o @ Wo.T)
        ),
        "the sign is turned: one minus the square, and not plus.": lambda H, Wo, delta_o: (
            (1 + H**2) * (delta_o @ Wo.T)
        ),
        "H is an activation already: the hyperbolic tangent is taken twice.": lambda H, Wo, delta_o: (
            (1 - np.tanh(H) ** 2) * (delta_o @ Wo.T)
        ),
    },
)


def _large(rng: Generator) -> tuple[Floats]:
    return (1000 * logits(rng)[0],)


check_log_softmax = Exercise(
    references=REFERENCES,
    name="log_softmax",
    parameters=("Z",),
    results=("log_softmax(Z)",),
    draws=(logits, _large),
    each="entry",
    begin="Subtract the largest entry of each row first. Then no exponent is positive.",
    look="Z minus its row's largest, minus the logarithm of the sum of the exponentials of that.",
    mistakes={
        "it is the softmax itself, without the logarithm.": lambda Z: softmax(Z),
        "the sign is turned.": lambda Z: -log_softmax(Z),
        "the largest of ALL entries is subtracted. Another row may lie far below it: take that of each row.": (
            lambda Z: (Z - Z.max()) - np.log(np.sum(np.exp(Z - Z.max()), axis=1, keepdims=True))
        ),
        "the logarithm of the sum is lost.": lambda Z: Z - Z.max(axis=-1, keepdims=True),
        "the largest entry is subtracted twice.": lambda Z: log_softmax(Z) - Z.max(axis=-1, keepdims=True),
        "the largest entry was subtracted in the sum, but not from Z itself.": lambda Z: (
            log_softmax(Z) + Z.max(axis=-1, keepdims=True)
        ),
    },
)
