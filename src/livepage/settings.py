"""What a project says of its pages, in the table `[tool.livepage]` of its `pyproject.toml`."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from math import inf
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any
from urllib.parse import quote

COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Settings:
    """`exempt`: pattern of numbers that are no claims → reason; `dark`: light colour → dark colour.

    `graphs`: files, by their path from the project's root in which `*` stands for anything → the module of
    the graph on which their equations are checked; `explained_in`: the page in `docs` that says how;
    `leave_out`: names of decorators, such as checks of arguments, that an embed neither runs nor shows, and
    the word `annotations` for the types of parameters and results;
    `lab_extras`: the extras of the project that the notebooks of its labs install;
    `take_along`: pages in `docs`, as a pattern, that are notebooks and scripts too;
    `longest`: seconds that a page, or a cell of a lab, may take; `maps`: colour maps whose colours are the
    same in both schemes, of Matplotlib by name or as the colours that they lead through: `#aaaaaa #bbbbbb`.
    """

    exempt: dict[str, str] = field(default_factory=dict)
    dark: dict[str, str] = field(default_factory=dict)
    graphs: dict[str, str] = field(default_factory=dict)
    explained_in: str = ""
    leave_out: list[str] = field(default_factory=list)
    lab_extras: list[str] = field(default_factory=list)
    take_along: str = ""
    longest: float = 60.0
    maps: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, root: Path) -> Settings:
        """Read the settings of the project at `root`.

        Raises:
            ValueError: if there is an unknown key, or an exemption or a colour that cannot be used; or if a
                package of the project's `src` would be imported from another place.
        """
        file = root / "pyproject.toml"
        try:
            tables = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        except ValueError as error:
            raise ValueError(f"pyproject.toml cannot be read: {error}") from error
        tool = tables.get("tool", {})
        table = tool.get("livepage", {}) if isinstance(tool, dict) else {}
        problems = list(_mistyped(table, cls()))
        if not problems:
            settings = cls(**table)
            described = tables.get("project", {})
            extras = described.get("optional-dependencies", {}) if isinstance(described, dict) else {}
            problems = [
                f"lab_extras: no extra {name!r}" for name in settings.lab_extras if name not in extras
            ]
            if settings.explained_in and not (root / "docs" / settings.explained_in).is_file():
                problems.append(f"explained_in: there is no docs/{settings.explained_in}")
            problems += settings._problems()
        if problems:
            raise ValueError("pyproject.toml: [tool.livepage]: " + "; ".join(problems))
        if elsewhere := list(_imported_from_elsewhere(root / "src")):
            raise ValueError("\n".join(elsewhere))
        return settings

    def explained_from(self, uri: str) -> str:
        """Return the address of the page that says how equations are checked, seen from the page at `uri`."""
        return quote(relpath(self.explained_in, dirname(uri) or ".")) if self.explained_in else ""

    def graph_of(self, place: str) -> str | None:
        """Return the module of the graph that is declared for a file, by its path from the root, if any."""
        return next((name for pattern, name in self.graphs.items() if fnmatchcase(place, pattern)), None)

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
        if not 0 < self.longest < inf:
            yield f"longest is {self.longest:g} seconds, not a time in which a page can run"
        for pattern, name in self.graphs.items():
            if not all(part.isidentifier() for part in name.split(".")):
                yield f"the graph {name!r} of {pattern} is no name of a module"


def _imported_from_elsewhere(src: Path) -> Iterator[str]:
    """Yield a line for each package of `src` that an import takes from another checkout or installation."""
    for file in sorted(src.glob("*/__init__.py")):
        name = file.parent.name
        module = sys.modules.get(name)
        spec = None if module else importlib.util.find_spec(name)
        found = getattr(module, "__file__", None) or (spec and spec.origin)
        if found and not Path(found).samefile(file):
            yield f"{name} is imported from {found}, not from {file}: set PYTHONPATH={src.resolve()}"


def _mistyped(table: Any, model: Settings) -> Iterator[str]:
    """Yield what is unknown in the table, and what has another type than in the model."""
    if not isinstance(table, dict):
        yield f"a table, not {table!r}"
        return
    known = asdict(model)
    if unknown := sorted(set(table) - set(known)):
        yield f"unknown keys {unknown}"
    for name in sorted(set(table) & set(known)):
        parts = table[name].values() if isinstance(table[name], dict) else table[name]
        kind = (int, float) if isinstance(known[name], float) else type(known[name])
        words = isinstance(parts, list | str) or hasattr(parts, "__iter__")
        if not isinstance(table[name], kind) or isinstance(table[name], bool):
            yield f"{name} is {table[name]!r}, not a {_SAID[type(known[name])]}"
        elif words and not all(isinstance(part, str) for part in parts):
            yield f"{name} holds text alone, not {table[name]!r}"


_SAID = {dict: "table", list: "list", str: "text", float: "number"}
