"""Update makes false outputs and values true, touches nothing else, and writes all of it or nothing."""

import codecs
import os
from pathlib import Path

import pytest

from livepage.__main__ import main, pages
from livepage.checking.check import check
from livepage.model.claims import FaultsError
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
    return update(*executed(text))


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
    ("text", "message"),
    [
        (page(count="21") + "\n```bash\nls\n```\n", "a block that nothing checks"),
        (page(count="21") + "\n```python\n1/0\n```\n", "ZeroDivisionError"),
        (page(count="21") + "\n```python\nprint(1)\n```\n", "this code prints, and no text fence"),
        (page(count="21") + "\n```text\nb\n```\n", "a second output"),
        ("```text\na\n```\n\n" + page(count="21"), "an output with no code above it"),
        ("```python\nx = 1\n```\n\n```text\na\n```\n", "prints nothing"),
        ("```python\nx = [1, 2]\n```\n\n1<!-- {x} -->\n", "is not one number or word"),
        ("```python\nx = ''\n```\n\n1<!-- {x} -->\n", "is not one number or word"),
    ],
)
def test_what_only_the_author_can_mend_is_reported_and_nothing_written(text: str, message: str) -> None:
    with pytest.raises(FaultsError, match=message) as caught:
        updated(text)
    assert len(caught.value.faults) == 1


def test_all_that_is_wrong_is_reported_at_once() -> None:
    with pytest.raises(FaultsError) as caught:
        updated("```bash\nls\n```\n\n" + page(count="21") + "\n```python\n1/0\n```\n")
    assert [fault.line for fault in caught.value.faults] == [1, 19]


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
    assert sorted(project.rglob("*.*")) == [path, project / "pyproject.toml"]


def test_the_command_leaves_a_faulty_page_and_goes_on(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = project / "docs" / "a.md", project / "docs" / "b.md"
    bad.write_text(page(count="21") + "\n```python\n1/0\n```\n", encoding="utf-8")
    good.write_text(page(count="21"), encoding="utf-8")
    before = bad.read_bytes()
    assert main(["update", "docs"]) == 1
    assert bad.read_bytes() == before
    assert good.read_text(encoding="utf-8") == page()
    assert f"docs{os.sep}a.md:15: ZeroDivisionError" in capsys.readouterr().err


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
