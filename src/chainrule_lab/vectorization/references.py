"""The right functions of lab 4: those of the chapter, and those of its own."""

from collections.abc import Callable
from typing import Any

import numpy as np

from chainrule.vectorization import (
    error_hidden,
    error_output,
    gradient_bias_out,
    gradient_weight_out,
    hidden_activations,
    log_softmax,
    loss,
    loss_and_gradients,
    softmax,
)


def gradients(
    X: np.ndarray, T: np.ndarray, Wh: np.ndarray, bh: np.ndarray, Wo: np.ndarray, bo: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Return the gradients of the summed loss by all parameters."""
    return tuple(loss_and_gradients(X, T, [Wh, bh, Wo, bo])[1])


def momentum_step(
    w: np.ndarray, v: np.ndarray, g: np.ndarray, learning_rate: float, momentum: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return a parameter and its velocity after one step."""
    v = momentum * v - learning_rate * g
    return w + v, v


def error_tanh(H: np.ndarray, Wo: np.ndarray, delta_o: np.ndarray) -> np.ndarray:
    """Return the error signals of hidden neurons whose activation is the hyperbolic tangent."""
    return np.asarray((1 - H**2) * (delta_o @ Wo.T))


REFERENCES: dict[str, Callable[..., Any]] = {
    "hidden_activations": hidden_activations,
    "softmax": softmax,
    "loss": loss,
    "error_output": error_output,
    "gradient_weight_out": gradient_weight_out,
    "gradient_bias_out": gradient_bias_out,
    "error_hidden": error_hidden,
    "gradients": gradients,
    "momentum_step": momentum_step,
    "log_softmax": log_softmax,
    "error_tanh": error_tanh,
}
