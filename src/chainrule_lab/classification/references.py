r"""The right functions of lab 2: those of the chapter, and what the lab adds to them."""

from collections.abc import Callable
from typing import Any

import numpy as np

from chainrule.activations import logistic
from chainrule.classification import gradient, gradient_output, loss, nn, nn_predict, update


def surprise(y: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Return the cross-entropy of each sample."""
    return np.asarray(-(t * np.log(y) + (1 - t) * np.log(1 - y)))


def logistic_slope(y: np.ndarray) -> np.ndarray:
    r"""Return the slope of the logistic function from its value: $y (1 - y)$."""
    return np.asarray(y * (1 - y))


def train(
    x: np.ndarray, t: np.ndarray, w: np.ndarray, learning_rate: float, iterations: int
) -> tuple[list[np.ndarray], list[float]]:
    """Return the weights and the losses of a run: K + 1 entries each."""
    weights = [w]
    for _ in range(iterations):
        weights.append(update(x, t, weights[-1], learning_rate))
    return weights, [float(loss(nn(x, each), t)) for each in weights]


def count_wrong(x: np.ndarray, t: np.ndarray, w: np.ndarray) -> tuple[int, int]:
    """Return how many red and how many blue samples are on the wrong side."""
    wrong = nn_predict(x, w) != t
    return int(np.sum(wrong & (t == 0))), int(np.sum(wrong & (t == 1)))


def with_ones(x: np.ndarray) -> np.ndarray:
    """Return the inputs with one more column, of ones, behind the others."""
    return np.column_stack([x, np.ones(len(x))])


def gradient_squares(x: np.ndarray, y: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Return the gradient of the mean squared error of logistic outputs, one number a weight."""
    return np.asarray(x.T @ (2 * (y - t) * y * (1 - y)) / len(x))


REFERENCES: dict[str, Callable[..., Any]] = {
    "logistic": logistic,
    "nn": nn,
    "nn_predict": nn_predict,
    "surprise": surprise,
    "loss": loss,
    "logistic_slope": logistic_slope,
    "gradient_output": gradient_output,
    "gradient": gradient,
    "update": update,
    "train": train,
    "count_wrong": count_wrong,
    "with_ones": with_ones,
    "gradient_squares": gradient_squares,
}
