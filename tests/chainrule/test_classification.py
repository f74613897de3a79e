"""The classifier of chapter 2: the original's numbers, gradients three ways, other optima, bad input."""

from collections.abc import Callable
from typing import Any

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainrule.activations import logistic
from chainrule.classification import (
    best_threshold,
    gradient,
    gradient_output,
    loss,
    loss_surface,
    nn,
    nn_predict,
    train,
    train_linear,
    update,
)
from chainrule.datasets import overlapping_classes, surrounded_class
from chainrule.gradient_check import check_gradient

X, T = overlapping_classes()
SOFT = np.clip(T, 0.1, 0.8)  # soft targets: with 0 and 1 alone some false forms pass
START = np.array([-4.0, -2.0])
LINE, SURROUNDED = surrounded_class()
weight = st.floats(-3, 3)


def oracle(w: Any, t: Any = SOFT) -> Any:
    """The mean cross-entropy once more, in autograd's NumPy."""
    y = 1 / (1 + anp.exp(-anp.dot(X, w)))
    return anp.mean(-(t * anp.log(y) + (1 - t) * anp.log(1 - y)))


def test_ten_updates_reproduce_the_original() -> None:
    weights = train(X, T, START, 2.0, 10)
    assert [f"{w:.4f}" for w in weights[-1]] == ["1.8313", "0.8100"]
    assert f"{loss(nn(X, weights[-1]), T):.5f}" == "0.29700"
    wrong = nn_predict(X, weights[-1]) != T
    assert (np.sum(wrong & (T == 0)), np.sum(wrong & (T == 1))) == (4, 2)


def test_the_originals_sum_and_rate_are_the_same_run() -> None:
    w = START
    for _ in range(10):
        w = w - 0.05 * X.T @ (nn(X, w) - T)
    np.testing.assert_allclose(train(X, T, START, 2.0, 10)[-1], w, rtol=1e-13)


@given(weight, weight)
def test_gradient_three_ways(w1: float, w2: float) -> None:
    w = np.array([w1, w2])
    ours = gradient(X, nn(X, w), SOFT)
    np.testing.assert_allclose(ours, autograd.grad(oracle)(w), rtol=1e-10, atol=1e-14)
    for j in range(2):
        stepped = w + 1e-20j * np.eye(2)[j]
        y = logistic(X @ stepped)
        np.testing.assert_allclose(ours[j], np.imag(loss(y, SOFT)) / 1e-20, rtol=1e-10, atol=1e-14)
    assert check_gradient(lambda w: loss(nn(X, w), SOFT), lambda w: gradient(X, nn(X, w), SOFT), w=w) < 1e-6


@given(st.floats(0.01, 0.99), st.floats(0, 1))
def test_the_gradient_at_z_is_autograds(y: float, t: float) -> None:
    z = float(np.log(y / (1 - y)))
    by_autograd = autograd.grad(lambda z: anp.log(1 + anp.exp(z)) - t * z)(z)
    np.testing.assert_allclose(gradient_output(np.array([y]), np.array([t])), by_autograd, atol=1e-13)


@given(weight, weight)
def test_outputs_and_loss_are_the_oracles(w1: float, w2: float) -> None:
    w = np.array([w1, w2])
    np.testing.assert_allclose(nn(X, w), 1 / (1 + np.exp(-(X[:, 0] * w1 + X[:, 1] * w2))), rtol=1e-13)
    np.testing.assert_allclose(loss(nn(X, w), SOFT), oracle(w), rtol=1e-12)


def test_a_certain_answer_costs_nothing_if_right_and_everything_if_wrong() -> None:
    assert loss(np.array([0.0, 1.0]), np.array([0.0, 1.0])) == 0
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        assert loss(np.array([1.0]), np.array([0.0])) == np.inf


def test_surface_is_the_loss_at_each_point() -> None:
    w1, w2 = np.linspace(-3, 3, 4), np.linspace(-2, 1, 3)
    expected = [[loss(nn(X, np.array([a, b])), T) for a in w1] for b in w2]
    np.testing.assert_allclose(loss_surface(X, T, w1, w2), expected, rtol=1e-11)


def test_surface_is_finite_far_out() -> None:
    far = np.array([1e4])
    assert loss_surface(X, T, far, -far)[0, 0] == pytest.approx(
        np.mean(np.maximum((1 - 2 * T) * (X[:, 0] - X[:, 1]) * 1e4, 0)), rel=1e-12
    )


def test_predictions_are_sides_of_the_boundary() -> None:
    w = np.array([1.8, 0.8])
    assert np.array_equal(nn_predict(X, w), X @ w > 0)
    assert nn_predict(np.zeros((1, 2)), w) == [0]  # y = 0.5 exactly


def test_a_run_holds_its_start_and_every_update() -> None:
    weights = train(X, T, START, 2.0, 3)
    assert weights.shape == (4, 2)
    assert np.array_equal(weights[0], START)
    for k in range(3):
        assert np.array_equal(weights[k + 1], update(X, T, weights[k], 2.0))
    assert np.array_equal(train(X, T, START, 2.0, 0), [START])


def test_update_follows_the_gradient_of_the_mean() -> None:
    doubled = update(np.vstack([X, X]), np.tile(T, 2), START, 2.0)
    np.testing.assert_allclose(doubled, update(X, T, START, 2.0), rtol=1e-13)


