"""Corrections of what is built of parts: brackets, fractions, roots, sums, the sides of a relation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lark import Token, Tree

from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import raw_name
from livepage.equations.latex.spelling import relation
from livepage.equations.slips import Edit, Syntax, child_trees, inside, subtrees
from livepage.equations.trees.differentials import is_differential
from livepage.equations.trees.vocabulary import Vocabulary


def upside_down(fraction: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Exchange what stands above and below, in a derivative as well."""
    above, below = fraction.children[1:]
    (a, b), (c, d) = span_of(above), span_of(below)
    yield Edit("upside down", a, d, latex[c:d] + latex[b:c] + latex[a:b])


def rooted(fraction: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Take the root, or the square, of what stands above or below a fraction."""
    for part in fraction.children[1:]:
        start, end = inside(part)
        yield Edit("root", start, end, rf"\sqrt{{{latex[start:end]}}}")
        yield Edit("exponent", start, end, f"({latex[start:end]})^2")


def without_root(root: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Leave a root out, or let it end behind its first term."""
    start, end = span_of(root)
    inner = root.children[-1]
    expr = next((part for part in subtrees(root) if part.data == "expr"), None)
    if expr is not None and len(terms := child_trees(expr)) > 1:
        cut = span_of(terms[0])[1]
        rooted = rf"\sqrt{{{latex[span_of(expr)[0] : cut]}}}{latex[cut : span_of(expr)[1]]}"
        is_below = latex[:start].rstrip()[-1:] == "/"
        yield Edit("root", start, end, f"({rooted})" if is_below else rooted)
    yield Edit("root", start, end, f"({latex[slice(*inside(inner))]})")


def bracketed(expr: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
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


def halved(expr: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Halve a term."""
    for term in child_trees(expr):
        if not is_differential(term.children[0]):
            start = span_of(term)[0]
            yield Edit("factor", start, start, r"\frac{1}{2} ")


def moved_bracket(paren: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Leave brackets out, or let them begin, or end, one factor later or earlier."""
    start, end = span_of(paren)
    opening, closing = (span_of(paren.children[place]) for place in (0, -1))
    within = latex[opening[1] : closing[0]]
    if str(paren.children[0]) not in {"(", "["} or len(paren.children) != 3:
        return
    yield Edit("bracket", start, end, within)
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


def numerator(fraction: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Leave out what stands below a fraction."""
    start, end = inside(fraction.children[1])
    yield Edit("numerator", *span_of(fraction), latex[start:end])


def lost_term(expr: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put back a term that was lost."""
    if is_differential(child_trees(expr)[0].children[0]):
        return
    start, end = span_of(expr)
    first = span_of(child_trees(expr)[0])[1]
    yield Edit("one", start, start, "1 - ")
    yield Edit("one", end, end, " + 1")
    for form in vocabulary.forms:
        yield Edit("lost", first, first, f" + {form}")
        yield Edit("lost", end, end, f" - {form}")


def negated(statement: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
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


def averaged(expr: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Divide a sum of terms by a size: it is a mean."""
    terms = child_trees(expr)
    if len(terms) > 1 and not is_differential(terms[0].children[0]):
        start, end = span_of(expr)
        for size in vocabulary.sizes.values():
            yield Edit("share", start, end, rf"\frac{{1}}{{{size}}} ({latex[start:end]})")


def turned_relation(statement: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Turn an order: less for more."""
    for part in statement.children:
        if isinstance(part, Token) and (other := _TURNED.get(relation(part))):
            yield Edit("relation", *span_of(part), other)


_TURNED = {"<": ">", ">": "<", "≤": r"\ge ", "≥": r"\le "}


def turned_difference(expr: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Exchange the two parts of a difference of single factors."""
    terms = child_trees(expr)
    signs = [str(part) for part in expr.children if isinstance(part, Token)]
    is_plain = len(terms) == 2 and all(len(child_trees(term)) == 1 for term in terms)
    if is_plain and signs == ["-"] and not is_differential(terms[0].children[0]):
        (a, b), (c, d) = map(span_of, terms)
        yield Edit("difference", a, d, f"{latex[c:d]} - {latex[a:b]}")


def multiplied(expr: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Leave out a sign between two terms, so that they are multiplied."""
    signs = [part for part in expr.children if isinstance(part, Token)]
    if len(signs) == 1 and len(child_trees(expr)) == 2:
        yield Edit("product", *span_of(signs[0]), " ")


def power_moved_in(factor: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Move the power of a bracket to the last part of it."""
    atom, *scripts = factor.children
    is_bracket = isinstance(atom, Tree) and atom.data == "paren" and len(atom.children) == 3
    if is_bracket and len(scripts) == 1 and isinstance(scripts[0], Tree) and scripts[0].data == "super":
        assert isinstance(atom, Tree)
        closing = span_of(atom.children[-1])
        power = slice(*span_of(scripts[0]))
        yield Edit("bracket", closing[0], power.stop, latex[power] + latex[slice(*closing)])


_EXTREMES = {
    r"\max": (r"\min", r"\sum"),
    r"\min": (r"\max",),
    r"\sum": (r"\prod", r"\max"),
    r"\prod": (r"\sum",),
}
_PLACES = {"argmax": "argmin", "argmin": "argmax"}


def other_extreme(factor: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Put the least in the place of the largest, a product in that of a sum, a sum in that of the largest."""
    start, end = span_of(factor.children[0])
    text = latex[start:end]
    for other in _EXTREMES.get(text, ()):
        yield Edit("function", start, end, other)
    for one, other in _PLACES.items():
        if one in text:
            yield Edit("function", start, end, text.replace(one, other))


def exchanged_factors(expr: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Exchange the first factors of two terms, such as the gates of a cell."""
    terms = child_trees(expr)
    if len(terms) == 2 and all(len(child_trees(term)) > 1 for term in terms):
        (a, b), (c, d) = (span_of(child_trees(term)[0]) for term in terms)
        if not any(is_differential(child_trees(term)[0]) for term in terms):
            yield Edit("swap", a, d, latex[c:d] + latex[b:c] + latex[a:b])


def other_range(factor: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Let a sum run over all of another axis, or of its own."""
    raw = raw_name(factor)
    if raw is None or raw.base not in {r"\sum", r"\prod"} or not raw.supers:
        return
    start, end = span_of(factor)
    for letter in vocabulary.letters:
        size = vocabulary.axes[letter][0]
        kind = "size" if raw.subs[:2] in {("{", letter), (letter,)} else "other range"
        yield Edit(kind, start, end, rf"{raw.base}_{{{letter}=1}}^{{{size}}}")


def accumulated(statement: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Say that what stands on the right is a part of what is added up."""
    relations = [part for part in statement.children if isinstance(part, Token)]
    if len(relations) == 1 and str(relations[0]) == "=":
        yield Edit("accumulated", *span_of(relations[0]), r"\mathrel{+}=")


def power_of_product(term: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Let a power be that of the factor before it, too."""
    for one, two in pairwise(child_trees(term)):
        last = two.children[-1]
        if len(one.children) == 1 < len(two.children) and isinstance(last, Tree) and last.data == "super":
            start, (power, end) = span_of(one)[0], span_of(last)
            yield Edit("bracket", start, end, f"({latex[start:power]}){latex[power:end]}")


def index_outside(paren: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Move the index of what stands alone in a bracket behind the bracket, as that of a function's value."""
    below = [part for part in subtrees(paren) if part.data == "sub"]
    factors = [part for part in subtrees(paren) if part.data == "factor"]
    if len(below) == 1 and (len(factors) == 1 or _is_marked(paren)):
        (start, end), (one, two) = span_of(paren), span_of(below[0])
        yield Edit("bracket", start, end, latex[start:one] + latex[two:end] + latex[one:two])


def _is_marked(paren: Syntax) -> bool:
    r"""Tell whether nothing but a name with a mark stands in a bracket, as an `\mathbf{x_i}`."""
    tree = paren.children[1]
    while isinstance(tree, Tree) and len(tree.children) == 1:
        tree = tree.children[0]
    return isinstance(tree, Tree) and tree.data == "decorated"


def halved_argument(paren: Syntax, latex: str, _: Vocabulary) -> Iterator[Edit]:
    """Halve a name that stands alone in a bracket."""
    factors = [part for part in subtrees(paren) if part.data == "factor"]
    if len(factors) == 1 and not latex[slice(*span_of(factors[0]))].isdigit():
        end = span_of(factors[0])[1]
        yield Edit("factor", end, end, "/2")


def other_number(tree: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Put another digit in the place of one."""
    for token in tree.children:
        if isinstance(token, Token) and token.type == "NUMBER" and len(token) == 1:
            yield from (Edit("number", *span_of(token), digit) for digit in "0123456789" if digit != token)
