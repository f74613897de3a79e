"""Recognise a mistake: the answers equal those of a formula that is wrong in a known way, at every point."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from chainrule_lab.reading import Floats, expected_parts, shape_words

Forms = dict[str, Callable[..., Any]]
"""Mistaken forms of a reference, by the words that name the mistake."""

COMMON: dict[str, Callable[..., Any]] = {
    "a minus sign is lost, or one is too many: the size is right, the sign is the opposite.": lambda e, n: -e,
    "a factor 2 is too many: it is twice as large as it should be.": lambda e, n: 2 * e,
    "a factor 2 is lost: it is half of what it should be.": lambda e, n: e / 2,
    "a factor 2 and the sign are wrong: it is minus twice what it should be.": lambda e, n: -2 * e,
    "a factor 2 and the sign are wrong: it is minus half of what it should be.": lambda e, n: -e / 2,
    "it is larger by a factor N, the number of samples: a sum stands where the mean is meant.": lambda e, n: (
        n * e
    ),
    "it is smaller by a factor N, the number of samples: it was divided by N once too often.": lambda e, n: (
        e / n
    ),
    "it is cut to whole numbers: an array of integers holds no fractions, and `//` drops them.": (
        lambda e, n: np.trunc(e)
    ),
    "it is cut to whole numbers: `//` drops the fraction.": lambda e, n: np.floor(e),
    "it is rounded to whole numbers.": lambda e, n: np.around(e),
    **{
        f"it is rounded to {digits} decimals. Keep every digit.": lambda e, n, digits=digits: np.round(
            e, digits
        )
        for digits in range(1, 6)
    },
    "its sign is lost: it is the absolute value of what it should be.": lambda e, n: np.abs(e),
    "it is upside down: one over what it should be.": lambda e, n: 1 / e,
    "it is squared.": lambda e, n: e * e,
}


@dataclass(frozen=True)
class Trial:
    """One call: the arguments, what the reference returns, and what the reader's function returned."""

    arguments: tuple[Any, ...]
    expected: list[Floats]
    got: list[Floats]


def agrees(got: Any, expected: Any) -> bool:
    """Return whether two arrays are of one shape and equal, but for rounding."""
    if np.shape(got) != np.shape(expected):
        return False
    return bool(np.allclose(got, expected, rtol=1e-6, atol=1e-10, equal_nan=True))


def first_wrong(trials: Sequence[Trial]) -> tuple[Trial, int] | None:
    """Return the first call whose results are wrong, and which result it is: the earliest of the chain."""
    wrong = [
        (part, n)
        for n, trial in enumerate(trials)
        for part, (got, expected) in enumerate(zip(trial.got, trial.expected, strict=True))
        if not agrees(got, expected)
    ]
    if not wrong:
        return None
    part, n = min(wrong)
    return trials[n], part


def recognised(
    trials: Sequence[Trial],
    part: int,
    reference: Callable[..., Any],
    forms: Forms,
    parameters: tuple[str, ...],
    each: str = "sample",
) -> str:
    """Return the words for the mistake that explains one result in all calls, or nothing."""
    count = len(trials[0].expected)
    if all(_differs_in_shape_alone(t.got[part], t.expected[part]) for t in trials):
        return shape_words(trials[0].got[part], trials[0].expected[part], each)
    with np.errstate(all="ignore"):
        for explained in (
            range(count),
            [part],
        ):  # a mistake that explains all of it, rather than one result alone
            for words, form in _candidates(reference, forms, parameters):
                if all(_explains(form, trial, explained) for trial in trials):
                    return words
        if words := _constant(trials, part):
            return words
        for words, change in COMMON.items():
            if all(agrees(t.got[part], change(t.expected[part], _samples(t))) for t in trials):
                return words
    return _without_a_form(trials, part, parameters[0] if parameters else "", each)


def _candidates(
    reference: Callable[..., Any], forms: Forms, parameters: tuple[str, ...]
) -> Iterator[tuple[str, Callable[..., Any]]]:
    yield from forms.items()
    for i, j in combinations(range(len(parameters)), 2):
        order = list(range(len(parameters)))
        order[i], order[j] = j, i

        def swapped(*arguments: Any, order: list[int] = order) -> Any:
            return reference(*(arguments[n] for n in order))

        yield f"{parameters[i]} and {parameters[j]} are swapped.", swapped


