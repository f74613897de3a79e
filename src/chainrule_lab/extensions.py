"""Exercises 7 and 8: another activation, and a weight at the output."""

from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule.arrays import Array
from chainrule.backpropagation import gradient_weight_hidden, logistic, rbf, rbf_derivative, train
from chainrule_lab.calling import Trouble, call, overlay, require_parameters
from chainrule_lab.descent import run_mistakes
from chainrule_lab.draws import bias, column, samples, weight
from chainrule_lab.exercise import Exercise, difference, guarded
from chainrule_lab.mistakes import Forms, Trial, recognised
from chainrule_lab.reading import Floats, parts, shape_line, shape_words
from chainrule_lab.references import REFERENCES, bump, bump_derivative, gradients_wo, train_with
from chainrule_lab.verdict import Verdict


def check_bump(bump: Any = None, bump_derivative: Any = None, /) -> Verdict:
    """Check an activation of the reader's choice and its derivative; show the verdict and return it."""
    return judge_bump(bump, bump_derivative).show()


def judge_bump(function: Any, derivative: Any, seed: int = 0) -> Verdict:
    """Return the verdict on an activation and its derivative."""
    begin = "Choose a function, for instance 1 / (1 + zh**2), and derive its derivative on paper first."
    return guarded("bump", begin, lambda: _bump_note(function, derivative, seed))


def _bump_note(function: Any, derivative: Any, seed: int) -> str:
    for name, each in (("bump", function), ("bump_derivative", derivative)):
        require_parameters(name, each, ("zh",))
    function, derivative = (
        overlay(each, REFERENCES, kept=("bump", "bump_derivative")) for each in (function, derivative)
    )
    rng = np.random.default_rng(seed)
    zh = column(rng, 0.1, 2, 8) * rng.permutation([[1.0], [-1.0]] * 4)

    def value(at: Floats) -> Floats:
        return _column(function, "bump(zh)", at)

    h = value(zh)
    _require_activation(zh, h)
    expected = _central_difference(value, zh)
    got = _column(derivative, "bump_derivative(zh)", zh)
    if not np.allclose(got, expected, rtol=1e-5, atol=1e-7):
        trial = Trial((zh,), [expected], [got])
        named = recognised([trial], 0, rbf_derivative, _slopes_mistaken(value, h), ("zh",))
        raise Trouble(
            f"bump_derivative(zh): {named or 'it is not the slope of your bump. Derive it once more, from outside in.'}\n"
            f"{difference(trial, 0, ('zh',))} (Expected is what central differences of your bump give.)"
        )
    if np.allclose(value(-zh), h):
        return ""
    return "It treats the two sides of 0 differently, so it may not separate the samples of this chapter."


def _column(function: Any, name: str, zh: Floats) -> Floats:
    """Return what an activation gives for a column, or say what is wrong with it."""
    (found,) = parts(call(function, (zh,)).value, (name,), [zh])
    if found.shape != zh.shape:
        raise Trouble(f"{name}: {shape_words(found, zh)}\n{shape_line(found, zh)}")
    if not np.all(np.isfinite(found)):
        place = int(np.argmin(np.isfinite(found)))
        raise Trouble(
            f"{name} is not a finite number.\nAt zh = {zh.flat[place]:.4g}: got {found.flat[place]}."
        )
    return found


def _require_activation(zh: Floats, h: Floats) -> None:
    line = np.polyval(np.polyfit(zh[:, 0], h[:, 0], 1), zh)
    if np.allclose(line, h, rtol=0, atol=1e-9):
        raise Trouble(
            "bump(zh) is a straight line.\nWith it the network is the linear classifier again: bend it."
        )
    if np.allclose(h, rbf(zh)):
        raise Trouble("bump(zh) is the RBF of the chapter.\nChoose another, for instance 1 / (1 + zh**2).")


def _central_difference(value: Any, zh: Floats) -> Floats:
    s = 1e-3
    near, far = value(zh + s) - value(zh - s), value(zh + 2 * s) - value(zh - 2 * s)
    return np.asarray((8 * near - far) / (12 * s))


