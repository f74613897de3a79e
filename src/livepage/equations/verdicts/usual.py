"""Other usual readings of a statement: where they differ on a graph, it is refused, and both are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from livepage.equations.chapter.context import Context
from livepage.equations.errors import EquationError, Mismatch
from livepage.equations.trees.alternatives import squared_row, with_powers_by_entry, with_wide_sums
from livepage.equations.trees.argument_order import crossed, with_arguments_in_order
from livepage.equations.trees.samples import with_sample_variances
from livepage.equations.trees.tree import Derivative, Sides, Statement, holds, walk
from livepage.equations.verdicts.check_reading import check_reading
from livepage.equations.verdicts.entrywise import entrywise
from livepage.equations.verdicts.verdict import Verdict, refusal

_SQUARED = (
    "what is taken from the rows of a matrix, as by 'X[i]', is a column in most books, and for a column this "
    "is false: if it is a row, say so by 'X[i,:]' in the graph, else move the transpose"
)


_UNBIASED = (
    "a variance over n samples is divided by n here; the equation would hold if it were divided by n - 1: "
    "write the sum down, or declare the name with its bracket, as it is written here, in symbols"
)


_BY_ENTRY = (
    "a power of a square matrix is the matrix times itself; the equation would hold if it were that of the "
    r"entries: write A \circ A for it"
)


def ambiguous(statement: Statement, verdict: Verdict, context: Context, points: int) -> Verdict | None:
    """Return a refusal if a statement that was checked has another reading, in which it is not as true."""
    if verdict.status == "false":
        for sides, message in _where_false(statement, context):
            if sides != statement.sides and holds_as(replace(statement, sides=sides), context, points):
                return refusal("unreadable", message, statement.latex, verdict.span)
    if not verdict.holds:
        return None
    sides, message = with_arguments_in_order(statement.sides, context.vocabulary)
    if sides != statement.sides and not holds_as(replace(statement, sides=sides), context, points):
        return refusal("unreadable", message, statement.latex, crossed(*statement.sides)[0].span)
    row = squared_row(statement.sides, context.is_row)
    if row is not None and not holds_as(statement, upright_of(statement, context), points):
        return refusal("unreadable", _SQUARED, statement.latex, row.span)
    return None


def _where_false(statement: Statement, context: Context) -> Iterator[tuple[Sides, str]]:
    """Yield the readings in which a statement that is false may hold, each with what is said of it then."""
    yield with_powers_by_entry(statement.sides, context.vocabulary.shapes), _BY_ENTRY
    yield with_sample_variances(statement.sides), _UNBIASED
    yield with_arguments_in_order(statement.sides, context.vocabulary)


def refused(statement: Statement, mismatch: Mismatch, context: Context, points: int) -> Verdict:
    """Say of a statement whose shapes fit in no reading what is wrong, or by what it would be right."""
    upright = upright_of(statement, context)
    wide = replace(statement, sides=with_wide_sums(statement.sides))
    if wide != statement and any(holds_as(wide, where, points) for where in (context, upright)):
        message = "a sum ends with its term, and behind it its letter is used: write brackets around it"
        return refusal("unreadable", message, statement.latex, mismatch.span)
    if _holds_for_rows(statement, context, points) or _holds_for_rows(statement, upright, points):
        message = (
            "a gradient is a column here; the equation would hold if it were a row: if the page means "
            'that, say layout="rows" in its graph; else a transpose is wrong'
        )
        return refusal("unreadable", message, statement.latex, mismatch.span)
    single = entrywise(statement, context, points)
    if single != statement and holds_as(single, context, points):
        message = (
            "the derivative of a column by a column is a matrix; the equation would hold for each entry "
            r"by itself: write their letters, as in \frac{\partial h_i}{\partial z_i}, or the matrix, by "
            r"\operatorname{diag}"
        )
        return refusal("unreadable", message, statement.latex, mismatch.span)
    return refusal("false", mismatch.message, statement.latex, mismatch.span)


def upright_of(statement: Statement, context: Context) -> Context:
    """Return the context in which what is taken from the rows of matrices is a column, as in most books."""
    has_rows = any(context.is_row(item) for side in statement.sides for item in walk(side))
    return context.read_as(context.layout, True) if has_rows else context


def _holds_for_rows(statement: Statement, context: Context, points: int) -> bool:
    """Tell whether a statement whose shapes do not fit holds in the other layout, if none is declared."""
    if context.layout or not any(holds(side, Derivative) for side in statement.sides):
        return False
    return holds_as(statement, context.read_as("rows", context.is_upright), points)


def holds_as(statement: Statement, context: Context, points: int) -> bool:
    """Tell whether a statement holds as it stands; what has no value does not."""
    with suppress(EquationError):
        return check_reading(statement, context, points).holds
    return False
