"""Random points for the plane: two inputs a sample, flat targets, as in the chapter."""

from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule_lab.draws import column, targets, weight
from chainrule_lab.reading import Floats


def inputs(rng: Generator) -> tuple[Floats]:
    """Return inputs, shape (n, 2)."""
    first = column(rng, -2, 2)
    return (np.hstack([first, column(rng, -2, 2, len(first))]),)


def weights(rng: Generator) -> Floats:
    """Return two weights, not close to 0, of either sign."""
    return np.array([weight(rng), weight(rng)])


def with_weights(rng: Generator) -> tuple[Floats, Floats]:
    """Return inputs and weights."""
    return *inputs(rng), weights(rng)


def sums(rng: Generator) -> tuple[Floats]:
    """Return what the logistic function is given, shape (n,)."""
    return (np.ravel(column(rng, -4, 4)),)


def probabilities(rng: Generator) -> tuple[Floats]:
    """Return outputs, neither close to 0 nor to 1, shape (n,)."""
    return (np.ravel(column(rng, 0.05, 0.95)),)


def outputs(rng: Generator) -> tuple[Floats, Floats]:
    """Return outputs and targets."""
    (y,) = probabilities(rng)
    return y, np.ravel(targets(rng, len(y)))


def one_output(rng: Generator) -> tuple[Floats, Floats]:
    """Return an output and a target, such as can be worked by hand."""
    return np.ravel(column(rng, 0.05, 0.95, 1)), np.array([float(rng.integers(2))])


def with_outputs(rng: Generator) -> tuple[Floats, Floats, Floats]:
    """Return inputs, outputs and targets."""
    (x,) = inputs(rng)
    return x, np.ravel(column(rng, 0.05, 0.95, len(x))), np.ravel(targets(rng, len(x)))


def samples(rng: Generator) -> tuple[Floats, Floats, Floats]:
    """Return inputs, targets and weights."""
    (x,) = inputs(rng)
    return x, np.ravel(targets(rng, len(x))), weights(rng)


def with_rate(rng: Generator) -> tuple[Any, ...]:
    """Return inputs, targets, weights and a learning rate."""
    return *samples(rng), float(rng.uniform(0.3, 0.9))
