"""A matrix with dots: the entries that it shows, and by their places the shape, are claims."""

from __future__ import annotations

import numpy as np

from livepage.equations.chapter.graph import State
from livepage.equations.errors import Mismatch, Unreadable
from livepage.equations.trees.tree import Matrix, Node
from livepage.equations.values.algebra import PointValues, aligned
from livepage.equations.values.derive import Valuing


def is_dotted(node: Node) -> bool:
    """Tell whether a tree is a matrix with dots."""
    return isinstance(node, Matrix) and any(entry is None for row in node.rows for entry in row)


def filled_dots(evaluator: Valuing, matrix: Matrix, other: PointValues, state: State) -> PointValues:
    """Return the other side with the entries that a matrix with dots shows in their places."""
    if not other.core:
        raise Mismatch(f"a matrix is compared with a {other.describe()}", matrix.span)
    if len({len(row) for row in matrix.rows}) > 1:
        raise Unreadable("the rows of the matrix differ in length", matrix.span)
    values = [
        [None if entry is None else evaluator.value(entry, state) for entry in row] for row in matrix.rows
    ]
    rows = _lines(values, other, 0)
    columns = _lines([list(column) for column in zip(*values, strict=True)], other, 1)
    data = np.array(other.data)
    for row, entries in zip(rows, values, strict=True):
        for column, entry in zip(columns, entries, strict=True):
            if entry is not None and row is not None and column is not None:
                (shown, _), letters = aligned([entry, other])
                if letters != other.letters:
                    raise Mismatch("an entry has a free letter that the matrix has not", matrix.span)
                data[..., row, column] = shown if entry.core else shown[..., None, None]
    return PointValues(data, other.letters)


def _lines(values: list[list[PointValues | None]], other: PointValues, axis: int) -> list[slice | None]:
    """Return which rows (or columns) of the other side those of a matrix with dots stand for."""
    size = other.core[axis]
    sizes = {entry.core[axis] if entry.core else 1 for line in values for entry in line if entry}
    if len(values) == 1 and sizes == {size}:
        return [slice(None)]
    if sizes != {1}:
        raise Mismatch("the entries beside dots are numbers, or whole rows, or whole columns")
    shown = places([not any(line) for line in values], size)
    return [None if n is None else slice(n, n + 1) for n in shown]


def places(dotted: list[bool], size: int) -> list[int | None]:
    """Return the place of each row shown: from the start before the dots, from the end behind them."""
    if True not in dotted:
        if len(dotted) != size:
            raise Mismatch(f"{len(dotted)} rows or columns are shown, there are {size}")
        return list(range(size))
    gap = dotted.index(True)
    if sum(dotted) > 1 or len(dotted) - 1 > size:
        raise Mismatch(f"{len(dotted) - sum(dotted)} rows or columns beside dots do not fit {size}")
    return [n if n < gap else None if n == gap else size - len(dotted) + n for n in range(len(dotted))]
