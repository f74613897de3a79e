"""Random points for a network in matrices, whose sizes all differ: a lost transpose shows."""

import numpy as np
from numpy.random import Generator

from chainrule.activations import logistic
from chainrule_lab.draws import SAMPLES
from chainrule_lab.reading import Floats

D, M, C = 4, 3, 2


def normal(rng: Generator, *shape: int) -> Floats:
    """Return normal numbers."""
    return np.asarray(rng.normal(size=shape))


def samples(rng: Generator) -> int:
    """Return a number of samples."""
    return int(rng.integers(SAMPLES[0], SAMPLES[1] + 1))


def one_hot(rng: Generator, n: int) -> Floats:
    """Return targets with a one in a column of each row, every column at least once."""
    return np.asarray(np.eye(C)[rng.permutation(np.arange(n) % C)])


def hidden(rng: Generator) -> tuple[Floats, Floats, Floats]:
    """Return inputs, hidden weights and biases."""
    return normal(rng, samples(rng), D), normal(rng, D, M), normal(rng, 1, M)


def logits(rng: Generator) -> tuple[Floats]:
    """Return inputs of the output neurons."""
    return (normal(rng, samples(rng), C + 1),)


def outputs(rng: Generator) -> tuple[Floats, Floats]:
    """Return outputs, and targets."""
    n = samples(rng)
    return np.asarray(rng.dirichlet(np.full(C, 2.0), n)), one_hot(rng, n)


def layer(rng: Generator) -> tuple[Floats, Floats]:
    """Return activations of a layer, and the error signals of the next."""
    n = samples(rng)
    return logistic(normal(rng, n, M)), normal(rng, n, C)


def errors(rng: Generator) -> tuple[Floats]:
    """Return error signals."""
    return (normal(rng, samples(rng), C),)


def way_back(rng: Generator) -> tuple[Floats, Floats, Floats]:
    """Return hidden activations, output weights, and the error signals of the output."""
    H, delta_o = layer(rng)
    return H, normal(rng, M, C), delta_o


def network(rng: Generator) -> tuple[Floats, Floats, Floats, Floats, Floats, Floats]:
    """Return inputs, targets, and all parameters."""
    n = samples(rng)
    parameters = normal(rng, D, M), normal(rng, 1, M), normal(rng, M, C), normal(rng, 1, C)
    return normal(rng, n, D), one_hot(rng, n), *parameters


def moving(rng: Generator) -> tuple[Floats, Floats, Floats, float, float]:
    """Return a parameter, its velocity and gradient, a learning rate and a momentum."""
    three = normal(rng, D, M), normal(rng, D, M), normal(rng, D, M)
    return *three, float(rng.uniform(0.05, 0.3)), float(rng.uniform(0.5, 0.9))
