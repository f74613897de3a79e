r"""Usual forms of equations by subject, each with the graph of their author: all of them hold."""

from typing import Any

import numpy as np

from tests.livepage.equations.conftest import logistic, on_the_simplex, softmax, uniform

SUBJECTS: dict[str, tuple[dict[str, Any], list[str]]] = {}


def _add(name: str, equations: str, **chapter: Any) -> None:
    data = {key.upper(): value for key, value in chapter.items()}
    SUBJECTS[name] = (data, [line for line in equations.replace("\n  ", " ").splitlines() if line])


def relu(z: Any) -> Any:
    return np.where(np.real(z) > 0, z, 0)


# ---- logistic regression with samples
_add(
    "logreg",
    r"""
\sigma(z) = \frac{1}{1+e^{-z}}
\sigma(z)=\frac{e^z}{1+e^z}
\sigma(-z) = 1 - \sigma(z)
\sigma'(z) = \sigma(z)(1-\sigma(z))
\frac{d\sigma(z)}{dz} = \sigma(z)\,(1-\sigma(z))
\frac{d}{dz}\sigma(z) = \sigma(z)\big(1-\sigma(z)\big)
\frac{\mathrm{d}}{\mathrm{d}z}\log\sigma(z) = 1-\sigma(z)
\sigma^{-1}(p) = \log\frac{p}{1-p}
\log \frac{p}{1-p} = \sigma^{-1}(p)
z_i = \mathbf{w}^T\mathbf{x}_i + b
z_i = \sum_{j=1}^D w_j x_{ij} + b
z_i = b + w_1x_{i1} + w_2x_{i2} + w_3x_{i3}
z_i = b + w_1 x_{i1} + \cdots + w_D x_{iD}
\hat{y}_i = \sigma(z_i)
\hat{y}_i = \sigma(\mathbf{w}^\top\mathbf{x}_i+b) =
  \frac{1}{1+\exp(-(\mathbf{w}^\top\mathbf{x}_i+b))}
\hat{y}_i = \frac{1}{1+\exp\left(-\mathbf{w}^\top\mathbf{x}_i-b\right)}
P(y_i = 0 \mid \mathbf{x}_i) = 1 - \hat{y}_i
\log\frac{P(y_i=1\mid \mathbf{x}_i)}{P(y_i=0\mid\mathbf{x}_i)} = \mathbf{w}^\top\mathbf{x}_i + b
L_i = -\left[y_i\log\hat{y}_i + (1-y_i)\log(1-\hat{y}_i)\right]
L_i = -y_i\ln\hat{y}_i - (1-y_i)\ln(1-\hat{y}_i)
L_i = -y_i z_i + \log(1+e^{z_i})
L_i = \log\left(1+e^{z_i}\right) - y_i z_i
J = \frac{1}{N}\sum_{i=1}^N L_i
J = -\frac{1}{N}\sum_{i=1}^N\left[y_i\log\hat{y}_i+(1-y_i)\log(1-\hat{y}_i)\right]
J(\mathbf{w}, b) = -\frac1N \sum_{i=1}^{N} \Big( y_i \log \hat y_i + (1-y_i)\log(1-\hat y_i) \Big)
\frac{\partial L_i}{\partial \hat{y}_i} = -\frac{y_i}{\hat{y}_i}+\frac{1-y_i}{1-\hat{y}_i}
\frac{\partial L_i}{\partial\hat{y}_i} = \frac{\hat{y}_i-y_i}{\hat{y}_i(1-\hat{y}_i)}
\frac{\partial\hat{y}_i}{\partial z_i} = \hat{y}_i(1-\hat{y}_i)
\frac{\partial L_i}{\partial z_i} = \hat{y}_i-y_i
\frac{\partial L_i}{\partial z_i} = \frac{\partial L_i}{\partial
  \hat{y}_i}\cdot\frac{\partial\hat{y}_i}{\partial z_i} = \hat{y}_i-y_i
\frac{\partial L_i}{\partial w_j} = (\hat{y}_i-y_i)x_{ij}
\frac{\partial L_i}{\partial w_j} = \frac{\partial
  L_i}{\partial\hat{y}_i}\frac{\partial\hat{y}_i}{\partial z_i}\frac{\partial z_i}{\partial w_j}
\frac{\partial J}{\partial w_j} = \frac{1}{N}\sum_{i=1}^N(\hat{y}_i-y_i)x_{ij}
\frac{\partial J}{\partial \mathbf{w}} = \frac{1}{N}\mathbf{X}^\top(\hat{\mathbf{y}}-\mathbf{y})
\nabla_{\mathbf{w}}J = \frac{1}{N}\sum_{i=1}^N(\hat{y}_i-y_i)\mathbf{x}_i
\nabla_{\mathbf w} J(\mathbf w, b) = \frac1N \mathbf X^\top (\hat{\mathbf y} - \mathbf y)
\frac{\partial J}{\partial b} = \frac{1}{N}\sum_i(\hat{y}_i-y_i)
\frac{\partial J}{\partial b} = \frac{1}{N} \mathbf{1}^\top (\hat{\mathbf{y}}-\mathbf{y})
w_j := w_j - \alpha\frac{\partial J}{\partial w_j}
w_j \leftarrow w_j - \frac{\alpha}{N}\sum_{i=1}^N(\hat{y}_i-y_i)x_{ij}
\mathbf{w} \leftarrow \mathbf{w} - \alpha\nabla_{\mathbf{w}}J
b := b - \alpha \frac{\partial J}{\partial b}
\mathbf{w}^{(k+1)} = \mathbf{w}^{(k)} - \alpha \nabla J(\mathbf{w}^{(k)})
\frac{\partial^2 L_i}{\partial z_i^2} = \hat{y}_i(1-\hat{y}_i)
\frac{\partial^2 J}{\partial w_j \partial w_k} = \frac1N\sum_i \hat{y}_i(1-\hat{y}_i)x_{ij}x_{ik}
\mathbf{H} = \nabla^2_{\mathbf{w}} J = \frac1N \mathbf{X}^\top \mathbf{S} \mathbf{X}
\ell = \log \prod_{i=1}^N \hat{y}_i^{y_i}(1-\hat{y}_i)^{1-y_i}
\ell = \sum_{i=1}^N \left( y_i (\mathbf{w}^\top \mathbf{x}_i + b) - \log(1+e^{\mathbf{w}^\top
  \mathbf{x}_i + b}) \right)
J = -\frac{1}{N} \ell
\frac{\partial \ell}{\partial w_j} = \sum_{i=1}^N \left[ y_i - \sigma(\mathbf{w}^\top\mathbf{x}_i +
  b)\right] x_{ij}
\mathbf{z} = \mathbf{X}\mathbf{w} + b
\mathbf{z} = \mathbf{X}\mathbf{w} + b\mathbf{1}
\hat{\mathbf{y}} = \sigma(\mathbf{X}\mathbf{w} + b)
J = -\frac{1}{N} \left( \mathbf{y}^\top \log \hat{\mathbf{y}} + (1-\mathbf{y})^\top
  \log(1-\hat{\mathbf{y}}) \right)
\sigma(z) = \frac{1}{2} + \frac{1}{2}\tanh\left(\frac{z}{2}\right)
\log(1-\sigma(z)) = -z - \log(1+e^{-z})
""",
    axes={"i": ("N", 6), "j": ("D", 3), "k": ("D", 3)},
    inputs={
        "X": uniform(-1, 1, 6, 3),
        "y": uniform(0.05, 0.95, 6),
        "w": uniform(-1, 1, 3),
        "b": uniform(-1, 1),
        "alpha": uniform(0.1, 0.5),
        "z0": uniform(-2, 2),
        "p": uniform(0.1, 0.9),
    },
    nodes={
        "z": lambda X, w, b: X @ w + b,
        "yh": lambda z: logistic(z),
        "P1": lambda yh: yh,
        "Pr": lambda yh, y: yh**y * (1 - yh) ** (1 - y),
        "L": lambda y, yh: -y * np.log(yh) - (1 - y) * np.log(1 - yh),
        "J": lambda L: np.mean(L),
        "H": lambda X, yh: X.T @ np.diag(yh * (1 - yh)) @ X / 6,
        "S": lambda yh: np.diag(yh * (1 - yh)),
        "ell": lambda L: -np.sum(L),
    },
    functions={
        r"\sigma": logistic,
        "J": "J",
        "P": "P1[i]",
        "p": "Pr[i]",
        r"\ell": "ell",
        r"\sigma^{-1}": lambda p: np.log(p / (1 - p)),
    },
    step=lambda X, y, w, b, alpha: {
        "w": w - alpha * X.T @ (logistic(X @ w + b) - y) / 6,
        "b": b - alpha * np.mean(logistic(X @ w + b) - y),
    },
    iteration="k",
    parameters=("w",),
    symbols={
        "x_{ij}": "X[i,j]",
        r"\mathbf{x}_i": "X[i]",
        r"\mathbf{X}": "X",
        "y_i": "y[i]",
        r"\mathbf{y}": "y",
        "w_j": "w[j]",
        r"\mathbf{w}": "w",
        "b": "b",
        r"\alpha": "alpha",
        "z": "z0",
        "z_i": "z[i]",
        r"\mathbf{z}": "z",
        r"\hat{y}_i": "yh[i]",
        r"\hat{\mathbf{y}}": "yh",
        "L_i": "L[i]",
        "J": "J",
        r"\mathbf{H}": "H",
        r"\mathbf{S}": "S",
        r"\ell": "ell",
        "p": "p",
    },
)

