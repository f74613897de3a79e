"""Declared functions: what they may return, and which of them a verdict names."""

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context, check_latex


def cube(z: Any) -> Any:
    return z**3


def first_twice(z: Any) -> Any:
    return np.array([z.ravel()[0]] * 2)


CONTEXT = Context.from_data(
    "functions",
    AXES={"i": ("N", 5)},
    INPUTS={"x": lambda rng: rng.normal(size=5), "a": lambda rng: rng.uniform(1, 2)},
    SYMBOLS={"x_i": "x[i]", r"\mathbf{x}": "x", "a": "a"},
    FUNCTIONS={
        r"\phi": np.square,
        r"\text{total}": np.ndarray.sum,
        r"\text{cube}": cube,
        r"\psi": lambda z: z + 1,
        r"\text{deep}": lambda _: np.ones((1, 1, 1, 1)),
        r"\text{boxed}": lambda _: np.ones((2, 2, 2)),
        r"\text{twice}": first_twice,
    },
)


@pytest.mark.parametrize(
    ("latex", "names"),
    [
        (r"\phi(a) = a^2", ()),
        (r"\text{total}(\mathbf{x}) = \sum_i x_i", ()),
        (r"\psi(a) = a + 1", ()),
        ("|a| = a", ()),
        (r"\text{cube}(a) = a^3", (f"{__name__}.cube",)),
        (r"\text{cube}(\exp(a)) = \exp(3 a)", (f"{__name__}.cube",)),
    ],
)
def test_a_verdict_names_the_functions_of_the_page(latex: str, names: tuple[str, ...]) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert (verdict.status, verdict.functions) == ("checked", names), verdict.message


def test_a_function_may_return_a_vector() -> None:
    latex = r"\text{twice}(\mathbf{x}) = \begin{bmatrix} x_1 \\ x_1 \end{bmatrix}"
    assert check_latex(latex, CONTEXT).status == "checked"


@pytest.mark.parametrize("name", ["deep", "boxed"])
def test_a_function_that_returns_more_than_a_matrix_is_refused(name: str) -> None:
    latex = rf"\text{{{name}}}(\mathbf{{x}}) = a"
    verdict = check_latex(latex, CONTEXT)
    assert (verdict.status, latex[slice(*verdict.span)]) == ("false", rf"\text{{{name}}}(\mathbf{{x}})")
    assert "returns a number, a vector or a matrix" in verdict.message
