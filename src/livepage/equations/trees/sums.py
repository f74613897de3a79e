r"""Sums, products, maxima over a letter: `\sum_{i=1}^{N}`, `\max_i`, `\sum_{i,k}`, `\sum_{k \ne c}`."""

from __future__ import annotations

from livepage.equations.errors import Unreadable
from livepage.equations.latex.raw import Raw
from livepage.equations.trees.reading import Item, Reading
from livepage.equations.trees.tree import Node, Number, Size, Sum


def read_sum(reader: Reading, raw: Raw, items: list[Item], place: int) -> tuple[Node, int]:
    """Read a sum sign with all the rest of its term."""
    below = [sub for sub in raw.subs if sub not in "{}"]
    letters = [part for part in below if part in reader.names.axes]
    if not letters or place + 1 >= len(items) or raw.primes:
        raise Unreadable(f"{raw.base} runs over a declared letter and stands before what it adds", raw.span)
    body = reader.product(items[place + 1 :])
    if [part for part in below if part != ","] == letters and (len(letters) == 1 or not raw.supers):
        for letter in reversed(letters):
            body = _over(reader, raw, letter, body)
    elif len(below) == 3 and below[1] == "=" and below[2].isdigit():
        body = _over(reader, raw, letters[0], body, low=int(below[2]))
    elif len(below) == 3 and below[1] in {r"\ne", r"\neq"} and _is_one_axis(reader, letters):
        body = _over(reader, raw, letters[0], body, without=letters[1])
    else:
        raise Unreadable(f"the range of {raw.base} cannot be read", raw.span)
    return body, len(items)


def _over(reader: Reading, raw: Raw, letter: str, body: Node, low: int = 1, without: str = "") -> Sum:
    size = Size(reader.names.axes[letter][0])
    high = reader.argument(raw.supers[0]) if raw.supers else size
    span = (raw.span[0], body.span[1])
    return Sum(letter, Number(float(low)), high, body, without, raw.base, span=span)


def _is_one_axis(reader: Reading, letters: list[str]) -> bool:
    return len(set(letters)) == 2 and len({reader.names.axes[letter] for letter in letters}) == 1
