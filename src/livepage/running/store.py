"""Keeps what jobs came to, for as long as nothing has changed that they depend on.

An entry is one JSON file in `.livepage_cache`: its key, what the job read and what that looked like, its
answer, and before them their hash. What is damaged, of another key or no longer true is not used. Any entry,
or the whole folder, can be deleted at any time. `LIVEPAGE_CACHE=off` keeps nothing and trusts nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from livepage.running import traces
from livepage.running.pool import environment

FOLDER = traces.KEPT
DAYS = 30  # after which an entry that nobody used is deleted


Dependencies = dict[str, Any]
"""What an answer depends on, as `Inputs.found` lists it."""
NOTHING: Dependencies = {
    **{kind: {} for kind in ("files", "folders", "beside")},
    **{kind: [] for kind in ("outside", "missing", "installed")},
}
"""What an answer depends on of which all is in its key."""
LOOKS: dict[str, Callable[[Path], Any]] = {
    "files": traces.digest,
    "folders": traces.listed,
    "beside": traces.beside,
}


class Store:
    """The kept results of the project at `root`; what it has looked at, it does not look at again."""

    def __init__(self, root: Path, *, trusted: bool | None = None) -> None:
        """Look at nothing yet."""
        self.root = root
        self.trusted = os.environ.get("LIVEPAGE_CACHE", "").lower() != "off" if trusted is None else trusted
        self.looked: dict[tuple[Callable[[Path], Any], str], Any] = {}
        self.used: dict[str, Dependencies | None] = {}  # by the key of the answer, where that is known

    def key(self, job: str, given: Any) -> str:
        """Return the name of an entry: by what is done, to what, and with which Python, machine and code."""
        return _hash(json.dumps([job, given, environment(), _base()]))

    def key_here(self, job: str, given: Any) -> str:
        """Return the key of what this process does itself, with all that is installed; see `peek`."""
        here = [self._look(_installed, self.root), self._look(traces.tops, self.root / "src")]
        return self.key(job, [given, *map(sorted, here)])

    def get(self, key: str) -> Any:
        """Return the answer that is kept under the key, or None, and note what it depends on."""
        self.used[key] = None
        return self.peek(key)

    def peek(self, key: str) -> Any:
        """Return the same, and note nothing of an answer that there is not: the build is asked for that."""
        if not self.trusted:
            return None
        try:
            seal, _, text = self._file(key).read_text(encoding="utf-8").partition("\n")
            entry = json.loads(text) if seal == _hash(text) else {}
            if entry.get("key") != key or not self._holds(entry["inputs"]):
                return None
            answer = entry["answer"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        self.used[key] = entry["inputs"]
        with suppress(OSError):
            os.utime(self._file(key))
        return answer

    def put(self, key: str, inputs: Dependencies, answer: Any) -> None:
        """Keep an answer; a full disk or a folder that cannot be written keeps nothing, and is no error."""
        if not self.trusted or inputs["why_not"]:
            return
        kept = {name: inputs[name] for name in (*LOOKS, "outside", "missing")}
        found = traces.distributions()
        kept["installed"] = sorted({each for top in inputs["tops"] for each in found.get(top, [])})
        self.keep(key, kept, answer)

    def keep(self, key: str, inputs: Dependencies, answer: Any) -> None:
        """Keep an answer with what it depends on, as `_holds` compares it."""
        if not self.trusted:
            return
        self.used[key] = inputs
        text = json.dumps({"key": key, "inputs": inputs, "answer": answer})  # in the order that it has
        file = self._file(key)
        with suppress(OSError):
            file.parent.mkdir(exist_ok=True)
            _replace(file, f"{_hash(text)}\n{text}".encode())

    def folder(self, name: str) -> tempfile.TemporaryDirectory[str]:
        """Return a folder for what is made on the way; what is left of killed builds is taken away."""
        home = self.root / FOLDER
        home.mkdir(exist_ok=True)
        for left in home.glob(f"{name}-*"):
            if not _runs(int(left.name.split("-")[1])):
                shutil.rmtree(left, ignore_errors=True)
        return tempfile.TemporaryDirectory(prefix=f"{name}-{os.getpid()}-", dir=home)

    def tidy(self) -> None:
        """Delete what nobody used for a month, and what a killed process left half-written."""
        folder, now = self.root / FOLDER, time.time()
        for file in folder.glob("*") if folder.is_dir() else []:
            with suppress(OSError):
                age = now - file.stat().st_mtime
                if age > DAYS * 86400 or (file.suffix == ".new" and age > 3600):
                    file.unlink()

    def _file(self, key: str) -> Path:
        return self.root / FOLDER / f"{key}.json"

    def _holds(self, inputs: Dependencies) -> bool:
        """Say whether all that a job read looks as it did."""
        for kind, look in LOOKS.items():
            for name, was in inputs[kind].items():
                if self._look(look, self.root / name) != was:
                    return False
        here: set[str] = self._look(traces.tops, self.root / "src")
        if here & {*inputs["outside"], *inputs["missing"]}:
            return False
        if any(importlib.util.find_spec(name) for name in inputs["missing"]):
            return False
        installed: set[str] = self._look(_installed, self.root)
        return set(inputs["installed"]) <= installed

    def _look(self, look: Callable[[Path], Any], place: Path) -> Any:
        name = look, str(place)
        if name not in self.looked:
            self.looked[name] = look(place)
        return self.looked[name]


def together(parts: Iterable[Dependencies]) -> Dependencies | None:
    """Return what several answers depend on; nothing if a place did not look the same to all of them."""
    whole = {kind: type(none)() for kind, none in NOTHING.items()}
    for part in parts:
        for kind in LOOKS:
            if any(whole[kind].get(name, look) != look for name, look in part[kind].items()):
                return None
            whole[kind] |= part[kind]
        for kind in ("outside", "missing", "installed"):
            whole[kind] = sorted({*whole[kind], *part[kind]})
    return whole


def _installed(_root: Path) -> set[str]:
    return traces.installed()


def _runs(number: int) -> bool:
    """Say whether there is a process of that number."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _replace(file: Path, content: bytes) -> None:
    """Write the whole file or nothing of it."""
    handle, name = tempfile.mkstemp(suffix=".new", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(content)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _base() -> list[str]:
    """Return what every result depends on: Python, the machine, and this package itself."""
    package = Path(__file__).parents[1]
    files = [file for file in sorted(package.rglob("*")) if traces.MADE not in file.parts and file.is_file()]
    own = _hash("".join(f"{file.relative_to(package)} {traces.digest(file)} " for file in files))
    return [sys.version, platform.machine(), sys.platform, own]
