"""Says which arrays and tables of a page have another shape than they had: a wrong one may have broadcast.

What is shown for the first time had none, so its author is asked whether he means the one that it has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from livepage.checking.printed import NUMBER
from livepage.model.claims import Code, Fault, Output, Table
from livepage.model.page import Page
from livepage.model.results import Results

TOKEN_OF_ARRAY = re.compile(
    rf"(?P<open>\[)|(?P<close>\])|(?P<number>(?<![\w.]){NUMBER}(?!\w))|\b(?:nan|inf)\b"
)
NUMBERED = re.compile(r"(\w+) \d+\b")  # what `livepage.running.artists` calls a line, a patch or an image
Shape = tuple[int, ...]


def reshaped(old: Page, new: Page) -> Iterator[Fault]:
    """Yield, with its line in the new page, each output and table that has another shape in it."""
    before = _outputs(old)
    for number, output in _outputs(new).items():
        if number in before:
            yield from _other(new, output.line, shapes(before[number].body), shapes(output.body))
    for was_table, table in _tables(old, new):
        if _is_filled(was_table):
            yield from _other(new, table.line, [_rows(was_table)], [_rows(table)])


def shown_first(old: Page, new: Page, results: Results) -> Iterator[Fault]:
    """Yield the shape of each array and table that was not shown before, and then what figures draw."""
    before = _outputs(old)
    first = {
        output.line: [shape for shape in shapes(output.body) if shape]
        for number, output in _outputs(new).items()
        if number not in before
    }
    first |= {table.line: [_rows(table)] for was, table in _tables(old, new) if not _is_filled(was)}
    told = {line: ", ".join(map(_named, found)) for line, found in first.items() if found}
    for was_figure, figure in (
        zip(old.of_kind("figure"), new.of_kind("figure"), strict=False) if first else ()
    ):
        names = {name for names in results.drawn.get(was_figure, {}).values() for name in names}
        drawn = Counter(kind[1] for name in names if (kind := NUMBERED.match(name)))
        told[figure.line] = ", ".join(f"{kind}s: {number}" for kind, number in sorted(drawn.items()))
    for line, got in sorted(told.items()):
        message = "this is shown for the first time: look whether it has the shape that you mean"
        yield Fault(new.path, line, message, got=got)


def _tables(old: Page, new: Page) -> Iterator[tuple[Table, Table]]:
    for one, two in zip(old.of_kind("table"), new.of_kind("table"), strict=False):
        assert isinstance(one, Table)
        assert isinstance(two, Table)
        yield one, two


def _rows(table: Table) -> Shape:
    return len(table.lines) - 2, len(table.lines[0])


def _is_filled(table: Table) -> bool:
    return any(cell.text for line in table.lines[2:] for cell in line)


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
