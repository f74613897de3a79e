"""Lab 2: its own references against oracles; answers as a learner types them, right and wrong."""

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
import pytest

from chainrule import classification
from chainrule.activations import logistic
from chainrule.datasets import overlapping_classes
from chainrule_lab.classification.references import (
    count_wrong,
    gradient_squares,
    logistic_slope,
    surprise,
    train,
    with_ones,
)
from tests.chainrule_lab.labs import LABS

LAB = LABS["classification"]
X, T = overlapping_classes()
W = np.array([0.7, -1.3])
RUN = """
ws, L = [w], [loss(nn(x, w), t)]
for k in range(iterations):
    w = update(x, t, w, learning_rate)
    ws.append(w)
    L.append(loss(nn(x, w), t))
return ws, L
"""
COUNT = """
wrong = nn_predict(x, w) != t
red, blue = wrong & (t == 0), wrong & (t == 1)
return sum(red), sum(blue)
"""
RIGHT = [
    ("logistic", "np.exp(z) / (np.exp(z) + 1)"),
    ("logistic", "0.5 * (1 + np.tanh(z / 2))"),
    ("logistic", "(1 + np.exp(-z)) ** -1"),
    ("nn", "logistic(x[:, 0] * w[0] + x[:, 1] * w[1])"),
    ("nn", "logistic(np.dot(x, w))"),
    ("nn", "logistic(np.sum(x * w, axis=1))"),
    ("nn", "[logistic(row @ w) for row in x]"),
    ("nn_predict", "nn(x, w) > 0.5"),
    ("nn_predict", "(x @ w > 0).astype(int)"),
    ("nn_predict", "np.where(nn(x, w) >= 0.5, 1, 0)"),
    ("surprise", "-np.log(np.where(t == 1, y, 1 - y))"),
    ("surprise", "-t * np.log(y) + (t - 1) * np.log(1 - y)"),
    ("loss", "-np.mean(np.log(y ** t * (1 - y) ** (1 - t)))"),
    ("loss", "surprise(y, t).sum() / len(y)"),
    ("logistic_slope", "y - y ** 2"),
    ("gradient_output", "-(t - y)"),
    ("gradient", "np.mean(x * (y - t)[:, None], axis=0)"),
    ("gradient", "(y - t) @ x / len(t)"),
    ("gradient", "[np.mean(x[:, 0] * (y - t)), np.mean(x[:, 1] * (y - t))]"),
    ("update", "w - learning_rate * gradient(x, nn(x, w), t)"),
    ("train", RUN),
    ("train", RUN.replace("return ws, L", "return np.array(ws), np.array(L)")),
    ("count_wrong", "p = nn_predict(x, w)\nreturn int(sum(p[t == 0])), int(sum(1 - p[t == 1]))"),
    ("count_wrong", COUNT),
    ("with_ones", "np.hstack([x, np.ones((len(x), 1))])"),
    ("with_ones", "np.c_[x, np.ones(len(x))]"),
    ("gradient_squares", "np.mean(2 * x * ((y - t) * y * (1 - y))[:, None], axis=0)"),
]
WRONG = [
    ("nn", "logistic(x.T @ w)", "columns of the second that are as long"),
    ("count_wrong", "p = nn_predict(x, w)\nreturn np.where(p > t), np.where(p < t)", "a sum or a mean"),
    ("nn", "logistic(x @ w[:, None])", "a flat array is wanted"),
    ("gradient", "x.T @ (y - t)[:, None] / len(x)", "a flat array is wanted"),
    (
        "train",
        RUN.replace("return ws, L", "return np.array(ws).T, L"),
        "one row for each iteration is wanted",
    ),
    ("gradient", "np.mean((y - t) * x)", "a[:, np.newaxis]"),
    ("loss", "-np.mean(surprise(y, t))", "a surprise is positive"),
    ("train", RUN.replace("L.append(loss(", "L.append(surprise("), "not of one shape"),
    ("train", RUN.replace("return ws, L", "return L, ws"), "results 1 and 2 are swapped"),
    ("train", RUN.replace("return ws, L", "return ws"), "one of the results missing"),
    ("count_wrong", COUNT.replace("sum(red), sum(blue)", "red, blue"), "Count them"),
    ("count_wrong", COUNT.replace("nn_predict", "nn"), "Compare the classes"),
    ("count_wrong", COUNT.replace("wrong & (t == 0)", "(wrong and t == 0)"), "`&` between brackets"),
    ("with_ones", "np.column_stack([x, 1])", "an entry for each row"),
    ("with_ones", "np.column_stack(x, np.ones(len(x)))", "are the square brackets missing"),
    ("logistic", "1 / 1 + np.exp(-z)", "brackets are lost"),
    ("logistic", "1 / (1 + np.exp(z))", "minus sign in the exponent"),
    ("logistic", "np.exp(-z)", "exponential alone"),
    ("logistic", "np.tanh(z)", "it is tanh"),
    ("logistic", "import math\nreturn 1 / (1 + math.exp(-z))", "functions of `math` take one number"),
    ("logistic", "1 / (1 + np.exp(-z.sum()))", "one value for each sample"),
    ("nn", "x @ w", "this is z"),
    ("nn", "logistic(x[:, 0] * w[0])", "the second input is lost"),
    ("nn", "logistic(x * w)", "are not added up"),
    ("nn", "logistic(w @ x)", "it stops with an error"),
    ("nn", "logistic(x[0] * w[0] + x[1] * w[1])", "x[0] is the first SAMPLE"),
    ("nn", "logistic(x * w[0])", "several values for each sample"),
    ("with_ones", "np.append(x, 1)", "one long row"),
    ("with_ones", "np.hstack([x, np.ones(len(x))])", "takes flat arrays and tables together"),
    ("update", "w - learning_rate * gradient(x, t, nn(x, w))", "in the other order"),
    ("nn", "logistic(np.mean(x * w, axis=1))", "the mean of the products"),
    ("nn", "logistic((x * w).sum(axis=0))", "Each sample has a sum of its own"),
    ("nn_predict", "nn(x, w)", "this is the probability"),
    ("nn_predict", "nn(x, w) < 0.5", "the other way round"),
    ("nn_predict", "nn(x, w) > 0", "It is always above that"),
    ("nn_predict", "nn(x, w).astype(int)", "cut to a whole number"),
    ("nn_predict", "np.sign(x @ w)", "it is 1 and -1"),
    ("surprise", "t * np.log(y) + (1 - t) * np.log(1 - y)", "minus sign in front"),
    ("surprise", "-t * np.log(y)", "the term of the red ones is lost"),
    ("surprise", "-np.log(y)", "takes every sample for blue"),
    ("surprise", "-(t * np.log2(y) + (1 - t) * np.log2(1 - y))", "base 2"),
    ("surprise", "np.mean(-(t * np.log(y) + (1 - t) * np.log(1 - y)))", "it is the mean"),
    ("surprise", "(y - t) ** 2", "the squared error"),
    ("loss", "np.sum(surprise(y, t))", "it is the sum"),
    ("loss", "surprise(y, t)", "one value for each sample"),
    ("loss", "-np.mean(t * np.log(y))", "the term of the red ones is lost"),
    ("loss", "np.mean((y - t) ** 2)", "the squared error"),
    ("logistic_slope", "logistic(y) * (1 - logistic(y))", "y is taken for z"),
    ("logistic_slope", "y * 1 - y", "brackets are lost"),
    ("logistic_slope", "1 - y ** 2", "the slope of tanh"),
    ("gradient_output", "t - y", "the sign is lost"),
    ("gradient_output", "(y - t) * logistic_slope(y)", "It has cancelled already"),
    ("gradient_output", "(y - t) / (y * (1 - y))", "it is the derivative by y"),
    ("gradient_output", "np.mean(y - t)", "it is the mean"),
    ("gradient", "x.T @ (y - t)", "it is the sum"),
    ("gradient", "np.mean(x.T @ (y - t))", "one value for each weight is wanted"),
    ("gradient", "x * (y - t)[:, None]", "one row for each sample"),
    ("gradient", "x @ (y - t)", "it stops with an error"),
    ("gradient", "np.mean(x * (y - t)[:, None])", "axis=0"),
    ("gradient", "np.mean(y - t)", "the inputs are lost"),
    ("update", "w + learning_rate * gradient(x, nn(x, w), t)", "the step is added"),
    ("update", "w - learning_rate * gradient(x, x @ w, t)", "wants probabilities"),
    ("update", "w -= learning_rate * gradient(x, nn(x, w), t)\nreturn w", "it changes w"),
    ("update", "w - 0.05 * gradient(x, nn(x, w), t)", "always 0.05"),
    ("train", RUN.replace("return ws, L", "return ws"), "2 values are wanted"),
    ("train", RUN.replace("range(iterations)", "range(iterations + 1)"), "one update too many"),
    ("train", RUN.replace("    w = update", "    update"), "all entries are the start"),
    (
        "count_wrong",
        COUNT.replace("!=", "=="),
        "samples that are right",
    ),
    (
        "count_wrong",
        COUNT.replace("(red), sum(blue)", "(blue), sum(red)"),
        "red comes first",
    ),
    ("count_wrong", "return np.sum(nn_predict(x, w) != t)", "2 values are wanted"),
    ("with_ones", "np.column_stack([np.ones(len(x)), x])", "the ones stand in front"),
    ("with_ones", "x + 1", "one is added to every input"),
    ("with_ones", "np.vstack([x, np.ones(2)])", "a row of ones"),
    ("gradient_squares", "gradient(x, y, t)", "gradient of the cross-entropy"),
    ("gradient_squares", "x.T @ (2 * (y - t)) / len(x)", "with squares it does not cancel"),
]


