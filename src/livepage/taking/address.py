"""A name for each block of code on its page, from what it defines, draws or prints; never from a count."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from hashlib import sha256

from livepage.model.claims import Claim, Code, Embed, Figure
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.taking.prelude import shown_code


def addresses(page: Page, results: Results) -> dict[Claim, str]:
    """Return the fragment of each block's address, such as `code-rbf`; a new block moves no other's."""
    found: dict[Claim, str] = {}
    for claim in page.claims:
        if isinstance(claim, Code):
            taken = found.values()
            found[claim] = next(name for name in _names(page, results, claim) if name not in taken)
    return found


def _names(page: Page, results: Results, claim: Code) -> Iterator[str]:
    code = shown_code(claim, results)
    for name in _defined(code):
        yield f"code-{name}"
    for figure in page.claims[page.claims.index(claim) + 1 :]:
        if isinstance(figure, Code):
            break
        if isinstance(figure, Figure):
            yield f"code-{figure.name}"
    for text in (results.printed.get(claim, ""), code):
        for line in text.split("\n"):
            if slug := re.sub(r"[^a-z0-9]+", "-", line.lower()).strip("-")[:40].rstrip("-"):
                yield f"code-{slug}"
    digest = sha256(f"{code}{claim.line if isinstance(claim, Embed) else ''}".encode()).hexdigest()
    for length in range(8, len(digest)):
        yield f"code-{digest[:length]}"


def _defined(code: str) -> Iterator[str]:
    """Yield the names that the code defines at its top, functions before values."""
    values: list[str] = []
    for node in ast.parse(code).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            values += [
                each.id
                for each in ast.walk(node)
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            ]
    yield from values
