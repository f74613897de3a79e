"""Gives a page the interpreter as a script would find it, and takes back every setting that it changed."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from gc import collect
from pathlib import Path
from types import ModuleType, TracebackType
from typing import IO, Any

from livepage.running.leaving import Leaving, leaving
from livepage.running.libraries import states
from livepage.running.raised import described, line_of_frame, line_of_trace, raise_if_asked
from livepage.running.watched import unwritten

UNAWAITED = (
    "nothing waits for the process that this starts, so nobody knows what it prints: subprocess.run waits, "
    "and so does wait()"
)
NO_SCREEN = "FigureCanvas.* is non-interactive"  # what `plt.show()` warns of, where there is a screen


@dataclass
class Script:
    """A page as a running script: its names, what it printed, what went wrong where nobody could catch it."""

    path: Path
    namespace: dict[str, Any]
    printed: IO[bytes]
    leaving: Leaving
    unseen: list[tuple[int, str]] = field(default_factory=list)  # line of the page, and what happened there

    def take_printed(self) -> str:
        """Return what was printed since it was last taken, by the page or by processes that it started."""
        for stream in (sys.stdout, sys.stderr):
            with suppress(ValueError, AttributeError, OSError):  # closed, or replaced, by the page
                stream.flush()
        self.printed.seek(0)
        text = self.printed.read().decode("utf-8", "surrogateescape")  # which no page can show
        self.printed.seek(0)
        self.printed.truncate()
        return text

    def end(self) -> str:
        """Let go of all that the page made, whose finalizers may fail; what it left open is no fault.

        Return what is printed meanwhile.
        """
        for step in self.leaving.steps():
            try:
                step()
            except BaseException as error:  # Python would print it
                raise_if_asked(error)
                self.note(error, error.__traceback__)
        self.unseen += [(line, UNAWAITED) for line in self.leaving.unawaited()]
        self.namespace.clear()
        collect()
        return self.take_printed()

    def note(self, error: BaseException | type[BaseException] | None, trace: TracebackType | None) -> None:
        """Keep an exception that no code of the page could catch, if it arose on the page."""
        line = line_of_trace(trace, self.path) or line_of_frame(sys._getframe(1), self.path)
        if line is not None:
            self.unseen.append((line, described(error)))


@contextmanager
def isolated(path: Path) -> Iterator[Script]:
    """Yield the page at `path` as a new module `__main__`, in which warnings are errors."""
    with ExitStack() as stack:
        for state in states():
            stack.enter_context(state)
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", NO_SCREEN)
        main = stack.enter_context(_interpreter(path))
        printed = stack.enter_context(_printed())
        script = Script(path, vars(main), printed, stack.enter_context(leaving(path)))
        stack.enter_context(_hooks(script))
        stack.enter_context(unwritten(Path.cwd()))
        stack.enter_context(_names())
        yield script


@contextmanager
def _names() -> Iterator[None]:
    """Give every module its names back, as what ends and tells of the page's run needs them.

    Only methods of dictionaries do it: the page may have changed the builtins.
    """
    modules = [module for module in list(sys.modules.values()) if isinstance(module, ModuleType)]
    kept = [(vars(module), vars(module).copy()) for module in modules]
    try:
        yield
    finally:
        for names, before in kept:
            names.update(before)


@contextmanager
def _interpreter(path: Path) -> Iterator[ModuleType]:
    """Let `__main__` be the page, in which pickle and dataclasses look for its classes, without input."""
    main, search, arguments = sys.modules["__main__"], sys.path[:], sys.argv
    folder, environment = os.getcwd(), dict(os.environ)  # noqa: PTH109 (os.chdir is undone)
    page = sys.modules["__main__"] = ModuleType("__main__")
    vars(page)["__file__"] = str(path.absolute())
    sys.argv = [str(path)]
    try:
        yield page
    finally:
        sys.modules["__main__"], sys.path[:], sys.argv = main, search, arguments
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)


@contextmanager
def _printed() -> Iterator[IO[bytes]]:
    """Let the streams write to one file, which processes that the page starts write to as well."""
    streams = sys.stdin, sys.stdout, sys.stderr
    for stream in streams[1:]:
        with suppress(ValueError, AttributeError, OSError):
            stream.flush()
    kept = [os.dup(number) for number in (1, 2)]
    try:
        with tempfile.TemporaryFile() as file, Path(os.devnull).open(encoding="utf-8") as nothing:
            for number in (1, 2):
                os.dup2(file.fileno(), number)
            sys.stdin, sys.stdout, sys.stderr = nothing, _stream(1, "strict"), _stream(2, "backslashreplace")
            yield file
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        for number, copy in zip((1, 2), kept, strict=True):
            os.dup2(copy, number)
            os.close(copy)


def _stream(number: int, errors: str) -> io.TextIOWrapper:
    """Return a stream that keeps nothing back: what others write between two prints stands between them."""
    raw = io.FileIO(number, "w", closefd=False)
    return io.TextIOWrapper(raw, encoding="utf-8", errors=errors, write_through=True)


@contextmanager
def _hooks(script: Script) -> Iterator[None]:
    """Note what would only be printed: exceptions of threads and finalizers, coroutines never awaited."""
    hooks = sys.unraisablehook, threading.excepthook
    sys.unraisablehook = lambda seen: script.note(seen.exc_value or seen.exc_type, seen.exc_traceback)
    threading.excepthook = lambda seen: script.note(seen.exc_value or seen.exc_type, seen.exc_traceback)
    try:
        yield
    finally:
        sys.unraisablehook, threading.excepthook = hooks
