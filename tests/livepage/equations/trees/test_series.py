r"""Dots in sums and products: `y_1 + \dots + y_N` is each of its terms."""

import numpy as np
import pytest

from livepage.equations import Context, check_latex
from livepage.equations.trees.statements import read_statements
from livepage.equations.trees.tree import children, walk

CONTEXT = Context.from_data(
    "a vector",
    AXES={"i": ("N", 6), "d": ("D", 3)},
    INPUTS={
        "y": lambda rng: rng.uniform(0.5, 1.5, size=(6, 1)),
        "X": lambda rng: rng.uniform(0.5, 1.5, size=(6, 3)),
        "w": lambda rng: rng.uniform(0.5, 1.5, size=(3, 1)),
        "b": lambda rng: rng.uniform(0.5, 1.5),
    },
    NODES={"z": lambda X, w, b: X @ w + b, "s": lambda y: np.sum(y), "p": lambda y: np.prod(y)},
    SYMBOLS={
        "y_i": "y[i,1]",
        r"\mathbf{y}": "y",
        "x_{id}": "X[i,d]",
        "w_d": "w[d,1]",
        "b": "b",
        "z_i": "z[i,1]",
        "s": "s",
        "p": "p",
    },
)


@pytest.mark.parametrize(
    "latex",
    [
        r"s = y_1 + \dots + y_N",
        r"s = y_1 + y_2 + \cdots + y_N",
        r"s = y_1 + y_2 + \dots + y_6",
        r"s = y_1 + \dots + y_5 + y_N",
        r"s = y_1 + \dots + y_3 + y_4 + \dots + y_N",
        r"-s = -y_1 - \dots - y_N",
        r"2 y_1 - s = y_1 - \dots - y_N",
        r"2 y_1 - s = y_1 - y_2 - \dots - y_N",
        r"p = y_1 \cdots y_N",
        r"p = y_1 y_2 \cdots y_N",
        r"p = y_1 \cdot \ldots \cdot y_N",
        r"p = y_1 \times y_2 \times \dots \times y_N",
        r"1 / p = \frac{1}{y_1 \cdots y_N}",
        r"z_i = w_1 x_{i1} + \dots + w_D x_{iD} + b",
        r"z_i = b + w_1 x_{i1} + w_2 x_{i2} + \dots + w_3 x_{i3}",
        r"z_i = b + w_1 x_{i1} + \dots + w_D x_{iD}",
        r"\log p = \log y_1 + \dots + \log y_N",
        r"\sum_i y_i^2 = y_1^2 + y_2^2 + \dots + y_N^2",
        r"e^s = e^{y_1} e^{y_2} \cdots e^{y_N}",
        r"p = (y_1 + 1 - 1) \cdots (y_N + 1 - 1)",
        r"s = (\mathbf{y})_1 + \dots + (\mathbf{y})_6",
    ],
)
def test_dots_stand_for_the_terms_between(latex: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize(
    "latex",
    [
        r"s = y_1 + \dots + y_5",
        r"s = y_2 + \dots + y_N",
        r"s = y_1 + y_2 + y_3 + \dots + y_4",
        r"p = y_1 y_2 \cdots y_5",
        r"z_i = w_1 x_{i1} + \dots + w_D x_{iD}",
        r"z_i = w_1 x_{i1} + \dots + w_D x_{i1} + b",
        r"s = y_1 - \dots - y_N",
        r"s = y_1 - y_2 - \dots - y_N",
        r"2 b = x_{11} + \dots + x_{33}",
    ],
)
def test_what_the_dots_leave_out_or_add_is_noticed(latex: str) -> None:
    assert check_latex(latex, CONTEXT).status == "false"


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"s = y_1 + y_3 + \dots + y_N", r"\dots"),  # by which rule?
        (r"s = y_1 + \dots", r"\dots"),
        (r"s = \dots + y_N", r"\dots"),
        (r"s = y_1 + \dots + \cdots + y_N", r"\dots"),
        (r"s = y_5 + \dots + y_2", r"\dots"),
        (r"s = y_2 + \dots + y_2", r"\dots"),
        (r"s = y_1 + \dots + w_3", r"\dots"),
        (r"s = y_1 + \dots + x_{N1}", r"\dots"),
        (r"s = y_1 + \dots + x_{61}", r"\dots"),
        (r"s = w_1 x_{11} + \dots + w_2 x_{33}", r"\dots"),
        (r"s = y_1 + \dots + 2 y_N", r"\dots"),
        (r"s = y_1 + \dots + y_i", r"\dots"),
        (r"s = y_i + \dots + y_N", r"\dots"),
        (r"s = y_1 + \dots - y_N", r"\dots"),
        (r"s = y_1 - \dots + y_N", r"\dots"),
        (r"s = y_1 - y_2 + \dots + y_N", r"\dots"),
        (r"p = y_1 \cdots", r"\cdots"),
        (r"p = \ldots y_N", r"\ldots"),
        (r"p = y_1 \cdot \dots y_N", r"\dots"),
        (r"p = y_1 y_3 \cdots y_N", r"\cdots"),
        (r"s = b + \dots + b", r"\dots"),
        (r"p = \cdots", r"\cdots"),
    ],
)
def test_dots_that_leave_a_choice_are_refused_at_their_place(latex: str, shown: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert verdict.status == "unreadable"
    assert "count by one" in verdict.message
    assert latex[slice(*verdict.span)] == shown


@pytest.mark.parametrize(
    ("latex", "hidden"),
    [(r"s = y_1 + \dots + y_N", 4), (r"p = y_1 y_2 \cdots y_N", 3), (r"s = y_1^2 + \dots + y_N^2", 4)],
)
def test_each_term_that_dots_stand_for_has_their_place(latex: str, hidden: int) -> None:
    (statement,) = read_statements(latex, CONTEXT.vocabulary)
    parts = [part for term in children(statement.sides[1])[-1 - hidden : -1] for part in walk(term)]
    shown = {latex[slice(*part.span)] for part in parts}
    assert len(children(statement.sides[1])) == 6
    assert shown == {dots for dots in (r"\dots", r"\cdots") if dots in latex}


def test_a_term_that_dots_stand_for_is_named_by_them() -> None:
    verdict = check_latex(r"2 s = y_1 + \dots + y_N + b", CONTEXT)
    assert verdict.status == "false"
    assert verdict.span == (0, 27)
