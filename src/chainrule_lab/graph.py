r"""The graph of the lab: that of chapter 3, with another bump, a weight at the output, and velocities.

Here $z_o = w_o h + b_o$; the rest of the chain, its error signals included, is the chapter's. `STEP` is one
update with momentum, by the lab's own functions.
"""

import numpy as np

from chainrule.graphs import backpropagation as chapter
from chainrule_lab.references import bump, gradients_wo, velocity

AXES = chapter.AXES

INPUTS = chapter.INPUTS | {
    "wo": lambda rng: rng.choice([-1, 1]) * rng.uniform(0.4, 1.6),
    "lam": lambda rng: rng.uniform(0.2, 0.9),
    "vh": lambda rng: rng.uniform(-1, 1),
    "vo": lambda rng: rng.uniform(-1, 1),
}


def step(
    x: np.ndarray, t: np.ndarray, wh: float, wo: float, bo: float, vh: float, vo: float, mu: float, lam: float
) -> dict[str, float]:
    """Return the velocities and the parameters after one update with momentum."""
    d_wh, _, d_bo = gradients_wo(x, t, wh, wo, bo)
    vh, vo = velocity(vh, d_wh, mu, lam), velocity(vo, d_bo, mu, lam)
    return {"wh": wh + vh, "bo": bo + vo, "vh": vh, "vo": vo}


NODES = {
    "zh": chapter.NODES["zh"],
    "h": chapter.NODES["h"],
    "zo": lambda h, wo, bo: wo * h + bo,
    "y": chapter.NODES["y"],
    "xi_i": chapter.NODES["xi_i"],
    "xi": lambda xi_i: np.mean(xi_i),
}
STEP = step
ITERATION = "k"
DEFINITIONS = chapter.DEFINITIONS

SYMBOLS = {latex: name for latex, name in chapter.SYMBOLS.items() if not latex.startswith(r"\Delta")} | {
    r"w_o": "wo",
    r"\lambda": "lam",
    r"v_h": "vh",
    r"v_o": "vo",
}
FUNCTIONS = chapter.FUNCTIONS | {r"\psi": bump}
