r"""Notations of many authors: each right, and with a slip that must be noticed."""

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context, check_latex

SQUARE: dict[str, Any] = {
    "AXES": {"i": ("N", 5), "d": ("D", 3), "c": ("D", 3)},
    "INPUTS": {
        "X": lambda rng: rng.normal(size=(5, 3)),
        "t": lambda rng: rng.normal(size=(5, 1)),
        "w": lambda rng: rng.normal(size=(3, 1)),
        "lam": lambda rng: rng.uniform(0.5, 1),
        "ones": lambda _: np.ones((5, 1)),
        "unit": lambda _: np.eye(3),
    },
    "NODES": {
        "A": lambda X, lam, unit: X.T @ X + lam * unit,
        "y": lambda X, w: X @ w,
        "xi": lambda y, t: np.sum((y - t) ** 2) / 2,
        "best": lambda A, X, t: np.linalg.solve(A, X.T @ t),
        "s": lambda y: np.where(np.real(y) > 0, y, 0.1 * y),
        "g": lambda w: np.sum(np.exp(w)) * w[0, 0],
    },
    "SYMBOLS": {
        "X": "X",
        "x_{id}": "X[i,d]",
        r"\mathbf{x}_i": "X[i]",
        "A": "A",
        "I": "unit",
        r"\mathbf{1}": "ones",
        r"\lambda": "lam",
        r"\mathbf{w}": "w",
        "w_d": "w[d,1]",
        r"\mathbf{t}": "t",
        "t_i": "t[i,1]",
        r"\mathbf{y}": "y",
        "y_i": "y[i,1]",
        "s_i": "s[i,1]",
        r"\xi": "xi",
        r"\hat{\mathbf{w}}": "best",
        "g": "g",
    },
}
CONTEXT = Context.from_data("square", **SQUARE)

