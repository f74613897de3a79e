"""Values of symbols at all points at once: arrays with free letters and, behind them, rows and columns.

`data` has the shape (points, one axis a letter in alphabetical order, then nothing or rows and columns). A
vector is a row or a column, two-dimensional; one entry alone is a number.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.errors import Mismatch, Unreadable


@dataclass(frozen=True)
class PointValues:
    """A number or matrix at each point and for each value of the free letters."""

    data: Array
    letters: tuple[str, ...] = ()

    @property
    def core(self) -> tuple[int, ...]:
        """The rows and columns, or () for a number."""
        return self.data.shape[1 + len(self.letters) :]

    def describe(self) -> str:
        """Say what shape it has, for a message."""
        shape = f"{self.core[0]}×{self.core[1]} matrix" if self.core else "number"
        return shape + (f" for each {', '.join(self.letters)}" if self.letters else "")


LARGEST = 10_000_000
"""So many entries a value may have, counted over its points and letters."""


def constant(number: float) -> PointValues:
    """Return a value that is the same at all points."""
    return PointValues(np.array([float(number)]))


def scalar_if_one(value: PointValues) -> PointValues:
    """Read a matrix of one entry as a number."""
    return PointValues(value.data[..., 0, 0], value.letters) if value.core == (1, 1) else value


def aligned(values: list[PointValues]) -> tuple[list[Array], tuple[str, ...]]:
    """Return the arrays with an axis for each letter that occurs in any of them."""
    letters = tuple(sorted({letter for value in values for letter in value.letters}))
    arrays = []
    for value in values:
        sizes = dict(zip(value.letters, value.data.shape[1:], strict=False))
        shape = (len(value.data), *(sizes.get(letter, 1) for letter in letters), *value.core)
        arrays.append(value.data.reshape(shape))
    largest = np.max([array.shape[: 1 + len(letters)] for array in arrays], axis=0)
    if math.prod(map(int, largest)) > LARGEST:
        raise Unreadable(f"too many letters are free at once: {', '.join(letters)}")
    return arrays, letters


def elementwise(
    operation: Callable[[Array, Array], Array], left: PointValues, right: PointValues
) -> PointValues:
    """Combine entry by entry; a number, a row or a column is spread over a matrix."""
    a, b = left.core, right.core
    spread = tuple(max(pair) for pair in zip(a, b, strict=True)) if a and b else a or b
    fits = all(n in {m, 1} for core in (a, b) if core for n, m in zip(core, spread, strict=True))
    if not fits or (spread and spread not in {a, b}):
        raise Mismatch(f"a {left.describe()} and a {right.describe()} cannot be combined entry by entry")
    (first, second), letters = aligned([left, right])
    if a and not b:
        second = second[..., None, None]
    if b and not a:
        first = first[..., None, None]
    return PointValues(operation(first, second), letters)


def matrix_product(left: PointValues, right: PointValues) -> PointValues:
    """Multiply numbers and matrices."""
    if not (left.core and right.core):
        return elementwise(np.multiply, left, right)
    if left.core[1] != right.core[0]:
        raise Mismatch(f"a {left.describe()} cannot be multiplied by a {right.describe()}")
    (first, second), letters = aligned([left, right])
    return scalar_if_one(PointValues(np.matmul(first, second), letters))


def dot_product(left: PointValues, right: PointValues) -> PointValues:
    """Multiply numbers and matrices; of two rows or two columns it is the inner product."""
    if left.core == right.core and 1 in left.core:
        product = elementwise(np.multiply, left, right)
        return PointValues(product.data.sum((-1, -2)), product.letters)
    return matrix_product(left, right)


def transpose(value: PointValues) -> PointValues:
    """Swap rows and columns."""
    if not value.core:
        raise Mismatch("a number has no transpose; a power is written with another letter than T")
    return PointValues(np.swapaxes(value.data, -1, -2), value.letters)


def power(base: PointValues, exponent: PointValues) -> PointValues:
    """Raise entry by entry; a power of a square matrix could mean two things."""
    if base.core and np.all(exponent.data == -1):
        return inverse(base)
    if base.core and base.core[0] == base.core[1]:
        return _matrix_power(base, exponent)
    if exponent.core:
        raise Unreadable("an exponent that is a matrix stands on e only")
    return elementwise(np.power, base, exponent)


def _matrix_power(base: PointValues, exponent: PointValues) -> PointValues:
    """Multiply a square matrix, or its inverse, with itself."""
    powers = set(exponent.data.ravel().tolist())
    if exponent.core or len(powers) != 1 or (power := powers.pop()) != round(power):
        raise Unreadable("a power of a square matrix is a whole number: write what is meant in words")
    found = inverse(base) if power < 0 else base
    return PointValues(np.linalg.matrix_power(found.data, abs(int(power))), found.letters)


def inverse(value: PointValues) -> PointValues:
    """Return the inverse of a square matrix; one that is singular has none, whose entries are no numbers."""
    if value.core[0] != value.core[1]:
        raise Mismatch(f"a {value.describe()} has no inverse")
    try:
        return PointValues(np.linalg.inv(value.data), value.letters)
    except np.linalg.LinAlgError:
        return PointValues(np.full(value.data.shape, np.nan), value.letters)


def outer(left: PointValues, right: PointValues) -> PointValues:
    """Multiply each entry of a vector by each of another; of two matrices this is Kronecker's product."""
    kinds = {1 in value.core if value.core else None for value in (left, right)}
    if kinds not in ({True}, {False}):
        raise Mismatch(f"⊗ joins two vectors or matrices, not a {left.describe()} and a {right.describe()}")
    if kinds == {False}:
        (first, second), letters = aligned([left, right])
        blocks = first[..., :, None, :, None] * second[..., None, :, None, :]
        sizes = np.multiply(left.core, right.core)
        return PointValues(blocks.reshape(*blocks.shape[:-4], *sizes), letters)
    column, row = (
        PointValues(value.data.reshape(*value.data.shape[:-2], *shape), value.letters)
        for value, shape in ((left, (-1, 1)), (right, (1, -1)))
    )
    return matrix_product(column, row)


