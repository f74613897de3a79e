"""A lab as a reader meets it: a page that shows its source and no more, notebooks that run from nothing."""

import gzip
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode

from livepage.labs.cell_texts import read_text
from livepage.labs.outcome import VERDICT
from livepage.labs.source import Lab, read_lab, solved, unsolved
from livepage.model.claims import Equation, Exempt
from livepage.project import Project
from livepage.reading.shown import ShownItem
from livepage.writing.render import figure_files
from tests.site.reader import LABS, ROOT, SOURCES, OpenPage, found_by_search, once
from tools.census import shown

BUDGET = 80_000  # bytes of a lab's page, compressed
NOT_OF_A_PAGE = ("cdnjs", "jsdelivr", "unpkg", "jp-Cell", "jupyter", "<style", "Copied!", "vnd.livepage")
RUN = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, allow_errors=True, kernel_name="python3", coalesce_streams=True).execute()
nbformat.write(notebook, sys.argv[1])
"""
Runs = Callable[[str], list[NotebookNode]]
"""Runs both notebooks of a lab: the one to fill in, and the solved one."""
IMPORTED = "import chainrule\nprint(chainrule.__file__)"


@cache
def lab_of(path: str) -> Lab:
    return read_lab(SOURCES[path].read_text(encoding="utf-8"), SOURCES[path])


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Python that has what a notebook needs and not the project, which its first cell installs."""
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "others.pth").write_text(f"{Path(np.__file__).parents[1]}\n")
    python = folder / "bin" / "python"
    command: list[str | Path] = [python, "-I", "-c", "import chainrule"]
    absent = subprocess.run(command, capture_output=True, check=False)
    assert b"ModuleNotFoundError" in absent.stderr
    return python


def executed(file: Path, clean: Path, server: str, aside: Path) -> NotebookNode:
    """Run a downloaded notebook, which finds the site at the server's address; no other host is asked."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (default,) = re.findall(r'^site_url: !ENV \[SITE_URL, "(.*)"\]', settings, re.MULTILINE)
    site = os.environ.get("SITE_URL", default)
    text = file.read_text(encoding="utf-8")
    assert f"@ {site}labs/chainrule-" in text
    notebook = nbformat.reads(text.replace(f"@ {site}", f"@ {server}"), as_version=4)  # type: ignore[no-untyped-call]
    notebook.cells.append(nbformat.v4.new_code_cell(IMPORTED))  # type: ignore[no-untyped-call]
    copy = aside / file.name
    nbformat.write(notebook, copy)  # type: ignore[no-untyped-call]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(aside), "PIP_NO_INDEX": "1"}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    command: list[str | Path] = [clean, "-c", RUN, copy]
    done = subprocess.run(command, cwd=aside, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result: NotebookNode = nbformat.read(copy, as_version=4)  # type: ignore[no-untyped-call]
    assert str(clean.parents[1]) in result.cells.pop().outputs[0].text, "the wheel is what is imported"
    return result


def outputs(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the outputs of all cells but the first, which installs."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code[0].source.startswith("%pip install ")
    for cell in code[1:]:
        yield from cell.outputs


def verdicts(notebook: NotebookNode) -> list[tuple[str, bool, str]]:
    return [
        (out.data[VERDICT]["exercise"], out.data[VERDICT]["right"], out.data["text/plain"])
        for out in outputs(notebook)
        if VERDICT in out.get("data", {})
    ]


def complaints(notebook: NotebookNode) -> list[str]:
    return [
        out.get("text", "") or out.get("evalue", "")
        for out in outputs(notebook)
        if out.output_type == "error" or out.get("name") == "stderr"
    ]


@pytest.fixture(scope="module")
def runs(site: Path, server: str, clean: Path, shared: Path) -> Runs:
    """Return a function that runs both notebooks of a lab, which is done once for all tests."""

    def run(path: str) -> list[NotebookNode]:
        file = (site / path).with_suffix(".ipynb")
        both = file, file.with_stem(f"{file.stem}-solved")

        def run_both(folder: Path) -> None:
            folder.mkdir()
            for each in both:
                nbformat.write(executed(each, clean, server, folder), folder / each.name)  # type: ignore[no-untyped-call]

        done = once(shared / f"notebooks-{file.stem}", run_both)
        return [nbformat.read(done / each.name, as_version=4) for each in both]  # type: ignore[no-untyped-call]

    return run


@pytest.mark.parametrize("path", LABS)
def test_the_solved_notebook_passes_all_its_checks(path: str, runs: Runs) -> None:
    _, solution = runs(path)
    assert complaints(solution) == []
    assert [words for _, right, words in verdicts(solution) if not right] == []
    assert verdicts(solution)


@pytest.mark.parametrize("path", LABS)
def test_the_notebook_to_fill_in_fails_each_check_with_a_hint_and_nothing_else(path: str, runs: Runs) -> None:
    to_fill_in, solution = runs(path)
    assert complaints(to_fill_in) == []
    assert [words for _, right, words in verdicts(to_fill_in) if right or not words.strip()] == []
    assert [name for name, _, _ in verdicts(to_fill_in)] == [name for name, _, _ in verdicts(solution)]


@pytest.mark.parametrize("path", LABS)
def test_what_is_shown_is_of_the_source_and_what_is_of_the_source_is_shown(
    path: str, site: Path, runs: Runs
) -> None:
    found = Counter(shown((site / path).read_text(encoding="utf-8")))
    expected = Counter([*of_source(path), *printed(runs(path)[1])])
    assert (found - expected, expected - found) == (Counter(), Counter())
    assert {kind for kind, _ in found} == {"code", "picture", "formula"}


def of_source(path: str) -> Iterator[ShownItem]:
    """Yield what the lab's cells should look like: their code, the figures they draw, the formulas."""
    lab, drawn = lab_of(path), 0
    for cell in lab.cells:
        if cell.kind == "code":
            versions = (version(cell).source.strip("\n") for version in (unsolved, solved))
            yield from dict.fromkeys(("code", code) for code in versions)
            if "alt" in cell.metadata:
                drawn += 1
                yield from (("picture", name) for name in figure_files(f"figure-{drawn}"))
            continue
        for claim in read_text(cell, lab.path, Project(ROOT).read).claims:
            if isinstance(claim, Equation | Exempt) and claim.latex:
                yield "formula", claim.latex.strip()


