"""A right answer is right in whatever form it comes, at whatever points, and is left alone."""

import numpy as np
import pytest

from chainrule.activations import rbf, rbf_derivative
from tests.chainrule_lab.learner import EXERCISES, RIGHT, answer, typed, verdict

FORMS = [
    ("rbf", "np.exp(-zh * zh)"),
    ("rbf", "1 / np.exp(zh ** 2)"),
    ("rbf", "np.e ** -(zh ** 2)"),
    ("rbf", "[np.exp(-z**2) for z in zh]"),
    ("rbf", "[float(np.exp(-z.item()**2)) for z in zh]"),
    ("rbf", "zh = zh * 1.0\nzh **= 2\nreturn np.exp(-zh)"),
    ("rbf", "np.vectorize(lambda z: np.exp(-z * z), otypes=[float])(zh)"),
    ("rbf", "print('seen')\nreturn np.exp(-zh ** 2)"),
    ("rbf", "np.exp(-np.abs(zh) ** 2).astype(np.float64).copy()"),
    ("rbf_derivative", "-2 * zh * np.exp(-(zh ** 2))"),
    ("rbf_derivative", "rbf(zh) * -2 * zh"),
    ("rbf_derivative", "e = 1e-6\nreturn (rbf(zh + e) - rbf(zh - e)) / (2 * e)"),
    ("forward", "zh = np.multiply(x, wh)\nh = rbf(zh)\nreturn [zh, h, h + bo, 1 / (1 + np.exp(-h - bo))]"),
    ("forward", "zh = x @ np.array([[wh]])\nh = rbf(zh)\nreturn np.array([zh, h, h + bo, logistic(h + bo)])"),
    ("loss", "-(t * np.log(y) + (1 - t) * np.log(1 - y)).mean()"),
    ("loss", "np.mean(np.where(t == 1, -np.log(y), -np.log(1 - y)))"),
    ("loss", "np.sum(-np.log(np.abs(t - 1 + y))) / len(y)"),
    ("loss", "-(t.T @ np.log(y) + (1 - t).T @ np.log(1 - y)) / y.size"),
    ("loss", "sum(float(-np.log(b if a == 1 else 1 - b)) for a, b in zip(t.flat, y.flat)) / len(y)"),
    ("stable_loss", "np.mean(np.logaddexp(0, zo) - t * zo)"),
    (
        "stable_loss",
        "s = np.where(zo > 0, zo + np.log1p(np.exp(-zo)), np.log1p(np.exp(zo)))\nreturn np.mean(s - t * zo)",
    ),
    ("stable_loss", "np.mean(np.maximum(zo, 0) + np.log(1 + np.exp(-abs(zo))) - t * zo)"),
    ("stable_loss", "np.mean(np.logaddexp(0, np.where(t == 1, -zo, zo)))"),
    ("gradient_output", "-(t - y)"),
    ("gradient_output", "np.where(t == 1, y - 1, y)"),
    ("gradient_output", "list(y - t)"),
    ("gradient_weight_hidden", "grad_hidden * rbf_derivative(zh) * x"),
    ("gradient_weight_hidden", "-2.0 * x * zh * h * grad_hidden"),
    (
        "gradients",
        "zh, h, _, y = forward(x, wh, bo)\nd = y - t\nreturn np.mean(-2 * x * zh * h * d), d.mean()",
    ),
    (
        "gradients",
        "zh, h, _, y = forward(x, wh, bo)\nd = y - t\n"
        "return x.T @ (-2 * zh * h * d) / len(x), np.sum(d) / len(x)",
    ),
    (
        "gradients",
        "zh, h, _, y = forward(x, wh, bo)\nd = y - t\n"
        "return [np.mean(-2 * x * zh * h * d, axis=0), np.mean(d, axis=0)]",
    ),
    ("slope", "(f(w + epsilon) - f(w - epsilon)) / 2 / epsilon"),
    ("slope", "left, right = w - epsilon, w + epsilon\nreturn (f(right) - f(left)) / (right - left)"),
    ("is_right", "a, b = df(w), slope(f, w, 1e-5)\nreturn abs(a - b) < 1e-4 * max(abs(a), abs(b))"),
    ("is_right", "np.isclose(df(w), slope(f, w, 1e-4), rtol=1e-4, atol=0)"),
    ("is_right", "abs(df(w) / slope(f, w, 1e-4) - 1) < 1e-4"),
    ("is_right", "1 if abs(df(w) / slope(f, w, 1e-4) - 1) < 1e-4 else 0"),
    ("update", "g = np.array(gradients(x, t, wh, bo))\nreturn np.array([wh, bo]) - learning_rate * g"),
    (
        "update",
        "a, b = gradients(x, t, wh, bo)\nwh -= learning_rate * a\nbo -= learning_rate * b\nreturn [wh, bo]",
    ),
    (
        "train",
        "run = [(wh, bo, stable_loss(forward(x, wh, bo)[2], t))]\nfor _ in range(iterations):\n"
        "    wh, bo = update(x, t, wh, bo, learning_rate)\n"
        "    run.append((wh, bo, stable_loss(forward(x, wh, bo)[2], t)))\nreturn tuple(np.array(run).T)",
    ),
    (
        "train",
        "W, B, L = [wh], [bo], [loss(forward(x, wh, bo)[3], t)]\nwhile len(W) <= iterations:\n"
        "    wh, bo = update(x, t, wh, bo, learning_rate)\n"
        "    W += [wh]; B += [bo]; L += [loss(forward(x, wh, bo)[3], t)]\nreturn W, B, L",
    ),
    (
        "train_momentum",
        "vh = vo = 0\nW, B, L = [wh], [bo], [stable_loss(forward(x, wh, bo)[2], t)]\n"
        "for _ in range(iterations):\n    a, b = gradients(x, t, wh, bo)\n"
        "    vh = momentum * vh + a\n    vo = momentum * vo + b\n"
        "    wh, bo = wh - learning_rate * vh, bo - learning_rate * vo\n"
        "    W.append(wh); B.append(bo); L.append(stable_loss(forward(x, wh, bo)[2], t))\nreturn W, B, L",
    ),
    (
        "gradients_wo",
        "h = rbf(x * wh)\nd = logistic(wo * h + bo) - t\n"
        "return np.mean(x * wo * d * rbf_derivative(x * wh)), np.mean(d * h), np.mean(d)",
    ),
    ("my_data", "return [0, 1], [0, 1]"),
    ("my_data", "return np.array([[1], [2], [3]]), np.array([[0], [1], [0]])"),
    ("my_data", "x = np.random.randn(50, 1)\nreturn x, x > 0"),
    ("my_data", "return np.array([-1.0, 1.0]), np.array([True, False])"),
]


