"""Lab 1: its own references against oracles; answers as a learner types them, right and wrong."""

import autograd  # type: ignore[import-untyped]
import autograd.numpy as anp  # type: ignore[import-untyped]
import numpy as np
import pytest

from chainrule import gradient_descent
from chainrule.datasets import noisy_line
from chainrule_lab.gradient_descent.references import (
    gradient_abs,
    gradients_offset,
    mean_gradient,
    train,
    updates_needed,
)
from tests.chainrule_lab.labs import LABS

LAB = LABS["gradient_descent"]
X, T, STARTS = noisy_line()
RUN = """
W, L = [w], [loss(nn(x, w), t)]
for k in range(iterations):
    w = update(x, t, w, learning_rate)
    W.append(w)
    L.append(loss(nn(x, w), t))
return W, L
"""
START_LOSSES = """
W, L = [w], [loss(nn(x, w), t)]
for k in range(iterations):
    W.append(update(x, t, W[-1], learning_rate))
    L.append(loss(nn(x, w), t))
return W, L
"""
LOGS = "np.log(share) / np.log(abs(1 - 2 * learning_rate * np.mean(x * x)))"
COUNTED = """
f = abs(1 - 2 * learning_rate * np.mean(x * x))
d, k = 1, 0
while d > share:
    d *= f
    k += 1
return k
"""
OFFSET = """
e = x * w + b - t
dw = np.mean(2 * e * x)
db = np.mean(2 * e)
return dw, db
"""
RIGHT = [
    ("nn", "w * x"),
    ("nn", "np.multiply(x, w)"),
    ("nn", "[w * each for each in x]"),
    ("loss", "((y - t) ** 2).mean()"),
    ("loss", "np.sum((t - y) ** 2) / len(t)"),
    ("loss", "(t - y) @ (t - y) / t.size"),
    ("loss", "sum((a - b) ** 2 for a, b in zip(t, y)) / len(t)"),
    ("gradient", "-2 * (t - y) * x"),
    ("gradient", "x * y + x * y - 2 * x * t"),
    ("mean_gradient", "np.mean(2 * x * (x * w - t))"),
    ("mean_gradient", "e = 1e-5\nreturn (loss(nn(x, w + e), t) - loss(nn(x, w - e), t)) / (2 * e)"),
    ("mean_gradient", "2 * (w * x - t) @ x / len(x)"),
    ("update", "w - learning_rate * np.mean(gradient(x, nn(x, w), t))"),
    ("update", "w -= learning_rate * mean_gradient(x, t, w)\nreturn w"),
    ("train", RUN),
    ("train", RUN.replace("return W, L", "return np.array([W, L])")),
    ("best_weight", "np.mean(x * t) / np.mean(x ** 2)"),
    ("best_weight", "x @ t / (x @ x)"),
    ("best_weight", "np.linalg.lstsq(x[:, None], t, rcond=None)[0][0]"),
    ("largest_rate", "len(x) / np.sum(x ** 2)"),
    ("largest_rate", "1 / (x @ x / len(x))"),
    (
        "updates_needed",
        COUNTED,
    ),
    (
        "updates_needed",
        "import math\nf = 1 - 2 * learning_rate / largest_rate(x)\nreturn math.ceil(math.log(share, abs(f)))",
    ),
    ("gradient_abs", "np.where(y > t, x, -x)"),
    ("gradient_abs", "-x * np.sign(t - y)"),
    ("gradients_offset", "e = nn(x, w) + b - t\nreturn [2 * np.mean(e * x), 2 * np.mean(e)]"),
]
WRONG = [
    ("nn", "x[0] * w", "the first value alone"),
    ("nn", "for each in x:\n    return each * w", "inside a loop"),
    ("nn", "x + w", "are added"),
    ("nn", "x @ np.full(len(x), w)", "summed"),
    ("nn", "x ** w", "`**` is a power"),
    ("nn", "return print(x * w)", "it prints its result"),
    ("nn", "x *= 2\nreturn x", "it changes x"),
    ("nn", "np.outer(x, x)", "each PAIR"),
    ("loss", "np.mean(t - y)", "large errors of opposite signs cancel"),
    ("loss", "np.mean(abs(t - y))", "mean size of the errors"),
    ("loss", "np.mean(t - y) ** 2", "Square each error first"),
    ("loss", "np.sum((t - y) ** 2)", "it is the sum"),
    ("loss", "(t - y) ** 2", "one loss for each sample"),
    ("loss", "np.mean((t - y) ** 2) / 2", "the mean is halved"),
    ("loss", "np.mean((t - y) * 2)", "`(t - y) * 2` is not"),
    ("loss", "np.mean((t - y) ^ 2)", "`^` is no power"),
    ("loss", "np.mean((t[:, None] - y) ** 2)", "a table of all pairs"),
    ("loss", "np.var(t - y)", "the variance of the errors"),
    ("nn", "(x * w)[:, None]", "a flat array is wanted"),
    ("nn", "x[None] * w", "a flat array is wanted"),
    ("nn", "map(lambda a: a * w, x)", "`list(…)` makes a list of it"),
    ("nn", "{i: a * w for i, a in enumerate(x)}", "of type dict"),
    ("nn", "{a * w for a in x}", "of type set"),
    ("nn", "(a * w for a in x)", "Square brackets make a list"),
    ("nn", "[str(a * w) for a in x]", "an entry of yours is of type str"),
    ("nn", "x * np.float16(w)", "the first digits are right"),
    ("nn", "(x * w)[::-1]", "the right numbers stand in other places"),
    ("gradient", "2 * (t - y) * x", "turns the sign"),
    ("gradient", "(y - t) * x", "factor 2 is lost"),
    ("gradient", "2 * (y - t)", "One more step leads to the weight"),
    ("gradient", "2 * y - t * x", "brackets are missing around y - t"),
    ("gradient", "2 * (y + t) * x", "y and t are added"),
    ("gradient", "2 * abs(y - t) * x", "its sign is lost"),
    ("gradient", "2 * (y - t * x)", "multiplied with t only"),
    ("gradient", "2 * (y * x - t)", "multiplied with y only"),
    ("gradient", "2 * (y - t) + x", "Along a chain they multiply"),
    ("gradient", "np.mean(2 * (y - t) * x)", "it is the mean"),
    ("gradient", "(t - y) ** 2 * x", "this is the loss itself, times x"),
    ("mean_gradient", "np.sum(gradient(x, nn(x, w), t))", "it is the sum"),
    ("mean_gradient", "gradient(x, nn(x, w), t)", "Take their mean"),
    ("mean_gradient", "np.mean(gradient(x, t, nn(x, w)))", "in that order"),
    ("mean_gradient", "np.mean(gradient(x, x, t))", "x stands where the outputs"),
    ("mean_gradient", "loss(nn(x, w), t)", "it is the mean loss"),
    ("update", "w + learning_rate * mean_gradient(x, t, w)", "the step is added"),
    ("update", "w - mean_gradient(x, t, w)", "the learning rate is lost"),
    ("update", "w - 0.9 * mean_gradient(x, t, w)", "always 0.9"),
    ("update", "learning_rate * mean_gradient(x, t, w)", "this is the step"),
    ("update", "w - learning_rate * gradient(x, nn(x, w), t)", "Take the mean of the gradients first"),
    ("train", RUN.replace("    w = update", "    update"), "all entries are the start"),
    ("train", START_LOSSES, "the losses: each loss is that of the start"),
    ("train", RUN.replace("range(iterations)", "range(iterations - 1)"), "the last update is missing"),
    ("train", RUN.replace("return W, L", "return W"), "2 values are wanted"),
    ("train", RUN.replace("return W, L", "return W[-1], L[-1]"), "only the end"),
    ("train", RUN.replace("[w], [loss(nn(x, w), t)]", "[], []"), "the start is missing"),
    ("train", RUN.replace("learning_rate)", "0.1)"), "always 0.1"),
    ("best_weight", "np.mean(t / x)", "mean of t / x"),
    ("best_weight", "np.sum(t) / np.sum(x)", "multiplied by x first"),
    ("best_weight", "np.sum(x * t) / np.sum(x) ** 2", "The sum of the squares is wanted"),
    ("best_weight", "np.polyfit(x, t, 1)[0]", "may miss zero"),
    ("largest_rate", "np.mean(x * x)", "divide one by it"),
    ("largest_rate", "1 / (2 * np.mean(x * x))", "arrives in a single step"),
    ("largest_rate", "1 / np.sum(x * x)", "the sum stands where the mean"),
    ("largest_rate", "1 / np.mean(x) ** 2", "Take the mean of the squares"),
    (
        "updates_needed",
        f"int({LOGS})",
        "one too few",
    ),
    ("updates_needed", LOGS, "round up"),
    ("updates_needed", f"np.ceil(1 / ({LOGS}))", "the wrong way round"),
    ("updates_needed", "return True", "it is always one"),
    ("updates_needed", COUNTED.replace("d > share", "d < share"), "LARGER than the share"),
    ("updates_needed", "3", "it is 3 at every point that was tried"),
    ("updates_needed", COUNTED.replace("abs", ""), "a distance has no sign"),
    ("updates_needed", f"int(np.ceil({LOGS.replace('abs', '')}))", "of a negative number is no number"),
    ("gradient_abs", "np.sign(y - t)", "x is lost"),
    ("gradient_abs", "x * np.sign(t - y)", "GROWS with it"),
    ("gradient_abs", "x * abs(y - t)", "size of the error stands in it"),
    (
        "gradients_offset",
        OFFSET.replace(" + b", ""),
        "b is lost in the outputs",
    ),
    (
        "gradients_offset",
        OFFSET.replace("(2 * e)", "(2 * e * x)"),
        "x stands in it too",
    ),
    ("gradients_offset", OFFSET.replace("dw, db", "db, dw"), "are swapped"),
    ("gradients_offset", OFFSET.replace("dw, db", "dw"), "2 values are wanted"),
    (
        "gradients_offset",
        OFFSET.replace("dw, db", "np.array([[dw, db]])"),
        "it returns one array, of shape (1, 2)",
    ),
]


