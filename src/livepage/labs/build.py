"""Builds a lab: starts its run, gathers what came of it, and makes its page's notebook and its downloads."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from livepage.labs.background import background, end
from livepage.labs.cell_texts import (
    as_notebook_text,
    read_alt,
    read_text,
    read_words,
    values_code,
    with_values,
)
from livepage.labs.execute import TOLD, UNFINISHED
from livepage.labs.notebooks import cell as notebook_cell
from livepage.labs.notebooks import installs, notebook, notebook_text, read_notebook
from livepage.labs.outcome import Outcome
from livepage.labs.shown_cells import code_cell, text_cell
from livepage.labs.source import Lab, LabCell, solved, unsolved
from livepage.model.claims import Fault, Value
from livepage.model.results import Results
from livepage.project import Project, Running
from livepage.writing.render import WriteFormula, render

Address = Callable[[str], str]
"""Gives text of the lab the addresses that hold away from the site."""


@dataclass(frozen=True)
class BuiltLab:
    """What a lab without faults gives the site."""

    page: NotebookNode
    figures: dict[str, str]


class LabBuild:
    """One lab in one build; `faults` are its own and those of its text, and after `finish` all there are."""

    def __init__(self, lab: Lab, project: Project) -> None:
        """Read the texts of the lab."""
        self.lab = lab
        self.project = project
        self.cells = {f"cell-{number}": cell for number, cell in enumerate(self.lab.cells, 1)}
        self.texts = {
            name: read_text(cell, lab.path, project.read)
            for name, cell in self.cells.items()
            if cell.kind != "code"
        }
        self.faults = [*self.lab.faults, *(fault for page in self.texts.values() for fault in page.faults)]
        for cell in self.lab.cells:
            self.faults += read_words(cell, lab.path, project.read) if cell.kind == "code" else []
        self.process: subprocess.Popen[str] | None = None
        self.file, self.key = Path(), ""
        self.judged: list[Running] = []
        self.ran = False

    def start(self, folder: Path) -> None:
        """Let the solved lab run in a process of its own, unless its marks are wrong."""
        if self.lab.faults:
            return
        self.judged = self.project.judge(list(self.texts.values()))
        self.file = folder / f"{self.lab.path.stem}.ipynb"
        text = notebook_text(self._program())
        self.key = self.project.store.key("lab", [self.project.place(self.lab.path), text])
        kept = self.project.store.get(self.key)
        self.file.write_text(text if kept is None else str(kept), encoding="utf-8")
        if kept is not None:
            self.ran = True
            return
        longest = str(self.project.settings.longest)
        self.process = background("livepage.labs.execute", self.file, longest, root=self.project.root)

    def _program(self) -> NotebookNode:
        cells = []
        for name, cell in self.cells.items():
            if cell.kind == "code":
                cells.append(notebook_cell("code", solved(cell).source, name))
            elif values := values_code(self.texts[name]):
                cells.append(notebook_cell("code", values, name))
        return notebook(cells)

    def finish(
        self, figure_folder: str, downloads: str, explained: str, formula: WriteFormula | None = None
    ) -> BuiltLab | None:
        """Wait for the run, check all claims, and return what the site needs if all of them hold.

        `formula` writes a formula otherwise than as LaTeX, see `livepage.writing.render`.
        """
        self.ran = self.ran or self._waited()
        if not self.ran:
            return None
        code = {name: cell for name, cell in self.cells.items() if cell.kind == "code"}
        executed = read_notebook(self.file)
        outcome = Outcome(self.lab.path, code, executed)
        results = self._judge(outcome)
        for cell in code.values():
            if cell.metadata.get("alt"):
                self.faults += read_alt(cell, self.lab.path, self.project.read)
        self.faults += (found := outcome.faults())
        if self.process and not found and (inputs := executed.metadata.get(TOLD)):
            self.project.keep(self.lab.path, self.key, inputs, self.file.read_text(encoding="utf-8"))
        if self.faults:
            return None
        texts = {
            name: render(page, results[name], lambda _file, _line: None, "", explained, formula=formula)
            for name, page in self.texts.items()
        }
        return self._built(outcome, texts, figure_folder, downloads)

    def _waited(self) -> bool:
        """Wait for the run, and say whether it came to its end."""
        if self.process is None:
            return False
        said, _ = self.process.communicate()
        last = said.strip().rpartition("\n")[2]
        if self.process.returncode == UNFINISHED:
            name, _, reason = last.partition(": ")
            line = self.cells[name].line if name in self.cells else 1
            self.faults.append(Fault(self.lab.path, line, reason))
        elif self.process.returncode:
            where = "\n".join(said.strip().splitlines()[-4:])  # an assertion alone would not say whose
            self.faults.append(Fault(self.lab.path, 1, "this lab cannot be run", got=where))
        return self.process.returncode == 0

    def _judge(self, outcome: Outcome) -> dict[str, Results]:
        found: dict[str, Results] = {}
        for (name, page), judged in zip(self.texts.items(), self.judged, strict=True):
            found[name] = with_values(page, judged.result(), outcome.values(name))
            if error := outcome.error(name):  # which ends the run: no cell below has run
                line = next(claim.line for claim in page.claims if isinstance(claim, Value))
                self.faults.append(Fault(page.path, line, f"a value of this text raises {error}"))
            self.faults += [
                fault for fault in self.project.check(page, found[name]) if fault not in self.faults
            ]
        return found

    def _built(self, outcome: Outcome, texts: dict[str, str], folder: str, downloads: str) -> BuiltLab:
        cells: list[NotebookNode] = []
        figures: dict[str, str] = {}
        for name, cell in self.cells.items():
            if cell.kind == "code":
                figure = f"figure-{len(figures) + 1}"
                cells.append(code_cell(cell, name, outcome, folder, figure))
                if svg := outcome.figure(name):
                    figures[figure] = svg
                continue
            text = texts[name]
            if downloads and text.startswith("# "):
                title, _, rest = text.partition("\n")
                text, downloads = f"{title}\n\n{downloads}\n{rest}", ""
            cells.append(text_cell(cell, name, text.rstrip("\n")))
        if downloads:
            self.faults.append(
                Fault(self.lab.path, 1, "no text of this lab begins with its title", "# # Title")
            )
        return BuiltLab(notebook(cells), figures)

    def to_fill_in(self, requirement: str, address: Address) -> str:
        """Return the notebook without the solutions."""
        kept = {name: unsolved(cell) for name, cell in self.cells.items() if not cell.is_solution}
        return self._download(kept, requirement, address)

    def solved(self, requirement: str, address: Address) -> str:
        """Return the notebook with the solutions."""
        return self._download({name: solved(cell) for name, cell in self.cells.items()}, requirement, address)

    def _download(self, cells: dict[str, LabCell], requirement: str, address: Address) -> str:
        made = [installs(requirement)]
        for name, cell in cells.items():
            if cell.kind == "code":
                made.append(notebook_cell("code", cell.source.strip("\n"), name))
            elif cell.kind == "markdown":
                made.append(notebook_cell("markdown", address(as_notebook_text(self.texts[name])), name))
        return notebook_text(notebook(made))

    def stop(self) -> None:
        """End a run that nobody waits for any more."""
        end(self.process)
