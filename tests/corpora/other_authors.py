"""Graphs as other authors would write them for the equations of their books."""

import math
from typing import Any

import numpy as np

from tests.livepage.equations.conftest import logistic, on_the_simplex, softmax, uniform

Array = Any


def adam(
    theta: Array, m: Array, v: Array, a: Array, beta1: float, beta2: float, alpha: float, eps: float, n: int
) -> dict[str, Array]:
    """Return the state after one step of Adam on the sum of a θ⁴ / 4."""
    g = a * theta**3
    m, v, n = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2, n + 1
    step = alpha * (m / (1 - beta1**n)) / (np.sqrt(v / (1 - beta2**n)) + eps)
    return {"m": m, "v": v, "n": n, "theta": theta - step}


def nesterov(theta: Array, v: Array, a: Array, mu: float, eta: float) -> dict[str, Array]:
    """Return the state after one step, whose gradient is taken where the momentum leads."""
    v = mu * v - eta * a * (theta + mu * v) ** 3
    return {"v": v, "theta": theta + v}


def normal_cdf(x: Array) -> Array:
    """Return the distribution function of the standard normal, for complex steps, too."""
    value = np.vectorize(lambda t: (1 + math.erf(t / math.sqrt(2))) / 2)(np.real(x))
    return value + 1j * np.imag(x) * normal(np.real(x)) if np.iscomplexobj(x) else value


def normal(x: Array) -> Array:
    """Return the density of the standard normal."""
    return np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)


def density(x: Array, mu: Array, variance: Array) -> Array:
    """Return the density of a normal distribution."""
    return np.exp(-((x - mu) ** 2) / (2 * variance)) / np.sqrt(2 * np.pi * variance)


def cross_entropy(a: Array, y: Array) -> Array:
    """Return the loss of a prediction a of y."""
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


REGRESSION: dict[str, Any] = {
    "AXES": {"i": ("N", 7), "j": ("D", 3)},
    "INPUTS": {
        "X": uniform(-2, 2, 7, 3),
        "y": uniform(-2, 2, 7, 1),
        "w": uniform(-1, 1, 3, 1),
        "b": uniform(-1, 1),
        "eta": uniform(0.1, 0.5),
        "lam": uniform(0.1, 1),
    },
    "NODES": {
        "yhat": lambda X, w, b: X @ w + b,
        "e": lambda yhat, y: yhat - y,
        "J": lambda e: np.sum(e**2) / 7 / 2,
        "R": lambda w, lam: lam / 2 * np.sum(w**2),
        "Jt": lambda J, R: J + R,
        "mse": lambda e: np.mean(e**2),
        "rss": lambda X, y, w: np.sum((y - X @ w) ** 2),
        "H": lambda X: X.T @ X,
    },
    "STEP": lambda X, y, w, b, eta: {
        "w": w - eta * X.T @ (X @ w + b - y) / 7,
        "b": b - eta * np.mean(X @ w + b - y),
    },
    "ITERATION": "t",
    "FUNCTIONS": {"J": "J", "\\tilde{J}": "Jt", "\\text{RSS}": "rss"},
    "SYMBOLS": {
        "\\mathbf{X}": "X",
        "X": "X",
        "\\mathbf{x}_i": "X[i]",
        "x_{ij}": "X[i,j]",
        "\\mathbf{y}": "y",
        "y": "y",
        "y_i": "y[i,1]",
        "w": "w",
        "\\mathbf{w}": "w",
        "w_j": "w[j,1]",
        "b": "b",
        "\\hat{y}_i": "yhat[i,1]",
        "\\hat{\\mathbf{y}}": "yhat",
        "\\hat{y}": "yhat",
        "e_i": "e[i,1]",
        "J": "J",
        "\\tilde{J}": "Jt",
        "\\eta": "eta",
        "\\lambda": "lam",
        "\\text{MSE}": "mse",
        "\\text{RSS}": "rss",
        "H": "H",
    },
}

