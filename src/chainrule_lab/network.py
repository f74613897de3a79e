"""Exercises 1 to 4: the bump and its slope, the forward step, the loss, and each gradient from its formula."""

import numpy as np
from numpy.random import Generator

from chainrule.arrays import Array
from chainrule.backpropagation import (
    gradient_output,
    gradient_weight_hidden,
    logistic,
    loss,
    rbf,
    rbf_derivative,
)
from chainrule_lab.draws import bias, column, samples, targets, weight, whole
from chainrule_lab.exercise import Exercise
from chainrule_lab.mistakes import Forms
from chainrule_lab.reading import Floats
from chainrule_lab.references import forward, gradients, stable_loss


def _zh(rng: Generator) -> tuple[Floats]:
    return (column(rng, -1.5, 1.5),)


check_rbf = Exercise(
    name="rbf",
    reference=rbf,
    parameters=("zh",),
    results=("rbf(zh)",),
    draws=(_zh, whole(_zh)),
    begin="Return `np.exp` of something that is never positive.",
    look="Compute it for zh = 0 by hand: it is 1 there. Then for zh = 1.",
    mistakes={
        "the minus sign in the exponent is lost. (-zh)**2 loses it too: write -(zh**2).": lambda zh: np.exp(
            zh**2
        ),
        "the square is lost: zh stands in the exponent, not its square.": lambda zh: np.exp(-zh),
        "the square is lost, and the minus sign: e to the power of zh.": np.exp,
        "a factor 2 stands where the square is meant: `zh * 2` is not `zh ** 2`.": lambda zh: np.exp(-2 * zh),
        "there is a factor 2 in the exponent.": lambda zh: np.exp(-2 * zh**2),
        "there is a factor 1/2 in the exponent. The normal distribution has it, this function has not.": (
            lambda zh: np.exp(-(zh**2) / 2)
        ),
        "the exponential is lost: this is only the exponent.": lambda zh: -(zh**2),
        "the absolute value stands in the exponent, where the square is meant.": lambda zh: np.exp(
            -np.abs(zh)
        ),
        "this is the derivative. The function itself is wanted here.": rbf_derivative,
        "it takes the sum over the samples within the exponent (`@` or `np.dot`). Square each value.": (
            lambda zh: np.exp(-np.sum(zh * zh))
        ),
    },
)

check_rbf_derivative = Exercise(
    name="rbf_derivative",
    reference=rbf_derivative,
    parameters=("zh",),
    results=("rbf_derivative(zh)",),
    draws=(_zh, whole(_zh)),
    begin="The derivative of e to the power of u is itself, times the derivative of u.",
    look="Outside first: the exponential is its own derivative. Then times the derivative of the exponent.",
    mistakes={
        "the inner derivative is lost: the exponential is there, the derivative of the exponent is not.": rbf,
        "the exponential is lost: this is only the derivative of the exponent.": lambda zh: -2 * zh,
        "zh is lost: the derivative of -zh**2 is -2 zh, not -2.": lambda zh: -2 * rbf(zh),
        "the square of zh stands in front: the derivative of zh**2 is 2 zh.": lambda zh: -2 * zh**2 * rbf(zh),
        "rbf(zh) stands in it twice. Once is enough.": lambda zh: -2 * zh * rbf(zh) ** 2,
        "the minus sign in the exponent is lost.": lambda zh: -2 * zh * np.exp(zh**2),
        "the power rule is for a power of the variable, not for a power of e: the exponent stays.": (
            lambda zh: -(zh**2) * np.exp(-(zh**2) - 1)
        ),
        "zh and rbf(zh) are added; the chain rule multiplies.": lambda zh: -2 * zh + rbf(zh),
    },
)


def _network(rng: Generator) -> tuple[Floats, float, float]:
    return column(rng, -2, 2), weight(rng), bias(rng)


def _forward_from(zh: Array, h: Array, bo: float) -> tuple[Array, Array, Array, Array]:
    return zh, h, h + bo, logistic(h + bo)


