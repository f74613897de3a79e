"""The pages' code fits its column and is one script that anyone can run; the census is pinned."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from livepage.checking.printed import same_text
from livepage.model.claims import Code, Embed, Output
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.project import Project

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COLUMN = 76
PHONE = 41  # characters of code that a screen of 360 pixels shows
ON_A_PHONE = ("index.md", "tutorial/", "reference/notes-on-the-original.md")  # what a learner reads
ENGINE = "chainrule.autodiff"  # whole in under a hundred lines, for which some of them are long
CENSUS: dict[str, dict[str, int]] = {
    "index.md": {"code": 6, "exempt": 6, "figure": 6, "value": 6},
    "reference/api.md": {"autodoc": 9},
    "reference/graphs.md": {"code": 11, "equation": 1, "output": 9, "table": 1},
    "reference/how-this-site-checks-itself.md": {
        "code": 6,
        "equation": 14,
        "exempt": 5,
        "output": 5,
        "table": 1,
    },
    "reference/maintenance.md": {"code": 2, "table": 2},
    "reference/notation.md": {"equation": 125, "exempt": 8},
    "reference/notes-on-the-original.md": {"code": 7, "equation": 9, "exempt": 1, "output": 6, "value": 14},
    "tutorial/1-gradient-descent.md": {
        "code": 21,
        "derivation": 3,
        "element": 1,
        "embed": 7,
        "equation": 52,
        "exempt": 1,
        "figure": 6,
        "output": 14,
        "value": 19,
    },
    "tutorial/2-classification.md": {
        "code": 20,
        "derivation": 3,
        "element": 1,
        "embed": 7,
        "equation": 40,
        "exempt": 13,
        "figure": 6,
        "output": 14,
        "value": 10,
    },
    "tutorial/3-backpropagation.md": {
        "code": 31,
        "derivation": 6,
        "element": 2,
        "embed": 11,
        "equation": 124,
        "exempt": 8,
        "figure": 12,
        "output": 19,
        "value": 18,
    },
    "tutorial/4-vectorization.md": {
        "code": 17,
        "derivation": 6,
        "element": 1,
        "embed": 11,
        "equation": 82,
        "exempt": 10,
        "figure": 5,
        "output": 11,
        "value": 17,
    },
    "tutorial/5-many-layers.md": {
        "code": 24,
        "derivation": 2,
        "element": 1,
        "embed": 9,
        "equation": 10,
        "exempt": 11,
        "figure": 8,
        "output": 13,
        "table": 1,
        "value": 17,
    },
}
"""How many claims of each kind a page makes. A claim that goes, goes here too, where a reviewer sees it."""

LESSON = {
    "ARG002": "layers are called alike, and not all of them need each argument",
    "B905": "`strict=True` in each zip is one more thing to explain",
    "D1": "a page says in its prose what a docstring would say",
    "E402": "a lesson imports a name where it first needs it",
    "I001": "for the same reason its imports are not in one sorted block",
}
"""Rules of the project that a page's code need not follow, and why."""

