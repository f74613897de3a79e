"""A page's text as lines and positions."""

from __future__ import annotations

import io
from bisect import bisect
from collections.abc import Iterable


def normalised(text: str) -> str:
    """Return the text as Python reads a file: no byte order mark, each line ended by a newline."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def apart(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the line ends that put empty lines before and behind the lines `text[start:end]`.

    A fence without them is a block within a paragraph, which is no valid HTML.
    """
    before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    behind = text[end : text.find("\n", end) + 1 or len(text)]
    return "\n" if before.strip() else "", "\n" if behind.strip() else ""


Replacement = tuple[int, int, str]
"""A start and an end in a text, and what comes in the place of what stands between them."""


def with_replacements(text: str, replacements: Iterable[Replacement]) -> str:
    """Return the text with its parts replaced, which do not overlap."""
    for start, end, new in sorted(replacements, key=lambda each: each[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return text


class Text:
    """A text, its lines with their ends, and the position at which each begins.

    `first_line` is the number of its first line, for a text that is part of a larger file. Only a newline
    ends a line: `str.splitlines` would also break at a form feed, which editors and pytest do not count.
    """

    def __init__(self, text: str, first_line: int = 1) -> None:
        """Split the text."""
        self.text = text
        self.first_line = first_line
        self.lines = list(io.StringIO(text))
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def line_of(self, position: int) -> int:
        """Return the number of the line that holds the position."""
        row = min(bisect(self.starts, position), max(len(self.lines), 1))
        return row - 1 + self.first_line

    def line_at(self, position: int) -> str:
        """Return the line that holds the position."""
        return self.lines[self.line_of(position) - self.first_line]

    def start_of(self, position: int) -> int:
        """Return where the line begins that holds the position."""
        return self.starts[self.line_of(position) - self.first_line]

    def __getitem__(self, span: tuple[int, int]) -> str:
        """Return the text between two positions."""
        return self.text[slice(*span)]
