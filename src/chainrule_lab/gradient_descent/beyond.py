"""Exercises 10 and 11: another loss, and a line that misses zero."""

import numpy as np
from numpy.random import Generator

from chainrule.gradient_descent import gradient
from chainrule_lab.draws import bias
from chainrule_lab.exercise import Exercise
from chainrule_lab.gradient_descent.points import one_with_weight, with_outputs, with_weight
from chainrule_lab.gradient_descent.references import REFERENCES, gradients_offset
from chainrule_lab.reading import Floats

check_gradient_abs = Exercise(
    references=REFERENCES,
    name="gradient_abs",
    parameters=("x", "y", "t"),
    results=("gradient_abs(x, y, t)",),
    draws=(with_outputs,),
    begin="How does the size of t - y move with y? By plus or minus one: see `np.sign`.",
    look="x where the output is too high, and -x where it is too low.",
    mistakes={
        "the sign is lost: where the output is too high, the size of the error GROWS with it.": (
            lambda x, y, t: x * np.sign(t - y)
        ),
        "x is lost: this is the rate of the loss with the output.": lambda x, y, t: np.sign(y - t),
        "x is lost, and so is the sign.": lambda x, y, t: np.sign(t - y),
        "the size of the error stands in it. The slope of a size is one or minus one.": (
            lambda x, y, t: x * np.abs(y - t)
        ),
        "the error stands in it. The slope of a size is one or minus one.": lambda x, y, t: x * (y - t),
        "it is the gradient of the squares.": lambda x, y, t: 2 * (y - t) * x,
        "the size of x is taken. Its sign counts.": lambda x, y, t: np.abs(x) * np.sign(y - t),
        "the sign of the output is taken. That of the error is wanted.": lambda x, y, t: x * np.sign(y),
        "a factor 2 is too many: no square is left to derive.": lambda x, y, t: 2 * x * np.sign(y - t),
        "it is the mean over the samples. Here one value for each of them is wanted.": (
            lambda x, y, t: np.mean(x * np.sign(y - t))
        ),
        "it is zero where the output is too low. There it is -x.": lambda x, y, t: x * (y > t),
    },
)


def _offset(rng: Generator) -> tuple[Floats, Floats, float, float]:
    return *with_weight(rng), bias(rng)


def _one_offset(rng: Generator) -> tuple[Floats, Floats, float, float]:
    return *one_with_weight(rng), bias(rng)


def _from_outputs(x: Floats, t: Floats, y: Floats) -> tuple[float, float]:
    return float(np.mean(gradient(x, y, t))), float(np.mean(2 * (y - t)))


check_gradients_offset = Exercise(
    references=REFERENCES,
    name="gradients_offset",
    parameters=("x", "t", "w", "b"),
    results=("the gradient of w", "the gradient of b"),
    draws=(_one_offset, _offset),
    begin="Compute y = x w + b first. Then ask for both: at what rate does y move with it?",
    look="The output moves with w at the rate x, and with b at the rate one.",
    mistakes={
        "b is lost in the outputs: y is x w + b.": lambda x, t, w, b: _from_outputs(x, t, x * w),
        "b is subtracted in the outputs: y is x w + b.": lambda x, t, w, b: _from_outputs(x, t, x * w - b),
        "b is multiplied: y is x w + b, and not x (w + b).": lambda x, t, w, b: _from_outputs(
            x, t, x * (w + b)
        ),
        "the sign is lost: the error is y - t.": lambda x, t, w, b: -np.array(gradients_offset(x, t, w, b)),
        "the factor 2 is lost.": lambda x, t, w, b: np.array(gradients_offset(x, t, w, b)) / 2,
        "it is the sum over the samples. The gradient of the mean loss is the mean.": (
            lambda x, t, w, b: len(x) * np.array(gradients_offset(x, t, w, b))
        ),
        "x stands in it too: the output moves with b at the rate one, whatever x is.": (
            lambda x, t, w, b: (gradients_offset(x, t, w, b)[0],) * 2
        ),
        "x is lost: the output moves with w at the rate x.": lambda x, t, w, b: (
            (gradients_offset(x, t, w, b)[1],) * 2
        ),
        "it has a factor b: the output moves with b at the rate one, whatever b is.": (
            lambda x, t, w, b: (
                gradients_offset(x, t, w, b)[0],
                b * gradients_offset(x, t, w, b)[1],
            )
        ),
        "the two are swapped: the gradient of w comes first.": (
            lambda x, t, w, b: gradients_offset(x, t, w, b)[::-1]
        ),
        "the factor 2 is lost in it, not in that of w.": lambda x, t, w, b: (
            gradients_offset(x, t, w, b)[0],
            gradients_offset(x, t, w, b)[1] / 2,
        ),
    },
)
