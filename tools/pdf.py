"""`make pdf`: prints the course as one PDF with bookmarks into the built site, and links to it there.

Chromium prints page by page, as a reader would; pypdf joins what it gives. The pages are opened at the
address at which the site is published, but come from its folder: so their links are those of the published
site. Links between pages of the PDF lead to the page of the PDF. The zip of the site does not
hold the PDF, which would double its size.
"""

import io
import mimetypes
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NullObject, TextStringObject

from tools.browser import FLAGS, NO_BROWSER, find_browser
from tools.tags import join_tags

PARTS = ("index.html", "tutorial/*.html", "labs/*.html", "reference/notation.html")
NAME = "chain-rule.pdf"
MARK = "<!-- the course as a PDF -->"
LINE = '<p><a download href="{name}">The course as one PDF</a> has {pages} pages ({size} MB).</p>'
# Without ligatures, words are found letter by letter.
STYLE = ":root {{ counter-reset: page {first}; font-variant-ligatures: none }}"
HERE = ("127.0.0.1", "localhost", "::1")
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')


@dataclass
class Part:
    """A page of the site, printed; `first` is the number of its first sheet, from 0."""

    address: str
    printed: PdfReader
    first: int


def main(arguments: list[str]) -> int:
    """Print the site in a folder; return 1, and say why, if that cannot be done."""
    site = Path(*arguments or ["site"])
    if not (site / "index.html").exists():
        print(f"{site} holds no built site: run `make site` first", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        executable = find_browser(playwright)
        if executable is None:
            print(NO_BROWSER, file=sys.stderr)
            return 1
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        pages = [page for pattern in PARTS for page in sorted(site.glob(pattern))]
        data, sheets = joined(printed(browser, site, pages))
    (site / NAME).write_bytes(data)
    link(site / "index.html", sheets, len(data))
    print(f"{site / NAME}: {sheets} pages, {len(data) / 1e6:.1f} MB")
    return 0


def printed(browser: Browser, site: Path, pages: list[Path]) -> list[Part]:
    """Print pages of a site, numbered on from one to the next."""
    parts: list[Part] = []
    context = browser.new_context(color_scheme="light")
    serve(context, site)
    for file in pages:
        first = parts[-1].first + len(parts[-1].printed.pages) if parts else 0
        address = address_of(file)
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        page.add_style_tag(content=STYLE.format(first=first))
        page.evaluate("document.querySelectorAll('h1 br').forEach((line) => line.replaceWith(' '))")
        data = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
        parts.append(Part(address, PdfReader(io.BytesIO(data)), first))
        page.close()
    return parts


def address_of(file: Path) -> str:
    """Return the address at which a page is published, which it names itself.

    Raises:
        ValueError: if it does not.
    """
    found = CANONICAL.search(file.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{file} names no canonical address: mkdocs.yml needs its site_url")
    return found[1]


def serve(context: BrowserContext, site: Path) -> None:
    """Answer each request for a page of the site from its folder, and no other."""
    base = address_of(site / "index.html").removesuffix("index.html")

    def answer(route: Route) -> None:
        url = route.request.url.partition("#")[0].partition("?")[0]
        file = site / unquote(url.removeprefix(base))
        if not url.startswith(base) or not file.is_file():
            route.abort()
            return
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "")

    context.route("**/*", answer)


def joined(parts: list[Part]) -> tuple[bytes, int]:
    """Return one PDF of the parts, the same for the same parts, and how many pages it has."""
    writer = PdfWriter()
    for part in parts:
        writer.append(part.printed)
    join_tags([part.printed for part in parts], writer)
    for part in parts:
        for sheet in writer.pages[part.first : part.first + len(part.printed.pages)]:
            for each in sheet.get("/Annots", []):
                lead(each.get_object(), part, parts, writer)
    for names in ("/Dests", "/Names"):  # of anchors, whose names two pages may share: each link has its place
        writer.root_object.pop(NameObject(names), None)
    writer.metadata = {"/Title": "Chain Rule", "/Author": "Chain Rule"}  # no date: the same bytes on any day
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue(), len(writer.pages)


def lead(annotation: DictionaryObject, part: Part, parts: list[Part], writer: PdfWriter) -> None:
    """Let a link to a page of the PDF lead to its place there."""
    target, name = part, annotation.get("/Dest")
    if "/A" in annotation:
        action: Any = annotation["/A"].get_object()
        address, fragment = urldefrag(str(action.get("/URI", "")))
        found = [each for each in parts if each.address == address]
        if not found:
            action[NameObject("/URI")] = TextStringObject(beside(str(action.get("/URI", "")), parts[0]))
            return
        target, name = found[0], f"/{unquote(fragment)}" if fragment else None
        del annotation["/A"]
    annotation[NameObject("/Dest")] = place(target, name, writer)


def beside(address: str, first: Part) -> str:
    """Return an address as a PDF may keep it: one on this machine, from the PDF's place in the site."""
    if urlsplit(address).hostname not in HERE:
        return address
    return address.removeprefix(first.address.removesuffix("index.html"))


def place(target: Part, name: Any, writer: PdfWriter) -> ArrayObject:
    """Return where an anchor stands in the PDF; one that Chromium has not kept, at the start of its part."""
    known = target.printed.named_destinations.get(str(name))
    number = target.printed.get_destination_page_number(known) if known else 0
    sheet = writer.pages[target.first + (number or 0)]
    top = FloatObject(known.top if known and known.top is not None else sheet.mediabox.top)
    reference = sheet.indirect_reference
    assert reference
    return ArrayObject([reference, NameObject("/XYZ"), NullObject(), top, NullObject()])


def link(page: Path, sheets: int, size: int) -> None:
    """Say on a page of the site that there is the PDF.

    Raises:
        ValueError: if the page has no place for it.
    """
    html = page.read_text(encoding="utf-8")
    line = LINE.format(name=NAME, pages=sheets, size=f"{size / 1e6:.1f}")
    there = re.compile(r'<p><a download href="' + re.escape(NAME) + r'">.*?</p>')
    if MARK not in html and not there.search(html):
        raise ValueError(f"{page} has no {MARK}, where the link to the PDF is to stand")
    html = there.sub(lambda _: line, html) if there.search(html) else html.replace(MARK, line)
    page.write_text(html, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
