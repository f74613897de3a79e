"""Results as plain data, in which they cross from process to process and into the store; and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livepage.model.claims import Claim, Code, Derivation, Embed, Equation, Exempt, Fault, Output
from livepage.model.page import Page
from livepage.model.results import Results, Source
from livepage.model.table import Grid
from livepage.reading.parse import parse

if TYPE_CHECKING:
    from livepage.equations.verdicts.verdict import Verdict

Data = dict[str, Any]


def run_claims(page: Page) -> list[Claim]:
    """Return the claims that a run meets, in order."""
    return [claim for claim in page.claims if not isinstance(claim, Equation | Exempt)]


def graph_claims(page: Page) -> list[Claim]:
    """Return the claims that a graph decides, in order."""
    return [claim for claim in page.claims if isinstance(claim, Equation | Exempt | Derivation)]


def run_text(page: Page) -> Data:
    """Return what a run of the page depends on in its text: what runs, on which lines, and in what order.

    What is only shown, and compared with what ran, is not in it: a changed sentence runs nothing.
    """
    claims = [_run_part(claim) for claim in run_claims(page)]
    leave_out = sorted(page.leave_out) if any(isinstance(claim, Embed) for claim in page.claims) else []
    return {"claims": claims, "leave_out": leave_out, "exempt": _exempt(page)}


def judged_text(page: Page) -> Data:
    """Return what the verdicts on the page's equations depend on in its text."""
    parts = [[_formula(claim), page.graph_at(claim.start)] for claim in graph_claims(page)]
    graphs = [module for _, module in page.graphs]
    return {"formulas": parts, "graphs": graphs, "exempt": _exempt(page)}


def _formula(claim: Claim) -> str | None:
    return claim.target if isinstance(claim, Derivation) else getattr(claim, "latex", None)


def _exempt(page: Page) -> dict[str, str]:
    """Return the patterns by which derivations are read, if there are any."""
    return dict(page.exempt) if any(isinstance(claim, Derivation) for claim in page.claims) else {}


def _run_part(claim: Claim) -> Data:
    if isinstance(claim, Output):
        return {"kind": claim.kind}
    parts = {name: value for name, value in asdict(claim).items() if name not in _SHOWN}
    if not isinstance(claim, Code):
        del parts["line"]  # only code can say on which line it stands
    return {"kind": claim.kind} | parts


_SHOWN = {"start", "end", "shown", "shown_end", "caption_end", "body_end", "alt", "lines", "own_labels"}


def record(page: Page, results: Results, root: Path) -> Data:
    """Return the results as plain data: claims by their number, files by their place below `root`."""

    def of(claims: Sequence[Claim], table: Mapping[Claim, Any]) -> Data:
        return {str(n): as_data(table[claim], root) for n, claim in enumerate(claims) if claim in table}

    data: Data = {name: of(run_claims(page), getattr(results, name)) for name in _tables()}
    data["not_run"] = [n for n, claim in enumerate(run_claims(page)) if claim in results.not_run]
    data["graph"] = as_data(results.graph, root)
    data["verdicts"] = of(graph_claims(page), results.verdicts)
    data["verdicts of derivations"] = {
        str(n): of(graph_claims(results.derived[claim]), results.verdicts)
        for n, claim in enumerate(run_claims(page))
        if isinstance(claim, Derivation) and claim in results.derived
    }
    return data


def restored(page: Page, data: Data, root: Path) -> Results:
    """Return the results that `record` made into data.

    Raises:
        ValueError, KeyError, TypeError, AttributeError, IndexError: if these are no such data.
    """
    claims, results = run_claims(page), Results()
    for name in _tables():
        back = _BACK.get(name, _as_it_is)
        table = {claims[int(n)]: back(value, page, root) for n, value in data[name].items()}
        setattr(results, name, table)
    results.not_run = {claims[n] for n in data["not_run"]}
    results.graph = [_fault(each, page, root) for each in data["graph"]]
    sources = [(page, data["verdicts"])]
    sources += [(results.derived[claims[int(n)]], of) for n, of in data["verdicts of derivations"].items()]
    for source, verdicts in sources:
        formulas = graph_claims(source)
        results.verdicts |= {formulas[int(n)]: _verdict(value) for n, value in verdicts.items()}
    return results


def _tables() -> list[str]:
    """Return the names of what a run finds claim by claim."""
    apart = {"not_run", "graph", "verdicts"}
    return [field.name for field in fields(Results) if field.name not in apart]


def as_data(value: Any, root: Path) -> Any:
    """Return a value of the model as JSON has it, its files by their place below `root`."""
    if isinstance(value, Page):
        return {"file": as_data(value.path, root), "text": value.text, "first_line": value.first_line}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: as_data(part, root) for name, part in asdict(value).items()}
    if isinstance(value, list | tuple):
        return [as_data(part, root) for part in value]
    if isinstance(value, Path):
        return value.relative_to(root).as_posix() if value.is_relative_to(root) else value.as_posix()
    return value


def _as_it_is(value: Any, _page: Page, _root: Path) -> Any:
    return value


def _fault(data: Data, _page: Page, root: Path) -> Fault:
    return Fault(**{**data, "path": root / data["path"]})


def _sources(data: list[Data], _page: Page, root: Path) -> list[Source]:
    return [Source(**{**each, "file": root / each["file"]}) for each in data]


def _derived(data: Data, page: Page, root: Path) -> Page:
    path = root / data["file"]
    return parse(data["text"], path, page.exempt, data["first_line"], vet=None)  # its faults are recorded


def _verdict(data: Data) -> Verdict:
    from livepage.equations.verdicts.verdict import Verdict

    parts: Data = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return Verdict(**parts)


def _grid(data: Data, _page: Page, _root: Path) -> Grid:
    words = [data[name] and tuple(data[name]) for name in ("rows", "columns")]
    return Grid(tuple(map(tuple, data["values"])), *words)


_BACK: dict[str, Callable[[Any, Page, Path], Any]] = {
    "embedded": _sources,
    "derived": _derived,
    "faults": _fault,
    "tables": _grid,
}
