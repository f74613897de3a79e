"""What is far below when a page opens is laid out afterwards; a reader finds the way all the same."""

from playwright.sync_api import Page

from tests.site.reader import CHAPTERS, OpenPage, laid_out

FAR = """() => [...document.querySelectorAll(".md-content__inner > *")]
    .filter((block) => getComputedStyle(block).contentVisibility === "auto").length"""
LOOKS = """(boxes) => boxes.map((box) => ["display", "overflowX", "borderTop", "width", "height"]
    .map((name) => getComputedStyle(box)[name]))"""
TOP = "(title) => Math.round(title.getBoundingClientRect().top)"


def never_idle(page: Page) -> None:
    page.add_init_script("window.requestIdleCallback = () => 0")


def test_a_page_that_is_opened_lays_out_the_rest_when_there_is_time(open_page: OpenPage) -> None:
    assert open_page(CHAPTERS[2], before=never_idle).evaluate(FAR) > 60
    page = open_page(CHAPTERS[2])
    laid_out(page)
    assert page.evaluate(FAR) == 0


def test_a_page_laid_out_later_looks_as_one_laid_out_at_once(open_page: OpenPage) -> None:
    page = open_page("reference/notes-on-the-original.html", viewport={"width": 390, "height": 844})
    laid_out(page)
    assert page.locator("[data-near]").count()
    marked = page.locator("[data-near]:not(p, .equation, .highlight)")
    assert marked.count() == 0  # a figure reads each of its attributes
    styles = [page.locator("article :is(table, .highlight, .highlight pre)").evaluate_all(LOOKS)]
    page.reload()  # all at once
    assert page.evaluate(FAR) == 0
    styles.append(page.locator("article :is(table, .highlight, .highlight pre)").evaluate_all(LOOKS))
    assert styles[0]
    assert styles[0] == styles[1]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_link_leads_to_its_place_before_the_rest_is_laid_out(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[2], before=never_idle, viewport={"width": 390, "height": 664})
    title = page.locator("article h2[id]").last
    page.evaluate("(at) => { location.hash = at }", title.get_attribute("id"))
    page.wait_for_function("(title) => title.getBoundingClientRect().top < 100", arg=title.element_handle())
    page.wait_for_timeout(300)
    assert abs(title.evaluate(TOP) - 68) < 40


def test_who_goes_far_at_once_comes_to_where_that_is(open_page: OpenPage) -> None:
    page = open_page("index.html", before=never_idle, viewport={"width": 390, "height": 844})
    page.keyboard.press("End")
    page.wait_for_function("scrollY > 0")
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollHeight - scrollY - innerHeight") < 2
    page = open_page(CHAPTERS[2], before=never_idle, viewport={"width": 1280, "height": 900})
    assert page.evaluate(FAR)
    page.locator(".md-sidebar--secondary a[href^='#']").last.click()
    assert page.evaluate(FAR) == 0


def test_a_page_is_whole_at_once_where_its_place_counts(open_page: OpenPage) -> None:
    page = open_page(f"{CHAPTERS[2]}#summary", before=never_idle)
    assert page.evaluate(FAR) == 0
    page = open_page(CHAPTERS[2], before=never_idle)
    page.reload()
    assert page.evaluate(FAR) == 0