SAMPLES_ABOVE: dict[str, Any] = {
    "AXES": {"i": ("m", 6), "j": ("n", 3)},
    "INPUTS": {
        "X": uniform(-2, 2, 3, 6),
        "Y": uniform(0.05, 0.95, 1, 6),
        "w": uniform(-1, 1, 3, 1),
        "b": uniform(-1, 1),
        "alpha": uniform(0.1, 0.5),
    },
    "NODES": {
        "Z": lambda w, X, b: w.T @ X + b,
        "A": lambda Z: logistic(Z),
        "L": lambda A, Y: cross_entropy(A, Y),
        "J": lambda L: np.mean(L),
    },
    "DEFINITIONS": {"dz[i]": "\\frac{\\partial \\mathcal{L}^{(i)}}{\\partial z^{(i)}}"},
    "FUNCTIONS": {"\\sigma": logistic, "\\mathcal{L}": cross_entropy, "J": "J"},
    "SYMBOLS": {
        "X": "X",
        "Y": "Y",
        "w": "w",
        "w_j": "w[j,1]",
        "b": "b",
        "x^{(i)}": "X[:,i]",
        "x_j^{(i)}": "X[j,i]",
        "y^{(i)}": "Y[1,i]",
        "z^{(i)}": "Z[1,i]",
        "a^{(i)}": "A[1,i]",
        "\\mathcal{L}^{(i)}": "L[1,i]",
        "J": "J",
        "A": "A",
        "Z": "Z",
        "\\hat{y}^{(i)}": "A[1,i]",
        "\\alpha": "alpha",
    },
}

SOFTMAX: dict[str, Any] = {
    "AXES": {"i": ("K", 4), "j": ("K", 4), "k": ("K", 4)},
    "INPUTS": {"z": uniform(-2, 2, 4), "y": on_the_simplex(4)},
    "NODES": {
        "p": softmax,
        "L": lambda y, p: -np.sum(y * np.log(p)),
        "m": lambda z: z[np.argmax(np.real(z))],
        "lse": lambda z: np.log(np.sum(np.exp(z))),
    },
    "FUNCTIONS": {"\\text{softmax}": softmax, "L": "L", "\\operatorname{LSE}": "lse"},
    "SYMBOLS": {
        "z_i": "z[i]",
        "\\mathbf{z}": "z",
        "p_i": "p[i]",
        "\\mathbf{p}": "p",
        "y_i": "y[i]",
        "\\mathbf{y}": "y",
        "L": "L",
        "\\mathcal{L}": "L",
        "m": "m",
        "\\operatorname{LSE}": "lse",
    },
}

LAYER_NORMALISATION: dict[str, Any] = {
    "AXES": {"i": ("N", 5), "j": ("H", 4), "k": ("H", 4)},
    "INPUTS": {
        "x": uniform(-2, 2, 5, 4),
        "g": uniform(0.5, 2, 4),
        "b": uniform(-1, 1, 4),
        "eps": uniform(0.01, 0.1),
    },
    "NODES": {
        "mu": lambda x: np.mean(x, axis=1),
        "var": lambda x, mu: np.mean((x - mu[:, None]) ** 2, axis=1),
        "xh": lambda x, mu, var, eps: (x - mu[:, None]) / np.sqrt(var + eps)[:, None],
        "y": lambda xh, g, b: g * xh + b,
    },
    "SYMBOLS": {
        "x_{ij}": "x[i,j]",
        "\\gamma_j": "g[j]",
        "\\beta_j": "b[j]",
        "\\mu_i": "mu[i]",
        "\\sigma_i^2": "var[i]",
        "\\hat{x}_{ij}": "xh[i,j]",
        "y_{ij}": "y[i,j]",
        "\\varepsilon": "eps",
    },
}