check_forward = Exercise(
    name="forward",
    reference=forward,
    parameters=("x", "wh", "bo"),
    results=("zh", "h", "zo", "y"),
    draws=(_network, whole(_network)),
    begin="Four lines, one for each formula, and `return zh, h, zo, y`.",
    look="Compare your line with its formula.",
    mistakes={
        "the bias is added to the input of the hidden neuron. It belongs to the output neuron.": (
            lambda x, wh, bo: _forward_from(x * wh + bo, rbf(x * wh + bo), bo)
        ),
        "weight and input are added, where they are multiplied.": (
            lambda x, wh, bo: _forward_from(x + wh, rbf(x + wh), bo)
        ),
        "the input is divided by the weight, where it is multiplied.": (
            lambda x, wh, bo: _forward_from(x / wh, rbf(x / wh), bo)
        ),
        "it is computed from x; between the two stands the weight: use zh.": (
            lambda x, wh, bo: _forward_from(x * wh, rbf(x), bo)
        ),
        "the activation function is lost: h is zh, unchanged.": (
            lambda x, wh, bo: _forward_from(x * wh, x * wh, bo)
        ),
        "it is the derivative of the activation function, not the function.": (
            lambda x, wh, bo: _forward_from(x * wh, rbf_derivative(x * wh), bo)
        ),
        "it is the logistic function of zh. The hidden neuron has the bump.": (
            lambda x, wh, bo: _forward_from(x * wh, logistic(x * wh), bo)
        ),
        "zh stands where h is meant: the output neuron sees what the hidden neuron gives.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), x * wh + bo, logistic(x * wh + bo))
        ),
        "the bias is lost.": lambda x, wh, bo: _forward_from(x * wh, rbf(x * wh), 0.0),
        "the bias is subtracted.": lambda x, wh, bo: _forward_from(x * wh, rbf(x * wh), -bo),
        "h and the bias are multiplied, where they are added.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), rbf(x * wh) * bo, logistic(rbf(x * wh) * bo))
        ),
        "it is the bump once more. The output neuron has the logistic function.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), rbf(x * wh) + bo, rbf(rbf(x * wh) + bo))
        ),
        "it is rounded to a class. The output itself is wanted.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), rbf(x * wh) + bo, np.around(logistic(rbf(x * wh) + bo)))
        ),
        "the sign in the logistic function's exponent is lost: it is 1 - y.": (
            lambda x, wh, bo: (x * wh, rbf(x * wh), rbf(x * wh) + bo, logistic(-rbf(x * wh) - bo))
        ),
    },
)


def _one_output(rng: Generator) -> tuple[Floats, Floats]:
    return column(rng, 0.05, 0.95, 1), np.array([[float(rng.integers(2))]])


def _outputs(rng: Generator) -> tuple[Floats, Floats]:
    y = column(rng, 0.05, 0.95)
    return y, targets(rng, len(y))


_LOSSES: Forms = {
    "the minus sign in front is lost.": lambda y, t: -loss(y, t),
    "it is the sum of the samples' losses. The loss is their mean.": lambda y, t: np.size(y) * loss(y, t),
    "it is one loss for each sample. The loss is their mean.": (
        lambda y, t: -(t * np.log(y) + (1 - t) * np.log(1 - y))
    ),
    "only the blue samples count: the term with 1 - t is lost.": lambda y, t: np.mean(-t * np.log(y)),
    "only the red samples count: the term with t is lost.": lambda y, t: np.mean(-(1 - t) * np.log(1 - y)),
    "the two terms are subtracted, where they are added.": (
        lambda y, t: np.mean(-t * np.log(y) + (1 - t) * np.log(1 - y))
    ),
    "the two terms are subtracted, where they are added, and the sign in front is lost.": (
        lambda y, t: np.mean(t * np.log(y) - (1 - t) * np.log(1 - y))
    ),
    "t and 1 - t are swapped.": lambda y, t: loss(y, 1 - t),
    "the second logarithm is of y, not of 1 - y.": lambda y, t: np.mean(-t * np.log(y) - (1 - t) * np.log(y)),
    "the logarithm has the base 10. The natural one is `np.log`.": lambda y, t: loss(y, t) / np.log(10),
    "the logarithm has the base 2. The natural one is `np.log`.": lambda y, t: loss(y, t) / np.log(2),
    "it is the mean squared error. The cross-entropy is wanted.": lambda y, t: np.mean((y - t) ** 2),
    "it is the mean absolute error. The cross-entropy is wanted.": lambda y, t: np.mean(np.abs(y - t)),
    "it is half of the mean squared error. The cross-entropy is wanted.": lambda y, t: (
        np.mean((y - t) ** 2) / 2
    ),
    "the logarithms are multiplied with the wrong shapes: this is the mean over all pairs of samples.": (
        lambda y, t: np.mean(-(t.T * np.log(y) + (1 - t.T) * np.log(1 - y)))
    ),
}

check_loss = Exercise(
    name="loss",
    reference=loss,
    parameters=("y", "t"),
    results=("loss(y, t)",),
    draws=(_one_output, _outputs),
    begin="First one loss for each sample, then `np.mean` of them.",
    look="Compute one blue sample by hand: with t = 1 only the first term is left.",
    mistakes=_LOSSES,
)


