"""What a chapter costs on the wire, cold and compressed, read to its end in one scheme; and its one font."""

import pytest
from playwright.sync_api import Page

from tests.site.reader import CHAPTERS, PAGES, OpenPage, scroll_through

BUDGET = 250_000


@pytest.mark.parametrize("path", CHAPTERS)
def test_chapter_stays_within_its_budget(path: str, open_page: OpenPage, wire: dict[str, int]) -> None:
    page = open_page(path)
    scroll_through(page)
    page.wait_for_load_state("networkidle")
    table = "\n".join(f"{size:8} {name}" for name, size in sorted(wire.items(), key=lambda item: -item[1]))
    assert f"/{path}" in wire
    assert sum(wire.values()) <= BUDGET, f"{sum(wire.values())} bytes:\n{table}"


@pytest.mark.parametrize("path", PAGES)
def test_formulas_are_set_in_the_math_font(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    expected = {"STIX Two Math"} if page.locator("article math").count() else set()
    assert fonts_of(page, "article math") == expected


def fonts_of(page: Page, selector: str) -> set[str]:
    """Return the fonts that Chromium drew the letters with, over all that match the selector."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": f"{selector}, {selector} *"})
    return {
        font["familyName"]
        for node in nodes["nodeIds"]
        for font in devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    }
