"""What a page costs on the wire, cold and compressed: opened, and a chapter read to its end in one scheme.

And its one font.
"""

import re

import pytest
from playwright.sync_api import Page

from tests.site.reader import CHAPTERS, PAGES, ROOT, OpenPage, laid_out, scroll_through

CHARACTERS = ROOT / "docs" / "assets" / "fonts" / "characters.txt"
RANGE = re.compile(r"\b([0-9A-F]{2,6})(?:-([0-9A-F]{2,6}))?\b")
BUDGET = 219_000
AT_FIRST = {"tutorial/": 170_000, "labs/": 135_000, "reference/": 120_000, "index.html": 120_000}
LISTINGS = {
    "reference/api.html": 160_000,  # the source of every function
    "reference/how-this-site-checks-itself.html": 125_000,  # the whole mutation run
}


@pytest.mark.parametrize("path", CHAPTERS)
def test_chapter_stays_within_its_budget(path: str, open_page: OpenPage, wire: dict[str, int]) -> None:
    page = open_page(path)
    scroll_through(page)
    page.wait_for_load_state("networkidle")
    table = "\n".join(f"{size:8} {name}" for name, size in sorted(wire.items(), key=lambda item: -item[1]))
    assert f"/{path}" in wire
    assert sum(wire.values()) <= BUDGET, f"{sum(wire.values())} bytes:\n{table}"


@pytest.mark.parametrize("path", PAGES)
def test_page_stays_within_its_budget_when_it_opens(
    path: str, open_page: OpenPage, wire: dict[str, int]
) -> None:
    budget = LISTINGS.get(path) or next(size for start, size in AT_FIRST.items() if path.startswith(start))
    open_page(path).wait_for_load_state("networkidle")
    table = "\n".join(f"{size:8} {name}" for name, size in sorted(wire.items(), key=lambda item: -item[1]))
    assert f"/{path}" in wire
    assert ("/assets/_mkdocstrings.css" in wire) == (path == "reference/api.html")
    assert sum(wire.values()) <= budget, f"{sum(wire.values())} bytes:\n{table}"


@pytest.mark.parametrize("path", PAGES)
def test_formulas_are_set_in_the_math_font(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    laid_out(page)
    expected = {"STIX Two Math"} if page.locator("article math").count() else set()
    found = fonts_of(page, "article math")
    letters = "".join(page.locator("article math").all_text_contents()) if found != expected else ""
    assert found == expected, advice(letters)


def advice(letters: str) -> str:
    """Name the characters that the font has not."""
    missing = sorted({f"{each} (U+{ord(each):04X})" for each in letters if not each.isspace()} - in_font())
    return f"not in the math font: {', '.join(missing)}; add them to {CHARACTERS.name}, then `make font`"


def in_font() -> set[str]:
    found = set[str]()
    for line in CHARACTERS.read_text(encoding="utf-8").splitlines():
        for first, last in RANGE.findall(line.partition("#")[0]):
            codes = range(int(first, 16), int(last or first, 16) + 1)
            found |= {f"{chr(code)} (U+{code:04X})" for code in codes}
    return found


def test_the_characters_that_the_font_lacks_are_named() -> None:
    assert "x (U+0078)" in in_font()
    assert advice("x\u0416 ") == (
        "not in the math font: \u0416 (U+0416); add them to characters.txt, then `make font`"
    )


def fonts_of(page: Page, selector: str) -> set[str]:
    """Return the fonts that Chromium drew the letters with, in all innermost elements below the selector."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": f"{selector} :not(:has(*))"})
    return {
        font["familyName"]
        for node in nodes["nodeIds"]
        for font in devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    }
