"""The one door: a project's pages and labs are read, run and checked by its settings.

MkDocs, pytest, the command line, the labs and the mutation run all come through here, so that they agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from livepage.checking.check_page import check
from livepage.model.claims import Code, Fault, Figure
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.reading.as_built import check_as_built
from livepage.reading.blocks import Block
from livepage.reading.draft import Draft
from livepage.reading.parse import parse, read_page
from livepage.running.declared_graphs import graph_context
from livepage.running.pool import Done, EndedError, Job, Pool, shared
from livepage.running.record import judged_text, restored, run_claims, run_text
from livepage.running.store import NOTHING, Store
from livepage.settings import Settings
from livepage.writing.figure import colours, of_maps

if TYPE_CHECKING:
    from livepage.equations.chapter.context import Context

RUN, JUDGE = "livepage.running.jobs:page_run", "livepage.running.jobs:page_judged"


class Project:
    """A project with its `pyproject.toml` at `root`; its files are read, run and checked by its settings."""

    def __init__(self, root: Path, settings: Settings | None = None, pool: Pool = shared) -> None:
        """Load the settings, unless they are given.

        Raises:
            ValueError: if the settings cannot be used.
        """
        self.root = root.absolute()
        self.settings = settings or Settings.load(root)
        self.pool, self.store = pool, Store(self.root)
        self.jobs = Counter[str]()  # how many were begun and done by workers, and how many kept
        self.run_each_time: dict[str, list[str]] = {}  # the files whose results cannot be kept, and why

    def read(self, path: Path, text: str | None = None, first_line: int = 1) -> Page:
        """Read the page at `path`, or a text that stands there from `first_line` on.

        Raises:
            OSError: if there is no such file.
        """
        settings = self.settings
        if text is None:
            return read_page(path.absolute(), settings.exempt, settings.leave_out, self._vet)
        return parse(text, path.absolute(), settings.exempt, first_line, settings.leave_out, self._vet)

    def _vet(self, draft: Draft, found: Sequence[Block]) -> None:
        """Compare a text with what the site shows of it, unless that was done, and found no fault."""
        given = [draft.text.text, draft.text.first_line, list(draft.exempt.items()), len(draft.faults)]
        key = self.store.key_here("read", given)
        if self.store.peek(key) is not True:
            check_as_built(draft, found)
            if not draft.faults:
                self.store.keep(key, NOTHING, True)

    def place(self, path: Path) -> str:
        """Return a file's path from the root, if it lies below."""
        path = path.absolute()
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()

    def context_for(self, path: Path) -> Context | None:
        """Return the graph that is declared for the file at `path`, if there is one.

        Raises:
            ValueError: if the graph's module cannot be imported, or contradicts itself.
        """
        name = self.settings.graph_of(self.place(path))
        return graph_context(name, self.place(path)) if name else None

    def run(self, page: Page) -> Results:
        """Run the page in a process of its own, and check its equations in another."""
        return self.start(page).result()

    def start(self, page: Page) -> Running:
        """Let the page run while whoever asks does other things."""
        graph = self.settings.graph_of(self.place(page.path)) or page.graphs
        judged = self.submit(JUDGE, [page]) if graph else None
        runs = self.submit(RUN, [page]) if run_claims(page) else None
        return Running(self, page, runs, judged)

    def judge(self, pages: list[Page]) -> list[Running]:
        """Let the equations of texts of one file be checked, and run nothing."""
        graph = self.settings.graph_of(self.place(pages[0].path)) if pages else None
        is_judged = graph or any(page.graphs for page in pages)
        found = self.submit(JUDGE, pages) if is_judged else None
        return [Running(self, page, None, found, n) for n, page in enumerate(pages)]

    def check(self, page: Page, results: Results | None = None) -> list[Fault]:
        """Return what is wrong with the page, which is run if it was not."""
        return check(page, self.run(page) if results is None else results)

    def submit(
        self,
        job: str,
        pages: list[Page],
        *,
        kept: bool = True,
        runs: int = 1,
        later: bool = False,
        **given: Any,
    ) -> Future[Done]:
        """Have a function of this package, `module:name`, done on texts of one file by a worker.

        If its answer is `kept`, and nothing has changed that it depends on, nothing is done. It may
        take as long as so many `runs` of a page. It can wait for all that is not `later`.
        """
        place = self.place(pages[0].path) if pages else ""
        graph = self.settings.graph_of(place) if pages else None
        reduced = {RUN: run_text, JUDGE: judged_text}.get(job, self._data)
        depends = [place, graph, given, [reduced(page) for page in pages]]
        key = self.store.key(job, depends)
        answer = self.store.get(key) if kept else None
        if answer is not None:
            self.jobs["kept"] += 1
            future: Future[Done] = Future()
            future.set_result(Done(answer, None))
            return future
        data = {"root": str(self.root), "pages": [self._data(page) for page in pages], "graph": graph}
        self.jobs["begun"] += 1
        asked = Job(job, self.root, data | given, runs * self.settings.longest, later)
        running = self.pool.submit(asked, lambda done: self._keep(place, key, done))
        running.add_done_callback(lambda _: self.jobs.update(["done"]))
        return running

    def _keep(self, place: str, key: str, done: Done) -> None:
        """Keep what a job without faults came to."""
        if _faultless(done.answer):
            self.keep(self.root / place, key, done.inputs, done.answer)

    def keep(self, path: Path, key: str, inputs: dict[str, Any], answer: Any) -> None:
        """Keep an answer, or note why that cannot be done."""
        self.store.put(key, inputs, answer)
        if inputs["why_not"]:
            self.run_each_time.setdefault(self.place(path), []).extend(inputs["why_not"])

    def _data(self, page: Page) -> dict[str, Any]:
        return {
            "path": self.place(page.path),
            "text": page.text,
            "first_line": page.first_line,
            "exempt": dict(page.exempt),
            "leave_out": list(page.leave_out),
        }


