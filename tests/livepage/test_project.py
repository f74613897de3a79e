"""A project finds the graph of each file, and says what is wrong with one that cannot be used."""

from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.equations.errors import GraphError
from livepage.project import Project
from livepage.settings import Settings

GRAPH = """
from livepage.equations import Chapter

CHAPTER = Chapter(
    axes={},
    inputs={"a": lambda rng: rng.normal()},
    nodes={"d": lambda a: 2 * a},
    symbols={"a": "a", "d": "d"},
)
"""


def test_a_file_has_the_graph_of_the_first_pattern_that_fits(package: Callable[..., Path]) -> None:
    root = package(GRAPH).parents[2]
    project = Project(root, Settings(graphs={"docs/*.md": "toycalc.calc", "src/a.py": "toycalc.calc"}))
    context = project.context_for(root / "docs/part/1-toy.md")
    assert context is not None
    assert context.name == "toycalc.calc"
    assert project.context_for(root / "src/a.py") is context
    assert project.context_for(root / "src/b.py") is None
    assert project.context_for(root.parent / "docs/1.md") is None
    package(GRAPH.replace("2 * a", "3 * a"))  # its modules are forgotten
    assert project.context_for(root / "src/a.py") is not context


@pytest.mark.parametrize(
    ("graph", "cause", "message"),
    [
        ("1/0", ZeroDivisionError, "division by zero"),
        (GRAPH.replace("nodes", "node"), TypeError, "unexpected keyword argument 'node'"),
        ("AXES = {}", GraphError, "toycalc.calc has no CHAPTER = Chapter("),
        (GRAPH.replace('"d": "d"', '"d": "e"'), GraphError, "d: there is no node e"),
    ],
)
def test_a_graph_that_cannot_be_used_is_one_clear_error(
    package: Callable[..., Path], graph: str, cause: type[Exception], message: str
) -> None:
    root = package(graph).parents[2]
    project = Project(root, Settings(graphs={"*.md": "toycalc.calc"}))
    with pytest.raises(ValueError, match=r"^the graph toycalc") as caught:
        project.context_for(root / "a.md")
    assert message in str(caught.value)
    assert isinstance(caught.value.__cause__, cause)
