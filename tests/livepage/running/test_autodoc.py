"""A name that mkdocstrings would not find is a fault of the page, at its line, whoever asks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.reading.parse import parse
from tests.livepage.author import faults, kinds

Package = Callable[..., Path]


@pytest.mark.parametrize(
    "line",
    [
        "::: toycalc",
        "::: toycalc.calc",
        "::: toycalc.calc.double",
        ":::toycalc.calc.FACTOR",
        "## ::: toycalc.calc",
        "::: toycalc.calc\n    handler: python\n    options: {heading_level: 3}",
        "::: any.thing\n    handler: c",
    ],
)
def test_a_name_that_is_there_is_none(package: Package, line: str) -> None:
    package()
    assert faults(f"# A\n\n{line}\n\nWords.\n") == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("::: nothing.here", "there is no nothing.here: no module is called nothing"),
        ("::: toycalc.nothing", "there is no toycalc.nothing: nothing there is called nothing"),
        (":::toycalc.calc.nothing", "there is no toycalc.calc.nothing: nothing there is called nothing"),
        ("### ::: toycalc.calc.double.nothing", "there is no toycalc.calc.double.nothing"),
        ("::: toycalc calc", "there is no toycalc calc"),
        ("::: warning", "there is no warning: no module is called warning"),
        ("::: toycalc.calc\n    options: [", "the options below this line are no YAML mapping"),
        ("::: toycalc.calc\n    - words", "the options below this line are no YAML mapping"),
    ],
)
def test_a_name_that_is_not_is_a_fault_at_its_line(package: Package, line: str, message: str) -> None:
    package()
    ((at, said),) = faults(f"# A\n\n```python\n1 / 0\n```\n\n{line}\n\nWords.\n")[1:]
    assert (at, said[: len(message)]) == (7, message)


def test_a_name_that_a_module_imports_is_there(package: Package) -> None:
    (package().parent / "__init__.py").write_text("from toycalc.calc import double\n", encoding="utf-8")
    assert faults("::: toycalc.double\n") == []


def test_it_is_a_claim_of_a_kind_of_its_own() -> None:
    assert kinds("# A\n\n::: json\n    options: {heading_level: 3}\n\nWords.\n") == {"autodoc": 1}
    (claim,) = parse("::: json\n    options: {}\n", Path("a.md")).claims
    assert (claim.start, claim.end) == (0, 25)
