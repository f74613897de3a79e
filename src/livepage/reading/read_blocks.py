"""Turns each block of a page into its claim, and reports what its author should change."""

from __future__ import annotations

import re
import warnings
from difflib import get_close_matches

from livepage.model.claims import (
    Code,
    Derivation,
    Element,
    Embed,
    Equation,
    Exempt,
    FaultCode,
    Figure,
    Output,
)
from livepage.model.element import element_problem
from livepage.model.template import bound
from livepage.reading.blocks import Block
from livepage.reading.code_words import check_words
from livepage.reading.draft import Draft
from livepage.reading.front_matter import fields
from livepage.reading.info import PRINTED, PYTHON, Info, read_info
from livepage.reading.prose import VALUE_COMMENT, numbers, numbers_read
from livepage.reading.read_autodoc import read_autodoc
from livepage.reading.read_prose import read_display, read_prose
from livepage.reading.read_table import check_rows, read_table

FIGURE_FILE = re.compile(r"[\w-]+\.svg")
MODULE = re.compile(r"\w+(?:\.\w+)*")
FOR_READERS = {"title", "subtitle", "description"}
"""Keys of the front matter that a page, a search engine or a shared link shows."""


class BlockReader:
    """Reads the blocks of one page in order; an exemption waits here for the block below it."""

    def __init__(self, draft: Draft) -> None:
        """Begin a page."""
        self.draft = draft
        self.reason: tuple[Block, str] | None = None
        self.figures: dict[str, int] = {}  # by their file's name, the line of the first

    def read(self, block: Block) -> None:
        """Add what the block claims to the draft."""
        readers = {
            "front matter": self._front_matter,
            "exempt": self._exemption,
            "prose": self._prose,
            "fence": self._fence,
            "display": self._display,
            "image": self._image,
            "derivation": self._derivation,
            "element": self._element,
            "table": self._table,
            "graph": self._graph,
            "autodoc": self._autodoc,
        }
        if self.reason and block.kind in ("fence", "display", "image"):
            self._exempt(block)
        elif block.kind in readers:
            readers[block.kind](block)
        else:  # it is broken, which is reported, and nothing is left to exempt
            self.reason = None

    def end(self) -> None:
        """Report an exemption that nothing below has used."""
        if self.reason:
            message = "no code block, image or displayed equation follows this exemption"
            expected = "a block on the next line; behind a formula in a sentence, $…$<!-- exempt: why -->"
            self._fault(self.reason[0], message, expected, code=FaultCode.EXEMPTION)
        self.reason = None

    def _span(self, block: Block) -> tuple[int, int]:
        return self.draft.text.starts[block.row], self.draft.text.starts[block.after]

    def _fault(
        self,
        block: Block,
        message: str,
        expected: str | None = None,
        got: str | None = None,
        code: FaultCode = FaultCode.OTHER,
    ) -> None:
        self.draft.fault(self._span(block)[0], message, expected, got, code)

    def _exemption(self, block: Block) -> None:
        self.end()
        self.reason = block, block.head["reason"]

    def _prose(self, block: Block) -> None:
        start, end = self._span(block)
        if self.draft.text[start, end].strip():
            self.end()
        read_prose(self.draft, start, end)
        check_rows(self.draft, start, end)

    def _derivation(self, block: Block) -> None:
        self.end()
        self.draft.add(
            Derivation, *self._span(block), target=block.head["target"], indent=block.head["indent"]
        )

    def _element(self, block: Block) -> None:
        self.end()
        start, end = self._span(block)
        self.draft.add(Element, start, end, **block.head, body_end=end + len(block.body))
        if wrong := element_problem(block.head["arguments"], self.draft.defined):
            self._fault(block, wrong, "<!-- name-of-element(x=x, rate=mu) -->", block.head["arguments"])
        if not block.body.strip():
            expected = "an image or a table on the line below it"
            self._fault(block, "an element shows a figure or a table until its script runs", expected)

    def _table(self, block: Block) -> None:
        self.end()
        start, end = self._span(block)
        read_table(self.draft, start, end, block.head["arguments"], block.head["indent"])

    def _graph(self, block: Block) -> None:
        self.end()
        start = self._span(block)[0]
        self._names_graph(start, block.head["module"].strip(), "<!-- graph: graphs.chapter -->")

    def _names_graph(self, start: int, module: str, expected: str) -> None:
        if not MODULE.fullmatch(module):
            self.draft.fault(start, "this names no graph", expected, module)
        self.draft.graphs.append((start, module))

    def _autodoc(self, block: Block) -> None:
        self.end()
        read_autodoc(self.draft, *self._span(block), block)

    def _exempt(self, block: Block) -> None:
        assert self.reason is not None
        above, reason = self.reason
        text = self.draft.text[self._span(block)]
        claim = self.draft.add(Exempt, *self._span(above), text=text, reason=reason)
        if claim.looks_checked:  # then the reason is shown
            start = self._span(above)[0] + self.draft.text.lines[above.row].rfind(reason)
            span = start, start + len(reason)
            self.draft.check_loose(numbers(self.draft.text.text, *span), *span)
        if not reason:
            message, expected = "an exemption needs a reason", "<!-- exempt: why this is no claim -->"
            self._fault(above, message, expected, code=FaultCode.EXEMPTION)
        if block.kind == "image":
            self._alt(block)
        elif block.kind == "display":
            self._latex(block)
            if block.head.get("ties"):
                message = "this exemption is not needed: the numbers of the equation are values"
                self._fault(above, message, code=FaultCode.EXEMPTION)
        self.reason = None

    def _front_matter(self, block: Block) -> None:
        """What is shown of it is prose, in which nothing can be tied."""
        for found in fields(block.body):
            if found.key == "graph":
                self._names_graph(found.start, found.value, "graph: graphs.chapter")
            elif get_close_matches(found.key.lower(), ["graph"], cutoff=0.8):
                message = f"this key is not read: {found.key}"
                self.draft.fault(found.start, message, "graph: graphs.chapter")
            elif found.key in FOR_READERS:
                span = found.start, found.end
                hidden = numbers_read(found.value, 0, len(found.value))  # behind an escape of YAML
                loose = numbers(block.body, *span) or ([span] if hidden else [])
                self.draft.check_loose(loose, *span)

    def _fence(self, block: Block) -> None:
        info = read_info(block.head["info"])
        for unread in info.problems:
            self._fault(block, unread, 'python title="…" hl_lines="…" fold embed')
        if info.language in PYTHON:
            self._code(block, info)
        elif info.language in PRINTED:
            self.draft.add(Output, *self._span(block), body=block.body, indent=block.head["indent"])
        else:
            expected = "python, text (what the code above prints), or <!-- exempt: reason --> above it"
            self._fault(block, "a block that nothing checks", expected, info.language or "no language")

    def _code(self, block: Block, info: Info) -> None:
        start, end = self._span(block)
        kind = Embed if "embed" in info.flags else Code
        fold, indent = "fold" in info.flags, block.head["indent"]
        self.draft.add(kind, start, end, body=block.body, indent=indent, options=info.options, fold=fold)
        title = info.options.get("title", "")
        at = start + self.draft.text.lines[block.row].rfind(title)
        self.draft.check_loose(numbers(self.draft.text.text, at, at + len(title)), start, end)
        self._syntax(block)
        check_words(self.draft, block)

    def _syntax(self, block: Block) -> None:
        """Compile the code, as what it warns of (an invalid escape) is an error too."""
        try:
            with warnings.catch_warnings(action="error"):
                compile(block.body, "page", "exec", dont_inherit=True)
                self.draft.defined |= bound(block.body)
        except SyntaxError as error:
            at = min(block.row + (error.lineno or 1), block.after - 1)
            got = (error.text or "").strip() or None
            self.draft.fault(self.draft.text.starts[at], f"this is not Python: {error.msg}", got=got)
        except (ValueError, RecursionError, MemoryError) as error:
            self._fault(block, f"this is not Python: {error}")
        if not block.body.strip():
            self._fault(block, "a code block without code")

    def _display(self, block: Block) -> None:
        span, tied = self._span(block), bool(block.head.get("ties"))
        self.draft.add(Equation, *span, latex=self._latex(block), display=True, tied=tied)
        if tied:
            read_display(self.draft, *span)

    def _latex(self, block: Block) -> str:
        """Return the equation's LaTeX, checked."""
        latex = block.body.strip()
        # Only a block of several lines has its LaTeX on lines of their own.
        first = block.row + 1 if block.after > block.row + 1 else block.row
        skipped = block.body[: len(block.body) - len(block.body.lstrip())].count("\n")
        position = self.draft.text.starts[min(first + skipped, block.after - 1)]
        self.draft.check_latex(position, latex, display=True)
        return latex

    def _alt(self, block: Block) -> str:
        """Read the alt text, which screen readers speak, and return it without its comments."""
        start = self._span(block)[0] + self.draft.text.lines[block.row].index("![") + 2
        read_prose(self.draft, start, start + len(block.head["alt"]))
        alt = VALUE_COMMENT.sub("", block.head["alt"])
        if "$" in alt:
            self._fault(block, "alt text is read aloud: it holds words, not formulas", got=alt)
        if not alt.strip():
            self._fault(block, "this figure has no alt text", "![what a reader sees in it](name.svg)")
        return alt

    def _image(self, block: Block) -> None:
        alt, target, span = self._alt(block), block.head["target"], self._span(block)
        line = self.draft.text.line_of(span[0])
        if (earlier := self.figures.setdefault(target, line)) != line:
            self._fault(block, f"a name twice: the figure {target} is also at line {earlier}")
        if not block.body.strip():
            self._fault(block, "this figure has no caption", "text on the line below the image")
        if not FIGURE_FILE.fullmatch(target):
            self._fault(block, "a figure is a file beside the page, made by its code", "name.svg", target)
        end, indent = span[1] + len(block.body), block.head["indent"]
        self.draft.add(Figure, *span, alt=alt, target=target, indent=indent, caption_end=end)
