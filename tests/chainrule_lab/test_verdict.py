"""A verdict is shown once: printed, or in a notebook displayed with a mark for programs."""

from collections.abc import Iterator
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from chainrule_lab.backpropagation import check_rbf, once_written
from chainrule_lab.verdict import MIME, Verdict


def test_without_a_notebook_the_words_are_printed_and_the_verdict_returned(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = check_rbf(lambda zh: zh)
    assert isinstance(found, Verdict)
    assert not found
    assert capsys.readouterr().out == f"{found}\n"


def test_a_check_that_is_not_called_says_how_to_call_it() -> None:
    assert repr(check_rbf) == "<check_rbf: call it with your function, check_rbf(rbf)>"


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


@pytest.mark.usefixtures("shell")
def test_in_a_notebook_one_display_holds_the_words_and_the_mark() -> None:
    with capture_output() as captured:
        found = check_rbf(lambda zh: zh)
    (output,) = captured.outputs
    assert output.data == {"text/plain": found.words, MIME: {"right": False, "exercise": "rbf"}}
    assert captured.stdout == ""


def test_a_returned_verdict_shows_nothing_more(shell: Any) -> None:
    assert shell.display_formatter.format(Verdict("rbf", True, "✓ rbf is right.")) == ({}, {})


def test_what_is_not_written_yet_is_said_in_the_place_of_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    def later() -> None:
        raise NotImplementedError

    with once_written():
        later()
    assert "There is nothing to see yet" in capsys.readouterr().out


def test_any_other_error_of_a_cell_is_an_error() -> None:
    with pytest.raises(ZeroDivisionError), once_written():
        raise ZeroDivisionError
