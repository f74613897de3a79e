r"""Pairs as in `pairs`, by kinds of notation: sums that end at a letter, dots, bounds, floors, samples."""

from typing import Any

import numpy as np

from tests.corpora.pairs import PAIRS, add, definite
from tests.livepage.equations.conftest import on_the_simplex, softmax, uniform

__all__ = ["PAIRS"]


def discounted(r: Any, g: Any) -> Any:
    return np.array([np.sum(g ** np.arange(4 - t) * r[t:]) for t in range(4)])


add(
    "sums that end at a letter",
    r"""
c_t = \sum_{k=1}^{t} r_k
× c_t = \sum_{k=1}^{t-1} r_k
c_t = \sum_{k \le t} r_k
× c_t = \sum_{k \ge t} r_k
c_t = \sum_{k < t} r_k + r_t
× c_t = \sum_{k \le t} r_k + r_t
p_t = \prod_{s=1}^{t} r_s
× p_t = \prod_{s=1}^{T-t+1} r_s
G_t = \sum_{k=0}^{T-t} \gamma^k r_{t+k}
× G_t = \sum_{k=0}^{T-t} \gamma^{k+1} r_{t+k}
G_t = \sum_{k=t}^{T} \gamma^{k-t} r_k
× G_t = \sum_{k=t}^{T} \gamma^{t-k} r_k
c_t = \sum_{s=0}^{t-1} r_{t-s}
? c_t = \sum_{s=0}^{t} r_{t-s}
\sum_{t=1}^{T} \sum_{k=1}^{t} r_k = \sum_{k=1}^{T} (T - k + 1) r_k
× \sum_{t=1}^{T} \sum_{k=1}^{t} r_k = \sum_{k=1}^{T} (T - k) r_k
\sum_{s<t} r_s r_t = \frac{1}{2} \left(\sum_t r_t\right)^2 - \frac{1}{2} \sum_t r_t^2
× \sum_{s<t} r_s r_t = \frac{1}{2} \left(\sum_t r_t\right)^2 + \frac{1}{2} \sum_t r_t^2
G_1 = r_1 + \gamma r_2 + \dots + \gamma^{T-1} r_T
? G_1 = \gamma r_1 + \gamma^2 r_2 + \dots + \gamma^{T-1} r_T
\sum_{t=1}^{T} \gamma^{t-1} = 1 + \gamma + \gamma^2 + \dots + \gamma^{T-1}
? \sum_{t=1}^{T} \gamma^{t-1} = 1 + \gamma + \gamma^2 + \dots + \gamma^T
\sum_{t=1}^{T} \frac{\gamma^{t-1}}{(t-1)!} = 1 + \gamma + \frac{\gamma^2}{2!} + \dots +
  \frac{\gamma^{T-1}}{(T-1)!}
× \sum_{t=1}^{T} \frac{\gamma^{t}}{t!} = 1 + \gamma + \frac{\gamma^2}{2!} + \dots +
  \frac{\gamma^{T-1}}{(T-1)!}
""",
    axes={"t": ("T", 4), "k": ("T", 4), "s": ("T", 4)},
    inputs={"r": uniform(-1, 1, 4), "gamma": uniform(0.5, 0.9)},
    nodes={
        "c": lambda r: np.cumsum(r),
        "p": lambda r: np.cumprod(r),
        "G": lambda r, gamma: discounted(r, gamma),
    },
    symbols={"r_t": "r[t]", r"\gamma": "gamma", "c_t": "c[t]", "p_t": "p[t]", "G_t": "G[t]"},
)
add(
    "letters of neighbours and of sums alone",
    r"""
Y_{i,j} = \sum_{a=1}^{m} \sum_{b=1}^{m} K_{a,b} X_{i+a-1,j+b-1}
? Y_{i,j} = \sum_{a=1}^{m} \sum_{b=1}^{m} K_{a,b} X_{i+a,j+b}
\bar{Y} = \frac{1}{N^2} \sum_{p=1}^{N} \sum_{q=1}^{N} Y_{p,q}
× \bar{Y} = \frac{1}{N} \sum_{p=1}^{N} \sum_{q=1}^{N} Y_{p,q}
\bar{Y} = \frac{1}{N^2} \sum_{i=1}^{N} \sum_{q} Y_{i,q}
? \bar{Y} = \frac{1}{N^2} \sum_{i=1}^{N} \sum_{q} Y_{i,i}
\sum_{a=1}^{m} K_{a,a} = \operatorname{tr}(K)
× \sum_{a=1}^{m-1} K_{a,a} = \operatorname{tr}(K)
\sum_{a=1}^{m} X_{a,a} + X_{3,3} + X_{4,4} = \operatorname{tr}(X)
? \sum_{a=1}^{N} X_{a,a} + X_{3,3} + X_{4,4} = \operatorname{tr}(X)
\sum_{u=m+1}^{M} X_{u,u} = X_{3,3} + X_{4,4}
× \sum_{u=m}^{M} X_{u,u} = X_{3,3} + X_{4,4}
""",
    axes=dict.fromkeys("ij", ("N", 3)) | dict.fromkeys("ab", ("m", 2)) | dict.fromkeys("uv", ("M", 4)),
    inputs={"X": uniform(-1, 1, 4, 4), "K": uniform(-1, 1, 2, 2)},
    nodes={
        "Y": lambda X, K: np.array(
            [[np.sum(X[i : i + 2, j : j + 2] * K) for j in range(3)] for i in range(3)]
        ),
        "mean": lambda Y: np.mean(Y),
    },
    symbols={
        "X_{u,v}": "X[u,v]",
        "X": "X",
        "K_{a,b}": "K[a,b]",
        "K": "K",
        "Y_{i,j}": "Y[i,j]",
        r"\bar{Y}": "mean",
    },
)
add(
    "samples",
    r"""
\hat{x}_i = \frac{x_i - \mathbb{E}[x]}{\sqrt{\mathrm{Var}[x] + \epsilon}}
× \hat{x}_i = \frac{x_i - \mathbb{E}[x]}{\mathrm{Var}[x] + \epsilon}
\operatorname{Var}(x) = \mathbb{E}[x^2] - \mathbb{E}[x]^2
× \operatorname{Var}(x) = \mathbb{E}[x^2] - \mathbb{E}[x]
\mathrm{Var}(a x + b) = a^2 \mathrm{Var}(x)
× \mathrm{Var}(a x + b) = a^2 \mathrm{Var}(x) + b
\operatorname{Cov}(x, y) = \mathbb{E}[xy] - \mathbb{E}[x]\mathbb{E}[y]
× \operatorname{Cov}(x, y) = \mathbb{E}[xy] + \mathbb{E}[x]\mathbb{E}[y]
\mathbb{E}[(x - \mathbb{E}[x])^2] = \frac{1}{n} \sum_i (x_i - \bar{x})^2
× \mathbb{E}[x - \mathbb{E}[x]] = \frac{1}{n} \sum_i (x_i - \bar{x})^2
s^2 = \frac{n}{n-1} \operatorname{Var}(x)
? s^2 = \operatorname{Var}(x)
\bar{x} = \mathbb{E}[x]
? \bar{x} = \mathbb{E}[x_i]
\sigma^2 \le \frac{1}{n} \sum_{i=1}^n x_i^2
× \sigma^2 \ge \frac{1}{n} \sum_{i=1}^n x_i^2
\sigma^2 > 0
× \sigma^2 < 0
""",
    axes={"i": ("n", 6)},
    inputs={
        "x": uniform(0.5, 3, 6),
        "y": uniform(0.5, 3, 6),
        "a": uniform(0.5, 2),
        "b": uniform(0.5, 2),
        "eps": uniform(0.01, 0.1),
    },
    nodes={
        "xm": lambda x: np.mean(x),
        "var": lambda x: np.mean((x - np.mean(x)) ** 2),
        "s2": lambda x: np.sum((x - np.mean(x)) ** 2) / 5,
        "xh": lambda x, xm, var, eps: (x - xm) / np.sqrt(var + eps),
    },
    symbols={
        "x_i": "x[i]",
        "y_i": "y[i]",
        r"\hat{x}_i": "xh[i]",
        r"\bar{x}": "xm",
        r"\sigma^2": "var",
        "s^2": "s2",
        "a": "a",
        "b": "b",
        r"\epsilon": "eps",
    },
)
add(
    "bounds",
    r"""
0 \le H \le \log n
× 0 \le H \le \log n - 1
H \ge 0
× H \le 0
H < 2 \log n
× H > \log n
(\prod_{i=1}^n w_i)^{1/n} \le \frac{1}{n}
× (\prod_{i=1}^n w_i)^{1/n} \ge \frac{1}{n}
\mathrm{var} = \frac{1}{n} \sum_i x_i^2 - \left(\frac{1}{n} \sum_i x_i\right)^2
? \mathrm{var} = \mathbb{E}[x^2] - \mathbb{E}[x]^2
""",
    axes={"i": ("n", 6)},
    inputs={"w": on_the_simplex(6), "x": uniform(0.5, 3, 6)},
    nodes={"H": lambda w: -np.sum(w * np.log(w)), "v": lambda x: np.var(x)},
    symbols={"w_i": "w[i]", "x_i": "x[i]", "H": "H", r"\mathrm{var}": "v"},
)
add(
    "functions of functions, floors and ranks",
    r"""
(f \circ g)'(x) = f'(g(x)) \, g'(x)
× (f \circ g)'(x) = f'(x) \, g'(x)
(f g)'(x) = f'(x) g(x) + f(x) g'(x)
× (f g)'(x) = f'(x) g(x) - f(x) g'(x)
\left(\frac{f}{g}\right)'(x) = \frac{f'(x) g(x) - f(x) g'(x)}{g(x)^2}
× \left(\frac{f}{g}\right)'(x) = \frac{f'(x) g(x) - f(x) g'(x)}{g(x)}
(f g)''(x) = f''(x) g(x) + 2 f'(x) g'(x) + f(x) g''(x)
× (f g)''(x) = f''(x) g(x) + f'(x) g'(x) + f(x) g''(x)
(f \circ g)(x) = (g(x))^3 + 2 g(x)
× (f \circ g)(x) = g(x^3 + 2 x)
\left\lfloor \frac{x + 2}{2} \right\rfloor = \left\lfloor \frac{x}{2} \right\rfloor + 1
× \left\lfloor \frac{x + 1}{2} \right\rfloor = \left\lfloor \frac{x}{2} \right\rfloor + 1
\lceil x \rceil = -\lfloor -x \rfloor
× \lceil x \rceil = \lfloor x \rfloor
o = \left\lfloor \frac{c - k + 2 p}{s} \right\rfloor + 1
× o = \left\lfloor \frac{c - k + p}{s} \right\rfloor + 1
\operatorname{rank}(A) = d
× \operatorname{rank}(A) = n
\operatorname{rank}(A A^\top) = d
× \operatorname{rank}(A^\top A) = n
\hat{w} = (A^\top A)^{-1} A^\top v
× \hat{w} = (A A^\top)^{-1} A^\top v
\left. \frac{\partial E}{\partial w} \right|_{w = \hat{w}} = \mathbf{0}
× \left. \frac{\partial E}{\partial w} \right|_{w = \hat{w}} = w
E(w, v) = \|A w - v\|^2
× E(w, v) = \|A w + v\|^2
d(u, w) = \|u - w\|^2
× d(w, u) = \|u + w\|^2
d(w, u) = \|u - w\|^2
? r(w, u) = \|u\|^2 - \|w\|^2
""",
    axes={"i": ("n", 4), "j": ("d", 3)},
    inputs={
        "x": uniform(-2, 2),
        "A": uniform(-1, 1, 4, 3),
        "v": uniform(-1, 1, 4, 1),
        "w": uniform(-1, 1, 3, 1),
        "u": uniform(-1, 1, 3, 1),
        **{name: (lambda rng: float(rng.integers(2, 9))) for name in "ckps"},
    },
    nodes={
        "o": lambda c, k, p, s: np.floor((c - k + 2 * p) / s) + 1,
        "E": lambda A, w, v: np.sum((A @ w - v) ** 2),
        "wh": lambda A, v: np.linalg.solve(A.T @ A, A.T @ v),
        "dist": lambda u, w: np.sum((u - w) ** 2),
        "diff": lambda u, w: np.sum(u**2) - np.sum(w**2),
    },
    functions={"f": lambda x: x**3 + 2 * x, "g": np.sin, "E": "E", "d": "dist", "r": "diff"},
    symbols={
        **{name: name for name in "xAvwuckpso"},
        "E": "E",
        r"\hat{w}": "wh",
    },
)
add(
    "numbers of things",
    r"""
D(p \,\|\, q) = \sum_{x \in \mathcal{X}} p(x) \log \frac{p(x)}{q(x)}
× D(p \,\|\, q) = \sum_{x \in \mathcal{X}} p(x) \log \frac{q(x)}{p(x)}
H(p) \le \log |\mathcal{X}|
× H(p) \ge \log |\mathcal{X}|
V(s) = \sum_{a \in \mathcal{A}} \pi(a|s) \left[ R(s, a) + \gamma \sum_{s'} P(s'|s,a) V(s') \right]
× V(s) = \sum_{a \in \mathcal{A}} \pi(a|s) \left[ R(s, a) + \sum_{s'} P(s'|s,a) V(s') \right]
\sum_{s} \sum_{a} \pi(a|s) = |\mathcal{S}|
× \sum_{s} \sum_{a} \pi(a|s) = |\mathcal{A}|
""",
    axes={
        "x": (r"|\mathcal{X}|", 4),
        "s": (r"|\mathcal{S}|", 3),
        "a": (r"|\mathcal{A}|", 2),
        "s'": (r"|\mathcal{S}|", 3),
    },
    inputs={
        "p": on_the_simplex(4),
        "q": on_the_simplex(4),
        "pi": on_the_simplex(3, 2),
        "P": on_the_simplex(3, 2, 3),
        "R": uniform(-1, 1, 3, 2),
        "gamma": uniform(0.5, 0.9),
    },
    nodes={
        "H": lambda p: -np.sum(p * np.log(p)),
        "KL": lambda p, q: np.sum(p * np.log(p / q)),
        "V": lambda pi, P, R, gamma: np.linalg.solve(
            np.eye(3) - gamma * np.einsum("sa,sat->st", pi, P), np.sum(pi * R, axis=1)
        ),
    },
    functions={"p": "p[x]", "q": "q[x]", "D": "KL", "R": "R[s,a]", "V": "V[s]"},
    symbols={
        "p": "p",
        "q": "q",
        r"\gamma": "gamma",
        r"\pi(a|s)": "pi[s,a]",
        "P(s'|s,a)": "P[s,a,s']",
        "H(p)": "H",
    },
)
add(
    "at an optimum, in a diffusion",
    r"""
f(\mathbf{x}^*) = c - \frac{1}{2} \mathbf{b}^\top \mathbf{A}^{-1} \mathbf{b}
× f(\mathbf{x}^*) = c + \frac{1}{2} \mathbf{b}^\top \mathbf{A}^{-1} \mathbf{b}
f(\mathbf{x}) \ge f(\mathbf{x}^*)
× f(\mathbf{x}) \le f(\mathbf{x}^*)
\nabla f(\mathbf{x}) = \mathbf{A} \mathbf{x} - \mathbf{b}
× \nabla f(\mathbf{x}) = \mathbf{A} \mathbf{x} + \mathbf{b}
\bar{\alpha}_t = \prod_{s=1}^{t} (1 - \beta_s)
× \bar{\alpha}_t = \prod_{s=1}^{t} (1 + \beta_s)
\bar{\alpha}_t = (1 - \beta_t) \bar{\alpha}_{t-1}, \quad t \ge 2
× \bar{\alpha}_t = (1 - \beta_t) + \bar{\alpha}_{t-1}, \quad t \ge 2
\log \bar{\alpha}_t = \sum_{s \le t} \log (1 - \beta_s)
× \log \bar{\alpha}_t = \sum_{s < t} \log (1 - \beta_s)
""",
    axes={"i": ("n", 3), "t": ("T", 4), "s": ("T", 4)},
    inputs={
        "A": definite(3),
        "x": uniform(-1, 1, 3, 1),
        "b": uniform(-1, 1, 3, 1),
        "c": uniform(0.5, 2),
        "beta": uniform(0.05, 0.3, 4),
    },
    nodes={
        "f": lambda A, x, b, c: (0.5 * x.T @ A @ x - b.T @ x)[0, 0] + c,
        "xs": lambda A, b: np.linalg.solve(A, b),
        "ab": lambda beta: np.cumprod(1 - beta),
    },
    functions={"f": "f"},
    symbols={
        r"\mathbf{A}": "A",
        r"\mathbf{x}": "x",
        r"\mathbf{b}": "b",
        "c": "c",
        r"\mathbf{x}^*": "xs",
        r"\beta_t": "beta[t]",
        r"\bar{\alpha}_t": "ab[t]",
    },
)

