r"""Equations as an author means them and, each below it, with a slip of the pen, by the graph of its author.

They are in the typography of textbooks, lecture notes and papers. A cross marks what is false, a
question mark what is refused.
"""

from typing import Any

import numpy as np

from tests.livepage.equations.conftest import logistic, on_the_simplex, softmax, uniform

PAIRS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {}


def add(name: str, equations: str, **chapter: Any) -> None:
    lines = [line for line in equations.replace("\n  ", " ").splitlines() if line]
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    PAIRS[name] = ({key.upper(): value for key, value in chapter.items()}, pairs)


def relu(z: Any) -> Any:
    return np.where(np.real(z) > 0, z, 0)


def normal(x: Any, mu: Any, s2: Any) -> Any:
    return np.exp(-((x - mu) ** 2) / (2 * s2)) / np.sqrt(2 * np.pi * s2)


def normals(x: Any, mu: Any, S: Any) -> Any:
    d = x - mu
    return np.exp(-0.5 * d @ np.linalg.inv(S) @ d) / np.sqrt((2 * np.pi) ** len(x) * np.linalg.det(S))


def definite(size: int) -> Any:
    def draw(rng: np.random.Generator) -> Any:
        A = rng.normal(size=(size, size))
        return A @ A.T + np.eye(size)

    return draw


def cross_entropy(o: Any, y: Any) -> Any:
    return -np.sum(y * (o - np.log(np.sum(np.exp(o)))))


add(
    "softmax",
    r"""
\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)
× \frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_i)
\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i(1-p_j) & i = j \\ -p_j p_i & i \neq j \end{cases}
× \frac{\partial p_i}{\partial z_j} = \begin{cases} p_i(1-p_j) & i = j \\ p_j p_i & i \neq j \end{cases}
\frac{\partial p_i}{\partial z_j} = p_i(\mathbb{1}[i=j] - p_j)
× \frac{\partial p_i}{\partial z_j} = p_i(\mathbb{1}[i=j] + p_j)
\frac{\partial p_i}{\partial z_j} = p_i(\mathbf{1}\{i=j\} - p_j)
× \frac{\partial p_i}{\partial z_j} = p_j(\mathbf{1}\{i=j\} - p_j)
\frac{\partial p_i}{\partial z_j} = p_i(1_{i=j} - p_j)
× \frac{\partial p_i}{\partial z_j} = p_i(1_{i\ne j} - p_j)
\frac{\partial p}{\partial \mathbf{z}} = \operatorname{diag}(p) - pp^\top
× \frac{\partial p}{\partial \mathbf{z}} = \operatorname{diag}(p) + p p^\top
\log \hat{y}_i = z_i - \log \sum_j e^{z_j}
× \log \hat{y}_i = z_i - \sum_j e^{z_j}
\log \operatorname{softmax}(\mathbf{z})_i = z_i - \log \sum_{j} \exp(z_j)
× \log \operatorname{softmax}(\mathbf{z})_i = z_i + \log \sum_{j} \exp(z_j)
\text{softmax}(z)_i = \frac{e^{z_i - \max_j z_j}}{\sum_{j=1}^K e^{z_j - \max_k z_k}}
× \text{softmax}(z)_i = \frac{e^{z_i - \max_j z_j}}{\sum_{j=1}^K e^{z_j}}
\frac{\partial L}{\partial \mathbf{z}} = \hat{\mathbf{y}} - \mathbf{y}
× \frac{\partial L}{\partial \mathbf{z}} = \mathbf{y} - \hat{\mathbf{y}}
\nabla_{\mathbf z} L = \hat{\mathbf{y}} - \mathbf{y}
× \nabla_{\mathbf z} L = \hat{\mathbf{y}} \odot \mathbf{y}
\mathcal{L}(y, \hat{y}) = - \sum_{j=1}^{K} y_j \log \hat{y}_j
× \mathcal{L}(y, \hat{y}) = - \sum_{j=1}^{K} \hat{y}_j \log \hat{y}_j
\mathcal{L}(\mathbf{y}, \hat{\mathbf{y}}) = - \sum_{j=1}^K y_j \log \hat{y}_j
× \mathcal{L}(\mathbf{y}, \hat{\mathbf{y}}) = \sum_{j=1}^K y_j \log \hat{y}_j
\mathcal{L} = -\mathbf{y}^\top \log \hat{\mathbf{y}}
× \mathcal{L} = -\hat{\mathbf{y}}^\top \log \mathbf{y}
L = -\langle y, \log \hat y\rangle
× L = \langle y, \log \hat y\rangle
\frac{\partial L}{\partial z_i} = \sum_k \frac{\partial L}{\partial p_k} \frac{\partial p_k}{\partial z_i}
× \frac{\partial L}{\partial z_i} = \frac{\partial L}{\partial p_i} \frac{\partial p_i}{\partial z_i}
L = \log \sum_j \exp(z_j) - \sum_j y_j z_j
× L = \log \sum_j \exp(z_j) - \sum_j z_j
\partial_{z_j} \mathcal{L}(\mathbf{y}, \hat{\mathbf{y}}) = \frac{\exp(z_j)}{\sum_{k=1}^K \exp(z_k)} - y_j
  = \mathrm{softmax}(\mathbf{z})_j - y_j
× \partial_{z_j} \mathcal{L}(\mathbf{y}, \hat{\mathbf{y}}) = \frac{\exp(z_j)}{\sum_{k=1}^K \exp(z_k)} -
  y_j = \mathrm{softmax}(\mathbf{z})_j y_j
H(p) = -\sum_i p_i \log_2 p_i \cdot \ln 2
× H(p) = -\sum_i p_i \log_2 p_i / \ln 2
\sum_{i=1}^K p_i = 1
× \sum_{i=1}^K p_i = 0
\lVert p \rVert_1 = 1
× \lVert p \rVert_2 = 1
""",
    axes={"i": ("K", 4), "j": ("K", 4), "k": ("K", 4)},
    inputs={"z": uniform(-2, 2, 4), "y": on_the_simplex(4)},
    nodes={
        "p": lambda z: softmax(z),
        "L": lambda y, p: -np.sum(y * np.log(p)),
        "H": lambda p: -np.sum(p * np.log(p)),
    },
    functions={r"\mathrm{softmax}": softmax, "L": "L", r"\mathcal{L}": "L"},
    symbols={
        "z_i": "z[i]",
        r"\mathbf{z}": "z",
        "z": "z",
        "p_i": "p[i]",
        r"\hat{y}_i": "p[i]",
        r"\hat{y}": "p",
        r"\hat{\mathbf y}": "p",
        "y_i": "y[i]",
        "y": "y",
        r"\mathbf{y}": "y",
        "p": "p",
        "L": "L",
        "H(p)": "H",
        r"\mathcal{L}": "L",
    },
)


add(
    "ng logistic",
    r"""
h_\theta(x^{(i)}) = g(\theta^T x^{(i)}) = \frac{1}{1+e^{-\theta^T x^{(i)}}}
× h_\theta(x^{(i)}) = g(\theta^T x^{(i)}) = \frac{1}{1+e^{\theta^T x^{(i)}}}
J(\theta) = -\frac{1}{m}\sum_{i=1}^{m} \left[ y^{(i)} \log h_\theta(x^{(i)}) + (1-y^{(i)}) \log (1 -
  h_\theta(x^{(i)})) \right]
× J(\theta) = -\frac{1}{m}\sum_{i=1}^{m} \left[ y^{(i)} \log h_\theta(x^{(i)}) + (1-y^{(i)}) \log
  h_\theta(x^{(i)}) \right]
\frac{\partial}{\partial\theta_j} J(\theta) = \frac{1}{m} \sum_{i=1}^{m} (h_\theta(x^{(i)}) - y^{(i)})
  x_j^{(i)}
× \frac{\partial}{\partial\theta_j} J(\theta) = \frac{1}{m} \sum_{i=1}^{m} (y^{(i)} - h_\theta(x^{(i)}))
  x_j^{(i)}
\nabla_\theta J(\theta) = \frac{1}{m} X^T (g(X\theta) - y)
× \nabla_\theta J(\theta) = \frac{1}{m} X (g(X\theta) - y)
\nabla_\theta J = \frac{1}{m} \sum_{i=1}^m (\sigma(\theta^\top x^{(i)}) - y^{(i)}) x^{(i)}
× \nabla_\theta J = \frac{1}{m} \sum_{i=1}^m (\sigma(\theta^\top x^{(i)}) - y^{(i)}) \theta
J_{reg} = J(\theta) + \frac{\lambda}{2m} \sum_{j=1}^n \theta_j^2
× J_{reg} = J(\theta) + \frac{\lambda}{m} \sum_{j=1}^n \theta_j^2
J_{reg} = J + \frac{\lambda}{2m} \|\theta\|_2^2
× J_{reg} = J + \frac{\lambda}{2m} \|\theta\|_2
\frac{\partial J_{reg}}{\partial \theta_j} = \frac1m\sum_{i=1}^m \left(\hat y^{(i)} -
  y^{(i)}\right)x^{(i)}_j + \frac{\lambda}{m}\theta_j
× \frac{\partial J_{reg}}{\partial \theta_j} = \frac1m\sum_{i=1}^m \left(\hat y^{(i)} -
  y^{(i)}\right)x^{(i)}_j + \frac{\lambda}{2m}\theta_j
g'(z^{(i)}) = g(z^{(i)})(1-g(z^{(i)}))
× g'(z^{(i)}) = z^{(i)}(1-z^{(i)})
\text{logit}(\hat y^{(i)}) = \theta^T x^{(i)}
× \text{logit}(\hat y^{(i)}) = -\theta^T x^{(i)}
\operatorname{logit}(\hat{y}^{(i)}) = \log\frac{\hat{y}^{(i)}}{1-\hat{y}^{(i)}} = z^{(i)}
× \operatorname{logit}(\hat{y}^{(i)}) = \log\frac{1-\hat{y}^{(i)}}{\hat{y}^{(i)}} = z^{(i)}
1 - \sigma(z^{(i)}) = \sigma(-z^{(i)})
× 1 - \sigma(z^{(i)}) = -\sigma(z^{(i)})
J(\theta) = \frac{1}{m} \left( -y^T \log(h) - (1-y)^T \log(1-h) \right)
× J(\theta) = \frac{1}{m} \left( -y^T \log(h) + (1-y)^T \log(1-h) \right)
\frac{\partial^2 J}{\partial \theta\, \partial \theta^T} = \frac{1}{m} X^T \mathrm{diag}(h \odot (1-h)) X
× \frac{\partial^2 J}{\partial \theta\, \partial \theta^T} = \frac{1}{m} X^T \mathrm{diag}(h) X
\nabla^2_\theta J = \frac{1}{m} \sum_{i=1}^m \hat y^{(i)} (1-\hat y^{(i)}) x^{(i)} {x^{(i)}}^T
? \nabla^2_\theta J = \frac{1}{m} \sum_{i=1}^m \hat y^{(i)} (1-\hat y^{(i)}) {x^{(i)}}^T x^{(i)}
""",
    axes={"i": ("m", 6), "j": ("n", 3)},
    inputs={
        "X": uniform(-2, 2, 6, 3),
        "y": uniform(0.1, 0.9, 6),
        "theta": uniform(-1, 1, 3),
        "alpha": uniform(0.1, 0.5),
        "lam": uniform(0.2, 0.8),
    },
    nodes={
        "z": lambda X, theta: X @ theta,
        "h": lambda z: logistic(z),
        "J": lambda y, h: -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)),
        "JR": lambda J, lam, theta: J + lam / 12 * np.sum(theta**2),
    },
    functions={"g": logistic, r"\sigma": logistic, r"h_\theta": "h[i]", r"J": "J"},
    symbols={
        "x^{(i)}": "X[i]",
        "x_j^{(i)}": "X[i,j]",
        "y^{(i)}": "y[i]",
        r"\theta": "theta",
        r"\theta_j": "theta[j]",
        "J": "J",
        r"\alpha": "alpha",
        r"\lambda": "lam",
        "X": "X",
        "y": "y",
        "z^{(i)}": "z[i]",
        r"\hat y^{(i)}": "h[i]",
        r"J_{reg}": "JR",
        "h": "h",
    },
)


add(
    "dls layers",
    r"""
Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}
× Z^{[l]} = A^{[l-1]} W^{[l]} + b^{[l]}
Z^{[1]} = W^{[1]} X + b^{[1]}
× Z^{[1]} = W^{[1]T} X + b^{[1]}
A^{[1]} = \tanh(Z^{[1]})
× A^{[1]} = \sigma(Z^{[1]})
A^{[2]} = g^{[2]}(Z^{[2]})
× A^{[2]} = g^{[1]}(Z^{[2]})
dZ^{[2]} = A^{[2]} - Y
× dZ^{[2]} = Y - A^{[2]}
dW^{[2]} = \frac{1}{m} dZ^{[2]} A^{[1]T}
× dW^{[2]} = \frac{1}{m} dZ^{[2]} A^{[2]T}
dW^{[2]} = \frac{1}{m} dZ^{[2]} {A^{[1]}}^T
× dW^{[2]} = dZ^{[2]} {A^{[1]}}^T
dZ^{[1]} = W^{[2]T} dZ^{[2]} * g^{[1]\prime}(Z^{[1]})
× dZ^{[1]} = W^{[2]T} dZ^{[1]} * g^{[1]\prime}(Z^{[1]})
dZ^{[1]} = W^{[2]T} dZ^{[2]} * g^{[1]'}(Z^{[1]})
× dZ^{[1]} = W^{[2]T} dZ^{[2]} * g^{[2]'}(Z^{[1]})
dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - (A^{[1]})^2)
× dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - A^{[1]})^2
dZ^{[1]} = W^{[2]T} dZ^{[2]} \odot (1 - A^{[1]} \odot A^{[1]})
× dZ^{[1]} = W^{[2]T} dZ^{[2]} \odot (1 - A^{[1]})
dW^{[1]} = \frac{1}{m} dZ^{[1]} X^T
× dW^{[1]} = \frac{1}{m} X dZ^{[1]T}
db^{[2]} = \frac{1}{m} \sum_{i=1}^m (a^{[2](i)} - y^{(i)})
× db^{[2]} = \frac{1}{m} \sum_{i=1}^m (a^{[2](i)} + y^{(i)})
J = - \frac{1}{m} \sum\limits_{i = 1}^{m} \large\left(\small y^{(i)}\log\left(a^{[2] (i)}\right) +
  (1-y^{(i)})\log\left(1- a^{[2] (i)}\right) \large \right) \small
× J = - \frac{1}{m} \sum\limits_{i = 0}^{m} \large\left(\small y^{(i)}\log\left(a^{[2] (i)}\right) +
  (1-y^{(i)})\log\left(1- a^{[2] (i)}\right) \large \right) \small
z^{[1] (i)} = W^{[1]} x^{(i)} + b^{[1]}
× z^{[1] (i)} = W^{[2]} x^{(i)} + b^{[1]}
m \frac{\partial J}{\partial A^{[1]}} = W^{[2]T} dZ^{[2]}
× m \frac{\partial J}{\partial A^{[1]}} = W^{[2]} dZ^{[2]}
""",
    axes={"i": ("m", 6)},
    layers={"l": 2},
    inputs={
        "X": uniform(-1, 1, 4, 6),
        "W1": uniform(-1, 1, 3, 4),
        "b1": uniform(-1, 1, 3, 1),
        "W2": uniform(-1, 1, 1, 3),
        "b2": uniform(-1, 1, 1, 1),
        "Y": uniform(0.1, 0.9, 1, 6),
        "alpha": uniform(0.1, 0.5),
    },
    nodes={
        "Z1": lambda W1, X, b1: W1 @ X + b1,
        "A1": lambda Z1: np.tanh(Z1),
        "Z2": lambda W2, A1, b2: W2 @ A1 + b2,
        "A2": lambda Z2: logistic(Z2),
        "J": lambda A2, Y: -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)),
    },
    definitions={
        "dZ2[:,:]": r"m \frac{\partial J}{\partial Z^{[2]}}",
        "dZ1[:,:]": r"m \frac{\partial J}{\partial Z^{[1]}}",
        "dW2[:,:]": r"\frac{\partial J}{\partial W^{[2]}}",
        "dW1[:,:]": r"\frac{\partial J}{\partial W^{[1]}}",
        "db2[:,:]": r"\frac{\partial J}{\partial b^{[2]}}",
        "db1[:,:]": r"\frac{\partial J}{\partial b^{[1]}}",
    },
    functions={r"\sigma": logistic, "g^{[1]}": np.tanh, r"g^{[2]}": logistic},
    symbols={
        "X": "X",
        "Y": "Y",
        r"\alpha": "alpha",
        "J": "J",
        "A^{[0]}": "X",
        "x^{(i)}": "X[:,i]",
        "y^{(i)}": "Y[1,i]",
        "a^{[2](i)}": "A2[1,i]",
        "z^{[1](i)}": "Z1[:,i]",
        r"\hat y^{(i)}": "A2[1,i]",
        **{f"{n}^{{[{l}]}}": f"{n}{l}" for n in "WbZA" for l in (1, 2)},
        **{f"d{n}^{{[{l}]}}": f"d{n}{l}" for n in ("Z", "W", "b") for l in (1, 2)},
    },
)


