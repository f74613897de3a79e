"""The notebooks of a lab: to fill in and solved for the reader, and the one that the build executes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, v4

KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(cells: Iterable[NotebookNode]) -> NotebookNode:
    """Return a notebook of the cells."""
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": KERNEL, "cells": list(cells)}
    made: NotebookNode = nbformat.from_dict(whole)  # type: ignore[no-untyped-call]
    nbformat.validate(made)
    return made


def cell(kind: str, source: str, name: str, **metadata: Any) -> NotebookNode:
    """Return a cell whose id is `name`: jupytext and nbformat would draw a new one at each build.

    It is validated with its notebook; nbformat's own functions would do it here as well, which takes longer
    than all else.
    """
    made: dict[str, Any] = {"id": name, "cell_type": kind, "metadata": metadata, "source": source}
    made |= {"execution_count": None, "outputs": []} if kind == "code" else {}
    return nbformat.from_dict(made)  # type: ignore[no-untyped-call,no-any-return]


def output(data: dict[str, str], **metadata: str) -> NotebookNode:
    """Return what a cell displays: its media types and contents."""
    made: NotebookNode = v4.new_output("display_data", data, metadata=metadata)  # type: ignore[no-untyped-call]
    return made


def read_notebook(path: Path) -> NotebookNode:
    """Return the notebook at `path`."""
    made: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return made


def notebook_text(made: NotebookNode) -> str:
    """Return the notebook as its file holds it, the same for the same notebook."""
    return str(nbformat.writes(made)) + "\n"  # type: ignore[no-untyped-call]


def installs(requirement: str) -> NotebookNode:
    """Return the cell that installs what the notebook needs."""
    return cell("code", f'%pip install -q "{requirement}"', "install")
