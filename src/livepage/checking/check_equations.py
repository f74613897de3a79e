"""Equations as claims of a page: which of them do not hold, and how many there are."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from livepage.model.claims import Claim, Equation, Exempt, Fault, FaultCode
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.typeset import MathError, to_mathml

if TYPE_CHECKING:
    from livepage.equations.verdicts.verdict import Verdict

NOT_NEEDED = "this exemption is not needed"
NO_GRAPH = "no graph is declared for this page, so nothing checks this equation"
TIED = r"a value as in $$\mu = 2.0$$<!-- {mu:.1f} -->"
EXEMPT_ABOVE = "<!-- exempt: why this is no claim --> above it"
FAILS_INLINE = {"false", "vacuous"}  # a formula in a sentence need not be a claim, nor be read


def fault_of(page: Page, claim: Claim, verdict: Verdict | None) -> Fault | None:
    """Return what is wrong with a formula or an exemption of one; without a graph it has no verdict."""
    if isinstance(claim, Equation):
        fault = _displayed(page, claim, verdict) if claim.display else _inline(page, claim, verdict)
        return fault if fault and _is_typeset(claim) else None
    if verdict and verdict.holds:
        got = f"the equation is {verdict.status}"
        return Fault(page.path, claim.line, NOT_NEEDED, got=got, code=FaultCode.EXEMPTION)
    return None


def _displayed(page: Page, claim: Equation, verdict: Verdict | None) -> Fault | None:
    if verdict is None:
        expected = f"graph: module in the page's front matter, or {EXEMPT_ABOVE}"
        return Fault(page.path, claim.line, NO_GRAPH, expected)
    if verdict.holds or (claim.tied and verdict.status == "value"):
        return None
    if verdict.status in ("no claim", "value"):
        message = f"this equation claims nothing that can be checked: {verdict.message}"
        return Fault(page.path, claim.line, message, f"an equation, {TIED}, or {EXEMPT_ABOVE}")
    return _located(page, claim, verdict)


def _inline(page: Page, claim: Equation, verdict: Verdict | None) -> Fault | None:
    fails = verdict is not None and verdict.status in FAILS_INLINE
    if claim.reason and not fails and not claim.states:
        got = f"the formula is {verdict.status}" if verdict else "there is no graph"
        return Fault(page.path, claim.line, NOT_NEEDED, got=got, code=FaultCode.EXEMPTION)
    return _located(page, claim, verdict) if verdict and fails and not claim.reason else None


def _located(page: Page, claim: Equation, verdict: Verdict) -> Fault:
    """Report a fault at its line: of a block, `$$` may have a line of its own above the LaTeX.

    A formula in a sentence is reported where it begins.
    """
    if not claim.display:
        return Fault(page.path, claim.line, verdict.message)
    before = re.match(r"[\s$]*", page.text[claim.start : claim.end])
    above = before[0].count("\n") if before else 0
    return Fault(page.path, claim.line + above + verdict.line - 1, verdict.message)


def _is_typeset(claim: Equation) -> bool:
    """Say whether the formula can be shown; if not, the parser has reported it."""
    try:
        to_mathml(claim.latex, display=claim.display)
    except MathError:
        return False
    return True


def equation_census(page: Page, results: Results) -> dict[str, int]:
    """Count the displayed equations by what became of them, and so the formulas in sentences (`inline …`)."""
    found: Counter[str] = Counter()
    for claim in page.claims:
        if isinstance(claim, Equation) or (isinstance(claim, Exempt) and claim.latex):
            found[_fate(claim, results.verdicts.get(claim))] += 1
        elif claim in results.derived:
            found.update(equation_census(results.derived[claim], results))
    return dict(sorted(found.items()))


def _fate(claim: Claim, verdict: Verdict | None) -> str:
    if not isinstance(claim, Equation):
        return "exempt"
    status = "exempt" if claim.reason else verdict.status if verdict else "no graph"
    return status if claim.display else f"inline {status}"
