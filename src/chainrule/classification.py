r"""Chapter 2: logistic regression, which draws a line between two classes.

A sample has several inputs $x_{ij}$, each with a weight $w_j$. The output is $y = \sigma(z)$, where $z$ is the sum
of the inputs times their weights. The loss $\xi$ is the **mean** of the samples' cross-entropies $\xi_i$, and
`gradient` is the gradient of that mean.
"""

# mypy: disable-error-code="no-any-return"
# NumPy types a mean and a product as Any; a cast in each formula would hide the mathematics.

import numpy as np

from chainrule.activations import logistic, softplus
from chainrule.validate import (
    checked,
    count,
    data,
    entry_for_each_column,
    entry_for_each_row,
    matrix,
    positive,
    same_shape,
    shares,
    vector,
)


@checked(entry_for_each_column("w", "x"), x=matrix, w=vector)
def nn(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    r"""Return y for each sample.

    $$y_i = \sigma(z_i)$$

    Args:
        x: inputs, shape (N, D), one sample a row.
        w: weights, shape (D,).

    Returns:
        Outputs `y` from 0 to 1, shape (N,).

    Raises:
        ValueError: if `x` is no table of finite numbers, or `w` has not a weight for each of its columns.

    Examples:
        >>> print(nn(np.array([[1.0, 2.0], [0.0, 0.0]]), np.array([2.0, -1.0])))
        [0.5 0.5]
    """
    z = x @ w
    return logistic(z)


@checked(entry_for_each_column("w", "x"), x=matrix, w=vector)
def nn_predict(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Return the class, 1 or 0.

    It is 1 where the output is above one half, that is where z is positive.

    Args:
        x: inputs, shape (N, D).
        w: weights, shape (D,).

    Returns:
        Classes 0 and 1, shape (N,).

    Raises:
        ValueError: as `nn`.

    Examples:
        >>> print(nn_predict(np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([2.0, -1.0])))
        [0. 1.]
    """
    return np.around(nn(x, w))


@checked(same_shape("y", "t"), y=shares, t=shares)
def loss(y: np.ndarray, t: np.ndarray) -> float:
    r"""Return the mean loss.

    $$\xi_i = -\left[ t_i \log(y_i) + (1 - t_i) \log(1 - y_i) \right]$$

    Derivation:
        The model says that sample $i$ is blue with the probability $y_i$, so it is red with the probability
        $1 - y_i$. Write $p_i$ for the one that belongs to what the sample *is*. One formula holds for both classes,
        because any number to the power of zero is one:

        $$
        p_i = y_i^{t_i} (1 - y_i)^{1 - t_i}
        $$

        Samples that were drawn independently have the product of their probabilities. It is called the *likelihood* of
        the weights:

        $$
        p = \prod_{i=1}^{N} p_i
        $$

        Good weights make what was seen likely, so this is the number to make large. A product of many small numbers is
        hard to handle. Its logarithm is a sum, and it is largest at the same weights:

        $$
        \begin{aligned}
        \log(p)
        &= \sum_{i=1}^{N} \log(p_i) \\
        &= \sum_{i=1}^{N} \left( t_i \log(y_i) + (1 - t_i) \log(1 - y_i) \right)
        \end{aligned}
        $$

        We are used to going downhill, so we change the sign. We divide by $N$ too, so that the size of
        the loss does not depend on the number of samples:

        $$
        \xi = -\frac{1}{N} \log(p)
        $$

    Args:
        y: outputs within [0, 1], shape (N,). One that is wrong with certainty costs infinity, and NumPy warns.
        t: targets within [0, 1], shape of `y`.

    Returns:
        The mean loss, one number.

    Raises:
        ValueError: if `y` or `t` is empty or outside [0, 1], or if their shapes differ.

    Examples:
        >>> print(loss(np.array([0.5, 0.8]), np.array([1.0, 1.0])).round(4))
        0.4581
    """
    p = y**t * (1 - y) ** (1 - t)
    return -np.mean(np.log(p))


def gradient_output(y: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Return the error at z.

    It is $\partial \xi_i / \partial z_i$.

    Derivation:
        From $z_i$ the way leads through $y_i$ to the loss. Begin at its end. The logarithm of $y$ has the derivative
        $1 / y$, and the logarithm of $1 - y$ has $-1 / (1 - y)$. Bring both fractions to one denominator:

        $$
        \begin{aligned}
        \frac{\partial \xi_i}{\partial y_i}
        &= -\frac{t_i}{y_i} + \frac{1 - t_i}{1 - y_i} \\
        &= \frac{-t_i (1 - y_i) + (1 - t_i) y_i}{y_i (1 - y_i)} \\
        &= \frac{y_i - t_i}{y_i (1 - y_i)}
        \end{aligned}
        $$

        Next the slope of the logistic function, one over $1 + e^{-z_i}$. One over something has the derivative
        minus one over its square, times the derivative of the something. Here that is $-e^{-z_i}$:

        $$
        \begin{aligned}
        \frac{\partial y_i}{\partial z_i}
        &= \frac{e^{-z_i}}{(1 + e^{-z_i})^2} \\
        &= \frac{1}{1 + e^{-z_i}} \cdot \frac{e^{-z_i}}{1 + e^{-z_i}} \\
        &= y_i (1 - y_i)
        \end{aligned}
        $$

        The first fraction is $y_i$; the second is what is missing from it to one. The chain rule multiplies the two
        rates, and nearly everything cancels:

        $$
        \begin{aligned}
        \frac{\partial \xi_i}{\partial z_i}
        &= \frac{\partial \xi_i}{\partial y_i} \frac{\partial y_i}{\partial z_i} \\
        &= \frac{y_i - t_i}{y_i (1 - y_i)} \cdot y_i (1 - y_i) \\
        &= y_i - t_i
        \end{aligned}
        $$

    Args:
        y: outputs, shape (N,).
        t: targets, shape of `y`.

    Returns:
        The gradient for each sample, shape of `y`.

    Examples:
        >>> print(gradient_output(np.array([0.75]), np.array([1.0])))
        [-0.25]
    """
    return y - t


def gradient(x: np.ndarray, y: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Return a slope a weight.

    It is $\partial \xi / \partial w_j$.

    Derivation:
        One more step leads from $z_i$ to a weight. In the sum $z_i$ the weight $w_j$ stands beside the input
        $x_{ij}$, so that is its rate:

        $$
        \begin{aligned}
        \frac{\partial \xi_i}{\partial w_j}
        &= \frac{\partial \xi_i}{\partial z_i} \frac{\partial z_i}{\partial w_j} \\
        &= (y_i - t_i) x_{ij}
        \end{aligned}
        $$

        The loss of all samples is the mean of theirs, and so is its gradient:

        $$
        \frac{\partial \xi}{\partial w_j} = \frac{1}{N} \sum_{i=1}^{N} (y_i - t_i) x_{ij}
        $$

    Args:
        x: inputs, shape (N, D).
        y: outputs, shape (N,).
        t: targets, shape (N,).

    Returns:
        The gradient, shape (D,).

    Examples:
        >>> x = np.array([[1.0, 2.0], [3.0, 0.0]])
        >>> print(gradient(x, np.array([0.5, 0.75]), np.array([0.0, 1.0])))
        [-0.125  0.5  ]
    """
    errors = gradient_output(y, t)
    return x.T @ errors / len(x)


@checked(
    entry_for_each_row("t", "x"),
    entry_for_each_column("w", "x"),
    x=matrix,
    t=shares,
    w=vector,
    learning_rate=positive,
)
def update(
    x: np.ndarray, t: np.ndarray, w: np.ndarray, learning_rate: float
) -> np.ndarray:
    r"""Make one step downhill.

    $$w_j(k+1) = w_j(k) - \mu \frac{\partial \xi}{\partial w_j}$$

    Args:
        x: inputs, shape (N, D).
        t: targets, shape (N,).
        w: weights, shape (D,).
        learning_rate: the factor $\mu$ of the gradient.

    Returns:
        The new weights, shape (D,).

    Raises:
        ValueError: as `nn`; if there is not a target within [0, 1] for each sample; if the learning rate is not
            positive and finite.

    Examples:
        >>> x, t = np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([0.0, 1.0])
        >>> print(update(x, t, np.zeros(2), learning_rate=2.0))
        [ 1. -1.]
    """
    y = nn(x, w)
    slopes = gradient(x, y, t)
    return w - learning_rate * slopes


@checked(
    entry_for_each_row("t", "x"),
    entry_for_each_column("w", "x"),
    x=matrix,
    t=shares,
    w=vector,
    learning_rate=positive,
    iterations=count,
)
def train(
    x: np.ndarray,
    t: np.ndarray,
    w: np.ndarray,
    learning_rate: float,
    iterations: int,
) -> np.ndarray:
    r"""Return the weights of a run.

    Args:
        x: inputs, shape (N, D).
        t: targets, shape (N,).
        w: weights at the start, shape (D,).
        learning_rate: the factor $\mu$ of the gradient.
        iterations: number of updates K.

    Returns:
        The weights, shape (K + 1, D); row 0 is the start.

    Raises:
        ValueError: as `update`; if `iterations` is not a whole number, 0 or more.

    Examples:
        >>> from chainrule.datasets import overlapping_classes
        >>> x, t = overlapping_classes()
        >>> print(train(x, t, np.array([-4.0, -2.0]), 2.0, 10)[-1].round(4))
        [1.8313 0.81  ]
    """
    mu, weights = learning_rate, [w]
    for _ in range(iterations):
        w = update(x, t, w, mu)
        weights.append(w)
    return np.array(weights)


@checked(
    entry_for_each_row("t", "x"), x=matrix, t=shares, w1=vector, w2=vector
)
def loss_surface(
    x: np.ndarray, t: np.ndarray, w1: np.ndarray, w2: np.ndarray
) -> np.ndarray:
    r"""Return the mean cross-entropy on a grid of two weights.

    It is computed from $z$, in a form that chapter 3 derives: $\xi_i = \log(1 + e^{z_i}) - t_i z_i$. The samples lie
    on the last axis, the first weights on the one before, the second weights on the first.

    Args:
        x: inputs, shape (N, 2).
        t: targets within [0, 1], shape (N,).
        w1: values of the first weight, 1-D array.
        w2: values of the second weight, 1-D array.

    Returns:
        Losses, shape (len(w2), len(w1)).

    Raises:
        ValueError: if `x` is no table of finite numbers with two columns, if there is not a target within [0, 1] for
            each sample, or if a grid is not a 1-D array of finite numbers.

    Examples:
        >>> x, t = np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([0.0, 1.0])
        >>> loss_surface(x, t, np.zeros(1), np.zeros(2)).round(4)
        array([[0.6931],
               [0.6931]])
    """
    z1 = x[:, 0] * w1[:, np.newaxis]
    z2 = x[:, 1] * w2[:, np.newaxis]
    z = z1 + z2[:, np.newaxis]
    return np.mean(softplus(z) - t * z, axis=-1)


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
    r"""Return the weight and the bias of a classifier with one input.

    It is trained from 0. A bias is the weight of an input that is always 1. The loss is convex:
    enough updates lead to its one optimum, from any start.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets within [0, 1], shape of `x`.
        learning_rate: the factor $\mu$ of the gradient of the mean loss.
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
    ones = np.full_like(x, bias)
    inputs = np.column_stack([np.ravel(x), np.ravel(ones)])
    start = np.zeros(2)
    run = train(inputs, np.ravel(t), start, learning_rate, iterations)
    w, b = run[-1].tolist()
    return w, b


@checked(same_shape("x", "t"), x=data, t=shares)
def best_threshold(x: np.ndarray, t: np.ndarray) -> tuple[float, float]:
    """Return the best threshold on one input, and the share that it gets right.

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
    between = (order[:-1] + order[1:]) / 2
    cuts = np.concatenate([[order[0] - 1], between])
    right_is_1 = np.ravel(x) > cuts[:, np.newaxis]
    share = np.mean(right_is_1 == np.ravel(t), axis=-1)
    best = np.maximum(share, 1 - share)
    return float(cuts[np.argmax(best)]), float(np.max(best))
