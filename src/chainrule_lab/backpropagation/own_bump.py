"""Exercise 7, first half: an activation of the reader's choice, and its derivative."""

from typing import Any

import numpy as np

from chainrule.activations import rbf, rbf_derivative
from chainrule_lab.backpropagation.references import REFERENCES
from chainrule_lab.calling import Trouble, call, overlay, require_parameters
from chainrule_lab.draws import column
from chainrule_lab.exercise import difference, guarded, handed
from chainrule_lab.mistakes import Forms, Trial, recognised
from chainrule_lab.reading import Floats, parts, shape_line, shape_words
from chainrule_lab.verdict import Verdict

LINE = np.linspace(-3, 3, 301)[:, np.newaxis]
"""Where a bump is looked at as a whole: as far as the samples reach with a weight of 1."""


def check_bump(*given: Any, **named: Any) -> Verdict:
    """Check an activation of the reader's choice and its derivative; show the verdict and return it."""
    return judge_bump(*handed(given, named, "bump", "bump_derivative")).show()


def judge_bump(function: Any, derivative: Any, seed: int = 0) -> Verdict:
    """Return the verdict on an activation and its derivative."""
    begin = "Choose a function, for instance 1 / (1 + zh**2), and derive its derivative on paper first."
    return guarded("bump", begin, lambda: _bump_note(function, derivative, seed))


def _bump_note(function: Any, derivative: Any, seed: int) -> str:
    for name, each in (("bump", function), ("bump_derivative", derivative)):
        require_parameters(name, each, ("zh",))
    function, derivative = (
        overlay(each, REFERENCES, kept=("bump", "bump_derivative")) for each in (function, derivative)
    )
    rng = np.random.default_rng(seed)
    zh = column(rng, 0.1, 2, 8) * rng.permutation([[1.0], [-1.0]] * 4)

    def value(at: Floats) -> Floats:
        return _column(function, "bump(zh)", at)

    h = value(zh)
    _require_activation(zh, h)
    _require_one_top(value(LINE))
    expected = _central_difference(value, zh)
    got = _column(derivative, "bump_derivative(zh)", zh)
    if not np.allclose(got, expected, rtol=1e-5, atol=1e-7):
        trial = Trial((zh,), [expected], [got])
        named = recognised([trial], 0, rbf_derivative, _slopes_mistaken(value, h), ("zh",))
        raise Trouble(
            f"bump_derivative(zh): {named or 'it is not the slope of your bump. Derive it once more, from outside in.'}\n"
            f"{difference(trial, 0, ('zh',))} (Expected is what central differences of your bump give.)"
        )
    if np.allclose(value(-zh), h):
        return ""
    return "It treats the two sides of 0 differently, so it may not separate the samples of this chapter."


def _column(function: Any, name: str, zh: Floats) -> Floats:
    """Return what an activation gives for a column, or say what is wrong with it."""
    (found,) = parts(call(function, (zh,)).value, (name,), [zh])
    if found.shape != zh.shape:
        raise Trouble(f"{name}: {shape_words(found, zh)}\n{shape_line(found, zh)}")
    if not np.all(np.isfinite(found)):
        place = int(np.argmin(np.isfinite(found)))
        raise Trouble(
            f"{name} is not a finite number.\nAt zh = {zh.flat[place]:.4g}: got {found.flat[place]}."
        )
    return found


def _require_activation(zh: Floats, h: Floats) -> None:
    line = np.polyval(np.polyfit(zh[:, 0], h[:, 0], 1), zh)
    if np.allclose(line, h, rtol=0, atol=1e-9):
        raise Trouble(
            "bump(zh) is a straight line.\nWith it the network is the linear classifier again: bend it."
        )
    if np.allclose(h, rbf(zh)):
        raise Trouble("bump(zh) is the RBF of the chapter.\nChoose another, for instance 1 / (1 + zh**2).")


def _require_one_top(values: Floats) -> None:
    """See that the values, from left to right, rise to one top and fall from there.

    Raises:
        Trouble: if not.
    """
    steps = np.diff(values.ravel())
    signs = np.sign(steps[np.abs(steps) > 1e-9 * np.ptp(values)])
    turns = np.count_nonzero(np.diff(signs))
    if turns == 1 and signs[0] > 0:
        return
    seen = "it has more than one top, or more than one lowest place"
    if turns == 0:
        seen = "it only rises" if signs[0] > 0 else "it only falls"
    elif turns == 1:
        seen = "it is lowest in the middle, where it should be highest"
    raise Trouble(
        f"bump(zh) is no bump.\nFrom zh = {LINE[0, 0]:g} to {LINE[-1, 0]:g} {seen}. It should rise to one top and fall on the other side."
    )


def _central_difference(value: Any, zh: Floats) -> Floats:
    s = 1e-3
    near, far = value(zh + s) - value(zh - s), value(zh + 2 * s) - value(zh - 2 * s)
    return np.asarray((8 * near - far) / (12 * s))


def _slopes_mistaken(value: Any, h: Floats) -> Forms:
    return {
        "it is the slope of the chapter's RBF, and not of your bump.": lambda zh: rbf_derivative(zh),
        "-2 zh h is the slope of the chapter's RBF. Your bump has another.": lambda zh: -2 * zh * h,
        "this is the function itself, not its slope.": lambda zh: h,
        "it is the slope at h, where the slope at zh is wanted.": lambda zh: _central_difference(value, h),
        "the inner derivative is lost: the derivative of 1 + zh**2 by zh is 2 zh.": lambda zh: -h * h,
        "only the inner derivative is left of it.": lambda zh: -2 * zh,
        "the inner derivative alone stands below: the derivative of 1/u is -1/u**2, times that of u.": (
            lambda zh: 1 / (2 * zh)
        ),
        "the power is lost: the derivative of 1/u is -1/u**2, and not -1/u.": lambda zh: 2 * zh * h,
        "there is one power too many: the derivative of 1/u is -1/u**2.": lambda zh: -2 * zh * h**3,
    }
