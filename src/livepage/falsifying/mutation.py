"""The mutation run: falsifies each claim of a page in turn, and asks whether the checks see it.

A mutant that nothing sees may be as true as what it was made of: `second_opinion` finds that out in a way of
its own. The others are survivors, for which `livepage.falsifying.survivors` wants a reason.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from livepage.checking.check_page import check, check_claim
from livepage.checking.check_table import is_given, with_cell
from livepage.equations import check_latex
from livepage.equations.chapter.context import Context
from livepage.equations.formula import Mutant
from livepage.equations.mutate import mutate
from livepage.equations.trees.statements import read_statements
from livepage.equations.verdicts.check_formula import check_statements, is_false
from livepage.falsifying.falsification import Falsification
from livepage.falsifying.mutants import Slip, of_code, of_output, of_shown
from livepage.falsifying.second_opinion import is_as_true, shows_the_same
from livepage.model.claims import (
    Autodoc,
    Claim,
    Code,
    Derivation,
    Element,
    Embed,
    Equation,
    Exempt,
    FaultsError,
    Figure,
    Output,
    Table,
    Value,
)
from livepage.model.kinds import entry
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.running.declared_graphs import Graphs
from livepage.running.judge import judge
from livepage.running.run import run

FEW = 2  # points


def mutation_run(
    page: Page, graphs: Graphs, code: int | None = None, results: Results | None = None
) -> list[Falsification]:
    """Falsify the page's claims one at a time.

    Args:
        page: a page without faults.
        graphs: what the symbols of its equations mean; those without a graph are left out.
        code: how many mutants of code to run, or all of them. Each is a run of the page.
        results: what the page came to, if it was run and judged before.

    Raises:
        FaultsError: if the page has faults already.
    """
    if results is None:
        results = replace(_run(page), verdicts=judge(page, graphs).verdicts)
    if faults := check(page, results):
        raise FaultsError(faults)
    run_of = _Run(page, results, graphs, code)
    groups: dict[_Part, list[Claim]] = {part: [] for part in FALSIFY.values()}
    for claim in page.claims:
        groups[entry(FALSIFY, claim)].append(claim)
    return [mutant for part, claims in groups.items() if claims for mutant in part(run_of, claims)]


@dataclass(frozen=True)
class _Run:
    """A page that holds, what came of it, and what `mutation_run` was asked."""

    page: Page
    results: Results
    graphs: Graphs
    code: int | None


def _run(page: Page) -> Results:
    """Run the page, but save no figure: no claim is made of what one shows, and it takes most of the time."""
    return run(page, draw=lambda _figure, _name: "")


def _run_falsified(page: Page, before: Results) -> Results:
    """Run a page of which code or values were falsified: its equations stand as before."""
    return replace(_run(page), verdicts=before.verdicts)


def _falsification(
    kind: str,
    slip: str,
    path: Path,
    line: int,
    texts: tuple[str, str],
    caught: bool | None,
    true: bool = False,
) -> Falsification:
    """Describe a change by the lines that differ; `line` is that of the first line of the texts."""
    old, new = (text.split("\n") for text in texts)
    same = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    old, new = old[same:], new[same:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    before, after = (" ".join(" ".join(lines).split()) for lines in (old, new))
    return Falsification(kind, slip, path, line + same, before, after, caught, true)


def _displayed(run: _Run, claims: Sequence[Equation]) -> Iterator[Falsification]:
    return falsified_equations(run.page, claims, run.graphs)


def _derived(run: _Run, claims: Sequence[Derivation]) -> Iterator[Falsification]:
    """Falsify the equations of derivations, which are the page's as well."""
    for claim in claims:
        source = run.results.derived[claim]
        yield from falsified_equations(source, source.claims, Graphs(run.graphs.of(run.page, claim)))


def falsified_equations(page: Page, claims: Sequence[Claim], graphs: Graphs) -> Iterator[Falsification]:
    """Falsify the displayed equations among claims of a page that has no faults."""
    for claim in claims:
        context = graphs.of(page, claim)
        if context and isinstance(claim, Equation) and claim.display:
            for mutant, caught, true in _judged(claim.latex, _Graph(context)):
                texts = claim.latex, mutant.latex
                yield _falsification("equation", mutant.kind, page.path, claim.line + 1, texts, caught, true)


@dataclass(frozen=True, eq=False)
class _Graph:
    """A context by which results can be remembered: it equals only itself."""

    context: Context

    def __eq__(self, other: object) -> bool:
        """Compare identities."""
        return isinstance(other, _Graph) and other.context is self.context

    def __hash__(self) -> int:
        """Hash the identity."""
        return id(self.context)


@lru_cache(maxsize=1024)
def _judged(latex: str, graph: _Graph) -> list[tuple[Mutant, bool, bool]]:
    """Return the mutants of an equation that holds, each with whether it is caught, and else is true."""
    context = graph.context
    if not check_latex(latex, context).holds:
        return []
    said = read_statements(latex, context.vocabulary)
    found = ((mutant, _is_caught(mutant, context)) for mutant in mutate(latex, context.vocabulary))
    return [
        (mutant, caught, not caught and is_as_true(said, mutant.statements, context))
        for mutant, caught in found
    ]


def _is_caught(mutant: Mutant, context: Context) -> bool:
    """Look at a few points first: what is false there is false."""
    statements = mutant.statements
    return is_false(statements, context, FEW) or not check_statements(statements, context).holds


