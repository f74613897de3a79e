"""Tells the indented text of a list, an admonition or a tab from text that Markdown shows as code."""

from __future__ import annotations

import re

OPENER = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|!!!|\?\?\?|===|\[\^[^\]]+\]:|:\s)")
STEP = 4


class Containers:
    """The lists, admonitions, tabs and footnotes that are open at a line, as the widths of their margins."""

    def __init__(self) -> None:
        """Begin at the top of a page, in nothing."""
        self.margins: list[int] = []

    def shows_code(self, line: str, *, begins: bool) -> bool:
        """Note the line; return whether it `begins` a block that Markdown takes for indented code."""
        wide = line.expandtabs(STEP)
        margin = len(wide) - len(wide.lstrip())
        opens = OPENER.match(line) is not None
        if begins or opens:
            while self.margins and self.margins[-1] >= margin:
                self.margins.pop()
        inside = self.margins[-1] + STEP if self.margins else 0
        if begins and margin >= inside + STEP:
            return True
        if opens:
            self.margins.append(margin)
        return False
