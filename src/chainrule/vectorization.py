r"""Chapter 4: the network in matrices, one sample a row, trained by gradient descent with momentum.

The network takes $D$ inputs, has $M$ logistic hidden neurons and $C$ outputs, one for each class:

$$\mathbf{H} = \sigma(\mathbf{X} \mathbf{W}_h + \mathbf{b}_h)$$

$$\mathbf{Y} = \text{softmax}(\mathbf{H} \mathbf{W}_o + \mathbf{b}_o)$$

Each row of a matrix is a sample. The loss $\xi$ is the **sum** over the samples, and so are its gradients. The parameters stand
in one order everywhere: `Wh`, `bh`, `Wo`, `bo`.
"""

# mypy: disable-error-code="no-any-return, return-value, type-arg"
# NumPy types a product of arrays as Any; a cast in each formula would hide the mathematics.

import numpy as np

from chainrule.activations import logistic
from chainrule.validate import (
    checked,
    count,
    fraction,
    matrix,
    positive,
    same_rows,
    shares,
)


def softmax(Z: np.ndarray) -> np.ndarray:
    r"""Make rows probabilities.

    $$y_{ic} = \frac{e^{z_{oic}}}{\sum_{a=1}^{C} e^{z_{oia}}}$$

    The largest entry of a row is subtracted from all of them first. It cancels in the fraction, and no exponent is
    positive then, so that nothing overflows.

    Args:
        Z: one row for each sample, one column for each class, shape (N, C).

    Returns:
        Probabilities, shape of `Z`.

    Examples:
        >>> print(softmax(np.array([[0.0, np.log(3.0)], [0.0, 1000.0]])).round(2))
        [[0.25 0.75]
         [0.   1.  ]]
    """
    top = Z.max(axis=1, keepdims=True)
    E = np.exp(Z - top)
    sums = E.sum(axis=1, keepdims=True)
    return E / sums


def log_softmax(Z: np.ndarray) -> np.ndarray:
    r"""Return log(softmax(Z)).

    Derivation:
        Subtract the same number $m_i$ from each $z_{oic}$ of a sample. This multiplies all exponentials by the same
        factor, which cancels in the fraction. The logarithm of a fraction is a difference:

        $$
        \begin{aligned}
        \log y_{ic}
        &= \log \frac{e^{z_{oic} - m_i}}{\sum_{a=1}^{C} e^{z_{oia} - m_i}} \\
        &= z_{oic} - m_i - \log \sum_{a=1}^{C} e^{z_{oia} - m_i}
        \end{aligned}
        $$

        Take for $m_i$ the largest entry of the row. No exponent is positive then, and one is zero, so the
        sum lies between one and $C$. Its logarithm is harmless.

    Args:
        Z: one row for each sample, one column for each class, shape (N, C).

    Returns:
        Logarithms of probabilities, shape of `Z`.

    Examples:
        >>> print(log_softmax(np.array([[0.0, 1000.0]])))
        [[-1000.     0.]]
    """
    Z = Z - Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    sums = E.sum(axis=1, keepdims=True)
    return Z - np.log(sums)


def random_parameters(
    random: np.random.RandomState, scale: float = 1.0
) -> list[np.ndarray]:
    """Draw the parameters of a 2-3-2 network.

    They are normal around 0. The biases are drawn before the weights, as in the original, so that the same seed
    gives the same numbers.

    Args:
        random: NumPy's older generator, which goes on from where it is.
        scale: standard deviation.

    Returns:
        `Wh` of shape (2, 3), `bh` (1, 3), `Wo` (3, 2) and `bo` (1, 2).

    Examples:
        >>> Wh, bh, Wo, bo = random_parameters(np.random.RandomState(1))
        >>> print(bh.round(2))
        [[ 1.62 -0.61 -0.53]]
    """
    bh = scale * random.randn(1, 3)
    Wh = scale * random.randn(2, 3)
    bo = scale * random.randn(1, 2)
    Wo = scale * random.randn(3, 2)
    return [Wh, bh, Wo, bo]


