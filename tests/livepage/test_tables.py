"""A table whose cells come from code, from its line in Markdown to the fault at the row that is false."""

import pytest

from livepage.model.claims import Table
from livepage.writing.render import render
from livepage.writing.update import update
from tests.livepage.author import executed, faults, kinds, written

CODE = """```python
names = ["cat", "dog"]
confusion = [[12, 3], [1, 14]]
```

"""
TRUE = """<!-- table(confusion, rows=names, columns=names) -->
| is / seen as | cat | dog |
|---|--:|--:|
| cat | 12 | 3 |
| dog | 1 | 14 |
"""


def table(text: str) -> list[tuple[int, str]]:
    return faults(CODE + text)


def filled(text: str) -> str:
    """Return what `update` makes of the table."""
    new, left = update(*executed(CODE + text))
    assert left == []
    return new.removeprefix(CODE)


def test_a_true_table_holds_and_its_numbers_belong_to_it() -> None:
    assert kinds(CODE + TRUE) == {"code": 1, "table": 1}
    assert table(TRUE) == []
    assert table(TRUE.removesuffix("\n")) == [], "the last line of a file need not have an end"


@pytest.mark.parametrize(
    ("true", "false", "line"),
    [
        ("| 12 |", "| 13 |", 9),
        ("| 14 |", "| 41 |", 10),
        ("| 14 |", "| -14 |", 10),
        ("| 14 |", "| |", 10),
        ("| cat | 12", "| cow | 12", 9),
        ("| cat | dog |\n|", "| dog | cat |\n|", 7),
        ("| cat | 12 | 3 |\n| dog | 1 | 14 |", "| dog | 1 | 14 |\n| cat | 12 | 3 |", 9),
    ],
)
def test_a_false_cell_is_a_fault_at_the_line_of_its_row(true: str, false: str, line: int) -> None:
    assert TRUE.count(true) == 1
    ((at, message),) = table(TRUE.replace(true, false))
    assert (at, message.split("\n")[0]) == (line, "a cell of this row is not as its code has it")


def test_all_false_cells_are_told() -> None:
    ((line, message),) = table(TRUE.replace("12", "21").replace("14", "41"))
    assert line == 9
    assert message.endswith("\nline 10: 41 is not 14")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("| cat | 12 | 3 |\n", "this table has not as many rows as its values"),
        (
            "| cat | 12 | 3 |\n| dog | 1 | 14 |\n| emu | 0 | 0 |\n",
            "this table has not as many rows as its values",
        ),
    ],
)
def test_a_row_too_few_or_too_many_is_a_fault(rows: str, message: str) -> None:
    head = TRUE[: TRUE.index("| cat | 12")]
    assert table(head + rows) == [(6, message)]


def test_words_that_the_code_does_not_give_are_the_author_s_own() -> None:
    head = "<!-- table(confusion) -->\n| is | seen as cat | as dog |\n|---|---|---|\n"
    text = head + "| a cat | 12 | 3 |\n| a dog | 1 | 14 |\n"
    loose = "belongs to no claim"
    assert table(text) == []
    assert table(text.replace("| seen as cat", "| seen as 1 cat")) == [
        (7, "the number 1 belongs to no claim")
    ]
    assert table(text.replace("| is |", "| 7 |")) == [(7, f"the number 7 {loose}")]
    assert table(text.replace("a cat", "cat 1")) == [(6, "this table has not the columns of its values")]
    assert table(text.replace("a cat", "$w_1$")) == []


def test_a_table_may_have_no_words_before_its_values() -> None:
    text = "<!-- table(confusion, columns=names) -->\n| cat | dog |\n|---|---|\n| 12 | 3 |\n| 1 | 14 |\n"
    assert table(text) == []
    assert table(text.replace("12", "11"))[0][0] == 9


