"""The mutation run of many files: each is falsified by a worker, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from livepage.falsifying.mutation import Falsification, falsified_equations, mutation_run
from livepage.labs.cell_texts import read_text
from livepage.labs.source import read_file
from livepage.model.claims import Fault, FaultsError
from livepage.model.page import Page
from livepage.project import Project
from livepage.running.declared_graphs import Graphs, graphs_of
from livepage.running.jobs import pages_of
from livepage.running.record import Data, as_data

JOB = "livepage.falsifying.mutation_jobs:falsified"
RUNS = 20
"""As many runs of a page may the falsifying of its claims take: hundreds of them, each checked anew."""


def run_all(
    paths: Iterable[Path], project: Project, code: int | None = None
) -> dict[Path, list[Falsification]]:
    """Falsify the claims of files of a project, each file in a process of its own; see `mutation_run`.

    Of a lab only the displayed equations are falsified; the rest of it is checked where it runs, in a kernel.

    Raises:
        FaultsError: if a page has faults already.
    """
    jobs = {}
    for path in paths:
        pages = lab_texts(path, project) if path.suffix == ".py" else [project.read(path)]
        jobs[path] = project.submit(JOB, pages, runs=RUNS, lab=path.suffix == ".py", code=code)
    return {path: _mutants(job.result().answer, project.root) for path, job in jobs.items()}


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
    return [mutant for page in texts for mutant in falsified_equations(page, page.claims, graphs)]


def falsified(request: Data) -> Data:
    """Do in a worker what `run_all` asks for."""
    pages, root = pages_of(request), Path(request["root"])
    graphs, faults = graphs_of(request["graph"], pages)
    try:
        if faults:
            raise FaultsError(faults)
        found = lab_run(pages, graphs) if request["lab"] else mutation_run(pages[0], graphs, request["code"])
    except FaultsError as error:
        return {"faults": as_data(error.faults, root)}
    return {"mutants": as_data(found, root)}


def _mutants(answer: Data, root: Path) -> list[Falsification]:
    if "faults" in answer:
        raise FaultsError([Fault(**{**data, "path": root / data["path"]}) for data in answer["faults"]])
    return [Falsification(**{**data, "path": root / data["path"]}) for data in answer["mutants"]]