add(
    "nielsen",
    r"""
a^1_j = \sigma\left( \sum_k w^1_{jk} a^0_k + b^1_j \right)
× a^1_j = \sigma\left( \sum_k w^1_{jk} a^0_k \right) + b^1_j
a^l = \sigma(w^l a^{l-1}+b^l)
× a^l = \sigma(w^l a^{l}+b^l)
\delta^2 = (a^2-y) \odot \sigma'(z^2)
× \delta^2 = (a^2-y) \odot \sigma'(a^2)
\delta^2 = \nabla_{a^2} C \odot \sigma'(z^2)
× \delta^2 = \nabla_{z^2} C \odot \sigma'(z^2)
\delta^1 = ((w^2)^T \delta^2) \odot \sigma'(z^1)
× \delta^1 = ((w^1)^T \delta^2) \odot \sigma'(z^1)
\delta^1 = ((w^{2})^T \delta^{2}) \odot \sigma'(z^1)
× \delta^1 = (w^{2} \delta^{2}) \odot \sigma'(z^1)
\frac{\partial C}{\partial b^1_j} = \delta^1_j
× \frac{\partial C}{\partial b^1_j} = a^1_j
\frac{\partial C}{\partial w^1_{jk}} = a^0_k \delta^1_j
× \frac{\partial C}{\partial w^1_{jk}} = a^1_j \delta^1_j
C = \frac{1}{2} \|y-a^2\|^2
× C = \frac{1}{2} \|y-a^2\|
\delta^1_j \equiv \frac{\partial C}{\partial z^1_j}
× \delta^1_j \equiv \frac{\partial C}{\partial a^1_j}
\delta^1 = \mathrm{diag}(\sigma'(z^1)) (w^2)^T \mathrm{diag}(\sigma'(z^2)) \nabla_{a^2} C
× \delta^1 = \mathrm{diag}(\sigma'(z^2)) (w^2)^T \mathrm{diag}(\sigma'(z^1)) \nabla_{a^2} C
""",
    axes={"j": ("n", 3), "k": ("p", 4)},
    layers={"l": 2, "L": 2},
    inputs={
        "a0": uniform(-1, 1, 4),
        "w1": uniform(-1, 1, 3, 4),
        "b1": uniform(-1, 1, 3),
        "w2": uniform(-1, 1, 5, 3),
        "b2": uniform(-1, 1, 5),
        "y": uniform(0, 1, 5),
    },
    nodes={
        "z1": lambda w1, a0, b1: w1 @ a0 + b1,
        "a1": lambda z1: logistic(z1),
        "z2": lambda w2, a1, b2: w2 @ a1 + b2,
        "a2": lambda z2: logistic(z2),
        "C": lambda y, a2: np.sum((y - a2) ** 2) / 2,
    },
    definitions={"d1[j]": r"\frac{\partial C}{\partial z^1_j}", "d2[:]": r"\frac{\partial C}{\partial z^2}"},
    functions={r"\sigma": logistic},
    symbols={
        "C": "C",
        "y": "y",
        **{f"{n}^{l}": f"{n}{l}" for n in "wbz" for l in (1, 2)},
        **{f"a^{l}": f"a{l}" for l in (0, 1, 2)},
        **{rf"\delta^{l}": f"d{l}" for l in (1, 2)},
        "w^1_{jk}": "w1[j,k]",
        "a^1_j": "a1[j]",
        "a^0_k": "a0[k]",
        r"\delta^1_j": "d1[j]",
        "b^1_j": "b1[j]",
        "z^1_j": "z1[j]",
    },
)


add(
    "gauss1",
    r"""
\mathcal{N}(x_n|\mu,\sigma^2) = \frac{1}{(2\pi\sigma^2)^{1/2}}
  \exp\left\{-\frac{1}{2\sigma^2}(x_n-\mu)^2\right\}
× \mathcal{N}(x_n|\mu,\sigma^2) = \frac{1}{(2\pi\sigma)^{1/2}}
  \exp\left\{-\frac{1}{2\sigma^2}(x_n-\mu)^2\right\}
\ell = -\frac{1}{2\sigma^2}\sum_{n=1}^N (x_n-\mu)^2 - \frac{N}{2}\ln\sigma^2 - \frac{N}{2}\ln(2\pi)
× \ell = -\frac{1}{2\sigma^2}\sum_{n=1}^N (x_n-\mu)^2 - \frac{N}{2}\ln\sigma - \frac{N}{2}\ln(2\pi)
\ell(\mu, \sigma^2) = -\frac{1}{2\sigma^2}\sum_{n=1}^N (x_n-\mu)^2 - \frac{N}{2}\ln\sigma^2 -
  \frac{N}{2}\ln(2\pi)
× \ell(\mu, \sigma^2) = -\frac{1}{2\sigma^2}\sum_{n=1}^N (x_n-\mu)^2 - \frac{N}{2}\ln\sigma^2 +
  \frac{N}{2}\ln(2\pi)
\sigma_{ML}^2 = \frac{1}{N}\sum_{n=1}^N (x_n-\mu_{ML})^2
× \sigma_{ML}^2 = \frac{1}{N-1}\sum_{n=1}^N (x_n-\mu_{ML})^2
\frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma^2} \sum_{n=1}^{N} (x_n - \mu)
× \frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma} \sum_{n=1}^{N} (x_n - \mu)
\frac{\partial \ell}{\partial \sigma^2} = -\frac{N}{2\sigma^2} + \frac{1}{2\sigma^4}\sum_{n=1}^{N} (x_n -
  \mu)^2
× \frac{\partial \ell}{\partial \sigma^2} = -\frac{N}{2\sigma^2} + \frac{1}{2\sigma^2}\sum_{n=1}^{N} (x_n
  - \mu)^2
\frac{\partial \ell}{\partial \sigma} = -\frac{N}{\sigma} + \frac{1}{\sigma^3}\sum_{n=1}^{N} (x_n - \mu)^2
× \frac{\partial \ell}{\partial \sigma} = -\frac{N}{\sigma} + \frac{1}{\sigma^2}\sum_{n=1}^{N} (x_n - \mu)^2
\int_{-\infty}^{\infty} \mathcal{N}(x|\mu,\sigma^2) \mathrm{d}x = 1
× \int_{-\infty}^{\infty} \mathcal{N}(x|\mu,\sigma^2) \mathrm{d}x = 0
\int_{-\infty}^{\infty} \mathcal{N}(x|\mu,\sigma^2) x\, dx = \mu
× \int_{-\infty}^{\infty} \mathcal{N}(x|\mu,\sigma^2) x\, dx = \mu^2
\int_{-\infty}^{\infty} \mathcal{N}(x|\mu,\sigma^2) x^2\, dx = \mu^2+\sigma^2
× \int_{-\infty}^{\infty} \mathcal{N}(x|\mu,\sigma^2) x^2\, dx = \mu^2-\sigma^2
\int_{-\infty}^\infty e^{-x^2} dx = \sqrt{\pi}
× \int_{-\infty}^\infty e^{-x^2} dx = \sqrt{2\pi}
\int_{-\infty}^{\infty} \exp\left(-\frac{1}{2\sigma^2}x^2\right) dx = \sqrt{2\pi\sigma^2}
× \int_{-\infty}^{\infty} \exp\left(-\frac{1}{2\sigma^2}x^2\right) dx = \sqrt{2\pi}\sigma^2
\int_0^\infty e^{-\beta x} dx = \frac{1}{\beta}
× \int_0^\infty e^{-\beta x} dx = \beta
\int_0^1 x^2 dx = \frac13
× \int_0^1 x^2 dx = \frac12
-\ln \mathcal{N}(x_n|\mu,\beta^{-1}) = \frac{\beta}{2}(x_n-\mu)^2 - \frac12\ln\beta + \frac12\ln 2\pi
× -\ln \mathcal{N}(x_n|\mu,\beta^{-1}) = \frac{\beta}{2}(x_n-\mu)^2 + \frac12\ln\beta + \frac12\ln 2\pi
""",
    axes={"n": ("N", 5)},
    inputs={"x": uniform(-2, 2, 5), "mu": uniform(-1, 1), "s": uniform(0.6, 1.5)},
    nodes={
        "s2": lambda s: s**2,
        "beta": lambda s2: 1 / s2,
        "p": lambda x, mu, s2: normal(x, mu, s2),
        "logp": lambda p: np.sum(np.log(p)),
        "muml": lambda x: np.mean(x),
        "s2ml": lambda x, muml: np.mean((x - muml) ** 2),
    },
    functions={r"\mathcal{N}": normal, "p": "p[n]", r"\ell": "logp"},
    symbols={
        "x_n": "x[n]",
        r"\mathbf{x}": "x",
        r"\mu": "mu",
        r"\sigma": "s",
        r"\sigma^2": "s2",
        r"\beta": "beta",
        r"p(x_n)": "p[n]",
        r"\ell": "logp",
        r"\mu_{ML}": "muml",
        r"\sigma_{ML}^2": "s2ml",
        r"\bar{x}": "muml",
    },
)


add(
    "gaussD",
    r"""
\mathcal{N}(\mathbf{x}|\boldsymbol{\mu},\boldsymbol{\Sigma}) = \frac{1}{(2\pi)^{D/2}}
  \frac{1}{|\boldsymbol{\Sigma}|^{1/2}} \exp\left\{-\frac12(\mathbf{x}-\boldsymbol{\mu})^{\mathrm
  T}\boldsymbol{\Sigma}^{-1}(\mathbf{x}-\boldsymbol{\mu})\right\}
× \mathcal{N}(\mathbf{x}|\boldsymbol{\mu},\boldsymbol{\Sigma}) = \frac{1}{(2\pi)^{D/2}}
  \frac{1}{|\boldsymbol{\Sigma}|} \exp\left\{-\frac12(\mathbf{x}-\boldsymbol{\mu})^{\mathrm
  T}\boldsymbol{\Sigma}^{-1}(\mathbf{x}-\boldsymbol{\mu})\right\}
p(\mathbf{x}) = \frac{1}{\sqrt{(2\pi)^D \det \boldsymbol{\Sigma}}}
  e^{-\frac12(\mathbf{x}-\boldsymbol{\mu})^\top\boldsymbol{\Sigma}^{-1}(\mathbf{x}-\boldsymbol{\mu})}
× p(\mathbf{x}) = \frac{1}{\sqrt{(2\pi)^D \det \boldsymbol{\Sigma}}}
  e^{-\frac12(\mathbf{x}-\boldsymbol{\mu})^\top\boldsymbol{\Sigma}(\mathbf{x}-\boldsymbol{\mu})}
\Delta^2 = (\mathbf{x}-\boldsymbol{\mu})^{\sf T}\boldsymbol{\Lambda}(\mathbf{x}-\boldsymbol{\mu})
× \Delta^2 = (\mathbf{x}-\boldsymbol{\mu})^{\sf T}\boldsymbol{\Lambda}^{-1}(\mathbf{x}-\boldsymbol{\mu})
\Delta^2 = (\mathbf{x}-\boldsymbol{\mu})'\boldsymbol{\Sigma}^{-1}(\mathbf{x}-\boldsymbol{\mu})
× \Delta^2 = (\mathbf{x}-\boldsymbol{\mu})'\boldsymbol{\Sigma}(\mathbf{x}-\boldsymbol{\mu})
D_{KL} = \frac12\left[\log\frac{|\Sigma_2|}{|\Sigma_1|} - D + \text{tr}\{\Sigma_2^{-1}\Sigma_1\} +
  (\mu_2-\mu_1)^T\Sigma_2^{-1}(\mu_2-\mu_1)\right]
× D_{KL} = \frac12\left[\log\frac{|\Sigma_1|}{|\Sigma_2|} - D + \text{tr}\{\Sigma_2^{-1}\Sigma_1\} +
  (\mu_2-\mu_1)^T\Sigma_2^{-1}(\mu_2-\mu_1)\right]
KL(p \| q) = \frac12\left[\log\frac{\det\Sigma_2}{\det\Sigma_1} - D +
  \operatorname{tr}(\Sigma_2^{-1}\Sigma_1) + (\mu_2-\mu_1)^\top\Sigma_2^{-1}(\mu_2-\mu_1)\right]
× KL(p \| q) = \frac12\left[\log\frac{\det\Sigma_2}{\det\Sigma_1} - D +
  \operatorname{tr}(\Sigma_1^{-1}\Sigma_2) + (\mu_2-\mu_1)^\top\Sigma_2^{-1}(\mu_2-\mu_1)\right]
H = \frac12\ln|\boldsymbol{\Sigma}| + \frac{D}{2}(1+\ln(2\pi))
× H = \frac12\ln|\boldsymbol{\Sigma}| + \frac{D}{2}(1-\ln(2\pi))
\mathrm{H}[\mathbf{x}] = \frac12\ln\det(2\pi e \boldsymbol{\Sigma})
× \mathrm{H}[\mathbf{x}] = \frac12\ln(2\pi e \det\boldsymbol{\Sigma})
\frac{\partial}{\partial \boldsymbol{\mu}} \ln p = \boldsymbol{\Sigma}^{-1}(\mathbf{x}-\boldsymbol{\mu})
× \frac{\partial}{\partial \boldsymbol{\mu}} \ln p = \boldsymbol{\Sigma}^{-1}(\boldsymbol{\mu}-\mathbf{x})
\nabla_{\mathbf x} \log p(\mathbf x) = -\boldsymbol{\Sigma}^{-1}(\mathbf{x}-\boldsymbol{\mu})
× \nabla_{\mathbf x} \log p(\mathbf x) = \boldsymbol{\Sigma}^{-1}(\mathbf{x}-\boldsymbol{\mu})
\frac{\partial \ln|\boldsymbol{\Sigma}|}{\partial \boldsymbol{\Sigma}} =
  (\boldsymbol{\Sigma}^{-1})^{\mathrm{T}}
× \frac{\partial \ln|\boldsymbol{\Sigma}|}{\partial \boldsymbol{\Sigma}} =
  |\boldsymbol{\Sigma}|(\boldsymbol{\Sigma}^{-1})^{\mathrm{T}}
|\boldsymbol{\Lambda}| = |\boldsymbol{\Sigma}|^{-1}
× |\boldsymbol{\Lambda}| = -|\boldsymbol{\Sigma}|
""",
    axes={"d": ("D", 3)},
    inputs={
        "x": uniform(-1, 1, 3),
        "mu": uniform(-1, 1, 3),
        "S": definite(3),
        "m2": uniform(-1, 1, 3),
        "S2": definite(3),
    },
    nodes={
        "p": lambda x, mu, S: normals(x, mu, S),
        "Lam": lambda S: np.linalg.inv(S),
        "D2": lambda x, mu, Lam: (x - mu) @ Lam @ (x - mu),
        "KL": lambda mu, S, m2, S2: (
            0.5
            * (
                np.trace(np.linalg.inv(S2) @ S)
                - 3
                + (m2 - mu) @ np.linalg.inv(S2) @ (m2 - mu)
                + np.log(np.linalg.det(S2) / np.linalg.det(S))
            )
        ),
        "H": lambda S: 0.5 * np.log(np.linalg.det(2 * np.pi * np.e * S)),
    },
    functions={r"\mathcal{N}": normals, "p": "p"},
    symbols={
        r"\mathbf{x}": "x",
        r"\boldsymbol{\mu}": "mu",
        r"\boldsymbol{\Sigma}": "S",
        r"\boldsymbol{\Lambda}": "Lam",
        r"\Delta^2": "D2",
        "p": "p",
        r"KL(p\|q)": "KL",
        r"D_{KL}": "KL",
        r"\mu_1": "mu",
        r"\mu_2": "m2",
        r"\Sigma_1": "S",
        r"\Sigma_2": "S2",
        "H": "H",
        r"\mathrm{H}[\mathbf{x}]": "H",
    },
)


