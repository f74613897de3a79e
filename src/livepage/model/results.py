"""What a page's claims came to when it ran."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from livepage.model.claims import Claim, Fault, Figure
from livepage.model.page import Page
from livepage.model.table import Grid

if TYPE_CHECKING:
    from livepage.equations.verdicts.verdict import Verdict


@dataclass(frozen=True)
class Source:
    """A function or class as it stands in `file` from `line` on.

    `text` is what a page runs: the file's own lines, those of the decorators that are left out being blank,
    and types gone from the headers if they are left out. `shown` is what it shows: blank lines are gone too,
    and of the docstring the first is left.
    """

    name: str
    module: str
    file: Path
    line: int
    text: str
    shown: str


@dataclass
class Results:
    """What a page's claims came to when it ran; a claim in `faults` could not be run, or broke a rule."""

    printed: dict[Claim, str] = field(default_factory=dict)
    changeable: dict[Claim, list[str]] = field(default_factory=dict)  # names of what a function may change
    values: dict[Claim, str] = field(default_factory=dict)
    figures: dict[Figure, str] = field(default_factory=dict)
    drawn: dict[Claim, dict[str, list[str]]] = field(default_factory=dict)  # what draws in each colour
    elements: dict[Claim, dict[str, str]] = field(default_factory=dict)
    tables: dict[Claim, Grid] = field(default_factory=dict)
    embedded: dict[Claim, list[Source]] = field(default_factory=dict)
    derived: dict[Claim, Page] = field(default_factory=dict)
    verdicts: dict[Claim, Verdict] = field(default_factory=dict)
    graph: list[Fault] = field(default_factory=list)  # what is wrong with the graph, not with the page
    faults: dict[Claim, Fault] = field(default_factory=dict)
    not_run: set[Claim] = field(default_factory=set)
