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
LOOKS = """() => { // marks the first texts of each look: colour, size, and all that lies behind
  const sheet = new CSSStyleSheet() // before a gradient, as at an edge to scroll to, axe sees no colour
  sheet.replaceSync("* { background-image: none !important }")
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  const grounds = new Map([[null, ""]])
  const ground = (at) => {
    if (!grounds.has(at)) {
      const { backgroundColor, opacity } = getComputedStyle(at)
      grounds.set(at, `${ground(at.parentElement)} ${backgroundColor} ${opacity}`)
    }
    return grounds.get(at)
  }
  const found = {}
  for (const part of document.querySelectorAll("body *")) {
    const words = [...part.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.data.trim())
    part.removeAttribute("data-look")
    if (!(words || part.matches("a, button, input, select, textarea")) || !part.checkVisibility()) continue
    const { color, fontSize, fontWeight, textDecorationLine } = getComputedStyle(part)
    const names = [part, part.parentElement].map((each) => `${each.tagName} ${each.getAttribute("class")}`)
    const before = getComputedStyle(part.parentElement).color
    const look = [color, fontSize, fontWeight, textDecorationLine, before, ground(part), ...names].join()
    found[look] = (found[look] ?? 0) + 1
    if (found[look] <= 3) part.setAttribute("data-look", "") // as one may be covered by something
  }
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
    assert_seen(page)
    page.locator("label[title='Switch to the dark scheme']").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    assert_no_violation(page, runOnly=ROOM)
    assert_seen(page)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_phone(path: str, open_page: OpenPage) -> None:
    page = unfolded(path, open_page, color_scheme="dark", **PHONE)
    assert_no_violation(page)
    if path in KINDS:  # in both schemes on a desktop, each page
        assert_seen(page)


def unfolded(path: str, open_page: OpenPage, **options: Any) -> Page:
    """Open the page with all that it holds in sight, and at rest."""
    page = open_page(path, reduced_motion="reduce", **options)
    laid_out(page)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    return page


def assert_no_violation(page: Page, *within: str, **options: Any) -> list[dict[str, Any]]:
    """Let axe look at the page, or at some of its parts; return what it leaves open."""
    context = {"include": [[part] for part in within]} if within else None
    rules = {} if "runOnly" in options else {"rules": {rule: {"enabled": False} for rule in COLOURS}}
    options = {"resultTypes": ["violations", "incomplete"], **rules, **options}
    found = Axe().run(page, context, options=options)
    assert found.violations_count == 0, found.generate_report()
    return [part for rule in found.response["incomplete"] for part in rule["nodes"]]


def assert_seen(page: Page, *within: str) -> None:
    """Let axe judge the colours of each look; what it cannot judge has a reason."""
    page.evaluate(LOOKS)
    looks = [f"{part} [data-look]" for part in within or ["body"]]
    left = assert_no_violation(page, *looks, runOnly=COLOURS, checks=SHORT)
    unseen = [(part["any"][0]["data"]["messageKey"], part["html"]) for part in left]
    assert [found for found in unseen if found[0] not in UNSEEN] == []


@pytest.mark.parametrize("part", ["pre code .kn", ".equation mi", "article p", "article p > a", "p > code"])
def test_what_is_pale_is_seen(part: str, open_page: OpenPage) -> None:
    page = unfolded("tutorial/2-classification.html", open_page, **DESKTOP)
    page.locator(part).last.evaluate("(part) => { part.style.color = '#ddd' }")
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_seen(page)


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
