r"""The graph of chapter 5: three layers, each linear and then logistic, the last one with a softmax.

A layer's number stands above a symbol, such as $\mathbf{W}^{(2)}$. The inputs are $\mathbf{H}^{(0)}$. Bold
symbols hold one row for each sample. The sizes all differ, so that a lost transpose cannot pass, and the
targets are soft, because targets of 0 and 1 alone let some false forms pass.
"""

from collections.abc import Callable

import numpy as np

from chainrule.activations import logistic
from chainrule.many_layers import (
    Linear,
    Logistic,
    cross_entropy,
    cross_entropy_error,
    update,
)
from chainrule.vectorization import log_softmax, softmax
from livepage.equations import Chapter

N = 6
SIZES = (4, 3, 5, 7)
C = SIZES[-1]


def linear(X: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the outputs of the chapter's linear layer."""
    return Linear(W, b).forward(X)


def slopes(
    H: np.ndarray, W: np.ndarray, b: np.ndarray, dZ: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return what goes back from the chapter's linear layer: to its inputs, weights and biases."""
    layer = Linear(W, b)
    dX, (dW, db) = layer.backward(H, layer.forward(H), dZ)
    return dX, dW, db[np.newaxis]


def step(
    X: np.ndarray,
    T: np.ndarray,
    W1: np.ndarray,
    b1: np.ndarray,
    W2: np.ndarray,
    b2: np.ndarray,
    W3: np.ndarray,
    b3: np.ndarray,
    mu: float,
) -> dict[str, np.ndarray]:
    """Return the parameters after one update of the chapter's code, which changes copies."""
    pairs = [(W1, b1), (W2, b2), (W3, b3)]
    layers: list[Linear | Logistic] = []
    for W, b in pairs:
        layers += [Linear(W.copy(), b[0].copy()), Logistic()]
    layers.pop()
    update(layers, X, T, mu)
    changed = {}
    for n, layer in enumerate(layers[::2], start=1):
        changed[f"W{n}"] = layer.parameters[0]
        changed[f"b{n}"] = layer.parameters[1][np.newaxis]
    return changed


def normal(*shape: int) -> Callable[[np.random.Generator], np.ndarray]:
    """Return what draws an array of the shape."""
    return lambda rng: rng.normal(size=shape)


CHAPTER = Chapter(
    axes={"i": ("N", N), "c": ("C", C), "a": ("C", C)},
    layers={"l": 3},
    inputs={
        "X": normal(N, SIZES[0]),
        "T": lambda rng: rng.dirichlet(np.full(C, 2.0), N),
        "ones": lambda _: np.ones((N, 1)),
        "mu": lambda rng: rng.uniform(0.1, 0.9),
        **{f"W{n}": normal(SIZES[n - 1], SIZES[n]) for n in (1, 2, 3)},
        **{f"b{n}": normal(1, SIZES[n]) for n in (1, 2, 3)},
    },
    nodes={
        "Z1": lambda X, W1, b1: linear(X, W1, b1),
        "H1": lambda Z1: Logistic().forward(Z1),
        "Z2": lambda H1, W2, b2: linear(H1, W2, b2),
        "H2": lambda Z2: Logistic().forward(Z2),
        "Z3": lambda H2, W3, b3: linear(H2, W3, b3),
        "Y": lambda Z3: softmax(Z3),
        "xi": lambda T, Y: -np.sum(T * np.log(Y)) / N,
    },
    step=step,
    iteration="k",
    definitions={
        f"delta{n}[:,:]": rf"\frac{{\partial \xi}}{{\partial \mathbf{{Z}}^{{({n})}}}}" for n in (1, 2, 3)
    },
    symbols={
        r"\mathbf{X}": "X",
        r"\mathbf{H}^{(0)}": "X",
        r"\mathbf{1}": "ones",
        r"\mathbf{T}": "T",
        r"t_{ic}": "T[i,c]",
        r"\mathbf{Z}": "Z3",
        r"z_{ic}": "Z3[i,c]",
        r"\mathbf{Y}": "Y",
        r"y_{ic}": "Y[i,c]",
        r"\xi": "xi",
        r"\mu": "mu",
        **{rf"\mathbf{{W}}^{{({n})}}": f"W{n}" for n in (1, 2, 3)},
        **{rf"\mathbf{{b}}^{{({n})}}": f"b{n}" for n in (1, 2, 3)},
        **{rf"\mathbf{{Z}}^{{({n})}}": f"Z{n}" for n in (1, 2, 3)},
        **{rf"\mathbf{{H}}^{{({n})}}": f"H{n}" for n in (1, 2)},
        **{rf"\boldsymbol{{\delta}}^{{({n})}}": f"delta{n}" for n in (1, 2, 3)},
    },
    functions={
        r"\sigma": logistic,
        r"\text{softmax}": softmax,
        r"\text{logsoftmax}": log_softmax,
    },
    implements={
        (lambda Z3, T: cross_entropy(Z3, T)): r"\xi",
        (lambda Z3, T: cross_entropy_error(Z3, T)): (r"\frac{\partial \xi}{\partial \mathbf{Z}}"),
        (lambda H2, W3, b3, delta3: slopes(H2, W3, b3, delta3)[0]): (
            r"\frac{\partial \xi}{\partial \mathbf{H}^{(2)}}"
        ),
        (lambda H2, W3, b3, delta3: slopes(H2, W3, b3, delta3)[1]): (
            r"\frac{\partial \xi}{\partial \mathbf{W}^{(3)}}"
        ),
        (lambda H2, W3, b3, delta3: slopes(H2, W3, b3, delta3)[2]): (
            r"\frac{\partial \xi}{\partial \mathbf{b}^{(3)}}"
        ),
    },
)
