r"""Chapter 3: a network with one hidden neuron, and the chain rule that trains it.

The network takes one input $x$, has one hidden neuron with a Gaussian activation and one logistic output:

$$z_h = x w_h$$

$$h = e^{-z_h^2}$$

$$z_o = h + b_o$$

$$y = \frac{1}{1 + e^{-z_o}}$$

The formulas work on numbers and on arrays of one entry a sample, (N,) or (N, 1), real or complex. The loss
$\xi$ is the **mean** of the samples' losses $\xi_i$; the functions named `gradient_…` return one value for each
sample, and `gradients` takes their means.
"""

# mypy: disable-error-code="no-any-return, return-value"
# NumPy types a function of "a number or an array" as Any, and a mean as no float; a cast in each formula
# would hide the mathematics.

import numpy as np

from chainrule.activations import logistic, rbf, softplus
from chainrule.validate import (
    checked,
    count,
    data,
    finite_product,
    number,
    positive,
    same_shape,
    shares,
    vector,
)


def hidden_activations(
    x: np.ndarray,
    wh: float,
) -> np.ndarray:
    r"""Return h for each sample.

    These are the activations of the hidden neuron.

    $$h = \phi(x w_h)$$

    Args:
        x: inputs, shape (N,) or (N, 1).
        wh: weight of the hidden neuron.

    Returns:
        Activations `h`, shape of `x`.

    Examples:
        >>> print(hidden_activations(0.0, 2.3))
        1.0
    """
    return rbf(x * wh)


def output_activations(
    h: np.ndarray,
    bo: float,
) -> np.ndarray:
    r"""Return y for each sample.

    These are the activations of the output neuron.

    $$y = \sigma(h + b_o)$$

    Args:
        h: activations of the hidden neuron, shape (N,) or (N, 1).
        bo: bias of the output neuron.

    Returns:
        Outputs `y`, shape of `h`.

    Examples:
        >>> print(output_activations(1.0, -1.0))
        0.5
    """
    return logistic(h + bo)


def nn(
    x: np.ndarray,
    wh: float,
    bo: float,
) -> np.ndarray:
    r"""Return y for each sample.

    This is the whole network.

    $$y = \sigma(\phi(x w_h) + b_o)$$

    Args:
        x: inputs, shape (N,) or (N, 1).
        wh: weight of the hidden neuron.
        bo: bias of the output neuron.

    Returns:
        Outputs `y`, the probability of class 1, shape of `x`.

    Examples:
        >>> print(nn(0.0, 2.3, -1.0))
        0.5
    """
    h = hidden_activations(x, wh)
    return output_activations(h, bo)


def nn_predict(
    x: np.ndarray,
    wh: float,
    bo: float,
) -> np.ndarray:
    r"""Return the class, 1 or 0.

    It is what the network predicts.

    It is 1 where the output $y$ is above one half.

    Args:
        x: inputs, shape (N,) or (N, 1).
        wh: weight of the hidden neuron.
        bo: bias of the output neuron.

    Returns:
        Classes 0 and 1, shape of `x`.

    Examples:
        >>> print(nn_predict(np.array([-2.0, 0.0, 2.0]), 1.0, -0.5))
        [0. 1. 0.]
    """
    return np.around(nn(x, wh, bo))


@checked(same_shape("y", "t"), y=shares, t=shares)
def loss(
    y: np.ndarray,
    t: np.ndarray,
) -> float:
    r"""Return the mean loss.

    This is the mean cross-entropy of outputs and targets.

    $$\xi_i = -\left[ t_i \log(y_i) + (1 - t_i) \log(1 - y_i) \right]$$

    Where $y$ is exactly 0 or 1 the logarithm is infinite: NumPy warns, and the result is inf or nan. It is 1
    as soon as $z_o$ exceeds about 37. `loss_for_param` works from $z_o$ and has no such limit.

    Args:
        y: outputs within [0, 1], shape (N,) or (N, 1).
        t: targets within [0, 1], shape of `y`.

    Returns:
        The mean loss, one number.

    Raises:
        ValueError: if `y` or `t` is empty, not finite or outside [0, 1], or if their shapes differ.

    Examples:
        >>> print(loss(np.array([0.5, 0.25]), np.array([1.0, 0.0])).round(4))
        0.4904
    """
    blue = t * np.log(y)
    red = (1 - t) * np.log(1 - y)
    return np.mean(-(blue + red))


