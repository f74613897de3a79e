r"""Equations as public teaching material prints them: the right form holds, each slip in it is refused.

Each graph is one that an author of such a page would write. A slip is as they occur in print: a sign, an
index, a bracket, a condition on the wrong side of its bar.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context, check_latex
from livepage.equations.verdicts.check_formula import check_formula
from livepage.equations.verdicts.suggest import suggestion
from tests.livepage.equations.conftest import on_the_simplex, uniform


def density(x: Any, mu: Any, s: Any) -> Any:
    return np.exp(-((x - mu) ** 2) / (2 * s**2)) / np.sqrt(2 * np.pi * s**2)


def values_of(Pi: Any, P: Any, R: Any, gamma: Any) -> Any:
    """Solve Bellman's equation of a policy."""
    return np.linalg.solve(np.eye(3) - gamma * np.einsum("sa,sat->st", Pi, P), np.einsum("sa,sa->s", Pi, R))


GRAPHS: dict[str, dict[str, Any]] = {
    "gauss": {
        "AXES": {"i": ("N", 6), "k": ("K", 3)},
        "INPUTS": {
            "x": uniform(-1, 1),
            "mu": uniform(-1, 1),
            "s": uniform(0.5, 2),
            "X": uniform(-1, 1, 6),
            "M": uniform(-1, 1, 3),
            "S": uniform(0.5, 2, 3),
            "pi": on_the_simplex(3),
        },
        "NODES": {
            "p": density,
            "ll": lambda X, mu, s: np.sum(np.log(density(X, mu, s))),
            "mix": lambda X, M, S, pi: np.sum(pi * density(X[:, None], M, S), axis=1),
            "ml": lambda X: np.mean(X),
        },
        "FUNCTIONS": {"p": "p", r"\mathcal{N}": "p", r"\ell": "ll"},
        "SYMBOLS": {
            "x": "x",
            r"\mu": "mu",
            r"\sigma": "s",
            "x_i": "X[i]",
            r"\mu_k": "M[k]",
            r"\sigma_k": "S[k]",
            r"\pi_k": "pi[k]",
            r"\hat{\mu}": "ml",
            "m_i": "mix[i]",
            r"\ln p(X)": "ll",
        },
    },
    "policy": {
        "AXES": {"s": ("S", 3), "a": ("A", 2)},
        "INPUTS": {
            "Pi": on_the_simplex(3, 2),
            "P": on_the_simplex(3, 2, 3),
            "R": uniform(-1, 1, 3, 2),
            "gamma": uniform(0.5, 0.9),
        },
        "NODES": {
            "v": values_of,
            "q": lambda R, P, v, gamma: R + gamma * np.einsum("sat,t->sa", P, v),
        },
        "FUNCTIONS": {
            r"\pi": "Pi[s,a]",
            "P": "P[s,a,s']",
            "r": "R[s,a]",
            r"V^\pi": "v[s]",
            r"Q^\pi": "q[s,a]",
        },
        "SYMBOLS": {r"\gamma": "gamma"},
    },
    "squares": {
        "AXES": {"i": ("n", 6)},
        "INPUTS": {"X": uniform(-1, 1, 6, 3), "y": uniform(-1, 1, 6, 1), "w": uniform(-1, 1, 3, 1)},
        "NODES": {
            "L": lambda X, y, w: np.sum((y - X @ w) ** 2),
            "ws": lambda X, y: np.linalg.solve(X.T @ X, X.T @ y),
        },
        "FUNCTIONS": {"L": "L"},
        "PARAMETERS": ("w",),
        "SYMBOLS": {"X": "X", "y": "y", "w": "w", "w^*": "ws"},
    },
    "kernel": {
        "AXES": {"i": ("n", 5), "j": ("n", 5)},
        "INPUTS": {"X": uniform(-1, 1, 2, 5), "al": uniform(0, 1, 5), "y": uniform(-1, 1, 5)},
        "NODES": {"W": lambda al, y, X: np.sum(al) - np.sum(np.outer(al * y, al * y) * (X.T @ X)) / 2},
        "SYMBOLS": {"x_i": "X[:,i]", "y_i": "y[i]", r"\alpha_i": "al[i]", "W": "W"},
    },
    "matrices": {
        "AXES": {"i": ("n", 3)},
        "INPUTS": {
            "x": uniform(-1, 1, 3, 1),
            "a": uniform(-1, 1, 3, 1),
            "A": lambda rng: rng.uniform(-1, 1, (3, 3)) + 2 * np.eye(3),
            "X": uniform(-1, 1, 3, 4),
        },
        "NODES": {"f": lambda x, A, a: (x.T @ A @ x + a.T @ x)[0, 0], "h": lambda x: np.tanh(x)},
        "FUNCTIONS": {"f": "f"},
        "SYMBOLS": {
            "x": "x",
            "a": "a",
            "A": "A",
            "X": "X",
            "f": "f",
            "h": "h",
            "h_i": "h[i,1]",
            "x_i": "x[i,1]",
        },
    },
    "averages": {
        "AXES": {},
        "INPUTS": {"g": uniform(-1, 1, 3, 1), "s": uniform(0.1, 1, 3, 1), "rho": uniform(0.5, 0.9)},
        "NODES": {"n": lambda g, s, rho: rho * s + (1 - rho) * g**2, "E": lambda n: np.sum(n)},
        "DEFINITIONS": {"D": r"\frac{\partial E}{\partial g}"},
        "SYMBOLS": {
            "E[g^2]_t": "n",
            "E[g^2]_{t-1}": "s",
            "g_t": "g",
            "g": "g",
            r"\rho": "rho",
            "E": "E",
            "D": "D",
        },
    },
}
CONTEXTS = {name: Context.from_data(name, **data) for name, data in GRAPHS.items()}
PAIRS = [
    (
        "gauss",
        r"\ell(\mu, \sigma) = \sum_{i=1}^N \log p(x_i \mid \mu, \sigma^2)",
        [
            r"\ell(\mu, \sigma) = \prod_{i=1}^N \log p(x_i \mid \mu, \sigma^2)",
            r"\ell(\mu, \sigma) = \sum_{i=1}^N p(x_i \mid \mu, \sigma^2)",
            r"\ell(\mu, \sigma) = \sum_{i=1}^N \log p(x \mid \mu, \sigma^2)",
        ],
    ),
    (
        "gauss",
        r"m_i = \sum_{k=1}^K \pi_k \mathcal{N}(x_i \mid \mu_k, \sigma_k^2)",
        [
            r"m_i = \sum_{k=1}^K \mathcal{N}(x_i \mid \mu_k, \sigma_k^2)",
            r"m_i = \sum_{k=1}^K \pi_k \mathcal{N}(x_i \mid \mu_k, \sigma^2)",
        ],
    ),
    (
        "gauss",
        r"\log p(x_i) = -\frac{(x_i - \mu)^2}{2\sigma^2} - \frac{1}{2} \log(2\pi\sigma^2)",
        [r"\log p(x_i) = -\frac{(x - \mu)^2}{2\sigma^2} - \frac{1}{2} \log(2\pi\sigma^2)"],
    ),
    (
        "gauss",
        r"\hat{\mu} = \underset{\mu}{\operatorname{argmax}} \sum_{i=1}^N \log p(x_i \mid \mu, \sigma^2)",
        [r"\hat{\mu} = \underset{\mu}{\operatorname{argmin}} \sum_{i=1}^N \log p(x_i \mid \mu, \sigma^2)"],
    ),
    (
        "gauss",
        r"p(x) \propto \exp\left(-\frac{(x - \mu)^2}{2\sigma^2}\right)",
        [
            r"p(x) \propto \exp\left(-\frac{(x - \mu)^2}{\sigma^2}\right)",
            r"p(x) \propto x \exp\left(-\frac{(x - \mu)^2}{2\sigma^2}\right)",
        ],
    ),
    ("gauss", r"\pi_k \propto 2 \pi_k \mu", [r"\pi_k \propto \mu_k", r"\pi_k \propto \pi_k^2"]),
    (
        "gauss",
        r"\ln p(X) = \sum_i \ln p(x_i)",
        [r"\ln p(X) = \ln \sum_i p(x_i)"],
    ),
    (
        "policy",
        r"V^\pi(s) = \sum_a \pi(a|s) Q^\pi(s,a)",
        [r"V^\pi(s) = \sum_a \pi(s|a) Q^\pi(s,a)", r"V^\pi(s) = \sum_a Q^\pi(s,a)"],
    ),
    (
        "policy",
        r"V^{\pi}(s) = \mathbb{E}_{a \sim \pi(\cdot \mid s)}\left[Q^\pi(s,a)\right]",
        [r"V^{\pi}(s) = \mathbb{E}_{a \sim \pi(\cdot \mid s)}\left[r(s,a)\right]"],
    ),
    (
        "policy",
        r"V^{\pi}(s) = \mathbb{E}_{a \sim \pi}\left[Q^\pi(s,a)\right]",
        [r"V^{\pi}(s) = \mathbb{E}_{a \sim \pi}\left[r(s,a)\right]"],
    ),
    (
        "policy",
        r"Q^\pi(s,a) = r(s,a) + \gamma \mathbb{E}_{s' \sim P(\cdot|s,a)}[V^\pi(s')]",
        [
            r"Q^\pi(s,a) = r(s,a) + \gamma \mathbb{E}_{s' \sim P(\cdot|s,a)}[V^\pi(s)]",
            r"Q^\pi(s,a) = \gamma r(s,a) + \mathbb{E}_{s' \sim P(\cdot|s,a)}[V^\pi(s')]",
        ],
    ),
    (
        "policy",
        r"Q^\pi(s,a) = r(s,a) + \gamma \mathbb{E}_{P(s'|s,a)}[V^\pi(s')]",
        [r"Q^\pi(s,a) = r(s,a) + \gamma \mathbb{E}_{P(s|s',a)}[V^\pi(s')]"],
    ),
    ("squares", r"w^* = (X'X)^{-1}X'y", [r"w^* = (X'X)^{-1}Xy", r"w^* = (XX')^{-1}X'y"]),
    ("squares", r"L = (y - Xw)'(y - Xw)", [r"L = (y - Xw)(y - Xw)'", r"L = (y + Xw)'(y - Xw)"]),
    ("squares", r"L = y'y - 2w'X'y + w'X'Xw", [r"L = y'y - w'X'y + w'X'Xw"]),
    (
        "squares",
        r"0 = \frac{\partial L(w^*)}{\partial w} = -2X'y + 2X'Xw^*",
        [
            r"0 = \frac{\partial L(w^*)}{\partial w} = 2X'y - 2X'Xw^*",
            r"0 = \frac{\partial L(w^*)}{\partial w} = -X'y + X'Xw^*",
        ],
    ),
    (
        "kernel",
        r"W = \sum_{i=1}^n \alpha_i - \frac{1}{2} \sum_{i,j=1}^n \alpha_i \alpha_j y_i y_j x_i^T x_j",
        [
            r"W = \sum_{i=1}^n \alpha_i - \sum_{i,j=1}^n \alpha_i \alpha_j y_i y_j x_i^T x_j",
            r"W = \sum_{i=1}^n \alpha_i - \frac{1}{2} \sum_{i,j=1}^n \alpha_i \alpha_j y_i y_j x_i^T x_i",
        ],
    ),
    (
        "kernel",
        r"W = \sum_i \alpha_i - \frac{1}{2} \sum_i \sum_j \alpha_i \alpha_j y_iy_j \langle x_i, x_j \rangle",
        [r"W = \sum_i \alpha_i - \frac12 \sum_i \sum_j \alpha_i \alpha_j y_iy_j \langle x_i, x_i\rangle"],
    ),
    ("matrices", r"\nabla^2 f(x) = A + A^T", [r"\nabla^2 f(x) = A", r"\nabla^2 f(x) = 2 A"]),
    (
        "matrices",
        r"\frac{\partial}{\partial a} (x - a)^T A (x - a) = -(A + A^T)(x - a)",
        [r"\frac{\partial}{\partial a} (x - a)^T A (x - a) = (A + A^T)(x - a)"],
    ),
    ("matrices", r"d(AX) = (dA)X + A(dX)", [r"d(AX) = (dA)X - A(dX)", r"d(AX) = (dA)X", r"d(AX) = A(dX)"]),
    ("matrices", r"d(A^{-1}) = -A^{-1}(dA)A^{-1}", [r"d(A^{-1}) = A^{-1}(dA)A^{-1}"]),
    ("matrices", r"d\log\det(A) = \operatorname{tr}(A^{-1} dA)", [r"d\log\det(A) = \operatorname{tr}(A dA)"]),
    ("matrices", r"d\|x\|^2 = 2 x^T dx", [r"d\|x\|^2 = x^T dx"]),
    (
        "matrices",
        r"\operatorname{tr}(A) = \mathbf{1}^T \operatorname{diag}(A)",
        [r"\operatorname{tr}(A) = \mathbf{1}^T A"],
    ),
    (
        "averages",
        r"E[g^2]_t = \rho E[g^2]_{t-1} + (1 - \rho) g_t^2",
        [r"E[g^2]_t = \rho E[g^2]_{t-1} + (1 - \rho) g_t", r"E[g^2]_t = \rho E[g^2]_{t} + (1 - \rho) g_t^2"],
    ),
]


