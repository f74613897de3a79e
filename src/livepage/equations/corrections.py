"""What an author may have meant: an equation with one slip of the pen taken back, most usual slips first.

The edits are those of `mutate`, and those of `remedies`, which only make sense as corrections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lark import Tree

from livepage.equations.errors import EquationError
from livepage.equations.formula import Formula, Mutant, changes
from livepage.equations.latex.grammar import span_of, syntax_tree, tokenize
from livepage.equations.latex.layout import arrange
from livepage.equations.remedies import closings, remedies
from livepage.equations.slips import Edit, Syntax, child_trees, subtrees
from livepage.equations.slips import edits as slips
from livepage.equations.trees.vocabulary import Vocabulary

_ORDER = (
    *("relation", "difference", "differential", "sign", "layer", "size", "sister", "prime", "iteration"),
    *("transpose", "range", "exponent", "upside down", "order", "swap", "inverse", "root", "function"),
    *("bracket", "accumulated", "numerator", "index", "shift", "share", "term", "factor", "product"),
    *("one", "number", "lost", "other range"),
)
"""The kinds of slips, from those that are tried first."""


def corrections(
    latex: str, vocabulary: Vocabulary, at: tuple[int, int] | None = None, has_wrong_letters: bool = False
) -> Iterator[Mutant]:
    """Yield the equations that are one slip away, those of the most usual slips first.

    Args:
        latex: an equation.
        vocabulary: the names of the chapter, `Context.vocabulary`.
        at: the part that cannot be read, if the slip must be there.
        has_wrong_letters: whether the sides hold for different letters, so that the slip may well be in one.
    """
    try:
        tree = syntax_tree(arrange(tokenize(latex), vocabulary.words), len(latex))
    except EquationError:
        yield from changes(latex, None, closings(latex), vocabulary)
        return
    found = [*slips(tree, latex, vocabulary), *remedies(tree, latex, vocabulary)]
    found = [
        edit
        for edit in found
        if edit.kind in _ORDER and (not at or edit.kind == "differential" or _touches(edit, at))
    ]
    left = _end_of_left(tree)
    found.sort(
        key=lambda edit: (
            has_wrong_letters and edit.kind not in _OF_LETTERS,
            edit.end <= left and edit.kind in _ON_THE_RIGHT,
            _ORDER.index(edit.kind),
            edit.end <= left,
            _depth(latex[: edit.start]),
            -edit.start,
        )
    )
    repeated, pairs = _together(tree, latex, found)
    for rare, several in (("lost", pairs), ("share", repeated)):
        place = next((n for n, edit in enumerate(found) if edit.kind == rare), len(found))
        found[place:place] = several
    try:
        yield from changes(latex, Formula(latex, vocabulary), found)
    except EquationError:
        yield from changes(latex, None, found, vocabulary)


def regrouped(latex: str, vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Yield a chain of sides with a sign in the place of one of its relations."""
    try:
        tree = syntax_tree(arrange(tokenize(latex), vocabulary.words), len(latex))
    except EquationError:
        return
    relations = [part for part in child_trees(tree)[0].children if not isinstance(part, Tree)]
    if len(child_trees(tree)) == 1 and len(relations) > 1 and {str(token) for token in relations} == {"="}:
        places = [span_of(token) for token in reversed(relations)]
        edits = [Edit("relation", *place, sign) for sign in "+-" for place in places]
        yield from changes(latex, None, edits, vocabulary)


def _end_of_left(tree: Syntax) -> int:
    """Return where the first side ends: what is defined is less often wrong than what it is."""
    first = next((part for part in child_trees(tree)), tree)
    return span_of(first.children[0])[1] if len(first.children) > 1 else 0


_OF_LETTERS = {"index", "size", "sister"}
_ON_THE_RIGHT = {"function", "root", "share", "factor", "product", "lost", "one", "exponent", "bracket"}
"""What is hardly ever meant by the name that an equation begins with."""
_LAST = re.compile(r"(\\[a-zA-Z]+|\S)\s*$")
_TOGETHER = {"exponent", "index", "sister", "number"}


def _together(tree: Syntax, latex: str, found: list[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Take back one slip that was made at several places of a side or a term, and two in one term."""
    parts = [part for part in subtrees(tree) if part.data in {"term", "expr"}]
    repeated: list[Edit] = []
    pairs: list[Edit] = []
    spans = sorted({span_of(part) for part in parts}, key=lambda span: (span[1] - span[0], -span[0]))
    for start, end in spans:
        inside = [edit for edit in found if start <= edit.start and edit.end <= end]
        same: dict[tuple[str, str, str], list[Edit]] = {}
        for edit in inside:
            if edit.kind in _TOGETHER and edit.start < edit.end:
                said = (_last_part(latex[: edit.start]), latex[edit.start : edit.end], edit.text)
                same.setdefault(said, []).append(edit)
        repeated += [_joined(latex, group) for group in same.values() if len(group) > 1]
        factors = [edit for edit in inside if edit.text == r"2 \cdot "]
        shifts = [edit for edit in inside if edit.kind == "shift"]
        for one in [edit for edit in inside if edit.kind in {"sign", "exponent"}]:
            others = [*factors, *(shifts if one.text == "^2" else [])]
            apart = (other for other in others if one.end < other.start or other.end < one.start)
            pairs += [_joined(latex, [one, other]) for other in apart]
    return repeated, pairs


def _last_part(latex: str) -> str:
    """Return the last command or character of some LaTeX."""
    match = _LAST.search(latex)
    return match[0].strip() if match else ""


def _joined(latex: str, group: list[Edit]) -> Edit:
    """Return the edit that makes several, which do not overlap, at once."""
    ordered = sorted(group, key=lambda edit: edit.start)
    text, place = "", ordered[0].start
    for edit in ordered:
        text += latex[place : edit.start] + edit.text
        place = edit.end
    return Edit(ordered[0].kind, ordered[0].start, place, text)


def _depth(before: str) -> int:
    """Return how many brackets are open behind some LaTeX."""
    return sum(before.count(mark) for mark in "{([") - sum(before.count(mark) for mark in "})]")


def _touches(edit: Edit, at: tuple[int, int]) -> bool:
    return edit.start < at[1] and at[0] < max(edit.end, edit.start + 1)
