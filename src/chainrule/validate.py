r"""Checks of arguments, beside a function rather than in it: `@checked(x=data, t=shares, wh=number)`.

A rule says what one argument is, a relation what several are to each other. They inspect and never convert,
and the ValueError says which argument, what was expected, what came.
"""

import functools
import inspect
import reprlib
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeAlias, TypeVar

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")

Rule: TypeAlias = Callable[[str, Any], None]
"""Takes the name and the value of one argument, and raises if it is not what the rule says."""

Relation: TypeAlias = Callable[[Mapping[str, Any]], None]
"""Takes all arguments by name, and raises if they do not fit each other."""

LARGEST = 1e300
"""A number beyond this size counts as overflowed: its sums and products would not be finite."""


def checked(
    *relations: Relation, **rules: Rule
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    r"""Return a decorator that checks the arguments of a function before each call.

    Signature, docstring and types of the function stay as they are. The pages of the course show it without
    the decorator.

    Args:
        *relations: what several arguments are to each other, such as `same_shape("x", "t")`.
        **rules: what an argument is, by its name, such as `x=data`.

    Raises:
        TypeError: where the decorator stands, if a rule names no argument of the function.

    Examples:
        >>> @checked(same_shape("x", "t"), x=data, t=shares)
        ... def error(x, t):
        ...     return x - t
        >>> error(0.75, 0.5)
        0.25
        >>> error(0.75, 2.0)
        Traceback (most recent call last):
        ValueError: t must be within [0, 1], got 2.0
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(function)
        if unknown := sorted(set(rules) - set(signature.parameters)):
            raise TypeError(
                f"{function.__name__} has no argument {', '.join(unknown)}"
            )

        @functools.wraps(function)
        def checking(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                bound = signature.bind(*args, **kwargs)
            except TypeError:  # the call itself says it better
                return function(*args, **kwargs)
            bound.apply_defaults()
            for name, rule in rules.items():
                rule(name, bound.arguments[name])
            for relation in relations:
                relation(bound.arguments)
            return function(*args, **kwargs)

        return checking

    return decorate


def data(name: str, value: Any) -> None:
    """Require numbers, one or an array of them: at least one, finite, at most 1e300 in size.

    Args:
        name: of the argument.
        value: of the argument.

    Raises:
        ValueError: if it is not.
    """
    _require(
        isinstance(value, _NUMERIC), name, "an array or a number", value
    )
    array = np.asarray(value)
    _require(
        array.dtype.kind in "biufc",
        name,
        "of real or complex numbers",
        array.dtype,
    )
    _require(array.size, name, "not empty", array.shape)
    with np.errstate(over="ignore"):  # the size of a complex number
        right = np.abs(array) <= LARGEST
    _require_all(
        right, name, f"finite and at most {LARGEST:g} in size", array
    )


def shares(name: str, value: Any) -> None:
    """Require `data` from 0 to 1; of a complex number the real part, so that a complex step passes.

    Args:
        name: of the argument.
        value: of the argument.

    Raises:
        ValueError: if it is not.
    """
    data(name, value)
    real = np.real(np.asarray(value))
    _require_all((real >= 0) & (real <= 1), name, "within [0, 1]", real)


def vector(name: str, value: Any) -> None:
    """Require `data` of shape (n,).

    Args:
        name: of the argument.
        value: of the argument.

    Raises:
        ValueError: if it is not.
    """
    data(name, value)
    _require(
        np.ndim(value) == 1, name, "1-D, of shape (n,)", np.shape(value)
    )


def matrix(name: str, value: Any) -> None:
    """Require `data` of shape (n, m).

    Args:
        name: of the argument.
        value: of the argument.

    Raises:
        ValueError: if it is not.
    """
    data(name, value)
    _require(
        np.ndim(value) == 2, name, "2-D, of shape (n, m)", np.shape(value)
    )


def number(name: str, value: Any) -> None:
    """Require one number, of shape (), that is `data`.

    Args:
        name: of the argument.
        value: of the argument.

    Raises:
        ValueError: if it is not.
    """
    shape = np.shape(value)
    _require(
        shape == () and not isinstance(value, _BOOL),
        name,
        "one number, of shape ()",
        value if shape == () else shape,
    )
    data(name, value)


def real(name: str, value: Any) -> None:
    """Require `data` that is not complex.

    Args:
        name: of the argument.
        value: of the argument.

    Raises:
        ValueError: if it is not.
    """
    data(name, value)
    _require(not np.iscomplexobj(value), name, "real", value)


def positive(name: str, value: Any) -> None:
    """Require one real number above 0, at most 1e300.

    Args:
        name: of the argument.
        value: of the argument.

    Raises:
        ValueError: if it is not.
    """
    is_real = isinstance(value, _REAL) and not isinstance(value, _BOOL)
    _require(
        is_real and 0 < value <= LARGEST,
        name,
        f"positive, finite and at most {LARGEST:g}",
        value,
    )


def count(name: str, value: Any) -> None:
    """Require a whole number, 0 or more.

    Args:
        name: of the argument.
        value: of the argument.

    Raises:
        ValueError: if it is not.
    """
    whole = isinstance(value, int | np.integer) and not isinstance(
        value, _BOOL
    )
    _require(whole and value >= 0, name, "a whole number, 0 or more", value)


def several(name: str, value: Any) -> None:
    """Require a whole number, 1 or more.

    Args:
        name: of the argument.
        value: of the argument.

    Raises:
        ValueError: if it is not.
    """
    whole = isinstance(value, int | np.integer) and not isinstance(
        value, _BOOL
    )
    _require(whole and value >= 1, name, "a whole number, 1 or more", value)


def fraction(name: str, value: Any) -> None:
    """Require one real number from 0 to below 1.

    Args:
        name: of the argument.
        value: of the argument.

    Raises:
        ValueError: if it is not.
    """
    is_real = isinstance(value, _REAL) and not isinstance(value, _BOOL)
    _require(
        is_real and 0 <= value < 1,
        name,
        "a number from 0 to below 1",
        value,
    )


def same_rows(first: str, second: str) -> Relation:
    """Return the relation that two arguments have the same number of rows, one for each sample.

    Args:
        first: name of an argument.
        second: name of another.
    """

    def relation(arguments: Mapping[str, Any]) -> None:
        rows = len(arguments[first]), len(arguments[second])
        if rows[0] != rows[1]:
            raise ValueError(
                f"{first} and {second} must have the same number of rows, got {rows[0]} and {rows[1]}"
            )

    return relation


def same_shape(first: str, second: str) -> Relation:
    """Return the relation that two arguments are of one shape.

    Args:
        first: name of an argument.
        second: name of another.
    """

    def relation(arguments: Mapping[str, Any]) -> None:
        shapes = np.shape(arguments[first]), np.shape(arguments[second])
        if shapes[0] != shapes[1]:
            raise ValueError(
                f"{first} and {second} must be of the same shape, got {shapes[0]} and {shapes[1]}"
            )

    return relation


def entry_for_each_row(entries: str, table: str) -> Relation:
    """Return the relation that a vector has one entry for each row of a table, such as a target for each sample.

    Args:
        entries: name of the vector.
        table: name of the table.
    """

    def relation(arguments: Mapping[str, Any]) -> None:
        shape, rows = np.shape(arguments[entries]), len(arguments[table])
        expected = f"of shape ({rows},), an entry for each row of {table}"
        _require(shape == (rows,), entries, expected, shape)

    return relation


def entry_for_each_column(entries: str, table: str) -> Relation:
    """Return the relation that a vector has one entry for each column of a table, such as a weight for each input.

    Args:
        entries: name of the vector.
        table: name of the table.
    """

    def relation(arguments: Mapping[str, Any]) -> None:
        shape = np.shape(arguments[entries])
        columns = np.shape(arguments[table])[1]
        expected = (
            f"of shape ({columns},), an entry for each column of {table}"
        )
        _require(shape == (columns,), entries, expected, shape)

    return relation


def finite_product(first: str, second: str) -> Relation:
    """Return the relation that no product of an entry of one and an entry of the other exceeds 1e300.

    Args:
        first: name of an argument.
        second: name of another.
    """

    def relation(arguments: Mapping[str, Any]) -> None:
        sizes = [
            float(np.max(np.abs(arguments[name])))
            for name in (first, second)
        ]
        largest = sizes[0] * sizes[1]
        _require(
            largest <= LARGEST,
            f"{first} * {second}",
            f"at most {LARGEST:g} in size",
            largest,
        )

    return relation


def _require(holds: Any, name: str, expected: str, got: Any) -> None:
    if not holds:
        raise ValueError(
            f"{name} must be {expected}, got {reprlib.repr(got)}"
        )


def _require_all(right: Any, name: str, expected: str, array: Any) -> None:
    if not np.all(right):
        raise ValueError(
            f"{name} must be {expected}, got {array[~right].flat[0]}"
        )


_BOOL = bool | np.bool_
_REAL = int | float | np.integer | np.floating
_NUMERIC = np.ndarray | np.generic | int | float | complex
