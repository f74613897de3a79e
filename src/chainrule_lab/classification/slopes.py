"""Exercises 6 to 8: the slope of the logistic function, the gradient at z, and the gradient of the weights."""

import numpy as np

from chainrule.activations import logistic
from chainrule.classification import gradient
from chainrule_lab.classification.points import outputs, probabilities, with_outputs
from chainrule_lab.classification.references import REFERENCES
from chainrule_lab.exercise import Exercise

check_logistic_slope = Exercise(
    references=REFERENCES,
    name="logistic_slope",
    parameters=("y",),
    results=("logistic_slope(y)",),
    draws=(probabilities,),
    begin="The chapter derives it: a product of y and what is missing from y to one.",
    look="At y = one half the curve is steepest: its slope there is one quarter.",
    mistakes={
        "y is taken for z: the logistic function has been applied already.": (
            lambda y: logistic(y) * (1 - logistic(y))
        ),
        "it is 1 - y alone. Multiply by y.": lambda y: 1 - y,
        "it is y alone. Multiply by 1 - y.": lambda y: y,
        "it is y squared. The second factor is 1 - y.": lambda y: y * y,
        "it is y (1 + y): the sign within the brackets is lost.": lambda y: y * (1 + y),
        "brackets are lost: `y * 1 - y` is zero.": lambda y: 0 * y,
        "it is 1 - y squared, the slope of tanh.": lambda y: 1 - y * y,
        "it is the logarithm of the slope.": lambda y: np.log(y * (1 - y)),
        "the sign is lost: the logistic function rises.": lambda y: -y * (1 - y),
    },
)

check_gradient_output = Exercise(
    references=REFERENCES,
    name="gradient_output",
    parameters=("y", "t"),
    results=("gradient_output(y, t)",),
    draws=(outputs,),
    begin="One subtraction.",
    look="Of the product of the two derivatives almost everything cancels.",
    mistakes={
        "the sign is lost: this is t - y. If the output is too high, the slope is positive.": (
            lambda y, t: t - y
        ),
        "it is the derivative by y. Wanted is the one by z: the factor y (1 - y) cancels.": (
            lambda y, t: (y - t) / (y * (1 - y))
        ),
        "the factor y (1 - y) stands in it. It has cancelled already.": lambda y, t: (y - t) * y * (1 - y),
        "it is the derivative of the squared error by z. This chapter has the cross-entropy.": (
            lambda y, t: 2 * (y - t) * y * (1 - y)
        ),
        "it is the derivative of the squared error by y. This chapter has the cross-entropy.": (
            lambda y, t: 2 * (y - t)
        ),
        "the target is lost.": lambda y, t: y,
        "it is the size of the difference. Its sign says in which direction to go.": (
            lambda y, t: np.abs(y - t)
        ),
        "it is the squared difference.": lambda y, t: (y - t) ** 2,
        "it is the mean over the samples. Here one value for each of them is wanted.": (
            lambda y, t: np.mean(y - t)
        ),
        "it is divided by N. The mean is taken later, once.": lambda y, t: (y - t) / len(y),
    },
)

check_gradient = Exercise(
    references=REFERENCES,
    name="gradient",
    parameters=("x", "y", "t"),
    results=("gradient(x, y, t)",),
    each="weight",
    draws=(with_outputs,),
    begin="The error of each sample, times each of its inputs; then the mean over the samples: `x.T @ errors / len(x)`.",
    look="For the first weight: multiply each error with the first input of its sample, and take the mean.",
    mistakes={
        "it is the sum over the samples. The gradient of the mean loss is the mean.": (
            lambda x, y, t: x.T @ (y - t)
        ),
        "the sign is lost: the error is y - t.": lambda x, y, t: x.T @ (t - y) / len(x),
        "it is one row for each sample. Take the mean over the samples.": lambda x, y, t: (
            x * (y - t)[:, np.newaxis]
        ),
        "it is one number: the mean runs over the weights, too. Each weight has a gradient of its own (axis=0).": (
            lambda x, y, t: np.mean(x * (y - t)[:, np.newaxis])
        ),
        "the inputs are lost: this is the mean error.": lambda x, y, t: np.mean(y - t),
        "the errors are lost: these are the mean inputs.": lambda x, y, t: np.mean(x, axis=0),
        "the targets are lost.": lambda x, y, t: x.T @ y / len(x),
        "the mean is taken of each factor. It must be taken of their product.": (
            lambda x, y, t: np.mean(x, axis=0) * np.mean(y - t)
        ),
        "it is divided by the number of inputs. Divide by that of the samples.": lambda x, y, t: (
            x.T @ (y - t) / x.shape[1]
        ),
        "it is divided by all entries of x. Divide by the number of samples.": lambda x, y, t: (
            x.T @ (y - t) / x.size
        ),
        "the factor y (1 - y) stands in it. It has cancelled already.": lambda x, y, t: (
            x.T @ ((y - t) * y * (1 - y)) / len(x)
        ),
        "it is divided by y (1 - y): that is the derivative by y. Take the one by z.": lambda x, y, t: (
            x.T @ ((y - t) / (y * (1 - y))) / len(x)
        ),
        "a factor 2 is too many: it belongs to squares.": lambda x, y, t: 2 * gradient(x, y, t),
        "the two weights are swapped.": lambda x, y, t: gradient(x, y, t)[::-1],
    },
)
