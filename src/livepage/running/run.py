"""Runs a page: all its code once, in order, in one namespace, and evaluates its values on the way."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any, TypeVar

from matplotlib import pyplot as plt

from livepage.equations import Context, check_latex
from livepage.equations.verdicts.implements import contradictions
from livepage.model.claims import (
    Claim,
    Code,
    Derivation,
    Element,
    Embed,
    Equation,
    Exempt,
    Fault,
    Figure,
    Value,
    shown_path,
)
from livepage.model.element import attributes
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.model.template import evaluate
from livepage.model.text import normalised
from livepage.project import Settings
from livepage.reading.parse import parse
from livepage.running.embed import EmbedError, derivation, sources
from livepage.running.figure import to_svg
from livepage.running.isolation import isolated

T = TypeVar("T")


def run(page: Page, context: Context | None = None) -> Results:
    """Run the page's code, and check its equations on the graph of `context`.

    After an exception the later claims are "not run", not false.
    """
    with isolated() as namespace:
        runner = _Runner(page, namespace)
        for claim in page.claims:
            runner.resolve(claim)
        if context:  # before any code runs, which could change the functions of the graph
            runner.judge(page, context)
        for claim in page.claims:
            runner.step(claim)
        runner.leave_no_figure()
    return runner.results


def run_in_project(page: Page, settings: Settings, root: Path) -> Results:
    """Run the page on the graph that the settings of the project at `root` declare for it."""
    try:
        context = settings.context_for(page.path, root)
    except ValueError as error:
        results = run(page)
        results.graph = [Fault(page.path, 1, str(error))]
        return results
    results = run(page, context)
    results.graph = graph_faults(page, context) if context else []
    return results


def graph_faults(page: Page, context: Context) -> list[Fault]:
    """Return the functions that do not return what the graph of the page says."""
    return [
        Fault(page.path, 1, f"the graph {context.name} is contradicted: {message}")
        for message in contradictions(context).values()
    ]


class _Runner:
    def __init__(self, page: Page, namespace: dict[str, Any]) -> None:
        self.page = page
        self.namespace = namespace
        self.results = Results()
        self.code: Code | None = None  # the nearest code above
        self.stopped = False

    def resolve(self, claim: Claim) -> None:
        """Find what the claim names in `src` before any code runs: missing names are reported together."""
        try:
            if isinstance(claim, Embed):
                self.results.embedded[claim] = sources(claim.body, self.page.leave_out)
            elif isinstance(claim, Derivation):
                self._derivation(claim)
        except EmbedError as error:
            self._fault(claim, str(error), claim.line + error.row)

    def judge(self, page: Page, context: Context) -> None:
        """Check the formulas of the page and of the derivations that it embeds."""
        for claim in page.claims:
            latex = claim.latex if isinstance(claim, Equation | Exempt) else None
            if latex is not None:
                self.results.verdicts[claim] = check_latex(latex, context)
            elif claim in self.results.derived:
                self.judge(self.results.derived[claim], context)

    def step(self, claim: Claim) -> None:
        """Run the claim, unless the code above it stopped."""
        if self.stopped:
            if claim not in self.results.faults and not isinstance(claim, Derivation | Equation | Exempt):
                self.results.not_run.add(claim)
        elif isinstance(claim, Code):
            self.leave_no_figure()
            self._code(claim)
        elif isinstance(claim, Value):
            self.results.values.update(self._evaluated(claim, claim.template, evaluate))
        elif isinstance(claim, Element):
            self.results.elements.update(self._evaluated(claim, claim.arguments, attributes))
        elif isinstance(claim, Figure):
            self._figure(claim)

    def leave_no_figure(self) -> None:
        """A figure that no image has taken by the next code, or by the page's end, is one nobody sees."""
        left = len(plt.get_fignums())
        if left and self.code is not None:
            message = "no image takes the figure that this code leaves open"
            self._fault(self.code, message, expected="0 open figures", got=str(left))
        plt.close("all")

    def _fault(
        self,
        claim: Claim,
        message: str,
        line: int | None = None,
        expected: str | None = None,
        got: str | None = None,
    ) -> None:
        fault = Fault(self.page.path, line or claim.line, message, expected, got)
        self.results.faults.setdefault(claim, fault)

    def _code(self, claim: Code) -> None:
        programs = self._programs(claim)
        if programs is None:
            self.stopped = True
            return
        self.code = claim
        printed = io.StringIO()
        try:
            with redirect_stdout(printed), redirect_stderr(printed):
                for program in programs:
                    exec(program, self.namespace)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a page may also raise SystemExit, and must not end its reader
            line, place = _where(error, self.page.path)
            self._fault(claim, f"{type(error).__name__}: {error}{place}", line)
            self.stopped = True
        self.results.printed[claim] = normalised(printed.getvalue())

    def _programs(self, claim: Code) -> list[CodeType] | None:
        """Compile what the claim runs, so that a traceback names file and line; None if it has a fault."""
        texts = [(claim.body, self.page.path, claim.line + 1)]
        if isinstance(claim, Embed):
            texts = [(each.text, each.file, each.line) for each in self.results.embedded.get(claim, [])]
        try:
            return [
                compile("\n" * (line - 1) + text, str(file), "exec", dont_inherit=True)
                for text, file, line in texts
            ] or None
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self.results.not_run.add(claim)  # the parser has reported it
            return None

    def _evaluated(
        self, claim: Claim, text: str, evaluated: Callable[[str, dict[str, Any]], T]
    ) -> dict[Claim, T]:
        """Return what the text comes to among the names of the page, or nothing if it raises."""
        printed = io.StringIO()
        try:
            with redirect_stdout(printed), redirect_stderr(printed):
                return {claim: evaluated(text, self.namespace)}
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            self._fault(claim, f"{text} raises {type(error).__name__}: {error}")
            return {}

    def _figure(self, claim: Figure) -> None:
        figures = plt.get_fignums()
        if len(figures) == 1:
            try:
                self.results.figures[claim] = to_svg(plt.figure(figures[0]), claim.name)
            except Exception as error:
                self._fault(claim, f"this figure cannot be saved: {type(error).__name__}: {error}")
        else:
            where = f"the code at line {self.code.line}" if self.code else "no code above"
            message = "an image takes the one figure that the code above leaves open"
            self._fault(claim, message, expected="1 open figure", got=f"{len(figures)} ({where})")
        plt.close("all")

    def _derivation(self, claim: Derivation) -> None:
        excerpt = derivation(claim.target)
        page = parse(excerpt.text, excerpt.file, self.page.exempt, excerpt.line)
        self.results.derived[claim] = page
        faults = [f"{shown_path(fault.path)}:{fault.line}: {fault.message}" for fault in page.faults]
        faults += [
            f"{shown_path(page.path)}:{other.line}: a derivation holds prose and equations, not {other.kind}"
            for other in page.claims
            if not isinstance(other, Equation | Exempt)
        ]
        if faults:
            self._fault(claim, "\n".join([f"the derivation of {claim.target} has faults", *faults]))


def _where(error: BaseException, page: Path) -> tuple[int | None, str]:
    """Return the page's line that an exception passed, and the place outside the page where it arose."""
    line: int | None = None
    last: tuple[str, int] | None = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name == str(page):
            line, last = trace.tb_lineno, None
        elif not name.startswith("<") and name != __file__:
            last = (name, trace.tb_lineno)
        trace = trace.tb_next
    return line, f" (raised at {shown_path(Path(last[0]))}:{last[1]})" if last else ""
