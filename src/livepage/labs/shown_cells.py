"""Makes of an executed lab the notebook that its page is made of, in the words of the site's Markdown."""

from __future__ import annotations

import textwrap
from urllib.parse import quote

from nbformat import NotebookNode

from livepage.labs.notebooks import cell as notebook_cell
from livepage.labs.notebooks import output as shown_output
from livepage.labs.outcome import FIGURE, VERDICT, Outcome
from livepage.labs.source import LabCell, solved, unsolved
from livepage.writing.render import images

WITH_SOLUTION = "With the solution"
FRAME = '<figure markdown="block">\n\n{}\n\n</figure>'


def text_cell(cell: LabCell, name: str, text: str) -> NotebookNode:
    """Return a cell of text as the page shows it; a solution is folded."""
    if cell.is_solution:
        text = f'??? fold "Solution"\n\n{textwrap.indent(text, "    ")}'
    return notebook_cell("markdown", text, name)


def code_cell(cell: LabCell, name: str, outcome: Outcome, folder: str, figure: str) -> NotebookNode:
    """Return a cell of code: what the reader begins with, the solution to unfold, what the solution gives."""
    stub, solution = unsolved(cell).source.strip("\n"), solved(cell).source.strip("\n")
    made = notebook_cell("code", stub, name, **({"solution": solution} if solution != stub else {}))
    for output in outcome.outputs(name):
        data = output.get("data", {})
        if FIGURE in data:
            both = images(str(cell.metadata["alt"]), quote(folder), figure, data[FIGURE])
            made.outputs.append(shown_output({"text/markdown": FRAME.format(both)}))
        elif data:
            title = {"title": WITH_SOLUTION} if VERDICT in data else {}
            made.outputs.append(shown_output({"text/plain": data["text/plain"]}, **title))
        else:
            made.outputs.append(output)
    return made
