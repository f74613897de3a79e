"""Warm workers: jobs are done in processes of their own, as many at once as there are processors."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import PriorityQueue
from threading import Lock, Semaphore, Thread, Timer
from typing import Any

COPIES = hasattr(os, "fork") and sys.platform != "darwin"  # a Mac's libraries do not bear to be copied

KEPT = (
    *("PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "LD_LIBRARY_PATH"),
    *("PYTHONPATH", "VIRTUAL_ENV"),
)
FIXED = {
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "OMP_NUM_THREADS": "1",  # sums in another order have other last digits
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
}
START = "import sys; sys.path.append({!r}); from livepage.running.worker import main; main()"
FRAME = re.compile(r'File "(?P<file>[^"\n]*)", line (?P<line>\d+)')
OVER = 10.0  # seconds after the limit at which a worker is given up that does not even say so


class EndedError(Exception):
    """A job whose process ended before it was done: `why`, and the `frames` (file, line) from the inside."""

    def __init__(self, why: str, frames: list[tuple[str, int]]) -> None:
        """Keep both."""
        super().__init__(why)
        self.why, self.frames = why, frames


@dataclass(frozen=True)
class Job:
    """A function of this package, `module:name`, what it is given, and the seconds that it may take.

    One that is `later` is begun when no other waits: nobody waits for it but at the end.
    """

    function: str
    root: Path
    given: Any
    limit: float
    later: bool = False


@dataclass(frozen=True)
class Done:
    """What a job returned, and what it has read."""

    answer: Any
    inputs: Any


_Task = tuple[Job, Callable[[Done], None], Future[Done]]
_LAST = 2  # behind all jobs that wait


class Pool:
    """Workers, started when there are jobs for them; they end with the process that has them work."""

    def __init__(self, size: int | None = None, *, copies: bool = COPIES) -> None:
        """Start nothing yet. Without `copies` a worker does one job and is replaced by a new one."""
        self.size, self.copies = size or processors(), copies
        self.jobs: PriorityQueue[tuple[int, int, _Task | None]] = PriorityQueue()
        self.numbers = count()
        self.idle = Semaphore(0)
        self.threads: list[Thread] = []
        self.lock = Lock()

    def submit(self, job: Job, then: Callable[[Done], None] = lambda _done: None) -> Future[Done]:
        """Have a job done, and `then` something with its answer before anyone has it.

        The future raises EndedError if the job's process ends before.
        """
        future: Future[Done] = Future()
        self.jobs.put((int(job.later), next(self.numbers), (job, then, future)))
        if not self.idle.acquire(blocking=False):
            self.warm(1)
        return future

    def warm(self, count: int) -> None:
        """Start as many workers ahead of their jobs, as far as there are processors."""
        with self.lock:
            for _ in range(min(count, self.size - len(self.threads))):
                thread = Thread(target=self._work, name="livepage", daemon=True)
                self.threads.append(thread)
                thread.start()

    def _work(self) -> None:
        """Give one worker what there is to do, and a new one's place where it ended."""
        worker = _Worker(copies=self.copies)
        while task := self.jobs.get()[2]:
            job, then, future = task
            if worker.process.poll() is not None:
                worker.close()
                worker = _Worker(copies=self.copies)
            if future.set_running_or_notify_cancel():
                try:
                    done = worker.do(job)
                    then(done)
                    future.set_result(done)
                except BaseException as error:
                    future.set_exception(error)
            self.idle.release()
        worker.close()

    def close(self) -> None:
        """End the workers when they have done what they were given."""
        for _ in self.threads:
            self.jobs.put((_LAST, next(self.numbers), None))
        for thread in self.threads:
            thread.join()
        self.threads.clear()


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def environment() -> dict[str, str]:
    """Return the variables that a page finds: the same on every machine, but for the places of programs."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | FIXED


class _Worker:
    """One warm process, and what it says."""

    def __init__(self, *, copies: bool) -> None:
        self.words = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (closed with the worker)
        package = Path(__file__).parents[2]
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", START.format(str(package)), *(["copies"] if copies else [])],
            cwd=package,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.words,
            start_new_session=True,  # Ctrl-C ends whoever asks, and with him the workers
        )

    def do(self, job: Job) -> Done:
        """Do the job there, and return what it returns."""
        assert self.process.stdin
        self.words.seek(0)
        self.words.truncate()
        request = {"job": job.function, "root": str(job.root), "with": job.given, "limit": job.limit}
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.flush()
        late = Timer(job.limit + OVER, self.process.kill)
        late.daemon = True
        late.start()
        answer: dict[str, Any] = {}
        while "ended" not in answer:
            said = self._line()
            answer |= said or {"ended": self.process.wait()}
        late.cancel()
        if "answer" in answer:
            return Done(answer["answer"], answer["inputs"])
        if "error" in answer:
            why = f"what runs this fails, perhaps by what the page has changed\n{answer['error']}"
            raise EndedError(why, [])
        raise self._ended(answer["ended"], job.limit, late=answer.get("late", False))

    def _line(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        try:
            said = json.loads(line)
        except ValueError:  # nothing, or an answer that was cut off, with what the worker said of it
            mark = line.rfind(b'{"ended"')
            return dict(json.loads(line[mark:])) if mark > 0 else {}
        return dict(said) if isinstance(said, dict) else {}

    def _ended(self, status: int, limit: float, *, late: bool) -> EndedError:
        self.words.seek(0)
        words = self.words.read().decode("utf-8", "replace")
        frames = [(match["file"], int(match["line"])) for match in FRAME.finditer(words)]
        if late or words.startswith("Timeout"):
            return EndedError(f"this takes longer than {limit:g} seconds", frames)
        if words.startswith("Traceback"):
            return EndedError(f"the process that runs the pages cannot start: {words.strip()}", [])
        how = f"by signal {-status}" if status < 0 else f"with status {status}"
        return EndedError(f"this ends the process that runs the page, {how}", frames)

    def close(self) -> None:
        """End the process."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()
        self.process.wait()
        self.words.close()


shared = Pool()
"""The workers of this process: a page's project makes no difference to them."""