ADAM: dict[str, Any] = {
    "AXES": {"d": ("D", 3)},
    "INPUTS": {
        "theta": uniform(0.5, 1, 3),
        "m": uniform(-0.1, 0.1, 3),
        "v": uniform(0.01, 0.1, 3),
        "a": uniform(0.5, 1, 3),
        "beta1": uniform(0.5, 0.9),
        "beta2": uniform(0.5, 0.9),
        "alpha": uniform(0.01, 0.1),
        "eps": uniform(0.001, 0.01),
        "n": lambda rng: rng.integers(1, 5),
    },
    "NODES": {
        "L": lambda theta, a: np.sum(a * theta**4) / 4,
        "g": lambda theta, a: a * theta**3,
        "mh": lambda m, beta1, n: m / (1 - beta1**n),
        "vh": lambda v, beta2, n: v / (1 - beta2**n),
    },
    "STEP": adam,
    "ITERATION": "t",
    "FUNCTIONS": {"L": "L", "\\mathcal{L}": "L"},
    "SYMBOLS": {
        "\\theta": "theta",
        "m": "m",
        "v": "v",
        "g": "g",
        "\\hat{m}": "mh",
        "\\hat{v}": "vh",
        "\\beta_1": "beta1",
        "\\beta_2": "beta2",
        "\\alpha": "alpha",
        "\\epsilon": "eps",
        "L": "L",
        "n": "n",
    },
}

NESTEROV: dict[str, Any] = {
    "AXES": {},
    "INPUTS": {
        "theta": uniform(0.5, 1, 3, 1),
        "v": uniform(-0.1, 0.1, 3, 1),
        "a": uniform(0.5, 1, 3, 1),
        "mu": uniform(0.5, 0.9),
        "eta": uniform(0.01, 0.1),
    },
    "NODES": {
        "f": lambda theta, a: np.sum(a * theta**4) / 4,
        "la": lambda theta, mu, v: theta + mu * v,
        "g": lambda la, a: a * la**3,
    },
    "STEP": nesterov,
    "ITERATION": "t",
    "FUNCTIONS": {"f": "f"},
    "PARAMETERS": ("theta",),
    "SYMBOLS": {
        "\\theta": "theta",
        "v": "v",
        "\\mu": "mu",
        "\\varepsilon": "eta",
        "f": "f",
        "\\tilde{\\theta}": "la",
    },
}

ATTENTION: dict[str, Any] = {
    "AXES": {"i": ("n", 5), "j": ("m", 4), "l": ("m", 4), "c": ("d_k", 3)},
    "INPUTS": {"Q": uniform(-1, 1, 5, 3), "K": uniform(-1, 1, 4, 3), "V": uniform(-1, 1, 4, 2)},
    "NODES": {"S": lambda Q, K: Q @ K.T / math.sqrt(3), "A": (lambda S: softmax(S)), "O": lambda A, V: A @ V},
    "FUNCTIONS": {"\\text{softmax}": softmax, "\\text{Attention}": "O"},
    "SYMBOLS": {
        "Q": "Q",
        "K": "K",
        "V": "V",
        "S": "S",
        "s_{ij}": "S[i,j]",
        "e_{ij}": "S[i,j]",
        "A": "A",
        "\\alpha_{ij}": "A[i,j]",
        "a_{ij}": "A[i,j]",
        "q_i": "Q[i]",
        "k_j": "K[j]",
        "v_j": "V[j]",
        "\\mathbf{q}_i": "Q[i]",
        "\\mathbf{k}_j": "K[j]",
        "O": "O",
        "o_i": "O[i]",
        "q_{ic}": "Q[i,c]",
        "k_{jc}": "K[j,c]",
    },
}

