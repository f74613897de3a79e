"""What all pages of a project have in common."""

from pathlib import Path

import pytest

from livepage.settings import Settings


def project(folder: Path, text: str) -> Path:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def test_settings_are_read(tmp_path: Path) -> None:
    text = "[tool.livepage.exempt]\n'part \\d' = 'a part'\n[tool.livepage.dark]\n'#111111' = '#eeeeee'\n"
    assert Settings.load(project(tmp_path, text)) == Settings({r"part \d": "a part"}, {"#111111": "#eeeeee"})
    assert Settings.load(project(tmp_path, "")) == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.livepage]\nexmpt = {}\n", "unknown keys \\['exmpt'\\]"),
        ("[tool.livepage.exempt]\n'(' = 'why'\n", "the exempt pattern"),
        ("[tool.livepage.exempt]\n'a' = ''\n", "has no reason"),
        ("[tool.livepage.dark]\n'#FFF' = '#000000'\n", "is no colour such as #1f2328"),
    ],
)
def test_a_mistake_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Settings.load(project(tmp_path, text))
