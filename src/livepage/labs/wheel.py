"""`python -m livepage.labs.wheel PROJECT FOLDER`: build the project's wheel into the folder, from a copy.

The same sources give the same bytes: the files' times and modes are set, the backend sorts them. Other
sources give another version, by the last commit that changed what the wheel holds: pip, which keeps a version
that is installed, then takes the new one. `livepage.hosts.mkdocs_labs` starts it beside a build.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from livepage.labs.background import end_with_parent

EPOCH = "315532800"  # 1980, the first year that a wheel can state
MADE = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*")


def pyproject(root: Path) -> dict[str, Any]:
    """Return the project's `pyproject.toml`."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def requirement(root: Path, address: str, extras: Iterable[str] = ()) -> str:
    """Return what `pip install` takes for the project, with some of its extras, from an address."""
    names = ",".join(extras)
    return f"{pyproject(root)['project']['name']}{f'[{names}]' if names else ''} @ {address}"


def commit(root: Path) -> str:
    """Return the last commit that changed the wheel's packages, as a local version such as `+g1a2b3c4d5`.

    Changes that are not committed add `.changed`; without Git there is no version.
    """
    held = ["pyproject.toml", *(f"src/{name}" for name in packages(root))]

    def git(*words: str) -> str:
        command = ["git", *words, "--", *held]
        done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
        return done.stdout.strip()

    if shutil.which("git") is None:
        return ""
    last = git("log", "-1", "--format=%h", "--abbrev=9")
    return f"+g{last}{'.changed' if git('status', '--porcelain') else ''}" if last else ""


def packages(root: Path) -> list[str]:
    """Return the packages that the wheel holds: those of `src` that setuptools is told to find."""
    found: dict[str, Any] = pyproject(root).get("tool", {}).get("setuptools", {}).get("packages", {})
    patterns = found.get("find", {}).get("include", ["*"])
    names = (file.parent.name for file in sorted((root / "src").glob("*/__init__.py")))
    return [name for name in names if any(fnmatchcase(name, pattern) for pattern in patterns)]


def build_wheel(root: Path, folder: Path) -> Path:
    """Build the wheel of the project at `root` with the backend that it names; its tree stays clean."""
    backend = importlib.import_module(pyproject(root)["build-system"]["build-backend"])
    here, folder = Path.cwd(), folder.resolve()
    with tempfile.TemporaryDirectory(dir=folder) as name:
        copy = Path(name)
        shutil.copytree(root / "src", copy / "src", ignore=MADE)
        for file in root.iterdir():
            if file.is_file() and not file.name.startswith("."):
                shutil.copyfile(file, copy / file.name)
        with (copy / "setup.cfg").open("a", encoding="utf-8") as tags:
            tags.write(f"[egg_info]\ntag_build = {commit(root)}\n")
        for path in copy.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        os.environ["SOURCE_DATE_EPOCH"] = EPOCH
        os.chdir(copy)
        try:
            return folder / str(backend.build_wheel(str(folder)))
        finally:
            os.chdir(here)


if __name__ == "__main__":
    end_with_parent()
    build_wheel(Path(sys.argv[1]), Path(sys.argv[2]))
