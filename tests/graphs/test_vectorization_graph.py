r"""The graphs of chapters 4 and 5 against the docstrings of their modules, true and with slips."""

import importlib

import pytest

from livepage.equations import Context, check_latex, context_of_module
from livepage.equations.verdicts.implements import contradictions
from tests.graphs.plant import displayed

CHAPTERS = ("vectorization", "many_layers")
SLIPS = {
    "vectorization": [
        r"\mathbf{H} = \sigma(\mathbf{X} \mathbf{W}_h - \mathbf{b}_h)",
        r"\frac{\partial \xi}{\partial \mathbf{W}_o} = \mathbf{H} \boldsymbol{\delta}_o",
        r"\frac{\partial \xi}{\partial \mathbf{W}_h} = \mathbf{X}^T \boldsymbol{\delta}_o",
        r"\boldsymbol{\delta}_h = \mathbf{H} \circ (1 - \mathbf{H}) \circ \boldsymbol{\delta}_o",
        r"\boldsymbol{\delta}_h = (1 - \mathbf{H}) \circ (\boldsymbol{\delta}_o \mathbf{W}_o^T)",
        r"\boldsymbol{\delta}_o = \mathbf{T} - \mathbf{Y}",
        r"\frac{\partial \xi}{\partial b_{oc}} = \frac{1}{N} \sum_{i=1}^{N} \delta_{oic}",
        r"\mathbf{V}(k+1) = \lambda \mathbf{V}(k) + \mu \frac{\partial \xi}{\partial \mathbf{W}_h}(k)",
        r"\mathbf{W}_h(k+1) = \mathbf{W}_h(k) + \mathbf{V}(k)",
    ],
    "many_layers": [
        r"\mathbf{Z}^{(l)} = \mathbf{H}^{(l)} \mathbf{W}^{(l)} + \mathbf{b}^{(l)}",
        r"\frac{\partial \xi}{\partial \mathbf{W}^{(l)}} = \mathbf{H}^{(l-1)} \boldsymbol{\delta}^{(l)}",
        r"\frac{\partial \xi}{\partial \mathbf{Z}} = \mathbf{Y} - \mathbf{T}",
        r"\frac{\partial \xi}{\partial \mathbf{H}^{(l-1)}} = \boldsymbol{\delta}^{(l)} \mathbf{W}^{(l)}",
        r"\mathbf{W}^{(l)}(k+1) = \mathbf{W}^{(l)}(k) + \mu \frac{\partial \xi}{\partial \mathbf{W}^{(l)}}",
    ],
}


@pytest.fixture(scope="module", params=CHAPTERS)
def chapter(request: pytest.FixtureRequest) -> tuple[str, Context]:
    return request.param, context_of_module(f"graphs.{request.param}")


def test_the_displayed_equations_of_the_docstrings_hold(chapter: tuple[str, Context]) -> None:
    name, context = chapter
    equations = displayed(importlib.import_module(f"chainrule.{name}"))
    assert len(equations) >= 6
    for _, latex in equations:
        verdict = check_latex(latex, context)
        assert verdict.holds, verdict.message
        assert not verdict.fallbacks, latex


def test_the_functions_return_what_the_graph_says(chapter: tuple[str, Context]) -> None:
    assert not contradictions(chapter[1])


def test_a_slip_of_the_hand_is_noticed(chapter: tuple[str, Context]) -> None:
    name, context = chapter
    for latex in SLIPS[name]:
        assert check_latex(latex, context).status in {"false", "unreadable"}, latex