def hidden_activations(
    X: np.ndarray, Wh: np.ndarray, bh: np.ndarray
) -> np.ndarray:
    r"""Return H, one row a sample.

    $$\mathbf{H} = \sigma(\mathbf{X} \mathbf{W}_h + \mathbf{b}_h)$$

    Args:
        X: inputs, shape (N, D).
        Wh: weights, shape (D, M).
        bh: biases, shape (1, M).

    Returns:
        Activations `H`, shape (N, M).

    Examples:
        >>> print(hidden_activations(np.array([[1.0, 2.0]]), np.zeros((2, 3)), np.zeros((1, 3))))
        [[0.5 0.5 0.5]]
    """
    return logistic(X @ Wh + bh)


def output_activations(
    H: np.ndarray, Wo: np.ndarray, bo: np.ndarray
) -> np.ndarray:
    r"""Return Y, one row a sample.

    $$\mathbf{Y} = \text{softmax}(\mathbf{H} \mathbf{W}_o + \mathbf{b}_o)$$

    Args:
        H: activations of the hidden layer, shape (N, M).
        Wo: weights, shape (M, C).
        bo: biases, shape (1, C).

    Returns:
        Outputs `Y`, shape (N, C); each row adds up to 1.

    Examples:
        >>> print(output_activations(np.ones((1, 3)), np.zeros((3, 2)), np.zeros((1, 2))))
        [[0.5 0.5]]
    """
    return softmax(H @ Wo + bo)


def nn(X: np.ndarray, parameters: list) -> np.ndarray:
    r"""Return Y, one row a sample.

    Args:
        X: inputs, shape (N, D).
        parameters: `Wh` of shape (D, M), `bh` (1, M), `Wo` (M, C) and `bo` (1, C).

    Returns:
        Outputs `Y`, shape (N, C).

    Examples:
        >>> nn(np.zeros((5, 2)), random_parameters(np.random.RandomState(1))).shape
        (5, 2)
    """
    Wh, bh, Wo, bo = parameters
    H = hidden_activations(X, Wh, bh)
    return output_activations(H, Wo, bo)


def nn_predict(X: np.ndarray, parameters: list) -> np.ndarray:
    r"""Return the likeliest class.

    Args:
        X: inputs, shape (N, D).
        parameters: `Wh` of shape (D, M), `bh` (1, M), `Wo` (M, C) and `bo` (1, C).

    Returns:
        Numbers of classes from 0, shape (N,).

    Examples:
        >>> print(nn_predict(np.zeros((1, 2)), random_parameters(np.random.RandomState(1))))
        [1]
    """
    Y = nn(X, parameters)
    return Y.argmax(axis=1)


def loss(Y: np.ndarray, T: np.ndarray) -> float:
    r"""Return the summed loss.

    $$\xi = -\sum_{i=1}^{N} \sum_{c=1}^{C} t_{ic} \log y_{ic}$$

    An output that is exactly 0 has no logarithm: `log_softmax` does not need it.

    Args:
        Y: outputs above 0, shape (N, C).
        T: targets, shape of `Y`; each row adds up to 1.

    Returns:
        The summed loss, one number.

    Examples:
        >>> print(loss(np.array([[0.5, 0.5]]), np.array([[0.0, 1.0]])).round(4))
        0.6931
    """
    return -np.sum(T * np.log(Y))


