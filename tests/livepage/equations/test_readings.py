"""Equations as authors write them: each right form holds, and the wrong one, a slip once made, does not."""

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context, check_latex
from livepage.equations.errors import GraphError
from livepage.equations.verdicts.check_formula import check_formula
from tests.livepage.equations.conftest import logistic, on_the_simplex, uniform

Array = Any


def gates(c: Array, o: Array) -> Array:
    return o * np.tanh(c)


LSTM = {
    "axes": {},
    "inputs": {
        "p": uniform(-1, 1, 3, 1),
        "f": uniform(0.1, 0.9, 3, 1),
        "o": uniform(0.1, 0.9, 3, 1),
        "g": uniform(-1, 1, 3, 1),
        "r": uniform(-1, 1, 3, 1),
    },
    "nodes": {
        "c": lambda f, p, g: f * p + (1 - f) * g,
        "h": lambda c, o: gates(c, o),
        "E": lambda h, r: np.sum(r * h),
    },
    "definitions": {
        "dc[:,:]": r"\frac{\partial E}{\partial c^t}",
        "dp[:,:]": r"\frac{\partial E}{\partial c^{t-1}}",
        "dh[:,:]": r"\frac{\partial E}{\partial h^t}",
    },
    "symbols": {
        "c^t": "c",
        "c^{t-1}": "p",
        "f^t": "f",
        "o^t": "o",
        "h^t": "h",
        "E": "E",
        r"\delta c^t": "dc",
        r"\delta c^{t-1}": "dp",
        r"\delta h^t": "dh",
        r"\mathbf{c}_{(t)}": "c",
        r"\mathbf{c}_{(t-1)}": "p",
        r"\mathbf{f}_{(t)}": "f",
        r"\mathbf{g}_{*}": "g",
        "g'": "g",
    },
}
PLAIN = {
    "axes": {"i": ("n", 6), "j": ("n", 6), "k": ("d", 3)},
    "inputs": {
        "x": uniform(0.5, 1.5, 6),
        "X": uniform(-1, 1, 6, 3),
        "A": uniform(-1, 1, 4, 3),
        "u": uniform(-1, 1, 3, 1),
        "b": uniform(0.5, 0.9),
        "s": uniform(0.5, 2),
        "m": uniform(-1, 1),
        "y": uniform(0.1, 0.4),
        "e": uniform(0.1, 0.2),
        "M": uniform(-1, 1, 3, 3),
    },
    "nodes": {
        "p": lambda y, m, s: np.exp(-((y - m) ** 2) / 2 / s**2) / np.sqrt(2 * np.pi * s**2),
        "mean": lambda x: np.mean(x),
        "F": lambda u, A: np.sum((A @ u) ** 2),
        "q": lambda x, X: np.sum(X * x[:, None] ** 2),
        "pairs": lambda X: sum(X[i] @ X[j] for i in range(6) for j in range(i + 1, 6)),
    },
    "functions": {
        "p": "p",
        "F": "F",
        r"\sigma": logistic,
        "f": np.exp,
        r"\phi": lambda z: z**4,
        "h_\\theta": lambda z: 3 * z,
    },
    "symbols": {
        "x_i": "x[i]",
        r"\mathbf{x}_i": "X[i]",
        "A": "A",
        "B": "M",
        r"\mathbf{u}": "u",
        "u_k": "u[k,1]",
        r"\beta": "b",
        r"\sigma": "s",
        r"\mu": "m",
        "y": "y",
        r"\bar{x}": "mean",
        r"\epsilon": "e",
        "F": "F",
        r"\pi_2": "pairs",
    },
}
TABLES = {
    "axes": {"x": ("K", 4), "s": ("S", 3), "a": ("T", 2)},
    "inputs": {
        "p": on_the_simplex(4),
        "q": on_the_simplex(4),
        "Q": uniform(-1, 1, 3, 2),
        "P": on_the_simplex(3, 2),
    },
    "nodes": {
        "KL": lambda p, q: np.sum(p * np.log(p / q)),
        "H": lambda p: -np.sum(p * np.log(p)),
        "V": lambda Q, P: np.sum(P * Q, axis=1),
        "var": lambda p, q: np.sum(p * q**2) - np.sum(p * q) ** 2,
    },
    "functions": {"Q": "Q[s,a]", r"\pi": "P[s,a]", "p": "p[x]", "V": "V[s]", r"D_{\mathbb{KL}}": "KL"},
    "symbols": {"p": "p", "q": "q", "q_x": "q[x]", "H": "H", "v": "var"},
}
STEPS = {
    "axes": {},
    "inputs": {
        "theta": uniform(0.5, 1, 3, 1),
        "r": uniform(0.01, 0.1, 3, 1),
        "g": uniform(0.1, 0.5, 3, 1),
        "alpha": uniform(0.01, 0.1),
        "eps": uniform(0.001, 0.01),
    },
    "step": lambda theta, r, alpha, eps: {
        "g": theta**3,
        "r": 0.9 * r + 0.1 * theta**6,
        "theta": theta - alpha * theta**3 / (np.sqrt(0.9 * r + 0.1 * theta**6) + eps),
    },
    "iteration": "t",
    "symbols": {r"\theta": "theta", "r": "r", "g": "g", r"\alpha": "alpha", r"\epsilon": "eps"},
}
GRAPHS: dict[str, dict[str, Any]] = {"lstm": LSTM, "plain": PLAIN, "tables": TABLES, "steps": STEPS}


