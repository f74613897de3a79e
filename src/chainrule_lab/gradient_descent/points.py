"""Random points for the line: flat arrays, as in the chapter."""

from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule_lab.draws import column, weight
from chainrule_lab.reading import Floats


def flat(rng: Generator, low: float, high: float, n: int | None = None) -> Floats:
    """Return values one after the other, shape (n,)."""
    return np.ravel(column(rng, low, high, n))


def inputs(rng: Generator) -> tuple[Floats]:
    """Return inputs."""
    return (flat(rng, -2, 2),)


def inputs_and_weight(rng: Generator) -> tuple[Floats, float]:
    """Return inputs and a weight."""
    return *inputs(rng), weight(rng)


def outputs(rng: Generator) -> tuple[Floats, Floats]:
    """Return outputs and targets."""
    y = flat(rng, -2, 2)
    return y, flat(rng, -2, 2, len(y))


def one_output(rng: Generator) -> tuple[Floats, Floats]:
    """Return an output and a target, such as can be worked by hand."""
    return flat(rng, -2, 2, 1), flat(rng, -2, 2, 1)


def samples(rng: Generator) -> tuple[Floats, Floats]:
    """Return inputs and targets."""
    return outputs(rng)


def one_sample(rng: Generator) -> tuple[Floats, Floats]:
    """Return an input and a target."""
    return one_output(rng)


def with_outputs(rng: Generator) -> tuple[Floats, Floats, Floats]:
    """Return inputs, outputs and targets."""
    y, t = outputs(rng)
    return flat(rng, -2, 2, len(y)), y, t


def with_weight(rng: Generator) -> tuple[Floats, Floats, float]:
    """Return inputs, targets and a weight."""
    return *samples(rng), weight(rng)


def one_with_weight(rng: Generator) -> tuple[Floats, Floats, float]:
    """Return an input, a target and a weight."""
    return *one_sample(rng), weight(rng)


def with_rate(rng: Generator) -> tuple[Any, ...]:
    """Return inputs, targets, a weight and a learning rate."""
    return *with_weight(rng), float(rng.uniform(0.1, 0.9))


def one_with_rate(rng: Generator) -> tuple[Any, ...]:
    """Return an input, a target, a weight and a learning rate."""
    return *one_with_weight(rng), float(rng.uniform(0.1, 0.9))
