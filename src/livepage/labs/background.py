"""Starts a module of this package as a process of its own, which works while the build goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

from livepage.running.pool import FIXED

ATTACHED = "LIVEPAGE_ATTACHED"


def background(module: str, *arguments: str | Path, root: Path) -> subprocess.Popen[str]:
    """Start `python -m module` for the project at `root`, whose sources it imports before installed ones.

    What is fixed for pages is for it, too, so that it comes to the same on every machine.
    """
    path = os.pathsep.join(filter(None, [str(root / "src"), os.environ.get("PYTHONPATH")]))
    quiet = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}  # of a kernel's debugger, which nobody uses
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=root,
        env=os.environ | FIXED | quiet | {"PYTHONPATH": path, ATTACHED: "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def end_with_parent() -> None:
    """End this process when the one that started it is gone: nobody waits for it then."""
    if os.environ.get(ATTACHED):
        Thread(target=_watch, args=[os.getppid()], daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def end(process: subprocess.Popen[str] | None) -> None:
    """End a process that nobody waits for any more."""
    if process and process.poll() is None:
        process.terminate()
        process.communicate()
