"""Lab 4: its own references against an oracle; answers as a learner types them, right and wrong."""

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
import pytest

from chainrule_lab.vectorization.points import network, way_back
from chainrule_lab.vectorization.references import error_tanh, gradients
from tests.chainrule_lab.labs import LABS

LAB = LABS["vectorization"]
FORWARD = "H = hidden_activations(X, Wh, bh)\nY = output_activations(H, Wo, bo)\n"
BACK = "do = error_output(Y, T)\ndh = error_hidden(H, Wo, do)\n"
ALL = "return X.T @ dh, dh.sum(0, keepdims=True), H.T @ do, do.sum(0, keepdims=True)"
RIGHT = [
    ("hidden_activations", "1 / (1 + np.exp(-(X @ Wh + bh)))"),
    ("hidden_activations", "np.array([[logistic(x @ w + b) for w, b in zip(Wh.T, bh[0])] for x in X])"),
    ("hidden_activations", "(1 + np.tanh((np.dot(X, Wh) + bh) / 2)) / 2"),
    ("softmax", "np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(axis=1)[:, None]"),
    ("softmax", "np.array([np.exp(z) / np.exp(z).sum() for z in Z])"),
    ("softmax", "E = np.exp(Z)\nreturn (E.T / E.sum(axis=1)).T"),
    ("loss", "-(T * np.log(Y)).sum()"),
    ("loss", "-np.log(Y[T == 1]).sum()"),
    ("loss", "-np.log((Y * T).sum(axis=1)).sum()"),
    ("error_output", "-(T - Y)"),
    ("error_output", "Y = Y.copy()\nY[T == 1] -= 1\nreturn Y"),
    ("gradient_weight_out", "sum(np.outer(h, d) for h, d in zip(H, delta_o))"),
    ("gradient_weight_out", "np.einsum('ij,ic->jc', H, delta_o)"),
    ("gradient_weight_out", "(delta_o.T @ H).T"),
    ("gradient_bias_out", "np.ones((1, len(delta_o))) @ delta_o"),
    ("gradient_bias_out", "delta_o.sum(axis=0)[np.newaxis]"),
    ("error_hidden", "(H - H**2) * np.dot(delta_o, Wo.T)"),
    ("error_hidden", "H * (1 - H) * (Wo @ delta_o.T).T"),
    ("gradients", FORWARD + BACK + ALL),
    ("gradients", FORWARD + BACK + ALL.replace("return ", "return list((") + "))"),
    ("momentum_step", "w = w + momentum * v - learning_rate * g\nreturn w, momentum * v - learning_rate * g"),
    ("error_tanh", "delta_o @ Wo.T * (1 - H) * (1 + H)"),
    ("log_softmax", "m = Z.max(axis=1)[:, None]\nreturn Z - m - np.log(np.exp(Z - m).sum(axis=1))[:, None]"),
    ("log_softmax", "Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)"),
]
WRONG = [
    ("softmax", "E = np.exp(Z)\nreturn E / E.sum(axis=1)", "`keepdims=True`"),
    ("gradient_weight_out", "H @ delta_o", "rows of the first, with columns of the second"),
    ("loss", "-np.sum(T * np.log(Y), axis=0)", "one value for each class"),
    ("loss", "-T * np.log(Y)", "for each sample and class"),
    ("gradient_bias_out", "delta_o.sum(axis=0)", "keepdims=True"),
    ("loss", "-np.log(np.sum(T * Y))", "logarithm of a sum"),
    ("error_tanh", "(1 - H) ** 2 * (delta_o @ Wo.T)", "belongs to H alone"),
    (
        "momentum_step",
        "v = momentum * v + learning_rate * g\nreturn w - v, v",
        "points uphill",
    ),
    (
        "momentum_step",
        "v = momentum * (v - learning_rate * g)\nreturn w + v, v",
        "before the gradient, too",
    ),
    (
        "log_softmax",
        "Z = Z - Z.max()\nreturn Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))",
        "largest of ALL entries",
    ),
    ("error_output", "0 * Y + (Y - T).sum(axis=1, keepdims=True)", "it is 0 at every point"),
    ("hidden_activations", "logistic(X @ Wh)", "the bias is lost"),
    ("hidden_activations", "X @ Wh + bh", "the logistic function is missing"),
    ("hidden_activations", "logistic(X * Wh + bh)", "could not be broadcast"),
    ("hidden_activations", "logistic(X @ Wh + bh).T", "rows and columns are swapped"),
    ("hidden_activations", "logistic(Wh @ X + bh)", "matmul"),
    ("softmax", "np.exp(Z) / np.exp(Z).sum()", "ALL entries"),
    ("softmax", "np.exp(Z) / np.exp(Z).sum(axis=0)", "each COLUMN"),
    ("softmax", "np.exp(Z) / np.exp(Z).sum(axis=1)", "could not be broadcast"),
    ("loss", "-np.mean(T * np.log(Y))", "mean over all entries"),
    ("loss", "-np.sum(T * np.log(Y)) / len(T)", "mean over the samples"),
    ("loss", "-np.sum(T * np.log(Y), axis=1)", "one value for each sample"),
    ("error_output", "T - Y", "the sign is lost"),
    ("error_output", "(Y - T) / len(T)", "divided by N"),
    ("gradient_weight_out", "delta_o.T @ H", "it is transposed"),
    ("gradient_weight_out", "H.T @ delta_o / len(H)", "divided by N"),
    ("gradient_weight_out", "H @ delta_o", "matmul"),
    ("gradient_bias_out", "delta_o.mean(axis=0, keepdims=True)", "mean over the samples"),
    ("gradient_bias_out", "delta_o.sum(axis=1)", "sums over the classes"),
    ("error_hidden", "delta_o @ Wo.T", "the slope of the neurons is lost"),
    ("error_hidden", "H * (1 - H) * (delta_o @ Wo)", "matmul"),
    ("gradients", FORWARD + "do = T - Y\ndh = error_hidden(H, Wo, do)\n" + ALL, "the sign is lost"),
    ("gradients", FORWARD + BACK + ALL.replace("X.T @ dh", "dh.T @ X"), "the gradient of Wh: "),
    ("momentum_step", "w + v, momentum * v - learning_rate * g", "the old velocity moves"),
    ("error_tanh", "H * (1 - H) * (delta_o @ Wo.T)", "that of the logistic function"),
    ("log_softmax", "np.log(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))", "not a finite number"),
]


