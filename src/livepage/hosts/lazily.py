"""Has a module of another package imported when it is first used, where that package imports it at once."""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def import_lazily(name: str) -> None:
    """Let a module of a package wait for its first use, unless it is imported, or there is no package."""
    try:
        spec = None if name in sys.modules else find_spec(name)
    except ModuleNotFoundError:
        return
    if spec and spec.loader:
        spec.loader = LazyLoader(spec.loader)
        module = sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(module)
        package, _, last = name.rpartition(".")
        setattr(
            sys.modules[package], last, module
        )  # where an import looks first, which asks a module for more
