"""What a project says of its pages is read, and a mistake in it is an error that says where."""

import importlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.settings import Settings


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
