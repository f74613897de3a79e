"""Sides joined to a statement: what assignments, differentials and bare functions among them mean."""

from __future__ import annotations

from dataclasses import replace

from livepage.equations.errors import Ambiguous, Unreadable
from livepage.equations.trees.partials import with_partials
from livepage.equations.trees.tree import (
    Add,
    Call,
    Change,
    Derivative,
    Differential,
    Node,
    Statement,
    Symbol,
    holds,
    mapped,
    walk,
)
from livepage.equations.trees.vocabulary import Vocabulary


def chained(
    names: Vocabulary, sides: list[Node], relations: tuple[str, ...], span: tuple[int, int]
) -> Statement:
    """Join sides; a function without arguments takes those of the side next to it.

    What is assigned, as in `w \\leftarrow w - 1`, is the symbol after one update.
    """
    sides = list(sides)
    for place, side in enumerate(sides):
        sides[place] = _with_arguments(side, sides[max(place - 1, 0) : place + 2])
    kinds = list(relations)
    for place, kind in enumerate(relations):
        left = sides[place]
        if kind in {"+=", "-="}:
            sides, kinds = _accumulated(names, sides, kind, span)
        if kind == "←" or (kind == ":=" and left in walk(sides[place + 1])):
            if not isinstance(left, Symbol):
                raise Unreadable("before an arrow stands the symbol that is updated", left.span)
            is_input = left.name not in names.parents
            is_update = kind != "←" or (is_input and left.step is None) or left in walk(sides[place + 1])
            sides[place], kinds[place] = (replace(left, step=1) if is_update else left), "="
    sides = with_partials(_along_inputs(names, sides))
    is_assigned = bool({"←", "+=", "-="} & set(relations)) and "+=" not in kinds
    return Statement(tuple(sides), tuple(kinds), span, is_assigned=is_assigned)


def _with_arguments(side: Node, neighbours: list[Node]) -> Node:
    r"""Read a bare function, as in `\text{RBF} = \phi(z)`, at the argument of the side beside it."""
    if isinstance(side, Call) and not side.arguments:
        for other in neighbours:
            if isinstance(other, Call) and other.arguments:
                return replace(side, arguments=other.arguments)
    for item in walk(side):
        if isinstance(item, Call) and not item.arguments:
            raise Unreadable(f"the function {item.function} has no argument", item.span)
    return side


def _accumulated(
    names: Vocabulary, sides: list[Node], kind: str, span: tuple[int, int]
) -> tuple[list[Node], list[str]]:
    r"""Read `w -= \eta g`, an update of an input, or `\delta c += ...`, a part of what is added up."""
    left = sides[0]
    if len(sides) != 2 or not isinstance(left, (Symbol, Derivative)):
        raise Unreadable(f"{kind} stands between the symbol that changes and what is added", span)
    added = Add((((-1 if kind == "-=" else 1), sides[1]),), span=sides[1].span)
    inputs = set(names.ancestors) - set(names.parents)
    if not (isinstance(left, Symbol) and left.name in inputs):
        return [left, added if kind == "-=" else sides[1]], ["+="]
    whole = Add(((1, left), *added.terms), span=sides[1].span)
    return [replace(left, step=1), whole], ["="]


def _along_inputs(names: Vocabulary, sides: list[Node]) -> list[Node]:
    """Tell the differentials of a statement which inputs move: those whose own differentials occur."""
    found = {item.symbol.name for side in sides for item in walk(side) if isinstance(item, Differential)}
    along = tuple(sorted(found - set(names.parents)))
    if not along and (found or any(holds(side, Change) for side in sides)):
        raise Unreadable(
            "this is a differential, and that of no input stands beside it: what moves is an input, as in dx",
            next(
                item.span for side in sides for item in walk(side) if isinstance(item, (Differential, Change))
            ),
        )

    for change in (item for side in sides for item in walk(side) if isinstance(item, Change)):
        _check_still(names, change, set(along))

    def moved(part: Node) -> Node:
        return replace(part, along=along) if isinstance(part, (Differential, Change)) else part

    return [mapped(side, moved) for side in sides] if found else sides


def _check_still(names: Vocabulary, change: Change, along: set[str]) -> None:
    """Refuse `d(A X) = (dA) X`: X is constant, or its term is lost, unless the parameters say what moves."""
    symbols = {item.name for item in walk(change.body) if isinstance(item, Symbol)}
    inputs = symbols.union(*(names.ancestors.get(name, frozenset()) for name in symbols)) - set(names.parents)
    still = inputs - along
    if still and not along == inputs & set(names.parameters):
        raise Ambiguous(
            f"{', '.join(sorted(still))} may be constant here, or a term with its differential is lost: "
            "if it is constant, say what moves by PARAMETERS",
            change.span,
        )
