r"""The Python-Markdown extension that puts formulas as MathML into every page.

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

from livepage.typeset import DISPLAY, INLINE, MathError, mathml_tree

_STOP = re.compile(r"[.,;:!?]+")
_UNCLOSED = re.compile(r"^[ \t]*\$\$", re.MULTILINE)


def _sealed(latex: str, *, display: bool) -> ElementTree.Element:
    """The MathML as a tree whose text no other Markdown rule touches."""
    root = mathml_tree(latex, display=display)
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
