"""Reads what code says in words: comments and docstrings, which a reader believes and Python does not run."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from livepage.model.claims import FaultCode
from livepage.reading.blocks import Block
from livepage.reading.draft import PRINT, Draft
from livepage.reading.facts import facts

ARROW = re.compile(r"#+\s*(?:->|→|=>|⇒|==?|>>>)?\s*")
RESULT = re.compile(
    r"\b(?:out(?:put)?|result|answer|gives?|prints?|shows?|yields?|equals?)\b"
    r"(?:\[\d+\])?[:= ]*(?P<number>[-−+]?\d+)(?![-\w]|\.\d)",
    re.IGNORECASE,
)
ARRAY = re.compile(
    r"#\s*(?:->|→)?\s*(?:np\.)?(?:array|tensor|Tensor|matrix|float\d+|int\d+)\((?P<inside>.*)\)\s*$"
)
NUMBER = re.compile(r"[-−+]?\d+(?:\.\d*)?")
EXAMPLE = re.compile(r"\s*>>> ")

SIMPLE = ast.Expr | ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Return
Spot = tuple[int, int, int]  # row, and from which column to which


def check_words(draft: Draft, block: Block) -> None:
    """Report what the comments and docstrings of a block state."""
    starts, lines, body = draft.text.starts, draft.text.lines, block.body.split("\n")
    first = block.row + 1
    places = []
    for row, begin, end in numbers_in_words(block.body):
        start = starts[first + row] + len(lines[first + row]) - len(body[row] + "\n")  # behind its margin
        places.append((start + begin, start + end))
    draft.check_loose(places, starts[first], starts[block.after], in_code=True)
    told = [(row, "this comment states a result that nothing checks") for row in other_results(block.body)]
    told += [(row, "nothing runs this example of a docstring") for row in prompts(block.body)]
    for row, message in told:
        got = lines[first + row].strip()
        draft.fault(starts[first + row], message, PRINT, got, FaultCode.WORDS_OF_CODE)


def numbers_in_words(code: str) -> list[Spot]:
    """Return where comments and docstrings of the code state numbers, as `facts` has it.

    Examples:
        >>> numbers_in_words("y = f(x)  # 0.25")
        [(0, 12, 16)]
    """
    return [
        (row, column + start - at, column + end - at)
        for row, column, text, at in _words(code)
        for start, end in sorted({*facts(text, at, len(text)), *_told(text)})
    ]


def _told(text: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers that a comment gives as a result, be they of one digit."""
    if text.startswith("#"):  # a docstring may say what a function gives
        yield from (match.span("number") for match in RESULT.finditer(text))
    if array := ARRAY.match(text):
        yield from (match.span() for match in NUMBER.finditer(text, *array.span("inside")))


def other_results(code: str) -> list[int]:
    """Return the rows of statements beside which a comment has another result than a number.

    Examples:
        >>> other_results("x > 3  # True")
        [0]
    """
    tree = _tree(code)
    ends = {node.end_lineno for node in (ast.walk(tree) if tree else ()) if isinstance(node, SIMPLE)}
    return [token.start[0] - 1 for token in _comments(code) if token.start[0] in ends and _is_result(token)]


def prompts(code: str) -> list[int]:
    """Return the rows at which docstrings have examples with a prompt."""
    lines = code.split("\n")
    return [
        row
        for first, last in _docstrings(code)
        for row in range(first, last + 1)
        if EXAMPLE.match(lines[row])
    ]


def _is_result(comment: tokenize.TokenInfo) -> bool:
    text = ARROW.sub("", comment.string, count=1)
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return False
    return not text.replace(".", "").strip("-+").isdigit()


def _words(code: str) -> Iterator[tuple[int, int, str, int]]:
    """Yield the row and column of each comment and line of a docstring, and where its words begin in it."""
    for token in _comments(code):
        at = len(token.string) - len(token.string.lstrip("#"))
        yield token.start[0] - 1, token.start[1] + at, token.string, at
    lines = code.split("\n")
    for first, last in _docstrings(code):
        yield from ((row, 0, lines[row].rstrip("\"'"), 0) for row in range(first, last + 1))


def _comments(code: str) -> Iterator[tokenize.TokenInfo]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                yield token
    except (tokenize.TokenError, SyntaxError):  # which is told where it is compiled
        return


def _docstrings(code: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of each docstring, and of any other string that is a statement."""
    tree = _tree(code)
    for node in ast.walk(tree) if tree else ():
        text = node.value if isinstance(node, ast.Expr) else None
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield text.lineno - 1, (text.end_lineno or text.lineno) - 1


def _tree(code: str) -> ast.Module | None:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