_add(
    "logreg_ng",
    r"""
h_\theta(x) = g(\theta^T x) = \frac{1}{1 + e^{-\theta^T x}}
J(\theta) = \frac{1}{m} \sum_{i=1}^m \left[ -y^{(i)} \log (h_\theta(x^{(i)})) - (1 - y^{(i)}) \log
  (1 - h_\theta(x^{(i)})) \right]
\frac{\partial}{\partial \theta_j} J(\theta) = \frac{1}{m} \sum_{i=1}^m (h_\theta(x^{(i)}) -
  y^{(i)}) x_j^{(i)}
\theta_j := \theta_j - \alpha \frac{1}{m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}
\theta_j := \theta_j - \alpha \frac{\partial}{\partial \theta_j} J(\theta)
\theta := \theta - \frac{\alpha}{m} X^T (g(X\theta) - y)
\nabla J(\theta) = \frac{1}{m} X^T (g(X\theta) - \vec{y})
h = g(X\theta)
J(\theta) = \frac{1}{m} \cdot \left(-y^{T}\log(h)-(1-y)^{T}\log(1-h)\right)
g'(z) = g(z)(1 - g(z))
\mathrm{Cost}(h_\theta(x^{(i)}), y^{(i)}) = -y^{(i)} \log(h_\theta(x^{(i)})) - (1-y^{(i)})
  \log(1-h_\theta(x^{(i)}))
J(\theta) = \frac{1}{m} \sum_{i=1}^{m} \mathrm{Cost}(h_\theta(x^{(i)}), y^{(i)})
""",
    axes={"i": ("m", 6), "j": ("n", 3)},
    inputs={
        "X": uniform(-1, 1, 6, 3),
        "y": uniform(0.05, 0.95, 6),
        "th": uniform(-1, 1, 3),
        "alpha": uniform(0.1, 0.5),
        "z0": uniform(-2, 2),
        "x": uniform(-1, 1, 3),
    },
    nodes={
        "hx": lambda x, th: logistic(x @ th),
        "h": lambda X, th: logistic(X @ th),
        "J": lambda h, y: -np.mean(y * np.log(h) + (1 - y) * np.log(1 - h)),
    },
    functions={
        "g": logistic,
        "J": "J",
        r"h_\theta": ("h[i]", "hx"),
        r"\mathrm{Cost}": lambda h, y: -y * np.log(h) - (1 - y) * np.log(1 - h),
    },
    step=lambda X, y, th, alpha: {"th": th - alpha * X.T @ (logistic(X @ th) - y) / 6},
    parameters=("th",),
    symbols={
        "x_j^{(i)}": "X[i,j]",
        "x^{(i)}": "X[i]",
        "X": "X",
        "y^{(i)}": "y[i]",
        "y": "y",
        r"\vec{y}": "y",
        r"\theta_j": "th[j]",
        r"\theta": "th",
        r"\alpha": "alpha",
        "z": "z0",
        "h": "h",
        "x": "x",
    },
)

_add(
    "softmax",
    r"""
p_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}
p_i = \frac{\exp(z_i)}{\sum_j \exp(z_j)}
p_k = \mathrm{softmax}(\mathbf{z})_k = \frac{e^{z_k}}{\sum_{k'} e^{z_{k'}}}
\mathbf{p} = \mathrm{softmax}(\mathbf{z})
\mathrm{softmax}(\mathbf{z})_i = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}} \quad \text{for } i = 1,
  \dots, K
\mathrm{softmax}(\mathbf{z} + c) = \mathrm{softmax}(\mathbf{z})
\frac{e^{z_i - c}}{\sum_j e^{z_j - c}} = \frac{e^{-c} e^{z_i}}{e^{-c}\sum_j e^{z_j}} = p_i
p_i = \frac{e^{z_i - \max_k z_k}}{\sum_j e^{z_j - \max_k z_k}}
p_i = \frac{e^{z_i - \max(\mathbf{z})}}{\sum_j e^{z_j - \max(\mathbf{z})}}
\sum_i p_i = 1
\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)
\frac{\partial p_i}{\partial z_j} = p_i(1\{i=j\} - p_j)
\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i(1-p_i) & i=j \\ -p_i p_j & i \neq j
  \end{cases}
\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i(1-p_j) & \text{if } i=j \\ -p_j p_i & \text{if
  } i \ne j \end{cases}
\frac{\partial p_i}{\partial z_i} = \frac{e^{z_i}\sum_k e^{z_k} - e^{z_i}e^{z_i}}{\left(\sum_k
  e^{z_k}\right)^2} = p_i(1-p_i)
\frac{\partial p_i}{\partial z_j} = \frac{0 \cdot \sum_k e^{z_k} - e^{z_i}e^{z_j}}{\left(\sum_k
  e^{z_k}\right)^2} = -p_i p_j \quad (i \neq j)
\frac{\partial \mathbf{p}}{\partial \mathbf{z}} = \operatorname{diag}(\mathbf{p}) -
  \mathbf{p}\mathbf{p}^\top
J_{ij} = p_i (\delta_{ij} - p_j)
L = -\sum_{i} y_i \log p_i
L = -\sum_{k=1}^K y_k \ln p_k
L(\mathbf{y}, \mathbf{p}) = -\sum_k y_k \log p_k
L = -\mathbf{y}^\top \log \mathbf{p}
L = -\mathbf{y}^\top \mathbf{z} + \log \sum_j e^{z_j}
L = \log \sum_{j=1}^K \exp(z_j) - \sum_{j=1}^K y_j z_j
L = \sum_{j} y_j \log \sum_{k} \exp(z_k) - \sum_{j} y_j z_j = \log \sum_{k} \exp(z_k) - \sum_{j} y_j
  z_j
\frac{\partial L}{\partial p_i} = -\frac{y_i}{p_i}
\frac{\partial L}{\partial z_i} = p_i - y_i
\nabla_{\mathbf{z}} L = \mathbf{p} - \mathbf{y}
\frac{\partial L}{\partial \mathbf{z}} = \mathbf{p} - \mathbf{y}
\frac{\partial L}{\partial z_i} = -\sum_k y_k \frac{\partial \log p_k}{\partial z_i} = -\sum_k
  \frac{y_k}{p_k} \frac{\partial p_k}{\partial z_i}
\frac{\partial L}{\partial z_i} = \sum_k \frac{\partial L}{\partial p_k}\frac{\partial p_k}{\partial
  z_i}
\frac{\partial L}{\partial z_i} = -y_i(1-p_i) + \sum_{k\neq i} y_k p_i
\frac{\partial L}{\partial z_i} = -y_i(1-p_i) - \sum_{k\neq i} \frac{y_k}{p_k} (-p_k p_i) = p_i
  \sum_k y_k - y_i
\frac{\partial \log p_i}{\partial z_j} = \delta_{ij} - p_j
\frac{\partial^2 L}{\partial z_i \partial z_j} = p_i (\delta_{ij} - p_j)
\log p_i = z_i - \log\sum_{j} e^{z_j}
\frac{\partial}{\partial z_i} \log \sum_j e^{z_j} = p_i
\mathrm{LSE}(\mathbf{z}) = \log \sum_{i=1}^K e^{z_i}
\mathrm{LSE}(\mathbf{z}) = c + \log \sum_{i=1}^K e^{z_i - c}
\nabla \mathrm{LSE}(\mathbf{z}) = \mathrm{softmax}(\mathbf{z})
H(\mathbf{y}, \mathbf{p}) = -\sum_i y_i \log p_i
H(\mathbf{p}) = -\sum_i p_i \log p_i
\frac{p_i}{p_j} = e^{z_i - z_j}
""",
    axes={"i": ("K", 4), "j": ("K", 4), "k": ("K", 4)},
    inputs={"z": uniform(-2, 2, 4), "y": on_the_simplex(4), "c": uniform(-1, 1)},
    nodes={
        "p": lambda z: softmax(z),
        "L": lambda y, p: -np.sum(y * np.log(p)),
        "Jm": lambda p: np.diag(p) - np.outer(p, p),
    },
    functions={
        r"\mathrm{softmax}": softmax,
        "L": "L",
        r"\mathrm{LSE}": lambda z: np.log(np.sum(np.exp(z))),
        "H": lambda y, p=None: -np.sum(y * np.log(y if p is None else p)),
    },
    symbols={
        "z_i": "z[i]",
        r"\mathbf{z}": "z",
        "y_i": "y[i]",
        r"\mathbf{y}": "y",
        "p_i": "p[i]",
        r"\mathbf{p}": "p",
        "L": "L",
        "c": "c",
        "J_{ij}": "Jm[i,j]",
    },
)