def _outputs(run: _Run, claims: Sequence[Output]) -> Iterator[Falsification]:
    """Falsify what outputs show; the page need not run again for it, as for values and tables."""
    for claim in claims:
        for slip in of_output(claim.body):
            caught = _fails(run.page, run.results, claim, replace(claim, body=slip.text))
            true = not caught and shows_the_same(slip.text, _printed(run, claim))
            texts = claim.body, slip.text
            yield _falsification("output", slip.name, run.page.path, claim.line + 1, texts, caught, true)


def _printed(run: _Run, claim: Output) -> str:
    code = run.page.printers[claim]
    return run.results.printed[code] if code else ""


def _values(run: _Run, claims: Sequence[Value]) -> Iterator[Falsification]:
    for claim in claims:
        for slip in of_shown(claim.shown):
            new = replace(claim, shown=slip.text)
            results = replace(run.results, values={new: run.results.values[claim]})
            caught = _fails(run.page, results, claim, new)
            texts = f"{claim.shown} {claim.template}", f"{slip.text} {claim.template}"
            yield _falsification("value", slip.name, run.page.path, claim.line, texts, caught)
    yield from _expressions(run, claims)


def _tables(run: _Run, claims: Sequence[Table]) -> Iterator[Falsification]:
    """Falsify each cell that the code gives."""
    for claim in claims:
        found = run.results.tables[claim]
        for row, column in itertools.product(range(len(claim.lines)), range(len(claim.lines[0]))):
            if not is_given(claim, found, row, column):
                continue
            cell = claim.lines[row][column]
            for slip in of_shown(cell.text):
                new = with_cell(claim, row, column, slip.text)
                results = replace(run.results, tables={new: found})
                caught = _fails(run.page, results, claim, new)
                texts = f"{cell.text} {claim.arguments}", f"{slip.text} {claim.arguments}"
                yield _falsification("table", slip.name, run.page.path, claim.line + 1 + row, texts, caught)


def _fails(page: Page, results: Results, old: Claim, new: Claim) -> bool:
    """Say whether the check refuses the claim `new`, if it stood in the place of `old`."""
    return check_claim(_with(page, {old: new}), results, new) is not None


def _with(page: Page, changed: dict[Claim, Claim]) -> Page:
    return replace(page, claims=[changed.get(claim, claim) for claim in page.claims])


def _expressions(run: _Run, values: Sequence[Value]) -> Iterator[Falsification]:
    """Give each value the expression of another that shows something else; one run tells of all of them."""
    page, results = run.page, run.results
    changed: dict[Claim, Claim] = {}
    for n, claim in enumerate(values):
        others = (o for o in [*values[n + 1 :], *values[:n]] if results.values[o] != results.values[claim])
        if other := next(others, None):
            changed[claim] = replace(claim, template=other.template)
    falsified = _with(page, changed)
    again = _run_falsified(falsified, results) if changed else results
    for old, new in changed.items():
        assert isinstance(old, Value)
        assert isinstance(new, Value)
        texts = f"{old.shown} {old.template}", f"{old.shown} {new.template}"
        caught = check_claim(falsified, again, new) is not None
        yield _falsification("value", "expression", page.path, old.line, texts, caught)


def _code(run: _Run, claims: Sequence[Code]) -> Iterator[Falsification]:
    """Falsify the code that stands on the page; what it embeds has tests of its own."""
    page, results = run.page, run.results
    found = [(claim, slip) for claim in claims for slip in of_code(claim.body)]
    count = len(found) if run.code is None else min(run.code, len(found))
    chosen = set(random.Random(page.text).sample(range(len(found)), count))
    undrawn = _undrawn(page, results) if count else page
    for n, (claim, slip) in enumerate(found):
        shortest = undrawn if claim in undrawn.claims else page
        caught = _breaks(shortest, results, claim, slip) if n in chosen else None
        yield _falsification("code", slip.name, page.path, claim.line + 1, (claim.body, slip.text), caught)


def _undrawn(page: Page, results: Results) -> Page:
    """Leave out the figures and the code that draws them, if the rest stands without: they take most time."""
    dropped: set[Claim] = set()
    code: Claim | None = None
    for claim in page.claims:
        if isinstance(claim, Figure):
            dropped |= {claim, code or claim}
        code = claim if isinstance(claim, Code) else code
    smaller = replace(page, claims=[claim for claim in page.claims if claim not in dropped])
    return page if check(smaller, _run_falsified(smaller, results)) else smaller


def _breaks(page: Page, results: Results, claim: Code, slip: Slip) -> bool:
    falsified = _with(page, {claim: replace(claim, body=slip.text)})
    return bool(check(falsified, _run_falsified(falsified, results)))


def _nothing(_run: _Run, _claims: Sequence[Claim]) -> Iterator[Falsification]:
    """Falsify none: what an embed holds has tests of its own, and the others state nothing to change."""
    return iter(())


_Part = Callable[[_Run, Sequence[Any]], Iterator["Falsification"]]

FALSIFY: dict[type[Claim], _Part] = {
    Equation: _displayed,
    Derivation: _derived,
    Autodoc: _nothing,
    Output: _outputs,
    Value: _values,
    Table: _tables,
    Code: _code,
    Embed: _nothing,
    Figure: _nothing,
    Element: _nothing,
    Exempt: _nothing,
}
"""How the claims of each kind are falsified, all of a page's at once."""