@pytest.mark.parametrize(("exercise", "body"), RIGHT)
def test_right_answers_are_right(exercise: str, body: str) -> None:
    found = LAB.answer(exercise, body)
    assert found, found.words


@pytest.mark.parametrize(("exercise", "body", "words"), WRONG)
def test_wrong_answers_are_told_why(exercise: str, body: str, words: str) -> None:
    found = LAB.answer(exercise, body)
    assert not found
    assert words in found.words, found.words


def test_the_gradients_are_those_of_autograd() -> None:
    X, T, *parameters = network(np.random.default_rng(0))

    def loss(Wh: np.ndarray, bh: np.ndarray, Wo: np.ndarray, bo: np.ndarray) -> object:
        Z = anp.dot(1 / (1 + anp.exp(-(anp.dot(X, Wh) + bh))), Wo) + bo
        return anp.sum(T * (anp.log(anp.sum(anp.exp(Z), axis=1, keepdims=True)) - Z))

    for ours, theirs in zip(
        gradients(X, T, *parameters), autograd.grad(loss, (0, 1, 2, 3))(*parameters), strict=True
    ):
        np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-14)


def test_the_error_behind_the_hyperbolic_tangent_is_that_of_autograd() -> None:
    Zh, Wo, delta_o = way_back(np.random.default_rng(1))
    theirs = autograd.grad(lambda Z: anp.sum(anp.dot(anp.tanh(Z), Wo) * delta_o))(Zh)
    np.testing.assert_allclose(error_tanh(np.tanh(Zh), Wo, delta_o), theirs, rtol=1e-12)
