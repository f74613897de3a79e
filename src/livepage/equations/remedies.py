"""Edits that take back a slip of the pen: a lost factor put back, a bracket moved, a symbol replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lark import Tree

from livepage.equations.chapter.functions import COMMON
from livepage.equations.errors import EquationError
from livepage.equations.latex.grammar import span_of, tokenize
from livepage.equations.latex.raw import raw_name, text_of
from livepage.equations.rebuilt import (
    accumulated,
    averaged,
    bracketed,
    exchanged_factors,
    halved,
    halved_argument,
    index_outside,
    lost_term,
    moved_bracket,
    multiplied,
    negated,
    numerator,
    other_extreme,
    other_number,
    other_range,
    power_moved_in,
    power_of_product,
    rooted,
    turned_difference,
    turned_relation,
    upside_down,
    without_root,
)
from livepage.equations.rescripted import iteration, layer, less, other_size, shifted, turned
from livepage.equations.slips import Edit, Rule, Syntax, child_trees, inside, subtrees
from livepage.equations.trees.differentials import is_differential
from livepage.equations.trees.tree import Symbol
from livepage.equations.trees.vocabulary import Vocabulary

_LONE = r"(?<![a-zA-Z\\]){}(?![a-zA-Z'])"
"""A letter that is no part of a word or a command."""


def remedies(tree: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Yield the edits that only make sense as corrections."""
    texts = {latex[slice(*span_of(part))] for part in subtrees(tree) if part.data == "factor"}
    for term in subtrees(tree):
        if term.data == "term" and not is_differential(term.children[0]):
            place = span_of(term)[1]
            yield from (
                Edit("lost", place, place, f" {text}") for text in sorted(texts) if _may_be_lost(text)
            )
    for part in subtrees(tree):
        for rule in _RULES.get(str(part.data), ()):
            yield from rule(part, latex, vocabulary)


def closings(latex: str) -> Iterator[Edit]:
    """Put a closing bracket, or none, behind each part of LaTeX whose brackets do not close."""
    try:
        tokens = tokenize(latex)
    except EquationError:
        return
    for token in tokens:
        end = span_of(token)[1]
        if token.type == "CLOSE":
            yield Edit("bracket", end, end, str(token))
        elif token.type in {"NAME", "NUMBER", "RBRACE"}:
            yield Edit("bracket", end, end, ")")
    for token in tokens:
        if token.type in {"CLOSE", "OPEN", "RBRACE", "LBRACE"}:
            yield Edit("bracket", *span_of(token), "")


def _may_be_lost(text: str) -> bool:
    """Tell whether the text of a factor is short, and no number."""
    return len(text) < 60 and any(letter.isalpha() for letter in text)


