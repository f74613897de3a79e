"""A hook of the build: the foot of each page says which commit it is of, and what it was checked with.

The same commit gives the same bytes on any day: dates in the site are those of the commit.
"""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

PACKAGES = {"NumPy": "numpy", "Matplotlib": "matplotlib"}


def on_config(config: MkDocsConfig) -> None:
    """Write the foot, and let MkDocs date its site map by the commit."""
    root = Path(config.config_file_path).parent
    commit, seconds = _git(root, "rev-parse", "HEAD"), _git(root, "log", "-1", "--format=%ct")
    if seconds:
        os.environ.setdefault("SOURCE_DATE_EPOCH", seconds)
    config.extra["commit"] = commit or "main"  # links to sources are pinned to it
    if "mkdocstrings" in config.plugins:  # its templates have no access to the above
        api = config.plugins["mkdocstrings"].config.handlers["python"]["options"]
        api["extra"]["commit"] = config.extra["commit"]
    config.copyright = f"{config.copyright}<br>{said(commit, seconds, _changed(root), str(config.repo_url))}"


def said(commit: str, seconds: str, changed: bool, repository: str) -> str:
    """Return the sentence, as HTML."""
    versions = [f"Python {platform.python_version()}"]
    versions += [f"{name} {version(package)}" for name, package in PACKAGES.items()]
    checked = f"checked with {', '.join(versions[:-1])} and {versions[-1]}"
    if not commit:
        return f"No commit is known of this copy; {checked}."
    day = datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    link = f'<a href="{repository.rstrip("/")}/commit/{commit}">{commit[:10]}</a>'
    return f"Commit {link} of {day}{', changed since' if changed else ''}; {checked}."


def _changed(root: Path) -> bool:
    return bool(_git(root, "status", "--porcelain", "--untracked-files=no"))


def _git(root: Path, *arguments: str) -> str:
    """Return what git says, or nothing where there is no git or no repository."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
