"""The graph on which equations are checked, by the name of its module."""

from __future__ import annotations

import importlib
from functools import lru_cache
from types import ModuleType

from livepage.equations import Context


def context(graph: str, place: str) -> Context:
    """Return the graph in the module `graph`, which is declared for the file at `place`.

    Raises:
        ValueError: if the module cannot be imported, or contradicts itself.
    """
    try:
        return _context(importlib.import_module(graph))
    except Exception as error:  # importing runs the module, in which anything may be wrong
        reason = f"{type(error).__name__}: {error}"
        raise ValueError(f"the graph {graph} of {place} cannot be used: {reason}") from error


@lru_cache(maxsize=64)
def _context(module: ModuleType) -> Context:
    """Read a graph once; a module that is imported anew is another one."""
    return Context.from_module(module)
