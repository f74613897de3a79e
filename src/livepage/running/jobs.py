"""What a worker is asked to do with a page; each job takes plain data, and returns plain data."""

from __future__ import annotations

from pathlib import Path

from livepage.equations import Context
from livepage.equations.verdicts.implements import contradictions
from livepage.model.claims import Fault
from livepage.model.page import Page
from livepage.reading.parse import parse
from livepage.running.graph import context
from livepage.running.record import Data, record
from livepage.running.run import judge, run


def page_run(request: Data) -> Data:
    """Run the code of a page."""
    (page,) = pages_of(request)
    return record(page, run(page), Path(request["root"]))


def page_judged(request: Data) -> list[Data]:
    """Check the equations of a page, or of the texts of a lab, on one graph."""
    pages, root = pages_of(request), Path(request["root"])
    found, faults = graph_of(request, pages)
    data = []
    for page in pages:
        results = judge(page, found)
        results.graph = faults
        data.append(record(page, results, root))
    return data


def pages_of(request: Data) -> list[Page]:
    """Read pages in the worker as `livepage.project` read them where it was asked for."""
    return [
        parse(each["text"], Path(each["path"]), each["exempt"], each["first_line"], each["leave_out"])
        for each in request["pages"]
    ]


def graph_of(request: Data, pages: list[Page]) -> tuple[Context | None, list[Fault]]:
    """Return the graph that is declared for the pages' file, if any, and what is wrong with it."""
    if not request["graph"] or not pages:
        return None, []
    path = pages[0].path
    try:
        found = context(request["graph"], path.as_posix())
    except ValueError as error:
        return None, [Fault(path, 1, str(error))]
    wrong = contradictions(found).values()
    return found, [Fault(path, 1, f"the graph {found.name} is contradicted: {each}") for each in wrong]