PAIRS: list[tuple[str, str]] = [
    # second derivatives
    (
        r"\frac{\partial^2 \xi}{\partial w_d \partial w_c} = \sum_{i=1}^{N} x_{id} x_{ic}",
        r"\frac{\partial^2 \xi}{\partial w_d \partial w_c} = \sum_{i=1}^{N} x_{id}^2",
    ),
    (
        r"\frac{\partial^2 \xi}{\partial w_d^2} = \sum_i x_{id}^2",
        r"\frac{\partial^2 \xi}{\partial w_d^2} = 2 \sum_i x_{id}^2",
    ),
    (
        r"\frac{\partial^2 \xi}{\partial \mathbf{w}^2} = X^T X",
        r"\frac{\partial^2 \xi}{\partial \mathbf{w}^2} = X X^T",
    ),
    (
        r"\frac{\partial^2}{\partial w_1 \, \partial w_2} g = e^{w_2}",
        r"\frac{\partial^2}{\partial w_2 \, \partial w_2} g = e^{w_2}",
    ),
    (r"\frac{\mathrm{d}^2 y_i}{\mathrm{d} w_1^2} = 0", r"\frac{\mathrm{d}^2 g}{\mathrm{d} w_1^2} = 0"),
    # cases
    (
        r"s_i = \begin{cases} y_i & \text{if } y_i > 0 \\ 0.1 y_i & \text{otherwise} \end{cases}",
        r"s_i = \begin{cases} y_i & \text{if } y_i \le 0 \\ 0.1 y_i & \text{otherwise} \end{cases}",
    ),
    (
        r"\frac{\partial s_i}{\partial y_i} = \begin{cases} 1, & y_i \geq 0, \\ 0.1, & y_i < 0. \end{cases}",
        r"\frac{\partial s_i}{\partial y_i} = \begin{cases} 1, & y_i \geq 0, \\ 0, & y_i < 0. \end{cases}",
    ),
    (
        r"\frac{\partial w_d}{\partial w_c} = \begin{cases} 1 & \text{for } d = c \\ 0 & d \ne c \end{cases}",
        r"\frac{\partial w_d}{\partial w_c} = \begin{cases} 1 & d \ne c \\ 0 & \text{else} \end{cases}",
    ),
    (
        r"\min(1, y_i^2) = \begin{cases} y_i^2 & -1 \le y_i \le 1 \\ 1 & 1 < y_i^2 \\ \end{cases}",
        r"\min(1, y_i^2) = \begin{cases} y_i^2 & -1 \le y_i \\ 1 & 1 < y_i^2 \end{cases}",
    ),
    # indicators
    (r"s_i = y_i [y_i > 0] + 0.1 y_i [y_i \le 0]", r"s_i = y_i [y_i > 0] + 0.1 y_i [y_i > 0]"),
    (
        r"|y_i| = y_i (2 \cdot \mathbf{1}\{y_i > 0\} - 1)",
        r"|y_i| = y_i (2 \cdot \mathbf{1}\{y_i < 0\} - 1)",
    ),
    # neighbours
    (r"\sum_{i=1}^{N-1} (t_{i+1} - t_i) = t_N - t_1", r"\sum_{i=1}^{N-1} (t_{i+1} - t_i) = t_N + t_1"),
    (r"\sum_{i=2}^{N} (t_i - t_{i-1}) = t_N - t_1", r"\sum_{i=2}^{N} (t_i + t_{i-1}) = t_N - t_1"),
    (r"-(t_N - t_{N-1}) = t_4 - t_5", r"t_N - t_{N-1} = t_4 - t_5"),
    (
        r"\frac{\partial \xi}{\partial y_{i+1}} - t_{i-1} = y_{i+1} - t_{i+1} - t_{i-1}",
        r"\frac{\partial \xi}{\partial y_i} - t_{i-1} = y_{i+1} - t_{i+1} - t_{i-1}",
    ),
    # inverses and functions of matrices
    (
        r"\hat{\mathbf{w}} = (X^T X + \lambda I)^{-1} X^T \mathbf{t}",
        r"\hat{\mathbf{w}} = (X^T X - \lambda I)^{-1} X^T \mathbf{t}",
    ),
    (
        r"\hat{\mathbf{w}} = A^{-1} X^{\mathsf T} \mathbf{t}",
        r"\hat{\mathbf{w}} = A X^{\mathsf T} \mathbf{t}",
    ),
    (r"\operatorname{tr}(X^T X) = \|X\|_F^2", r"\operatorname{tr}(X^T X) = \|X\|_F"),
    (r"A^{-T} X^T = (X A^{-1})^T", r"A^{-T} X^T = (X A)^T"),
    (r"\det(A^{-1}) = \frac{1}{\det(A)}", r"\det(A^{-1}) = \det(A)"),
    (
        r"\operatorname{diag}(\mathbf{y}) \mathbf{t} = \mathbf{y} \odot \mathbf{t}",
        r"\operatorname{diag}(\mathbf{y}) \mathbf{t} = \mathbf{y} \odot \mathbf{y}",
    ),
    # vectors
    (
        r"\mathbf{y} \otimes \mathbf{t} = \mathbf{y} \mathbf{t}^T",
        r"\mathbf{y} \otimes \mathbf{t} = \mathbf{t} \mathbf{y}^T",
    ),
    (
        r"X^T X = \sum_i \mathbf{x}_i \otimes \mathbf{x}_i",
        r"X X^T = \sum_i \mathbf{x}_i \otimes \mathbf{x}_i",
    ),
    (
        r"\langle \mathbf{y}, \mathbf{t} \rangle = \mathbf{y}^\mathrm{T} \mathbf{t}",
        r"\langle \mathbf{y}, \mathbf{t} \rangle = \mathbf{y}^T \mathbf{y}",
    ),
    (r"\mathbf{1}^T \mathbf{t} = \sum_i t_i", r"\mathbf{1}^T \mathbf{t} = \frac{1}{N} \sum_i t_i"),
    (
        r"\xi = \tfrac{1}{2} \left\| \mathbf{y} - \mathbf{t} \right\|_2^2",
        r"\xi = \tfrac{1}{2} \left\| \mathbf{y} - \mathbf{t} \right\|_2",
    ),
    (r"\Vert \mathbf{w} \Vert_1 = \sum_d |w_d|", r"\Vert \mathbf{w} \Vert_1 = \sum_d w_d"),
    (
        r"\|\mathbf{w}\|^2 = \mathbf{w}^{\intercal} \mathbf{w}",
        r"\|\mathbf{w}\| = \mathbf{w}^{\intercal} \mathbf{w}",
    ),
    (r"\min(\mathbf{y}) = \min_i y_i", r"\min(\mathbf{y}) = \max(\mathbf{y})"),
    # signs over letters
    (r"\max_i t_i = -\min_i (-t_i)", r"\max_i t_i = \min_i t_i"),
    (r"\max_d x_{id} = -\min_d (-x_{id})", r"\max_d x_{id} = \max_i x_{id}"),
    (r"\sum_{c \ne d} w_c = \sum_c w_c - w_d", r"\sum_{c \ne d} w_c = \sum_c w_c"),
    (r"w_d \prod_{c \ne d} w_c = \prod_c w_c", r"\prod_{c \ne d} w_c = \prod_c w_c"),
    # two readings, both of which hold
    (
        r"\bigl(\lambda \pm 1\bigr)^2 = \lambda^2 \pm 2 \lambda + 1",
        r"(\lambda \pm 1)^2 = \lambda^2 + 2 \lambda + 1",
    ),
    (r"1 - (\lambda \pm 1) = \mp 1 - \lambda + 1", r"1 - (\lambda \pm 1) = \pm 1 - \lambda + 1"),
    # relations
    (r"y_i \equiv \sum_d x_{id} w_d", r"y_i \equiv \sum_d x_{id}"),
    (r"y_i \overset{\text{def}}{=} \sum_d x_{id} w_d", r"y_i \overset{\text{def}}{=} \sum_i x_{id} w_d"),
    (r"y_i^2 \geqslant 0", r"y_i^2 + 1 \leqslant 0"),
    (
        r"y_i = \sum_d x_{id} w_d \iff y_i - \sum_d x_{id} w_d = 0",
        r"y_i = \sum_d x_{id} w_d \Rightarrow y_i + \sum_d x_{id} w_d = 0",
    ),
    (r"\tanh y_i \in (-1, 1)", r"\tanh y_i \in (0, 1)"),
    (r"\cos(y_i) \in [-1, 1]", r"2 \cos(y_i) \in [-1, 1]"),
    (r"X \in \mathbb{R}^{N \times D}", r"X \in \mathbb{R}^{D \times N}"),
    (r"\mathbf{w} \in \mathbb{R}^D", r"\mathbf{w} \in \mathbb{R}^N"),
    (r"\xi \in \mathbb{R}", r"\mathbf{w} \in \mathbb{R}"),
    # what a letter runs over
    (
        r"y_i = \sum_d x_{id} w_d \quad \forall i \in \{1, \dots, N\}",
        r"y_i = \sum_d x_{id} w_1 \quad \forall i",
    ),
    (
        r"s_i^2 \le y_i^2, \quad \text{for all } i = 1, 2, \ldots, N",
        r"s_i^2 > y_i^2, \quad i \in \{1, \ldots, N\}",
    ),
    # derivatives
    (r"\partial_{w_d} \xi = \sum_i x_{id} (y_i - t_i)", r"\partial_{w_d} \xi = \sum_i x_{id} (y_i + t_i)"),
    (
        r"\frac{\mathrm d \xi}{\mathrm dw_d}"
        r" = \bigl( \mathbf{y} - \mathbf{t} \bigr)^T \partial_{w_d} \mathbf{y}",
        r"\frac{\mathrm d \xi}{\mathrm dw_d} = \sum_i x_{id} t_i",
    ),
    (
        r"\left. \frac{\partial g}{\partial w_d} \right|_\mathbf{y} = \partial_{w_d} g",
        r"\left. \frac{\partial \xi}{\partial y_i} \right|_\mathbf{w} = \partial_{w_d} g",
    ),
    # functions
    (r"1 - \tanh^2(y_i) = \frac{1}{\cosh^2 y_i}", r"1 - \tanh(y_i) = \frac{1}{\cosh^2 y_i}"),
    (r"\sinh''(y_i) = \sinh(y_i)", r"\sinh''(y_i) = \cosh(y_i)"),
    (r"\log_2(\lambda) = \frac{\ln \lambda}{\ln 2}", r"\log_{10}(\lambda) = \frac{\ln \lambda}{\ln 2}"),
    (r"\operatorname{sgn}(y_i) |y_i| = y_i", r"\operatorname{sgn}(y_i) y_i = y_i"),
    (r"\sqrt[3]{e^{y_i}} = e^{y_i/3}", r"\sqrt[2]{e^{y_i}} = e^{y_i/3}"),
    (r"\tan y_i = \frac{\sin y_i}{\cos y_i}", r"\tan y_i = \frac{\cos y_i}{\sin y_i}"),
    (r"\sinh(y_i) = \frac{e^{y_i} - e^{-y_i}}{2}", r"\sinh(y_i) = \frac{e^{y_i} + e^{-y_i}}{2}"),
]


