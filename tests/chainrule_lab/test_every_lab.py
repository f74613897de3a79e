"""What holds for every lab: right answers, mistakes by their words, the reader's namespace, the source."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import jupytext  # type: ignore[import-untyped]
import matplotlib.pyplot as plt
import numpy as np
import pytest

from chainrule_lab.verdict import Verdict
from livepage.equations import check_latex
from tests.chainrule_lab.labs import EACH, LABS, Lab
from tests.chainrule_lab.learner import verdicts

ANYTHING = [None, 3, "a", [], [[1], [1, 2]], {}, object(), np.nan, np.zeros((0, 3)), (1, 2, 3, 4), lambda: 0]
SOLUTION = re.compile(r"( *)### BEGIN SOLUTION\n.*?### END SOLUTION", re.DOTALL)


@pytest.fixture(autouse=True)
def _headless() -> Iterator[None]:
    plt.switch_backend("agg")
    yield
    plt.close("all")


def code(lab: Lab) -> list[Any]:
    return [cell for cell in jupytext.read(lab.source, fmt="py:percent").cells if cell.cell_type == "code"]


@pytest.mark.parametrize(("lab", "exercise"), EACH)
def test_a_right_answer_is_right_at_any_points(lab: str, exercise: str) -> None:
    for seed in range(40):
        found = LABS[lab].verdict(exercise, LABS[lab].right[exercise], seed)
        assert found, found.words


@pytest.mark.parametrize(
    ("lab", "exercise", "words"),
    [
        (lab, name, words)
        for lab in LABS
        for name, each in LABS[lab].exercises.items()
        for words in each.mistakes
    ],
)
def test_every_mistaken_form_is_named_by_its_own_words(lab: str, exercise: str, words: str) -> None:
    form = LABS[lab].exercises[exercise].mistakes[words]
    for seed in range(3):
        found = LABS[lab].verdict(exercise, form, seed)
        assert words in found.words, found.words


@pytest.mark.parametrize(("lab", "exercise"), EACH)
@pytest.mark.parametrize(
    "value",
    [None, 3, "a", [], [[1], [1, 2]], {}, object(), np.nan, np.zeros((0, 3)), (1, 2, 3, 4), lambda: 0],
)
def test_a_function_may_return_anything_and_a_check_be_given_anything(
    lab: str, exercise: str, value: Any
) -> None:
    for function in (lambda *_: value, value):
        found = LABS[lab].verdict(exercise, function)
        assert isinstance(found, Verdict)
        assert not found
        assert found.words


@pytest.mark.parametrize(("lab", "exercise"), EACH)
def test_what_is_not_written_is_met_with_how_to_begin(lab: str, exercise: str) -> None:
    found = LABS[lab].answer(exercise, "raise NotImplementedError")
    assert "it is not written yet. " in found.words


@pytest.mark.parametrize(("lab", "exercise"), EACH)
def test_a_mistake_in_the_others_does_not_spoil_an_exercise(lab: str, exercise: str) -> None:
    """The right function still answers where all others in the reader's namespace raise."""
    right = LABS[lab].right[exercise]
    wrong = [
        f"def {name}(*_):\n    raise ValueError('spoilt')" for name in LABS[lab].right if name != exercise
    ]
    parameters = ", ".join(LABS[lab].parameters(exercise))
    names = LABS[lab].session(*wrong, f"def {exercise}({parameters}):\n    return right({parameters})")
    names["right"] = right
    assert LABS[lab].verdict(exercise, names[exercise])


@pytest.mark.parametrize(("lab", "exercise"), EACH)
def test_the_global_random_state_is_left_alone(lab: str, exercise: str) -> None:
    np.random.seed(5)
    before = np.random.get_state(legacy=False)["state"]["key"].tolist()
    LABS[lab].verdict(exercise, LABS[lab].right[exercise])
    assert np.random.get_state(legacy=False)["state"]["key"].tolist() == before


@pytest.mark.parametrize("lab", LABS)
def test_solved_each_check_is_right(lab: str) -> None:
    found = verdicts([cell.source for cell in code(LABS[lab])])
    assert [verdict.words for verdict in found if not verdict] == []
    assert sorted(verdict.exercise for verdict in found) == sorted(LABS[lab].right)


@pytest.mark.parametrize("lab", LABS)
def test_unsolved_each_check_fails_with_its_hint_and_nothing_else_does(lab: str) -> None:
    cells = [SOLUTION.sub(r"\1raise NotImplementedError", cell.source) for cell in code(LABS[lab])]
    found = verdicts(cells)
    assert len(found) == len(LABS[lab].right)
    for verdict in found:
        assert not verdict
        assert verdict.words.startswith(f"✗ {verdict.exercise}: it is not written yet. ")
        assert len(verdict.words) > len(verdict.exercise) + 40


@pytest.mark.parametrize("lab", LABS)
def test_each_check_of_the_package_stands_in_the_lab_below_its_exercise(lab: str) -> None:
    cells = code(LABS[lab])
    calls = [cell.source for cell in cells if cell.source.startswith("check_")]
    assert sorted(re.sub(r"(?s)\(.*", "", call) for call in calls) == sorted(LABS[lab].checks)
    for before, cell in pairwise(cells):
        if cell.source.startswith("check_"):
            assert "### BEGIN SOLUTION" in before.source
            assert re.fullmatch(r"check_(\w+)\(\s*\1(, \w+)?\s*\)", cell.source)


@pytest.mark.parametrize("lab", LABS)
def test_each_solution_is_the_body_of_a_function(lab: str) -> None:
    for cell in code(LABS[lab]):
        assert all(begin[1] == "    " for begin in SOLUTION.finditer(cell.source))
        solutions = len(SOLUTION.findall(cell.source))
        assert cell.source.count("### BEGIN") == cell.source.count("### END") == solutions


@pytest.mark.parametrize("lab", LABS)
def test_each_cell_that_draws_says_in_words_what_there_is_to_see(lab: str) -> None:
    for cell in code(LABS[lab]):
        assert ("plot_" in cell.source and "import" not in cell.source) == bool(cell.metadata.get("alt"))


def test_no_lab_sees_the_functions_of_another() -> None:
    found = {lab: {id(each.references) for each in LABS[lab].exercises.values()} for lab in LABS}
    for name, own in found.items():
        assert len(own) == 1, name
    assert len(set.union(*found.values())) == len(LABS)


@pytest.mark.parametrize("lab", LABS)
def test_each_formula_of_the_text_is_read_and_holds(lab: str) -> None:
    cells = jupytext.read(LABS[lab].source, fmt="py:percent").cells
    text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    found = {
        displayed or inline: check_latex(displayed or inline, LABS[lab].context)
        for displayed, inline in re.findall(r"\$\$(.+?)\$\$|\$(.+?)\$", text, re.DOTALL)
    }
    wrong = {"unreadable", "false", "vacuous"}
    assert [(latex, each.message) for latex, each in found.items() if each.status in wrong] == []
    assert sum(each.status in {"checked", "defined"} for each in found.values()) >= 4
