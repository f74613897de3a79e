"""Random points at which answers are compared. Each comes from a generator that it is given, and from no other."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule_lab.reading import Floats

SAMPLES = (5, 8)
"""Fewest and most samples of a draw: none of them the number in the lab."""


def column(rng: Generator, low: float, high: float, n: int | None = None) -> Floats:
    """Return values below each other, shape (n, 1)."""
    size = int(rng.integers(SAMPLES[0], SAMPLES[1] + 1)) if n is None else n
    return np.asarray(rng.uniform(low, high, (size, 1)))


def targets(rng: Generator, n: int) -> Floats:
    """Return targets 0 and 1, both of them, shape (n, 1), more of the one than of the other."""
    t = (np.arange(n) < (n - 1) // 2).astype(float)
    return np.asarray(rng.permutation(t)[:, np.newaxis])


def samples(rng: Generator) -> tuple[Floats, Floats]:
    """Return inputs and targets."""
    x = column(rng, -2, 2)
    return x, targets(rng, len(x))


def one_sample(rng: Generator) -> tuple[Floats, Floats]:
    """Return an input and a target, such as can be worked by hand."""
    return column(rng, -2, 2, 1), np.array([[float(rng.integers(2))]])


def one_output(rng: Generator) -> tuple[Floats, Floats]:
    """Return an output and a target."""
    return column(rng, 0.05, 0.95, 1), np.array([[float(rng.integers(2))]])


def outputs(rng: Generator) -> tuple[Floats, Floats]:
    """Return outputs, neither close to 0 nor to 1, and targets."""
    y = column(rng, 0.05, 0.95)
    return y, targets(rng, len(y))


def weight(rng: Generator) -> float:
    """Return a weight, not close to 0, of either sign."""
    return float(rng.choice([-1, 1]) * rng.uniform(0.4, 1.6))


def bias(rng: Generator) -> float:
    """Return a bias, not close to 0, of either sign."""
    return float(rng.choice([-1, 1]) * rng.uniform(0.2, 1.5))


def whole(draw: Callable[[Generator], tuple[Any, ...]]) -> Callable[[Generator], tuple[Any, ...]]:
    """Return a draw whose first argument is an array of integers."""

    def drawn(rng: Generator) -> tuple[Any, ...]:
        first, *rest = draw(rng)
        integers = rng.permutation(np.arange(np.size(first)) - np.size(first) // 2)
        return integers.reshape(first.shape), *rest

    return drawn
