r"""Chapter 1: a line through the origin, and gradient descent, which finds its slope.

The model has one weight, $y = x w$. The loss $\xi$ is the **mean** of the samples' squared errors $\xi_i =
(t_i - y_i)^2$; `gradient` returns that of each sample, and `update` averages them.
"""

# mypy: disable-error-code="no-any-return"
# NumPy types a mean and a product as Any; a cast in each formula would hide the mathematics.

import numpy as np

from chainrule.validate import (
    checked,
    count,
    data,
    finite_product,
    number,
    positive,
    same_shape,
)


def nn(x: np.ndarray, w: float) -> np.ndarray:
    r"""Return y for each sample.

    $$y_i = x_i w$$

    Args:
        x: inputs, shape (N,).
        w: the weight, the slope of the line.

    Returns:
        Outputs `y`, shape of `x`.

    Examples:
        >>> print(nn(np.array([0.0, 0.5, 1.0]), 3.0))
        [0.  1.5 3. ]
    """
    return x * w


@checked(same_shape("y", "t"), y=data, t=data)
def loss(y: np.ndarray, t: np.ndarray) -> float:
    r"""Return the mean loss.

    $$\xi = \frac{1}{N} \sum_{i=1}^{N} (t_i - y_i)^2$$

    Args:
        y: outputs, shape (N,).
        t: targets, shape of `y`.

    Returns:
        The mean loss, one number.

    Raises:
        ValueError: if `y` or `t` is empty or not finite, or if their shapes differ.

    Examples:
        >>> print(loss(np.array([0.0, 1.5, 3.0]), np.array([0.0, 1.0, 2.0])).round(4))
        0.4167
    """
    return np.mean((t - y) ** 2)


