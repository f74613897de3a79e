"""The chapters' samples are those of the stated recipes, and drawing them leaves no trace."""

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import load_digits, make_circles  # type: ignore[import-untyped]
from sklearn.model_selection import train_test_split  # type: ignore[import-untyped]

from chainrule.datasets import circles, digits, noisy_line, one_hot, overlapping_classes, surrounded_class


def test_samples_are_those_of_the_originals_recipe() -> None:
    state = np.random.get_state()
    try:
        np.random.seed(4)
        blue = np.random.randn(20, 1) * 0.5 + 0
        left = np.random.randn(10, 1) * 0.5 + -2
        right = np.random.randn(10, 1) * 0.5 + 2
    finally:
        np.random.set_state(state)
    x, t = surrounded_class()
    assert np.array_equal(x, np.vstack([blue, left, right]))
    assert t.tolist() == [[1.0]] * 20 + [[0.0]] * 20


def test_the_line_is_that_of_the_originals_recipe() -> None:
    state = np.random.get_state()
    try:
        np.random.seed(13)
        x = np.random.uniform(0, 1, 20)
        noise = np.random.randn(20) * 0.2
        starts = [np.random.rand(), np.random.rand()]
    finally:
        np.random.set_state(state)
    found = noisy_line()
    assert np.array_equal(found[0], x)
    assert np.array_equal(found[1], 2 * x + noise)
    assert found[2].tolist() == starts


def test_the_clouds_are_those_of_the_originals_recipe() -> None:
    state = np.random.get_state()
    try:
        np.random.seed(1)
        red = np.random.randn(20, 2) + [-1, 0]  # noqa: RUF005 - a sum of arrays
        blue = np.random.randn(20, 2) + [1, 0]  # noqa: RUF005
    finally:
        np.random.set_state(state)
    x, t = overlapping_classes()
    assert np.array_equal(x, np.vstack([red, blue]))
    assert t.tolist() == [0.0] * 20 + [1.0] * 20
    assert [each.shape for each in overlapping_classes(7)] == [(14, 2), (14,)]


def seeded(draw: Callable[[], Any]) -> Any:
    """Draw from the global generator with seed 1, as the original does, and put it back."""
    state = np.random.get_state()
    try:
        np.random.seed(1)
        return *draw(), np.random.randn()
    finally:
        np.random.set_state(state)


def test_circles_are_those_of_the_originals_recipe() -> None:
    X, t, after = seeded(lambda: make_circles(n_samples=100, shuffle=False, factor=0.3, noise=0.1))
    random = np.random.RandomState(1)
    ours, T = circles(random)
    np.testing.assert_array_equal(ours, X)
    np.testing.assert_array_equal(T, np.column_stack([t == 0, t == 1]))
    assert random.randn() == after
    np.testing.assert_array_equal(circles(1)[0], X)


def test_digits_are_split_as_in_the_original() -> None:
    data = load_digits()
    T = np.zeros((1797, 10))
    T[np.arange(1797), data.target] = 1

    def split() -> list[Any]:
        X_train, X_rest, T_train, T_rest = train_test_split(data.data, T, test_size=0.4)
        X_val, X_test, T_val, T_test = train_test_split(X_rest, T_rest, test_size=0.5)
        return [X_train, T_train, X_val, T_val, X_test, T_test]

    *theirs, after = seeded(split)
    random = np.random.RandomState(1)
    for ours, theirs_ in zip(digits(random), theirs, strict=True):
        np.testing.assert_array_equal(ours, theirs_)
    assert random.randn() == after
    for ours, theirs_ in zip(digits(1), theirs, strict=True):
        np.testing.assert_array_equal(ours, theirs_)


@pytest.mark.parametrize("load", [circles, digits])
def test_data_without_scikit_learn_say_what_to_install(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError(f"No module named {name!r}")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(ModuleNotFoundError, match=r"pip install scikit-learn, .* chainrule\[data\]"):
        load()


def test_one_hot_has_a_column_for_each_class() -> None:
    assert one_hot(np.array([2, 0]), 3).tolist() == [[0, 0, 1], [1, 0, 0]]


@pytest.mark.parametrize("draw", [noisy_line, overlapping_classes, surrounded_class, circles, digits])
def test_global_generator_is_left_alone(draw: Callable[[], Any]) -> None:
    entered = np.random.get_state()
    np.random.seed(1)
    before = np.random.get_state(legacy=False)
    draw()
    after = np.random.get_state(legacy=False)
    np.random.set_state(entered)
    np.testing.assert_equal(after, before)


@pytest.mark.parametrize("draw", [noisy_line, overlapping_classes, surrounded_class])
def test_each_call_draws_the_same_and_another_seed_others(draw: Callable[..., Any]) -> None:
    x, t, *_ = draw()
    x[:], t[:] = 0, 0
    again = draw()
    assert not np.array_equal(x, again[0])
    assert np.array_equal(draw()[0], again[0])
    assert not np.array_equal(draw(seed=5)[0], again[0])