def error_output(Y: np.ndarray, T: np.ndarray) -> np.ndarray:
    r"""Return the errors at Zo.

    It is $\boldsymbol{\delta}_o = \partial \xi / \partial \mathbf{Z}_o$.

    Derivation:
        Take one sample $i$. What happens to output $c$ if the input of output neuron $a$ grows by a little? The
        softmax is a fraction. Let $s_i$ be its denominator, the sum of all the exponentials. If $a$ is $c$ itself,
        both the numerator and the denominator grow:

        $$
        \begin{aligned}
        \frac{\partial y_{ic}}{\partial z_{oic}}
        &= \frac{e^{z_{oic}} s_i - e^{z_{oic}} e^{z_{oic}}}{s_i^2} \\
        &= y_{ic} (1 - y_{ic})
        \end{aligned}
        $$

        If $a$ is another neuron, only the denominator grows, and the output shrinks:

        $$
        \begin{aligned}
        \frac{\partial y_{ic}}{\partial z_{oia}}
        &= -\frac{e^{z_{oic}} e^{z_{oia}}}{s_i^2} \\
        &= -y_{ic} y_{ia}, \quad c \ne a
        \end{aligned}
        $$

        So each $z_{oia}$ reaches the loss along $C$ paths, one through each output, and their contributions add up.
        The derivative of $-t_{ic} \log y_{ic}$ by the output is $-t_{ic} / y_{ic}$. Split the sum into the path through
        the neuron's own output and all the others:

        $$
        \begin{aligned}
        \delta_{oia} = \frac{\partial \xi_i}{\partial z_{oia}}
        &= -\sum_{c=1}^{C} \frac{t_{ic}}{y_{ic}} \frac{\partial y_{ic}}{\partial z_{oia}} \\
        &= -t_{ia} (1 - y_{ia}) + \sum_{c \ne a} t_{ic} y_{ia} \\
        &= -t_{ia} + y_{ia} \sum_{c=1}^{C} t_{ic} \\
        &= y_{ia} - t_{ia}
        \end{aligned}
        $$

        In the last step the targets of a sample add up to one. For all samples and classes at once:

        $$\boldsymbol{\delta}_o = \frac{\partial \xi}{\partial \mathbf{Z}_o} = \mathbf{Y} - \mathbf{T}$$

    Args:
        Y: outputs, shape (N, C).
        T: targets, shape of `Y`.

    Returns:
        The error signals, shape (N, C).

    Examples:
        >>> print(error_output(np.array([[0.25, 0.75]]), np.array([[1.0, 0.0]])))
        [[-0.75  0.75]]
    """
    return Y - T


def gradient_weight_out(H: np.ndarray, delta_o: np.ndarray) -> np.ndarray:
    r"""Return the gradient of Wo.

    Derivation:
        The weight from hidden neuron $j$ to output neuron $c$ enters in one place only, $z_{oic}$, where it is
        multiplied by $h_{ij}$. For one sample:

        $$
        \frac{\partial \xi_i}{\partial w_{ojc}}
        = \frac{\partial \xi_i}{\partial z_{oic}} \frac{\partial z_{oic}}{\partial w_{ojc}}
        = \delta_{oic} h_{ij}
        $$

        The samples' losses are added, and so are their gradients:

        $$
        \frac{\partial \xi}{\partial w_{ojc}} = \sum_{i=1}^{N} h_{ij} \delta_{oic}
        $$

        That is row $j$ of $\mathbf{H}^T$ times column $c$ of $\boldsymbol{\delta}_o$: the sum over the samples is what a
        matrix product does.

        $$\frac{\partial \xi}{\partial \mathbf{W}_o} = \mathbf{H}^T \boldsymbol{\delta}_o$$

    Args:
        H: activations of the hidden layer, shape (N, M).
        delta_o: error signals of the output layer, shape (N, C).

    Returns:
        The gradient, shape (M, C), that of `Wo`.

    Examples:
        >>> print(gradient_weight_out(np.array([[0.5, 1.0]]), np.array([[-0.75, 0.75]])))
        [[-0.375  0.375]
         [-0.75   0.75 ]]
    """
    return H.T @ delta_o


def gradient_bias_out(delta_o: np.ndarray) -> np.ndarray:
    r"""Return the gradient of bo.

    Derivation:
        A bias is added to $z_{oic}$ as it is, in the same way for every sample. Its gradient is the sum of the error signals,
        one row for all the samples:

        $$
        \frac{\partial \xi}{\partial b_{oc}} = \sum_{i=1}^{N} \delta_{oic}
        $$

    Args:
        delta_o: error signals of the output layer, shape (N, C).

    Returns:
        The gradient, shape (1, C), that of `bo`.

    Examples:
        >>> print(gradient_bias_out(np.array([[-0.75, 0.75], [0.5, -0.5]])))
        [[-0.25  0.25]]
    """
    return delta_o.sum(0, keepdims=True)