@pytest.fixture(scope="module")
def graphs() -> dict[str, Context]:
    return {
        name: Context.from_data(name, **{key.upper(): value for key, value in data.items()})
        for name, data in GRAPHS.items()
    }


PAIRS = [
    # names
    ("lstm", r"\delta c^{t-1} = \delta c^t \odot f^t", r"\delta c^t = \delta c^t \odot f^t + 0 c^t"),
    (
        "lstm",
        r"\delta c^t = \delta h^t \odot o^t \odot (1-\tanh^2(c^t))",
        r"\delta c^t = \delta h^t \odot o^t",
    ),
    (
        "lstm",
        r"\mathbf{c}_{(t)} = \mathbf{f}_{(t)} \otimes \mathbf{c}_{(t-1)} + (1 - \mathbf{f}_{(t)}) \otimes g'",
        r"\mathbf{c}_{(t)} = (1 - \mathbf{f}_{(t)}) \otimes \mathbf{c}_{(t-1)} + \mathbf{f}_{(t)} \otimes g'",
    ),
    ("lstm", r"\mathbf{g}_* + \mathbf{g}_{\star} = 2 g'", r"\mathbf{g}_* + \mathbf{g}_* = g'"),
    # spellings
    ("plain", r"{{\sigma}{(x_{{i}})}} = {1 \over {1 + e^{-x_i}}}", r"\sigma{(x_i)} = {1 \over 1 - e^{-x_i}}"),
    ("plain", r"{{h}_{\theta}}\left( {x_i} \right) = 3 {x}_{i}", r"{{h}_{\theta}}(x_i) = 2 x_i"),
    ("plain", r"exp(y) + det(B) = e^y + \det(B)", "exp(y) = e^{-y}"),
    (
        "plain",
        r"|y - \mu| = \left\{\begin{matrix} y - \mu & if y > \mu \\ \mu - y & otherwise \end{matrix}\right.",
        r"|y - \mu| = "
        r"\left\{\begin{array}{ll} y - \mu & if y < \mu \\ \mu - y & otherwise \end{array}\right.",
    ),
    ("plain", r"x_i + 3! = x_i + 6, \text{ for  i}\ge \text{2}", r"x_i + 2! = x_i + 1"),
    # functions of the graph
    (
        "plain",
        r"p(y \mid \mu, \sigma^2) = "
        r"\frac{1}{\sqrt{2\pi\sigma^2}} \exp\left(-\frac{(y-\mu)^2}{2\sigma^2}\right)",
        r"p(y \mid \mu, \sigma^2) = "
        r"\frac{1}{\sqrt{2\pi\sigma^2}} \exp\left(\frac{(y-\mu)^2}{2\sigma^2}\right)",
    ),
    (
        "plain",
        r"\frac{\partial \log p(y|\mu,\sigma)}{\partial \mu} = \frac{y - \mu}{\sigma^2}",
        r"\frac{\partial \log p(y|\mu,\sigma)}{\partial \mu} = \frac{\mu - y}{\sigma^2}",
    ),
    ("plain", r"\phi'''(y) = 24 y", r"\phi'''(y) = 12 y^2"),
    ("plain", r"{\phi[f(y)]}' = 4 f(y)^3 f'(y)", r"{\phi[f(y)]}' = 4 f(y)^3"),
    (
        "plain",
        r"\left. \frac{\partial p}{\partial \mu} \right|_{\mu = y} = 0 \cdot y",
        r"\frac{d \phi(y)}{d y} = 4 y",
    ),
    ("plain", r"\nabla_{\mathbf{u}} A \mathbf{u} = A", r"\nabla_{\mathbf{u}} A \mathbf{u} = A^T"),
    ("plain", r"\lVert A \mathbf{u} \rVert_2^2 = F", r"\lVert A \mathbf{u} \rVert_2 = F"),
    ("plain", r"dF = 2 (A \mathbf{u})^T A d\mathbf{u}", r"dF = (A \mathbf{u})^T A d\mathbf{u}"),
    # tables and expectations
    ("tables", r"V(s) = \sum_a \pi(s, a) Q(s, a)", r"V(s) = \sum_a Q(s, a)"),
    ("tables", r"H = -\mathbb{E}_{p(x)}[\log p(x)]", r"H = \mathbb{E}_{p(x)}[\log p(x)]"),
    (
        "tables",
        r"D_{\mathbb{KL}}(p \| q) = \mathbb{E}_{x \sim p}[\log p(x) - \log q(x)]",
        r"H = -\mathbb{E}_{x \sim q}[\log p(x)]",
    ),
    ("tables", r"v = \mathrm{Var}_{p(x)}[q(x)]", r"v = \mathbb{E}_{p(x)}[q(x)^2]"),
    # ranges
    (
        "plain",
        r"\sum_{i=0}^{n-1} \beta^i = \frac{1 - \beta^n}{1 - \beta}",
        r"\sum_{i=0}^{n} \beta^i = \frac{1 - \beta^n}{1 - \beta}",
    ),
    (
        "plain",
        r"\pi_2 = \sum_{i=1}^n \sum_{j=i+1}^n \langle\mathbf{x}_i, \mathbf{x}_j\rangle",
        r"\pi_2 = \sum_{i=1}^n \sum_{j=i}^n \langle\mathbf{x}_i, \mathbf{x}_j\rangle",
    ),
    (
        "plain",
        r"\bar{x} = \frac{1}{|\mathcal{B}|} \sum_{i \in \mathcal{B}} x_i",
        r"\bar{x} = \sum_{i \in \mathcal{B}} x_i",
    ),
    ("plain", r"\bar{x} = \frac{1}{n} \sum{x_i}", r"\bar{x} = \sum x_i"),
    ("plain", r"\sum_{i: x_i > 1} x_i = \sum_i x_i [x_i > 1]", r"\sum_{i: x_i > 1} x_i = \sum_i x_i"),
    # limits, rests, digits
    (
        "plain",
        r"\phi''(y) = "
        r"\lim_{\epsilon \to 0} \frac{\phi(y+\epsilon) + \phi(y - \epsilon) - 2\phi(y)}{\epsilon^2}",
        r"\phi''(y) = "
        r"\lim_{\epsilon \to 0} \frac{\phi(y+\epsilon) + \phi(y - \epsilon) - 2\phi(y)}{\epsilon}",
    ),
    (
        "plain",
        r"f(y) = f(0) + f'(0) y + \frac{1}{2!} f''(0) y^2 + o(y^2)",
        r"f(y) = f(0) + f'(y) y + \frac{1}{2} f''(y) y^2 + o(y^2)",
    ),
    ("plain", r"f(y) = 1 + y + \mathcal{O}(y^2)", r"f(y) = 1 + 2 y + \mathcal{O}(y^2)"),
    ("plain", r"f(y) = 1 + y + O(y^2)", r"f(y) = 1 + y + O(y^3)"),
    (
        "plain",
        r"\log p(y \lvert \mu, \sigma) = -\frac{(y - \mu)^2}{2 \sigma^2} + \mathrm{const.}",
        r"\log p(y \lvert \mu, \sigma) = \frac{(y - \mu)^2}{2 \sigma^2} + \mathrm{const.}",
    ),
    ("plain", r"\frac{1}{\ln(2)} \approx 1.44", r"\frac{1}{\log_2(2)} \approx 1.44"),
    # pseudocode
    (
        "steps",
        r"\theta \leftarrow \theta - \frac{\alpha}{\sqrt{r} + \epsilon} g",
        r"\theta \leftarrow \theta - \frac{\alpha}{\sqrt{r + \epsilon}} g",
    ),
]


