"""Update makes false outputs and values true, touches nothing else, and says what it left to the author."""

import codecs
import os
from pathlib import Path

import pytest

from livepage.__main__ import main, pages
from livepage.checking.check_page import check
from livepage.writing.update import update
from tests.livepage.author import executed, written

PAGE = """```python
K = 20
print("loss", 0.519411)
print("all")
```

```text
loss {loss}
all
```

After {K}<!-- {K} --> updates and | {minus}<!-- {-K} --> |
"""


def page(loss: str = "0.52", count: str = "20", minus: str = "−20") -> str:
    return PAGE.replace("{loss}", loss).replace("After {K}", f"After {count}").replace("{minus}", minus)


def updated(text: str) -> str:
    new, left = update(*executed(text))
    assert left == []
    return new


def test_what_holds_is_left_as_it_stands() -> None:
    assert updated(page()) == page()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (page(loss="0.53"), page(loss="0.519411")),
        (page(count="21"), page()),
        (page(minus="−21"), page()),
        (page(minus="-21"), page(minus="-20")),
        (page(minus="21"), page(minus="-20")),
        (page(loss="0.52\nmore\nand more"), page(loss="0.519411")),
        (page().replace("loss 0.52\n", ""), page(loss="0.519411")),
        (page().replace("```text\nloss 0.52\nall\n```", "~~~text\n~~~"), ""),
    ],
)
def test_what_is_false_is_made_true(old: str, new: str) -> None:
    text = updated(old)
    assert text == new or not new
    assert check(*executed(text)) == []
    assert updated(text) == text


def test_margins_and_fences_stay() -> None:
    code = "!!! note\n\n    ```python\n    print('a\\n\\n```')\n    ```\n\n"
    text = code + "    ```text\n    b\n    ```\n\n    end\n"
    new = text.replace("    ```text\n    b\n    ```\n", "    ````text\n    a\n\n    ```\n    ````\n")
    assert updated(text) == new
    assert updated(new) == new


def test_printing_without_a_last_newline() -> None:
    text = "```python\nprint('a', end='')\n```\n\n```text\nb\n```"
    assert updated(text) == text.replace("b", "a")


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("```bash\nls\n```\n", "a block that nothing checks"),
        ("```python\n1/0\n```\n\n```text\nnot run\n```\n", "ZeroDivisionError"),
        ("```text\nb\n```\n", "a second output"),
        ("```python\nx = 1\n```\n\n```text\na\n```\n", "prints nothing"),
        ("```python\nx = [1, 2]\n```\n\n1<!-- {x} -->\n", "{x} would not be read as one claim again"),
        ("```python\nx = ''\n```\n\n1<!-- {x} -->\n", "{x} would not be read as one claim again"),
        ("There are 3 of them.\n", "the number 3 belongs to no claim"),
    ],
)
def test_what_only_the_author_can_mend_is_left_and_said_and_the_rest_is_filled_in(
    rest: str, message: str
) -> None:
    text, left = update(*executed(f"{page(count='21', loss='0.53')}\n{rest}"))
    assert text == f"{page(loss='0.519411')}\n{rest}"
    assert [message in fault.message for fault in left] == [True]


def test_an_output_above_all_code_is_left() -> None:
    text, left = update(*executed("```text\na\n```\n\n" + page(count="21")))
    assert text == "```text\na\n```\n\n" + page()
    assert [fault.message for fault in left] == ["an output with no code above it"]


def test_all_that_is_left_is_said_at_once() -> None:
    _, left = update(*executed("```bash\nls\n```\n\n" + page(count="21") + "\n```python\n1/0\n```\n"))
    assert [fault.line for fault in left] == [1, 19]


