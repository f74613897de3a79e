r"""Chapter 5: a network as a list of layers, each of which knows its way forward and its way back.

A layer $l$ takes the outputs $\mathbf{H}^{(l-1)}$ of the one before. The last one gives $\mathbf{Z}$, from which the softmax makes
the probabilities of the classes. The loss $\xi$ is the **mean** over the samples, and so are its gradients.
"""

# mypy: disable-error-code="no-any-return, return-value, type-arg, var-annotated"
# NumPy types a product of arrays as Any; a cast in each formula would hide the mathematics, and so would the type of
# what a list holds.

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from chainrule.activations import logistic
from chainrule.validate import (
    checked,
    count,
    matrix,
    positive,
    same_rows,
    several,
    shares,
)
from chainrule.vectorization import log_softmax, softmax


class Linear:
    r"""Weighted sums and biases.

    $$\mathbf{Z}^{(l)} = \mathbf{H}^{(l-1)} \mathbf{W}^{(l)} + \mathbf{b}^{(l)}$$

    Derivation:
        All of it is known from chapter 4. Let $\boldsymbol{\delta}^{(l)}$ be the derivative of the loss by the outputs
        $\mathbf{Z}^{(l)}$ of the layer. Its parameters get

        $$
        \begin{aligned}
        \frac{\partial \xi}{\partial \mathbf{W}^{(l)}} &= \mathbf{H}^{(l-1)T} \boldsymbol{\delta}^{(l)} \\
        \frac{\partial \xi}{\partial \mathbf{b}^{(l)}} &= \mathbf{1}^T \boldsymbol{\delta}^{(l)}
        \end{aligned}
        $$

        The bold one is a column of ones, one for each sample, so that the product adds up the rows. And what goes on
        to the layer before is

        $$
        \frac{\partial \xi}{\partial \mathbf{H}^{(l-1)}} = \boldsymbol{\delta}^{(l)} \mathbf{W}^{(l)T}
        $$

    Args:
        W: weights, shape (inputs, outputs).
        b: biases, shape (outputs,).

    Examples:
        >>> layer = Linear(np.array([[1.0], [2.0]]), np.array([0.5]))
        >>> X = np.array([[3.0, 4.0]])
        >>> print(layer.forward(X), *layer.backward(X, layer.forward(X), np.array([[1.0]])))
        [[11.5]] [[1. 2.]] [array([[3.],
               [4.]]), array([1.])]
    """

    def __init__(self, W: np.ndarray, b: np.ndarray) -> None:
        """Keep the parameters."""
        self.parameters = [W, b]

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the outputs."""
        W, b = self.parameters
        return X @ W + b

    def backward(
        self, X: np.ndarray, Y: np.ndarray, dY: np.ndarray
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        """Return three gradients."""
        W, _ = self.parameters
        dW = X.T @ dY
        db = dY.sum(axis=0)
        return dY @ W.T, [dW, db]


class Logistic:
    r"""Logistic functions.

    $$\mathbf{H}^{(l)} = \sigma(\mathbf{Z}^{(l)})$$

    Derivation:
        Each entry has a path of its own, with the slope $h (1 - h)$ of the logistic function. There are no
        parameters:

        $$
        \frac{\partial \xi}{\partial \mathbf{Z}^{(l)}}
        = \frac{\partial \xi}{\partial \mathbf{H}^{(l)}} \circ \mathbf{H}^{(l)} \circ (1 - \mathbf{H}^{(l)})
        $$

    Examples:
        >>> layer, Z = Logistic(), np.array([[0.0]])
        >>> layer.backward(Z, layer.forward(Z), np.array([[4.0]]))
        (array([[1.]]), [])
    """

    def __init__(self) -> None:
        """Nothing to learn."""
        self.parameters = []

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Return the outputs."""
        return logistic(X)

    def backward(
        self, X: np.ndarray, Y: np.ndarray, dY: np.ndarray
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        """Return one gradient."""
        return dY * Y * (1 - Y), []


def network(random: np.random.RandomState, *sizes: int) -> list:
    r"""Return a list of layers.

    The weights are drawn from a normal distribution around $0$ with standard deviation $0.1$; the biases are $0$.

    Args:
        random: NumPy's older generator, which goes on from where it is.
        *sizes: numbers of neurons, that of the inputs first and that of the classes last.

    Returns:
        The layers, first to last. The last one is linear: its outputs are what the softmax takes.

    Examples:
        >>> [type(layer).__name__ for layer in network(np.random.RandomState(1), 64, 20, 10)]
        ['Linear', 'Logistic', 'Linear']
    """
    layers = []
    for n, m in pairwise(sizes):
        W = 0.1 * random.randn(n, m)
        b = np.zeros(m)
        linear = Linear(W, b)
        layers += linear, Logistic()
    return layers[:-1]


def forward(layers: list, X: np.ndarray) -> list[np.ndarray]:
    r"""Return input and outputs.

    Args:
        layers: the network, first layer first.
        X: inputs, shape (N, D).

    Returns:
        `outputs`: `outputs[n]` goes into the layer `layers[n]`, and `outputs[n + 1]` comes out of it.

    Examples:
        >>> outputs = forward(network(np.random.RandomState(1), 3, 2), np.ones((1, 3)))
        >>> [output.shape for output in outputs]
        [(1, 3), (1, 2)]
    """
    outputs = [X]
    for layer in layers:
        X = layer.forward(X)
        outputs.append(X)
    return outputs


def backward(
    layers: list, outputs: list[np.ndarray], delta: np.ndarray
) -> tuple[list[np.ndarray], list[list[np.ndarray]]]:
    r"""Return all derivatives.

    Args:
        layers: the network, first layer first.
        outputs: what `forward` returned.
        delta: derivative of the loss by the outputs of the last layer, of their shape.

    Returns:
        `errors`, one for each of `outputs`, of its shape; and `gradients`, for each layer a list with one array
        for each of its parameters.

    Examples:
        >>> layers = network(np.random.RandomState(1), 3, 2)
        >>> errors, gradients = backward(layers, forward(layers, np.ones((1, 3))), np.ones((1, 2)))
        >>> [error.shape for error in errors], [gradient.shape for gradient in gradients[0]]
        ([(1, 3), (1, 2)], [(3, 2), (2,)])
    """
    errors, gradients = [delta], []
    order = range(len(layers))
    for n in reversed(order):
        back = layers[n].backward
        X, Y = outputs[n], outputs[n + 1]
        dX, dw = back(X, Y, delta)
        errors.insert(0, dX)
        gradients.insert(0, dw)
        delta = dX
    return errors, gradients


def cross_entropy(Z: np.ndarray, T: np.ndarray) -> float:
    r"""Return the mean loss.

    $$\xi = -\frac{1}{N} \sum_{i=1}^{N} \sum_{c=1}^{C} t_{ic} \log y_{ic}$$

    Args:
        Z: outputs of the last layer, shape (N, C).
        T: targets, shape of `Z`; each row adds up to 1.

    Returns:
        The mean loss, one number.

    Examples:
        >>> print(cross_entropy(np.array([[0.0, 0.0], [0.0, 1000.0]]), np.eye(2)).round(4))
        0.3466
    """
    logs = log_softmax(Z)
    return -np.sum(T * logs) / len(T)


def cross_entropy_error(Z: np.ndarray, T: np.ndarray) -> np.ndarray:
    r"""Return the error at Z.

    $$\frac{\partial \xi}{\partial \mathbf{Z}} = \frac{1}{N} (\mathbf{Y} - \mathbf{T})$$

    Args:
        Z: outputs of the last layer, shape (N, C).
        T: targets, shape of `Z`; each row adds up to 1.

    Returns:
        The derivative, shape of `Z`.

    Examples:
        >>> print(cross_entropy_error(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]])))
        [[-0.5  0.5]]
    """
    return (softmax(Z) - T) / len(T)


def predict(layers: list, X: np.ndarray) -> np.ndarray:
    """Return the likeliest class.

    Args:
        layers: the network, first layer first.
        X: inputs, shape (N, D).

    Returns:
        Numbers of classes from 0, shape (N,).

    Examples:
        >>> print(predict([Linear(np.eye(3), np.zeros(3))], np.array([[0.2, 0.7, 0.1]])))
        [1]
    """
    Z = forward(layers, X)[-1]
    return Z.argmax(axis=1)


def update(
    layers: list, X: np.ndarray, T: np.ndarray, learning_rate: float
) -> None:
    r"""Make one step downhill.

    The parameters change in place.

    Args:
        layers: the network, first layer first.
        X: inputs, shape (N, D).
        T: targets, shape (N, C).
        learning_rate: the factor $\mu$ of the gradient of the mean loss.

    Examples:
        >>> layers = [Linear(np.zeros((1, 2)), np.zeros(2))]
        >>> update(layers, np.array([[1.0]]), np.array([[1.0, 0.0]]), learning_rate=0.5)
        >>> print(layers[0].parameters[1])
        [ 0.25 -0.25]
    """
    outputs = forward(layers, X)
    Z = outputs[-1]
    delta = cross_entropy_error(Z, T)
    _, found = backward(
        layers,
        outputs,
        delta,
    )
    for layer, dws in zip(layers, found):
        own = zip(layer.parameters, dws)
        for w, dw in own:
            w -= learning_rate * dw


def mini_batches(
    X: np.ndarray, T: np.ndarray, number: int
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Cut the samples in parts.

    Args:
        X: inputs, shape (N, D).
        T: targets, shape (N, C).
        number: how many parts.

    Returns:
        Pairs of inputs and targets.

    Examples:
        >>> [x.shape for x, _ in mini_batches(np.ones((5, 2)), np.ones((5, 3)), 2)]
        [(3, 2), (2, 2)]
    """
    xs = np.array_split(X, number)
    ts = np.array_split(T, number)
    return list(zip(xs, ts))


@checked(
    same_rows("X", "T"),
    same_rows("X_val", "T_val"),
    X=matrix,
    T=shares,
    X_val=matrix,
    T_val=shares,
    learning_rate=positive,
    batches=several,
    passes=count,
)
def train(
    layers: list,
    X: np.ndarray,
    T: np.ndarray,
    X_val: np.ndarray,
    T_val: np.ndarray,
    learning_rate: float,
    batches: int,
    passes: int,
) -> Iterator[tuple[float, float]]:
    r"""Train; yield both costs.

    A pass takes one step for each mini-batch. The training ends once the cost of the validation data has failed
    to fall twice in a row, or after the last pass.

    Args:
        layers: the network, first layer first; its parameters are changed where they are.
        X: inputs to train with, shape (N, D).
        T: their targets, shape (N, C).
        X_val: inputs to stop by, shape (N_val, D).
        T_val: their targets, shape (N_val, C).
        learning_rate: the factor $\mu$ of the gradient of the mean loss.
        batches: number of mini-batches in a pass.
        passes: the largest number of passes.

    Yields:
        The cost (mean loss) of the training data and that of the validation data.

    Raises:
        ValueError: if the data are empty, not finite or not of two axes, targets are outside [0, 1] or have another number of
            rows than their inputs; if the learning rate is not positive, `batches` no whole number, 1 or more, or
            `passes` no whole number, 0 or more.

    Examples:
        >>> X, T = np.array([[0.0], [1.0]]), np.eye(2)
        >>> layers = network(np.random.RandomState(1), 1, 2)
        >>> costs = train(layers, X, T, X, T, learning_rate=1.0, batches=1, passes=3)
        >>> print(*[f"{cost:.3f}" for cost, _ in costs])
        0.620 0.538 0.473
    """
    parts = mini_batches(X, T, batches)
    last, rises = np.inf, 0
    mu = learning_rate
    for _ in range(passes):
        for x, t in parts:
            update(layers, x, t, mu)
        Z = forward(layers, X)[-1]
        cost = cross_entropy(Z, T)
        Z = forward(layers, X_val)[-1]
        held = cross_entropy(Z, T_val)
        yield cost, held
        rises += 1
        if held < last:
            rises = 0
        last = held
        if rises == 2:
            break
