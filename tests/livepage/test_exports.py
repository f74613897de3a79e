"""What `livepage` offers by its name alone, and what that costs."""

import subprocess
import sys

import pytest

import livepage


def test_the_names() -> None:
    names = ["Fault", "Page", "Project", "check", "parse", "render", "run", "update"]
    assert livepage.__all__ == names
    assert [getattr(livepage, name).__name__ for name in names] == names
    with pytest.raises(AttributeError, match="'livepage' has no attribute 'walk'"):
        _ = livepage.walk


@pytest.mark.parametrize("name", ["Project", "check", "render"])
def test_reading_and_checking_import_no_host_and_no_matplotlib(name: str) -> None:
    code = f"import sys; from livepage import {name}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"matplotlib", "mkdocs", "pytest", "sybil", "nbformat", "jupytext"} & set(done.stdout.split())
