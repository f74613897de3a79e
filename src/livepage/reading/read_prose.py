"""Turns running text into values and inline formulas, and reports what in it nothing checks."""

from __future__ import annotations

from bisect import bisect_right

from livepage.model.claims import Equation, Exempt, FaultCode, Value
from livepage.model.template import field_problem
from livepage.reading.draft import Draft
from livepage.reading.pieces import unquoted
from livepage.reading.prose import Prose, scan, scan_display


def read_prose(draft: Draft, start: int, end: int) -> None:
    """Read the text between two positions, in which there is no block."""
    prose = scan(draft.text.text, start, end)
    _values(draft, prose)
    _formulas(draft, prose)
    draft.ordinals += prose.ordinals
    _spans(draft, prose)
    draft.check_loose(_not_exempt(prose), start, end)
    _unread(draft, prose)


def read_given(draft: Draft, start: int, end: int) -> None:
    """Read text that code gives, as a cell of a table: its numbers are accounted for."""
    prose = scan(draft.text.text, start, end)
    _formulas(draft, prose)
    _spans(draft, prose)
    _unread(draft, prose)


def _spans(draft: Draft, prose: Prose) -> None:
    draft.spans += [(span[0], unquoted(draft.text.text, *span).strip("`")) for span in prose.spans]


def _not_exempt(prose: Prose) -> list[tuple[int, int]]:
    """Return the loose numbers but for those of an exempt formula, which its reason is for."""
    formulas = sorted(prose.exempt)
    loose = []
    for span in prose.loose:
        at = bisect_right(formulas, span) - 1
        if at < 0 or span[1] > formulas[at][1]:
            loose.append(span)
    return loose


def _unread(draft: Draft, prose: Prose) -> None:
    """Report what is there and read by nothing."""
    for span in prose.unchecked:
        draft.fault(
            span[0],
            f"{draft.text[span]} is something that nothing checks here",
            "code in a fence, an image or an equation on lines of its own",
        )
    for span in prose.raw:
        if draft.text[span].startswith("$"):
            expected = r"\$ for a dollar sign; $…$ without a space inside, or a letter or digit behind it"
            draft.fault(
                span[0], "this dollar sign is shown as it stands: it begins or ends no formula", expected
            )
        else:
            message = f"{draft.text[span]} is shown as it stands, not as a formula"
            draft.fault(span[0], message, "$…$ in a line, or $$…$$ on lines of its own")
    for span in prose.tags:
        message = "a browser takes this for a tag, and shows nothing of it"
        draft.fault(span[0], message, "&lt; for the sign <, or a formula", draft.text[span])


def read_display(draft: Draft, start: int, end: int) -> None:
    """Read the numbers of a displayed equation, each of which a comment behind it ties to an expression."""
    prose = scan_display(draft.text.text, start, end)
    _values(draft, prose)
    draft.check_loose(prose.loose, start, end)


def _formulas(draft: Draft, prose: Prose) -> None:
    for formula in prose.formulas:
        latex = unquoted(draft.text.text, *formula).strip("$")
        draft.check_latex(formula[0] + 1, latex, display=False)
        exemption = prose.exempt.get(formula)
        reason = exemption.reason if exemption else ""
        loose = any(formula[0] <= span[0] < formula[1] for span in prose.loose) if exemption else False
        draft.add(Equation, *formula, latex=latex, display=False, reason=reason, states=loose)
        if exemption:
            draft.add(Exempt, *exemption.comment, text=draft.text[formula], reason=reason)
            if not reason:
                message, expected = "an exemption needs a reason", "<!-- exempt: reason -->"
                draft.fault(exemption.comment[0], message, expected, code=FaultCode.EXEMPTION)
    for span in prose.misplaced:
        message, expected = "this exemption follows no formula", "$…$<!-- exempt: reason -->"
        draft.fault(span[0], message, expected, draft.text[span], code=FaultCode.EXEMPTION)


def _values(draft: Draft, prose: Prose) -> None:
    for tie in prose.ties:
        shown = draft.text[tie.shown]
        draft.add(Value, *tie.comment, shown=shown, shown_end=tie.shown[1], template=tie.template)
        if wrong := field_problem(tie.template, draft.defined):
            draft.fault(tie.shown[0], wrong, "{expression:format}", tie.template)
    for cut in prose.cut:
        message = "this comment stands within the number or word that a reader sees"
        draft.fault(cut[0], message, "it behind the last letter or digit", draft.text[cut])
    for idle in prose.idle:
        draft.fault(
            idle[0], "this comment ties nothing", "number or word<!-- {expression} -->", draft.text[idle]
        )
