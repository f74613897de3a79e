"""What a built page shows: its code blocks, pictures, custom elements and formulas, read from the HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from markdown.util import BLOCK_LEVEL_ELEMENTS

ShownItem = tuple[str, str]  # kind and content
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
PICTURES = {"svg", "canvas", "video", "audio", "iframe", "object", "embed", "picture"}
FURNITURE = {"md-content__button", "md-source-file", "md-feedback"}  # the theme's, within the article
AUTODOC = "doc-object"  # an API page's, made of docstrings, which are tested where they stand
FOOTNOTES = "footnote"  # a list that no author numbers
BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
NO_TEXT = {"math", "script", "style"}
INK = "\ufffc"  # stands in the text for a formula or for code


class Shown(HTMLParser):
    """Collects from HTML `items`, the running `text`, `spans` of code in it, and `ordinals` of its lists."""

    def __init__(self, html: str) -> None:
        """Read all of it."""
        super().__init__()
        self.open: list[tuple[str, str]] = []  # tag and class of each element around
        self.found: list[tuple[ShownItem, bool]] = []  # and whether an article is around
        self.spans: list[str] = []
        self.ordinals: list[int] = []
        self.unclosed: list[str] = []  # tags that another ends
        self.counts: list[int] = []  # of the numbered lists around
        self.code: list[str] | None = None
        self.span: list[str] | None = None
        self.running: list[str] = []  # the pieces of the text
        self.feed(html)
        self.close()

    @property
    def items(self) -> list[ShownItem]:
        """The items of the page's article, or of all of it if it has none."""
        article = [item for item, inside in self.found if inside]
        return article if article or self.has_article else [item for item, _ in self.found]

    @property
    def text(self) -> str:
        """The running text: no code, no formulas, and each block on lines of its own."""
        return "".join(self.running)

    has_article = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        attributes = {name: value or "" for name, value in attrs}
        self._part(tag)
        if tag not in VOID:
            self.open.append((tag, attributes.get("class", "")))
        self.has_article |= tag == "article"
        if self._around(*FURNITURE, AUTODOC):
            return
        if tag == "img":
            self._add("picture", PurePosixPath(unquote(urlsplit(attributes.get("src", "")).path)).name)
        elif tag in PICTURES:
            self._add("picture", f"<{tag}>")
        elif "-" in tag:
            self._add("element", tag)
        elif tag == "math":
            self._add("formula", attributes.get("data-latex", "<math> without its LaTeX").strip())
        elif tag == "pre":
            self.code = []
        elif tag == "code" and self.code is None:
            self.span = []
        elif tag == "ol":
            self.counts.append(0)
        elif tag == "li" and self._list() == "ol":
            self.counts[-1] += 1
            if not self._around(FOOTNOTES):
                self.ordinals.append(self.counts[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins and ends."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note what ends, and what should have ended before."""
        self._part(tag)
        if tag == "pre" and self.code is not None:
            self._add("code", "".join(self.code).strip("\n"))
            self.code = None
        elif tag == "code" and self.span is not None:
            self.spans.append("".join(self.span))
            self.span = None
        tags = [name for name, _ in self.open]
        if tag not in tags:
            return
        at = len(tags) - 1 - tags[::-1].index(tag)
        self.unclosed += tags[at + 1 :]
        self.counts = self.counts[: tags[:at].count("ol")]
        del self.open[at:]

    def handle_data(self, data: str) -> None:
        """Keep the text, and that of code apart from it."""
        for kept in (self.code, self.span):
            if kept is not None:
                kept.append(data)
        if self.code is None and self.span is None and not any(tag in NO_TEXT for tag, _ in self.open):
            self.running.append(data)

    def _part(self, tag: str) -> None:
        """Part the text where a block begins or ends; code and formulas are ink in it."""
        self.running += [INK] if tag in {"code", "math", "img"} else ["\n"] if tag in BLOCKS else []

    def _list(self) -> str:
        return next((tag for tag, _ in reversed(self.open) if tag in ("ol", "ul")), "")

    def _around(self, *classes: str) -> bool:
        return any(name in classes for _, names in self.open for name in names.split())

    def _add(self, kind: str, content: str) -> None:
        inside = any(tag == "article" for tag, _ in self.open)
        self.found.append(((kind, content), inside))
