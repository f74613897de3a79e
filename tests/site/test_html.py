"""The built files: valid HTML, links and anchors that lead somewhere, a search index of words."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.site.reader import CHAPTERS, PAGES, ROOT, found_by_search

HTML_VALIDATE = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


MATERIAL = {
    'autocomplete attribute cannot be used on <input type="checkbox">': "its drawer is a checkbox",
    '"rel" attribute cannot be used on <a> in this context: <a> does not allow rel="edit"': "its pencil",
}
"""What Material itself emits, with where it comes from."""


def test_html_is_valid(site: Path, tmp_path: Path) -> None:
    if not HTML_VALIDATE.exists():
        pytest.fail("html-validate is not installed: run `make test`, or `.venv/bin/npm ci`")
    node, found = Path(sys.executable).with_name("node"), tmp_path / "found.json"
    preset = Path(__file__).with_name("html-validate.json")
    options: list[str | Path] = ["--config", preset, "--formatter", f"json={found}"]
    subprocess.run([node, HTML_VALIDATE, *options, *sorted(site.rglob("*.html"))], check=False)
    faults = [
        f"{Path(page['filePath']).name}:{fault['line']}: {fault['message']}"
        for page in json.loads(found.read_text())
        for fault in page["messages"]
        if fault["message"] not in MATERIAL
    ]
    assert not faults, "\n".join(faults)


class Addresses(HTMLParser):
    """Collects a page's links and what can be linked to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value and tag != "base":
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


@cache
def addresses(page: Path) -> Addresses:
    """Read each page once, however many links lead to it."""
    return Addresses(page)


def broken(site: Path, path: str) -> Iterator[str]:
    """Yield the links of a page that lead nowhere within the site."""
    for link in addresses(site / path).links:
        if urlsplit(link).scheme:
            continue
        target = urlsplit(urljoin("/" + path, link))
        file = site / unquote(target.path).lstrip("/")
        if not file.is_file():
            yield f"{link}: no such file"
        elif target.fragment and unquote(target.fragment) not in addresses(file).ids:
            yield f"{link}: no such anchor"


@pytest.mark.parametrize("path", PAGES)
def test_links_and_anchors_lead_somewhere(path: str, site: Path) -> None:
    assert not list(broken(site, path))


def test_search_index_holds_words_only(site: Path) -> None:
    text = "\n".join(entry["title"] + "\n" + entry["text"] for entry in found_by_search(site))
    assert "<pre" not in text
    prose = unescape(re.sub(r"<code>.*?</code>|<span hidden>.*?</span>", "", text, flags=re.DOTALL))
    assert "hidden neuron" in prose
    assert not re.findall(r".{30}(?:</?m\w+[ >]|data-latex|\\frac|\\begin|\\partial|Copied|<!--).{30}", prose)
    assert not [letters for path in CHAPTERS for letters in equations(site / path) if letters in prose]


def equations(page: Path) -> list[str]:
    """Return the letters of each displayed equation that is long enough to be told from a word."""
    boxes = re.findall(r'class="equation".*?</math>', page.read_text(), re.DOTALL)
    letters = [unescape(re.sub(r"<[^>]*>|^[^>]*>", "", box)).strip() for box in boxes]
    return [equation for equation in letters if len(equation) > 8]


@pytest.mark.parametrize("path", PAGES)
def test_the_licence_and_the_original_are_named(path: str, site: Path) -> None:
    page = (site / path).read_text()
    for name in ("CC BY 4.0", "MIT", "Peter Roelants"):
        assert name in page


def test_search_engines_find_their_way(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text()
    assert all(path.removesuffix("index.html") in sitemap for path in PAGES)
    assert "sitemap.xml" in (site / "robots.txt").read_text()


@pytest.mark.parametrize("path", PAGES)
def test_a_link_that_is_shared_shows_what_it_leads_to(path: str, site: Path) -> None:
    page = (site / path).read_text(encoding="utf-8")
    told = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page))
    (address,) = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
    assert address.endswith(path)
    assert told["og:url"] == address
    assert told["og:title"] in unescape(page).split("<title>")[1]
    assert len(told["og:description"]) > 40
    assert told["og:image:alt"]
    base = address.removesuffix(path)
    picture = (site / told["og:image"].removeprefix(base)).read_bytes()
    assert picture.startswith(b"\x89PNG")
    size = [int(told[f"og:image:{each}"]) for each in ("width", "height")]
    assert [int.from_bytes(picture[at : at + 4]) for at in (16, 20)] == size == [1200, 630]
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    known = json.loads(data)
    assert known["url"] == address
    assert known["description"] == unescape(told["og:description"])


def test_what_a_wrong_address_leads_to_says_where_to_go(site: Path) -> None:
    page = (site / "404.html").read_text(encoding="utf-8")
    assert "404" in page
    assert "ld+json" not in page
