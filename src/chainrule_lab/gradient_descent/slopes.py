"""Exercises 3 and 4: the gradient of each sample, and that of the mean loss."""

import numpy as np

from chainrule.gradient_descent import gradient, nn
from chainrule_lab.exercise import Exercise
from chainrule_lab.gradient_descent.points import one_with_weight, with_outputs, with_weight
from chainrule_lab.gradient_descent.references import REFERENCES, mean_gradient

check_gradient = Exercise(
    references=REFERENCES,
    name="gradient",
    parameters=("x", "y", "t"),
    results=("gradient(x, y, t)",),
    draws=(with_outputs,),
    begin="Two rates, multiplied: how the loss moves with y, and how y moves with w.",
    look="Multiply 2 (y - t), the rate of the loss with the output, and x, that of the output with the weight.",
    mistakes={
        "the sign is lost: this has t - y. The base of the square falls as y grows, which turns the sign.": (
            lambda x, y, t: 2 * (t - y) * x
        ),
        "the factor 2 is lost: the derivative of a square is twice its base.": lambda x, y, t: (y - t) * x,
        "the factor 2 is lost, and so is the sign.": lambda x, y, t: (t - y) * x,
        "x is lost: this is the rate of the loss with the output. One more step leads to the weight.": (
            lambda x, y, t: 2 * (y - t)
        ),
        "x is lost, and so is the sign.": lambda x, y, t: 2 * (t - y),
        "the error is lost: these are the factor 2 and x alone.": lambda x, y, t: 2 * x,
        "this is the loss itself, times x. Its derivative has the error, not the square.": (
            lambda x, y, t: (y - t) ** 2 * x
        ),
        "the error is squared. The derivative of a square has its base, not the square.": (
            lambda x, y, t: 2 * (y - t) ** 2 * x
        ),
        "y stands where x is meant: y moves with w at the rate x.": lambda x, y, t: 2 * (y - t) * y,
        "t stands where x is meant: y moves with w at the rate x.": lambda x, y, t: 2 * (y - t) * t,
        "y and t are added. The error is their difference.": lambda x, y, t: 2 * (y + t) * x,
        "it is the size of the error: its sign is lost.": lambda x, y, t: 2 * np.abs(y - t) * x,
        "x stands in it twice.": lambda x, y, t: 2 * (y - t) * x * x,
        "the rates are added. Along a chain they multiply.": lambda x, y, t: 2 * (y - t) + x,
        "it divides by x, where it multiplies.": lambda x, y, t: 2 * (y - t) / x,
        "x is multiplied with y only, before t is subtracted: brackets are missing.": (
            lambda x, y, t: 2 * y * x - t
        ),
        "the factor 2 belongs to y only: brackets are missing.": lambda x, y, t: (2 * y - t) * x,
        "the factor 2 belongs to y only, and x to t only: brackets are missing around y - t.": (
            lambda x, y, t: 2 * y - t * x
        ),
        "x is multiplied with t only: brackets are missing around y - t.": lambda x, y, t: 2 * (y - t * x),
        "x is multiplied with y only: brackets are missing around y - t.": lambda x, y, t: 2 * (y * x - t),
        "it is the mean over the samples. Here one value for each of them is wanted.": (
            lambda x, y, t: np.mean(2 * (y - t) * x)
        ),
        "it is the sum over the samples. Here one value for each of them is wanted.": (
            lambda x, y, t: np.sum(2 * (y - t) * x)
        ),
        "it is divided by N. The mean is taken later, once.": lambda x, y, t: 2 * (y - t) * x / len(x),
    },
)


def _product_of_means(x: np.ndarray, t: np.ndarray, w: float) -> float:
    return float(2 * np.mean(nn(x, w) - t) * np.mean(x))


check_mean_gradient = Exercise(
    references=REFERENCES,
    name="mean_gradient",
    parameters=("x", "t", "w"),
    results=("mean_gradient(x, t, w)",),
    draws=(one_with_weight, with_weight),
    begin="The outputs first, then your function `gradient`, then the mean.",
    look="Three steps: y = nn(x, w), then gradient(x, y, t), then np.mean.",
    mistakes={
        "it is the sum over the samples. The gradient of the mean loss is the mean.": (
            lambda x, t, w: np.sum(gradient(x, nn(x, w), t))
        ),
        "it is one value for each sample. Take their mean.": lambda x, t, w: gradient(x, nn(x, w), t),
        "the sign is lost. Does `gradient` get x, the outputs and the targets, in that order?": lambda x, t, w: (
            -mean_gradient(x, t, w)
        ),
        "the mean is taken of each factor. It must be taken of their product.": _product_of_means,
        "x stands where the outputs are meant: compute y first.": lambda x, t, w: np.mean(gradient(x, x, t)),
        "the weight stands where the outputs are meant: compute y first.": (
            lambda x, t, w: np.mean(gradient(x, w, t))
        ),
        "it is the mean loss, not its gradient.": lambda x, t, w: np.mean((t - nn(x, w)) ** 2),
        "it has a factor w too many.": lambda x, t, w: w * mean_gradient(x, t, w),
        "the factor 2 stands in it twice: `gradient` has it already.": (
            lambda x, t, w: 2 * mean_gradient(x, t, w)
        ),
        "x stands in it twice: `gradient` has it already.": lambda x, t, w: np.mean(
            x * gradient(x, nn(x, w), t)
        ),
        "it is divided by N once too often.": lambda x, t, w: mean_gradient(x, t, w) / len(x),
        "it is the size of the gradient: its sign is lost.": lambda x, t, w: abs(mean_gradient(x, t, w)),
    },
)