@pytest.mark.parametrize(("exercise", "body"), FORMS)
def test_another_form_of_a_right_answer_is_right(exercise: str, body: str) -> None:
    found = answer(exercise, body)
    assert found, found.words


@pytest.mark.parametrize("exercise", RIGHT)
def test_a_right_answer_is_right_at_any_points(exercise: str) -> None:
    for seed in range(40):
        found = verdict(exercise, *RIGHT[exercise], seed=seed)
        assert found, found.words


@pytest.mark.parametrize(
    "bump",
    [
        ("-zh ** 2", "-2 * zh"),
        ("1 - zh ** 2 / 50", "-zh / 25"),
        ("1 / np.cosh(zh)", "-np.tanh(zh) / np.cosh(zh)"),
        ("np.exp(-np.abs(zh))", "-np.sign(zh) * np.exp(-np.abs(zh))"),
        ("np.cos(zh)", "-np.sin(zh)"),
        ("np.exp(-4 * zh ** 2)", "-8 * zh * np.exp(-4 * zh ** 2)"),
        ("np.maximum(1 - zh ** 2, 0)", "np.where(abs(zh) < 1, -2 * zh, 0.0)"),
    ],
)
def test_any_bump_with_its_own_slope_is_right(bump: tuple[str, str]) -> None:
    for seed in range(20):
        found = verdict("bump", *(typed(f"def f(zh):\n    return {each}") for each in bump), seed=seed)
        assert found, found.words


def test_a_bump_that_tells_the_sides_apart_is_right_with_a_word_of_warning() -> None:
    found = verdict("bump", lambda zh: rbf(zh - 0.5), lambda zh: rbf_derivative(zh - 0.5))
    assert found
    assert "the two sides of 0 differently" in found.words


def test_a_warning_of_numpy_is_told_with_a_right_answer() -> None:
    found = answer(
        "stable_loss",
        "return np.mean(np.where(zo > 0, zo + np.log1p(np.exp(-zo)), np.log1p(np.exp(zo))) - t * zo)",
    )
    assert found
    assert "NumPy warned on the way: overflow encountered in exp" in found.words


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_points_have_another_number_of_samples_than_the_lab(exercise: str) -> None:
    for arguments in EXERCISES[exercise]._points(0):
        assert all(np.size(argument) < 40 for argument in arguments)


@pytest.mark.parametrize("exercise", RIGHT)
def test_the_global_random_state_is_left_alone(exercise: str) -> None:
    np.random.seed(5)
    before = np.random.get_state(legacy=False)["state"]["key"].tolist()
    verdict(exercise, *RIGHT[exercise])
    assert np.random.get_state(legacy=False)["state"]["key"].tolist() == before
