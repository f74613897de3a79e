"""`python -m livepage render DOCS -o DIR`: every page and lab fully expanded, for any site generator.

Sources, derivations, outputs, values and figures for both schemes stand in the pages; a lab becomes a page;
what is neither is copied. Nothing is written unless all claims hold.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from livepage.hosts.kept_out import kept_out
from livepage.model.claims import Equation, Fault, FaultsError
from livepage.model.page import ENDINGS, NOTEBOOK
from livepage.project import Project
from livepage.typeset import to_mathml
from livepage.writing.figure import recolour
from livepage.writing.render import WriteFormula, figure_files, render

LAB = ".py"
TO_LAB = re.compile(r"(?<=\]\()([^)#\s]+)\.py(?=[)#\s])")


@dataclass
class Expanded:
    """What is to be written, by its place below the folder of pages, and why it may not be."""

    project: Project
    docs: Path
    formula: WriteFormula | None
    pages: dict[Path, str] = field(default_factory=dict)
    figures: dict[Path, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add_pages(self, files: list[Path]) -> None:
        """Run the pages side by side, and expand each."""
        running = [self.project.start(self.project.read(file)) for file in files]
        for file, run in zip(files, running, strict=True):
            results, place = run.result(), file.relative_to(self.docs)
            if found := self.project.check(run.page, results):
                self.faults += found
                continue
            self._draw(place, {figure.name: svg for figure, svg in results.figures.items()})
            explained = self.project.settings.explained_from(place.as_posix())
            self.pages[place] = render(
                run.page, results, no_link, _folder(place), explained, formula=self.formula
            )

    def add_labs(self, files: list[Path]) -> None:
        """Run the labs, and expand each; what runs a notebook is imported only where there is one."""
        if not files:
            return
        from livepage.labs.build import LabBuild
        from livepage.labs.markdown import as_markdown
        from livepage.labs.source import read_file

        labs = [LabBuild(read_file(file), self.project) for file in files]
        with self.project.store.folder("labs") as folder:
            try:
                for number, lab in enumerate(labs):
                    (own := Path(folder, str(number))).mkdir()
                    lab.start(own)
                for file, lab in zip(files, labs, strict=True):
                    place = file.relative_to(self.docs)
                    explained = self.project.settings.explained_from(place.as_posix())
                    if built := lab.finish(_folder(place), "", explained, self.formula):
                        self._draw(place, built.figures)
                        self.pages[place.with_suffix(".md")] = as_markdown(built.page)
                    self.faults += lab.faults
            finally:
                for lab in labs:
                    lab.stop()

    def _draw(self, place: Path, figures: dict[str, str]) -> None:
        for name, svg in figures.items():
            both = (svg, recolour(svg, self.project.settings.dark))
            for file, text in zip(figure_files(name), both, strict=True):
                self.figures[place.with_suffix("") / file] = text


def expand(project: Project, docs: Path, to: Path, *, mathml: bool = False) -> int:
    """Write the pages and labs below `docs`, and what they need, into the folder `to`; return how many.

    Formulas stay LaTeX, or become MathML. A lab becomes a page without its notebooks: they install from
    a site.

    Raises:
        FaultsError: if a claim does not hold; then nothing is written.
        ValueError: if `to` is there and is no empty folder.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ValueError(f"{to} must be a new or an empty folder")
    files = [file for file in sorted(docs.rglob("*")) if "__pycache__" not in file.parts]
    files = [file for file in files if not kept_out(project.root, file)]
    labs = [file for file in files if file.suffix == LAB]
    expanded = Expanded(project, docs, formula_mathml if mathml else None)
    expanded.add_pages([file for file in files if file.name.endswith((*ENDINGS, NOTEBOOK))])
    expanded.add_labs(labs)
    if expanded.faults:
        raise FaultsError(expanded.faults)
    places = {file.relative_to(docs).as_posix() for file in labs}
    pages = {place: linked(text, place, places) for place, text in expanded.pages.items()}
    _write(docs, to, pages | expanded.figures)
    return len(pages)


def _folder(place: Path) -> str:
    return f"{quote(place.stem)}/"


def no_link(_file: Path, _line: int) -> None:
    """Where embedded code lives is said without an address."""


def formula_mathml(claim: Equation) -> str:
    """Return a formula as MathML, displayed or in its line."""
    math = to_mathml(claim.latex, display=claim.display)
    return f'<div class="equation">{math}</div>\n' if claim.display else math


def linked(text: str, place: Path, labs: set[str]) -> str:
    """Return a page whose links to labs lead to the pages that they have become."""

    def address(match: re.Match[str]) -> str:
        target = normpath(join(dirname(place.as_posix()), unquote(match[1]) + LAB))
        return match[1] + (".md" if target in labs else LAB)

    return TO_LAB.sub(address, text)


def _write(docs: Path, to: Path, texts: dict[Path, str]) -> None:
    aside = to.with_name(f".{to.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    pages = [f"*{ending}" for ending in (*ENDINGS, LAB, NOTEBOOK)]
    shutil.copytree(docs, aside, ignore=shutil.ignore_patterns(*pages, "__pycache__"))
    for place, text in texts.items():
        (aside / place).parent.mkdir(parents=True, exist_ok=True)
        (aside / place).write_text(text, encoding="utf-8", newline="\n")
    if to.exists():
        to.rmdir()
    aside.rename(to)
