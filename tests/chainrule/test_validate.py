"""Each bad argument is a ValueError that says which, what was expected, what came; good ones pass."""

import inspect
import pydoc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from chainrule.backpropagation import backprop_update, loss, loss_for_param, loss_surface, train
from chainrule.classification import best_threshold, train_linear
from chainrule.datasets import surrounded_class
from chainrule.validate import (
    LARGEST,
    checked,
    count,
    data,
    finite_product,
    number,
    positive,
    real,
    same_shape,
    shares,
    vector,
)

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
    for value in (1, 1.0, np.float32(1), np.int8(1), np.array(1.0), 1 + 1e-20j):
        number("wh", value)
    for rate in (1, np.float64(0.1), np.int64(2)):
        positive("learning_rate", rate)
    count("iterations", np.int64(3))
    data("x", X > 0)
    shares("t", T > 0)
    shares("y", np.array([0.5 + 1e-20j]))
    vector("wh", GRID)
    real("w", GRID)


@pytest.mark.parametrize("value", [1j, np.array([1.0, 2j])])
def test_a_complex_number_is_not_real(value: Any) -> None:
    with pytest.raises(ValueError, match="w must be real, got"):
        real("w", value)


def test_product_that_overflows_is_refused() -> None:
    relation = finite_product("x", "wh")
    with pytest.raises(ValueError, match=r"x \* wh must be at most 1e\+300 in size, got 1\.5"):
        relation({"x": np.array([1.0, 1.5e150]), "wh": -1e152})
    relation({"x": np.array([LARGEST]), "wh": 1.0})


def test_grid_whose_product_with_x_overflows_is_refused() -> None:
    with pytest.raises(ValueError, match=r"x \* wh must be at most 1e\+300 in size, got 1e\+302"):
        loss_surface(np.array([1.0, 1e150]), np.array([0.0, 1.0]), np.array([1.0, -1e152]), GRID)


def test_the_largest_size_itself_passes() -> None:
    data("x", np.array([LARGEST]))
    number("wh", LARGEST)
    positive("learning_rate", LARGEST)


def test_numbers_too_large_for_a_size_are_refused() -> None:
    with pytest.raises(ValueError, match="x must be finite"):
        data("x", np.array([1.5e308 + 1.5e308j]))


@checked(same_shape("x", "t"), x=data, t=shares, times=count)
def example(x: np.ndarray, t: np.ndarray, *, times: int = 1) -> str:
    """Return what came."""
    return f"{np.shape(x)} {np.shape(t)} {times}"


def test_a_checked_function_looks_and_works_like_the_function_itself() -> None:
    assert example(X, T) == "(40, 1) (40, 1) 1"
    assert example(t=T, x=X, times=2) == "(40, 1) (40, 1) 2"
    assert example.__name__ == "example"
    assert example.__doc__ == "Return what came."
    assert str(inspect.signature(example)) == "(x: numpy.ndarray, t: numpy.ndarray, *, times: int = 1) -> str"
    assert "example(x: numpy.ndarray" in pydoc.plain(pydoc.render_doc(example))
    assert inspect.getsource(example).endswith('{times}"\n')


def test_each_rule_and_each_relation_of_a_checked_function_is_asked() -> None:
    for arguments, message in (
        ((NAN, T), "x must be finite"),
        ((X, T + 1), r"t must be within \[0, 1\]"),
        ((X.ravel(), T), "x and t must be of the same shape"),
    ):
        with pytest.raises(ValueError, match=message):
            example(*arguments)
    with pytest.raises(ValueError, match="times must be a whole number"):
        example(X, T, times=-1)


def test_a_call_that_does_not_fit_says_so_as_python_does() -> None:
    call: Any = example
    for arguments, words, message in (
        ((X,), {}, r"example\(\) missing 1 required positional argument: 't'"),
        ((X, T), {"n": 1}, r"example\(\) got an unexpected keyword argument 'n'"),
        ((X, T, 1), {}, r"example\(\) takes 2 positional arguments but 3 were given"),
    ):
        with pytest.raises(TypeError, match=message):
            call(*arguments, **words)


def test_a_rule_for_no_argument_is_refused_where_it_stands() -> None:
    with pytest.raises(TypeError, match="f has no argument t, wh"):

        @checked(t=shares, x=data, wh=number)
        def f(x: np.ndarray) -> np.ndarray:
            return x


@pytest.mark.parametrize("function", [best_threshold, train_linear])
def test_the_linear_classifier_refuses_bad_data(function: Callable[..., Any]) -> None:
    rest = (0.5, 2) if function is train_linear else ()
    for x, t, message in (
        (NAN, T, "x must be finite"),
        (X, T - 2, "t must be within"),
        (X, T[:3], "of the same shape"),
    ):
        with pytest.raises(ValueError, match=message):
            function(x, t, *rest)
