"""The equations of this project's own pages: none unchecked, and no graph that its functions contradict."""

from pathlib import Path

import pytest

from livepage.checking.formulas import equation_census
from livepage.equations.verdicts.implements import contradictions
from livepage.project import Settings
from livepage.reading.parse import parse
from livepage.running.run import run

ROOT = Path(__file__).parents[2]
SETTINGS = Settings.load(ROOT)
PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_displayed_equation_is_checked_defined_or_exempt(path: Path) -> None:
    page = parse(path.read_text(encoding="utf-8"), path, SETTINGS.exempt, leave_out=SETTINGS.leave_out)
    census = equation_census(page, run(page, SETTINGS.context_for(path, ROOT)))
    displayed = {fate: number for fate, number in census.items() if not fate.startswith("inline")}
    held = displayed.get("checked", 0) + displayed.get("defined", 0)
    assert set(displayed) <= {"checked", "defined", "exempt"}
    if path.parent.name == "tutorial":
        assert held >= max(1, 0.95 * sum(displayed.values()))
    assert not {"inline false", "inline vacuous"} & set(census)


@pytest.mark.parametrize("pattern", SETTINGS.graphs)
def test_each_graph_is_declared_for_a_file_and_holds(pattern: str) -> None:
    (path, *_) = ROOT.glob(pattern)
    context = SETTINGS.context_for(path, ROOT)
    assert context is not None
    assert contradictions(context) == {}
