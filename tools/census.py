"""Counts what a built page shows, without the parser that it checks: nothing there without a claim.

In the HTML, every `pre > code`, picture, custom element and `math` must be exactly one claim or exemption, by
its content: the code's text, the figure's file, the element's name, the formula's LaTeX.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from livepage.model.claims import (
    Claim,
    Code,
    Derivation,
    Element,
    Embed,
    Equation,
    Exempt,
    Figure,
    Output,
    Value,
)
from livepage.model.kinds import entry
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.writing.render import figure_files

Item = tuple[str, str]  # kind and content
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
PICTURES = {"svg", "canvas", "video", "audio", "iframe", "object", "embed", "picture"}
FURNITURE = {"md-content__button", "md-source-file", "md-feedback"}  # the theme's, within the article
AUTODOC = "doc-object"  # an API page's, made of docstrings, which are tested where they stand


def strays(html: str, page: Page, results: Results) -> list[str]:
    """Return what the page shows without a claim, and what it claims without showing it."""
    there, claimed = Counter(shown(html)), Counter(claims(page, results))
    return [
        *(f"no claim: {kind} {content!r}" for kind, content in (there - claimed).elements()),
        *(f"not shown: {kind} {content!r}" for kind, content in (claimed - there).elements()),
    ]


def shown(html: str) -> list[Item]:
    """Return the code blocks, pictures and formulas of the page's article, or of all of it if it has none."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.in_article if reader.has_article else reader.items


def claims(page: Page, results: Results) -> Iterator[Item]:
    """Return what the page's claims and exemptions should look like when built."""
    for claim in page.claims:
        yield from entry(CENSUS, claim)(claim, results)


def _embed(claim: Embed, results: Results) -> Iterator[Item]:
    yield "code", "\n\n".join(source.shown for source in results.embedded[claim]).strip("\n")


def _code(claim: Code | Output, _results: Results) -> Iterator[Item]:
    yield "code", claim.body.strip("\n")


def _figure(claim: Figure, _results: Results) -> Iterator[Item]:
    yield from (("picture", name) for name in figure_files(claim.name))


def _element(claim: Element, _results: Results) -> Iterator[Item]:
    yield "element", claim.name


def _equation(claim: Equation, _results: Results) -> Iterator[Item]:
    yield "formula", claim.latex.strip()


def _derivation(claim: Derivation, results: Results) -> Iterator[Item]:
    yield from claims(results.derived[claim], results)


def _text(_claim: Claim, _results: Results) -> Iterator[Item]:
    """A value is part of the text, of which the census counts nothing."""
    yield from ()


def _exempt(claim: Exempt, _results: Results) -> Iterator[Item]:
    """Read the exempt block: a fence, a displayed equation or an image; a number shows nothing of these."""
    lines = claim.text.strip().split("\n")
    if lines[0].lstrip().startswith(("```", "~~~")):
        margin = len(claim.text) - len(claim.text.lstrip(" "))
        yield "code", "\n".join(line[margin:] for line in claim.text.rstrip().split("\n")[1:-1]).strip("\n")
    elif lines[0].startswith("$$"):
        yield "formula", claim.text.strip().strip("$").strip()
    elif lines[0].startswith("!["):
        yield "picture", PurePosixPath(lines[0].rpartition("](")[2].rstrip(")")).name


CENSUS: dict[type[Claim], Callable[[Any, Results], Iterator[Item]]] = {
    Code: _code,
    Embed: _embed,
    Derivation: _derivation,
    Output: _code,
    Value: _text,
    Figure: _figure,
    Element: _element,
    Equation: _equation,
    Exempt: _exempt,
}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []  # tag and class of each element around
        self.items: list[Item] = []
        self.in_article: list[Item] = []
        self.has_article = False
        self.code: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append((tag, attributes.get("class", "")))
        self.has_article |= tag == "article"
        if self._around(*FURNITURE, AUTODOC):
            return
        if tag == "img":
            self._add("picture", PurePosixPath(unquote(urlsplit(attributes.get("src", "")).path)).name)
        elif tag in PICTURES:
            self._add("picture", f"<{tag}>")
        elif "-" in tag:
            self._add("element", tag)
        elif tag == "math":
            self._add("formula", attributes.get("data-latex", "<math> without its LaTeX").strip())
        elif tag == "pre":
            self.code = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre" and self.code is not None:
            self._add("code", "".join(self.code).strip("\n"))
            self.code = None
        tags = [name for name, _ in self.open]
        if tag in tags:
            del self.open[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self.code is not None:
            self.code.append(data)

    def _around(self, *classes: str) -> bool:
        return any(name in classes for _, names in self.open for name in names.split())

    def _add(self, kind: str, content: str) -> None:
        self.items.append((kind, content))
        if any(tag == "article" for tag, _ in self.open):
            self.in_article.append((kind, content))
