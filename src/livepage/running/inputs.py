"""Notes what a job reads while it runs: on this its result depends, and on nothing else that can be kept.

Files and folders are noted with what stood in them, modules with what could take their place. A clock,
chance, the network, another program, a file that it writes: what a job takes from those no key can name, so
its result is not kept, and `why_not` says why.
"""

from __future__ import annotations

import os
import random
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

from livepage.running import libraries, wrapped
from livepage.running.code_reads import LEGACY, UNSEEDED, reasons_in
from livepage.running.traces import MADE, beside, digest, listed, writes

CLOCKS = (
    *("time", "time_ns", "perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "process_time"),
    *(
        "process_time_ns",
        "thread_time",
        "thread_time_ns",
        "ctime",
        "localtime",
        "gmtime",
        "asctime",
        "strftime",
    ),
)
MACHINE = ("getpid", "getppid", "uname", "cpu_count", "getlogin", "times", "getloadavg", "urandom")
LOOKS = ("stat", "lstat", "access", "readlink")
PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.spawn")
CHANGES = (
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
)
UNTOLD = (
    *((time, name, f"it reads the clock (time.{name})") for name in CLOCKS),
    *((os, name, f"it asks for what differs from run to run (os.{name})") for name in MACHINE),
    (random, "_urandom", UNSEEDED),
)
"""Functions that no event tells of, and why what asks for them is not kept."""
PACKAGE = Path(__file__).parents[1]
KERNEL = {"ipykernel", "IPython", "zmq", "tornado", "jupyter_client", "matplotlib_inline", "debugpy"}
MOVING = ("/proc", "/sys", "/dev")
METADATA = str(Path("importlib", "metadata"))
EVALUATE = ("template.py", "element.py", "table.py")  # what a page says
IMPORTER = "<frozen importlib._bootstrap_external>"


class Inputs:
    """What one job reads; `cells` says that only what cells of a notebook ask for is its own doing."""

    def __init__(self, root: Path, *, cells: bool = False) -> None:
        """Begin to look."""
        self.root, self.cells = root, cells
        self.files: dict[str, str | None] = {}
        self.folders: dict[str, str | None] = {}
        self.attempts: set[str] = set()
        self.reasons: dict[str, None] = {}
        self.own: set[str] = set()
        self.seeded: set[str] = set()
        self.before = set(sys.modules)
        self.installed = tuple({str(Path(place)) for place in (*sysconfig.get_paths().values(), sys.prefix)})
        self.temporary = tempfile.gettempdir()
        self.busy = False
        self._wrap()
        sys.addaudithook(self._seen)

    def _seen(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note an event; one that arises from noting is none."""
        handle = _EVENTS.get(event) or (_EVENTS["socket"] if event.startswith("socket.") else None)
        if handle is None or self.busy:
            return
        self.busy = True
        try:
            if event == "exec" or self._is_own():  # code says itself whose it is
                handle(self, event, arguments)
        finally:
            self.busy = False

    def _is_own(self) -> bool:
        """Say whether a cell asks, where not all that runs is the job's."""
        if not self.cells:
            return True
        for frame in _frames():
            file = Path(frame.f_code.co_filename)
            if frame.f_code.co_name == "_modified_open":  # what IPython puts in the place of open
                continue
            if not KERNEL.isdisjoint(file.parts):
                return False  # which prints, draws and displays for the cell
            if file.parent.name.startswith("ipykernel_"):
                return True
        return False

    def _opened(self, _event: str, arguments: tuple[Any, ...]) -> None:
        path, mode, flags = (*arguments, None, 0)[:3]
        if not isinstance(path, str | bytes | os.PathLike):
            return
        place = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 (a path need not be one)
        if writes(mode if isinstance(mode, str) else None, flags):
            if not Path(place).is_dir():  # as it is for a file without a name
                self._make(place, "writes")
        else:
            self._read(place)

    def _read(self, place: str) -> None:
        if place in self.files or self._is_its_own(place) or self._is_installed(place):
            return
        if place.startswith(MOVING):
            if place != os.devnull and self._asker():
                self.reasons[f"it reads {place}"] = None
        elif Path(place).is_dir():
            self.folders[place] = listed(Path(place))
        else:
            self.files[place] = digest(Path(place))

    def _is_its_own(self, place: str) -> bool:
        """Say whether the job made the place itself, or Python did for an import."""
        path = Path(place)
        return MADE in path.parts or any(str(each) in self.own for each in (path, *path.parents))

    def _is_temporary(self, place: str) -> bool:
        return place.startswith(self.temporary) and not Path(place).is_relative_to(self.root)

    def _is_installed(self, place: str) -> bool:
        """Say whether the file belongs to what is installed, whose versions are noted."""
        if Path(place).is_relative_to(self.root / "src"):
            return False
        return place.startswith((*self.installed, *libraries.folders()))

    def _make(self, place: str, verb: str) -> None:
        allowed = place == os.devnull or self._is_temporary(place) or self._is_installed(place)
        if not allowed and MADE not in Path(place).parts:
            self.reasons[f"it {verb} {self._shown(place)}"] = None
        self.own.add(place)

    def _listed(self, event: str, arguments: tuple[Any, ...]) -> None:
        asker = sys._getframe(2).f_code.co_filename
        if event == "glob.glob" or asker == IMPORTER or METADATA in asker:
            return  # what a glob looks at, it lists; what imports look at, is noted of each module
        where = arguments[0] if arguments and arguments[0] is not None else "."
        if not isinstance(where, str | bytes | os.PathLike):
            return  # an open folder, which was noted when it was opened
        place = os.path.abspath(os.fsdecode(where))  # noqa: PTH100
        if place == self.temporary:
            self.reasons[f"it lists {place}"] = None
        elif not self._is_installed(place) and not self._is_its_own(place):
            self.folders.setdefault(place, listed(Path(place)))

    def _changed(self, event: str, arguments: tuple[Any, ...]) -> None:
        folders = arguments[2:] if event in ("os.mkdir", "os.truncate") else arguments[1:]
        relative = any(isinstance(each, int) and each != -1 for each in folders)  # to an open folder
        for path in () if relative else arguments[:2]:
            if isinstance(path, str | bytes | os.PathLike):
                place = os.path.abspath(os.fsdecode(path))  # noqa: PTH100
                self._make(place, "changes")

    def _started(self, _event: str, _arguments: tuple[Any, ...]) -> None:
        self.reasons["it starts another program"] = None

    def _connected(self, _event: str, _arguments: tuple[Any, ...]) -> None:
        self.reasons["it uses the network"] = None

    def _imported(self, _event: str, arguments: tuple[Any, ...]) -> None:
        self.attempts.add(str(arguments[0]).partition(".")[0])

    def _executed(self, _event: str, arguments: tuple[Any, ...]) -> None:
        """Look for calls of clocks that no wrapper sees, in code of the page and of the project."""
        code = arguments[0]
        if isinstance(code, CodeType) and self._is_of_project(code.co_filename):
            self.reasons |= dict.fromkeys(reasons_in(code))

    def _is_of_project(self, file: str) -> bool:
        if file.startswith(str(PACKAGE)) or "site-packages" in file:
            return False
        if self.cells and "ipykernel_" not in file:
            return Path(file).is_relative_to(self.root / "src")
        return not Path(file).is_absolute() or Path(file).is_relative_to(self.root) or "ipykernel_" in file

    def _asker(self) -> CodeType | None:
        """Return the code of the page, or of a module of the project, that asks, if any does.

        It may ask through Python's own library, but what another package asks for itself is its own doing.
        """
        for frame in _frames():
            file = frame.f_code.co_filename
            if file.startswith(str(PACKAGE)):
                if Path(file).name in EVALUATE:
                    return frame.f_code
                if file not in (__file__, wrapped.__file__):
                    return None
            elif "site-packages" in file or not file.startswith(("<", sysconfig.get_path("stdlib"))):
                return frame.f_code if self._is_of_project(file) else None
        return None

    def _asks(self, reason: str, caller: CodeType) -> bool:
        """Say whether something is asked for by the page; of the process, only what asks directly counts."""
        if "getpid" in reason:  # Python's own modules often compare it
            return self._is_of_project(caller.co_filename)
        asker = self._asker()
        return asker is not None and not (reason == UNSEEDED and LEGACY in asker.co_names)

    def _wrap(self) -> None:
        """Put in the place of what no event tells of what tells of it."""
        for module, name, reason in UNTOLD:
            wrapped.tell(module, name, partial(self._asked, reason))
        for name in LOOKS:
            wrapped.tell(os, name, self._looked)
        for module in libraries.generators():
            for name in ("seed", "set_state", "setstate"):
                wrapped.tell(module, name, partial(self._seeded, module.__name__))

    def _asked(self, reason: str, caller: CodeType, _arguments: Any, _named: Any) -> None:
        if reason not in self.reasons and self._asks(reason, caller) and self._is_own():
            self.reasons[reason] = None

    def _looked(self, _caller: CodeType, arguments: tuple[Any, ...], named: Mapping[str, Any]) -> None:
        path = arguments[0] if arguments else None
        if self.busy or not isinstance(path, str | bytes | os.PathLike) or named.get("dir_fd"):
            return
        place = os.path.abspath(os.fsdecode(path))  # noqa: PTH100
        if place.startswith(f"{self.root}{os.sep}"):
            self.busy = True
            try:
                if self._is_own():
                    self._read(place)
            finally:
                self.busy = False

    def _seeded(
        self, module: str, _caller: CodeType, arguments: tuple[Any, ...], named: Mapping[str, Any]
    ) -> None:
        if any(each is not None for each in (*arguments, *named.values())) and self._asker():
            self.seeded.add(module)

    def drew(self, module: str) -> None:
        """Note that one of the generators that all code shares was used."""
        if module not in self.seeded:
            self.reasons[f"it draws without a seed ({module})"] = None

    def found(self) -> dict[str, Any]:
        """Stop looking, and return all that was noted as plain data."""
        self.busy = True
        new = {name: module for name, module in sys.modules.items() if name not in self.before}
        places = {name: _file(module) for name, module in new.items()}
        project = {
            name: file for name, file in places.items() if file and file.is_relative_to(self.root / "src")
        }
        for file in filter(None, places.values()):
            if not self._is_installed(str(file)):
                self.files.setdefault(str(file), digest(file))
        tops = {name.partition(".")[0] for name in sys.modules}
        return {
            "files": {self._shown(place): content for place, content in sorted(self.files.items())},
            "folders": {self._shown(place): names for place, names in sorted(self.folders.items())},
            "beside": {self._shown(str(file)): beside(file) for file in sorted(project.values())},
            "outside": sorted({name.partition(".")[0] for name in new if name not in project} - {""}),
            "missing": sorted(name for name in self.attempts - tops if name.isidentifier()),
            "tops": sorted(tops),
            "why_not": list(self.reasons),
        }

    def _shown(self, place: str) -> str:
        path = Path(place)
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


_EVENTS: dict[str, Callable[[Inputs, str, tuple[Any, ...]], None]] = {
    "open": Inputs._opened,
    "os.listdir": Inputs._listed,
    "os.scandir": Inputs._listed,
    "import": Inputs._imported,
    "exec": Inputs._executed,
    "socket": Inputs._connected,
    "urllib.Request": Inputs._connected,
    "sqlite3.connect": Inputs._started,
    **dict.fromkeys(PROGRAMS, Inputs._started),
    **dict.fromkeys(CHANGES, Inputs._changed),
}


def _frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        yield frame
        frame = frame.f_back


def _file(module: ModuleType) -> Path | None:
    file = getattr(module, "__file__", None)
    return Path(file) if isinstance(file, str) else None
