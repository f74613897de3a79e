"""Exercise 10: samples that the network cannot separate, and why it can separate others."""

from typing import Any

import numpy as np

from chainrule.backpropagation import nn_predict
from chainrule_lab.backpropagation.references import REFERENCES
from chainrule_lab.calling import Trouble, call, overlay, require_parameters
from chainrule_lab.exercise import guarded, handed
from chainrule_lab.reading import Floats, array, split
from chainrule_lab.verdict import Verdict


def check_my_data(*given: Any, **named: Any) -> Verdict:
    """Check that no weight and bias separate the reader's samples; show the verdict and return it.

    The network answers 1 where h exceeds -bo, that is where |x| is below some edge, or everywhere, or nowhere. So
    it separates the samples exactly if each blue one is nearer to 0 than each red one, or if there is one class.
    """
    return judge_data(*handed(given, named, "my_data")).show()


def judge_data(my_data: Any) -> Verdict:
    """Return the verdict on a function that returns samples."""
    begin = "Return x and t: a few inputs, and a 0 or 1 for each."
    return guarded("my_data", begin, lambda: _note(my_data))


def _note(my_data: Any) -> str:
    require_parameters("my_data", my_data, ())
    x, t = _samples(call(overlay(my_data, REFERENCES, kept=("my_data",)), ()).value)
    size, blue = np.abs(x), t == 1
    if np.all(blue) or not np.any(blue):
        only, bo = ("blue", 1.0) if np.all(blue) else ("red", -2.0)
        raise Trouble(f"all samples are {only}.\nAny weight with bo = {bo:g} gets them right.")
    inner, outer = float(np.max(size[blue])), float(np.min(size[~blue]))
    if inner < outer:
        raise Trouble(_separated(x, t, inner, outer))
    far, near = x[blue][np.argmax(size[blue])], x[~blue][np.argmin(size[~blue])]
    return (
        f"The blue sample at x = {far:.4g} is at least as far from 0 as the red one at x = {near:.4g}: "
        "whatever wh and bo, one of them is wrong."
    )


def _samples(value: Any) -> tuple[Floats, Floats]:
    """Return the inputs and the targets, each flat.

    Raises:
        Trouble: if they are no data for this network.
    """
    x, t = (array(part, name) for part, name in zip(split(value, ("x", "t")), ("x", "t"), strict=True))
    if not x.ndim:
        raise Trouble("it must return two arrays, x and t, with an entry for each sample.")
    if x.ndim > 1 and x.shape[1:] != (1,):
        raise Trouble(f"each sample is one number: x must be of shape (N,) or (N, 1), and has {x.shape}.")
    if x.shape != t.shape:
        raise Trouble(f"x and t must have the same shape, and have {x.shape} and {t.shape}.")
    if not x.size:
        raise Trouble("there are no samples.")
    if not np.all(np.isfinite(x)):
        raise Trouble("x must hold finite numbers.")
    if not np.all((t == 0) | (t == 1)):
        raise Trouble(f"t must hold 0 and 1 alone, and holds {t[(t != 0) & (t != 1)][0]:g}.")
    return np.ravel(x), np.ravel(t)


def _separated(x: Floats, t: Floats, inner: float, outer: float) -> str:
    """Return words that name a weight and a bias which get all samples right."""
    words = f"each blue sample has |x| <= {inner:.4g}, each red one |x| >= {outer:.4g}."
    wh, bo = float(f"{np.sqrt(np.log(2)) / (inner / 2 + outer / 2):.4g}"), -0.5  # h is one half in the middle
    if not np.array_equal(nn_predict(x, wh, bo), t):
        return f"{words}\nAn edge between the two separates them, though with very little room."
    return f"{words}\nwh = {wh:g} and bo = {bo:g} get all of them right. What can one edge on |x| not do?"
