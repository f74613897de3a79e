r"""The right functions of lab 1: those of the chapter, and what the lab adds to them."""

from collections.abc import Callable
from typing import Any

import numpy as np

from chainrule.gradient_descent import best_weight, gradient, largest_rate, loss, nn, update


def mean_gradient(x: np.ndarray, t: np.ndarray, w: float) -> float:
    r"""Return the gradient of the mean loss: one number."""
    return float(np.mean(gradient(x, nn(x, w), t)))


def train(
    x: np.ndarray, t: np.ndarray, w: float, learning_rate: float, iterations: int
) -> tuple[list[float], list[float]]:
    """Return the weights and the losses of a run: K + 1 entries each."""
    weights = [w]
    for _ in range(iterations):
        weights.append(float(update(x, t, weights[-1], learning_rate)))
    return weights, [float(loss(nn(x, each), t)) for each in weights]


def updates_needed(x: np.ndarray, learning_rate: float, share: float) -> int:
    """Return after how many updates the distance to the best weight is at most this share of what it was."""
    factor = abs(1 - 2 * learning_rate / largest_rate(x))
    return int(np.ceil(np.log(share) / np.log(factor)))


def gradient_abs(x: np.ndarray, y: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Return the gradient of the size of the error, for each sample."""
    return np.asarray(x * np.sign(y - t))


def gradients_offset(x: np.ndarray, t: np.ndarray, w: float, b: float) -> tuple[float, float]:
    r"""Return the gradients of the mean loss by the weight and by the offset b, which is added to each output."""
    y = nn(x, w) + b
    return float(np.mean(gradient(x, y, t))), float(np.mean(2 * (y - t)))


REFERENCES: dict[str, Callable[..., Any]] = {
    "nn": nn,
    "loss": loss,
    "gradient": gradient,
    "mean_gradient": mean_gradient,
    "update": update,
    "train": train,
    "best_weight": best_weight,
    "largest_rate": largest_rate,
    "updates_needed": updates_needed,
    "gradient_abs": gradient_abs,
    "gradients_offset": gradients_offset,
}
