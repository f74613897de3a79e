"""Chapter 5: the original's numbers, every gradient three ways, bad input."""

from itertools import pairwise
from typing import Any

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
import pytest

from chainrule.datasets import digits
from chainrule.gradient_check import check_gradient
from chainrule.many_layers import (
    Linear,
    Logistic,
    backward,
    cross_entropy,
    cross_entropy_error,
    forward,
    mini_batches,
    network,
    predict,
    train,
    update,
)

RANDOM = np.random.RandomState(1)
X, T, X_VAL, T_VAL, X_TEST, T_TEST = digits(RANDOM)
SIZES = (4, 3, 5, 7)


def small(seed: int) -> tuple[np.ndarray, np.ndarray, list[Any]]:
    rng = np.random.default_rng(seed)
    layers: list[Any] = []
    for size, next_size in pairwise(SIZES):
        layers += [Linear(rng.normal(size=(size, next_size)), rng.normal(size=next_size)), Logistic()]
    return rng.normal(size=(6, 4)), rng.dirichlet(np.full(7, 2.0), 6), layers[:-1]


def oracle(X: Any, T: Any, *parameters: Any) -> Any:
    H = X
    for W, b in zip(parameters[:-2:2], parameters[1:-2:2], strict=True):
        H = 1 / (1 + anp.exp(-(anp.dot(H, W) + b)))
    E = anp.exp(anp.dot(H, parameters[-2]) + parameters[-1])
    return -anp.sum(T * anp.log(E / anp.sum(E, axis=1, keepdims=True))) / len(T)


def parameters_of(layers: list[Any]) -> list[np.ndarray]:
    return [w for layer in layers for w in layer.parameters]


def with_parameters(parameters: Any) -> list[Any]:
    pairs = list(zip(parameters[::2], parameters[1::2], strict=True))
    layers: list[Any] = []
    for W, b in pairs:
        layers += [Linear(W, b), Logistic()]
    return layers[:-1]


def slopes(layers: list[Any], X: np.ndarray, T: np.ndarray) -> list[np.ndarray]:
    outputs = forward(layers, X)
    _, gradients = backward(layers, outputs, cross_entropy_error(outputs[-1], T))
    return [dw for gradient in gradients for dw in gradient]


@pytest.fixture(scope="module")
def trained() -> tuple[list[Any], np.ndarray]:
    random = np.random.RandomState(1)
    digits(random)
    layers = network(random, 64, 20, 20, 10)
    return layers, np.array(list(train(layers, X, T, X_VAL, T_VAL, 0.1, len(X) // 25, 300)))


def test_the_numbers_of_the_original(trained: tuple[list[Any], np.ndarray]) -> None:
    layers, costs = trained
    assert len(X) // 25 == 43
    assert costs.shape == (98, 2)
    assert costs[-1] == pytest.approx((0.0342, 0.2584), abs=5e-5)
    assert np.sum(predict(layers, X_TEST) == np.argmax(T_TEST, axis=1)) == 344


def test_training_stops_once_the_cost_has_failed_to_fall_twice_in_a_row(trained: Any) -> None:
    falls = np.diff(trained[1][:, 1]) < 0
    assert not falls[-2:].any()
    assert not any(not one and not two for one, two in pairwise(falls[:-1]))


@pytest.mark.parametrize("seed", [0, 1])
def test_parameters_three_ways(seed: int) -> None:
    X, T, layers = small(seed)
    parameters, ours = parameters_of(layers), slopes(layers, X, T)
    for n, w in enumerate(parameters):
        by_autograd = autograd.grad(lambda v, n=n: oracle(X, T, *parameters[:n], v, *parameters[n + 1 :]))
        np.testing.assert_allclose(ours[n], by_autograd(w), rtol=1e-10, atol=1e-15)
        for index in np.ndindex(w.shape):
            moved = [v.astype(complex) for v in parameters]
            moved[n][index] += 1e-20j
            by_complex_step = np.imag(cross_entropy(forward(with_parameters(moved), X)[-1], T)) / 1e-20
            np.testing.assert_allclose(ours[n][index], by_complex_step, rtol=1e-10, atol=1e-15)
    names = [f"w{n}" for n in range(len(parameters))]
    check_gradient(
        lambda **w: cross_entropy(forward(with_parameters(list(w.values())), X)[-1], T),
        lambda **w: tuple(slopes(with_parameters(list(w.values())), X, T)),
        **dict(zip(names, parameters, strict=True)),  # type: ignore[arg-type]
    )


def test_errors_are_the_derivatives_by_each_output() -> None:
    X, T, layers = small(2)
    outputs = forward(layers, X)
    errors, _ = backward(layers, outputs, cross_entropy_error(outputs[-1], T))
    assert [error.shape for error in errors] == [output.shape for output in outputs]
    for n, output in enumerate(outputs):
        rest = layers[n:]
        check_gradient(
            lambda h, rest=rest: cross_entropy(forward(rest, h)[-1], T),
            lambda h, n=n: errors[n],  # noqa: ARG005
            h=output,
        )


def test_an_update_steps_along_autograds_gradient() -> None:
    X, T, layers = small(3)
    before = [w.copy() for w in parameters_of(layers)]
    update(layers, X, T, 0.7)
    for n, w in enumerate(parameters_of(layers)):
        slope = autograd.grad(lambda v, n=n: oracle(X, T, *before[:n], v, *before[n + 1 :]))(before[n])
        np.testing.assert_allclose(w, before[n] - 0.7 * slope, rtol=1e-12)


def test_mini_batches_hold_each_sample_once_in_its_order() -> None:
    parts = mini_batches(X, T, 43)
    assert {len(x) for x, _ in parts} == {25, 26}
    np.testing.assert_array_equal(np.vstack([x for x, _ in parts]), X)
    np.testing.assert_array_equal(np.vstack([t for _, t in parts]), T)


def test_weights_are_drawn_in_the_order_of_the_layers() -> None:
    drawn = np.random.RandomState(5)
    for layer in network(np.random.RandomState(5), *SIZES)[::2]:
        W, b = layer.parameters
        np.testing.assert_array_equal(W, 0.1 * drawn.randn(*W.shape))
        assert not b.any()


def test_the_cost_stays_finite_however_sure_the_network_is() -> None:
    assert cross_entropy(np.array([[0.0, 1e4]]), np.array([[1.0, 0.0]])) == 1e4


GOOD: dict[str, Any] = {
    "layers": network(np.random.RandomState(1), 64, 10),
    "X": X,
    "T": T,
    "X_val": X_VAL,
    "T_val": T_VAL,
    "learning_rate": 0.1,
    "batches": 43,
    "passes": 1,
}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("X", X[0], "X must be 2-D, of shape (n, m), got (64,)"),
        ("T", T[:5], "X and T must have the same number of rows, got 1078 and 5"),
        ("X_val", X_VAL[:5], "X_val and T_val must have the same number of rows, got 5 and 359"),
        ("T_val", -T_VAL, "T_val must be within [0, 1], got -1.0"),
        ("learning_rate", -1, "learning_rate must be positive"),
        ("batches", 0, "batches must be a whole number, 1 or more, got 0"),
        ("passes", 0.5, "passes must be a whole number, 0 or more, got 0.5"),
    ],
)
def test_bad_argument_is_refused_at_the_call(name: str, value: Any, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - compared in full below
        train(**GOOD | {name: value})
    assert str(caught.value).startswith(message)
