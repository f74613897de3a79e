r"""The graph of chapter 2 against the chapter's functions, their docstrings and the original's equations."""

import pytest

from chainrule import classification
from graphs.classification import CHAPTER
from livepage.equations import check_latex, context_of
from livepage.equations.verdicts.implements import contradictions
from tests.graphs.plant import displayed, functions, with_wrong_function, with_wrong_node

CONTEXT = context_of(CHAPTER, "chapter 2")
TRUE = [
    r"z_i = x_{i1} w_1 + x_{i2} w_2 = \sum_{j=1}^{D} x_{ij} w_j",
    r"\sigma(z) = \frac{1}{1 + e^{-z}}",
    r"\frac{\partial \xi_i}{\partial w_j} = \frac{\partial z_i}{\partial w_j}"
    r" \frac{\partial y_i}{\partial z_i} \frac{\partial \xi_i}{\partial y_i} = x_{ij} (y_i - t_i)",
    r"\log(p) = -N \xi",
    r"w_j(k+1) = w_j(k) - \frac{\mu}{N} \sum_{i=1}^{N} x_{ij} (y_i - t_i)",
]
FALSE = [
    r"\frac{\partial \xi_i}{\partial z_i} = t_i - y_i",
    r"\frac{\partial \xi}{\partial w_j} = \sum_{i=1}^{N} (y_i - t_i) x_{ij}",
    r"w_j(k+1) = w_j(k) - \mu \sum_{i=1}^{N} (y_i - t_i) x_{ij}",
    r"\frac{\partial y_i}{\partial z_i} = y_i (1 + y_i)",
    r"p_i = y_i^{1 - t_i} (1 - y_i)^{t_i}",
    r"\xi = \frac{1}{N} \log(p)",
    r"z_i = x_{i1} w_2 + x_{i2} w_1",
]
NO_NODE = {"nn_predict", "update", "train", "loss_surface", "train_linear", "best_threshold"}
"""Functions whose result no symbol stands for; the update is the graph's step."""


@pytest.mark.parametrize(("name", "latex"), displayed(classification))
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
    used = {function.__name__ for function in CHAPTER.implements}
    assert set(functions(classification)) - used == NO_NODE


@pytest.mark.parametrize(
    ("function", "equation"),
    [
        ("nn", r"y_i = \sigma(z_i)"),
        ("loss", r"\xi = -\frac{1}{N} \log(p)"),
        ("gradient_output", r"\frac{\partial \xi_i}{\partial z_i} = y_i - t_i"),
        ("gradient", r"\frac{\partial \xi}{\partial w_j} = \frac{1}{N} \sum_{i=1}^{N} (y_i - t_i) x_{ij}"),
    ],
)
def test_a_wrong_function_fails_its_equation(function: str, equation: str) -> None:
    planted = with_wrong_function(CHAPTER, functions(classification)[function])
    assert check_latex(equation, CONTEXT).holds
    assert check_latex(equation, context_of(planted, "planted")).status == "false"


@pytest.mark.parametrize(
    ("name", "equation"),
    [
        ("z", r"z_i = x_{i1} w_1 + x_{i2} w_2"),
        ("y", r"y_i = \frac{1}{1 + e^{-z_i}}"),
        ("xi_i", r"\xi_i = -\left[ t_i \log(y_i) + (1 - t_i) \log(1 - y_i) \right]"),
        ("p", r"p = \prod_{i=1}^{N} p_i"),
    ],
)
def test_a_wrong_node_fails_the_equation_that_defines_it(name: str, equation: str) -> None:
    planted = with_wrong_node(CHAPTER, name)
    assert check_latex(equation, context_of(planted, "planted")).status == "false"
