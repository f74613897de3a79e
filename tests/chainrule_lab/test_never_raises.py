"""A check never raises, whatever it is given, and says in words what came."""

import textwrap
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainrule_lab import backpropagation as lab
from chainrule_lab.verdict import Verdict
from tests.chainrule_lab.learner import EXERCISES, RIGHT, answer, session, typed, verdict

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=5)
    | st.binary(max_size=5)
    | st.just(object())
    | st.just(np.zeros((0, 3)))
    | st.just(np.array([None, "a"], dtype=object))
    | st.just(np.datetime64("2020-01-01"))
    | st.just(np.full((7, 1), np.nan)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.tuples(inner, inner, inner)
        | st.dictionaries(st.text(max_size=3), inner, max_size=2)
        | st.just(lambda: 0)
    ),
    max_leaves=6,
)
NAMES = sorted(RIGHT)


class Hostile:
    """An object that answers every question with an exception."""

    def __getattr__(self, name: str) -> Any:
        raise ValueError(name)

    def __repr__(self) -> str:
        raise RuntimeError

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise KeyError

    def __len__(self) -> int:
        raise OSError


class Speechless(Exception):
    """An exception that cannot even be printed."""

    def __str__(self) -> str:
        raise RuntimeError


@given(st.sampled_from(NAMES), VALUES)
def test_a_function_may_return_anything(exercise: str, value: Any) -> None:
    found = verdict(exercise, *[lambda *_: value] * len(RIGHT[exercise]))
    assert isinstance(found, Verdict)
    assert found.words


@given(st.sampled_from(NAMES), VALUES)
def test_a_check_may_be_given_anything(exercise: str, value: Any) -> None:
    found = verdict(exercise, *[value] * len(RIGHT[exercise]))
    assert not found
    assert found.words


@pytest.mark.parametrize("exercise", NAMES)
@pytest.mark.parametrize("value", [Hostile(), Hostile, Hostile.__len__], ids=["object", "class", "method"])
def test_a_hostile_object_is_no_exception(exercise: str, value: Any) -> None:
    assert not verdict(exercise, *[value] * len(RIGHT[exercise]))
    assert not verdict(exercise, *[lambda *_: value] * len(RIGHT[exercise]))


@pytest.mark.parametrize("exercise", NAMES)
@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("ValueError('too bad')", "ValueError: too bad"),
        ("SystemExit(3)", "asks Python to end"),
        ("KeyboardInterrupt()", "Is there a loop that does not end?"),
        ("GeneratorExit()", "GeneratorExit"),
        ("MemoryError()", "MemoryError"),
        ("NotImplementedError()", "is not written yet. "),
    ],
)
def test_an_exception_of_the_readers_code_is_told_as_his_own(exercise: str, error: str, words: str) -> None:
    functions = typed(f"def f(*_):\n    a = 1\n    raise {error}", "f")
    found = verdict(exercise, *[functions] * len(RIGHT[exercise]))
    assert not found
    assert words in found.words
    if "NotImpl" not in error:
        assert f"in line 3, `raise {error}`" in found.words
    assert "Traceback" not in found.words


def test_an_exception_without_words_is_told_by_its_kind() -> None:
    def rbf(_: Any) -> Any:
        raise Speechless

    assert "Speechless" in verdict("rbf", rbf).words


def test_the_line_is_that_of_the_readers_own_helper() -> None:
    names = session("def helper(z):\n    return z / nothing", "def rbf(zh):\n    return helper(zh)")
    assert "in line 2, `return z / nothing`" in verdict("rbf", names["rbf"]).words


def test_the_line_is_the_readers_where_an_error_arises_in_a_reference() -> None:
    found = answer("gradients", "y = forward(x, wh)\nreturn y, y")
    assert "in line 2, `y = forward(x, wh)`" in found.words
    assert "missing 1 required positional argument: 'bo'" in found.words


def test_a_call_in_the_place_of_a_function_is_told() -> None:
    assert "Write the name without arguments: rbf, not rbf(zh)" in verdict("rbf", np.ones(3)).words


def test_another_number_of_parameters_is_told() -> None:
    found = verdict("gradient_output", typed("def f(y):\n    return y"))
    assert "it must take 2 arguments, (y, t), and yours takes (y)." in found.words


@pytest.mark.parametrize("name", [name for name in lab.__all__ if name.startswith("check_")])
def test_a_check_without_its_function_says_so(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = getattr(lab, name)()
    assert not found
    assert "wants the function itself" in capsys.readouterr().out


BUILT_ON_OTHERS = {
    "rbf_derivative": "return -2 * zh * rbf(zh)",
    "forward": "zh = x * wh\nh = rbf(zh)\nreturn zh, h, h + bo, logistic(h + bo)",
    "stable_loss": "return loss(forward(zo, 1, 0)[3], t) * 0 + np.mean(np.logaddexp(0, zo) - t * zo)",
    "gradients": "zh, h, zo, y = forward(x, wh, bo)\ng = gradient_output(y, t)\n"
    "return np.mean(gradient_weight_hidden(x, zh, h, g)), np.mean(g)",
    "update": "a, b = gradients(x, t, wh, bo)\nreturn wh - learning_rate * a, bo - learning_rate * b",
}


@pytest.mark.parametrize("name", [name for name in lab.__all__ if name.startswith("check_")])
def test_a_check_with_too_many_arguments_takes_the_first(name: str) -> None:
    functions = RIGHT[name.removeprefix("check_")]
    assert getattr(lab, name)(*functions, 3, x=4)


@pytest.mark.parametrize("name", [name for name in lab.__all__ if name.startswith("check_")])
def test_a_check_may_get_its_function_by_name(name: str) -> None:
    own = name.removeprefix("check_")
    names = [own, f"{own}_derivative"]
    assert getattr(lab, name)(**dict(zip(names, RIGHT[own], strict=False)))


@pytest.mark.parametrize("exercise", BUILT_ON_OTHERS)
def test_a_mistake_in_one_exercise_does_not_spoil_another(exercise: str) -> None:
    wrong = [f"def {name}(*_):\n    raise ValueError('spoilt')" for name in RIGHT if name != exercise]
    parameters = ", ".join(EXERCISES[exercise].parameters)
    body = textwrap.indent(BUILT_ON_OTHERS[exercise], "    ")
    names = session(*wrong, f"def {exercise}({parameters}):\n{body}")
    assert verdict(exercise, names[exercise])


def test_a_helper_sees_the_references_too() -> None:
    names = session(
        "def rbf(zh):\n    return 0",
        "def helper(zh):\n    return rbf(zh)",
        "def rbf_derivative(zh, factor=-2):\n    return factor * zh * helper(zh)",
    )
    assert verdict("rbf_derivative", names["rbf_derivative"])


def test_the_readers_own_names_are_left_as_they_are() -> None:
    names = session("def rbf(zh):\n    return 0", "loss = 3", "def forward(x, wh, bo):\n    return loss")
    verdict("forward", names["forward"])
    assert names["loss"] == 3
    assert names["rbf"](1) == 0
