"""The mutation run: falsifies each claim of a page in turn, and asks whether the checks see it.

A mutant that nothing sees is a survivor: the checks are blind there, or the mutant means the same as before.
Which of the two no program decides; a human lists the reason, and a survivor without one fails the run.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from unittest import mock

import livepage.run
from livepage.check import check, check_claim
from livepage.claims import Claim, Code, Embed, Equation, FaultsError, Figure, Output, Value, shown_path
from livepage.equations import Context, check_latex
from livepage.equations.check import check_statements
from livepage.equations.mutate import Mutant as EquationMutant
from livepage.equations.mutate import mutate
from livepage.mutants import Slip, of_code, of_output, of_shown
from livepage.page import Page, parse
from livepage.run import Results, run
from livepage.settings import Settings

FEW = 2  # points
KINDS = ("equation", "output", "value", "code")


@dataclass(frozen=True)
class Mutant:
    """A falsified claim: `old` became `new`, the lines that differ; `caught` is None if it was left out."""

    kind: str
    slip: str
    path: Path
    line: int
    old: str
    new: str
    caught: bool | None

    def __str__(self) -> str:
        """Print where it is, then what was there and what it became."""
        where = f"{shown_path(self.path)}:{self.line}: {self.kind}, {self.slip}"
        return f"{where}\n    {self.old}\n    {self.new}"


@dataclass(frozen=True)
class Reasons:
    """Why listed survivors are no faults, for each page: the lines before and after → the reason."""

    listed: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path | None) -> Reasons:
        """Read a TOML file that has, for each page, tables with `why` and a list `mutants` of pairs."""
        tables = tomllib.loads(file.read_text(encoding="utf-8")) if file else {}
        return cls(
            {
                page: {(old, new): entry["why"] for entry in entries for old, new in entry["mutants"]}
                for page, entries in tables.items()
            }
        )

    def of(self, page: Path, mutant: Mutant) -> str | None:
        """Return the reason for a survivor, if there is one."""
        return self._for(page).get((mutant.old, mutant.new))

    def stale(self, page: Path, mutants: list[Mutant]) -> list[tuple[str, str]]:
        """Return the entries for which there is no such survivor any more."""
        alive = {(mutant.old, mutant.new) for mutant in mutants if not mutant.caught}
        return [pair for pair in self._for(page) if pair not in alive]

    def _for(self, page: Path) -> dict[tuple[str, str], str]:
        place = page.resolve().as_posix()
        return next((pairs for name, pairs in self.listed.items() if place.endswith(f"/{name}")), {})


def mutation_run(page: Page, context: Context | None, code: int | None = None) -> list[Mutant]:
    """Falsify the page's claims one at a time.

    Args:
        page: a page without faults.
        context: what the symbols of its equations mean; without it they are left out.
        code: how many mutants of code to run, or all of them. Each is a run of the page.

    Raises:
        FaultsError: if the page has faults already.
    """
    results = _run(page, context)
    if faults := check(page, results):
        raise FaultsError(faults)
    parts = (_equations(page, results, context), _shown(page, results), _expressions(page, results))
    return [*chain(*parts), *_code(page, results, code)]


def _run(page: Page, context: Context | None = None) -> Results:
    """Run the page, but save no figure: no claim is made of what one shows, and it takes most of the time."""
    with mock.patch.object(livepage.run, "to_svg", return_value=""):
        return run(page, context)


def _run_falsified(page: Page, before: Results) -> Results:
    """Run a page of which code or values were falsified: its equations stand as before."""
    return replace(_run(page), verdicts=before.verdicts)


def _mutant(
    kind: str, slip: str, path: Path, line: int, texts: tuple[str, str], caught: bool | None
) -> Mutant:
    """Describe a change by the lines that differ; `line` is that of the first line of the texts."""
    old, new = (text.split("\n") for text in texts)
    same = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    old, new = old[same:], new[same:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    before, after = (" ".join(" ".join(lines).split()) for lines in (old, new))
    return Mutant(kind, slip, path, line + same, before, after, caught)


def _equations(page: Page, results: Results, context: Context | None) -> Iterator[Mutant]:
    """Falsify the displayed equations, and those of the derivations, which are the page's as well."""
    for source in [page, *results.derived.values()]:
        for claim in source.claims:
            if context and isinstance(claim, Equation) and claim.display:
                for mutant, caught in _judged(claim.latex, _Graph(context)):
                    texts = claim.latex, mutant.latex
                    yield _mutant("equation", mutant.kind, source.path, claim.line + 1, texts, caught)


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
def _judged(latex: str, graph: _Graph) -> list[tuple[EquationMutant, bool]]:
    """Return the mutants of an equation that holds, each with whether it is caught."""
    if not check_latex(latex, graph.context).holds:
        return []
    mutants = mutate(latex, graph.context.vocabulary)
    return [(mutant, _is_caught(mutant, graph.context)) for mutant in mutants]


def _is_caught(mutant: EquationMutant, context: Context) -> bool:
    """Check the mutant at a few points first: what is false there is false."""
    few = check_statements(mutant.latex, mutant.statements, context, FEW)
    return few.status == "false" or not check_statements(mutant.latex, mutant.statements, context).holds


