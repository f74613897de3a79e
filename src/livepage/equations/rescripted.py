"""Corrections of what stands above and below a name: iterations, layers, transposes, exponents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import text_of, tokens_of
from livepage.equations.slips import Edit, Syntax, inside
from livepage.equations.trees.vocabulary import Vocabulary


def iteration(script: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put the update before, or the one after, in the place of one."""
    start, end = span_of(script.children[1])
    letter = vocabulary.iteration
    text = text_of(script.children[1])
    bare = text.strip("()[]")
    if not letter or bare not in {letter, f"{letter}+1", f"{letter}-1"}:
        return
    left, right = ("(", ")") if text.startswith("(") else ("", "")
    for other in (letter, f"{letter}+1", f"{letter}-1"):
        if other != bare:
            yield Edit("iteration", start, end, f"{{{left}{other}{right}}}")


def less(script: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Take one from an exponent."""
    text = text_of(script.children[1])
    if text.isdecimal() and int(text) > 2:
        yield Edit("exponent", *span_of(script.children[1]), f"{{{int(text) - 1}}}")


def layer(script: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put another layer, or another mark that a declared name has, above a name."""
    text = text_of(script.children[1])
    marks = {key[4] for key in vocabulary.symbols}
    if text in marks:
        place = span_of(script.children[1])
        yield from (Edit("layer", *place, f"{{{other}}}") for other in sorted(marks - {text, "", "()"}))


def turned(script: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Transpose a name with a layer, or invert what is transposed; take one from a letter above."""
    place = span_of(script.children[1])
    text = text_of(script.children[1])
    marks = {key[4] for key in vocabulary.symbols} - {""}
    if text in marks:
        yield Edit("transpose", *place, f"{{{text}T}}")
    bare = text.removesuffix("T").removesuffix(r"\top")
    if bare != text and bare in marks:
        end = text[len(bare) :]
        yield from (Edit("layer", *place, f"{{{other}{end}}}") for other in sorted(marks - {bare, "()"}))
    if text in {"T", r"\top"}:
        yield Edit("inverse", *place, "{-1}")
        yield Edit("inverse", *place, f"{{-{latex[slice(*place)].strip('{}')}}}")
    if text == "-1":
        yield Edit("inverse", *place, "{-T}")
    if text in vocabulary.axes or text in vocabulary.sizes:
        yield Edit("exponent", *place, f"{{{text}-1}}")
        yield Edit("exponent", *place, f"{{{text}+1}}")
    for token in tokens_of(script):
        if token.type == "NUMBER" and str(token) in {"1", "2"}:
            yield Edit("exponent", *span_of(token), str(int(token) + 2))


def shifted(script: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Add one to what is added to a letter below, or take one away."""
    start, end = inside(script.children[1])
    match = _SHIFT.fullmatch(latex[start:end])
    if match is None:
        return
    for change in (-1, 1):
        number = int(match[2].replace(" ", "")) + change
        yield Edit("shift", start, end, match[1] + (f"{number:+d}" if number else ""))


def other_size(script: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put another size in the place of one below a name."""
    for token in tokens_of(script):
        own = vocabulary.sizes.get(str(token))
        others = [other for other in vocabulary.sizes.values() if own and other != own]
        yield from (Edit("size", *span_of(token), other) for other in others)


_SHIFT = re.compile(r"(.*[a-zA-Z])\s*([+-]\s*\d)\s*", re.DOTALL)
