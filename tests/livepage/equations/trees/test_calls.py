r"""Brackets: conditions, calls, iterations, lists, and what a bare function is taken of."""

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context, check_latex


def square(z: Any) -> Any:
    return z**2


SHEET: dict[str, Any] = {
    "AXES": {"i": ("N", 5), "j": ("D", 2)},
    "INPUTS": {
        "x": lambda rng: rng.uniform(0.5, 2, (5, 1)),
        "w": lambda rng: rng.uniform(0.5, 2, (2, 1)),
        "a": lambda rng: rng.uniform(0.5, 2),
        "b": lambda rng: rng.uniform(2, 3),
    },
    "NODES": {
        "p": lambda a, b: a / b,
        "q": lambda a: a**3,
        "n": lambda w: np.sum(w**2),
        "X": lambda x, w: x @ w.T,
        "r": lambda b, a: b - a,
        "u": lambda p, q: p + q,
    },
    "STEP": lambda a: {"a": a / 2},
    "ITERATION": "k",
    "FUNCTIONS": {
        r"\phi": square,
        r"\text{square}": square,
        "p": ("p",),
        "q": ("q",),
        "r": "r",
        "u": "u",
        "n": "n",
    },
    "SYMBOLS": {
        "x_i": "x[i,1]",
        r"\mathbf{x}": "x",
        "w_j": "w[j,1]",
        r"\mathbf{w}": "w",
        "X": "X",
        "a": "a",
        "b": "b",
        "p": "p",
        "q": "q",
        "n": "n",
        "r": "r",
        "u": "u",
    },
}


@pytest.fixture(scope="module")
def sheet() -> Context:
    """Return the context of a sheet of exercises."""
    return Context.from_data("sheet", **SHEET)


RIGHT = [
    r"x_i \mathbb{1}[x_i > 1] = \mathbb{1}[x_i > 1] x_i",
    r"x_i^2 \mathbb{1}[x_i > 1]^2 b = b x_i^2 \cdot \mathbb{1}[x_i > 1]",
    r"x_i 1_{x_i > 1} = 1_{x_i > 1}^2 x_i",
    r"x_i \mathbb{1}_{0 < x_i < 1} b = b x_i (1 - \mathbb{1}_{x_i \ge 1})",
    r"a \mathbb{I}(x_i > 1) = a - a I(x_i \le 1)",
    r"b \mathbf{1}\{a > x_i\} = b - b \mathbf{1}_{a \le x_i}",
    r"a [x_i > 1] b = a b \cdot 1_{x_i > 1}",
    r"\phi(a)^2 = a^4",
    r"\phi^2(a) b = a^4 \cdot b",
    r"(X)_{12} = x_1 w_2",
    r"(X)_{ij} b = b x_i w_j",
    r"a(k+1) b = \frac{a(k)}{2} b",
    r"4 a(k+2)^2 b = \frac{1}{4} a(k)^2 b",
    r"q(2 a) b = 8 a^3 b",
    r"q(a)^2 = a^6",
    r"q'(a) b = 3 a^2 b",
    r"q''(a) = 6 a",
    r"p(2 a, b) = \frac{2 a}{b}",
    r"p(a, 2 b) = \frac{a}{2 b}",
    r"r(b, 2 a) = b - 2 a",
    r"r(b + 1, a) = b - a + 1",
    r"u(2 a, b) = \frac{2 a}{b} + 8 a^3",
    r"u(b + 1, 2 a) = \frac{2 a}{b + 1} + 8 a^3",
    r"n(2 \mathbf{w}) b = 4 n b",
    r"b(a)^2 = a^2 b",
    r"\frac{1}{2}(a) = 0.5 a",
    r"\cos 2 a = 1 - 2 \sin^2 a",
    r"\cos 2 a \sin b = \sin b \cdot \cos(2 a)",
    r"\cos a \cdot b = b \cos(a)",
    r"a \cdot b \cos a = \cos(a) b a",
    r"\text{square}(a) = \phi(a)",
    r"\text{square} = \phi(a)",
    r"\frac{d \phi(a)}{d a} = \frac{d}{d a} \text{square}(a)",
    r"(w_1, w_2)^T = \mathbf{w}",
    r"n = (w_1, w_2)^T \cdot \mathbf{w}",
    r"n = \lVert \mathbf{w} \rVert_2^2",
    r"\lVert \mathbf{w} \rVert_1 = \sum_j w_j",
    r"[w_1, w_2] = \mathbf{w}^T",
    r"\tfrac12 a = 0.5 a",
    r"\sqrt{a} b = a^{1/2} b",
    r"\sqrt[3]{q} = a",
    r"\begin{bmatrix} w_1 & w_2 \end{bmatrix}^T = \mathbf{w}",
    r"\begin{bmatrix} w_1 \\ w_2 \end{bmatrix}^T \mathbf{w} = n",
    r"a \in (0, 3)",
    r"X \in \mathbb{R}^{N \times D}",
    r"\mathbf{w} \in \mathbb{R}^{2}",
    r"p \in \mathbb{R}",
    r"q \overset{!}{=} a^3",
    r"\sum_{i=2}^{N} x_i = \sum_i x_i - x_1",
    r"2 \sum_i^N x_i = \sum_{i=1}^{N} 2 x_i",
    r"b \prod_{i=2}^3 x_i = x_2 x_3 b",
    r"\sum_{i=0}^{N} b = (N + 1) b",
    r"\prod_{i=0}^{2} a = a^3",
    r"a + \sum_{i=2}^{0} x_i = b^0 a",
    r"a + \sum_{i=0}^{-1} x_i = b^0 a",
    r"\sum_{i=1}^{N-1} (x_{i+1} - x_i) = x_N - x_1",
    r"\sum_{i,j} x_i w_j = \sum_i x_i \sum_j w_j",
    r"\max_i x_i \ge x_1",
    r"a \cdot -b = -a \cdot b",
    r"x_i a \cdot -\phi(b) w_2 = -a b^2 x_i w_2",
    r"a \cdot -\phi(2 b) = -4 a b^2",
    r"a \cdot -\sum_i x_i = -a \sum_i x_i",
]


