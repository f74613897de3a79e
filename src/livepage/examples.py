"""The pytest end: each claim of a page, and each example and formula of a docstring, is a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from unittest import SkipTest

from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser
from sybil.sybil import SybilCollection

from livepage.blocks import UNCLOSED_DISPLAY
from livepage.check import check_claim
from livepage.claims import Claim, Fault
from livepage.markdown_math import MathError, to_mathml
from livepage.page import Page, parse
from livepage.run import Results, run
from livepage.settings import Settings
from livepage.text import Text

DOCTEST = re.compile(r"^[ \t]*>>> .*\n(?:[ \t]*\S.*\n)*", re.MULTILINE)


class ClaimSybil(Sybil):
    """Names each test by the kind of its claim, so that `-k output` selects the outputs."""

    def identify(self, example: Example) -> str:
        """Return for example `output, line 12`."""
        parsed = example.parsed
        kind = parsed.kind if isinstance(parsed, Claim) else type(parsed).__name__.lower()
        return f"{kind}, line {example.line}, column {example.column}"


def examples(root: Path) -> SybilCollection:
    """Return what the project at `root` has to test: its pages in `docs`, its docstrings in `src`."""
    pages = ClaimSybil(
        [partial(_claims, root)], pattern="**/*.md", path=str(root / "docs"), encoding="utf-8-sig"
    )
    docstrings = ClaimSybil(
        [DocTestParser(), _formulas],
        pattern="**/*.py",
        path=str(root / "src"),
        document_types={".py": PythonDocStringDocument},
    )
    return SybilCollection([pages, docstrings])


def _claims(root: Path, document: Document) -> Iterator[Region]:
    """Yield a region for each claim, one character wide as claims may be nested, and for each fault."""
    page = parse(document.text, Path(document.path), Settings.load(root).exempt)
    for claim in page.claims:
        yield Region(claim.start, claim.start + 1, claim, partial(_evaluate, root))
    yield from _faults(document, page.faults)


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
    return str(fault) if fault else None


@lru_cache(maxsize=8)
def _executed(text: str, path: str, root: Path) -> tuple[Page, Results]:
    """Run a page once, whichever of its claims are selected and in whatever order."""
    page = parse(text, Path(path), Settings.load(root).exempt)
    return page, run(page)


def _formulas(document: Document) -> Iterator[Region]:
    """Yield a region for each formula of a docstring, and for each displayed one that is not closed."""
    prose = DOCTEST.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), document.text)
    page = parse(prose, Path(document.path))
    for claim in page.of_kind("equation"):
        yield Region(claim.start, claim.start + 1, claim, _typeset)
    yield from _faults(document, [fault for fault in page.faults if fault.message == UNCLOSED_DISPLAY])


def _typeset(example: Example) -> str | None:
    try:
        to_mathml(example.parsed.latex, display=example.parsed.display)
    except MathError as error:
        return str(error)
    return None
