"""`make serve`: MkDocs' own server, which always answers: what is wrong stands in the browser.

A page with faults shows them itself, see `livepage.hosts.mkdocs_plugin`. Here it is about what keeps the site
from being built at all: a bad setting, a file that is no UTF-8; and about pages that are named and are gone.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from livepage.running.store import Store

WATCHED = ("docs", "src", "overrides", "mkdocs.yml", "pyproject.toml")
MADE = "__pycache__"
BY_HAND = (".md", ".py", ".toml", ".yml")
PAGE = "<!doctype html><title>The site cannot be built</title><body><h1>{title}</h1><pre>{text}</pre></body>"


class Answering(LiveReloadServer):
    """Serves the site, or says why there is none."""

    problem = ""
    warnings: tuple[str, ...] = ()

    def _serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        is_page = path.endswith(("/", ".html")) or "." not in path.rpartition("/")[2]
        if is_page and not path.startswith("/livereload/"):
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            if self.problem:
                return self._say(start_response, "500 The site cannot be built", self.problem)
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        if answer is None and is_page:
            return self._say(start_response, "404 There is no such page", "\n".join(self.warnings))
        return answer

    def _say(self, start_response: Callable[..., Any], title: str, text: str) -> list[bytes]:
        """Answer with a page that the next build loads anew."""
        page = PAGE.format(title=escape(title[4:]), text=escape(text)).encode()
        content: bytes = self._inject_js_into_html(page, self._visible_epoch)  # type: ignore[no-untyped-call]
        start_response(
            title, [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))]
        )
        return [content]


class Builder:
    """Builds the site for a server, again and again, and never raises."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Build nothing yet."""
        self.root, self.folder = root, folder
        self.server: Answering | None = None
        self.started = False
        self.seen: dict[str, str] = {}

    def config(self) -> MkDocsConfig:
        """Load the configuration: warnings, as of a page that is in no navigation, end no build here."""
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.folder), strict=False)
        if not self.started:
            config.plugins.on_startup(command="serve", dirty=False)
            self.started = True
        return config

    def __call__(self) -> None:
        """Build, unless nothing differs from what was built last, and tell the server what is wrong."""
        seen = dict(contents(self.root))
        assert self.server
        if seen == self.seen:
            return
        heard = _Heard()
        log = logging.getLogger("mkdocs")
        log.addHandler(heard)
        try:
            config = self.config()
            config.site_url = self.server.url
            build(config, serve_url=self.server.url)
            self.server.problem = ""
        except (Exception, SystemExit) as error:
            self.server.problem = "\n\n".join([*heard.said, said(error)])
        finally:
            log.removeHandler(heard)
        self.server.warnings = tuple(heard.said)
        self.seen = dict(contents(self.root)) if self._writes(seen) else seen

    def _writes(self, seen: dict[str, str]) -> bool:
        """Say whether pages of the project write where it is watched: that is no reason to build again."""
        now = dict(contents(self.root))
        changed = {name for name in {*now, *seen} if now.get(name) != seen.get(name)}
        written_by_hand = {name for name in seen if name.endswith(BY_HAND)}
        return bool(changed) and not changed & written_by_hand


class _Heard(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def said(error: BaseException) -> str:
    """Return the messages of an exception and of what it arose from."""
    found = []
    cause: BaseException | None = error
    while cause is not None:
        found.append(f"{type(cause).__name__}: {cause}")
        cause = cause.__cause__ or cause.__context__
    return "\n".join(reversed(found))


def contents(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each file that is watched with the hash of its content."""
    for name in WATCHED:
        place = root / name
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and MADE not in file.parts:
                yield str(file.relative_to(root)), hashlib.sha256(file.read_bytes()).hexdigest()


def make_server(root: Path, folder: Path) -> Answering:
    """Return a server that has built the site once, or knows why it could not."""
    builder = Builder(root, folder)
    host, port, path = "127.0.0.1", 8000, "/"
    try:
        config = builder.config()
        (host, port), path = config.dev_addr, urlsplit(config.site_url or "/").path
    except (Exception, SystemExit):  # which the first build reports
        pass
    server = Answering(builder, host, port, str(folder), path, polling_interval=0.2)
    builder.server = server
    builder()
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    server._want_rebuild = True  # one more look, at what has changed between the build and the watch
    return server


def serve_site(root: Path) -> int:
    """Serve the site of the project at `root` until it is interrupted."""
    logging.basicConfig(format="%(levelname)s: %(message)s")
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    with Store(root).folder("serve") as folder:
        server = make_server(root, Path(folder))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            print("The server ends")
        finally:
            server.shutdown()
    return 0
