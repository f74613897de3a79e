"""`python -m livepage.labs.execute NOTEBOOK SECONDS`: run it in a new kernel, and keep in it what came out.

A process of its own: the build goes on meanwhile, and no cell can touch it. The run stops at an exception.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

from livepage.labs.notebooks import read, written

PREPARE = "from livepage.labs.execute import draw_as_pages_do; draw_as_pages_do(); del draw_as_pages_do"


def execute(path: Path, longest: float) -> None:
    """Execute the notebook at `path` in place; a cell may take as many seconds as `longest`.

    Raises:
        CellTimeoutError: if a cell takes too long.
        DeadKernelError: if a cell ends its own process.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = read(path)
    arguments = [f"--IPKernelApp.exec_lines={PREPARE}", "--HistoryManager.enabled=False"]
    client = NotebookClient(
        notebook,
        timeout=max(int(longest), 1),
        kernel_name="python3",
        coalesce_streams=True,
        extra_arguments=arguments,
    )
    home = tempfile.TemporaryDirectory()  # nobody's own start-up files
    with home, contextlib.suppress(CellExecutionError):  # an exception stands among the cell's outputs
        client.execute(env=os.environ | {"IPYTHONDIR": home.name})
    path.write_text(written(notebook), encoding="utf-8")


def draw_as_pages_do() -> None:
    """In a kernel: let a figure be the SVG that `livepage` makes of the figures of pages."""
    from IPython.core.getipython import get_ipython
    from matplotlib.figure import Figure

    from livepage.running.figure import to_svg

    shell: Any = get_ipython()
    number = count(1)
    shell.run_line_magic("matplotlib", "inline")
    formatters = shell.display_formatter.formatters
    formatters["image/png"].pop(Figure)
    formatters["image/svg+xml"].for_type(Figure, lambda figure: to_svg(figure, f"figure-{next(number)}"))


if __name__ == "__main__":
    execute(Path(sys.argv[1]), float(sys.argv[2]))
