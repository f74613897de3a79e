"""Exercise 5, second half: does the reader's own check tell a right derivative from a wrong one?"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from chainrule_lab.backpropagation.references import REFERENCES
from chainrule_lab.backpropagation.slope import Curve, curve
from chainrule_lab.calling import Trouble, call, overlay, require_parameters
from chainrule_lab.draws import bias
from chainrule_lab.exercise import guarded, handed
from chainrule_lab.verdict import Verdict

Case = tuple[str, Curve, Curve, float, bool, str]
"""What is handed over, the function, its derivative, where, whether that is right, and a hint."""


_ABS = "Is the difference taken without its sign? `abs(a - b)`."


_SIGN = "Are the sizes compared, without their signs? A slope may be negative: `abs(a)`, `abs(b)`."


_SMALL = "A small gradient differs little from a wrong one. What counts is the difference in relation to their size."


_LARGE = (
    "Of large numbers the last digits are rounded. What counts is the difference in relation to their size."
)


_NEVER = (
    "A central difference is hardly ever exact: allow one part in ten thousand. "
    "Is it that of f, at w, with an epsilon of about 1e-4?"
)


_THERE = "Are both taken at w? Right at one place says nothing of another."


_PLAIN = "Compare df(w) with slope(f, w, epsilon), epsilon about 1e-4."


def check_is_right(*given: Any, **named: Any) -> Verdict:
    """Check a function that tells whether a derivative is right; show the verdict and return it."""
    return judge(*handed(given, named, "is_right")).show()


def judge(is_right: Any, seed: int = 0) -> Verdict:
    """Return the verdict on a function that tells whether a derivative is right."""
    begin = "Compare df(w) with slope(f, w, epsilon), and return True or False."
    return guarded("is_right", begin, lambda: _note(is_right, seed))


def _note(is_right: Any, seed: int) -> str:
    require_parameters("is_right", is_right, ("f", "df", "w"))
    function = overlay(is_right, REFERENCES, kept=("is_right",))
    wrong, answers, cases = [], set(), list(_cases(np.random.default_rng(seed)))
    for words, f, df, w, right, hint in cases:
        said = _truth(call(function, (f, df, w)).value)
        answers.add(said)
        if said is not right:
            wrong.append(f"at w = {w:.4g} it gets {words}, and says {said}.\n{hint}")
    if len(wrong) == len(cases):
        raise Trouble(
            "it says True where False is right, and False where True is: it is the other way round."
        )
    if len(answers) == 1:
        said = answers.pop()
        raise Trouble(f"it says {said}, whatever it gets.\n{_PLAIN if said else _NEVER}")
    if wrong:
        raise Trouble(wrong[0])
    return ""


def _truth(value: Any) -> bool:
    """Return True or False, also where NumPy or a number says so."""
    if isinstance(value, bool | np.bool_) or (
        isinstance(value, np.ndarray) and value.dtype == bool and value.size == 1
    ):
        return bool(value)
    if isinstance(value, int | np.integer) and value in (0, 1):
        return bool(value)
    raise Trouble(
        f"it must return True or False, and returns {type(value).__name__}.\nCompare with `<` or `<=`."
    )


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    for sign in (1.0, -1.0):
        slopes = "rising" if sign > 0 else "falling"
        for words, scale, factor, hint in (
            (f"a right derivative of a {slopes} function", 1.0, 1.0, _PLAIN if sign > 0 else _SIGN),
            (f"minus the derivative of a {slopes} function", 1.0, -1.0, _ABS),
            (f"twice the derivative of a {slopes} function", 1.0, 2.0, _ABS),
            (f"half of the derivative of a {slopes} function", 1.0, 0.5, _ABS),
            (
                "a derivative that is one per cent too large",
                1.0,
                1.01,
                "Allow one part in ten thousand, no more.",
            ),
            (
                "a derivative that is one per cent too small",
                1.0,
                0.99,
                "Allow one part in ten thousand, no more.",
            ),
            ("twice the derivative of a very small function", 1e-12, 2.0, _SMALL),
            ("the right derivative of a very large function", 1e12, 1.0, _LARGE),
            ("the right derivative of a very small function", 1e-12, 1.0, _SMALL),
        ):
            size, rate = float(rng.uniform(0.5, 1.5)), float(rng.uniform(0.5, 1.5))
            f, df = curve(sign * scale * size, rate), curve(factor * sign * scale * size * rate, rate)
            yield words, f, df, bias(rng), factor == 1.0, hint
        at_zero = curve(sign * size * rate, 2 * rate)
        yield (
            "a derivative that is right at 0 alone",
            curve(sign * size, rate),
            at_zero,
            bias(rng),
            False,
            _THERE,
        )
