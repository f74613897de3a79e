"""Whether the site that is there is the one that a build would make: nothing differs that it was made of.

It was made of all files of the project, of what its pages read besides, of what the build itself opened
elsewhere, of Python and all that is installed, of every variable of the environment, of the commit, and of
the day where no commit dates it. These are kept in the store with the hash of each file of the site.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any

from livepage.running.store import NOTHING, Dependencies, Store, together
from livepage.running.traces import MADE, digest, installed, listed, writes

OF_THE_SHELL = {"_", "OLDPWD", "SHLVL"}
"""Variables that a shell sets anew for each program."""
NPM = Path("node_modules", ".package-lock.json")
"""What npm says of its packages, which are not read themselves."""


class LastSite:
    """The site in `folder` of the project at `root`; what a build of it opens has to be `noted`."""

    def __init__(self, root: Path, folder: Path, config_file: str) -> None:
        """Look at what a build that begins now is made of."""
        self.folder, self.store = folder, Store(root)
        self.sources = sources(root, folder)
        self.outside: dict[str, str | None] = {}
        variables = {name: text for name, text in os.environ.items() if name not in OF_THE_SHELL}
        top = sorted({name.partition("/")[0] for kind in self.sources.values() for name in kind})
        given = [config_file, top, variables, sorted(installed()), _commit(root), _today()]
        self.key = self.store.key("site", given)

    def stands(self) -> bool:
        """Say whether it is the one that a build would make."""
        kept: object = self.store.get(self.key)
        return kept is not None and kept == looks(self.folder)

    def keep(self, used: list[Dependencies]) -> None:
        """Keep what the new site looks like, and what it depends on: `used` is what its pages read.

        Of what looked one way to one and otherwise to another, as it changed meanwhile, nothing is kept.
        """
        opened: Dependencies = NOTHING | {"files": self._read()}
        if inputs := together([NOTHING | self.sources, opened, *used]):
            self.store.keep(self.key, inputs, looks(self.folder))

    def _read(self) -> dict[str, str | None]:
        """Return what was opened elsewhere, without what the build had made for itself."""
        temporary = f"{tempfile.gettempdir()}{os.sep}"
        return {
            name: look
            for name, look in self.outside.items()
            if not name.startswith(temporary) or Path(name).exists()
        }

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note what this process opens outside of the project and of what is installed."""
        known = (*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, "/proc")
        inside = tuple(f"{place}{os.sep}" for place in map(str, (self.store.root.absolute(), *known)))
        looking = True

        def see(event: str, arguments: tuple[Any, ...]) -> None:
            if looking and event == "open" and isinstance(arguments[0], str) and not writes(*arguments[1:]):
                place = os.path.abspath(arguments[0])  # noqa: PTH100 (a path need not be one)
                with suppress(ValueError):  # it is none that was made of a source
                    place = source_from_cache(place)
                if not place.startswith(inside) and place not in self.outside:
                    self.outside[place] = None  # it is opened once more, to look at it
                    self.outside[place] = digest(Path(place))

        sys.addaudithook(see)
        try:
            yield
        finally:
            looking = False


def sources(root: Path, site: Path) -> Dependencies:
    """Return the hash of each file of a project, and of the names in each folder."""
    files = {str(NPM): digest(root / NPM)}
    folders: dict[str, str | None] = {}
    seen: set[str] = set()
    for here, below, names in os.walk(root, followlinks=True):
        place = Path(here)
        is_root = place == root
        below[:] = [name for name in below if not _is_made(place / name, site, is_root=is_root)]
        if (real := os.path.realpath(here)) in seen:
            below.clear()
            continue
        seen.add(real)
        if not is_root:  # where folders come and go that nothing is made of
            folders[place.relative_to(root).as_posix()] = listed(place)
        for name in names:
            files[(place / name).relative_to(root).as_posix()] = digest(place / name)
    return {"files": files, "folders": folders}


def _is_made(place: Path, site: Path, *, is_root: bool) -> bool:
    """Say whether a folder is none of the project's sources."""
    of_root = place.name.startswith(".") or place.name == NPM.parts[0]
    return place == site or place.name == MADE or (is_root and of_root)


def looks(site: Path) -> dict[str, str | None]:
    """Return the hash of each file of a site."""
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): digest(path) for path in files}


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _commit(root: Path) -> list[str]:
    """Return the commit and what differs from it, or nothing where there is no Git."""
    said = []
    for words in (["rev-parse", "HEAD"], ["status", "--porcelain"]):
        command = ["git", "-C", str(root), *words]
        try:
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        except OSError:
            return []
        said.append(done.stdout)
    return said
