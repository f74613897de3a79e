"""A page as cells of text and of code, in its order: what notebook and script are made of.

The text is Markdown that any notebook shows: no comments that tie it to the code, folds and tabs as plain
sections below a bold title, links with their whole addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from livepage.model.text import Replacement, with_replacements
from livepage.taking.prelude import drawn, shown_code

MARK = "\x00{}\x00"
MARKED = re.compile(r"^\s*\x00(\d+)\x00[ \t]*$", re.MULTILINE)
CONTAINER = re.compile(r'(?P<indent>[ ]*)(?:\?\?\?\+?|!!!|===\+?)[ ]*[\w -]*?(?:"(?P<title>[^"]*)")?[ ]*$')
ATTRIBUTES = re.compile(r"[ ]?\{:?[ ]*[.#][^}\n]*\}")
LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:)(?P<target>[^)\s]+)")


@dataclass(frozen=True)
class TextCell:
    """Markdown."""

    text: str


@dataclass(frozen=True)
class CodeCell:
    """A block of code, what it printed, and the figure that the page shows of it."""

    claim: Code
    code: str
    printed: str
    figure: Figure | None


def page_cells(page: Page, results: Results, address: Callable[[str], str]) -> list[TextCell | CodeCell]:
    """Return the cells of a page; `address` gives the whole address of a link."""
    blocks = [claim for claim in page.claims if isinstance(claim, Code)]
    figures = drawn(page)
    found: list[TextCell | CodeCell] = []
    for number, part in enumerate(MARKED.split(_flat(_text(page, results)))):
        if number % 2:
            claim = blocks[int(part)]
            printed = results.printed.get(claim, "")
            found.append(
                CodeCell(claim, shown_code(claim, results).rstrip("\n"), printed, figures.get(claim))
            )
        elif text := _tidy(part, address):
            found.append(TextCell(text))
    return found


def _text(page: Page, results: Results) -> str:
    edits: list[Replacement] = []
    done = 0
    for claim in page.claims:
        if claim.start >= done:
            edits += entry(TAKE, claim)(page, results, claim)
        if isinstance(claim, Figure):
            done = max(done, claim.end)  # a value in an alt text goes with its figure
    text = with_replacements(page.text, edits)
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)


def _gone(_page: Page, _results: Results, claim: Claim) -> list[Replacement]:
    return [(claim.start, claim.end, "")]


def _kept(_page: Page, _results: Results, _claim: Claim) -> list[Replacement]:
    return []


def _code(page: Page, _results: Results, claim: Code) -> list[Replacement]:
    number = [each for each in page.claims if isinstance(each, Code)].index(claim)
    return [(claim.start, claim.end, f"\n{claim.indent}{MARK.format(number)}\n")]


def _derivation(_page: Page, results: Results, claim: Derivation) -> list[Replacement]:
    derived = results.derived[claim]
    text = _text(derived, results)
    indented = "\n".join(claim.indent + line if line else line for line in text.split("\n"))
    return [(claim.start, claim.end, indented)]


def _exempt(page: Page, _results: Results, claim: Exempt) -> list[Replacement]:
    comment = page.text[claim.start : claim.end].lstrip().startswith("<!--")
    return [(claim.start, claim.end, "")] if comment else []


TAKE: dict[type[Claim], Callable[[Page, Results, Any], list[Replacement]]] = {
    Code: _code,
    Embed: _code,
    Derivation: _derivation,
    Autodoc: _kept,
    Output: _gone,
    Value: _gone,
    Figure: _gone,
    Element: _gone,
    Table: _gone,
    Equation: _kept,
    Exempt: _exempt,
}
"""What stands in the text of a notebook in the place of a claim of each kind."""


def _flat(text: str) -> str:
    """Return the text with what stands in folds, admonitions and tabs moved out of them."""
    return "\n".join(_flattened(text.split("\n")))


def _flattened(lines: list[str]) -> Iterator[str]:
    depth: list[int] = []  # how far the containers that are open indent what they hold
    for line in lines:
        inner = len(line) - len(line.lstrip(" "))
        while line.strip() and depth and inner < depth[-1]:
            depth.pop()
        match = CONTAINER.fullmatch(line)
        if match:
            depth.append(len(match["indent"]) + 4)
            yield from ([f"**{match['title']}**"] if match["title"] else [])
        else:
            yield line[depth[-1] :] if depth else line


def _tidy(text: str, address: Callable[[str], str]) -> str:
    text = LINK.sub(lambda match: address(match["target"]), ATTRIBUTES.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