@checked(
    same_shape("x", "t"),
    finite_product("x", "wh"),
    x=data,
    t=shares,
    wh=number,
    bo=number,
)
def loss_for_param(
    x: np.ndarray,
    wh: float,
    bo: float,
    t: np.ndarray,
) -> float:
    r"""Return the loss from z_o.

    This is the mean cross-entropy of the network at its parameters.

    Derivation:
        Multiply the fraction of the logistic function by $e^{z_{oi}}$, above and below:
        $y_i = \frac{e^{z_{oi}}}{1 + e^{z_{oi}}}$. Subtract that from one:

        $$
        \begin{aligned}
        \log(1 - y_i)
        &= \log \left( \frac{1}{1 + e^{z_{oi}}} \right) \\
        &= -\log(1 + e^{z_{oi}})
        \end{aligned}
        $$

        The output is $e^{z_{oi}}$ times as large, and a factor within a logarithm is a term beside it:

        $$
        \begin{aligned}
        \log(y_i)
        &= z_{oi} + \log(1 - y_i) \\
        &= z_{oi} - \log(1 + e^{z_{oi}})
        \end{aligned}
        $$

        Put both into the loss. The factors of the logarithm, $t_i$ and $1 - t_i$, add up to one:

        $$
        \begin{aligned}
        \xi_i
        &= -t_i \log(y_i) - (1 - t_i) \log(1 - y_i) \\
        &= -t_i z_{oi} + (t_i + 1 - t_i) \log(1 + e^{z_{oi}}) \\
        &= \log(1 + e^{z_{oi}}) - t_i z_{oi}
        \end{aligned}
        $$

        The function $\log(1 + e^{z})$ is called softplus. It never takes the logarithm of zero.

    Args:
        x: inputs, shape (N,) or (N, 1).
        wh: weight of the hidden neuron.
        bo: bias of the output neuron.
        t: targets within [0, 1], shape of `x`.

    Returns:
        The mean loss, one number.

    Raises:
        ValueError: if the data are empty, not finite, of two shapes, or `t` is outside [0, 1]; if a parameter
            is not one finite number.

    Examples:
        >>> x, t = np.array([-2.0, 0.0]), np.array([0.0, 1.0])
        >>> print(loss_for_param(x, 1.0, -0.5, t).round(4), loss_for_param(x, 1.0, 800.0, t).round(4))
        0.4776 400.0092
    """
    zo = hidden_activations(x, wh) + bo
    return np.mean(softplus(zo) - t * zo)


@checked(
    same_shape("x", "t"),
    finite_product("x", "wh"),
    x=data,
    t=shares,
    wh=vector,
    bo=vector,
)
def loss_surface(
    x: np.ndarray, t: np.ndarray, wh: np.ndarray, bo: np.ndarray
) -> np.ndarray:
    r"""Return the mean cross-entropy on a grid of parameters.

    Samples lie on the last axis, weights on the one before, biases on the first, and NumPy's broadcasting
    fills this cube with $z_o$.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets within [0, 1], shape of `x`.
        wh: weights, 1-D array.
        bo: biases, 1-D array.

    Returns:
        Losses, shape (len(bo), len(wh)): `loss_surface(x, t, wh, bo)[j, i]` is `loss_for_param(x, wh[i],
        bo[j], t)`.

    Raises:
        ValueError: if the data are empty, not finite, of two shapes, or `t` is outside [0, 1]; if a grid is
            not a 1-D array of finite numbers.

    Examples:
        >>> x, t = np.array([-2.0, 0.0]), np.array([0.0, 1.0])
        >>> loss_surface(x, t, np.linspace(-3, 3, 7), np.linspace(-2, 1, 4)).shape
        (4, 7)
    """
    h = rbf(np.ravel(x) * wh[:, np.newaxis])
    zo = h + bo[:, np.newaxis, np.newaxis]
    return np.mean(softplus(zo) - np.ravel(t) * zo, axis=-1)


def gradient_output(
    y: np.ndarray,
    t: np.ndarray,
) -> np.ndarray:
    r"""Return the error at z_o.

    This is the gradient at the output neuron's input, for each sample.

    It is the error signal $\delta_{oi} = \partial \xi_i / \partial z_{oi}$.

    Derivation:
        From $z_{oi}$ to the loss there are two steps. Begin with the last, the cross-entropy. Recall that
        $\log(y)$ has the derivative $1 / y$, and $\log(1 - y)$ has $-1 / (1 - y)$:

        $$
        \begin{aligned}
        \frac{\partial \xi_i}{\partial y_i}
        &= -\frac{t_i}{y_i} + \frac{1 - t_i}{1 - y_i} \\
        &= \frac{-t_i (1 - y_i) + (1 - t_i) y_i}{y_i (1 - y_i)} \\
        &= \frac{y_i - t_i}{y_i (1 - y_i)}
        \end{aligned}
        $$

        The step before it is the logistic function:

        $$
        \begin{aligned}
        \frac{\partial y_i}{\partial z_{oi}}
        &= \frac{e^{-z_{oi}}}{(1 + e^{-z_{oi}})^2} \\
        &= \frac{1}{1 + e^{-z_{oi}}} \cdot \frac{e^{-z_{oi}}}{1 + e^{-z_{oi}}} \\
        &= y_i (1 - y_i)
        \end{aligned}
        $$

        Multiply both rates. The denominator of the first cancels:

        $$
        \begin{aligned}
        \delta_{oi} = \frac{\partial \xi_i}{\partial z_{oi}}
        &= \frac{\partial \xi_i}{\partial y_i} \frac{\partial y_i}{\partial z_{oi}} \\
        &= \frac{y_i - t_i}{y_i (1 - y_i)} \cdot y_i (1 - y_i) \\
        &= y_i - t_i
        \end{aligned}
        $$

        What is left is the plain difference of output and target.

    Args:
        y: outputs, shape (N,) or (N, 1).
        t: targets, shape of `y`.

    Returns:
        The gradient for each sample, shape of `y`.

    Examples:
        >>> print(gradient_output(0.75, 1.0))
        -0.25
    """
    return y - t


