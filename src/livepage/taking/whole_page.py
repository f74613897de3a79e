"""A page as a notebook and as a script, which run where the first lines have installed what they need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jupytext  # type: ignore[import-untyped]
from nbformat import NotebookNode, v4

from livepage.labs.notebooks import cell, installs, notebook, notebook_text
from livepage.model.claims import Claim
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.taking.cells import CodeCell, page_cells


def as_notebook(
    page: Page, results: Results, requirement: str, names: dict[Claim, str], address: Callable[[str], str]
) -> str:
    """Return the notebook: prose, code with what it printed and drew, functions as cells of their own.

    `requirement` is what pip installs first, `names` are the addresses of the blocks, which name the cells.
    """
    return notebook_text(notebook(_cells(page, results, requirement, names, address)))


def as_script(
    page: Page, results: Results, requirement: str, names: dict[Claim, str], address: Callable[[str], str]
) -> str:
    """Return the same in jupytext's percent format, which is Python: text in comments, figures shown."""
    made = _cells(page, results, requirement, names, address)
    drawing = [each for each in made if each.metadata.get("draws")]
    for each in drawing:
        each.source += "\n\nplt.show()"
    made[0].source = f'# python -m pip install "{requirement}"'
    if drawing:
        made[0].source += "\n\nimport matplotlib.pyplot as plt"
    text: str = jupytext.writes(notebook(made), fmt="py:percent")
    return text[text.index("# %%") :].rstrip("\n") + "\n"


def _cells(
    page: Page, results: Results, requirement: str, names: dict[Claim, str], address: Callable[[str], str]
) -> list[NotebookNode]:
    found = [installs(requirement)]
    for number, each in enumerate(page_cells(page, results, address)):
        if isinstance(each, CodeCell):
            draws: dict[str, Any] = {"draws": True} if each.figure else {}
            made = cell("code", each.code, names[each.claim], **draws)
            made.outputs = _outputs(results, each)
            found.append(made)
        else:
            found.append(cell("markdown", each.text, f"text-{number}"))
    return found


def _outputs(results: Results, made: CodeCell) -> list[NotebookNode]:
    outputs: list[NotebookNode] = []
    if made.printed:
        outputs.append(v4.new_output("stream", name="stdout", text=made.printed))  # type: ignore[no-untyped-call]
    if made.figure:
        media = {"image/svg+xml": results.figures[made.figure], "text/plain": made.figure.alt}
        outputs.append(v4.new_output("display_data", media))  # type: ignore[no-untyped-call]
    return outputs
