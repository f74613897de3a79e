"""Slips of the pen as edits of LaTeX, each at a place that a syntax tree gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lark import Token, Tree

from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import raw_name, text_of, tokens_of
from livepage.equations.trees.differentials import is_differential
from livepage.equations.trees.vocabulary import Vocabulary

Syntax = Tree[Token]


@dataclass(frozen=True)
class Edit:
    """Put `text` in the place of `latex[start:end]`."""

    kind: str
    start: int
    end: int
    text: str

    def apply(self, latex: str) -> str:
        """Return the edited LaTeX; a command is kept apart from a letter that follows."""
        before, after = latex[: self.start], latex[self.end :]
        left = " " if before[-1:].isalpha() and self.text[:1].isalpha() else ""
        right = " " if self.text[-1:].isalpha() and after[:1].isalpha() else ""
        return before + left + self.text + right + after


def edits(tree: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Yield the edits that falsify an equation."""
    for statement in tree.children:
        if isinstance(statement, Tree):
            yield from _swaps(statement, latex)
            for part in subtrees(statement):
                rule = _RULES.get(part.data)
                if rule is not None:
                    yield from rule(part, latex, vocabulary)


def subtrees(tree: Syntax) -> Iterator[Syntax]:
    """Yield a syntax tree and all below it."""
    yield tree
    for part in tree.children:
        if isinstance(part, Tree):
            yield from subtrees(part)


def child_trees(tree: Syntax) -> list[Syntax]:
    """Return the trees directly below a syntax tree, its tokens left out."""
    return [part for part in tree.children if isinstance(part, Tree)]


def inside(tree: object) -> tuple[int, int]:
    """Return where a tree stands, without the braces around it."""
    assert isinstance(tree, (Tree, str))
    start, end = span_of(tree)  # type: ignore[arg-type]
    return (start + 1, end - 1) if isinstance(tree, Tree) and tree.data == "group" else (start, end)


def _sign(expr: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Flip a sign, or put a minus before a first term that has none."""
    for part in expr.children:
        if isinstance(part, Token):
            yield Edit("sign", *span_of(part), "+" if part != "+" else "-")
    first = expr.children[0]
    if isinstance(first, Tree) and not is_differential(first.children[0]):
        start = span_of(first)[0]
        yield Edit("sign", start, start, "-")


def _term(expr: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Drop a term of a sum, with the sign before it."""
    terms = child_trees(expr)
    for before, dropped in pairwise(terms):
        yield Edit("term", span_of(before)[1], span_of(dropped)[1], "")
    if len(terms) > 1:
        second = next(part for part in expr.children[1:] if isinstance(part, Token))
        yield Edit("term", span_of(expr)[0], span_of(second)[0], "")


def _factor(term: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Double a term, or drop one of its factors."""
    if is_differential(term.children[0]):
        return
    start, end = span_of(term)
    yield Edit("factor", start, start, r"2 \cdot ")
    parts = child_trees(term)
    if len(parts) > 1:
        for this, following in pairwise(parts):
            yield Edit("factor", span_of(this)[0], span_of(following)[0], "")
        yield Edit("factor", span_of(parts[-2])[1], end, "")


def _swaps(statement: Syntax, latex: str) -> Iterator[Edit]:
    """Swap two neighbouring names."""
    factors = [part for part in subtrees(statement) if part.data == "factor" and not is_differential(part)]
    spans = [raw.stem for part in factors if (raw := raw_name(part))]
    for one, two in pairwise(spans):
        if one[1] <= two[0] and latex[slice(*one)] != latex[slice(*two)]:
            between = latex[one[1] : two[0]]
            yield Edit("swap", one[0], two[1], latex[slice(*two)] + between + latex[slice(*one)])


def _name(factor: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put another function in the place of a function; square a symbol, or transpose it."""
    raw = raw_name(factor)
    if raw is None or is_differential(factor):
        return
    start, end = raw.stem
    if raw.function in vocabulary.functions:
        for other in sorted({"exp", "log"} - {raw.function}):
            yield Edit("function", start, end, rf"\{other}")
        return
    symbol = vocabulary.find(raw)
    if symbol is not None and not raw.supers:
        yield Edit("exponent", end, end, "^2")
        if None in symbol.index:
            yield Edit("transpose", end, end, "^T")


def _script(script: Syntax, _: str, __: Vocabulary) -> Iterator[Edit]:
    """Drop an exponent or a transpose."""
    kind = "transpose" if text_of(script.children[1]) in {"T", r"\top"} else "exponent"
    yield Edit(kind, *span_of(script), "")


def _index(script: Syntax, _: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Put another letter, the place 1 or another part of a name in the place of each part of a subscript."""
    names = {part for key in vocabulary.symbols for part in key[2]}
    for token in tokens_of(script):
        if token.type not in {"NAME", "NUMBER"}:
            continue
        for other in sorted({*names, *vocabulary.letters, "1", "2"} - {str(token)}):
            yield Edit("index", *span_of(token), other)


def _number(tree: Syntax, latex: str, __: Vocabulary) -> Iterator[Edit]:
    """Add one to a number, and take one from the size at which a sum ends."""
    is_exponent = tree.data == "super"
    for token in tree.children:
        if isinstance(token, Token) and token.type == "NUMBER":
            kind = "exponent" if is_exponent else "factor"
            yield Edit(kind, *span_of(token), f"{float(token) + 1:g}")
    raw = raw_name(tree) if tree.data == "factor" else None
    if raw is not None and raw.base in {r"\sum", r"\prod"} and raw.supers:
        start, end = span_of(raw.supers[0])
        yield Edit("range", start, end, f"{{{latex[start:end]} - 1}}")


Rule = Callable[[Syntax, str, Vocabulary], Iterator[Edit]]


def _all(*rules: Rule) -> Rule:
    def apply(tree: Syntax, latex: str, vocabulary: Vocabulary) -> Iterator[Edit]:
        for rule in rules:
            yield from rule(tree, latex, vocabulary)

    return apply


_RULES: dict[str, Rule] = {
    "expr": _all(_sign, _term),
    "term": _factor,
    "factor": _all(_name, _number),
    "super": _all(_script, _number),
    "sub": _index,
    "fraction": _number,
    "binomial": _number,
}
