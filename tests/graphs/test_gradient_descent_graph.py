r"""The graph of chapter 1 against the chapter's functions, their docstrings and the original's equations."""

import pytest

from chainrule import gradient_descent
from graphs.gradient_descent import CHAPTER
from livepage.equations import check_latex, context_of
from livepage.equations.verdicts.implements import contradictions
from tests.graphs.plant import displayed, functions, with_wrong_function, with_wrong_node

CONTEXT = context_of(CHAPTER, "chapter 1")
TRUE = [
    r"\frac{\partial \xi_i}{\partial w} ="
    r" \frac{\partial y_i}{\partial w} \frac{\partial \xi_i}{\partial y_i}",
    r"\frac{\partial \xi_i}{\partial w} = x_i \cdot 2 (y_i - t_i) = 2 \cdot x_i (y_i - t_i)",
    r"w(k+1) = w(k) - \frac{\mu}{N} \sum_{i=1}^{N} 2 x_i (y_i - t_i)",
    r"w(k+1) - \hat{w} = (1 - 2 \mu a) (w(k) - \hat{w})",
    r"\xi = \frac{1}{N} \sum_{i=1}^{N} (t_i - x_i w)^2",
    r"\mu_{\max} a = 1",
]
FALSE = [
    r"w(k+1) = w(k) + \mu \frac{\partial \xi}{\partial w}",
    r"w(k+1) = w(k) - \mu \sum_{i=1}^{N} 2 x_i (y_i - t_i)",
    r"\frac{\partial \xi_i}{\partial y_i} = 2 (t_i - y_i)",
    r"\frac{\partial \xi}{\partial w} = a (w - \hat{w})",
    r"w(k+1) - \hat{w} = (1 - \mu a) (w(k) - \hat{w})",
    r"\mu_{\max} = \frac{2}{a}",
    r"\hat{w} = \frac{\sum_{i=1}^{N} x_i t_i}{\sum_{i=1}^{N} t_i^2}",
]
NO_NODE = {"update", "train"}
"""Functions whose result no symbol stands for; the update is the graph's step."""


@pytest.mark.parametrize(("name", "latex"), displayed(gradient_descent))
def test_the_displayed_equations_of_the_docstrings_hold(name: str, latex: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert verdict.holds, f"{name}: {verdict.message}"
    assert not verdict.fallbacks


@pytest.mark.parametrize("latex", TRUE)
def test_true_equations_hold(latex: str) -> None:
    assert check_latex(latex, CONTEXT).status == "checked"


@pytest.mark.parametrize("latex", FALSE)
def test_false_equations_are_false(latex: str) -> None:
    assert check_latex(latex, CONTEXT).status == "false"


def test_the_chapters_functions_return_what_the_graph_says() -> None:
    assert not contradictions(CONTEXT)


def test_no_function_of_the_chapter_is_forgotten() -> None:
    used = {*CHAPTER.implements, *CHAPTER.nodes.values()}
    assert set(functions(gradient_descent)) - {function.__name__ for function in used} == NO_NODE


@pytest.mark.parametrize(
    ("function", "equation"),
    [
        ("loss", r"\xi = \frac{1}{N} \sum_{i=1}^{N} \xi_i"),
        ("gradient", r"\frac{\partial \xi_i}{\partial w} = 2 (y_i - t_i) x_i"),
    ],
)
def test_a_wrong_function_fails_its_equation(function: str, equation: str) -> None:
    planted = with_wrong_function(CHAPTER, functions(gradient_descent)[function])
    assert check_latex(equation, CONTEXT).holds
    assert check_latex(equation, context_of(planted, "planted")).status == "false"


@pytest.mark.parametrize(
    ("name", "equation"),
    [
        ("y", r"y_i = x_i w"),
        ("xi_i", r"\xi_i = (t_i - y_i)^2"),
        ("w_best", r"\hat{w} = \frac{\sum_{i=1}^{N} x_i t_i}{\sum_{i=1}^{N} x_i^2}"),
        ("mu_max", r"\mu_{\max} = \frac{1}{a}"),
    ],
)
def test_a_wrong_node_fails_the_equation_that_defines_it(name: str, equation: str) -> None:
    planted = with_wrong_node(CHAPTER, name)
    assert check_latex(equation, context_of(planted, "planted")).status == "false"