@pytest.mark.parametrize(
    ("arguments", "cells"),
    [
        ('[[1 / 3, True], [None, "a|b"]][:len(names)], format=[".2f", ""]', None),
        ('[[1 / 3, 2.0], [0.5, 1e3]][:len(names)], format=".2f"', ["0.33", "2.00", "0.50", "1000.00"]),
        ("[[1, -2], [3, 4]][:len(names)]", ["1", "−2", "3", "4"]),
        ('[["a|b", "c"], ["`d`", ""]][:len(names)]', ["a\\|b", "c", "`d`", ""]),
        ("__import__('numpy').array([[1.5, 2], [3, 4]])[:len(names)]", ["1.5", "2.0", "3.0", "4.0"]),
        ("zip(names, [1, 2])", ["cat", "1", "dog", "2"]),
        ("tuple((name, len(name)) for name in names)", ["cat", "3", "dog", "3"]),
    ],
)
def test_cells_are_formatted(arguments: str, cells: list[str] | None) -> None:
    one, two, three, four = cells or ["x"] * 4
    text = f"<!-- table({arguments}) -->\n| a | b |\n|---|---|\n| {one} | {two} |\n| {three} | {four} |\n"
    assert (table(text) == []) is (cells is not None)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("confusion +", "these arguments are not Python"),
        ("confusion)(names", "these arguments are not Python"),
        ("", "a table has one array of values"),
        ("*confusion", "a table has one array of values"),
        ("confusion, names", "a table has one array of values"),
        ("confusion, labels=names", "a table has no labels beside rows, columns, format"),
        ("confusion, **names", "a table has no"),
        ("[[12, 3], [1, 14]]", "the array names nothing of the page"),
        ("confusion, rows=['cat', 'dog']", "rows names nothing of the page"),
        ("names", "the values of a table are rows of columns"),
        ("confusion[:0]", "the values of a table are rows of columns"),
        ("[[1], [2, 3]][:len(names)]", "the rows of this table's values differ in length"),
        ("confusion, rows=names[:1]", "1 rows for 2 rows of values"),
        ("confusion, columns=names * 2", "4 columns for 2 columns of values"),
        ("confusion, format=['d']", "1 format for 2 columns"),
        ("confusion, rows=['a\\n' + name for name in names]", "a cell of a table is one line"),
        ("confused", "NameError: name 'confused' is not defined"),
    ],
)
def test_a_mistake_in_the_comment_is_a_fault_at_its_line(arguments: str, message: str) -> None:
    ((line, got),) = table(TRUE.replace("confusion, rows=names, columns=names", arguments))
    assert line == 6
    assert message in got


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<!-- table(confusion) -->\n\nText.\n", 6, "no table follows this comment"),
        ("<!-- table(confusion) -->\n| a | b |\n", 6, "no table follows this comment"),
        ("<!-- table(confusion) -->", 6, "no table follows this comment"),
        ("<!-- table(confusion) -->\n| a | b |\n| 1 | 2 |\n", 6, "no table follows this comment"),
        (TRUE.replace("| 14 |", "| 14 | 15 |"), 10, "this row has not as many cells as the first"),
        (TRUE.replace("| 14 |", "|"), 10, "this row has not as many cells as the first"),
    ],
)
def test_what_is_no_table_is_a_fault(text: str, line: int, message: str) -> None:
    assert (line, message) in table(text)


def test_bars_in_code_or_behind_a_backslash_divide_nothing() -> None:
    page = written(CODE + "<!-- table(confusion) -->\n| `a|b` | c\\|d |\n|:-:|---|\n12 | 3\n")
    (claim,) = page.of_kind("table")
    assert isinstance(claim, Table)
    assert [[cell.text for cell in line] for line in claim.lines] == [
        ["`a|b`", "c\\|d"],
        [":-:", "---"],
        ["12", "3"],
    ]


def test_the_comment_is_gone_on_the_site_and_the_table_stands() -> None:
    page, results = executed(CODE + TRUE)
    shown = render(page, results, lambda _file, _line: None)
    assert shown.endswith(TRUE.partition("\n")[2])
    assert "<!--" not in shown


def test_a_table_in_a_list_is_read_at_its_margin() -> None:
    inside = "".join(f"    {line}\n" for line in TRUE.splitlines())
    assert table(f"- A list\n\n{inside}") == []
    assert table(f"- A list\n\n{inside.replace('12', '13')}")[0][0] == 11


def test_update_fills_false_cells_and_leaves_what_holds() -> None:
    assert filled(TRUE) == TRUE
    assert filled(TRUE.replace("| 12 |", "| 0 |")) == TRUE.replace("| 12 |", "| 12 |")
    wide = TRUE.replace("| cat | 12 | 3 |", "| cat |  1   |  3  |")
    assert filled(wide) == TRUE.replace("| cat | 12 | 3 |", "| cat |  12   |  3  |")


@pytest.mark.parametrize("empty", ["| | | |", "||||", "|  |  |  |", "|   | | 3 |", "| cat || |"])
def test_update_fills_empty_cells_with_a_blank_at_each_bar(empty: str) -> None:
    assert filled(TRUE.replace("| cat | 12 | 3 |", empty)) == TRUE


def test_update_writes_the_rows_that_are_missing_and_takes_those_that_are_too_many() -> None:
    head = TRUE[: TRUE.index("| cat | 12")]
    assert filled(head) == TRUE
    assert filled(TRUE + "| emu | 0 | 0 |\n") == TRUE
    assert filled(TRUE.removesuffix("\n").replace("14", "0")) == TRUE.removesuffix("\n")


def test_update_invents_no_words() -> None:
    text = "<!-- table(confusion) -->\n| is | cat | dog |\n|---|---|---|\n| a cat | 11 | 3 |\n"
    new, left = update(*executed(CODE + text))
    assert new == CODE + text
    assert [(fault.line, fault.message) for fault in left] == [
        (9, "a cell of this row is not as its code has it")
    ]
    assert filled(f"{text}| a dog | 0 | 0 |\n").endswith("| a cat | 12 | 3 |\n| a dog | 1 | 14 |\n")
