r"""The graph of chapter 2: what each symbol of its equations is, by the functions of the chapter."""

from typing import Any

import numpy as np

from chainrule.activations import logistic
from chainrule.classification import (
    gradient,
    gradient_output,
    loss,
    nn,
    update,
)

N, D = 7, 2
AXES = {"i": ("N", N), "j": ("D", D)}

INPUTS = {
    "x": lambda rng: rng.uniform(-2, 2, (N, D)),
    "t": lambda rng: rng.uniform(0.05, 0.95, N),
    "w": lambda rng: rng.choice([-1, 1], D) * rng.uniform(0.4, 1.6, D),
    "mu": lambda rng: rng.uniform(0.5, 2.5),
    "epsilon": lambda rng: rng.uniform(1e-4, 1e-3),
}


def step(x: Any, t: Any, w: Any, mu: Any) -> dict[str, Any]:
    """Return the weights after one update of the chapter's code."""
    return {"w": update(x, t, w, mu)}


NODES = {
    "z": lambda x, w: x @ w,
    "y": lambda z: logistic(z),
    "p_i": lambda y, t: y**t * (1 - y) ** (1 - t),
    "p": lambda p_i: np.prod(p_i),
    "xi_i": lambda y, t: -(t * np.log(y) + (1 - t) * np.log1p(-y)),
    "xi": lambda xi_i: np.mean(xi_i),
}
STEP = step
ITERATION = "k"
PARAMETERS = ("w",)

SYMBOLS = {
    r"w_j": "w[j]",
    r"\mathbf{w}": "w",
    r"\mu": "mu",
    r"\epsilon": "epsilon",
    r"x_{ij}": "x[i,j]",
    r"X": "x",
    r"t": "t[i]",
    r"t_i": "t[i]",
    r"\mathbf{t}": "t",
    r"z": "z[i]",
    r"z_i": "z[i]",
    r"\mathbf{z}": "z",
    r"y": "y[i]",
    r"y_i": "y[i]",
    r"\mathbf{y}": "y",
    r"p": "p",
    r"p_i": "p_i[i]",
    r"\xi": "xi",
    r"\xi_i": "xi_i[i]",
}

FUNCTIONS = {r"\sigma": logistic, r"\xi": ("xi", "xi_i[i]")}

DEFINITIONS = {"learning_rate": r"\mu"}

IMPLEMENTS = {
    nn: "y",
    loss: r"\xi",
    gradient_output: r"\frac{\partial \xi_i}{\partial z_i}",
    gradient: r"\frac{\partial \xi}{\partial w_j}",
}
