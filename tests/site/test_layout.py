"""What a narrow screen needs: whole words in titles, tables as stacks, outputs that fit, signs of more."""

import io
from base64 import b64encode
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from tests.site.reader import CHAPTERS, PAGES, OpenPage
from tests.site.test_accessibility import PHONE

WIDTHS = (320, 360, 390, 430)
WIDEST = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif-Bold.ttf"
"""The serif with the widest bold letters that readers have: Georgia's and Noto Serif's are narrower."""

BROKEN = """(selector) => {
    const broken = []
    for (const title of document.querySelectorAll(selector)) {
        if (!title.checkVisibility()) continue
        const texts = document.createTreeWalker(title, NodeFilter.SHOW_TEXT)
        while (texts.nextNode()) {
            for (const found of texts.currentNode.data.matchAll(/[^\\s\\-–—]+/g)) {
                const range = document.createRange()
                range.setStart(texts.currentNode, found.index)
                range.setEnd(texts.currentNode, found.index + found[0].length)
                const boxes = [...range.getClientRects()].filter((box) => box.width > 0)
                const lines = new Set(boxes.map((box) => Math.round(box.top)))
                if (lines.size > 1 || boxes.some((box) => box.right > innerWidth)) broken.push(found[0])
            }
        }
    }
    return broken
}"""


def widest(page: Page) -> None:
    """Set all titles in the widest of the fonts."""
    data = b64encode(WIDEST.read_bytes()).decode()
    page.add_style_tag(
        content=f'@font-face {{ font-family: Widest; src: url("data:font/ttf;base64,{data}") }}'
        ".md-typeset :is(h1, h2, h3, h4) { font-family: Widest !important }"
    )
    page.evaluate("document.fonts.load('1em Widest')")


def titles_broken(page: Page) -> dict[int, list[str]]:
    broken = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        broken[width] = page.evaluate(BROKEN, "article :is(h1, h2, h3, h4)")
    return {width: words for width, words in broken.items() if words}


@pytest.mark.parametrize("path", PAGES)
def test_tables_keep_their_head_on_a_desktop_and_no_title_breaks_a_word_on_a_phone(
    path: str, open_page: OpenPage
) -> None:
    page = open_page(path, viewport={"width": 1280, "height": 900})
    shown = "(all) => all.filter((e) => getComputedStyle(e, '::before').content !== 'none').length"
    assert page.locator("article table[data-stacked] td").evaluate_all(shown) == 0
    widest(page)
    assert titles_broken(page) == {}


def test_a_word_that_breaks_is_seen(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[0])
    widest(page)
    page.add_style_tag(content="article h1 { font-size: 3em !important; overflow-wrap: anywhere !important }")
    assert 320 in titles_broken(page)


WIDE = "(all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent.slice(0, 60))"


@pytest.mark.parametrize("path", PAGES)
def test_tables_of_text_are_stacks_on_a_phone_and_what_is_printed_fits(
    path: str, open_page: OpenPage
) -> None:
    page = open_page(path, **PHONE)
    tables = page.locator("article table[data-stacked]")
    assert tables.evaluate_all(WIDE) == []
    for table in tables.all():
        if table.is_visible():
            assert_stacked(table)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        outputs = page.locator("article .highlight:is(.output, .language-text) > pre > code")
        assert outputs.evaluate_all(WIDE) == []


def assert_stacked(table: Locator) -> None:
    """Each cell stands below the one before it, and behind the name of its column."""
    names = table.locator("thead th").all_text_contents()
    for row in table.locator("tbody tr").all():
        cells = [cell for cell in row.locator("td").all() if cell.is_visible()]
        tops = [box["y"] for cell in cells if (box := cell.bounding_box())]
        assert tops == sorted(set(tops))
        for cell in cells:
            label = cell.evaluate("(e) => getComputedStyle(e, '::before').content")
            assert label.strip('"').strip() in {" ".join(name.split()) for name in names}


def test_the_tables_of_text_are_stacked(open_page: OpenPage) -> None:
    page = open_page("reference/notation.html", **PHONE)
    assert page.locator("article table[data-stacked]").count() > 0


def test_a_box_that_scrolls_shows_it_until_its_end(open_page: OpenPage) -> None:
    for scheme in ("light", "dark"):
        page = open_page(CHAPTERS[0], color_scheme=scheme, **PHONE)
        box = page.locator("article .highlight:not(.output, .language-text) > pre > code:visible").first
        box.evaluate("(e) => { e.textContent = 'x = 1  '.repeat(30) }")
        box.scroll_into_view_if_needed()
        box.evaluate("(e) => { e.scrollLeft = 40 }")
        assert shade(box, -3) > 8
        assert shade(box, 2) > 8
        box.evaluate("(e) => { e.scrollLeft = e.scrollWidth }")
        assert shade(box, -3) <= 3
        box.evaluate("(e) => { e.textContent = 'x = 1' }")
        assert shade(box, -3) <= 3


def shade(box: Locator, column: int) -> float:
    """Return how far a column of pixels differs from the ground in the middle, above the text."""
    picture = np.asarray(Image.open(io.BytesIO(box.screenshot())).convert("L"), dtype=float)
    return float(np.abs(picture[5, column] - picture[5, picture.shape[1] // 2]))
