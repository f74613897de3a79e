"""The graphs on which equations are checked, by the names of their modules; `jobs` asks for them."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING

from livepage.model.claims import Claim, Fault
from livepage.model.page import Page

if TYPE_CHECKING:
    from livepage.equations.chapter.context import Context


def graph_context(graph: str, place: str) -> Context:
    """Return the graph in the module `graph`, which is declared for the file at `place`.

    Raises:
        ValueError: if the module cannot be imported, or contradicts itself.
    """
    try:
        return _context(importlib.import_module(graph))
    except Exception as error:  # importing runs the module, in which anything may be wrong
        reason = f"{type(error).__name__}: {error}"
        if isinstance(error, ModuleNotFoundError) and error.name in ("lark", "numpy"):
            reason += ": pip install livepage[equations]"
        raise ValueError(f"the graph {graph} of {place} cannot be used: {reason}") from error


@lru_cache(maxsize=64)
def _context(module: ModuleType) -> Context:
    """Read a graph once; a module that is imported anew is another one."""
    from livepage.equations.declared import context_of_module

    return context_of_module(module)


@dataclass(frozen=True)
class Graphs:
    """The graphs of a file: the one that its project declares, and those that the page names itself."""

    declared: Context | None = None
    named: Mapping[str, Context] = field(default_factory=dict)

    def of(self, page: Page, claim: Claim) -> Context | None:
        """Return the graph on which the claim is checked; none where the one that is named is broken."""
        name = page.graph_at(claim.start)
        return self.named.get(name) if name else self.declared


def graphs_of(declared: str | None, pages: list[Page]) -> tuple[Graphs, list[Fault]]:
    """Return the graphs on which the texts of one file are checked, and what is wrong with them."""
    if not pages:
        return Graphs(), []
    path, faults = pages[0].path, list[Fault]()
    places = {declared: 1} if declared else {}
    for page in pages:
        for start, name in page.graphs:
            places.setdefault(name, page.text.count("\n", 0, start) + page.first_line)
    found: dict[str, Context] = {}
    for name, line in places.items():
        try:
            graph = found[name] = graph_context(name, path.as_posix())
        except ValueError as error:
            faults.append(Fault(path, line, str(error)))
            continue
        from livepage.equations.verdicts.implements import contradictions  # there, as the graph could be read

        wrong = contradictions(graph).values()
        faults += [Fault(path, line, f"the graph {name} is contradicted: {each}") for each in wrong]
    return Graphs(found.get(declared or ""), found), faults
