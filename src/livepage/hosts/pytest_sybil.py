"""The pytest end: each claim of a page, and each example and formula of a docstring, is a test."""

from __future__ import annotations

import doctest
import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from unittest import SkipTest

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser
from sybil.sybil import SybilCollection
from sybil.typing import Parser

from livepage.checking.check_equations import fault_of
from livepage.checking.check_page import check_claim
from livepage.hosts.kept_out import kept_out, lost_page
from livepage.model.claims import Claim, Equation, Exempt, Fault, FaultCode
from livepage.model.page import ENDINGS, NOTEBOOK, Page
from livepage.model.results import Results
from livepage.model.text import Text, normalised
from livepage.project import Project
from livepage.typeset import to_mathml

OF_FORMULAS = {FaultCode.UNCLOSED_DISPLAY, FaultCode.EXEMPTION}
MAY_HOLD_FORMULAS = re.compile(r"[$\\]|<!--")  # most docstrings hold none, and are not read as pages
DOCTEST = re.compile(r"^[ \t]*>>> .*\n(?:[ \t]*\S.*\n)*", re.MULTILINE)


class PageDocument(Document):
    """A page's text, also where it is not in UTF-8, which is a fault of the page and no error of pytest."""

    @classmethod
    def parse(cls, path: str, *parsers: Parser, encoding: str = "utf-8") -> Document:
        """Read the page as its claims count it, and find them."""
        document = cls(normalised(Path(path).read_bytes().decode(encoding, "replace")), path)
        for parser in parsers:
            for region in parser(document):
                document.add(region)
        return document


class ClaimSybil(Sybil):
    """Names each test by the kind of its claim, so that `-k output` selects the outputs."""

    def identify(self, example: Example) -> str:
        """Return for example `output, line 12`."""
        parsed = example.parsed
        kind = parsed.kind if isinstance(parsed, Claim) else type(parsed).__name__.lower()
        start = (
            example.region.start
        )  # Sybil counts the columns of a line's second example from the file's top
        column = start - example.document.text.rfind("\n", 0, start)
        return f"{kind}, line {example.line}, column {column}"


