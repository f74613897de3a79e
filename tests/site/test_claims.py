"""Each block of code, picture and formula of the built pages is one claim or exemption of the source."""

from pathlib import Path

import pytest

from livepage.project import Project
from tests.site.reader import CHAPTERS, LABS, PAGES, ROOT, SOURCES
from tools.census import shown, strays


@pytest.mark.parametrize("path", [page for page in PAGES if page not in LABS])
def test_what_is_shown_is_claimed_and_what_is_claimed_is_shown(path: str, site: Path) -> None:
    source = SOURCES[path]
    project = Project(ROOT)
    page = project.read(source)
    html = (site / path).read_text(encoding="utf-8")
    found = strays(html, page, project.run(page))
    assert not found, "\n".join(found)
    assert path not in CHAPTERS or {kind for kind, _ in shown(html)} >= {"code", "picture", "formula"}
