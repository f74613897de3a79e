r"""The Markdown of the pages: Python-Markdown with these extensions, and formulas between dollar signs.

In a page, `$...$` is a formula in a line, and `$$...$$` on lines of its own is a displayed equation. The site
is built with the same extensions, so that what this module makes of a page is what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from livepage.reading.breadth import print_class
from livepage.typeset import DISPLAY, INLINE, MathError, mathml_tree

EXTENSIONS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {},
    "pymdownx.blocks.caption": {},
    "pymdownx.blocks.html": {},
    "pymdownx.details": {},
    "pymdownx.highlight": {"anchor_linenums": False, "pygments_lang_class": True},
    "pymdownx.inlinehilite": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
}
"""What the site's `markdown_extensions` are, less what alters no content."""

_STOP = re.compile(r"[.,;:!?]+")
_UNCLOSED = re.compile(r"^[ \t]*\$\$", re.MULTILINE)
Typeset = Callable[[str, bool], ElementTree.Element]


def sealed(latex: str, display: bool) -> ElementTree.Element:
    """Return the MathML as a tree whose text no other Markdown rule touches."""
    root = mathml_tree(latex, display=display)
    for node in root.iter():
        node.text = AtomicString(node.text or "")
    return root


def named(latex: str, display: bool) -> ElementTree.Element:  # noqa: ARG001
    """Return the element of a formula without its content: enough to know that it is one."""
    return ElementTree.Element("math", {"data-latex": latex.strip()})


class _Inline(InlineProcessor):
    """A browser may break the line behind a formula, so that a full stop would begin the next: not here."""

    def __init__(self, md: Markdown, typeset: Typeset) -> None:
        super().__init__(INLINE.pattern, md)
        self.typeset = typeset

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ElementTree.Element, int, int]:  # type: ignore[override]
        math, stop = self.typeset(m["latex"], False), _STOP.match(data, m.end())
        if stop is None:
            return math, m.start(), m.end()
        unbroken = ElementTree.Element("span", {"class": "unbroken"})
        unbroken.append(math)
        math.tail = stop[0]
        return unbroken, m.start(), stop.end()


class _Display(BlockProcessor):
    """The box around the equation scrolls where the screen is too narrow, so the keyboard must reach it."""

    def __init__(self, md: Markdown, typeset: Typeset) -> None:
        super().__init__(md.parser)
        self.typeset = typeset

    def test(self, parent: ElementTree.Element, block: str) -> bool:  # noqa: ARG002
        return _UNCLOSED.search(block) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        block = blocks.pop(0)
        found = DISPLAY.search(block)
        if found is None:
            raise MathError("`$$` opens an equation that is not closed before the next blank line.", block)
        before, after = block[: found.start()].rstrip("\n"), block[found.end() :].lstrip("\n")
        if before:
            self.parser.parseBlocks(parent, [before])
        label = {"role": "group", "aria-label": "Equation", "tabindex": "0"}
        math = self.typeset(found["latex"], True)
        classes = f"equation {print_class(math)}".rstrip()
        box = ElementTree.SubElement(parent, "div", {"class": classes, "data-search-exclude": "", **label})
        box.append(math)
        if after:
            blocks.insert(0, after)
        return True


class MathExtension(Extension):
    """Formulas for Python-Markdown."""

    def __init__(self, typeset: Typeset = sealed, **kwargs: Any) -> None:
        """Let `typeset` make the element of each formula."""
        super().__init__(**kwargs)
        self.typeset = typeset

    def extendMarkdown(self, md: Markdown) -> None:
        """Register both rules: code spans (190) come before formulas, escapes (180) and lists after them."""
        md.ESCAPED_CHARS.append("$")
        md.block_level_elements.remove("math")  # else a line break follows each formula
        md.inlinePatterns.register(_Inline(md, self.typeset), "math", 185)
        md.parser.blockprocessors.register(_Display(md, self.typeset), "math", 28)


@cache
def _reader() -> Markdown:
    return Markdown(extensions=[*EXTENSIONS, MathExtension(named)], extension_configs=EXTENSIONS)


def as_shown(text: str) -> tuple[str, list[str]]:
    """Return the HTML of Markdown, with formulas unset, and the pieces of raw HTML in it as they stand.

    Raises:
        MathError: if a displayed equation is not closed.
    """
    reader = _reader()
    html = reader.reset().convert(text)
    return html, [raw for raw in reader.htmlStash.rawHtmlBlocks if isinstance(raw, str)]
