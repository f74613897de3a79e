"""What a worker is asked to do with a page; each job takes plain data, and returns plain data."""

from __future__ import annotations

from pathlib import Path

from livepage.model.page import Page
from livepage.reading.parse import parse
from livepage.running.declared_graphs import graphs_of
from livepage.running.judge import judge
from livepage.running.record import Data, record
from livepage.running.run import run


def page_run(request: Data) -> Data:
    """Run the code of a page."""
    (page,) = pages_of(request)
    return record(page, run(page), Path(request["root"]))


def page_judged(request: Data) -> list[Data]:
    """Check the equations of a page, or of the texts of a lab, on their graphs."""
    pages, root = pages_of(request), Path(request["root"])
    found, faults = graphs_of(request["graph"], pages)
    data = []
    for page in pages:
        results = judge(page, found)
        results.graph = faults
        data.append(record(page, results, root))
    return data


def pages_of(request: Data) -> list[Page]:
    """Read pages in the worker as `livepage.project` read them, and vetted them, where it was asked for."""
    return [
        parse(
            each["text"],
            Path(each["path"]),
            each["exempt"],
            each["first_line"],
            each["leave_out"],
            vet=None,
        )
        for each in request["pages"]
    ]