@pytest.mark.parametrize("latex", RIGHT)
def test_a_bracket_is_read_as_it_is_meant(sheet: Context, latex: str) -> None:
    verdict = check_latex(latex, sheet)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize("latex", [r"q := a^3", r"q \overset{\text{def}}{=} a^3"])
def test_a_definition_may_be_marked_as_one(sheet: Context, latex: str) -> None:
    assert check_latex(latex, sheet).status == "defined"


@pytest.mark.parametrize(
    "latex",
    [
        r"(X)_{12} = x_1 w_1",
        r"a(k+1) = a(k)",
        r"a \cdot +b = -b \cdot a",
        r"p(2 a, b) = \frac{a}{2 b}",
        r"(w_1, w_2)^T = \mathbf{x}",
        r"(w_2, w_1)^T = \mathbf{w}",
        r"\text{square}(a) = \phi(b)",
        r"\sum_{i=2}^{N} x_i = \sum_i x_i",
        r"X \in \mathbb{R}^{D \times N}",
        r"\mathbf{w} \in \mathbb{R}^{3}",
        r"\mathbf{w} \in \mathbb{R}",
        r"X \in \mathbb{R}^{N}",
    ],
)
def test_a_slip_in_a_bracket_is_noticed(sheet: Context, latex: str) -> None:
    assert check_latex(latex, sheet).status == "false"


UNEVEN = r"\begin{bmatrix} a & b \\ a \end{bmatrix}^T"
NO_CONDITION = r"\begin{cases} a \\ b & a > b \end{cases}"


