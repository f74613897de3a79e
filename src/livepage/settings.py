"""Reads `[tool.livepage]` of a project's `pyproject.toml`: what all of its pages have in common."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Settings:
    """`exempt`: pattern of numbers that are no claims → reason; `dark`: light colour → dark colour."""

    exempt: dict[str, str] = field(default_factory=dict)
    dark: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path) -> Settings:
        """Read the settings of the project at `root`; an unknown key is an error."""
        with (root / "pyproject.toml").open("rb") as file:
            table: dict[str, Any] = tomllib.load(file).get("tool", {}).get("livepage", {})
        unknown = set(table) - set(cls.__dataclass_fields__)
        if unknown:
            raise ValueError(f"pyproject.toml: [tool.livepage] has unknown keys {sorted(unknown)}")
        for pattern in table.get("exempt", {}):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"pyproject.toml: the exempt pattern {pattern!r}: {error}") from error
        return cls(**table)
