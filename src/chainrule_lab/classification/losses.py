"""Exercises 4 and 5: the surprise of each sample, and the loss."""

from collections.abc import Callable
from typing import Any

import numpy as np

from chainrule_lab.classification.points import one_output, outputs
from chainrule_lab.classification.references import REFERENCES, surprise
from chainrule_lab.exercise import Exercise
from chainrule_lab.mistakes import Forms

_FORMS: Forms = {
    "the minus sign in front is lost: a logarithm of a probability is negative.": (
        lambda y, t: -surprise(y, t)
    ),
    "only the blue samples count: the term of the red ones is lost.": lambda y, t: -t * np.log(y),
    "only the red samples count: the term of the blue ones is lost.": lambda y, t: -(1 - t) * np.log(1 - y),
    "the classes are swapped: a blue sample costs -log(y), a red one -log(1 - y).": (
        lambda y, t: surprise(1 - y, t)
    ),
    "the target is lost: this takes every sample for blue.": lambda y, t: -np.log(y),
    "the target is lost: this takes every sample for red.": lambda y, t: -np.log(1 - y),
    "the logarithm is lost: this is the probability of what the sample is.": (
        lambda y, t: t * y + (1 - t) * (1 - y)
    ),
    "the logarithm is lost: this is how much probability is missing.": lambda y, t: np.abs(t - y),
    "it is the squared error.": lambda y, t: (t - y) ** 2,
    "the logarithm to the base 10 is taken. The natural one is `np.log`.": lambda y, t: (
        surprise(y, t) / np.log(10)
    ),
    "the logarithm to the base 2 is taken. The natural one is `np.log`.": lambda y, t: (
        surprise(y, t) / np.log(2)
    ),
    "the two terms are subtracted, where they are added.": lambda y, t: (
        -(t * np.log(y) - (1 - t) * np.log(1 - y))
    ),
    "one over the probability stands for the logarithm.": lambda y, t: 1 / (t * y + (1 - t) * (1 - y)),
}


def _mean(form: Callable[..., Any]) -> Callable[..., Any]:
    return lambda y, t: np.mean(form(y, t))


check_surprise = Exercise(
    references=REFERENCES,
    name="surprise",
    parameters=("y", "t"),
    results=("surprise(y, t)",),
    draws=(outputs,),
    begin="Minus the logarithm of y where t is 1, of 1 - y where t is 0: the formula does both.",
    look="Take one blue sample: only the first term counts.",
    mistakes={
        **_FORMS,
        "it is the mean over the samples. Here one value for each of them is wanted.": (
            lambda y, t: np.mean(surprise(y, t))
        ),
        "it is the sum over the samples. Here one value for each of them is wanted.": (
            lambda y, t: np.sum(surprise(y, t))
        ),
    },
)

check_loss = Exercise(
    references=REFERENCES,
    name="loss",
    parameters=("y", "t"),
    results=("loss(y, t)",),
    draws=(one_output, outputs),
    begin="The mean of the surprises.",
    look="Call `surprise`, then `np.mean`.",
    mistakes={
        "its sign is turned: a surprise is positive, and so is the mean of them.": lambda y, t: (
            -np.mean(surprise(y, t))
        ),
        "it is the sum over the samples. The mean is wanted.": lambda y, t: np.sum(surprise(y, t)),
        "it is one value for each sample. Their mean is wanted, one number.": surprise,
        "it is the logarithm of the mean probability. First the logarithm, then the mean.": (
            lambda y, t: -np.log(np.mean(t * y + (1 - t) * (1 - y)))
        ),
        "it is the likelihood, a product: minus its logarithm, divided by N, is wanted.": (
            lambda y, t: np.prod(t * y + (1 - t) * (1 - y))
        ),
        **{words: _mean(form) for words, form in list(_FORMS.items())[1:]},  # the sign has been looked at
    },
)
