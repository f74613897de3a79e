"""Checks of arguments: they inspect, never convert, and say which argument, what was expected, what came."""

import reprlib
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

LARGEST = 1e300
"""A number beyond this size counts as overflowed: its sums and products would not be finite."""


def validate(**arguments: Any) -> None:
    r"""Check arguments by the rule of their name: `validate(x=x, t=t, wh=wh, bo=bo)`.

    Args:
        **arguments: any of `x`, `t`, `y` (data), `wh`, `bo` (one number each), `learning_rate`, `iterations`.

    Raises:
        ValueError: naming the argument, what was expected and what came. Data must be finite numbers and
            not empty, `t` and `y` within [0, 1], all of one shape; parameters finite, and so small that
            `x * wh` is finite too; `learning_rate` positive and finite; `iterations` a whole number, 0 or
            more.
    """
    for name, value in arguments.items():
        _RULES[name](name, value)
    data = [name for name in ("x", "y", "t") if name in arguments]
    for first, second in pairwise(data):
        _same_shape(first, arguments[first], second, arguments[second])
    if "x" in arguments and "wh" in arguments:
        reach = float(np.max(np.abs(arguments["x"]))) * float(
            abs(arguments["wh"])
        )
        _require(
            reach <= LARGEST,
            "x * wh",
            f"at most {LARGEST:g} in size",
            reach,
        )


def validate_grid(x: Any, t: Any, wh: Any, bo: Any) -> None:
    """Check the samples and the two 1-D grids of parameters of a loss surface.

    Args:
        x: inputs, as for `validate`.
        t: targets, as for `validate`.
        wh: 1-D array of hidden weights.
        bo: 1-D array of output biases.

    Raises:
        ValueError: as `validate` does, and for a grid that is not a 1-D array.
    """
    for name, grid in (("wh", wh), ("bo", bo)):
        _data(name, grid)
        _require(
            np.ndim(grid) == 1, name, "1-D, of shape (n,)", np.shape(grid)
        )
    validate(x=x, t=t, wh=np.max(np.abs(wh)))


def validate_point(parameters: dict[str, Any], **settings: Any) -> None:
    """Check the point at which a gradient is compared, and the settings of the comparison.

    Args:
        parameters: values by name: numbers, or arrays of any shape.
        **settings: `rtol` and `step`.

    Raises:
        ValueError: if there is no parameter, one is not real and finite, or a setting is not positive and
            finite.
    """
    _require(parameters, "parameters", "at least one, by name", parameters)
    for name, value in parameters.items():
        _data(name, value)
        _require(not np.iscomplexobj(value), name, "real", value)
    validate(**settings)


def _require(holds: Any, name: str, expected: str, got: Any) -> None:
    if not holds:
        raise ValueError(
            f"{name} must be {expected}, got {reprlib.repr(got)}"
        )


def _data(name: str, value: Any) -> None:
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
    with np.errstate(
        over="ignore"
    ):  # the size of a huge complex number may be inf: it is too large then
        right = np.abs(array) <= LARGEST
    _require_all(
        right, name, f"finite and at most {LARGEST:g} in size", array
    )


def _share(name: str, value: Any) -> None:
    _data(name, value)
    real = np.real(
        np.asarray(value)
    )  # of a complex number, so that a complex step passes
    _require_all((real >= 0) & (real <= 1), name, "within [0, 1]", real)


def _require_all(right: Any, name: str, expected: str, array: Any) -> None:
    if not np.all(right):
        raise ValueError(
            f"{name} must be {expected}, got {array[~right].flat[0]}"
        )


def _number(name: str, value: Any) -> None:
    shape = np.shape(value)
    _require(
        shape == () and not isinstance(value, _BOOL),
        name,
        "one number, of shape ()",
        value if shape == () else shape,
    )
    _data(name, value)


def _positive(name: str, value: Any) -> None:
    real = isinstance(value, _REAL) and not isinstance(value, _BOOL)
    _require(
        real and 0 < value <= LARGEST,
        name,
        f"positive, finite and at most {LARGEST:g}",
        value,
    )


def _count(name: str, value: Any) -> None:
    whole = isinstance(value, int | np.integer) and not isinstance(
        value, _BOOL
    )
    _require(whole and value >= 0, name, "a whole number, 0 or more", value)


def _same_shape(first: str, a: Any, second: str, b: Any) -> None:
    shapes = np.shape(a), np.shape(b)
    if shapes[0] != shapes[1]:
        raise ValueError(
            f"{first} and {second} must be of the same shape, got {shapes[0]} and {shapes[1]}"
        )


_BOOL = bool | np.bool_
_REAL = int | float | np.integer | np.floating
_NUMERIC = np.ndarray | np.generic | int | float | complex

_RULES: dict[str, Callable[[str, Any], None]] = {
    "x": _data,
    "t": _share,
    "y": _share,
    "wh": _number,
    "bo": _number,
    "learning_rate": _positive,
    "iterations": _count,
    "rtol": _positive,
    "step": _positive,
}