def _slopes_mistaken(value: Any, h: Floats) -> Forms:
    return {
        "it is the slope of the chapter's RBF, and not of your bump.": lambda zh: rbf_derivative(zh),
        "-2 zh h is the slope of the chapter's RBF. Your bump has another.": lambda zh: -2 * zh * h,
        "this is the function itself, not its slope.": lambda zh: h,
        "it is the slope at h, where the slope at zh is wanted.": lambda zh: _central_difference(value, h),
        "the inner derivative is lost: the derivative of 1 + zh**2 by zh is 2 zh.": lambda zh: -h * h,
        "only the inner derivative is left of it.": lambda zh: -2 * zh,
        "the inner derivative alone stands below: the derivative of 1/u is -1/u**2, times that of u.": (
            lambda zh: 1 / (2 * zh)
        ),
        "the power is lost: the derivative of 1/u is -1/u**2, and not -1/u.": lambda zh: 2 * zh * h,
        "there is one power too many: the derivative of 1/u is -1/u**2.": lambda zh: -2 * zh * h**3,
    }


def _activation(rng: Generator) -> tuple[Any, ...]:
    def wave(zh: Array) -> Array:
        return np.asarray(np.cos(zh)) + 0.3 * zh

    def wave_derivative(zh: Array) -> Array:
        return 0.3 - np.asarray(np.sin(zh))

    pair = (bump, bump_derivative) if rng.integers(2) else (wave, wave_derivative)
    return *samples(rng), weight(rng), bias(rng), float(rng.uniform(0.3, 0.9)), int(rng.integers(4, 7)), *pair


def _trained(x: Array, t: Array, wh: float, bo: float, mu: float, *pair: Any) -> Any:
    *given, iterations = pair
    return train_with(x, t, wh, bo, mu, iterations, *given)


def _counted_last(form: Any) -> Any:
    """Return a form that takes the number of updates last as one that takes it where the exercise has it."""
    return lambda x, t, wh, bo, mu, K, *pair: form(x, t, wh, bo, mu, *pair, K)


check_train_with = Exercise(
    name="train_with",
    reference=train_with,
    parameters=("x", "t", "wh", "bo", "learning_rate", "iterations", "activation", "derivative"),
    results=("wh", "bo", "xi"),
    draws=(_activation,),
    begin="Take your `update` and `train`, and put activation(zh) and derivative(zh) where the RBF was.",
    look="Only two places know the RBF: h, and the slope on the way back.",
    mistakes={
        **{words: _counted_last(form) for words, form in run_mistakes(_trained).items()},
        "the activation that was handed over is not used: this is the run with the RBF.": (
            lambda x, t, wh, bo, mu, K, f, df: train(x, t, wh, bo, mu, K)
        ),
        "on the way back the slope is that of the RBF. Use the derivative that was handed over.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, lambda z: -2 * z * f(z))
        ),
        "on the way back the slope is the RBF's, whatever the activation.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, rbf_derivative)
        ),
        "the derivative is taken at h. The slope is wanted at zh.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, lambda z: df(f(z)))
        ),
        "the derivative is taken at x. The slope is wanted at zh.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, lambda z: df(x))
        ),
        "the slope is lost on the way back: the error at the neuron's OUTPUT is multiplied by x.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, np.ones_like)
        ),
        "the activation itself stands where its derivative is meant.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu, K, f, f)
        ),
        "the step is added. Downhill is against the gradient: subtract it.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, -mu, K, f, df)
        ),
        "the learning rate is lost.": lambda x, t, wh, bo, mu, K, f, df: train_with(
            x, t, wh, bo, 1.0, K, f, df
        ),
        "the gradients are summed over the samples. Use their mean.": (
            lambda x, t, wh, bo, mu, K, f, df: train_with(x, t, wh, bo, mu * np.size(x), K, f, df)
        ),
    },
)


def _with_wo(rng: Generator) -> tuple[Any, ...]:
    return *samples(rng), weight(rng), weight(rng) + 0.3, bias(rng)


def _one_with_wo(rng: Generator) -> tuple[Any, ...]:
    x, t = column(rng, -2, 2, 1), np.array([[float(rng.integers(2))]])
    return x, t, weight(rng), weight(rng) + 0.3, bias(rng)