_add(
    "mlp",
    r"""
z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}
a^{(l)} = \sigma(z^{(l)})
a^{(l)} = \sigma(W^{(l)} a^{(l-1)} + b^{(l)})
z_j^{(l)} = \sum_k w_{jk}^{(l)} a_k^{(l-1)} + b_j^{(l)}
a_j^{(l)} = \sigma\left(\sum_k w_{jk}^{(l)} a_k^{(l-1)} + b_j^{(l)}\right)
C = \frac{1}{2}\|y - a^{(2)}\|^2
C = \frac12 \sum_j (y_j - a_j^{(2)})^2
\delta^{(2)} = (a^{(2)} - y) \odot \sigma'(z^{(2)})
\delta^{(2)} = \nabla_{a^{(2)}} C \odot \sigma'(z^{(2)})
\delta^{(2)} = \frac{\partial C}{\partial a^{(2)}} \odot \sigma'(z^{(2)})
\delta_j^{(2)} = \frac{\partial C}{\partial a_j^{(2)}} \sigma'(z_j^{(2)})
\delta^{(1)} = ((W^{(2)})^T \delta^{(2)}) \odot \sigma'(z^{(1)})
\delta_j^{(1)} = \sum_k w_{kj}^{(2)} \delta_k^{(2)} \sigma'(z_j^{(1)})
\delta_j^{(1)} = \sum_k \frac{\partial C}{\partial z_k^{(2)}} \frac{\partial z_k^{(2)}}{\partial
  z_j^{(1)}}
\delta_j^{(l)} = \frac{\partial C}{\partial z_j^{(l)}}
\frac{\partial C}{\partial b_j^{(l)}} = \delta_j^{(l)}
\frac{\partial C}{\partial w_{jk}^{(l)}} = a_k^{(l-1)} \delta_j^{(l)}
\frac{\partial C}{\partial W^{(l)}} = \delta^{(l)} (a^{(l-1)})^T
\frac{\partial C}{\partial W^{(l)}} = \delta^{(l)} {a^{(l-1)}}^\top
\frac{\partial C}{\partial b^{(l)}} = \delta^{(l)}
\frac{\partial C}{\partial a^{(1)}} = (W^{(2)})^T \delta^{(2)}
\frac{\partial C}{\partial a_k^{(1)}} = \sum_j w_{jk}^{(2)} \sigma'(z_j^{(2)}) (a_j^{(2)} - y_j)
\frac{\partial z_k^{(2)}}{\partial z_j^{(1)}} = w_{kj}^{(2)} \sigma'(z_j^{(1)})
\frac{\partial z^{(2)}}{\partial a^{(1)}} = W^{(2)}
\frac{\partial a^{(2)}}{\partial z^{(2)}} = \operatorname{diag}(\sigma'(z^{(2)}))
\delta^{(1)} = \operatorname{diag}(\sigma'(z^{(1)})) (W^{(2)})^T \delta^{(2)}
W^{(l)} \leftarrow W^{(l)} - \eta \, \delta^{(l)} (a^{(l-1)})^T
b^{(l)} \leftarrow b^{(l)} - \eta \delta^{(l)}
w_{jk}^{(l)} := w_{jk}^{(l)} - \eta \frac{\partial C}{\partial w_{jk}^{(l)}}
\sigma'(z^{(l)}) = a^{(l)} \odot (1 - a^{(l)})
a^{(0)} = x
\hat{y} = \sigma(W^{(2)}\sigma(W^{(1)}x+b^{(1)})+b^{(2)})
""",
    axes={"j": ("n", 3), "k": ("n", 3)},
    inputs={
        "x": uniform(-1, 1, 3, 1),
        "W1": uniform(-1, 1, 3, 3),
        "b1": uniform(-1, 1, 3, 1),
        "W2": uniform(-1, 1, 3, 3),
        "b2": uniform(-1, 1, 3, 1),
        "y": uniform(0.1, 0.9, 3, 1),
        "eta": uniform(0.1, 0.5),
    },
    nodes={
        "a0": lambda x: 1 * x,
        "z1": lambda W1, a0, b1: W1 @ a0 + b1,
        "a1": lambda z1: logistic(z1),
        "z2": lambda W2, a1, b2: W2 @ a1 + b2,
        "a2": lambda z2: logistic(z2),
        "C": lambda a2, y: np.sum((a2 - y) ** 2) / 2,
    },
    functions={r"\sigma": logistic},
    layers={"l": 2},
    definitions={
        "d1[:,:]": r"\frac{\partial C}{\partial z^{(1)}}",
        "d2[:,:]": r"\frac{\partial C}{\partial z^{(2)}}",
        "e1[j]": r"\frac{\partial C}{\partial z_j^{(1)}}",
        "e2[j]": r"\frac{\partial C}{\partial z_j^{(2)}}",
    },
    step=lambda x, W1, b1, W2, b2, y, eta: (
        lambda a1: (
            lambda a2: (
                lambda d2: (
                    lambda d1: {
                        "W1": W1 - eta * d1 @ x.T,
                        "b1": b1 - eta * d1,
                        "W2": W2 - eta * d2 @ a1.T,
                        "b2": b2 - eta * d2,
                    }
                )(W2.T @ d2 * a1 * (1 - a1))
            )((a2 - y) * a2 * (1 - a2))
        )(logistic(W2 @ a1 + b2))
    )(logistic(W1 @ x + b1)),
    iteration="t",
    symbols={
        "x": "x",
        "a^{(0)}": "a0",
        "a_k^{(0)}": "a0[k,1]",
        "z^{(1)}": "z1",
        "z_j^{(1)}": "z1[j,1]",
        "a^{(1)}": "a1",
        "a_k^{(1)}": "a1[k,1]",
        "z^{(2)}": "z2",
        "z_j^{(2)}": "z2[j,1]",
        "a^{(2)}": "a2",
        "a_j^{(2)}": "a2[j,1]",
        "W^{(1)}": "W1",
        "W^{(2)}": "W2",
        "w_{jk}^{(1)}": "W1[j,k]",
        "w_{jk}^{(2)}": "W2[j,k]",
        "b^{(1)}": "b1",
        "b^{(2)}": "b2",
        "b_j^{(1)}": "b1[j,1]",
        "b_j^{(2)}": "b2[j,1]",
        "y": "y",
        "y_j": "y[j,1]",
        "C": "C",
        r"\eta": "eta",
        r"\delta^{(1)}": "d1",
        r"\delta^{(2)}": "d2",
        r"\delta_j^{(1)}": "e1[j]",
        r"\delta_j^{(2)}": "e2[j]",
        r"\hat{y}": "a2",
    },
)
_add(
    "rnn",
    r"""
h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t + b_h)
\mathbf{h}_t = \tanh(\mathbf{W}_{hh}\mathbf{h}_{t-1} + \mathbf{W}_{xh}\mathbf{x}_t + \mathbf{b}_h)
y_t = W_{hy} h_t
L = \sum_{t=1}^T L_t
L = \sum_t \ell(\hat{y}_t, y_t)
\frac{\partial L}{\partial W_{hy}} = \sum_{t=1}^T \frac{\partial L_t}{\partial y_t} h_t^\top
\frac{\partial L}{\partial h_T} = W_{hy}^\top \frac{\partial L_T}{\partial y_T}
\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(1 - h_t^2) W_{hh}
\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(1 - h_t \odot h_t) W_{hh}
\frac{\partial h_3}{\partial h_1} = \frac{\partial h_3}{\partial h_2}\frac{\partial h_2}{\partial
  h_1}
\frac{\partial h_T}{\partial h_1} = \prod_{t=2}^T \frac{\partial h_t}{\partial h_{t-1}}
\frac{\partial h_T}{\partial h_k} = \prod_{t=k+1}^T \frac{\partial h_t}{\partial h_{t-1}}
\frac{\partial L}{\partial h_t} = W_{hh}^\top \left( \frac{\partial L}{\partial h_{t+1}} \odot (1 -
  h_{t+1}^2) \right) + W_{hy}^\top \frac{\partial L}{\partial y_t}
\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^T \left( \frac{\partial L}{\partial h_t} \odot
  (1-h_t^2) \right) h_{t-1}^\top
\frac{\partial L}{\partial W_{xh}} = \sum_{t=1}^T \left( \frac{\partial L}{\partial h_t} \odot
  (1-h_t^2) \right) x_t^\top
\frac{\partial L}{\partial b_h} = \sum_{t=1}^T \frac{\partial L}{\partial h_t} \odot (1-h_t^2)
\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^T \operatorname{diag}(1-h_t^2) \frac{\partial
  L}{\partial h_t} h_{t-1}^\top
\frac{\partial L_3}{\partial W_{hy}} = \frac{\partial L_3}{\partial y_3} h_3^\top
\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^T \frac{\partial L_t}{\partial W_{hh}}
""",
    axes={"t": ("T", 3), "k": ("T", 3)},
    inputs={
        "Whh": uniform(-1, 1, 2, 2),
        "Wxh": uniform(-1, 1, 2, 4),
        "Why": uniform(-1, 1, 3, 2),
        "bh": uniform(-1, 1, 2, 1),
        "h0": uniform(-1, 1, 2, 1),
        "x": uniform(-1, 1, 3, 4, 1),
        "Y": uniform(-1, 1, 3, 3, 1),
    },
    nodes={
        "h1": lambda Whh, Wxh, bh, h0, x: np.tanh(Whh @ h0 + Wxh @ x[0] + bh),
        "h2": lambda Whh, Wxh, bh, h1, x: np.tanh(Whh @ h1 + Wxh @ x[1] + bh),
        "h3": lambda Whh, Wxh, bh, h2, x: np.tanh(Whh @ h2 + Wxh @ x[2] + bh),
        "y1": lambda Why, h1: Why @ h1,
        "y2": lambda Why, h2: Why @ h2,
        "y3": lambda Why, h3: Why @ h3,
        "L1": lambda y1, Y: np.sum((y1 - Y[0]) ** 2) / 2,
        "L2": lambda y2, Y: np.sum((y2 - Y[1]) ** 2) / 2,
        "L3": lambda y3, Y: np.sum((y3 - Y[2]) ** 2) / 2,
        "L": lambda L1, L2, L3: L1 + L2 + L3,
    },
    functions={r"\ell": lambda a, b: np.sum((a - b) ** 2) / 2},
    symbols={
        "h_t": ("h1", "h2", "h3"),
        r"\mathbf{h}_t": ("h1", "h2", "h3"),
        "h_0": "h0",
        r"\mathbf{h}_0": "h0",
        "y_t": ("y1", "y2", "y3"),
        r"\hat{y}_t": "Y[t]",
        "L_t": ("L1", "L2", "L3"),
        "L": "L",
        "x_t": "x[t]",
        r"\mathbf{x}_t": "x[t]",
        "W_{hh}": "Whh",
        "W_{xh}": "Wxh",
        "W_{hy}": "Why",
        r"\mathbf{W}_{hh}": "Whh",
        r"\mathbf{W}_{xh}": "Wxh",
        "b_h": "bh",
        r"\mathbf{b}_h": "bh",
    },
)

