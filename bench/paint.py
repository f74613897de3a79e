"""When a page is there, beside the same page in plain Material: `python -m bench.paint [SITE [PAGE …]]`.

The plain site has the same text, code, figures and MathML, and nothing of ours. Both are served compressed
and opened in turn, on a phone's screen, a slow network and a processor slowed down four times. It prints
medians of five: milliseconds to the first and the largest paint and those in which the main thread was
blocked, the shift of the layout, kilobytes, and the ratio to the plain page. The numbers mean something on a
machine at rest.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.frames import PHONE, SLOWER
from tests.site.conftest import GzipHandler
from tools.browser import FLAGS, find_browser

ROOT = Path(__file__).parents[1]
ROUNDS = 5
PAGES = ("tutorial/3-backpropagation.html", "reference/notation.html")
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 93_750}
PLAIN = """site_name: Plain
docs_dir: pages
use_directory_urls: false
theme:
  name: material
  font: false
plugins: []
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.blocks.caption
  - pymdownx.blocks.html
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""
WATCH = """
window.seen = { first: 0, largest: 0, shift: 0, tasks: [] }
const watch = (type, take) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
watch("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.first = entry.startTime })
watch("largest-contentful-paint", (entry) => { seen.largest = entry.startTime })
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value })
watch("longtask", (entry) => { seen.tasks.push([entry.startTime, entry.duration]) })
"""
LONG = 50  # milliseconds of a task that block nobody
ROWS = ("first", "largest", "blocked", "shift", "kB")


def plain(folder: Path) -> Path:
    """Build the plain site, and return its folder."""
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    render = ["livepage", "render", str(ROOT / "docs"), "-o", str(folder / "pages"), "--formulas", "mathml"]
    for command in (render, ["mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]):
        cwd = ROOT if command[0] == "livepage" else folder
        subprocess.run([sys.executable, "-m", *command], cwd=cwd, check=True)
    return folder / "site"


def served(site: Path) -> str:
    """Serve a site until the end, and return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(GzipHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def opened(browser: Browser, address: str) -> dict[str, float]:
    """Open a page that nobody has seen before, and return what was measured."""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(WATCH)
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    GzipHandler.wire.clear()
    page.goto(address, wait_until="load")
    page.wait_for_timeout(2000)
    seen: dict[str, Any] = page.evaluate("seen")
    context.close()
    blocked = sum(max(0, long - LONG) for start, long in seen["tasks"] if start + long > seen["first"])
    size = sum(GzipHandler.wire.values()) / 1000
    return {"blocked": blocked, "kB": size} | {name: seen[name] for name in ("first", "largest", "shift")}


def main(site: Path, pages: tuple[str, ...]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        addresses = {"ours": served(site), "plain": served(plain(Path(folder)))}
        browser = playwright.chromium.launch(executable_path=find_browser(playwright), args=FLAGS)
        for path in pages:
            found: dict[str, list[dict[str, float]]] = {name: [] for name in addresses}
            for _ in range(ROUNDS):
                for name, address in addresses.items():
                    found[name].append(opened(browser, address + path))
            print(f"{path:36}{'ours':>9}{'plain':>9}{'ratio':>9}")
            for row in ROWS:
                ours, other = (statistics.median(each[row] for each in found[name]) for name in found)
                ratio = f"{ours / other:9.2f}" if other else ""
                print(f"  {row:34}{ours:9.3g}{other:9.3g}{ratio}", flush=True)
        browser.close()


if __name__ == "__main__":
    main(Path(*sys.argv[1:2] or ["site"]), tuple(sys.argv[2:]) or PAGES)
