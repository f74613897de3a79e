"""Trees and their values: nodes called as functions, and the bounds of sums."""

import pytest

from livepage.equations import Context, check_latex

CONTEXT = Context.from_data(
    "sums",
    AXES={"i": ("N", 3)},
    INPUTS={"x": lambda rng: rng.uniform(1, 2, 3), "w": lambda rng: rng.uniform(1, 2)},
    NODES={"total": lambda x, w: w * (x[0] + x[1] + x[2]), "two": lambda w: 2 + 0 * w},
    FUNCTIONS={"S": "total"},
    SYMBOLS={"S": "total", r"\mathbf{x}": "x", "x_i": "x[i]", "w": "w", "n": "two"},
)


@pytest.mark.parametrize(
    "latex",
    [
        r"S(\mathbf{x} + \mathbf{x}) = 2 S",
        r"S(\mathbf{x} + 1) = S + 3 w",
        r"S(2 w) = 2 S",
        r"S(2 w, 3 \mathbf{x}) = 6 S",
        r"S = w \sum_{i=1}^{2} x_i + w x_3",
    ],
)
def test_a_node_is_a_function_of_its_ancestors(latex: str) -> None:
    assert check_latex(latex, CONTEXT).status == "checked"


@pytest.mark.parametrize(
    ("latex", "shown", "reason"),
    [
        (r"S(\mathbf{x}^T \mathbf{x}) = S", r"\mathbf{x}^T \mathbf{x}", "not the shape of x"),
        (r"w = \sum_{i=1}^{w} x_i", "w", "whole numbers"),
        (r"w = \sum_{i=1}^{n} x_i", "n", "whole numbers"),
        (r"w = \sum_{i=1}^{1.5} x_i", "1.5", "whole numbers"),
    ],
)
def test_what_does_not_fit_is_false_at_its_place(latex: str, shown: str, reason: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert (verdict.status, latex[slice(*verdict.span)]) == ("false", shown)
    assert reason in verdict.message


def test_each_function_is_tried_by_itself(textbook: dict[str, Context]) -> None:
    assert check_latex(r"h_{ij} = \sigma(z_{hij})", textbook["network"]).status == "checked"
    verdict = check_latex(r"y_{ik} = \text{softmax}(z_{oik})", textbook["network"])
    assert verdict.status == "false"
    assert "takes a row" in verdict.message


def test_a_whole_number_is_drawn_as_a_number_like_others() -> None:
    context = Context.from_data(
        "whole",
        AXES={},
        INPUTS={"n": lambda rng: rng.integers(1, 5)},
        NODES={"f": lambda n: n**-2},
        STEP=lambda n: {"n": int(n) + 1},
        ITERATION="k",
        SYMBOLS={"n": "n", "f": "f"},
    )
    assert check_latex(r"f = \frac{1}{n^2}, \frac{d f}{d n} = -2 n^{-3}", context).status == "checked"
    for points in (1, 20):
        assert check_latex(r"f(k+1) = \frac{1}{(n(k) + 1)^2}", context, points).status == "checked"


def test_arguments_of_one_shape_stand_in_the_order_of_the_node() -> None:
    assert check_latex(r"S(2 w, 3 \mathbf{x}) = 6 S", CONTEXT).status == "checked"
    context = Context.from_data(
        "order",
        AXES={},
        INPUTS={"p": lambda rng: rng.uniform(1, 2), "q": lambda rng: rng.uniform(1, 2)},
        NODES={"d": lambda p, q: p - q**2},
        FUNCTIONS={"d": "d"},
        SYMBOLS={"p": "p", "q": "q", "d": "d"},
    )
    assert check_latex("d(p, q) = p - q^2", context).status == "checked"
    verdict = check_latex("d(q, p) = p - q^2", context)
    assert verdict.status == "unreadable"
    assert "p, q, in this order" in verdict.message
