r"""The graph of chapter 3: what each symbol of its equations is, by the functions of the chapter.

`nodes` ties each quantity to the function that computes it, whose parameters are the quantities it depends
on. `symbols` ties the notation of the page to these names: `zh[i]` is the entry of sample i. A symbol
without the index i, such as $z_h$, is that of any one sample; a bold one, such as $\mathbf{z}_h$, the
column of all. `definitions` says which derivatives the error signals are. `implements` says what the
functions of the chapter must return; the graph does not use them otherwise.

Beside the chapter's network stand the two smaller things on which the page explains itself: the chain from
$w$ by $u$ to $v$, and a network with two hidden neurons, a and b, whose loss is $\ell$.
"""

import numpy as np

from chainrule.activations import (
    logistic,
    rbf,
    rbf_derivative,
    softplus,
)
from chainrule.backpropagation import (
    backprop_update,
    gradient_bias_out,
    gradient_hidden,
    gradient_output,
    gradient_weight_hidden,
    hidden_activations,
    loss,
    loss_for_param,
    nn,
    output_activations,
)
from livepage.equations import Chapter

N = 7


def sample_losses(t: np.ndarray, y: np.ndarray) -> np.ndarray:
    r"""Return the loss of each sample, of which the chapter's `loss` must be the mean: see `implements`."""
    losses: np.ndarray = -(t * np.log(y) + (1 - t) * np.log1p(-y))
    return losses


def update(x: np.ndarray, t: np.ndarray, wh: float, bo: float, mu: float) -> dict[str, float]:
    """Return the parameters after one update of the chapter's code."""
    new_wh, new_bo = backprop_update(x, t, wh, bo, mu)
    return {"wh": new_wh, "bo": new_bo}


CHAPTER = Chapter(
    axes={"i": ("N", N)},
    inputs={
        "x": lambda rng: rng.uniform(-2, 2, N),
        "t": lambda rng: rng.uniform(0.05, 0.95, N),
        "wh": lambda rng: rng.choice([-1, 1]) * rng.uniform(0.4, 1.6),
        "bo": lambda rng: rng.uniform(-1.5, 1.5),
        "mu": lambda rng: rng.uniform(0.5, 2.5),
        "epsilon": lambda rng: rng.uniform(1e-4, 1e-3),
        "w": lambda rng: rng.uniform(0.5, 2),
        "wa": lambda rng: rng.uniform(0.4, 1.6),
        "wb": lambda rng: rng.uniform(-1.6, -0.4),
    },
    nodes={
        "zh": lambda x, wh: x * wh,
        "h": rbf,
        "zo": lambda h, bo: h + bo,
        "y": lambda zo: logistic(zo),
        "xi_i": sample_losses,
        "xi": lambda xi_i: np.mean(xi_i),
        "u": lambda w: 3 * w,
        "v": lambda u: u * u,
        "ha": lambda x, wa: rbf(x * wa),
        "hb": lambda x, wb: rbf(x * wb),
        "ell": lambda ha, hb, bo, t: sample_losses(t, logistic(ha / 2 + 2 * hb + bo)),
        "delta_wh": lambda x, t, wh, bo, mu: wh - update(x, t, wh, bo, mu)["wh"],
        "delta_bo": lambda x, t, wh, bo, mu: bo - update(x, t, wh, bo, mu)["bo"],
    },
    step=update,
    iteration="k",
    parameters=("wh", "bo"),
    definitions={
        "delta_o[i]": r"\frac{\partial \xi_i}{\partial z_{oi}}",
        "delta_h[i]": r"\frac{\partial \xi_i}{\partial z_{hi}}",
        "grad_output[i]": r"\frac{\partial \xi_i}{\partial z_{oi}}",
        "grad_hidden[i]": r"\frac{\partial \xi_i}{\partial h_i}",
        "learning_rate": r"\mu",
    },
    symbols={
        r"w_h": "wh",
        r"b_o": "bo",
        r"\mu": "mu",
        r"\epsilon": "epsilon",
        r"x": "x[i]",
        r"x_i": "x[i]",
        r"\mathbf{x}": "x",
        r"t": "t[i]",
        r"t_i": "t[i]",
        r"\mathbf{t}": "t",
        r"z_h": "zh[i]",
        r"z_{hi}": "zh[i]",
        r"\mathbf{z}_h": "zh",
        r"h": "h[i]",
        r"h_i": "h[i]",
        r"\mathbf{h}": "h",
        r"z": "zo[i]",
        r"z_o": "zo[i]",
        r"z_{oi}": "zo[i]",
        r"\mathbf{z}_o": "zo",
        r"y": "y[i]",
        r"y_i": "y[i]",
        r"\mathbf{y}": "y",
        r"\xi": "xi",
        r"\xi_i": "xi_i[i]",
        r"\delta_o": "delta_o[i]",
        r"\delta_{oi}": "delta_o[i]",
        r"\boldsymbol{\delta}_o": "delta_o",
        r"\delta_h": "delta_h[i]",
        r"\delta_{hi}": "delta_h[i]",
        r"\boldsymbol{\delta}_h": "delta_h",
        r"w": "w",
        r"u": "u",
        r"v": "v",
        r"h_a": "ha[i]",
        r"h_b": "hb[i]",
        r"\ell": "ell[i]",
        r"\Delta w_h": "delta_wh",
        r"\Delta b_o": "delta_bo",
    },
    functions={
        r"\phi": rbf,
        r"\text{RBF}": rbf,
        r"\sigma": logistic,
        r"\text{softplus}": softplus,
        r"\xi": ("xi", "xi_i[i]"),
    },
    implements={
        hidden_activations: r"h",
        output_activations: r"y",
        nn: r"y",
        rbf_derivative: r"\frac{\partial h_i}{\partial z_{hi}}",
        loss: r"\xi",
        loss_for_param: r"\xi",
        gradient_output: r"\frac{\partial \xi_i}{\partial z_{oi}}",
        gradient_bias_out: r"\frac{\partial \xi_i}{\partial b_o}",
        gradient_hidden: r"\frac{\partial \xi_i}{\partial h_i}",
        gradient_weight_hidden: r"\frac{\partial \xi_i}{\partial w_h}",
    },
)
