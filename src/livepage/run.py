"""Runs a page: all its code once, in order, in one namespace, and evaluates its values on the way."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt

from livepage.claims import Claim, Code, Derivation, Embed, Fault, Figure, Value, shown_path
from livepage.embed import EmbedError, Source, derivation, sources
from livepage.figure import to_svg
from livepage.page import Page, parse


@dataclass
class Results:
    """What a page's claims came to when it ran; a claim in `faults` could not be run, or broke a rule."""

    printed: dict[Claim, str] = field(default_factory=dict)
    values: dict[Claim, str] = field(default_factory=dict)
    figures: dict[Figure, str] = field(default_factory=dict)
    embedded: dict[Claim, list[Source]] = field(default_factory=dict)
    derived: dict[Claim, Page] = field(default_factory=dict)
    faults: dict[Claim, Fault] = field(default_factory=dict)
    not_run: set[Claim] = field(default_factory=set)


def run(page: Page) -> Results:
    """Run the page's code. After an exception the later claims are "not run", not false."""
    runner = _Runner(page)
    with _isolated():
        for claim in page.claims:
            if runner.stopped:
                runner.results.not_run.add(claim)
            else:
                runner.step(claim)
        runner.leave_no_figure()
    return runner.results


@contextmanager
def _isolated() -> Iterator[None]:
    """Let warnings be errors, and leave no setting of NumPy or Matplotlib behind."""
    backend = mpl.get_backend()
    state = np.random.get_state()  # noqa: NPY002 (a page may use the generator; nobody else shall notice)
    plt.close("all")
    try:
        with warnings.catch_warnings(), np.errstate(), mpl.rc_context():
            mpl.use("Agg")
            warnings.simplefilter("error")
            yield
    finally:
        plt.close("all")
        mpl.use(backend)
        np.random.set_state(state)  # noqa: NPY002


class _Runner:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.results = Results()
        self.namespace: dict[str, Any] = {"__name__": "__main__"}
        self.code: Code | None = None  # the nearest code above
        self.stopped = False

    def step(self, claim: Claim) -> None:
        if isinstance(claim, Code):
            self.leave_no_figure()
            self._code(claim)
        elif isinstance(claim, Value):
            self._value(claim)
        elif isinstance(claim, Figure):
            self._figure(claim)
        elif isinstance(claim, Derivation):
            self._derivation(claim)

    def _fault(self, claim: Claim, message: str, line: int | None = None, **values: str) -> None:
        self.results.faults.setdefault(claim, Fault(self.page.path, line or claim.line, message, **values))

    def _code(self, claim: Code) -> None:
        self.code = claim
        printed = io.StringIO()
        try:
            with redirect_stdout(printed):
                for text, file, line in self._programs(claim):
                    program = compile("\n" * (line - 1) + text, str(file), "exec", dont_inherit=True)
                    exec(program, self.namespace)
        except (Exception, SystemExit) as error:
            at, place = _where(error, self.page.path)
            self._fault(claim, f"{type(error).__name__}: {error}{place}", at)
            self.stopped = True
        self.results.printed[claim] = printed.getvalue()

    def _programs(self, claim: Code) -> list[tuple[str, Path, int]]:
        """Return the texts to run, each with the file and line that a traceback shall name."""
        if not isinstance(claim, Embed):
            return [(claim.body, self.page.path, claim.line + 1)]
        embedded = self.results.embedded[claim] = sources(claim.body)
        return [(source.text, source.file, source.line) for source in embedded]

    def _value(self, claim: Value) -> None:
        try:
            self.results.values[claim] = str(eval(f"f'''{claim.template}'''", self.namespace))
        except Exception as error:
            self._fault(claim, f"{claim.template} raises {type(error).__name__}: {error}")

    def _figure(self, claim: Figure) -> None:
        figures = plt.get_fignums()
        if len(figures) != 1:
            where = f"the code at line {self.code.line}" if self.code else "no code above"
            self._fault(
                claim,
                "an image takes the one figure that the code above leaves open",
                expected="1 open figure",
                got=f"{len(figures)} ({where})",
            )
            return
        try:
            self.results.figures[claim] = to_svg(plt.figure(figures[0]), claim.name)
        except Exception as error:
            self._fault(claim, f"this figure cannot be saved: {type(error).__name__}: {error}")
        plt.close("all")

    def _derivation(self, claim: Derivation) -> None:
        try:
            excerpt = derivation(claim.target)
        except EmbedError as error:
            self._fault(claim, str(error))
            return
        page = parse(excerpt.text, excerpt.file, self.page.exempt, excerpt.line)
        self.results.derived[claim] = page
        if page.faults:
            first = page.faults[0]
            self._fault(
                claim,
                f"the derivation of {claim.target}, {shown_path(first.path)}:{first.line}: {first.message}",
            )

    def leave_no_figure(self) -> None:
        """A figure that no image has taken by the next code, or by the page's end, is one nobody sees."""
        if plt.get_fignums() and self.code is not None:
            self._fault(
                self.code,
                "no image takes the figure that this code leaves open",
                expected="0 open figures",
                got=str(len(plt.get_fignums())),
            )
        plt.close("all")


def _where(error: BaseException, page: Path) -> tuple[int | None, str]:
    """Return the page's line that an exception passed, and the place outside the page where it arose."""
    line: int | None = None
    last: tuple[str, int] | None = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name == str(page):
            line, last = trace.tb_lineno, None
        elif not name.startswith("<") and Path(name).resolve() != Path(__file__).resolve():
            last = (name, trace.tb_lineno)
        trace = trace.tb_next
    return line, f" (raised at {shown_path(Path(last[0]))}:{last[1]})" if last else ""
