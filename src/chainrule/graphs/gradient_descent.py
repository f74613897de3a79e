r"""The graph of chapter 1: what each symbol of its equations is, by the functions of the chapter."""

from typing import Any

import numpy as np

from chainrule.gradient_descent import (
    best_weight,
    gradient,
    largest_rate,
    loss,
    nn,
    update,
)

N = 7
AXES = {"i": ("N", N)}

INPUTS = {
    "x": lambda rng: rng.uniform(-2, 2, N),
    "t": lambda rng: rng.uniform(-2, 2, N),
    "w": lambda rng: rng.choice([-1, 1]) * rng.uniform(0.4, 1.6),
    "mu": lambda rng: rng.uniform(0.1, 0.3),
    "epsilon": lambda rng: rng.uniform(1e-4, 1e-3),
}


def step(x: Any, t: Any, w: Any, mu: Any) -> dict[str, Any]:
    """Return the weight after one update of the chapter's code."""
    return {"w": update(x, t, w, mu)}


NODES = {
    "y": nn,
    "xi_i": lambda y, t: (t - y) ** 2,
    "xi": lambda xi_i: np.mean(xi_i),
    "a": lambda x: np.mean(x * x),
    "w_best": best_weight,
    "mu_max": largest_rate,
}
STEP = step
ITERATION = "k"
PARAMETERS = ("w",)

SYMBOLS = {
    r"w": "w",
    r"\mu": "mu",
    r"\epsilon": "epsilon",
    r"\mu_{\max}": "mu_max",
    r"a": "a",
    r"\hat{w}": "w_best",
    r"x": "x[i]",
    r"x_i": "x[i]",
    r"t": "t[i]",
    r"t_i": "t[i]",
    r"y": "y[i]",
    r"y_i": "y[i]",
    r"\xi": "xi",
    r"\xi_i": "xi_i[i]",
}

FUNCTIONS = {r"\xi": ("xi", "xi_i[i]")}

DEFINITIONS = {"learning_rate": r"\mu"}

IMPLEMENTS = {
    loss: r"\xi",
    gradient: r"\frac{\partial \xi_i}{\partial w}",
}