@pytest.mark.parametrize(("graph", "right", "wrong"), PAIRS)
def test_the_right_form_holds_and_the_wrong_one_is_false(
    graphs: dict[str, Context], graph: str, right: str, wrong: str
) -> None:
    verdict = check_latex(right, graphs[graph])
    assert verdict.status in {"checked", "defined"}, verdict.message
    assert check_latex(wrong, graphs[graph]).status == "false"


@pytest.mark.parametrize(
    ("graph", "latex", "reasons"),
    [
        ("plain", r"\lVert A \rVert_2 = F", ["largest singular value", "sum of its squares", r"\rVert_F"]),
        ("plain", r"\overline{y^2} = y", ["two ways"]),
        ("plain", r"\sum_{i \in S} x_i = \sum_{i \in R} x_i + 0", ["a part of an axis"]),
        ("plain", r"\sum_{i \in C_k} x_i = n \bar{x}", ["a part of an axis"]),
        ("plain", r"x_{(i)} = 2 x_i", ["no symbol"]),
        ("plain", r"2 n \bar{x} = \sum_i x_i + x_i", ["brackets"]),
        (
            "plain",
            r"\frac{\partial F}{\partial \mathbf{u}} = 2 (A \mathbf{u})^T A",
            ["layout", "rows", "transpose"],
        ),
        ("plain", r"\phi(y) = y^4 + \mathrm{const.}", ["on what it does not depend"]),
        ("plain", r"y = \lim_{y \to 1} y", ["a limit is read"]),
        ("tables", r"H = \mathbb{E}[\log p(x)]", ["mean"]),
        ("plain", r"\sum_{i=i}^n x_i = y", ["starts at a number"]),
    ],
)
def test_what_has_two_readings_or_none_is_refused_in_words(
    graphs: dict[str, Context], graph: str, latex: str, reasons: list[str]
) -> None:
    verdict = check_latex(latex, graphs[graph])
    assert verdict.status == "unreadable"
    assert all(reason in verdict.message for reason in reasons), verdict.message


