"""Chapter 4: the original's numbers, every gradient three ways, bad input."""

from typing import Any

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
import pytest

from chainrule.datasets import circles
from chainrule.gradient_check import check_gradient
from chainrule.vectorization import (
    error_hidden,
    error_output,
    hidden_activations,
    log_softmax,
    loss,
    loss_and_gradients,
    momentum_update,
    nn,
    nn_predict,
    output_activations,
    random_parameters,
    softmax,
    train,
)

RANDOM = np.random.RandomState(1)
X, T = circles(RANDOM)
CHECK = random_parameters(RANDOM)
START = random_parameters(RANDOM, 0.1)
NAMES = ("Wh", "bh", "Wo", "bo")


def wide(seed: int) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Return soft targets and a network of sizes that all differ: a lost transpose cannot pass."""
    rng = np.random.default_rng(seed)
    shapes = (4, 3), (1, 3), (3, 5), (1, 5)
    return rng.normal(size=(7, 4)), rng.dirichlet(np.full(5, 2.0), 7), [rng.normal(size=s) for s in shapes]


def total_loss(X: Any, T: Any, Wh: Any, bh: Any, Wo: Any, bo: Any, **given: Any) -> Any:
    """The network once more, in autograd's NumPy, each node replaceable by a given value."""
    node = dict(given)
    node.setdefault("Zh", anp.dot(X, Wh) + bh)
    node.setdefault("H", 1 / (1 + anp.exp(-node["Zh"])))
    node.setdefault("Zo", anp.dot(node["H"], Wo) + bo)
    E = anp.exp(node["Zo"])
    node.setdefault("Y", E / anp.sum(E, axis=1, keepdims=True))
    return -anp.sum(T * anp.log(node["Y"]))


def test_the_numbers_of_the_original() -> None:
    parameters, losses = train(X, T, START, 0.02, 0.9, 300)
    assert len(losses) == 301
    assert losses[0] == pytest.approx(69.4740, abs=5e-5)
    assert losses[-1] == pytest.approx(0.38075, abs=5e-6)
    assert np.sum(nn_predict(X, parameters) == np.argmax(T, axis=1)) == 100


def test_targets_the_other_way_round_end_elsewhere() -> None:
    _, losses = train(X, T[:, ::-1], START, 0.02, 0.9, 300)
    assert losses[-1] == pytest.approx(0.4786, abs=5e-5)


def test_parameters_are_drawn_in_the_originals_order() -> None:
    drawn = np.random.RandomState(3)
    bh, Wh, bo, Wo = (drawn.randn(*shape) for shape in ((1, 3), (2, 3), (1, 2), (3, 2)))
    for ours, theirs in zip(random_parameters(np.random.RandomState(3), 0.5), (Wh, bh, Wo, bo), strict=True):
        np.testing.assert_array_equal(ours, 0.5 * theirs)
    plain, *_ = random_parameters(np.random.RandomState(3))
    np.testing.assert_array_equal(plain, Wh)


@pytest.mark.parametrize("seed", [0, 1])
def test_parameters_three_ways(seed: int) -> None:
    X, T, parameters = wide(seed)
    xi, ours = loss_and_gradients(X, T, parameters)
    assert xi == loss(nn(X, parameters), T)
    for n, name in enumerate(NAMES):
        by_autograd = autograd.grad(
            lambda w, n=n: total_loss(X, T, *[*parameters[:n], w, *parameters[n + 1 :]])
        )
        np.testing.assert_allclose(ours[n], by_autograd(parameters[n]), rtol=1e-11, err_msg=name)
        by_complex_step = np.empty_like(parameters[n])
        for index in np.ndindex(parameters[n].shape):
            moved = [w.astype(complex) for w in parameters]
            moved[n][index] += 1e-20j
            by_complex_step[index] = np.imag(loss(nn(X, moved), T)) / 1e-20
        np.testing.assert_allclose(ours[n], by_complex_step, rtol=1e-11, err_msg=name)
    check_gradient(
        lambda **w: loss(nn(X, list(w.values())), T),
        lambda **w: tuple(loss_and_gradients(X, T, list(w.values()))[1]),
        **dict(zip(NAMES, parameters, strict=True)),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("seed", [0, 1])
def test_intermediates_and_error_signals_against_the_oracle(seed: int) -> None:
    X, T, parameters = wide(seed)
    Wh, bh, Wo, bo = parameters
    H = hidden_activations(X, Wh, bh)
    Y = output_activations(H, Wo, bo)
    np.testing.assert_allclose(H, 1 / (1 + np.exp(-(X @ Wh + bh))), rtol=1e-14)
    np.testing.assert_allclose(np.log(Y), log_softmax(H @ Wo + bo), rtol=1e-13)
    np.testing.assert_allclose(loss(Y, T), total_loss(X, T, *parameters), rtol=1e-14)
    delta_o = error_output(Y, T)
    nodes = {"Zh": X @ Wh + bh, "Zo": H @ Wo + bo}
    for name, ours in (("Zo", delta_o), ("Zh", error_hidden(H, Wo, delta_o))):
        by_autograd = autograd.grad(lambda v, name=name: total_loss(X, T, *parameters, **{name: v}))
        np.testing.assert_allclose(ours, by_autograd(nodes[name]), rtol=1e-11, atol=1e-14)


def test_one_update_with_momentum() -> None:
    _, slopes = loss_and_gradients(X, T, CHECK)
    velocities = [np.full_like(w, 0.5) for w in CHECK]
    moved, kept = momentum_update(CHECK, velocities, slopes, 0.02, 0.9)
    for w, new, v, g in zip(CHECK, moved, kept, slopes, strict=True):
        np.testing.assert_allclose(v, 0.45 - 0.02 * g, rtol=1e-14)
        np.testing.assert_allclose(new, w + v, rtol=1e-14)


def test_training_leaves_the_start_as_it_was() -> None:
    before = [w.copy() for w in START]
    train(X, T, START, 0.02, 0.9, 3)
    for w, old in zip(START, before, strict=True):
        np.testing.assert_array_equal(w, old)


def test_softmax_does_not_mind_large_numbers() -> None:
    Z = np.array([[1e4, 0.0], [-1e4, 0.0]])
    np.testing.assert_array_equal(softmax(Z), [[1, 0], [0, 1]])
    np.testing.assert_array_equal(log_softmax(Z), [[0, -1e4], [-1e4, 0]])
    np.testing.assert_allclose(softmax(Z / 1e4 + 700), softmax(Z / 1e4), rtol=1e-12)


GOOD: dict[str, Any] = {
    "X": X,
    "T": T,
    "parameters": START,
    "learning_rate": 0.02,
    "momentum": 0.9,
    "iterations": 1,
}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("X", X[:, 0], "X must be 2-D, of shape (n, m), got (100,)"),
        ("X", X * np.nan, "X must be finite"),
        ("X", X[:99], "X and T must have the same number of rows, got 99 and 100"),
        ("T", T + 1, "T must be within [0, 1], got 2.0"),
        ("learning_rate", 0, "learning_rate must be positive"),
        ("momentum", 1, "momentum must be a number from 0 to below 1, got 1"),
        ("momentum", -0.1, "momentum must be a number from 0 to below 1, got -0.1"),
        ("momentum", np.nan, "momentum must be a number from 0 to below 1, got nan"),
        ("momentum", True, "momentum must be a number from 0 to below 1, got True"),
        ("iterations", 1.5, "iterations must be a whole number, 0 or more, got 1.5"),
    ],
)
def test_bad_argument_is_refused(name: str, value: Any, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - compared in full below
        train(**GOOD | {name: value})
    assert str(caught.value).startswith(message)
