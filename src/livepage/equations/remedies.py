"""Edits that take back a slip of the pen: a lost factor put back, a bracket moved, a symbol replaced."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lark import Tree

from livepage.equations.errors import EquationError
from livepage.equations.latex.grammar import span_of, tokenize
from livepage.equations.latex.raw import raw_name, text_of
from livepage.equations.slips import Edit, Rule, Syntax, child_trees, subtrees
from livepage.equations.trees.differentials import is_differential
from livepage.equations.trees.tree import Symbol
from livepage.equations.trees.vocabulary import Vocabulary


def remedies(tree: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Yield the edits that only make sense as corrections."""
    rules: dict[str, tuple[Rule, ...]] = {
        "term": (_order, _lost),
        "fraction": (_differential, _upside_down, _numerator, _rooted),
        "factor": (_moving, _sister, _inverse, _squared, _without_function, _primes),
        "root": (_without_root,),
        "expr": (_bracketed, _halved, _lost_term),
        "statement": (_negated,),
        "paren": (_moved_bracket,),
        "super": (_iteration, _less, _layer),
        "sub": (_iteration,),
    }
    inside = {latex[slice(*span_of(part))] for part in subtrees(tree) if part.data == "factor"}
    for term in subtrees(tree):
        if term.data == "term" and not is_differential(term.children[0]):
            place = span_of(term)[1]
            yield from (
                Edit("lost", place, place, f" {text}") for text in sorted(inside) if _may_be_lost(text)
            )
    for part in subtrees(tree):
        for rule in rules.get(str(part.data), ()):
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
    parts = [_inside(part) for part in fraction.children[1:]]
    has = [latex[start:end].lstrip().startswith(r"\partial") for start, end in parts]
    if has[0] != has[1]:
        start = parts[has.index(False)][0]
        yield Edit("differential", start, start, r"\partial ")


