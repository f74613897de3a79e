r"""Derivatives as they are written: with slashes, before what they differentiate, with d for a name."""

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context, check_latex
from livepage.equations.trees.statements import read_statements

RIGHT = [
    # with a slash, in braces or without, alone and among factors
    r"{\partial \xi_i}/{\partial z_{oi}} = y_i - t_i",
    r"{\partial \xi_i}/\partial z_{oi} = y_i - t_i",
    r"\partial \xi_i / {\partial z_{oi}} = y_i - t_i",
    r"\partial \xi_i / \partial z_{oi} = y_i - t_i",
    r"2 {\partial \xi_i}/{\partial z_{oi}} x_i = 2 x_i (y_i - t_i)",
    r"2 {\partial \xi_i}/\partial z_{oi} x_i = 2 x_i (y_i - t_i)",
    r"2 \partial \xi_i / {\partial z_{oi}} x_i = 2 x_i (y_i - t_i)",
    r"2 \partial \xi_i / \partial z_{oi} x_i = 2 x_i (y_i - t_i)",
    r"2 \cdot {\partial \xi_i}/{\partial z_{oi}} \cdot x_i = 2 x_i (y_i - t_i)",
    r"x_i^2 \cdot \partial \xi_i / \partial z_{oi} \cdot x_i = x_i^3 (y_i - t_i)",
    r"{\partial t_i y_i}/{\partial y_i} = t_i",
    r"{\partial t_i y_i}/\partial y_i = t_i",
    r"\partial t_i y_i / \partial y_i = t_i",
    r"\partial t_i y_i / {\partial y_i} = t_i",
    r"{\partial z_{oi}^2}/\partial z_{oi} = 2 z_{oi}",
    r"\frac{1}{2} \partial z_{oi}^2 / \partial z_{oi} = z_{oi}",
    r"(x_i + 1)(\partial \xi_i / \partial z_{oi}) = (1 + x_i)(y_i - t_i)",
    # what has a slash and is no derivative
    r"2 {h_i}/{y_i} = \frac{2 h_i}{y_i}",
    r"{h_i}/2 = 0.5 h_i",
    r"{x_i h_i}/y_i = \frac{h_i}{y_i} x_i",
    # before what is differentiated
    r"\frac{d}{d z_o} \sigma(z_o) = y (1 - y)",
    r"\frac{d}{d z_o} z_o^2 \sigma(z_o) = 2 z_o y + z_o^2 y (1 - y)",
    r"\frac{d}{d z_o} (z_o^2) t = 2 z_o t",
    r"\frac{d}{d z_o} (z_o^2) \cdot y = 2 z_o y",
    r"x_i \frac{\partial}{\partial z_{oi}} \xi_i = (y_i - t_i) x_i",
    # at a place, or after an update
    r"\frac{d \sigma}{d z_o}(z_o) x = x y (1 - y)",
    r"w_h(k+1) = w_h(k) - \frac{\partial \xi}{\partial w_h}(k) \mu",
    r"\frac{1}{2}(x) = 0.5 x",
    r"\frac{\partial^2 \xi_i}{\partial z_{oi}^2} = y_i (1 - y_i)",
    r"\nabla_{w_h} \xi \cdot 2 = \frac{\partial \xi}{\partial w_h} + \frac{\partial \xi}{\partial w_h}",
]


@pytest.mark.parametrize("latex", RIGHT)
def test_a_derivative_is_read_however_it_is_written(chapter: Context, latex: str) -> None:
    verdict = check_latex(latex, chapter)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize(
    "latex",
    [
        r"{\partial \xi_i}/{\partial z_{oi}} = t_i - y_i",
        r"{\partial \xi_i}/\partial z_{oi} = t_i - y_i",
        r"\partial \xi_i / {\partial z_{oi}} = t_i - y_i",
        r"\partial \xi_i / \partial z_{oi} = t_i - y_i",
        r"\frac{d}{d z_o} (z_o^2) \cdot y = 2 z_o y + z_o^2 y (1 - y)",
        r"w_h(k+1) = w_h(k) - \frac{\partial \xi}{\partial w_h}(k+1) \mu",
        r"\frac{1}{2}(x) = \frac{1}{2}",
    ],
)
def test_a_slip_in_a_derivative_is_noticed(chapter: Context, latex: str) -> None:
    assert check_latex(latex, chapter).status == "false"


