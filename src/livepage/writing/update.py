"""Rewrites a page's outputs and values to what its code gives today, for its author to review."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from livepage.checking.check_page import check_claim
from livepage.checking.printed import unshowable
from livepage.model.claims import (
    Autodoc,
    Claim,
    Code,
    Derivation,
    Element,
    Embed,
    Equation,
    Exempt,
    Fault,
    Figure,
    Output,
    Table,
    Value,
)
from livepage.model.kinds import entry
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.model.template import same_value, with_authors_signs
from livepage.model.text import Replacement, Text, with_replacements
from livepage.reading.parse import parse
from livepage.writing.update_table import filled_table

MARKUP = re.compile(r"[*_{}&\\]")  # between the sign and the digits of a number


def update(page: Page, results: Results) -> tuple[str, list[Fault]]:
    """Make each false output, value and cell true, and show what is printed and not shown yet.

    Returns:
        the page's text, in which all that holds is left as it stands, whatever else is wrong; and the faults
        that only its author can mend.
    """
    edits, left = [], list(page.faults)
    for claim in page.claims:
        fault = check_claim(page, results, claim)
        edit = entry(UPDATE, claim)(page, results, claim) if fault and claim not in results.faults else None
        if edit:
            edits.append((edit, claim, results.values.get(claim)))
        elif fault:
            left.append(fault)
    made = [edit for edit, _, _ in edits]
    text = with_replacements(page.text, made)
    if not _reads_alike(page, text, {claim: value for _, claim, value in edits if value is not None}):
        made, refused = _one_by_one(page, edits)
        text = with_replacements(page.text, made)
        left += refused
    moved = [_moved(page, fault, made) for fault in dict.fromkeys([*left, *results.graph])]
    return text, sorted(moved, key=lambda fault: fault.line)


def _moved(page: Page, fault: Fault, edits: list[Replacement]) -> Fault:
    """Give a fault the line that it has when the edits above it are made."""
    if fault.path != page.path:
        return fault
    start = Text(page.text).starts[fault.line - 1]
    above = [edit for edit in edits if edit[1] <= start]
    more = sum(new.count("\n") - page.text.count("\n", begin, end) for begin, end, new in above)
    return replace(fault, line=fault.line + more)


def _one_by_one(
    page: Page, edits: list[tuple[Replacement, Claim, str | None]]
) -> tuple[list[Replacement], list[Fault]]:
    """Return those edits after which the page still reads as the same claims, and why not the others."""
    kept: list[Replacement] = []
    new: dict[Claim, str] = {}
    refused = []
    for edit, claim, value in edits:
        values = new if value is None else {**new, claim: value}
        if _reads_alike(page, with_replacements(page.text, [*kept, edit]), values):
            kept.append(edit)
            new = values
        else:
            what = claim.template if isinstance(claim, Value) else f"this {claim.kind}"
            message = f"{what} would not be read as one claim again"
            refused.append(Fault(page.path, claim.line, message, got=edit[2]))
    return kept, refused


def _reads_alike(page: Page, text: str, values: dict[Claim, str]) -> bool:
    """Say whether the text has the page's values, some of them with other words, and no new faults."""
    again = parse(text, page.path, page.exempt)
    found = [(claim.template, claim.shown) for claim in again.claims if isinstance(claim, Value)]
    wanted = [
        (claim.template, values.get(claim, claim.shown)) for claim in page.claims if isinstance(claim, Value)
    ]
    alike = len(found) == len(wanted) and all(
        one[0] == two[0] and same_value(one[1], two[1]) for one, two in zip(found, wanted, strict=True)
    )
    return alike and len(again.faults) <= len(page.faults)


def _value(_page: Page, results: Results, claim: Value) -> Replacement | None:
    start = claim.shown_end - len(claim.shown)
    if MARKUP.search(claim.shown):
        return None
    return start, claim.shown_end, with_authors_signs(claim.shown, results.values[claim])


def _output(page: Page, results: Results, claim: Output) -> Replacement | None:
    code = page.printers[claim]
    shown_elsewhere = any(o.start < claim.start for o, printer in page.printers.items() if printer == code)
    if code is None or shown_elsewhere or not results.printed.get(code, "").strip():
        return None
    if unshowable(results.printed[code]):
        return None
    return claim.start, claim.end, _fence(page.text[claim.start : claim.end], claim, results.printed[code])


def _code(page: Page, results: Results, claim: Code) -> Replacement | None:
    """Put what the code prints below it, where nothing shows that yet."""
    printed = results.printed.get(claim, "").rstrip("\n")
    if not printed.strip() or claim in page.printers.values() or unshowable(printed):
        return None
    ticks = "```"
    while ticks in printed:
        ticks += "`"
    missing = "" if page.text[claim.end - 1] == "\n" else "\n"
    fence = textwrap.indent(f"{ticks}text\n{printed}\n{ticks}\n", claim.indent)
    return claim.end, claim.end, f"{missing}\n{fence}"


def _table(page: Page, results: Results, claim: Table) -> Replacement | None:
    return filled_table(page, claim, results.tables[claim])


def _by_its_author(_page: Page, _results: Results, _claim: Claim) -> Replacement | None:
    return None


def _fence(old: str, claim: Output, printed: str) -> str:
    """Keep the author's fence around the new output, made longer where the output holds such a fence."""
    opening, *_, closing = old.splitlines(keepends=True)
    ticks = re.findall(r"`{3,}|~{3,}", opening)[0]
    longer = ticks
    while longer in printed:
        longer += ticks[0]
    body = textwrap.indent(printed.rstrip("\n") + "\n", claim.indent)
    return opening.replace(ticks, longer, 1) + body + closing.replace(closing.strip(), longer, 1)


UPDATE: dict[type[Claim], Callable[[Page, Results, Any], Replacement | None]] = {
    Code: _code,
    Embed: _code,
    Derivation: _by_its_author,
    Autodoc: _by_its_author,
    Output: _output,
    Value: _value,
    Figure: _by_its_author,
    Element: _by_its_author,
    Table: _table,
    Equation: _by_its_author,
    Exempt: _by_its_author,
}
"""What makes a false claim of each kind true: start, end, new text; nothing if only its author can."""