@dataclass(frozen=True)
class Running:
    """A page that runs, or has run; of several texts that were judged together, it is the one at `number`."""

    project: Project
    page: Page
    run: Future[Done] | None
    judged: Future[Done] | None
    number: int = 0

    def answers(self) -> list[Any]:
        """Wait, and return what was answered, as plain data; the same answers give the same results."""
        return [_answer(future) for future in (self.run, self.judged) if future]

    def result(self) -> Results:
        """Wait, and return what its claims came to."""
        results = Results()
        if self.run:
            try:
                results = self._restored(RUN, self.run)
            except EndedError as error:
                results = _ended(self.page, self.project.place(self.page.path), error)
        for claim, svg in results.figures.items() if self.project.settings.dark else ():
            if fault := self._colours(claim, svg, results.drawn.get(claim, {})):
                results.faults.setdefault(claim, fault)
        if self.judged:
            try:
                found = self._restored(JUDGE, self.judged)
                results.verdicts, results.graph = found.verdicts, found.graph
            except EndedError as error:
                message = f"the graph of this page cannot be used: {error.why}"
                results.graph = [Fault(self.page.path, 1, message)]
        return results

    def _colours(self, claim: Figure, svg: str, drawn: Mapping[str, list[str]]) -> Fault | None:
        """Report what a figure draws in colours that stay as they are on a dark page."""
        settings = self.project.settings
        strays = {colour for colour in colours(svg) if colour != "none" and not colour.startswith("url(")}
        strays -= set(settings.dark)
        try:
            strays -= of_maps(tuple(settings.maps)) if strays else set()
        except ValueError as error:
            return Fault(self.page.path, claim.line, f"pyproject.toml: [tool.livepage]: maps: {error}")
        if not strays:
            return None
        message = "this figure draws in colours that have no partner in the dark scheme"
        expected = f"the colours of [tool.livepage.dark]: {', '.join(settings.dark)}; or a map of `maps`"
        named = [f"{each} ({', '.join(drawn[each])})" if each in drawn else each for each in sorted(strays)]
        return Fault(self.page.path, claim.line, message, expected, ", ".join(named[:9]))

    def _restored(self, job: str, future: Future[Done]) -> Results:
        """Return what was done; what was kept and makes no sense is done again."""
        try:
            return self._of(job, future.result())
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            if future.result().inputs is not None:
                raise
            pages = [self.page] * (self.number + 1)
            return self._of(job, self.project.submit(job, pages, kept=False).result())

    def _of(self, job: str, done: Done) -> Results:
        answer = done.answer[self.number] if job == JUDGE else done.answer
        return restored(self.page, answer, self.project.root)


def _answer(future: Future[Done]) -> Any:
    try:
        return future.result().answer
    except EndedError as error:
        return [error.why, error.frames]


def _faultless(answer: Any) -> bool:
    """Say whether an answer has no fault in it; of a fault nobody wants to hear from the store."""
    if isinstance(answer, list):
        return all(_faultless(part) for part in answer)
    return not any(answer.get(name) for name in ("faults", "not_run", "graph"))


def _ended(page: Page, place: str, error: EndedError) -> Results:
    """Return the results of a page that ended its process: nothing but where it did."""
    shown = place.encode("ascii", "backslashreplace").decode()
    line = next((line for file, line in error.frames if file == shown), None)
    code = [
        claim for claim in run_claims(page) if isinstance(claim, Code) and (line is None or claim.line < line)
    ]
    claim = code[-1 if line else 0] if code else run_claims(page)[0]
    results = Results(faults={claim: Fault(page.path, line or claim.line, error.why)})
    results.not_run = {other for other in run_claims(page) if other is not claim}
    return results
