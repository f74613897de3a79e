"""Compares two printed texts: words exactly, numbers to the precision that the page shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

from livepage.model.claims import UNPRINTABLE

NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
TOKEN = re.compile(
    rf"(?P<space>\s*)(?:(?P<number>(?<![\w.]){NUMBER}(?!\w|\.\d))|(?P<word>[^\W\d]\w*)|(?P<sign>\S))"
)
SCALAR = re.compile(
    rf"\bnp\.(?:u?int(?:8|16|32|64)|float(?:16|32|64|96|128)|longdouble)\((?P<number>{NUMBER}|nan|-?inf)\)"
    r"|\bnp\.complex(?:64|128|192|256)(?P<complex>\([^()]*\))|\bnp\.str_\((?P<text>'[^']*')\)|\bnp\.(?P<truth>True|False)_\b"
)
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
ZEROS = re.compile(r"[-+]?0\d")
WIDE = Context(prec=100, rounding=ROUND_HALF_EVEN)
IN_ARRAYS = {"nan", "inf", "True", "False", "j", *"[],.+-"}
"""Words and signs between the numbers of an array."""


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    space: str
    in_array: bool
    after: str  # the token before it

    def same(self, got: _Token) -> bool:
        if self.kind != got.kind or not self._same_space(got):
            return False
        if self.kind == "number":
            return _same_number(self.text, got.text)
        return self.text == got.text

    def _same_space(self, got: _Token) -> bool:
        """NumPy pads its arrays, more or less by version; elsewhere a space is text like any other."""
        if self.in_array and got.in_array:
            parted = self.after != "," or bool(self.space) == bool(got.space)
            return parted and self.space.count("\n") == got.space.count("\n")
        return self.space == got.space


def unshowable(printed: str) -> str | None:
    """Say why no page can show what is printed, if that is so.

    Examples:
        >>> unshowable("<object object at 0x7f2f6853b2e0>")
        'an address in memory, which is another each time'
    """
    if sign := UNPRINTABLE.search(printed):
        return f"{sign[0]}, which no page can show"
    return "an address in memory, which is another each time" if ADDRESS.search(printed) else None


def same_text(expected: str, got: str) -> bool:
    """Compare two printed texts: words exactly, numbers to the precision that `expected` states.

    Examples:
        >>> same_text("loss 0.52 at [1. 2.]", "loss 0.5194 at [ 1.  2.]")
        True
        >>> same_text("loss 0.51", "loss 0.5194")
        False
    """
    left, right = _tokens(expected), _tokens(got)
    return len(left) == len(right) and all(a.same(b) for a, b in zip(left, right, strict=True))


def _tokens(text: str) -> list[_Token]:
    lines = "\n".join(line.rstrip(" \t") for line in _plain(text).split("\n")).rstrip()
    found = [
        (match.lastgroup or "", match[match.lastgroup or 0], match["space"])
        for match in TOKEN.finditer(lines)
    ]
    inside = _in_arrays([(kind, word) for kind, word, _ in found])
    words = [word for _, word, _ in found]
    return [
        _Token(*token, at in inside, before)
        for at, (token, before) in enumerate(zip(found, ["", *words], strict=False))
    ]


def _in_arrays(words: list[tuple[str, str]]) -> set[int]:
    """Return the places between brackets that belong together, with nothing but numbers in them."""
    inside: set[int] = set()
    opened: list[int] = []
    for at, (kind, word) in enumerate(words):
        if kind != "number" and word not in IN_ARRAYS:
            opened = []
        elif word == "[":
            opened.append(at)
        elif word == "]" and opened:
            first = opened.pop()
            if not opened:
                inside |= set(range(first + 1, at))
    return inside


def _plain(text: str) -> str:
    """Write NumPy's scalars as Python's: how it prints them has changed between its versions."""
    return SCALAR.sub(lambda match: match[match.lastgroup or 0], text)


def _is_whole(number: str) -> bool:
    return number.lstrip("+-").isdigit()


def _same_number(expected: str, got: str) -> bool:
    """Compare to the last digit of `expected`; digits that `got` has not are zeros.

    What begins with zeros, as in 2024-01-05, is no number but a word of digits. A whole number is none with a
    point: 2 is what Python prints of another type than 2.0.
    """
    if ZEROS.match(expected) or ZEROS.match(got):
        return expected == got
    if expected.startswith("+") != got.startswith("+") or _is_whole(expected) != _is_whole(got):
        return False
    left, right = Decimal(expected), Decimal(got)
    if left.is_signed() != right.is_signed():  # of zeros, too: a number that rounds to -0.0 is below zero
        return False
    last = int(left.as_tuple().exponent)
    if last >= 0 and "e" not in expected.lower():  # 1 is no rounding of 1.2, while 1e+02 is one of 1.2e+02
        return left == right
    try:
        return right.quantize(Decimal(1).scaleb(last), context=WIDE) == left
    except InvalidOperation:  # more digits than any number that is near to `expected`
        return left == right