def test_a_chapter_says_whether_gradients_are_rows() -> None:
    data = {
        "AXES": {},
        "INPUTS": {"A": uniform(-1, 1, 4, 3), "u": uniform(-1, 1, 3, 1)},
        "NODES": {"F": lambda u, A: np.sum((A @ u) ** 2)},
        "SYMBOLS": {"A": "A", "u": "u", "F": "F"},
    }
    column, row = (rf"\frac{{\partial F}}{{\partial u}} = {right}" for right in ("2 A^T A u", "2 u^T A^T A"))
    for layout, status in (("columns", ["checked", "false"]), ("rows", ["false", "checked"])):
        here = Context.from_data("layout", **data, LAYOUT=layout)
        assert [check_latex(latex, here).status for latex in (column, row)] == status


def test_the_derivative_of_a_call_has_two_readings_where_its_arguments_depend_on_each_other() -> None:
    here = Context.from_data(
        "calls",
        AXES={},
        INPUTS={"x": uniform(-1, 1), "w": uniform(0.5, 1)},
        NODES={"h": lambda x, w: np.tanh(w * x), "y": lambda h, w: w * h},
        SYMBOLS={"x": "x", "w": "w", "h": "h", "y": "y"},
        FUNCTIONS={"f": lambda h, w: w * h, "y": "y"},
    )
    for name in ("f", "y"):
        verdict = check_latex(rf"\frac{{\partial {name}(h, w)}}{{\partial w}} = h", here)
        assert verdict.status == "unreadable"
        assert "two readings" in verdict.message
    held = r"\left. \frac{\partial f(h, w)}{\partial w} \right|_{h} = h"
    assert check_latex(held, here).status == "checked"
    assert check_latex(r"\frac{\partial f(h, w)}{\partial h} = w", here).status == "checked"
    assert check_latex(r"\frac{\partial y}{\partial w} = h + w x (1 - h^2)", here).status == "checked"


