"""What the tests of the site share: the pages there are, and how a reader goes through one."""

import fcntl
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
SOURCES = {
    str(source.relative_to(ROOT / "docs").with_suffix(".html")): source
    for source in sorted((ROOT / "docs").rglob("*.*"))
    if source.suffix in {".md", ".py"}
}
PAGES = list(SOURCES)
LABS = [page for page in PAGES if SOURCES[page].suffix == ".py"]
CHAPTERS = [page for page in PAGES if page.startswith("tutorial/")]

OpenPage = Callable[..., Page]


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return the folder that `make` fills for the first worker to come; the others wait for it."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            aside = folder.with_suffix(".new")
            make(aside)
            aside.rename(folder)
    return folder


def foreign(url: str, server: str) -> list[str]:
    """Return a complaint about a request to another host, or nothing."""
    return [] if url.startswith((server, "data:", "blob:", "file:")) else [f"request to another host: {url}"]


def settle(page: Page) -> None:
    """Wait until what was done is drawn: a figure draws in the next frame, which may come late."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def laid_out(page: Page) -> None:
    """Wait until what was far below when the page opened is laid out too."""
    blocks = ".md-content__inner > :is(p:not(.code-source), .equation, .highlight)"
    far = f".far {blocks}:not([data-near])"
    page.wait_for_function(f"!document.querySelector('{far}')", polling=100)


def scroll_to(page: Page, selector: str) -> None:
    """Scroll to an element at once, as no reader does: what lies above it has its height before."""
    laid_out(page)
    page.locator(selector).scroll_into_view_if_needed()


def scroll_through(page: Page) -> None:
    """Scroll down to the end step by step, so that every lazy figure loads."""
    page.evaluate(
        """async () => {
            for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
                scrollTo(0, y)
                await new Promise(requestAnimationFrame)
            }
            const shown = [...document.images].filter((image) => image.checkVisibility())
            await Promise.all(shown.map((image) => image.decode()))
        }"""
    )


def found_by_search(site: Path) -> list[dict[str, Any]]:
    """Return the sections that the search knows."""
    script = (site / "search" / "sections.js").read_text(encoding="utf-8")
    return list(json.loads(script.removeprefix("SECTIONS=")))


def load_hook(name: str) -> ModuleType:
    """Return a hook of the build as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "overrides" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
