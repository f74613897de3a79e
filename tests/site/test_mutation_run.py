"""The page on how the site checks itself shows the mutation run that was made beside its build."""

import re
import runpy
from concurrent.futures import Future
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from livepage.model.claims import Fault, FaultsError
from tests.site.reader import ROOT

HOOK = runpy.run_path(str(ROOT / "overrides" / "mutation.py"))


def published(*problems: str, said: str = "| a |\n\n- why\n    - page: `x` → `y`") -> str:
    run: Future[tuple[str, list[str]]] = Future()
    run.set_result((said, list(problems)))
    text: str = HOOK["_published"](run)
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
    text = published()
    assert text.startswith("| a |\n\n??? fold")
    assert "\n\n    - why\n        - page: `x` → `y`\n" in text


def test_a_run_that_fails_ends_the_build_with_its_reasons() -> None:
    run: Future[tuple[str, list[str]]] = Future()
    run.set_exception(FaultsError([Fault(ROOT / "docs" / "index.md", 3, "a page with a fault")]))
    with pytest.raises(PluginError, match=r"index\.md:3: a page with a fault"):
        HOOK["_published"](run)


@pytest.mark.parametrize(("ci", "ends"), [("", False), ("false", False), ("1", True), ("true", True)])
def test_in_ci_what_survives_ends_the_build_and_elsewhere_it_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, ends: bool
) -> None:
    monkeypatch.setenv("CI", ci)
    assert "- why" in published()
    assert capsys.readouterr().err == ""
    if ends:
        with pytest.raises(PluginError, match="no reason"):
            published("no reason")
    else:
        assert "- why" in published("no reason")
        assert capsys.readouterr().err == f"{HOOK['TOLD']}\nno reason\n"
