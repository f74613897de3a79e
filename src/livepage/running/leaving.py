"""What a script still does at its end: it waits for its threads, and calls what it has registered for then.

`isolation` does it for a page, so that what is printed there is no secret.
"""

from __future__ import annotations

import atexit
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any


class Leaving:
    """The functions that a page has registered with `atexit`, and the threads that it has started."""

    def __init__(self) -> None:
        """Know the threads of others."""
        self.registered: list[tuple[Any, Callable[[], Any]]] = []
        self.others = set(threading.enumerate())

    def steps(self) -> Iterator[Callable[[], Any]]:
        """Yield what is left to be done, in Python's order."""
        idle = getattr(sys.modules.get("concurrent.futures.thread"), "_threads_queues", {})
        for thread in threading.enumerate():
            if thread not in self.others and not thread.daemon and thread not in idle:
                yield thread.join
        while self.registered:
            yield self.registered.pop()[1]


@contextmanager
def leaving(path: Path) -> Iterator[Leaving]:
    """Keep what the page at `path` registers; modules that it imports register with Python as ever."""
    left = Leaving()
    register, unregister = atexit.register, atexit.unregister

    def keep(function: Any, *arguments: Any, **named: Any) -> Any:
        if sys._getframe(1).f_code.co_filename != str(path):
            return register(function, *arguments, **named)
        left.registered.append((function, partial(function, *arguments, **named)))
        return function

    def drop(function: Any) -> None:
        left.registered = [each for each in left.registered if each[0] != function]
        unregister(function)

    vars(atexit).update(register=keep, unregister=drop)
    try:
        yield left
    finally:
        vars(atexit).update(register=register, unregister=unregister)
