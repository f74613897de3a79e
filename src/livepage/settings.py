"""Reads `[tool.livepage]` of a project's `pyproject.toml`: what all of its pages have in common."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Settings:
    """`exempt`: pattern of numbers that are no claims → reason; `dark`: light colour → dark colour."""

    exempt: dict[str, str] = field(default_factory=dict)
    dark: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path) -> Settings:
        """Read the settings of the project at `root`.

        Raises:
            ValueError: if there is an unknown key, or an exemption or a colour that cannot be used.
        """
        with (root / "pyproject.toml").open("rb") as file:
            table: dict[str, Any] = tomllib.load(file).get("tool", {}).get("livepage", {})
        unknown = sorted(set(table) - set(cls.__dataclass_fields__))
        settings = cls(**{name: value for name, value in table.items() if name not in unknown})
        problems = [f"unknown keys {unknown}"] if unknown else []
        if problems := [*problems, *settings._problems()]:
            raise ValueError("pyproject.toml: [tool.livepage]: " + "; ".join(problems))
        return settings

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
