"""Renders what is exempt: its comment goes, and what looks as if it had been checked says that it was not."""

from __future__ import annotations

import re

from livepage.model.claims import Exempt
from livepage.model.page import Page
from livepage.model.text import Replacement, apart

SIGNS = re.compile(r"([\\`*_{}\[\]()>#+\-.!$])")  # which Markdown would read


def without_comment(page: Page, claim: Exempt) -> list[Replacement]:
    """Take the comment away, which a number's exemption by the settings has not, and put its fence apart."""
    if not page.text[claim.start : claim.end].lstrip().startswith("<!--"):
        return []
    if not claim.text.lstrip().startswith(("```", "~~~")):
        return [(claim.start, claim.end, "")]
    start = page.text.index(claim.text, claim.end)
    end = start + len(claim.text)
    before, behind = apart(page.text, claim.start, claim.end)[0], apart(page.text, start, end)[1]
    return [(claim.start, claim.end, before), (end, end, _told(page, claim, end) + behind)]


def _told(page: Page, claim: Exempt, end: int) -> str:
    """Tell a reader of what looks as if it had been checked that it was not, and why."""
    if not claim.looks_checked:
        return ""
    missing = "" if page.text[end - 1 : end] == "\n" else "\n"
    indent = claim.text[: len(claim.text) - len(claim.text.lstrip(" \t"))]
    reason = SIGNS.sub(r"\\\1", claim.reason).replace("<", "&lt;")
    return f"{missing}\n{indent}Not checked: {reason}\n{indent}{{ .code-source }}\n"
