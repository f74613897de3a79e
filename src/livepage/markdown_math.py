r"""LaTeX to MathML, and the Python-Markdown extension that puts it into every page.

In a page, `$...$` is a formula in a line, and `$$...$$` on lines of its own is a displayed equation. LaTeX
that cannot be read raises `MathError`: a page never shows half a formula.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from math_core import LatexError, LatexToMathML

INLINE = re.compile(
    r"(?<![\\$])\$(?![\s$])"  # \x02: a code span that Python-Markdown has set aside
    r"(?P<latex>(?:\\[^\n]|\n(?![ \t]*\n)|[^\\$\n\x02])+?)"
    r"(?<!\s)\$(?![\d$])"
)
r"""A formula in a line. An escaped `\$` is a dollar sign, and so are those of `$5 and $6`."""

DISPLAY = re.compile(r"^[ \t]*\$\$(?P<latex>(?:\\.|[^\\$])*?)\$\$[ \t]*$", re.MULTILINE | re.DOTALL)
"""A displayed equation: nothing else stands on the lines of its delimiters."""

_STOP = re.compile(r"[.,;:!?]+")
_UNCLOSED = re.compile(r"^[ \t]*\$\$", re.MULTILINE)
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
    return ElementTree.tostring(_math(latex, display=display), encoding="unicode")


def _math(latex: str, *, display: bool) -> ElementTree.Element:
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


def _sealed(latex: str, *, display: bool) -> ElementTree.Element:
    """The MathML as a tree whose text no other Markdown rule touches."""
    root = _math(latex, display=display)
    for node in root.iter():
        node.text = AtomicString(node.text or "")
    return root


class _Inline(InlineProcessor):
    """A browser may break the line behind a formula, so that a full stop would begin the next: not here."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ElementTree.Element, int, int]:  # type: ignore[override]
        math, stop = _sealed(m["latex"], display=False), _STOP.match(data, m.end())
        if stop is None:
            return math, m.start(), m.end()
        unbroken = ElementTree.Element("span", {"class": "unbroken"})
        unbroken.append(math)
        math.tail = stop[0]
        return unbroken, m.start(), stop.end()


class _Display(BlockProcessor):
    """The box around the equation scrolls where the screen is too narrow, so the keyboard must reach it."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:  # noqa: ARG002
        return _UNCLOSED.search(block) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = DISPLAY.search(block)
        if found is None:
            raise MathError("`$$` opens an equation that is not closed before the next blank line.", block)
        before, after = block[: found.start()].rstrip("\n"), block[found.end() :].lstrip("\n")
        if before:
            self.parser.parseBlocks(parent, [before])
        label = {"role": "group", "aria-label": "Equation", "tabindex": "0"}
        box = ElementTree.SubElement(parent, "div", {"class": "equation", "data-search-exclude": "", **label})
        box.append(_sealed(found["latex"], display=True))
        if after:
            blocks.insert(0, after)


class MathExtension(Extension):
    """Formulas for Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register both rules: code spans (190) come before formulas, escapes (180) and lists after them."""
        md.ESCAPED_CHARS.append("$")
        md.block_level_elements.remove("math")  # else a line break follows each formula
        md.inlinePatterns.register(_Inline(INLINE.pattern, md), "math", 185)
        md.parser.blockprocessors.register(_Display(md.parser), "math", 28)


def makeExtension(**kwargs: Any) -> MathExtension:
    """Let Python-Markdown find the extension by the name of this module."""
    return MathExtension(**kwargs)
