"""What a reader does with a chapter: come to it, read, toggle, copy, search, keep it as a file."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from livepage.model.claims import Equation
from livepage.model.page import Page as Source
from livepage.project import Project
from tests.site.reader import CHAPTERS, ROOT, OpenPage, scroll_through

LIVE = ":is(line-fit, class-boundary, loss-surface, decision-regions, digit-passage) figure"
STILL = f"article figure:not({LIVE}) img"
"""The figures that stay pictures; the tests of the interactive figures look at the others."""
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def source_of(path: str) -> Source:
    source = (ROOT / "docs" / path).with_suffix(".md")
    return Project(ROOT).read(source)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")


def stills(page: Page, source: Source) -> int:
    """Return how many figures of the source stay pictures; one that comes alive takes its picture's place."""
    return source.count()["figure"] - page.locator(LIVE).count()


def loaded(images: Locator) -> list[str]:
    """Return the files of the images that a reader sees, each of which must have loaded."""
    shown = [image for image in images.all() if image.is_visible()]
    for image in shown:
        image.scroll_into_view_if_needed()
        image.evaluate("(image) => image.decode()")
        assert image.evaluate("(image) => image.naturalWidth") > 0
    return [str(image.get_attribute("src")) for image in shown]


@pytest.mark.parametrize("path", CHAPTERS)
def test_chapter_is_a_few_clicks_from_home(path: str, open_page: OpenPage) -> None:
    page = open_page("index.html")
    page.locator(f"nav.md-nav--primary a[href='{path}']").click()
    page.wait_for_url(f"**/{path}")
    assert page.locator("article h1").is_visible()


@pytest.mark.parametrize("path", CHAPTERS)
def test_every_equation_and_figure_of_the_source_is_visible(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    unfold(page)
    source = source_of(path)
    written = [claim for claim in source.claims if isinstance(claim, Equation) and claim.display]
    boxes = page.locator("article .equation").all()
    assert all(box.is_visible() for box in boxes)
    assert len(boxes) >= len(written) > 0, "each equation of the source, and those of its derivations"
    assert len(loaded(page.locator(STILL))) == stills(page, source) > 0


@pytest.mark.parametrize("path", CHAPTERS)
def test_figures_follow_the_scheme(path: str, open_page: OpenPage) -> None:
    page = open_page(path, color_scheme="light")
    images = page.locator(STILL)
    light = loaded(images)
    page.locator("label[title='Switch to the dark scheme']").click()
    dark = loaded(images)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert dark == [name.replace(".svg", ".dark.svg") for name in light]
    page.locator("label[title='Switch to the light scheme']").click()
    assert loaded(images) == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", CHAPTERS)
def test_figures_of_the_other_scheme_are_not_fetched(path: str, scheme: str, open_page: OpenPage) -> None:
    fetched: list[str] = []
    page = open_page(
        path, color_scheme=scheme, before=lambda page: page.on("request", lambda r: fetched.append(r.url))
    )
    scroll_through(page)
    figures = [url for url in fetched if url.endswith(".svg") and "/assets/" not in url]
    wrong = [url for url in figures if url.endswith(".dark.svg") != (scheme == "dark")]
    assert figures
    assert not wrong


@pytest.mark.parametrize("path", CHAPTERS)
def test_copying_an_equation_gives_its_latex(path: str, open_page: OpenPage) -> None:
    page = open_page(path, permissions=CLIPBOARD)
    for math, form in ((".equation math", "$$\n{}\n$$"), ("article p math", "${}$")):
        formula = page.locator(math).first
        formula.evaluate("(math) => getSelection().selectAllChildren(math)")
        page.keyboard.press("Control+c")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == form.format(formula.get_attribute("data-latex"))


@pytest.mark.parametrize("path", CHAPTERS)
def test_chapter_reads_and_searches_from_a_file(path: str, site: Path, open_page: OpenPage) -> None:
    page = open_page((site / path).as_uri())
    unfold(page)
    assert len(loaded(page.locator(STILL))) == stills(page, source_of(path)) > 0
    search(page)


def test_search_finds_the_chapter(open_page: OpenPage) -> None:
    search(open_page("index.html"))


def search(page: Page) -> None:
    page.locator("input.md-search__input").click()
    page.keyboard.type("hidden neuron")
    page.locator(".md-search-result__link[href*='3-backpropagation']").first.wait_for()
