r"""The graph of the lab: that of chapter 3, with another bump, a weight at the output, and velocities.

Here $z_o = w_o h + b_o$; the rest of the chain, its error signals included, is the chapter's. `step` is one
update with momentum, by the lab's own functions.
"""

import numpy as np

from chainrule_lab.backpropagation.references import bump, gradients_wo, velocity
from graphs.backpropagation import CHAPTER as CHAPTER_3
from livepage.equations import Chapter


def step(
    x: np.ndarray, t: np.ndarray, wh: float, wo: float, bo: float, vh: float, vo: float, mu: float, lam: float
) -> dict[str, float]:
    """Return the velocities and the parameters after one update with momentum."""
    d_wh, _, d_bo = gradients_wo(x, t, wh, wo, bo)
    vh, vo = velocity(vh, d_wh, mu, lam), velocity(vo, d_bo, mu, lam)
    return {"wh": wh + vh, "bo": bo + vo, "vh": vh, "vo": vo}


CHAPTER = Chapter(
    axes=CHAPTER_3.axes,
    inputs={
        **CHAPTER_3.inputs,
        "wo": lambda rng: rng.choice([-1, 1]) * rng.uniform(0.4, 1.6),
        "lam": lambda rng: rng.uniform(0.2, 0.9),
        "vh": lambda rng: rng.uniform(-1, 1),
        "vo": lambda rng: rng.uniform(-1, 1),
    },
    nodes={
        "zh": CHAPTER_3.nodes["zh"],
        "h": CHAPTER_3.nodes["h"],
        "zo": lambda h, wo, bo: wo * h + bo,
        "y": CHAPTER_3.nodes["y"],
        "xi_i": CHAPTER_3.nodes["xi_i"],
        "xi": lambda xi_i: np.mean(xi_i),
    },
    step=step,
    iteration="k",
    definitions=CHAPTER_3.definitions,
    symbols={
        latex: name
        for latex, name in CHAPTER_3.symbols.items()
        if str(name).partition("[")[0] not in {"delta_wh", "delta_bo", "u", "v", "ha", "hb", "ell"}
    }
    | {
        r"w_o": "wo",
        r"\lambda": "lam",
        r"v_h": "vh",
        r"v_o": "vo",
    },
    functions={**CHAPTER_3.functions, r"\psi": bump},
)
