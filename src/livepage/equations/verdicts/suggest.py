"""Check a formula, and where it is false, say what may have been meant: what holds, here and elsewhere."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from dataclasses import replace
from itertools import chain

from livepage.equations.chapter.context import Context
from livepage.equations.corrections import corrections, regrouped
from livepage.equations.errors import EquationError
from livepage.equations.trees.statements import read_statements
from livepage.equations.verdicts.check_formula import (
    POINTS,
    check_formula,
    have_one_set_of_letters,
    seems_true,
)
from livepage.equations.verdicts.trivial import is_trivial, names_behind, names_itself
from livepage.equations.verdicts.verdict import Verdict

_FEW = 3
_SECONDS = 1.5
"""How long to look, in seconds of the processor, so that nothing hangs on what else the machine does."""
_ELSEWHERE = 1000
"""Where the other points begin."""


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
    verdict = check_formula(latex, context, points)
    if verdict.status not in {"false", "unreadable"}:
        return verdict
    at = verdict.span if verdict.status == "unreadable" else None
    return replace(verdict, suggest=lambda: suggestion(latex, context, at))


def suggestion(latex: str, context: Context, at: tuple[int, int] | None = None) -> str:
    """Return the equation, or that of two sides, without its one slip; "" if none is found.

    Args:
        latex: an equation that is false, or cannot be read.
        context: the names and the graph of the chapter.
        at: the part that cannot be read.
    """
    with suppress(Exception):  # a hint that fails must not hide the verdict that it belongs to
        return _found(latex, context, at)
    return ""


def _found(latex: str, context: Context, at: tuple[int, int] | None) -> str:
    end, slowest = time.thread_time() + _SECONDS, 0.0
    elsewhere = context.at_points(_ELSEWHERE, POINTS)
    pair = _pair(latex, context)
    own, has_wrong_letters = _own(pair, context)
    found = corrections(pair, context.vocabulary, at, has_wrong_letters)
    for mutant in chain(regrouped(latex, context.vocabulary), found):
        began = time.thread_time()
        if began + slowest > end:
            break
        if is_trivial(mutant.statements) or names_itself(mutant.statements, own):
            continue
        if seems_true(mutant.statements, context, _FEW) and _holds(mutant.latex, context, elsewhere):
            tidy = _tidy(mutant.latex, latex)
            return tidy if _holds(tidy, context, elsewhere) else " ".join(mutant.latex.split())
        slowest = max(slowest, time.thread_time() - began)
    return ""


def _own(latex: str, context: Context) -> tuple[set[str], bool]:
    """Return the names on the right of a formula, if it can be read, and whether its letters do not fit."""
    with suppress(EquationError):
        statements = read_statements(latex, context.vocabulary)
        return names_behind(statements), not all(map(have_one_set_of_letters, statements))
    return set(), False


def _holds(latex: str, *contexts: Context) -> bool:
    return all(check_formula(latex, context).holds for context in contexts)


_LOOSE = re.compile(
    r"\\(left|right)(?![a-zA-Z])\s*(?![\s(\[|.)\]]|\\[{}|]|\\[lr]?(vert|Vert|floor|ceil|angle|brac))"
)


def _tidy(latex: str, original: str) -> str:
    r"""Return a correction as a hand would write it: no `+` where something begins, `\top` as before."""
    latex = re.sub(r"((?:=|\\le|\\ge|[({\[])\s*&?\s*)\+\s*", r"\1", latex)
    latex = re.sub(r"\^\{1\}|\^1(?!\d)", "", latex)
    latex = re.sub(r"((?:=|\()\s*&?\s*)1 (?=[a-zA-Z\\(])", r"\1", latex)
    latex = re.sub(r"(\d) \\cdot (?=[a-zA-Z\\])", r"\1 ", latex)
    if _LOOSE.search(latex) and r"\left." not in latex:  # an edit has parted \left from its bracket
        latex = re.sub(r"\\(left|right)(?![a-zA-Z])", "", latex)
    if r"\top" in original and "^T" not in original:
        latex = re.sub(r"\^T(?![a-zA-Z])", r"^\\top ", latex)
    return " ".join(latex.split())


def _pair(latex: str, context: Context) -> str:
    """Return the two sides of a chain that differ, or the formula if it is no chain."""
    try:
        statements = read_statements(latex, context.vocabulary)
    except EquationError:
        return latex
    if len(statements) != 1 or len(statements[0].relations) == 1:
        return latex
    statement = statements[0]
    for n, relation in enumerate(statement.relations):
        pair = statement.sides[n : n + 2]
        if not seems_true([replace(statement, sides=pair, relations=(relation,))], context, _FEW):
            return latex[pair[0].span[0] : pair[1].span[1]].replace("&", "").replace(r"\\", "")
    return latex
