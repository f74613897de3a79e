r"""Matrices with dots: the entries shown are claims, and by their places the shape."""

import pytest

from livepage.equations import Context, check_latex
from livepage.equations.errors import Mismatch
from livepage.equations.values.dotted_matrix import places


@pytest.mark.parametrize(
    ("shown", "size", "expected"),
    [
        ("a b c", 3, [0, 1, 2]),
        ("a … z", 5, [0, None, 4]),
        ("a b … z", 3, [0, 1, None, 2]),
        ("a …", 4, [0, None]),
        ("… y z", 4, [None, 2, 3]),
    ],
)
def test_what_stands_behind_the_dots_counts_from_the_end(
    shown: str, size: int, expected: list[int | None]
) -> None:
    assert places([name == "…" for name in shown.split()], size) == expected


@pytest.mark.parametrize(
    ("shown", "size", "reason"),
    [
        ("a b", 3, "2 rows or columns are shown, there are 3"),
        ("a … … z", 5, "2 rows or columns beside dots do not fit 5"),
        ("a b c … z", 3, "4 rows or columns beside dots do not fit 3"),
    ],
)
def test_what_cannot_be_placed_is_a_mismatch(shown: str, size: int, reason: str) -> None:
    with pytest.raises(Mismatch, match=reason):
        places([name == "…" for name in shown.split()], size)


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (r"\mathbf{x}_i = \begin{bmatrix} x_{i1} & \dots & x_{iD} \end{bmatrix}", "checked"),
        (r"\mathbf{x}_i = \begin{bmatrix} x_{i1} & \dots & x_{i2} \end{bmatrix}", "false"),
        (r"\begin{bmatrix} x_{i1} & \dots & x_{iD} \end{bmatrix} = \mathbf{x}_i", "checked"),
        (r"\begin{bmatrix} x_{i1} & \dots & x_{i2} \end{bmatrix} = \mathbf{x}_i", "false"),
        (r"\mathbf{w} = \begin{bmatrix} w_1 & \dots & w_3 \end{bmatrix}", "checked"),
        (r"\mathbf{w} = \begin{bmatrix} w_1 & \dots & x_{i3} \end{bmatrix}", "false"),
        (
            r"\mathbf{w} - \mathbf{x}_2 = \begin{bmatrix} w_1 - x_{21} & \dots & w_D - x_{2D} \end{bmatrix}",
            "checked",
        ),
        (
            r"\mathbf{x}_i^T \mathbf{x}_i = \begin{bmatrix} x_{i1}^2 & \dots & x_{i1} x_{i3} \\"
            r" x_{i2} x_{i1} & \dots & x_{i2} x_{i3} \\ x_{i3} x_{i1} & \dots & x_{i3}^2 \end{bmatrix}",
            "checked",
        ),
        (
            r"\mathbf{x}_i^T \mathbf{x}_i = \begin{bmatrix} x_{i1}^2 & x_{i1} x_{i2} & x_{i1} x_{i3} \\"
            r" x_{i2} x_{i1} & \dots & x_{i2} x_{i3} \\ x_{i3} x_{i1} & x_{i3} x_{i2} & x_{i3}^2"
            r"\end{bmatrix}",
            "checked",
        ),
        (
            r"\begin{bmatrix} x_{i1} + t_i & x_{i2} \end{bmatrix}"
            r" - \begin{bmatrix} t_i & x_{i2} \end{bmatrix} = \begin{bmatrix} x_{i1} & 0 \end{bmatrix}",
            "checked",
        ),
        (
            r"\begin{bmatrix} 2 x_{i1} & 0 \end{bmatrix} = \begin{bmatrix} x_{i1} + x_{i1} & 0 \end{bmatrix}",
            "checked",
        ),
        (
            r"\begin{bmatrix} 2 x_{i1} & 0 \end{bmatrix} = \begin{bmatrix} x_{i1} + x_{i2} & 0 \end{bmatrix}",
            "false",
        ),
    ],
)
def test_the_entries_shown_are_claims(textbook: dict[str, Context], latex: str, status: str) -> None:
    verdict = check_latex(latex, textbook["classes"])
    assert verdict.status == status, verdict.message


def test_two_matrices_with_dots_say_nothing_of_each_other(textbook: dict[str, Context]) -> None:
    left = r"\begin{bmatrix} w_1 & \dots & w_3 \end{bmatrix}"
    latex = left + r" = \begin{bmatrix} 2 w_1 & \dots & w_D \end{bmatrix}"
    verdict = check_latex(latex, textbook["classes"])
    assert (verdict.status, latex[slice(*verdict.span)]) == ("false", left)
    assert "compared with a symbol" in verdict.message


@pytest.mark.parametrize(
    ("left", "matrix", "reason"),
    [
        (r"\xi", r"\begin{bmatrix} x_{11} & \dots & x_{1D} \end{bmatrix}", "compared with a number"),
        (
            r"X",
            r"\begin{bmatrix} x_{11} & \dots & x_{13} \\ x_{21} & \dots \end{bmatrix}",
            "differ in length",
        ),
        (r"\mathbf{w}", r"\begin{bmatrix} w_1 & \dots & x_{i3} \end{bmatrix}", "a free letter"),
    ],
)
def test_a_matrix_that_does_not_fit_is_shown(
    textbook: dict[str, Context], left: str, matrix: str, reason: str
) -> None:
    latex = f"{left} = {matrix}"
    verdict = check_latex(latex, textbook["classes"])
    assert reason in verdict.message
    assert latex[slice(*verdict.span)] == matrix
