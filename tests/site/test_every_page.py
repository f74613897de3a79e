"""What holds for every page: it loads without complaint, fits the screen, stays still, needs no script."""

import time

import pytest
from playwright.sync_api import Page, Route

from tests.site.reader import PAGES, OpenPage, laid_out, scroll_through

SHIFTS = """
window.shifts = []
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value)
}).observe({ type: "layout-shift", buffered: true })
"""


@pytest.mark.parametrize("path", PAGES)
def test_page_loads_without_complaint_and_never_scrolls_sideways(path: str, open_page: OpenPage) -> None:
    page = open_page(path, viewport={"width": 320, "height": 700})
    page.wait_for_load_state("networkidle")
    assert page.locator("article h1").count() == 1
    assert page.locator("meta[name=description]").count() == 1
    for width in (320, 360, 1280):  # from the narrowest on: a figure grows in its next frame
        page.set_viewport_size({"width": width, "height": 700})
        assert_fits(page, width)


def assert_fits(page: Page, width: int) -> None:
    wide = page.evaluate(
        """() => [...document.querySelectorAll("article *")].filter((element) => {
            const box = element.getBoundingClientRect()
            const scrolls = element.closest(".equation, pre, table *, .headerlink, .views")
            return box.right > innerWidth && !scrolls
        }).map((element) => element.outerHTML.slice(0, 120))"""
    )
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"at {width}: {overflow} pixels too wide: {wide[:3]}"
    assert not wide, f"at {width}: cut off at the right: {wide[:3]}"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_the_page_loads(path: str, open_page: OpenPage) -> None:
    def slow_line(page: Page) -> None:
        page.add_init_script(SHIFTS)
        page.route("**/assets/**", late)

    page = open_page(path, before=slow_line, viewport={"width": 375, "height": 700})
    page.evaluate("document.fonts.ready")
    scroll_through(page)
    total = page.evaluate("shifts.reduce((sum, shift) => sum + shift, 0)")
    assert total <= 0.01, f"layout shift of {total:.4f}"


def late(route: Route) -> None:
    """Let each file of the theme come late and after the other."""
    time.sleep(0.05)
    route.continue_()


@pytest.mark.parametrize("path", PAGES)
def test_page_reads_without_javascript(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    laid_out(page)
    page.evaluate(
        """() => [...document.querySelectorAll("article *")]
            .filter((part) => part.localName.includes("-") || part.matches(".take"))
            .forEach((made) => made.remove())"""
    )  # live figures and copy buttons, which only scripts can make
    with_script = page.locator("article").inner_text()
    page = open_page(path, java_script_enabled=False)
    article = page.locator("article")
    assert set(article.inner_text().split()) >= set(with_script.split())
    hidden = [figure for figure in article.locator("img.figure-light").all() if not figure.is_visible()]
    assert not hidden, f"figures that do not show: {hidden}"
