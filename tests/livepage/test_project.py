"""What all pages of a project have in common."""

import importlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.equations.errors import GraphError
from livepage.project import Project, Settings


def project(folder: Path, text: str) -> Path:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def test_settings_are_read(tmp_path: Path) -> None:
    text = "[tool.livepage.exempt]\n'part \\d' = 'a part'\n[tool.livepage.dark]\n'#111111' = '#eeeeee'\n"
    assert Settings.load(project(tmp_path, text)) == Settings({r"part \d": "a part"}, {"#111111": "#eeeeee"})
    assert Settings.load(project(tmp_path, "")) == Settings()
    assert Settings.load(project(tmp_path, "[tool.livepage]\nleave_out = ['checked']")).leave_out == [
        "checked"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.livepage]\nexmpt = {}\n", "unknown keys \\['exmpt'\\]"),
        ("[tool.livepage.exempt]\n'(' = 'why'\n", "the exempt pattern"),
        ("[tool.livepage.exempt]\n'a' = ''\n", "has no reason"),
        ("[tool.livepage]\nleave_out = ['a.b']\n", "'a.b' is no name of a decorator"),
        ("[tool.livepage]\nlab_extras = ['plots']\n", "lab_extras: no extra 'plots'"),
        ("[tool.livepage]\nlongest = 'long'\n", "longest is 'long', not a number"),
        ("[tool.livepage]\nlongest = true\n", "longest is True, not a number"),
        ("[tool.livepage]\nlongest = nan\n", "longest is nan seconds, not a time in which a page can run"),
        ("[tool.livepage]\nlongest = 0\n", "longest is 0 seconds, not a time in which a page can run"),
        ("project = 'x'\n[tool.livepage]\nlab_extras = ['plots']\n", "lab_extras: no extra 'plots'"),
        ("[tool.livepage]\nexplained_in = 'a.md'\n", "explained_in: there is no docs/a.md"),
        (
            "[tool.livepage.graphs]\n'docs/*' = '../x'\n",
            "the graph '../x' of docs/\\* is no name of a module",
        ),
        ("[tool.livepage.dark]\n'#FFF' = '#000000'\n", "is no colour such as #1f2328"),
    ],
)
def test_a_mistake_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Settings.load(project(tmp_path, text))


def test_a_package_that_is_imported_from_another_checkout_is_an_error(
    package: Callable[..., Path], tmp_path: Path
) -> None:
    here = project(package().parents[2], "")
    assert Settings.load(here) == Settings()
    copy = tmp_path / "copy"
    shutil.copytree(here / "src", copy / "src")
    message = f"toycalc is imported from {here}/src/toycalc/__init__.py, not from {copy}/src/toycalc/"
    with pytest.raises(ValueError, match=re.escape(message)):
        Settings.load(project(copy, ""))
    importlib.import_module("toycalc")
    with pytest.raises(ValueError, match=re.escape(message)):
        Settings.load(copy)


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