add(
    "matrix",
    r"""
\frac{\partial \mathbf{x}^T\mathbf{a}}{\partial\mathbf{x}} = \frac{\partial
  \mathbf{a}^T\mathbf{x}}{\partial\mathbf{x}} = \mathbf{a}
× \frac{\partial \mathbf{x}^T\mathbf{a}}{\partial\mathbf{x}} = \mathbf{x}
\frac{\partial\mathbf{x}^T\mathbf{B}\mathbf{x}}{\partial\mathbf{x}} = (\mathbf{B}+\mathbf{B}^T)\mathbf{x}
× \frac{\partial\mathbf{x}^T\mathbf{B}\mathbf{x}}{\partial\mathbf{x}} = 2\mathbf{B}\mathbf{x}
\frac{\partial \mathbf{a}^T\mathbf{X}\mathbf{b}}{\partial\mathbf{X}} = \mathbf{a}\mathbf{b}^T
× \frac{\partial \mathbf{a}^T\mathbf{X}\mathbf{b}}{\partial\mathbf{X}} = \mathbf{b}\mathbf{a}^T
\frac{\partial \mathbf{a}^T\mathbf{X}^T\mathbf{b}}{\partial\mathbf{X}} = \mathbf{b}\mathbf{a}^T
× \frac{\partial \mathbf{a}^T\mathbf{X}^T\mathbf{b}}{\partial\mathbf{X}} = \mathbf{a}\mathbf{b}^T
\frac{\partial}{\partial\mathbf{X}} \text{Tr}(\mathbf{X}\mathbf{A}) = \mathbf{A}^T
× \frac{\partial}{\partial\mathbf{X}} \text{Tr}(\mathbf{X}\mathbf{A}) = \mathbf{A}
\frac{\partial}{\partial\mathbf{X}} \operatorname{tr}(\mathbf{A}\mathbf{X}\mathbf{B}) =
  \mathbf{A}^\top\mathbf{B}^\top
× \frac{\partial}{\partial\mathbf{X}} \operatorname{tr}(\mathbf{A}\mathbf{X}\mathbf{B}) =
  \mathbf{B}^\top\mathbf{A}^\top
\frac{\partial \ln|\det(\mathbf{X})|}{\partial\mathbf{X}} = (\mathbf{X}^{-1})^T = (\mathbf{X}^T)^{-1}
× \frac{\partial \ln|\det(\mathbf{X})|}{\partial\mathbf{X}} = \mathbf{X}^{-1}
\frac{\partial \det(\mathbf{X})}{\partial \mathbf{X}} = \det(\mathbf{X})\mathbf{X}^{-T}
× \frac{\partial \det(\mathbf{X})}{\partial \mathbf{X}} = \mathbf{X}^{-T}
\nabla_A \operatorname{tr} ABA^TX = XAB + X^TAB^T
× \nabla_A \operatorname{tr} ABA^TX = XAB + X^TAB
\nabla_A \mathrm{tr} AB = B^T
× \nabla_A \mathrm{tr} AB = B
\nabla_A |A| = |A|(A^{-1})^T
× \nabla_A |A| = |A| A^{-1}
(AB)^{-1} = B^{-1}A^{-1}
× (AB)^{-1} = A^{-1}B^{-1}
(AB)^T = B^TA^T
× (AB)^T = A^TB^T
\mathrm{tr}(AB) = \mathrm{tr}(BA)
× \mathrm{tr}(AB) = \mathrm{tr}(A)\mathrm{tr}(B)
\det(AB) = \det(A)\det(B)
× \det(A+B) = \det(A)+\det(B)
\|C\|_F = \sqrt{\sum_{i=1}^n\sum_{j=1}^m |C_{ij}|^2} = \sqrt{\mathrm{Tr}(CC^T)}
× \|C\|_F = \sum_{i=1}^n\sum_{j=1}^m |C_{ij}|^2
\|C\|_F^2 = \sum_{i,j} C_{ij}^2
× \|C\|_F^2 = \sum_{i,j} |C_{ij}|
\|C\|_F^2 = \sum_{ij} C_{ij}^2
× \|C\|_F^2 = \sum_{ij} C_{ij}
\left\Vert C\right\Vert_F = \sqrt{\operatorname{Tr}(C^H C)}
× \left\Vert C\right\Vert_F = \sqrt{\operatorname{Tr}(C^H) C}
M^+ = (M^TM)^{-1}M^T
× M^+ = (MM^T)^{-1}M^T
M^\dagger = (M^\top M)^{-1} M^\top
× M^\dagger = M^\top (M^\top M)^{-1}
M^{\dagger} \mathbf{y} = (M^\top M)^{-1}M^\top \mathbf{y}
× M^{\dagger} \mathbf{y} = (M^\top M)\mathbf{y}
M M^{+} M = M
× M^{+} M M = M
\frac{\partial}{\partial x}\|Mx - \mathbf y\|_2^2 = 2M^T(Mx-\mathbf y)
× \frac{\partial}{\partial x}\|Mx - \mathbf y\|_2^2 = M^T(Mx-\mathbf y)
\nabla_x \|x-a\|_2 = \frac{x-a}{\|x-a\|_2}
× \nabla_x \|x-a\|_2 = \frac{x-a}{\|x-a\|_2^2}
\frac{\partial^2 x^TBx}{\partial x\partial x^T} = B+B^T
× \frac{\partial^2 x^TBx}{\partial x\partial x^T} = B B^T
\nabla_x^2 x^TBx = B+B^T
× \nabla_x^2 x^TBx = 2B
\partial(\mathbf{X}^{-1}) = -\mathbf{X}^{-1}(\partial\mathbf{X})\mathbf{X}^{-1}
× \partial(\mathbf{X}^{-1}) = -\mathbf{X}^{-1}(\partial\mathbf{X})\mathbf{X}
d(\mathbf{X}^{-1}) = -\mathbf{X}^{-1}d\mathbf{X}\,\mathbf{X}^{-1}
× d(\mathbf{X}^{-1}) = \mathbf{X}^{-1}d\mathbf{X}\,\mathbf{X}^{-1}
(A + ab^T)^{-1} = A^{-1} - \frac{A^{-1}ab^TA^{-1}}{1+b^TA^{-1}a}
× (A + ab^T)^{-1} = A^{-1} - \frac{A^{-1}ab^TA^{-1}}{1-b^TA^{-1}a}
|A + ab^T| = |A|(1+b^TA^{-1}a)
× |A + ab^T| = |A|(1+a^TA^{-1}b)
|I + ab^T| = 1 + a^Tb
× |I + ab^T| = 1 - a^Tb
(I + AB)^{-1}A = A(I+BA)^{-1}
× (I + AB)^{-1}A = A(I+AB)^{-1}
\langle \mathbf{a}, \mathbf{b}\rangle = \mathbf{a}^\top \mathbf{b} = \|\mathbf{a}\| \|\mathbf{b}\|
  \frac{\mathbf{a} \cdot \mathbf{b}}{\|\mathbf{a}\|\|\mathbf{b}\|}
× \langle \mathbf{a}, \mathbf{b}\rangle = \mathbf{a} \mathbf{b}^\top
\operatorname{vec}(AXB) = (B^T\otimes A)\operatorname{vec}(X)
× \operatorname{vec}(AXB) = (A\otimes B^T)\operatorname{vec}(X)
\operatorname{tr}(A^TB) = \operatorname{vec}(A)^T\operatorname{vec}(B)
× \operatorname{tr}(AB) = \operatorname{vec}(A)^T\operatorname{vec}(B)
x^TAx = \operatorname{tr}(Axx^T)
× x^TAx = \operatorname{tr}(Ax^Tx)
""",
    axes={"i": ("n", 3), "j": ("m", 4)},
    layout="columns",
    inputs={
        "A": uniform(-1, 1, 3, 3),
        "B": uniform(-1, 1, 3, 3),
        "X": uniform(-1, 1, 3, 3),
        "x": uniform(-1, 1, 3),
        "a": uniform(-1, 1, 3),
        "b": uniform(-1, 1, 3),
        "M": uniform(-1, 1, 5, 3),
        "C": uniform(-1, 1, 3, 4),
        "s": uniform(0.5, 1),
        "yy": uniform(-1, 1, 5),
    },
    symbols={
        "A": "A",
        "B": "B",
        "X": "X",
        "x": "x",
        r"\mathbf{x}": "x",
        r"\mathbf{a}": "a",
        "a": "a",
        "b": "b",
        r"\mathbf{A}": "A",
        r"\mathbf{B}": "B",
        r"\mathbf{X}": "X",
        r"\mathbf{b}": "b",
        "M": "M",
        "C": "C",
        "x_i": "x[i]",
        r"\mathbf y": "yy",
        "C_{ij}": "C[i,j]",
    },
)


add(
    "lstm",
    r"""
f_t = \sigma(W_f \cdot [h_{t-1}, x_t] + b_f)
× f_t = \sigma(W_f \cdot [x_t, h_{t-1}] + b_f)
i_t = \sigma(W_i [h_{t-1}; x_t] + b_i)
× i_t = \tanh(W_i [h_{t-1}; x_t] + b_i)
\tilde{C}_t = \tanh(W_C \cdot [h_{t-1}, x_t] + b_C)
× \tilde{C}_t = \sigma(W_C \cdot [h_{t-1}, x_t] + b_C)
C_t = f_t * C_{t-1} + i_t * \tilde{C}_t
× C_t = f_t * \tilde{C}_t + i_t * C_{t-1}
C_t = f_t \odot C_{t-1} + i_t \odot \tilde{C}_t
× C_t = f_t \odot C_{t} + i_t \odot \tilde{C}_t
h_t = o_t \circ \tanh(C_t)
× h_t = o_t \circ C_t
c^{\langle t \rangle} = \Gamma_u * \tilde{c}^{\langle t \rangle} + \Gamma_f * c^{\langle t-1 \rangle}
× c^{\langle t \rangle} = \Gamma_u * \tilde{c}^{\langle t \rangle} + (1-\Gamma_u) * c^{\langle t-1 \rangle}
c^{<t>} = \Gamma_u * \tilde{c}^{<t>} + \Gamma_f * c^{<t-1>}
× c^{<t>} = \Gamma_u * \tilde{c}^{<t>} + \Gamma_o * c^{<t-1>}
a^{\langle t \rangle} = \Gamma_o * \tanh(c^{\langle t \rangle})
× a^{\langle t \rangle} = \Gamma_f * \tanh(c^{\langle t \rangle})
\Gamma_f = \sigma(W_f[a^{\langle t-1 \rangle}, x^{\langle t \rangle}] + b_f)
× \Gamma_f = \sigma(W_f[a^{\langle t \rangle}, x^{\langle t \rangle}] + b_f)
\frac{\partial L}{\partial C_t} = \frac{\partial L}{\partial h_t} \odot o_t \odot (1 - \tanh^2(C_t))
× \frac{\partial L}{\partial C_t} = \frac{\partial L}{\partial h_t} \odot o_t \odot (1 - \tanh(C_t^2))
\frac{\partial L}{\partial f_t} = \frac{\partial L}{\partial C_t} \odot C_{t-1}
× \frac{\partial L}{\partial f_t} = \frac{\partial L}{\partial C_t} \odot f_t
\frac{\partial L}{\partial W_f} = \left( \frac{\partial L}{\partial f_t} \odot f_t \odot (1-f_t) \right)
  [h_{t-1}, x_t]^T
× \frac{\partial L}{\partial W_f} = \left( \frac{\partial L}{\partial f_t} \odot f_t \odot (1-f_t) \right)
  [h_{t-1}, x_t]
\frac{\partial L}{\partial W_f} = \left( \frac{\partial L}{\partial f_t} \odot f_t \odot (1-f_t) \right)
  \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix}^T
× \frac{\partial L}{\partial W_f} = \left( \frac{\partial L}{\partial f_t} \odot (1-f_t) \right)
  \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix}^T
f_t = \sigma\left(W_f \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix} + b_f\right)
× f_t = \sigma\left(W_f \begin{bmatrix} x_t \\ h_{t-1} \end{bmatrix} + b_f\right)
\begin{align*} f_t &= \sigma(W_f [h_{t-1}, x_t] + b_f) \\ C_t &= f_t \odot C_{t-1} + i_t \odot \tilde{C}_t
  \\ h_t &= o_t \odot \tanh(C_t) \end{align*}
× \begin{align*} f_t &= \sigma(W_f [h_{t-1}, x_t] + b_f) \\ C_t &= f_t \odot C_{t-1} + i_t \odot
  \tilde{C}_t \\ h_t &= o_t \odot \tanh(C_{t-1}) \end{align*}
""",
    axes={},
    inputs={
        "x": uniform(-1, 1, 4, 1),
        "hp": uniform(-1, 1, 3, 1),
        "cp": uniform(-1, 1, 3, 1),
        "Wf": uniform(-1, 1, 3, 7),
        "bf": uniform(-1, 1, 3, 1),
        "Wi": uniform(-1, 1, 3, 7),
        "bi": uniform(-1, 1, 3, 1),
        "Wo": uniform(-1, 1, 3, 7),
        "bo": uniform(-1, 1, 3, 1),
        "Wc": uniform(-1, 1, 3, 7),
        "bc": uniform(-1, 1, 3, 1),
        "r": uniform(-1, 1, 3, 1),
    },
    nodes={
        "v": lambda hp, x: np.concatenate([hp, x], axis=0),
        "f": lambda Wf, v, bf: logistic(Wf @ v + bf),
        "i": lambda Wi, v, bi: logistic(Wi @ v + bi),
        "o": lambda Wo, v, bo: logistic(Wo @ v + bo),
        "g": lambda Wc, v, bc: np.tanh(Wc @ v + bc),
        "c": lambda f, cp, i, g: f * cp + i * g,
        "h": lambda o, c: o * np.tanh(c),
        "L": lambda h, r: np.sum(r * h**2),
    },
    functions={r"\sigma": logistic},
    symbols={
        "x_t": "x",
        "h_{t-1}": "hp",
        "C_{t-1}": "cp",
        "W_f": "Wf",
        "b_f": "bf",
        "W_i": "Wi",
        "b_i": "bi",
        "W_o": "Wo",
        "b_o": "bo",
        "W_C": "Wc",
        "b_C": "bc",
        "f_t": "f",
        "i_t": "i",
        "o_t": "o",
        r"\tilde{C}_t": "g",
        "C_t": "c",
        "h_t": "h",
        "L": "L",
        r"x^{\langle t \rangle}": "x",
        r"a^{\langle t-1 \rangle}": "hp",
        r"c^{\langle t-1 \rangle}": "cp",
        r"c^{\langle t \rangle}": "c",
        r"a^{\langle t \rangle}": "h",
        r"\Gamma_f": "f",
        r"\Gamma_u": "i",
        r"\Gamma_o": "o",
        r"\tilde{c}^{\langle t \rangle}": "g",
        "W_c": "Wc",
        "b_c": "bc",
        "W_u": "Wi",
        "b_u": "bi",
    },
)


