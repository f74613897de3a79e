"""The one door: a project's settings, and its pages and labs read, run and checked by them.

MkDocs, pytest, the command line, the labs and the mutation run all come through here, so that they agree.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from math import inf
from pathlib import Path
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from livepage.checking.check_page import check
from livepage.model.claims import Code, Fault, Figure
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.reading.parse import parse, read_page
from livepage.running.declared_graphs import graph_context
from livepage.running.pool import Done, EndedError, Job, Pool, shared
from livepage.running.record import judged_text, restored, run_claims, run_text
from livepage.running.store import Store
from livepage.writing.figure import colours, of_maps

if TYPE_CHECKING:
    from livepage.equations.chapter.context import Context

RUN, JUDGE = "livepage.running.jobs:page_run", "livepage.running.jobs:page_judged"
COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Settings:
    """`exempt`: pattern of numbers that are no claims → reason; `dark`: light colour → dark colour.

    `graphs`: files, by their path from the project's root in which `*` stands for anything → the module of
    the graph on which their equations are checked; `explained_in`: the page in `docs` that says how;
    `leave_out`: names of decorators, such as checks of arguments, that an embed neither runs nor shows, and
    the word `annotations` for the types of parameters and results;
    `lab_extras`: the extras of the project that the notebooks of its labs install;
    `take_along`: pages in `docs`, as a pattern, that are notebooks and scripts too;
    `longest`: seconds that a page, or a cell of a lab, may take; `maps`: colour maps whose colours are the
    same in both schemes, of Matplotlib by name or as the colours that they lead through: `#aaaaaa #bbbbbb`.
    """

    exempt: dict[str, str] = field(default_factory=dict)
    dark: dict[str, str] = field(default_factory=dict)
    graphs: dict[str, str] = field(default_factory=dict)
    explained_in: str = ""
    leave_out: list[str] = field(default_factory=list)
    lab_extras: list[str] = field(default_factory=list)
    take_along: str = ""
    longest: float = 60.0
    maps: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, root: Path) -> Settings:
        """Read the settings of the project at `root`.

        Raises:
            ValueError: if there is an unknown key, or an exemption or a colour that cannot be used; or if a
                package of the project's `src` would be imported from another place.
        """
        file = root / "pyproject.toml"
        try:
            tables = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        except ValueError as error:
            raise ValueError(f"pyproject.toml cannot be read: {error}") from error
        tool = tables.get("tool", {})
        table = tool.get("livepage", {}) if isinstance(tool, dict) else {}
        problems = list(_mistyped(table, cls()))
        if not problems:
            settings = cls(**table)
            described = tables.get("project", {})
            extras = described.get("optional-dependencies", {}) if isinstance(described, dict) else {}
            problems = [
                f"lab_extras: no extra {name!r}" for name in settings.lab_extras if name not in extras
            ]
            if settings.explained_in and not (root / "docs" / settings.explained_in).is_file():
                problems.append(f"explained_in: there is no docs/{settings.explained_in}")
            problems += settings._problems()
        if problems:
            raise ValueError("pyproject.toml: [tool.livepage]: " + "; ".join(problems))
        if elsewhere := list(_imported_from_elsewhere(root / "src")):
            raise ValueError("\n".join(elsewhere))
        return settings

    def explained_from(self, uri: str) -> str:
        """Return the address of the page that says how equations are checked, seen from the page at `uri`."""
        return quote(relpath(self.explained_in, dirname(uri) or ".")) if self.explained_in else ""

    def graph_of(self, place: str) -> str | None:
        """Return the module of the graph that is declared for a file, by its path from the root, if any."""
        return next((name for pattern, name in self.graphs.items() if fnmatchcase(place, pattern)), None)

    def _problems(self) -> Iterator[str]:
        for pattern, reason in self.exempt.items():
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"the exempt pattern {pattern!r}: {error}"
            if not reason.strip():
                yield f"the exempt pattern {pattern!r} has no reason"
        for colour in (*self.dark, *self.dark.values()):
            if not COLOUR.fullmatch(colour):
                yield f"{colour!r} is no colour such as #1f2328"
        for name in self.leave_out:
            if not name.isidentifier():
                yield f"{name!r} is no name of a decorator"
        if not 0 < self.longest < inf:
            yield f"longest is {self.longest:g} seconds, not a time in which a page can run"
        for pattern, name in self.graphs.items():
            if not all(part.isidentifier() for part in name.split(".")):
                yield f"the graph {name!r} of {pattern} is no name of a module"


def _imported_from_elsewhere(src: Path) -> Iterator[str]:
    """Yield a line for each package of `src` that an import takes from another checkout or installation."""
    for file in sorted(src.glob("*/__init__.py")):
        name = file.parent.name
        module = sys.modules.get(name)
        spec = None if module else importlib.util.find_spec(name)
        found = getattr(module, "__file__", None) or (spec and spec.origin)
        if found and not Path(found).samefile(file):
            yield f"{name} is imported from {found}, not from {file}: set PYTHONPATH={src.resolve()}"


def _mistyped(table: Any, model: Settings) -> Iterator[str]:
    """Yield what is unknown in the table, and what has another type than in the model."""
    if not isinstance(table, dict):
        yield f"a table, not {table!r}"
        return
    known = asdict(model)
    if unknown := sorted(set(table) - set(known)):
        yield f"unknown keys {unknown}"
    for name in sorted(set(table) & set(known)):
        parts = table[name].values() if isinstance(table[name], dict) else table[name]
        kind = (int, float) if isinstance(known[name], float) else type(known[name])
        words = isinstance(parts, list | str) or hasattr(parts, "__iter__")
        if not isinstance(table[name], kind) or isinstance(table[name], bool):
            yield f"{name} is {table[name]!r}, not a {_SAID[type(known[name])]}"
        elif words and not all(isinstance(part, str) for part in parts):
            yield f"{name} holds text alone, not {table[name]!r}"


_SAID = {dict: "table", list: "list", str: "text", float: "number"}


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
            return read_page(path.absolute(), settings.exempt, settings.leave_out)
        return parse(text, path.absolute(), settings.exempt, first_line, settings.leave_out)

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

    def judge(self, pages: list[Page]) -> list[Results]:
        """Check the equations of texts of one file, and run nothing."""
        graph = self.settings.graph_of(self.place(pages[0].path)) if pages else None
        if not graph and not any(page.graphs for page in pages):
            return [Results() for _ in pages]
        found = self.submit(JUDGE, pages)
        return [Running(self, page, None, found, n).result() for n, page in enumerate(pages)]

    def check(self, page: Page, results: Results | None = None) -> list[Fault]:
        """Return what is wrong with the page, which is run if it was not."""
        return check(page, self.run(page) if results is None else results)

    def submit(
        self, job: str, pages: list[Page], *, kept: bool = True, runs: int = 1, **given: Any
    ) -> Future[Done]:
        """Have a function of this package, `module:name`, done on texts of one file by a worker.

        If its answer is `kept`, and nothing has changed that it depends on, nothing is done. It may
        take as long as so many `runs` of a page.
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
        asked = Job(job, self.root, data | given, runs * self.settings.longest)
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
            if fault := self._colours(claim, svg):
                results.faults.setdefault(claim, fault)
        if self.judged:
            try:
                found = self._restored(JUDGE, self.judged)
                results.verdicts, results.graph = found.verdicts, found.graph
            except EndedError as error:
                message = f"the graph of this page cannot be used: {error.why}"
                results.graph = [Fault(self.page.path, 1, message)]
        return results

    def _colours(self, claim: Figure, svg: str) -> Fault | None:
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
        return Fault(self.page.path, claim.line, message, expected, ", ".join(sorted(strays)[:9]))

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
