"""Check a statement in one reading: compare its sides at random points, say what was found."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np

from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State
from livepage.equations.errors import EquationError, Mismatch, Unreadable, Vacuous
from livepage.equations.trees.tree import (
    Add,
    Node,
    Optimum,
    Product,
    Rest,
    Size,
    Statement,
    Symbol,
    holds,
    mapped,
    walk,
)
from livepage.equations.values.derive import settled
from livepage.equations.values.evaluate import Evaluator
from livepage.equations.verdicts import explain
from livepage.equations.verdicts.compare import compare_sides
from livepage.equations.verdicts.comparison import Comparison
from livepage.equations.verdicts.implements import concerned, contradictions, participating
from livepage.equations.verdicts.measure import fallbacks, is_constant
from livepage.equations.verdicts.rests import check_rest
from livepage.equations.verdicts.solutions import check_place, stated_problem
from livepage.equations.verdicts.verdict import ORDER, Status, Verdict, line_of, refusal

_VALUE = Verdict(
    "value", "a symbol and a number: a value of the page, or a condition on what follows", claims=1
)


def worst_of(verdicts: list[Verdict]) -> Verdict:
    """Return the worst of some verdicts, with what all of them counted."""
    worst = max(verdicts, key=lambda verdict: ORDER.index(verdict.status))
    return replace(
        worst,
        points=max(verdict.points for verdict in verdicts),
        largest_difference=max(verdict.largest_difference for verdict in verdicts),
        claims=sum(verdict.claims for verdict in verdicts),
        functions=tuple(sorted({name for verdict in verdicts for name in verdict.functions})),
        fallbacks=tuple(sorted({name for verdict in verdicts for name in verdict.fallbacks})),
    )


def check_reading(statement: Statement, context: Context, points: int) -> Verdict:
    """Check a statement as it stands.

    Raises:
        Mismatch: its shapes do not fit.
    """
    state = context.state(points)
    sides = from_first_step(statement.sides)
    try:
        if (same := _repeated(sides, statement.latex)) is not None:
            raise Vacuous("both sides say the same", same.span)
        if is_problem(statement):
            return _check_problem(statement, context, points)
        if any(holds(side, Optimum) for side in sides):
            return check_place(replace(statement, sides=sides), context, state)
        if any(holds(side, Rest) for side in sides):
            return check_rest(statement, sides, context, state)
        found = [_check_pair(n, statement, sides, context, state) for n in range(len(statement.relations))]
        verdict = worst_of(found)
        if not verdict.holds:
            return replace(verdict, points=points)
        replaced_by = fallbacks(Evaluator(context), state, *sides)
    except Vacuous as error:
        return refusal("vacuous", error.message, statement.latex, error.span)
    except Mismatch:
        raise
    except EquationError as error:
        return refusal("unreadable", error.message, statement.latex, error.span)
    broken = contradictions(context)
    wrong = [broken[function] for function in concerned(context, *sides) if function in broken]
    if wrong:
        return refusal("false", "; ".join(wrong), statement.latex, statement.span)
    return replace(verdict, points=points, functions=participating(context, *sides), fallbacks=replaced_by)


def is_problem(statement: Statement) -> bool:
    r"""Tell whether a statement is a problem alone, such as `\min_w f`."""
    return not statement.relations and isinstance(statement.sides[0], Optimum)


def _check_problem(statement: Statement, context: Context, points: int) -> Verdict:
    """Check that what a problem makes small is the objective that the graph ends in.

    Raises:
        Unreadable: it is a number on the way there, which may or may not be meant.
    """
    body, ends, on_the_way = stated_problem(statement, context)

    def as_said_of(node: Node) -> Verdict:
        return check_reading(replace(statement, sides=(body, node), relations=("=",)), context, points)

    found = [as_said_of(node) for node in ends]
    if any(verdict.holds for verdict in found) or found[0].status != "false":
        return next((verdict for verdict in found if verdict.holds), found[0])
    name = " nor ".join(node.name for node in ends)
    if earlier := next((node for node in on_the_way if as_said_of(node).status != "false"), None):
        message = (
            f"this is {earlier.name}, from which the graph goes on to {name}: which is the objective? "
            f"Leave out of the graph what comes after {earlier.name}"
        )
        raise Unreadable(message, body.span)
    message = f"what is made small, or large, is not the {name} in which the graph ends"
    return replace(refusal("false", message, statement.latex, body.span), points=points, claims=1)


def _repeated(sides: tuple[Node, ...], latex: str) -> Node | None:
    """Return a side that says what another one does; of three, two may be two names of a symbol."""
    plain = [mapped(side, _without_dots) for side in sides]
    same = [(one, two) for one, two in combinations(plain, 2) if one == two]
    names = [
        isinstance(one, Symbol) and latex[slice(*one.span)].split() != latex[slice(*two.span)].split()
        for one, two in same
    ]
    are_names = all(names) and len(sides) - len(same) > 1
    return same[0][1] if same and not are_names else None


def _without_dots(part: Node) -> Node:
    r"""Return a product as if `\cdot` were not written."""
    if not isinstance(part, Product):
        return part
    return replace(part, factors=tuple((operator.replace("·", ""), node) for operator, node in part.factors))


def from_first_step(sides: tuple[Node, ...]) -> tuple[Node, ...]:
    """Count the updates from the first that occurs, so that none is negative."""
    sides = tuple(map(settled, sides))
    first = min(
        (item.step or 0 for side in sides for item in walk(side) if isinstance(item, Symbol)), default=0
    )

    def moved(part: Node) -> Node:
        return replace(part, step=(part.step or 0) - first) if isinstance(part, Symbol) else part

    return tuple(mapped(side, moved) for side in sides) if first < 0 else sides


def _check_pair(
    number: int, statement: Statement, sides: tuple[Node, ...], context: Context, state: State
) -> Verdict:
    relation, (left, right) = statement.relations[number], list(pairwise(sides))[number]
    is_value = relation != "≈" and _is_value(left, right)
    if relation == "=" and is_value:
        return _VALUE
    found = compared(context, relation, left, right, state)
    if not found.is_true:
        is_open = is_value and not _is_bound(statement, relation, (left, right), found, context)
        return _VALUE if is_open else _false(statement, relation, left, right, found, context, state)
    is_definition = relation == ":=" or _defines(left, right, context) or _defines(right, left, context)
    status: Status = "defined" if is_definition else "checked"
    return Verdict(status, largest_difference=found.difference, claims=1)


def compared(context: Context, relation: str, left: Node, right: Node, state: State) -> Comparison:
    """Compare two sides; what holds is remembered, as most mutants of a formula share most of its sides."""
    key = (relation, left, right)
    if key in state.relations:
        remembered: Comparison = state.relations[key]
        return remembered
    found = compare_sides(context, relation, left, right, state)
    if found.is_true:
        state.relations[key] = found
    return found


def _is_value(left: Node, right: Node) -> bool:
    for symbol, other in ((left, right), (right, left)):
        if isinstance(symbol, Add) and len(symbol.terms) == 1:
            symbol = symbol.terms[0][1]
        is_name = (isinstance(symbol, Symbol) and not symbol.step) or isinstance(symbol, Size)
        if is_name and is_constant(other) and not isinstance(other, Size):
            return True
    return False


def _is_bound(
    statement: Statement, relation: str, sides: tuple[Node, Node], found: Comparison, context: Context
) -> bool:
    r"""Tell whether a failing `H \le \log K` claims a bound, and is no condition such as `\xi < 0.1`.

    It does if it bounds what the graph computes: between two ends, by a size, or where it fails everywhere.
    """
    computed = {*context.graph.nodes, *context.definitions}
    if not any(isinstance(item, Symbol) and item.name in computed for side in sides for item in walk(side)):
        return False
    fails = {"<": found.left >= found.right, ">": found.left <= found.right}
    fails |= {"≤": found.left > found.right, "≥": found.left < found.right}
    if relation not in fails:
        return False
    is_between = len(statement.relations) > 1
    return is_between or any(holds(side, Size) for side in sides) or bool(np.all(fails[relation]))


def _defines(symbol: Node, other: Node, context: Context) -> bool:
    if not isinstance(symbol, Symbol) or symbol.name not in context.definitions:
        return False
    form, tree = context.definitions[symbol.name]
    return symbol.index == form.axes and settled(tree) == other


def _false(
    statement: Statement,
    relation: str,
    left: Node,
    right: Node,
    found: Comparison,
    context: Context,
    state: State,
) -> Verdict:
    span = (left.span[0], right.span[1])
    if relation == "∝":
        message = "the two sides are in no constant ratio"
        return replace(
            refusal("false", message, statement.latex, span), largest_difference=found.difference, claims=1
        )
    message = explain.difference(statement.latex, relation, left, right, found, context, state)
    return Verdict(
        "false",
        message,
        largest_difference=found.difference,
        claims=1,
        line=line_of(statement.latex, right.span),
        span=span,
    )
