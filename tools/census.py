"""Counts what a built page shows, without the parser that it checks: nothing there without a claim.

In the HTML, every `pre > code`, picture, custom element and `math` must be exactly one claim or exemption, by
its content: the code's text, the figure's file, the element's name, the formula's LaTeX.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from livepage.model.claims import (
    Autodoc,
    Claim,
    Code,
    Derivation,
    Element,
    Embed,
    Equation,
    Exempt,
    Figure,
    Output,
    Table,
    Value,
)
from livepage.model.kinds import entry
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.reading.shown import Shown, ShownItem
from livepage.writing.render import figure_files


def strays(html: str, page: Page, results: Results) -> list[str]:
    """Return what the page shows without a claim, and what it claims without showing it."""
    there, claimed = Counter(shown(html)), Counter(claims(page, results))
    return [
        *(f"no claim: {kind} {content!r}" for kind, content in (there - claimed).elements()),
        *(f"not shown: {kind} {content!r}" for kind, content in (claimed - there).elements()),
    ]


def shown(html: str) -> list[ShownItem]:
    """Return the code blocks, pictures and formulas of the page's article, or of all of it if it has none."""
    return Shown(html).items


def claims(page: Page, results: Results) -> Iterator[ShownItem]:
    """Return what the page's claims and exemptions should look like when built."""
    for claim in page.claims:
        yield from entry(CENSUS, claim)(claim, results)


def _embed(claim: Embed, results: Results) -> Iterator[ShownItem]:
    yield "code", "\n\n".join(source.shown for source in results.embedded[claim]).strip("\n")


def _code(claim: Code | Output, _results: Results) -> Iterator[ShownItem]:
    yield "code", claim.body.strip("\n")


def _figure(claim: Figure, _results: Results) -> Iterator[ShownItem]:
    yield from (("picture", name) for name in figure_files(claim.name))


def _element(claim: Element, _results: Results) -> Iterator[ShownItem]:
    yield "element", claim.name


def _equation(claim: Equation, _results: Results) -> Iterator[ShownItem]:
    yield "formula", claim.latex.strip()


def _derivation(claim: Derivation, results: Results) -> Iterator[ShownItem]:
    yield from claims(results.derived[claim], results)


def _text(_claim: Claim, _results: Results) -> Iterator[ShownItem]:
    """Values and cells are part of the text, of which the census counts nothing."""
    yield from ()


def _exempt(claim: Exempt, _results: Results) -> Iterator[ShownItem]:
    """Read the exempt block: a fence, a displayed equation or an image; a number shows nothing of these."""
    lines = claim.text.strip().split("\n")
    if lines[0].lstrip().startswith(("```", "~~~")):
        margin = len(claim.text) - len(claim.text.lstrip(" "))
        yield "code", "\n".join(line[margin:] for line in claim.text.rstrip().split("\n")[1:-1]).strip("\n")
    elif lines[0].startswith("$$"):
        yield "formula", claim.text.strip().strip("$").strip()
    elif lines[0].startswith("!["):
        yield "picture", PurePosixPath(lines[0].rpartition("](")[2].rstrip(")")).name


CENSUS: dict[type[Claim], Callable[[Any, Results], Iterator[ShownItem]]] = {
    Code: _code,
    Embed: _embed,
    Derivation: _derivation,
    Autodoc: _text,
    Output: _code,
    Value: _text,
    Figure: _figure,
    Element: _element,
    Table: _text,
    Equation: _equation,
    Exempt: _exempt,
}