def block_matrix(rows: list[list[PointValues]]) -> PointValues:
    """Return the matrix of these entries, each a number, a row, a column or a matrix."""
    entries = [entry for row in rows for entry in row]
    arrays, letters = aligned(entries)
    arrays = [
        array if entry.core else array[..., None, None] for array, entry in zip(arrays, entries, strict=True)
    ]
    lead = np.broadcast_shapes(*(array.shape[:-2] for array in arrays))
    arrays = [np.broadcast_to(array, lead + array.shape[-2:]) for array in arrays]
    each = iter(arrays)
    try:
        joined = [np.concatenate([next(each) for _ in row], axis=-1) for row in rows]
        return PointValues(np.concatenate(joined, axis=-2), letters)
    except ValueError:
        raise Mismatch("the entries of the matrix do not fit together") from None


@dataclass(frozen=True)
class Jacobian:
    """The derivative of each entry above by each entry below; each is a number or rows and columns."""

    data: Array
    letters: tuple[str, ...]
    above: tuple[int, ...]
    below: tuple[int, ...]
    by_differences: tuple[str, ...] = ()
    """What does not let complex steps through, so that differences stand in."""

    def value(self) -> PointValues:
        """Return it in the shape that the conventions give it.

        Raises:
            Unreadable: for the derivative of a matrix by a matrix, which has four axes.
        """
        lead = self.data.shape[: 1 + len(self.letters)]
        if self.above and self.below:
            if 1 not in self.above or 1 not in self.below:
                raise Unreadable(
                    "the derivative of a matrix by a matrix has four axes: write it with indices"
                )
            sizes = (max(self.above), max(self.below))
            return scalar_if_one(PointValues(self.data.reshape(*lead, *sizes), self.letters))
        return PointValues(self.data, self.letters)

    def chained(self, other: Jacobian) -> Jacobian:
        """Contract what stands below here with what stands above in the other."""
        if self.below != other.above:
            raise Mismatch("neighbouring derivatives share a node of different shapes")
        rows, inner, columns = (math.prod(n) for n in (self.above, self.below, other.below))
        left = self.data.reshape(*self.data.shape[: 1 + len(self.letters)], rows, inner)
        right = other.data.reshape(*other.data.shape[: 1 + len(other.letters)], inner, columns)
        (first, second), letters = aligned(
            [PointValues(left, self.letters), PointValues(right, other.letters)]
        )
        data = np.matmul(first, second)
        shape = (*data.shape[: 1 + len(letters)], *self.above, *other.below)
        return Jacobian(data.reshape(shape), letters, self.above, other.below)
