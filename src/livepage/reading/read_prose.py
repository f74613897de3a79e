"""Turns running text into values and inline formulas, and reports what in it nothing checks."""

from __future__ import annotations

from livepage.model.claims import Equation, Exempt, Value
from livepage.model.template import problem
from livepage.reading.draft import Draft
from livepage.reading.prose import Prose, scan, scan_display


def read_prose(draft: Draft, start: int, end: int) -> None:
    """Read the text between two positions, in which there is no block."""
    prose = scan(draft.text.text, start, end)
    _values(draft, prose)
    _formulas(draft, prose)
    draft.check_loose(prose.loose, start, end)
    for span in prose.unchecked:
        draft.fault(
            span[0],
            f"{draft.text[span]} is something that nothing checks here",
            "code in a fence, an image or an equation on lines of its own",
        )


def read_display(draft: Draft, start: int, end: int) -> None:
    """Read the numbers of a displayed equation, each of which a comment behind it ties to an expression."""
    prose = scan_display(draft.text.text, start, end)
    _values(draft, prose)
    draft.check_loose(prose.loose, start, end)


def _formulas(draft: Draft, prose: Prose) -> None:
    for formula in prose.formulas:
        latex = draft.text[formula].strip("$")
        draft.check_latex(formula[0] + 1, latex, display=False)
        exemption = prose.exempt.get(formula)
        reason = exemption.reason if exemption else ""
        draft.add(Equation, *formula, latex=latex, display=False, reason=reason)
        if exemption:
            draft.add(Exempt, *exemption.comment, text=draft.text[formula], reason=reason)
            if not reason:
                draft.fault(exemption.comment[0], "an exemption needs a reason", "<!-- exempt: reason -->")
    for span in prose.misplaced:
        draft.fault(
            span[0], "this exemption follows no formula", "$…$<!-- exempt: reason -->", draft.text[span]
        )


def _values(draft: Draft, prose: Prose) -> None:
    for tie in prose.ties:
        shown = draft.text[tie.shown]
        draft.add(Value, *tie.comment, shown=shown, shown_end=tie.shown[1], template=tie.template)
        if wrong := problem(tie.template):
            draft.fault(tie.shown[0], wrong, "{expression:format}", tie.template)
    for idle in prose.idle:
        draft.fault(
            idle[0], "this comment ties nothing", "number or word<!-- {expression} -->", draft.text[idle]
        )
