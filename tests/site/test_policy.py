"""The pages work under a strict Content-Security-Policy, the one that stands on the page about the checks."""

import base64
import hashlib
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.conftest import GzipHandler
from tests.site.reader import ROOT, OpenPage, scroll_through

PAGE = ROOT / "docs" / "reference" / "how-this-site-checks-itself.md"
BLOCK = re.compile(r"^Content-Security-Policy:\n(.*?)^```", re.MULTILINE | re.DOTALL)
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)  # those with an attribute are files, or data
STYLE = re.compile(r'<[^>]* style="([^"]*)"')
EACH_KIND = (
    "index.html",
    "tutorial/3-backpropagation.html",
    "labs/1-gradient-descent.html",
    "reference/api.html",
)


def policy() -> str:
    block = BLOCK.search(PAGE.read_text(encoding="utf-8"))
    assert block
    return " ".join(block[1].split())


class StrictHandler(GzipHandler):
    """Serves the site under the policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", policy())
        super().end_headers()


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    """Stand in the place of the server without the policy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(StrictHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", EACH_KIND)
def test_the_browser_has_nothing_to_complain_of(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    scroll_through(page)
    page.keyboard.press("/")
    page.keyboard.type("gradient")
    page.wait_for_selector(".md-search-result__item")


def test_an_inline_script_and_style_are_complained_of(browser: Browser, server: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{server}index.html")
    add = "tag => document.head.append(Object.assign(document.createElement(tag), { textContent: '/**/' }))"
    for tag in ("script", "style"):
        page.evaluate(add, tag)
    page.close()
    assert len([text for text in said if "Content Security Policy" in text]) == 2


def test_the_policy_names_what_stands_in_the_pages_and_no_more(site: Path) -> None:
    scripts, styles = set[str](), set[str]()
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        scripts |= {hashed(text) for text in SCRIPT.findall(html)}
        styles |= {hashed(text) for text in STYLE.findall(html)}
        assert "<style" not in html
        assert not re.search(r"<[^>]* on[a-z]+=", html)
    parts = {part.split()[0]: set(part.split()[1:]) for part in policy().split(";") if part.strip()}
    assert parts["script-src"] == {"'self'"} | scripts
    assert parts["style-src"] == {"'self'", "'unsafe-hashes'"} | styles


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