PAGES = sorted(str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md"))


@cache
def executed(path: str) -> tuple[Page, Results]:
    project = Project(ROOT)
    page = project.read(DOCS / path)
    return page, project.run(page)


def shown(path: str) -> list[tuple[int, str]]:
    """Return the line and the text of each block of code, as the reader sees it."""
    page, results = executed(path)
    return [(claim.line, text_of(claim, results)) for claim in page.claims if isinstance(claim, Code)]


def text_of(claim: Code, results: Results) -> str:
    if isinstance(claim, Embed):
        return "\n\n\n".join(source.shown.strip("\n") for source in results.embedded[claim])
    return claim.body


def text_on_a_phone(path: str) -> list[tuple[int, str]]:
    """Return as `shown` does what a phone must not cut off, which is all but the engine."""
    page, results = executed(path)
    code = [claim for claim in page.claims if isinstance(claim, Code) and f"from {ENGINE} " not in claim.body]
    return [(claim.line, text_of(claim, results)) for claim in code]


def script(path: str) -> str:
    return "\n\n".join(text for _, text in shown(path))


def too_long(text: str, column: int = COLUMN) -> list[str]:
    return [row for row in text.split("\n") if len(row) > column]


@pytest.mark.parametrize("path", PAGES)
def test_code_fits_its_column(path: str) -> None:
    long = [f"{path}:{line}: {len(row)}: {row}" for line, text in shown(path) for row in too_long(text)]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("path", [path for path in PAGES if path.startswith(ON_A_PHONE)])
def test_code_fits_a_phone(path: str) -> None:
    code = text_on_a_phone(path)
    long = [f"{path}:{line}: {len(row)}: {row}" for line, text in code for row in too_long(text, PHONE)]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("lab", sorted(DOCS.glob("labs/*.py")), ids=lambda lab: lab.stem)
def test_the_code_of_a_lab_fits_a_phone(lab: Path) -> None:
    code = [row for row in lab.read_text(encoding="utf-8").split("\n") if not row.startswith("#")]
    long = [
        row for row in too_long("\n".join(code), PHONE) if not row.endswith("import *")
    ]  # has no shorter form
    assert not long, "\n".join(long)


def test_one_character_too_many_is_seen() -> None:
    for column in (COLUMN, PHONE):
        assert too_long(f"{'x' * column}\n{'y' * (column + 1)}\n", column) == ["y" * (column + 1)]


def places(path: str) -> list[int]:
    """Return the line of the page for each line of its script; what is embedded has that of its block."""
    found: list[int] = []
    for line, text in shown(path):
        source = (DOCS / path).read_text(encoding="utf-8").split("\n")
        rows = text.split("\n")
        written = source[line : line + 1] == rows[:1]
        found += [line + 1 + row if written else line for row in range(len(rows))] + [line]
    return found


def at_the_page(findings: str, path: str) -> str:
    """Return what ruff says about the script of a page, with the lines of the page."""
    lines = [0, *places(path), 0]
    of_the_page = re.sub(r"(?m)^[^:\n]+:(\d+)", lambda found: f"{path}:{lines[int(found[1])]}", findings)
    return re.sub(r"from line (\d+)", lambda found: f"from line {lines[int(found[1])]}", of_the_page)


def lint(folder: Path) -> str:
    """Return what ruff has to say about the scripts in the folder."""
    config = ["--config", str(ROOT / "pyproject.toml"), "--ignore", ",".join(LESSON), "--no-cache"]
    command = [sys.executable, "-m", "ruff", "check", "--output-format", "concise", "--quiet", *config, "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_the_code_of_a_page_keeps_the_project_s_rules(tmp_path: Path) -> None:
    scripts = {path.replace("/", "-").replace(".md", ".py"): path for path in PAGES}
    for name, path in scripts.items():
        (tmp_path / name).write_text(script(path), encoding="utf-8")
    found = lint(tmp_path)
    told = [
        at_the_page(line, path)
        for line in found.splitlines()
        for name, path in scripts.items()
        if line.startswith(f"{name}:")
    ]
    assert found == "", "\n".join(told)


def test_a_name_that_nothing_uses_is_seen(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text("import os\n")
    assert "F401" in lint(tmp_path)


def test_a_finding_has_the_line_of_its_page() -> None:
    path = "tutorial/3-backpropagation.md"
    rows = (DOCS / path).read_text(encoding="utf-8").split("\n")
    lines = script(path).split("\n")
    number = next(number for number, line in enumerate(lines, 1) if line.startswith("N = len(x)"))
    told = at_the_page(f"a.py:{number}:1: F811 Redefinition of unused `N` from line {number}: why", path)
    line = rows.index("N = len(x)") + 1
    assert told == f"{path}:{line}:1: F811 Redefinition of unused `N` from line {line}: why"
    assert len(places(path)) == len(lines) + 1


def run_alone(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in a fresh interpreter, in a folder that holds nothing but it."""
    file = folder / "page.py"
    file.write_text(code, encoding="utf-8")
    environment = os.environ | {"MPLBACKEND": "Agg", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-W", "error", file.name]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", PAGES)
def test_the_code_of_a_page_runs_alone_and_prints_its_outputs(path: str, tmp_path: Path) -> None:
    page, _ = executed(path)
    done = run_alone(script(path), tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    outputs = "\n".join(claim.body.strip("\n") for claim in page.claims if isinstance(claim, Output))
    assert same_text(outputs, done.stdout), done.stdout


def test_a_script_that_needs_more_than_its_page_is_seen(tmp_path: Path) -> None:
    done = run_alone("print(x)\n", tmp_path)
    assert done.returncode == 1
    assert "NameError" in done.stderr


def test_the_census_is_pinned() -> None:
    counted = {path: executed(path)[0].count() for path in PAGES}
    others = {path: kinds for path, kinds in counted.items() if CENSUS.get(path) != kinds}
    table = "\n".join(f"    {json.dumps(path)}: {json.dumps(kinds)}," for path, kinds in others.items())
    assert not others, f"these lines of CENSUS become\n{table}"
    assert set(CENSUS) == set(counted)
