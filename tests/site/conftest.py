"""The site is built once, served on loopback with gzip, and opened in a real, headless Chromium."""

import gzip
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.site.reader import ROOT, OpenPage, foreign, once
from tools.browser import FLAGS, NO_BROWSER, find_browser

MEASURED = "Rendering was performed in a subtree hidden by content-visibility."
WAITING = "[data-md-scrollfix]"
"""What Material's script takes away when it starts, which it does when the page is drawn."""
HEADERS = 300  # bytes, about what a host sends before each file


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for what all workers share: see `once`."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """Return the folder of the built site."""
    return once(shared / "site", build)


def build(folder: Path) -> None:
    """Build the site as `make site` does: a warning ends it, which `--quiet` would not count."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"the site does not build:\n{done.stdout}{done.stderr}", pytrace=False)


@cache
def compressed(file: Path) -> bytes:
    """Return the file as it goes over the wire: the site does not change while it is served."""
    return gzip.compress(file.read_bytes(), mtime=0)


class GzipHandler(SimpleHTTPRequestHandler):
    """Serves text compressed, as every host of static sites does, and notes what went over the wire."""

    wire: ClassVar[dict[str, int]] = {}

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        is_text = file.suffix in {".html", ".css", ".js", ".json", ".svg", ".xml"}
        body = compressed(file) if is_text else file.read_bytes()
        self.send_response(200)
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        self.wire[self.path] = len(body) + HEADERS
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # the reader went on before it was answered
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the tests' output for the tests."""


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """Serve the site and return its address, which ends with a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(GzipHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def wire() -> dict[str, int]:
    """Return the table of what the test's pages load: path and bytes, headers included."""
    GzipHandler.wire.clear()
    return GzipHandler.wire


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; without one the tests skip, except in CI, where that is a failure."""
    with sync_playwright() as playwright:
        executable = find_browser(playwright)
        if executable is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_BROWSER)
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[OpenPage]:
    """Return a function that opens a page in a context of its own; a complaint of the page fails the test."""
    contexts, complaints = [], []

    def open_page(path: str, before: Callable[[Page], Any] | None = None, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.extend(said_by(said)))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("requestfailed", lambda request: complaints.extend(failed(request)))
        page.on("request", lambda request: complaints.extend(foreign(request.url, server)))
        if before:
            before(page)
        page.goto(path if "://" in path else server + path, wait_until="load")
        if options.get("java_script_enabled", True):
            page.wait_for_selector(
                WAITING, state="detached"
            )  # a function that waits is against a strict policy
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "the browser reports:\n" + "\n".join(complaints)


def said_by(message: ConsoleMessage) -> list[str]:
    """Return what the browser says, but that a test measured what is not drawn."""
    return [] if message.text == MEASURED else [f"{message.type}: {message.text}"]


def failed(request: Request) -> list[str]:
    """Return a complaint about a failed request.

    None if the reader went on before it was answered, or if a script was fetched ahead where none may run: of
    a rule that a page breaks the browser itself complains.
    """
    harmless = request.failure in {"net::ERR_ABORTED", "csp"}
    return [] if harmless else [f"failed: {request.url}: {request.failure}"]
