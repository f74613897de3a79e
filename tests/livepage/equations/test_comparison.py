"""Two sides compared: how far they may differ, and what their shapes say."""

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context, check_latex
from tests.livepage.equations.conftest import SINGULAR

SCALES = Context.from_data(
    "scales",
    AXES={"i": ("N", 4), "n": ("D", 2)},
    INPUTS={
        "a": lambda rng: 10 ** rng.uniform(-6, 6),
        "b": lambda rng: rng.uniform(0.5, 2),
        "v": lambda rng: rng.normal(size=(2, 1)),
        "W": lambda rng: rng.normal(size=(4, 2)),
    },
    NODES={"f": lambda b: float(np.sin(100 * b)), "c": lambda a: a},
    SYMBOLS={
        "a": "a",
        "b": "b",
        "c": "c",
        "f": "f",
        r"\mathbf{v}": "v",
        "W": "W",
        "w_{in}": "W[i,n]",
        "v_n": "v[n,1]",
    },
)


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        ("c = a", "checked"),
        ("c = a + 0.00001", "false"),  # little beside the largest a, much beside the others
        ("c = (1 + 10^{-10}) a", "checked"),
        ("c = (1 + 10^{-8}) a", "false"),
        ("(10^6 + b) - 10^6 = b", "checked"),
        ("(10^6 + b) - 10^6 = 1.000001 b", "false"),
    ],
)
def test_a_difference_is_measured_at_its_own_point(latex: str, status: str) -> None:
    assert check_latex(latex, SCALES).status == status


def test_a_derivative_by_differences_need_not_be_exact() -> None:
    verdict = check_latex(r"\frac{d f}{d b} = 100 \cos(100 b)", SCALES)
    assert (verdict.status, verdict.fallbacks) == ("checked", ("f",))
    assert 1e-9 < verdict.largest_difference < 1e-6
    assert check_latex(r"\frac{d f}{d b} = 100.001 \cos(100 b)", SCALES).status == "false"


def test_all_that_is_differentiated_by_differences_is_named() -> None:
    context = Context.from_data("singular", **SINGULAR)
    verdict = check_latex(r"\frac{\partial \rho(r_i)}{\partial z_i} = 3 z_i^2", context)
    assert (verdict.status, verdict.fallbacks) == ("checked", ("r", "rho"))


@pytest.mark.parametrize(
    "latex",
    [
        r"\mathbf{v} \in \mathbb{R}^2",
        r"\mathbf{v} \in \mathbb{R}^D",
        r"\mathbf{v} \in \mathbb{R}^{D \times 1}",
        r"\mathbf{v}^T \in \mathbb{R}^D",
        r"W \in \mathbb{R}^{N \times D}",
        r"W \mathbf{v} \in \mathbb{R}^N",
        r"\mathbf{v}^T \mathbf{v} \in \mathbb{R}",
        r"w_{in} \in \mathbb{R}",
    ],
)
def test_a_value_is_in_the_space_of_its_shape(latex: str) -> None:
    verdict = check_latex(latex, SCALES)
    assert (verdict.status, verdict.largest_difference) == ("checked", 0), verdict.message


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\mathbf{v} \in \mathbb{R}^N", "it is a 2×1 matrix, and the space says 4"),
        (r"\mathbf{v} \in \mathbb{R}^{1 \times D}", "it is a 2×1 matrix, and the space says 1×2"),
        (r"\mathbf{v} \in \mathbb{R}", "it is a 2×1 matrix, and the space says a single number"),
        (r"W \in \mathbb{R}^{D \times N}", "it is a 4×2 matrix, and the space says 2×4"),
        (r"W \in \mathbb{R}^N", "it is a 4×2 matrix, and the space says 4"),
        (r"b \in \mathbb{R}^N", "it is a number, and the space says 4"),
    ],
)
def test_a_value_of_another_shape_is_in_no_such_space(latex: str, reason: str) -> None:
    verdict = check_latex(latex, SCALES)
    assert (verdict.status, reason in verdict.message) == ("false", True), verdict.message


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("b", "v_n", "the left side is a number, the right side a number for each n"),
        ("v_n", "w_{in}", "the left side is a number for each n, the right side a number for each i, n"),
        (r"b + \mathbf{v}", "b", "the left side is a 2×1 matrix, the right side a number"),
        (r"\mathbf{v}^T W^T", r"W \mathbf{v}", "a 1×4 matrix, the right side a 4×1 matrix"),
        (r"\mathbf{v} - \mathbf{v}", "b - b", "a 2×1 matrix, the right side a number"),
    ],
)
def test_sides_of_unlike_shape_are_false_at_the_left_one(left: str, right: str, reason: str) -> None:
    latex = f"{left} = {right}"
    verdict = check_latex(latex, SCALES)
    assert (verdict.status, latex[slice(*verdict.span)]) == ("false", left)
    assert reason in verdict.message


def test_a_difference_of_numbers_in_a_matrix_is_placed() -> None:
    verdict: Any = check_latex(r"0 = W - W + 1", SCALES)
    assert verdict.status == "false"
    assert "0 is 0\n" in verdict.message
    assert "W - W + 1 is 1\n" in verdict.message


def test_a_second_derivative_by_primes_is_reported_as_one_by_differences() -> None:
    context = Context.from_data(
        "a curve",
        AXES={},
        INPUTS={"z": lambda rng: rng.uniform(0.001, 0.01)},
        SYMBOLS={"z": "z"},
        FUNCTIONS={r"\sigma": np.tanh},
    )
    verdict = check_latex(r"\sigma''(z) = -2 \sigma(z) \sigma'(z)", context)
    assert (verdict.status, verdict.fallbacks) == ("checked", ("sigma''",)), verdict.message
    assert check_latex(r"\sigma'(z) = 1 - \sigma(z)^2", context).fallbacks == ()
