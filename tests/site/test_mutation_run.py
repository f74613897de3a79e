"""The page on how the site checks itself shows the mutation run that was made beside its build."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from tests.site.reader import ROOT

HOOK = runpy.run_path(str(ROOT / "overrides" / "mutation.py"))


def printing(text: str, status: int = 0) -> list[str]:
    return [
        sys.executable,
        "-c",
        f"import sys; print({text!r}); print('why', file=sys.stderr); sys.exit({status})",
    ]


def published(command: list[str]) -> str:
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    text: str = HOOK["_published"](subprocess.Popen(command, text=True, **options))  # type: ignore[call-overload]
    return text


def test_each_slip_is_noticed_or_explained(site: Path) -> None:
    html = (site / "reference" / "how-this-site-checks-itself.html").read_text(encoding="utf-8")
    rows = re.findall(r"<td[^>]*>(equation|output|table|value)</td>\s*((?:<td[^>]*>\d+</td>\s*){4})", html)
    assert {kind for kind, _ in rows} == {"equation", "output", "table", "value"}
    for _, row in rows:
        falsified, noticed, true, explained = map(int, re.findall(r"\d+(?=</td>)", row))
        assert falsified == noticed + true + explained > 0
    assert html.count("→") >= 20
    assert HOOK["MARK"] not in html


def test_the_search_leaves_out_what_went_unnoticed(site: Path) -> None:
    index = (site / "search" / "sections.js").read_text(encoding="utf-8")
    assert "how-this-site-checks-itself" in index
    assert HOOK["UNNOTICED"] not in index


def test_the_table_stands_open_and_the_survivors_folded() -> None:
    text = published(printing("| a |\n\n- why\n    - page: `x` → `y`"))
    assert text.startswith("| a |\n\n??? fold")
    assert "\n\n    - why\n        - page: `x` → `y`\n" in text


def test_a_run_that_fails_ends_the_build_with_its_reasons() -> None:
    with pytest.raises(PluginError, match="why"):
        published(printing("", 1))


def test_what_is_only_told_ends_no_build(capsys: pytest.CaptureFixture[str]) -> None:
    assert published(printing("| a |\n\n- no reason is given")).count("no reason is given") == 1
    assert capsys.readouterr().err == f"{HOOK['TOLD']}\nwhy\n\n"


@pytest.mark.parametrize(("ci", "warns"), [("", True), ("false", True), ("1", False), ("true", False)])
def test_in_ci_what_survives_ends_the_build_and_elsewhere_it_is_told(
    monkeypatch: pytest.MonkeyPatch, ci: str, warns: bool
) -> None:
    monkeypatch.setenv("CI", ci)
    assert ("--warn" in HOOK["command_in"]("docs")) == warns
