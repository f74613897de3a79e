"""The lab's own reference functions against independent oracles."""

from typing import Any

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
import pytest

from chainrule.activations import rbf, rbf_derivative
from chainrule.backpropagation import loss_for_param
from chainrule.datasets import surrounded_class
from chainrule.gradient_check import check_gradient
from chainrule_lab.backpropagation.references import (
    REFERENCES,
    bump,
    bump_derivative,
    forward,
    gradients,
    gradients_wo,
    is_right,
    slope,
    stable_loss,
    train,
    train_momentum,
    train_with,
)
from tests.chainrule_lab.learner import RIGHT

X, T = surrounded_class()


def loss_wo(wh: Any, wo: Any, bo: Any) -> Any:
    zo = wo * anp.exp(-((X * wh) ** 2)) + bo
    return anp.mean(anp.log(1 + anp.exp(zo)) - T * zo)


def test_the_derivative_of_the_other_bump() -> None:
    assert check_gradient(bump, bump_derivative, zh=np.linspace(-3, 3, 13)) < 1e-8


@pytest.mark.parametrize("point", [(2.3, 1.0, 1.4), (0.7, -2.0, 0.3), (-1.1, 4.0, -2.0)])
def test_the_gradients_with_an_output_weight(point: tuple[float, float, float]) -> None:
    by_autograd = [autograd.grad(loss_wo, argnum=n)(*point) for n in range(3)]
    np.testing.assert_allclose(gradients_wo(X, T, *point), by_autograd, rtol=1e-12)


def test_without_a_weight_at_the_output_they_are_the_chapters() -> None:
    d_wh, _, d_bo = gradients_wo(X, T, 0.7, 1.0, -1.3)
    np.testing.assert_allclose((d_wh, d_bo), gradients(X, T, 0.7, -1.3), rtol=1e-14)


def test_the_forward_step_and_its_loss_are_the_chapters() -> None:
    zo = forward(X, 0.7, -1.3)[2]
    np.testing.assert_allclose(stable_loss(zo, T), loss_for_param(X, 0.7, -1.3, T), rtol=1e-15)


def test_any_activation_trains_as_the_chapter_does_with_its_own() -> None:
    ours = train_with(X, T, 2.3, 1.4, 2.0, 20, rbf, rbf_derivative)
    np.testing.assert_allclose(ours, train(X, T, 2.3, 1.4, 2.0, 20), rtol=1e-12)


def test_momentum_zero_is_the_chapters_run() -> None:
    ours = train_momentum(X, T, 2.3, 1.4, 2.0, 0.0, 20)
    np.testing.assert_allclose(ours, train(X, T, 2.3, 1.4, 2.0, 20), rtol=1e-12)


def test_momentum_is_the_sum_of_all_steps_before_each_fading() -> None:
    wh, bo, _ = map(np.array, train_momentum(X, T, 2.3, 1.4, 0.5, 0.8, 6))
    steps = np.array([gradients(X, T, w, b) for w, b in zip(wh, bo, strict=True)]) * -0.5
    for k in range(6):
        faded = sum(0.8 ** (k - j) * steps[j] for j in range(k + 1))
        np.testing.assert_allclose((wh[k + 1] - wh[k], bo[k + 1] - bo[k]), faded, rtol=1e-10)


def test_the_central_difference_of_a_parabola_is_exact() -> None:
    assert slope(lambda w: w * w, 1.5, 0.25) == 3.0


def test_a_derivative_is_told_from_its_double() -> None:
    assert is_right(np.exp, np.exp, 0.3)
    assert not is_right(np.exp, lambda w: 2 * np.exp(w), 0.3)


def test_each_exercise_has_a_reference_for_the_others() -> None:
    own = {"my_data"}  # nothing is built on it
    assert set(RIGHT) - own <= set(REFERENCES)