def gradient_bias_out(
    grad_output: np.ndarray,
) -> np.ndarray:
    r"""Return the gradient of b_o.

    There is one value for each sample.

    It is $\partial \xi_i / \partial b_o = \delta_{oi}$.

    Derivation:
        The bias enters by $z_{oi} = h_i + b_o$. If $b_o$ grows, $z_{oi}$ grows by the same amount:

        $$
        \begin{aligned}
        \frac{\partial \xi_i}{\partial b_o}
        &= \frac{\partial \xi_i}{\partial z_{oi}} \frac{\partial z_{oi}}{\partial b_o} \\
        &= \delta_{oi} \cdot 1 \\
        &= y_i - t_i
        \end{aligned}
        $$

        All samples share the bias, and the gradient of the mean loss is the mean of theirs:

        $$\frac{\partial \xi}{\partial b_o} = \frac{1}{N} \sum_{i=1}^{N} \delta_{oi}$$

    Args:
        grad_output: error signals of the output neuron, shape (N,) or (N, 1).

    Returns:
        The gradient for each sample, shape of `grad_output`; not yet averaged.

    Examples:
        >>> print(gradient_bias_out(-0.25))
        -0.25
    """
    return grad_output


def gradient_hidden(
    grad_output: np.ndarray,
) -> np.ndarray:
    r"""Return the error at h.

    This is the gradient at the hidden neuron's output, for each sample.

    It is $\partial \xi_i / \partial h_i = \delta_{oi}$.

    Derivation:
        The hidden activation enters by $z_{oi} = h_i + b_o$ as well:

        $$
        \begin{aligned}
        \frac{\partial \xi_i}{\partial h_i}
        &= \frac{\partial \xi_i}{\partial z_{oi}} \frac{\partial z_{oi}}{\partial h_i} \\
        &= \delta_{oi} \cdot 1 \\
        &= y_i - t_i
        \end{aligned}
        $$

        This is the error at the **output** of the hidden neuron. The error at its **input**, $\delta_{hi}$, is one
        step further back: the slope of the bump stands between the two.

    Args:
        grad_output: error signals of the output neuron, shape (N,) or (N, 1).

    Returns:
        The gradient for each sample, shape of `grad_output`.

    Examples:
        >>> print(gradient_hidden(-0.25))
        -0.25
    """
    return grad_output


def gradient_weight_hidden(
    x: np.ndarray,
    zh: np.ndarray,
    h: np.ndarray,
    grad_hidden: np.ndarray,
) -> np.ndarray:
    r"""Return the gradient of w_h.

    There is one value for each sample.

    It is $\partial \xi_i / \partial w_h = x_i \delta_{hi}$.

    Derivation:
        Two steps are left. The first passes the activation function and gives the error at the **input** of the
        hidden neuron:

        $$
        \begin{aligned}
        \delta_{hi} = \frac{\partial \xi_i}{\partial z_{hi}}
        &= \frac{\partial \xi_i}{\partial h_i} \frac{\partial h_i}{\partial z_{hi}} \\
        &= \frac{\partial \xi_i}{\partial h_i} \cdot (-2 z_{hi} h_i) \\
        &= -2 z_{hi} h_i \delta_{oi}
        \end{aligned}
        $$

        The second passes the product $z_{hi} = x_i w_h$, whose derivative by the weight is the input:

        $$
        \begin{aligned}
        \frac{\partial \xi_i}{\partial w_h}
        &= \frac{\partial \xi_i}{\partial z_{hi}} \frac{\partial z_{hi}}{\partial w_h} \\
        &= \delta_{hi} x_i \\
        &= -2 x_i z_{hi} h_i \delta_{oi}
        \end{aligned}
        $$

        As with the bias, the gradient of the mean loss is the mean over the samples:

        $$\frac{\partial \xi}{\partial w_h} = \frac{1}{N} \sum_{i=1}^{N} x_i \delta_{hi}$$

    Args:
        x: inputs, shape (N,) or (N, 1).
        zh: inputs of the hidden neuron, $z_h = x w_h$, shape of `x`.
        h: activations of the hidden neuron, shape of `x`.
        grad_hidden: gradient with respect to `h`, shape of `x`.

    Returns:
        The gradient for each sample, shape of `x`; not yet averaged.

    Examples:
        >>> print(gradient_weight_hidden(2.0, 0.5, 0.75, -0.25))
        0.375
    """
    slope = -2 * (zh * h)
    return x * slope * grad_hidden


