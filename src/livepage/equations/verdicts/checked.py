"""Check a formula, and where it is false, say what may have been meant."""

from __future__ import annotations

from dataclasses import replace

from livepage.equations.chapter.context import Context
from livepage.equations.verdicts.check import POINTS, judged
from livepage.equations.verdicts.suggest import suggestion
from livepage.equations.verdicts.verdict import Verdict


def check_latex(latex: str, context: Context, points: int = POINTS) -> Verdict:
    """Check all claims of a formula at random points, the same points at each call.

    Args:
        latex: what stands between the dollar signs.
        context: the names and the graph of the chapter.
        points: how many points.

    Returns:
        A verdict: "checked"; "defined" (the definition that the graph gives); "value" (a symbol and a number,
        which the page must account for); "no claim" (no relation); "vacuous", "false" or "unreadable".
    """
    verdict = judged(latex, context, points)
    if verdict.status not in {"false", "unreadable"}:
        return verdict
    at = verdict.span if verdict.status == "unreadable" else None
    return replace(verdict, suggest=lambda: suggestion(latex, context, at))
