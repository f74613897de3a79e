"""Material's script starts when the page has been drawn."""

from pathlib import Path
from types import ModuleType

import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import Page

from tests.site.reader import CHAPTERS, OpenPage, load_hook

HOOK: ModuleType = load_hook("modules")
ADDRESS = "../assets/javascripts/bundle.a5f9d56c.min.js"
PLACED = f'<script src="{ADDRESS}"></script>'
SHEETS = [
    f'<link rel="stylesheet" href="../assets/stylesheets/{name}.css">\n' for name in ("main", "site", "b")
]
STYLES = "".join(SHEETS)
WATCH = """
window.seen = []
const note = (name) => seen.includes(name) || seen.push(name)
const state = () => {
    if ("document$" in window) note("read")
    const waiting = document.querySelector("[data-md-scrollfix]") !== null
    if (document.readyState !== "loading" && !waiting) note("started")
}
new MutationObserver(state).observe(document, { subtree: true, childList: true, attributes: true })
requestAnimationFrame(() => note("drawn")) // as a browser that has much to do tells later that it has painted
"""


def test_it_starts_when_the_page_has_been_drawn(open_page: OpenPage) -> None:
    def watch(page: Page) -> None:
        page.add_init_script(WATCH)

    page = open_page(CHAPTERS[0], before=watch)
    assert page.evaluate("seen") == ["drawn", "read", "started"]


def test_it_is_fetched_while_the_page_is_read() -> None:
    html = HOOK.on_post_page(f"{STYLES}<body>{PLACED}</body>")
    link = f'<link rel="preload" as="script" fetchpriority="low" href="{ADDRESS}">'
    assert html.endswith(f"<body>{link}</body>")


@pytest.mark.parametrize("html", ["<body></body>", PLACED.replace("bundle", "other"), PLACED * 2])
def test_a_page_without_it_ends_the_build(html: str) -> None:
    with pytest.raises(PluginError, match="instead of once"):
        HOOK.on_post_page(STYLES + html)


def test_a_page_has_one_style_sheet_in_the_order_of_its_parts(site: Path) -> None:
    folder = site / "assets" / "stylesheets"
    parts = [*folder.glob("main.*.css"), *folder.glob("palette.*.css"), folder / "site.css"]
    assert len(parts) == 3
    whole = "".join(part.read_text(encoding="utf-8") for part in parts)
    assert (folder / "page.css").read_text(encoding="utf-8") == whole
    assert whole.startswith('@charset "UTF-8";')
    assert (site / CHAPTERS[0]).read_text(encoding="utf-8").count('rel="stylesheet"') == 1
    assert (site / "reference" / "api.html").read_text(encoding="utf-8").count('rel="stylesheet"') == 4


@pytest.mark.parametrize("sheets", [SHEETS[:2], [*SHEETS, SHEETS[0]]])
def test_another_number_of_style_sheets_ends_the_build(sheets: list[str]) -> None:
    with pytest.raises(PluginError, match="style sheets instead of 3"):
        HOOK.on_post_page("".join(sheets) + PLACED)