add(
    "gru",
    r"""
\mathbf{R}_t = \sigma(\mathbf{X}_t \mathbf{W}_{\textrm{xr}} + \mathbf{H}_{t-1} \mathbf{W}_{\textrm{hr}} +
  \mathbf{b}_\textrm{r})
× \mathbf{R}_t = \sigma(\mathbf{X}_t \mathbf{W}_{\textrm{xr}} + \mathbf{H}_{t-1} \mathbf{W}_{\textrm{hz}}
  + \mathbf{b}_\textrm{r})
\tilde{\mathbf{H}}_t = \tanh(\mathbf{X}_t \mathbf{W}_{xh} + \left(\mathbf{R}_t \odot
  \mathbf{H}_{t-1}\right) \mathbf{W}_{hh} + \mathbf{b}_h),
× \tilde{\mathbf{H}}_t = \tanh(\mathbf{X}_t \mathbf{W}_{xh} + \mathbf{R}_t \odot \left(\mathbf{H}_{t-1}
  \mathbf{W}_{hh}\right) + \mathbf{b}_h),
\mathbf{H}_t = \mathbf{Z}_t \odot \mathbf{H}_{t-1} + (1 - \mathbf{Z}_t) \odot \tilde{\mathbf{H}}_t.
× \mathbf{H}_t = (1-\mathbf{Z}_t) \odot \mathbf{H}_{t-1} + \mathbf{Z}_t \odot \tilde{\mathbf{H}}_t.
\begin{aligned} \mathbf{R}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xr} + \mathbf{H}_{t-1} \mathbf{W}_{hr} +
  \mathbf{b}_r),\\ \mathbf{Z}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xz} + \mathbf{H}_{t-1} \mathbf{W}_{hz} +
  \mathbf{b}_z), \end{aligned}
× \begin{aligned} \mathbf{R}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xr} + \mathbf{H}_{t-1} \mathbf{W}_{hr} +
  \mathbf{b}_r),\\ \mathbf{Z}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xz} + \mathbf{H}_{t-1} \mathbf{W}_{hr} +
  \mathbf{b}_z), \end{aligned}
""",
    axes={},
    inputs={
        "X": uniform(-1, 1, 5, 4),
        "Hp": uniform(-1, 1, 5, 3),
        "Wxr": uniform(-1, 1, 4, 3),
        "Whr": uniform(-1, 1, 3, 3),
        "br": uniform(-1, 1, 1, 3),
        "Wxz": uniform(-1, 1, 4, 3),
        "Whz": uniform(-1, 1, 3, 3),
        "bz": uniform(-1, 1, 1, 3),
        "Wxh": uniform(-1, 1, 4, 3),
        "Whh": uniform(-1, 1, 3, 3),
        "bh": uniform(-1, 1, 1, 3),
    },
    nodes={
        "R": lambda X, Wxr, Hp, Whr, br: logistic(X @ Wxr + Hp @ Whr + br),
        "Z": lambda X, Wxz, Hp, Whz, bz: logistic(X @ Wxz + Hp @ Whz + bz),
        "Ht": lambda X, Wxh, R, Hp, Whh, bh: np.tanh(X @ Wxh + (R * Hp) @ Whh + bh),
        "H": lambda Z, Hp, Ht: Z * Hp + (1 - Z) * Ht,
    },
    functions={r"\sigma": logistic},
    symbols={
        r"\mathbf{X}_t": "X",
        r"\mathbf{H}_{t-1}": "Hp",
        r"\mathbf{W}_{xr}": "Wxr",
        r"\mathbf{W}_{hr}": "Whr",
        r"\mathbf{b}_r": "br",
        r"\mathbf{W}_{xz}": "Wxz",
        r"\mathbf{W}_{hz}": "Whz",
        r"\mathbf{b}_z": "bz",
        r"\mathbf{W}_{xh}": "Wxh",
        r"\mathbf{W}_{hh}": "Whh",
        r"\mathbf{b}_h": "bh",
        r"\mathbf{R}_t": "R",
        r"\mathbf{Z}_t": "Z",
        r"\tilde{\mathbf{H}}_t": "Ht",
        r"\mathbf{H}_t": "H",
    },
)


add(
    "rnn",
    r"""
h_t = \tanh(W h_{t-1} + U x_t + b)
× h_t = \tanh(W h_{t} + U x_t + b)
a^{(t)} = b + W h^{(t-1)} + U x^{(t)}
× a^{(t)} = b + W h^{(t-1)} + U x^{(t-1)}
\hat{y}_t = \mathrm{softmax}(V h_t + c)
× \hat{y}_t = \mathrm{softmax}(V h_t) + c
\frac{\partial L}{\partial V} = \sum_{t=1}^T (\hat{y}_t - y_t) h_t^\top
× \frac{\partial L}{\partial V} = \sum_{t=1}^T (\hat{y}_t - y_t) h_{t-1}^\top
\frac{\partial h_t}{\partial h_{t-1}} = \mathrm{diag}(1 - h_t^2) W
× \frac{\partial h_t}{\partial h_{t-1}} = W \mathrm{diag}(1 - h_t^2)
\frac{\partial h_3}{\partial h_1} = \frac{\partial h_3}{\partial h_2}\frac{\partial h_2}{\partial h_1}
× \frac{\partial h_3}{\partial h_1} = \frac{\partial h_3}{\partial h_2}+\frac{\partial h_2}{\partial h_1}
\frac{\partial h_3}{\partial h_1} = \prod_{t=2}^{3} \frac{\partial h_t}{\partial h_{t-1}}
× \frac{\partial h_3}{\partial h_1} = \prod_{t=1}^{3} \frac{\partial h_t}{\partial h_{t-1}}
\frac{\partial L}{\partial h_t} = W^\top \mathrm{diag}(1-h_{t+1}^2) \frac{\partial L}{\partial h_{t+1}} +
  V^\top \frac{\partial L}{\partial o_t}
× \frac{\partial L}{\partial h_t} = W^\top \mathrm{diag}(1-h_{t}^2) \frac{\partial L}{\partial h_{t+1}} +
  V^\top \frac{\partial L}{\partial o_t}
\frac{\partial L}{\partial W} = \sum_{t=1}^{T} \frac{\partial L}{\partial a_t} h_{t-1}^\top
× \frac{\partial L}{\partial W} = \sum_{t=1}^{T} \frac{\partial L}{\partial a_t} h_{t}^\top
\frac{\partial L}{\partial b} = \sum_{t=1}^{T} \frac{\partial L}{\partial a_t}
× \frac{\partial L}{\partial b} = \sum_{t=1}^{T} \frac{\partial L_t}{\partial a_t}
\frac{\partial L}{\partial U} = \sum_t \mathrm{diag}(1 - (h^{(t)})^2) (\nabla_{h^{(t)}} L) x^{(t)\top}
× \frac{\partial L}{\partial U} = \sum_t \mathrm{diag}(1 - (h^{(t)})^2) (\nabla_{h^{(t)}} L) h^{(t)\top}
\nabla_{h^{(t)}} L = \left(\frac{\partial h^{(t+1)}}{\partial h^{(t)}}\right)^\top (\nabla_{h^{(t+1)}} L)
  + \left(\frac{\partial o^{(t)}}{\partial h^{(t)}}\right)^\top (\nabla_{o^{(t)}} L)
× \nabla_{h^{(t)}} L = \left(\frac{\partial h^{(t+1)}}{\partial h^{(t)}}\right) (\nabla_{h^{(t+1)}} L) +
  \left(\frac{\partial o^{(t)}}{\partial h^{(t)}}\right)^\top (\nabla_{o^{(t)}} L)
""",
    axes={"t": ("T", 3), "i": ("H", 4)},
    inputs={
        "W": uniform(-1, 1, 4, 4),
        "U": uniform(-1, 1, 4, 5),
        "V": uniform(-1, 1, 2, 4),
        "b": uniform(-1, 1, 4, 1),
        "c": uniform(-1, 1, 2, 1),
        "h0": uniform(-1, 1, 4, 1),
        **{f"x{t}": uniform(-1, 1, 5, 1) for t in (1, 2, 3)},
        **{f"y{t}": lambda rng: rng.dirichlet([2, 2]).reshape(2, 1) for t in (1, 2, 3)},
    },
    nodes={
        "a1": lambda W, U, b, h0, x1: W @ h0 + U @ x1 + b,
        "h1": lambda a1: np.tanh(a1),
        "o1": lambda V, c, h1: V @ h1 + c,
        "L1": lambda o1, y1: cross_entropy(o1, y1),
        "p1": lambda o1: softmax(o1.T).T,
        "a2": lambda W, U, b, h1, x2: W @ h1 + U @ x2 + b,
        "h2": lambda a2: np.tanh(a2),
        "o2": lambda V, c, h2: V @ h2 + c,
        "L2": lambda o2, y2: cross_entropy(o2, y2),
        "p2": lambda o2: softmax(o2.T).T,
        "a3": lambda W, U, b, h2, x3: W @ h2 + U @ x3 + b,
        "h3": lambda a3: np.tanh(a3),
        "o3": lambda V, c, h3: V @ h3 + c,
        "L3": lambda o3, y3: cross_entropy(o3, y3),
        "p3": lambda o3: softmax(o3.T).T,
        "L": lambda L1, L2, L3: L1 + L2 + L3,
    },
    symbols={
        "W": "W",
        "U": "U",
        "V": "V",
        "b": "b",
        "c": "c",
        "L": "L",
        "h_0": "h0",
        "h_t": ("h1", "h2", "h3"),
        "a_t": ("a1", "a2", "a3"),
        "o_t": ("o1", "o2", "o3"),
        "L_t": ("L1", "L2", "L3"),
        "x_t": ("x1", "x2", "x3"),
        "y_t": ("y1", "y2", "y3"),
        r"\hat{y}_t": ("p1", "p2", "p3"),
        "h^{(0)}": "h0",
        "h^{(t)}": ("h1", "h2", "h3"),
        "a^{(t)}": ("a1", "a2", "a3"),
        "x^{(t)}": ("x1", "x2", "x3"),
        "o^{(t)}": ("o1", "o2", "o3"),
    },
)


add(
    "adam",
    r"""
m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t
× m_t = \beta_1 m_{t-1} + (1-\beta_2) g_t
v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t^2
× v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t
v_t \leftarrow \beta_2 \cdot v_{t-1} + (1-\beta_2) \cdot g_t^2
× v_t \leftarrow \beta_1 \cdot v_{t-1} + (1-\beta_2) \cdot g_t^2
v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t \odot g_t
× v_t = \beta_2 v_{t-1} - (1-\beta_2) g_t \odot g_t
\hat{m}_t = \frac{m_t}{1-\beta_1^t}
× \hat{m}_t = \frac{m_t}{1-\beta_1}
\widehat{m}_t \leftarrow m_t / (1-\beta_1^t)
× \widehat{m}_t \leftarrow m_t / (1-\beta_2^t)
\theta_t \leftarrow \theta_{t-1} - \alpha \cdot \widehat{m}_t / (\sqrt{\widehat{v}_t} + \epsilon)
× \theta_t \leftarrow \theta_{t-1} - \alpha \cdot \widehat{m}_t / \sqrt{\widehat{v}_t + \epsilon}
\theta_t = \theta_{t-1} - \frac{\alpha}{\sqrt{\hat v_t} + \epsilon} \hat m_t
× \theta_t = \theta_{t-1} - \frac{\alpha}{\hat v_t + \epsilon} \hat m_t
\theta_t = \theta_{t-1} - \frac{\alpha}{\sqrt{\hat v_t} + \epsilon} \odot \hat m_t
× \theta_t = \theta_{t-1} - \frac{\alpha}{\sqrt{v_t} + \epsilon} \odot \hat m_t
\theta_t - \theta_{t-1} = -\eta \frac{\hat m_t}{\sqrt{\hat v_t}+\epsilon}
× \theta_t - \theta_{t-1} = \eta \frac{\hat m_t}{\sqrt{\hat v_t}+\epsilon}
\theta_t = \theta_{t-1} - \alpha \frac{\sqrt{1-\beta_2^t}}{1-\beta_1^t} \frac{m_t}{\sqrt{v_t} +
  \epsilon\sqrt{1-\beta_2^t}}
× \theta_t = \theta_{t-1} - \alpha \frac{\sqrt{1-\beta_2^t}}{1-\beta_1^t} \frac{m_t}{\sqrt{v_t} + \epsilon}
""",
    axes={"d": ("D", 3)},
    inputs={
        "w": uniform(-1, 1, 3),
        "mp": uniform(-1, 1, 3),
        "vp": uniform(0.1, 1, 3),
        "g": uniform(-1, 1, 3),
        "b1": uniform(0.5, 0.9),
        "b2": uniform(0.5, 0.9),
        "eta": uniform(0.1, 0.3),
        "eps": uniform(0.01, 0.1),
        "t": lambda rng: float(rng.integers(2, 6)),
    },
    nodes={
        "m": lambda mp, g, b1: b1 * mp + (1 - b1) * g,
        "v": lambda vp, g, b2: b2 * vp + (1 - b2) * g**2,
        "mh": lambda m, b1, t: m / (1 - b1**t),
        "vh": lambda v, b2, t: v / (1 - b2**t),
        "wn": lambda w, mh, vh, eta, eps: w - eta * mh / (np.sqrt(vh) + eps),
    },
    symbols={
        r"\theta_{t-1}": "w",
        "m_{t-1}": "mp",
        "v_{t-1}": "vp",
        "g_t": "g",
        r"\beta_1": "b1",
        r"\beta_2": "b2",
        r"\alpha": "eta",
        r"\eta": "eta",
        r"\epsilon": "eps",
        "t": "t",
        "m_t": "m",
        "v_t": "v",
        r"\hat{m}_t": "mh",
        r"\hat{v}_t": "vh",
        r"\theta_t": "wn",
    },
)


