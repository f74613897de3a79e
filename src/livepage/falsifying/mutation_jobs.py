"""The mutation run of many files: each is falsified by a worker, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from livepage.falsifying.falsification import Falsification
from livepage.labs.cell_texts import read_text
from livepage.labs.source import read_file
from livepage.model.claims import Fault, FaultsError
from livepage.model.page import Page
from livepage.project import Project, Running
from livepage.running.declared_graphs import Graphs
from livepage.running.pool import Done
from livepage.running.record import Data, as_data, record, restored

JOB = "livepage.falsifying.mutation_jobs:falsified"
RUNS = 20
"""As many runs of a page may the falsifying of its claims take: hundreds of them, each checked anew."""
Files = Mapping[Path, Running | list[Page]]
"""Files whose claims are falsified: pages that run, or have run, and the texts of labs."""


def run_all(
    paths: Iterable[Path], project: Project, code: int | None = None
) -> dict[Path, list[Falsification]]:
    """Run pages of a project, and falsify their claims and those of labs; see `falsify`."""
    return falsify({path: _started(path, project) for path in paths}, project, code)


def falsify(files: Files, project: Project, code: int | None = None) -> dict[Path, list[Falsification]]:
    """Falsify the claims of each file in a process of its own; see `mutation_run`.

    Of a lab only the displayed equations are falsified; the rest of it is checked where it runs, in a kernel.

    Raises:
        FaultsError: if a page has faults already.
    """
    longest_first = sorted(
        files, key=lambda path: -len(path.read_bytes())
    )  # at the end few are left to wait for
    jobs = {path: _submitted(files[path], project, code) for path in longest_first}
    return {path: _mutants(jobs[path].result().answer, project.root) for path in files}


def _started(path: Path, project: Project) -> Running | list[Page]:
    return lab_texts(path, project) if path.suffix == ".py" else project.start(project.read(path))


def _submitted(texts: Running | list[Page], project: Project, code: int | None) -> Future[Done]:
    """Have a worker falsify what holds, given what a page came to: it does not run once more for that."""
    if not isinstance(texts, Running):
        return project.submit(JOB, texts, runs=RUNS, later=True, code=code, results=None)
    page, results = texts.page, texts.result()
    if faults := project.check(page, results):
        raise FaultsError(faults)
    undrawn = replace(results, figures=dict.fromkeys(results.figures, ""), drawn={})
    known = record(page, undrawn, project.root)
    return project.submit(JOB, [page], runs=RUNS, later=True, code=code, results=known)


def lab_texts(path: Path, project: Project) -> list[Page]:
    """Return the texts of a lab.

    Raises:
        FaultsError: if it has faults.
    """
    lab = read_file(path)
    texts = [read_text(cell, lab.path, project.read) for cell in lab.cells if cell.kind != "code"]
    if faults := [*lab.faults, *(fault for page in texts for fault in page.faults)]:
        raise FaultsError(faults)
    return texts


def lab_run(texts: list[Page], graphs: Graphs) -> list[Falsification]:
    """Falsify the displayed equations of a lab's texts."""
    from livepage.falsifying.mutation import falsified_equations

    return [mutant for page in texts for mutant in falsified_equations(page, page.claims, graphs)]


def falsified(request: Data) -> Data:
    """Do in a worker what `falsify` asks for; a build that has its answers kept imports nothing for it."""
    from livepage.running.declared_graphs import graphs_of
    from livepage.running.jobs import pages_of

    pages, root = pages_of(request), Path(request["root"])
    graphs, faults = graphs_of(request["graph"], pages)
    try:
        if faults:
            raise FaultsError(faults)
        found = _found(request, pages, graphs, root)
    except FaultsError as error:
        return {"faults": as_data(error.faults, root)}
    return {"mutants": as_data(found, root)}


def _found(request: Data, pages: list[Page], graphs: Graphs, root: Path) -> list[Falsification]:
    if request["results"] is None:
        return lab_run(pages, graphs)
    from livepage.falsifying.mutation import mutation_run

    (page,) = pages
    return mutation_run(page, graphs, request["code"], restored(page, request["results"], root))


def _mutants(answer: Data, root: Path) -> list[Falsification]:
    if "faults" in answer:
        raise FaultsError([Fault(**{**data, "path": root / data["path"]}) for data in answer["faults"]])
    return [Falsification(**{**data, "path": root / data["path"]}) for data in answer["mutants"]]
