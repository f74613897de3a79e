r"""Shifted letters, as in $x_{i+1}$: an equation is about the places at which all neighbours are there."""

import numpy as np
import pytest

from livepage.equations import Context, check_latex

CONTEXT = Context.from_data(
    "steps",
    AXES={"i": ("N", 5), "j": ("M", 3)},
    INPUTS={"x": lambda rng: rng.uniform(1, 2, 5), "z": lambda rng: rng.uniform(1, 2, 3)},
    NODES={
        "ahead": lambda x: np.append(x[1:] - x[:-1], 9),  # at the last place there is no next
        "back": lambda x: np.append(9, x[1:] - x[:-1]),
        "one": lambda x: np.append(x[:-1] ** 0, 2),
    },
    SYMBOLS={"x_i": "x[i]", "z_j": "z[j]", "a_i": "ahead[i]", "b_i": "back[i]", "c_i": "one[i]"},
)


@pytest.mark.parametrize(
    "latex",
    [
        "a_i = x_{i+1} - x_i",
        "x_{i+1} = a_i + x_i",
        "2 a_i = 2 x_{i+1} - 2 x_i",
        "b_i = x_i - x_{i-1}",
        "x_{i-1} = x_i - b_i",
        "a_i + b_i = x_{i+1} - x_{i-1}",
        "a_i + a_{i+1} = x_{i+2} - x_i",
        r"\sum_i x_i + a_i = \sum_i x_i + x_{i+1} - x_i",
        r"\sum_j z_j x_{i+1} = \sum_j z_j x_i + \sum_j z_j a_i",
        r"\frac{\partial a_i}{\partial x_{i+1}} = 1",
    ],
)
def test_what_holds_wherever_the_neighbours_are_there_is_checked(latex: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize(
    "latex",
    [
        "a_i = x_{i+1} + x_i",
        "a_i = x_i - x_{i-1}",
        "b_i = x_{i+1} - x_i",
        "c_i = x_i - x_i + 1",
        r"c_i = \frac{\sum_{i=1}^{N-1} (x_{i+1} - x_i)}{x_N - x_1}",  # a shift in the sum is none outside
        r"c_i = \frac{\sum_{i=1}^{N-1} (x_{i+1} - x_i)}{x_N - x_1} [i \le N]",
    ],
)
def test_what_fails_at_one_place_is_false(latex: str) -> None:
    assert check_latex(latex, CONTEXT).status == "false"
