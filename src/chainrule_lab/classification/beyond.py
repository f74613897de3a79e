"""Exercises 11 to 13: counting mistakes, an input that is always one, and squares."""

import numpy as np
from numpy.random import Generator

from chainrule.classification import nn_predict
from chainrule_lab.classification.points import inputs, samples, with_outputs
from chainrule_lab.classification.references import (
    REFERENCES,
    count_wrong,
    gradient_squares,
    with_ones,
)
from chainrule_lab.exercise import Exercise
from chainrule_lab.reading import Floats


def _many(rng: Generator) -> tuple[Floats, Floats, Floats]:
    """Return so many samples that the numbers of the mistakes differ."""
    x = rng.uniform(-2, 2, (23, 2))
    t = (np.arange(23) < 8).astype(float)
    return x, rng.permutation(t), rng.uniform(0.4, 1.6, 2)


def _right(x: Floats, t: Floats, w: Floats) -> tuple[int, int]:
    right = nn_predict(x, w) == t
    return int(np.sum(right & (t == 0))), int(np.sum(right & (t == 1)))


check_count_wrong = Exercise(
    references=REFERENCES,
    name="count_wrong",
    parameters=("x", "t", "w"),
    results=("the number of red ones", "the number of blue ones"),
    draws=(samples, _many),
    begin="Compare nn_predict(x, w) with t; then count among the red ones (t is 0) and among the blue ones (t is 1).",
    look="A red sample is wrong where the prediction is 1, a blue one where it is 0.",
    mistakes={
        "these are the samples that are right. Those that are wrong are wanted.": _right,
        "the two are swapped: red comes first.": lambda x, t, w: count_wrong(x, t, w)[::-1],
        "these are shares. Numbers are wanted: take a sum, not a mean.": lambda x, t, w: (
            np.array(count_wrong(x, t, w)) / len(x)
        ),
        "these are the shares within each class. Numbers are wanted.": lambda x, t, w: (
            count_wrong(x, t, w)[0] / np.sum(t == 0),
            count_wrong(x, t, w)[1] / np.sum(t == 1),
        ),
        "it is an answer for each sample. Count them: `np.sum`.": lambda x, t, w: (
            nn_predict(x, w) > t,
            nn_predict(x, w) < t,
        ),
        "these are all samples of each class. Compare the classes, nn_predict(x, w), with t.": lambda x, t, w: (
            np.sum(t == 0),
            np.sum(t == 1),
        ),
        "these are the samples that are predicted as each class.": lambda x, t, w: (
            np.sum(nn_predict(x, w) == 0),
            np.sum(nn_predict(x, w) == 1),
        ),
        "it is the number of all mistakes, twice.": lambda x, t, w: (sum(count_wrong(x, t, w)),) * 2,
    },
)

check_with_ones = Exercise(
    references=REFERENCES,
    name="with_ones",
    parameters=("x",),
    results=("with_ones(x)",),
    draws=(inputs,),
    begin="Put a column of ones to the right of x: see `np.column_stack` and `np.ones`.",
    look="One column more than x has, with a one for each sample.",
    mistakes={
        "the ones stand in front. The last column is wanted, so that the first two weights keep their places.": (
            lambda x: np.column_stack([np.ones(len(x)), x])
        ),
        "the new column holds zeros.": lambda x: np.column_stack([x, np.zeros(len(x))]),
        "a row of ones is added, below. A column is wanted: one for each sample.": lambda x: np.vstack(
            [x, np.ones(x.shape[1])]
        ),
        "one is added to every input. A new input is wanted.": lambda x: x + 1,
        "nothing is added.": lambda x: x,
        "`np.append` without an axis makes one long row of all. A table with one more column is wanted.": (
            lambda x: np.append(x, 1)
        ),
        "two columns are added. One is enough.": lambda x: np.column_stack([with_ones(x), np.ones(len(x))]),
    },
)

check_gradient_squares = Exercise(
    references=REFERENCES,
    name="gradient_squares",
    parameters=("x", "y", "t"),
    results=("gradient_squares(x, y, t)",),
    each="weight",
    draws=(with_outputs,),
    begin="Three rates in a row: 2 (y - t), the slope of the logistic function, and the input; then the mean.",
    look="Nothing cancels here: the factor y (1 - y) stays.",
    mistakes={
        "the slope of the logistic function is lost: with squares it does not cancel.": lambda x, y, t: (
            x.T @ (2 * (y - t)) / len(x)
        ),
        "it is the gradient of the cross-entropy.": lambda x, y, t: x.T @ (y - t) / len(x),
        "the factor 2 of the square is lost.": lambda x, y, t: gradient_squares(x, y, t) / 2,
        "the sign is lost.": lambda x, y, t: -gradient_squares(x, y, t),
        "it is the sum over the samples. The gradient of the mean is the mean.": lambda x, y, t: (
            len(x) * gradient_squares(x, y, t)
        ),
        "it is divided by the slope of the logistic function. Multiply by it.": lambda x, y, t: (
            x.T @ (2 * (y - t) / (y * (1 - y))) / len(x)
        ),
        "the slope stands in it twice.": lambda x, y, t: x.T @ (2 * (y - t) * (y * (1 - y)) ** 2) / len(x),
        "the error is squared. The derivative of a square has its base.": lambda x, y, t: (
            x.T @ (2 * (y - t) ** 2 * y * (1 - y)) / len(x)
        ),
        "the factor 1 - y of the slope is lost.": lambda x, y, t: x.T @ (2 * (y - t) * y) / len(x),
        "the factor y of the slope is lost.": lambda x, y, t: x.T @ (2 * (y - t) * (1 - y)) / len(x),
        "it is one row for each sample. Take the mean over the samples.": lambda x, y, t: (
            x * (2 * (y - t) * y * (1 - y))[:, np.newaxis]
        ),
    },
)