add(
    "bn",
    r"""
\mu_\mathcal{B} \leftarrow \frac{1}{m}\sum_{i=1}^m x_i
× \mu_\mathcal{B} \leftarrow \frac{1}{m}\sum_{i=1}^{m-1} x_i
\sigma^2_\mathcal{B} \leftarrow \frac{1}{m} \sum_{i=1}^m (x_i - \mu_\mathcal{B})^2
× \sigma^2_\mathcal{B} \leftarrow \frac{1}{m-1} \sum_{i=1}^m (x_i - \mu_\mathcal{B})^2
\widehat{x}_i \leftarrow \frac{x_i - \mu_\mathcal{B}}{\sqrt{\sigma^2_\mathcal{B}+\epsilon}}
× \widehat{x}_i \leftarrow \frac{x_i - \mu_\mathcal{B}}{\sqrt{\sigma^2_\mathcal{B}}+\epsilon}
y_i \leftarrow \gamma\widehat{x}_i + \beta
× y_i \leftarrow \gamma x_i + \beta
\frac{\partial\ell}{\partial\widehat{x}_i} = \frac{\partial\ell}{\partial y_i}\cdot\gamma
× \frac{\partial\ell}{\partial\widehat{x}_i} = \frac{\partial\ell}{\partial y_i}\cdot\beta
\frac{\partial \ell}{\partial \sigma^2_\mathcal{B}} = \sum_{i=1}^m
  \frac{\partial\ell}{\partial\widehat{x}_i}\cdot(x_i-\mu_\mathcal{B})\cdot\frac{-1}{2}(\sigma^2_\mathcal{B}+\epsilon)^{-3/2}
× \frac{\partial \ell}{\partial \sigma^2_\mathcal{B}} = \sum_{i=1}^m
  \frac{\partial\ell}{\partial\widehat{x}_i}\cdot(x_i-\mu_\mathcal{B})\cdot\frac{-1}{2}(\sigma^2_\mathcal{B}+\epsilon)^{-1/2}
\frac{\partial \ell}{\partial \mu_\mathcal{B}} = \left(\sum_{i=1}^m
  \frac{\partial\ell}{\partial\widehat{x}_i}\cdot\frac{-1}{\sqrt{\sigma^2_\mathcal{B}+\epsilon}}\right) +
  \frac{\partial\ell}{\partial\sigma^2_\mathcal{B}}\cdot\frac{\sum_{i=1}^m -2(x_i-\mu_\mathcal{B})}{m}
× \frac{\partial \ell}{\partial \mu_\mathcal{B}} = \left(\sum_{i=1}^m
  \frac{\partial\ell}{\partial\widehat{x}_i}\cdot\frac{1}{\sqrt{\sigma^2_\mathcal{B}+\epsilon}}\right) +
  \frac{\partial\ell}{\partial\sigma^2_\mathcal{B}}\cdot\frac{\sum_{i=1}^m -2(x_i-\mu_\mathcal{B})}{m}
\frac{\partial \ell}{\partial x_i} =
  \frac{\partial\ell}{\partial\widehat{x}_i}\cdot\frac{1}{\sqrt{\sigma^2_\mathcal{B}+\epsilon}} +
  \frac{\partial\ell}{\partial\sigma^2_\mathcal{B}}\cdot\frac{2(x_i-\mu_\mathcal{B})}{m} +
  \frac{\partial\ell}{\partial\mu_\mathcal{B}}\cdot\frac1m
× \frac{\partial \ell}{\partial x_i} =
  \frac{\partial\ell}{\partial\widehat{x}_i}\cdot\frac{1}{\sqrt{\sigma^2_\mathcal{B}+\epsilon}} +
  \frac{\partial\ell}{\partial\sigma^2_\mathcal{B}}\cdot\frac{(x_i-\mu_\mathcal{B})}{m} +
  \frac{\partial\ell}{\partial\mu_\mathcal{B}}\cdot\frac1m
\frac{\partial\ell}{\partial\gamma} = \sum_{i=1}^m \frac{\partial\ell}{\partial y_i}\cdot\widehat{x}_i
× \frac{\partial\ell}{\partial\gamma} = \sum_{i=1}^m \frac{\partial\ell}{\partial y_i}\cdot x_i
\frac{\partial\ell}{\partial\beta} = \sum_{i=1}^m \frac{\partial\ell}{\partial y_i}
× \frac{\partial\ell}{\partial\beta} = \sum_{i=1}^m \frac{\partial\ell}{\partial x_i}
\frac{\partial \hat{x}_i}{\partial x_j} = \frac{1}{m\sqrt{\sigma_B^2+\epsilon}}\left(m\delta_{ij} - 1 -
  \hat x_i\hat x_j\right)
× \frac{\partial \hat{x}_i}{\partial x_j} = \frac{1}{m\sqrt{\sigma_B^2+\epsilon}}\left(\delta_{ij} - 1 -
  \hat x_i\hat x_j\right)
\frac{\partial \ell}{\partial x_i} = \frac{\gamma}{m \sqrt{\sigma^2_B+\epsilon}} \left( m \frac{\partial
  \ell}{\partial y_i} - \sum_{j=1}^m \frac{\partial \ell}{\partial y_j} - \hat{x}_i \sum_{j=1}^m
  \frac{\partial \ell}{\partial y_j} \hat{x}_j \right)
× \frac{\partial \ell}{\partial x_i} = \frac{\gamma}{m \sqrt{\sigma^2_B+\epsilon}} \left( m \frac{\partial
  \ell}{\partial y_i} - \sum_{j=1}^m \frac{\partial \ell}{\partial y_j} - \hat{x}_i \sum_{j=1}^m
  \frac{\partial \ell}{\partial y_j} x_j \right)
""",
    axes={"i": ("m", 6), "j": ("m", 6)},
    inputs={
        "x": uniform(-2, 2, 6),
        "gamma": uniform(0.5, 2),
        "beta": uniform(-1, 1),
        "eps": uniform(0.01, 0.1),
        "r": uniform(-1, 1, 6),
    },
    nodes={
        "mu": lambda x: np.mean(x),
        "s2": lambda x, mu: np.mean((x - mu) ** 2),
        "xh": lambda x, mu, s2, eps: (x - mu) / np.sqrt(s2 + eps),
        "y": lambda gamma, xh, beta: gamma * xh + beta,
        "l": lambda y, r: np.sum(r * y + np.sin(y)),
    },
    symbols={
        "x_i": "x[i]",
        "y_i": "y[i]",
        r"\mu_{\mathcal{B}}": "mu",
        r"\sigma^2_{\mathcal{B}}": "s2",
        r"\hat{x}_i": "xh[i]",
        r"\gamma": "gamma",
        r"\beta": "beta",
        r"\epsilon": "eps",
        r"\ell": "l",
        r"\mu_B": "mu",
        r"\sigma_B^2": "s2",
    },
)


add(
    "pca",
    r"""
\bar{\mathbf{x}} = \frac1N\sum_{n=1}^N \mathbf{x}_n
× \bar{\mathbf{x}} = \sum_{n=1}^N \mathbf{x}_n
\mathbf{S} = \frac1N\sum_{n=1}^N (\mathbf{x}_n-\bar{\mathbf{x}})(\mathbf{x}_n-\bar{\mathbf{x}})^{\mathrm{T}}
× \mathbf{S} = \frac1N\sum_{n=1}^N
  (\mathbf{x}_n-\bar{\mathbf{x}})^{\mathrm{T}}(\mathbf{x}_n-\bar{\mathbf{x}})
\mathbf{S}\mathbf{u}_i = \lambda_i \mathbf{u}_i
× \mathbf{S}\mathbf{u}_i = \lambda_i^2 \mathbf{u}_i
\mathbf{u}_i^{\mathrm T}\mathbf{S}\mathbf{u}_i = \lambda_i
× \mathbf{u}_i^{\mathrm T}\mathbf{S}\mathbf{u}_i = \sqrt{\lambda_i}
C = Q\Lambda Q^T
× C = Q^T\Lambda Q
X = U\Sigma V^T
× X = U\Sigma V
C = \frac{1}{N} V S^2 V^T
× C = \frac{1}{N} V S V^T
X v_i = \sigma_i u_i
× X u_i = \sigma_i v_i
X = \sum_{i=1}^D \sigma_i u_i v_i^T
× X = \sum_{i=1}^D \sigma_i v_i u_i^T
U^TU = I
× UU^T = I
\operatorname{tr}(C) = \sum_{i=1}^{D} \lambda_i
× \operatorname{tr}(C) = \prod_{i=1}^{D} \lambda_i
\mathbf{u}_i^\top\mathbf{u}_i = 1
× \mathbf{u}_i\mathbf{u}_i^\top = 1
X^TX = V\Sigma^2V^T
× X^TX = U\Sigma^2U^T
\|X\|_F^2 = \sum_i \sigma_i^2
× \|X\|_F^2 = \sum_i \sigma_i
(X^TX)^{-1} = V\Sigma^{-2}V^T
× (X^TX)^{-1} = V\Sigma^{-1}V^T
""",
    axes={"n": ("N", 6), "i": ("D", 3)},
    inputs={"X": uniform(-1, 1, 6, 3), "lamr": uniform(0.1, 0.5)},
    nodes={
        "xbar": lambda X: np.mean(X, axis=0),
        "Xc": lambda X, xbar: X - xbar,
        "C": lambda Xc: Xc.T @ Xc / 6,
        "lam": lambda C: np.linalg.eigh(C)[0],
        "V": lambda C: np.linalg.eigh(C)[1],
        "Lam": lambda lam: np.diag(lam),
        "Z": lambda Xc, V: Xc @ V,
        "U": lambda Xc: np.linalg.svd(Xc, full_matrices=False)[0],
        "sv": lambda Xc: np.linalg.svd(Xc, full_matrices=False)[1],
        "S": lambda sv: np.diag(sv),
        "W": lambda Xc: np.linalg.svd(Xc, full_matrices=False)[2].T,
    },
    symbols={
        "X": "Xc",
        r"\mathbf{x}_n": "X[n]",
        r"\bar{\mathbf{x}}": "xbar",
        "C": "C",
        r"\mathbf{S}": "C",
        r"\lambda_i": "lam[i]",
        r"\mathbf{u}_i": "V[:,i]",
        "v_i": "W[:,i]",
        "V": "W",
        "Q": "V",
        r"\Lambda": "Lam",
        "U": "U",
        "S": "S",
        r"\Sigma": "S",
        r"\sigma_i": "sv[i]",
        "u_i": "U[:,i]",
    },
)


add(
    "info",
    r"""
H(X) = -\sum_x p(x)\log p(x)
× H(X) = \sum_x p(x)\log p(x)
H(X) = \sum_{x} p(x)\log\frac{1}{p(x)}
× H(X) = \sum_{x} p(x)\log p(x)
H(X,Y) = -\sum_{x,y} p(x,y)\log p(x,y)
× H(X,Y) = -\sum_{x,y} p(x)p(y)\log p(x,y)
H(X, Y) = H(X) + H(Y \mid X)
× H(X, Y) = H(X) + H(X \mid Y)
H(Y|X) = -\sum_{x}\sum_{y} p(x,y)\log p(y|x)
× H(Y|X) = -\sum_{x}\sum_{y} p(x,y)\log p(x|y)
H(Y|X) = \sum_x p(x) \sum_y p(y|x) \log\frac{1}{p(y|x)}
× H(Y|X) = \sum_x p(x) \sum_y p(y) \log\frac{1}{p(y|x)}
I(X;Y) = H(X) - H(X|Y) = H(Y) - H(Y|X) = H(X) + H(Y) - H(X,Y)
× I(X;Y) = H(X) - H(Y|X)
I(X;Y) = \sum_{x,y} p(x,y)\log\frac{p(x,y)}{p(x)p(y)}
× I(X;Y) = \sum_{x,y} p(x,y)\log\frac{p(x)p(y)}{p(x,y)}
D_{\mathrm{KL}}(P\|Q) = \sum_x P(x)\log\frac{P(x)}{Q(x)}
× D_{\mathrm{KL}}(P\|Q) = \sum_x P(x)\log\frac{Q(x)}{P(x)}
D_{KL}(P||Q) = \sum_x P(x)\log\frac{P(x)}{Q(x)}
× D_{KL}(P||Q) = \sum_x Q(x)\log\frac{P(x)}{Q(x)}
D_{\text{KL}}(P \parallel Q) = -\sum_{x} P(x)\log\left(\frac{Q(x)}{P(x)}\right)
× D_{\text{KL}}(P \parallel Q) = -\sum_{x} P(x)\log\left(\frac{P(x)}{Q(x)}\right)
H(P, Q) = H(P) + D_{\mathrm{KL}}(P \| Q)
× H(P, Q) = H(P) - D_{\mathrm{KL}}(P \| Q)
H(P,Q) = -\mathbb{E}_{x\sim P}[\log Q(x)]
× H(P,Q) = -\mathbb{E}_{x\sim Q}[\log P(x)]
D_{\mathrm{KL}}(P \| Q) = \mathbb{E}_{x \sim P} \left[\log \frac{P(x)}{Q(x)}\right] = \mathbb{E}_{x \sim
  P} \left[\log P(x) - \log Q(x)\right]
× D_{\mathrm{KL}}(P \| Q) = \mathbb{E}_{x \sim Q} \left[\log P(x) - \log Q(x)\right]
p(y|x) = \frac{p(x|y)p(y)}{p(x)}
× p(y|x) = \frac{p(x|y)p(x)}{p(y)}
p(x) = \sum_y p(x,y) = \sum_{y} p(x|y)p(y)
× p(x) = \sum_y p(x|y)
p(y\mid x) = \frac{p(x\mid y)p(y)}{\sum_{y'} p(x\mid y')p(y')}
× p(y\mid x) = \frac{p(x\mid y)p(y)}{\sum_{y'} p(x\mid y')}
I(X;Y) \ge 0
× I(X;Y) \le 0
H(X,Y) \leq H(X) + H(Y)
× H(X,Y) \geq H(X) + H(Y)
H(X) \le \log n
× H(X) \ge \log n
H[x,y] = H[x] + H(Y|X)
× H[x,y] = H[x] + H(X|Y)
""",
    axes={"x": ("n", 3), "y": ("m", 4)},
    inputs={
        "pxy": lambda rng: rng.dirichlet(np.ones(12)).reshape(3, 4),
        "p": on_the_simplex(3),
        "q": on_the_simplex(3),
    },
    nodes={
        "px": lambda pxy: pxy.sum(axis=1),
        "py": lambda pxy: pxy.sum(axis=0),
        "pygx": lambda pxy, px: pxy / px[:, None],
        "pxgy": lambda pxy, py: pxy / py[None, :],
        "Hx": lambda px: -np.sum(px * np.log(px)),
        "Hy": lambda py: -np.sum(py * np.log(py)),
        "Hxy": lambda pxy: -np.sum(pxy * np.log(pxy)),
        "Hygx": lambda Hxy, Hx: Hxy - Hx,
        "Hxgy": lambda Hxy, Hy: Hxy - Hy,
        "I": lambda Hx, Hxgy: Hx - Hxgy,
        "Hp": lambda p: -np.sum(p * np.log(p)),
        "Hpq": lambda p, q: -np.sum(p * np.log(q)),
        "KL": lambda p, q: np.sum(p * np.log(p / q)),
    },
    functions={},
    symbols={
        "p(x,y)": "pxy[x,y]",
        "p(x)": "px[x]",
        "p(y)": "py[y]",
        "p(y|x)": "pygx[x,y]",
        r"p(x|y)": "pxgy[x,y]",
        "H(X)": "Hx",
        "H(Y)": "Hy",
        "H(X,Y)": "Hxy",
        "H(Y|X)": "Hygx",
        "H(X|Y)": "Hxgy",
        "I(X;Y)": "I",
        "P(x)": "p[x]",
        "Q(x)": "q[x]",
        "H(P)": "Hp",
        "H(P,Q)": "Hpq",
        r"D_{\mathrm{KL}}(P\|Q)": "KL",
        r"H[x]": "Hx",
        r"H[x,y]": "Hxy",
    },
)


add(
    "stats",
    r"""
\operatorname{Var}(X) = \frac1n\sum_{i=1}^n (x_i-\bar x)^2
× \operatorname{Var}(X) = \frac1n\sum_{i=1}^n (x_i-\bar x)
\mathrm{Var}(X) = \frac1n\sum_i x_i^2 - \bar x^2
× \mathrm{Var}(X) = \frac1n\sum_i x_i^2 - \bar x
\operatorname{Cov}(X,Y) = \frac1n\sum_{i=1}^n (x_i-\bar x)(y_i-\bar y)
× \operatorname{Cov}(X,Y) = \frac1n\sum_{i=1}^n (x_i+\bar x)(y_i+\bar y)
\rho = \frac{\mathrm{Cov}(X,Y)}{\sqrt{\mathrm{Var}(X)\mathrm{Var}(Y)}}
× \rho = \frac{\mathrm{Cov}(X,Y)}{\mathrm{Var}(X)\mathrm{Var}(Y)}
s^2 = \frac{1}{n-1}\sum_{i=1}^n (x_i-\bar x)^2
× s^2 = \frac{1}{n}\sum_{i=1}^n (x_i-\bar x)^2
""",
    axes={"i": ("n", 6)},
    inputs={"x": uniform(-2, 2, 6), "y": uniform(-2, 2, 6), "a": uniform(0.5, 2), "b": uniform(-1, 1)},
    nodes={
        "mx": lambda x: np.mean(x),
        "my": lambda y: np.mean(y),
        "vx": lambda x: np.mean((x - np.mean(x)) ** 2),
        "vy": lambda y: np.mean((y - np.mean(y)) ** 2),
        "cov": lambda x, y: np.mean((x - np.mean(x)) * (y - np.mean(y))),
        "rho": lambda cov, vx, vy: cov / np.sqrt(vx * vy),
        "s2": lambda x: np.var(x.real, ddof=1) if False else np.sum((x - np.mean(x)) ** 2) / 5,
    },
    functions={},
    symbols={
        "x_i": "x[i]",
        "y_i": "y[i]",
        "a": "a",
        "b": "b",
        r"\bar{x}": "mx",
        r"\bar{y}": "my",
        r"\mu_x": "mx",
        r"\mu_y": "my",
        r"\mathrm{Var}(X)": "vx",
        r"\mathrm{Var}(Y)": "vy",
        r"\mathrm{Cov}(X,Y)": "cov",
        r"\rho": "rho",
        r"\sigma_x": "sx" if 0 else "vx",
        "s^2": "s2",
    },
)


