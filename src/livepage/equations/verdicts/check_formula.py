"""Check a formula: read it, and check each of its statements in the readings that are usual."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from livepage.equations.chapter.context import Context
from livepage.equations.chapter.graph import State
from livepage.equations.errors import EquationError, Mismatch
from livepage.equations.latex.raw import is_name_or_shape
from livepage.equations.trees.alternatives import alternatives, squared_row
from livepage.equations.trees.argument_order import crossed
from livepage.equations.trees.statements import read_statements
from livepage.equations.trees.tree import (
    Node,
    Optimum,
    Rest,
    Sides,
    Statement,
    Symbol,
    holds,
    letters_of,
    mapped,
)
from livepage.equations.trees.units import is_open, with_sizes
from livepage.equations.verdicts.check_reading import (
    check_reading,
    compared,
    from_first_step,
    is_problem,
    worst_of,
)
from livepage.equations.verdicts.measure import is_constant
from livepage.equations.verdicts.parts import parts
from livepage.equations.verdicts.usual import ambiguous, holds_as, refused, upright_of
from livepage.equations.verdicts.verdict import Verdict, refusal

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
    claims = [statement for statement in statements if statement.relations or is_problem(statement)]
    loose = [statement for statement in statements if statement not in claims]
    if claims and loose:
        return refusal("unreadable", "this part has no relation", loose[0].latex, loose[0].span)
    if not claims:
        return Verdict("no claim", "there is no relation in the formula")
    verdict = worst_of([_check_statement(statement, context, points) for statement in claims])
    if len(claims) > 1 and verdict.holds and (odd := _odd_reading(claims, context, points)) is not None:
        return refusal("unreadable", _ROW_AND_COLUMN, odd.latex, odd.span)
    return verdict


_ROW_AND_COLUMN = (
    "what is taken from the rows of a matrix, as by 'X[i]', is a column here, and a row in another equation "
    "of this formula: write both in one way"
)


def _odd_reading(claims: list[Statement], context: Context, points: int) -> Statement | None:
    """Return a claim that holds for columns alone, if another one holds for rows alone."""
    readings: dict[bool, Statement] = {}
    for claim in claims:
        upright = upright_of(claim, context)
        holding = [where.is_upright for where in (context, upright) if holds_as(claim, where, points)]
        if upright is not context and len(holding) == 1:
            readings[holding[0]] = claim
    return readings[True] if len(readings) == 2 else None


def is_false(statements: list[Statement], context: Context, points: int) -> bool:
    """Tell, without a word why, whether a claim fails at so many points; what has no value does not."""
    state = context.state(points)
    with suppress(EquationError):
        return any(_fails(statement, context, state) for statement in statements)
    return False


def seems_true(statements: list[Statement], context: Context, points: int) -> bool:
    """Tell whether all that a formula claims has a value and holds at so many points."""
    return bool(statements) and all(_seems_true(statement, context, points) for statement in statements)


def _has_rules_of_its_own(statement: Statement) -> bool:
    """Tell whether a statement is more than sides that are compared."""
    return "+=" in statement.relations or any(
        holds(side, Optimum) or crossed(side) for side in statement.sides
    )


def _seems_true(statement: Statement, context: Context, points: int) -> bool:
    if _has_rules_of_its_own(statement):
        return _check_statement(statement, context, points).holds
    state, sides = context.state(points), statement.sides
    has_other_readings = any(holds(side, Rest) for side in sides)
    try:
        if _all_true(statement, sides, context, state):
            return True
        if statement.is_assigned:
            later = _after_lines_before(sides, context)
            has_other_readings |= _all_true(statement, later, context, state)
    except Mismatch:
        has_other_readings |= _may_fit(statement, context, state)
    except EquationError:
        pass
    return has_other_readings and _check_statement(statement, context, points).holds


def _all_true(statement: Statement, sides: Sides, context: Context, state: State) -> bool:
    pairs = zip(pairwise(from_first_step(sides)), statement.relations, strict=True)
    return all(compared(context, relation, *pair, state).is_true for pair, relation in pairs)


def have_one_set_of_letters(statement: Statement) -> bool:
    """Tell whether all sides hold for the same letters, but for those that are constant."""
    letters = [letters_of(side) for side in statement.sides if not is_constant(side)]
    return all(one == letters[0] for one in letters)


def _may_fit(statement: Statement, context: Context, state: State) -> bool:
    """Tell whether a statement whose shapes do not fit at first may be true in another reading."""
    if not have_one_set_of_letters(statement):
        return False  # no reading takes a letter away
    upright = upright_of(statement, context)
    for where in (context, *([upright] if upright is not context else [])):
        there = state if where is context else where.state(state.points)
        for sized in with_sizes(statement.sides):
            for sides in (sized, *alternatives(sized)):
                later = [_after_lines_before(sides, context)] if statement.is_assigned else []
                for reading in (sides, *later):
                    with suppress(EquationError):
                        if _all_true(statement, reading, where, there):
                            return True
    return False


def _fails(statement: Statement, context: Context, state: State) -> bool:
    if _has_rules_of_its_own(statement):
        return _check_statement(statement, context, state.points).status == "false"
    sized = next(with_sizes(statement.sides), statement.sides)
    upright = upright_of(statement, context)
    for where in (context, *([upright] if upright is not context else [])):
        there = state if where is context else where.state(state.points)
        for sides in (sized, *alternatives(sized)):
            with suppress(Mismatch):
                return not _all_true(statement, sides, where, there)
    return False


def _check_statement(statement: Statement, context: Context, points: int) -> Verdict:
    """Check a statement as it is read first, and where its shapes do not fit, in the other usual readings."""
    if "+=" in statement.relations:
        return _check_part(statement, context, points)
    upright = upright_of(statement, context)
    try:
        verdict = _fitting(statement, context, points)
        if verdict.status == "unreadable" and upright is not context:
            with suppress(Mismatch):
                other = _fitting(statement, upright, points)
                verdict = verdict if other.status == "unreadable" else other
    except Mismatch as mismatch:
        try:
            verdict = _fitting(statement, upright, points)
        except Mismatch:
            verdict = refused(statement, mismatch, context, points)
    if verdict.status == "false" and squared_row(statement.sides, context.is_row) is not None:
        with suppress(Mismatch):  # as a row times a column, a number, it may fit beside a matrix as well
            other = _fitting(statement, upright, points)
            verdict = other if other.holds else verdict
    return ambiguous(statement, verdict, context, points) or verdict


def _fitting(statement: Statement, context: Context, points: int) -> Verdict:
    """Check a statement in the first reading whose shapes fit.

    Raises:
        Mismatch: that of the first reading, if they fit in none.
    """
    if is_open(statement.sides):
        return _check_sizes(statement, context, points)
    verdict = None
    try:
        verdict = check_reading(statement, context, points)
        if verdict.status != "false" or not statement.is_assigned:
            return verdict
        statement = replace(statement, sides=_after_lines_before(statement.sides, context))
        later = check_reading(statement, context, points)
        return later if later.holds else verdict
    except Mismatch:
        if verdict is not None:
            return verdict
        for sides in alternatives(statement.sides):
            with suppress(Mismatch):
                changed = replace(statement, sides=sides)
                found = check_reading(changed, context, points)
                return _check_statement(changed, context, points) if statement.is_assigned else found
        raise


def _check_sizes(statement: Statement, context: Context, points: int) -> Verdict:
    """Check a statement with an identity, or a column of ones, of each size for which all shapes fit."""
    found: list[Verdict] = []
    for sized in with_sizes(statement.sides):
        for sides in (sized, *alternatives(sized)):
            with suppress(Mismatch):
                found.append(check_reading(replace(statement, sides=sides), context, points))
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
