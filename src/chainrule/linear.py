r"""Part 2's classifier on one input, $y = \sigma(x w + b)$: what a network without a hidden neuron can do."""

import numpy as np

from chainrule.activations import logistic
from chainrule.backpropagation import gradient_output
from chainrule.validate import (
    checked,
    count,
    data,
    positive,
    same_shape,
    shares,
)


@checked(same_shape("x", "t"), x=data, t=shares)
def best_threshold(x: np.ndarray, t: np.ndarray) -> tuple[float, float]:
    r"""Return the threshold on $x$ that classifies the most samples rightly, and the share of them.

    A linear classifier of one input can only cut the line in two. Every cut between two neighbouring
    samples, and one outside of all, is tried with class 1 on its left and with class 1 on its right.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.

    Returns:
        The first best threshold, and its accuracy from 0.5 to 1.

    Raises:
        ValueError: if the data are empty, not finite, of two shapes, or `t` is outside [0, 1].

    Examples:
        >>> best_threshold(np.array([-2.0, 0.0, 1.0, 3.0]), np.array([0.0, 1.0, 1.0, 1.0]))
        (-1.0, 1.0)
    """
    order = np.sort(np.ravel(x))
    thresholds = np.concatenate(
        [[order[0] - 1], (order[:-1] + order[1:]) / 2]
    )
    right_is_1 = np.mean(
        (np.ravel(x) > thresholds[:, np.newaxis]) == np.ravel(t), axis=-1
    )
    accuracy = np.maximum(right_is_1, 1 - right_is_1)
    return float(thresholds[np.argmax(accuracy)]), float(np.max(accuracy))


@checked(
    same_shape("x", "t"),
    x=data,
    t=shares,
    learning_rate=positive,
    iterations=count,
)
def train_linear(
    x: np.ndarray,
    t: np.ndarray,
    learning_rate: float,
    iterations: int,
    *,
    bias: bool = True,
) -> tuple[float, float]:
    r"""Return the weight and the bias of the linear classifier after gradient descent from 0.

    The loss is the mean cross-entropy, and its gradients are the means of $x_i (y_i - t_i)$ and of $y_i -
    t_i$. The loss is convex: enough updates lead to its one optimum, from any start.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets within [0, 1], shape of `x`.
        learning_rate: the factor $\mu$ of the gradient.
        iterations: number of updates.
        bias: if false, the bias stays 0.

    Returns:
        `w` and `b`, as Python floats.

    Raises:
        ValueError: if the data are empty, not finite, of two shapes, or `t` is outside [0, 1]; if the
            learning rate is not positive and finite, or `iterations` not a whole number, 0 or more.

    Examples:
        >>> w, b = train_linear(np.array([-1.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0]), 0.5, 200)
        >>> print(round(w, 4), round(b, 4))
        0.0 -0.6931
    """
    w, b = 0.0, 0.0
    for _ in range(iterations):
        grad_output = gradient_output(logistic(x * w + b), t)
        w -= learning_rate * float(np.mean(x * grad_output))
        b -= learning_rate * float(np.mean(grad_output)) * bias
    return w, b