@pytest.mark.parametrize(("name", "latex"), [(name, right) for name, right, _ in PAIRS])
def test_the_right_form_holds(name: str, latex: str) -> None:
    verdict = check_latex(latex, CONTEXTS[name])
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize(("name", "latex"), [(name, wrong) for name, _, slips in PAIRS for wrong in slips])
def test_a_slip_is_refused(name: str, latex: str) -> None:
    assert check_formula(latex, CONTEXTS[name]).status in {"false", "unreadable", "vacuous"}


@pytest.mark.parametrize(
    ("name", "latex", "reason"),
    [
        ("policy", r"V^\pi(s) = \sum_a \pi(s|a) Q^\pi(s,a)", "Pi sums to 1 over a"),
        (
            "squares",
            r"\frac{\partial L(w^*)}{\partial w} = X'y - X'Xw^*",
            "at other values of ws they differ",
        ),
        ("matrices", r"\frac{d}{dx_i} (x_i + 1)(x_i - 1) = 2 x_i", "brackets around all"),
        ("matrices", r"\frac{\partial h}{\partial x} = 1 - h^2", "each entry by itself"),
        ("averages", r"D = 2 (1 - \rho) g", "name it D[:,:]"),
        ("gauss", r"\mu \propto \sigma", "is not clear of what it is free"),
        ("matrices", r"d(AX) = (dA)X", "or a term with its differential is lost"),
        ("gauss", r"\pi_k \propto \mu_k \propto \pi_k", "write each of them apart"),
        ("matrices", r"d(x^T x)^2 = 4 x^T x x^T dx", "two ways"),
    ],
)
def test_what_may_mean_two_things_says_what_to_write(name: str, latex: str, reason: str) -> None:
    verdict = check_formula(latex, CONTEXTS[name])
    assert not verdict.holds
    assert reason in verdict.message, verdict.message


@pytest.mark.parametrize(("name", "latex"), [(name, slips[0]) for name, _, slips in PAIRS[::3]])
def test_no_suggestion_is_false_at_other_points(
    name: str, latex: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = Context.from_data(name, **GRAPHS[name])
    drawn = elsewhere.graph.sample
    monkeypatch.setattr(elsewhere.graph, "sample", lambda points, first=0: drawn(points, first + 70_000))
    meant = suggestion(latex, CONTEXTS[name])
    assert meant == "" or check_formula(meant, elsewhere).holds
    assert not check_formula(latex, elsewhere).holds
