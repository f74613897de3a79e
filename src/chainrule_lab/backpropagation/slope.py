"""Exercise 5, first half: a central difference."""

import math
from collections.abc import Callable

from numpy.random import Generator

from chainrule_lab.backpropagation.references import REFERENCES, slope
from chainrule_lab.draws import bias, weight
from chainrule_lab.exercise import Exercise

Curve = Callable[[float], float]


def curve(factor: float, rate: float) -> Curve:
    """Return an exponential function that says what it is."""

    def f(w: float) -> float:
        return factor * math.exp(rate * w)

    f.label = f"{factor:.3g} exp({rate:.3g} w)"  # type: ignore[attr-defined]
    return f


def _slope(rng: Generator) -> tuple[Curve, float, float]:
    return curve(weight(rng), weight(rng)), bias(rng), float(rng.uniform(0.1, 0.4))


def _four_points(f: Curve, w: float, epsilon: float) -> float:
    near, far = slope(f, w, epsilon), slope(f, w, 2 * epsilon)
    return (4 * near - far) / 3


check_slope = Exercise(
    references=REFERENCES,
    name="slope",
    parameters=("f", "w", "epsilon"),
    results=("slope(f, w, epsilon)",),
    draws=(_slope,),
    begin="Call f twice: a little to the right of w, and a little to the left.",
    look="Try it on f(w) = w * w, whose central difference is 2 w exactly, with any epsilon.",
    also=(_four_points,),
    mistakes={
        "it looks to the right only: one of the two points is w itself.": lambda f, w, e: (
            (f(w + e) - f(w)) / e
        ),
        "it looks to the left only: one of the two points is w itself.": lambda f, w, e: (
            (f(w) - f(w - e)) / e
        ),
        "it looks to the right only, and divides by 2 epsilon.": lambda f, w, e: (f(w + e) - f(w)) / (2 * e),
        "it divides by epsilon. The two points are 2 epsilon apart.": lambda f, w, e: (
            (f(w + e) - f(w - e)) / e
        ),
        "brackets are lost: `a / 2 * epsilon` divides by 2 and multiplies by epsilon.": (
            lambda f, w, e: (f(w + e) - f(w - e)) / 2 * e
        ),
        "brackets are lost: without them only the second term is divided.": (
            lambda f, w, e: f(w + e) - f(w - e) / (2 * e)
        ),
        "it divides by 2. The two points are 2 epsilon apart.": lambda f, w, e: (f(w + e) - f(w - e)) / 2,
        "brackets are lost: without them only the second term is divided, and by 2.": (
            lambda f, w, e: f(w + e) - f(w - e) / 2
        ),
        "epsilon is added to the values of f. It is added to w, before f is called.": lambda f, w, e: 1.0,
        "it does not divide: this is the difference, not yet the slope.": lambda f, w, e: f(w + e) - f(w - e),
        "the two values are added, where their difference is wanted.": (
            lambda f, w, e: (f(w + e) + f(w - e)) / (2 * e)
        ),
        "left and right are swapped: it is minus the slope.": lambda f, w, e: -slope(f, w, e),
        "epsilon does not count: this is the slope with a far smaller step.": lambda f, w, e: slope(
            f, w, 1e-5
        ),
        "f is called at epsilon alone, and not around w.": lambda f, w, e: slope(f, 0, e),
        "w is scaled by 1 + epsilon and 1 - epsilon. Epsilon is added and subtracted.": (
            lambda f, w, e: (f(w * (1 + e)) - f(w * (1 - e))) / (2 * e)
        ),
    },
)
