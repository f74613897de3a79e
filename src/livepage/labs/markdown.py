"""A lab's executed notebook as Markdown of the site, by the template that nbconvert takes too."""

from __future__ import annotations

import html
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from nbconvert.filters import indent
from nbformat import NotebookNode

TEMPLATES = Path(__file__).with_name("templates")


def as_markdown(notebook: NotebookNode) -> str:
    """Return the notebook of a lab's page as Markdown."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES / "mkdocs_html"), autoescape=False)
    environment.filters["indent"] = indent
    return unwrapped(environment.get_template("notebook.html.j2").render(nb=notebook))


def unwrapped(content: str) -> str:
    """Take the Markdown out of the element around it; the styles that follow, always added, are left."""
    return html.unescape(content.partition("<pre>")[2].partition("</pre>")[0]).lstrip("\n")
