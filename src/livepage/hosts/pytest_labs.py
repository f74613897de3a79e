"""A lab is one test: its solution runs, and each claim of its text holds. `pytest_sybil` collects it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from livepage.labs.build import LabBuild
from livepage.labs.source import read_file
from livepage.model.claims import Fault, FaultsError
from livepage.project import Project


class LabFile(pytest.File):
    """A Python file below `docs`, which is a lab."""

    root: Path

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the one test."""
        test: LabTest = LabTest.from_parent(self, name="lab")
        test.root = self.root
        yield test


class LabTest(pytest.Item):
    """The run of a lab, as the site's build runs it; it is not run again where nothing has changed."""

    root: Path

    def runtest(self) -> None:
        """Run the lab.

        Raises:
            FaultsError: with all that does not hold.
        """
        if faults := lab_faults(self.path, Project(self.root)):
            raise FaultsError(faults)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: None = None) -> str:  # type: ignore[override]
        """Tell faults without a traceback."""
        found = excinfo.value
        return str(found) if isinstance(found, FaultsError) else str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Name the test by its lab."""
        return self.path, 0, f"lab {self.path.stem}"


def lab_faults(path: Path, project: Project) -> list[Fault]:
    """Return what is wrong with a lab, which is run if the store has no results of it."""
    with project.store.folder("lab") as folder:
        lab = LabBuild(read_file(path), project)
        try:
            lab.start(Path(folder))
            lab.finish("", "", "")
        finally:
            lab.stop()
    return sorted(lab.faults, key=lambda fault: fault.line)