def gradient(x: np.ndarray, y: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Return each sample's slope.

    It is $\partial \xi_i / \partial w$.

    Derivation:
        The weight moves the output, and the output moves the loss. First the second of the two. The loss is
        the square of $t_i - y_i$. A square has twice its base as derivative. The base itself falls by as
        much as $y_i$ grows, and this gives the factor minus one:

        $$
        \begin{aligned}
        \frac{\partial \xi_i}{\partial y_i}
        &= 2 (t_i - y_i) \cdot (-1) \\
        &= 2 (y_i - t_i)
        \end{aligned}
        $$

        Then the first. The output is $x_i$ times the weight, so it changes $x_i$ times as fast:

        $$\frac{\partial y_i}{\partial w} = x_i$$

        The chain rule multiplies the two rates:

        $$
        \begin{aligned}
        \frac{\partial \xi_i}{\partial w}
        &= \frac{\partial \xi_i}{\partial y_i} \frac{\partial y_i}{\partial w} \\
        &= 2 (y_i - t_i) x_i
        \end{aligned}
        $$

        The loss of all samples is the mean of theirs. A mean of functions has the mean of their slopes:

        $$\frac{\partial \xi}{\partial w} = \frac{1}{N} \sum_{i=1}^{N} 2 (y_i - t_i) x_i$$

    Args:
        x: inputs, shape (N,).
        y: outputs, shape of `x`.
        t: targets, shape of `x`.

    Returns:
        The gradient for each sample, shape of `x`; not yet averaged.

    Examples:
        >>> print(gradient(np.array([3.0]), np.array([3.0]), np.array([5.0])))
        [-12.]
    """
    return 2 * (y - t) * x


@checked(
    same_shape("x", "t"),
    finite_product("x", "w"),
    x=data,
    t=data,
    w=number,
    learning_rate=positive,
)
def update(
    x: np.ndarray, t: np.ndarray, w: float, learning_rate: float
) -> float:
    r"""Make one step downhill.

    $$w(k+1) = w(k) - \mu \frac{\partial \xi}{\partial w}$$

    The gradient is that of the mean loss, at $w(k)$: the mean over the samples.

    Args:
        x: inputs, shape (N,).
        t: targets, shape of `x`.
        w: the weight.
        learning_rate: the factor $\mu$ of the gradient.

    Returns:
        The new weight.

    Raises:
        ValueError: if the data are empty, not finite or of two shapes; if the weight is not one finite number, or
            so large that `x * w` is not finite; if the learning rate is not positive and finite.

    Examples:
        >>> x, t = np.array([0.0, 1.0]), np.array([0.0, 2.0])
        >>> print(update(x, t, 1.0, learning_rate=0.5))
        1.5
    """
    y = nn(x, w)
    slope = np.mean(gradient(x, y, t))
    return w - learning_rate * slope


@checked(
    same_shape("x", "t"),
    finite_product("x", "w"),
    x=data,
    t=data,
    w=number,
    learning_rate=positive,
    iterations=count,
)
def train(
    x: np.ndarray,
    t: np.ndarray,
    w: float,
    learning_rate: float,
    iterations: int,
) -> np.ndarray:
    r"""Return the weights of a run.

    Args:
        x: inputs, shape (N,).
        t: targets, shape of `x`.
        w: the weight at the start.
        learning_rate: the factor $\mu$ of the gradient.
        iterations: number of updates K.

    Returns:
        The weights, shape (K + 1,); entry 0 is the start.

    Raises:
        ValueError: as `update`, also where a run diverges so far that it overflows; if `iterations` is not a whole
            number, 0 or more.

    Examples:
        >>> x, t = np.array([0.0, 1.0]), np.array([0.0, 2.0])
        >>> print(train(x, t, 1.0, learning_rate=0.5, iterations=3))
        [1.    1.5   1.75  1.875]
    """
    mu, weights = learning_rate, [w]
    for _ in range(iterations):
        w = update(x, t, w, mu)
        weights.append(w)
    return np.array(weights)


@checked(same_shape("x", "t"), x=data, t=data)
def best_weight(x: np.ndarray, t: np.ndarray) -> float:
    r"""Return the best weight.

    Derivation:
        At the lowest point of the parabola the slope is zero. Write $\hat{w}$ for the weight there. Its outputs
        are $x_i \hat{w}$, so the mean of $2 (x_i \hat{w} - t_i) x_i$ must be zero. A factor changes nothing about a
        zero, neither the two nor the division by $N$. Multiply out, and bring the targets to the other side:

        $$
        \hat{w} \sum_{i=1}^{N} x_i^2 = \sum_{i=1}^{N} x_i t_i
        $$

        Divide by the sum of the squares:

        $$
        \hat{w} = \frac{\sum_{i=1}^{N} x_i t_i}{\sum_{i=1}^{N} x_i^2}
        $$

    Args:
        x: inputs, shape (N,), not all of them 0.
        t: targets, shape of `x`.

    Returns:
        The weight of the least squares.

    Raises:
        ValueError: if the data are empty, not finite or of two shapes.

    Examples:
        >>> print(best_weight(np.array([1.0, 2.0]), np.array([1.0, 4.0])))
        1.8
    """
    return np.sum(x * t) / np.sum(x * x)


@checked(x=data)
def largest_rate(x: np.ndarray) -> float:
    r"""Return the limit of the rate.

    Derivation:
        Multiply out the gradient, with $y_i = x_i w$. One part has the factor $w$, the other has not. Call the mean of
        the squared inputs $a$:

        $$
        a = \frac{1}{N} \sum_{i=1}^{N} x_i^2
        $$

        $$
        \begin{aligned}
        \frac{\partial \xi}{\partial w}
        &= 2 a w - \frac{2}{N} \sum_{i=1}^{N} x_i t_i \\
        &= 2 a w - 2 a \hat{w} \\
        &= 2 a (w - \hat{w})
        \end{aligned}
        $$

        In the second line the sum was replaced by what the best weight says about it: it is $N a \hat{w}$. So
        the gradient is $2 a$ times the distance to the goal. Put it into the update, and subtract $\hat{w}$ on
        both sides:

        $$
        \begin{aligned}
        w(k+1) - \hat{w}
        &= w(k) - \hat{w} - \mu \cdot 2 a (w(k) - \hat{w}) \\
        &= (1 - 2 \mu a) (w(k) - \hat{w})
        \end{aligned}
        $$

        Each update multiplies the distance by one and the same number. The distance shrinks if that number lies
        between minus one and one. It is always below one, because $\mu$ and $a$ are positive. It is above minus one
        as long as $2 \mu a$ is below two, that is as long as the learning rate is below

        $$
        \mu_{\max} = \frac{1}{a}
        $$

    Args:
        x: inputs, shape (N,), not all of them 0.

    Returns:
        The bound $1 / a$. Below it every run converges, above it every run diverges that does not start at
        the goal.

    Raises:
        ValueError: if the inputs are empty or not finite.

    Examples:
        >>> print(largest_rate(np.array([1.0, 2.0])))
        0.4
    """
    return 1 / np.mean(x * x)
