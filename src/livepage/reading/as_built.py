"""Compares what was read of a page with what Python-Markdown makes of it, whose rules stand nowhere twice.

A claim that the site would not show as one is a fault, and so is code, a picture or a formula that it would
show and that no claim covers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from livepage.model.claims import Claim, Equation, Exempt, Value
from livepage.model.text import apart
from livepage.reading.blocks import Block
from livepage.reading.dialect import as_shown
from livepage.reading.draft import Draft
from livepage.reading.left_over import left_over
from livepage.reading.margins import STEP
from livepage.reading.pieces import TAGS
from livepage.reading.shown import VOID, Shown, ShownItem
from livepage.typeset import MathError

NOT_SHOWN = {
    "code": ("this block is not shown as code", "a fence at the margin of what it belongs to"),
    "formula": ("this formula is shown as it stands", 'in HTML, the attribute markdown="1" around it'),
    "picture": ("this image is not shown", "an image on a line of its own"),
    "span": (
        "this code in a line is shown otherwise",
        'in HTML, the attribute markdown="1" around it; #! and ::: at its start go, as they name a language',
    ),
}
STRAY = {
    "code": ("text that is indented like this is shown as code, and nothing runs it", "a fence"),
    "formula": ("this is shown as a formula that nothing checks", r"\$ for a dollar sign"),
    "picture": ("this is shown as a picture that nothing checks", "an image on a line of its own"),
    "span": ("this is shown as code in a line", r"\` for a backtick"),
}
IN_HTML = re.compile(r"\*\w[^*]*\*|(?<!\w)_\w[^_]*_(?!\w)|\]\(|^(?:[-*+]|#{1,6}|\d+\.|>)\s")
NO_TEXT = re.compile(r"<!--.*?-->|<(pre|code|script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
OPTIONS_OF_FENCE = re.compile(r"(?:`{3,}|~{3,})\s*[\w+-]+\s+\S")
SHEBANG = re.compile(r"(?:#!|:::)\S+\s+")
TEXTS = {"prose", "image", "table"}
AT_ONCE = 20  # strays that are reported, as each has to be found in the text
MAY_STAY_OPEN = VOID | {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"}


@dataclass(frozen=True)
class _Claimed:
    item: ShownItem
    position: int


def check_as_built(draft: Draft, found: Sequence[Block]) -> None:
    """Add to the draft's faults where the page as built is another than the page as read."""
    try:
        html, raw = as_shown("".join(_markdown(draft, found)))
    except MathError as error:
        if not draft.faults:
            draft.fault(0, f"this page cannot be built: {error}")
        return
    except RecursionError:
        draft.fault(0, "this page cannot be built: something in it is nested too deep")
        return
    shown = Shown(html)
    _items(draft, found, shown)
    _ordinals(draft, shown)
    _html(draft, raw, shown)
    _left_over(draft, found, shown)


def _markdown(draft: Draft, found: Sequence[Block]) -> Iterator[str]:
    """Yield the page's Markdown as it is rendered, but for what only running it can give."""
    lines = draft.text.lines
    hidden = sorted(claim.start for claim in draft.claims if _is_comment(draft, claim))
    ends = {claim.start: claim.end for claim in draft.claims}
    exempt = {block.after: draft.text.starts[block.row] for block in found if block.kind == "exempt"}
    claimed = {claim.start for claim in draft.claims if not isinstance(claim, Exempt)}
    for block in found:
        if block.kind == "fence":
            start, end = draft.text.starts[block.row], draft.text.starts[block.after]
            before, behind = apart(draft.text.text, exempt.pop(block.row, start), end)
            head = lines[block.row]
            if start in claimed:  # rendering writes what stands behind its language for MkDocs
                head = f"{block.head['indent']}{block.head['ticks']}text\n"
            yield from (before, head, *lines[block.row + 1 : block.after], behind)
        elif block.kind == "display" and block.head:
            yield f"{block.head['indent']}$${block.head['latex']}$$\n"
        elif block.kind in ("display", "prose", "image", "table"):
            first = block.row + (block.kind == "table")  # whose comment goes
            start, end = draft.text.starts[first], draft.text.starts[block.after]
            yield from _without(draft.text.text, start, end, hidden, ends)
        elif block.kind != "exempt":
            yield "\n"


def _is_comment(draft: Draft, claim: Claim) -> bool:
    """Tell a claim whose text is a comment, which rendering takes out."""
    return isinstance(claim, Value | Exempt) and draft.text.text.startswith("<!--", claim.start)


def _without(text: str, start: int, end: int, hidden: list[int], ends: dict[int, int]) -> Iterator[str]:
    place = start
    for at in hidden[bisect_left(hidden, start) : bisect_left(hidden, end)]:
        yield text[place:at]
        place = ends[at]
    yield text[place:end]


