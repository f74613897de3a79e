"""For each kind of claim: what holds passes, and one planted error is seen at its line."""

import pytest

from livepage.checking.check_page import check
from livepage.model.claims import Fault
from tests.livepage.author import PATH, executed, faults

PAGE = """# A loss

```python
import numpy as np
K = 20
xi = 0.519411
print(f"loss {xi:.4f}", np.array([1.0, 2.5]))
print("all right")
```

```text
loss 0.52 [1.  2.5]
all right
```

After 20<!-- {K} --> updates $\\xi = 0.52$<!-- {xi:.2f} -->, and all<!-- {"all" if K else "none"} --> hold.

| name | value |
|---|---|
| K | 20<!-- {K} --> |
"""


def test_the_page_holds() -> None:
    assert faults(PAGE) == []


@pytest.mark.parametrize(
    ("true", "false", "line", "message"),
    [
        ("loss 0.52 [", "loss 0.51 [", 12, "this is not what the code at line 3 prints"),
        ("loss 0.52 [", "loss 0.53 [", 12, "this is not what the code at line 3 prints"),
        ("[1.  2.5]", "[1.  2.6]", 12, "this is not what the code at line 3 prints"),
        ("\nall right", "\nall wrong", 13, "this is not what the code at line 3 prints"),
        ("\nall right\n```", "\n```", 13, "this is not what the code at line 3 prints"),
        ("\nall right\n```", "\nall right\nmore\n```", 14, "this is not what the code at line 3 prints"),
        ("After 20<", "After 21<", 16, "21 is not {K}"),
        (r"\xi = 0.52$", r"\xi = 0.53$", 16, "0.53 is not {xi:.2f}"),
        ("and all<", "and none<", 16, 'none is not {"all" if K else "none"}'),
        ("| 20<", "| 02<", 20, "02 is not {K}"),
        ("# A loss", "# A loss of 0.52", 1, "the number 0.52 belongs to no claim"),
        ("xi = 0.519411", "xi = 0.529411", 12, "this is not what the code at line 3 prints"),
        ("xi = 0.519411", "xi = 0.519411; 1/0", 6, "ZeroDivisionError: division by zero"),
        ("K = 20", "K = 21", 16, "20 is not {K}"),
        ("```text\nloss", "```bash\nloss", 11, "a block that nothing checks"),
        ("```text\nloss 0.52 [1.  2.5]\nall right\n```", "", 3, "this code prints, and no text fence below"),
        (
            "all right\n```\n",
            "all right\n```\n\n```text\nx\n```\n",
            16,
            "a second output of the code at line 3",
        ),
        ("# A loss", "# A loss\n\n```text\nx\n```", 3, "an output with no code above it"),
        ("```text\nloss", "```python\nx = 1\n```\n\n```text\nloss", 15, "the code at line 11 prints nothing"),
        ("```text\nloss", "```python\nx = 1\n```\n\n```text\n```\n\n```text\nloss", 15, "prints nothing"),
    ],
)
def test_a_planted_error_is_seen_at_its_line(true: str, false: str, line: int, message: str) -> None:
    assert PAGE.count(true) == 1
    found = faults(PAGE.replace(true, false))
    assert any(at == line and message in text for at, text in found), found


def test_a_difference_shows_both_sides() -> None:
    (fault,) = check(*executed(PAGE.replace("all right\n```\n\nA", "all wrong\n```\n\nA")))
    assert "\n-all wrong\n+all right" in fault.message


def test_a_fault_prints_as_one_text() -> None:
    fault = Fault(PATH, 3, "20 is not {K}", "21\n22", "20")
    assert str(fault) == "page.md:3: 20 is not {K}\n  expected: 21\n            22\n  got: 20"


PRINTS = "```python\nprint({})\n```\n\n"


@pytest.mark.parametrize(
    ("printed", "shown", "message"),
    [
        (r'"\x1b[31mred\x1b[0m"', "red", r"prints \x1b, which no page can show"),
        (r'"a\x08b"', "b", r"prints \x08, which no page can show"),
        (r'"a\rb"', "b", r"prints \r, which no page can show"),
        ("object()", "<object object at 0x7f00>", "prints an address in memory, which is another each time"),
        (
            '"caf\\u00e9"',
            "cafe\u0301",
            "at column 4 the page has U+0065 LATIN SMALL LETTER E, and the code prints U+00E9",
        ),
        ('"a\\u00a0b"', "a b", "the page has U+0020 SPACE, and the code prints U+00A0 NO-BREAK SPACE"),
        ('"a  b"', "a b", "at column 3"),
    ],
)
def test_a_difference_that_nobody_sees_is_named(printed: str, shown: str, message: str) -> None:
    page, results = executed(PRINTS.format(printed) + f"```text\n{shown}\n```\n")
    (fault,) = check(page, results)
    assert fault.line in (5, 6)
    assert message in str(fault)


def test_an_output_that_varies_is_exempt_with_a_reason() -> None:
    exempt = "<!-- exempt: it differs from run to run -->\n```text\ntook 0.1 s\n```\n"
    page = "```python\nimport time\nprint(time.time())\n```\n\n"
    assert faults(page + exempt) == []
    assert [line for line, _ in faults(page + exempt.replace("text", "bash"))] == [1]
    assert [line for line, _ in faults(page + exempt + "\n" + page)] == [11]


def test_many_lines_that_differ_are_compared_in_part() -> None:
    lines = "\n".join(f"line {n}" for n in range(900))
    (found,) = faults(
        PRINTS.format('"\\n".join(f"row {n}" for n in range(900))') + f"```text\n{lines}\n```\n"
    )
    assert found[0] == 6
    assert 100 < found[1].count("\n") < 500