_add(
    "lstm",
    r"""
f_t = \sigma(W_f \cdot [h_{t-1}, x_t] + b_f)
f_t = \sigma(W_f [h_{t-1}; x_t] + b_f)
f_t = \sigma\left(W_f \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix} + b_f\right)
\tilde{c}_t = \tanh(W_c [h_{t-1}, x_t] + b_c)
\tilde{C}_t = \tanh(W_c \cdot [h_{t-1}, x_t] + b_c)
c_t = f_t \odot c_{t-1} + i_t \odot \tilde{c}_t
c_t = f_t * c_{t-1} + i_t * \tilde{c}_t
c_t = f_t \circ c_{t-1} + i_t \circ \tilde{c}_t
h_t = o_t \odot \tanh(c_t)
\frac{\partial h_t}{\partial c_t} = \operatorname{diag}(o_t \odot (1 - \tanh^2(c_t)))
\frac{\partial c_t}{\partial c_{t-1}} = \operatorname{diag}(f_t)
\delta c_t = \delta h_t \odot o_t \odot (1 - \tanh^2(c_t))
\delta o_t = \delta h_t \odot \tanh(c_t)
\delta i_t = \delta c_t \odot \tilde{c}_t
\delta f_t = \delta c_t \odot c_{t-1}
\delta \tilde{c}_t = \delta c_t \odot i_t
\frac{\partial L}{\partial o_t} = \frac{\partial L}{\partial h_t} \odot \tanh(c_t)
\frac{\partial L}{\partial c_t} = \frac{\partial L}{\partial h_t} \odot o_t \odot (1 - \tanh(c_t)^2)
\frac{\partial L}{\partial f_t} = \frac{\partial L}{\partial c_t} \odot c_{t-1}
\frac{\partial L}{\partial W_f} = \left( \frac{\partial L}{\partial f_t} \odot f_t \odot (1-f_t)
  \right) [h_{t-1}, x_t]^\top
dW_f = \left( df_t \odot f_t \odot (1 - f_t) \right) \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix}^T
""",
    axes={},
    inputs={
        "hp": uniform(-1, 1, 3, 1),
        "x": uniform(-1, 1, 2, 1),
        "cp": uniform(-1, 1, 3, 1),
        "Wf": uniform(-1, 1, 3, 5),
        "Wi": uniform(-1, 1, 3, 5),
        "Wo": uniform(-1, 1, 3, 5),
        "Wc": uniform(-1, 1, 3, 5),
        "bf": uniform(-1, 1, 3, 1),
        "bc": uniform(-1, 1, 3, 1),
    },
    nodes={
        "f": lambda Wf, hp, x, bf: logistic(Wf @ np.vstack([hp, x]) + bf),
        "i": lambda Wi, hp, x: logistic(Wi @ np.vstack([hp, x])),
        "o": lambda Wo, hp, x: logistic(Wo @ np.vstack([hp, x])),
        "ct": lambda Wc, hp, x, bc: np.tanh(Wc @ np.vstack([hp, x]) + bc),
        "c": lambda f, cp, i, ct: f * cp + i * ct,
        "h": lambda o, c: o * np.tanh(c),
        "L": lambda h: np.sum(np.sin(h) + h**2),
    },
    functions={r"\sigma": logistic},
    definitions={
        "dc[:,:]": r"\frac{\partial L}{\partial c_t}",
        "dh[:,:]": r"\frac{\partial L}{\partial h_t}",
        "do[:,:]": r"\frac{\partial L}{\partial o_t}",
        "di[:,:]": r"\frac{\partial L}{\partial i_t}",
        "df[:,:]": r"\frac{\partial L}{\partial f_t}",
        "dct[:,:]": r"\frac{\partial L}{\partial \tilde{c}_t}",
        "dWf[:,:]": r"\frac{\partial L}{\partial W_f}",
    },
    symbols={
        "f_t": "f",
        "i_t": "i",
        "o_t": "o",
        r"\tilde{c}_t": "ct",
        r"\tilde{C}_t": "ct",
        "c_t": "c",
        "c_{t-1}": "cp",
        "h_t": "h",
        "h_{t-1}": "hp",
        "x_t": "x",
        "W_f": "Wf",
        "W_c": "Wc",
        "b_f": "bf",
        "b_c": "bc",
        "L": "L",
        r"\delta c_t": "dc",
        r"\delta h_t": "dh",
        r"\delta o_t": "do",
        r"\delta i_t": "di",
        r"\delta f_t": "df",
        r"\delta \tilde{c}_t": "dct",
        "dW_f": "dWf",
        "df_t": "df",
    },
)


def adam(theta: Any, m: Any, v: Any, t: Any, b1: Any, b2: Any, eta: Any, eps: Any) -> Any:
    gg = theta**3
    t = t + 1
    m = b1 * m + (1 - b1) * gg
    v = b2 * v + (1 - b2) * gg**2
    mh = m / (1 - b1**t)
    vh = v / (1 - b2**t)
    return {"m": m, "v": v, "t": t, "theta": theta - eta * mh / (np.sqrt(vh) + eps), "g": gg}


_add(
    "adam",
    r"""
m_{t+1} = \beta_1 m_t + (1-\beta_1) g_{t+1}
m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t
v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t^2
v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t \odot g_t
\hat{m}_t = \frac{m_t}{1-\beta_1^t}
\hat{v}_t = \frac{v_t}{1-\beta_2^t}
\hat{m}_t = m_t / (1-\beta_1^t)
\theta_t = \theta_{t-1} - \eta \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon}
\theta_{t} = \theta_{t-1} - \frac{\eta}{\sqrt{\hat{v}_{t}} + \epsilon} \hat{m}_{t}
\theta_{t} = \theta_{t-1} - \eta \cdot \hat{m}_t / (\sqrt{\hat{v}_t} + \epsilon)
g_t = \nabla_\theta f(\theta_{t-1})
g_t = \nabla f(\theta_{t-1})
\theta_t \leftarrow \theta_{t-1} - \eta \cdot \hat{m}_t / (\sqrt{\hat{v}_t} + \epsilon)
g_t \leftarrow \nabla_\theta f(\theta_{t-1})
""",
    axes={},
    inputs={
        "theta": uniform(0.5, 1, 3, 1),
        "m": uniform(0.01, 0.1, 3, 1),
        "v": uniform(0.01, 0.1, 3, 1),
        "g": uniform(0.1, 0.5, 3, 1),
        "t": lambda rng: rng.integers(1, 5),
        "b1": uniform(0.5, 0.9),
        "b2": uniform(0.5, 0.9),
        "eta": uniform(0.01, 0.1),
        "eps": uniform(0.001, 0.01),
    },
    nodes={
        "mh": lambda m, b1, t: m / (1 - b1**t),
        "vh": lambda v, b2, t: v / (1 - b2**t),
        "f": lambda theta: np.sum(theta**4) / 4,
    },
    step=adam,
    iteration="t",
    functions={"f": "f"},
    parameters=("theta",),
    symbols={
        r"\theta": "theta",
        "m": "m",
        "v": "v",
        "g": "g",
        "t": "t",
        r"\beta_1": "b1",
        r"\beta_2": "b2",
        r"\eta": "eta",
        r"\epsilon": "eps",
        r"\hat{m}": "mh",
        r"\hat{v}": "vh",
    },
)


def mom(w: Any, v: Any, g: Any, G: Any, mu: Any, eta: Any) -> Any:
    g = w**3
    v = mu * v - eta * g
    G = G + g * g
    return {"v": v, "w": w + v, "g": g, "G": G}


_add(
    "momentum",
    r"""
v_{t+1} = \mu v_t - \eta \nabla L(w_t)
w_{t+1} = w_t + v_{t+1}
v \leftarrow \mu v - \eta \nabla_w L
w \leftarrow w + v
w_{t+1} = w_t + \mu v_t - \eta g_{t+1}
G_{t+1} = G_t + g_{t+1}^2
G_t = G_{t-1} + g_t \odot g_t
w_{t+1} - w_t = \mu (w_t - w_{t-1}) - \eta \nabla L(w_t)
w^{(t+1)} = w^{(t)} + v^{(t+1)}
""",
    axes={},
    inputs={
        "w": uniform(0.5, 1, 3, 1),
        "v": uniform(0.01, 0.1, 3, 1),
        "g": uniform(0.1, 0.5, 3, 1),
        "G": uniform(0.1, 0.5, 3, 1),
        "mu": uniform(0.5, 0.9),
        "eta": uniform(0.01, 0.1),
        "eps": uniform(0.001, 0.01),
    },
    nodes={"L": lambda w: np.sum(w**4) / 4},
    step=mom,
    iteration="t",
    functions={"L": "L"},
    parameters=("w",),
    symbols={
        "w": "w",
        "v": "v",
        "g": "g",
        "G": "G",
        r"\mu": "mu",
        r"\eta": "eta",
        r"\epsilon": "eps",
        "L": "L",
    },
)

