"""Renders a page of the site with MkDocs, unless the store has what came of it, which takes half as long.

Kept is what MkDocs' page knows after it was rendered, and what rendering told the plugin autorefs. It depends
on the page's Markdown, on the extensions and their settings, on all that is installed, and on the files that
its links lead to, which are looked up again. Nothing is kept of a page that another extension renders, such
as that of documented code, nor of one of which anything was said.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc

from livepage.reading.dialect import EXTENSIONS
from livepage.running.store import NOTHING, Store

OURS = "livepage.hosts.markdown_math"
MKDOCS = ("toc", "tables", "fenced_code")  # extensions that are there without being asked for
OTHERS = ("mkdocs_autorefs", "mkdocstrings")
"""Packages of plugins that add an extension: the one tells of headings, the other of documented code."""
DOCUMENTED = ":::"
SOURCE = "mkdocs.structure.pages"


def keep_rendering(page: Page, store: Store) -> None:
    """Let the page be taken from the store when MkDocs renders it next."""
    page.render = partial(_rendered, page, store)  # type: ignore[method-assign]


def _rendered(page: Page, store: Store, config: MkDocsConfig, files: Files) -> None:
    given = _given(page, config)
    if given is None:
        return Page.render(page, config, files)
    key = store.key_here("rendered", given)
    kept = store.peek(key)
    try:
        if kept and _same(kept, files):
            return _restore(page, kept, config, files)
    except (KeyError, TypeError, ValueError, AttributeError):  # what was kept makes no sense
        pass
    if made := _anew(page, config, files):
        store.keep(key, NOTHING, made)
    return None


def _given(page: Page, config: MkDocsConfig) -> list[Any] | None:
    """Return what rendering depends on but for the files of links, or nothing if that is not all known."""
    text = str(page.markdown)
    names = [each if isinstance(each, str) else _package(each) for each in config.markdown_extensions]
    known = {*EXTENSIONS, OURS, *OTHERS, *MKDOCS}
    if DOCUMENTED in text or not known.issuperset(names):
        return None
    links = {name: int(level) for name, level in config.validation.links.items()}
    given: list[Any] = [text, page.file.src_uri, page.file.url, page.file.inclusion.name]
    given += [config.use_directory_urls, links, names, config.mdx_configs]
    try:
        json.dumps(given)
    except TypeError:  # a setting that is a function, say
        return None
    return given


def _package(extension: Any) -> str:
    return type(extension).__module__.partition(".")[0]


def _anew(page: Page, config: MkDocsConfig, files: Files) -> dict[str, Any] | None:
    """Render the page, and return what there is to keep, if it is plain enough."""
    looked, told = _Looked(files), list[Any]()
    with _heard() as heard, _told_to_autorefs(config, told):
        Page.render(page, config, looked)  # type: ignore[arg-type]
    if heard or looked.otherwise or None in looked.found.values():
        return None
    kept = {name: getattr(page, name) for name in ("content", "_title_from_render")}
    kept |= {"anchors": sorted(page.present_anchor_ids or ()), "toc": _tokens(page.toc)}
    kept |= {"to": {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()}}
    kept |= {"links": looked.found, "told": told}
    try:
        return dict(json.loads(json.dumps(kept)))
    except TypeError:
        return None


def _same(kept: Mapping[str, Any], files: Files) -> bool:
    return all(_look(files.get_file_from_path(path)) == look for path, look in kept["links"].items())


def _look(file: File | None) -> list[str] | None:
    if file is None or file.inclusion.value <= InclusionLevel.DRAFT.value:
        return None
    return [file.src_uri, file.url, file.inclusion.name]


def _restore(page: Page, kept: Mapping[str, Any], config: MkDocsConfig, files: Files) -> None:
    page.content, page._title_from_render = kept["content"], kept["_title_from_render"]
    page.toc, page.present_anchor_ids = get_toc(kept["toc"]), set(kept["anchors"])
    linked = {
        page.file if uri == page.file.src_uri else files.src_uris[uri]: links
        for uri, links in kept["to"].items()
    }
    page.links_to_anchors = linked
    if autorefs := config.plugins.get("autorefs"):
        for words, named in kept["told"]:
            autorefs.register_anchor(page, *words, **named)


def _tokens(toc: TableOfContents) -> list[Any]:
    return [_token(link) for link in toc]


def _token(link: AnchorLink) -> dict[str, Any]:
    children = [_token(child) for child in link.children]
    return {"name": link.title, "id": link.id, "level": link.level, "children": children}


class _Looked:
    """Files among which links are looked up; `found` is what there was."""

    def __init__(self, files: Files) -> None:
        self.files, self.found, self.otherwise = files, dict[str, list[str] | None](), False

    def get_file_from_path(self, path: str) -> File | None:
        file = self.files.get_file_from_path(path)
        self.found[path] = _look(file)
        return file

    def __getattr__(self, name: str) -> Any:
        """Give whatever else is asked for, of which nothing is noted."""
        self.otherwise = True
        return getattr(self.files, name)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Note what is logged, or would be."""
    heard: list[str] = []
    handler = logging.Handler(logging.INFO)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    if not logging.getLogger(SOURCE).isEnabledFor(logging.INFO):
        heard.append("what would be said is not known")
    loggers = [logging.getLogger(name) for name in ("mkdocs", "MARKDOWN")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield heard
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


@contextmanager
def _told_to_autorefs(config: MkDocsConfig, told: list[Any]) -> Iterator[None]:
    """Note what the plugin autorefs is told of headings."""
    autorefs: Any = config.plugins.get("autorefs")
    if autorefs is None:
        yield
        return
    register = autorefs.register_anchor

    def noting(page: Page, *words: Any, **named: Any) -> None:
        told.append([words, named])
        register(page, *words, **named)

    autorefs.register_anchor = noting
    try:
        yield
    finally:
        del autorefs.register_anchor
