"""A small project in a temporary folder, with a package of its own."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CALC = '''r"""Sums, where $s = a + b$."""

FACTOR = 2


def double(a: float) -> float:
    r"""Return twice a.

    Derivation:
        Once more the same is twice as much, and $a + a$ is

        $$
        d = a + a
        $$

    Examples:
        >>> double(2)
        4
    """
    return 2 * a


def fails(a: float) -> float:
    """Divide by zero."""
    return a / 0
'''

GRAPH = """from livepage.equations import Chapter

CHAPTER = Chapter(
    axes={},
    inputs={"a": lambda rng: rng.uniform(1, 2), "b": lambda rng: rng.uniform(1, 2)},
    nodes={"d": lambda a: 2 * a, "s": lambda a, b: a + b},
    symbols={name: name for name in "abds"},
)
"""
SETTINGS = """[tool.livepage.graphs]
"docs/*.md" = "toycalc.graph"
"src/*.py" = "toycalc.graph"
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Path]]:
    """Write the module `toycalc.calc` with some source; it is gone after the test."""
    source = tmp_path / "src"

    def write(text: str = CALC) -> Path:
        folder = source / "toycalc"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
        (folder / "calc.py").write_text(text, encoding="utf-8")
        (folder / "graph.py").write_text(GRAPH, encoding="utf-8")
        forget()
        return folder / "calc.py"

    def forget() -> None:
        importlib.invalidate_caches()
        for name in [name for name in sys.modules if name.partition(".")[0] == "toycalc"]:
            del sys.modules[name]

    monkeypatch.syspath_prepend(str(source))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # a second is too long for a changed source to show
    yield write
    forget()
