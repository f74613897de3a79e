"""Finds comments of several lines in prose: where they begin, and where they end; for `blocks`."""

from __future__ import annotations

from livepage.reading.pieces import pieces


class Comments:
    """The comments of a page, by its lines."""

    def __init__(self, lines: list[str]) -> None:
        """Find the last line that could end one: below it, nothing is looked for."""
        self.lines = lines
        self.last = max((row for row, line in enumerate(lines) if "-->" in line), default=-1)

    def opens(self, row: int) -> bool:
        """Say whether a comment begins on a line of prose that does not end on it."""
        line = self.lines[row]
        found = pieces(line, 0, len(line)) if "<!--" in line else ()
        return any("<!--" in line[piece.start : piece.end] for piece in found if piece.kind == "text")

    def end(self, row: int) -> int | None:
        """Return the row that ends a comment which begins on a row, if one does."""
        below = range(row + 1, self.last + 1)
        return next((at for at in below if "-->" in self.lines[at]), None)
