"""How far a line is indented, as Markdown counts; `blocks` reads what belongs to what by it."""

from __future__ import annotations

STEP = 4  # spaces by which Markdown indents what belongs to an item, an admonition, a tab or a footnote


def width(line: str) -> int:
    """Return how far the line is indented, in columns."""
    wide = line.expandtabs(STEP)
    return len(wide) - len(wide.lstrip(" "))


def dedented(line: str, width: int) -> str:
    """Return the line without the margin of its fence, which may be of tabs."""
    if not line.strip():
        return "\n"
    column = 0
    for at, letter in enumerate(line):
        if column >= width:
            return line[at:]
        column += STEP - column % STEP if letter == "\t" else 1
    return line
