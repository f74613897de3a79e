"""The page that CONTRIBUTING makes in ten minutes is made, passes what the gate asks of it, and is built."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.new_page import FILES, main

ROOT = Path(__file__).parents[2]
COPIED = (
    "docs/assets",
    "docs/ruff.toml",
    "overrides",
    "src",
    "tests/chainrule",
    "tests/docs",
    "tests/graphs",
    "mkdocs.yml",
)
SETTINGS = ("conftest.py", "pyproject.toml", "packaging")
NAME = "6-parabola"


def command() -> str:
    """Return the name that CONTRIBUTING gives to its page."""
    found = re.findall(r"make page NAME=(\S+)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert found
    return str(found[0])


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project whose only page is the new one."""
    folder = tmp_path_factory.mktemp("copy")
    for name in (*COPIED, *SETTINGS):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(ROOT / name, place)
    (folder / "docs" / "tutorial").mkdir()
    (folder / "docs" / "reference").mkdir()
    for name in ("index.md", "reference/how-this-site-checks-itself.md"):
        (folder / "docs" / name).write_text("# Another page\n", encoding="utf-8")
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    nav = "nav: [index.md, reference/how-this-site-checks-itself.md]\n"
    config = re.sub(r"^nav:\n(?:[ -].*\n)+", nav, config, flags=re.MULTILINE)
    config = re.sub(r"^  - mkdocstrings:\n(?:    .*\n)+", "", config, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(config.replace("  - overrides/mutation.py\n", ""), encoding="utf-8")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")  # esbuild
    assert main(command(), folder) == 0
    return folder


def done(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "NO_MKDOCS_2_WARNING": "1"}
    line = [sys.executable, "-m", *words]
    return subprocess.run(line, cwd=copy, env=environment, capture_output=True, text=True, check=False)


def written() -> list[str]:
    module = command().partition("-")[2].replace("-", "_")
    return [place.format(page=command(), module=module, figures=module) for place in FILES.values()]


def test_contributing_names_the_page() -> None:
    assert command() == NAME


def test_all_claims_of_the_page_and_all_its_tests_hold(copy: Path) -> None:
    files = written()
    ran = done(copy, "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *files)
    assert ran.returncode == 0, ran.stdout
    kinds = done(copy, "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--collect-only", files[0]).stdout
    for kind in ("code", "embed", "derivation", "output", "value", "figure", "table", "equation"):
        assert f"::{kind}, line" in kinds


def test_each_slip_in_it_is_noticed_or_as_true(copy: Path) -> None:
    ran = done(copy, "livepage", "mutate", f"docs/tutorial/{NAME}.md", "--sample", "0")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "| equation |" in ran.stdout


def test_a_graph_that_always_draws_the_same_is_told_with_what_to_do(copy: Path) -> None:
    graph = copy / "src" / "graphs" / "parabola.py"
    before = graph.read_text(encoding="utf-8")
    graph.write_text(before.replace("rng.uniform(0.5, 2)", "1.0"), encoding="utf-8")
    ran = done(copy, "livepage", "mutate", f"docs/tutorial/{NAME}.md", "--sample", "0", "--warn")
    graph.write_text(before, encoding="utf-8")
    assert ran.returncode == 0
    slip = r"\.md:\d+: equation, factor\n    y_i = w x_i\^2\n    y_i = x_i\^2\n"
    assert re.search(slip, ran.stderr)
    assert "let the graph draw its inputs otherwise" in ran.stderr


def test_its_code_fits_a_phone(copy: Path) -> None:
    lessons = ("tests/docs/test_lessons.py", "-k", "fits and parabola")
    ran = done(copy, "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *lessons)
    assert ran.returncode == 0, ran.stdout
    assert "2 passed" in ran.stdout


def test_a_long_name_leaves_its_figures_a_short_one(tmp_path: Path) -> None:
    places = [place.format(page="7-a", module="a", figures="a") for place in FILES.values()]
    for place in places:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    assert main("7-regularisation", tmp_path) == 0
    assert (tmp_path / "src/chainrule/figures/chapter7.py").is_file()
    page = (tmp_path / "docs/tutorial/7-regularisation.md").read_text(encoding="utf-8")
    assert "from chainrule.figures.chapter7 import (\n    plot_outputs,\n)" in page
    assert "from chainrule.regularisation import nn" in page


def test_a_name_that_fits_no_phone_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main("7-regularisation-and-more", tmp_path) == 1
    assert "more than 17 letters: its imports would not fit a phone" in capsys.readouterr().err


def test_it_keeps_the_rules_of_the_project(copy: Path) -> None:
    for words in (("check", "--no-cache"), ("format", "--check", "--no-cache")):
        ran = done(copy, "ruff", *words, *(file for file in written() if file.endswith(".py")))
        assert ran.returncode == 0, ran.stdout


def test_it_is_built_before_it_is_in_the_navigation_with_a_note(copy: Path, tmp_path: Path) -> None:
    ran = done(copy, "mkdocs", "build", "--site-dir", str(tmp_path / "site"))
    assert ran.returncode == 0, ran.stderr
    assert f"tutorial/{NAME}.md" in ran.stderr
    html = (tmp_path / "site" / "tutorial" / f"{NAME}.html").read_text(encoding="utf-8")
    assert html.count("outputs.svg") == 1
    assert "<table>" in html
    assert "<!-- table" not in html
    assert html.count('<details class="checked">') + html.count('<details class="checked" data-') >= 2


def test_a_file_that_is_there_is_not_overwritten(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {name: (copy / name).read_bytes() for name in written()}
    assert main(command(), copy) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert {name: (copy / name).read_bytes() for name in written()} == before


@pytest.mark.parametrize("name", ["", "parabola", "6", "6-Parabola", "6-a_b", "../6-a"])
def test_a_name_is_a_number_and_words(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(name, tmp_path) == 1
    assert "6-parabola" in capsys.readouterr().err
