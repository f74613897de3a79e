"""The chapter's samples are those of the stated recipe, and drawing them leaves no trace."""

import numpy as np

from chainrule.datasets import surrounded_class


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


def test_global_generator_is_left_alone() -> None:
    entered = np.random.get_state()
    np.random.seed(1)
    before = np.random.get_state(legacy=False)
    surrounded_class()
    after = np.random.get_state(legacy=False)
    np.random.set_state(entered)
    np.testing.assert_equal(after, before)


def test_each_call_draws_the_same_and_another_seed_others() -> None:
    x, t = surrounded_class()
    x[:], t[:] = 0, 0
    again = surrounded_class()
    assert not np.array_equal(x, again[0])
    assert np.array_equal(surrounded_class()[0], again[0])
    assert not np.array_equal(surrounded_class(seed=5)[0], again[0])