add(
    "ridge",
    r"""
E(\mathbf{w}) = \frac12\sum_{n=1}^N \{t_n - \mathbf{w}^{\mathrm T}\boldsymbol{\phi}_n\}^2 +
  \frac{\lambda}{2}\mathbf{w}^{\mathrm T}\mathbf{w}
× E(\mathbf{w}) = \frac12\sum_{n=1}^N \{t_n - \mathbf{w}^{\mathrm T}\boldsymbol{\phi}_n\}^2 +
  \lambda\mathbf{w}^{\mathrm T}\mathbf{w}
\nabla_{\mathbf w} E(\mathbf w) = \sum_{n=1}^N (\mathbf{w}^{\mathrm T}\boldsymbol{\phi}_n -
  t_n)\boldsymbol{\phi}_n + \lambda\mathbf w
× \nabla_{\mathbf w} E(\mathbf w) = \sum_{n=1}^N (\mathbf{w}^{\mathrm T}\boldsymbol{\phi}_n -
  t_n)\boldsymbol{\phi}_n - \lambda\mathbf w
\mathbf{w}^* = (\lambda\mathbf{I} + \boldsymbol{\Phi}^{\mathrm
  T}\boldsymbol{\Phi})^{-1}\boldsymbol{\Phi}^{\mathrm T}\mathbf{t}
× \mathbf{w}^* = (\lambda\mathbf{I} + \boldsymbol{\Phi}\boldsymbol{\Phi}^{\mathrm
  T})^{-1}\boldsymbol{\Phi}^{\mathrm T}\mathbf{t}
\hat{\beta} = (\mathbf X^T\mathbf X)^{-1}\mathbf X^T\mathbf y
× \hat{\beta} = (\mathbf X^T\mathbf X)^{-1}\mathbf X\mathbf y
\hat{\beta} = \left(\sum_{i=1}^N x_i x_i^T\right)^{-1}\sum_{i=1}^N x_i y_i
× \hat{\beta} = \left(\sum_{i=1}^N x_i^T x_i\right)^{-1}\sum_{i=1}^N x_i y_i
\hat{\mathbf w} = \mathbf X^{\dagger}\mathbf y
× \hat{\mathbf w} = (\mathbf X^{\dagger})^T\mathbf y
\text{RSS}(\mathbf w) = \sum_{i=1}^N\left(y_i - \sum_{j=1}^D x_{ij}w_j\right)^2
× \text{RSS}(\mathbf w) = \sum_{i=1}^N\left(y_i - \sum_{j=1}^D x_{ij}w_j^2\right)
\mathbf{S}_N^{-1} = \alpha\mathbf{I} + \beta\boldsymbol{\Phi}^{\mathrm T}\boldsymbol{\Phi}
× \mathbf{S}_N = \alpha\mathbf{I} + \beta\boldsymbol{\Phi}^{\mathrm T}\boldsymbol{\Phi}
\mathbf{m}_N = \beta\mathbf{S}_N\boldsymbol{\Phi}^{\mathrm T}\mathbf{t}
× \mathbf{m}_N = \alpha\mathbf{S}_N\boldsymbol{\Phi}^{\mathrm T}\mathbf{t}
\mathbf H = \mathbf X(\mathbf X^T\mathbf X)^{-1}\mathbf X^T
× \mathbf H = \mathbf X^T(\mathbf X^T\mathbf X)^{-1}\mathbf X
\mathbf H^2 = \mathbf H
× \mathbf H^2 = 2\mathbf H
\mathbf{X}^T\mathbf{X} = \sum_{n=1}^N \mathbf{x}_n\mathbf{x}_n^T
× \mathbf{X}\mathbf{X}^T = \sum_{n=1}^N \mathbf{x}_n\mathbf{x}_n^T
\frac{\partial \text{RSS}}{\partial w_j} = -2\sum_{i=1}^N x_{ij}(y_i - \mathbf{w}^Tx_i)
× \frac{\partial \text{RSS}}{\partial w_j} = 2\sum_{i=1}^N x_{ij}(y_i - \mathbf{w}^Tx_i)
\operatorname{tr}(\mathbf H) = D
× \operatorname{tr}(\mathbf H) = N
""",
    axes={"n": ("N", 6), "i": ("N", 6), "j": ("D", 3)},
    inputs={
        "X": uniform(-2, 2, 6, 3),
        "t": uniform(-2, 2, 6),
        "w": uniform(-1, 1, 3),
        "lam": uniform(0.2, 0.8),
        "beta": uniform(0.5, 2),
        "alpha": uniform(0.5, 2),
    },
    nodes={
        "E": lambda X, t, w, lam: 0.5 * np.sum((t - X @ w) ** 2) + lam / 2 * np.sum(w**2),
        "wr": lambda X, t, lam: np.linalg.solve(X.T @ X + lam * np.eye(3), X.T @ t),
        "wls": lambda X, t: np.linalg.solve(X.T @ X, X.T @ t),
        "R": lambda X, t, w: np.sum((t - X @ w) ** 2),
        "SN": lambda X, alpha, beta: np.linalg.inv(alpha * np.eye(3) + beta * X.T @ X),
        "mN": lambda SN, X, t, beta: beta * SN @ X.T @ t,
        "Hat": lambda X: X @ np.linalg.inv(X.T @ X) @ X.T,
    },
    functions={"E": "E", r"\text{RSS}": "R"},
    symbols={
        r"\mathbf{w}": "w",
        "w_j": "w[j]",
        r"\boldsymbol{\Phi}": "X",
        r"\mathbf{X}": "X",
        r"\mathbf{t}": "t",
        r"\mathbf{y}": "t",
        r"\lambda": "lam",
        "E": "E",
        r"\mathbf{w}^*": "wr",
        r"\mathbf{x}_n": "X[n]",
        "t_n": "t[n]",
        r"\boldsymbol{\phi}_n": "X[n]",
        r"\hat{\mathbf w}": "wls",
        r"\hat{\beta}": "wls",
        r"\beta": "beta",
        r"\alpha": "alpha",
        r"\mathbf{S}_N": "SN",
        r"\mathbf{m}_N": "mN",
        "x_{ij}": "X[i,j]",
        "y_i": "t[i]",
        r"\mathbf{H}": "Hat",
        "x_i": "X[i]",
    },
)


add(
    "attention",
    r"""
\text{Attention}(Q,K,V) = \text{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right)V
× \text{Attention}(Q,K,V) = \text{softmax}\left(\frac{QK^T}{d_k}\right)V
\mathrm{Attention}(Q,K,V) = \mathrm{softmax}(\frac{QK^T}{\sqrt{d_k}})V
× \mathrm{Attention}(Q,K,V) = \mathrm{softmax}(\frac{KQ^T}{\sqrt{d_k}})V
\alpha_{ij} = \frac{\exp(q_i^T k_j/\sqrt{d_k})}{\sum_{l=1}^m \exp(q_i^T k_l/\sqrt{d_k})}
× \alpha_{ij} = \frac{\exp(q_i^T k_j/\sqrt{d_k})}{\sum_{l=1}^m \exp(q_i^T k_j/\sqrt{d_k})}
o_i = \sum_{j} \alpha_{ij} v_j
× o_i = \sum_{j} \alpha_{ij} k_j
s_{ij} = \frac{q_i \cdot k_j}{\sqrt{d_k}}
× s_{ij} = \frac{q_i \cdot k_j}{d_k}
s_{ij} = \frac{\langle q_i, k_j\rangle}{\sqrt{d_k}}
× s_{ij} = \frac{\langle q_i, k_j\rangle^2}{\sqrt{d_k}}
\sum_j \alpha_{ij} = 1
× \sum_i \alpha_{ij} = 1
\frac{\partial \alpha_{ij}}{\partial s_{il}} = \alpha_{ij}(\delta_{jl}-\alpha_{il})
× \frac{\partial \alpha_{ij}}{\partial s_{il}} = \alpha_{ij}(\delta_{jl}-\alpha_{ij})
""",
    axes={"i": ("n", 4), "j": ("m", 5), "l": ("m", 5)},
    inputs={"Q": uniform(-1, 1, 4, 3), "K": uniform(-1, 1, 5, 3), "V": uniform(-1, 1, 5, 2)},
    nodes={
        "dk": lambda Q: 3.0 + 0 * Q[0, 0],
        "S": lambda Q, K: Q @ K.T / np.sqrt(3),
        "A": lambda S: softmax(S),
        "O": lambda A, V: A @ V,
    },
    functions={r"\text{softmax}": softmax, r"\text{Attention}": "O"},
    symbols={
        "Q": "Q",
        "K": "K",
        "V": "V",
        "S": "S",
        "A": "A",
        "O": "O",
        "q_i": "Q[i]",
        "k_j": "K[j]",
        "v_j": "V[j]",
        "k_l": "K[l]",
        r"\alpha_{ij}": "A[i,j]",
        "o_i": "O[i]",
        "s_{ij}": "S[i,j]",
        "d_k": "dk",
    },
)


add(
    "gmm",
    r"""
p(x_n) = \sum_{k=1}^K \pi_k\mathcal{N}(x_n|\mu_k,\sigma_k^2)
× p(x_n) = \prod_{k=1}^K \pi_k\mathcal{N}(x_n|\mu_k,\sigma_k^2)
\gamma(z_{nk}) = \frac{\pi_k\mathcal{N}(x_n|\mu_k,\sigma_k^2)}{\sum_{j=1}^K
  \pi_j\mathcal{N}(x_n|\mu_j,\sigma_j^2)}
× \gamma(z_{nk}) = \frac{\pi_k\mathcal{N}(x_n|\mu_k,\sigma_k^2)}{\sum_{j=1}^K
  \mathcal{N}(x_n|\mu_j,\sigma_j^2)}
N_k = \sum_{n=1}^N \gamma(z_{nk})
× N_k = \sum_{k=1}^K \gamma(z_{nk})
\mu_k^{\text{new}} = \frac{1}{N_k}\sum_{n=1}^N \gamma(z_{nk})x_n
× \mu_k^{\text{new}} = \frac{1}{N}\sum_{n=1}^N \gamma(z_{nk})x_n
\pi_k^{\text{new}} = \frac{N_k}{N}
× \pi_k^{\text{new}} = \frac{N}{N_k}
\ell = \sum_{n=1}^N\ln\left\{\sum_{k=1}^K \pi_k\mathcal{N}(x_n|\mu_k,\sigma_k^2)\right\}
× \ell = \sum_{n=1}^N\sum_{k=1}^K\ln\left\{ \pi_k\mathcal{N}(x_n|\mu_k,\sigma_k^2)\right\}
\frac{\partial\ell}{\partial\mu_k} = \sum_{n=1}^N\gamma_{nk}\frac{x_n-\mu_k}{\sigma_k^2}
× \frac{\partial\ell}{\partial\mu_k} = \sum_{n=1}^N\gamma_{nk}\frac{\mu_k-x_n}{\sigma_k^2}
\sum_{k=1}^{K}\pi_k = 1
× \sum_{k=1}^{K}\pi_k = K
""",
    axes={"n": ("N", 5), "k": ("K", 3), "j": ("K", 3)},
    inputs={
        "x": uniform(-2, 2, 5),
        "mu": uniform(-1, 1, 3),
        "s2": uniform(0.6, 1.5, 3),
        "pi": on_the_simplex(3),
    },
    nodes={
        "N": lambda x, mu, s2: normal(x[:, None], mu, s2),
        "px": lambda N, pi: N @ pi,
        "gam": lambda N, pi, px: N * pi / px[:, None],
        "Nk": lambda gam: gam.sum(axis=0),
        "ll": lambda px: np.sum(np.log(px)),
        "mun": lambda gam, x, Nk: gam.T @ x / Nk,
        "pin": lambda Nk: Nk / 5,
    },
    functions={r"\mathcal{N}": normal, "p": "px[n]"},
    symbols={
        "x_n": "x[n]",
        r"\mu_k": "mu[k]",
        r"\sigma_k^2": "s2[k]",
        r"\pi_k": "pi[k]",
        r"\gamma_{nk}": "gam[n,k]",
        r"\gamma(z_{nk})": "gam[n,k]",
        "N_k": "Nk[k]",
        r"\ell": "ll",
        r"\mu_k^{\text{new}}": "mun[k]",
        r"\pi_k^{\text{new}}": "pin[k]",
        r"p(x_n)": "px[n]",
        r"\mu_j": "mu[j]",
        r"\sigma_j^2": "s2[j]",
        r"\pi_j": "pi[j]",
        r"\sigma^2_k": "s2[k]",
    },
)


add(
    "svm",
    r"""
L = \frac1N\sum_i L_i + \lambda\sum_j\sum_d W_{jd}^2
× L = \sum_i L_i + \lambda\sum_j\sum_d W_{jd}^2
L_i = \sum_{j=1}^C \max(0, s_{ij} - s_{y_i} + \Delta) - \Delta
× L_i = \sum_{j=1}^C \max(0, s_{y_i} - s_{ij} + \Delta) - \Delta
\ell_i = -\log\left(\frac{e^{f_{y_i}}}{\sum_j e^{f_j}}\right)
× \ell_i = \log\left(\frac{e^{f_{y_i}}}{\sum_j e^{f_j}}\right)
\ell_i = -f_{y_i} + \log\sum_j e^{f_j}
× \ell_i = f_{y_i} + \log\sum_j e^{f_j}
s_{ij} = w_j^T x_i
× s_{ij} = w_j^T + x_i
s_{ij} = (W x_i)_j
× s_{ij} = (x_i W)_j
""",
    axes={"i": ("N", 4), "j": ("C", 3), "k": ("C", 3), "d": ("D", 5)},
    inputs={
        "X": uniform(-1, 1, 4, 5),
        "W": uniform(-1, 1, 3, 5),
        "Delta": uniform(0.5, 1.5),
        "lam": uniform(0.1, 0.5),
        "yi": lambda _: np.array([0, 1, 2, 1]),
    },
    nodes={
        "S": lambda X, W: X @ W.T,
        "sy": lambda S: np.stack([S[n, c] for n, c in enumerate([0, 1, 2, 1])]),
        "Li": lambda S, sy, Delta: np.sum(relu(S - sy[:, None] + Delta), axis=1) - Delta,
        "L": lambda Li, lam, W: np.mean(Li) + lam * np.sum(W**2),
        "CE": lambda S, sy: np.log(np.sum(np.exp(S), axis=1)) - sy,
    },
    symbols={
        "x_i": "X[i]",
        "W": "W",
        "s_{ij}": "S[i,j]",
        "s_j": "S[i,j]",
        "s_{y_i}": "sy[i]",
        r"\Delta": "Delta",
        r"\lambda": "lam",
        "L_i": "Li[i]",
        "L": "L",
        "W_{jd}": "W[j,d]",
        "w_j": "W[j]",
        r"\ell_i": "CE[i]",
        "f_j": "S[i,j]",
        "f_{y_i}": "sy[i]",
    },
)