def recurrent(**symbols: Any) -> Context:
    return Context.from_data(
        "recurrent",
        AXES={"t": ("T", 3)},
        INPUTS={"x": uniform(-1, 1, 3), "h0": uniform(-1, 1), "w": uniform(0.5, 1), "v": uniform(0.5, 1)},
        NODES={
            "h1": lambda x, h0, w: np.tanh(w * h0 + x[0]),
            "h2": lambda x, h1, w: np.tanh(w * h1 + x[1]),
            "h3": lambda x, h2, w: np.tanh(w * h2 + x[2]),
            "L": lambda h1, h2, h3, v: v * (h1**2 + h2**2) + np.sin(h3),
        },
        SYMBOLS={
            "h_t": ("h1", "h2", "h3"),
            "h_0": "h0",
            "w": "w",
            "v": "v",
            "x_t": "x[t]",
            "L": "L",
            **symbols,
        },
        DEFINITIONS={"delta[t]": r"\frac{\partial L}{\partial h_t}"},
    )


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"h_t = \tanh(w h_{t-1} + x_t)", r"h_t = \tanh(w h_t + x_t)"),
        (
            r"\frac{\partial h_t}{\partial h_{t-1}} = w (1-h_t^2)",
            r"\frac{\partial h_t}{\partial h_{t-1}} = 0 \cdot w",
        ),
        (
            r"\frac{\partial L}{\partial h_2} = 2 v h_2 + \cos(h_3) w (1-h_3^2)",
            r"\frac{\partial L}{\partial h_2} = 2 v h_2",
        ),
        (r"\frac{\partial L}{\partial h_3} = \cos(h_3)", r"\frac{\partial L}{\partial h_3} = \sin(h_3)"),
        (
            r"\frac{\partial L}{\partial x_t} = \frac{\partial L}{\partial h_t} (1-h_t^2)",
            r"\frac{\partial L}{\partial x_t} = \frac{\partial L}{\partial h_t} h_t^2",
        ),
        (
            r"\frac{\partial h_3}{\partial h_1} = "
            r"\frac{\partial h_3}{\partial h_2} \frac{\partial h_2}{\partial h_1}",
            r"\frac{\partial h_3}{\partial h_1} = \frac{\partial h_3}{\partial h_2}",
        ),
    ],
)
def test_an_index_walks_over_the_states_of_a_time(right: str, wrong: str) -> None:
    here = recurrent()
    verdict = check_latex(right, here)
    assert verdict.status == "checked", verdict.message
    assert check_latex(wrong, here).status == "false"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            r"\frac{\partial L}{\partial w} = "
            r"\sum_{t=1}^T \frac{\partial L}{\partial h_t} (1 - h_t^2) h_{t-1}",
            r"\frac{\partial L}{\partial w} = \sum_{t=1}^T \frac{\partial L}{\partial h_t} (1 - h_t^2) h_t",
        ),
        (
            r"\frac{\partial L}{\partial w} = \sum_t \delta_t (1 - h_t^2) h_{t-1}",
            r"\frac{\partial L}{\partial w} = \sum_{t=2}^T \delta_t (1 - h_t^2) h_{t-1}",
        ),
        (r"\sum_{t=1}^{T} h_{t-1} = h_0 + h_1 + h_2", r"\sum_{t=1}^{T} h_{t-1} = h_1 + h_2 + h_3"),
        (r"\sum_{t=0}^T h_t = h_0 + h_1 + h_2 + h_3", r"\sum_{t=0}^T h_t = h_1 + h_2 + h_3"),
        (r"\prod_{t=1}^T h_{t-1} = h_0 h_1 h_2", r"\prod_{t=1}^T h_{t-1} = h_1 h_2"),
        (
            r"\sum_{t=1}^T \frac{\partial L}{\partial h_{t-1}} = "
            r"\frac{\partial L}{\partial h_0} + \delta_1 + \delta_2",
            r"\sum_{t=1}^T \frac{\partial L}{\partial h_{t-1}} = \delta_1 + \delta_2",
        ),
    ],
)
def test_a_sum_over_a_time_takes_what_stands_before_the_first_state(right: str, wrong: str) -> None:
    here = recurrent(**{r"\delta_t": "delta[t]"})
    verdict = check_latex(right, here)
    assert verdict.status == "checked", verdict.message
    assert check_latex(wrong, here).status == "false"


