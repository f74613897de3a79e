"""Finds the modules of the project that is run, as they stand now: in workers and in the kernels of labs."""

from __future__ import annotations

from collections.abc import Callable
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
)
from pathlib import Path
from typing import NoReturn


class _Source(SourceFileLoader):
    """Compiles a module each time: compiled code of the same second and size could be of another text."""

    def path_stats(self, path: str) -> NoReturn:
        """Know of no time that compiled code could be compared with."""
        raise OSError(path)


def finder(source: str) -> Callable[[str], FileFinder]:
    """Return what finds the modules below the folder `source`, and compiles them each time."""
    make = FileFinder.path_hook((ExtensionFileLoader, EXTENSION_SUFFIXES), (_Source, SOURCE_SUFFIXES))

    def find(path: str) -> FileFinder:
        if not Path(path).is_relative_to(source):
            raise ImportError(path)
        return make(path)  # type: ignore[return-value]

    return find