def test_the_references_are_autograds() -> None:
    z = np.linspace(-3, 3, 7)
    slope = autograd.elementwise_grad(lambda z: 1 / (1 + anp.exp(-z)))(z)
    np.testing.assert_allclose(logistic_slope(logistic(z)), slope, rtol=1e-12)
    by_autograd = autograd.grad(lambda w: anp.mean((T - 1 / (1 + anp.exp(-anp.dot(X, w)))) ** 2))(W)
    np.testing.assert_allclose(gradient_squares(X, logistic(X @ W), T), by_autograd, rtol=1e-12)


def test_the_others_are_what_they_say() -> None:
    y = logistic(X @ W)
    np.testing.assert_allclose(np.mean(surprise(y, T)), classification.loss(y, T), rtol=1e-13)
    weights, losses = train(X, T, W, 2.0, 4)
    assert np.array_equal(weights, classification.train(X, T, W, 2.0, 4))
    assert losses == [classification.loss(classification.nn(X, w), T) for w in weights]
    trained = classification.train(X, T, np.array([-4.0, -2.0]), 2.0, 10)[-1]
    assert count_wrong(X, T, trained) == (4, 2)
    assert np.array_equal(with_ones(X)[:, :2], X)
    assert np.all(with_ones(X)[:, 2] == 1)


@pytest.mark.parametrize(("exercise", "body"), RIGHT)
def test_another_form_of_a_right_answer_is_right(exercise: str, body: str) -> None:
    found = LAB.answer(exercise, body)
    assert found, found.words


@pytest.mark.parametrize(("exercise", "body", "words"), WRONG)
def test_a_usual_mistake_is_named(exercise: str, body: str, words: str) -> None:
    found = LAB.answer(exercise, body)
    assert not found
    assert words in found.words, found.words
    assert found.words.count("\n") < 4
