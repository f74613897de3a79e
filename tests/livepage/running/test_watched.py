"""A page writes nothing into its project; it may write elsewhere."""

from pathlib import Path

import pytest

from livepage.project import Project
from livepage.settings import Settings

PAGE = "# Title\n\n```python\nimport os\nimport shutil\nfrom pathlib import Path\n\n{}\n```\n"


def found(root: Path, code: str) -> list[tuple[int, str]]:
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "old.csv").write_text("a", encoding="utf-8")
    page = root / "docs" / "page.md"
    page.write_text(PAGE.format(code), encoding="utf-8")
    project = Project(root, Settings())
    return [(fault.line, fault.message) for fault in project.check(project.read(page))]


@pytest.mark.parametrize(
    "code",
    [
        'Path("docs/made.csv").write_text("a")',
        'Path("docs/made.csv").touch()',
        'open("docs/old.csv", "a").close()',
        'open("docs/old.csv", "r+").close()',
        'os.mkdir("docs/made")',
        'os.remove("docs/old.csv")',
        'os.rename("docs/old.csv", "new.csv")',
        'shutil.copyfile("docs/old.csv", "docs/new.csv")',
        'os.chdir("docs"); Path("made.csv").write_text("a")',
        'Path("kept.csv").write_text("a")',
        'import numpy as np\nnp.save("kept.npy", np.ones(3))'.replace("\n", "; "),
        'os.makedirs("data/kept")',
        'open("pyproject.toml", "a").close()',
    ],
)
def test_writing_into_the_project_is_a_fault_and_writes_nothing(tmp_path: Path, code: str) -> None:
    ((line, message),) = found(tmp_path, code)
    assert line == 8
    assert "a page writes nothing into its project" in message
    assert "watched.py" not in message
    assert sorted(file.name for file in (tmp_path / "docs").iterdir()) == ["old.csv", "page.md"]
    assert [file.name for file in tmp_path.iterdir() if not file.name.startswith(".")] == ["docs"]


@pytest.mark.parametrize(
    "code",
    [
        'text = Path("docs/old.csv").read_text()',
        'names = os.listdir("docs")',
        "import tempfile\nwith tempfile.TemporaryDirectory() as d: n = Path(d, 'a').write_text('a')",
    ],
)
def test_reading_there_and_writing_elsewhere_holds(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, code) == []