def test_what_is_printed_and_shown_nowhere_gets_a_fence() -> None:
    draft = "- A list\n\n    ```python\n    print('a\\n```')\n    ```\n\n```python\nprint(2)\n```"
    assert updated(draft) == (
        "- A list\n\n    ```python\n    print('a\\n```')\n    ```\n\n"
        "    ````text\n    a\n    ```\n    ````\n\n"
        "```python\nprint(2)\n```\n\n```text\n2\n```\n"
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "docs" / "part").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_the_command_rewrites_a_file_as_it_is_encoded(
    project: Path, ends: str, mark: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "docs" / "part" / "a.md"
    path.write_bytes(mark + page(count="21").replace("\n", ends).encode())
    assert main(["update", "docs"]) == 0
    assert path.read_bytes() == mark + page().replace("\n", ends).encode()
    assert "updated" in capsys.readouterr().out
    left = {file for file in project.rglob("*.*") if ".livepage_cache" not in file.parts}
    assert left == {path, project / "pyproject.toml"}


def test_the_command_fills_in_a_faulty_page_says_what_it_left_and_goes_on(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = project / "docs" / "a.md", project / "docs" / "b.md"
    bad.write_text(page(count="21") + "\n```python\n1/0\n```\n", encoding="utf-8")
    good.write_text(page(count="21"), encoding="utf-8")
    assert main(["update", "docs"]) == 1
    assert bad.read_text(encoding="utf-8") == page() + "\n```python\n1/0\n```\n"
    assert good.read_text(encoding="utf-8") == page()
    assert f"docs{os.sep}a.md:15: ZeroDivisionError" in capsys.readouterr().err


SHAPED = """```python
import numpy as np

y, t = np.array([1.0, 2.0]), np.array({t})
print("error", y - t)
```

```text
error {shown}
```

<!-- table((y - t).reshape(-1, 2)) -->
| a | b |
|---|---|
| 0.0 | 0.5 |
"""


def test_what_has_another_shape_than_before_is_filled_in_and_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "docs" / "a.md"
    path.write_text(SHAPED.format(t="[[1.0], [1.5]]", shown="[0. 0.5]"), encoding="utf-8")
    assert main(["update", "docs"]) == 0
    said = capsys.readouterr().out
    message = "what is shown here had another shape: if that is not meant, look for arrays that broadcast"
    for line, shapes in {8: ("shape (2,)", "shape (2, 2)"), 13: ("shape (1, 2)", "shape (2, 2)")}.items():
        text = f"docs{os.sep}a.md:{line}: {message}\n  expected: {shapes[0]}\n  got: {shapes[1]}\n"
        assert text in said
    assert main(["update", "docs"]) == 0
    assert capsys.readouterr().out == ""
    path.write_text(SHAPED.format(t="[0.0, 1.0]", shown="[7. 7.]"), encoding="utf-8")
    assert main(["update", "docs"]) == 0
    assert capsys.readouterr().out == f"updated docs{os.sep}a.md: review the difference\n"


FIRST = """```python
import numpy as np
from matplotlib import pyplot as plt

y, t = np.ones(3), np.ones((3, 1))
print("error", y - t, 0.5)
```

```python
plt.plot(y, y - t)
```

![Lines.](lines.svg)
The errors.

<!-- table(y - t) -->
| a | b | c |
|---|---|---|

It is 7<!-- {len(y - t)} -->.
"""


def test_what_is_shown_for_the_first_time_is_said_with_its_shape(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "docs" / "a.md"
    path.write_text(FIRST, encoding="utf-8")
    assert main(["update", "docs"]) == 0
    said = capsys.readouterr().out
    message = "this is shown for the first time: look whether it has the shape that you mean"
    shown = {9: "shape (3, 3)", 19: "lines: 3", 22: "shape (3, 3)"}
    for line, shape in shown.items():
        assert f"docs{os.sep}a.md:{line}: {message}\n  got: {shape}\n" in said
    assert said.count(message) == 3
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("It is 3", "It is 4"), encoding="utf-8")
    assert main(["update", "docs"]) == 0
    assert capsys.readouterr().out == f"updated docs{os.sep}a.md: review the difference\n"


@pytest.mark.parametrize("value", ["true", "1", "yes"])
def test_it_never_runs_in_ci(project: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    path = project / "docs" / "a.md"
    path.write_text(page(count="21"), encoding="utf-8")
    monkeypatch.setenv("CI", value)
    with pytest.raises(SystemExit):
        main(["update", "docs"])
    assert path.read_text(encoding="utf-8") == page(count="21")


@pytest.mark.usefixtures("project")
def test_a_path_that_is_not_there_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["update", "dosc"])
    assert "there is no dosc" in capsys.readouterr().err


def test_pages_are_the_files_named_and_those_below_folders(project: Path) -> None:
    inside = project / "docs" / "part" / "a.md"
    inside.touch()
    assert pages([project / "docs", project / "pyproject.toml"], "*.md") == [
        inside,
        project / "pyproject.toml",
    ]
    assert written("").claims == []


def test_what_is_left_has_the_line_at_which_it_then_stands() -> None:
    text = "```python\nprint(1)\nprint(2)\n```\n\nOf 99.\n\n```python\nprint(3)\n```\n"
    text += "\n```text\n\n```\n\nOf 98.\n"
    new, left = update(*executed(text))
    lines = new.split("\n")
    assert [lines[fault.line - 1] for fault in left] == ["Of 99.", "Of 98."]
    assert [(fault.line, fault.message) for fault in check(*executed(new))] == [
        (fault.line, fault.message) for fault in left
    ]


@pytest.mark.parametrize("printed", ["object()", r"'a\x1b[0m'"])
@pytest.mark.parametrize("fence", ["", "\n```text\nx\n```\n"])
def test_what_no_page_can_show_is_not_written(printed: str, fence: str) -> None:
    text = f"```python\nprint({printed})\n```\n{fence}"
    new, left = update(*executed(text))
    assert new == text
    assert len(left) == 1
