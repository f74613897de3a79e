"""Builds a site for a server again and again: what changed at once, what may follow from it after that."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from livepage.hosts.again import build_again, finish

WATCHED = ("docs", "src", "overrides", "mkdocs.yml", "pyproject.toml")
MADE = "__pycache__"
BY_HAND = (".md", ".py", ".toml", ".yml")
SHOWN = (".css", ".js", ".svg", ".png", ".jpg", ".webp", ".woff2")
"""Endings of what a page loads: with one of these it looks otherwise though its own file is the same."""
SOURCE = re.compile(r'\b(?:src|href)="([^"#?]+)')


class Builder:
    """Builds into two folders by turns, so that the server always has a whole site, and never raises."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Build nothing yet."""
        self.root = root
        self.folders = [folder / "one", folder / "two"]
        self.config: MkDocsConfig | None = None
        self.started = False
        self.seen: dict[str, str] = {}
        self.looks: dict[str, str] = {}
        self.problem = ""
        self.warnings: tuple[str, ...] = ()
        self.url = ""

    @property
    def folder(self) -> Path:
        """The folder of the last whole site."""
        return self.folders[0]

    def load(self) -> MkDocsConfig:
        """Load the configuration: warnings, as of a page that is in no navigation, end no build here."""
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.folders[1]), strict=False)
        if not self.started:
            config.plugins.on_startup(command="serve", dirty=False)
            self.started = True
        return config

    def __call__(self, show: Callable[[set[str] | None], None]) -> None:
        """Build what differs, and have each page shown that is another; None is for all of them."""
        seen = dict(contents(self.root))
        if seen == self.seen:
            return
        changed = {name for name in {*seen, *self.seen} if seen.get(name) != self.seen.get(name)}
        had_problem = bool(self.problem)
        quick = not had_problem and seen.keys() == self.seen.keys() and self._again(changed, show)
        if quick and not any(name.startswith("src/") for name in changed):
            self.seen = self._after(seen)
            return
        self._whole()
        looks = looks_of(self.folder)
        different = {page for page in {*looks, *self.looks} if looks.get(page) != self.looks.get(page)}
        self.looks = looks
        self.seen = self._after(seen)
        show(None if had_problem or self.problem else different)

    def _again(self, changed: set[str], show: Callable[[set[str] | None], None]) -> bool:
        """Build single pages, if that is enough for a first look, and say whether it was."""
        try:
            pages = build_again(self.config, changed) if self.config else None
            if pages is None or self.config is None:
                return False
            show({file.dest_uri for file in pages})
            finish(self.config)
            self.looks = looks_of(self.folder)
        except (Exception, SystemExit):  # which the whole build reports, if it is not mended by it
            return False
        return True

    def _whole(self) -> None:
        heard = _Heard()
        log = logging.getLogger("mkdocs")
        log.addHandler(heard)
        try:
            config = self.load()
            config.site_url = self.url
            build(config, serve_url=self.url)
            self.config, self.problem = config, ""
            self.folders.reverse()
        except (Exception, SystemExit) as error:
            self.config = None
            self.problem = "\n\n".join([*heard.said, said(error)])
        finally:
            log.removeHandler(heard)
        self.warnings = tuple(heard.said)

    def _after(self, seen: dict[str, str]) -> dict[str, str]:
        """Return what is there now, if pages of the project wrote it: that is no reason to build again."""
        now = dict(contents(self.root))
        changed = {name for name in {*now, *seen} if now.get(name) != seen.get(name)}
        written_by_hand = {name for name in seen if name.endswith(BY_HAND)}
        return now if changed and not changed & written_by_hand else seen


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
                yield file.relative_to(root).as_posix(), _hash(file.read_bytes())


def looks_of(site: Path) -> dict[str, str]:
    """Return for each page of a site, by its path, the hash of it and of all that it loads."""
    if not site.is_dir():
        return {}
    files = {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}
    by_name: dict[str, list[str]] = {}
    for name, file in sorted(files.items()):
        if name.endswith(SHOWN) and not name.startswith("search/"):
            by_name.setdefault(name.rpartition("/")[2], []).append(_hash(file.read_bytes()))
    looks = {}
    for name, file in files.items():
        if name.endswith(".html"):
            text = file.read_text(encoding="utf-8")
            names = sorted({found.rpartition("/")[2] for found in SOURCE.findall(text)} & by_name.keys())
            looks[name] = _hash(repr([text, [by_name[each] for each in names]]).encode())
    return looks


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