RECURRENT: dict[str, Any] = {
    "AXES": {},
    "INPUTS": {
        "hp": uniform(-1, 1, 3, 1),
        "cp": uniform(-1, 1, 3, 1),
        "x": uniform(-1, 1, 2, 1),
        **{f"W{g}": uniform(-1, 1, 3, 2) for g in "fiocx"},
        **{f"U{g}": uniform(-1, 1, 3, 3) for g in "fioch"},
        **{f"b{g}": uniform(-1, 1, 3, 1) for g in "fioch"},
        "Wcat": uniform(-1, 1, 3, 5),
    },
    "NODES": {
        "h": lambda Uh, hp, Wx, x, bh: np.tanh(Uh @ hp + Wx @ x + bh),
        "f": lambda Wf, x, Uf, hp, bf: logistic(Wf @ x + Uf @ hp + bf),
        "i": lambda Wi, x, Ui, hp, bi: logistic(Wi @ x + Ui @ hp + bi),
        "o": lambda Wo, x, Uo, hp, bo: logistic(Wo @ x + Uo @ hp + bo),
        "ct": lambda Wc, x, Uc, hp, bc: np.tanh(Wc @ x + Uc @ hp + bc),
        "c": lambda f, cp, i, ct: f * cp + i * ct,
        "hl": lambda o, c: o * np.tanh(c),
        "r": lambda Wcat, hp, x, bf: logistic(Wcat @ np.concatenate([hp, x]) + bf),
    },
    "FUNCTIONS": {"\\sigma": logistic},
    "SYMBOLS": {
        "h_{t-1}": "hp",
        "c_{t-1}": "cp",
        "x_t": "x",
        "W_{hh}": "Uh",
        "W_{xh}": "Wx",
        "b_h": "bh",
        "h_t": "h",
        **{f"W_{g}": f"W{g}" for g in "fioc"},
        **{f"U_{g}": f"U{g}" for g in "fioc"},
        **{f"b_{g}": f"b{g}" for g in "fioc"},
        "f_t": "f",
        "i_t": "i",
        "o_t": "o",
        "\\tilde{c}_t": "ct",
        "c_t": "c",
        "s_t": "hl",
        "r_t": "r",
        "W_r": "Wcat",
    },
}

ACTIVATIONS: dict[str, Any] = {
    "AXES": {},
    "INPUTS": {
        "z": uniform(-2, 2),
        "x": uniform(-2, 2),
        "beta": uniform(0.5, 2),
        "a": uniform(0.01, 0.2),
        "p": uniform(0.1, 0.9),
    },
    "NODES": {"s": lambda z: logistic(z), "th": lambda z: np.tanh(z), "y": lambda th: np.exp(th)},
    "FUNCTIONS": {
        "\\sigma": logistic,
        "\\text{ReLU}": lambda z: np.where(np.real(z) > 0, z, 0),
        "\\text{GELU}": lambda x: x * normal_cdf(x),
        "\\Phi": normal_cdf,
        "\\phi": normal,
        "\\varphi": normal,
        "\\text{softplus}": lambda x: np.log(1 + np.exp(x)),
        "\\zeta": lambda x: np.log(1 + np.exp(x)),
        "\\text{swish}": lambda x, b=1: x * logistic(b * x),
        "\\text{logit}": lambda p: np.log(p / (1 - p)),
        "f": lambda x: x**3,
        "g": lambda x: np.sin(x),
    },
    "SYMBOLS": {"z": "z", "x": "x", "\\beta": "beta", "a": "s", "p": "p", "y": "y", "t": "th"},
}

NEWTON: dict[str, Any] = {
    "AXES": {},
    "INPUTS": {"x": uniform(1, 2), "c": uniform(0.5, 2)},
    "NODES": {"fx": lambda x, c: x**3 - c},
    "STEP": lambda x, c: {"x": x - (x**3 - c) / (3 * x**2)},
    "ITERATION": "n",
    "FUNCTIONS": {"f": "fx"},
    "SYMBOLS": {"x": "x", "c": "c"},
}

