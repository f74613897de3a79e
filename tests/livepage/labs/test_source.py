"""One source, two notebooks: solutions in or out, each line with its number, and bad marks named."""

from pathlib import Path

import pytest

from livepage.labs.source import STUB, Lab, read_file, read_lab, solved, unsolved

LAB = '''# ---
# title: A lab
# ---

# %% [markdown]
#
# # A lab
#
# Text.

# %% tags=["a"] alt="A line"

def f(a):
    """Return twice a."""
    ### BEGIN SOLUTION
    b = a  # one
    return a + b
    ### END SOLUTION


# %% [markdown] tags=["solution"]
# So it is.

# %%
f(1)
'''


def read(text: str) -> Lab:
    return read_lab(text, Path("lab.py"))


def code(body: str) -> str:
    return "# %%\n" + body


def test_each_cell_knows_its_kind_its_place_and_what_its_marker_says() -> None:
    lab = read(LAB)
    assert lab.faults == []
    assert [(cell.kind, cell.line) for cell in lab.cells] == [
        ("raw", 1),
        ("markdown", 5),
        ("code", 11),
        ("markdown", 21),
        ("code", 24),
    ]
    assert [cell.is_solution for cell in lab.cells] == [False, False, False, True, False]
    assert lab.cells[2].metadata["alt"] == "A line"


@pytest.mark.parametrize("version", [solved, unsolved])
def test_each_line_keeps_its_number(version: object) -> None:
    rows = LAB.split("\n")
    for cell in read(LAB).cells:
        for number, text in (solved if version is solved else unsolved)(cell).lines:
            assert text in rows[number - 1] or text.strip() == STUB


def test_the_solved_cell_is_the_source_without_the_marks() -> None:
    cell = read(LAB).cells[2]
    assert solved(cell).source == cell.source.replace("    ### BEGIN SOLUTION\n", "").replace(
        "\n    ### END SOLUTION", ""
    )


def test_the_unsolved_cell_has_a_stub_in_the_place_of_each_solution() -> None:
    expected = f'\ndef f(a):\n    """Return twice a."""\n    {STUB}'
    assert unsolved(read(LAB).cells[2]).source == expected


def test_two_solutions_of_a_cell_are_two_stubs() -> None:
    part = "    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n"
    cell = read(code(f"def f():\n{part}\n\ndef g():\n{part}")).cells[0]
    assert unsolved(cell).source == f"def f():\n    {STUB}\n\n\ndef g():\n    {STUB}"


B, E = "    ### BEGIN SOLUTION\n", "    ### END SOLUTION\n"


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        (f"def f():\n{B}    return 1\n", 3, "this solution never ends"),
        (f"def f():\n    pass\n{E}", 4, "a solution ends that never began"),
        (f"def f():\n{B}    a = 1\n{B}    return a\n{E}{E}", 5, "a solution begins inside the one of line 3"),
        ("### BEGIN SOLUTION\na = 1\n### END SOLUTION\n", 2, "a solution is a part of a function's body"),
        (f"if True:\n{B}    a = 1\n{E}", 3, "a solution is a part of a function's body"),
        (f"class A:\n{B}    def f(self): return 1\n{E}", 3, "a solution is a part of a function's body"),
        (f"def f():\n{B}    # nothing\n{E}    return 1\n", 3, "this solution is empty"),
        (f"def f():\n    ## BEGIN SOLUTION\n    return 1\n{E}", 3, "this is no mark of a solution"),
        (f"def f():\n    ### begin solution\n    return 1\n{E}", 3, "this is no mark of a solution"),
        (f"def f():\n{B}    return (\n{E}", 4, "this is not Python"),
        ("def f():\n    return 1 +\n", 3, "this is not Python"),
    ],
)
def test_a_bad_mark_is_a_fault_at_its_line(body: str, line: int, message: str) -> None:
    faults = read(code(body)).faults
    assert faults[0].line == line
    assert faults[0].message.startswith(message)


def test_code_is_not_tagged_and_text_is_not_marked() -> None:
    assert "the tag solution is for text" in read('# %% tags=["solution"]\na = 1\n').faults[0].message
    (fault,) = read("# %% [markdown]\n# ### BEGIN SOLUTION\n# a\n# ### END SOLUTION\n").faults
    assert (fault.line, "takes the tag solution" in fault.message) == (2, True)


def test_a_lab_that_is_not_in_utf_8_has_that_fault_alone(tmp_path: Path) -> None:
    file = tmp_path / "lab.py"
    file.write_bytes(b"# %%\na = 1\nb = '\xe9'\n")
    lab = read_file(file)
    assert lab.cells == []
    assert [(fault.line, fault.message) for fault in lab.faults] == [(3, "this page is not in UTF-8")]