add(
    "kalman",
    r"""
P_{k|k-1} = F P_{k-1|k-1} F^T + Q
× P_{k|k-1} = F P_{k-1|k-1} F + Q
K_k = P_{k|k-1}H^\top(HP_{k|k-1}H^\top + R)^{-1}
× K_k = P_{k|k-1}H^\top(HP_{k|k-1}H^\top - R)^{-1}
\hat{x}_{k|k} = \hat{x}_{k|k-1} + K_k\tilde{y}_k
× \hat{x}_{k|k} = \hat{x}_{k|k-1} - K_k\tilde{y}_k
P_{k\mid k} = (I - K_kH)P_{k\mid k-1}
× P_{k\mid k} = (I - HK_k)P_{k\mid k-1}
\hat{x}_k = \hat{x}_k^- + K_k(z_k - H\hat{x}_k^-)
× \hat{x}_k = \hat{x}_k^- + K_k(z_k - H\hat{x}_k)
P_k = (I-K_kH)P_k^-(I-K_kH)^T + K_kRK_k^T
× P_k = (I-K_kH)P_k^-(I-K_kH)^T - K_kRK_k^T
""",
    axes={},
    inputs={
        "F": uniform(-1, 1, 3, 3),
        "x": uniform(-1, 1, 3),
        "P": lambda rng: (lambda A: A @ A.T + np.eye(3))(rng.normal(size=(3, 3))),
        "Q": lambda rng: (lambda A: A @ A.T + np.eye(3))(rng.normal(size=(3, 3))),
        "H": uniform(-1, 1, 2, 3),
        "R": lambda rng: (lambda A: A @ A.T + np.eye(2))(rng.normal(size=(2, 2))),
        "z": uniform(-1, 1, 2),
    },
    nodes={
        "xp": lambda F, x: F @ x,
        "Pp": lambda F, P, Q: F @ P @ F.T + Q,
        "S": lambda H, Pp, R: H @ Pp @ H.T + R,
        "K": lambda Pp, H, S: Pp @ H.T @ np.linalg.inv(S),
        "yt": lambda z, H, xp: z - H @ xp,
        "xn": lambda xp, K, yt: xp + K @ yt,
        "Pn": lambda K, H, Pp: (np.eye(3) - K @ H) @ Pp,
    },
    symbols={
        "F": "F",
        r"\hat{x}_{k-1|k-1}": "x",
        "P_{k-1|k-1}": "P",
        "Q": "Q",
        "H": "H",
        "R": "R",
        "z_k": "z",
        r"\hat{x}_{k|k-1}": "xp",
        "P_{k|k-1}": "Pp",
        "S_k": "S",
        "K_k": "K",
        r"\tilde{y}_k": "yt",
        r"\hat{x}_{k|k}": "xn",
        "P_{k|k}": "Pn",
        r"\hat{x}_k^-": "xp",
        "P_k^-": "Pp",
        r"\hat{x}_k": "xn",
        "P_k": "Pn",
    },
)


add(
    "rl",
    r"""
v_\pi(s) = \sum_a \pi(a|s)\, q_\pi(s,a)
× v_\pi(s) = \sum_a q_\pi(s,a)
q_\pi(s,a) = r(s,a) + \gamma\sum_{s'} p(s'|s,a)v_\pi(s')
× q_\pi(s,a) = r(s,a) + \sum_{s'} p(s'|s,a)v_\pi(s')
v_\pi(s) = \sum_a\pi(a|s)\Big[r(s,a)+\gamma\sum_{s'}p(s'|s,a)v_\pi(s')\Big]
× v_\pi(s) = \sum_a\pi(a|s)\Big[r(s,a)+\gamma\sum_{s'}p(s'|s,a)v_\pi(s)\Big]
q_\pi(s,a) = r(s,a)+\gamma\sum_{s'}p(s'|s,a)\sum_{a'}\pi(a'|s')q_\pi(s',a')
× q_\pi(s,a) = r(s,a)+\gamma\sum_{s'}p(s'|s,a)\sum_{a'}\pi(a'|s)q_\pi(s',a')
Q^\pi(s,a) = r(s,a)+\gamma\,\mathbb{E}_{s'\sim p(\cdot|s,a)}[V^\pi(s')]
× Q^\pi(s,a) = r(s,a)+\gamma\,\mathbb{E}_{s'\sim p(\cdot|s,a)}[V^\pi(s)]
\sum_{s'} p(s'|s,a) = 1
× \sum_{s} p(s'|s,a) = 1
""",
    axes={"s": ("S", 3), "a": ("A", 2), "s'": ("S", 3), "a'": ("A", 2)},
    inputs={
        "P": lambda rng: rng.dirichlet(np.ones(3), (3, 2)),
        "r": uniform(-1, 1, 3, 2),
        "pi": lambda rng: rng.dirichlet(np.ones(2), 3),
        "gamma": uniform(0.5, 0.9),
    },
    nodes={
        "V": lambda P, r, pi, gamma: np.linalg.solve(
            np.eye(3) - gamma * np.einsum("sa,sat->st", pi, P), np.sum(pi * r, axis=1)
        ),
        "Q": lambda r, gamma, P, V: r + gamma * P @ V,
    },
    symbols={
        "P(s'|s,a)": "P[s,a,s']",
        "p(s'|s,a)": "P[s,a,s']",
        "r(s,a)": "r[s,a]",
        r"\pi(a|s)": "pi[s,a]",
        r"\gamma": "gamma",
        r"v_\pi(s)": "V[s]",
        r"q_\pi(s,a)": "Q[s,a]",
        "V(s)": "V[s]",
        "Q(s,a)": "Q[s,a]",
        r"V^\pi(s)": "V[s]",
        r"Q^\pi(s,a)": "Q[s,a]",
    },
)


add(
    "bishop4",
    r"""
E({\bf w}) = -\sum_{n=1}^N \left\{ t_n \ln y_n + (1-t_n)\ln(1-y_n) \right\}
× E({\bf w}) = -\sum_{n=1}^N \left\{ t_n \ln y_n + (1-t_n)\ln(1-t_n) \right\}
\nabla_{\bf w} E({\bf w}) = \sum_{n=1}^N (y_n - t_n)\boldsymbol{\phi}_n = \boldsymbol{\Phi}^{\rm T}({\bf
  y}-{\bf t})
× \nabla_{\bf w} E({\bf w}) = \sum_{n=1}^N (t_n - y_n)\boldsymbol{\phi}_n
\nabla_{\bf w}\nabla_{\bf w} E({\bf w}) = \sum_{n=1}^N
  y_n(1-y_n)\boldsymbol{\phi}_n\boldsymbol{\phi}_n^{\rm T} = \boldsymbol{\Phi}^{\rm T}{\bf
  R}\boldsymbol{\Phi}
× \nabla_{\bf w}\nabla_{\bf w} E({\bf w}) = \boldsymbol{\Phi}^{\rm T}{\bf R}^{-1}\boldsymbol{\Phi}
{\bf z} = \boldsymbol{\Phi}{\bf w} - {\bf R}^{-1}({\bf y}-{\bf t})
× {\bf z} = \boldsymbol{\Phi}{\bf w} + {\bf R}^{-1}({\bf y}-{\bf t})
\frac{\partial E}{\partial y_n} = \frac{1-t_n}{1-y_n} - \frac{t_n}{y_n} = \frac{y_n-t_n}{y_n(1-y_n)}
× \frac{\partial E}{\partial y_n} = \frac{1-t_n}{1-y_n} + \frac{t_n}{y_n}
""",
    axes={"n": ("N", 6), "j": ("M", 3)},
    inputs={"Phi": uniform(-1, 1, 6, 3), "t": uniform(0.1, 0.9, 6), "w": uniform(-1, 1, 3)},
    nodes={
        "a": lambda Phi, w: Phi @ w,
        "y": lambda a: logistic(a),
        "E": lambda y, t: -np.sum(t * np.log(y) + (1 - t) * np.log(1 - y)),
        "R": lambda y: np.diag(y * (1 - y)),
        "z": lambda Phi, w, R, y, t: Phi @ w - np.linalg.inv(R) @ (y - t),
    },
    functions={r"\sigma": logistic, "E": "E"},
    symbols={
        r"{\bf w}": "w",
        r"\boldsymbol{\Phi}": "Phi",
        r"\boldsymbol{\phi}_n": "Phi[n]",
        r"\phi_n": "Phi[n]",
        "t_n": "t[n]",
        "y_n": "y[n]",
        "a_n": "a[n]",
        r"{\bf y}": "y",
        r"{\bf t}": "t",
        "E": "E",
        r"{\bf R}": "R",
        r"{\bf z}": "z",
    },
)


add(
    "ufldl",
    r"""
P(y^{(i)} = k | x^{(i)}; \theta) = \frac{\exp(\theta^{(k)\top} x^{(i)})}{\sum_{j=1}^K
  \exp(\theta^{(j)\top} x^{(i)})}
× P(y^{(i)} = k | x^{(i)}; \theta) = \frac{\exp(\theta^{(k)\top} x^{(i)})}{\sum_{j=1}^K
  \exp(\theta^{(k)\top} x^{(i)})}
J(\theta) = -\sum_{i=1}^m\sum_{k=1}^K y_{ik}\log p_{ik}
× J(\theta) = -\sum_{i=1}^m\sum_{k=1}^K y_{ik}\log(1-p_{ik})
\nabla_{\theta^{(k)}} J(\theta) = -\sum_{i=1}^m\left[x^{(i)}\left(y_{ik} -
  P(y^{(i)}=k|x^{(i)};\theta)\right)\right]
× \nabla_{\theta^{(k)}} J(\theta) = \sum_{i=1}^m\left[x^{(i)}\left(y_{ik} -
  P(y^{(i)}=k|x^{(i)};\theta)\right)\right]
\frac{\partial J}{\partial \theta_j} = \sum_{i=1}^m (p_{ij} - y_{ij}) x^{(i)}
× \frac{\partial J}{\partial \theta_j} = \sum_{i=1}^m p_{ij} (1- y_{ij}) x^{(i)}
J = -\sum_{i,k} y_{ik}\left(\theta_k^T x^{(i)} - \log\sum_l e^{\theta_l^T x^{(i)}}\right)
× J = -\sum_{i,k} y_{ik}\left(\theta_k^T x^{(i)} - \sum_l \log e^{\theta_l^T x^{(i)}}\right)
""",
    axes={"i": ("m", 5), "j": ("K", 3), "k": ("K", 3), "l": ("K", 3)},
    inputs={"X": uniform(-1, 1, 5, 4), "Th": uniform(-1, 1, 3, 4), "Y": on_the_simplex(5, 3)},
    nodes={"A": lambda X, Th: X @ Th.T, "P": lambda A: softmax(A), "J": lambda Y, P: -np.sum(Y * np.log(P))},
    functions={"J": "J"},
    symbols={
        "x^{(i)}": "X[i]",
        r"\theta_j": "Th[j]",
        r"\theta^{(k)}": "Th[k]",
        r"\theta": "Th",
        "J": "J",
        "y_k^{(i)}": "Y[i,k]",
        "y^{(i)}_k": "Y[i,k]",
        "y_{ik}": "Y[i,k]",
        "p_{ik}": "P[i,k]",
        r"P(y^{(i)} = k | x^{(i)}; \theta)": "P[i,k]",
        r"\hat{y}^{(i)}_k": "P[i,k]",
    },
)


add(
    "cs231n",
    r"""
\frac{\partial D}{\partial S} = \frac{1}{N}(P - Y)
× \frac{\partial D}{\partial S} = P - Y
\frac{\partial L}{\partial W_2} = H^T \frac{\partial L}{\partial S} + \lambda W_2
× \frac{\partial L}{\partial W_2} = \frac{\partial L}{\partial S} H^T + \lambda W_2
\frac{\partial L}{\partial W_2} = H^\top \frac{\partial D}{\partial S} + \lambda W_2
× \frac{\partial L}{\partial W_2} = H^\top \frac{\partial D}{\partial S} + 2\lambda W_2
\frac{\partial L}{\partial H} = \frac{\partial L}{\partial S} W_2^T
× \frac{\partial L}{\partial H} = W_2^T \frac{\partial L}{\partial S}
\frac{\partial L}{\partial Z_1} = \frac{\partial L}{\partial H} \odot \mathbb{1}[Z_1 > 0]
× \frac{\partial L}{\partial Z_1} = \frac{\partial L}{\partial H} \odot \mathbb{1}[Z_1 < 0]
\frac{\partial L}{\partial Z_1} = \frac{\partial L}{\partial H} \circ \mathbf{1}\{H > 0\}
× \frac{\partial L}{\partial Z_1} = \frac{\partial L}{\partial H} \circ H
\frac{\partial L}{\partial b_2} = \sum_{i=1}^N \left(\frac{\partial L}{\partial S}\right)_i
× \frac{\partial L}{\partial b_2} = \frac{1}{N}\sum_{i=1}^N \left(\frac{\partial L}{\partial S}\right)_i
\frac{\partial L}{\partial b_2} = \left(\frac{\partial L}{\partial S}\right)^T \mathbf{1}
× \frac{\partial L}{\partial b_2} = \frac{\partial L}{\partial S} \mathbf{1}
L = D + \frac{\lambda}{2}\left(\|W_1\|_F^2 + \|W_2\|_F^2\right)
× L = D + \frac{\lambda}{2}\left(\|W_1\|_F + \|W_2\|_F\right)
\frac{\partial L}{\partial s_i} = \frac{\partial D}{\partial s_i}
× \frac{\partial L}{\partial s_i} = N\frac{\partial D}{\partial s_i}
s_i = W_2^T h_i + b_2
× s_i = W_2 h_i + b_2
h_i = \max(0, W_1^T x_i + b_1)
× h_i = \max(0, W_1^T x_i) + b_1
""",
    axes={"i": ("N", 5), "j": ("H", 4), "k": ("C", 3)},
    inputs={
        "X": uniform(-1, 1, 5, 6),
        "W1": uniform(-1, 1, 6, 4),
        "b1": uniform(-1, 1, 4),
        "W2": uniform(-1, 1, 4, 3),
        "b2": uniform(-1, 1, 3),
        "Y": on_the_simplex(5, 3),
        "lam": uniform(0.1, 0.5),
    },
    nodes={
        "Z1": lambda X, W1, b1: X @ W1 + b1,
        "H": lambda Z1: relu(Z1),
        "S": lambda H, W2, b2: H @ W2 + b2,
        "P": lambda S: softmax(S),
        "D": lambda Y, P: -np.sum(Y * np.log(P)) / 5,
        "L": lambda D, lam, W1, W2: D + lam / 2 * (np.sum(W1**2) + np.sum(W2**2)),
    },
    functions={r"\text{ReLU}": relu},
    symbols={
        "X": "X",
        "W_1": "W1",
        "b_1": "b1",
        "W_2": "W2",
        "b_2": "b2",
        "Y": "Y",
        r"\lambda": "lam",
        "Z_1": "Z1",
        "H": "H",
        "S": "S",
        "P": "P",
        "D": "D",
        "L": "L",
        "h_i": "H[i]",
        "x_i": "X[i]",
        "s_i": "S[i]",
    },
)


add(
    "vae",
    r"""
-D_{KL}(q_\phi(z|x)\|p(z)) = \frac12\sum_{j=1}^J\left(1+\log(\sigma_j^2)-\mu_j^2-\sigma_j^2\right)
× D_{KL}(q_\phi(z|x)\|p(z)) = \frac12\sum_{j=1}^J\left(1+\log(\sigma_j^2)-\mu_j^2-\sigma_j^2\right)
-D_{KL}(q_\phi(z|x)||p(z)) = \frac12\sum_{j=1}^J\left(1+\log((\sigma_j)^2)-(\mu_j)^2-(\sigma_j)^2\right)
× -D_{KL}(q_\phi(z|x)||p(z)) = \frac12\sum_{j=1}^J\left(1+\log(\sigma_j)-(\mu_j)^2-(\sigma_j)^2\right)
\mathbf z = \boldsymbol\mu + \boldsymbol\sigma\odot\boldsymbol\epsilon
× \mathbf z = \boldsymbol\mu + \boldsymbol\sigma^2\odot\boldsymbol\epsilon
""",
    axes={"j": ("J", 4)},
    inputs={"mu": uniform(-1, 1, 4), "s": uniform(0.5, 1.5, 4), "eps": uniform(-1, 1, 4)},
    nodes={
        "KL": lambda mu, s: 0.5 * np.sum(mu**2 + s**2 - 1 - np.log(s**2)),
        "z": lambda mu, s, eps: mu + s * eps,
    },
    symbols={
        r"\mu_j": "mu[j]",
        r"\sigma_j": "s[j]",
        r"\mu": "mu",
        r"\sigma": "s",
        r"\epsilon": "eps",
        "z": "z",
        r"D_{KL}(q_\phi(z|x)\|p(z))": "KL",
        r"\mathbf z": "z",
        r"\boldsymbol\mu": "mu",
        r"\boldsymbol\sigma": "s",
        r"\boldsymbol\epsilon": "eps",
    },
)


