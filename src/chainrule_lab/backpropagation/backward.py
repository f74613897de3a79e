"""Exercise 4: each gradient from its formula."""

import numpy as np
from numpy.random import Generator

from chainrule.activations import rbf, rbf_derivative
from chainrule.backpropagation import gradient_weight_hidden
from chainrule_lab.backpropagation.references import REFERENCES, forward, gradients
from chainrule_lab.draws import bias, column, one_sample, outputs, samples, weight
from chainrule_lab.exercise import Exercise
from chainrule_lab.reading import Floats

check_gradient_output = Exercise(
    references=REFERENCES,
    name="gradient_output",
    parameters=("y", "t"),
    results=("gradient_output(y, t)",),
    draws=(outputs,),
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
    references=REFERENCES,
    name="gradient_weight_hidden",
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
    return *one_sample(rng), weight(rng), bias(rng)


def _all(rng: Generator) -> tuple[Floats, Floats, float, float]:
    return *samples(rng), weight(rng), bias(rng)


def _gradients(
    x: np.ndarray, t: np.ndarray, wh: float, bo: float, /, **changed: np.ndarray
) -> tuple[float, float]:
    """Return the two gradients where some quantities of the way there have other values."""
    zh, h, _, y = forward(x, wh, bo)
    node = {"zh": zh, "h": h, "y": y, "x": x, "t": t} | changed
    error = node["y"] - node["t"]
    return float(np.mean(gradient_weight_hidden(node["x"], node["zh"], node["h"], error))), float(
        np.mean(error)
    )


check_gradients = Exercise(
    references=REFERENCES,
    name="gradients",
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
        "it is the mean over all pairs of samples: a column met a row, or the means of two factors were multiplied.": (
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
        "the factor y (1 - y) stands in the error. It has cancelled already: the error is y - t.": (
            lambda x, t, wh, bo: _gradients(
                x, t, wh, bo, y=t + (y := forward(x, wh, bo)[3]) * (1 - y) * (y - t)
            )
        ),
        "wh is a factor too many: zh grows by x if wh grows by 1.": lambda x, t, wh, bo: (
            wh * gradients(x, t, wh, bo)[0],
            gradients(x, t, wh, bo)[1],
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
