"""`python -m livepage render DOCS -o DIR`: every page fully expanded, for any site generator.

Sources, derivations, outputs, values and figures for both schemes stand in the pages; what is no page is
copied. Nothing is written unless all claims hold.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import quote

from livepage.model.claims import Equation, Fault, FaultsError
from livepage.model.page import ENDINGS
from livepage.project import Project
from livepage.typeset import to_mathml
from livepage.writing.figure import recolour
from livepage.writing.render import figure_files, render


def expand(project: Project, docs: Path, to: Path, *, mathml: bool = False) -> int:
    """Write the pages below `docs`, and what they need, into the folder `to`; return how many there are.

    Formulas stay LaTeX, or become MathML.

    Raises:
        FaultsError: if a claim does not hold; then nothing is written.
        ValueError: if `to` is there and is no empty folder.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ValueError(f"{to} must be a new or an empty folder")
    pages = [file for file in sorted(docs.rglob("*")) if file.name.endswith(ENDINGS)]
    running = [project.start(project.read(file)) for file in pages]
    texts: dict[Path, str] = {}
    faults: list[Fault] = []
    for file, run in zip(pages, running, strict=True):
        results, place = run.result(), file.relative_to(docs)
        if found := project.check(run.page, results):
            faults += found
            continue
        folder = f"{quote(place.stem)}/"
        explained = project.settings.explained_from(place.as_posix())
        formula = typeset if mathml else None
        texts[place] = render(run.page, results, no_link, folder, explained, formula=formula)
        for figure, svg in results.figures.items():
            both = (svg, recolour(svg, project.settings.dark))
            for name, text in zip(figure_files(figure.name), both, strict=True):
                texts[place.with_suffix("") / name] = text
    if faults:
        raise FaultsError(faults)
    return _written(docs, to, texts, len(pages))


def no_link(_file: Path, _line: int) -> None:
    """Where embedded code lives is said without an address."""


def typeset(claim: Equation) -> str:
    """Return a formula as MathML, displayed or in its line."""
    math = to_mathml(claim.latex, display=claim.display)
    return f'<div class="equation">{math}</div>\n' if claim.display else math


def _written(docs: Path, to: Path, texts: dict[Path, str], count: int) -> int:
    aside = to.with_name(f".{to.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    pages = [f"*{ending}" for ending in ENDINGS]
    shutil.copytree(docs, aside, ignore=shutil.ignore_patterns(*pages, "__pycache__"))
    for place, text in texts.items():
        (aside / place).parent.mkdir(parents=True, exist_ok=True)
        (aside / place).write_text(text, encoding="utf-8", newline="\n")
    if to.exists():
        to.rmdir()
    aside.rename(to)
    return count