add(
    "opt",
    r"""
v_t = \gamma v_{t-1} + \eta\nabla_\theta J(\theta)
× v_t = \gamma v_{t-1} - \eta\nabla_\theta J(\theta)
\theta_{t+1} = \theta_t - v_t
× \theta_{t+1} = \theta_t - v_{t-1}
\mathbf{s}_t \leftarrow \gamma\mathbf{s}_{t-1} + (1-\gamma)\mathbf{g}_t^2
× \mathbf{s}_t \leftarrow \gamma\mathbf{s}_{t-1} + (1-\gamma)\mathbf{g}_t
\mathbf{x}_t \leftarrow \mathbf{x}_{t-1} - \frac{\eta}{\sqrt{\mathbf{s}_t+\epsilon}}\odot\mathbf{g}_t
× \mathbf{x}_t \leftarrow \mathbf{x}_{t-1} - \frac{\eta}{\sqrt{\mathbf{s}_{t-1}+\epsilon}}\odot\mathbf{g}_t
E[g^2]_t = \gamma E[g^2]_{t-1} + (1-\gamma)g_t^2
× E[g^2]_t = \gamma E[g^2]_{t-1} + \gamma g_t^2
G_t = G_{t-1} + g_t\odot g_t
× G_t = G_{t-1} + g_t
""",
    axes={"i": ("d", 3)},
    inputs={
        "w": uniform(-1, 1, 3),
        "v": uniform(-1, 1, 3),
        "g": uniform(-1, 1, 3),
        "s": uniform(0.1, 1, 3),
        "eta": uniform(0.1, 0.3),
        "gam": uniform(0.5, 0.9),
        "eps": uniform(0.01, 0.05),
    },
    nodes={
        "vn": lambda v, g, gam, eta: gam * v + eta * g,
        "wn": lambda w, vn: w - vn,
        "sn": lambda s, g, gam: gam * s + (1 - gam) * g**2,
        "wr": lambda w, g, sn, eta, eps: w - eta / np.sqrt(sn + eps) * g,
        "Ga": lambda s, g: s + g * g,
    },
    symbols={
        r"\theta_t": "w",
        "v_{t-1}": "v",
        "v_t": "vn",
        r"\theta_{t+1}": "wn",
        "g_t": "g",
        r"\nabla_\theta J(\theta)": "g",
        r"\gamma": "gam",
        r"\eta": "eta",
        r"\epsilon": "eps",
        r"\mathbf{s}_{t-1}": "s",
        r"\mathbf{s}_t": "sn",
        r"\mathbf{g}_t": "g",
        r"\mathbf{x}_{t-1}": "w",
        r"\mathbf{x}_t": "wr",
        "E[g^2]_t": "sn",
        "E[g^2]_{t-1}": "s",
        "G_t": "Ga",
        "G_{t-1}": "s",
        "s_i": "s[i]",
    },
)


add(
    "bits",
    r"""
H_b(p) = -p\log_2 p - (1-p)\log_2(1-p)
× H_b(p) = -p\log_2 p + (1-p)\log_2(1-p)
H_2 = -\sum_{i=1}^n p_i\log_2 p_i
× H_2 = -\sum_{i=1}^n p_i\log p_i
H_b'(p) = \log_2\frac{1-p}{p}
× H_b'(p) = \log_2\frac{p}{1-p}
\frac{dH_b}{dp} = -\frac{\operatorname{logit}(p)}{\ln 2}
× \frac{dH_b}{dp} = \frac{\operatorname{logit}(p)}{\ln 2}
\mathcal{L}_{BCE} = -[p\log q + (1-p)\log(1-q)]
× \mathcal{L}_{BCE} = -[q\log p + (1-q)\log(1-p)]
\frac{\partial \mathcal{L}_{\mathrm{BCE}}}{\partial q} = \frac{q-p}{q(1-q)}
× \frac{\partial \mathcal{L}_{\mathrm{BCE}}}{\partial q} = \frac{p-q}{q(1-q)}
\log_2 p = \frac{\ln p}{\ln 2}
× \log_2 p = \frac{\ln 2}{\ln p}
""",
    axes={"i": ("n", 4)},
    inputs={"p": uniform(0.1, 0.9), "q": uniform(0.1, 0.9), "P": on_the_simplex(4)},
    nodes={
        "Hb": lambda p: -p * np.log2(p) - (1 - p) * np.log2(1 - p),
        "BCE": lambda p, q: -p * np.log(q) - (1 - p) * np.log(1 - q),
        "H": lambda P: -np.sum(P * np.log2(P)),
    },
    functions={r"H_b": "Hb", "H": "Hb"},
    symbols={
        "p": "p",
        "q": "q",
        "p_i": "P[i]",
        r"H_2": "H",
        "BCE(p,q)": "BCE",
        r"\text{BCE}": "BCE",
        r"\mathcal{L}_{\text{BCE}}": "BCE",
    },
)


add(
    "ln",
    r"""
\mu = \frac1H\sum_{i=1}^H a_i \qquad \sigma = \sqrt{\frac1H\sum_{i=1}^H(a_i-\mu)^2}
× \mu = \frac1H\sum_{i=1}^H a_i \qquad \sigma = \frac1H\sqrt{\sum_{i=1}^H(a_i-\mu)^2}
\mathbf{h} = \frac{\mathbf{g}}{\sigma}\odot(\mathbf{a}-\mu) + \mathbf{b}
× \mathbf{h} = \frac{\mathbf{g}}{\sigma^2}\odot(\mathbf{a}-\mu) + \mathbf{b}
y = \frac{x-\mathrm{E}[x]}{\sqrt{\mathrm{Var}[x]+\epsilon}} * \gamma + \beta
× y = \frac{x-\mathrm{E}[x]}{\sqrt{\mathrm{Var}[x]}+\epsilon} * \gamma + \beta
\operatorname{Var}[x] = \frac1H \lVert x - \operatorname{E}[x] \rVert^2
× \operatorname{Var}[x] = \frac1H \lVert x - \operatorname{E}[x] \rVert
""",
    axes={"i": ("H", 5)},
    inputs={
        "x": uniform(-2, 2, 5),
        "g": uniform(0.5, 1.5, 5),
        "b": uniform(-1, 1, 5),
        "eps": uniform(0.01, 0.05),
    },
    nodes={
        "mu": lambda x: np.mean(x),
        "s": lambda x, mu: np.sqrt(np.mean((x - mu) ** 2)),
        "y": lambda x, mu, s, g, b: g / s * (x - mu) + b,
        "E": lambda x: np.mean(x),
        "V": lambda x: np.mean((x - np.mean(x)) ** 2),
        "z": lambda x, E, V, eps, g, b: (x - E) / np.sqrt(V + eps) * g + b,
    },
    symbols={
        "a_i": "x[i]",
        r"\mu": "mu",
        r"\sigma": "s",
        "g": "g",
        "b": "b",
        r"\mathbf{g}": "g",
        r"\mathbf{b}": "b",
        r"\mathbf{h}": "y",
        r"\mathbf{a}": "x",
        r"\mathrm{E}[x]": "E",
        r"\mathrm{Var}[x]": "V",
        "x": "x",
        "y": "z",
        r"\gamma": "g",
        r"\beta": "b",
        r"\epsilon": "eps",
    },
)


add(
    "cond",
    r"""
\boldsymbol{\mu}_{a|b} = \boldsymbol{\mu}_a +
  \boldsymbol{\Sigma}_{ab}\boldsymbol{\Sigma}_{bb}^{-1}(\mathbf{x}_b-\boldsymbol{\mu}_b)
× \boldsymbol{\mu}_{a|b} = \boldsymbol{\mu}_a +
  \boldsymbol{\Sigma}_{ba}\boldsymbol{\Sigma}_{bb}^{-1}(\mathbf{x}_b-\boldsymbol{\mu}_b)
\boldsymbol{\Sigma}_{a|b} = \boldsymbol{\Sigma}_{aa} -
  \boldsymbol{\Sigma}_{ab}\boldsymbol{\Sigma}_{bb}^{-1}\boldsymbol{\Sigma}_{ba}
× \boldsymbol{\Sigma}_{a|b} = \boldsymbol{\Sigma}_{aa} +
  \boldsymbol{\Sigma}_{ab}\boldsymbol{\Sigma}_{bb}^{-1}\boldsymbol{\Sigma}_{ba}
\boldsymbol{\mu}_{a\mid b} = \boldsymbol{\mu}_a -
  \boldsymbol{\Lambda}_{aa}^{-1}\boldsymbol{\Lambda}_{ab}(\mathbf{x}_b-\boldsymbol{\mu}_b)
× \boldsymbol{\mu}_{a\mid b} = \boldsymbol{\mu}_a +
  \boldsymbol{\Lambda}_{aa}^{-1}\boldsymbol{\Lambda}_{ab}(\mathbf{x}_b-\boldsymbol{\mu}_b)
\boldsymbol{\Lambda}_{aa} =
  (\boldsymbol{\Sigma}_{aa}-\boldsymbol{\Sigma}_{ab}\boldsymbol{\Sigma}_{bb}^{-1}\boldsymbol{\Sigma}_{ba})^{-1}
× \boldsymbol{\Lambda}_{aa} = \boldsymbol{\Sigma}_{aa}^{-1}
(A+UCV)^{-1} = A^{-1} - A^{-1}U(C^{-1}+VA^{-1}U)^{-1}VA^{-1}
× (A+UCV)^{-1} = A^{-1} - A^{-1}U(C+VA^{-1}U)^{-1}VA^{-1}
\det(A+UCV) = \det(C^{-1}+VA^{-1}U)\det(C)\det(A)
× \det(A+UCV) = \det(C^{-1}+VA^{-1}U)\det(A)
\begin{bmatrix} \boldsymbol{\Sigma}_{aa} & \boldsymbol{\Sigma}_{ab} \\ \boldsymbol{\Sigma}_{ba} &
  \boldsymbol{\Sigma}_{bb} \end{bmatrix}^{-1} \begin{bmatrix} \boldsymbol{\mu}_a \\ \boldsymbol{\mu}_b
  \end{bmatrix} = \begin{bmatrix} \boldsymbol{\Lambda}_{aa}\boldsymbol{\mu}_a +
  \boldsymbol{\Lambda}_{ab}\boldsymbol{\mu}_b \\ \boldsymbol{\Sigma}_{bb}^{-1}(\boldsymbol{\mu}_b -
  \boldsymbol{\Sigma}_{ba}(\boldsymbol{\Lambda}_{aa}\boldsymbol{\mu}_a +
  \boldsymbol{\Lambda}_{ab}\boldsymbol{\mu}_b)) \end{bmatrix}
× \begin{bmatrix} \boldsymbol{\Sigma}_{aa} & \boldsymbol{\Sigma}_{ab} \\ \boldsymbol{\Sigma}_{ba} &
  \boldsymbol{\Sigma}_{bb} \end{bmatrix}^{-1} = \boldsymbol{\Lambda}_{aa}
""",
    axes={},
    inputs={
        "xa": uniform(-1, 1, 2),
        "xb": uniform(-1, 1, 3),
        "ma": uniform(-1, 1, 2),
        "mb": uniform(-1, 1, 3),
        "S": definite(5),
        "A": definite(3),
        "U": uniform(-1, 1, 3, 2),
        "C": definite(2),
        "V": uniform(-1, 1, 2, 3),
    },
    nodes={
        "Saa": lambda S: S[:2, :2],
        "Sab": lambda S: S[:2, 2:],
        "Sba": lambda S: S[2:, :2],
        "Sbb": lambda S: S[2:, 2:],
        "mc": lambda ma, Sab, Sbb, xb, mb: ma + Sab @ np.linalg.inv(Sbb) @ (xb - mb),
        "Sc": lambda Saa, Sab, Sbb, Sba: Saa - Sab @ np.linalg.inv(Sbb) @ Sba,
        "L": lambda S: np.linalg.inv(S),
        "Laa": lambda L: L[:2, :2],
        "Lab": lambda L: L[:2, 2:],
    },
    symbols={
        r"\mathbf{x}_b": "xb",
        r"\boldsymbol{\mu}_a": "ma",
        r"\boldsymbol{\mu}_b": "mb",
        r"\boldsymbol{\Sigma}_{aa}": "Saa",
        r"\boldsymbol{\Sigma}_{ab}": "Sab",
        r"\boldsymbol{\Sigma}_{ba}": "Sba",
        r"\boldsymbol{\Sigma}_{bb}": "Sbb",
        r"\boldsymbol{\mu}_{a|b}": "mc",
        r"\boldsymbol{\Sigma}_{a|b}": "Sc",
        r"\boldsymbol{\Lambda}_{aa}": "Laa",
        r"\boldsymbol{\Lambda}_{ab}": "Lab",
        "A": "A",
        "U": "U",
        "C": "C",
        "V": "V",
    },
)


add(
    "gp",
    r"""
K_{ij} = k(x_i,x_j) = \exp\left(-\frac{(x_i-x_j)^2}{2\ell^2}\right)
× K_{ij} = k(x_i,x_j) = \exp\left(-\frac{(x_i-x_j)^2}{2\ell}\right)
K_{ij} = \exp\left(-\frac{\|x_i-x_j\|^2}{2\ell^2}\right)
× K_{ij} = \exp\left(-\frac{\|x_i-x_j\|}{2\ell^2}\right)
\bar{f}_* = \mathbf{k}_*^\top(K+\sigma_n^2I)^{-1}\mathbf{y}
× \bar{f}_* = \mathbf{k}_*^\top(K+\sigma_nI)^{-1}\mathbf{y}
\mathbb{V}[f_*] = 1 - \mathbf{k}_*^\top(K+\sigma_n^2I)^{-1}\mathbf{k}_*
× \mathbb{V}[f_*] = 1 + \mathbf{k}_*^\top(K+\sigma_n^2I)^{-1}\mathbf{k}_*
\log p(\mathbf{y}|X) = -\frac12\mathbf{y}^\top(K+\sigma_n^2I)^{-1}\mathbf{y} - \frac12\log|K+\sigma_n^2I|
  - \frac n2\log2\pi
× \log p(\mathbf{y}|X) = -\frac12\mathbf{y}^\top(K+\sigma_n^2I)^{-1}\mathbf{y} +
  \frac12\log|K+\sigma_n^2I| - \frac n2\log2\pi
W(\alpha) = \sum_{i=1}^n\alpha_i - \frac12\sum_{i,j=1}^n\alpha_i\alpha_jt_it_jk(x_i,x_j)
× W(\alpha) = \sum_{i=1}^n\alpha_i - \sum_{i,j=1}^n\alpha_i\alpha_jt_it_jk(x_i,x_j)
""",
    axes={"i": ("n", 5), "j": ("n", 5)},
    inputs={
        "x": uniform(-2, 2, 5),
        "y": uniform(-1, 1, 5),
        "xs": uniform(-1, 1),
        "l": uniform(0.5, 1.5),
        "sn": uniform(0.3, 0.6),
        "a": uniform(0, 1, 5),
        "yy": lambda rng: rng.choice([-1.0, 1.0], 5),
    },
    nodes={
        "K": lambda x, l: np.exp(-((x[:, None] - x[None]) ** 2) / (2 * l**2)),
        "ks": lambda x, xs, l: np.exp(-((x - xs) ** 2) / (2 * l**2)),
        "m": lambda K, ks, y, sn: ks @ np.linalg.solve(K + sn**2 * np.eye(5), y),
        "v": lambda K, ks, sn: 1 - ks @ np.linalg.solve(K + sn**2 * np.eye(5), ks),
        "LL": lambda K, y, sn: (
            -0.5 * y @ np.linalg.solve(K + sn**2 * np.eye(5), y)
            - 0.5 * np.log(np.linalg.det(K + sn**2 * np.eye(5)))
            - 2.5 * np.log(2 * np.pi)
        ),
        "W": lambda a, yy, K: np.sum(a) - 0.5 * (a * yy) @ K @ (a * yy),
    },
    symbols={
        "x_i": "x[i]",
        "y_i": "y[i]",
        r"\mathbf{y}": "y",
        "x_*": "xs",
        r"\ell": "l",
        r"\sigma_n": "sn",
        "K_{ij}": "K[i,j]",
        "K": "K",
        r"\mathbf{k}_*": "ks",
        r"\bar{f}_*": "m",
        r"\mathbb{V}[f_*]": "v",
        r"\log p(\mathbf{y}|X)": "LL",
        r"\alpha_i": "a[i]",
        r"\alpha_j": "a[j]",
        "t_i": "yy[i]",
        "W(\\alpha)": "W",
        "k(x_i,x_j)": "K[i,j]",
    },
)
