"""`python -m livepage.labs.wheel PROJECT FOLDER`: build the project's wheel into the folder, from a copy.

The same sources give the same bytes: the files' times and modes are set, the backend sorts them.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

EPOCH = "315532800"  # 1980, the first year that a wheel can state
MADE = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*")


def project(root: Path) -> dict[str, Any]:
    """Return the project's `pyproject.toml`."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def requirement(root: Path, address: str) -> str:
    """Return what `pip install` takes for the project, all of its extras included, from an address."""
    table = project(root)["project"]
    extras = ",".join(sorted(table.get("optional-dependencies", {})))
    return f"{table['name']}{f'[{extras}]' if extras else ''} @ {address}"


def build_wheel(root: Path, folder: Path) -> Path:
    """Build the wheel of the project at `root` with the backend that it names; its tree stays clean."""
    backend = importlib.import_module(project(root)["build-system"]["build-backend"])
    here, folder = Path.cwd(), folder.resolve()
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        shutil.copytree(root / "src", copy / "src", ignore=MADE)
        for file in root.iterdir():
            if file.is_file() and not file.name.startswith("."):
                shutil.copyfile(file, copy / file.name)
        for path in copy.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        os.environ["SOURCE_DATE_EPOCH"] = EPOCH
        os.chdir(copy)
        try:
            return folder / str(backend.build_wheel(str(folder)))
        finally:
            os.chdir(here)


if __name__ == "__main__":
    build_wheel(Path(sys.argv[1]), Path(sys.argv[2]))