def error_hidden(
    H: np.ndarray, Wo: np.ndarray, delta_o: np.ndarray
) -> np.ndarray:
    r"""Return the errors at Zh.

    It is $\boldsymbol{\delta}_h = \partial \xi / \partial \mathbf{Z}_h$.

    Derivation:
        A hidden activation $h_{ij}$ enters every output neuron, so it reaches the loss along $C$ paths. On the path
        through neuron $c$ it is multiplied by the weight $w_{ojc}$. The paths add up:

        $$
        \frac{\partial \xi_i}{\partial h_{ij}}
        = \sum_{c=1}^{C} \frac{\partial \xi_i}{\partial z_{oic}} \frac{\partial z_{oic}}{\partial h_{ij}}
        = \sum_{c=1}^{C} \delta_{oic} w_{ojc}
        $$

        This sum runs over the *second* index of the weights. To do it by a matrix product, the weights must be
        transposed:

        $$\frac{\partial \xi}{\partial \mathbf{H}} = \boldsymbol{\delta}_o \mathbf{W}_o^T$$

        What is left is the step through the activation function, entry by entry. The logistic function has the slope
        $h_{ij} (1 - h_{ij})$:

        $$
        \begin{aligned}
        \delta_{hij} = \frac{\partial \xi_i}{\partial z_{hij}}
        &= \frac{\partial h_{ij}}{\partial z_{hij}} \frac{\partial \xi_i}{\partial h_{ij}} \\
        &= h_{ij} (1 - h_{ij}) \sum_{c=1}^{C} \delta_{oic} w_{ojc}
        \end{aligned}
        $$

        For all at once, with $\circ$ for the product entry by entry:

        $$
        \boldsymbol{\delta}_h
        = \mathbf{H} \circ (1 - \mathbf{H}) \circ (\boldsymbol{\delta}_o \mathbf{W}_o^T)
        $$

    Args:
        H: activations of the hidden layer, shape (N, M).
        Wo: weights of the output layer, shape (M, C).
        delta_o: error signals of the output layer, shape (N, C).

    Returns:
        The error signals, shape (N, M).

    Examples:
        >>> print(error_hidden(np.array([[0.5]]), np.array([[1.0, 2.0]]), np.array([[-0.75, 0.75]])))
        [[0.1875]]
    """
    delta_H = delta_o @ Wo.T
    return H * (1 - H) * delta_H


def gradient_weight_hidden(
    X: np.ndarray, delta_h: np.ndarray
) -> np.ndarray:
    r"""Return the gradient of Wh.

    Derivation:
        Nothing is new here. What $h_{ij}$ was to the output weights, the input $x_{id}$ is to the hidden ones:

        $$
        \frac{\partial \xi}{\partial w_{hdj}} = \sum_{i=1}^{N} x_{id} \delta_{hij}
        $$

        $$\frac{\partial \xi}{\partial \mathbf{W}_h} = \mathbf{X}^T \boldsymbol{\delta}_h$$

    Args:
        X: inputs, shape (N, D).
        delta_h: error signals of the hidden layer, shape (N, M).

    Returns:
        The gradient, shape (D, M), that of `Wh`.

    Examples:
        >>> print(gradient_weight_hidden(np.array([[1.0, -2.0]]), np.array([[0.25]])))
        [[ 0.25]
         [-0.5 ]]
    """
    return X.T @ delta_h


def gradient_bias_hidden(delta_h: np.ndarray) -> np.ndarray:
    r"""Return the gradient of bh.

    $$\frac{\partial \xi}{\partial b_{hj}} = \sum_{i=1}^{N} \delta_{hij}$$

    Args:
        delta_h: error signals of the hidden layer, shape (N, M).

    Returns:
        The gradient, shape (1, M), that of `bh`.

    Examples:
        >>> print(gradient_bias_hidden(np.array([[0.25], [0.5]])))
        [[0.75]]
    """
    return delta_h.sum(0, keepdims=True)