@pytest.mark.parametrize("right", [right for right, _ in PAIRS])
def test_a_right_form_holds(right: str) -> None:
    verdict = check_latex(right, CONTEXT)
    assert verdict.holds, verdict.message


@pytest.mark.parametrize("wrong", [wrong for _, wrong in PAIRS])
def test_a_slip_is_noticed(wrong: str) -> None:
    assert check_latex(wrong, CONTEXT).status == "false"


def test_a_second_derivative_is_reported_as_one_by_differences() -> None:
    verdict = check_latex(r"\frac{\partial^2 g}{\partial w_1 \partial w_2} = e^{w_2}", CONTEXT)
    assert verdict.fallbacks == ("a derivative of a derivative",)
    assert 0 < verdict.largest_difference < 1e-6


@pytest.mark.parametrize(
    ("latex", "shown", "reason"),
    [
        (r"\xi \propto \lambda", r"\xi \propto \lambda", "factor open"),
        (r"y_i \sim t_i", r"\sim", "distribution"),
        (r"\mathbb{E}[y_i] = t_i", r"\mathbb{E}", "as it is written here"),
        (r"\arg y_i = 1", r"\arg", "no value"),
        (r"t_i \in \{0, 1\}", r"t_i \in \{0, 1\}", "an interval"),
        (r"\|\mathbf{w}\|_3 = 1", "_3", r"index 1, 2, \infty or F"),
        (r"\operatorname{diag}(\lambda) = \lambda", r"\operatorname{diag}(\lambda)", "the whole vector"),
        (r"y_i = \begin{cases} y_i \\ 0 \end{cases}", r"\begin{cases} y_i \\ 0 \end{cases}", "its condition"),
        (r"y_i = \begin{cases} y_i & t_i \\ 0 & \text{otherwise} \end{cases}", "t_i", "a relation"),
        (
            r"y_i = \begin{cases} 0 & \text{else} \\ y_i & t_i > 0 \end{cases}",
            r"\text{else}",
            "the last case",
        ),
        (r"y_i = x_{i+d}", "x_{i+d}", "no symbol"),
        (r"\sum_i (t_{i+1} - t_i) = t_N - t_1", "t_{i+1}", "at i = 5 that with index N+1; declare it"),
        (r"\sum_i (t_i - t_{i-1}) = t_N - t_1", "t_{i-1}", "at i = 1 that with index 0; declare it"),
        (r"y_i = q_{id}", "q_{id}", "no symbol q_{id}"),
        (r"y_i = \delta_i", r"\delta_i", r"no symbol \delta_{i}"),
    ],
)
def test_what_stays_unreadable_says_why(latex: str, shown: str, reason: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert verdict.status == "unreadable"
    assert reason in verdict.message
    assert latex[slice(*verdict.span)] == shown


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (r"\sum_{i=0}^N t_i", "t_1", "i runs from 1 to N, and a place beyond"),
        (r"\sum_{i=0}^{0} t_i", "t_1", "i runs from 1 to N, and a place beyond"),
        (r"\sum_{i=1}^{N+1} t_i", "t_1", "i runs from 1 to N, and a place beyond"),
        ("X^{-1}", "X", "a 5×3 matrix has no inverse"),
        (r"X \otimes \mathbf{t}", "1", "two vectors or matrices, not a 5×3 matrix and a 5×1 matrix"),
        (r"\lambda \otimes \mathbf{t}", "1", "two vectors or matrices, not a number and a 5×1 matrix"),
        (r"\det(X)", "1", "det takes a square matrix"),
        (r"\operatorname{tr}(\lambda)", r"\lambda", "tr takes a square matrix"),
        (r"\operatorname{diag}(X)", "X", "diag takes a row, a column or a square matrix"),
        (r"X \circ A", "X", "a 5×3 matrix and a 3×3 matrix cannot be combined"),
        (r"(A)_{id}", "1", "a 3×3 matrix has no such entries"),
        (r"(X)_{dc}", "1", "a 5×3 matrix has no such entries"),
        (r"(X \mathbf{w})_6", "1", "a 5×1 matrix has no such entries"),
    ],
)
def test_shapes_and_neighbours_that_do_not_fit_are_false(left: str, right: str, reason: str) -> None:
    latex = f"{left} = {right}"
    verdict = check_latex(latex, CONTEXT)
    assert (verdict.status, latex[slice(*verdict.span)]) == ("false", left)
    assert reason in verdict.message


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        ("(X)_{53} = x_{53}", "checked"),
        (r"(X \mathbf{w})_5 = y_5", "checked"),
        ("A - A^T = 0", "checked"),
        ("0 = A - A^T", "checked"),
        ("A - A^T + I = 1", "false"),
        (r"\langle X, \mathbf{t} \rangle = 1", "false"),
        (r"\frac{d}{d \lambda} \operatorname{sgn}(\lambda) = 0", "checked"),
        (r"0 = \frac{d}{d \lambda} \operatorname{sgn}(\lambda)", "checked"),
        (r"w_d = w_c \quad \text{if } d = c", "checked"),
        (r"w_d = w_c \quad \text{if } d < c", "false"),
        (r"w_d = w_c + 1 \quad \text{if } d < 1", "vacuous"),
        (r"\lambda \mathbf{y} \circ \log(-\mathbf{t}^2) = \mathbf{y}", "vacuous"),
    ],
)
def test_a_border_case_has_a_status(latex: str, status: str) -> None:
    assert check_latex(latex, CONTEXT).status == status