def _order(term: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Exchange two factors that stand side by side."""
    for one, two in pairwise(child_trees(term)):
        (a, b), (c, d) = span_of(one), span_of(two)
        yield Edit("order", a, d, f"{latex[c:d]} {latex[b:c]} {latex[a:b]}")


def _differential(fraction: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    r"""Put a `\partial` below a fraction that has one above, or above one that has it below."""
    parts = [inside(part) for part in fraction.children[1:]]
    has = [latex[start:end].lstrip().startswith(r"\partial") for start, end in parts]
    if has[0] != has[1]:
        start = parts[has.index(False)][0]
        yield Edit("differential", start, start, r"\partial ")


def _moving(factor: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put a d before a symbol, where the equation is one of differentials."""
    raw = raw_name(factor)
    if raw is not None and latex.lstrip().startswith("d") and vocabulary.find(raw) is not None:
        yield Edit("differential", raw.span[0], raw.span[0], "d ")


def _sister(factor: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put another symbol with as many letters, rows and columns in the place of a symbol."""
    raw = raw_name(factor)
    if raw is None or raw.function in vocabulary.functions:
        return
    above = text_of(raw.supers[0]) if raw.supers else ""
    symbol, place = vocabulary.find(raw, above), raw.span
    if symbol is None or not above:
        symbol, place = vocabulary.find(raw), raw.stem
    if symbol is None and (is_differential(factor) or raw.base in {r"\sum", r"\prod", r"\max", r"\min"}):
        return
    for form, other in vocabulary.forms.items():
        if symbol is None or (other.name != symbol.name and _looks_like(symbol, other)):
            yield Edit("sister", *place, form)


def _looks_like(symbol: Symbol, other: Symbol) -> bool:
    """Tell whether two symbols have as many rows and columns, and the same letters."""
    letters = [[n for n in item.index if isinstance(n, str)] for item in (symbol, other)]
    whole = [item.index.count(None) for item in (symbol, other)]
    return letters[0] == letters[1] and min(whole[0], 1) == min(whole[1], 1)


def _inverse(factor: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Invert a matrix."""
    raw = raw_name(factor)
    symbol = vocabulary.find(raw) if raw is not None and not raw.supers else None
    if raw is not None and symbol is not None and symbol.index.count(None) == 2:
        yield Edit("inverse", raw.stem[1], raw.stem[1], "^{-1}")


def _squared(factor: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Square a bracket, or take its root or logarithm; a name likewise."""
    if is_differential(factor) or _has_power(factor):
        return
    start, end = span_of(factor)
    atom = factor.children[0]
    if isinstance(atom, Tree) and atom.data == "paren":
        yield Edit("exponent", end, end, "^2")
    if latex[start:end].isdigit():
        return
    yield Edit("root", start, end, rf"\sqrt{{{latex[start:end]}}}")
    yield Edit("function", start, end, rf"\log({latex[start:end]})")


def _has_power(factor: Syntax) -> bool:
    return any(part.data == "super" for part in child_trees(factor))


def _without_function(factor: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Leave out a function before its argument."""
    raw = raw_name(factor)
    if raw is not None and raw.base in {r"\sum", r"\prod", r"\int"}:
        yield Edit("function", raw.span[0], raw.span[0], r"\log ")
    if raw is not None and raw.function in vocabulary.functions:
        yield Edit("function", *span_of(factor), "")
        for other in sorted({r"\exp", r"\ln", r"\log", r"\tanh"} - {latex[slice(*raw.stem)]}):
            yield Edit("function", *raw.stem, other)


def _primes(factor: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Add a prime to a function, or leave one out."""
    raw = raw_name(factor)
    if raw is None or raw.function not in vocabulary.functions:
        return
    for script in child_trees(factor):
        if script.data == "prime":
            yield Edit("prime", *span_of(script), "'" * (raw.primes - 1))
    end = span_of(factor)[1]
    yield Edit("prime", end, end, "'")


def _lost(term: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put back a factor that was lost: a number for each letter, or before or behind the term."""
    if is_differential(term.children[0]):
        return
    start, end = span_of(term)
    for declared, symbol in (vocabulary.forms | vocabulary.written_forms).items():
        if None in symbol.index:
            yield Edit("lost", end, end, f" {declared}^T")
            yield Edit("lost", start, start, f"{declared}^T ")
        for form in (declared, *_at_other_letters(declared, symbol, latex[start:end], vocabulary)):
            yield Edit("lost", end, end, f" {form}")
            yield Edit("lost", start, start, f"{form} ")


def _at_other_letters(form: str, symbol: Symbol, text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield a name of one letter at the other letters of its axis that occur in a text."""
    letters = [n for n in symbol.index if isinstance(n, str)]
    for other in vocabulary.letters if len(letters) == 1 else ():
        is_same_axis = vocabulary.axes[other] == vocabulary.axes[letters[0]]
        if other != letters[0] and is_same_axis and re.search(_LONE.format(other), text):
            yield re.sub(_LONE.format(letters[0]), other, form)


def _letter(factor: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put another letter in the place of one in a bracket, as in `p(x)`, and another size in that of one."""
    raw = raw_name(factor)
    if raw is None or raw.supers:
        return
    name = raw.base + "'" * raw.primes
    if name in vocabulary.axes and not raw.subs:
        others = [*vocabulary.letters, *(f"{letter}'" for letter in vocabulary.letters if len(letter) == 1)]
        yield from (Edit("index", *raw.stem, other) for other in others if other != name)
    if raw.written in vocabulary.sizes:
        own = vocabulary.sizes[raw.written]
        yield from (Edit("size", *raw.stem, other) for other in vocabulary.sizes.values() if other != own)
        yield Edit("share", raw.stem[1], raw.stem[1], " - 1")


def _share(term: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put back that a sum is a mean."""
    start = span_of(term)[0]
    if not is_differential(term.children[0]):
        for size in vocabulary.sizes.values():
            yield Edit("share", start, start, rf"\frac{{1}}{{{size}}} ")


def _powers(factor: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Raise a number to another one that the graph has."""
    raw = raw_name(factor)
    symbol = vocabulary.find(raw) if raw is not None and not raw.supers else None
    if raw is None or symbol is None or symbol.index:
        return
    for form, other in vocabulary.forms.items():
        if not other.index and other.name != symbol.name:
            yield Edit("lost", raw.stem[1], raw.stem[1], f"^{{{form}}}")


def _below(factor: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Divide by a number instead of multiplying by it."""
    raw = raw_name(factor)
    symbol = vocabulary.find(raw) if raw is not None and not raw.supers else None
    is_number = symbol is not None and not symbol.index
    if raw is not None and (is_number or raw.written in vocabulary.sizes):
        start, end = span_of(factor)
        yield Edit("upside down", start, end, rf"\frac{{1}}{{{latex[start:end]}}}")


def _around_function(term: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    r"""Exchange the names before and behind a function, as in `p_i \log q_i`."""
    raws = [raw_name(part) for part in child_trees(term)]
    for one, function, two in zip(raws, raws[1:], raws[2:], strict=False):
        if one is None or function is None or two is None or function.function not in vocabulary.functions:
            continue
        (a, b), (c, d) = one.stem, two.stem
        yield Edit("swap", a, d, latex[c:d] + latex[b:c] + latex[a:b])


def _other_function(factor: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put another function of the chapter in the place of one."""
    raw = raw_name(factor)
    own = [*(name for name in vocabulary.functions if name not in COMMON), *vocabulary.callables]
    if raw is None or raw.function not in own:
        return
    start, end = raw.stem
    for other in own:
        if other != raw.function and other.isalpha() and raw.base.isalpha():
            yield Edit("sister", start, end, latex[start:end].replace(raw.base, other))


_RULES: dict[str, tuple[Rule, ...]] = {
    "term": (_order, _around_function, _lost, _share, power_of_product),
    "fraction": (_differential, upside_down, numerator, rooted, other_number),
    "factor": (
        *(_moving, _sister, _inverse, _squared, _without_function, _primes, _other_function, _below),
        *(power_moved_in, other_extreme, other_range, _letter, _powers, other_number),
    ),
    "root": (without_root,),
    "expr": (bracketed, halved, lost_term, turned_difference, multiplied, averaged, exchanged_factors),
    "statement": (negated, turned_relation, accumulated),
    "paren": (moved_bracket, index_outside, halved_argument),
    "super": (iteration, less, layer, turned, other_number),
    "sub": (iteration, shifted, other_size),
}
