"""Renders a page that has run as the Markdown that the site is built from."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from livepage.model.results import Results, Source
from livepage.model.text import Replacement, apart, with_replacements
from livepage.writing.exempt import without_comment
from livepage.writing.figure import size

if TYPE_CHECKING:
    from livepage.equations.verdicts.verdict import Verdict

MARK = "checked"
TAG = re.compile(r"(\$[^$]*\$)|<")
WriteFormula = Callable[[Equation], str]
SourceLink = Callable[[Path, int], str | None]


@dataclass(frozen=True)
class _Place:
    """Where the page will stand: see `render`."""

    source_link: SourceLink
    figure_folder: str
    explained: str
    attributes: Mapping[Claim, Mapping[str, str]]
    formula: WriteFormula | None


def render(
    page: Page,
    results: Results,
    source_link: SourceLink,
    figure_folder: str = "",
    explained: str = "",
    attributes: Mapping[Claim, Mapping[str, str]] | None = None,
    formula: WriteFormula | None = None,
) -> str:
    """Return the page's Markdown with embeds, derivations and figures in place and the comments gone.

    `source_link(file, line)` gives the address at which a reader finds a line of the source, if there is one;
    `figure_folder` is the folder of the page's figures, `explained` the page on how equations are checked,
    both seen from the page; `attributes` are those of the blocks of code, see `livepage.taking.copies`.
    `formula` writes a formula otherwise than as LaTeX between dollar signs.
    """
    place = _Place(source_link, figure_folder, explained, attributes or {}, formula)
    edits: list[Replacement] = []
    done = 0  # a value in an alt text goes with its figure
    for claim in page.claims:
        if claim.end > done:
            edits += entry(RENDER, claim)(page, results, claim, place)
            if isinstance(claim, Figure):
                done = claim.end
    return with_replacements(page.text, edits)


def figure_files(name: str) -> tuple[str, str]:
    """Return the names of a figure's two files, for the light and the dark scheme."""
    return f"{name}.svg", f"{name}.dark.svg"


def _comment(_page: Page, _results: Results, claim: Claim, _place: _Place) -> list[Replacement]:
    return [(claim.start, claim.end, "")]


def _exempt(page: Page, _results: Results, claim: Exempt, _place: _Place) -> list[Replacement]:
    return without_comment(page, claim)


def _apart(page: Page, claim: Code | Output, text: str) -> list[Replacement]:
    before, behind = apart(page.text, claim.start, claim.end)
    return [(claim.start, claim.end, before + _indented(text, claim.indent) + behind)]


def _output(page: Page, _results: Results, claim: Output, _place: _Place) -> list[Replacement]:
    return _apart(page, claim, _fence("{ .text .output }", claim.body))


def _autodoc(_page: Page, _results: Results, _claim: Autodoc, _place: _Place) -> list[Replacement]:
    return []


def _derivation(_page: Page, results: Results, claim: Derivation, place: _Place) -> list[Replacement]:
    derived = results.derived[claim]
    text = render(derived, results, lambda _file, _line: None, "", place.explained, None, place.formula)
    return [(claim.start, claim.end, _indented(text, claim.indent))]


def _equation(page: Page, results: Results, claim: Equation, place: _Place) -> list[Replacement]:
    """Insert the mark below a displayed equation that holds, which needs no script."""
    verdict = results.verdicts.get(claim)
    written = [(claim.start, claim.end, place.formula(claim))] if place.formula else []
    if not claim.display or not verdict or not verdict.holds:
        return written
    equation = page.text[claim.start : claim.end]
    missing = _ended(equation)[len(equation) :]
    indent = equation[: len(equation) - len(equation.lstrip(" \t"))]
    mark = f'??? checked "{MARK}"\n\n    {told(verdict, place.explained)}\n\n'
    return [*written, (claim.end, claim.end, f"{missing}\n{_indented(mark, indent)}")]


def told(verdict: Verdict, explained: str = "") -> str:
    """Say in a line of Markdown how an equation that holds was checked; `explained` is a page's address."""
    start = "A definition, compared" if verdict.status == "defined" else "Checked"
    text = f"{start} at {verdict.points} random points"
    text += f", largest difference {verdict.largest_difference:.0e}" if verdict.largest_difference else ""
    if functions := _by_module(verdict.functions):
        text += ", with " + "; ".join(functions)
    return text + (f". [How]({explained})" if explained else ".")