GAUSSIAN: dict[str, Any] = {
    "AXES": {"i": ("N", 6)},
    "INPUTS": {"x": uniform(-2, 2, 6), "mu": uniform(-1, 1), "sigma": uniform(0.5, 2)},
    "NODES": {
        "s2": lambda sigma: sigma**2,
        "p": lambda x, mu, sigma: density(x, mu, sigma**2),
        "ll": lambda p: np.sum(np.log(p)),
        "nll": lambda ll: -ll,
        "ll2": lambda x, mu, s2: np.sum(-((x - mu) ** 2) / (2 * s2) - np.log(2 * np.pi * s2) / 2),
        "xbar": lambda x: np.mean(x),
    },
    "FUNCTIONS": {"p": "p[i]", "\\mathcal{N}": density, "\\ell": "ll"},
    "SYMBOLS": {
        "x_i": "x[i]",
        "\\mu": "mu",
        "\\sigma": "sigma",
        "\\sigma^2": "s2",
        "p_i": "p[i]",
        "\\ell": "ll",
        "\\text{NLL}": "nll",
        "L": "ll2",
        "\\bar{x}": "xbar",
    },
}

DIVERGENCE: dict[str, Any] = {
    "AXES": {"k": ("K", 4), "j": ("J", 3)},
    "INPUTS": {
        "p": on_the_simplex(4),
        "q": on_the_simplex(4),
        "mu1": uniform(-1, 1),
        "mu2": uniform(-1, 1),
        "s1": uniform(0.5, 2),
        "s2": uniform(0.5, 2),
        "mu": uniform(-1, 1, 3),
        "s": uniform(0.5, 2, 3),
    },
    "NODES": {
        "H": lambda p: -np.sum(p * np.log(p)),
        "Hpq": lambda p, q: -np.sum(p * np.log(q)),
        "KL": lambda p, q: np.sum(p * np.log(p / q)),
        "KLg": lambda mu1, mu2, s1, s2: np.log(s2 / s1) + (s1**2 + (mu1 - mu2) ** 2) / 2 / s2**2 - 0.5,
        "KLv": lambda mu, s: np.sum(s**2 + mu**2 - 1 - np.log(s**2)) / 2,
    },
    "FUNCTIONS": {"D_{\\text{KL}}": "KL", "D_{KL}": "KL", "\\text{KL}": "KL", "H": ("Hpq",)},
    "SYMBOLS": {
        "p_k": "p[k]",
        "q_k": "q[k]",
        "p": "p",
        "q": "q",
        "H_p": "H",
        "H_{pq}": "Hpq",
        "\\mu_1": "mu1",
        "\\mu_2": "mu2",
        "\\sigma_1": "s1",
        "\\sigma_2": "s2",
        "D": "KLg",
        "D_v": "KLv",
        "m_j": "mu[j]",
        "s_j": "s[j]",
        "D_{KL}": "KL",
        "D_{\\text{KL}}": "KL",
    },
}

ROWS: dict[str, Any] = {
    "AXES": {"n": ("N", 5), "i": ("D", 3), "j": ("M", 4)},
    "INPUTS": {"X": uniform(-1, 1, 5, 3), "W": uniform(-1, 1, 3, 4), "b": uniform(-1, 1, 1, 4)},
    "NODES": {"Y": lambda X, W, b: X @ W + b, "L": lambda Y: np.sum(np.sin(Y) + Y**2)},
    "SYMBOLS": {
        "X": "X",
        "W": "W",
        "b": "b",
        "\\mathbf{b}": "b",
        "Y": "Y",
        "L": "L",
        "x_{ni}": "X[n,i]",
        "w_{ij}": "W[i,j]",
        "b_j": "b[1,j]",
        "y_{nj}": "Y[n,j]",
        "W_{ij}": "W[i,j]",
        "Y_{nj}": "Y[n,j]",
        "X_{ni}": "X[n,i]",
        "W_{i,j}": "W[i,j]",
    },
}


