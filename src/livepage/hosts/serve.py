"""`make serve`: MkDocs' own server, which always answers: what is wrong stands in the browser.

A page with faults shows them itself, see `livepage.hosts.mkdocs_plugin`. Here it is about what keeps the site
from being built at all: a bad setting, a file that is no UTF-8; and about pages that are named and are gone.
A browser loads a page anew when that page has changed, and not when others have.
"""

from __future__ import annotations

import errno
import logging
import re
import sys
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.livereload import LiveReloadServer, _timestamp

from livepage.hosts.builder import WATCHED, Builder
from livepage.running.store import Store

POLL = re.compile(r"/livereload/([0-9]+)/[0-9]+")
ANOTHER = "another is asked for by make serve PORT=8001"
LOOK = 0.1  # seconds from look to look at the files, and of quiet that end a save
PAGE = "<!doctype html><title>The site cannot be built</title><body><h1>{title}</h1><pre>{text}</pre></body>"


class Answering(LiveReloadServer):
    """Serves the site that `build` makes, or says why there is none."""

    def __init__(self, build: Builder, host: str, port: int, path: str) -> None:
        """Listen nowhere yet."""
        super().__init__(self.work, host, port, str(build.folder), path, polling_interval=LOOK)
        self.build, self.build.url = build, self.url
        self.build_delay = LOOK
        self.changed: dict[str, int] = {}  # page: when it last changed

    def work(self) -> None:
        """Build what has changed."""
        self.build(self.show)

    def show(self, pages: set[str] | None) -> None:
        """Serve what was built, and let browsers load anew the pages that changed; None says that all did."""
        with self._epoch_cond:
            self.root = str(self.build.folder)
            now = self._wanted_epoch = self._visible_epoch = _timestamp()
            names = self.build.looks.keys() if pages is None else pages
            self.changed = dict.fromkeys(self.build.looks, 0) | self.changed | dict.fromkeys(names, now)
            self._epoch_cond.notify_all()

    def last_change(self, path: str) -> int:
        """Return when what stands under a path last changed; of what is no page any build may be a change."""
        place = unquote(path)[len(self.mount_path) :]
        name = normpath("/" + place + ("index.html" if path.endswith("/") else "")).lstrip("/")
        if self.build.problem or name not in self.changed:
            return self._visible_epoch
        return self.changed[name]

    def _serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        if poll := POLL.fullmatch(path):
            return self._wait(int(poll[1]), environ, start_response)
        is_page = path.endswith(("/", ".html")) or "." not in path.rpartition("/")[2]
        if is_page:
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            if self.build.problem:
                return self._say(start_response, "500 The site cannot be built", self.build.problem)
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        if answer is None and is_page:
            return self._say(start_response, "404 There is no such page", "\n".join(self.build.warnings))
        return answer

    def _wait(self, since: int, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        """Answer when the page that asks has changed since then, or after a while."""
        path = urlsplit(environ.get("HTTP_REFERER", "")).path
        start_response("200 OK", [("Content-Type", "text/plain")])
        with self._epoch_cond:
            self._epoch_cond.wait_for(
                lambda: self.last_change(path) > since, timeout=self.poll_response_timeout
            )
            return [b"%d" % self.last_change(path)]

    def _say(self, start_response: Callable[..., Any], title: str, text: str) -> list[bytes]:
        """Answer with a page that the next build loads anew."""
        page = PAGE.format(title=escape(title[4:]), text=escape(text)).encode()
        content: bytes = self._inject_js_into_html(page, self._visible_epoch)  # type: ignore[no-untyped-call]
        start_response(
            title, [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(content)))]
        )
        return [content]


def make_server(root: Path, folder: Path, port: int | None = None) -> Answering:
    """Return a server that has built the site once, or knows why it could not.

    Without a `port` it is that of the site's `dev_addr`.
    """
    builder = Builder(root, folder)
    host, own_port, path = "127.0.0.1", 8000, "/"
    try:
        config = builder.load()
        (host, own_port), path = config.dev_addr, urlsplit(config.site_url or "/").path
    except (Exception, SystemExit):  # which the first build reports
        pass
    server = Answering(builder, host, own_port if port is None else port, path)
    server.work()
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    server._want_rebuild = True  # one more look, at what has changed between the build and the watch
    return server


def serve_site(root: Path, port: int | None = None) -> int:
    """Serve the site of the project at `root` until it is interrupted; return 1 if the port is taken."""
    logging.basicConfig(format="%(levelname)s: %(message)s")
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    with Store(root).folder("serve") as folder:
        server = make_server(root, Path(folder), port)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            print(
                f"port {server.server_address[1]} cannot be used: {error.strerror}; {ANOTHER}",
                file=sys.stderr,
            )
            return 1
        except KeyboardInterrupt:
            print("The server ends")
        finally:
            server.shutdown()
    return 0
