"""A warm process: it has imported what pages need, and does one job after another, each in a copy of itself.

It reads a job a line from its input, and answers each by up to two lines: what the job returned, and how its
process ended. Where a process cannot be copied the worker does one job itself, and a new one follows it.
`livepage.running.pool` starts it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import importlib
import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NoReturn

from livepage.running import libraries
from livepage.running.finder import finder
from livepage.running.inputs import Inputs

GRACE = 5.0  # seconds that a process has to say where it was when its time was over


def main() -> None:
    """Do jobs until the input ends, as it does when whoever asks is gone."""
    copies = "copies" in sys.argv
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    words = os.fdopen(os.dup(2), "wb", buffering=0)  # the last ones of a process that ends before its job
    with Path(os.devnull).open("r+b") as nothing:
        for number in (0, 1, 2):
            os.dup2(nothing.fileno(), number)
    warm()
    for line in requests:
        if not copies:
            job(line, answers, words)
        _in_a_copy(line, requests, answers, words)


def warm() -> None:
    """Import what every page and its equations need, and nothing of a project."""
    import livepage.running.jobs  # noqa: F401
    from livepage.reading.parse import parse

    parse("# A page\n\n`words` $x$\n\n```python\n1\n```\n", Path("page.md"))  # which imports on its way
    libraries.preload()
    gc.collect()
    gc.freeze()  # what all jobs share is not searched for garbage at the end of each, nor copied for that


def _in_a_copy(line: bytes, requests: IO[bytes], answers: IO[bytes], words: IO[bytes]) -> None:
    """Do a job in a new process, and end all that is left of it."""
    ended, told = os.pipe()
    os.set_blocking(told, False)
    handler = signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    before = signal.set_wakeup_fd(told)
    child = os.fork()
    if child == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        for descriptor in (ended, told, requests.fileno()):
            os.close(descriptor)
        job(line, answers, words)
    limit = float(json.loads(line)["limit"]) + GRACE
    ready, _, _ = select.select([ended, requests.fileno()], [], [], limit)
    late = ended not in ready  # nobody waits for the answer, or it will not come
    if late:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)  # processes that the page has left behind
    signal.set_wakeup_fd(before)
    signal.signal(signal.SIGCHLD, handler)
    os.close(ended)
    os.close(told)
    said = {"ended": os.waitstatus_to_exitcode(status), "late": late}
    answers.write(json.dumps(said).encode() + b"\n")


def job(line: bytes, answers: IO[bytes], words: IO[bytes]) -> NoReturn:
    """Do a job, write what it returns, and end this process, whatever it has started."""
    here = os.getpid()
    really_exit = _watch_the_end(here, words)
    try:
        request = json.loads(line)
        faulthandler.enable(words, all_threads=False)
        faulthandler.dump_traceback_later(request["limit"], exit=True, file=words)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        function = _function(request["job"])
        root = Path(request["root"])
        enter(root)
        inputs = Inputs(root)
        found = function(request["with"])
        for generator in libraries.drawn:
            inputs.drew(generator)
        answer = {"answer": found, "inputs": inputs.found()}
    except BaseException:
        answer = {"error": traceback.format_exc()}
    faulthandler.cancel_dump_traceback_later()
    if os.getpid() == here:  # and not a process that the page forked, and that ran on
        _write_all(answers, json.dumps(answer).encode("utf-8", "surrogatepass") + b"\n")
    really_exit(0)


def _write_all(file: IO[bytes], data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def _function(name: str) -> Callable[[Any], Any]:
    module, _, function = name.partition(":")
    found: Callable[[Any], Any] = getattr(importlib.import_module(module), function)
    return found


def _watch_the_end(here: int, words: IO[bytes]) -> Callable[[int], NoReturn]:
    """Let `os._exit` say from where it was called; return what really ends the process."""
    really_exit = os._exit

    def said_exit(status: int) -> NoReturn:
        if os.getpid() == here:
            faulthandler.dump_traceback(words, all_threads=False)
        really_exit(status)

    os._exit = said_exit
    return really_exit


def enter(root: Path) -> None:
    """Stand where a page stands: at the project's root, importing from its `src` before all else."""
    os.chdir(root)
    source = str(root / "src")
    sys.path_hooks.insert(0, finder(source))
    sys.path_importer_cache.clear()
    sys.path.insert(0, source)
