r"""The activation functions of the course, each as a textbook writes it.

They work on numbers and on arrays, entry by entry, real or complex.
"""

# mypy: disable-error-code="no-any-return"
# NumPy types a function of an array as Any; a cast in each formula would hide the mathematics.

import numpy as np


def rbf(zh: np.ndarray) -> np.ndarray:
    r"""Return the Gaussian bump.

    It is a radial basis function, the activation of the hidden neuron:

    $$\phi(z_h) = e^{-z_h^2}$$

    It is 1 at $z_h = 0$ and falls to 0 on both sides: the neuron answers only to inputs around the origin.

    Args:
        zh: input of the hidden neuron, any shape.

    Returns:
        Activations, shape of `zh`.

    Examples:
        >>> print(rbf(0.0), round(rbf(-1.5), 4))
        1.0 0.1054
    """
    return np.exp(-zh * zh)


def rbf_derivative(zh: np.ndarray) -> np.ndarray:
    r"""Return the derivative of the radial basis function.

    Derivation:
        The exponential is its own derivative. The chain rule multiplies it by the derivative of what stands
        in the exponent, which is $-2 z_h$:

        $$
        \begin{aligned}
        \frac{d \phi(z_h)}{d z_h}
        &= \frac{d e^{-z_h^2}}{d z_h} \\
        &= e^{-z_h^2} \cdot (-2 z_h) \\
        &= -2 z_h \phi(z_h)
        \end{aligned}
        $$

        The value of the function appears in its own derivative: with $h = \phi(z_h)$ from the way forward, no
        new exponential is needed.

    Args:
        zh: input of the hidden neuron, any shape.

    Returns:
        Derivatives, shape of `zh`.

    Examples:
        >>> print(round(rbf_derivative(-1.5), 4))
        0.3162
    """
    return -2 * (zh * rbf(zh))


def logistic(z: np.ndarray) -> np.ndarray:
    r"""Squeeze z into (0, 1).

    $$\sigma(z) = \frac{1}{1 + e^{-z}}$$

    Below about $z = -709$ the exponential overflows to infinity. NumPy warns; the result, 0, is right.

    Args:
        z: input of the neuron, any shape.

    Returns:
        Values from 0 to 1, shape of `z`.

    Examples:
        >>> print(logistic(0.0), f"{logistic(-40.0):.3e}")
        0.5 4.248e-18
    """
    return 1 / (1 + np.exp(-z))


def softplus(z: np.ndarray) -> np.ndarray:
    r"""Return log(1 + exp(z)).

    This is the softplus function, here without overflow. The larger of the two terms is taken out of the logarithm, which leaves
    $\max(z, 0) + \log(1 + e^{-\lvert z \rvert})$.

    Args:
        z: any number, any shape.

    Returns:
        Positive values, shape of `z`.

    Examples:
        >>> print(round(softplus(0.0), 4), softplus(1e4))
        0.6931 10000.0
    """
    minus_size = np.minimum(z, -z)
    small = np.log1p(np.exp(minus_size))
    return np.maximum(z, 0) + small
