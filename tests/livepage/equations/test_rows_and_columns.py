"""What a graph takes from the rows of a matrix is a row or a column, as an equation needs it."""

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context
from livepage.equations.verdicts.check_formula import check_formula

SAMPLES: dict[str, Any] = {
    "AXES": {"i": ("N", 5), "j": ("N", 5)},
    "INPUTS": {
        "X": lambda rng: rng.uniform(-1, 1, (5, 3)),
        "w": lambda rng: rng.uniform(-1, 1, 3),
        "mean": lambda rng: rng.uniform(-1, 1, 3),
    },
    "NODES": {
        "z": lambda X, w: X @ w,
        "E": lambda z: np.sum(z**2) / 2,
        "S": lambda X, mean: (X - mean).T @ (X - mean),
    },
    "SYMBOLS": {
        r"\mathbf{X}": "X",
        r"\mathbf{w}": "w",
        r"\mathbf{m}": "mean",
        r"\mathbf{x}_i": "X[i]",
        "z_i": "z[i]",
        "E": "E",
        r"\mathbf{S}": "S",
    },
    "FUNCTIONS": {"E": "E", r"\sigma": np.tanh},
}


@pytest.mark.parametrize(
    ("latex", "status", "as_rows"),
    [
        (r"z_i = \mathbf{w}^T \mathbf{x}_i", "checked", "false"),
        (r"z_i = \mathbf{x}_i \mathbf{w}", "checked", "checked"),
        (r"z_i = 2 \mathbf{w}^T \mathbf{x}_i", "false", "false"),
        (r"z_i = \mathbf{w}^T + \mathbf{x}_i", "false", "false"),
        (r"\sigma(z_i) = \sigma(\mathbf{w}^\top \mathbf{x}_i)", "checked", "false"),
        (r"E(\mathbf{w}) = \frac12 \sum_i (\mathbf{w}^T \mathbf{x}_i)^2", "checked", "false"),
        (r"\nabla_{\mathbf{w}} E(\mathbf{w}) = \sum_i z_i \mathbf{x}_i", "checked", "unreadable"),
        (r"\frac{\partial E}{\partial \mathbf{x}_i} = z_i \mathbf{w}", "checked", "unreadable"),
        (r"\frac{\partial E}{\partial \mathbf{x}_i} = z_i \mathbf{w}^T", "checked", "checked"),
        (r"\mathbf{S} = \sum_i (\mathbf{x}_i - \mathbf{m})(\mathbf{x}_i - \mathbf{m})^T", "checked", "false"),
        (r"\mathbf{X}^T \mathbf{X} = \sum_i \mathbf{x}_i \mathbf{x}_i^T", "checked", "false"),
        (r"\mathbf{X}^T \mathbf{X} = \sum_i \mathbf{x}_i^T \mathbf{x}_i", "unreadable", "checked"),
        (r"\|\mathbf{x}_i\|^2 = \mathbf{x}_i \mathbf{x}_i^T", "unreadable", "checked"),
        (r"\|\mathbf{x}_i\|^2 = \mathbf{x}_i^T \mathbf{x}_i", "checked", "false"),
    ],
)
def test_what_is_taken_from_rows_is_a_column_where_the_shapes_say_so(
    latex: str, status: str, as_rows: str
) -> None:
    rows = {**SAMPLES, "SYMBOLS": {**SAMPLES["SYMBOLS"], r"\mathbf{x}_i": "X[i,:]"}}
    assert check_formula(latex, Context.from_data("columns or rows", **SAMPLES)).status == status
    assert check_formula(latex, Context.from_data("rows", **rows)).status == as_rows


def test_a_square_of_a_row_says_how_a_graph_decides_it() -> None:
    latex = r"\mathbf{X}^T \mathbf{X} = \sum_i \mathbf{x}_i^T \mathbf{x}_i"
    assert (
        "say so by 'X[i,:]'" in check_formula(latex, Context.from_data("columns or rows", **SAMPLES)).message
    )


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (r"z_i = \mathbf{w}^T \mathbf{x}_i, \quad 2 z_i = \mathbf{x}_i^T \mathbf{w} + z_i", "checked"),
        (r"z_i = \mathbf{x}_i \mathbf{w}, \quad 2 z_i = \mathbf{x}_i \mathbf{w} + z_i", "checked"),
        (
            r"z_i = \mathbf{x}_i \mathbf{w}, \quad \mathbf{x}_i \cdot \mathbf{x}_i = \|\mathbf{x}_i\|^2",
            "checked",
        ),
        (r"z_i = \mathbf{x}_i \mathbf{w}, \quad 2 z_i = \mathbf{w}^T \mathbf{x}_i + z_i", "unreadable"),
        (r"2 z_i = \mathbf{w}^T \mathbf{x}_i + z_i, \quad z_i = \mathbf{x}_i \mathbf{w}", "unreadable"),
    ],
)
def test_what_is_taken_from_rows_is_one_of_both_in_one_formula(latex: str, status: str) -> None:
    verdict = check_formula(latex, Context.from_data("columns or rows", **SAMPLES))
    assert verdict.status == status, verdict.message
    assert (status == "checked") == ("write both in one way" not in verdict.message)
