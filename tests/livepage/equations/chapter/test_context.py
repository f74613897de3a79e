"""The plain data of a graph module: what is refused."""

from typing import Any

import pytest

from livepage.equations import Context, check_latex, context_of_module
from livepage.equations.errors import GraphError, Unreadable

DATA: dict[str, Any] = {
    "AXES": {"i": ("N", 3), "j": ("M", 4)},
    "INPUTS": {"x": lambda rng: rng.normal(size=3), "w": lambda rng: rng.normal(size=(3, 4))},
    "NODES": {"y": lambda x, w: x @ w},
    "SYMBOLS": {
        "x_i": "x[i]",
        r"\mathbf{x}": "x",
        "w_{ij}": "w[i,j]",
        "W": "w",
        r"\mathbf{w}_i": "w[i]",
        r"\mathbf{u}_j": "w[:,j]",
        "y_j": "y[j]",
    },
}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"SYMBOLS": {"q": "q"}}, "no node q"),
        (
            {"NODES": {"y": lambda x, w: w @ x}},
            r"y cannot be computed from x of shape \(3,\), w of shape",
        ),
        ({"SYMBOLS": {"x_i": "x[i"}}, "no array with its axes"),
        ({"SYMBOLS": {"x_{q}": "x[q]"}}, "no axis has the letter q"),
        ({"SYMBOLS": {"x_{ih}": "x[i]"}}, "letters of axes come last"),
        ({"SYMBOLS": {"x + x": "x"}}, "is no name"),
        ({"SYMBOLS": {"x x_i": "x[i]"}}, "is no name"),
        ({"SYMBOLS": {"(x)": "x"}}, "is no name"),
        ({"SYMBOLS": {"2": "x"}}, "is no name"),
        ({"SYMBOLS": {"x = x": "x"}}, "is no name"),
        ({"SYMBOLS": {"-x": "x"}}, "is no name"),
        ({"SYMBOLS": {r"\Delta \Delta x": "x"}}, "is no name"),
        ({"SYMBOLS": {r"\Delta": "x", r"\Delta 2": "x"}}, "is no name"),
        ({"SYMBOLS": {"2 x_i": "x[i]"}}, "is no name"),
        ({"SYMBOLS": {r"\mathbf{\Delta} x_i": "x[i]"}}, "is no name"),
        ({"SYMBOLS": {r"\Delta x x_i": "x[i]"}}, "is no name"),
        ({"SYMBOLS": {"x_j": "x[j]"}}, "x_j: axis 1 of x has 3 entries, j runs to 4"),
        ({"SYMBOLS": {"x_{ij}": "x[i,j]"}}, "x has 1 axes"),
        ({"DEFINITIONS": {"d": r"\frac{\partial y_j}{"}}, "textbook: .*not closed"),
        ({"DEFINITIONS": {"d": "x_i = y_j"}}, "textbook"),
        (
            {"DEFINITIONS": {"d[:]": r"W^T \mathbf{x}"}, "SYMBOLS": {**DATA["SYMBOLS"], "d_j": "d[j]"}},
            "d_j: d is defined whole; define it by j",
        ),
        ({"DEFINITIONS": {"d[j]": "y_j"}, "FUNCTIONS": {"d": "d"}}, "the function d: there is no node d"),
        ({"FUNCTIONS": {"f": ("x", "q[i]")}}, r"the function f: there is no node q\[i\] in the graph"),
    ],
)
def test_data_that_contradict_themselves_are_refused(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(GraphError, match=reason):
        Context.from_data("textbook", **{**DATA, **change})


@pytest.mark.parametrize(
    "latex",
    [
        r"y_j = \sum_{i=1}^{N} x_i w_{ij}",
        r"y_j = \mathbf{x}^T \mathbf{u}_j",
        r"W = \begin{bmatrix} \mathbf{w}_1 \\ \vdots \\ \mathbf{w}_N \end{bmatrix}",
        r"W = \begin{bmatrix} \mathbf{u}_1 & \dots & \mathbf{u}_M \end{bmatrix}",
        r"\mathbf{x}^T W = \sum_{i=1}^{N} x_i \mathbf{w}_i",
    ],
)
def test_rows_and_columns_of_a_matrix_are_told_apart(latex: str) -> None:
    assert check_latex(latex, Context.from_data("textbook", **DATA)).status == "checked"


def test_a_row_taken_for_a_column_is_a_mismatch() -> None:
    context = Context.from_data("textbook", **DATA)
    assert check_latex(r"y_j = \mathbf{x}^T \mathbf{w}_j", context).status == "unreadable"
    assert (
        check_latex(r"W = \begin{bmatrix} \mathbf{w}_1 & \dots & \mathbf{w}_N \end{bmatrix}", context).status
        == "false"
    )


def test_a_form_that_cannot_be_read_is_refused_at_its_place() -> None:
    with pytest.raises(Unreadable, match="ends too early") as caught:
        Context.from_data("textbook", **{**DATA, "SYMBOLS": {"x +": "x"}})
    assert caught.value.span == (3, 3)


@pytest.mark.parametrize(
    "latex",
    [
        r"a_{\text{out}} = W^T a_{\text{in}}",
        r"a_\text{out} = W^T a_\text{in}",
        r"W^T a_\text{in} = a_{\mathrm{out}}",
    ],
)
def test_words_below_a_name_tell_names_apart(latex: str) -> None:
    symbols = {r"a_{\text{in}}": "x", r"a_{\text{out}}": "y", "W": "w"}
    context = Context.from_data("textbook", **{**DATA, "SYMBOLS": symbols})
    assert check_latex(latex, context).status == "checked"


def test_a_module_is_read_by_name_and_in_itself() -> None:
    import graphs.backpropagation as module

    assert context_of_module(module).name == context_of_module(module.__name__).name == module.__name__
