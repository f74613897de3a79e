"""Equations that say nothing, such as `0 = x - x`: they hold, and are what nobody meant."""

from __future__ import annotations

from livepage.equations.trees.tree import Add, Node, Number, Statement, Symbol, walk


def is_trivial(statements: list[Statement]) -> bool:
    """Tell whether a statement has sides that are equal term by term, or a side whose terms cancel."""
    return any(_says_nothing(side) for statement in statements for side in statement.sides) or any(
        _rest([*_terms(one, 1), *_terms(two, -1)]) == []
        for statement in statements
        for one, two in zip(statement.sides, statement.sides[1:], strict=False)
    )


def _says_nothing(side: Node) -> bool:
    """Tell whether terms of a side cancel each other."""
    terms = _terms(side, 1)
    return len(terms) > 1 and len(_rest(terms)) < len(terms)


def names_behind(statements: list[Statement]) -> set[str]:
    """Return the names of what stands behind the first side of statements."""
    nodes = (item for statement in statements for side in statement.sides[1:] for item in walk(side))
    return {item.name for item in nodes if isinstance(item, Symbol)}


def names_itself(statements: list[Statement], before: set[str]) -> bool:
    """Tell whether a name that is explained, and was not used before, is among what explains it."""
    firsts = {statement.sides[0].name for statement in statements if isinstance(statement.sides[0], Symbol)}
    return bool(firsts & names_behind(statements) - before)


Signed = list[tuple[int, Node]]


def _terms(node: Node, sign: int) -> Signed:
    """Return the signed terms of a tree, brackets opened."""
    if isinstance(node, Add):
        return [term for own, part in node.terms for term in _terms(part, sign * own)]
    return [] if node == Number(0.0) else [(sign, node)]


def _rest(terms: Signed) -> Signed:
    """Return the terms that no other one takes away."""
    left: Signed = []
    for sign, node in terms:
        if (-sign, node) in left:
            left.remove((-sign, node))
        else:
            left.append((sign, node))
    return left
