"""Exercises 5, 6 and 9: a gradient check of one's own, the update, the training loop, momentum."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule.arrays import Array
from chainrule.backpropagation import backprop_update, loss_for_param, train
from chainrule_lab.draws import bias, column, samples, weight
from chainrule_lab.exercise import Exercise
from chainrule_lab.mistakes import Forms
from chainrule_lab.references import Lists, columns, gradients, slope, train_momentum

Curve = Callable[[float], float]
Rule = Callable[[float, float], tuple[float, float]]


def curve(factor: float, rate: float) -> Curve:
    """Return an exponential function that says what it is."""

    def f(w: float) -> float:
        return factor * math.exp(rate * w)

    f.label = f"{factor:.3g} exp({rate:.3g} w)"  # type: ignore[attr-defined]
    return f


def _slope(rng: Generator) -> tuple[Curve, float, float]:
    return curve(weight(rng), weight(rng)), bias(rng), float(rng.uniform(0.1, 0.4))


def _four_points(f: Curve, w: float, epsilon: float) -> float:
    near, far = slope(f, w, epsilon), slope(f, w, 2 * epsilon)
    return (4 * near - far) / 3


check_slope = Exercise(
    name="slope",
    reference=slope,
    parameters=("f", "w", "epsilon"),
    results=("slope(f, w, epsilon)",),
    draws=(_slope,),
    begin="Call f twice: a little to the right of w, and a little to the left.",
    look="Try it on f(w) = w * w, whose central difference is 2 w exactly, with any epsilon.",
    also=(_four_points,),
    mistakes={
        "it looks to the right only: one of the two points is w itself.": lambda f, w, e: (
            (f(w + e) - f(w)) / e
        ),
        "it looks to the left only: one of the two points is w itself.": lambda f, w, e: (
            (f(w) - f(w - e)) / e
        ),
        "it looks to the right only, and divides by 2 epsilon.": lambda f, w, e: (f(w + e) - f(w)) / (2 * e),
        "it divides by epsilon. The two points are 2 epsilon apart.": lambda f, w, e: (
            (f(w + e) - f(w - e)) / e
        ),
        "brackets are lost: `a / 2 * epsilon` divides by 2 and multiplies by epsilon.": (
            lambda f, w, e: (f(w + e) - f(w - e)) / 2 * e
        ),
        "brackets are lost: without them only the second term is divided.": (
            lambda f, w, e: f(w + e) - f(w - e) / (2 * e)
        ),
        "it divides by 2. The two points are 2 epsilon apart.": lambda f, w, e: (f(w + e) - f(w - e)) / 2,
        "brackets are lost: without them only the second term is divided, and by 2.": (
            lambda f, w, e: f(w + e) - f(w - e) / 2
        ),
        "epsilon is added to the values of f. It is added to w, before f is called.": lambda f, w, e: 1.0,
        "it does not divide: this is the difference, not yet the slope.": lambda f, w, e: f(w + e) - f(w - e),
        "the two values are added, where their difference is wanted.": (
            lambda f, w, e: (f(w + e) + f(w - e)) / (2 * e)
        ),
        "left and right are swapped: it is minus the slope.": lambda f, w, e: -slope(f, w, e),
        "epsilon does not count: this is the slope with a far smaller step.": lambda f, w, e: slope(
            f, w, 1e-5
        ),
        "f is called at epsilon alone, and not around w.": lambda f, w, e: slope(f, 0, e),
        "w is scaled by 1 + epsilon and 1 - epsilon. Epsilon is added and subtracted.": (
            lambda f, w, e: (f(w * (1 + e)) - f(w * (1 - e))) / (2 * e)
        ),
    },
)


def _update(rng: Generator) -> tuple[Any, ...]:
    return *samples(rng), weight(rng), bias(rng), float(rng.uniform(0.3, 0.9))


def _update_by_one(rng: Generator) -> tuple[Any, ...]:
    x, t = column(rng, -2, 2, 1), np.array([[float(rng.integers(2))]])
    return x, t, weight(rng), bias(rng), float(rng.uniform(0.3, 0.9))


def _step(x: Array, t: Array, wh: float, bo: float, mu: float, sign: float = -1) -> tuple[float, float]:
    d_wh, d_bo = gradients(x, t, wh, bo)
    return wh + sign * mu * d_wh, bo + sign * mu * d_bo


def _one_after_the_other(x: Array, t: Array, wh: float, bo: float, mu: float) -> tuple[float, float]:
    wh = _step(x, t, wh, bo, mu)[0]
    return wh, _step(x, t, wh, bo, mu)[1]


def _bias_first(x: Array, t: Array, wh: float, bo: float, mu: float) -> tuple[float, float]:
    bo = _step(x, t, wh, bo, mu)[1]
    return _step(x, t, wh, bo, mu)[0], bo


_STEPS: dict[str, Callable[[Array, Array, float, float, float], tuple[float, float]]] = {
    "the step is added. Downhill is against the gradient: subtract it.": lambda x, t, w, b, mu: _step(
        x, t, w, b, mu, 1
    ),
    "the learning rate is lost: the whole gradient is subtracted.": lambda x, t, w, b, mu: _step(
        x, t, w, b, 1
    ),
    "the learning rate is lost, and the gradient added.": lambda x, t, w, b, mu: _step(x, t, w, b, 1, 1),
    "it divides by the learning rate, where it multiplies.": lambda x, t, w, b, mu: _step(x, t, w, b, 1 / mu),
    "the gradients are summed over the samples. Use their mean.": lambda x, t, w, b, mu: _step(
        x, t, w, b, mu * np.size(x)
    ),
    "the gradients are divided by N once too often: they are means already.": lambda x, t, w, b, mu: _step(
        x, t, w, b, mu / np.size(x)
    ),
    "wh is changed before the gradient of bo is taken. Take both gradients at the old parameters.": (
        _one_after_the_other
    ),
    "bo is changed before the gradient of wh is taken. Take both gradients at the old parameters.": _bias_first,
    "the two gradients are swapped: wh goes along that of bo.": lambda x, t, w, b, mu: (
        w - mu * gradients(x, t, w, b)[1],
        b - mu * gradients(x, t, w, b)[0],
    ),
}

check_update = Exercise(
    name="update",
    reference=backprop_update,
    parameters=("x", "t", "wh", "bo", "learning_rate"),
    results=("the new wh", "the new bo"),
    draws=(_update_by_one, _update),
    begin="Take both gradients first, with your function `gradients`; then move both parameters.",
    look="New parameter: the old one, minus the learning rate times its gradient.",
    mistakes={
        **_STEPS,
        "these are the gradients. The new parameters are wanted.": lambda x, t, wh, bo, mu: gradients(
            x, t, wh, bo
        ),
        "these are the steps. Subtract them from the parameters.": lambda x, t, wh, bo, mu: (
            mu * np.array(gradients(x, t, wh, bo))
        ),
        "the parameters are multiplied. The step is subtracted from them.": lambda x, t, wh, bo, mu: (
            np.array([wh, bo]) * (1 - mu * np.array(gradients(x, t, wh, bo)))
        ),
        "wh and bo were handed on to `gradients` in another order.": lambda x, t, wh, bo, mu: (
            np.array([wh, bo]) - mu * np.array(gradients(x, t, bo, wh))
        ),
        "the signs are the wrong way round: the old parameter minus the step, not the step minus the parameter.": (
            lambda x, t, wh, bo, mu: -np.array(_step(x, t, wh, bo, mu))
        ),
        "the parameters are as before: nothing is updated.": lambda x, t, wh, bo, mu: (wh, bo),
    },
)


def _train(rng: Generator) -> tuple[Any, ...]:
    return *_update(rng), int(rng.integers(4, 7))


def run(x: Array, t: Array, wh: float, bo: float, iterations: int, rule: Rule) -> Lists:
    """Return the history of a run whose rule gives the next parameters."""
    history = [(wh, bo, loss_for_param(x, wh, bo, t))]
    for _ in range(iterations):
        wh, bo = rule(wh, bo)
        history.append((wh, bo, loss_for_param(x, wh, bo, t)))
    return columns(history)


def _with_step(step: Callable[..., tuple[float, float]]) -> Callable[..., Lists]:
    return lambda x, t, wh, bo, mu, K: run(x, t, wh, bo, K, lambda w, b: step(x, t, w, b, mu))


def run_mistakes(trained: Callable[..., Any]) -> Forms:
    """Return what goes wrong with the book-keeping of any run."""

    def kept(change: Callable[[Any], Any]) -> Callable[..., Any]:
        return lambda *arguments: [change(np.asarray(column)) for column in trained(*arguments)]

    return {
        "the start is missing: the first entry is the one before any update.": kept(lambda c: c[1:]),
        "the last update is missing: K updates make K + 1 entries.": kept(lambda c: c[:-1]),
        "there is one update too many.": lambda *a: trained(*a[:-1], a[-1] + 1),
        "only the end is returned. Every entry on the way is wanted, from the start on.": kept(
            lambda c: c[-1]
        ),
        "all entries are the start: the new parameters are not kept for the next update.": kept(
            lambda c: np.full(len(c), c[0])
        ),
        "all entries are the last one: the same object was appended each time. Append a copy, or plain numbers.": kept(
            lambda c: np.full(len(c), c[-1])
        ),
        "it is late by one: entry k belongs to iteration k - 1.": kept(
            lambda c: np.concatenate([c[:1], c[:-1]])
        ),
        "it is early by one: entry k belongs to iteration k + 1.": lambda *a: [
            np.asarray(column)[1:] for column in trained(*a[:-1], a[-1] + 1)
        ],
        "there is one update, whatever K: does the `return` stand inside the loop?": kept(lambda c: c[:2]),
        "it runs backwards: the last entry stands first.": kept(lambda c: c[::-1]),
        "one update only is made, and then no more.": kept(
            lambda c: np.array([c[0], *[c[1]] * (len(c) - 1)])
        ),
    }


check_train = Exercise(
    name="train",
    reference=train,
    parameters=("x", "t", "wh", "bo", "learning_rate", "iterations"),
    results=("wh", "bo", "xi"),
    draws=(_train,),
    begin="Start three lists with the parameters and the loss of the start; append to each after each update.",
    look="Run it with one update, and compare with `update`.",
    mistakes={
        **run_mistakes(train),
        **{words: _with_step(step) for words, step in _STEPS.items()},
        "the loss is summed over the samples. The mean loss is wanted.": lambda x, t, wh, bo, mu, K: (
            lambda h: (h.wh, h.bo, h.xi * np.size(x))
        )(train(x, t, wh, bo, mu, K)),
    },
)


def _momentum(rng: Generator) -> tuple[Any, ...]:
    return *_update(rng), float(rng.uniform(0.4, 0.8)), int(rng.integers(4, 7))


Velocity = Callable[[float, float, float, float], float]
"""The new velocity from the old one, the gradient, the learning rate and the momentum."""


def _with_velocity(velocity: Velocity) -> Callable[..., Lists]:
    def form(x: Array, t: Array, wh: float, bo: float, mu: float, m: float, iterations: int) -> Lists:
        v = [0.0, 0.0]

        def rule(w: float, b: float) -> tuple[float, float]:
            v[:] = [velocity(old, g, mu, m) for old, g in zip(v, gradients(x, t, w, b), strict=True)]
            return w + v[0], b + v[1]

        return run(x, t, wh, bo, iterations, rule)

    return form


def _ahead(x: Array, t: Array, wh: float, bo: float, mu: float, m: float, iterations: int) -> Lists:
    """Return a run after Nesterov: the gradient is taken where the velocity leads."""
    v = [0.0, 0.0]

    def rule(w: float, b: float) -> tuple[float, float]:
        d = gradients(x, t, w + m * v[0], b + m * v[1])
        v[:] = [m * old - mu * g for old, g in zip(v, d, strict=True)]
        return w + v[0], b + v[1]

    return run(x, t, wh, bo, iterations, rule)


def _shared(last: bool) -> Callable[..., Lists]:
    """Return the form in which both parameters use one velocity: each in turn, or both what is left last."""

    def form(x: Array, t: Array, wh: float, bo: float, mu: float, m: float, iterations: int) -> Lists:
        v = 0.0

        def rule(w: float, b: float) -> tuple[float, float]:
            nonlocal v
            d_wh, d_bo = gradients(x, t, w, b)
            first = m * v - mu * d_wh
            v = m * first - mu * d_bo
            return w + (v if last else first), b + v

        return run(x, t, wh, bo, iterations, rule)

    return form


def _in_turn(x: Array, t: Array, wh: float, bo: float, mu: float, m: float, iterations: int) -> Lists:
    """Return a run in which the gradient of bo is taken after wh has moved."""
    v = [0.0, 0.0]

    def rule(w: float, b: float) -> tuple[float, float]:
        v[0] = m * v[0] - mu * gradients(x, t, w, b)[0]
        w += v[0]
        v[1] = m * v[1] - mu * gradients(x, t, w, b)[1]
        return w, b + v[1]

    return run(x, t, wh, bo, iterations, rule)


check_train_momentum = Exercise(
    name="train_momentum",
    reference=train_momentum,
    parameters=("x", "t", "wh", "bo", "learning_rate", "momentum", "iterations"),
    results=("wh", "bo", "xi"),
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
        "both parameters share one velocity. Each needs its own.": _shared(last=False),
        "both parameters share one velocity, the one of bo. Each needs its own.": _shared(last=True),
        "the gradient is taken where the velocity leads (Nesterov). Here it is taken at the parameters.": _ahead,
        "wh is changed before the gradient of bo is taken. Take both gradients at the old parameters.": _in_turn,
    },
)
