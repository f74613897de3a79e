"""Runs a page: all its code once, in order, in one namespace, and evaluates its values on the way."""

from __future__ import annotations
import __future__

import traceback
from collections.abc import Callable
from functools import reduce
from operator import or_
from pathlib import Path
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from livepage.model.claims import (
    Autodoc,
    Claim,
    Code,
    Derivation,
    Element,
    Embed,
    Equation,
    Exempt,
    Fault,
    Figure,
    Output,
    Table,
    Value,
)
from livepage.model.element import attributes
from livepage.model.kinds import entry
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.model.table import grid
from livepage.model.template import field_text
from livepage.running.declared_graphs import Graphs
from livepage.running.isolation import Script, isolated
from livepage.running.judge import add_verdicts, resolved
from livepage.running.libraries import close_figures, open_figures
from livepage.running.raised import described, line_of_trace, missing_name, raise_if_asked, where_raised
from livepage.running.twice import ChangesError, evaluated

if TYPE_CHECKING:
    from livepage.equations.chapter.context import Context

T = TypeVar("T")
_UNRUN = (Derivation, Autodoc, Equation, Exempt)  # what does not depend on the code above
Draw = Callable[[Any, str], str]
FUTURE = reduce(or_, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names))


def run(page: Page, context: Context | None = None, draw: Draw | None = None) -> Results:
    """Run the page's code, and check its equations on the graph of `context`.

    After an exception the later claims are "not run", not false. `draw` makes SVG of a figure, by its name.
    """
    runner: _Runner | None = None
    try:
        with isolated(page.path) as script:
            runner = _Runner(page, script, draw)
            if context:  # before any code runs, which could change the functions of the graph
                add_verdicts(runner.results, page, Graphs(context))
            for claim in page.claims:
                runner.step(claim)
            runner.end()
    except Exception as error:
        if runner is None or runner.code is None:
            raise
        runner.broken(runner.code, error)
    return runner.results


