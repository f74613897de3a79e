"""Finds the numbers of a formula, or of code within a line, that state a fact.

Most digits of a formula are part of it (the 2 of -2 z h). Facts are decimals, numbers of several digits, all
that stand on a side of a relation where there are numbers alone, and all of a formula without a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NUMERALS = "½¼¾⅓⅔⅛"
DIGITS = r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)(?:[eE][-−+]?\d+)?"
NUMBER_IN_FORMULA = re.compile(rf"(?<![\w.])(?:(?<![\w.)\]])[-−+])?{DIGITS}")
PRECISE = re.compile(
    r"(?<![\w.])[-−+]?(?:(?:\d*\.\d+|\d{2,})(?:[eE][-−+]?\d+)?|\d[eE][-−+]?\d+(?!\w))"
    rf"|[{NUMERALS}]+"
)
NO_INK = (
    r"(?:[\s{}~]|\\[,;:!> ]"
    r"|\\(?:left|right|q?quad|math(?:bf|rm|sf|it)|boldsymbol|displaystyle|textstyle)(?![a-zA-Z]))"
)
"""What parts nothing, for a reader: 2{0} is twenty, and -{2} is minus two."""
JOINED = re.compile(
    rf"(?:\d\.?(?:{NO_INK}|\{{,\}})*|(?P<before>(?:[=<>≈≤≥(\[,$`]|\\(?:approx|[lg]eq?)){NO_INK}*)[-−+]{NO_INK}*)$"
)
COMMAND = re.compile(r"\\[a-zA-Z]+")
ALONE = re.compile(r"[$`\s]*[-−+]?\d\s*(?:\\?%)?[\s$`]*")
TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|.", re.DOTALL)
RELATION = frozenset(
    r"""
    = < > ≈ ≠ ≤ ≥ ≡ ∼ \lt \gt \le \ge \leq \geq \leqslant \geqslant \lesssim \gtrsim \ne \neq \ll \gg
    \approx \equiv \sim \simeq \cong \doteq \coloneqq
    → ⇒ ↦ ∈ ∉ \to \rightarrow \longrightarrow \gets \leftarrow \mapsto \Rightarrow \implies \in \notin
    """.split()  # noqa: SIM905 (a list would take a line for each)
)
OPENS, CLOSES = frozenset("{([") | {"\\{"}, frozenset("})]") | {"\\}"}
ENDS = frozenset([",", ";", "\\\\", "\\text", "\\quad", "\\qquad"])
PLAIN = frozenset("0123456789 \t\n+-−*/!^_|.%&~':{}()[]$`") | frozenset(
    r"""
    \{ \} \, \; \: \! \> \% \cdot \times \div \pm \mp \frac \tfrac \dfrac \sqrt \left \right \circ \boxed
    \underline \mathbf \mathrm \mathsf \mathit \boldsymbol \displaystyle \textstyle
    """.split()  # noqa: SIM905 (a list would take a line for each)
)
"""Of what a side of numbers alone consists."""
WORDS = re.compile(r"\\(?:text|textrm|textbf|textit|mbox|mathrm)\{(?P<words>[^{}]*)\}")
TUPLE = frozenset("0123456789 \t\n.,+-−()[]{}`")
ENTRY = re.compile(rf"`+\s*(?!(?:lambda|else|default)\b)[A-Za-z_]\w*:\s+{DIGITS}\s*`+")
ELLIPSIS = re.compile(r",\s*(?:\\?[lc]?dots|…)")

Span = tuple[int, int]


def with_what_joins(text: str, start: int, end: int) -> list[Span]:
    """Return where the numbers of the formula `text[start:end]` stand, with the signs and digits of each."""
    found: list[Span] = []
    for match in NUMBER_IN_FORMULA.finditer(text, start, end):
        begin, last = match.start(), found[-1][1] if found else start + 1
        if joined := JOINED.search(text, last - 1, begin):
            with_sign = joined["before"] is not None
            begin = joined.end("before") if with_sign else found[-1][0] if found else joined.start()
        found.append((begin, match.end()))
    return found


def facts(text: str, start: int, end: int) -> list[Span]:
    """Return where numbers of the formula `text[start:end]` state a fact, in their order."""
    found = {match.end() + start: match.start() + start for match in PRECISE.finditer(text[start:end])}
    bare = COMMAND.sub(lambda command: " " * len(command[0]), text[start:end])
    for side in _sides(text[start:end]):
        for match in NUMBER_IN_FORMULA.finditer(bare, *side):
            found.setdefault(start + match.end(), start + match.start())
    for match in _alone(text, start, end):
        found.setdefault(match.end(), match.start())
    return sorted((first, last) for last, first in found.items())


def _alone(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the numbers of a formula without a letter, of a tuple or entry in code, and of words."""
    formula = text[start:end]
    if formula.startswith("`"):
        inside = formula.strip("` \n")
        whole = inside[:1] in {*"([{"} and "," in inside and TUPLE.issuperset(inside)
        if whole or ENTRY.fullmatch(formula):
            yield from NUMBER_IN_FORMULA.finditer(text, start, end)
        return
    signs = {token[0] for token in TOKEN.finditer(WORDS.sub(" ", formula))}
    if signs <= PLAIN | {",", ";"} and not formula.startswith(("$_", "$^")):
        yield from NUMBER_IN_FORMULA.finditer(COMMAND.sub(lambda name: " " * len(name[0]), text), start, end)
    for words in WORDS.finditer(text, start, end):
        before = text[start : words.start()]
        if all(before.count(opens) <= before.count(closes) for opens, closes in ("{}", "()")):
            yield from NUMBER_IN_FORMULA.finditer(text, *words.span("words"))


def _sides(formula: str) -> Iterator[Span]:
    """Yield the sides of relations, and formulas that are one number, in which there are numbers alone."""
    depth, begin, plain, related = 0, 0, True, False
    tokens = [*TOKEN.finditer(formula), None]
    for token in tokens:
        sign, at = (token[0], token.start()) if token else ("", len(formula))
        depth += (sign in OPENS) - (sign in CLOSES)
        relates = depth <= 0 and sign in RELATION
        if token is None or relates or (depth <= 0 and sign in ENDS):
            alone = begin == 0 and ALONE.fullmatch(formula, 0, at) is not None
            if plain and (related or relates or alone) and not ELLIPSIS.match(formula, at):
                yield begin, at
            begin, plain, related = (token.end() if token else at), True, relates
        elif sign not in PLAIN and not (sign == "," and depth > 0):
            plain = False