def _items(draft: Draft, found: Sequence[Block], shown: Shown) -> None:
    claimed = sorted(_claimed(draft, found), key=lambda each: each.position)
    there = Counter(_normal(item) for item in [*shown.items, *(("span", span) for span in shown.spans)])
    for each in claimed:
        if there[each.item] > 0:
            there[each.item] -= 1
            continue
        message, expected = NOT_SHOWN[each.item[0]]
        if "|" in each.item[1] and "|" in draft.text.line_at(each.position).replace(each.item[1], ""):
            message, expected = "a bar ends the cell of a table here", r"\mid, \lvert or \rvert in a formula"
        elif each.item[0] == "code" and OPTIONS_OF_FENCE.search(draft.text.line_at(each.position)):
            expected += ", and behind its language what MkDocs knows: title, hl_lines or linenums, in quotes"
        draft.fault(each.position, message, expected)
    rows = [row for block in found if block.kind in TEXTS for row in range(block.row, block.after)]
    for kind, content in islice(there.elements(), AT_ONCE):
        row = _row(draft, rows, content)
        known = {fault.line for fault in draft.faults}
        if row is None and not known:
            row = 0
        if row is not None and kind in STRAY and row + draft.text.first_line not in known:
            draft.fault(draft.text.starts[row], *STRAY[kind])


def _claimed(draft: Draft, found: Sequence[Block]) -> Iterator[_Claimed]:
    for block in found:
        position = draft.text.starts[block.row]
        if block.kind == "fence":
            yield _Claimed(_normal(("code", block.body)), position)
        elif block.kind == "display":
            yield _Claimed(_normal(("formula", block.body)), position)
        elif block.kind == "image":
            yield _Claimed(("picture", PurePosixPath(block.head["target"]).name), position)
    images = {draft.text.starts[block.row] for block in found if block.kind == "image"}
    for claim in draft.claims:
        if not isinstance(claim, Equation) or claim.display:
            continue
        if draft.text.start_of(claim.start) not in images:  # a formula in an alt text is a fault already
            yield _Claimed(_normal(("formula", claim.latex)), claim.start)
    for position, span in draft.spans:
        yield _Claimed(_normal(("span", span)), position)


def _normal(item: ShownItem) -> ShownItem:
    kind, content = item
    if kind == "code":
        return kind, content.expandtabs(STEP).strip("\n")
    if kind == "span":
        content = SHEBANG.sub("", content.strip(), count=1)
    return kind, " ".join(content.split())


def _row(draft: Draft, rows: list[int], content: str) -> int | None:
    """Return the row of running text that is the first line of the content, or else holds it."""
    first = content.strip().partition("\n")[0].strip()
    part = re.compile(rf"(?<!\w){re.escape(first)}(?!\w)")
    whole = [row for row in rows if draft.text.lines[row].strip() == first]
    return next(iter(whole or (row for row in rows if part.search(draft.text.lines[row]))), None)


def _ordinals(draft: Draft, shown: Shown) -> None:
    """Report the first item of a list that has another number on the site than in the source."""
    if "<ol" in draft.text.text:
        return  # the numbers of HTML are no text of the page
    for (position, written), number in zip(sorted(draft.ordinals), [*shown.ordinals, None], strict=False):
        if written != number and not (written == 1 and number):
            got = f"number {number}" if number else "no item of a list"
            expected = f"{STEP} spaces before all that belongs to an item, and an empty line above the list"
            draft.fault(position, f"MkDocs reads this as {got}", expected)
            return


def _html(draft: Draft, raw: list[str], shown: Shown) -> None:
    """Report Markdown within HTML, which is shown as it stands, and elements that are never closed."""
    # Raw are entities and code in a line as well.
    tagged = (block for block in raw if block.lstrip().startswith("<"))
    lines = (line.strip() for block in tagged for line in NO_TEXT.sub("", block).split("\n"))
    for line in islice(filter(IN_HTML.search, lines), AT_ONCE):
        message, expected = "Markdown in HTML is shown as it stands", 'the attribute markdown="1"'
        draft.fault(draft.text.starts[_first(draft, line) or 0], message, expected, line)
    for tag in dict.fromkeys([*shown.unclosed, *(tag for tag, _ in shown.open)]):
        row = _first(draft, f"<{tag}")
        if row is not None and tag in TAGS - MAY_STAY_OPEN:
            draft.fault(draft.text.starts[row], f"the element <{tag}> is never closed", f"</{tag}>")


def _left_over(draft: Draft, found: Sequence[Block], shown: Shown) -> None:
    """Report Markdown that a reader sees as signs; what its author escaped is not in the text like that."""
    rows = [row for block in found if block.kind in TEXTS for row in range(block.row, block.after)]
    for part, expected in islice(left_over(shown.text), AT_ONCE):
        written = re.compile(rf"(?<!\\){re.escape(part)}")
        row = next((row for row in rows if written.search(draft.text.lines[row])), None)
        if row is None:
            continue
        line = row + draft.text.first_line
        if {line, line - 1}.isdisjoint({fault.line for fault in draft.faults}):  # all of it is told above
            draft.fault(draft.text.starts[row], "this is shown as it stands", expected, part)


def _first(draft: Draft, part: str) -> int | None:
    """Return the first row that holds the part, in letters of either case."""
    rows = (row for row, line in enumerate(draft.text.lines) if part.lower() in line.lower())
    return next(rows, None)
