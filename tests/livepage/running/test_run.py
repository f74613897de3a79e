"""All code of a page runs once, in order, in one namespace; whatever it does, the faults have lines."""

import warnings

import pytest

from tests.livepage.author import executed, faults, only


def code(*lines: str) -> str:
    return "```python\n" + "\n".join(lines) + "\n```\n\n"


@pytest.mark.parametrize(
    ("before", "claim"),
    [
        ("a = [1, 2]", "2<!-- {a.pop()} -->"),
        ("steps = iter([1, 2])", "1<!-- {next(steps)} -->"),
        ("import numpy as np\nrng = np.random.default_rng(0)", "85<!-- {rng.integers(100)} -->"),
        ("steps = iter([1, 2])", "<!-- table([[next(steps)]]) -->\n| a |\n|---|\n| 1 |"),
        ("steps = iter([1, 2])", "<!-- a-figure(x=next(steps)) -->\n| a |\n|---|\n| b |"),
    ],
)
def test_a_claim_that_changes_the_page_is_a_fault(before: str, claim: str) -> None:
    page = code(*before.split("\n")) + claim + "\n"
    assert any("changes with being evaluated" in message for _, message in faults(page)), faults(page)


def test_one_namespace_in_order() -> None:
    assert faults(code("k = 1") + "1<!-- {k} -->\n\n" + code("k += 1") + "2<!-- {k} -->") == []


@pytest.mark.parametrize(
    ("page", "line", "message"),
    [
        (code("x = 1", "1/0"), 3, "ZeroDivisionError: division by zero"),
        (code("def f():", "    return 1/0", "", "f()"), 3, "ZeroDivisionError: division by zero"),
        (code("import warnings", "warnings.warn('careful')"), 3, "UserWarning: careful"),
        (code("import numpy as np", "x = np.log(0.0)"), 3, "RuntimeWarning: divide by zero"),
        (code("raise SystemExit(3)"), 2, "SystemExit: 3"),
        (code("import sys", "sys.exit('bye')"), 3, "SystemExit: bye"),
        (code("class Odd(BaseException): pass", "raise Odd('x')"), 3, "Odd: x"),
        (code("def f(): f()", "f()"), 2, "RecursionError: maximum recursion depth"),
        (code("input()"), 2, "EOFError"),
        (code("import json", "json.loads('{')"), 3, "JSONDecodeError"),
        (code("x = 1") + "1<!-- {y} -->", 5, "{y} raises NameError: name 'y' is not defined"),
        (code("x = 1") + "1<!-- {exit()} --> or 1<!-- {exit(x)} -->", 5, "{exit(x)} raises"),
        (code("x = 'a'") + "1<!-- {x:.2f} -->", 5, "{x:.2f} raises ValueError"),
        ("    1<!-- {x} -->", 1, "text that is indented like this is shown as code"),
        ("1<!-- {x} -->\n\n" + code("x = 1"), 1, "{x} raises NameError"),
    ],
)
def test_an_exception_or_a_warning_fails_the_page_at_its_line(page: str, line: int, message: str) -> None:
    found = faults(page)
    assert any(at == line and message in text for at, text in found), found


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (code("import warnings", "warnings.warn('careful')"), "UserWarning: careful"),
        (code("x = 1", "y = '\\d'"), "invalid escape sequence"),
    ],
)
def test_a_warning_is_an_error_also_where_the_process_ignores_warnings(page: str, message: str) -> None:
    with warnings.catch_warnings(action="ignore"):
        ((line, found),) = faults(page)
    assert line == 3
    assert message in found


def test_after_an_exception_the_rest_is_not_run_rather_than_false() -> None:
    page, results = executed(
        code("print(1)", "1/0") + "```text\n1\n```\n\n2<!-- {x} -->\n\n$a = b$\n\n" + code("y = 1")
    )
    assert len(results.faults) == 1
    assert [claim.kind for claim in page.claims if claim in results.not_run] == ["output", "value", "code"]
    assert results.printed[page.claims[0]] == "1\n"


def test_code_that_is_not_python_is_reported_once() -> None:
    assert faults(code("x = (") + code("y = 1")) == [(2, "this is not Python: '(' was never closed")]


def test_what_is_printed_before_an_exception_is_kept() -> None:
    page, results = executed(code("import sys", "print('a')", "print('b', file=sys.stderr)"))
    assert results.printed[only(page, "code")] == "a\nb\n"


def test_a_keyboard_interrupt_ends_the_run() -> None:
    with pytest.raises(KeyboardInterrupt):
        executed(code("raise KeyboardInterrupt"))


def test_a_page_is_main_with_classes_that_pickle_and_annotations_that_resolve() -> None:
    page = code(
        "from __future__ import annotations",
        "import pickle",
        "from dataclasses import dataclass",
        "from typing import ClassVar, get_type_hints",
        "@dataclass",
        "class Sample:",
        "    x: float",
        "    k: ClassVar[int] = 1",
        "again = pickle.loads(pickle.dumps(Sample(0.5)))",
        "assert again == Sample(0.5)",
        "assert get_type_hints(Sample)['x'] is float",
        "assert __name__ == '__main__'",
    )
    assert faults(page) == []


def figure(body: str, *names: str) -> str:
    images = "".join(f"![A line]({name}.svg)\nThe caption\n\n" for name in names)
    return code("from matplotlib import pyplot as plt", body) + images


@pytest.mark.parametrize(
    ("page", "line", "message"),
    [
        (figure("plt.plot([1, 2])", "a"), 0, ""),
        (figure("plt.plot([1, 2])"), 1, "no image takes the figure that this code leaves open"),
        (
            figure("plt.plot([1, 2])") + code("x = 1"),
            1,
            "no image takes the figure that this code leaves open",
        ),
        (
            figure("plt.plot([1, 2]); plt.figure()", "a"),
            6,
            "an image takes the one figure that the code above",
        ),
        (figure("x = 1", "a"), 6, "an image takes the one figure that the code above leaves open"),
        (figure("plt.plot([1, 2])", "a", "b"), 9, "an image takes the one figure that the code above"),
        (
            "![A line](a.svg)\nThe caption\n",
            1,
            "an image takes the one figure that the code above leaves open",
        ),
        (figure("plt.title('$\\\\foo$')", "a"), 6, "this figure cannot be saved: ValueError"),
        (figure("plt.title('\\u0378')", "a"), 6, "this figure cannot be saved: UserWarning"),
    ],
)
def test_an_image_takes_the_one_open_figure(page: str, line: int, message: str) -> None:
    found = faults(page)
    assert [at for at, _ in found] == ([line] if line else [])
    assert all(message in text for _, text in found)