@pytest.mark.parametrize(
    ("latex", "shown", "reason"),
    [
        (r"{\partial^2 \xi_i}/{\partial y_i} = 1", r"{\partial^2 \xi_i}", "as a fraction"),
        (r"\xi_i = {\partial \xi_i}", r"\partial \xi_i", "this is a differential"),
        (r"\xi_i = {\partial \xi_i}/2", r"\partial", "no symbol"),
        (r"\xi_i = {\partial \xi_i}/{y_i}", r"\partial", "no symbol"),
        (r"\xi_i = {\partial \xi_i}/\partial", r"\partial", "no symbol"),
        (r"\xi_i = \partial \xi_i / 2", r"\partial", "no symbol"),
        (r"\xi_i = \partial \xi_i / \partial", r"\partial", "no symbol"),
        (r"\xi_i = \partial / \partial y_i", r"\partial", "no symbol"),
        (r"{\partial \xi_i}/{\partial (y_i + 1)} = 1", "(y_i + 1)", "by a symbol"),
        (r"{\partial \xi_i}/\partial 2 = 1", "2", "by a symbol"),
        (r"\partial \xi_i / \partial 2 = 1", "2", "by a symbol"),
        (r"\frac{\partial^2 \xi_i}{\partial \partial y_i} = 1", r"\partial", "below a second derivative"),
        (r"\frac{\partial^2 \xi_i}{\partial y_i \partial} = 1", "y_i", "below a second derivative"),
        (r"\frac{\partial^2 \xi_i}{\partial z_{oi} h_i} = 1", r"z_{oi}", "below a second derivative"),
        (r"\frac{\partial^2 \xi_i}{\partial y_i^3} = 1", "y_i^3", "below a second derivative"),
        (
            r"\frac{\partial^2 \xi_i}{\partial y_i \partial y_i \partial y_i} = 1",
            "y_i",
            "below a second derivative",
        ),
        (r"\frac{\partial^3 \xi_i}{\partial y_i^3} = 1", r"\partial^3", "no higher one"),
        (r"y = \frac{d}{d z_o}", r"d", "no symbol d"),
        (r"y = \frac{d}{d z_o}^2 y", "d", "no symbol d"),
        (r"y = \frac{d}{d z_o} z_o + 2 \cdot \frac{d}{d} y", "d", "no symbol d"),
        (r"y = \frac{d}{d z_o} z_o / 2", "z_o", "how far does the derivative reach"),
        (r"y = \frac{d}{d z_o} z_o^2 z_o \cdot h", "z_o^2", "how far does the derivative reach"),
        (r"\xi_i = 1 / 2 \partial \xi_i / \partial y_i", r"\partial \xi_i / \partial y_i", "two ways"),
        (r"\xi_i = \partial / 2 / \partial y_i", r"\partial", "no symbol"),
        (r"y = \nabla_{w_h} \xi h", r"\nabla_{w_h}", "how far does"),
        (r"y = \nabla_{2} \xi", "2", "by a symbol"),
        (r"y = \nabla_{\sigma} \xi", r"\sigma", "by a symbol"),
        (r"y = \nabla_{w_h}", r"\nabla_{w_h}", "stands before"),
        (r"y = \nabla_{w_h}^3 \xi", r"\nabla_{w_h}^3", "is 2 or none"),
        (r"(1 + x)(k) = 1", "(1 + x)", "belongs to a symbol or a derivative"),
        (
            r"y = \left. \frac{\partial \xi_i}{\partial y_i} \right|_{2 y_i = 1}",
            r"|_{2 y_i = 1}",
            "before = stands the symbol",
        ),
        (r"y = \left. \frac{\partial \xi_i}{\partial y_i} \right|_{2}", r"|_{2}", "that are held fixed"),
        (r"y = \left. (2 h_i) \right|_{y_i}", r"|_{y_i}", "that are held fixed"),
        (r"\frac{d}{d z_o} (z_o^2) y = 2 z_o y", "(z_o^2)", "or of all that stands behind it"),
        (r"y = \left. \frac{\partial \xi_i}{\partial y_i} \right|_{}", "{}", "one expression is wanted"),
    ],
)
def test_what_is_no_derivative_is_refused_at_its_place(
    chapter: Context, latex: str, shown: str, reason: str
) -> None:
    verdict = check_latex(latex, chapter)
    assert verdict.status == "unreadable"
    assert reason in verdict.message
    assert latex[slice(*verdict.span)] == shown


DISTANCES: dict[str, Any] = {
    "AXES": {"i": ("N", 4)},
    "INPUTS": {"d": lambda rng: rng.uniform(1, 2, 4)},
    "NODES": {"e": lambda d: d / d[0], "s": lambda d: np.sum(d**2)},
    "SYMBOLS": {"d_i": "d[i]", "e_i": "e[i]", r"\hat{d}": "s", r"\mathbf{d}": "d"},
}


@pytest.mark.parametrize(
    "latex",
    [
        r"e_i = \frac{d_i}{d_1}",
        r"e_i d_1 / d_i = 1",
        r"{d_i}/{d_1} = e_i",
        r"\hat{d} = \sum_i d_i^2",
        r"\frac{\hat{d} d_1}{\hat{d} d_i} = 1 / e_i",
        r"\frac{\hat{d}}{\hat{d} d_1} d_i = e_i",
    ],
)
def test_a_name_that_begins_with_d_is_a_name(latex: str) -> None:
    verdict = check_latex(latex, Context.from_data("distances", **DISTANCES))
    assert verdict.status == "checked", verdict.message


def test_a_derivative_reaches_to_the_end_of_its_argument(chapter: Context) -> None:
    latex = r"\frac{d \sigma}{d z_o}(z_o) = y (1 - y)"
    (statement,) = read_statements(latex, chapter.vocabulary)
    assert latex[slice(*statement.sides[0].span)] == r"\frac{d \sigma}{d z_o}(z_o)"