FUNCTIONS_OF_VECTORS: dict[str, Any] = {
    "AXES": {"k": ("K", 4), "i": ("N", 3)},
    "INPUTS": {
        "p": on_the_simplex(4),
        "q": on_the_simplex(4),
        "P": on_the_simplex(3, 4),
        "Q": on_the_simplex(3, 4),
        "M": uniform(-1, 1, 4, 4),
        "x": uniform(-1, 1, 4, 1),
        "y": uniform(-1, 1, 4, 1),
        "lam": uniform(0.1, 1),
    },
    "NODES": {
        "n": lambda x: np.sqrt(np.sum(x**2)),
        "A": lambda M: M @ M.T + np.eye(4),
        "f": lambda A, x: x.T @ A @ x,
        "L_i": lambda P, Q: -np.sum(P * np.log(Q), axis=1),
        "L": lambda L_i: np.mean(L_i),
    },
    "FUNCTIONS": {
        r"D_{\text{KL}}": lambda p, q: np.sum(p * np.log(p / q)),
        "H": lambda p, q=None: -np.sum(p * np.log(p if q is None else q)),
        r"\operatorname{sim}": lambda a, b: np.sum(a * b) / np.sqrt(np.sum(a * a) * np.sum(b * b)),
        "f": "f",
    },
    "SYMBOLS": {
        "p": "p",
        "q": "q",
        "p_k": "p[k]",
        "q_k": "q[k]",
        r"\mathbf{p}_i": "P[i]",
        r"\mathbf{q}_i": "Q[i]",
        "p_{ik}": "P[i,k]",
        "q_{ik}": "Q[i,k]",
        "A": "A",
        "M": "M",
        r"\mathbf{x}": "x",
        r"\mathbf{y}": "y",
        "x_k": "x[k,1]",
        "y_k": "y[k,1]",
        r"\lambda": "lam",
        "L_i": "L_i[i]",
        "L": "L",
        "n": "n",
    },
}

PERCEPTRON: dict[str, Any] = {
    "AXES": {"n": ("N", 5), "i": ("D", 3), "j": ("M", 4), "k": ("K", 2)},
    "INPUTS": {
        "X": uniform(-1, 1, 5, 3),
        "W1": uniform(-1, 1, 4, 3),
        "W2": uniform(-1, 1, 2, 4),
        "T": uniform(-1, 1, 5, 2),
    },
    "NODES": {
        "a": lambda X, W1: X @ W1.T,
        "z": lambda a: np.tanh(a),
        "y": lambda z, W2: z @ W2.T,
        "E_n": lambda y, T: np.sum((y - T) ** 2, axis=1) / 2,
        "E": lambda E_n: np.sum(E_n),
    },
    "DEFINITIONS": {
        "delta_k[n,k]": r"\frac{\partial E_n}{\partial y_{nk}}",
        "delta_j[n,j]": r"\frac{\partial E_n}{\partial a_{nj}}",
    },
    "FUNCTIONS": {"h": np.tanh},
    "SYMBOLS": {
        "x_{ni}": "X[n,i]",
        "w_{ji}^{(1)}": "W1[j,i]",
        "w_{kj}^{(2)}": "W2[k,j]",
        "t_{nk}": "T[n,k]",
        "a_{nj}": "a[n,j]",
        "z_{nj}": "z[n,j]",
        "y_{nk}": "y[n,k]",
        "E_n": "E_n[n]",
        "E": "E",
        r"\delta_{nk}": "delta_k[n,k]",
        r"\delta_{nj}": "delta_j[n,j]",
    },
}