def loss_and_gradients(
    X: np.ndarray, T: np.ndarray, parameters: list
) -> tuple[float, list[np.ndarray]]:
    r"""Return loss and gradients.

    Args:
        X: inputs, shape (N, D).
        T: targets, shape (N, C).
        parameters: `Wh` of shape (D, M), `bh` (1, M), `Wo` (M, C) and `bo` (1, C).

    Returns:
        The summed loss; and its gradients by `Wh`, `bh`, `Wo`, `bo`, each of its parameter's shape.

    Examples:
        >>> X, T = np.array([[1.0, 2.0]]), np.array([[0.0, 1.0]])
        >>> xi, found = loss_and_gradients(X, T, random_parameters(np.random.RandomState(1)))
        >>> [gradient.shape for gradient in found]
        [(2, 3), (1, 3), (3, 2), (1, 2)]
    """
    Wh, bh, Wo, bo = parameters
    H = hidden_activations(X, Wh, bh)
    Y = output_activations(H, Wo, bo)
    delta_o = error_output(Y, T)
    delta_h = error_hidden(
        H,
        Wo,
        delta_o,
    )
    return loss(Y, T), [
        gradient_weight_hidden(
            X,
            delta_h,
        ),
        gradient_bias_hidden(delta_h),
        gradient_weight_out(H, delta_o),
        gradient_bias_out(delta_o),
    ]


def momentum_update(
    parameters: list[np.ndarray],
    velocities: list[np.ndarray],
    gradients: list[np.ndarray],
    learning_rate: float,
    momentum: float,
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    r"""Make one step downhill.

    The step is one of gradient descent with momentum:

    $$\mathbf{V}(k+1) = \lambda \mathbf{V}(k) - \mu \frac{\partial \xi}{\partial \mathbf{W}_h}(k)$$

    $$\mathbf{W}_h(k+1) = \mathbf{W}_h(k) + \mathbf{V}(k+1)$$

    The same holds for each other parameter. With $\lambda = 0$ it is plain gradient descent.

    Args:
        parameters: arrays of any shapes.
        velocities: one for each parameter, of its shape.
        gradients: one for each parameter, of its shape.
        learning_rate: the factor $\mu$ of the gradient.
        momentum: the share $\lambda$ of a velocity that is kept, from 0 to below 1.

    Returns:
        The new parameters, and the new velocities.

    Examples:
        >>> w, v, g = np.array([1.0]), np.array([0.5]), np.array([2.0])
        >>> momentum_update([w], [v], [g], learning_rate=0.1, momentum=0.8)
        ([array([1.2])], [array([0.2])])
    """
    mu, lam = learning_rate, momentum
    moved, kept = [], []
    for w, v, g in zip(
        parameters,
        velocities,
        gradients,
    ):
        v = lam * v - mu * g
        moved.append(w + v)
        kept.append(v)
    return moved, kept


@checked(
    same_rows("X", "T"),
    X=matrix,
    T=shares,
    learning_rate=positive,
    momentum=fraction,
    iterations=count,
)
def train(
    X: np.ndarray,
    T: np.ndarray,
    parameters: list[np.ndarray],
    learning_rate: float,
    momentum: float,
    iterations: int,
) -> tuple[list[np.ndarray], np.ndarray]:
    r"""Return parameters, losses.

    Args:
        X: inputs, shape (N, D).
        T: targets, shape (N, C).
        parameters: `Wh`, `bh`, `Wo`, `bo` at the start; they are left as they are.
        learning_rate: the factor $\mu$ of the gradient of the summed loss.
        momentum: the share $\lambda$ of the velocities that is kept; 0 is plain gradient descent.
        iterations: number of updates K.

    Returns:
        The last parameters, and the losses, shape (K + 1,), of which entry 0 is that of the start.

    Raises:
        ValueError: if the data are empty, not finite or not of two axes, or `T` is outside [0, 1] or has another number of rows
            than `X`; if the learning rate is not positive, `momentum` not from 0 to below 1, or `iterations`
            no whole number, 0 or more.

    Examples:
        >>> from chainrule.datasets import circles
        >>> random = np.random.RandomState(1)
        >>> X, T = circles(random)
        >>> check, start = random_parameters(random), random_parameters(random, 0.1)
        >>> parameters, losses = train(X, T, start, learning_rate=0.02, momentum=0.9, iterations=300)
        >>> print(f"{losses[0]:.4f} {losses[-1]:.5f}")
        69.4740 0.38075
    """
    w, losses = parameters, []
    v = [np.zeros_like(a) for a in w]
    for _ in range(iterations):
        xi, slopes = loss_and_gradients(
            X,
            T,
            w,
        )
        losses.append(xi)
        w, v = momentum_update(
            w,
            v,
            slopes,
            learning_rate,
            momentum,
        )
    Y = nn(X, w)
    losses.append(loss(Y, T))
    return w, np.array(losses)
