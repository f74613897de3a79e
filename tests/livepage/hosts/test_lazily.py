"""What a build may not need is not imported by it."""

import subprocess
import sys
from pathlib import Path

import pytest

from livepage.hosts.lazily import import_lazily


def test_a_module_is_run_when_it_is_first_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "toylazy").mkdir()
    (tmp_path / "toylazy/__init__.py").touch()
    (tmp_path / "toylazy/slow.py").write_text("from pathlib import Path\n\nPath('ran').touch()\nfive = 5\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    import_lazily("toylazy.slow")
    from toylazy import slow  # type: ignore[import-not-found]

    assert not (tmp_path / "ran").exists()
    assert slow.five == 5
    assert (tmp_path / "ran").exists()
    import_lazily("toylazy.slow")
    assert sys.modules["toylazy.slow"] is slow
    import_lazily("nowhere.at.all")
    assert "nowhere.at.all" not in sys.modules


def test_a_build_imports_neither_nbconvert_nor_what_falsifies() -> None:
    code = (
        "import sys, livepage.hosts.mkdocs_plugin, mkdocs_jupyter.plugin, livepage.falsifying.survivors;"
        "import livepage.equations.verdicts.verdict;"
        "print({'nbconvert', 'lark', 'matplotlib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
