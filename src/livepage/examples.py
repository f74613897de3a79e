"""The pytest end: each claim of a page, and each example and formula of a docstring, is a test."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from unittest import SkipTest

from sybil import Document, Example, Region, Sybil
from sybil.parsers.doctest import DocTestParser
from sybil.sybil import SybilCollection

from livepage.check import check_claim
from livepage.claims import Claim, Equation, Fault
from livepage.markdown_math import MathError, to_mathml
from livepage.page import Page, parse
from livepage.run import Results, run
from livepage.settings import Settings


class ClaimSybil(Sybil):
    """Names each test by the kind of its claim, so that `-k output` selects the outputs."""

    def identify(self, example: Example) -> str:
        """Return for example `output, line 12`."""
        parsed = example.parsed
        kind = (
            parsed.kind if isinstance(parsed, Claim) else "fault" if isinstance(parsed, Fault) else "example"
        )
        return f"{kind}, line {example.line}, column {example.column}"


def examples(root: Path) -> SybilCollection:
    """Return what the project at `root` has to test: its pages in `docs`, its docstrings in `src`."""
    pages = ClaimSybil([partial(_claims, root)], pattern="**/*.md", path=str(root / "docs"))
    docstrings = ClaimSybil([DocTestParser(), _formulas], pattern="**/*.py", path=str(root / "src"))
    return SybilCollection([pages, docstrings])


def _claims(root: Path, document: Document) -> Iterator[Region]:
    """Yield a region for each claim and fault, one character wide, as claims may be nested."""
    page = parse(document.text, Path(document.path), Settings.load(root).exempt)
    for fault in page.faults:
        start = sum(map(len, document.text.splitlines(keepends=True)[: fault.line - 1]))
        yield Region(start, start, fault, lambda example: str(example.parsed))
    for claim in page.claims:
        yield Region(claim.start, claim.start + 1, claim, partial(_evaluate, root))


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
    for claim in parse(document.text, Path(document.path)).claims:
        if isinstance(claim, Equation):
            yield Region(claim.start, claim.start + 1, claim, _typeset)


def _typeset(example: Example) -> str | None:
    try:
        to_mathml(example.parsed.latex, display=example.parsed.display)
    except MathError as error:
        return str(error)
    return None