def _by_module(functions: tuple[str, ...]) -> list[str]:
    modules: dict[str, list[str]] = {}
    for function in functions:
        module, _, name = function.rpartition(".")
        modules.setdefault(module, []).append(f"`{name}`")
    return [f"{', '.join(names)} of `{module}`" for module, names in modules.items()]


def _code(page: Page, results: Results, claim: Code, place: _Place) -> list[Replacement]:
    body, sources = claim.body, results.embedded.get(claim, [])
    if isinstance(claim, Embed):
        body = "\n\n".join(source.shown for source in sources)
    options = claim.options if not claim.fold else {**claim.options, "title": ""}
    attributes = place.attributes.get(claim, {})
    shown = {name: value for name, value in options.items() if value} | dict(attributes)
    info = "".join(_option(*option) for option in shown.items())
    text = _fence(f"{{ .python{info} }}" if attributes else f"python{info}", body)
    if sources:
        text += "\n" + _source_line(sources, place.source_link)
    if claim.fold:
        title = _title(claim.options.get("title", "The code of the figure below"))
        text = f'??? fold "{title}"\n\n' + textwrap.indent(text, "    ")
    return _apart(page, claim, text)


def _title(text: str) -> str:
    """Return a fold's title, in which a tag is no tag; a formula is escaped where it is made."""
    return TAG.sub(lambda found: found[1] or "&lt;", text).replace('"', "&quot;")


def _option(name: str, value: str) -> str:
    quote = "'" if '"' in value else '"'
    return f" {name}={quote}{value}{quote}"


def _fence(info: str, body: str) -> str:
    ticks = "```"
    while ticks in body:
        ticks += "`"
    return f"{ticks}{info}\n{_ended(body)}{ticks}\n"


def _source_line(sources: list[Source], source_link: SourceLink) -> str:
    """Say where embedded code lives, with a link to its first line."""
    first = sources[0]
    place = f"`{first.module}`, line {first.line}"
    address = source_link(first.file, first.line)
    return (f"[{place}]({address})" if address else place) + "\n{ .code-source }\n"


def _figure(page: Page, results: Results, claim: Figure, place: _Place) -> list[Replacement]:
    shown = images(claim.alt, place.figure_folder, claim.name, results.figures[claim])
    head = _indented(f"{shown}\n\n/// caption\n", claim.indent)
    caption = _ended(page.text[claim.end : claim.caption_end])
    missing = caption[claim.caption_end - claim.end :]
    return [
        (claim.start, claim.end, head),
        (claim.caption_end, claim.caption_end, f"{missing}{claim.indent}///\n"),
    ]


def images(alt: str, folder: str, name: str, svg: str) -> str:
    """Return the two images of a figure, of which the reader's scheme shows one."""
    width, height = size(svg)
    return " ".join(
        f'![{alt}]({folder}{file}){{ .figure-{scheme} width="{width}" height="{height}" loading="lazy" }}'
        for scheme, file in zip(("light", "dark"), figure_files(name), strict=True)
    )


def _element(page: Page, results: Results, claim: Element, _place: _Place) -> list[Replacement]:
    """Wrap what the element shows until its script runs; a figure in it is closed before the element."""
    values = json.dumps(results.elements[claim])
    head = f"//// html | {claim.name}\n    attrs: {values}\n    markdown: block\n\n"
    body = page.text[claim.end : claim.body_end]
    missing = _ended(body)[len(body) :]
    return [
        (claim.start, claim.end, _indented(head, claim.indent)),
        (claim.body_end, claim.body_end, f"{missing}{claim.indent}////\n"),
    ]


def _ended(text: str) -> str:
    """End the last line, which in a file need not have an end."""
    return text if text.endswith("\n") or not text else text + "\n"


def _indented(text: str, indent: str) -> str:
    return textwrap.indent(text, indent) if indent else text


RENDER: dict[type[Claim], Callable[[Page, Results, Any, _Place], list[Replacement]]] = {
    Code: _code,
    Embed: _code,
    Derivation: _derivation,
    Autodoc: _autodoc,
    Output: _output,
    Value: _comment,
    Figure: _figure,
    Element: _element,
    Table: _comment,
    Equation: _equation,
    Exempt: _exempt,
}
"""What the site shows in the place of a claim of each kind."""
