r"""The graph of chapter 1: what each symbol of its equations is, by the functions of the chapter.

A symbol without the index i, such as $y$, is that of any one sample. $\hat{w}$ and $\mu_{\max}$ are what the
chapter's functions for the best weight and for the largest learning rate return.
"""

import numpy as np

from chainrule.gradient_descent import (
    best_weight,
    gradient,
    largest_rate,
    loss,
    nn,
    update,
)
from livepage.equations import Chapter

N = 7


def step(x: np.ndarray, t: np.ndarray, w: float, mu: float) -> dict[str, float]:
    """Return the weight after one update of the chapter's code."""
    return {"w": update(x, t, w, mu)}


CHAPTER = Chapter(
    axes={"i": ("N", N)},
    inputs={
        "x": lambda rng: rng.uniform(-2, 2, N),
        "t": lambda rng: rng.uniform(-2, 2, N),
        "w": lambda rng: rng.choice([-1, 1]) * rng.uniform(0.4, 1.6),
        "mu": lambda rng: rng.uniform(0.1, 0.9),
        "epsilon": lambda rng: rng.uniform(1e-4, 1e-3),
    },
    nodes={
        "y": nn,
        "xi_i": lambda y, t: (t - y) ** 2,
        "xi": lambda xi_i: np.mean(xi_i),
        "a": lambda x: np.mean(x * x),
        "w_best": best_weight,
        "mu_max": largest_rate,
    },
    definitions={"learning_rate": r"\mu"},
    symbols={
        r"w": "w",
        r"\hat{w}": "w_best",
        r"\mu": "mu",
        r"\mu_{\max}": "mu_max",
        r"\epsilon": "epsilon",
        r"a": "a",
        r"x": "x[i]",
        r"x_i": "x[i]",
        r"t": "t[i]",
        r"t_i": "t[i]",
        r"y": "y[i]",
        r"y_i": "y[i]",
        r"\xi": "xi",
        r"\xi_i": "xi_i[i]",
    },
    functions={r"\xi": ("xi", "xi_i[i]")},
    implements={
        loss: r"\xi",
        gradient: r"\frac{\partial \xi_i}{\partial w}",
    },
    step=step,
    iteration="k",
    parameters=("w",),
)
