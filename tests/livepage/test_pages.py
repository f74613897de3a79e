"""The equations of this project's own pages: none unchecked, and no graph that its functions contradict."""

from pathlib import Path

import pytest

from livepage.checking.check_equations import equation_census
from livepage.equations.verdicts.implements import contradictions
from livepage.project import Project

ROOT = Path(__file__).parents[2]
PROJECT = Project(ROOT)
PAGES = sorted((ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_displayed_equation_is_checked_defined_or_exempt(path: Path) -> None:
    page = PROJECT.read(path)
    census = equation_census(page, PROJECT.run(page))
    displayed = {fate: number for fate, number in census.items() if not fate.startswith("inline")}
    held = displayed.get("checked", 0) + displayed.get("defined", 0)
    assert set(displayed) <= {"checked", "defined", "exempt"}
    if path.parent.name == "tutorial":
        every = sum(displayed.values())
        exempt = displayed.get("exempt", 0)
        words = f"{exempt} of {every} displayed equations are exempt, and at most {int(0.05 * every)} may be"
        assert held >= max(1, 0.95 * every), (
            f"{path.relative_to(ROOT)}: {words}: give symbols a node, or write them in a sentence"
        )
    assert not {"inline false", "inline vacuous"} & set(census)


@pytest.mark.parametrize("pattern", PROJECT.settings.graphs)
def test_each_graph_is_declared_for_a_file_and_holds(pattern: str) -> None:
    (path, *_) = ROOT.glob(pattern)
    context = PROJECT.context_for(path)
    assert context is not None
    assert contradictions(context) == {}