def _differs_in_shape_alone(got: Floats, expected: Floats) -> bool:
    return got.shape != expected.shape and got.size == expected.size and agrees(got.ravel(), expected.ravel())


def _explains(form: Callable[..., Any], trial: Trial, explained: Sequence[int]) -> bool:
    """Return whether a mistaken form gives what the reader's function gave. What it cannot compute it is not."""
    with contextlib.suppress(Exception):
        found = expected_parts(form(*trial.arguments), len(trial.expected))
        return all(agrees(trial.got[part], found[part].reshape(trial.got[part].shape)) for part in explained)
    return False


def _samples(trial: Trial) -> int:
    arrays = [argument for argument in trial.arguments if isinstance(argument, np.ndarray) and argument.ndim]
    return max(map(len, arrays), default=1)


def _without_a_form(trials: Sequence[Trial], part: int, first: str, each: str) -> str:
    """Return what the answers alone tell: swapped results, another shape, not finite, all alike, only integers."""
    for other in range(len(trials[0].expected)):
        if other != part and all(agrees(t.got[part], t.expected[other]) for t in trials):
            if all(agrees(t.got[other], t.expected[part]) for t in trials):
                return f"results {part + 1} and {other + 1} are swapped."
            later = " Does a line such as `a += b` change it later?" if other > part else ""
            return f"it is what result {other + 1} should be.{later}"
    if all(_first_alone(t.got[part], t.expected[part]) for t in trials):
        return "it is the first value alone. Does the `return` stand inside a loop?"
    for trial in trials:
        if trial.got[part].shape != trial.expected[part].shape:
            return shape_words(trial.got[part], trial.expected[part], each)
    wrong = np.concatenate([_wrong_values(t, part) for t in trials])
    if wrong.size and not np.any(np.isfinite(wrong)):
        return (
            "it is not a finite number: look for an overflow, a division by zero, or the logarithm of zero."
        )
    if all(_in_other_places(t.got[part], t.expected[part]) for t in trials):
        matrix = min(trials[0].expected[part].shape[1:], default=1) > 1
        transpose = " `reshape` is no transpose: that is `.T`." if matrix else ""
        return f"the right numbers stand in other places.{transpose}"
    if all(np.allclose(t.got[part], t.expected[part], rtol=1e-3, atol=1e-6) for t in trials):
        return (
            "the first digits are right, the others are not. Is something rounded (`round`, `np.float32`), or a small "
            "number added?"
        )
    whole = [_whole(t) for t in trials]
    if not all(whole) and [not agrees(t.got[part], t.expected[part]) for t in trials] == whole:
        return f"it is cut to whole numbers where the input is whole: an array made like {first} holds integers then."
    return ""


def _first_alone(got: Floats, expected: Floats) -> bool:
    return got.size == 1 < expected.size and agrees(got.item(), expected.flat[0])


def _in_other_places(got: Floats, expected: Floats) -> bool:
    return agrees(np.sort(got, axis=None), np.sort(expected, axis=None))


def _wrong_values(trial: Trial, part: int) -> Floats:
    got, expected = trial.got[part], trial.expected[part]
    wrong: Floats = got[~np.isclose(got, expected, rtol=1e-6, atol=1e-10)]
    return wrong


def _constant(trials: Sequence[Trial], part: int) -> str:
    """Return the words for an answer that does not depend on the input."""
    same = {round(float(value), 12) for trial in trials for value in np.ravel(trial.got[part])}
    alike = len(same) == 1 and np.isfinite(next(iter(same)))
    right_shape = all(trial.got[part].shape == trial.expected[part].shape for trial in trials)
    return f"it is {next(iter(same)) + 0.0:g} at every point that was tried." if alike and right_shape else ""


def _whole(trial: Trial) -> bool:
    """Return whether the first argument is an array of integers."""
    return isinstance(trial.arguments[0], np.ndarray) and trial.arguments[0].dtype.kind == "i"
