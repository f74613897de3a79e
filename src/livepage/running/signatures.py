"""Headers of functions as a textbook prints them: without the types of parameters and of the result."""

from __future__ import annotations

import ast
import io
import textwrap
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

WIDTH = 40  # columns of code that a phone shows


@dataclass(frozen=True)
class Header:
    """The header of a function: rows `first` to `last` of a text, and its words on one line without types."""

    first: int
    last: int
    words: str
    after: str  # what stands behind its colon

    def shown(self) -> str:
        """Return the header in lines that fit, where a break between its parameters can do that."""
        if len(self.words) <= WIDTH:
            return self.words + self.after
        indent = " " * (len(self.words) - len(self.words.lstrip()))
        before, _, parameters = self.words.partition("(")
        inner = indent + "    "
        filled = textwrap.fill(
            parameters.removesuffix("):"), WIDTH, initial_indent=inner, subsequent_indent=inner
        )
        return f"{before}(\n{filled}\n{indent}):{self.after}" if filled.strip() else self.words + self.after


def without_types(text: str) -> tuple[str, str]:
    """Return a definition without the types in its headers: with its lines where they were, and to show.

    A header with a comment in it, or with parameters for types, stays as it is.
    """
    lines = text.splitlines(keepends=True)
    kept, shown = lines[:], lines[:]
    for header in _headers(text):
        rows = slice(header.first, header.last + 1)
        blank = [""] * (header.last - header.first)
        kept[rows] = [f"{header.words}{header.after}\n", *("\n" for _ in blank)]
        shown[rows] = [f"{header.shown()}\n", *blank]
    return "".join(kept), "".join(shown)


def _headers(text: str) -> Iterator[Header]:
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or getattr(node, "type_params", None):
            continue
        header = _tokens(tokens, node.lineno)
        if any(token.type == tokenize.COMMENT for token in header):
            continue
        row, column = header[-1].end
        for each in ast.walk(node.args):
            if isinstance(each, ast.arg):
                each.annotation = None
        word = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
        words = f"{' ' * node.col_offset}{word} {node.name}({ast.unparse(node.args)}):"
        yield Header(node.lineno - 1, row - 1, words, lines[row - 1][column:])


def _tokens(tokens: list[tokenize.TokenInfo], line: int) -> list[tokenize.TokenInfo]:
    """Return the tokens of the header that begins on a line, up to the colon that ends it."""
    found, depth = [], 0
    for token in tokens:
        if token.start[0] < line:
            continue
        found.append(token)
        depth += (token.string in "([{") - (token.string in ")]}") if token.type == tokenize.OP else 0
        if token.string == ":" and not depth:
            break
    return found