class LeftOut(pytest.File):
    """A page or lab of which a site shows nothing."""

    key = ""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield a test that says so."""
        test: LeftOutTest = LeftOutTest.from_parent(self, name=self.key)
        yield test


class LeftOutTest(pytest.Item):
    """What is said in the place of the tests of a page, of which there are none."""

    def runtest(self) -> None:
        """Say why nothing is tested."""
        pytest.skip(f"not shown, so not checked: {self.name} in mkdocs.yml keeps it out of the site")


class Examples(SybilCollection):
    """What a project has to test, with its labs."""

    def __init__(self, root: Path, sybils: list[Sybil]) -> None:
        """Know where the labs are."""
        super().__init__(sybils)
        self.root = root

    def pytest(self) -> Callable[[Path, pytest.Collector], pytest.Collector | None]:
        """Return what pytest calls for each file."""
        collected: Callable[[Path, pytest.Collector], pytest.Collector | None] = super().pytest()

        def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
            key = kept_out(self.root, file_path)
            if key and file_path.name.endswith((*ENDINGS, NOTEBOOK, ".py")):
                left_out: LeftOut = LeftOut.from_parent(parent, path=file_path)
                left_out.key = key
                return left_out
            if file_path.suffix != ".py" or not file_path.is_relative_to(self.root / "docs"):
                return collected(file_path, parent)
            from livepage.hosts.pytest_labs import LabFile  # what runs a notebook, where there is one

            lab: LabFile = LabFile.from_parent(parent, path=file_path)
            lab.root = self.root
            return lab

        return pytest_collect_file


def examples(root: Path) -> SybilCollection:
    """Return what the project at `root` has to test: pages and labs in `docs`, its docstrings in `src`."""
    pages = ClaimSybil(
        [partial(_claims, root)],
        patterns=[f"*{ending}" for ending in (*ENDINGS, NOTEBOOK)],
        path=str(root / "docs"),
        document_types=dict.fromkeys((*ENDINGS, NOTEBOOK), PageDocument),
    )
    docstrings = ClaimSybil(
        [partial(_doctests, root), partial(_formulas, root)],
        pattern="*.py",
        path=str(root / "src"),
        document_types={".py": PythonDocStringDocument},
    )
    return Examples(root, [pages, docstrings])


def _claims(root: Path, document: Document) -> Iterator[Region]:
    """Yield a region for each claim, one character wide as claims may be nested, and for each fault."""
    page = Project(root).read(Path(document.path))
    for claim in page.claims:
        yield Region(claim.start, claim.start + 1, claim, partial(_evaluate, root))
    lost = lost_page(root, page.path)
    yield from _faults(document, [*page.faults, *([lost] if lost else [])])


def _faults(document: Document, faults: list[Fault]) -> Iterator[Region]:
    """Yield a region without width for each fault; Sybil wants them after the claims of the same place."""
    starts = Text(document.text).starts
    for fault in faults:
        start = starts[fault.line - 1]
        yield Region(start, start, fault, lambda example: str(example.parsed))


def _evaluate(root: Path, example: Example) -> str | None:
    page, results = _executed(example.document.text, example.path, root)
    if example.parsed in results.not_run:
        raise SkipTest("not run: the code above stopped with an exception")
    fault = check_claim(page, results, example.parsed)
    if fault in results.graph and example.parsed != _first_on_a_graph(page):
        return f"the graph of this equation cannot be used: see the fault at line {fault.line}"
    return str(fault) if fault else None


def _first_on_a_graph(page: Page) -> Claim | None:
    """Return the claim that says all of what is wrong with a graph; the others name its line."""
    return next((claim for claim in page.claims if isinstance(claim, Equation) and claim.display), None)


@lru_cache(maxsize=8)
def _executed(text: str, path: str, root: Path) -> tuple[Page, Results]:
    """Run a page once, whichever of its claims are selected and in whatever order."""
    project = Project(root)
    page = project.read(Path(path), text)
    return page, project.run(page)


def _doctests(root: Path, document: Document) -> Iterator[Region]:
    """Yield one region for the examples of a docstring: they share their names, and run in their order."""
    found = list(DocTestParser()(document))
    if found:
        written = [region.parsed for region in found]
        test = doctest.DocTest(written, {}, "docstring", document.path, 0, None)
        yield Region(found[0].start, found[0].start + 1, test, partial(_doctest, root))


def _doctest(root: Path, example: Example) -> str | None:
    """Run the examples of a docstring with the names of its module, as doctest does; return what is wrong."""
    said: list[str] = []
    test: doctest.DocTest = example.parsed
    test.lineno = example.line - test.examples[0].lineno - 1
    place = Path(example.path).relative_to(root / "src").with_suffix("")
    name = ".".join(place.parts).removesuffix(".__init__")
    test.globs = dict(vars(importlib.import_module(name)))
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    return "".join(said) or None


def _formulas(root: Path, document: Document) -> Iterator[Region]:
    """Yield a region for each formula of a docstring, and for what keeps one from being checked."""
    if not MAY_HOLD_FORMULAS.search(document.text):
        return
    prose = DOCTEST.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), document.text)
    page = Project(root).read(Path(document.path), prose)
    for claim in page.claims:
        if isinstance(claim, Equation) or (isinstance(claim, Exempt) and claim.latex):
            yield Region(claim.start, claim.start + 1, claim, partial(_formula, root, page))
    yield from _faults(document, [fault for fault in page.faults if fault.code in OF_FORMULAS])


def _formula(root: Path, page: Page, example: Example) -> str | None:
    """Check a formula on the graph of its file; where none is declared, only that it can be typeset."""
    claim = example.parsed
    try:
        to_mathml(claim.latex, display=getattr(claim, "display", True))
        context = Project(root).context_for(page.path)
    except ValueError as error:
        return str(error)
    if context is None:
        return None
    from livepage.equations import check_latex

    fault = fault_of(page, claim, check_latex(claim.latex, context))
    return str(replace(fault, line=fault.line - claim.line + example.line)) if fault else None