def _moving(factor: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put a d before a symbol, where the equation is one of differentials."""
    raw = raw_name(factor)
    if raw is not None and latex.lstrip().startswith("d") and vocabulary.find(raw) is not None:
        yield Edit("differential", raw.span[0], raw.span[0], "d ")


def _upside_down(fraction: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Exchange what stands above and below, in a derivative as well."""
    above, below = fraction.children[1:]
    (a, b), (c, d) = span_of(above), span_of(below)
    yield Edit("upside down", a, d, latex[c:d] + latex[b:c] + latex[a:b])


def _rooted(fraction: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Take the root, or the square, of what stands above or below a fraction."""
    for part in fraction.children[1:]:
        start, end = _inside(part)
        yield Edit("root", start, end, rf"\sqrt{{{latex[start:end]}}}")
        yield Edit("exponent", start, end, f"({latex[start:end]})^2")


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
    yield Edit("root", start, end, rf"\sqrt{{{latex[start:end]}}}")
    yield Edit("function", start, end, rf"\log({latex[start:end]})")


def _has_power(factor: Syntax) -> bool:
    return any(part.data == "super" for part in child_trees(factor))


def _without_function(factor: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Leave out a function before its argument."""
    raw = raw_name(factor)
    if raw is not None and raw.base in {r"\sum", r"\prod", r"\int"}:
        yield Edit("function", raw.span[0], raw.span[0], r"\log ")
    if raw is not None and raw.function in vocabulary.functions and not raw.subs:
        yield Edit("function", *span_of(factor), "")
        for other in sorted({r"\exp", r"\ln", r"\log", r"\tanh"} - {latex[slice(*raw.stem)]}):
            yield Edit("function", *raw.stem, other)


def _without_root(root: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    start, end = span_of(root)
    inner = root.children[-1]
    expr = next((part for part in subtrees(root) if part.data == "expr"), None)
    if expr is not None and len(terms := child_trees(expr)) > 1:
        cut = span_of(terms[0])[1]
        yield Edit(
            "root", start, end, rf"\sqrt{{{latex[span_of(expr)[0] : cut]}}}{latex[cut : span_of(expr)[1]]}"
        )
    yield Edit("root", start, end, f"({latex[slice(*_inside(inner))]})")


def _inside(tree: object) -> tuple[int, int]:
    assert isinstance(tree, (Tree, str))
    start, end = span_of(tree)  # type: ignore[arg-type]
    return (start + 1, end - 1) if isinstance(tree, Tree) and tree.data == "group" else (start, end)


def _bracketed(expr: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Put brackets around the end of a sum, from a factor on."""
    terms = child_trees(expr)
    if len(terms) < 2:
        return
    end = span_of(expr)[1]
    for term in terms[:-1]:
        for factor in child_trees(term):
            start = span_of(factor)[0]
            yield Edit("bracket", start, end, f"({latex[start:end]})")
        last = child_trees(term)[-1]
        atom = last.children[0]
        if len(last.children) == 1 and isinstance(atom, Tree) and atom.data == "paren":
            inner, outer = span_of(atom.children[-1])
            yield Edit("bracket", inner, end, latex[outer:end] + latex[inner:outer])


def _halved(expr: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Halve a term."""
    for term in child_trees(expr):
        if not is_differential(term.children[0]):
            start = span_of(term)[0]
            yield Edit("factor", start, start, r"\frac{1}{2} ")


def _moved_bracket(paren: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Leave brackets out, or let them begin, or end, one factor later or earlier."""
    start, end = span_of(paren)
    opening, closing = (span_of(paren.children[place]) for place in (0, -1))
    inside = latex[opening[1] : closing[0]]
    if str(paren.children[0]) not in {"(", "["} or len(paren.children) != 3:
        return
    yield Edit("bracket", start, end, inside)
    expr = next((part for part in subtrees(paren) if part.data == "expr"), None)
    terms = child_trees(expr) if expr is not None else []
    for term in terms[:1]:
        for one in child_trees(term)[1:]:
            place = span_of(one)[0]
            yield Edit(
                "bracket", start, end, latex[opening[1] : place] + "(" + latex[place : closing[0]] + ")"
            )
    for before in terms[:-1]:
        place = span_of(before)[1]
        yield Edit("bracket", start, end, "(" + latex[opening[1] : place] + ")" + latex[place : closing[0]])


def _iteration(script: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
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


def _less(script: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Take one from an exponent."""
    text = text_of(script.children[1])
    if text.isdecimal() and int(text) > 2:
        yield Edit("exponent", *span_of(script.children[1]), f"{{{int(text) - 1}}}")


def _numerator(fraction: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Leave out what stands below a fraction."""
    start, end = _inside(fraction.children[1])
    yield Edit("numerator", *span_of(fraction), latex[start:end])


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


def _layer(script: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put another layer, or another mark that a declared name has, above a name."""
    text = text_of(script.children[1])
    marks = {key[4] for key in vocabulary.symbols}
    if text in marks:
        place = span_of(script.children[1])
        yield from (Edit("layer", *place, f"{{{other}}}") for other in sorted(marks - {text, "", "()"}))


def _lost_term(expr: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put back a term that was lost."""
    if is_differential(child_trees(expr)[0].children[0]):
        return
    start, end = span_of(expr)
    yield Edit("lost term", start, start, "1 - ")
    yield Edit("lost term", end, end, " + 1")
    for form in vocabulary.forms:
        yield Edit("lost term", end, end, f" + {form}")
        yield Edit("lost term", end, end, f" - {form}")


def _lost(term: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put back a factor that was lost: a number for each letter, or before or behind the term."""
    if is_differential(term.children[0]):
        return
    start, end = span_of(term)
    for form, symbol in vocabulary.forms.items():
        if None in symbol.index:
            yield Edit("lost", end, end, f" {form}^T")
            yield Edit("lost", start, start, f"{form}^T ")
        yield Edit("lost", end, end, f" {form}")
        yield Edit("lost", start, start, f"{form} ")


def _negated(statement: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Turn the signs of a whole side."""
    sides = [part for part in child_trees(statement) if part.data == "expr"]
    for side in sides[1:] if len(sides) > 1 else []:
        start, end = span_of(side)
        terms = child_trees(side)
        if len(terms) == 2 and [str(part) for part in side.children if part not in terms] == ["-"]:
            (a, b), (c, d) = map(span_of, terms)
            yield Edit("sign", a, d, f"{latex[c:d]} - {latex[a:b]}")
        elif len(terms) > 1:
            yield Edit("sign", start, end, rf"-\left( {latex[start:end]} \right)")