class _Runner:
    def __init__(self, page: Page, script: Script, draw: Draw | None = None) -> None:
        self.page = page
        self.script = script
        self.draw = draw
        self.results = resolved(page)  # before any code runs: missing names are reported together
        script.take_printed()
        self.code: Code | None = None  # the nearest code above
        self.flags = 0  # the future that the page has imported, which holds for the rest of it
        self.stopped = False

    def step(self, claim: Claim) -> None:
        """Run the claim, unless the code above it stopped."""
        if self.stopped:
            if claim not in self.results.faults and not isinstance(claim, _UNRUN):
                self.results.not_run.add(claim)
        else:
            entry(RUN, claim)(self, claim)

    def value(self, claim: Value) -> None:
        """Evaluate the field that a number or word is tied to."""
        self.results.values.update(self._evaluated(claim, claim.template, field_text))

    def element(self, claim: Element) -> None:
        """Evaluate what a custom element is given."""
        self.results.elements.update(self._evaluated(claim, claim.arguments, attributes))

    def table(self, claim: Table) -> None:
        """Evaluate the cells of a table."""
        self.results.tables.update(self._evaluated(claim, claim.arguments, grid))

    def leave_no_figure(self) -> None:
        """A figure that no image has taken by the next code, or by the page's end, is one nobody sees."""
        left = len(open_figures())
        if left and self.code is not None:
            message = "no image takes the figure that this code leaves open"
            self._fault(self.code, message, expected="0 open figures", got=str(left))
        close_figures()

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

    def end(self) -> None:
        """Report what only shows when the page lets go of what it made."""
        self.leave_no_figure()
        printed = self.script.end().strip()
        self._report_unseen()
        if printed and self.code is not None:
            message = "when the page has run, its threads, finalizers or exit functions still print"
            self._fault(self.code, message, None, "a text fence below the code that waits for them", printed)

    def broken(self, code: Code, error: Exception) -> None:
        """Report that what runs the page fails, after the last code that ran."""
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = (
            "this code, or code above it, takes away what runs the page: "
            f"{described(error)} at {Path(where.filename).name}:{where.lineno}: {where.line}"
        )
        expected = "functions and modules as they were, or put back at the end of the block"
        self._fault(code, message, line_of_trace(error.__traceback__, self.page.path), expected)
        left = (claim for claim in self.page.claims if not isinstance(claim, Equation | Exempt))
        self.results.not_run |= {claim for claim in left if claim not in self.results.faults}

    def run_code(self, claim: Code) -> None:
        """Run a block, and keep what it prints."""
        self.leave_no_figure()
        programs = self._programs(claim)
        if programs is None:
            self.stopped = True
            return
        self.code = claim
        try:
            for program in programs:
                exec(program, self.script.namespace)
        except BaseException as error:  # a page may also raise SystemExit, and must not end its reader
            raise_if_asked(error)
            line, place = where_raised(error, self.page.path)
            self._fault(claim, described(error) + place + missing_name(error, claim), line)
            self.stopped = True
        self._report_unseen()
        self.results.printed[claim] = self.script.take_printed().replace("\r\n", "\n")
        names = sorted(name for name, value in self.script.namespace.items() if _changeable(value))
        self.results.changeable[claim] = names

    def _report_unseen(self) -> None:
        for line, what in self.script.unseen:
            above = [code for code in self.page.claims if isinstance(code, Code) and code.line < line]
            if above:
                self._fault(above[-1], what, line)
        self.script.unseen.clear()

    def _programs(self, claim: Code) -> list[CodeType] | None:
        """Compile what the claim runs, so that a traceback names file and line; None if it has a fault."""
        try:
            if not isinstance(claim, Embed):
                program = _compiled(claim.body, self.page.path, claim.line + 1, self.flags)
                self.flags |= program.co_flags & FUTURE
                return [program]
            found = self.results.embedded.get(claim, [])
            return [_compiled(each.text, each.file, each.line) for each in found] or None
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self.results.not_run.add(claim)  # the parser has reported it
            return None

    def _evaluated(
        self, claim: Claim, text: str, evaluate: Callable[[str, dict[str, Any]], T]
    ) -> dict[Claim, T]:
        """Return what the text comes to among the names of the page, or nothing if that is a fault."""
        try:
            return {claim: evaluated(text, self.script.namespace, evaluate)}
        except ChangesError as error:
            self._fault(claim, str(error), None, error.before, error.after)
        except BaseException as error:
            raise_if_asked(error)
            self._fault(claim, f"{text} raises {described(error)}")
        finally:
            self.script.take_printed()
        return {}

    def take_figure(self, claim: Figure) -> None:
        """Take the one figure that is open."""
        figures = open_figures()
        if len(figures) == 1:
            from livepage.running.artists import drawn_with  # with Matplotlib, which not everyone has
            from livepage.running.draw import to_svg

            try:
                self.results.figures[claim] = (self.draw or to_svg)(figures[0], claim.name)
                self.results.drawn[claim] = drawn_with(figures[0])
            except Exception as error:
                self._fault(claim, f"this figure cannot be saved: {described(error)}")
        else:
            where = f"the code at line {self.code.line}" if self.code else "no code above"
            message = "an image takes the one figure that the code above leaves open"
            self._fault(claim, message, expected="1 open figure", got=f"{len(figures)} ({where})")
        close_figures()


def _nothing(_runner: _Runner, _claim: Claim) -> None:
    """Leave the claim to others: outputs to `check`, formulas and derivations to `judge`."""


RUN: dict[type[Claim], Callable[[_Runner, Any], None]] = {
    Code: _Runner.run_code,
    Embed: _Runner.run_code,
    Derivation: _nothing,
    Autodoc: _nothing,
    Output: _nothing,
    Value: _Runner.value,
    Figure: _Runner.take_figure,
    Element: _Runner.element,
    Table: _Runner.table,
    Equation: _nothing,
    Exempt: _nothing,
}
"""What is done when the run of the page comes to a claim of each kind."""


def _compiled(text: str, file: Path, line: int, flags: int = 0) -> CodeType:
    code: CodeType = compile("\n" * (line - 1) + text, str(file), "exec", flags, dont_inherit=True)
    return code


def _changeable(value: Any) -> bool:
    """Say whether a function that is given the value may change it: a collection, or an object of a class.

    Arrays are left out: the functions of a page return new ones.
    """
    if isinstance(value, list | dict | set):
        return True
    plain = isinstance(value, type | ModuleType | FunctionType | BuiltinFunctionType)
    return not plain and hasattr(value, "__dict__") and type(value).__module__ != "__future__"
