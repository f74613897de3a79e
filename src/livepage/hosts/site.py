"""`make site`: builds the site aside, and puts it in the place of the last one when it is whole.

Whenever it is ended, the last good site stays, and the next build clears away what was left. Of two builds at
once the second waits. A site is left as it is while nothing has changed that it was made of.
"""

from __future__ import annotations

import ctypes
import logging
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from livepage.hosts.last_site import LastSite
from livepage.running.store import Dependencies, Store

ASIDE = ".site_cache"
HERE, EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


def build_site(root: Path, config_file: str = "mkdocs.yml") -> int:
    """Build the site of the project at `root` into `site`; return 1, and say why, if that fails."""
    aside = root / ASIDE
    aside.mkdir(exist_ok=True)
    with _alone(aside / "lock"):
        _clear(root, aside)
        last = LastSite(root, root / "site", config_file)
        if last.stands():
            print("Nothing has changed since the site was built", file=sys.stderr)
            return 0
        return _build_anew(root, config_file, aside, last)


def _build_anew(root: Path, config_file: str, aside: Path, last: LastSite) -> int:
    # Only here, and in `_build`: a site that stands does not wait for MkDocs to be imported.
    from mkdocs.exceptions import Abort, ConfigurationError

    try:
        with last.noted():
            used = _build(root / config_file, aside / "new")
    except (Abort, ConfigurationError) as error:
        print(f"The site is not built: {error}".rstrip(": "), file=sys.stderr)
        shutil.rmtree(aside / "new", ignore_errors=True)
        return 1
    _swap(root / "site", aside)
    if used is not None:
        last.keep(used)
    Store(root).tidy()
    return 0


def _clear(root: Path, aside: Path) -> None:
    """Take away what a build left that was killed; one that was killed while it swapped is taken back."""
    if not (root / "site").exists() and (aside / "old").exists():
        (aside / "old").rename(root / "site")
    for name in ("new", "old"):
        shutil.rmtree(aside / name, ignore_errors=True)


def _swap(site: Path, aside: Path) -> None:
    """Put the new site in the place of the old one: at once, or by two moves where the system cannot."""
    if not exchanged(aside / "new", site):
        if site.exists():
            site.rename(aside / "old")
        (aside / "new").rename(site)
    for name in ("new", "old"):
        shutil.rmtree(aside / name, ignore_errors=True)


def exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places, so that there is never none, and say whether that was done.

    Linux can, by `renameat2`, for which Python has no function.
    """
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0)


def _build(config_file: Path, folder: Path) -> list[Dependencies] | None:
    """Build strictly: what MkDocs warns of, such as a dead link, is shown and ends the build.

    Return what the answers depend on that the pages are made of, or nothing if one cannot be kept.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    log = logging.getLogger("mkdocs")
    log.setLevel(logging.INFO)  # strict counts what is logged
    shown = logging.StreamHandler()
    shown.setLevel(logging.WARNING)
    shown.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    log.addHandler(shown)
    try:
        config = load_config(str(config_file), site_dir=str(folder), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    finally:
        log.removeHandler(shown)
    plugin = config.plugins.get("livepage")
    project = getattr(plugin, "project", None)
    used = list(project.store.used.values()) if project else []
    return None if None in used else used


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold the lock of a file, which ends with the process that holds it."""
    with file.open("a+b") as handle:
        _lock(handle.fileno(), file)
        yield


def _lock(descriptor: int, file: Path) -> None:
    said = False
    while True:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if not said:
                print(f"Another build holds {os.fspath(file)}: waiting for it", file=sys.stderr)
            said = True
            time.sleep(0.1)
        else:
            return
