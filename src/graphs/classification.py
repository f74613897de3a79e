r"""The graph of chapter 2: what each symbol of its equations is, by the functions of the chapter.

The letter i runs over samples and j over inputs, of which there are two, as on the page. $p_i$ is the
probability that the model gives to the class that sample i has, and $p$ their product, the likelihood.
"""

import numpy as np

from chainrule.activations import logistic
from chainrule.classification import (
    gradient,
    gradient_output,
    loss,
    nn,
    update,
)
from livepage.equations import Chapter

N, D = 7, 2


def sample_losses(t: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Return the loss of each sample, of which the chapter's `loss` must be the mean: see `implements`."""
    losses: np.ndarray = -(t * np.log(y) + (1 - t) * np.log1p(-y))
    return losses


def step(x: np.ndarray, t: np.ndarray, w: np.ndarray, mu: float) -> dict[str, np.ndarray]:
    """Return the weights after one update of the chapter's code."""
    return {"w": update(x, t, w, mu)}


CHAPTER = Chapter(
    axes={"i": ("N", N), "j": ("D", D)},
    inputs={
        "x": lambda rng: rng.uniform(-2, 2, (N, D)),
        "t": lambda rng: rng.uniform(0.05, 0.95, N),
        "w": lambda rng: rng.choice([-1, 1], D) * rng.uniform(0.4, 1.6, D),
        "mu": lambda rng: rng.uniform(0.5, 2.5),
        "epsilon": lambda rng: rng.uniform(1e-4, 1e-3),
    },
    nodes={
        "z": lambda x, w: x @ w,
        "y": lambda z: logistic(z),
        "p_i": lambda y, t: y**t * (1 - y) ** (1 - t),
        "p": lambda p_i: np.prod(p_i),
        "xi_i": sample_losses,
        "xi": lambda xi_i: np.mean(xi_i),
    },
    definitions={"learning_rate": r"\mu"},
    symbols={
        r"w_j": "w[j]",
        r"\mathbf{w}": "w",
        r"\mu": "mu",
        r"\epsilon": "epsilon",
        r"x_{ij}": "x[i,j]",
        r"t": "t[i]",
        r"t_i": "t[i]",
        r"z": "z[i]",
        r"z_i": "z[i]",
        r"y": "y[i]",
        r"y_i": "y[i]",
        r"p": "p",
        r"p_i": "p_i[i]",
        r"\xi": "xi",
        r"\xi_i": "xi_i[i]",
    },
    functions={r"\sigma": logistic, r"\xi": ("xi", "xi_i[i]")},
    implements={
        nn: "y",
        loss: r"\xi",
        gradient_output: r"\frac{\partial \xi_i}{\partial z_i}",
        gradient: r"\frac{\partial \xi}{\partial w_j}",
    },
    step=step,
    iteration="k",
    parameters=("w",),
)
