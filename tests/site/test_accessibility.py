"""No rule of axe is broken on any page, in either scheme, on a desktop or a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.site.reader import PAGES, OpenPage, laid_out

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
ZOOMED = {"width": 640, "height": 450}  # the desktop at 200 per cent
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules of which a scheme decides
ROOM = ["target-size", "scrollable-region-focusable"]  # and those of which the width decides
# One page of each kind, with a number of stops that Tab must exceed; folds closed, as a reader finds them.
KINDS = {
    "index.html": 20,
    "tutorial/2-classification.html": 20,
    "tutorial/4-vectorization.html": 20,
    "labs/1-gradient-descent.html": 20,
    "reference/api.html": 20,
    "reference/notation.html": 7,
    "reference/how-this-site-checks-itself.html": 20,
}
PLAIN = """() => { // of the words of code of one colour, one class in one surrounding, the first stays
  const seen = new Set()
  for (const word of document.querySelectorAll("pre code span")) {
    const look = [word, word.parentElement, word.closest("pre").parentElement].map((part) => part.className)
    const kind = `${look} ${Boolean(word.closest("details, .admonition, .tabbed-content, table"))}`
    if (seen.has(kind)) word.replaceWith(...word.childNodes)
    seen.add(kind)
  }
  const sheet = new CSSStyleSheet() // before a gradient, as at an edge to scroll to, axe sees no colour
  sheet.replaceSync("* { background-image: none !important }")
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}"""
SHORT = {"color-contrast": {"options": {"ignoreLength": True}}}  # a text of one character has a colour, too
# In a drawing, whose colours are a palette's; a sign beside its box; half behind an edge to scroll to.
UNSEEN = {"imgNode", "bgOverlap", "nonBmp", "elmPartiallyObscured", "elmPartiallyObscuring"}
FOCUSED = """() => {
  const { activeElement: at } = document
  const box = at.getBoundingClientRect()
  const { outlineStyle, outlineWidth } = getComputedStyle(at)
  const reach = at.querySelector(":scope > .reach") // a handle of a figure has a ring instead
  return {
    mark: at.matches("details.checked > summary"),
    end: at === document.body || !at.closest("article"),
    seen: box.width > 0 && box.height > 0 && (reach
      ? getComputedStyle(reach).stroke !== "none"
      : outlineStyle !== "none" && parseFloat(outlineWidth) > 0),
    html: at.outerHTML.slice(0, 160),
  }
}"""


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_desktop(path: str, open_page: OpenPage) -> None:
    page = unfolded(path, open_page, color_scheme="light", **DESKTOP)
    assert_no_violation(page)
    page.locator("label[title='Switch to the dark scheme']").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    assert_no_violation(page, runOnly=COLOURS + ROOM)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_phone(path: str, open_page: OpenPage) -> None:
    seen = {rule: {"enabled": path in KINDS} for rule in COLOURS}  # in both schemes on a desktop, each page
    assert_no_violation(unfolded(path, open_page, color_scheme="dark", **PHONE), rules=seen)


def unfolded(path: str, open_page: OpenPage, **options: Any) -> Page:
    """Open the page with all that it holds in sight, and at rest."""
    page = open_page(path, reduced_motion="reduce", **options)
    laid_out(page)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    return page


def assert_no_violation(page: Page, within: tuple[str, ...] = (), **options: Any) -> None:
    page.evaluate(PLAIN)
    context = {"include": [[part] for part in within]} if within else None
    options = {"resultTypes": ["violations", "incomplete"], "checks": SHORT, **options}
    found = Axe().run(page, context, options=options)
    assert found.violations_count == 0, found.generate_report()
    left = [part for rule in found.response["incomplete"] for part in rule["nodes"] if rule["id"] in COLOURS]
    unseen = [(part["any"][0]["data"]["messageKey"], part["html"]) for part in left]
    assert [found for found in unseen if found[0] not in UNSEEN] == []


def test_a_pale_word_of_code_is_found(open_page: OpenPage) -> None:
    page = unfolded("tutorial/2-classification.html", open_page, **DESKTOP)
    page.evaluate("document.querySelector('pre code .kn').style.color = '#ddd'")
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_no_violation(page, runOnly=COLOURS)


MOST_STOPS = 400


@pytest.mark.parametrize("path", KINDS)
def test_what_has_the_focus_is_seen(path: str, open_page: OpenPage) -> None:
    page = open_page(path, **DESKTOP)
    page.locator("article h1").evaluate("(title) => { title.tabIndex = -1; title.focus() }")
    stops: list[dict[str, Any]] = []
    while len(stops) < MOST_STOPS and not (stops and stops[-1]["end"]):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    within = stops[:-1]
    assert len(within) > KINDS[path]
    assert [stop["html"] for stop in within if not stop["seen"]] == []
    marks = page.locator("details.checked > summary").count()
    assert sum(stop["mark"] for stop in within) == min(marks, 1)


def test_the_marks_of_equations_are_walked_by_arrows(open_page: OpenPage) -> None:
    page = open_page("tutorial/2-classification.html", **DESKTOP)
    marks = page.locator("details.checked > summary")
    assert marks.count() > 5
    marks.first.focus()
    for key, place in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        assert marks.nth(place).evaluate("(mark) => mark === document.activeElement && mark.tabIndex === 0")
    page.keyboard.press("Enter")
    assert marks.nth(1).evaluate("(mark) => mark.parentElement.open")