@checked(
    same_shape("x", "t"),
    finite_product("x", "wh"),
    x=data,
    t=shares,
    wh=number,
    bo=number,
)
def gradients(
    x: np.ndarray,
    t: np.ndarray,
    wh: float,
    bo: float,
) -> tuple[float, float]:
    r"""Return both mean gradients.

    These are the gradients of the mean loss.

    They are $\partial \xi / \partial w_h$ and $\partial \xi / \partial b_o$: the way forward, the way back, and
    the means over the samples.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets within [0, 1], shape of `x`.
        wh: weight of the hidden neuron.
        bo: bias of the output neuron.

    Returns:
        The gradients of `wh` and of `bo`.

    Raises:
        ValueError: as `loss_for_param`.

    Examples:
        >>> x, t = np.array([-2.0, 0.0]), np.array([0.0, 1.0])
        >>> print(np.round(gradients(x, t, 1.0, -0.5), 4))
        [-0.028   0.0022]
    """
    zh = x * wh
    h = rbf(zh)
    y = output_activations(h, bo)

    grad_o = gradient_output(y, t)
    grad_bo = gradient_bias_out(grad_o)
    grad_h = gradient_hidden(grad_o)
    grad_wh = gradient_weight_hidden(
        x,
        zh,
        h,
        grad_h,
    )
    return grad_wh.mean(), grad_bo.mean()


@checked(learning_rate=positive)
def backprop_update(
    x: np.ndarray,
    t: np.ndarray,
    wh: float,
    bo: float,
    learning_rate: float,
) -> tuple[float, float]:
    r"""Make one step downhill.

    The parameters after one step of gradient descent are

    $$w_h(k+1) = w_h(k) - \mu \frac{\partial \xi}{\partial w_h}$$

    $$b_o(k+1) = b_o(k) - \mu \frac{\partial \xi}{\partial b_o}$$

    A learning rate so large that a parameter overflows gives a result that is not finite, which the next update
    refuses.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets within [0, 1], shape of `x`.
        wh: weight of the hidden neuron.
        bo: bias of the output neuron.
        learning_rate: the factor $\mu$ of the gradient.

    Returns:
        The new `wh` and `bo`.

    Raises:
        ValueError: as `gradients`; or if the learning rate is not positive and finite.

    Examples:
        >>> x, t = np.array([-2.0, 0.0]), np.array([0.0, 1.0])
        >>> wh, bo = backprop_update(x, t, 1.0, -0.5, learning_rate=2.0)
        >>> print(round(wh, 4), round(bo, 4))
        1.056 -0.5043
    """
    d_wh, d_bo = gradients(x, t, wh, bo)
    wh = wh - learning_rate * d_wh
    bo = bo - learning_rate * d_bo
    return wh, bo


@checked(
    same_shape("x", "t"),
    finite_product("x", "wh"),
    x=data,
    t=shares,
    wh=number,
    bo=number,
    learning_rate=positive,
    iterations=count,
)
def train(
    x: np.ndarray,
    t: np.ndarray,
    wh: float,
    bo: float,
    learning_rate: float,
    iterations: int,
) -> np.ndarray:
    r"""Return the path of updates.

    It holds the parameters, one row a step.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets within [0, 1], shape of `x`.
        wh: weight of the hidden neuron at the start.
        bo: bias of the output neuron at the start.
        learning_rate: the factor $\mu$ of the gradient.
        iterations: number of updates K.

    Returns:
        The parameters `wh` and `bo` after each update, shape (K + 1, 2); row 0 is the start.

    Raises:
        ValueError: as `backprop_update`; if `iterations` is not a whole number, 0 or more; or if a parameter
            overflows on the way, which takes a learning rate of astronomic size.

    Examples:
        >>> from chainrule.datasets import surrounded_class
        >>> path = train(*surrounded_class(), wh=2.3, bo=1.4, learning_rate=2.0, iterations=20)
        >>> print(path.shape, path[-1].round(2))
        (21, 2) [ 1.12 -0.44]
    """
    path = [(wh, bo)]
    for _ in range(iterations):
        wh, bo = backprop_update(
            x,
            t,
            wh,
            bo,
            learning_rate,
        )
        path.append((wh, bo))
    return np.array(path)
