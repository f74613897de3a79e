"""Graphs of further chapters and of textbooks: each is the plain data that a graph module holds."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from livepage.equations import Context, context_of_module

Array = Any


def uniform(low: float, high: float, *shape: int) -> Any:
    return lambda rng: rng.uniform(low, high, shape)


def logistic(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


def softmax(z: Array) -> Array:
    e = np.exp(z)
    return e / np.sum(e, axis=-1, keepdims=True)


def on_the_simplex(*shape: int) -> Any:
    return lambda rng: rng.dirichlet(np.full(shape[-1], 2.0), shape[:-1])


LINEAR = {
    "AXES": {"i": ("N", 5)},
    "INPUTS": {"x": uniform(-2, 2, 5), "t": uniform(-2, 2, 5), "w": uniform(-1, 2), "mu": uniform(0.1, 0.9)},
    "NODES": {
        "y": lambda x, w: x * w,
        "xi_i": lambda t, y: (t - y) ** 2,
        "xi": lambda xi_i: np.mean(xi_i),
        "delta_w": lambda x, t, w, mu: mu * np.mean(2 * x * (x * w - t)),
    },
    "STEP": lambda x, t, w, mu: {"w": w - mu * np.mean(2 * x * (x * w - t))},
    "ITERATION": "k",
    "SYMBOLS": {
        "x_i": "x[i]",
        r"\mathbf{x}": "x",
        "t_i": "t[i]",
        r"\mathbf{t}": "t",
        "y_i": "y[i]",
        r"\mathbf{y}": "y",
        "w": "w",
        r"\mu": "mu",
        r"\xi": "xi",
        r"\xi_i": "xi_i[i]",
        r"\Delta w": "delta_w",
        "x": "x[i]",
        "y": "y[i]",
        "t": "t[i]",
    },
}

CLASSES = {
    "LAYOUT": "columns",
    "AXES": {"i": ("N", 5), "d": ("D", 3)},
    "INPUTS": {
        "X": uniform(-2, 2, 5, 3),
        "t": uniform(0.1, 0.9, 5, 1),
        "w": uniform(-1, 1, 1, 3),
        "mu": uniform(0.1, 1),
    },
    "NODES": {
        "z": lambda X, w: X @ w.T,
        "y": lambda z: logistic(z),
        "xi_i": lambda y, t: -(t * np.log(y) + (1 - t) * np.log(1 - y)),
        "xi": lambda xi_i: np.mean(xi_i),
        "likelihood": lambda y, t: np.prod(y**t * (1 - y) ** (1 - t)),
    },
    "FUNCTIONS": {r"\sigma": logistic, r"\mathcal{L}": ("likelihood",)},
    "SYMBOLS": {
        "X": "X",
        r"\mathbf{x}_i": "X[i,:]",
        "x_{id}": "X[i,d]",
        r"\mathbf{w}": "w",
        "w_d": "w[1,d]",
        r"\mathbf{t}": "t",
        "t_i": "t[i,1]",
        r"\mathbf{z}": "z",
        "z_i": "z[i,1]",
        r"\mathbf{y}": "y",
        "y_i": "y[i,1]",
        r"\xi": "xi",
        r"\xi_i": "xi_i[i,1]",
        r"\mu": "mu",
        r"\mathcal{L}": "likelihood",
    },
}
NETWORK = {
    "LAYOUT": "columns",
    "AXES": {"i": ("N", 7), "d": ("D", 4), "j": ("M", 3), "k": ("C", 5), "l": ("C", 5)},
    "INPUTS": {
        "X": uniform(-2, 2, 7, 4),
        "Wh": uniform(-1, 1, 4, 3),
        "bh": uniform(-1, 1, 1, 3),
        "lam": uniform(0.5, 0.9),
        "Wo": uniform(-1, 1, 3, 5),
        "bo": uniform(-1, 1, 1, 5),
        "T": on_the_simplex(7, 5),
        "mu": uniform(0.1, 1),
    },
    "NODES": {
        "Zh": lambda X, Wh, bh: X @ Wh + bh,
        "H": lambda Zh: logistic(Zh),
        "Zo": lambda H, Wo, bo: H @ Wo + bo,
        "Y": lambda Zo: softmax(Zo),
        "xi_i": lambda T, Y: -np.sum(T * np.log(Y), axis=1),
        "xi": lambda xi_i: np.sum(xi_i),
    },
    "DEFINITIONS": {
        "Delta_o[:,:]": r"\frac{\partial \xi}{\partial Z_o}",
        "delta_o[i,k]": r"\frac{\partial \xi_i}{\partial z_{oik}}",
        "Delta_h[:,:]": r"\frac{\partial \xi}{\partial Z_h}",
    },
    "FUNCTIONS": {r"\sigma": logistic, r"\text{softmax}": softmax},
    "SYMBOLS": {
        "X": "X",
        "x_{id}": "X[i,d]",
        r"\mathbf{x}_i": "X[i]",
        "W_h": "Wh",
        "w_{hdj}": "Wh[d,j]",
        r"\mathbf{w}_{hj}": "Wh[:,j]",
        "b_{hj}": "bh[1,j]",
        r"\mathbf{b}_h": "bh",
        "Z_h": "Zh",
        "z_{hij}": "Zh[i,j]",
        "H": "H",
        "h_{ij}": "H[i,j]",
        "W_o": "Wo",
        "w_{ojk}": "Wo[j,k]",
        r"\mathbf{b}_o": "bo",
        "b_{ok}": "bo[1,k]",
        "Z_o": "Zo",
        "z_{oik}": "Zo[i,k]",
        "Y": "Y",
        r"\mathbf{z}_{oi}": "Zo[i]",
        r"\mathbf{y}_i": "Y[i]",
        r"\mathbf{t}_i": "T[i]",
        "y_{ik}": "Y[i,k]",
        "T": "T",
        "t_{ik}": "T[i,k]",
        r"\xi": "xi",
        r"\xi_i": "xi_i[i]",
        r"\delta_o": "Delta_o",
        r"\delta_{oik}": "delta_o[i,k]",
        r"\delta_h": "Delta_h",
        r"\mu": "mu",
        r"\lambda": "lam",
    },
}

BATCH_NORMALISATION = {
    "AXES": {"i": ("m", 6)},
    "INPUTS": {
        "x": uniform(-2, 2, 6),
        "gamma": uniform(0.5, 2),
        "beta": uniform(-1, 1),
        "epsilon": uniform(0.01, 0.1),
        "t": uniform(-1, 1, 6),
    },
    "NODES": {
        "mean": lambda x: np.mean(x),
        "variance": lambda x, mean: np.mean((x - mean) ** 2),
        "xhat": lambda x, mean, variance, epsilon: (x - mean) / np.sqrt(variance + epsilon),
        "y": lambda xhat, gamma, beta: gamma * xhat + beta,
        "loss": lambda y, t: np.sum((y - t) ** 2 + np.sin(y)),
    },
    "SYMBOLS": {
        "x_i": "x[i]",
        r"\mu": "mean",
        r"\sigma^2": "variance",
        r"\hat{x}_i": "xhat[i]",
        "y_i": "y[i]",
        r"\ell": "loss",
        r"\gamma": "gamma",
        r"\beta": "beta",
        r"\epsilon": "epsilon",
        "t_i": "t[i]",
    },
}


def momentum(w: Array, v: Array, a: Array, mu: float, lam: float) -> dict[str, Array]:
    new = lam * v - mu * (a * w**3)
    return {"v": new, "w": w + new}


MOMENTUM = {
    "AXES": {"d": ("D", 3)},
    "INPUTS": {
        "w": uniform(0.5, 1, 3, 1),
        "v": uniform(-0.1, 0.1, 3, 1),
        "a": uniform(0.5, 1, 3, 1),
        "mu": uniform(0.01, 0.1),
        "lam": uniform(0.5, 0.9),
    },
    "NODES": {"xi": lambda w, a: np.sum(a * w**4) / 4},
    "STEP": momentum,
    "ITERATION": "k",
    "SYMBOLS": {
        r"\mathbf{w}": "w",
        "w_d": "w[d,1]",
        r"\mathbf{v}": "v",
        "v_d": "v[d,1]",
        r"\mu": "mu",
        r"\lambda": "lam",
        r"\xi": "xi",
    },
}

LAYERS = {
    "AXES": {"i": ("N", 6)},
    "LAYERS": {"l": 3},
    "INPUTS": {
        "X": uniform(-1, 1, 6, 4),
        "W1": uniform(-1, 1, 4, 3),
        "W2": uniform(-1, 1, 3, 5),
        "W3": uniform(-1, 1, 5, 7),
        "b1": uniform(-1, 1, 1, 3),
        "b2": uniform(-1, 1, 1, 5),
        "b3": uniform(-1, 1, 1, 7),
        "T": uniform(-1, 1, 6, 7),
    },
    "NODES": {
        "Z1": lambda X, W1, b1: X @ W1 + b1,
        "H1": lambda Z1: logistic(Z1),
        "Z2": lambda H1, W2, b2: H1 @ W2 + b2,
        "H2": lambda Z2: logistic(Z2),
        "Z3": lambda H2, W3, b3: H2 @ W3 + b3,
        "H3": lambda Z3: logistic(Z3),
        "xi": lambda H3, T: np.sum((H3 - T) ** 2) / 2,
    },
    "DEFINITIONS": {f"Delta{n}[:,:]": rf"\frac{{\partial \xi}}{{\partial Z^{{({n})}}}}" for n in (1, 2, 3)},
    "FUNCTIONS": {r"\sigma": logistic},
    "SYMBOLS": {
        "H^{(0)}": "X",
        "X": "X",
        "T": "T",
        r"\xi": "xi",
        **{f"{name}^{{({n})}}": f"{name}{n}" for n in (1, 2, 3) for name in "WZH"},
        **{rf"\mathbf{{b}}^{{({n})}}": f"b{n}" for n in (1, 2, 3)},
        **{rf"\Delta^{{({n})}}": f"Delta{n}" for n in (1, 2, 3)},
    },
}


def kink(z: Array) -> Array:
    return np.abs(z)


SINGULAR = {
    "AXES": {"i": ("N", 4)},
    "INPUTS": {"x": uniform(0.3, 2, 4), "w": uniform(0.5, 2)},
    "NODES": {
        "z": lambda x, w: x * w,
        "r": lambda z: kink(z) ** 3,
        "s": lambda z: float(np.sum(z**2)),
        "u": lambda z: np.where(z > 1, z, 0),
    },
    "FUNCTIONS": {r"\rho": kink, r"\text{ReLU}": lambda z: np.where(np.real(z) > 0, z, 0)},
    "SYMBOLS": {"x_i": "x[i]", "w": "w", "z_i": "z[i]", "r_i": "r[i]", "s": "s", "u_i": "u[i]"},
}


GRAPHS: dict[str, dict[str, Any]] = {
    "linear": LINEAR,
    "classes": CLASSES,
    "network": NETWORK,
    "batch": BATCH_NORMALISATION,
    "held": BATCH_NORMALISATION,
    "momentum": MOMENTUM,
    "layers": LAYERS,
    "singular": SINGULAR,
}


@pytest.fixture(scope="module", autouse=True)
def _no_suggestions(request: pytest.FixtureRequest) -> Iterator[None]:
    """Look for no corrections, which take a second each, where the messages of verdicts are tested."""
    with pytest.MonkeyPatch.context() as patch:
        if not request.module.__name__.endswith("test_suggest"):
            patch.setattr("livepage.equations.verdicts.suggest.suggestion", lambda *_: "")
        yield


@pytest.fixture(scope="session")
def textbook() -> dict[str, Context]:
    """Return the contexts by name."""
    return {name: Context.from_data(name, **data) for name, data in GRAPHS.items()}


@pytest.fixture(scope="session")
def chapter() -> Context:
    """Return the context of chapter 3."""
    return context_of_module("graphs.backpropagation")
