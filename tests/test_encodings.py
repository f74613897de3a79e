"""No text is read, written or piped in the encoding of whatever machine this is."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PIPED = ("text=True", "universal_newlines=True")
ON_FILES = {"read_text": 0, "write_text": 1}


def unsaid(text: str) -> list[int]:
    """Return the lines of calls that leave the encoding of text to the machine."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return sorted(call.lineno for call in calls if _is_text(call) and not _says(call))


def _is_text(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return name in ON_FILES or any(ast.unparse(word) in PIPED for word in call.keywords)


def _says(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return any(word.arg == "encoding" for word in call.keywords) or len(call.args) > ON_FILES.get(name, 9)


@pytest.mark.parametrize("folder", ["src", "overrides", "tools", "bench"])
def test_each_text_has_its_encoding(folder: str) -> None:
    files = [*(ROOT / folder).rglob("*.py")]
    assert files
    found = {str(file.relative_to(ROOT)): unsaid(file.read_text(encoding="utf-8")) for file in files}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_text_without_one_is_seen() -> None:
    code = (
        "a.read_text()\na.write_text(b)\nrun(c, text=True)\na.read_text('utf-8')\nrun(c, encoding='utf-8')\n"
    )
    assert unsaid(code) == [1, 2, 3]
