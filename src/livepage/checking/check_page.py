"""Says of each claim whether it holds, given what the page did when it ran."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable
from typing import Any

from livepage.checking.check_equations import fault_of
from livepage.checking.check_table import fault_of_table
from livepage.checking.printed import same_text, unshowable
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
from livepage.model.template import same_value

DIFFERENCE = 200  # lines of an output that are compared with each other


def check(page: Page, results: Results) -> list[Fault]:
    """Return all faults of the page, in the order of its lines."""
    found = filter(None, (check_claim(page, results, claim) for claim in page.claims))
    faults = dict.fromkeys([*page.faults, *results.graph, *found])
    return sorted(faults, key=lambda fault: fault.line)


def check_claim(page: Page, results: Results, claim: Claim) -> Fault | None:
    """Return what is wrong with the claim, or nothing. A claim that was not run is neither true nor false."""
    if claim in results.faults:
        return results.faults[claim]
    if claim in results.not_run:
        return None
    return entry(CHECK, claim)(page, results, claim)


def _figure(page: Page, results: Results, claim: Figure) -> Fault | None:
    return None if claim in results.figures else Fault(page.path, claim.line, "this figure was not drawn")


def _element(page: Page, results: Results, claim: Element) -> Fault | None:
    return None if claim in results.elements else Fault(page.path, claim.line, "this element has no values")


def _table(page: Page, results: Results, claim: Table) -> Fault | None:
    found = results.tables.get(claim)
    return (
        fault_of_table(page, claim, found)
        if found
        else Fault(page.path, claim.line, "this table has no values")
    )


def _formula(page: Page, results: Results, claim: Claim) -> Fault | None:
    verdict = results.verdicts.get(claim)
    if results.graph and isinstance(claim, Equation) and claim.display and not verdict:
        return results.graph[0]
    return fault_of(page, claim, verdict)


def _derivation(page: Page, results: Results, claim: Derivation) -> Fault | None:
    """Report the false equations of a derivation where the page embeds it, each with its own place."""
    derived = results.derived[claim]
    faults = list(filter(None, (_formula(derived, results, other) for other in derived.claims)))
    if not faults or faults[0] in results.graph:
        return faults[0] if faults else None
    message = f"the derivation of {claim.target} does not hold"
    return Fault(page.path, claim.line, "\n".join([message, *map(str, faults)]))


def _autodoc(_page: Page, _results: Results, _claim: Autodoc) -> Fault | None:
    """A name that is not there is a fault before anything runs."""
    return None


def _code(page: Page, results: Results, claim: Code) -> Fault | None:
    return _tab(page, claim) or _unshown(page, results, claim)


def _tab(page: Page, claim: Code) -> Fault | None:
    """A tab inside a line is shown, and copied, as spaces: what the reader has then is not what ran."""
    for row, line in enumerate(claim.body.split("\n"), claim.line + 1):
        if "\t" in line.lstrip(" \t"):
            return Fault(
                page.path, row, "a tab in this line is shown as spaces", r"\t in a string, or spaces"
            )
    return None


def _unshown(page: Page, results: Results, claim: Code) -> Fault | None:
    printed = results.printed.get(claim, "")
    if not printed.strip() or claim in page.printers.values() or claim in page.excused:
        return None
    why = unshowable(printed)
    message = f"this code prints {why}" if why else "this code prints, and no text fence below it shows what"
    return Fault(page.path, claim.line, message, "a text fence", printed.rstrip())


def _output(page: Page, results: Results, claim: Output) -> Fault | None:
    code = page.printers[claim]
    if code is None:
        return Fault(page.path, claim.line, "an output with no code above it", "a Python block that prints")
    first = next(output for output, printer in page.printers.items() if printer == code)
    if first != claim:
        return Fault(page.path, claim.line, f"a second output of the code at line {code.line}")
    printed = results.printed.get(code, "")
    if not printed:
        return Fault(page.path, claim.line, f"the code at line {code.line} prints nothing")
    if why := unshowable(printed):
        message = f"the code at line {code.line} prints {why}"
        return Fault(page.path, claim.line, message, "text that is the same each time", printed.rstrip())
    return None if same_text(claim.body, printed) else _difference(page, claim, code, printed)


def _difference(page: Page, claim: Output, code: Code, printed: str) -> Fault:
    """Report the line at which page and printing part, and all of their difference."""
    left, right = claim.body.rstrip("\n").split("\n"), printed.rstrip("\n").split("\n")
    # A line that holds is shown as the page has it: no difference in digits that the page does not print.
    pairs = list(zip(left, right, strict=False))
    settled = [mine if same_text(mine, yours) else yours for mine, yours in pairs]
    first = next((row for row, (mine, _) in enumerate(pairs) if mine != settled[row]), len(pairs))
    right = settled + right[len(pairs) :]
    if (
        max(len(left), len(right)) > DIFFERENCE
    ):  # what a difference of all lines takes grows with their square
        left, right = left[first : first + DIFFERENCE], right[first : first + DIFFERENCE]
    diff = difflib.unified_diff(left, right, "the page", f"printed by line {code.line}", lineterm="")
    unseen = _unseen(*pairs[first]) if first < len(pairs) else []
    message = "\n".join([f"this is not what the code at line {code.line} prints", *diff, *unseen])
    return Fault(page.path, claim.line + 1 + first, message)


def _unseen(mine: str, yours: str) -> list[str]:
    """Say how two lines differ that look the same."""
    alike = [" ".join(unicodedata.normalize("NFKC", line).split()) for line in (mine, yours)]
    if alike[0] != alike[1]:
        return []
    at = next(
        (n for n, (a, b) in enumerate(zip(mine, yours, strict=False)) if a != b), min(len(mine), len(yours))
    )
    return [f"at column {at + 1} the page has {_named(mine[at:])}, and the code prints {_named(yours[at:])}"]


def _named(text: str) -> str:
    """Name the first sign of a text."""
    return f"U+{ord(text[0]):04X} {unicodedata.name(text[0], '')}".rstrip() if text else "the line's end"


def _value(page: Page, results: Results, claim: Value) -> Fault | None:
    computed = results.values.get(claim, "")
    if same_value(claim.shown, computed):
        return None
    return Fault(page.path, claim.line, f"{claim.shown} is not {claim.template}", computed, claim.shown)


CHECK: dict[type[Claim], Callable[[Page, Results, Any], Fault | None]] = {
    Code: _code,
    Embed: _code,
    Derivation: _derivation,
    Autodoc: _autodoc,
    Output: _output,
    Value: _value,
    Figure: _figure,
    Element: _element,
    Table: _table,
    Equation: _formula,
    Exempt: _formula,
}
"""What makes a claim of each kind a fault, once it has run."""
