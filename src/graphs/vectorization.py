r"""The graph of chapter 4: what each symbol of its equations is, by the functions of the chapter.

A bold capital such as $\mathbf{H}$ is a matrix with one row for each sample. Entries have the indices i of
the sample, d of the input, j of the hidden neuron, c (or a) of the class. The sizes all differ, so that a
lost transpose cannot pass, and the targets are soft, because targets of 0 and 1 alone let some false forms
pass.
"""

from collections.abc import Callable

import numpy as np

from chainrule.activations import logistic
from chainrule.vectorization import (
    error_hidden,
    error_output,
    gradient_bias_hidden,
    gradient_bias_out,
    gradient_weight_hidden,
    gradient_weight_out,
    hidden_activations,
    loss,
    loss_and_gradients,
    momentum_update,
    nn,
    output_activations,
    softmax,
)
from livepage.equations import Chapter

N, D, M, C = 7, 4, 3, 5


def normal(*shape: int) -> Callable[[np.random.Generator], np.ndarray]:
    """Return what draws an array of the shape."""
    return lambda rng: rng.normal(size=shape)


def update(
    X: np.ndarray,
    T: np.ndarray,
    Wh: np.ndarray,
    bh: np.ndarray,
    Wo: np.ndarray,
    bo: np.ndarray,
    V: np.ndarray,
    mu: float,
    lam: float,
) -> dict[str, np.ndarray]:
    """Return the hidden weights and their velocity after one update of the chapter's code."""
    _, slopes = loss_and_gradients(X, T, [Wh, bh, Wo, bo])
    (new_Wh,), (new_V,) = momentum_update([Wh], [V], slopes[:1], mu, lam)
    return {"Wh": new_Wh, "V": new_V}


CHAPTER = Chapter(
    axes={
        "i": ("N", N),
        "d": ("D", D),
        "j": ("M", M),
        "c": ("C", C),
        "a": ("C", C),
    },
    inputs={
        "X": normal(N, D),
        "T": lambda rng: rng.dirichlet(np.full(C, 2.0), N),
        "Wh": normal(D, M),
        "bh": normal(1, M),
        "Wo": normal(M, C),
        "bo": normal(1, C),
        "V": normal(D, M),
        "mu": lambda rng: rng.uniform(0.1, 0.9),
        "lam": lambda rng: rng.uniform(0.5, 0.9),
        "m": lambda rng: rng.normal(size=(N, 1)),
    },
    nodes={
        "Zh": lambda X, Wh, bh: X @ Wh + bh,
        "H": lambda Zh: logistic(Zh),
        "Zo": lambda H, Wo, bo: H @ Wo + bo,
        "Y": lambda Zo: softmax(Zo),
        "s": lambda Zo: np.sum(np.exp(Zo), axis=1),
        "xi_i": lambda T, Y: -np.sum(T * np.log(Y), axis=1),
        "xi": lambda xi_i: np.sum(xi_i),
    },
    step=update,
    iteration="k",
    parameters=("Wh", "bh", "Wo", "bo"),
    definitions={
        "delta_o[i,c]": r"\frac{\partial \xi_i}{\partial z_{oic}}",
        "delta_h[i,j]": r"\frac{\partial \xi_i}{\partial z_{hij}}",
    },
    symbols={
        r"\mathbf{X}": "X",
        r"\mathbf{x}_i": "X[i]",
        r"x_{id}": "X[i,d]",
        r"\mathbf{T}": "T",
        r"\mathbf{t}_i": "T[i]",
        r"t_{ic}": "T[i,c]",
        r"\mathbf{W}_h": "Wh",
        r"w_{hdj}": "Wh[d,j]",
        r"\mathbf{b}_h": "bh",
        r"b_{hj}": "bh[1,j]",
        r"\mathbf{Z}_h": "Zh",
        r"z_{hij}": "Zh[i,j]",
        r"\mathbf{H}": "H",
        r"\mathbf{h}_i": "H[i]",
        r"h_{ij}": "H[i,j]",
        r"\mathbf{W}_o": "Wo",
        r"w_{ojc}": "Wo[j,c]",
        r"\mathbf{b}_o": "bo",
        r"b_{oc}": "bo[1,c]",
        r"\mathbf{Z}_o": "Zo",
        r"\mathbf{z}_{oi}": "Zo[i]",
        r"z_{oic}": "Zo[i,c]",
        r"\mathbf{Y}": "Y",
        r"\mathbf{y}_i": "Y[i]",
        r"y_{ic}": "Y[i,c]",
        r"s_i": "s[i]",
        r"m_i": "m[i,1]",
        r"\xi_i": "xi_i[i]",
        r"\xi": "xi",
        r"\boldsymbol{\delta}_o": "delta_o",
        r"\delta_{oic}": "delta_o[i,c]",
        r"\boldsymbol{\delta}_h": "delta_h",
        r"\delta_{hij}": "delta_h[i,j]",
        r"\mathbf{V}": "V",
        r"\mu": "mu",
        r"\lambda": "lam",
    },
    functions={r"\sigma": logistic, r"\text{softmax}": softmax},
    implements={
        hidden_activations: r"\mathbf{H}",
        output_activations: r"\mathbf{Y}",
        (lambda X, Wh, bh, Wo, bo: nn(X, [Wh, bh, Wo, bo])): r"\mathbf{Y}",
        loss: r"\xi",
        error_output: r"\frac{\partial \xi}{\partial \mathbf{Z}_o}",
        error_hidden: r"\frac{\partial \xi}{\partial \mathbf{Z}_h}",
        gradient_weight_out: r"\frac{\partial \xi}{\partial \mathbf{W}_o}",
        gradient_bias_out: r"\frac{\partial \xi}{\partial \mathbf{b}_o}",
        gradient_weight_hidden: r"\frac{\partial \xi}{\partial \mathbf{W}_h}",
        gradient_bias_hidden: r"\frac{\partial \xi}{\partial \mathbf{b}_h}",
    },
)
