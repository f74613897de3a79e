"""What a check found, and how it is shown: once, as words, with a mark that a program can read."""

import sys
from dataclasses import dataclass
from typing import Any

MIME = "application/vnd.livepage.verdict+json"
"""The type under which a notebook stores whether a verdict is right, beside its words."""


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right, and the words that say so. It is true if the answer is right."""

    exercise: str
    right: bool
    words: str

    def __bool__(self) -> bool:
        """Return whether the answer is right."""
        return self.right

    def __str__(self) -> str:
        """Return the words."""
        return self.words

    def _ipython_display_(self) -> None:
        """Show nothing: as the last value of a cell it would be shown a second time."""

    def show(self) -> "Verdict":
        """Show the words: in a notebook as one output with the mark, elsewhere as printed text."""
        if _in_notebook():
            display: Any = sys.modules["IPython.display"].display
            mark = {"right": self.right, "exercise": self.exercise}
            display({"text/plain": self.words, MIME: mark}, raw=True)
        else:
            print(self.words)
        return self


def _in_notebook() -> bool:
    """Return whether IPython runs this code. It is asked for only where it is loaded already."""
    ipython: Any = sys.modules.get("IPython")
    return ipython is not None and "IPython.display" in sys.modules and ipython.get_ipython() is not None
