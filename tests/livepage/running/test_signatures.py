"""A page shows headers without types: what runs is the same but for them, and no line moves."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.checking.check_page import check
from livepage.reading.parse import parse
from livepage.running.embed import embedded_source
from livepage.running.run import run
from livepage.running.signatures import WIDTH, without_types


def untyped(text: str) -> str:
    """Return the syntax of a definition, its headers without types."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
    return ast.dump(tree)


CASES = [
    ("def f(a: int) -> int:\n    return a\n", "def f(a):\n    return a\n"),
    ("def f() -> 'dict[str, int]':\n    return {1: 2}\n", "def f():\n    return {1: 2}\n"),
    (
        "def f(\n    a: int,\n    *rest: dict[str, int],\n    b: float = 1,\n    **more: str,\n)"
        " -> list[int]:\n    return a\n",
        "def f(a, *rest, b=1, **more):\n    return a\n",
    ),
    ("async def f(a: int, /, b: int) -> None: pass\n", "async def f(a, /, b): pass\n"),
    (
        "def update(first: int, second: int, learning_rate: float) -> float:\n    return first\n",
        "def update(\n    first, second, learning_rate\n):\n    return first\n",
    ),
    (
        "class A:\n    n: int = 1\n\n    def f(self, a: int = {1: 2}[1]) -> 'A':  # why\n"
        "        x: int = a\n        return x\n",
        "class A:\n    n: int = 1\n\n    def f(self, a={1: 2}[1]):  # why\n"
        "        x: int = a\n        return x\n",
    ),
    (
        "def f(\n    a: int,  # why\n) -> int:\n    return a\n",
        "def f(\n    a: int,  # why\n) -> int:\n    return a\n",
    ),
    (
        "def a_name_that_is_by_itself_too_long_for_it() -> int:\n    return 1\n",
        "def a_name_that_is_by_itself_too_long_for_it():\n    return 1\n",
    ),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_a_header_loses_its_types_and_nothing_else(text: str, shown: str) -> None:
    kept, found = without_types(text)
    assert found == shown
    assert untyped(kept) == untyped(found) == untyped(text)
    assert kept.count("\n") == text.count("\n")
    assert kept.splitlines()[-1] == text.splitlines()[-1].replace("a: int, /, b: int) -> None", "a, /, b)")


def test_a_long_header_fits_a_phone() -> None:
    names = [f"parameter_{n}" for n in range(9)]
    text = f"def f({', '.join(f'{name}: int' for name in names)}) -> int:\n    return 1\n"
    _, shown = without_types(text)
    assert max(map(len, shown.splitlines())) <= WIDTH
    assert untyped(shown) == untyped(text)


def test_a_page_runs_without_the_types_that_it_leaves_out(package: Callable[..., Path]) -> None:
    text = "def double(\n    a: Missing,\n) -> Missing:\n    return 2 * a / 0\n"
    file = package("from __future__ import annotations\n" + text)
    page = parse(
        "```python embed\nfrom toycalc.calc import double\n```\n\n```python\nx = double(2)\n```\n",
        Path("page.md"),
        leave_out=["annotations"],
    )
    (fault,) = check(page, run(page))
    assert fault.message == f"ZeroDivisionError: division by zero (raised at {file}:5)"
    assert embedded_source("toycalc.calc.double").shown.startswith("def double(\n    a: Missing,\n)")
    assert (
        embedded_source("toycalc.calc.double", ["annotations"]).shown
        == "def double(a):\n    return 2 * a / 0\n"
    )
