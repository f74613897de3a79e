"""The lab's source: solved, each check is right; with its solutions cut out, each is wrong with its hint."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped]
import matplotlib.pyplot as plt
import pytest

from chainrule_lab import backpropagation as lab
from graphs import lab_backpropagation as graph
from livepage.equations import check_latex, context_of_module
from tests.chainrule_lab.learner import EXERCISES, RIGHT, verdicts

SOURCE = Path(__file__).parents[2] / "docs/labs/3-backpropagation.py"
SOLUTION = re.compile(r"( *)### BEGIN SOLUTION\n.*?### END SOLUTION", re.DOTALL)
CELLS: list[Any] = jupytext.read(SOURCE, fmt="py:percent").cells
CODE = [cell for cell in CELLS if cell.cell_type == "code"]
TEXT = [cell for cell in CELLS if cell.cell_type == "markdown"]


@pytest.fixture(autouse=True)
def _headless() -> Iterator[None]:
    plt.switch_backend("agg")
    yield
    plt.close("all")


def test_solved_each_check_is_right() -> None:
    found = verdicts([cell.source for cell in CODE])
    assert [verdict.words for verdict in found if not verdict] == []
    assert [verdict.exercise for verdict in found] == [name for name in order() if name in RIGHT]


def test_unsolved_each_check_fails_with_its_hint_and_nothing_else_does() -> None:
    found = verdicts([SOLUTION.sub(r"\1raise NotImplementedError", cell.source) for cell in CODE])
    assert len(found) == len(RIGHT)
    for verdict in found:
        assert not verdict
        begin = EXERCISES[verdict.exercise].begin if verdict.exercise in EXERCISES else ""
        assert verdict.words.startswith(f"✗ {verdict.exercise}: it is not written yet. {begin}")
        assert len(verdict.words) > len(verdict.exercise) + 40


def order() -> list[str]:
    """Return the functions that the lab has the reader write, in its order, a pair by its first."""
    return [re.search(r"def (\w+)", cell.source)[1] for cell in CODE if "BEGIN SOLUTION" in cell.source]  # type: ignore[index]


def test_each_exercise_of_the_package_stands_in_the_lab_and_is_checked_below() -> None:
    calls = [cell.source for cell in CODE if cell.source.startswith("check_")]
    assert sorted(re.sub(r"(?s)\(.*", "", call) for call in calls) == sorted(
        name for name in lab.__all__ if name.startswith("check_")
    )
    for before, cell in pairwise(CODE):
        if cell.source.startswith("check_"):
            assert "### BEGIN SOLUTION" in before.source
            assert re.fullmatch(r"check_(\w+)\(\s*\1(, \w+)?\s*\)", cell.source)


def test_each_solution_is_the_body_of_a_function() -> None:
    for cell in CODE:
        for begin in SOLUTION.finditer(cell.source):
            assert begin[1] == "    "
        assert (
            cell.source.count("### BEGIN")
            == cell.source.count("### END")
            == len(SOLUTION.findall(cell.source))
        )


def test_each_cell_that_draws_says_in_words_what_there_is_to_see() -> None:
    for cell in CODE:
        assert ("plot_" in cell.source and "import" not in cell.source) == bool(cell.metadata.get("alt"))


def test_each_formula_is_read_and_holds() -> None:
    context = context_of_module(graph)
    formulas = [
        displayed or inline
        for cell in TEXT
        for displayed, inline in re.findall(r"\$\$(.+?)\$\$|\$(.+?)\$", cell.source, re.DOTALL)
    ]
    found = {latex: check_latex(latex, context) for latex in formulas}
    wrong = {"unreadable", "false", "vacuous"}
    assert [(latex, each.message) for latex, each in found.items() if each.status in wrong] == []
    assert [latex for latex, each in found.items() if each.status == "value"] == ["t = 1", "t = 0"]
    assert sum(each.status in {"checked", "defined"} for each in found.values()) >= 13


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"-2 z_h \psi(z_h)^2", r"-2 z_h \psi(z_h)"),
        (r"\delta_{oi} h_i", r"\delta_{oi} z_{hi}"),
        (r"\delta_{oi} w_o", r"\delta_{oi}"),
        (r"\lambda v_h(k) - \mu", r"\lambda v_h(k) + \mu"),
        (r"w_h(k) + v_h(k+1)", r"w_h(k) + v_h(k)"),
    ],
)
def test_a_wrong_formula_of_what_the_lab_adds_is_seen(right: str, wrong: str) -> None:
    context = context_of_module(graph)
    (latex,) = {
        formula
        for cell in TEXT
        for formula in re.findall(r"\$\$(.+?)\$\$", cell.source, re.DOTALL)
        if right in formula
    }
    assert check_latex(latex, context).holds
    assert check_latex(latex.replace(right, wrong), context).status == "false"