def test_a_sum_that_asks_for_a_state_without_a_name_is_not_called_false() -> None:
    verdict = check_latex(r"\sum_{t=1}^T h_{t+1} = h_2 + h_3", recurrent())
    assert verdict.status == "unreadable"
    assert "at t = 3 that with index T+1; declare it as a symbol of its own" in verdict.message
    last = recurrent(**{"h_{T+1}": "x[1]"})
    assert check_latex(r"\sum_{t=1}^T h_{t+1} = h_2 + h_3 + x_1", last).status == "checked"
    assert check_latex(r"\sum_{t=1}^T h_{t+1} = h_2 + h_3", last).status == "false"


def test_an_index_walks_over_as_many_nodes_as_its_letter_has_places() -> None:
    with pytest.raises(GraphError, match="a letter of it runs over 2 nodes"):
        recurrent(g_t=("h1", "h2"))


def _states(x: Any, h0: Any, Whx: Any, Whh: Any) -> Any:
    states = [h0]
    for given in x:
        states.append(Whx @ given + Whh @ states[-1])
    return np.array(states[1:])


TWO_READINGS: dict[str, tuple[dict[str, Any], dict[str, Any], str, str, str]] = {
    "the norm of a matrix": (
        {
            "AXES": {"a": ("r", 3), "b": ("m", 5)},
            "INPUTS": {"X": uniform(-1, 1, 4, 5), "U": uniform(-1, 1, 4, 3), "V": uniform(-1, 1, 3, 5)},
            "SYMBOLS": {"X": "X", "U": "U", "V": "V", "v_{ab}": "V[a,b]"},
        },
        {"FUNCTIONS": {r"\lVert \cdot \rVert_2": lambda A: np.sqrt(np.sum(A**2))}},
        r"functions, as {r'\lVert \cdot \rVert_2': lambda A: ...}",
        r"\frac{d}{dv_{ab}} \|X - UV\|_2^2 = -2 [U^\top (X - UV)]_{ab}",
        r"\frac{d}{dv_{ab}} \|X - UV\|_2^2 = 2 [U^\top (X - UV)]_{ab}",
    ),
    "the sum of sizes of a matrix": (
        {
            "AXES": {"a": ("r", 3), "b": ("m", 5)},
            "INPUTS": {"V": uniform(0.1, 1, 3, 5)},
            "SYMBOLS": {"V": "V", "v_{ab}": "V[a,b]"},
        },
        {"FUNCTIONS": {r"\|\cdot\|_1": lambda A: np.sum(np.where(np.real(A) < 0, -A, A))}},
        r"functions, as {r'\lVert \cdot \rVert_1': lambda A: ...}",
        r"\|V\|_1 = \sum_a \sum_b |v_{ab}|",
        r"\|V\|_1 = \sum_a \sum_b v_{ab}^2",
    ),
    "a gradient as a row": (
        {
            "AXES": {},
            "INPUTS": {"S": uniform(-1, 1, 3, 3), "y": uniform(-1, 1, 3, 1)},
            "SYMBOLS": {r"\mathbf{S}": "S", r"\mathbf{y}": "y"},
        },
        {"LAYOUT": "rows"},
        'layout="rows"',
        r"\frac{\partial \mathbf{y}^T \mathbf{S}^{-1} \mathbf{y}}{\partial \mathbf{y}} = \mathbf{y}^{T}"
        r"(\mathbf{S}^{-1} + \mathbf{S}^{-T})",
        r"\frac{\partial \mathbf{y}^T \mathbf{S}^{-1} \mathbf{y}}{\partial \mathbf{y}} = \mathbf{y}^{T}"
        r"(\mathbf{S}^T + \mathbf{S}^{-T})",
    ),
    "all states of a time in one node": (
        {
            "AXES": {"t": ("T", 3), "i": ("h", 2), "j": ("d", 4)},
            "INPUTS": {
                "x": uniform(-1, 1, 3, 4),
                "h0": uniform(-1, 1, 2),
                "Whx": uniform(-1, 1, 2, 4),
                "Whh": uniform(-1, 1, 2, 2),
            },
            "NODES": {"h": _states, "L": lambda h: np.sum(np.sin(h))},
            "SYMBOLS": {"h_{ti}": "h[t,i]", "w_{ij}": "Whx[i,j]", "x_{tj}": "x[t,j]", "L": "L"},
        },
        {
            "NODES": {
                "h1": lambda x, h0, Whx, Whh: Whx @ x[0] + Whh @ h0,
                "h2": lambda x, h1, Whx, Whh: Whx @ x[1] + Whh @ h1,
                "h3": lambda x, h2, Whx, Whh: Whx @ x[2] + Whh @ h2,
                "L": lambda h1, h2, h3: np.sum(np.sin(np.array([h1, h2, h3]))),
            },
            "SYMBOLS": {
                "h_{ti}": ("h1", "h2", "h3"),
                "w_{ij}": "Whx[i,j]",
                "x_{tj}": "x[t,j]",
                "L": "L",
            },
        },
        'symbols={"h_t": ("h1", "h2", ...)}',
        r"\frac{\partial L}{\partial w_{ij}} = \sum_{t=1}^T \frac{\partial L}{\partial h_{ti}} x_{tj}",
        r"\frac{\partial L}{\partial w_{ij}} = \sum_{t=1}^T \frac{\partial L}{\partial h_{ti}} "
        r"\frac{\partial h_{ti}}{\partial w_{ij}}",
    ),
}


@pytest.mark.parametrize("kind", TWO_READINGS)
def test_what_has_two_readings_is_decided_by_the_declaration_that_its_refusal_names(kind: str) -> None:
    data, said, named, right, wrong = TWO_READINGS[kind]
    verdict = check_formula(right, Context.from_data(kind, **data))
    assert verdict.status == "unreadable"
    assert named in verdict.message
    decided = Context.from_data(kind, **data | said)
    assert check_formula(right, decided).holds, check_formula(right, decided).message
    assert check_formula(wrong, decided).status == "false"
