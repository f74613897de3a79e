"""Parses a page: its text once, top to bottom, into claims and into the faults of its author."""

from __future__ import annotations

import ast
import re
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from livepage.claims import Claim, Code, Derivation, Embed, Equation, Exempt, Fault, Figure, Output, Value
from livepage.markdown_math import MathError, to_mathml
from livepage.prose import VALUE_COMMENT, Prose, scan

PYTHON = {"python", "py", "python3"}
FLAGS = {"fold", "embed"}
OPTIONS = {"title", "hl_lines"}

FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<ticks>`{3,}|~{3,})(?P<info>[^\n]*)\n?$")
INFO = re.compile(
    r"\s*(?P<name>[\w+#.-]+)(?:=(?:\"(?P<quoted>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"']+)))?"
)
MATH_FENCE = re.compile(r"(?P<indent>[ \t]*)\$\$[ \t]*\n?$")
MATH_LINE = re.compile(r"(?P<indent>[ \t]*)\$\$(?P<latex>.+?)\$\$[ \t]*\n?$")
DERIVATION = re.compile(r"(?P<indent>[ \t]*):::[ \t]+derivation[ \t]+(?P<target>\S+)[ \t]*\n?$")
AUTODOC = re.compile(r"[ \t]*:::[ \t]+\S+[ \t]*\n?$")
IMAGE = re.compile(r"(?P<indent>[ \t]*)!\[(?P<alt>(?:[^\]\\]|\\.)*)\]\((?P<target>[^)\s]+)\)[ \t]*\n?$")
EXEMPT = re.compile(r"[ \t]*<!--\s*exempt:\s*(?P<reason>.*?)\s*-->[ \t]*\n?$")
FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A page's text and what it claims, in order; `faults` are the lines that could not be read."""

    path: Path
    text: str
    claims: list[Claim]
    faults: list[Fault]
    exempt: Mapping[str, str] = field(default_factory=dict)

    @property
    def front_matter(self) -> str:
        """The block of metadata at the page's head, with its fences."""
        match = FRONT_MATTER.match(self.text)
        return match[0] if match else ""

    def count(self) -> dict[str, int]:
        """Return the number of claims of each kind, the page's census."""
        kinds = [claim.kind for claim in self.claims]
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}

    def of_kind(self, kind: str) -> list[Claim]:
        """Return the claims of one kind, in the page's order."""
        return [claim for claim in self.claims if claim.kind == kind]


def parse(text: str, path: Path, exempt: Mapping[str, str] | None = None, first_line: int = 1) -> Page:
    """Parse the Markdown `text` of the page at `path`.

    `exempt` maps patterns of numbers that are no claims (a year, a part's number) to the reason why. A
    text that is part of a larger file says with `first_line` where it begins. An author's mistakes do
    not raise: they are the page's `faults`.
    """
    reader = _Reader(text, path, dict(exempt or {}), first_line)
    reader.read()
    claims = sorted(reader.claims, key=lambda claim: claim.start)
    return Page(path, text, claims, sorted(reader.faults, key=lambda fault: fault.line), reader.exempt)


@dataclass
class _Reader:
    text: str
    path: Path
    exempt: dict[str, str]
    first_line: int
    claims: list[Claim] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    reason: Exempt | None = None  # an exemption that waits for its block

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines(keepends=True)

    @cached_property
    def starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line))
        return starts

    def line_of(self, position: int) -> int:
        return bisect(self.starts, position) - 1 + self.first_line

    def fault(self, position: int, message: str, expected: str | None = None, got: str | None = None) -> None:
        self.faults.append(Fault(self.path, self.line_of(position), message, expected, got))

    def read(self) -> None:
        """Hand each block to its reader; what is no block is prose."""
        row, prose_from = 0, 0
        if match := FRONT_MATTER.match(self.text):
            row = match[0].count("\n")
        while row < len(self.lines):
            after = self._block(row)
            if after > row:
                self._prose(self.starts[prose_from], self.starts[row])
                prose_from = after
            row = max(after, row + 1)
        self._prose(self.starts[prose_from], self.starts[row])
        self._drop_reason()

    def _block(self, row: int) -> int:
        """Read the block that starts at `row` and return the row after it; `row` itself if none does."""
        line = self.lines[row]
        if match := FENCE.match(line):
            return self._fence(row, match)
        if match := MATH_FENCE.match(line):
            return self._display(row, match["indent"])
        if match := MATH_LINE.match(line):
            self._equation(row, row + 1, match["latex"])
        elif match := EXEMPT.match(line):
            self._drop_reason()
            self.reason = Exempt(
                self.starts[row], self.starts[row + 1], self.line_of(self.starts[row]), "", match["reason"]
            )
        elif match := DERIVATION.match(line):
            self._add(Derivation, row, row + 1, target=match["target"], indent=match["indent"])
        elif match := IMAGE.match(line):
            self._image(row, match)
        elif line.lstrip().startswith("<!--") and "-->" not in line:
            return self._comment(row)
        elif not AUTODOC.match(line):
            return row
        return row + 1

    def _add(self, kind: type[Claim], row: int, after: int, **values: object) -> None:
        start = self.starts[row]
        self.claims.append(kind(start, self.starts[after], self.line_of(start), **values))

    def _exempted(self, row: int, after: int) -> bool:
        """Use up the exemption that stands above the block, if there is one."""
        if self.reason is None:
            return False
        text = "".join(self.lines[row:after])
        claim = Exempt(
            self.reason.start, self.reason.end, self.line_of(self.starts[row]), text, self.reason.reason
        )
        self.claims.append(claim)
        if not claim.reason:
            self.fault(claim.start, "an exemption needs a reason", "<!-- exempt: why this is no claim -->")
        self.reason = None
        return True

    def _drop_reason(self) -> None:
        if self.reason is not None:
            self.fault(
                self.reason.start, "an exemption that no code block, image or displayed equation follows"
            )
            self.reason = None

    def _fence(self, row: int, opening: re.Match[str]) -> int:
        ticks, indent = opening["ticks"], opening["indent"]
        closing = re.compile(rf"[ \t]*{ticks[0]}{{{len(ticks)},}}[ \t]*\n?$")
        end = next((r for r in range(row + 1, len(self.lines)) if closing.match(self.lines[r])), None)
        if end is None:
            self.fault(self.starts[row], "this fence is never closed", f"a line with {ticks}")
            return len(self.lines)
        rows = self.lines[row + 1 : end]
        body = "".join(line.removeprefix(indent) if line.strip() else line.lstrip(" \t") for line in rows)
        shallow = next((r for r in rows if r.strip() and not r.startswith(indent)), None)
        if shallow is not None:
            self.fault(
                self.starts[row],
                "a line of this block is indented less than its fence",
                repr(indent),
                repr(shallow),
            )
        self._classify(row, end + 1, opening, body)
        return end + 1

    def _classify(self, row: int, after: int, opening: re.Match[str], body: str) -> None:
        """Turn a fence into code, an embed, an output or an exemption."""
        language, flags, options = self._info(row, opening["info"])
        if language not in PYTHON:
            if self._exempted(row, after):
                return
            if language in ("text", "output"):
                self._add(Output, row, after, body=body, indent=opening["indent"])
            else:
                expected = (
                    "python, text (what the code above prints), or a line <!-- exempt: reason --> above it"
                )
                self.fault(
                    self.starts[row], "a block that nothing checks", expected, language or "no language"
                )
            return
        if self._exempted(row, after):
            return
        kind = Embed if "embed" in flags else Code
        common = {"body": body, "indent": opening["indent"], "options": options, "fold": "fold" in flags}
        self._add(kind, row, after, **common)
        try:
            ast.parse(body)
        except SyntaxError as error:
            at = min(row + (error.lineno or 1), after - 1)
            self.fault(
                self.starts[at], f"this is not Python: {error.msg}", got=(error.text or "").strip() or None
            )

    def _info(self, row: int, info: str) -> tuple[str, set[str], dict[str, str]]:
        """Read `python title="…" fold` or `{.python .fold title="…"}`; report what is unknown."""
        words = info.strip().removeprefix("{").removesuffix("}").strip()
        matches = list(INFO.finditer(words))
        if INFO.sub("", words).strip():
            self.fault(
                self.starts[row],
                "the fence's options cannot be read",
                'python title="…" hl_lines="…"',
                info.strip(),
            )
        plain = [match["name"].removeprefix(".").lower() for match in matches if "=" not in match[0]]
        language, flags = (plain[0], plain[1:]) if plain else ("", [])
        options = {m["name"]: m["quoted"] or m["single"] or m["bare"] or "" for m in matches if "=" in m[0]}
        unknown = [*set(flags) - FLAGS, *set(options) - OPTIONS] if language in PYTHON else []
        for name in [*unknown, *{name for name in flags if flags.count(name) > 1}]:
            self.fault(
                self.starts[row], f"unknown or repeated option {name!r}", ", ".join(sorted(FLAGS | OPTIONS))
            )
        return language, set(flags), options

    def _display(self, row: int, indent: str) -> int:
        end = next((r for r in range(row + 1, len(self.lines)) if MATH_FENCE.match(self.lines[r])), None)
        blank = next((r for r in range(row + 1, len(self.lines)) if not self.lines[r].strip()), None)
        if end is None or (blank is not None and blank < end):
            self.fault(
                self.starts[row],
                "this displayed equation is never closed",
                "a line with $$ before the next blank line",
            )
            return row + 1
        self._equation(row, end + 1, "".join(line.removeprefix(indent) for line in self.lines[row + 1 : end]))
        return end + 1

    def _equation(self, row: int, after: int, latex: str) -> None:
        latex = latex.strip()
        self._latex(self.starts[row], latex, display=True)
        if not self._exempted(row, after):
            self._add(Equation, row, after, latex=latex, display=True)

    def _latex(self, position: int, latex: str, *, display: bool) -> None:
        try:
            to_mathml(latex, display=display)
        except MathError as error:
            self.fault(position, f"this LaTeX cannot be typeset: {error}", got=latex)

    def _image(self, row: int, match: re.Match[str]) -> None:
        alt_start = self.starts[row] + match.start("alt")
        self._prose(alt_start, alt_start + len(match["alt"]))
        alt = VALUE_COMMENT.sub("", match["alt"])
        if "$" in alt:
            self.fault(alt_start, "alt text is read aloud: it holds words, not formulas", got=alt)
        if not alt.strip():
            self.fault(
                self.starts[row], "this figure has no alt text", "![what a reader sees in it](name.svg)"
            )
        if self._exempted(row, row + 1):
            return
        after = next(
            (r for r in range(row + 1, len(self.lines)) if not self.lines[r].strip()), len(self.lines)
        )
        figure = {"alt": alt, "target": match["target"], "indent": match["indent"]}
        self._add(Figure, row, row + 1, caption_end=self.starts[after], **figure)
        if not alt.strip():
            self.fault(
                self.starts[row], "this figure has no alt text", "![what a reader sees in it](name.svg)"
            )
        if after == row + 1:
            self.fault(self.starts[row], "this figure has no caption", "text on the line below the image")
        if not re.fullmatch(r"[\w-]+\.svg", match["target"]):
            self.fault(
                self.starts[row],
                "a figure is a file beside the page, made by its code",
                "name.svg",
                match["target"],
            )

    def _comment(self, row: int) -> int:
        end = next((r for r in range(row, len(self.lines)) if "-->" in self.lines[r]), None)
        if end is None:
            self.fault(self.starts[row], "this comment is never closed", "-->")
            return len(self.lines)
        if any(FENCE.match(line) for line in self.lines[row : end + 1]):
            self.fault(
                self.starts[row],
                "code in a comment: the reader could not see what runs",
                "a fence with the flag fold",
            )
        return end + 1

    def _prose(self, start: int, end: int) -> None:
        prose = scan(self.text, start, end)
        if self.text[start:end].strip() and self.reason is not None and start > self.reason.start:
            self._drop_reason()
        self._ties(prose)
        for formula in prose.formulas:
            latex = self.text[slice(*formula)].strip("$")
            self._latex(formula[0], latex, display=False)
            self.claims.append(Equation(*formula, self.line_of(formula[0]), latex=latex, display=False))
        self._loose(prose, start, end)
        for raw in prose.raw:
            self.fault(
                raw[0],
                "raw HTML or an image within a line, which nothing checks",
                "an image on a line of its own",
            )

    def _ties(self, prose: Prose) -> None:
        for tie in prose.ties:
            shown = self.text[slice(*tie.shown)]
            self.claims.append(
                Value(
                    *tie.comment,
                    self.line_of(tie.shown[0]),
                    shown=shown,
                    shown_end=tie.shown[1],
                    template=tie.template,
                )
            )
            problem = _template_problem(tie.template)
            if problem:
                self.fault(tie.shown[0], problem, "{expression:format}", tie.template)
        for idle in prose.idle:
            self.fault(idle[0], "this comment follows no number and no word", got=self.text[slice(*idle)])

    def _loose(self, prose: Prose, start: int, end: int) -> None:
        """Report each number that belongs to no claim, unless a pattern exempts it."""
        exempt = [
            (match.span(), reason)
            for pattern, reason in self.exempt.items()
            for match in re.compile(pattern, re.MULTILINE).finditer(self.text, start, end)
        ]
        for loose in prose.loose:
            why = next(
                ((span, reason) for span, reason in exempt if span[0] <= loose[0] and loose[1] <= span[1]),
                None,
            )
            shown = self.text[slice(*loose)]
            if why is not None:
                self.claims.append(Exempt(*loose, self.line_of(loose[0]), self.text[slice(*why[0])], why[1]))
            else:
                self.fault(
                    loose[0],
                    f"the number {shown} belongs to no claim",
                    f"{shown}<!-- {{expression:format}} -->",
                )


def _template_problem(template: str) -> str | None:
    """Say what is wrong with a value's f-string field, if anything is."""
    try:
        tree = ast.parse(f"f'''{template}'''", mode="eval")
    except SyntaxError as error:
        return f"this value's expression is not Python: {error.msg}"
    fields = [node for node in ast.walk(tree) if isinstance(node, ast.FormattedValue)]
    if not isinstance(tree.body, ast.JoinedStr) or len(tree.body.values) != 1 or not fields:
        return "a value is one replacement field"
    if not any(isinstance(node, ast.Name) for node in ast.walk(fields[0].value)):
        return "this value's expression names nothing of the page, so it could never be false"
    return None
