"""`python -m livepage update FOLDER`: rewrite false outputs and values; the difference is yours to review."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from livepage.claims import FaultsError
from livepage.page import parse
from livepage.run import run
from livepage.settings import Settings
from livepage.update import update


def main(arguments: list[str] | None = None) -> int:
    """Update the pages; return 1, with the reasons on standard error, if any page cannot be updated."""
    parser = argparse.ArgumentParser(prog="python -m livepage", description=__doc__)
    parser.add_argument("command", choices=["update"])
    parser.add_argument("paths", nargs="+", type=Path, help="pages, or folders of pages")
    options = parser.parse_args(arguments)
    if os.environ.get("CI"):
        parser.error("update rewrites what a page claims, so it never runs in CI")
    missing = [str(path) for path in options.paths if not path.exists()]
    if missing:
        parser.error(f"there is no {', '.join(missing)}")
    settings = Settings.load(Path.cwd())
    return max([_update(path, settings) for path in pages(options.paths)], default=0)


def pages(paths: list[Path]) -> list[Path]:
    """Return the Markdown files among the paths and below them."""
    return [file for path in paths for file in (sorted(path.rglob("*.md")) if path.is_dir() else [path])]


def _update(path: Path, settings: Settings) -> int:
    text = path.read_text(encoding="utf-8")
    page = parse(text, path, settings.exempt)
    try:
        new = update(page, run(page))
    except FaultsError as error:
        print(error, file=sys.stderr)
        return 1
    if new != text:
        path.write_text(new, encoding="utf-8")
        print(f"updated {path}: review the difference")
    return 0


if __name__ == "__main__":
    sys.exit(main())
