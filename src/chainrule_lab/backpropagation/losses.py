"""Exercise 3: the loss, and where it overflows."""

import numpy as np
from numpy.random import Generator

from chainrule.activations import logistic
from chainrule.backpropagation import loss
from chainrule_lab.backpropagation.references import REFERENCES, stable_loss
from chainrule_lab.draws import column, one_output, outputs, targets
from chainrule_lab.exercise import Exercise
from chainrule_lab.mistakes import Forms
from chainrule_lab.reading import Floats

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
    references=REFERENCES,
    name="loss",
    parameters=("y", "t"),
    results=("loss(y, t)",),
    draws=(one_output, outputs),
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


def _from_output(zo: np.ndarray, t: np.ndarray) -> float:
    with np.errstate(all="ignore"):
        y = 1 / (1 + np.exp(-np.asarray(zo)))
        return float(np.mean(-(t * np.log(y) + (1 - t) * np.log(1 - y))))


def _of_the_class(zo: np.ndarray, t: np.ndarray) -> float:
    """Return the loss from the output alone, without a logarithm of zero where the network is right."""
    y = np.asarray(logistic(zo))
    return float(np.mean(-np.log(np.where(t == 1, y, 1 - y))))


def _as_typed(zo: np.ndarray, t: np.ndarray) -> float:
    with np.errstate(all="ignore"):
        return float(np.mean(np.log(1 + np.exp(zo)) - t * zo))


def _kept_finite(margin: float) -> Forms:
    """Return two ways to keep the logarithm finite that make it false."""

    def clipped(zo: np.ndarray, t: np.ndarray) -> float:
        return loss(np.clip(logistic(zo), margin, 1 - margin), t)

    def added(zo: np.ndarray, t: np.ndarray) -> float:
        y = np.asarray(logistic(zo))
        return float(np.mean(-(t * np.log(y + margin) + (1 - t) * np.log(1 - y + margin))))

    end = "The loss is finite then, and false: for a sample that is sure and wrong it must grow with zo."
    forms: Forms = {f"y is kept {margin:g} away from 0 and 1, clipped or added to. {end}": clipped}
    return forms if margin < 1e-6 else forms | {f"{margin:g} is added within the logarithm. {end}": added}


check_stable_loss = Exercise(
    references=REFERENCES,
    name="stable_loss",
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
            _of_the_class
        ),
        "softplus is typed in as it stands: e to the power of a large zo overflows.": _as_typed,
        "the term with t is lost.": lambda zo, t: stable_loss(zo, 0 * t),
        "the term with t is added, where it is subtracted.": lambda zo, t: stable_loss(zo, -t),
        "t and 1 - t are swapped.": lambda zo, t: stable_loss(zo, 1 - t),
        "zo is subtracted for every sample: its factor t is lost.": lambda zo, t: stable_loss(zo, 1 + 0 * t),
        "the smaller of zo and 0 stands where the larger is meant.": (
            lambda zo, t: np.mean(np.minimum(zo, 0) + np.log1p(np.exp(-np.abs(zo))) - t * zo)
        ),
        "it is the sum over the samples. The loss is their mean.": lambda zo, t: (
            np.size(zo) * stable_loss(zo, t)
        ),
        "it is one loss for each sample. The loss is their mean.": lambda zo, t: np.logaddexp(0, zo) - t * zo,
        "the logarithm is lost: only the larger of zo and 0 is left of softplus.": (
            lambda zo, t: np.mean(np.maximum(zo, 0) - t * zo)
        ),
        "the minus sign in the exponent is lost: e to the power of a large |zo| overflows.": (
            lambda zo, t: np.mean(np.maximum(zo, 0) + np.log1p(np.exp(np.abs(zo))) - t * zo)
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
