"""What comments and docstrings of a page's code state is a claim that nothing checks."""

import pytest

from tests.livepage.author import faults, written

LOOSE = "the number {} in words of code belongs to no claim"


def found(code: str, indent: str = "") -> list[tuple[int, str]]:
    lines = "\n".join(indent + line for line in f"```python\n{code}\n```".split("\n"))
    return [
        (fault.line, fault.message)
        for fault in written(f"{'- a' if indent else 'Words.'}\n\n{lines}\n").faults
    ]


@pytest.mark.parametrize(
    ("code", "line", "number"),
    [
        ("x = 0.5  # 0.25", 4, "0.25"),
        ("x = f(1)  # 3", 4, "3"),
        ("x = f(1)  # -> 3", 4, "3"),
        ("x = f(1)  # → -3", 4, "-3"),
        ("x = f(1)  # f(1) = 3", 4, "3"),
        ("x = f(1)  # (3, 2)", 4, "3"),
        ("# After 20 updates\nx = 1", 4, "20"),
        ("x = f(1)  # 1e-3", 4, "1e-3"),
        ("x = f(1)  # ½", 4, "½"),
        ("f(1)  # Output: 3", 4, "3"),
        ("f(1)  # Out[1]: 3", 4, "3"),
        ("f(1)  # gives 3.", 4, "3"),
        ("f(1)  # array([3, 2])", 4, "3"),
        ('"""Of 20 things."""\nx = 1', 4, "20"),
        ('class A:\n    x = 1\n    """Of 20 things."""', 6, "20"),
        ("x = 1\n## of 98 %\n", 5, "98"),
        ('def f(x):\n    """Return 0.25, always."""\n    return x', 5, "0.25"),
        ('class A:\n    """Words.\n\n    Of 20 things.\n    """', 7, "20"),
    ],
)
def test_a_number_that_it_states_belongs_to_no_claim(code: str, line: int, number: str) -> None:
    assert found(code)[0] == (line, LOOSE.format(number))
    assert found(code, "    ")[0] == (line, LOOSE.format(number))


@pytest.mark.parametrize(
    "code",
    [
        "x = [[1, 2]]  # shape (N, 2)",
        "# first x1, then x2\nx = 1  # 1 for blue",
        "text = 'After 20 updates # 0.25'",
        'def f(x):\n    """Return twice x, as float64."""\n    return 2 * x',
        'text = """\n>>> 0.25\n"""',
        "x = y = True  # True for blue",
        "# the class is 1 for blue",
        'def f(x):\n    """Return 1 or 0, whichever gives 1."""\n    return x',
        "# the index is 0-based, and there are x1 and x2\nx = 1",
    ],
)
def test_what_states_nothing_or_runs_is_no_fault(code: str) -> None:
    assert found(code) == []


@pytest.mark.parametrize("comment", ["True", "'a'", "[1, 2]", "None", "-> {1: 2}", "→ (1, 'a')"])
def test_a_result_beside_an_expression_is_printed_or_a_fault(comment: str) -> None:
    message = "this comment states a result that nothing checks"
    assert (4, message) in found(f"f(x)  # {comment}")
    assert (5, message) in found(f"def g(x):\n    return f(x)  # {comment}")
    assert (4, message) in found(f"y = f(x)  # {comment}")


def test_an_example_in_a_docstring_is_not_run() -> None:
    code = 'def f(x):\n    """Double.\n\n    >>> f(2)\n    5\n    """\n    return 2 * x'
    assert found(code)[0] == (7, "nothing runs this example of a docstring")


def test_a_pattern_exempts_a_number_of_a_comment() -> None:
    page = "```python\nx = 1  # see RFC 7231\n```\n"
    assert [line for line, _ in faults(page)] == [2]
    assert faults(page, {r"RFC \d+": "the name of a document"}) == []