def _wo(
    x: Array,
    t: Array,
    wh: float,
    wo: float,
    bo: float,
    /,
    forward: float | None = None,
    back: float | None = None,
) -> tuple[float, float, float]:
    """Return the three gradients with another weight on the way forward, or on the way back."""
    zh = x * wh
    h = rbf(zh)
    error = logistic((wo if forward is None else forward) * h + bo) - t
    hidden = (wo if back is None else back) * error
    return (
        float(np.mean(gradient_weight_hidden(x, zh, h, hidden))),
        float(np.mean(h * error)),
        float(np.mean(error)),
    )


def _error(x: Array, t: Array, wh: float, wo: float, bo: float) -> Any:
    return logistic(wo * rbf(x * wh) + bo) - t


def _second(factor: Any) -> Any:
    """Return the form in which another quantity than h stands in the gradient of wo."""

    def form(*a: Any) -> Any:
        d_wh, _, d_bo = gradients_wo(*a)
        return d_wh, np.mean(factor(*a) * _error(*a)), d_bo

    return form


check_gradients_wo = Exercise(
    name="gradients_wo",
    reference=gradients_wo,
    parameters=("x", "t", "wh", "wo", "bo"),
    results=("the gradient of wh", "the gradient of wo", "the gradient of bo"),
    draws=(_one_with_wo, _with_wo),
    begin="Start from `gradients`. On the way forward zo = wo * h + bo; on the way back two things change.",
    look="Check it with your own `slope`: it needs no derivation.",
    mistakes={
        "wo is lost on the way back: the error at the hidden neuron's output is wo times the error signal now.": (
            lambda x, t, wh, wo, bo: _wo(x, t, wh, wo, bo, back=1.0)
        ),
        "wo is lost on the way forward: zo = wo * h + bo.": lambda x, t, wh, wo, bo: _wo(
            x, t, wh, wo, bo, forward=1.0
        ),
        "wo is lost, forward and back: these are the gradients of the network without it.": (
            lambda x, t, wh, wo, bo: _wo(x, t, wh, wo, bo, forward=1.0, back=1.0)
        ),
        "the error signal is divided by wo on the way back, where it is multiplied.": lambda x, t, wh, wo, bo: (
            _wo(x, t, wh, wo, bo, back=1 / wo)
        ),
        "h is lost: zo grows by h, not by 1, if wo grows by 1.": _second(lambda *a: 1.0),
        "zh stands where h is meant: wo multiplies what the hidden neuron gives.": _second(
            lambda *a: a[0] * a[2]
        ),
        "x stands where h is meant: wo multiplies what the hidden neuron gives.": _second(lambda *a: a[0]),
        "wo itself stands where h is meant: the derivative of wo * h by wo is h.": _second(lambda *a: a[3]),
        "wo stands in it besides h: the derivative of wo * h by wo is h alone.": _second(
            lambda *a: a[3] * rbf(a[0] * a[2])
        ),
        "the output y stands where h is meant.": _second(lambda *a: logistic(a[3] * rbf(a[0] * a[2]) + a[4])),
        "the slope of the bump stands in it. That comes later, on the way to wh.": _second(
            lambda *a: rbf_derivative(a[0] * a[2])
        ),
        "h times the slope of the bump stands in it. The slope comes later, on the way to wh.": _second(
            lambda *a: rbf(a[0] * a[2]) * rbf_derivative(a[0] * a[2])
        ),
        "bo is a factor too many: zo grows by 1 if bo grows by 1, whatever bo is.": lambda *a: (
            *gradients_wo(*a)[:2],
            a[4] * gradients_wo(*a)[2],
        ),
        "it has a factor wo. The bias is added after the weight: its factor is 1.": lambda *a: (
            *gradients_wo(*a)[:2],
            a[3] * gradients_wo(*a)[2],
        ),
        "it is the sum over the samples. The gradient of the mean loss is the mean.": (
            lambda *a: np.size(a[0]) * np.array(gradients_wo(*a))
        ),
        "the slope of the bump is lost: first carry the error from the neuron's output to its input.": lambda *a: (
            np.mean(a[0] * a[3] * _error(*a)),
            *gradients_wo(*a)[1:],
        ),
        "x is lost: this is the mean error signal at the hidden neuron's input.": lambda *a: (
            np.mean(rbf_derivative(a[0] * a[2]) * a[3] * _error(*a)),
            *gradients_wo(*a)[1:],
        ),
        "the order is another: first wh, then wo, then bo.": lambda *a: np.array(gradients_wo(*a))[[0, 2, 1]],
    },
)
