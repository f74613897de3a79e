"""Finds what claims name in `src`, and checks equations: all that is done before any code of a page runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from livepage.checking.check_equations import FAILS_INLINE
from livepage.model.claims import (
    Autodoc,
    Claim,
    Derivation,
    Embed,
    Equation,
    Exempt,
    Fault,
    FaultCode,
    shown_path,
)
from livepage.model.page import Page
from livepage.model.results import Results, Source
from livepage.reading.parse import parse
from livepage.running.autodoc import Documented
from livepage.running.declared_graphs import Graphs
from livepage.running.embed import EmbedError, derivation, embedded_sources
from livepage.running.isolation import isolated

if TYPE_CHECKING:
    from livepage.equations.chapter.context import Context
    from livepage.equations.verdicts.verdict import Verdict


def judge(page: Page, graphs: Graphs) -> Results:
    """Check the page's equations, and those of the derivations that it embeds, and run nothing."""
    with isolated(page.path):
        results = resolved(page)
        add_verdicts(results, page, graphs)
    return results


def add_verdicts(results: Results, page: Page, graphs: Graphs) -> None:
    """Check the formulas of the page and of the derivations that it embeds."""
    for claim in page.claims:
        context = graphs.of(page, claim)
        latex = claim.latex if isinstance(claim, Equation | Exempt) else None
        if latex is not None and context:
            results.verdicts[claim] = _verdict(claim, latex, context)
        elif claim in results.derived:
            add_verdicts(results, results.derived[claim], Graphs(context))


def _verdict(claim: Claim, latex: str, context: Context) -> Verdict:
    """Check a formula; what may be meant by it is looked for, which takes long, where a fault tells it."""
    from livepage.equations.verdicts.check_formula import check_formula  # with what not everyone has
    from livepage.equations.verdicts.suggest import check_latex

    verdict = check_formula(latex, context)
    is_displayed = isinstance(claim, Equation) and claim.display
    is_told = not verdict.holds if is_displayed else verdict.status in FAILS_INLINE
    return check_latex(latex, context) if is_told else verdict


def resolved(page: Page) -> Results:
    """Return results with the sources and derivations that claims name, or with what is wrong with those."""
    results, documented = Results(), Documented()
    for claim in page.claims:
        try:
            if isinstance(claim, Autodoc):
                documented.require(claim.target)
            if isinstance(claim, Embed):
                results.embedded[claim] = sources = embedded_sources(claim.body, page.leave_out)
                if stated := list(_stated(sources, page)):
                    message = "\n".join(["what is embedded here states what nothing checks", *stated])
                    results.faults[claim] = Fault(page.path, claim.line, message)
            elif isinstance(claim, Derivation):
                results.derived[claim] = derived = _derived(page, claim)
                if wrong := _faults(derived):
                    message = "\n".join([f"the derivation of {claim.target} has faults", *wrong])
                    results.faults[claim] = Fault(page.path, claim.line, message)
        except EmbedError as error:
            results.faults[claim] = Fault(page.path, claim.line + error.row, str(error))
    return results


def _stated(sources: list[Source], page: Page) -> Iterator[str]:
    """Say what comments and docstrings of sources state, as `livepage.reading.code_words` finds it."""
    for source in sources:
        shown = parse(f"```python\n{source.shown}```\n", source.file, page.exempt)
        for fault in shown.faults:
            if fault.code == FaultCode.WORDS_OF_CODE:
                yield f"{shown_path(source.file)}:{source.line}: {source.name}: {fault.message}"


def _derived(page: Page, claim: Derivation) -> Page:
    excerpt = derivation(claim.target)
    return parse(excerpt.text, excerpt.file, page.exempt, excerpt.line)


def _faults(derived: Page) -> list[str]:
    """Say what is wrong with a derivation, each with its own place."""
    faults = [f"{shown_path(fault.path)}:{fault.line}: {fault.message}" for fault in derived.faults]
    return faults + [
        f"{shown_path(derived.path)}:{other.line}: a derivation holds prose and equations, not {other.kind}"
        for other in derived.claims
        if not isinstance(other, Equation | Exempt)
    ]
