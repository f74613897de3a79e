r"""Sums without an end, such as `\sum_{n=0}^{\infty} \frac{x^n}{n!}`, over all whole numbers from one on."""

from __future__ import annotations

import re

from livepage.equations.errors import Unreadable
from livepage.equations.latex.raw import Raw, text_of
from livepage.equations.trees.reading import Item, Reading, Taken
from livepage.equations.trees.tree import Endless, Symbol, letters_of, walk

_START = re.compile(r"([a-zA-Z])=(\d{1,3})")


def read_endless(reader: Reading, raw: Raw, items: list[Item], place: int) -> Taken | None:
    r"""Read a sum up to infinity with all the rest of its term; None if it ends.

    Raises:
        Unreadable: unless it starts at a number, and its letter is no index.
    """
    if not raw.supers or text_of(raw.supers[0]) not in {r"\infty", r"+\infty"}:
        return None
    start = _START.fullmatch("".join(sub for sub in raw.subs if sub not in "{}"))
    if start is None or raw.base != r"\sum" or place + 1 >= len(items):
        message = r"a sum without an end starts at a number, as in \sum_{n=0}^{\infty}, before what it adds"
        raise Unreadable(message, raw.span)
    symbol = Symbol(f"∑{start[1]}", (), span=raw.span)
    names = reader.names.with_number(Raw(start[1]), symbol.name)
    body = reader.named_by(names).product(items[place + 1 :])
    if sum(isinstance(item, Endless) for item in walk(body)) > 1:
        raise Unreadable("a sum without an end holds one other at most: write it in two steps", raw.span)
    if start[1] in letters_of(body):
        raise Unreadable(f"an axis ends, so that {start[1]} is no index in a sum without an end", raw.span)
    return Endless(symbol, int(start[2]), body, span=(raw.span[0], body.span[1])), len(items)
