"""No rule of axe is broken on any page, in either scheme, on a desktop or a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.site.reader import PAGES, OpenPage

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 750}, "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(path: str, scheme: str, device: dict[str, Any], open_page: OpenPage) -> None:
    page = open_page(path, color_scheme=scheme, reduced_motion="reduce", **device)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