def test_the_gradients_with_an_offset_and_of_sizes_are_autograds() -> None:
    by_autograd = [
        autograd.grad(lambda w, b: anp.mean((T - X * w - b) ** 2), argnum=n)(1.4, 0.3) for n in range(2)
    ]
    np.testing.assert_allclose(gradients_offset(X, T, 1.4, 0.3), by_autograd, rtol=1e-12)
    sizes = autograd.grad(lambda w: anp.sum(anp.abs(T - X * w)))(1.4)
    np.testing.assert_allclose(np.sum(gradient_abs(X, X * 1.4, T)), sizes, rtol=1e-12)
    assert mean_gradient(X, T, 1.4) == pytest.approx(
        autograd.grad(lambda w: anp.mean((T - X * w) ** 2))(1.4), rel=1e-12
    )


def test_the_run_is_the_chapters() -> None:
    weights, losses = train(X, T, STARTS[0], 0.9, 4)
    assert weights == gradient_descent.train(X, T, STARTS[0], 0.9, 4).tolist()
    assert losses == [np.mean((T - X * w) ** 2) for w in weights]


@pytest.mark.parametrize("rate", [0.2, 0.9, 2.5])
@pytest.mark.parametrize("share", [0.3, 0.01, 1e-4])
def test_so_many_updates_are_enough_and_one_fewer_is_not(rate: float, share: float) -> None:
    needed = updates_needed(X, rate, share)
    distance = np.abs(
        gradient_descent.train(X, T, STARTS[0], rate, needed) - gradient_descent.best_weight(X, T)
    )
    assert distance[-1] <= share * distance[0] < distance[-2]


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
