"""Lets mkdocs-jupyter hand over a notebook as Markdown of the site, which MkDocs then renders like any page.

Left alone, mkdocs-jupyter makes a page of JupyterLab's: its styles (575 kB), scripts of other hosts, formulas
as LaTeX, links and headings that MkDocs does not see, code that the search indexes. Its converter takes a
template, and ours writes Markdown. What has to be mended beside it stands here, so that it can be dropped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs_jupyter.config import settings  # type: ignore[import-untyped]
from mkdocs_jupyter.plugin import NotebookFile  # type: ignore[import-untyped]

from livepage.labs.markdown import TEMPLATES, unwrapped
from livepage.labs.notebooks import read_notebook
from livepage.running.store import NOTHING, Store


def find_generated(files: Files) -> None:
    """Tell the wrapped notebooks where they are: the wrapper forgets it of a file outside `docs`."""
    for file in files:
        if isinstance(file, NotebookFile) and file.src_dir is None:
            file.abs_src_path = file.file.abs_src_path


def markdown_of(page: Page, config: MkDocsConfig, files: Files, store: Store) -> str:
    """Return the page's notebook as Markdown; from here on, the page is rendered as MkDocs renders pages.

    It is converted once, which takes a while: that depends on the notebook, on the plugin's settings and
    on what is installed.
    """
    convert = page.__dict__.pop("render")  # what mkdocs-jupyter put in the place of the method
    file = Path(str(page.file.abs_src_path))
    given = [file.read_text(encoding="utf-8"), page.file.src_uri, repr(sorted(_settings(config).items()))]
    key = store.key_here("notebook", given)
    kept = store.peek(key)
    if not isinstance(kept, dict) or kept.keys() != {"text", "title"}:
        kept = _converted(page, partial(convert, config, files), file)
        store.keep(key, NOTHING, kept)
    if kept["title"] is not None:
        page.title = str(kept["title"])
    return str(kept["text"])


def _settings(config: MkDocsConfig) -> dict[str, Any]:
    return dict(config.plugins["mkdocs-jupyter"].config)


def _converted(page: Page, convert: Callable[[], None], file: Path) -> dict[str, str | None]:
    """Return the Markdown, and the title that mkdocs-jupyter gives the page, if it does."""
    titles = {"title": page.__dict__.pop("title")} if "title" in page.__dict__ else {}
    with our_template():
        convert()
    title = page.__dict__.get("title")
    page.__dict__.update(titles)
    content, page.content = page.content, None
    sources = [cell.source for cell in read_notebook(file).cells]
    return {"text": whole(unwrapped(str(content)), sources, page.file.src_uri), "title": title}


def whole(text: str, cells: list[str], name: str) -> str:
    """Return the page of a lab, if it holds every cell of its notebook.

    Raises:
        PluginError: if it lacks one, as the pages of mkdocs-jupyter 0.27 lack them all.
    """
    missing = [source for source in cells if source.strip() not in text]
    if missing:
        release = version("mkdocs-jupyter")
        raise PluginError(
            f"livepage: mkdocs-jupyter {release} gives the page of {name} without {len(missing)} of its "
            f"{len(cells)} cells; install the release that requirements/dev.txt names"
        )
    return text


@contextmanager
def our_template() -> Iterator[None]:
    """Let the converter use our template, and no settings that whoever builds has at home."""
    templates, at_home = settings.templates_dir, os.environ.get("JUPYTER_NO_CONFIG")
    settings.templates_dir, os.environ["JUPYTER_NO_CONFIG"] = str(TEMPLATES), "1"
    try:
        yield
    finally:
        settings.templates_dir = templates
        del os.environ["JUPYTER_NO_CONFIG"]
        if at_home is not None:
            os.environ["JUPYTER_NO_CONFIG"] = at_home