def test_the_red_sample_of_the_page_is_a_mixture_of_three_blue_ones() -> None:
    assert T[[21, 26, 28, 19]].tolist() == [1, 1, 1, 0]
    rows = np.vstack([X[[21, 26, 28]].T, np.ones(3)])
    shares = np.linalg.solve(rows, [*X[19], 1.0])
    assert np.all(shares > 0.3)
    np.testing.assert_allclose(shares @ X[[21, 26, 28]], X[19], rtol=1e-13)


def newton(columns: Any) -> Any:
    """The optimum of the cross-entropy by Newton's method on its normal equations."""
    weights = np.zeros(columns.shape[1])
    for _ in range(20):
        y = 1 / (1 + np.exp(-columns @ weights))
        hessian = columns.T @ (columns * (y * (1 - y))[:, np.newaxis])
        weights = weights - np.linalg.solve(hessian, columns.T @ (y - SURROUNDED.ravel()))
    return weights


def accuracy(w: float, b: float) -> float:
    return float(np.mean((np.asarray(logistic(LINE * w + b)) > 0.5) == SURROUNDED))


def test_training_on_one_input_ends_at_the_optimum_with_bias() -> None:
    w, b = train_linear(LINE, SURROUNDED, learning_rate=1.0, iterations=200)
    np.testing.assert_allclose((w, b), newton(np.hstack([LINE, np.ones_like(LINE)])), rtol=1e-8)
    assert accuracy(w, b) == 0.475


def test_training_on_one_input_ends_at_the_optimum_without_bias() -> None:
    w, b = train_linear(LINE, SURROUNDED, learning_rate=1.0, iterations=200, bias=False)
    np.testing.assert_allclose(w, newton(LINE)[0], rtol=1e-8)
    assert b == 0
    assert accuracy(w, b) == 0.45


def test_training_on_one_input_starts_at_0_and_takes_whole_numbers() -> None:
    assert train_linear(LINE, SURROUNDED, learning_rate=1.0, iterations=0) == (0, 0)
    whole = train_linear(np.array([-1, 0, 3]), np.array([0, 1, 1]), 0.5, 5)
    np.testing.assert_allclose(whole, train_linear(np.array([-1.0, 0, 3]), np.array([0.0, 1, 1]), 0.5, 5))


def test_best_threshold_on_the_data_of_chapter_3() -> None:
    threshold, share = best_threshold(LINE, SURROUNDED)
    assert share == 0.75
    assert threshold == pytest.approx(-0.84030425, abs=1e-8)  # half-way between two samples
    assert np.mean((threshold < LINE) == SURROUNDED) == 0.75


@given(st.lists(st.tuples(st.integers(-5, 5), st.booleans()), min_size=1, max_size=8))
def test_no_threshold_is_better_than_the_best(samples: list[tuple[int, bool]]) -> None:
    x, t = np.array(samples, dtype=float).T
    threshold, share = best_threshold(x, t)
    tried = [np.mean((x > cut) == t) for cut in np.arange(-6.5, 6, 0.5)]
    assert share == pytest.approx(max(max(tried), 1 - min(tried)), rel=1e-15)
    found = np.mean((x > threshold) == t)
    assert share == pytest.approx(max(found, 1 - found), rel=1e-15)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": X * np.nan}, "x must be finite"),
        ({"x": X[:, 0]}, r"x must be 2-D, of shape \(n, m\), got \(40,\)"),
        ({"x": X[:0], "t": T[:0]}, "x must be not empty"),
        ({"t": T[:3]}, r"t must be of shape \(40,\), an entry for each row of x, got \(3,\)"),
        ({"t": T[:, np.newaxis]}, r"t must be of shape \(40,\), an entry for each row of x, got \(40, 1\)"),
        ({"t": T * 2}, r"t must be within \[0, 1\]"),
        ({"w": np.ones(3)}, r"w must be of shape \(2,\), an entry for each column of x, got \(3,\)"),
        ({"w": 1.0}, "w must be 1-D"),
        ({"w": START * np.inf}, "w must be finite"),
        ({"learning_rate": 0}, "learning_rate must be positive"),
        ({"iterations": -1}, "iterations must be a whole number"),
    ],
)
def test_bad_arguments_are_refused(change: dict[str, Any], message: str) -> None:
    good: dict[str, Any] = {"x": X, "t": T, "w": START, "learning_rate": 2.0, "iterations": 2}
    train(**good)
    with pytest.raises(ValueError, match=message):
        train(**good | change)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (nn, (X, np.ones(3))),
        (nn, (X[:, 0], START)),
        (nn_predict, (X[:, 0], START)),
        (loss, (nn(X, START), T[:3])),
        (loss, (nn(X, START) + 1, T)),
        (update, (X, T, START, -1.0)),
        (loss_surface, (X, T[:3], START, START)),
        (loss_surface, (X, T, np.array(1.0), START)),
        (best_threshold, (LINE, SURROUNDED.ravel())),
        (train_linear, (LINE, SURROUNDED, 1.0, -1)),
        (train_linear, (LINE, 2 * SURROUNDED, 1.0, 1)),
    ],
)
def test_the_other_functions_refuse_bad_arguments_too(
    function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    with pytest.raises(ValueError, match="must be"):
        function(*arguments)
