"""Rewrites a page's outputs and values to what its code gives today, for its author to review."""

from __future__ import annotations

import re
import textwrap

from livepage.checking.check import check_claim
from livepage.model.claims import Claim, Fault, FaultsError, Output, Value
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.model.template import same_value, written
from livepage.reading.parse import parse


def update(page: Page, results: Results) -> str:
    """Return the page's text with each false output and value made true; what holds is left as it stands.

    Raises:
        FaultsError: if anything else is wrong with the page. Nothing is updated then.
    """
    text, faults = page.text, list(page.faults)
    for claim in reversed(page.claims):
        fault = check_claim(page, results, claim)
        if fault and claim not in results.faults and (edit := _edit(page, results, claim)):
            start, end, new = edit
            text = text[:start] + new + text[end:]
        elif fault:
            faults.append(fault)
    if faults := faults or _unreadable(page, results, text):
        raise FaultsError(sorted(faults, key=lambda fault: fault.line))
    return text


def _edit(page: Page, results: Results, claim: Claim) -> tuple[int, int, str] | None:
    """Return what makes a false claim true: start, end, new text; nothing if only its author can."""
    if isinstance(claim, Value):
        start = claim.shown_end - len(claim.shown)
        return start, claim.shown_end, written(claim.shown, results.values[claim])
    if not isinstance(claim, Output):
        return None
    code = page.printers[claim]
    shown_elsewhere = any(o.start < claim.start for o, printer in page.printers.items() if printer == code)
    if code is None or shown_elsewhere or not results.printed.get(code, "").strip():
        return None
    return claim.start, claim.end, _fence(page.text[claim.start : claim.end], claim, results.printed[code])


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
