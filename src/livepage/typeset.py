r"""LaTeX to MathML, or why not: a page never shows half a formula."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from math_core import LatexError, LatexToMathML

INLINE = re.compile(
    r"(?<![\\$])\$(?![\s$])"  # \x02: a code span that Python-Markdown has set aside
    r"(?P<latex>(?:\\[^\n]|\n(?![ \t]*\n)|[^\\$\n\x02])+?)"
    r"(?<!\s)\$(?![\w$])"
)
r"""A formula in a line. An escaped `\$` is a dollar sign, and so are those of `$5 and $6`."""

DISPLAY = re.compile(r"^[ \t]*\$\$(?P<latex>(?:\\.|[^\\$])*?)\$\$[ \t]*$", re.MULTILINE | re.DOTALL)
"""A displayed equation: nothing else stands on the lines of its delimiters."""

_POSITION = re.compile(r"(\d+): (.*)", re.DOTALL)
_converter = LatexToMathML(fancy_error=False)


class MathError(ValueError):
    """LaTeX that cannot be rendered; `line` and `column` count from 1 within the formula."""

    def __init__(self, reason: str, latex: str, position: int = 0) -> None:
        """Locate character `position` of `latex`, and say so in the message."""
        self.line = latex.count("\n", 0, position) + 1
        self.column = position - latex.rfind("\n", 0, position)
        shown = latex.split("\n")[self.line - 1]
        where = f"line {self.line}, column {self.column} of the formula"
        super().__init__(f"{reason} ({where})\n    {shown}\n    {'^':>{self.column}}")


def to_mathml(latex: str, *, display: bool) -> str:
    r"""Render LaTeX as MathML, with the LaTeX in the attribute `data-latex` for whoever copies it.

    Args:
        latex: what stands between the dollar signs.
        display: whether it is a displayed equation.

    Raises:
        MathError: if the LaTeX cannot be read, or there is none.

    Examples:
        >>> print(to_mathml("x^2", display=False))
        <math data-latex="x^2"><msup><mi>x</mi><mn>2</mn></msup></math>
    """
    return ElementTree.tostring(mathml_tree(latex, display=display), encoding="unicode")


def mathml_tree(latex: str, *, display: bool) -> ElementTree.Element:
    """Return the MathML of `to_mathml` as a tree."""
    if not latex.strip():
        raise MathError("A formula without content.", latex)
    try:
        mathml = _converter.convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        found = _POSITION.fullmatch(str(error))
        position, reason = (int(found[1]), found[2]) if found else (0, str(error))
        raise MathError(reason, latex, position) from None
    root = ElementTree.fromstring(mathml.replace("&ApplyFunction;", "\u2061"))
    for table in root.iter("mtable"):
        table.attrib.pop("scriptlevel", None)  # 0 already but inside a script, and no validator knows it here
    root.set("data-latex", latex.strip())
    return root
