"""The chapters' samples are those of the stated recipe, and drawing them leaves no trace."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from chainrule.datasets import noisy_line, overlapping_classes, surrounded_class


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


@pytest.mark.parametrize("draw", [noisy_line, overlapping_classes, surrounded_class])
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