add(
    "tables at neighbours",
    r"""
S(i, j) = \sum_m \sum_n I(i + m - 1, j + n - 1) K(m, n)
? S(i, j) = \sum_m \sum_n I(i + m, j + n) K(m, n)
S(i, j) = \sum_m \sum_n I(i + m - 1, j + n - 1) K_{m,n}
× S(i, j) = \sum_m \sum_n I(i + m - 1, j + n - 1) K_{n,m}
\frac{\partial L}{\partial K_{m,n}} = \sum_i \sum_j \frac{\partial L}{\partial S_{i,j}}
  I(m + i - 1, j + n - 1)
× \frac{\partial L}{\partial K_{m,n}} = \sum_i \sum_j \frac{\partial L}{\partial S_{i,j}}
  I(m + j - 1, i + n - 1)
D(i) = S(i, 1) - S(i + 1, 1)
× D(i) = S(i + 1, 1) - S(i, 1)
""",
    axes=dict.fromkeys("ij", ("W", 3)) | dict.fromkeys("mn", ("k", 2)) | dict.fromkeys("uv", ("N", 4)),
    inputs={"I": uniform(-1, 1, 4, 4), "K": uniform(-1, 1, 2, 2), "T": uniform(-1, 1, 3, 3)},
    nodes={
        "S": lambda I, K: np.array(
            [[np.sum(I[i : i + 2, j : j + 2] * K) for j in range(3)] for i in range(3)]
        ),
        "L": lambda S, T: np.sum((S - T) ** 3),
        "D": lambda S: S[:, 0] - np.roll(S[:, 0], -1),
    },
    functions={"S": "S[i,j]", "I": "I[u,v]", "K": "K[m,n]", "D": "D[i]"},
    symbols={"K_{m,n}": "K[m,n]", "S_{i,j}": "S[i,j]", "L": "L"},
)
add(
    "entries of states",
    r"""
\mathbf{h}^{(t)} = \tanh\left( \mathbf{b} + \mathbf{W} \mathbf{h}^{(t-1)} + \mathbf{U} \mathbf{x}^{(t)}
  \right)
× \mathbf{h}^{(t)} = \tanh\left( \mathbf{b} + \mathbf{W} \mathbf{h}^{(t-1)} + \mathbf{W} \mathbf{x}^{(t)}
  \right)
\left(\nabla_{\mathbf{o}^{(t)}} L\right)_i = \hat{y}_i^{(t)} - y_i^{(t)}
× \left(\nabla_{\mathbf{o}^{(t)}} L\right)_i = y_i^{(t)} - \hat{y}_i^{(t)}
\nabla_{\mathbf{h}^{(t)}} L = \mathbf{W}^\top \operatorname{diag}\left(1 - (\mathbf{h}^{(t+1)})^2\right)
  (\nabla_{\mathbf{h}^{(t+1)}} L) + \mathbf{V}^\top (\nabla_{\mathbf{o}^{(t)}} L)
× \nabla_{\mathbf{h}^{(t)}} L = \mathbf{W}^\top (\nabla_{\mathbf{h}^{(t+1)}} L)
  \operatorname{diag}\left(1 - (\mathbf{h}^{(t+1)})^2\right) + \mathbf{V}^\top (\nabla_{\mathbf{o}^{(t)}} L)
L = -\sum_t \sum_i y_i^{(t)} \log \hat{y}_i^{(t)}
× L = -\sum_t \sum_i \hat{y}_i^{(t)} \log y_i^{(t)}
\nabla_{\mathbf{V}} L = \sum_t (\nabla_{\mathbf{o}^{(t)}} L) \mathbf{h}^{(t)\top}
× \nabla_{\mathbf{V}} L = \sum_t \mathbf{h}^{(t)} (\nabla_{\mathbf{o}^{(t)}} L)^\top
""",
    axes={"t": (r"\tau", 2), "i": ("n", 4)},
    inputs={
        "x": uniform(-1, 1, 2, 3),
        "U": uniform(-1, 1, 3, 3),
        "W": uniform(-1, 1, 3, 3),
        "b": uniform(-1, 1, 3, 1),
        "h0": uniform(-1, 1, 3, 1),
        "V": uniform(-1, 1, 4, 3),
        "c": uniform(-1, 1, 4, 1),
        "y": on_the_simplex(2, 4),
    },
    nodes={
        "h1": lambda b, W, h0, U, x: np.tanh(b + W @ h0 + U @ x[0][:, None]),
        "h2": lambda b, W, h1, U, x: np.tanh(b + W @ h1 + U @ x[1][:, None]),
        "o1": lambda c, V, h1: c + V @ h1,
        "o2": lambda c, V, h2: c + V @ h2,
        "p1": lambda o1: softmax(o1[:, 0]),
        "p2": lambda o2: softmax(o2[:, 0]),
        "L": lambda y, p1, p2: -np.sum(y * np.log(np.array([p1, p2]))),
    },
    symbols={
        r"\mathbf{h}^{(t)}": ("h1", "h2"),
        r"\mathbf{h}^{(0)}": "h0",
        r"\mathbf{o}^{(t)}": ("o1", "o2"),
        r"\hat{y}_i^{(t)}": ("p1", "p2"),
        "y_i^{(t)}": "y[t,i]",
        r"\mathbf{x}^{(t)}": "x[t]",
        **{rf"\mathbf{{{name}}}": name for name in "bUVW"},
        "L": "L",
    },
)
add(
    "logits and temperatures",
    r"""
q_i = \frac{\exp(z_i / T)}{\sum_j \exp(z_j / T)}
× q_i = \frac{\exp(z_i) / T}{\sum_j \exp(z_j) / T}
\frac{\partial C}{\partial z_i} = \frac{1}{T} \left(q_i - p_i\right)
× \frac{\partial C}{\partial z_i} = T \left(q_i - p_i\right)
y^{LS}_k = (1 - \alpha) p_k + \frac{\alpha}{K}
× y^{LS}_k = (1 - \alpha) p_k + \alpha K
\frac{\partial q_i}{\partial T} = -\frac{q_i}{T^2} \left( z_i - \sum_j q_j z_j \right)
× \frac{\partial q_i}{\partial T} = \frac{q_i}{T^2} \left( z_i - \sum_j q_j z_j \right)
""",
    axes={"i": ("K", 4), "j": ("K", 4), "k": ("K", 4)},
    inputs={
        "z": uniform(-2, 2, 4),
        "p": on_the_simplex(4),
        "T": uniform(0.5, 3),
        "a": uniform(0.05, 0.3),
    },
    nodes={
        "q": lambda z, T: softmax(z / T),
        "C": lambda p, q: -np.sum(p * np.log(q)),
        "s": lambda p, a: (1 - a) * p + a / 4,
    },
    symbols={
        "z_i": "z[i]",
        "p_i": "p[i]",
        "q_i": "q[i]",
        "T": "T",
        "C": "C",
        r"\alpha": "a",
        "y^{LS}_k": "s[k]",
    },
)
