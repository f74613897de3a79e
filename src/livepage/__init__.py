"""Pages whose every claim is executed: parse, run, check, render and update a Markdown page.

A room a stage: `model` (what a page says and what came of it), `reading` (Markdown to claims), `running`
(claims to results), `checking` (results to faults), `writing` (page and results to text), `equations`
(formulas as claims), `labs` (notebooks), `falsifying` (the mutation run), `hosts` (MkDocs, pytest).
`project`, the one door, `settings` and `typeset` serve them all.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from livepage.checking.check_page import check
    from livepage.model.claims import Fault
    from livepage.model.page import Page
    from livepage.project import Project
    from livepage.reading.parse import parse
    from livepage.running.run import run
    from livepage.writing.render import render
    from livepage.writing.update import update

__all__ = ["Fault", "Page", "Project", "check", "parse", "render", "run", "update"]

_PLACES = {
    "Fault": "model.claims",
    "Page": "model.page",
    "Project": "project",
    "check": "checking.check_page",
    "parse": "reading.parse",
    "render": "writing.render",
    "run": "running.run",
    "update": "writing.update",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for, and no more: running a page needs Matplotlib, checking it does not."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