def _moderate(rng: Generator) -> tuple[Floats, Floats]:
    zo = column(rng, -3, 3)
    return zo, targets(rng, len(zo))


def _far(rng: Generator) -> tuple[Floats, Floats]:
    return np.array([[900.0 + 100 * rng.uniform()]]), np.zeros((1, 1))


def _sure_and_right(rng: Generator) -> tuple[Floats, Floats]:
    zo = np.array([[-900.0], [-60.0], [-2.0], [3.0], [50.0], [1000.0]]) * rng.uniform(0.9, 1.1)
    return zo, (zo > 0).astype(float)


def _from_output(zo: Array, t: Array) -> float:
    with np.errstate(all="ignore"):
        y = 1 / (1 + np.exp(-np.asarray(zo)))
        return float(np.mean(-(t * np.log(y) + (1 - t) * np.log(1 - y))))


def _as_typed(zo: Array, t: Array) -> float:
    with np.errstate(all="ignore"):
        return float(np.mean(np.log(1 + np.exp(zo)) - t * zo))


def _kept_finite(margin: float) -> Forms:
    """Return two ways to keep the logarithm finite that make it false."""

    def clipped(zo: Array, t: Array) -> float:
        return loss(np.clip(logistic(zo), margin, 1 - margin), t)

    def added(zo: Array, t: Array) -> float:
        y = np.asarray(logistic(zo))
        return float(np.mean(-(t * np.log(y + margin) + (1 - t) * np.log(1 - y + margin))))

    end = "The loss is finite then, and false: for a sample that is sure and wrong it must grow with zo."
    forms: Forms = {f"y is kept {margin:g} away from 0 and 1, clipped or added to. {end}": clipped}
    return forms if margin < 1e-6 else forms | {f"{margin:g} is added within the logarithm. {end}": added}


check_stable_loss = Exercise(
    name="stable_loss",
    reference=stable_loss,
    parameters=("zo", "t"),
    results=("stable_loss(zo, t)",),
    draws=(_moderate, _far, _sure_and_right),
    begin="Write softplus so that the exponent is never positive, subtract t times zo, take the mean.",
    look="Try one sample at a time: zo = 1000 with t = 0 costs 1000, and with t = 1 nothing.",
    mistakes={
        "it works from the rounded output y. Where zo is large, y is exactly 1 or 0 and its logarithm infinite.": (
            _from_output
        ),
        "it works from the rounded output y. Where zo is large, y is exactly 1, and the loss infinite.": (
            lambda zo, t: loss(logistic(zo), t)
        ),
        "softplus is typed in as it stands: e to the power of a large zo overflows.": _as_typed,
        "the term with t is lost.": lambda zo, t: stable_loss(zo, 0 * t),
        "the term with t is added, where it is subtracted.": lambda zo, t: stable_loss(zo, -t),
        "t and 1 - t are swapped.": lambda zo, t: stable_loss(zo, 1 - t),
        "it is the sum over the samples. The loss is their mean.": lambda zo, t: (
            np.size(zo) * stable_loss(zo, t)
        ),
        "it is one loss for each sample. The loss is their mean.": lambda zo, t: np.logaddexp(0, zo) - t * zo,
        "the logarithm is lost: only the larger of zo and 0 is left of softplus.": (
            lambda zo, t: np.mean(np.maximum(zo, 0) - t * zo)
        ),
        "the exponent is -zo, without the absolute value: e to the power of it overflows where zo is very negative.": (
            lambda zo, t: np.mean(np.maximum(zo, 0) + np.log1p(np.exp(-zo)) - t * zo)
        ),
        "the form is right, and for negative zo it overflows: there the other of the two terms is the larger.": (
            lambda zo, t: np.mean(zo + np.log1p(np.exp(-zo)) - t * zo)
        ),
        "the larger of zo and 0 is lost: only the logarithm is left.": (
            lambda zo, t: np.mean(np.log1p(np.exp(-np.abs(zo))) - t * zo)
        ),
        "zo itself stands where the larger of zo and 0 is meant.": (
            lambda zo, t: np.mean(zo + np.log1p(np.exp(-np.abs(zo))) - t * zo)
        ),
        "the absolute value of zo stands where the larger of zo and 0 is meant.": (
            lambda zo, t: np.mean(np.abs(zo) + np.log1p(np.exp(-np.abs(zo))) - t * zo)
        ),
        **{
            f"zo is cut at {limit}. The loss is finite then, and false: it must go on growing with zo.": (
                lambda zo, t, limit=limit: stable_loss(np.clip(zo, -limit, limit), t)
            )
            for limit in (10, 20, 30, 50, 100, 200, 500, 600, 700, 709)
        },
        **{
            words: form
            for margin in (1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)
            for words, form in _kept_finite(margin).items()
        },
    },
)

