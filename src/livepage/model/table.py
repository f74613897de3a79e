"""A table whose cells come from code: what its comment says, and what that comes to among the page's names.

`<!-- table(confusion, rows=names, columns=names, format="d") -->` stands above a Markdown table. The values
are rows of columns, `rows` the words before them, `columns` those above them; without these two the words are
the author's. `format` is that of all cells, or a list with one for each column.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from livepage.model.template import names

KEYWORDS = ("rows", "columns", "format")


@dataclass(frozen=True)
class TableCell:
    """What stands between two bars, without the space around it: `text[start:end]` of the page."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Grid:
    """The text of all cells: the values, and the words before and above them where the code gives them."""

    values: tuple[tuple[str, ...], ...]
    rows: tuple[str, ...] | None = None
    columns: tuple[str, ...] | None = None

    @property
    def width(self) -> int:
        """The number of columns of values."""
        return len(self.values[0])


def table_problem(arguments: str, defined: Collection[str] = ()) -> str | None:
    """Say what is wrong with the comment of a table, on a page that has `defined` some names."""
    try:
        call = _call(arguments)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"these arguments are not Python: {error}"
    if len(call.args) != 1 or isinstance(call.args[0], ast.Starred):
        return "a table has one array of values"
    given = [keyword.arg for keyword in call.keywords]
    if wrong := [name for name in given if name not in KEYWORDS or given.count(name) > 1]:
        return f"a table has no {wrong[0] or '**'} beside {', '.join(KEYWORDS)}, each given once"
    from_page = {"the array": call.args[0]} | {str(each.arg): each.value for each in call.keywords}
    from_page.pop("format", None)
    idle = next((name for name, value in from_page.items() if not names(value, defined)), None)
    return f"{idle} names nothing of the page, so it could never be false" if idle else None


def gives(arguments: str, keyword: str) -> bool:
    """Say whether the comment has the keyword."""
    return any(each.arg == keyword for each in _call(arguments).keywords)


def grid(arguments: str, namespace: dict[str, Any]) -> Grid:
    """Return the text of the cells.

    Raises:
        ValueError: if the values are no rows of equally many columns, or words and values do not fit.
    """
    call = _call(arguments)
    values = _listed(_value(call.args[0], namespace))
    given = {str(each.arg): _value(each.value, namespace) for each in call.keywords}
    rows = [_listed(row) for row in values] if isinstance(values, list) else []
    if not rows or not all(isinstance(row, list) and row for row in rows):
        raise ValueError("the values of a table are rows of columns")
    if len({len(row) for row in rows}) > 1:
        raise ValueError("the rows of this table's values differ in length")
    formats = given.get("format", "")
    formats = [formats] * len(rows[0]) if isinstance(formats, str) else list(formats)
    _fits("format", len(formats), "columns", len(rows[0]))
    return Grid(
        tuple(tuple(_text(*pair) for pair in zip(row, formats, strict=True)) for row in rows),
        _words(given, "rows", len(rows)),
        _words(given, "columns", len(rows[0])),
    )


def _call(arguments: str) -> ast.Call:
    call = ast.parse(f"table({arguments})", mode="eval").body
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        raise SyntaxError("a table is given its values in one pair of brackets")
    return call


def _value(expression: ast.expr, namespace: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(expression), "<table>", "eval"), namespace)


def _listed(value: Any) -> Any:
    value = value.tolist() if hasattr(value, "tolist") else value
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else value


def _words(given: dict[str, Any], keyword: str, expected: int) -> tuple[str, ...] | None:
    if keyword not in given:
        return None
    words = tuple(_text(word, "") for word in given[keyword])
    _fits(keyword, len(words), f"{keyword} of values", expected)
    return words


def _fits(name: str, got: int, of: str, expected: int) -> None:
    if got != expected:
        raise ValueError(f"{got} {name} for {expected} {of}")


def _text(value: Any, form: str) -> str:
    """Return the cell as Markdown has it, in which a bar would end it."""
    text = format(value, form).strip()
    if "\n" in text:
        raise ValueError(f"a cell of a table is one line, not {text!r}")
    return text.replace("|", "\\|")
