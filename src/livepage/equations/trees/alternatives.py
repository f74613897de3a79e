"""Other usual readings of a statement, for where the first fits no shape: entry by entry, wide sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from livepage.equations.trees.tree import (
    Add,
    Entry,
    Fraction,
    Node,
    Number,
    Power,
    Product,
    Sides,
    Sum,
    Symbol,
    Transpose,
    mapped,
    parted,
    walk,
)


def alternatives(sides: Sides) -> Iterator[Sides]:
    """Yield the other readings of a statement, those that differ least first."""
    seen = [sides]
    for change in (_entry_by_entry, _with_quotients):
        for before in list(seen):
            changed = tuple(mapped(side, change) for side in before)
            if changed not in seen:
                seen.append(changed)
                yield changed


def with_wide_sums(sides: Sides) -> Sides:
    """Return a statement with sums that reach over the terms behind them which hold their letter."""
    return tuple(mapped(side, _with_wide_sums) for side in sides)


def with_powers_by_entry(sides: Sides, shapes: Mapping[str, tuple[int, ...]]) -> Sides:
    """Return a statement where the powers of square matrices are those of their entries."""

    def by_entry(node: Node) -> Node:
        if not isinstance(node, Power) or not any(_is_square(item, shapes) for item in walk(node.base)):
            return node
        power = node.exponent.value if isinstance(node.exponent, Number) else 0
        if power not in range(2, 10):
            return node
        factors = (("", node.base), *[("∘", node.base)] * (int(power) - 1))
        return Product(factors, span=node.span)

    return tuple(mapped(side, by_entry) for side in sides)


def _is_square(node: Node, shapes: Mapping[str, tuple[int, ...]]) -> bool:
    if not isinstance(node, Symbol) or node.index != (None, None):
        return False
    shape = shapes[node.name]
    return shape[0] == shape[1] > 1


def squared_row(sides: Sides, is_row: Callable[[Node], bool]) -> Node | None:
    r"""Return a row that stands beside its own transpose, as in `x_i^T x_i`: a number or a matrix."""
    for product in (item for side in sides for item in walk(side) if isinstance(item, Product)):
        parts = [part for _, part in product.factors]
        operators = [operator for operator, _ in product.factors[1:]]
        for operator, one, two in zip(operators, parts, parts[1:], strict=False):
            turned = [part.base if isinstance(part, Transpose) else None for part in (one, two)]
            if operator in {"", "·"} and (turned[0] == two or turned[1] == one):
                row = two if turned[0] == two else one
                if is_row(row):
                    return row
    return None


def _entry_by_entry(node: Node) -> Node:
    """Read ⊗ as the product entry by entry."""
    if not isinstance(node, Product):
        return node
    return replace(node, factors=tuple((sign.replace("⊗", "∘"), factor) for sign, factor in node.factors))


def _with_quotients(node: Node) -> Node:
    """Read a quotient of columns beside a column as a factor for each entry."""
    if not isinstance(node, Product):
        return node
    parts = [part for _, part in node.factors]
    beside = [
        n > 0 and sign in {"", "·"} and (isinstance(parts[n - 1], Fraction) or isinstance(part, Fraction))
        for n, (sign, part) in enumerate(node.factors)
    ]
    factors = [
        ("∘" if quotient else sign, part) for quotient, (sign, part) in zip(beside, node.factors, strict=True)
    ]
    return replace(node, factors=tuple(factors))


def _with_wide_sums(node: Node) -> Node:
    """Let a sum reach over the terms behind it that hold its letter."""
    if not isinstance(node, Add):
        return node
    terms: list[tuple[int, Node]] = []
    for sign, term in node.terms:
        if terms and (letter := _letter(terms[-1][1])) and letter in _free(term):
            before, last = terms.pop()
            terms.append((before, _absorbed(last, sign, term)))
        else:
            terms.append((sign, term))
    if len(terms) == len(node.terms):
        return node
    return terms[0][1] if [sign for sign, _ in terms] == [1] else replace(node, terms=tuple(terms))


def _letter(term: Node) -> str:
    """Return the letter of the sum at the end of a term."""
    last = term.factors[-1][1] if isinstance(term, Product) else term
    return last.letter if isinstance(last, Sum) else ""


def _absorbed(term: Node, sign: int, other: Node) -> Node:
    if isinstance(term, Product):
        operator, last = term.factors[-1]
        return replace(term, factors=(*term.factors[:-1], (operator, _absorbed(last, sign, other))))
    assert isinstance(term, Sum)
    if _letter(term.body) and _letter(term.body) in _free(other):
        return replace(term, body=_absorbed(term.body, sign, other))
    inside = term.body.terms if isinstance(term.body, Add) else ((1, term.body),)
    span = (term.body.span[0], other.span[1])
    return replace(term, body=Add((*inside, (sign, other)), span=span), span=(term.span[0], other.span[1]))


def _free(term: Node) -> set[str]:
    bound = {item.letter for item in walk(term) if isinstance(item, Sum)}
    indices = [n for item in walk(term) if isinstance(item, (Symbol, Entry)) for n in item.index]
    return {parted(n)[0] for n in indices if isinstance(n, str)} - bound
