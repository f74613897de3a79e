"""A page as cells: text that any notebook shows, code with what it printed, in the page's order."""

from livepage.taking.address import addresses
from livepage.taking.cells import CodeCell, TextCell, page_cells
from livepage.taking.whole_page import as_notebook, as_script
from tests.livepage.author import executed

TEXT = """---
title: Toy
---

# Toy

[A link](other.md#part), [another](https://example.org).
{ .lead }

```python
a = 2
print(a)
```

```text
2
```

It is 2<!-- {a} -->, and $a = 2$<!-- {a} --> too.

??? success "Solution"

    Twice:

    ```python
    print(2 * a)
    ```

    ```text
    4
    ```

    - one
        - two

Done.
"""


def address(target: str) -> str:
    return f"https://site/{target}"


def test_a_page_is_cut_at_its_code() -> None:
    page, results = executed(TEXT)
    found = page_cells(page, results, address)
    assert [type(each).__name__ for each in found] == [
        "TextCell",
        "CodeCell",
        "TextCell",
        "CodeCell",
        "TextCell",
    ]
    first, code, middle, solution, last = found
    assert first == TextCell("# Toy\n\n[A link](https://site/other.md#part), [another](https://example.org).")
    assert isinstance(code, CodeCell)
    assert (code.code, code.printed, code.figure) == ("a = 2\nprint(a)", "2\n", None)
    assert middle == TextCell("It is 2, and $a = 2$ too.\n\n**Solution**\n\nTwice:")
    assert isinstance(solution, CodeCell)
    assert solution.printed == "4\n"
    assert last == TextCell("- one\n    - two\n\nDone.")


def test_notebook_and_script_are_the_same_at_each_build() -> None:
    made = []
    for _ in range(2):
        page, results = executed(TEXT)
        names = addresses(page, results)
        made.append(
            [
                make(page, results, "toy @ https://site/toy.whl", names, address)
                for make in (as_notebook, as_script)
            ]
        )
    assert made[0] == made[1]
    notebook, script = made[0]
    assert '%pip install -q \\"toy @ https://site/toy.whl\\"' in notebook
    assert script.startswith(
        '# %%\n# python -m pip install "toy @ https://site/toy.whl"\n\n# %% [markdown]\n# # Toy\n'
    )
    compile(script, "script", "exec")
