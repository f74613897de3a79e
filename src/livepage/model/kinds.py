"""The kinds of claims, and the one way in which a verb finds what it does with a claim.

A verb (run, check, render, update, falsify, and the census of the tests) has a table with an entry for each
kind, in the file that bears its name; `tests/livepage/test_kinds.py` compares the tables with `KINDS`. What
is to be done for a kind stands in files of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from livepage.model.claims import (
    Autodoc,
    Claim,
    Code,
    Derivation,
    Element,
    Embed,
    Equation,
    Exempt,
    Figure,
    Output,
    Table,
    Value,
)

T = TypeVar("T")

KINDS: tuple[type[Claim], ...] = (
    Code,
    Embed,
    Derivation,
    Autodoc,
    Output,
    Value,
    Figure,
    Element,
    Table,
    Equation,
    Exempt,
)


def entry(table: Mapping[type[Claim], T], claim: Claim) -> T:
    """Return what the verb of the table does with the claim.

    Raises:
        TypeError: if it does not know the kind: a claim that nobody looks at must not pass.
    """
    try:
        return table[type(claim)]
    except KeyError:
        known = ", ".join(kind.__name__ for kind in table)
        raise TypeError(f"a claim of the kind {claim.kind}, where these are known: {known}") from None
