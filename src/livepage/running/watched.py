"""Keeps a page from writing into its project: a server would build for ever, a site show what is in `docs`.

And the next run, of this page or of another, would find it: what a page had once computed and kept would hold
when its code has changed. What Python and tools keep for themselves is not meant.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHANGES = {"os.mkdir": 1, "os.rename": 2, "os.remove": 1, "os.rmdir": 1, "os.link": 2, "os.symlink": 2}
"""Events of Python's audit, and how many paths they begin with."""

OF_TOOLS = {"__pycache__", "site-packages"}

_folders: list[str] = []


class WatchedError(PermissionError):
    """A page writes into its project."""


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
            if place.startswith(_folders[-1]) and not _is_of_tools(place.removeprefix(_folders[-1])):
                raise WatchedError(
                    f"{os.path.relpath(place)}: a page writes nothing into its project, where the next run "
                    "would find it; tempfile has other places"
                )


def _is_of_tools(place: str) -> bool:
    return any(part.startswith(".") or part in OF_TOOLS for part in Path(place).parts)


def _writes(mode: object, flags: object) -> bool:
    by_mode = isinstance(mode, str) and any(letter in mode for letter in "wax+")
    return by_mode or (isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR)))


sys.addaudithook(_look)
