"""Each bad argument is a ValueError that says which, what was expected, what came; good ones pass."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from chainrule.backpropagation import backprop_update, loss, loss_for_param, loss_surface, train
from chainrule.datasets import surrounded_class
from chainrule.validate import LARGEST, validate

X, T = surrounded_class()
GRID = np.linspace(-1, 1, 5)
NAN = np.where(X > 1, np.nan, X)
DATA = [
    ("x", NAN, "x must be finite and at most 1e+300 in size, got nan"),
    ("x", np.where(X > 1, -np.inf, X), "x must be finite and at most 1e+300 in size, got -inf"),
    ("x", X[:39], "x and t must be of the same shape, got (39, 1) and (40, 1)"),
    ("x", X.ravel(), "x and t must be of the same shape, got (40,) and (40, 1)"),
    ("x", X[:0], "x must be not empty, got (0, 1)"),
    ("x", [1.0, 2.0], "x must be an array or a number, got [1.0, 2.0]"),
    ("x", None, "x must be an array or a number, got None"),
    ("x", np.array(["a"]), "x must be of real or complex numbers, got dtype('<U1')"),
    ("x", X * 1e301, "x must be finite and at most 1e+300 in size, got 2.49"),
    ("t", T * 1.5, "t must be within [0, 1], got 1.5"),
    ("t", -T, "t must be within [0, 1], got -1.0"),
    ("t", np.where(T > 0, np.nan, 0), "t must be finite and at most 1e+300 in size, got nan"),
    ("t", T[:39], "x and t must be of the same shape, got (40, 1) and (39, 1)"),
]
PARAMETERS = [
    (name, value, f"{name} must be {expected}")
    for name in ("wh", "bo")
    for value, expected in (
        (np.nan, "finite and at most 1e+300 in size, got nan"),
        (np.inf, "finite and at most 1e+300 in size, got inf"),
        (GRID, "one number, of shape (), got (5,)"),
        (True, "one number, of shape (), got True"),
        ("1", "an array or a number, got '1'"),
        (10**400, "of real or complex numbers, got dtype('O')"),
    )
]
RATES = [
    ("learning_rate", value, f"learning_rate must be positive, finite and at most 1e+300, got {value!r}")
    for value in (0, -1.0, np.nan, np.inf, True, "2", None, 2j)
]
ITERATIONS = [
    ("iterations", value, f"iterations must be a whole number, 0 or more, got {value!r}")
    for value in (-1, 2.0, np.nan, True, "2", None)
]
GRIDS = [
    (name, value, message)
    for name in ("wh", "bo")
    for value, message in (
        (1.0, f"{name} must be 1-D, of shape (n,), got ()"),
        (GRID[:, np.newaxis], f"{name} must be 1-D, of shape (n,), got (5, 1)"),
        (GRID[:0], f"{name} must be not empty, got (0,)"),
        (GRID * np.nan, f"{name} must be finite and at most 1e+300 in size, got nan"),
    )
]
GOOD: dict[Callable[..., Any], dict[str, Any]] = {
    loss_for_param: {"x": X, "wh": 2.3, "bo": 1.4, "t": T},
    backprop_update: {"x": X, "t": T, "wh": 2.3, "bo": 1.4, "learning_rate": 2.0},
    train: {"x": X, "t": T, "wh": 2.3, "bo": 1.4, "learning_rate": 2.0, "iterations": 2},
    loss_surface: {"x": X, "t": T, "wh": GRID, "bo": GRID},
}
CASES = [
    (function, *case)
    for function, cases in (
        (loss_for_param, DATA + PARAMETERS),
        (backprop_update, DATA + PARAMETERS + RATES),
        (train, DATA + PARAMETERS + RATES + ITERATIONS),
        (loss_surface, DATA + GRIDS),
    )
    for case in cases
]


@pytest.mark.parametrize(("function", "name", "value", "message"), CASES)
def test_bad_argument_is_refused(function: Callable[..., Any], name: str, value: Any, message: str) -> None:
    function(**GOOD[function])
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - compared in full below
        function(**GOOD[function] | {name: value})
    assert str(caught.value).startswith(message)


def test_a_learning_rate_is_refused_before_it_is_used() -> None:
    with pytest.raises(ValueError, match="learning_rate must be positive"):
        train(**GOOD[train] | {"learning_rate": -1.0, "iterations": 0})


@pytest.mark.parametrize(
    ("y", "t", "message"),
    [
        (np.array([0.5, 1.1]), np.array([0.0, 1.0]), "y must be within [0, 1], got 1.1"),
        (np.array([0.5, np.nan]), np.array([0.0, 1.0]), "y must be finite"),
        (np.array([0.5, 0.5]), np.array([0.0, -1.0]), "t must be within [0, 1], got -1.0"),
        (
            np.array([0.5, 0.5]),
            np.array([[0.0], [1.0]]),
            "y and t must be of the same shape, got (2,) and (2, 1)",
        ),
        (np.array([]), np.array([]), "y must be not empty, got (0,)"),
    ],
)
def test_loss_refuses_bad_outputs_and_targets(y: Any, t: Any, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - compared in full below
        loss(y, t)
    assert str(caught.value).startswith(message)


def test_numbers_of_many_kinds_pass() -> None:
    for number in (1, 1.0, np.float32(1), np.int8(1), np.array(1.0), 1 + 1e-20j):
        validate(x=X, t=T, wh=number, bo=number)
    for rate in (1, np.float64(0.1), np.int64(2)):
        validate(learning_rate=rate)
    validate(iterations=np.int64(3))
    validate(x=X > 0, t=T > 0)
    validate(y=np.array([0.5 + 1e-20j]), t=np.array([1]))


def test_product_that_overflows_is_refused() -> None:
    with pytest.raises(ValueError, match=r"x \* wh must be at most 1e\+300 in size, got 1\.5"):
        validate(x=np.array([1.0, 1.5e150]), wh=-1e152)


def test_grid_whose_product_with_x_overflows_is_refused() -> None:
    with pytest.raises(ValueError, match=r"x \* wh must be at most 1e\+300 in size, got 1e\+302"):
        loss_surface(np.array([1.0, 1e150]), np.array([0.0, 1.0]), np.array([1.0, -1e152]), GRID)


def test_the_largest_size_itself_passes() -> None:
    validate(x=np.array([LARGEST]), wh=1.0)
    validate(x=1.0, wh=LARGEST, learning_rate=LARGEST)


def test_numbers_too_large_for_a_size_are_refused() -> None:
    with pytest.raises(ValueError, match="x must be finite"):
        validate(x=np.array([1.5e308 + 1.5e308j]))
