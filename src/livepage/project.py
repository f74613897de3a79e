"""Reads `[tool.livepage]` of a project's `pyproject.toml`: what all of its pages have in common."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, relpath
from types import ModuleType
from typing import Any
from urllib.parse import quote

from livepage.equations import Context

COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Settings:
    """`exempt`: pattern of numbers that are no claims → reason; `dark`: light colour → dark colour.

    `graphs`: files, by their path from the project's root in which `*` stands for anything → the module of
    the graph on which their equations are checked; `explained_in`: the page in `docs` that says how;
    `leave_out`: names of decorators, such as checks of arguments, that an embed neither runs nor shows;
    `lab_extras`: the extras of the project that the notebooks of its labs install.
    """

    exempt: dict[str, str] = field(default_factory=dict)
    dark: dict[str, str] = field(default_factory=dict)
    graphs: dict[str, str] = field(default_factory=dict)
    explained_in: str = ""
    leave_out: list[str] = field(default_factory=list)
    lab_extras: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, root: Path) -> Settings:
        """Read the settings of the project at `root`.

        Raises:
            ValueError: if there is an unknown key, or an exemption or a colour that cannot be used; or if a
                package of the project's `src` would be imported from another place.
        """
        with (root / "pyproject.toml").open("rb") as file:
            tables: dict[str, Any] = tomllib.load(file)
        table: dict[str, Any] = tables.get("tool", {}).get("livepage", {})
        unknown = sorted(set(table) - set(cls.__dataclass_fields__))
        settings = cls(**{name: value for name, value in table.items() if name not in unknown})
        problems = [f"unknown keys {unknown}"] if unknown else []
        extras = tables.get("project", {}).get("optional-dependencies", {})
        problems += [f"lab_extras: no extra {name!r}" for name in settings.lab_extras if name not in extras]
        if problems := [*problems, *settings._problems()]:
            raise ValueError("pyproject.toml: [tool.livepage]: " + "; ".join(problems))
        if elsewhere := list(_imported_from_elsewhere(root / "src")):
            raise ValueError("\n".join(elsewhere))
        return settings

    def explained_from(self, uri: str) -> str:
        """Return the address of the page that says how equations are checked, seen from the page at `uri`."""
        return quote(relpath(self.explained_in, dirname(uri) or ".")) if self.explained_in else ""

    def context_for(self, path: Path, root: Path) -> Context | None:
        """Return the graph that is declared for the file at `path` in the project at `root`, if there is one.

        Raises:
            ValueError: if the graph's module cannot be imported, or contradicts itself.
        """
        path, root = path.resolve(), root.resolve()
        place = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        name = next((name for pattern, name in self.graphs.items() if fnmatchcase(place, pattern)), None)
        if name is None:
            return None
        try:
            return _context(importlib.import_module(name))
        except Exception as error:  # importing runs the module, in which anything may be wrong
            reason = f"{type(error).__name__}: {error}"
            raise ValueError(f"the graph {name} of {place} cannot be used: {reason}") from error

    def _problems(self) -> Iterator[str]:
        for pattern, reason in self.exempt.items():
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"the exempt pattern {pattern!r}: {error}"
            if not reason.strip():
                yield f"the exempt pattern {pattern!r} has no reason"
        for colour in (*self.dark, *self.dark.values()):
            if not COLOUR.fullmatch(colour):
                yield f"{colour!r} is no colour such as #1f2328"
        for name in self.leave_out:
            if not name.isidentifier():
                yield f"{name!r} is no name of a decorator"


def _imported_from_elsewhere(src: Path) -> Iterator[str]:
    """Yield a line for each package of `src` that an import takes from another checkout or installation."""
    for file in sorted(src.glob("*/__init__.py")):
        name = file.parent.name
        module = sys.modules.get(name)
        spec = None if module else importlib.util.find_spec(name)
        found = getattr(module, "__file__", None) or (spec and spec.origin)
        if found and not Path(found).samefile(file):
            yield f"{name} is imported from {found}, not from {file}: set PYTHONPATH={src.resolve()}"


@lru_cache(maxsize=64)
def _context(module: ModuleType) -> Context:
    """Read a graph once; a module that is imported anew is another one."""
    return Context.from_module(module)
