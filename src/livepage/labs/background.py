"""Starts a module of this package as a process of its own, which works while the build goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def background(module: str, *arguments: str | Path, root: Path) -> subprocess.Popen[str]:
    """Start `python -m module` for the project at `root`, whose sources it imports before installed ones."""
    path = os.pathsep.join(filter(None, [str(root / "src"), os.environ.get("PYTHONPATH")]))
    quiet = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}  # of a kernel's debugger, which nobody uses
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=root,
        env=os.environ | quiet | {"PYTHONPATH": path, "PYTHONHASHSEED": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def end(process: subprocess.Popen[str] | None) -> None:
    """End a process that nobody waits for any more."""
    if process and process.poll() is None:
        process.terminate()
        process.communicate()
