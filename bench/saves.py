"""From the save of a file to the screen: `python -m bench.saves` serves a copy of this site and changes it.

It prints how long the server took for its first site, with nothing kept, then for a sentence and for a
function that a chapter embeds the seconds until a real browser shows the change, five times and three, and
how often a page that did not change was loaded anew. Each figure is printed when it is there: the whole takes
minutes, most of them the first site. The numbers mean something on a machine at rest.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from tools.browser import FLAGS, find_browser

ROOT = Path(__file__).parents[1]
PARTS = ("docs", "src", "overrides", "tests", "mkdocs.yml", "pyproject.toml", "packaging", "README.md")
CHAPTER, OTHER = "tutorial/3-backpropagation", "tutorial/1-gradient-descent"
ADDRESS = "http://127.0.0.1:8765/"
SENTENCE = "\n\nHere the author has just saved the sentence called {}.\n"
SOURCE = "src/chainrule/backpropagation.py"
LINE = "    return rbf(x * wh)\n"
NAMES = ("Ada", "Bea", "Cleo", "Dora", "Eve")
LONGEST = 600  # seconds for the first site, and for all that follows one change
BEGUN, DONE = "Detected file changes", "Reloading browsers"  # what the server says


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a copy of the site, and yield its address when there is one."""
    for name in PARTS:
        place = ROOT / name
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(place, folder / name, ignore=skip) if place.is_dir() else shutil.copy(place, folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    with (folder / "mkdocs.yml").open("a") as config:
        config.write(f"\ndev_addr: 127.0.0.1:8765\nsite_url: {ADDRESS}\n")
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "NO_MKDOCS_2_WARNING": "1"}
    with (folder / "log").open("w") as log:
        command = [sys.executable, "-m", "livepage", "serve"]
        server = subprocess.Popen(command, cwd=folder, env=environment, stderr=log, stdout=log)
        try:
            wait(lambda: answers(server, folder / "log"))
            yield ADDRESS
        finally:
            server.terminate()
            server.wait()


def answers(server: subprocess.Popen[bytes], log: Path) -> bool:
    """Say whether the server answers; it has not ended."""
    if server.poll() is not None:
        sys.exit(f"the server ended:\n{log.read_text(encoding='utf-8')}")
    try:
        urlopen(ADDRESS).close()
    except URLError:
        return False
    return True


def is_at_rest(log: Path) -> bool:
    """Say whether the server has built all that followed from what changed."""
    said = log.read_text(encoding="utf-8")
    return said.count(BEGUN) == said.count(DONE)


def wait(holds: Callable[[], bool]) -> float:
    """Wait until something holds, and return how long that took."""
    start = time.perf_counter()
    while not holds():
        if time.perf_counter() - start > LONGEST:
            raise TimeoutError(f"not within {LONGEST} seconds")
        time.sleep(0.1)
    return time.perf_counter() - start


def opened(page: Page, address: str) -> Page:
    """Open a page, and let it settle."""
    page.goto(address)
    page.wait_for_timeout(500)
    return page


def seconds(page: Page, file: Path, text: str, words: str) -> float:
    """Return how long it takes from the save until the page shows the words."""
    assert text != file.read_text(encoding="utf-8"), f"{file.name} does not change"
    start = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    page.wait_for_function(
        "words => document.body?.textContent.includes(words)", arg=words, timeout=LONGEST * 1000
    )
    return time.perf_counter() - start


def measure(
    what: str,
    page: Page,
    file: Path,
    log: Path,
    names: tuple[str, ...],
    change: Callable[[str, str], tuple[str, str]],
) -> None:
    """Change a file once for each name, let what follows from it end, and print how long each took."""
    text = file.read_text(encoding="utf-8")
    took = []
    for name in names:
        took.append(seconds(page, file, *change(text, name)))
        print(f"{what}: {took[-1]:.2f} s", flush=True)
        time.sleep(1)  # until the server has seen what followed
        wait(lambda: is_at_rest(log))
    print(f"{what}: the median is {statistics.median(took):.2f} s", flush=True)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, start = Path(name), time.perf_counter()
        with served(folder) as address:
            print(f"the first site, nothing kept: {time.perf_counter() - start:.1f} s", flush=True)
            browser = playwright.chromium.launch(executable_path=find_browser(playwright), args=FLAGS)
            page = opened(browser.new_page(), f"{address}{CHAPTER}.html")
            other = opened(browser.new_page(), f"{address}{OTHER}.html")
            loads: list[int] = []
            other.on("load", lambda _: loads.append(1))
            page.bring_to_front()
            log = folder / "log"
            measure("a sentence", page, folder / "docs" / f"{CHAPTER}.md", log, NAMES, with_sentence)
            measure("a function", page, folder / SOURCE, log, NAMES[:3], with_line)
            print(f"the other page was loaded anew {len(loads)} times")
            browser.close()


def with_sentence(text: str, name: str) -> tuple[str, str]:
    """Return the page with one more sentence, and words that stand there alone."""
    return text + SENTENCE.format(name), f"called {name}."


def with_line(code: str, name: str) -> tuple[str, str]:
    """Return the source with one more line, and what stands there alone."""
    return code.replace(LINE, f"    {name} = 0\n{LINE}"), f"{name} = 0"


if __name__ == "__main__":
    main()
