"""A line that says how far the pages are."""

from __future__ import annotations

import sys

from livepage.project import Project


class Progress:
    """Counts pages: on a terminal in one line that changes, elsewhere in one line at the end."""

    def __init__(self, project: Project, pages: int) -> None:
        """Begin with no page done."""
        self.project, self.pages, self.done = project, pages, 0

    def one_more(self) -> None:
        """Count a page that is done."""
        self.done += 1
        last = self.done == self.pages
        if sys.stderr.isatty():
            print(f"\r{self}", end="\n" if last else "", file=sys.stderr, flush=True)
        elif last:
            print(self, file=sys.stderr)

    def __str__(self) -> str:
        """Say for example `3 of 8 pages done, 2 jobs running, 4 from the store`."""
        jobs = self.project.jobs
        running = jobs["begun"] - jobs["done"]
        return (
            f"{self.done} of {self.pages} pages done, {running} jobs running, {jobs['kept']} from the store"
        )
