r"""LaTeX to MathML, or why not: a page never shows half a formula."""

from __future__ import annotations

import re
from functools import lru_cache
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

DEEPEST = 60
"""How deep a formula may be nested; the reader of LaTeX would end the process at some thousands."""

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\S", re.DOTALL)
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


@lru_cache(maxsize=4096)  # a page is read, checked and rendered, and its formulas are the same each time
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
    _refuse_the_deepest(latex)
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


def _refuse_the_deepest(latex: str) -> None:
    """Count what is open at each token: groups, and commands each of which may be the last one's argument."""
    opened: list[int] = []
    depth = commands = 0
    for token in _TOKEN.finditer(latex):
        if token[0] in ("{", r"\left", r"\begin"):
            opened.append(commands + 1)
            depth, commands = depth + commands + 1, 0
        elif token[0] in ("}", r"\right", r"\end"):
            depth, commands = depth - (opened.pop() if opened else 0), 0
        else:
            commands = commands + 1 if token[0].startswith("\\") else 0
        if depth + commands > DEEPEST:
            raise MathError(f"A formula nested deeper than {DEEPEST}.", latex, token.start())
