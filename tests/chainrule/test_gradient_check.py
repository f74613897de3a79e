"""The gradient check passes what is right, and names what is wrong."""

import re
from typing import Any

import numpy as np
import pytest

from chainrule.activations import rbf, rbf_derivative
from chainrule.backpropagation import backprop_update, loss_for_param
from chainrule.datasets import surrounded_class
from chainrule.gradient_check import check_gradient

X, T = surrounded_class()


def chapter_loss(wh: float, bo: float) -> Any:
    return loss_for_param(X, wh, bo, T)


def chapter_gradient(wh: float, bo: float) -> tuple[float, float]:
    new_wh, new_bo = backprop_update(X, T, wh, bo, learning_rate=1.0)
    return wh - new_wh, bo - new_bo


def test_chapters_gradients_pass() -> None:
    assert check_gradient(chapter_loss, chapter_gradient, wh=2.3, bo=1.4) < 1e-8
    assert check_gradient(rbf, rbf_derivative, zh=np.linspace(-3, 3, 13)) < 1e-8


@pytest.mark.parametrize("error", [1e-5, -1e-5, 1.0, -2.0])
@pytest.mark.parametrize("wrong", [0, 1])
def test_a_wrong_gradient_is_named_with_both_values(error: float, wrong: int) -> None:
    def gradient(wh: float, bo: float) -> tuple[float, ...]:
        return tuple(g * (1 + error * (i == wrong)) for i, g in enumerate(chapter_gradient(wh, bo)))

    analytic, right = gradient(2.3, 1.4)[wrong], chapter_gradient(2.3, 1.4)[wrong]
    name = ("wh", "bo")[wrong]
    message = f"gradient of {name}: analytic {analytic:.9g}, numeric {right:.6g}"
    with pytest.raises(AssertionError, match=re.escape(message)):
        check_gradient(chapter_loss, gradient, wh=2.3, bo=1.4)


def test_the_wrong_entry_of_an_array_is_named() -> None:
    def gradient(w: Any) -> Any:
        result = 3 * w**2
        result[1, 0] += 1
        return result

    with pytest.raises(
        AssertionError, match=r"gradient of w\[1, 0\]: analytic 28, numeric 27, relative diff"
    ):
        check_gradient(lambda w: np.sum(w**3), gradient, w=np.array([[1.0, 2.0], [3.0, 4.0]]))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_fails(bad: float) -> None:
    with pytest.raises(AssertionError, match="gradient of w: analytic"):
        check_gradient(lambda w: w**2, lambda w: bad * w, w=1.0)
    with pytest.raises(AssertionError, match="gradient of w: analytic"):
        check_gradient(lambda w: bad if w > 1 else w, lambda w: w, w=1.0)
    with pytest.raises(AssertionError, match="gradient of w: analytic"):
        check_gradient(lambda w: bad * w, lambda w: 0 * w, w=1.0)


def test_a_gradient_that_returns_nothing_fails() -> None:
    with pytest.raises(AssertionError, match="gradient of w: analytic nan, numeric 2"):
        check_gradient(lambda w: w**2, lambda **_: None, w=1.0)


def test_gradient_of_zero_is_no_free_pass() -> None:
    assert check_gradient(lambda w: w**2, lambda w: 2 * w, w=0.0) == 0
    with pytest.raises(AssertionError, match="analytic 1e-09, numeric 0"):
        check_gradient(lambda w: w**2, lambda w: 2 * w + 1e-9, w=0.0)


def test_a_function_that_is_0_has_gradient_0() -> None:
    assert check_gradient(lambda w: 0 * w, lambda w: 0 * w, w=1.0) == 0


@pytest.mark.parametrize(("w", "places"), [(0.5, [0, 0.25, 0.75, 1]), (-4.0, [-6, -5, -3, -2])])
def test_the_step_grows_with_a_parameter_above_1(w: float, places: list[float]) -> None:
    seen = list[float]()

    def function(w: float) -> float:
        seen.append(w)
        return w**2

    check_gradient(function, lambda w: 2 * w, w=w, step=0.25)
    assert sorted(seen) == places
    assert {type(value) for value in seen} == {float}


def test_whole_numbers_are_a_point_like_others() -> None:
    assert (
        check_gradient(lambda w, b: w**2 * b, lambda w, b: (2 * w * b, np.sum(w**2)), w=np.array([2, 3]), b=4)
        < 1e-9
    )


def test_a_gradient_cannot_move_the_point() -> None:
    def gradient(w: Any) -> Any:
        result = 3 * w**2
        w += 1
        return result

    assert check_gradient(lambda w: np.sum(w**3), gradient, w=np.array([1.0, 2.0])) < 1e-9


def test_large_parameters_get_a_larger_step() -> None:
    with pytest.raises(AssertionError, match="relative difference 1"):
        check_gradient(lambda w: w**2, lambda w: 2 * w * (1 + 1e-5), w=1e8)
    assert check_gradient(lambda w: w**3, lambda w: 3 * w**2, w=np.array([1e6, -1e-6])) < 1e-6


def test_tolerance_is_the_callers() -> None:
    def gradient(w: float) -> float:
        return 2 * w * (1 + 1e-4)

    assert check_gradient(lambda w: w**2, gradient, w=1.0, rtol=1e-3) == pytest.approx(1e-4, rel=1e-3)
    with pytest.raises(AssertionError, match=r"relative difference 1\.0e-04, allowed 1e-05"):
        check_gradient(lambda w: w**2, gradient, w=1.0, rtol=1e-5)


def test_functions_cannot_change_the_callers_point() -> None:
    def changing(w: Any) -> Any:
        w += 1
        return np.sum(w)

    w = np.zeros(2)
    check_gradient(changing, lambda w: np.ones_like(w), w=w)
    assert w.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "parameters must be at least one, by name, got {}"),
        ({"w": np.nan}, "w must be finite"),
        ({"w": 1j}, "w must be real, got 1j"),
        ({"w": np.array([])}, "w must be not empty"),
        ({"w": "1"}, "w must be an array or a number, got '1'"),
        ({"w": 1.0, "rtol": 0}, "rtol must be positive, finite"),
        ({"w": 1.0, "step": -1.0}, "step must be positive, finite"),
        ({"w": 1.0, "v": 1.0}, "gradient must return one value for each of w, v, got 1"),
        ({"w": np.ones(2)}, r"gradient of w must be of shape \(2,\), got \(\)"),
    ],
)
def test_bad_arguments_say_what_came(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_gradient(lambda **_: 1.0, lambda **_: 0.0, **options)
