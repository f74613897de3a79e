"""Exercise 9: momentum."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule_lab.backpropagation.descent import run, update_arguments
from chainrule_lab.backpropagation.references import REFERENCES, Lists, gradients, train, train_momentum
from chainrule_lab.exercise import Exercise
from chainrule_lab.runs import run_mistakes


def _momentum(rng: Generator) -> tuple[Any, ...]:
    return *update_arguments(rng), float(rng.uniform(0.4, 0.8)), int(rng.integers(4, 7))


Velocity = Callable[[float, float, float, float], float]
"""The new velocity from the old one, the gradient, the learning rate and the momentum."""


def _with_velocity(velocity: Velocity) -> Callable[..., Lists]:
    def form(
        x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float, m: float, iterations: int
    ) -> Lists:
        v = [0.0, 0.0]

        def rule(w: float, b: float) -> tuple[float, float]:
            v[:] = [velocity(old, g, mu, m) for old, g in zip(v, gradients(x, t, w, b), strict=True)]
            return w + v[0], b + v[1]

        return run(x, t, wh, bo, iterations, rule)

    return form


def _ahead(x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float, m: float, iterations: int) -> Lists:
    """Return a run after Nesterov: the gradient is taken where the velocity leads."""
    v = [0.0, 0.0]

    def rule(w: float, b: float) -> tuple[float, float]:
        d = gradients(x, t, w + m * v[0], b + m * v[1])
        v[:] = [m * old - mu * g for old, g in zip(v, d, strict=True)]
        return w + v[0], b + v[1]

    return run(x, t, wh, bo, iterations, rule)


def _late(x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float, m: float, iterations: int) -> Lists:
    """Return a run in which the parameters move by the velocity of the update before."""
    v = [0.0, 0.0]

    def rule(w: float, b: float) -> tuple[float, float]:
        old = list(v)
        v[:] = [m * last - mu * g for last, g in zip(v, gradients(x, t, w, b), strict=True)]
        return w + old[0], b + old[1]

    return run(x, t, wh, bo, iterations, rule)


def _one_alone(without: int) -> Callable[..., Lists]:
    """Return the form in which one of the two parameters has no momentum."""

    def form(
        x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float, m: float, iterations: int
    ) -> Lists:
        v, share = [0.0, 0.0], [m, m]
        share[without] = 0.0

        def rule(w: float, b: float) -> tuple[float, float]:
            d = gradients(x, t, w, b)
            v[:] = [s * old - mu * g for s, old, g in zip(share, v, d, strict=True)]
            return w + v[0], b + v[1]

        return run(x, t, wh, bo, iterations, rule)

    return form


def _shared(last: bool) -> Callable[..., Lists]:
    """Return the form in which both parameters use one velocity: each in turn, or both what is left last."""

    def form(
        x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float, m: float, iterations: int
    ) -> Lists:
        v = 0.0

        def rule(w: float, b: float) -> tuple[float, float]:
            nonlocal v
            d_wh, d_bo = gradients(x, t, w, b)
            first = m * v - mu * d_wh
            v = m * first - mu * d_bo
            return w + (v if last else first), b + v

        return run(x, t, wh, bo, iterations, rule)

    return form


def _in_turn(
    x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float, m: float, iterations: int
) -> Lists:
    """Return a run in which the gradient of bo is taken after wh has moved."""
    v = [0.0, 0.0]

    def rule(w: float, b: float) -> tuple[float, float]:
        v[0] = m * v[0] - mu * gradients(x, t, w, b)[0]
        w += v[0]
        v[1] = m * v[1] - mu * gradients(x, t, w, b)[1]
        return w, b + v[1]

    return run(x, t, wh, bo, iterations, rule)


check_train_momentum = Exercise(
    references=REFERENCES,
    name="train_momentum",
    parameters=("x", "t", "wh", "bo", "learning_rate", "momentum", "iterations"),
    results=("wh", "bo", "xi"),
    each="iteration",
    draws=(_momentum,),
    begin="Take your `train` and give each parameter a velocity, 0.0 before the first update.",
    look="The first update is the same as without momentum. Compare the second by hand.",
    mistakes={
        **run_mistakes(train_momentum),
        "the momentum does not count: these are the plain updates.": lambda x, t, wh, bo, mu, m, K: train(
            x, t, wh, bo, mu, K
        ),
        "the velocity is not kept from one update to the next: it starts at 0 each time.": _with_velocity(
            lambda v, g, mu, m: -(1 + m) * mu * g
        ),
        "the step is multiplied by the momentum, and no velocity is kept.": _with_velocity(
            lambda v, g, mu, m: -m * mu * g
        ),
        "the run goes uphill: a minus sign is lost, or stands both in the velocity and where it is applied.": (
            _with_velocity(lambda v, g, mu, m: m * v + mu * g)
        ),
        "the momentum acts on the gradient, too: only the old velocity is multiplied by it.": _with_velocity(
            lambda v, g, mu, m: m * (v - mu * g)
        ),
        "the gradient is multiplied by 1 - momentum. Here it is not.": _with_velocity(
            lambda v, g, mu, m: m * v - (1 - m) * mu * g
        ),
        "the learning rate acts on the old velocity, too: only the gradient is multiplied by it.": _with_velocity(
            lambda v, g, mu, m: mu * (m * v - g)
        ),
        "the learning rate is lost.": _with_velocity(lambda v, g, mu, m: m * v - g),
        "the old velocity is kept whole: it is not multiplied by the momentum.": _with_velocity(
            lambda v, g, mu, m: v - mu * g
        ),
        "momentum and learning rate are swapped.": _with_velocity(lambda v, g, mu, m: mu * v - m * g),
        "the sign of the old velocity is lost: it brakes.": _with_velocity(
            lambda v, g, mu, m: -m * v - mu * g
        ),
        "the parameters move by the old velocity. First the new velocity, then the move.": _late,
        "bo has no momentum. It needs a velocity of its own.": _one_alone(1),
        "wh has no momentum. It needs a velocity of its own.": _one_alone(0),
        "both parameters share one velocity. Each needs its own.": _shared(last=False),
        "both parameters share one velocity, the one of bo. Each needs its own.": _shared(last=True),
        "the gradient is taken where the velocity leads (Nesterov). Here it is taken at the parameters.": _ahead,
        "wh is changed before the gradient of bo is taken. Take both gradients at the old parameters.": _in_turn,
    },
)
