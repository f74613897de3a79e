"""What a page can claim, and the one form in which a false claim is reported."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum, auto
from pathlib import Path

from livepage.model.table import TableCell

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
PYTHON_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?(?:python3?|py)\b")
OUTPUT = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*(?:text|output)[ \t]*\n")


def shown_path(path: Path) -> str:
    """Return the path as a reader of a message wants it: from here, where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


class FaultCode(StrEnum):
    """What a fault is about, for who asks; its message is for people, and may change."""

    OTHER = auto()
    UNCLOSED_DISPLAY = auto()
    WORDS_OF_CODE = auto()  # what comments and docstrings of code state
    EXEMPTION = auto()  # one without a reason, without anything to exempt, or that is not needed


@dataclass(frozen=True)
class Fault:
    """A claim that does not hold, or a line that cannot be read: where, what, expected and got."""

    path: Path
    line: int
    message: str
    expected: str | None = None
    got: str | None = None
    code: FaultCode = FaultCode.OTHER

    def __str__(self) -> str:
        """Print `path:line: message`, then what was expected and what came, as any terminal can show it."""
        text = f"{shown_path(self.path)}:{self.line}: {self.message}"
        for label, value in (("expected", self.expected), ("got", self.got)):
            if value is not None:
                text += f"\n  {label}: {value.replace(chr(10), chr(10) + '            ')}"
        return UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class FaultsError(Exception):
    """A page that cannot be used as it stands; `faults` lists why."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults, and print them all."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Claim:
    """A piece `text[start:end]` of the page, which begins at `line` (from 1)."""

    start: int
    end: int
    line: int

    @property
    def kind(self) -> str:
        """The name that the census and the tests count this claim under."""
        return type(self).__name__.lower()


@dataclass(frozen=True)
class Code(Claim):
    """A Python fence; `body` is dedented, `indent` is what stood before each of its lines."""

    body: str
    indent: str
    options: dict[str, str] = field(hash=False)
    fold: bool


@dataclass(frozen=True)
class Embed(Code):
    """A Python fence whose import statement is replaced by the source of what it imports."""


@dataclass(frozen=True)
class Derivation(Claim):
    """A line that is replaced by the derivation in the docstring of the function `target`."""

    target: str
    indent: str


@dataclass(frozen=True)
class Autodoc(Claim):
    """A line `::: target`, which mkdocstrings replaces by the docstrings of a module, class or function."""

    target: str


@dataclass(frozen=True)
class Output(Claim):
    """A text fence: what the code above it printed."""

    body: str
    indent: str


@dataclass(frozen=True)
class Value(Claim):
    """A number or word `text[start:shown_end]`, followed by a comment that holds `{expression:format}`."""

    shown: str
    shown_end: int
    template: str


@dataclass(frozen=True)
class Figure(Claim):
    """An image that the code above draws; its caption is the text from the line below it to `caption_end`."""

    alt: str
    target: str
    indent: str
    caption_end: int

    @property
    def name(self) -> str:
        """The file's name without its ending: the figure's identity on its page."""
        return Path(self.target).stem


@dataclass(frozen=True)
class Element(Claim):
    """A custom element around the paragraph below, which is built with the values of `arguments`."""

    name: str
    arguments: str
    indent: str
    body_end: int


@dataclass(frozen=True)
class Table(Claim):
    """A comment `table(arguments)` above a Markdown table, whose cells its values give.

    `lines` are the cells of its rows, the second of which are dashes; it ends at `body_end`. Only where the
    first column has no number that is tied to nothing, may it be the author's `own_labels`.
    """

    arguments: str
    indent: str
    lines: tuple[tuple[TableCell, ...], ...]
    body_end: int
    own_labels: bool


@dataclass(frozen=True)
class Equation(Claim):
    """LaTeX between dollar signs, on lines of its own (`display`) or in a sentence, perhaps exempt there.

    The numbers of a `tied` display are values of the page; an exempt formula that `states` a number needs
    its exemption for that.
    """

    latex: str
    display: bool
    reason: str = ""
    tied: bool = False
    states: bool = False


@dataclass(frozen=True)
class Exempt(Claim):
    """A block, number or formula that claims nothing about the page's code, with the reason why."""

    text: str
    reason: str

    @property
    def is_output(self) -> bool:
        """Whether it is a fence of what code prints."""
        return OUTPUT.match(self.text) is not None

    @property
    def looks_checked(self) -> bool:
        """Whether a reader would take it for code that has run, or for what it printed."""
        return self.is_output or PYTHON_FENCE.match(self.text) is not None

    @property
    def latex(self) -> str | None:
        """The LaTeX of a displayed equation."""
        text = self.text.strip()
        return text.strip("$").strip() if text.startswith("$$") else None
