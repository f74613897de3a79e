"""Rewrites a page's outputs and values to what its code gives today, for its author to review."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from typing import Any

from livepage.checking.check import check_claim
from livepage.model.claims import (
    Claim,
    Code,
    Derivation,
    Element,
    Embed,
    Equation,
    Exempt,
    Fault,
    FaultsError,
    Figure,
    Output,
    Table,
    Value,
)
from livepage.model.kinds import entry
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.model.template import same_value, written
from livepage.reading.parse import parse
from livepage.writing.tables import filled

Edit = tuple[int, int, str]


def update(page: Page, results: Results) -> str:
    """Return the page's text with each false output and value made true; what holds is left as it stands.

    Raises:
        FaultsError: if anything else is wrong with the page. Nothing is updated then.
    """
    text, faults = page.text, list(page.faults)
    for claim in reversed(page.claims):
        fault = check_claim(page, results, claim)
        edit = entry(UPDATE, claim)(page, results, claim) if fault and claim not in results.faults else None
        if edit:
            start, end, new = edit
            text = text[:start] + new + text[end:]
        elif fault:
            faults.append(fault)
    if faults := faults or _unreadable(page, results, text):
        raise FaultsError(sorted(faults, key=lambda fault: fault.line))
    return text


def _value(_page: Page, results: Results, claim: Value) -> Edit | None:
    start = claim.shown_end - len(claim.shown)
    return start, claim.shown_end, written(claim.shown, results.values[claim])


def _output(page: Page, results: Results, claim: Output) -> Edit | None:
    code = page.printers[claim]
    shown_elsewhere = any(o.start < claim.start for o, printer in page.printers.items() if printer == code)
    if code is None or shown_elsewhere or not results.printed.get(code, "").strip():
        return None
    return claim.start, claim.end, _fence(page.text[claim.start : claim.end], claim, results.printed[code])


def _table(page: Page, results: Results, claim: Table) -> Edit | None:
    return filled(page, claim, results.tables[claim])


def _by_its_author(_page: Page, _results: Results, _claim: Claim) -> Edit | None:
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


def _unreadable(page: Page, results: Results, text: str) -> list[Fault]:
    """Return what could be written, but not be read again as the same claims."""
    again = parse(text, page.path, page.exempt)
    new = [(claim.template, claim.shown) for claim in again.claims if isinstance(claim, Value)]
    for claim in (claim for claim in page.claims if isinstance(claim, Value)):
        template, shown = new.pop(0) if new else ("", "")
        value = results.values[claim]
        if template != claim.template or not same_value(shown, value):
            return [Fault(page.path, claim.line, f"{claim.template} is not one number or word", got=value)]
    return again.faults


UPDATE: dict[type[Claim], Callable[[Page, Results, Any], Edit | None]] = {
    Code: _by_its_author,
    Embed: _by_its_author,
    Derivation: _by_its_author,
    Output: _output,
    Value: _value,
    Figure: _by_its_author,
    Element: _by_its_author,
    Table: _table,
    Equation: _by_its_author,
    Exempt: _by_its_author,
}
"""What makes a false claim of each kind true: start, end, new text; nothing if only its author can."""
