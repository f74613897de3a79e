"""What holds for the interactive figure of every chapter, whatever it shows."""

from playwright.sync_api import Page, expect

from tests.javascripts.node import printed
from tests.site.reader import OpenPage
from tests.site.test_accessibility import assert_no_violation, assert_seen
from tests.site.test_every_page import SHIFTS
from tests.site.test_interactive import PHONE, live


def printed_by_its_copy(page: Page, name: str) -> list[float]:
    """Copy the figure as Python, and return the numbers that it prints."""
    page.locator("[name=python]").click()
    expect(page.locator(f"{name} .note")).to_have_text("Copied.")
    return [*printed(page.evaluate("navigator.clipboard.readText()")).values()]


def assert_still_and_accessible(open_page: OpenPage, path: str, name: str) -> None:
    """Nothing moves when it loads on a phone, and axe finds nothing in either scheme."""
    page = open_page(path, before=lambda page: page.add_init_script(SHIFTS), reduced_motion="reduce", **PHONE)
    live(page, name)
    assert page.evaluate("shifts.reduce((sum, shift) => sum + shift, 0)") <= 0.01
    assert_no_violation(page, name)
    assert_seen(page, name)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    assert_seen(page, name)


def assert_its_image_on_paper_and_without_a_script(open_page: OpenPage, path: str, name: str) -> None:
    """In the place of the live figure stands its image."""
    page = live(open_page(path), name)
    image = f"{name} figure img.figure-light"
    assert not page.locator(f"{name} figure").is_visible()
    page.emulate_media(media="print")
    expect(page.locator(image)).to_be_visible()  # fetched only now
    page = open_page(path, java_script_enabled=False)
    assert page.locator(image).is_visible()