check_gradient_output = Exercise(
    name="gradient_output",
    reference=gradient_output,
    parameters=("y", "t"),
    results=("gradient_output(y, t)",),
    draws=(_outputs,),
    begin="One subtraction.",
    look="Of the product of the two derivatives almost everything cancels.",
    mistakes={
        "the sign is lost: this is t - y, output and target are swapped.": lambda y, t: t - y,
        "it is the derivative by y, the output. Wanted is the one by zo, the input: the factor y (1 - y) cancels.": (
            lambda y, t: (y - t) / (y * (1 - y))
        ),
        "the factor y (1 - y) stands in it. It has cancelled already.": lambda y, t: (y - t) * y * (1 - y),
        "it is the mean over the samples. Here one value for each sample is wanted.": lambda y, t: np.mean(
            y - t
        ),
        "it is divided by N. The mean is taken later, once.": lambda y, t: (y - t) / np.size(y),
        "it is the gradient of a squared error: the factor 2 is too many.": lambda y, t: 2 * (y - t),
        "it is the output itself: the target is lost.": lambda y, t: y,
    },
)


def _backward(rng: Generator) -> tuple[Floats, Floats, Floats, Floats]:
    x = column(rng, -2, 2)
    zh = x * weight(rng)
    return x, zh, np.asarray(rbf(zh)), column(rng, -0.9, 0.9, len(x))


check_gradient_weight_hidden = Exercise(
    name="gradient_weight_hidden",
    reference=gradient_weight_hidden,
    parameters=("x", "zh", "h", "grad_hidden"),
    results=("gradient_weight_hidden(x, zh, h, grad_hidden)",),
    draws=(_backward,),
    begin="Three factors: the input, the slope of the bump, the error at the neuron's output.",
    look="Multiply three factors: x, the slope -2 zh h, and grad_hidden.",
    mistakes={
        "the slope of the bump is lost. grad_hidden is the error at the neuron's output; first carry it to its input.": (
            lambda x, zh, h, grad_hidden: x * grad_hidden
        ),
        "x is lost: this is the error signal at the neuron's input. One more step leads to the weight.": (
            lambda x, zh, h, grad_hidden: -2 * zh * h * grad_hidden
        ),
        "grad_hidden is lost: the error itself is missing.": lambda x, zh, h, grad_hidden: -2 * x * zh * h,
        "zh is lost: the slope of the bump is -2 zh h.": lambda x, zh, h, grad_hidden: (
            -2 * x * h * grad_hidden
        ),
        "h is lost: the slope of the bump is -2 zh h.": lambda x, zh, h, grad_hidden: (
            -2 * x * zh * grad_hidden
        ),
        "h stands where zh is meant: the slope of the bump is -2 zh h, and not -2 h h.": (
            lambda x, zh, h, grad_hidden: -2 * x * h * h * grad_hidden
        ),
        "zh stands where h is meant: the slope of the bump is -2 zh h, and not -2 zh zh.": (
            lambda x, zh, h, grad_hidden: -2 * x * zh * zh * grad_hidden
        ),
        "the bump is taken of h, which is the bump already: the slope is -2 zh h.": (
            lambda x, zh, h, grad_hidden: x * rbf_derivative(h) * grad_hidden
        ),
        "the bump is taken of h, which is the bump already: h is rbf(zh).": (
            lambda x, zh, h, grad_hidden: -2 * x * zh * rbf(h) * grad_hidden
        ),
        "the slope is taken at x, and not at zh.": lambda x, zh, h, grad_hidden: (
            x * rbf_derivative(x) * grad_hidden
        ),
        "h stands in it twice. The slope of the bump is -2 zh h, and h is in it already.": (
            lambda x, zh, h, grad_hidden: -2 * x * zh * h * h * grad_hidden
        ),
        "x stands in it twice, and zh not at all.": lambda x, zh, h, grad_hidden: (
            -2 * x * x * h * grad_hidden
        ),
        "zh stands in it twice, and x not at all.": lambda x, zh, h, grad_hidden: (
            -2 * zh * zh * h * grad_hidden
        ),
        "it is the mean over the samples. Here one value for each sample is wanted.": (
            lambda x, zh, h, grad_hidden: np.mean(-2 * x * zh * h * grad_hidden)
        ),
        "it is the sum over the samples. Here one value for each sample is wanted.": (
            lambda x, zh, h, grad_hidden: np.sum(-2 * x * zh * h * grad_hidden)
        ),
        "it is divided by N. The mean is taken later, once.": (
            lambda x, zh, h, grad_hidden: -2 * x * zh * h * grad_hidden / len(x)
        ),
    },
)


