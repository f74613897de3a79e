r"""The graph of chapter 3 against the chapter's functions, their docstrings and the original's equations."""

import inspect
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from chainrule import activations, backpropagation
from graphs.backpropagation import CHAPTER
from livepage.equations import Context, check_latex, context_of, context_of_module
from livepage.equations.verdicts.implements import contradictions
from tests.graphs.plant import displayed, functions

MODULES = (activations, backpropagation)
EQUATIONS = [
    r"\text{RBF} = \phi(z_h) = e^{-z_h^2}",
    r"\frac{d \phi(z_h)}{dz_h} = -2 z_h e^{-z_h^2} = -2 z_h \phi(z_h)",
    r"\mathbf{h} = \text{RBF}(\mathbf{x} \cdot w_h) = e^{-(\mathbf{x} \cdot w_h)^2}",
    r"\mathbf{y} = \sigma(\mathbf{h} + b_o) = \frac{1}{1+e^{-(\mathbf{h}+ b_o)}}",
    r"\xi(t_i,y_i) = - \left[ t_i log(y_i) + (1-t_i)log(1-y_i) \right]",
    r"\frac{\partial \xi_i}{\partial b_o} = \frac{\partial \xi_i}{\partial y_i}"
    r" \frac{\partial y_i}{\partial z_{oi}} \frac{\partial z_{oi}}{\partial b_o} = (y_i-t_i) = \delta_{oi}",
    r"{\partial \xi_i}/{\partial z_{oi}} = \delta_{oi}",
    r"{\partial z_{oi}}/{\partial b_o} = 1",
    r"\frac{\partial \xi}{\partial w_h} = \frac{1}{N} \mathbf{x}^T \boldsymbol{\delta}_h",
    r"\begin{split} \delta_{hi} = \frac{\partial \xi_i}{\partial z_{hi}} &= "
    r"\frac{\partial \xi_i}{\partial z_{oi}}"
    r" \frac{\partial z_{oi}}{\partial h_i} \frac{\partial h_i}{\partial z_{hi}}"
    r" = (-2 \cdot z_{hi} \cdot h_i) \cdot (y_i - t_i) \\ &= -2 \cdot z_{hi} \cdot "
    r"h_i \cdot \delta_{oi} \end{split}",
    r"\frac{\partial \xi_i}{\partial w_{h}} = \frac{\partial \xi_i}{\partial h_i}"
    r" \frac{\partial h_i}{\partial z_{hi}} \frac{\partial z_{hi}}{\partial w_{h}} = x_i \cdot \delta_{hi}",
]
UPDATES = (
    r"w_h(k+1) = w_h(k) - \Delta w_h(K) \quad \text{with} \; \Delta w_h = \mu \cdot "
    r"{\partial \xi}/{\partial w_h}\\"
    r" b_o(k+1) = b_o(k) - \Delta b_o(K) \quad \text{with} \; \Delta b_o = \mu \cdot "
    r"{\partial \xi}/{\partial b_o}"
)
NO_NODE = {"nn_predict", "loss_surface", "gradients", "backprop_update", "train"}
"""Functions whose result no one symbol stands for; the update is the graph's step, by way of `gradients`."""


@pytest.fixture(scope="module")
def context() -> Context:
    return context_of_module("graphs.backpropagation")


@pytest.mark.parametrize(("name", "latex"), displayed(*MODULES))
def test_the_displayed_equations_of_the_docstrings_hold(context: Context, name: str, latex: str) -> None:
    verdict = check_latex(latex, context)
    assert verdict.holds, f"{name}: {verdict.message}"
    assert not verdict.fallbacks


@pytest.mark.parametrize("latex", EQUATIONS)
def test_equations_of_the_original_and_their_like_hold(context: Context, latex: str) -> None:
    verdict = check_latex(latex, context)
    assert verdict.holds, verdict.message


def test_the_update_of_the_original_is_false_and_the_step_that_is_taken_true(context: Context) -> None:
    assert check_latex(UPDATES.replace("(K)", "(k+1)"), context).status == "false"
    assert check_latex(UPDATES.replace("(K)", "(k)"), context).status == "checked"


def test_the_chapters_functions_return_what_the_graph_says(context: Context) -> None:
    assert not contradictions(context)


def test_no_function_of_the_chapter_is_forgotten() -> None:
    used = {*CHAPTER.implements, *CHAPTER.nodes.values(), *CHAPTER.functions.values()}
    assert set(functions(*MODULES)) - {getattr(function, "__name__", "") for function in used} == NO_NODE


@pytest.mark.parametrize(
    ("function", "equation"),
    [
        ("gradient_weight_hidden", r"\frac{\partial \xi_i}{\partial w_h} = x_i \delta_{hi}"),
        ("gradient_hidden", r"\frac{\partial \xi_i}{\partial h_i} = \delta_{oi}"),
        ("gradient_output", r"\delta_{oi} = y_i - t_i"),
        ("rbf_derivative", r"\frac{\partial h_i}{\partial z_{hi}} = -2 z_{hi} h_i"),
        ("hidden_activations", r"h = \phi(x w_h)"),
        ("loss", r"\xi = \frac{1}{N} \sum_{i=1}^{N} \xi_i"),
    ],
)
def test_a_wrong_function_fails_its_equation(function: str, equation: str) -> None:
    right = functions(*MODULES)[function]

    def wrong(**arguments: Any) -> Any:
        return -right(**arguments)

    def positional(*arguments: Any) -> Any:
        return wrong(**dict(zip(inspect.signature(right).parameters, arguments, strict=True)))

    positional.__signature__ = inspect.signature(right)  # type: ignore[attr-defined]
    implements = {positional if key is right else key: latex for key, latex in CHAPTER.implements.items()}
    planted = replace(CHAPTER, implements=implements)
    assert check_latex(equation, context_of_module("graphs.backpropagation")).holds
    assert check_latex(equation, context_of(planted, "planted")).status == "false"


@pytest.mark.parametrize(
    ("name", "equation"),
    [
        ("h", r"h = e^{-z_h^2}"),
        ("y", r"y = \frac{1}{1 + e^{-z_o}}"),
        ("xi_i", r"\xi_i = -t_i \log(y_i) - (1 - t_i) \log(1 - y_i)"),
        ("delta_wh", r"\Delta w_h = \mu \frac{\partial \xi}{\partial w_h}"),
    ],
)
def test_a_wrong_node_fails_the_equation_that_defines_it(name: str, equation: str) -> None:
    right = CHAPTER.nodes[name]

    def wrong(*arguments: Any) -> Any:
        return 1.001 * np.asarray(right(*arguments))

    wrong.__signature__ = inspect.signature(right)  # type: ignore[attr-defined]
    planted = replace(CHAPTER, nodes={**CHAPTER.nodes, name: wrong})
    assert check_latex(equation, context_of_module("graphs.backpropagation")).holds
    assert check_latex(equation, context_of(planted, "planted")).status == "false"
