"""What an author does: write a page, and see which claims do not hold, at which line."""

from pathlib import Path

from livepage.checking.check_page import check
from livepage.model.claims import Claim
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.reading.parse import parse
from livepage.running.run import run

PATH = Path("page.md")


def written(text: str, exempt: dict[str, str] | None = None) -> Page:
    return parse(text, PATH, exempt)


def executed(text: str, exempt: dict[str, str] | None = None) -> tuple[Page, Results]:
    page = written(text, exempt)
    return page, run(page)


def faults(text: str, exempt: dict[str, str] | None = None) -> list[tuple[int, str]]:
    """Return line and message of each fault of the page, parsed, run and checked."""
    return [(fault.line, fault.message) for fault in check(*executed(text, exempt))]


def kinds(text: str) -> dict[str, int]:
    """Return the census of a page that must have no fault of its author."""
    page = written(text)
    assert not page.faults, page.faults
    return page.count()


def only(page: Page, kind: str) -> Claim:
    (claim,) = page.of_kind(kind)
    return claim
