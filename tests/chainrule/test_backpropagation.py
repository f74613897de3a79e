"""The network of chapter 3: its values, its shapes, its extremes."""

# mypy: disable-error-code="arg-type"
# The functions are annotated with arrays, as a textbook would; they take numbers as well.

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from chainrule.activations import logistic, rbf, rbf_derivative, softplus
from chainrule.backpropagation import (
    backprop_update,
    gradient_bias_out,
    gradient_hidden,
    gradient_output,
    gradient_weight_hidden,
    gradients,
    hidden_activations,
    loss,
    loss_for_param,
    loss_surface,
    nn,
    nn_predict,
    output_activations,
    train,
)
from chainrule.datasets import surrounded_class

X, T = surrounded_class()
RUN: dict[str, Any] = {"wh": 2.3, "bo": 1.4, "learning_rate": 2.0}
finite = st.floats(allow_nan=False, allow_infinity=False)
parameter = st.floats(-5, 5)
samples = st.integers(1, 8).flatmap(
    lambda n: st.tuples(
        arrays(float, (n, 1), elements=parameter), arrays(float, (n, 1), elements=st.floats(0, 1))
    )
)


def reference_loss(z: float, t: float) -> float:
    """The cross-entropy of one sample from z_o, by scalar mathematics alone."""
    return t * math.log1p(math.exp(-z)) + (1 - t) * (z + math.log1p(math.exp(-z)))


def test_20_updates_reproduce_the_original() -> None:
    wh, bo = train(X, T, **RUN, iterations=20)[-1]
    assert [f"{value:.8f}" for value in (wh, bo)] == ["1.12309890", "-0.44248927"]
    assert f"{loss(nn(X, wh, bo), T):.8f}" == f"{loss_for_param(X, wh, bo, T):.8f}" == "0.51941107"
    assert np.sum(nn_predict(X, wh, bo) == T) == 40


def test_50_updates_lower_the_loss_and_lose_a_sample() -> None:
    wh, bo = train(X, T, **RUN, iterations=50)[-1]
    assert [f"{value:.4f}" for value in (wh, bo)] == ["1.0403", "-0.4728"]
    assert f"{loss_for_param(X, wh, bo, T):.5f}" == "0.51891"
    assert np.mean(nn_predict(X, wh, bo) == T) == 0.975


def test_a_path_holds_the_start_and_every_update() -> None:
    path = train(X, T, **RUN, iterations=3)
    wh, bo = 2.3, 1.4
    for k in range(4):
        assert tuple(path[k]) == (wh, bo)
        wh, bo = backprop_update(X, T, wh, bo, 2.0)
    assert path.shape == (4, 2)


def test_no_iteration_returns_the_start() -> None:
    assert train(X, T, **RUN, iterations=0).tolist() == [[2.3, 1.4]]


def test_gradients_and_update_return_floats() -> None:
    for x, t in ((X, T), (0.5, 1.0)):
        assert all(isinstance(value, float) for value in gradients(x, t, 2.3, 1.4))
        assert all(isinstance(value, float) for value in backprop_update(x, t, **RUN))


@pytest.mark.parametrize("shape", [(), (40,), (40, 1)])
def test_shapes_are_kept(shape: tuple[int, ...]) -> None:
    x, t = (X.reshape(shape), T.reshape(shape)) if shape else (0.5, 1.0)
    zh = x * 1.5
    h = hidden_activations(x, 1.5)
    y = output_activations(h, -0.4)
    delta = gradient_output(y, t)
    for value in (h, y, delta, nn(x, 1.5, -0.4), nn_predict(x, 1.5, -0.4), rbf_derivative(zh), softplus(zh)):
        assert np.shape(value) == shape
    for value in (gradient_bias_out(delta), gradient_hidden(delta), gradient_weight_hidden(x, zh, h, delta)):
        assert np.shape(value) == shape
    assert np.shape(loss(y, t)) == np.shape(loss_for_param(x, 1.5, -0.4, t)) == ()


