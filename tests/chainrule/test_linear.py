"""The linear classifier against optima found in another way."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainrule.activations import logistic
from chainrule.datasets import surrounded_class
from chainrule.linear import best_threshold, train_linear

X, T = surrounded_class()


def newton(columns: Any) -> Any:
    """The optimum of the cross-entropy by Newton's method on its normal equations."""
    weights = np.zeros(columns.shape[1])
    for _ in range(20):
        y = 1 / (1 + np.exp(-columns @ weights))
        hessian = columns.T @ (columns * (y * (1 - y))[:, np.newaxis])
        weights = weights - np.linalg.solve(hessian, columns.T @ (y - T.ravel()))
    return weights


def accuracy(w: float, b: float) -> float:
    return float(np.mean((np.asarray(logistic(X * w + b)) > 0.5) == T))


def test_training_ends_at_the_optimum_with_bias() -> None:
    w, b = train_linear(X, T, learning_rate=1.0, iterations=200)
    np.testing.assert_allclose((w, b), newton(np.hstack([X, np.ones_like(X)])), rtol=1e-8)
    assert accuracy(w, b) == 0.475


def test_training_ends_at_the_optimum_without_bias() -> None:
    w, b = train_linear(X, T, learning_rate=1.0, iterations=200, bias=False)
    np.testing.assert_allclose(w, newton(X)[0], rtol=1e-8)
    assert b == 0
    assert accuracy(w, b) == 0.45


def test_training_starts_at_0() -> None:
    assert train_linear(X, T, learning_rate=1.0, iterations=0) == (0, 0)


def test_best_threshold_on_the_chapters_data() -> None:
    threshold, share = best_threshold(X, T)
    assert share == 0.75
    assert np.mean((threshold < X) == T) == 0.75


@given(st.lists(st.tuples(st.integers(-5, 5), st.booleans()), min_size=1, max_size=8))
def test_no_threshold_is_better_than_the_best(samples: list[tuple[int, bool]]) -> None:
    x, t = np.array(samples, dtype=float).T
    threshold, share = best_threshold(x, t)
    tried = [np.mean((x > cut) == t) for cut in np.arange(-6.5, 6, 0.5)]
    assert share == pytest.approx(max(max(tried), 1 - min(tried)), rel=1e-15)
    found = np.mean((x > threshold) == t)
    assert share == pytest.approx(max(found, 1 - found), rel=1e-15)


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="x and t must be of the same shape"):
        best_threshold(X, T.ravel())
    with pytest.raises(ValueError, match="iterations must be a whole number"):
        train_linear(X, T, 1.0, -1)
    with pytest.raises(ValueError, match="learning_rate must be positive"):
        train_linear(X, T, -1.0, 1)
    with pytest.raises(ValueError, match="x must be finite"):
        train_linear(X * np.inf, T, 1.0, 1)
    with pytest.raises(ValueError, match=r"t must be within \[0, 1\]"):
        train_linear(X, 2 * T, 1.0, 1)
