"""Exercises 1 to 4: the layers, forward and back, and the end."""

import numpy as np
from numpy.random import Generator

from chainrule.activations import logistic
from chainrule.vectorization import softmax
from chainrule_lab.draws import SAMPLES
from chainrule_lab.exercise import Exercise
from chainrule_lab.many_layers.references import REFERENCES, linear_backward
from chainrule_lab.reading import Floats

INPUTS, OUTPUTS = 4, 3


def _samples(rng: Generator) -> int:
    return int(rng.integers(SAMPLES[0], SAMPLES[1] + 1))


def _forward(rng: Generator) -> tuple[Floats, Floats, Floats]:
    n = _samples(rng)
    return rng.normal(size=(n, INPUTS)), rng.normal(size=(INPUTS, OUTPUTS)), rng.normal(size=OUTPUTS)


def _backward(rng: Generator) -> tuple[Floats, Floats, Floats]:
    X, W, _ = _forward(rng)
    return X, W, rng.normal(size=(len(X), OUTPUTS))


def _logistic(rng: Generator) -> tuple[Floats, Floats]:
    n = _samples(rng)
    return logistic(rng.normal(size=(n, OUTPUTS))), rng.normal(size=(n, OUTPUTS))


def _end(rng: Generator) -> tuple[Floats, Floats]:
    n = _samples(rng)
    return rng.normal(size=(n, OUTPUTS)), np.eye(OUTPUTS)[rng.permutation(np.arange(n) % OUTPUTS)]


check_linear_forward = Exercise(
    references=REFERENCES,
    name="linear_forward",
    parameters=("X", "W", "b"),
    results=("linear_forward(X, W, b)",),
    draws=(_forward,),
    each="entry",
    begin="A matrix product, plus the biases.",
    look="X @ W + b.",
    mistakes={
        "the biases are lost.": lambda X, W, b: X @ W,
        "the biases are subtracted.": lambda X, W, b: X @ W - b,
        "an activation stands in it. That is another layer.": lambda X, W, b: logistic(X @ W + b),
        "the biases are multiplied.": lambda X, W, b: (X @ W) * b,
    },
)

check_linear_backward = Exercise(
    references=REFERENCES,
    name="linear_backward",
    parameters=("X", "W", "dZ"),
    results=("dX", "dW", "db"),
    draws=(_backward,),
    each="entry",
    begin="Three results: dZ through the weights, the inputs times dZ, and the sum of dZ over the samples.",
    look="Look at the shapes: dX has that of X, dW that of W, db that of b. Transposes do it.",
    mistakes={
        "dW is divided by N. The error has that factor already.": lambda X, W, dZ: (
            linear_backward(X, W, dZ)[0],
            X.T @ dZ / len(X),
            dZ.sum(axis=0),
        ),
        "the gradients are divided by N. The error has that factor already.": lambda X, W, dZ: (
            linear_backward(X, W, dZ)[0],
            X.T @ dZ / len(X),
            dZ.mean(axis=0),
        ),
        "db is the mean over the samples. The error has the factor 1 / N already: sum.": lambda X, W, dZ: (
            dZ @ W.T,
            X.T @ dZ,
            dZ.mean(axis=0),
        ),
        "it has one number for each sample. Sum over the samples: axis=0.": lambda X, W, dZ: (
            dZ @ W.T,
            X.T @ dZ,
            dZ.sum(axis=1),
        ),
        "it is not summed over the samples: they all share the biases.": lambda X, W, dZ: (
            dZ @ W.T,
            X.T @ dZ,
            dZ,
        ),
        "the sign is lost.": lambda X, W, dZ: tuple(-g for g in linear_backward(X, W, dZ)),
        "dX and dW have changed places.": lambda X, W, dZ: (X.T @ dZ, dZ @ W.T, dZ.sum(axis=0)),
    },
)

check_logistic_backward = Exercise(
    references=REFERENCES,
    name="logistic_backward",
    parameters=("H", "dH"),
    results=("logistic_backward(H, dH)",),
    draws=(_logistic,),
    each="entry",
    begin="H is what came out on the way forward. Which slope belongs to it?",
    look="dH times H times 1 - H, entry by entry.",
    mistakes={
        "the slope is lost.": lambda H, dH: dH * 1.0,
        "this is the slope alone. Multiply it by dH.": lambda H, dH: H * (1 - H),
        "H is an output already: the logistic function is taken twice.": lambda H, dH: (
            dH * logistic(H) * (1 - logistic(H))
        ),
        "the slope is H (1 - H): here it is H alone.": lambda H, dH: dH * H,
        "the slope is H (1 - H): here it is 1 - H alone.": lambda H, dH: dH * (1 - H),
        "the slope is that of the hyperbolic tangent.": lambda H, dH: dH * (1 - H**2),
        "the sign is turned: the slope is H (1 - H).": lambda H, dH: dH * H * (H - 1),
        "the slope is added. Along a path, rates are multiplied.": lambda H, dH: dH + H * (1 - H),
    },
)

check_cross_entropy_error = Exercise(
    references=REFERENCES,
    name="cross_entropy_error",
    parameters=("Z", "T"),
    results=("cross_entropy_error(Z, T)",),
    draws=(_end,),
    each="entry",
    begin="Z are the inputs of the softmax. What did chapter 4 find, and what changes for a mean?",
    look="(softmax(Z) - T) / N.",
    mistakes={
        "it is that of the sum. The loss is a mean here: divide by the number of samples.": lambda Z, T: (
            softmax(Z) - T
        ),
        "the softmax is lost: Z are its inputs, not the outputs.": lambda Z, T: (Z - T) / len(T),
        "the softmax is lost, and the division by the number of samples.": lambda Z, T: Z - T,
        "the sign is lost: output minus target.": lambda Z, T: (T - softmax(Z)) / len(T),
        "it is divided by the number of entries. Divide by the number of samples.": lambda Z, T: (
            (softmax(Z) - T) / T.size
        ),
        "it is divided by the number of classes. Divide by the number of samples.": lambda Z, T: (
            (softmax(Z) - T) / T.shape[1]
        ),
        "each entry has a logistic function of its own. The softmax is meant.": lambda Z, T: (
            (logistic(Z) - T) / len(T)
        ),
    },
)
