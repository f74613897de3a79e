"""Exercises 1 and 2: the line, and its loss."""

import numpy as np

from chainrule_lab.draws import whole
from chainrule_lab.exercise import Exercise
from chainrule_lab.gradient_descent.points import inputs_and_weight, one_output, outputs
from chainrule_lab.gradient_descent.references import REFERENCES

check_nn = Exercise(
    references=REFERENCES,
    name="nn",
    parameters=("x", "w"),
    results=("nn(x, w)",),
    draws=(inputs_and_weight, whole(inputs_and_weight)),
    begin="One product, for all samples at once.",
    look="Work it out for one sample by hand.",
    mistakes={
        "input and weight are added, where they are multiplied.": lambda x, w: x + w,
        "the input is divided by the weight, where it is multiplied.": lambda x, w: x / w,
        "the weight is lost: this is the input itself.": lambda x, w: x,
        "the input is lost: this is the weight, for every sample.": lambda x, w: 0.0 * x + w,
        "the outputs are summed. One value for each sample is wanted.": lambda x, w: np.sum(x * w),
        "it is the mean over the samples. One value for each of them is wanted.": lambda x, w: np.mean(x * w),
        "it is the input to the power of the weight: `*` multiplies, `**` is a power.": lambda x, w: x**w,
        "the weight is squared.": lambda x, w: x * w * w,
        "the input is squared.": lambda x, w: x * x * w,
    },
)

check_loss = Exercise(
    references=REFERENCES,
    name="loss",
    parameters=("y", "t"),
    results=("loss(y, t)",),
    draws=(one_output, outputs),
    begin="Three steps: the error t - y, its square, the mean (`np.mean`).",
    look="Take one sample: the error, then its square.",
    mistakes={
        "the square is lost: this is the mean error, in which large errors of opposite signs cancel.": (
            lambda y, t: np.mean(t - y)
        ),
        "the square is lost, and the difference is the other way round: this is the mean of y - t.": (
            lambda y, t: np.mean(y - t)
        ),
        "it is the mean size of the errors. Square them instead.": lambda y, t: np.mean(np.abs(t - y)),
        "the square is taken of the mean. Square each error first, then take the mean.": (
            lambda y, t: np.mean(t - y) ** 2
        ),
        "the root is too many: the mean of the squares is wanted as it is.": (
            lambda y, t: np.sqrt(np.mean((t - y) ** 2))
        ),
        "it is the sum over the samples. The mean is wanted.": lambda y, t: np.sum((t - y) ** 2),
        "it is one loss for each sample. Their mean is wanted, one number.": lambda y, t: (t - y) ** 2,
        "outputs and targets are squared one by one. Square their difference.": (
            lambda y, t: np.mean(t**2 - y**2)
        ),
        "output and target are added. The error is their difference.": lambda y, t: np.mean((t + y) ** 2),
        "the mean is halved. Some texts define it so; here it is the plain mean.": (
            lambda y, t: np.mean((t - y) ** 2) / 2
        ),
        "every output meets every target: a column and a flat array combine to a table of all pairs.": (
            lambda y, t: np.mean((t[:, np.newaxis] - y) ** 2)
        ),
        "it is the variance of the errors, from which their mean is taken off first.": lambda y, t: np.var(
            t - y
        ),
        "it divides by N - 1, as for a variance. Divide by N.": (
            lambda y, t: np.sum((t - y) ** 2) / (len(t) - 1)
        ),
        "it is doubled: `(t - y) * 2` is not `(t - y) ** 2`.": lambda y, t: np.mean((t - y) * 2),
        "the third power stands where the square is meant.": lambda y, t: np.mean((t - y) ** 3),
        "the targets are lost: this is the mean of the squared outputs.": lambda y, t: np.mean(y**2),
    },
)