@pytest.mark.parametrize(
    ("latex", "shown", "reason"),
    [
        (r"a = 1^{a > b}", "a > b", "a relation cannot stand here"),
        (r"a = \mathbb{1}[a > b]'", "'", "a prime cannot stand here"),
        (r"a = \mathbb{1}_{a > b}'", "'", "a prime cannot stand here"),
        (r"a = (X)_{0}", "_{0}", "places from 1"),
        (r"a = (X)_{m}", "_{m}", "places from 1"),
        (r"a = \phi^{-1}(a)", r"\phi^{-1}", "power of a function"),
        (r"a = \cos b a", "b", "where does the argument"),
        (r"a = q(b)", "b", "must hold one of the ancestors"),
        (r"a = q(a_1)", "a_1", "no symbol"),
        (r"p = p(b, a)", "p(b, a)", "in this order"),
        (r"p = p(a, 2 a)", "p(a, 2 a)", "hold the same ancestor"),
        (r"p = p(a, b, 2 a)", "p(a, b, 2 a)", "hold the same ancestor"),
        (r"a = q'(2 a)", "q'(2 a)", "a prime stands at a function of one symbol"),
        (r"a = p'(a, b)", "p'(a, b)", "a prime stands at a function of one symbol"),
        (r"a = p(x_i, 2 b) + p", "p(x_i, 2 b)", "no function of such arguments"),
        (r"a = \phi''''(b)^2", r"\phi''''(b)", "at most the third"),
        (r"a = \cos'''' b", r"\cos'''' b", "at most the third"),
        (r"a = b \cos", r"\cos", "has no argument"),
        (r"a = \cos \cdot b", r"\cos", "has no argument"),
        (r"a = \phi b", r"\phi", "has no argument"),
        (r"a = a^{= b}", "{= b}", "one expression is wanted"),
        (r"a = \nabla n", r"\nabla", "declare the parameters"),
        (r"a = a(b)", "a", r"a product is written with \cdot"),
        (r"a = b(a, b)", "b", "no declared function"),
        (r"a = b(a + 1, b)", "b", "no declared function"),
        (r"a = b(a, b, a)", "b", "no declared function"),
        (f"a = {UNEVEN}", UNEVEN, "differ in length"),
        (r"a = \lVert \mathbf{w} \rVert_3", "_3", r"index 1, 2, \infty or F"),
        (r"a = n(w_1)", "w_1", "ancestors of n, whole"),
        (r"a = u(p + q, b)", "p + q", "must hold one of the ancestors"),
        (r"a = (a, b)'", "(a, b)", "one expression is wanted"),
        (r"a = (a, b)_1", "(a, b)", "one expression is wanted"),
        (r"a = 1_{2} a", "_{2}", "a subscript or prime cannot stand here"),
        (r"a = (a, b)", "(a, b)", "one expression is wanted"),
        (r"a = \phi", r"\phi", "has no argument"),
        (r"a \in \mathbb{R}^{a}", r"a \in \mathbb{R}^{a}", "behind ∈"),
        (r"a \in b \in (0, 1)", r"a \in b \in (0, 1)", "behind ∈"),
        (r"a = \mathbb{1}[a \approx b]", r"a \approx b", "a condition is a relation"),
        (f"a = {NO_CONDITION}", NO_CONDITION, "a case is"),
        (
            r"a = \begin{cases} a & \text{otherwise} \\ b & a > b \end{cases}",
            r"\text{otherwise}",
            "otherwise is the last",
        ),
        (r"a = \sum_{i = 1, 2} x_i", r"\sum_{i = 1, 2}", "range"),
        (r"a = \sum_i", r"\sum_i", "stands before what it adds"),
        (r"a = \sum_i' x_i", r"\sum_i'", "declared letter"),
        (r"a = \max_{i \le 2} x_i", r"\max_{i \le 2}", "range"),
        (r"a = \sum_{i \ne i} x_i", r"\sum_{i \ne i}", "range"),
        (r"a = \sum_m a", r"\sum_m", "declared letter"),
        (r"a = \sum_{i \ne j} x_i", r"\sum_{i \ne j}", "range"),
        (r"a = \sum_{i,j}^{N} x_i", r"\sum_{i,j}^{N}", "range"),
    ],
)
def test_a_bracket_without_a_meaning_is_refused_at_its_place(
    sheet: Context, latex: str, shown: str, reason: str
) -> None:
    verdict = check_latex(latex, sheet)
    assert verdict.status == "unreadable", verdict.message
    assert reason in verdict.message
    assert latex[slice(*verdict.span)] == shown


@pytest.mark.parametrize("side", [r"\mathbb{1}[x_i > 1]", r"\mathbb{1}_{x_i > 1}", r"1_{x_i > 1}"])
def test_an_indicator_is_shown_whole(sheet: Context, side: str) -> None:
    verdict = check_latex(f"{side} = 2", sheet)
    assert verdict.status == "false"
    assert f"{side} is " in verdict.message
