"""Rewrites a page's outputs and values to what its code gives today, for its author to review."""

from __future__ import annotations

import textwrap

from livepage.check import check_claim, printer_of
from livepage.claims import FaultsError, Output, Value
from livepage.page import Page
from livepage.run import Results


def update(page: Page, results: Results) -> str:
    """Return the page's text with each false output and value made true; what holds is left as it stands.

    Raises:
        FaultsError: if the page cannot be read or its code does not run. Nothing is updated then.
    """
    faults = [*page.faults, *results.faults.values()]
    if faults:
        raise FaultsError(faults)
    text = page.text
    for claim in reversed(page.claims):
        if check_claim(page, results, claim) is None:
            continue
        if isinstance(claim, Value):
            start = claim.shown_end - len(claim.shown)
            text = text[:start] + _like(claim.shown, results.values[claim]) + text[claim.shown_end :]
        elif isinstance(claim, Output) and (code := printer_of(page, claim)):
            opening, *_, closing = text[claim.start : claim.end].splitlines(keepends=True)
            printed = textwrap.indent(results.printed[code], claim.indent)
            text = text[: claim.start] + opening + printed + closing + text[claim.end :]
    return text


def _like(shown: str, value: str) -> str:
    """Keep the author's typographic minus sign."""
    return value.replace("-", "−") if "−" in shown else value
