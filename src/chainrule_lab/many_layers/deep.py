"""Exercises 7 and 8: how large the first weights should be, and what the way back costs."""

from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule_lab.exercise import Exercise
from chainrule_lab.many_layers.references import REFERENCES


def _neurons(rng: Generator) -> tuple[float]:
    return (float(rng.integers(5, 200)),)


check_initial_scale = Exercise(
    references=REFERENCES,
    name="initial_scale",
    parameters=("n",),
    results=("initial_scale(n)",),
    draws=(_neurons,),
    each="entry",
    begin="The error is multiplied by a quarter and by s times the root of n. When is that one?",
    look="Solve s √n / 4 = 1 for s.",
    mistakes={
        "the root is lost: n stands under it.": lambda n: 4 / n,
        "the four stands below. Solve s √n / 4 = 1 for s.": lambda n: 1 / (4 * np.sqrt(n)),
        "the quarter is lost: the slope of the logistic function is at most that.": lambda n: 1 / np.sqrt(n),
        "it is the factor itself, for weights of size one. The size that makes it one is wanted.": lambda n: (
            np.sqrt(n) / 4
        ),
        "it is the variance. The standard deviation is its root.": lambda n: 16 / n,
        "the root and the four are lost: solve s √n / 4 = 1 for s.": lambda n: 1 / n,
        "two stands where four is meant.": lambda n: 2 / np.sqrt(n),
    },
)


def _sizes(rng: Generator) -> tuple[Any]:
    return (rng.permutation(np.arange(3, 30))[: int(rng.integers(4, 7))],)


def _products(sizes: Any) -> float:
    return float(np.sum(sizes[:-1] * sizes[1:]))


check_multiplications = Exercise(
    references=REFERENCES,
    name="multiplications",
    parameters=("sizes",),
    results=("multiplications(sizes)",),
    draws=(_sizes,),
    each="entry",
    begin="Between two layers of a and b neurons stand a times b weights. How often is each used, there and back?",
    look="Three times the sum of the products of neighbouring sizes.",
    mistakes={
        "this is the way forward alone. Back, each weight is used twice.": lambda sizes: _products(sizes),
        "this is the way back alone. The way forward belongs to it.": lambda sizes: 2 * _products(sizes),
        "the biases are counted. They are added, not multiplied.": lambda sizes: (
            3 * (_products(sizes) + np.sum(sizes[1:]))
        ),
        "all sizes are multiplied with each other. Only neighbours are joined.": lambda sizes: (
            3 * float(np.prod(sizes.astype(float)))
        ),
        "the sizes are added. Between two layers each neuron is joined with each.": lambda sizes: (
            3 * float(np.sum(sizes))
        ),
        "the sizes are added, and each is counted once: multiply neighbours, and think of the way back.": (
            lambda sizes: float(np.sum(sizes))
        ),
        "all sizes are multiplied with each other, and counted once. Only neighbours are joined.": (
            lambda sizes: float(np.prod(sizes.astype(float)))
        ),
        "the last pair of layers is missing.": lambda sizes: 3 * _products(sizes[:-1]),
        "the first pair of layers is missing.": lambda sizes: 3 * _products(sizes[1:]),
    },
)
