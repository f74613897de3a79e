"""A fold opens that the address names; Material's script finds content only where it has words to mark."""

from tests.site.reader import CHAPTERS, OpenPage

NAME = "(at) => { history.replaceState(null, '', `#${at}`); dispatchEvent(new Event('hashchange')) }"


def test_a_fold_opens_that_holds_what_the_address_names(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[2])
    at = str(page.locator("article details.fold:not([open]) [id^=code-]").first.get_attribute("id"))
    inner = page.locator(f"[id='{at}']")
    assert not inner.is_visible()
    page.evaluate(NAME, at)  # as no browser does it, so that none can help
    assert inner.is_visible()
    assert inner.evaluate("(named) => Math.abs(named.getBoundingClientRect().top) < innerHeight / 2")
    inner.evaluate("(named) => { named.closest('details').open = false }")
    page.evaluate(NAME, "no-such-place")
    assert not inner.is_visible()


def test_material_goes_through_a_page_only_to_mark_words(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[2])
    page.wait_for_load_state("networkidle")
    assert page.locator("article pre[id^=__code]").count() == 0
    page = open_page(f"{CHAPTERS[2]}?h=gradient")
    page.locator("article mark").first.wait_for()
    assert {mark.lower() for mark in page.locator("article mark").all_text_contents()} == {"gradient"}
