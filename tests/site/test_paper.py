"""A page printed, from either scheme: light, numbered, whole, with its solutions and addresses at its end."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

from tests.site.reader import CHAPTERS, OpenPage
from tools.pdf import LINE, MARK, joined, link, printed

ACROSS = 612  # CSS pixels of text across a page of A4
GAP = 421  # points, of the 842 of a page, that may stay empty at its end
PRINTED = "getComputedStyle(document.documentElement)"
WIDE = f"""() => [...document.querySelectorAll("article *")].filter(
  (element) => element.checkVisibility() && element.getBoundingClientRect().right > {ACROSS} + 1
).map((element) => element.outerHTML.slice(0, 120))"""
SHOWN = """(name) => [...document.querySelectorAll(`article img.figure-${name}`)]
  .filter((image) => image.checkVisibility() && image.complete && image.naturalWidth).length"""
LINKS = "article a[href^=http]:not(.md-content__button)"
ADDRESSES = "(links) => links.map(({ href }) => href)"
AGAIN = """() => {
  const { innerHTML: before } = document.querySelector("article")
  dispatchEvent(new Event("beforeprint"))
  const { innerHTML: printed } = document.querySelector("article")
  dispatchEvent(new Event("afterprint"))
  return [before !== printed, before === document.querySelector("article").innerHTML]
}"""


def read(sheet: PageObject) -> tuple[str, str, float]:
    """Return the number of a page, its text, and how far above its foot that ends, in points."""
    places: list[float] = []

    def note(text: str, matrix: list[float], place: list[float], *_: object) -> None:
        if text.strip():
            places.append(place[5] * matrix[3] + matrix[5])

    number, _, text = sheet.extract_text(visitor_text=note).partition("\n")
    return number, text, sorted(places)[1]  # the lowest is the number


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_prints_clean_from_the_dark_scheme(path: str, open_page: OpenPage) -> None:
    page = open_page(path, color_scheme="dark", viewport={"width": ACROSS, "height": 900})
    assert page.evaluate(AGAIN) == [True, True]
    solutions = page.locator("article details.success").count()
    addresses = set(page.locator(LINKS).evaluate_all(ADDRESSES))
    figures = page.locator("article figure:not(.scope figure) img.figure-light").count()
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    numbers, texts, ends = zip(*map(read, sheets), strict=True)
    assert numbers == tuple(str(number + 1) for number in range(len(sheets)))
    assert [end for end in ends[:-1] if end > GAP] == []
    text, _, end = "\n".join(texts).partition("\nSolutions\n")
    assert "Solution:" not in text
    assert solutions
    assert len(re.findall(r"^Solution: \S", end, re.MULTILINE)) == solutions
    listed = "".join(end.rpartition("\nAddresses\n")[2].split())
    assert [address for address in sorted(addresses) if address not in listed] == [], listed[-900:]
    page.emulate_media(media="print")
    assert_light_and_whole(page, figures)


def assert_light_and_whole(page: Page, figures: int) -> None:
    assert page.evaluate(f"[{PRINTED}.backgroundColor, {PRINTED}.colorScheme]") == [
        "rgb(255, 255, 255)",
        "light",
    ]
    assert [page.evaluate(SHOWN, name) for name in ("light", "dark")] == [figures, 0]
    assert page.evaluate(WIDE) == []
    hidden = "article :is(.take, .headerlink, details.checked, .md-content__button)"
    assert not page.locator(hidden).locator("visible=true").count()


def test_the_course_is_one_pdf_whose_links_lead_within_it(browser: Browser, site: Path) -> None:
    pages = [
        site / name
        for name in ("index.html", "tutorial/1-gradient-descent.html", "labs/1-gradient-descent.html")
    ]
    parts = printed(browser, site, pages)
    data, count = joined(parts)
    whole = PdfReader(io.BytesIO(data))
    assert count == len(whole.pages) == sum(len(part.printed.pages) for part in parts)
    numbers = [sheet.extract_text().partition("\n")[0] for sheet in whole.pages]
    assert numbers == [str(number + 1) for number in range(count)]
    tops = [each for each in whole.outline if not isinstance(each, list)]
    assert [whole.get_destination_page_number(each) for each in tops] == [part.first for part in parts]
    assert tops[1].title == "Gradient descent: fit a line"
    links = [each.get_object() for sheet in whole.pages for each in sheet.get("/Annots", [])]
    outside = [str(each["/A"]["/URI"]) for each in links if "/A" in each]
    assert outside
    assert not [
        address for address in outside if address.partition("#")[0] in [part.address for part in parts]
    ]
    places = {each["/Dest"][0].get_object().indirect_reference for each in links if "/Dest" in each}
    assert places <= {sheet.indirect_reference for sheet in whole.pages}
    assert {whole.pages[part.first].indirect_reference for part in parts[1:]} <= places
    assert data == joined(printed(browser, site, pages[:1]) + parts[1:])[0]
    assert_tagged(whole, [part.first for part in parts])
    assert not [address for address in outside if "//127.0.0.1" in address]
    assert "reference/api.html" in outside
    listed = "".join("".join(sheet.extract_text().split()) for sheet in whole.pages)
    assert "127.0.0.1" not in listed.partition("Addresses")[2]


def assert_tagged(whole: PdfReader, firsts: list[int]) -> None:
    """Each sheet and each link has its tags, of the part of the PDF in which it stands."""
    catalogue: Any = whole.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    tree = catalogue["/StructTreeRoot"]
    parts = [part.get_object() for part in tree["/K"]["/K"]]
    assert [part["/S"] for part in parts] == ["/Part"] * len(firsts)
    numbers = tree["/ParentTree"]["/Nums"]
    tags = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert list(tags) == list(range(tree["/ParentTreeNextKey"]))
    for number, sheet in enumerate(whole.pages):
        part = parts[sum(first <= number for first in firsts) - 1]
        content = [each for each in tags[sheet["/StructParents"]].get_object() if each.get_object()]
        links = [tags[each.get_object()["/StructParent"]] for each in sheet.get("/Annots", [])]
        assert content
        assert all(above(tag.get_object()) == part for tag in [*content, *links])


def above(tag: Any) -> Any:
    """Return the part in which a tag stands."""
    while tag["/S"] != "/Part":
        tag = tag["/P"].get_object()
    return tag


def test_the_first_page_links_to_the_pdf_once_it_is_there(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(f"<p>a</p>{MARK}<p>b</p>", encoding="utf-8")
    for sheets in (3, 4):
        link(page, sheets, 2_500_000)
        line = LINE.format(name="chain-rule.pdf", pages=sheets, size="2.5")
        assert page.read_text(encoding="utf-8") == f"<p>a</p>{line}<p>b</p>"
    page.write_text("<p>a</p>", encoding="utf-8")
    with pytest.raises(ValueError, match="has no <!-- the course as a PDF -->"):
        link(page, 3, 4)
