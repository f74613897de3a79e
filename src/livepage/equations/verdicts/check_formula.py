"""Check a formula: read it, compare its sides at random points, say what was found."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import combinations, pairwise

from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State
from livepage.equations.errors import EquationError, Mismatch, Unreadable, Vacuous
from livepage.equations.latex.raw import is_name_or_shape
from livepage.equations.trees.alternatives import (
    alternatives,
    squared_row,
    with_powers_by_entry,
    with_wide_sums,
)
from livepage.equations.trees.statements import read_statements
from livepage.equations.trees.tree import (
    Add,
    Derivative,
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
from livepage.equations.trees.units import is_open, with_sizes
from livepage.equations.values.derive import settled
from livepage.equations.values.evaluate import Evaluator
from livepage.equations.verdicts import explain
from livepage.equations.verdicts.compare import Comparison, compare_sides, fallbacks, is_constant
from livepage.equations.verdicts.entrywise import entrywise
from livepage.equations.verdicts.implements import concerned, contradictions, participating
from livepage.equations.verdicts.parts import parts
from livepage.equations.verdicts.rests import check_rest
from livepage.equations.verdicts.solutions import check_place, stated_problem
from livepage.equations.verdicts.verdict import ORDER, Status, Verdict, line_of, refusal

_VALUE = Verdict(
    "value", "a symbol and a number: a value of the page, or a condition on what follows", claims=1
)
CHECKER_FAILS = "the checker itself fails on this formula, with"
POINTS = 20
"""So many random points, if nothing else is asked for."""


def check_formula(latex: str, context: Context, points: int = POINTS) -> Verdict:
    """Check all claims of a formula, without a word on what may be meant: see `check_latex`."""
    try:
        statements = read_statements(latex, context.vocabulary)
        return check_statements(statements, context, points)
    except Mismatch as error:
        return refusal("false", error.message, latex, error.span)
    except EquationError as error:
        if is_name_or_shape(latex):
            return Verdict("no claim", "a name or a shape")
        return refusal("unreadable", error.message, latex, error.span)
    except RecursionError:
        return refusal("unreadable", "too many parts stand in one another: give one a name", latex, (0, 0))
    except MemoryError:
        return refusal("unreadable", "too many letters are free at once", latex, (0, 0))
    except Exception as error:
        message = f"{CHECKER_FAILS} {type(error).__name__}: {error}; write it otherwise"
        return refusal("unreadable", message, latex, (0, 0))


def check_statements(statements: list[Statement], context: Context, points: int = POINTS) -> Verdict:
    """Check the claims of a formula that has been read."""
    claims = [statement for statement in statements if statement.relations or _is_problem(statement)]
    loose = [statement for statement in statements if statement not in claims]
    if claims and loose:
        return refusal("unreadable", "this part has no relation", loose[0].latex, loose[0].span)
    if not claims:
        return Verdict("no claim", "there is no relation in the formula")
    return _worst([_check_statement(statement, context, points) for statement in claims])


def is_false(statements: list[Statement], context: Context, points: int) -> bool:
    """Tell, without a word why, whether a claim fails at so many points; what has no value does not."""
    state = context.state(points)
    with suppress(EquationError):
        return any(_fails(statement, context, state) for statement in statements)
    return False


def seems_true(statements: list[Statement], context: Context, points: int) -> bool:
    """Tell whether all that a formula claims has a value and holds at so many points."""
    return bool(statements) and all(_seems_true(statement, context, points) for statement in statements)


def _seems_true(statement: Statement, context: Context, points: int) -> bool:
    if "+=" in statement.relations or any(holds(side, Optimum) for side in statement.sides):
        return _check_statement(statement, context, points).holds
    state, sides = context.state(points), _from_first_step(statement.sides)
    has_other_readings = statement.is_assigned or any(holds(side, Rest) for side in sides)
    try:
        pairs = zip(pairwise(sides), statement.relations, strict=True)
        if all(_compared(context, relation, *pair, state).is_true for pair, relation in pairs):
            return True
    except Mismatch:
        has_other_readings = True
    except EquationError:
        pass
    return has_other_readings and _check_statement(statement, context, points).holds


def _fails(statement: Statement, context: Context, state: State) -> bool:
    if "+=" in statement.relations or any(holds(side, Optimum) for side in statement.sides):
        return _check_statement(statement, context, state.points).status == "false"
    sized = next(with_sizes(statement.sides), statement.sides)
    upright = _upright(statement, context)
    for where in (context, *([upright] if upright is not context else [])):
        there = state if where is context else where.state(state.points)
        for sides in (sized, *alternatives(sized)):
            with suppress(Mismatch):
                pairs = zip(pairwise(_from_first_step(sides)), statement.relations, strict=True)
                return not all(_compared(where, relation, *pair, there).is_true for pair, relation in pairs)
    return False


def _worst(verdicts: list[Verdict]) -> Verdict:
    worst = max(verdicts, key=lambda verdict: ORDER.index(verdict.status))
    return replace(
        worst,
        points=max(verdict.points for verdict in verdicts),
        largest_difference=max(verdict.largest_difference for verdict in verdicts),
        claims=sum(verdict.claims for verdict in verdicts),
        functions=tuple(sorted({name for verdict in verdicts for name in verdict.functions})),
        fallbacks=tuple(sorted({name for verdict in verdicts for name in verdict.fallbacks})),
    )


def _check_statement(statement: Statement, context: Context, points: int) -> Verdict:
    """Check a statement as it is read first, and where its shapes do not fit, in the other usual readings."""
    if "+=" in statement.relations:
        return _check_part(statement, context, points)
    try:
        verdict = _fitting(statement, context, points)
    except Mismatch as mismatch:
        try:
            verdict = _fitting(statement, _upright(statement, context), points)
        except Mismatch:
            verdict = _refused(statement, mismatch, context, points)
    by_entry = with_powers_by_entry(statement.sides, context.vocabulary.shapes)
    has_powers = verdict.status == "false" and by_entry != statement.sides
    if has_powers and _holds(replace(statement, sides=by_entry), context, points):
        return refusal("unreadable", _BY_ENTRY, statement.latex, verdict.span)
    row = squared_row(statement.sides, context.is_row) if verdict.holds else None
    if row is not None and not _holds(statement, _upright(statement, context), points):
        return refusal("unreadable", _SQUARED, statement.latex, row.span)
    return verdict


_SQUARED = (
    "what is taken from the rows of a matrix, as by 'X[i]', is a column in most books, and for a column this "
    "is false: if it is a row, say so by 'X[i,:]' in the graph, else move the transpose"
)


_BY_ENTRY = (
    "a power of a square matrix is the matrix times itself; the equation would hold if it were that of the "
    r"entries: write A \circ A for it"
)


def _fitting(statement: Statement, context: Context, points: int) -> Verdict:
    """Check a statement in the first reading whose shapes fit.

    Raises:
        Mismatch: that of the first reading, if they fit in none.
    """
    if is_open(statement.sides):
        return _check_sizes(statement, context, points)
    verdict = None
    try:
        verdict = _check_reading(statement, context, points)
        if verdict.status != "false" or not statement.is_assigned:
            return verdict
        statement = replace(statement, sides=_after_lines_before(statement.sides, context))
        later = _check_reading(statement, context, points)
        return later if later.holds else verdict
    except Mismatch:
        if verdict is not None:
            return verdict
        for sides in alternatives(statement.sides):
            with suppress(Mismatch):
                changed = replace(statement, sides=sides)
                found = _check_reading(changed, context, points)
                return _check_statement(changed, context, points) if statement.is_assigned else found
        raise


def _refused(statement: Statement, mismatch: Mismatch, context: Context, points: int) -> Verdict:
    """Say of a statement whose shapes fit in no reading what is wrong, or by what it would be right."""
    upright = _upright(statement, context)
    wide = replace(statement, sides=with_wide_sums(statement.sides))
    if wide != statement and any(_holds(wide, where, points) for where in (context, upright)):
        message = "a sum ends with its term, and behind it its letter is used: write brackets around it"
        return refusal("unreadable", message, statement.latex, mismatch.span)
    if _holds_for_rows(statement, context, points) or _holds_for_rows(statement, upright, points):
        message = (
            "a gradient is a column here; the equation would hold if it were a row: if the page means "
            'that, say layout="rows" in its graph; else a transpose is wrong'
        )
        return refusal("unreadable", message, statement.latex, mismatch.span)
    single = entrywise(statement, context, points)
    if single != statement and _holds(single, context, points):
        message = (
            "the derivative of a column by a column is a matrix; the equation would hold for each entry "
            r"by itself: write their letters, as in \frac{\partial h_i}{\partial z_i}, or the matrix, by "
            r"\operatorname{diag}"
        )
        return refusal("unreadable", message, statement.latex, mismatch.span)
    return refusal("false", mismatch.message, statement.latex, mismatch.span)


def _check_sizes(statement: Statement, context: Context, points: int) -> Verdict:
    """Check a statement with an identity, or a column of ones, of each size for which all shapes fit."""
    found: list[Verdict] = []
    for sized in with_sizes(statement.sides):
        for sides in (sized, *alternatives(sized)):
            with suppress(Mismatch):
                found.append(_check_reading(replace(statement, sides=sides), context, points))
                break
    if not found:
        raise Mismatch("no identity matrix, or column of ones, fits here", statement.span)
    if len({verdict.status for verdict in found}) > 1:
        message = "an identity matrix, or a column of ones, of more than one size fits: write its size below"
        return refusal("unreadable", message, statement.latex, statement.span)
    return found[0]


def _check_part(statement: Statement, context: Context, points: int) -> Verdict:
    """Check that what is added to a gradient is a part of it."""
    left, right = statement.sides
    found: list[Verdict] = []
    try:
        for part in parts(context, left):
            equal = replace(statement, sides=(part, right), relations=("=",))
            found.append(_check_statement(equal, context, points))
            if found[-1].holds:
                return found[-1]
    except EquationError as error:
        return refusal("unreadable", error.message, statement.latex, error.span)
    unread = [verdict for verdict in found if verdict.status != "false"]
    message = "so much arrives along none of the ways, nor along some of them together"
    return unread[0] if unread else refusal("false", message, statement.latex, right.span)


def _after_lines_before(sides: tuple[Node, ...], context: Context) -> tuple[Node, ...]:
    r"""Return an assignment of pseudocode, such as $w \leftarrow w - g$, where g has been updated before."""
    left = sides[0].name if isinstance(sides[0], Symbol) else ""

    def later(part: Node) -> Node:
        if not isinstance(part, Symbol) or part.step or part.name == left:
            return part
        return replace(part, step=1) if part.name in context.graph.inputs else part

    return (sides[0], *(mapped(side, later) for side in sides[1:]))


def _upright(statement: Statement, context: Context) -> Context:
    """Return the context in which what is taken from the rows of matrices is a column, as in most books."""
    has_rows = any(context.is_row(item) for side in statement.sides for item in walk(side))
    return context.read_as(context.layout, True) if has_rows else context


def _holds_for_rows(statement: Statement, context: Context, points: int) -> bool:
    """Tell whether a statement whose shapes do not fit holds in the other layout, if none is declared."""
    if context.layout or not any(holds(side, Derivative) for side in statement.sides):
        return False
    return _holds(statement, context.read_as("rows", context.is_upright), points)


def _holds(statement: Statement, context: Context, points: int) -> bool:
    with suppress(EquationError):
        return _check_reading(statement, context, points).holds
    return False


def _check_reading(statement: Statement, context: Context, points: int) -> Verdict:
    state = context.state(points)
    sides = _from_first_step(statement.sides)
    try:
        if (same := _repeated(sides)) is not None:
            raise Vacuous("both sides say the same", same.span)
        if _is_problem(statement):
            return _check_problem(statement, context, points)
        if any(holds(side, Optimum) for side in sides):
            return check_place(replace(statement, sides=sides), context, state)
        if any(holds(side, Rest) for side in sides):
            return check_rest(statement, sides, context, state)
        found = [_check_pair(n, statement, sides, context, state) for n in range(len(statement.relations))]
        verdict = _worst(found)
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


def _is_problem(statement: Statement) -> bool:
    return not statement.relations and isinstance(statement.sides[0], Optimum)


def _check_problem(statement: Statement, context: Context, points: int) -> Verdict:
    """Check that what a problem makes small is the objective that the graph ends in.

    Raises:
        Unreadable: it is a number on the way there, which may or may not be meant.
    """
    body, ends, on_the_way = stated_problem(statement, context)

    def as_said_of(node: Node) -> Verdict:
        return _check_reading(replace(statement, sides=(body, node), relations=("=",)), context, points)

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


def _repeated(sides: tuple[Node, ...]) -> Node | None:
    plain = [mapped(side, _without_dots) for side in sides]
    return next((two for one, two in combinations(plain, 2) if one == two), None)


def _without_dots(part: Node) -> Node:
    r"""Return a product as if `\cdot` were not written."""
    if not isinstance(part, Product):
        return part
    return replace(part, factors=tuple((operator.replace("·", ""), node) for operator, node in part.factors))


def _from_first_step(sides: tuple[Node, ...]) -> tuple[Node, ...]:
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
    found = _compared(context, relation, left, right, state)
    if not found.is_true:
        return _VALUE if is_value else _false(statement, relation, left, right, found, context, state)
    is_definition = relation == ":=" or _defines(left, right, context) or _defines(right, left, context)
    status: Status = "defined" if is_definition else "checked"
    return Verdict(status, largest_difference=found.difference, claims=1)


def _compared(context: Context, relation: str, left: Node, right: Node, state: State) -> Comparison:
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
