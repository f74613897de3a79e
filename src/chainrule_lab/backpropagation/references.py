r"""The solutions of the lab that the chapter has not: in its names, built on `chainrule`.

`REFERENCES` holds one function for each exercise. A check puts them in the place of the reader's other
functions, so that a mistake in one exercise does not spoil the next.
"""

# mypy: disable-error-code="no-any-return"
# NumPy types a function of an array as Any.

from collections.abc import Callable
from typing import Any

import numpy as np

from chainrule.activations import logistic, rbf, rbf_derivative, softplus
from chainrule.backpropagation import (
    backprop_update,
    gradient_output,
    gradient_weight_hidden,
    hidden_activations,
    loss,
    loss_for_param,
)
from chainrule.backpropagation import gradients as gradients
from chainrule.backpropagation import train as path_of

Lists = tuple[list[float], list[float], list[float]]
"""Weights, biases and losses of a run: K + 1 entries each."""


def forward(x: np.ndarray, wh: float, bo: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the four quantities of the forward step: `zh`, `h`, `zo`, `y`."""
    zh = x * wh
    h = hidden_activations(x, wh)
    zo = h + bo
    return zh, h, zo, logistic(zo)


def stable_loss(zo: np.ndarray, t: np.ndarray) -> float:
    r"""Return the mean cross-entropy from $z_o$, which does not overflow."""
    return float(np.mean(softplus(zo) - t * zo))


def slope(f: Callable[[float], float], w: float, epsilon: float) -> float:
    r"""Return the central difference of a function of one number."""
    return (f(w + epsilon) - f(w - epsilon)) / (2 * epsilon)


def is_right(f: Callable[[float], float], df: Callable[[float], float], w: float) -> bool:
    """Return whether a derivative and the central difference agree to one part in ten thousand."""
    analytic, numeric = df(w), slope(f, w, 1e-4)
    return bool(abs(analytic - numeric) <= 1e-4 * max(abs(analytic), abs(numeric)))


def train(x: np.ndarray, t: np.ndarray, wh: float, bo: float, learning_rate: float, iterations: int) -> Lists:
    """Return the chapter's run as three lists, its losses included."""
    path = path_of(x, t, wh, bo, learning_rate, iterations)
    return columns([(w, b, loss_for_param(x, w, b, t)) for w, b in path.tolist()])


def bump(zh: np.ndarray) -> np.ndarray:
    r"""Return the inverse quadratic, another bump: $\psi(z_h) = 1 / (1 + z_h^2)$."""
    return 1 / (1 + zh * zh)


def bump_derivative(zh: np.ndarray) -> np.ndarray:
    r"""Return the derivative of the inverse quadratic, $-2 z_h \psi(z_h)^2$."""
    return -2 * zh * bump(zh) ** 2


def train_with(
    x: np.ndarray,
    t: np.ndarray,
    wh: float,
    bo: float,
    learning_rate: float,
    iterations: int,
    activation: Callable[[np.ndarray], np.ndarray],
    derivative: Callable[[np.ndarray], np.ndarray],
) -> Lists:
    """Return the run of gradient descent with any activation of the hidden neuron."""
    run = []
    for k in range(iterations + 1):
        zh = x * wh
        zo = activation(zh) + bo
        run.append((wh, bo, stable_loss(zo, t)))
        if k < iterations:
            grad_output = logistic(zo) - t
            wh, bo = (
                wh - learning_rate * float(np.mean(x * derivative(zh) * grad_output)),
                bo - learning_rate * float(np.mean(grad_output)),
            )
    return columns(run)


def gradients_wo(x: np.ndarray, t: np.ndarray, wh: float, wo: float, bo: float) -> tuple[float, float, float]:
    r"""Return the gradients by $w_h$, $w_o$ and $b_o$ where $z_o = w_o h + b_o$."""
    zh = x * wh
    h = rbf(zh)
    grad_output = gradient_output(logistic(wo * h + bo), t)
    grad_hidden = wo * grad_output
    return (
        float(np.mean(gradient_weight_hidden(x, zh, h, grad_hidden))),
        float(np.mean(h * grad_output)),
        float(np.mean(grad_output)),
    )


def velocity(v: float, gradient: float, learning_rate: float, momentum: float) -> float:
    r"""Return the new velocity of a parameter: $\lambda v - \mu \, \partial \xi / \partial w$."""
    return momentum * v - learning_rate * gradient


def train_momentum(
    x: np.ndarray, t: np.ndarray, wh: float, bo: float, learning_rate: float, momentum: float, iterations: int
) -> Lists:
    """Return the run of gradient descent whose velocities keep a share of what they were."""
    vh = vo = 0.0
    run = [(wh, bo, loss_for_param(x, wh, bo, t))]
    for _ in range(iterations):
        d_wh, d_bo = gradients(x, t, wh, bo)
        vh = velocity(vh, d_wh, learning_rate, momentum)
        vo = velocity(vo, d_bo, learning_rate, momentum)
        wh, bo = wh + vh, bo + vo
        run.append((wh, bo, loss_for_param(x, wh, bo, t)))
    return columns(run)


def columns(run: list[tuple[float, float, float]]) -> Lists:
    """Return a run as three lists."""
    wh, bo, xi = (list(column) for column in zip(*run, strict=True))
    return wh, bo, xi


REFERENCES: dict[str, Callable[..., Any]] = {
    "rbf": rbf,
    "rbf_derivative": rbf_derivative,
    "logistic": logistic,
    "forward": forward,
    "loss": loss,
    "stable_loss": stable_loss,
    "gradient_output": gradient_output,
    "gradient_weight_hidden": gradient_weight_hidden,
    "gradients": gradients,
    "slope": slope,
    "is_right": is_right,
    "update": backprop_update,
    "train": train,
    "bump": bump,
    "bump_derivative": bump_derivative,
    "train_with": train_with,
    "gradients_wo": gradients_wo,
    "train_momentum": train_momentum,
}
