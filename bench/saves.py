"""From the save of a file to the screen: `python -m bench.saves` serves a copy of this site and changes it.

It prints, for a sentence and for a function that a chapter embeds, the seconds until a real browser shows the
change, the median of five, and how often a page that did not change was loaded anew. The numbers mean
something on a machine at rest.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.browser import FLAGS, find_browser

ROOT = Path(__file__).parents[1]
PARTS = ("docs", "src", "overrides", "tests", "mkdocs.yml", "pyproject.toml", "packaging", "README.md")
CHAPTER, OTHER = "tutorial/3-backpropagation", "tutorial/1-gradient-descent"
SENTENCE = "\n\nHere the author has just saved the sentence called {}.\n"
SOURCE = "src/chainrule/backpropagation.py"
LINE = "    return rbf(x * wh)\n"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a copy of the site, and yield its address."""
    for name in PARTS:
        place = ROOT / name
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(place, folder / name, ignore=skip) if place.is_dir() else shutil.copy(place, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    with (folder / "mkdocs.yml").open("a") as config:
        config.write("\ndev_addr: 127.0.0.1:8765\nsite_url: http://127.0.0.1:8765/\n")
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "NO_MKDOCS_2_WARNING": "1"}
    with (folder / "log").open("w") as log:
        command = [sys.executable, "-m", "livepage", "serve"]
        server = subprocess.Popen(command, cwd=folder, env=environment, stderr=log, stdout=log)
        try:
            yield "http://127.0.0.1:8765/"
        finally:
            server.terminate()
            server.wait()


def opened(page: Page, address: str) -> Page:
    """Open a page as soon as there is one."""
    while True:
        try:
            page.goto(address)
        except Exception:  # nobody answers yet
            time.sleep(0.5)
        else:
            page.wait_for_timeout(500)
            return page


def seconds(page: Page, file: Path, text: str, words: str) -> float:
    """Return how long it takes from the save until the page shows the words."""
    start = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    page.wait_for_function("words => document.body?.textContent.includes(words)", arg=words, timeout=120_000)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(playwright), args=FLAGS)
        page = opened(browser.new_page(), f"{address}{CHAPTER}.html")
        other = opened(browser.new_page(), f"{address}{OTHER}.html")
        loads = []
        other.on("load", lambda _: loads.append(1))
        page.bring_to_front()
        file = Path(folder, "docs", f"{CHAPTER}.md")
        text = file.read_text(encoding="utf-8")
        names = ("Ada", "Bea", "Cleo", "Dora", "Eve")
        took = []
        for name in names:
            took.append(seconds(page, file, text + SENTENCE.format(name), f"called {name}."))
            time.sleep(2)
        print(f"a sentence: {statistics.median(took):.2f} s ({', '.join(f'{each:.2f}' for each in took)})")
        source = Path(folder, SOURCE)
        code = source.read_text(encoding="utf-8")
        took = []
        for name in names:
            changed = code.replace(LINE, f"    {name} = 0\n{LINE}")
            took.append(seconds(page, source, changed, f"{name} = 0"))
            time.sleep(12)
        print(f"a function: {statistics.median(took):.2f} s ({', '.join(f'{each:.2f}' for each in took)})")
        print(f"the other page was loaded anew {len(loads)} times")
        browser.close()


if __name__ == "__main__":
    main()
