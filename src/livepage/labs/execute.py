"""`python -m livepage.labs.execute NOTEBOOK SECONDS`: run it in a new kernel, and keep in it what came out.

A process of its own: the build goes on meanwhile, and no cell can touch it. The run stops at an exception.
"""

from __future__ import annotations

import ast
import contextlib
import json
import os
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

from livepage.labs.background import end_with_parent
from livepage.labs.notebooks import cell, notebook_text, read_notebook
from livepage.model.template import field_text
from livepage.running.finder import finder
from livepage.running.inputs import Inputs
from livepage.running.twice import evaluated

PREPARE = "from livepage.labs.execute import prepare; prepare(); del prepare"
TELL = "from livepage.labs.execute import found; found()"
TOLD = "what the cells read"  # the id of the cell that tells it, and the notebook's metadata that keeps it
UNFINISHED = 3  # the exit status when a cell did not end


def execute(path: Path, longest: float) -> int:
    """Execute the notebook at `path` in place; a cell may take as many seconds as `longest`.

    What its cells read is kept in its metadata. Of a cell that takes too long, or ends the kernel, name and
    reason are printed, and UNFINISHED returned.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = read_notebook(path)
    notebook.cells.append(cell("code", TELL, "inputs"))
    begun: list[str] = []
    arguments = [f"--IPKernelApp.exec_lines={PREPARE}", "--HistoryManager.enabled=False"]
    client = NotebookClient(
        notebook,
        timeout=max(int(longest), 1),
        kernel_name="python3",
        coalesce_streams=True,
        extra_arguments=arguments,
        on_cell_execute=lambda cell, cell_index: begun.append(str(cell.id)),  # noqa: ARG005
    )
    home = tempfile.TemporaryDirectory(dir=path.parent)  # nobody's own start-up files
    try:
        with home, contextlib.suppress(CellExecutionError):  # an exception stands among the cell's outputs
            client.execute(env=os.environ | {"IPYTHONDIR": home.name})
    except (CellTimeoutError, DeadKernelError) as error:
        late = isinstance(error, CellTimeoutError)
        reason = f"takes longer than {longest:g} seconds" if late else "ends the process that runs the lab"
        print(f"{begun[-1]}: this cell {reason}")
        return UNFINISHED
    told = notebook.cells.pop()
    if told.outputs and "data" in told.outputs[0]:
        notebook.metadata[TOLD] = json.loads(ast.literal_eval(told.outputs[0].data["text/plain"]))
    path.write_text(notebook_text(notebook), encoding="utf-8")
    return 0


def prepare() -> None:
    """In a kernel: note what cells read, and import the project's modules as pages do; draw as they do."""
    root = Path.cwd()
    sys.path_hooks.insert(0, finder(str(root / "src")))
    sys.path_importer_cache.clear()
    draw_as_pages_do()
    _inputs.append(Inputs(root, cells=True))


def found() -> str:
    """In a kernel: return what cells have read, as JSON."""
    return json.dumps(_inputs[0].found())


def tell_values(namespace: dict[str, Any], templates: list[str]) -> None:
    """In a kernel: display what values of a text come to; `_` stays what the last cell came to."""
    from IPython.display import display

    found = [evaluated(template, namespace, field_text) for template in templates]
    display({"text/plain": repr(found)}, raw=True)  # type: ignore[no-untyped-call]


_inputs: list[Inputs] = []


def draw_as_pages_do() -> None:
    """In a kernel: let a figure be the SVG that `livepage` makes of the figures of pages."""
    from IPython.core.getipython import get_ipython
    from matplotlib.figure import Figure

    from livepage.running.draw import to_svg

    shell: Any = get_ipython()
    number = count(1)
    shell.run_line_magic("matplotlib", "inline")
    formatters = shell.display_formatter.formatters
    formatters["image/png"].pop(Figure)
    formatters["image/svg+xml"].for_type(Figure, lambda figure: to_svg(figure, f"figure-{next(number)}"))


if __name__ == "__main__":
    end_with_parent()
    sys.exit(execute(Path(sys.argv[1]), float(sys.argv[2])))