def _shown(page: Page, results: Results) -> Iterator[Mutant]:
    """Falsify what outputs and values show; the page need not run again for it."""
    for claim in page.claims:
        if isinstance(claim, Output):
            for slip in of_output(claim.body):
                caught = _fails(page, results, claim, replace(claim, body=slip.text))
                yield _mutant("output", slip.name, page.path, claim.line + 1, (claim.body, slip.text), caught)
        elif isinstance(claim, Value):
            for slip in of_shown(claim.shown):
                caught = _fails(page, results, claim, replace(claim, shown=slip.text))
                texts = f"{claim.shown} {claim.template}", f"{slip.text} {claim.template}"
                yield _mutant("value", slip.name, page.path, claim.line, texts, caught)


def _fails(page: Page, results: Results, old: Claim, new: Claim) -> bool:
    """Say whether the check refuses the claim `new`, if it stood in the place of `old`."""
    if isinstance(old, Value):
        results = replace(results, values={new: results.values[old]})
    return check_claim(_with(page, {old: new}), results, new) is not None


def _with(page: Page, changed: dict[Claim, Claim]) -> Page:
    return replace(page, claims=[changed.get(claim, claim) for claim in page.claims])


def _expressions(page: Page, results: Results) -> Iterator[Mutant]:
    """Give each value the expression of another that shows something else; one run tells of all of them."""
    values = [claim for claim in page.claims if isinstance(claim, Value)]
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
        yield _mutant("value", "expression", page.path, old.line, texts, caught)


def _code(page: Page, results: Results, count: int | None) -> Iterator[Mutant]:
    """Falsify the code that stands on the page; what it embeds has tests of its own."""
    found = [
        (claim, slip)
        for claim in page.claims
        if isinstance(claim, Code) and not isinstance(claim, Embed)
        for slip in of_code(claim.body)
    ]
    count = len(found) if count is None else min(count, len(found))
    chosen = set(random.Random(page.text).sample(range(len(found)), count))
    undrawn = _undrawn(page, results) if count else page
    for n, (claim, slip) in enumerate(found):
        shortest = undrawn if claim in undrawn.claims else page
        caught = _breaks(shortest, results, claim, slip) if n in chosen else None
        yield _mutant("code", slip.name, page.path, claim.line + 1, (claim.body, slip.text), caught)


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


def table(mutants: dict[Path, list[Mutant]], reasons: Reasons) -> str:
    """Return how many mutants of each page and kind there were, were caught, and are explained."""
    rows: list[tuple[str, ...]] = [("page", "kind", "mutants", "caught", "explained")]
    for page, of_page in mutants.items():
        for kind in KINDS:
            done = [mutant for mutant in of_page if mutant.kind == kind and mutant.caught is not None]
            alive = [mutant for mutant in done if not mutant.caught]
            explained = sum(reasons.of(page, mutant) is not None for mutant in alive)
            if done:
                counts = (len(done), len(done) - len(alive), explained)
                rows.append((page.stem, kind, *map(str, counts)))
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        "  ".join([*(row[n].ljust(widths[n]) for n in (0, 1)), *(row[n].rjust(widths[n]) for n in (2, 3, 4))])
        for row in rows
    )


def problems(mutants: dict[Path, list[Mutant]], reasons: Reasons) -> list[str]:
    """Return the survivors without a reason, and the reasons without a survivor."""
    found = []
    for page, of_page in mutants.items():
        alive = [mutant for mutant in of_page if mutant.caught is False]
        found += [f"{mutant}" for mutant in alive if reasons.of(page, mutant) is None]
        stale = reasons.stale(page, of_page)
        found += [
            f"{shown_path(page)}: no such survivor any more\n    {old}\n    {new}" for old, new in stale
        ]
    return found


def survivors(mutants: dict[Path, list[Mutant]], reasons: Reasons) -> list[str]:
    """Return each survivor that has a reason, with it."""
    return [
        f"{mutant}\n    {why}"
        for page, of_page in mutants.items()
        for mutant in of_page
        if mutant.caught is False and (why := reasons.of(page, mutant))
    ]


def run_all(paths: Iterable[Path], root: Path, code: int | None = None) -> dict[Path, list[Mutant]]:
    """Falsify the claims of several pages of the project at `root`; see `mutation_run`."""
    settings, found = Settings.load(root), {}
    for path in paths:
        page = parse(path.read_text(encoding="utf-8-sig"), path, settings.exempt)
        found[path] = mutation_run(page, settings.context_for(path, root), code)
    return found


def summary(root: Path, listed: Path, without: Path) -> str:
    """Return the table for the pages in `docs`, without mutants of code: each takes a run of the page.

    Args:
        root: the folder of the project.
        listed: the file of reasons.
        without: the page that shows the table, as it cannot be run to fill itself.
    """
    paths = [path for path in sorted((root / "docs").rglob("*.md")) if path.resolve() != without.resolve()]
    return table(run_all(paths, root, code=0), Reasons.load(listed))


def report(paths: list[Path], root: Path, listed: Path | None, code: int | None) -> int:
    """Print survivors, table and problems; return 1 if a survivor has no reason, or a reason no survivor."""
    found, reasons = run_all(paths, root, code), Reasons.load(listed)
    wrong = problems(found, reasons)
    print("\n".join([*survivors(found, reasons), table(found, reasons)]))
    for problem in wrong:
        print(problem, file=sys.stderr)
    return 1 if wrong else 0
