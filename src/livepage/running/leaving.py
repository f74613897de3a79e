"""What a script still does at its end: it waits for its threads and processes, and calls what it registered.

`isolation` does it for a page, so that what is printed there is no secret. A process that a page starts, and
does not wait for, prints at no certain time, or where nobody looks: that is a fault, however fast it is.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

POOLS = {"concurrent.futures.thread": "_shutdown", "concurrent.futures.process": "_global_shutdown"}
"""The modules of pools, and the name by which each notes that Python ends."""


class Leaving:
    """What a page has registered with `atexit`, and the threads and processes that it has started."""

    def __init__(self) -> None:
        """Know the threads of others."""
        self.registered: list[tuple[Any, Callable[[], Any]]] = []
        self.others = set(threading.enumerate())
        self.started: list[tuple[int, subprocess.Popen[Any]]] = []  # on which line of the page

    def steps(self) -> Iterator[Callable[[], Any]]:
        """Yield what is left to be done, in Python's order."""
        threads = [thread for thread in threading.enumerate() if thread not in self.others]
        if threads:
            yield _end_pools
        yield from (thread.join for thread in threads if not thread.daemon)
        while self.registered:
            yield self.registered.pop()[1]
        children: list[Any] = getattr(sys.modules.get("multiprocessing.process"), "active_children", list)()
        yield from (child.terminate if child.daemon else child.join for child in children)

    def unawaited(self) -> Iterator[int]:
        """Yield the lines that start a process for which nothing waits, and end it."""
        for line, process in self.started:
            if process.returncode is None:
                process.kill()
                process.wait()
                yield line


def _end_pools() -> None:
    """Let pools finish what they were given, as Python does at its end; another page may have pools again."""
    for name, flag in POOLS.items():
        if module := sys.modules.get(name):
            vars(module)["_python_exit"]()
            setattr(module, flag, False)


@contextmanager
def leaving(path: Path) -> Iterator[Leaving]:
    """Keep what the page at `path` registers; modules that it imports register with Python as ever."""
    left = Leaving()
    register, unregister = atexit.register, atexit.unregister
    begin = subprocess.Popen.__init__

    def began(process: subprocess.Popen[Any], *arguments: Any, **named: Any) -> None:
        begin(process, *arguments, **named)
        caller = sys._getframe(1)
        if caller.f_code.co_filename == str(path):
            left.started.append((caller.f_lineno, process))

    def keep(function: Any, *arguments: Any, **named: Any) -> Any:
        if sys._getframe(1).f_code.co_filename != str(path):
            return register(function, *arguments, **named)
        left.registered.append((function, partial(function, *arguments, **named)))
        return function

    def drop(function: Any) -> None:
        left.registered = [each for each in left.registered if each[0] != function]
        unregister(function)

    vars(atexit).update(register=keep, unregister=drop)
    setattr(subprocess.Popen, "__init__", began)  # noqa: B010 (mypy)
    try:
        yield left
    finally:
        vars(atexit).update(register=register, unregister=unregister)
        setattr(subprocess.Popen, "__init__", begin)  # noqa: B010 (mypy)
