r"""Statements of a formula: those that say when the one before holds, one for each layer, both signs."""

import numpy as np
import pytest

from livepage.equations import Context, check_latex
from tests.livepage.equations.conftest import LINEAR, SINGULAR, kink, uniform

CONTEXT = Context.from_data(
    "statements",
    AXES={"i": ("N", 4), "j": ("N", 4)},
    LAYERS={"l": 3},
    INPUTS={
        "x": uniform(1, 2, 4),
        "p": uniform(1, 2),
        "a0": lambda _: 1.0,
        "a1": lambda _: 2.0,
        "a2": lambda _: 3.0,
        "a3": lambda _: 4.0,
    },
    NODES={
        "inner": lambda x: x * np.array([0, 1, 1, 0]),
        "root": lambda p: -p,
    },
    SYMBOLS={
        "x_i": "x[i]",
        "r_i": "inner[i]",
        "p": "p",
        "s": "root",
        **{f"a^{{({n})}}": f"a{n}" for n in range(4)},
    },
)


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (r"r_i = x_i", "false"),
        (r"r_i = x_i, \quad 1 < i < N", "checked"),
        (r"r_i = x_i, \quad 1 < i < 4", "checked"),
        (r"r_i = x_i, \quad (1 < i < 4)", "checked"),
        (r"r_i = x_i, \quad 2 \le i \le 3", "checked"),
        (r"r_i = x_i, \quad 1 \le i < 4", "false"),
        (r"r_i = x_i, \quad 1 < i \le N", "false"),
        (r"r_i = x_i, \quad 1 < i", "false"),
        (r"r_i + 1 = 1, \quad i = 4", "checked"),
        (r"r_i + 1 = 1, \quad i = N", "checked"),
        (r"r_i + 1 = 1, \quad i = 3", "false"),
        (r"p = -s, \quad 2 < 1", "false"),
        (r"p = -s, \quad N < 2", "value"),
        # a condition belongs to the statement before it alone
        (r"r_i = x_i, \quad p = -s, \quad i > 1", "false"),
    ],
)
def test_a_condition_says_where_the_statement_before_it_holds(latex: str, status: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert verdict.status == status, verdict.message


@pytest.mark.parametrize(
    ("latex", "status", "claims"),
    [
        (r"a^{(l)} > 1", "checked", 3),
        (r"a^{(l)} + p > 2 + p", "false", 3),
        (r"a^{(l)} + p < 4 + p", "false", 3),
        (r"a^{(l-1)} < 4", "checked", 3),
        (r"a^{(l-2)} < 3", "checked", 2),
        (r"a^{(l+1)} > 2", "checked", 2),
        (r"a^{(l)} = a^{(l-1)} + 1", "checked", 3),
        (r"a^{(l)} = a^{(l-1)} + a^{(0)}", "checked", 3),
        (r"a^{(l)} = 2 a^{(l-1)}", "false", 3),
        (r"p = -s", "checked", 1),
    ],
)
def test_a_layer_runs_from_1_to_the_number_of_layers(latex: str, status: str, claims: int) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert (verdict.status, verdict.claims) == (status, claims), verdict.message


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (r"(x_i \pm p)^2 = x_i^2 \pm 2 x_i p + p^2", "checked"),
        (r"(x_i \mp p)^2 = x_i^2 \mp 2 x_i p + p^2", "checked"),
        (r"(x_i \pm p) (x_i \mp p) = x_i^2 - p^2", "checked"),
        (r"(x_i \pm p)^2 = x_i^2 \mp 2 x_i p + p^2", "false"),
        (r"(x_i \pm p)^2 = x_i^2 + 2 x_i p + p^2", "false"),
        (r"(x_i \pm p)^2 = x_i^2 - 2 x_i p + p^2", "false"),
    ],
)
def test_both_signs_are_claims(latex: str, status: str) -> None:
    assert check_latex(latex, CONTEXT).status == status


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (r"w := w - \Delta w", "checked"),
        (r"w := w - \Delta w = w(k+1) + 0", "checked"),
        (r"w := w + \Delta w", "false"),
        (r"w \leftarrow w - \Delta w", "checked"),
        (r"\xi := \frac{1}{N} \sum_i \xi_i", "defined"),
    ],
)
def test_what_stands_on_both_sides_of_an_assignment_is_updated(latex: str, status: str) -> None:
    verdict = check_latex(latex, Context.from_data("linear", **LINEAR))
    assert verdict.status == status, verdict.message


@pytest.mark.parametrize("latex", [r"\rho = \text{size}(z_i)", r"\text{size}(z_i) = \rho"])
def test_a_function_alone_on_a_side_has_the_arguments_of_the_side_beside_it(latex: str) -> None:
    context = Context.from_data(
        "functions", **{**SINGULAR, "FUNCTIONS": {r"\rho": np.abs, r"\text{size}": kink}}
    )
    assert check_latex(latex, context).status == "checked"


def test_a_derivative_at_what_is_held_may_have_an_exponent(textbook: dict[str, Context]) -> None:
    left = r"\frac{\partial \sigma^2}{\partial x_i} \bigg|_\mu^2"
    assert check_latex(rf"{left} = \frac{{4 (x_i - \mu)^2}}{{m^2}}", textbook["held"]).status == "checked"
    assert check_latex(rf"{left} = \frac{{2 (x_i - \mu)}}{{m}}", textbook["held"]).status == "false"


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        ("u(k+1) = p(k)", "checked"),
        ("u(k) = p(k-1)", "checked"),
        ("u(k+1) = p(k+1)", "checked"),
        ("u(k+1) = u(k+2)", "checked"),
        ("u(k) = p(k)", "false"),
        ("u(k) = u(k+1)", "false"),
        ("u(k-1) = p(k-1)", "false"),
    ],
)
def test_updates_are_counted_from_the_first_that_is_before_k(latex: str, status: str) -> None:
    context = Context.from_data(
        "updates",
        AXES={},
        INPUTS={"u": uniform(1, 2), "p": uniform(1, 2)},
        STEP=lambda p: {"u": p},
        ITERATION="k",
        SYMBOLS={"u": "u", "p": "p"},
    )
    assert check_latex(latex, context).status == status
