"""What the page says to its script of each block: its address, and what to put above it when it is copied.

Preludes share most of their lines. So a page holds each piece once, and a block the numbers of its pieces.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape

from livepage.model.claims import Claim
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.taking.address import addresses
from livepage.taking.prelude import Prelude, drawn, preludes


@dataclass
class Copies:
    """The attributes of each block, and the pieces that they number."""

    attributes: dict[Claim, dict[str, str]] = field(default_factory=dict)
    pieces: dict[str, int] = field(default_factory=dict)

    def numbers(self, pieces: tuple[str, ...]) -> str:
        """Return the numbers of pieces, as an attribute holds them."""
        return " ".join(str(self.pieces.setdefault(piece, len(self.pieces))) for piece in pieces)

    def html(self, install: str) -> str:
        """Return an element that holds the pieces, and what pip installs."""
        held = {"pieces": json.dumps(list(self.pieces), ensure_ascii=False), "install": install}
        attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in held.items())
        return f'<div class="pieces" {attributes} hidden></div>\n' if self.pieces or self.attributes else ""

    def named(self, prelude: Prelude) -> dict[str, str]:
        """Return the attributes that say what stands above a block."""
        pieces = {"data-above": prelude.installed, "data-bare": prelude.bare}
        return {name: self.numbers(those) for name, those in pieces.items() if those is not None}


def copies(page: Page, results: Results) -> Copies:
    """Return what there is to say of the blocks of a page whose claims hold."""
    found, names = Copies(), addresses(page, results)
    drawing = drawn(page)
    for claim, prelude in preludes(page, results).items():
        shown = {"data-draws": "true"} if claim in drawing else {}
        found.attributes[claim] = {"id": names[claim], **found.named(prelude), **shown}
    return found