def _one(rng: Generator) -> tuple[Floats, Floats, float, float]:
    return column(rng, -2, 2, 1), np.array([[float(rng.integers(2))]]), weight(rng), bias(rng)


def _all(rng: Generator) -> tuple[Floats, Floats, float, float]:
    return *samples(rng), weight(rng), bias(rng)


def _gradients(x: Array, t: Array, wh: float, bo: float, /, **changed: Array) -> tuple[float, float]:
    """Return the two gradients where some quantities of the way there have other values."""
    zh, h, _, y = forward(x, wh, bo)
    node = {"zh": zh, "h": h, "y": y, "x": x, "t": t} | changed
    error = node["y"] - node["t"]
    return float(np.mean(gradient_weight_hidden(node["x"], node["zh"], node["h"], error))), float(
        np.mean(error)
    )


check_gradients = Exercise(
    name="gradients",
    reference=gradients,
    parameters=("x", "t", "wh", "bo"),
    results=("the gradient of wh", "the gradient of bo"),
    draws=(_one, _all),
    begin="Go forward, take gradient_output, then gradient_weight_hidden; return the mean of each.",
    look="Print each quantity on the way for two samples, and work one of them out by hand.",
    mistakes={
        "the slope of the bump is lost: this is the mean of x times the error at the neuron's OUTPUT.": (
            lambda x, t, wh, bo: (np.mean(x * (forward(x, wh, bo)[3] - t)), gradients(x, t, wh, bo)[1])
        ),
        "x is lost: this is the mean error signal at the hidden neuron's input.": (
            lambda x, t, wh, bo: _gradients(x, t, wh, bo, x=np.ones_like(x))
        ),
        "it is the sum over the samples. The gradient of the mean loss is the mean.": (
            lambda x, t, wh, bo: np.size(x) * np.array(gradients(x, t, wh, bo))
        ),
        "the error is target minus output: the sign is lost.": lambda x, t, wh, bo: (
            -np.array(gradients(x, t, wh, bo))
        ),
        "it is one value for each sample. The gradient of the mean loss is their mean.": (
            lambda x, t, wh, bo: (
                gradient_weight_hidden(x, x * wh, rbf(x * wh), forward(x, wh, bo)[3] - t),
                forward(x, wh, bo)[3] - t,
            )
        ),
        "it is the mean over all pairs of samples: a column met a row or a flat array. Print the shapes.": (
            lambda x, t, wh, bo: (
                np.mean(np.outer(-2 * x * x * wh * rbf(x * wh), forward(x, wh, bo)[3] - t)),
                gradients(x, t, wh, bo)[1],
            )
        ),
        "the error was computed before the activation: zo stands where y is meant.": (
            lambda x, t, wh, bo: _gradients(x, t, wh, bo, y=forward(x, wh, bo)[2])
        ),
        "h stands where zh is meant.": lambda x, t, wh, bo: _gradients(
            x, t, wh, bo, zh=forward(x, wh, bo)[1]
        ),
        "x stands where zh is meant.": lambda x, t, wh, bo: _gradients(x, t, wh, bo, zh=x),
        "the slope of the bump stands in it twice: gradient_weight_hidden has it already.": (
            lambda x, t, wh, bo: (
                np.mean(x * rbf_derivative(x * wh) ** 2 * (forward(x, wh, bo)[3] - t)),
                gradients(x, t, wh, bo)[1],
            )
        ),
        "h is a factor too many: nothing stands between zo and h but a sum.": (
            lambda x, t, wh, bo: (
                np.mean(x * rbf_derivative(x * wh) * rbf(x * wh) * (forward(x, wh, bo)[3] - t)),
                gradients(x, t, wh, bo)[1],
            )
        ),
        "bo is a factor too many: zo grows by 1 if bo grows by 1, whatever bo is.": (
            lambda x, t, wh, bo: (gradients(x, t, wh, bo)[0], bo * gradients(x, t, wh, bo)[1])
        ),
        "wh and bo were handed on in another order.": lambda x, t, wh, bo: gradients(x, t, bo, wh),
        "the mean is taken of each factor. It must be taken of their product.": (
            lambda x, t, wh, bo: (
                np.mean(x) * np.mean(rbf_derivative(x * wh)) * np.mean(forward(x, wh, bo)[3] - t),
                gradients(x, t, wh, bo)[1],
            )
        ),
    },
)
