"""A page names its graph in its front matter, and another from a line on; a mistake is told once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.project import Project
from livepage.settings import Settings

SQUARES = """from livepage.equations import Chapter

CHAPTER = Chapter(
    axes={}, inputs={"a": lambda rng: rng.normal()}, nodes={"d": lambda a: a**2}, symbols={"a": "a", "d": "d"}
)
"""
PAGE = """---
title: Twice, and squared
graph: toycalc.graph
---

$$
d = 2 a
$$

<!-- graph: toycalc.squares -->

$$
d = a^2
$$

- in a list

    <!-- graph: toycalc.graph -->

    $$
    d = a + a
    $$
"""


@pytest.fixture
def root(package: Callable[..., Path]) -> Path:
    folder = package().parent
    (folder / "squares.py").write_text(SQUARES, encoding="utf-8")
    return folder.parents[1]


def faults(root: Path, text: str) -> list[tuple[int, str]]:
    project = Project(root, Settings())
    found = project.check(project.read(root / "docs" / "page.md", text))
    return [(fault.line, fault.message.split("\n")[0]) for fault in found]


def test_each_equation_is_checked_on_the_graph_that_is_named_above_it(root: Path) -> None:
    assert faults(root, PAGE) == []
    ((line, message),) = faults(root, PAGE.replace("d = 2 a", "d = a^2"))
    assert (line, message[:5]) == (7, "false")
    ((line, message),) = faults(root, PAGE.replace("d = a^2", "d = 2 a"))
    assert (line, message[:5]) == (13, "false")
    ((line, message),) = faults(root, PAGE.replace("d = a + a", "d = a^2"))
    assert (line, message[:5]) == (21, "false")


def test_the_page_s_own_graph_goes_before_that_of_the_settings(root: Path) -> None:
    project = Project(root, Settings(graphs={"docs/*": "toycalc.squares"}))
    page = project.read(root / "docs" / "page.md", PAGE)
    assert project.check(page) == []
    assert project.check(project.read(page.path, "$$\nd = a^2\n$$\n")) == []


def test_without_a_graph_an_equation_is_a_fault_that_says_where_to_name_it(root: Path) -> None:
    text = PAGE.replace("graph: toycalc.graph\n", "")
    assert faults(root, text) == [
        (5, "no graph is declared for this page, so nothing checks this equation"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("<!-- graph: toycalc.squares -->", "<!-- graph: toycalc.gone -->", 10, "toycalc.gone"),
        ("graph: toycalc.graph\n---", "graph: gone\n---", 3, "the graph gone of"),
        ("graph: toycalc.squares", "graph: the squares", 10, "this names no graph"),
        ("graph: toycalc.squares", "graph:", 10, "this names no graph"),
    ],
)
def test_a_graph_that_is_not_there_is_told_once_where_it_is_named(
    root: Path, old: str, new: str, line: int, message: str
) -> None:
    found = faults(root, PAGE.replace(old, new))
    assert [at for at, text in found if message in text] == [line]
    assert not [text for _, text in found if text.startswith("no graph is declared")]