def test_the_largest_of_a_letter_is_found_at_a_single_point() -> None:
    assert check_latex(r"\max_i t_i = -\min_i (-t_i)", CONTEXT, points=1).status == "checked"


@pytest.mark.parametrize(
    "latex", [r"\lambda \in (0.5, 0.6)", r"0.5 < \lambda < 0.6", r"y_i \le |y_i|, \quad \lambda = 0.7"]
)
def test_a_value_beside_a_claim_is_still_to_be_accounted_for(latex: str) -> None:
    assert check_latex(latex, CONTEXT).status == "value"


def test_a_case_that_no_condition_covers_has_no_value() -> None:
    verdict = check_latex(r"s_i = \begin{cases} y_i & y_i > 0 \end{cases}", CONTEXT)
    assert (verdict.status, "not finite" in verdict.message) == ("vacuous", True)


def test_an_entry_without_a_neighbour_is_not_named_as_the_place_of_a_difference() -> None:
    data = {**SQUARE, "INPUTS": {**SQUARE["INPUTS"], "t": lambda _: np.arange(5.0)[:, None]}}
    verdict = check_latex("t_i - t_{i-1} = 2", Context.from_data("steps", **data))
    assert "t_i - t_{i-1} is 1\n" in verdict.message
    assert "i = 2; t_i = 1; t_{i-1} = 0" in verdict.message