def batch_normalisation(mean: str, variance: str) -> dict[str, Any]:
    """Return the graph of batch normalisation, with these names of mean and variance."""
    return {
        "AXES": {"i": ("m", 6), "j": ("m", 6)},
        "INPUTS": {
            "x": uniform(-2, 2, 6),
            "gamma": uniform(0.5, 2),
            "beta": uniform(-1, 1),
            "eps": uniform(0.01, 0.1),
            "c": uniform(-1, 1, 6),
        },
        "NODES": {
            "mu": lambda x: np.mean(x),
            "var": lambda x, mu: np.mean((x - mu) ** 2),
            "xhat": lambda x, mu, var, eps: (x - mu) / np.sqrt(var + eps),
            "y": lambda xhat, gamma, beta: gamma * xhat + beta,
            "L": lambda y, c: np.sum((y - c) ** 2 + np.sin(y)),
        },
        "SYMBOLS": {
            "x_i": "x[i]",
            mean: "mu",
            variance: "var",
            "\\hat{x}_i": "xhat[i]",
            "y_i": "y[i]",
            "\\ell": "L",
            "L": "L",
            "\\gamma": "gamma",
            "\\beta": "beta",
            "\\epsilon": "eps",
        },
        "FUNCTIONS": {"\\text{BN}_{\\gamma,\\beta}": "y[i]"},
    }


def layers(opening: str, closing: str) -> dict[str, Any]:
    """Return a network of three layers, whose number stands between these brackets."""

    def s(n: int) -> str:
        return f"^{{{opening}{n}{closing}}}"

    return {
        "AXES": {"i": ("m", 6)},
        "LAYERS": {"l": 3},
        "INPUTS": {
            "X": uniform(-1, 1, 4, 6),
            "W1": uniform(-1, 1, 3, 4),
            "W2": uniform(-1, 1, 5, 3),
            "W3": uniform(-1, 1, 2, 5),
            "b1": uniform(-1, 1, 3, 1),
            "b2": uniform(-1, 1, 5, 1),
            "b3": uniform(-1, 1, 2, 1),
            "T": uniform(-1, 1, 2, 6),
        },
        "NODES": {
            "Z1": lambda W1, X, b1: W1 @ X + b1,
            "A1": lambda Z1: logistic(Z1),
            "Z2": lambda W2, A1, b2: W2 @ A1 + b2,
            "A2": lambda Z2: logistic(Z2),
            "Z3": lambda W3, A2, b3: W3 @ A2 + b3,
            "A3": lambda Z3: logistic(Z3),
            "J": lambda A3, T: np.sum((A3 - T) ** 2) / 12,
        },
        "DEFINITIONS": {f"D{n}[:,:]": f"\\frac{{\\partial J}}{{\\partial Z{s(n)}}}" for n in (1, 2, 3)},
        "FUNCTIONS": {"\\sigma": logistic, "g": logistic},
        "SYMBOLS": {
            "A" + s(0): "X",
            "X": "X",
            "T": "T",
            "J": "J",
            **{f"{x}{s(n)}": f"{x}{n}" for x in "WbZA" for n in (1, 2, 3)},
            **{f"\\delta{s(n)}": f"D{n}" for n in (1, 2, 3)},
        },
    }


GRAPHS: dict[str, dict[str, Any]] = {
    "regression": REGRESSION,
    "samples above": SAMPLES_ABOVE,
    "softmax": SOFTMAX,
    "batch normalisation": batch_normalisation(r"\mu_{\mathcal{B}}", r"\sigma_{\mathcal{B}}^2"),
    "its short form": batch_normalisation(r"\mu_B", r"\sigma_B^2"),
    "layer normalisation": LAYER_NORMALISATION,
    "adam": ADAM,
    "nesterov": NESTEROV,
    "attention": ATTENTION,
    "recurrent": RECURRENT,
    "activations": ACTIVATIONS,
    "newton": NEWTON,
    "gaussian": GAUSSIAN,
    "divergence": DIVERGENCE,
    "rows": ROWS,
    "functions of vectors": FUNCTIONS_OF_VECTORS,
    "perceptron": PERCEPTRON,
    "layers in brackets": layers("[", "]"),
    "bare layers": layers("", ""),
}
