"""Says which arrays and tables of a page have another shape than they had: a wrong one may have broadcast."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livepage.checking.printed import NUMBER
from livepage.model.claims import Code, Fault, Output, Table
from livepage.model.page import Page

TOKEN_OF_ARRAY = re.compile(
    rf"(?P<open>\[)|(?P<close>\])|(?P<number>(?<![\w.]){NUMBER}(?!\w))|\b(?:nan|inf)\b"
)
Shape = tuple[int, ...]


def reshaped(old: Page, new: Page) -> Iterator[Fault]:
    """Yield, with its line in the new page, each output and table that has another shape in it."""
    before = _outputs(old)
    for number, output in _outputs(new).items():
        if number in before:
            yield from _other(new, output.line, shapes(before[number].body), shapes(output.body))
    for was_table, table in zip(old.of_kind("table"), new.of_kind("table"), strict=False):
        assert isinstance(was_table, Table)
        assert isinstance(table, Table)
        rows: list[Shape] = [(len(each.lines) - 2, len(each.lines[0])) for each in (was_table, table)]
        filled = any(cell.text for line in was_table.lines[2:] for cell in line)
        yield from _other(new, table.line, rows[:1], rows[1:]) if filled else ()


def _outputs(page: Page) -> dict[int, Output]:
    """Return the outputs by the number of their code on the page."""
    codes = [claim for claim in page.claims if isinstance(claim, Code)]
    return {codes.index(code): output for output, code in page.printers.items() if code}


def _other(page: Page, line: int, before: list[Shape], now: list[Shape]) -> Iterator[Fault]:
    if len(before) != len(now):
        return  # another text
    for one, two in zip(before, now, strict=True):
        if one != two:
            message = (
                "what is shown here had another shape: if that is not meant, look for arrays that broadcast"
            )
            yield Fault(page.path, line, message, _named(one), _named(two))
            return


def _named(shape: Shape) -> str:
    return f"shape {shape}" if shape else "a number"


def shapes(text: str) -> list[Shape]:
    """Return the shapes of the arrays in a printed text, and () for a number outside of them.

    Examples:
        >>> shapes("loss 0.5 of [[1. 2.]\\n [3. 4.]]")
        [(), (2, 2)]
    """
    found: list[Shape] = []
    around: list[list[Shape]] = [found]
    for token in TOKEN_OF_ARRAY.finditer(text):
        if token["open"]:
            around.append([])
        elif not token["close"]:
            around[-1].append(())
        elif len(around) > 1:
            parts = around.pop()
            around[-1].append((len(parts), *(parts[0] if parts else ())))
    return found
