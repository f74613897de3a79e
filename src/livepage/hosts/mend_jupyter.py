"""Lets mkdocs-jupyter hand over a notebook as Markdown of the site, which MkDocs then renders like any page.

Left alone, mkdocs-jupyter makes a page of JupyterLab's: its styles (575 kB), scripts of other hosts, formulas
as LaTeX, links and headings that MkDocs does not see, code that the search indexes. Its converter takes a
template, and ours writes Markdown. What has to be mended beside it stands here, so that it can be dropped.
"""

from __future__ import annotations

import html
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs_jupyter.config import settings  # type: ignore[import-untyped]
from mkdocs_jupyter.plugin import NotebookFile  # type: ignore[import-untyped]

TEMPLATES = Path(__file__).with_name("templates")


def find_generated(files: Files) -> None:
    """Tell the wrapped notebooks where they are: the wrapper forgets it of a file outside `docs`."""
    for file in files:
        if isinstance(file, NotebookFile) and file.src_dir is None:
            file.abs_src_path = file.file.abs_src_path


def markdown_of(page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return the page's notebook as Markdown; from here on, the page is rendered as MkDocs renders pages."""
    convert = page.__dict__.pop("render")  # what mkdocs-jupyter put in the place of the method
    with our_template():
        convert(config, files)
    content, page.content = page.content, None
    return unwrapped(str(content))


def unwrapped(content: str) -> str:
    """Take the Markdown out of the element around it; the styles that follow, always added, are left."""
    return html.unescape(content.partition("<pre>")[2].partition("</pre>")[0]).lstrip("\n")


@contextmanager
def our_template() -> Iterator[None]:
    """Let the converter use our template, and no settings that whoever builds has at home."""
    at_home = mock.patch.dict(os.environ, {"JUPYTER_NO_CONFIG": "1"})
    with mock.patch.object(settings, "templates_dir", str(TEMPLATES)), at_home:
        yield
