"""What stands in a place, in short: of a file, of a folder, beside a module, among the installed packages."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

MADE = "__pycache__"
KEPT = ".livepage_cache"


def writes(mode: str | None, flags: int | None) -> bool:
    """Say whether a file is opened to write to it, by what the event `open` tells."""
    if mode and any(letter in mode for letter in "wax+"):
        return True
    return bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def digest(file: Path) -> str | None:
    """Return the hash of a file's content, or nothing if it is none that can be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


def listed(folder: Path) -> str | None:
    """Return the hash of the names in a folder, or nothing if it is none."""
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.name not in (MADE, KEPT))
    except OSError:
        return None
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def beside(file: Path) -> list[str]:
    """Return what stands under a module's name where its file stands: an import could take it instead."""
    place = file.parent if file.stem == "__init__" else file
    stem = place.name.partition(".")[0]
    try:
        found = [entry for entry in place.parent.iterdir() if entry.name.partition(".")[0] == stem]
    except OSError:
        return []
    packages = [f"{each.name}/{init.name}" for each in found for init in each.glob("__init__.*")]
    return sorted([entry.name for entry in found] + packages)


def tops(folder: Path) -> set[str]:
    """Return the names of modules and packages that an import finds in a folder."""
    try:
        return {entry.name.partition(".")[0] for entry in folder.iterdir() if entry.name != MADE}
    except OSError:
        return set()


def distributions() -> dict[str, list[str]]:
    """Return for each top-level module the installed distributions that hold it, as `name-version`."""
    return _distributions(frozenset(installed()))


@lru_cache(maxsize=1)
def _distributions(_installed: frozenset[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for info in _infos():
        try:
            lines = (info / "RECORD").read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
        for top in {line.partition("/")[0].partition(".")[0] for line in lines}:
            found.setdefault(top, []).append(info.stem)
    return found


def installed() -> set[str]:
    """Return all installed distributions, as `name-version`."""
    return {info.stem for info in _infos()}


def _infos() -> Iterator[Path]:
    for place in sys.path:
        if place and Path(place).is_dir():
            yield from sorted(Path(place).glob("*.dist-info"))
