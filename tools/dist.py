"""`python -m tools.dist SOURCES FOLDER`: the distributions of the sources, the same bytes on each machine.

Times are `SOURCE_DATE_EPOCH`, which `make dist` takes from the last commit; modes and owners are set.
"""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path

WHEEL = "import sys, setuptools.build_meta as backend; print(backend.build_wheel(sys.argv[1]))"
SOURCE = "import sys, setuptools.build_meta as backend; print(backend.build_sdist(sys.argv[1]))"


def distributions(sources: Path, folder: Path, epoch: int) -> None:
    """Build wheel and source of the project at `sources`, and the wheels of those in its `packaging`."""
    for path in sources.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    for project in (sources, *sorted(file.parent for file in sources.glob("packaging/*/pyproject.toml"))):
        built(WHEEL, project, folder, epoch)
    fixed(built(SOURCE, sources, folder, epoch), epoch)


def built(backend: str, project: Path, folder: Path, epoch: int) -> Path:
    """Return what the project's backend builds into the folder."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", backend, str(folder.resolve())]
    done = subprocess.run(
        command,
        cwd=project,
        env=environment,
        umask=0o022,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return folder / done.stdout.split()[-1]


def fixed(archive: Path, epoch: int) -> None:
    """Write a source distribution anew: sorted, nobody's, of one time."""
    buffer = io.BytesIO()
    with (
        tarfile.open(archive) as old,
        tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in sorted(old.getmembers(), key=lambda member: member.name):
            content = old.extractfile(member) if member.isfile() else None
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            member.mtime, member.pax_headers = epoch, {}
            member.mode = 0o755 if member.isdir() else 0o644
            new.addfile(member, content)
    archive.write_bytes(gzip.compress(buffer.getvalue(), mtime=epoch))


if __name__ == "__main__":
    distributions(Path(sys.argv[1]), Path(sys.argv[2]), int(os.environ["SOURCE_DATE_EPOCH"]))