_add(
    "batchnorm",
    r"""
\mu_B = \frac{1}{m} \sum_{i=1}^m x_i
\mu_{\mathcal{B}} = \frac{1}{m} \sum_{i=1}^m x_i
\mu_{\mathcal{B}} \leftarrow \frac{1}{m} \sum_{i=1}^m x_i
\sigma_B^2 = \frac{1}{m} \sum_{i=1}^m (x_i - \mu_B)^2
\sigma^2_{\mathcal{B}} \leftarrow \frac{1}{m}\sum_{i=1}^{m}(x_i-\mu_{\mathcal{B}})^2
\hat{x}_i = \frac{x_i - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}}
\widehat{x}_i \leftarrow \frac{x_i - \mu_{\mathcal{B}}}{\sqrt{\sigma^2_{\mathcal{B}} + \epsilon}}
y_i = \gamma \hat{x}_i + \beta
y_i \leftarrow \gamma\hat{x}_i + \beta \equiv \mathrm{BN}_{\gamma,\beta}(x_i)
\frac{\partial \ell}{\partial \hat{x}_i} = \frac{\partial \ell}{\partial y_i} \cdot \gamma
\frac{\partial \ell}{\partial \sigma_B^2} = \sum_{i=1}^m \frac{\partial \ell}{\partial \hat{x}_i}
  \cdot (x_i - \mu_B) \cdot \frac{-1}{2} (\sigma_B^2 + \epsilon)^{-3/2}
\frac{\partial \ell}{\partial \mu_B} = \sum_{i=1}^m \frac{\partial \ell}{\partial \hat{x}_i} \cdot
  \frac{-1}{\sqrt{\sigma_B^2+\epsilon}} + \frac{\partial \ell}{\partial \sigma_B^2} \cdot
  \frac{\sum_{i=1}^m -2(x_i-\mu_B)}{m}
\frac{\partial \ell}{\partial \mu_B} = \left( \sum_{i=1}^m \frac{\partial \ell}{\partial \hat{x}_i}
  \cdot \frac{-1}{\sqrt{\sigma_B^2+\epsilon}} \right) + \frac{\partial \ell}{\partial \sigma_B^2}
  \cdot \frac{\sum_{i=1}^m -2(x_i-\mu_B)}{m}
\frac{\partial \ell}{\partial x_i} = \frac{\partial \ell}{\partial \hat{x}_i} \cdot
  \frac{1}{\sqrt{\sigma_B^2+\epsilon}} + \frac{\partial \ell}{\partial \sigma_B^2} \cdot
  \frac{2(x_i-\mu_B)}{m} + \frac{\partial \ell}{\partial \mu_B} \cdot \frac{1}{m}
\frac{\partial \ell}{\partial \gamma} = \sum_{i=1}^m \frac{\partial \ell}{\partial y_i} \cdot
  \hat{x}_i
\frac{\partial \ell}{\partial \beta} = \sum_{i=1}^m \frac{\partial \ell}{\partial y_i}
\frac{1}{m}\sum_{i=1}^m \hat{x}_i = 0
\sum_i \hat x_i = 0
\operatorname{E}[x] = \mu_B
\mathrm{Var}[x] = \sigma_B^2
\hat{x}_i = \frac{x_i - \mathrm{E}[x]}{\sqrt{\mathrm{Var}[x] + \epsilon}}
\sigma_B^2 = \frac{1}{m}\sum_{i=1}^m x_i^2 - \mu_B^2
\frac{\partial \ell}{\partial x_i} = \frac{\gamma}{m \sqrt{\sigma_B^2+\epsilon}} \left( m
  \frac{\partial \ell}{\partial y_i} - \sum_{j=1}^m \frac{\partial \ell}{\partial y_j} - \hat{x}_i
  \sum_{j=1}^m \frac{\partial \ell}{\partial y_j} \hat{x}_j \right)
\frac{\partial \mu_B}{\partial x_i} = \frac{1}{m}
\frac{\partial \sigma_B^2}{\partial x_i} = \frac{2(x_i - \mu_B)}{m}
""",
    axes={"i": ("m", 6), "j": ("m", 6)},
    inputs={
        "x": uniform(-2, 2, 6),
        "gam": uniform(0.5, 2),
        "bet": uniform(-1, 1),
        "eps": uniform(0.01, 0.1),
        "r": uniform(-1, 1, 6),
    },
    nodes={
        "mu": lambda x: np.mean(x),
        "var": lambda x, mu: np.mean((x - mu) ** 2),
        "xh": lambda x, mu, var, eps: (x - mu) / np.sqrt(var + eps),
        "y": lambda gam, xh, bet: gam * xh + bet,
        "l": lambda y, r: np.sum(np.sin(y) + r * y),
    },
    functions={
        r"\mathrm{E}": lambda x: np.mean(x),
        r"\mathrm{Var}": lambda x: np.mean((x - np.mean(x)) ** 2),
        r"\mathrm{BN}_{\gamma,\beta}": "y[i]",
    },
    symbols={
        "x": "x",
        "x_i": "x[i]",
        r"\mu_B": "mu",
        r"\mu_{\mathcal{B}}": "mu",
        r"\sigma_B^2": "var",
        r"\sigma_{\mathcal{B}}^2": "var",
        r"\hat{x}_i": "xh[i]",
        "y_i": "y[i]",
        r"\gamma": "gam",
        r"\beta": "bet",
        r"\epsilon": "eps",
        r"\ell": "l",
    },
)

