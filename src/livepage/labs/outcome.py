"""What a lab came to when it ran, solved: the outputs that its page shows, and what is wrong with them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from livepage.checking.printed import unshowable
from livepage.labs.source import LabCell, solved
from livepage.model.claims import Fault

VERDICT = "application/vnd.livepage.verdict+json"
FIGURE = "image/svg+xml"
SHOWN = {"text/plain", VERDICT, FIGURE}
ANSI = re.compile(r"\x1b\[[0-9;]*m")
FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")


@dataclass(frozen=True)
class Outcome:
    """The executed notebook of the lab at `path`, and its code cells; others computed values of the text."""

    path: Path
    cells: dict[str, LabCell]
    executed: NotebookNode

    def outputs(self, name: str) -> list[NotebookNode]:
        """Return the outputs of a cell."""
        return next((list(node.outputs) for node in self.executed.cells if node.id == name), [])

    def values(self, name: str) -> list[str]:
        """Return the values that a cell computed, nothing if the run ended above it."""
        found = [output.data["text/plain"] for output in self.outputs(name) if "data" in output]
        return [str(value) for value in ast.literal_eval(found[0])] if found else []

    def error(self, name: str) -> str:
        """Return what a cell raised, or nothing."""
        raised = [output for output in self.outputs(name) if output.output_type == "error"]
        return f"{raised[0].ename}: {ANSI.sub('', raised[0].evalue)}" if raised else ""

    def figure(self, name: str) -> str | None:
        """Return the SVG that a cell drew."""
        found = [output.data[FIGURE] for output in self.outputs(name) if FIGURE in output.get("data", {})]
        return str(found[0]) if found else None

    def faults(self) -> list[Fault]:
        """Return what no reader may meet: an exception, a wrong verdict, a figure without words."""
        return [fault for name, cell in self.cells.items() for fault in self._faults(name, cell)]

    def _faults(self, name: str, cell: LabCell) -> Iterator[Fault]:
        outputs = self.outputs(name)
        for output in outputs:
            if output.output_type == "error":
                yield Fault(
                    self.path, self._line(output, cell), f"{output.ename}: {ANSI.sub('', output.evalue)}"
                )
            elif output.get("name") == "stderr":
                yield Fault(
                    self.path,
                    cell.line,
                    "this cell warns, or writes to the standard error",
                    got=output.text.rstrip(),
                )
            elif output.output_type != "stream":
                yield from self._shown(output, cell)
            shown = output.get("text") or output.get("data", {}).get("text/plain", "")
            if why := unshowable(shown):
                yield Fault(self.path, cell.line, f"this cell shows {why}", got=shown.rstrip())
        figures = sum(FIGURE in output.get("data", {}) for output in outputs)
        if figures > 1:
            yield Fault(self.path, cell.line, "a cell draws one figure", "1", str(figures))
        if figures and not str(cell.metadata.get("alt", "")).strip():
            yield Fault(
                self.path, cell.line, "this figure has no alt text", '# %% alt="what a reader sees in it"'
            )
        if "alt" in cell.metadata and not figures and self._has_run(name):
            yield Fault(self.path, cell.line, "this cell has an alt text, and draws no figure")

    def _shown(self, output: NotebookNode, cell: LabCell) -> Iterator[Fault]:
        verdict = output.data.get(VERDICT)
        if verdict and not verdict["right"]:
            message = f"the solution of {verdict['exercise']} is not right"
            yield Fault(self.path, cell.line, message, got=output.data["text/plain"])
        if strange := sorted(set(output.data) - SHOWN):
            yield Fault(self.path, cell.line, f"an output that the page cannot show: {', '.join(strange)}")

    def _has_run(self, name: str) -> bool:
        """Whether the cell came to its end: the run stops at an exception."""
        counted = any(node.id == name and node.get("execution_count") for node in self.executed.cells)
        return counted and all(output.output_type != "error" for output in self.outputs(name))

    def _line(self, error: NotebookNode, cell: LabCell) -> int:
        """Return the line of the lab's file at which an exception arose, or through which it passed last."""
        counts = {node.execution_count: node.id for node in self.executed.cells if "execution_count" in node}
        frames = FRAME.findall(ANSI.sub("", "\n".join(error.traceback)))
        for count, line in reversed(frames):
            if (found := self.cells.get(counts.get(int(count), ""))) and int(line) <= len(found.lines):
                return solved(found).lines[int(line) - 1][0]
        return cell.line
