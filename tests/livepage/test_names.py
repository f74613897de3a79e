"""Each public name of the package means one thing: it stands in one file, or a table here says why not."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import livepage

PACKAGE = Path(livepage.__file__).parent
ALLOWED = {"main": "what runs when Python is given the module as a command"}
"""Names that stand in more than one file, and why; a verb's functions for each kind of claim are private."""


def names(stem: str, text: str) -> Iterator[str]:
    """Yield the public names of a module, its own among them: functions, classes and names of types."""
    yield stem
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            targets = [target.id for target in node.targets if isinstance(target, ast.Name)]
            yield from (name for name in targets if name[:1].isupper() and not name.isupper())


def repeated(modules: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the public names that stand in more than one file, each with its files."""
    found: dict[str, list[str]] = {}
    for place, text in sorted(modules.items()):
        for name in set(names(Path(place).stem, text)):
            found.setdefault(name, []).append(place)
    return {name: places for name, places in found.items() if len(places) > 1 and not name.startswith("_")}


def test_each_public_name_stands_in_one_file_or_the_table_says_why() -> None:
    files = PACKAGE.rglob("*.py")
    modules = {file.relative_to(PACKAGE).as_posix(): file.read_text(encoding="utf-8") for file in files}
    found = repeated(modules)
    assert {name: places for name, places in found.items() if name not in ALLOWED} == {}
    assert set(ALLOWED) <= set(found)


def test_a_name_in_two_files_is_seen() -> None:
    modules = {
        "run.py": "def run(): ...\ndef _own(): ...\nclass Place: ...\nLIMIT = 1\n",
        "a/read.py": "async def run(): ...\ndef _own(): ...\nPlace = tuple[int, int]\nLIMIT = 2\n",
        "b/read.py": "",
        "b/__init__.py": "",
        "a/__init__.py": "",
    }
    assert repeated(modules) == {
        "run": ["a/read.py", "run.py"],
        "Place": ["a/read.py", "run.py"],
        "read": ["a/read.py", "b/read.py"],
    }
