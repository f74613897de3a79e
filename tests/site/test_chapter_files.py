"""Each chapter as a notebook and as a script, run where only what its first line installs is to be found."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path
from typing import Any

import nbformat
import pytest
from packaging.requirements import Requirement

from tests.site.reader import CHAPTERS

# Isolated, and without `site`, Python finds nothing but its own library and what is put on its path here.
SCRIPT = """
import runpy, sys
sys.path += sys.argv[2:]
import matplotlib.pyplot as plt
shows = []
plt.show = lambda: shows.append(plt.get_fignums())
runpy.run_path(sys.argv[1], run_name="__main__")
figures = [len(after) - len(before) for before, after in zip([[], *shows], shows)]
print(figures, file=sys.stderr)
"""
NOTEBOOK = """
import json, sys
sys.path += sys.argv[2:]
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
InteractiveShell.enable_gui = lambda *_: None  # there is no window
shell = InteractiveShell.instance(history_length=0)
shell.run_line_magic("matplotlib", "inline")
found = []
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"][1:]:
    if cell["cell_type"] == "code":
        with capture_output() as said:
            done = shell.run_cell("".join(cell["source"]))
        done.raise_error()
        figures = [each for each in said.outputs if "image/png" in each.data]
        found.append([said.stdout, len(figures), said.stderr])
json.dump(found, sys.stdout)
"""


def needed(requirement: Requirement) -> Iterator[Distribution]:
    """Yield an installed distribution, and all that it needs."""
    found = distribution(requirement.name)
    yield found
    yield from all_needed(found, requirement.extras)


def all_needed(found: Distribution, extras: set[str]) -> Iterator[Distribution]:
    for line in found.requires or []:
        below = Requirement(line)
        if not below.marker or any(below.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield from needed(below)


def linked(distributions: Iterator[Distribution], folder: Path) -> Path:
    """Make a folder of links to the packages of distributions, with nothing else in it."""
    folder.mkdir()
    for each in distributions:
        for top in {file.parts[0] for file in each.files or []} - {"..", "__pycache__"}:
            if not (folder / top).exists():
                (folder / top).symlink_to(str(each.locate_file(top)))
    return folder


@pytest.fixture(scope="session")
def installed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return where the wheel of the site stands, and what its extras need."""
    first = read((site / CHAPTERS[0]).with_suffix(".ipynb"))[0]
    extras = Requirement(first.source.split('"')[1]).extras
    folder = tmp_path_factory.mktemp("installed")
    (wheel,) = (site / "labs").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "wheel")
    (info,) = (folder / "wheel").glob("*.dist-info")
    below = linked(all_needed(PathDistribution(info), extras), folder / "needed")
    return [str(folder / "wheel"), str(below)]


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return where IPython stands, which whoever opens a notebook has."""
    return str(linked(needed(Requirement("ipython")), tmp_path_factory.mktemp("notebooks") / "needed"))


def run(code: str, *arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    own = {"MPLBACKEND": "agg", "IPYTHONDIR": str(folder), "MPLCONFIGDIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | own,
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    return done


def test_nothing_of_the_sites_machinery_is_installed(installed: list[str], tmp_path: Path) -> None:
    code = "import sys; sys.path += sys.argv[1:]; import chainrule, sklearn; import livepage"
    with pytest.raises(AssertionError, match="No module named 'livepage'"):
        run(code, *installed, folder=tmp_path)


def read(file: Path) -> list[Any]:
    """Return the cells of code."""
    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def printed(cell: Any) -> str:
    return "".join(each.text for each in cell.outputs if each.output_type == "stream")


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_script_prints_what_its_page_shows_and_shows_each_figure(
    path: str, site: Path, installed: list[str], tmp_path: Path
) -> None:
    file = (site / path).with_suffix(".py")
    cells = read(file.with_suffix(".ipynb"))
    done = run(SCRIPT, file, *installed, folder=tmp_path)
    assert done.stdout == "".join(map(printed, cells))
    assert done.stdout
    assert json.loads(done.stderr.splitlines()[-1]) == [1] * sum("draws" in cell.metadata for cell in cells)


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_notebook_prints_what_its_page_shows_and_shows_each_figure_once(
    path: str, site: Path, installed: list[str], notebooks: str, tmp_path: Path
) -> None:
    file = (site / path).with_suffix(".ipynb")
    done = run(NOTEBOOK, file, *installed, notebooks, folder=tmp_path)
    cells = read(file)[1:]
    for cell, found in zip(cells, json.loads(done.stdout), strict=True):
        assert found == [printed(cell), int("draws" in cell.metadata), ""], cell.source


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_says_what_its_downloads_are(path: str, site: Path) -> None:
    html = (site / path).read_text(encoding="utf-8")
    for name, digest in re.findall(r'<a download="" href="([^"]+)" title="sha256 ([0-9a-f]{64})"', html):
        assert sha256((site / path).with_name(name).read_bytes()).hexdigest() == digest
    assert html.count('title="sha256 ') == 2
