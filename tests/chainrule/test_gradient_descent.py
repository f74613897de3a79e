"""The line of chapter 1: the original's numbers, its gradient three ways, its bound, and bad input."""

from collections.abc import Callable
from typing import Any

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainrule.datasets import noisy_line
from chainrule.gradient_check import check_gradient
from chainrule.gradient_descent import best_weight, gradient, largest_rate, loss, nn, train, update

X, T, STARTS = noisy_line()
START = float(STARTS[0])


def mean_loss(w: Any) -> Any:
    return loss(nn(X, w), T)


def mean_gradient(w: float) -> float:
    return float(np.mean(gradient(X, nn(X, w), T)))


def test_four_updates_reproduce_the_original() -> None:
    weights = train(X, T, START, 0.9, 4)
    assert [f"{w:.4f}" for w in weights] == ["0.1380", "1.3722", "1.8205", "1.9834", "2.0426"]
    assert [f"{mean_loss(w):.4f}" for w in weights] == ["1.3710", "0.2174", "0.0651", "0.0451", "0.0424"]


def test_ten_updates_from_the_second_start_reproduce_the_original() -> None:
    assert f"{train(X, T, STARTS[1], 0.9, 10)[-1]:.4f}" == "2.0762"


@given(st.floats(-5, 5))
def test_gradient_three_ways(w: float) -> None:
    ours = mean_gradient(w)
    by_autograd = autograd.grad(lambda v: anp.mean((T - X * v) ** 2))(w)
    by_complex_step = np.imag(np.mean((T - nn(X, w + 1e-20j)) ** 2)) / 1e-20  # type: ignore[arg-type]
    np.testing.assert_allclose(ours, by_autograd, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(ours, by_complex_step, rtol=1e-12, atol=1e-14)
    assert check_gradient(mean_loss, mean_gradient, w=w) < 1e-6


def test_gradient_of_each_sample_and_at_the_output_is_autograds() -> None:
    y = nn(X, 1.4)
    by_output = autograd.elementwise_grad(lambda y: (T - y) ** 2)(y)
    np.testing.assert_allclose(gradient(X, y, T), by_output * X, rtol=1e-13)


def test_update_steps_against_the_mean_gradient() -> None:
    assert update(X, T, 0.5, 0.7) == pytest.approx(0.5 - 0.7 * mean_gradient(0.5), rel=1e-15)
    doubled = update(np.tile(X, 2), np.tile(T, 2), 0.5, 0.7)
    assert doubled == pytest.approx(update(X, T, 0.5, 0.7), rel=1e-14)


def test_a_run_holds_its_start_and_every_update() -> None:
    weights = train(X, T, START, 0.9, 3)
    assert weights.shape == (4,)
    assert weights[0] == START
    assert [update(X, T, w, 0.9) for w in weights[:3]] == weights[1:].tolist()
    assert train(X, T, START, 0.9, 0).tolist() == [START]


def test_best_weight_is_that_of_least_squares() -> None:
    by_numpy = np.linalg.lstsq(X[:, np.newaxis], T, rcond=None)[0][0]
    assert best_weight(X, T) == pytest.approx(by_numpy, rel=1e-13)
    assert mean_gradient(best_weight(X, T)) == pytest.approx(0, abs=1e-14)


@given(st.floats(0.01, 6))
def test_each_update_multiplies_the_distance_by_the_same_number(rate: float) -> None:
    weights = train(X, T, START, rate, 5)
    factor = 1 - 2 * rate / largest_rate(X)
    goal = best_weight(X, T)
    np.testing.assert_allclose(weights - goal, (START - goal) * factor ** np.arange(6), rtol=1e-9, atol=1e-12)


def test_below_the_largest_rate_a_run_converges_and_above_it_diverges() -> None:
    goal, rate = best_weight(X, T), largest_rate(X)
    below, at, above = (
        np.abs(train(X, T, START, share * rate, 2000) - goal) for share in (0.999, 1.0, 1.001)
    )
    assert below[-1] < 0.02 * below[0]
    assert at[-1] == pytest.approx(at[0], rel=1e-9)
    assert above[-1] > 50 * above[0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": X * np.nan}, "x must be finite"),
        ({"x": X[:0], "t": T[:0]}, "x must be not empty"),
        ({"t": T[:3]}, "x and t must be of the same shape"),
        ({"t": T[:, np.newaxis]}, "x and t must be of the same shape"),
        ({"t": "targets"}, "t must be an array or a number"),
        ({"w": np.ones(2)}, "w must be one number"),
        ({"w": np.inf}, "w must be finite"),
        ({"learning_rate": 0}, "learning_rate must be positive"),
        ({"learning_rate": -0.9}, "learning_rate must be positive"),
        ({"iterations": 1.5}, "iterations must be a whole number"),
        ({"iterations": -1}, "iterations must be a whole number"),
    ],
)
def test_bad_arguments_are_refused(change: dict[str, Any], message: str) -> None:
    good: dict[str, Any] = {"x": X, "t": T, "w": 1.0, "learning_rate": 0.9, "iterations": 2}
    train(**good)
    with pytest.raises(ValueError, match=message):
        train(**good | change)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (loss, (X, T[:3])),
        (loss, (X * np.inf, T)),
        (best_weight, (X, T[:, np.newaxis])),
        (largest_rate, (X[:0],)),
        (update, (X, T, 1.0, 0.0)),
        (update, (X * 1e200, T, 1e200, 0.9)),
    ],
)
def test_the_other_functions_refuse_bad_data_too(
    function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    with pytest.raises(ValueError, match="must be"):
        function(*arguments)


def test_a_run_that_overflows_is_refused_in_words() -> None:
    with np.errstate(over="ignore"), pytest.raises(ValueError, match="w must be finite"):
        train(X, T, START, 1e200, 5)


def test_inputs_are_not_changed() -> None:
    x, t = X.copy(), T.copy()
    train(x, t, START, 0.9, 2)
    assert np.array_equal(x, X)
    assert np.array_equal(t, T)