@given(samples, parameter, parameter)
def test_network_is_its_formula(data: Any, wh: float, bo: float) -> None:
    x, t = data
    expected = [1 / (1 + math.exp(-(math.exp(-((xi * wh) ** 2)) + bo))) for xi in x.ravel()]
    np.testing.assert_allclose(np.ravel(nn(x, wh, bo)), expected, rtol=1e-14)
    xi = [
        reference_loss(math.exp(-((a * wh) ** 2)) + bo, b) for a, b in zip(x.ravel(), t.ravel(), strict=True)
    ]
    np.testing.assert_allclose(loss_for_param(x, wh, bo, t), np.mean(xi), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(loss(nn(x, wh, bo), t), np.mean(xi), rtol=1e-12, atol=1e-15)


@given(samples, arrays(float, 3, elements=parameter), arrays(float, 4, elements=parameter))
def test_surface_is_the_loss_at_each_point(data: Any, wh: Any, bo: Any) -> None:
    x, t = data
    expected = [[loss_for_param(x, w, b, t) for w in wh] for b in bo]
    for shape in ((-1,), (-1, 1)):
        surface = loss_surface(x.reshape(shape), t.reshape(shape), wh, bo)
        assert surface.shape == (4, 3)
        np.testing.assert_allclose(surface, expected, rtol=1e-12, atol=1e-14)


def test_surface_has_its_numbers_by_hand() -> None:
    surface = loss_surface(np.array([0.0, 1.0]), np.array([1.0, 0.0]), np.array([0.0, 1.0]), np.array([-1.0]))
    losses = [reference_loss(0, 1) + reference_loss(h - 1, 0) for h in (1.0, math.exp(-1))]
    np.testing.assert_allclose(surface, [[losses[0] / 2, losses[1] / 2]], rtol=1e-14)


@given(finite)
@np.errstate(over="ignore")  # of a square or an exponential, whose result, 0 in the end, is right
def test_formulas_are_finite_at_any_number(z: float) -> None:
    forms: list[Any] = [z, np.float64(z), np.array([z])]
    for form in forms:
        assert 0 <= rbf(form) <= 1
        assert abs(np.asarray(rbf_derivative(form))) < 0.86
        assert abs(np.asarray(gradient_weight_hidden(1.0, form, rbf(form), 0.5))) < 0.43
        assert 0 <= logistic(form) <= 1
        assert np.all(np.asarray(softplus(form)) >= max(z, 0))


@given(st.floats(-700, 700))
def test_logistic_keeps_its_tails(z: float) -> None:
    np.testing.assert_allclose(logistic(z), math.exp(z) / (math.exp(z) + 1), rtol=1e-14)
    np.testing.assert_allclose(softplus(-abs(z)), math.log1p(math.exp(-abs(z))), rtol=1e-14)


def test_logistic_at_the_extremes() -> None:
    with pytest.warns(RuntimeWarning, match="overflow encountered in exp"):
        assert logistic(np.array([-1e4, 1e4])).tolist() == [0, 1]
    assert f"{logistic(-40.0):.14e}" == "4.24835425529159e-18"
    assert softplus(np.array([-1e4, 1e4])).tolist() == [0, 1e4]


@pytest.mark.parametrize("z", [0.0, -0.0, 1.5, -1.5, 30.0, -30.0])
@pytest.mark.parametrize("step", [1e-20, -1e-20])
def test_formulas_carry_complex_steps(z: float, step: float) -> None:
    y = float(logistic(z))
    forms: list[Any] = [complex(z, step), np.complex128(complex(z, step)), np.array([complex(z, step)])]
    for form in forms:
        pairs: list[tuple[Any, float]] = [
            (logistic(form), y * float(logistic(-z))),
            (softplus(form), y),
            (rbf(form), -2 * z * math.exp(-z * z)),
        ]
        for value, derivative in pairs:
            np.testing.assert_allclose(np.imag(value) / step, derivative, rtol=1e-13)


def test_loss_from_y_alone_has_a_limit_that_softplus_has_not() -> None:
    with pytest.warns(RuntimeWarning, match="divide by zero encountered in log"):
        assert loss(logistic(np.array([40.0])), np.array([0.0])) == np.inf
    with pytest.warns(RuntimeWarning, match="encountered"):
        assert np.isnan(loss(logistic(np.array([40.0])), np.array([1.0])))
    assert loss_for_param(0.0, 1.0, 39.0, 0.0) == 40.0
    assert loss_for_param(0.0, 1.0, 39.0, 1.0) == pytest.approx(np.exp(-40.0), rel=1e-13)


@pytest.mark.parametrize("zo", [50.0, 1e4, 1e200])
def test_loss_from_zo_is_exact_where_the_network_is_certain(zo: float) -> None:
    for t, bo, expected in ((1.0, zo, 0.0), (0.0, zo, zo), (0.0, -zo, 0.0), (1.0, -zo, zo)):
        far_out = 1e3  # where h is 0, and zo the bias
        assert loss_for_param(far_out, 1.0, bo, t) == pytest.approx(expected, rel=1e-15, abs=1e-20)


def test_predictions_are_0_and_1() -> None:
    y = nn(X, 1.123, -0.442)
    assert np.array_equal(nn_predict(X, 1.123, -0.442), np.where(y > 0.5, 1, 0))
    assert nn_predict(0.0, 1.0, -1.0) == 0  # y = 0.5 exactly


def test_update_follows_the_gradient_of_the_mean() -> None:
    wh, bo = backprop_update(X, T, **RUN)
    doubled = backprop_update(np.vstack([X, X]), np.vstack([T, T]), **RUN)
    np.testing.assert_allclose(doubled, (wh, bo), rtol=1e-14)


def test_a_huge_learning_rate_gives_large_numbers_or_an_error_but_no_nan() -> None:
    with pytest.warns(RuntimeWarning, match="overflow"):
        path = train(X, T, 2.3, 1.4, 1e200, 5)
    assert np.isfinite(path).all()
    with np.errstate(over="ignore"):
        assert np.isfinite([loss_for_param(X, wh, bo, T) for wh, bo in path]).all()
    with (
        np.errstate(over="ignore"),
        pytest.raises(ValueError, match=r"x \* wh must be at most 1e\+300 in size, got 1\.62"),
    ):
        train(10 * X, T, 0.2, 1.4, 1e300, 5)


def test_inputs_are_not_changed() -> None:
    x, t = X.copy(), T.copy()
    train(x, t, **RUN, iterations=2)
    loss_surface(x, t, np.linspace(-1, 1, 3), np.linspace(-1, 1, 3))
    assert np.array_equal(x, X)
    assert np.array_equal(t, T)