_add(
    "pca",
    r"""
C = \frac{1}{n} X^T X
\Sigma = \frac{1}{n} \sum_{i=1}^n x_i x_i^T
\Sigma = \frac{1}{n} \sum_{i=1}^n (x_i - \bar{x})(x_i-\bar{x})^T
U^T U = I
z_i = U^T x_i
\hat{x}_i = U U^T x_i
\|x_i - U U^T x_i\|^2 = \|x_i\|^2 - \|U^T x_i\|^2
\|x_i - U U^T x_i\|_2^2 = x_i^T x_i - x_i^T U U^T x_i
\frac{1}{n}\sum_{i=1}^n \|x_i - U U^\top x_i\|^2 = \operatorname{tr}(\Sigma) -
  \operatorname{tr}(U^\top \Sigma U)
\operatorname{tr}(\Sigma) = \sum_j \lambda_j
\Sigma v_j = \lambda_j v_j
\Sigma = V \Lambda V^T
\Sigma = \sum_{j} \lambda_j v_j v_j^T
\Lambda = \operatorname{diag}(\lambda)
v_j^T \Sigma v_j = \lambda_j
v_j^T v_k = \delta_{jk}
v_j^\top v_j = 1
\|v_j\| = 1
V V^T = V^T V = I
(I - U U^T) U = 0
\det(\Sigma) = \prod_j \lambda_j
""",
    axes={"i": ("n", 6), "j": ("d", 3), "k": ("d", 3)},
    inputs={
        "X": lambda rng: (lambda A: A - A.mean(axis=1, keepdims=True))(rng.uniform(-1, 1, (3, 6))),
        "M": uniform(-1, 1, 3, 2),
    },
    nodes={
        "xb": lambda X: np.mean(X, axis=1),
        "S": lambda X: X @ X.T / 6,
        "lam": lambda S: np.linalg.eigh(S)[0],
        "V": lambda S: np.linalg.eigh(S)[1],
        "Lam": lambda lam: np.diag(lam),
        "U": lambda M: np.linalg.qr(M)[0],
        "Z": lambda U, X: U.T @ X,
        "Xh": lambda U, X: U @ U.T @ X,
        "XT": lambda X: X.T,
    },
    symbols={
        "x_i": "X[:,i]",
        r"\bar{x}": "xb",
        "X": "XT",
        r"\Sigma": "S",
        "C": "S",
        "U": "U",
        "z_i": "Z[:,i]",
        r"\hat{x}_i": "Xh[:,i]",
        r"\lambda_j": "lam[j]",
        r"\lambda": "lam",
        "v_j": "V[:,j]",
        "V": "V",
        r"\Lambda": "Lam",
    },
)
_add(
    "gauss",
    r"""
p(x) = \frac{1}{\sqrt{2\pi}\sigma} \exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)
p(x) = \frac{1}{\sigma\sqrt{2\pi}} e^{-\frac{1}{2}\left(\frac{x-\mu}{\sigma}\right)^2}
\mathcal{N}(x \mid \mu, \sigma^2) = \frac{1}{\sqrt{2\pi\sigma^2}}
  \exp\left\{-\frac{1}{2\sigma^2}(x-\mu)^2\right\}
\mathcal{N}(x; \mu, \sigma^2) = \frac{1}{(2\pi\sigma^2)^{1/2}}
  \exp\left\{-\frac{1}{2\sigma^2}(x-\mu)^2\right\}
p(x|\mu,\sigma) = (2\pi\sigma^2)^{-\frac12} \exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)
\log p(x) = -\frac{1}{2}\log(2\pi\sigma^2) - \frac{(x-\mu)^2}{2\sigma^2}
\ln p(x) = -\frac12\ln 2\pi - \ln\sigma - \frac{(x-\mu)^2}{2\sigma^2}
\ln p(x) = -\frac{(x-\mu)^2}{2\sigma^2} + \text{const}
\frac{\partial}{\partial\mu}\log p(x) = \frac{x-\mu}{\sigma^2}
\frac{\partial \log p(x)}{\partial \sigma} = \frac{(x-\mu)^2}{\sigma^3} - \frac{1}{\sigma}
\frac{\partial}{\partial\sigma^2}\log p(x) = -\frac{1}{2\sigma^2}+\frac{(x-\mu)^2}{2\sigma^4}
\ell(\mu,\sigma) = -\frac{n}{2}\log(2\pi) - n \log\sigma - \frac{1}{2\sigma^2}\sum_{i=1}^n
  (x_i-\mu)^2
\ell(\mu,\sigma^2) = \sum_{i=1}^n \log \mathcal{N}(x_i \mid \mu, \sigma^2)
\ell = \log\prod_{i=1}^n p(x_i)
\ell = \log\prod_{i=1}^n p(x_i \mid \mu,\sigma)
\frac{\partial\ell}{\partial\mu} = \frac{1}{\sigma^2}\sum_{i=1}^n(x_i-\mu)
\frac{\partial \ell}{\partial \mu} = \frac{n}{\sigma^2}(\bar{x} - \mu)
\frac{\partial\ell}{\partial\sigma} = -\frac{n}{\sigma}+\frac{1}{\sigma^3}\sum_{i=1}^n(x_i-\mu)^2
\hat{\mu} = \frac{1}{n}\sum_{i=1}^n x_i
\hat{\sigma}^2 = \frac{1}{n}\sum_{i=1}^n (x_i-\hat{\mu})^2
\sum_{i=1}^n (x_i - \mu)^2 = \sum_{i=1}^n (x_i - \bar{x})^2 + n(\bar{x}-\mu)^2
H = \frac{1}{2}\log(2\pi e\sigma^2)
""",
    axes={"i": ("n", 5)},
    inputs={
        "x": uniform(-2, 2),
        "mu": uniform(-1, 1),
        "s": uniform(0.5, 2),
        "xs": uniform(-2, 2, 5),
        "m1": uniform(-1, 1),
        "m2": uniform(-1, 1),
        "s1": uniform(0.5, 1),
        "s2": uniform(0.5, 1),
    },
    nodes={
        "p": lambda x, mu, s: np.exp(-((x - mu) ** 2) / 2 / s**2) / np.sqrt(2 * np.pi * s**2),
        "ps": lambda xs, mu, s: np.exp(-((xs - mu) ** 2) / 2 / s**2) / np.sqrt(2 * np.pi * s**2),
        "l": lambda xs, mu, s: np.sum(-((xs - mu) ** 2) / 2 / s**2 - np.log(2 * np.pi * s**2) / 2),
        "xb": lambda xs: np.mean(xs),
        "vh": lambda xs, xb: np.mean((xs - xb) ** 2),
        "H": lambda s: np.log(2 * np.pi * np.e * s**2) / 2,
        "KL": lambda m1, m2, s1, s2: np.log(s2 / s1) + (s1**2 + (m1 - m2) ** 2) / 2 / s2**2 - 0.5,
    },
    functions={"p": ("p", "ps[i]"), r"\mathcal{N}": ("p", "ps[i]"), r"\ell": "l", "D_{KL}": "KL", "KL": "KL"},
    symbols={
        "x": "x",
        "x_i": "xs[i]",
        r"\mu": "mu",
        r"\sigma": "s",
        r"\ell": "l",
        r"\bar{x}": "xb",
        r"\hat{\mu}": "xb",
        r"\mu_{\text{MLE}}": "xb",
        r"\hat{\sigma}^2": "vh",
        "H": "H",
        r"\mu_1": "m1",
        r"\mu_2": "m2",
        r"\sigma_1": "s1",
        r"\sigma_2": "s2",
    },
)
_add(
    "mvn",
    r"""
p(\mathbf{x}) =
  \frac{1}{(2\pi)^{D/2}|\boldsymbol{\Sigma}|^{1/2}}\exp\left(-\frac12(\mathbf{x}-\boldsymbol{\mu})^\top\boldsymbol{\Sigma}^{-1}(\mathbf{x}-\boldsymbol{\mu})\right)
\mathcal{N}(\mathbf{x}\mid\boldsymbol{\mu},\boldsymbol{\Sigma}) =
  \frac{1}{(2\pi)^{D/2}}\frac{1}{|\boldsymbol{\Sigma}|^{1/2}}\exp\left\{-\frac12(\mathbf{x}-\boldsymbol{\mu})^{\mathrm{T}}\boldsymbol{\Sigma}^{-1}(\mathbf{x}-\boldsymbol{\mu})\right\}
p(\mathbf{x}) = \frac{1}{\sqrt{(2\pi)^D
  \det(\boldsymbol{\Sigma})}}\exp\left(-\frac{1}{2}\Delta^2\right)
p(\mathbf{x}) = |2\pi\boldsymbol{\Sigma}|^{-\frac12}
  \exp\left(-\frac12(\mathbf{x}-\boldsymbol{\mu})^\top\boldsymbol{\Sigma}^{-1}(\mathbf{x}-\boldsymbol{\mu})\right)
p(\mathbf{x}) = \sqrt{\frac{|\boldsymbol\Lambda|}{(2\pi)^D}}
  \exp\left(-\frac12(\mathbf{x}-\boldsymbol{\mu})^\top\boldsymbol{\Lambda}(\mathbf{x}-\boldsymbol{\mu})\right)
\boldsymbol\Lambda = \boldsymbol\Sigma^{-1}
\boldsymbol\Lambda\boldsymbol\Sigma = \mathbf{I}
\log p(\mathbf{x}) = -\frac{D}{2}\log 2\pi - \frac12\log|\boldsymbol\Sigma| -
  \frac12(\mathbf{x}-\boldsymbol\mu)^\top\boldsymbol\Sigma^{-1}(\mathbf{x}-\boldsymbol\mu)
\log p(\mathbf{x}) = -\frac{D}{2}\log(2\pi) - \frac12\log\det\boldsymbol\Sigma -
  \frac12(\mathbf{x}-\boldsymbol\mu)^\top\boldsymbol\Sigma^{-1}(\mathbf{x}-\boldsymbol\mu)
\frac{\partial\log p(\mathbf{x})}{\partial\boldsymbol\mu} =
  \boldsymbol\Sigma^{-1}(\mathbf{x}-\boldsymbol\mu)
\nabla_{\mathbf{x}}\log p(\mathbf{x}) = -\boldsymbol\Sigma^{-1}(\mathbf{x}-\boldsymbol\mu)
(\mathbf{x}-\boldsymbol\mu)^\top\boldsymbol\Sigma^{-1}(\mathbf{x}-\boldsymbol\mu) =
  \operatorname{tr}\left(\boldsymbol\Sigma^{-1}(\mathbf{x}-\boldsymbol\mu)(\mathbf{x}-\boldsymbol\mu)^\top\right)
\frac{\partial \log |\boldsymbol\Sigma|}{\partial \boldsymbol\Sigma} = \boldsymbol\Sigma^{-1}
\frac{\partial \log |\boldsymbol\Sigma|}{\partial \boldsymbol\Sigma} = (\boldsymbol\Sigma^{-1})^\top
  = \boldsymbol\Sigma^{-T}
D_M = \sqrt{(\mathbf{x}-\boldsymbol\mu)^\top\boldsymbol\Sigma^{-1}(\mathbf{x}-\boldsymbol\mu)}
""",
    axes={"d": ("D", 3)},
    inputs={"x": uniform(-1, 1, 3, 1), "mu": uniform(-1, 1, 3, 1), "M": uniform(-1, 1, 3, 3)},
    nodes={
        "S": lambda M: M @ M.T + np.eye(3),
        "Lam": lambda S: np.linalg.inv(S),
        "D2": lambda x, mu, Lam: ((x - mu).T @ Lam @ (x - mu))[0, 0],
        "DM": lambda D2: np.sqrt(D2),
        "p": lambda D2, S: np.exp(-D2 / 2) / np.sqrt((2 * np.pi) ** 3 * np.linalg.det(S)),
    },
    functions={"p": "p", r"\mathcal{N}": "p"},
    symbols={
        r"\mathbf{x}": "x",
        r"\boldsymbol{\mu}": "mu",
        r"\boldsymbol{\Sigma}": "S",
        r"\boldsymbol\Lambda": "Lam",
        r"\Delta^2": "D2",
        "D_M": "DM",
    },
)
_add(
    "info",
    r"""
H(X) = -\sum_x p(x)\log p(x)
H(X) = -\sum_{x\in\mathcal{X}} p(x)\log p(x)
H(p) = -\sum_x p(x)\log p(x)
H(X) = \sum_x p(x)\log\frac{1}{p(x)}
H(X) = -\mathbb{E}_{x\sim p}[\log p(x)]
H(X) = \mathbb{E}_{p(x)}\left[\log\frac{1}{p(x)}\right]
H(X,Y) = -\sum_{x,y}p(x,y)\log p(x,y)
H(X,Y) = -\sum_x\sum_y p(x,y)\log p(x,y)
H(Y|X) = -\sum_{x,y}p(x,y)\log p(y|x)
H(Y \mid X) = H(X,Y) - H(X)
H(X,Y) = H(X)+H(Y|X)
I(X;Y) = \sum_{x,y}p(x,y)\log\frac{p(x,y)}{p(x)p(y)}
I(X;Y) = H(X)+H(Y)-H(X,Y)
I(X;Y) = H(Y)-H(Y|X)
I(X;Y) = H(X) - H(X \mid Y)
p(y|x) = \frac{p(x,y)}{p(x)}
p(x,y) = p(x) p(y|x)
p(x) = \sum_y p(x,y)
p(y) = \sum_x p(x,y) = \sum_x p(y|x) p(x)
p(x|y) = \frac{p(y|x)p(x)}{p(y)}
p(x|y) = \frac{p(y|x)p(x)}{\sum_{x'} p(y|x')p(x')}
\sum_x p(x) = 1
\sum_y p(y|x) = 1
""",
    axes={"x": ("K", 3), "y": ("M", 4)},
    inputs={"P": lambda rng: rng.dirichlet(np.full(12, 2.0)).reshape(3, 4)},
    nodes={
        "px": lambda P: np.sum(P, axis=1),
        "py": lambda P: np.sum(P, axis=0),
        "pyx": lambda P, px: P / px[:, None],
        "pxy": lambda P, py: P / py,
        "HX": lambda px: -np.sum(px * np.log(px)),
        "HY": lambda py: -np.sum(py * np.log(py)),
        "HXY": lambda P: -np.sum(P * np.log(P)),
        "HYgX": lambda HXY, HX: HXY - HX,
        "HXgY": lambda HXY, HY: HXY - HY,
        "I": lambda HX, HY, HXY: HX + HY - HXY,
    },
    functions={"p": ("px[x]", "py[y]", "P[x,y]"), "H": "HX", "I": "I"},
    symbols={"p_{xy}": "P[x,y]"},
)
_add(
    "info2",
    r"""
H(p) = -\sum_{i=1}^n p_i \log p_i
H(p,q) = -\sum_i p_i\log q_i
H(p, q) = H(p) + D_{KL}(p\|q)
D_{KL}(p\|q) = \sum_i p_i\log\frac{p_i}{q_i}
D_{\mathrm{KL}}(P \,\|\, Q) = \sum_i p_i\log\left(\frac{p_i}{q_i}\right)
D_{KL}(p\|q) = -\sum_i p_i\log\frac{q_i}{p_i}
D_{KL}(p\|q) = \sum_i p_i(\log p_i-\log q_i)
D_{KL}(p\|q) = H(p,q)-H(p)
D_{KL}(p\|q) \geq 0
D_{KL}(p||q) \ge 0
JS(p,q) = \frac12 D_{KL}(p\|m)+\frac12 D_{KL}(q\|m)
m = \frac12(p+q)
H(p) \le \log n
\frac{\partial H(p,q)}{\partial q_i} = -\frac{p_i}{q_i}
H(q,p) = -\sum_i q_i \log p_i
\chi^2 = \sum_i \frac{(p_i-q_i)^2}{q_i}
""",
    axes={"i": ("n", 4)},
    inputs={"p": on_the_simplex(4), "q": on_the_simplex(4)},
    nodes={
        "m": lambda p, q: (p + q) / 2,
        "JS": lambda p, q, m: (np.sum(p * np.log(p / m)) + np.sum(q * np.log(q / m))) / 2,
        "chi": lambda p, q: np.sum((p - q) ** 2 / q),
    },
    functions={
        "H": lambda p, q=None: -np.sum(p * np.log(p if q is None else q)),
        "D_{KL}": lambda p, q: np.sum(p * np.log(p / q)),
        "JS": "JS",
        "p": "p[i]",
        "q": "q[i]",
    },
    symbols={
        "p": "p",
        "q": "q",
        "P": "p",
        "Q": "q",
        "p_i": "p[i]",
        "q_i": "q[i]",
        "m": "m",
        r"\chi^2": "chi",
    },
)
_add(
    "matcalc",
    r"""
\frac{\partial \mathbf{a}^\top\mathbf{x}}{\partial\mathbf{x}} = \mathbf{a}
\frac{\partial \mathbf{x}^\top\mathbf{a}}{\partial\mathbf{x}} = \mathbf{a}
\nabla_{\mathbf{x}}(\mathbf{a}^\top\mathbf{x}) = \mathbf{a}
\nabla_{\mathbf{x}}\mathbf{a}^\top\mathbf{x} = \mathbf{a}
\nabla_{\mathbf{x}}\mathbf{x}^\top\mathbf{A}\mathbf{x} = (\mathbf{A}+\mathbf{A}^\top)\mathbf{x}
\frac{\partial\mathbf{x}^\top\mathbf{A}\mathbf{x}}{\partial\mathbf{x}} =
  (\mathbf{A}+\mathbf{A}^\top)\mathbf{x}
\frac{\partial}{\partial\mathbf{x}}\mathbf{x}^\top\mathbf{A}\mathbf{x} =
  \mathbf{A}\mathbf{x}+\mathbf{A}^\top\mathbf{x}
\frac{\partial}{\partial \mathbf{x}} (\mathbf{x}^\top\mathbf{x}) = 2\mathbf{x}
\nabla_{\mathbf{x}}\|\mathbf{x}\|^2 = 2\mathbf{x}
\nabla_{\mathbf{x}}\|\mathbf{x}\|_2 = \frac{\mathbf{x}}{\|\mathbf{x}\|_2}
\frac{\partial\mathbf{A}\mathbf{x}}{\partial\mathbf{x}} = \mathbf{A}
\frac{\partial}{\partial \mathbf{x}} \|\mathbf{A}\mathbf{x}-\mathbf{b}\|^2 =
  2\mathbf{A}^\top(\mathbf{A}\mathbf{x}-\mathbf{b})
\nabla_{\mathbf{x}}\frac12\|\mathbf{A}\mathbf{x}-\mathbf{b}\|_2^2 =
  \mathbf{A}^\top(\mathbf{A}\mathbf{x}-\mathbf{b})
\|\mathbf{A}\mathbf{x}-\mathbf{b}\|^2 =
  (\mathbf{A}\mathbf{x}-\mathbf{b})^\top(\mathbf{A}\mathbf{x}-\mathbf{b})
\|\mathbf{A}\mathbf{x}-\mathbf{b}\|^2 =
  \mathbf{x}^\top\mathbf{A}^\top\mathbf{A}\mathbf{x}-2\mathbf{b}^\top\mathbf{A}\mathbf{x}+\mathbf{b}^\top\mathbf{b}
\frac{\partial}{\partial\mathbf{X}}\operatorname{tr}(\mathbf{A}\mathbf{X}) = \mathbf{A}^\top
\frac{\partial \operatorname{tr}(\mathbf{A}\mathbf{B})}{\partial \mathbf{A}} = \mathbf{B}^T
\frac{\partial |\mathbf{A}|}{\partial \mathbf{A}} = |\mathbf{A}| \mathbf{A}^{-T}
\frac{\partial \det(\mathbf{A})}{\partial \mathbf{A}} = \det(\mathbf{A}) (\mathbf{A}^{-1})^T
\frac{\partial\mathbf{a}^\top\mathbf{A}\mathbf{b}}{\partial\mathbf{A}} = \mathbf{a}\mathbf{b}^\top
\frac{\partial \mathbf{a}^\top\mathbf{A}^{-1}\mathbf{b}}{\partial\mathbf{A}} =
  -\mathbf{A}^{-\top}\mathbf{a}\mathbf{b}^\top\mathbf{A}^{-\top}
\operatorname{tr}(\mathbf{A}\mathbf{B}) = \operatorname{tr}(\mathbf{B}\mathbf{A})
(\mathbf{A}\mathbf{B})^\top = \mathbf{B}^\top\mathbf{A}^\top
(\mathbf{A}\mathbf{B})^{-1} = \mathbf{B}^{-1}\mathbf{A}^{-1}
\|\mathbf{A}\|_F^2 = \operatorname{tr}(\mathbf{A}^\top\mathbf{A})
\|\mathbf{A}\|_F^2 = \sum_{i,j} a_{ij}^2
\frac{\partial\|\mathbf{A}\|_F^2}{\partial\mathbf{A}} = 2\mathbf{A}
\nabla^2_{\mathbf{x}}\,\mathbf{x}^\top\mathbf{A}\mathbf{x} = \mathbf{A}+\mathbf{A}^\top
\nabla_{\mathbf{x}}^2 \mathbf{x}^\top\mathbf{A}\mathbf{x} = \mathbf{A}+\mathbf{A}^\top
\frac{\partial^2 \mathbf{x}^\top\mathbf{A}\mathbf{x}}{\partial \mathbf{x} \partial \mathbf{x}^\top}
  = \mathbf{A}+\mathbf{A}^\top
\frac{\partial^2 \mathbf{x}^\top\mathbf{A}\mathbf{x}}{\partial \mathbf{x}^2} =
  \mathbf{A}+\mathbf{A}^\top
\mathbf{x}^\top\mathbf{A}\mathbf{x} = \sum_i\sum_j a_{ij}x_ix_j
(\mathbf{A}\mathbf{x})_i = \sum_j a_{ij}x_j
[\mathbf{A}\mathbf{x}]_i = \sum_{j=1}^n a_{ij}x_j
\frac{\partial (\mathbf{A}\mathbf{x})_i}{\partial x_j} = a_{ij}
\frac{\partial x_i}{\partial x_j} = \delta_{ij}
\frac{\partial}{\partial x_k}\sum_{i}\sum_{j}a_{ij}x_ix_j = \sum_j a_{kj}x_j+\sum_i a_{ik}x_i
\mathbf{x} \cdot \mathbf{a} = \mathbf{x}^\top \mathbf{a} = \sum_{i=1}^n x_i a_i
\langle \mathbf{x}, \mathbf{a} \rangle = \mathbf{x}^\top \mathbf{a}
\mathbf{A} \mathbf{A}^{-1} = \mathbf{I}
\mathbf{I}\mathbf{x} = \mathbf{x}
\frac{\partial \mathbf{x}}{\partial \mathbf{x}} = \mathbf{I}
\mathbf{1}^\top \mathbf{x} = \sum_i x_i
(\mathbf{A}^\top\mathbf{A} + \lambda \mathbf{I})\mathbf{x} = \mathbf{A}^\top\mathbf{A}\mathbf{x} +
  \lambda \mathbf{x}
\lVert \mathbf{x} \rVert_1 = \sum_i |x_i|
\|\mathbf{x}\|_\infty = \max_i |x_i|
\frac{\partial}{\partial \mathbf{x}} \mathbf{a}^\top\mathbf{x}\mathbf{x}^\top\mathbf{a} =
  2\mathbf{a}\mathbf{a}^\top\mathbf{x}
\frac{\mathrm{d} \mathbf{x}^\top \mathbf{A} \mathbf{x}}{\mathrm{d} \mathbf{x}} = (\mathbf{A} +
  \mathbf{A}^\top) \mathbf{x}
""",
    axes={"i": ("n", 3), "j": ("n", 3), "k": ("n", 3)},
    inputs={
        "a": uniform(-1, 1, 3, 1),
        "b": uniform(-1, 1, 3, 1),
        "x": uniform(-1, 1, 3, 1),
        "A": uniform(-1, 1, 3, 3),
        "B": uniform(-1, 1, 3, 3),
        "X": uniform(-1, 1, 3, 3),
        "lam": uniform(0.1, 1),
    },
    symbols={
        r"\mathbf{a}": "a",
        r"\mathbf{b}": "b",
        r"\mathbf{x}": "x",
        r"\mathbf{A}": "A",
        r"\mathbf{B}": "B",
        r"\mathbf{X}": "X",
        "a_{ij}": "A[i,j]",
        "x_i": "x[i,1]",
        "a_i": "a[i,1]",
        r"\lambda": "lam",
    },
)
_add(
    "linreg",
    r"""
J(\mathbf{w}) = \frac{1}{2N}\sum_{n=1}^N (\mathbf{w}^\top\mathbf{x}_n - t_n)^2
E(\mathbf{w}) = \frac12\sum_{n=1}^N\{t_n-\mathbf{w}^{\mathrm T}\mathbf{x}_n\}^2
\mathbf{w}^* = (\mathbf{X}^\top\mathbf{X})^{-1}\mathbf{X}^\top\mathbf{t}
\hat{\mathbf{w}} = (\mathbf{X}^\top\mathbf{X}+\lambda\mathbf{I})^{-1}\mathbf{X}^\top\mathbf{t}
\nabla E(\mathbf{w}) = \mathbf{X}^\top(\mathbf{X}\mathbf{w}-\mathbf{t})
E(\mathbf{w}) = \frac12(\mathbf{t}-\mathbf{X}\mathbf{w})^\top(\mathbf{t}-\mathbf{X}\mathbf{w})
E(\mathbf{w}) = \frac12\|\mathbf{t}-\mathbf{X}\mathbf{w}\|^2
\frac{\partial E}{\partial w_d} = -\sum_{n=1}^N (t_n - \mathbf{w}^\top\mathbf{x}_n)x_{nd}
\nabla \nabla E(\mathbf{w}) = \mathbf{X}^\top\mathbf{X}
\nabla^2 E(\mathbf{w}) = \mathbf{X}^\top\mathbf{X}
\mathbf{H} = \mathbf{X}^\top\mathbf{X}
\mathbf{w}^* = \arg\min_{\mathbf{w}} E(\mathbf{w})
\mathbf{w}^* = \operatorname*{arg\,min}_{\mathbf{w}} \|\mathbf{X}\mathbf{w} - \mathbf{t}\|^2
\mathbf{w}^* = \underset{\mathbf{w}}{\operatorname{argmin}} \; E(\mathbf{w})
\nabla E(\mathbf{w}^*) = 0
\left.\frac{\partial E}{\partial \mathbf{w}}\right|_{\mathbf{w}=\mathbf{w}^*} = \mathbf{0}
\mathbf{X}^\top\mathbf{X}\mathbf{w}^* = \mathbf{X}^\top\mathbf{t}
\tilde{E}(\mathbf{w}) = E(\mathbf{w})+\frac\lambda2\|\mathbf{w}\|^2
\tilde{E}(\mathbf{w}) = E(\mathbf{w}) + \frac{\lambda}{2} \mathbf{w}^\top \mathbf{w}
""",
    axes={"n": ("N", 6), "d": ("D", 3)},
    inputs={
        "XT": uniform(-1, 1, 3, 6),
        "t": uniform(-1, 1, 6),
        "w": uniform(-1, 1, 3),
        "lam": uniform(0.1, 1),
    },
    nodes={
        "X": lambda XT: XT.T,
        "E": lambda X, w, t: np.sum((X @ w - t) ** 2) / 2,
        "J": lambda E: E / 6,
        "ws": lambda X, t: np.linalg.solve(X.T @ X, X.T @ t),
        "wr": lambda X, t, lam: np.linalg.solve(X.T @ X + lam * np.eye(3), X.T @ t),
        "Et": lambda E, w, lam: E + lam / 2 * np.sum(w**2),
        "H": lambda X: X.T @ X,
    },
    functions={"E": "E", "J": "J", r"\tilde{E}": "Et"},
    parameters=("w",),
    symbols={
        r"\mathbf{x}_n": "XT[:,n]",
        "x_{nd}": "X[n,d]",
        r"\mathbf{X}": "X",
        "t_n": "t[n]",
        r"\mathbf{t}": "t",
        r"\mathbf{w}": "w",
        "w_d": "w[d]",
        r"\mathbf{w}^*": "ws",
        r"\hat{\mathbf{w}}": "wr",
        r"\mathbf{w}_{\text{ML}}": "ws",
        r"\lambda": "lam",
        "E": "E",
        r"\mathbf{H}": "H",
    },
)
_add(
    "rl",
    r"""
V(s) = \sum_a \pi(a|s) Q(s,a)
V(s) = \sum_a \pi(a \mid s) Q(s, a)
Q(s,a) = r(s,a)+\gamma\sum_{s'}P(s'|s,a)V(s')
Q(s,a) = r(s,a) + \gamma \sum_{s'} p(s' \mid s, a) V(s')
V(s) = \sum_a \pi(a|s)\left[r(s,a)+\gamma\sum_{s'}P(s'|s,a)V(s')\right]
A(s,a) = Q(s,a)-V(s)
\sum_a \pi(a|s)A(s,a) = 0
V^*(s) = \max_a Q(s,a)
\sum_{s'} P(s'|s,a) = 1
""",
    axes={"s": ("S", 3), "a": ("A", 2), "u": ("S", 3)},
    inputs={
        "V": uniform(-1, 1, 3),
        "r": uniform(-1, 1, 3, 2),
        "gamma": uniform(0.5, 0.9),
        "P": on_the_simplex(3, 2, 3),
        "pi": on_the_simplex(3, 2),
    },
    nodes={
        "V0": lambda P, r, gamma, pi: np.linalg.solve(
            np.eye(3) - gamma * np.einsum("sa,sau->su", pi, P), np.sum(pi * r, axis=1)
        ),
        "Q": lambda r, gamma, P, V0: r + gamma * np.einsum("sau,u->sa", P, V0),
        "Vs": lambda Q: np.max(Q, axis=1),
        "A": lambda Q, V0: Q - V0[:, None],
    },
    functions={
        "V": "V0[s]",
        "Q": "Q[s,a]",
        "r": "r[s,a]",
        "P": "P[s,a,u]",
        "p": "P[s,a,u]",
        r"\pi": "pi[s,a]",
        "A": "A[s,a]",
        "V^*": "Vs[s]",
    },
    symbols={r"\gamma": "gamma"},
)
_add(
    "activ",
    r"""
\tanh(x) = \frac{e^x-e^{-x}}{e^x+e^{-x}}
\tanh(x) = 2\sigma(2x)-1
\tanh'(x) = 1-\tanh^2(x)
\frac{d}{dx}\tanh(x) = 1-\tanh^2(x)
\frac{d \tanh x}{dx} = 1 - \tanh^2 x
\mathrm{ReLU}(x) = \max(0,x)
\text{ReLU}(x) = \max\{0, x\}
\text{ReLU}'(x) = \begin{cases}1 & x>0\\0 & x<0\end{cases}
\mathrm{ReLU}'(x) = \mathbb{1}_{x>0}
\mathrm{ReLU}(x) = x\,\mathbb{1}(x>0)
\operatorname{softplus}(x) = \log(1+e^x)
\operatorname{softplus}'(x) = \sigma(x)
\operatorname{softplus}(x) - \operatorname{softplus}(-x) = x
f(x) = \max(0,x) = \begin{cases} x & \text{if } x \geq 0, \\ 0 & \text{if } x < 0. \end{cases}
\sigma''(x) = \sigma(x)(1-\sigma(x))(1-2\sigma(x))
|x| = \max(x, -x)
\operatorname{sgn}(x) = \frac{x}{|x|}
\frac{d}{dx} |x| = \operatorname{sign}(x)
\frac{\text{d}}{\text{d}x}\sigma(x) = \sigma(x)(1 - \sigma(x))
\cosh^2(x) - \sinh^2(x) = 1
""",
    axes={},
    inputs={"x": uniform(-2, 2), "al": uniform(0.05, 0.3), "be": uniform(0.5, 2)},
    functions={
        r"\sigma": logistic,
        r"\mathrm{ReLU}": relu,
        "f": relu,
        r"\operatorname{softplus}": lambda x: np.log(1 + np.exp(x)),
    },
    symbols={"x": "x", r"\alpha": "al", r"\beta": "be"},
)
_add(
    "chain",
    r"""
\frac{dy}{dx} = \frac{dy}{du}\frac{du}{dx}
\frac{dy}{dx} = \frac{dy}{du}\cdot\frac{du}{dx}
\frac{\partial z}{\partial x} = \frac{\partial z}{\partial u}\frac{\partial u}{\partial
  x}+\frac{\partial z}{\partial v}\frac{\partial v}{\partial x}
\frac{dz}{dx} = \frac{\partial z}{\partial u}\frac{du}{dx}+\frac{\partial z}{\partial
  v}\frac{dv}{dx}
\frac{d^2 y}{dx^2} = 12x^2+4
\frac{dy}{dx} = 4x(x^2+1)
y = u^2, \quad u = x^2+1
y = u^2 \quad\text{where}\quad u = x^2+1
dy = 4x(x^2+1)\,dx
\frac{d}{dx}(u v) = u\frac{dv}{dx}+v\frac{du}{dx}
\frac{d}{dx}\left(\frac{u}{v}\right) = \frac{v\frac{du}{dx}-u\frac{dv}{dx}}{v^2}
(f(g(x)))' = f'(g(x)) g'(x)
\frac{d}{dx}f(g(x)) = f'(g(x))\cdot g'(x)
f'(x) = \lim_{h\to0}\frac{f(x+h)-f(x)}{h}
f'(x) \approx \frac{f(x+h)-f(x-h)}{2h}
\frac{d}{dx}x^n = nx^{n-1}
\frac{d}{dx}\ln x = \frac1x
\frac{df}{dx}(x) = f'(x)
f(x+h) \approx f(x)+hf'(x)
f(x + h) = f(x) + h f'(x) + \frac{h^2}{2} f''(x) + O(h^3)
""",
    axes={},
    inputs={"x": uniform(0.5, 1.5), "h": uniform(1e-5, 2e-5), "n": lambda rng: rng.integers(2, 5)},
    nodes={
        "u": lambda x: x**2 + 1,
        "v": lambda x: np.sin(x),
        "y": lambda u: u**2,
        "z": lambda u, v: u * v + v**2,
    },
    functions={"f": lambda x: np.exp(x), "g": lambda x: x**2},
    symbols={"x": "x", "h": "h", "n": "n", "u": "u", "v": "v", "y": "y", "z": "z"},
)

_INFORMATION = SUBJECTS["info"][0]
_INFORMATION["SYMBOLS"] |= {"H(X)": "HX", "H(p)": "HX", "H(Y)": "HY", "H(X,Y)": "HXY", "H(Y|X)": "HYgX"}
_INFORMATION["SYMBOLS"] |= {"H(X|Y)": "HXgY", "I(X;Y)": "I", "p(y|x)": "pyx[x,y]", "p(x|y)": "pxy[x,y]"}
_INFORMATION["FUNCTIONS"] = {"p": _INFORMATION["FUNCTIONS"]["p"]}
_LOGISTIC = SUBJECTS["logreg"][0]
_LOGISTIC["NODES"] |= {"y0": lambda yh: 1 - yh, "XT": lambda X: X.T}
_LOGISTIC["SYMBOLS"] |= {
    r"P(y_i=1\mid\mathbf{x}_i)": "P1[i]",
    r"P(y_i=0|\mathbf{x}_i)": "y0[i]",
    r"\mathbf{x}_i": "XT[:,i]",
}