def printed(solution: NotebookNode) -> Iterator[ShownItem]:
    """Yield what the solved notebook prints, which is what the page shows."""
    for out in outputs(solution):
        data = out.get("data", {})
        if out.output_type == "stream" or not any(kind.startswith("image/") for kind in data):
            yield "code", (out.get("text") or data["text/plain"]).strip("\n")


@pytest.mark.parametrize("path", LABS)
def test_the_page_is_small_and_of_this_site(path: str, site: Path) -> None:
    html = (site / path).read_bytes()
    assert len(gzip.compress(html, mtime=0)) <= BUDGET
    article = html.decode().partition("<article")[2].partition("</article>")[0]
    source = SOURCES[path].read_text(encoding="utf-8")
    assert [word for word in NOT_OF_A_PAGE if word in article and word not in source] == []
    assert "<script" not in article


@pytest.mark.parametrize("path", LABS)
def test_copy_gives_exactly_a_cells_code(path: str, open_page: OpenPage) -> None:
    page = open_page(path, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    cells = {
        version(cell).source.strip("\n") for cell in lab_of(path).cells for version in (unsolved, solved)
    }
    buttons = page.locator("article .highlight [data-take=plain]").all()
    for button in buttons:
        button.click()
        assert page.evaluate("navigator.clipboard.readText()").rstrip("\n") in cells
    assert buttons


@pytest.mark.parametrize("path", LABS)
def test_a_solution_unfolds_without_a_script_by_the_keyboard(path: str, open_page: OpenPage) -> None:
    page = open_page(path, java_script_enabled=False)
    fold = page.locator("article details.fold").first
    assert not fold.locator("pre, p").first.is_visible()
    fold.locator("summary").press("Enter")
    assert fold.locator("pre, p").first.is_visible()


@pytest.mark.parametrize("path", LABS)
def test_the_page_leads_to_both_notebooks_above_its_first_section(path: str, site: Path) -> None:
    top = (site / path).read_text(encoding="utf-8").partition("<article")[2].partition("<h2")[0]
    name = Path(path).stem
    assert f'href="{name}.ipynb"' in top
    assert f'href="{name}-solved.ipynb"' in top


@pytest.mark.parametrize("path", LABS)
def test_each_section_is_in_the_table_of_contents_and_in_the_search(
    path: str, site: Path, open_page: OpenPage
) -> None:
    page = open_page(path)
    headings = page.locator("article h2[id]")
    anchors = [str(heading.get_attribute("id")) for heading in headings.all()]
    found = {entry["location"] for entry in found_by_search(site)}
    assert anchors
    for anchor in anchors:
        assert page.locator(f"nav.md-nav--secondary a[href='#{anchor}']").count() >= 1
        assert f"{path}#{anchor}" in found
