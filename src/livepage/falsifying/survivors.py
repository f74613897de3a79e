"""What the mutation run found, and why each survivor is no fault.

Where a mutant survives, the checks are blind, or it is true for a reason that no program here finds: a human
lists that reason, and a survivor without one fails the run.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from livepage.falsifying.falsification import Falsification
from livepage.falsifying.mutation_jobs import run_all
from livepage.model.claims import shown_path
from livepage.project import Project

KINDS = ("equation", "output", "value", "table", "code")
TRUE = "it says nothing false: that was worked out in another way, at other points"
NO_REASON = "no reason is given"
ADVICE = """\
No check notices these slips: with the second line the page would pass as well. If that line is false, its
claim is hardly checked: let the graph draw its inputs otherwise, none always 0, 1, of one sign or in one
order, or let the page print what depends on it.
If it is true, write why between the quotes, and paste this into """
Found = dict[Path, list[Falsification]]


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

    def of(self, page: Path, mutant: Falsification) -> str | None:
        """Return the reason for a survivor, if there is one; a blank one is none."""
        return self._for(page).get((mutant.old, mutant.new), "").strip() or None

    def stale(self, page: Path, mutants: list[Falsification]) -> list[tuple[str, str]]:
        """Return the entries for which there is no such survivor any more."""
        alive = {(mutant.old, mutant.new) for mutant in mutants if mutant.caught is None or mutant.survives}
        return [pair for pair in self._for(page) if pair not in alive]

    def _for(self, page: Path) -> dict[tuple[str, str], str]:
        place = page.resolve().as_posix()
        return next((pairs for name, pairs in self.listed.items() if place.endswith(f"/{name}")), {})


def mutation_table(mutants: Found, reasons: Reasons) -> str:
    """Return a Markdown table: how many claims of each page and kind were falsified, and their fate."""
    rows: list[tuple[str, ...]] = [("page", "kind", "falsified", "noticed", "true as well", "explained")]
    rows.append(("---", "---", *["--:"] * 4))
    for page, of_page in mutants.items():
        for kind in KINDS:
            done = [mutant for mutant in of_page if mutant.kind == kind and mutant.caught is not None]
            noticed, true = (
                sum(flags) for flags in ([m.caught is True for m in done], [m.true for m in done])
            )
            explained = sum(mutant.survives and reasons.of(page, mutant) is not None for mutant in done)
            if done:
                rows.append((_title(page), kind, *map(str, (len(done), noticed, true, explained))))
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        for row in rows
    )


def _title(page: Path) -> str:
    """Return what a reader calls a page or a lab: its first heading, or the name of its file."""
    mark = "# # " if page.suffix == ".py" else "# "
    heading = re.search(rf"^{mark}(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return heading[1] if heading else page.stem


def problems(mutants: Found, reasons: Reasons) -> list[str]:
    """Return the survivors without a reason, and the reasons without a survivor."""
    found = []
    for page, of_page in mutants.items():
        alive = [mutant for mutant in of_page if mutant.survives]
        found += [f"{mutant}" for mutant in alive if reasons.of(page, mutant) is None]
        stale = reasons.stale(page, of_page)
        found += [
            f"{shown_path(page)}: no such survivor any more\n    {old}\n    {new}" for old, new in stale
        ]
    return found


def unexplained(mutants: Found, reasons: Reasons, listed: Path | None = None) -> list[str]:
    """Return the survivors without a reason as lines for the list, in which the reason is left to write."""
    lines: list[str] = []
    for page, of_page in mutants.items():
        alive = [mutant for mutant in of_page if mutant.survives and reasons.of(page, mutant) is None]
        pairs = [f"    [{_toml(mutant.old)}, {_toml(mutant.new)}]," for mutant in alive]
        lines += [f'[["{shown_path(page)}"]]', 'why = ""', "mutants = [", *pairs, "]", ""] if pairs else []
    where = shown_path(listed.absolute()) if listed else "a file for --survivors"
    return [f"{ADVICE}{where}:", "", *lines] if lines else []


def _toml(text: str) -> str:
    """Write a string as TOML has it: as it stands, unless it cannot stand so."""
    return json.dumps(text, ensure_ascii=False) if "'" in text or "\n" in text else f"'{text}'"


def survivors(mutants: Found, reasons: Reasons) -> list[str]:
    """Return the reasons as a list, below each what went unnoticed and why it may."""
    unnoticed: dict[str, list[str]] = {}
    for page, of_page in mutants.items():
        for mutant in of_page:
            if mutant.caught is False:
                why = TRUE if mutant.true else reasons.of(page, mutant) or NO_REASON
                row = f"    - {_title(page)}: `{mutant.old}` → `{mutant.new}`"
                unnoticed.setdefault(why, []).append(row)
    return [line for why, rows in unnoticed.items() for line in (f"- {why}", *rows)]


def summary(found: Found, listed: Path | None) -> tuple[str, list[str]]:
    """Return table and survivors as Markdown, and what is wrong: survivors or reasons without each other."""
    reasons = Reasons.load(listed)
    wrong = problems(found, reasons)
    text = "\n".join([mutation_table(found, reasons), "", *survivors(found, reasons)])
    return text, [*wrong, *unexplained(found, reasons, listed)]


def report(paths: list[Path], project: Project, listed: Path | None, code: int | None, wrong: int = 1) -> int:
    """Print the summary of files; return `wrong` if a survivor has no reason, or a reason no survivor."""
    text, lines = summary(run_all(paths, project, code), listed)
    print(text)
    for line in lines:
        print(line, file=sys.stderr)
    return wrong if lines else 0
