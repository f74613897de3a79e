"""Keeps a page from writing where the pages stand: a server would build for ever, a site show it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHANGES = {"os.mkdir": 1, "os.rename": 2, "os.remove": 1, "os.rmdir": 1, "os.link": 2, "os.symlink": 2}
"""Events of Python's audit, and how many paths they begin with."""

_folders: list[str] = []


class WatchedError(PermissionError):
    """A page writes into the folder of the pages."""


@contextmanager
def unwritten(folder: Path) -> Iterator[None]:
    """Let nothing that runs meanwhile write into the folder.

    Whatever does is stopped by a `WatchedError`.
    """
    _folders.append(str(folder.absolute()) + os.sep)
    try:
        yield
    finally:
        _folders.pop()


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    if not _folders:
        return
    paths = arguments[: CHANGES.get(event, 0)]
    if event == "open" and _writes(*arguments[1:3]):
        paths = arguments[:1]
    for path in paths:
        if isinstance(path, str | bytes | os.PathLike):
            place = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 (it resolves no link, which would read)
            if place.startswith(_folders[-1]):
                shown = os.path.relpath(place)
                raise WatchedError(
                    f"{shown}: a page writes nothing among the pages; tempfile has other places"
                )


def _writes(mode: object, flags: object) -> bool:
    by_mode = isinstance(mode, str) and any(letter in mode for letter in "wax+")
    return by_mode or (isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR)))


sys.addaudithook(_look)
