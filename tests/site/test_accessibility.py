"""No rule of axe is broken on any page, in either scheme, on a desktop or a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.site.reader import PAGES, OpenPage

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 750}, "has_touch": True, "is_mobile": True}
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules of which a scheme decides


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_desktop(path: str, open_page: OpenPage) -> None:
    page = unfolded(path, open_page, color_scheme="light", **DESKTOP)
    assert_no_violation(page)
    page.locator("label[title='Switch to the dark scheme']").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    assert_no_violation(page, runOnly=COLOURS)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_phone(path: str, open_page: OpenPage) -> None:
    assert_no_violation(unfolded(path, open_page, color_scheme="dark", **PHONE))


def unfolded(path: str, open_page: OpenPage, **options: Any) -> Page:
    """Open the page with all that it holds in sight, and at rest."""
    page = open_page(path, reduced_motion="reduce", **options)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    return page


def assert_no_violation(page: Page, within: tuple[str, ...] = (), **options: Any) -> None:
    context = {"include": [[part] for part in within]} if within else None
    found = Axe().run(page, context, options={"resultTypes": ["violations"], **options})
    assert found.violations_count == 0, found.generate_report()
