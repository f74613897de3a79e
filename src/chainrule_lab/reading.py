"""Read what a function returned as arrays of the shapes that are expected, and say so where it is not one."""

from collections.abc import Iterator, ValuesView
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chainrule_lab.calling import Trouble

Floats = NDArray[np.float64]


def expected_parts(value: Any, count: int) -> list[Floats]:
    """Return the reference's results as arrays: a tuple where there are several."""
    return [np.asarray(part, dtype=float) for part in (value if count > 1 else (value,))]


def parts(value: Any, names: tuple[str, ...], expected: list[Floats], run: bool = False) -> list[Floats]:
    """Return a reader's results as arrays, of the shapes that are expected where only the look differs.

    A list does for an array, an array of one entry for a number, and a row or a column for a list of a run. A column
    does not do for a flat array: with the next flat one it would combine to a table.

    Raises:
        Trouble: if there are too few or too many, or one is no number.
    """
    found = zip(split(value, names), names, expected, strict=True)
    return [
        shaped(array(part, name), like, isinstance(part, list | tuple) or (run and like.ndim == 1))
        for part, name, like in found
    ]


def split(value: Any, names: tuple[str, ...]) -> list[Any]:
    """Return the results that a reader's function gives, one for each name.

    Raises:
        Trouble: if their number is another.
    """
    if len(names) == 1:
        if isinstance(value, tuple) and len(value) == 1:
            raise Trouble(
                "it returns a tuple with one entry.\nIs there a comma at the end of the `return` line?"
            )
        if isinstance(value, tuple):
            raise Trouble(f"it returns {len(value)} values, and one is wanted: {names[0]}.")
        return [value]
    wanted = f"{len(names)} values are wanted, in this order: {', '.join(names)}."
    if _is_transposed(value, len(names)):
        raise Trouble(
            f"it returns {len(value)} rows of {len(names)}, and {wanted}\n"
            "Is there one row for each iteration? Then rows and columns are swapped. Or is one of the results missing?"
        )
    if isinstance(value, np.ndarray) and (not value.ndim or len(value) != len(names)):
        raise Trouble(f"it returns one array, of shape {value.shape}, and {wanted}")
    if not isinstance(value, tuple | list | np.ndarray):
        kind = "number" if isinstance(value, int | float | np.number) else type(value).__name__
        raise Trouble(f"it returns one {kind}, and {wanted}")
    found = list(value)
    if len(found) != len(names):
        given = "1 value" if len(found) == 1 else f"{len(found)} values"
        raise Trouble(f"it returns {given}, and {wanted}")
    return found


def _is_transposed(value: Any, count: int) -> bool:
    """Return whether something holds rows of so many values each, and not so many rows."""
    try:
        shape = np.shape(value)
    except ValueError:  # lists of different lengths
        return False
    return len(shape) == 2 and 1 < shape[0] != count == shape[1]


def array(value: Any, name: str) -> Floats:
    """Return a value as an array of floats.

    Raises:
        Trouble: if it holds no real numbers.
    """
    if value is None:
        raise Trouble(f"{name} is None.\nIs a `return` missing in a function that you call?")
    try:
        found = np.asarray(value)
    except Exception:
        raise Trouble(
            f"the entries of {name} are not of one shape, or no numbers at all. Print the first and the last of them."
        ) from None
    if found.dtype.kind in "biuf":
        return found.astype(float)
    if callable(value):
        raise Trouble(f"{name} is a function, not yet called.\nAre its brackets missing?")
    if not isinstance(value, list | tuple | np.ndarray):
        kind = type(value).__name__
        advice = "\n`list(…)` makes a list of it." if isinstance(value, Iterator | ValuesView) else ""
        raise Trouble(f"{name} must be made of real numbers, and yours is of type {kind}.{advice}")
    return np.array([_real(entry, name) for entry in value])


def _real(entry: Any, name: str) -> float:
    try:
        number: Any = np.asarray(entry).item()
        if isinstance(number, str | bytes):
            raise TypeError
        return float(number)
    except Exception:
        kind = entry.dtype if isinstance(entry, np.ndarray | np.generic) else type(entry).__name__
        raise Trouble(
            f"{name} must be made of real numbers, and an entry of yours is of type {kind}."
        ) from None


def shaped(found: Floats, like: Floats, loose: bool) -> Floats:
    """Return the values in the expected shape where that changes nothing but the look, else as they are."""
    if found.size == like.size and (like.ndim == 0 or loose):
        return found.reshape(like.shape)
    return found


def shape_words(found: Floats, like: Floats, each: str = "sample") -> str:
    """Return what another shape than the expected one tells, and how to find its cause."""
    n = max(like.shape, default=0)
    if like.ndim == 1 and found.ndim > 1 and found.size == like.size:
        return "a flat array is wanted, and yours has one axis more. `np.ravel` makes it flat. Which step has added the axis?"
    if like.ndim == 0 and each == "entry":
        return "one number is wanted."
    if each == "entry":
        if found.ndim == like.ndim == 2 and found.T.shape == like.shape:
            return "rows and columns are swapped: is a transpose missing, or one too many?"
        if found.ndim == 1 and found.size == like.size:
            return "an axis is lost: with keepdims=True a sum keeps its row, or its column."
        return "it has another shape. Print the shapes of what you compute with: which product, and which axis, fits?"
    if like.ndim == 0:
        return "one number for all samples is wanted: a sum or a mean over them, as the exercise says."
    if found.size == n * n and n > 1 and each == "sample":
        return (
            "it is one number for each PAIR of samples. A column (N, 1) and a flat array (N,), or a row, combine to "
            "such a table, and so does `@` of a column and a row. Print the shapes of what you combine."
        )
    if each == "iteration" and found.ndim == 2 and found.T.shape == like.shape:
        return "rows and columns are swapped: one row for each iteration is wanted."
    if each == "iteration" and found.shape[:1] == like.shape:
        return "each entry of a run is one number: take the mean over the samples."
    if each == "iteration":
        return "a run of K updates has K + 1 entries: the start, and one after each update."
    if found.size == 1 and each == "sample":
        return "one value for each sample is wanted: no sum, no mean and no matrix product here."
    if found.size == 1:
        return f"one value for each {each} is wanted, and this is a single number."
    if each == "weight":
        return f"{n} values are wanted, one for each weight. If there is a row for each sample, take the mean of them."
    if like.ndim == 1 and found.ndim == 2 and len(found) == n:
        return "there are several values for each sample, and one is wanted."
    if found.size == like.size:
        return "the samples stand below each other, one a row, as in the input: keep that shape."
    return "the number of samples is another. Does it use `x` of the notebook, in the place of what is handed to it?"


def shape_line(found: Floats, like: Floats) -> str:
    """Return the line of a message with the two shapes, in the place of two numbers."""
    wanted = "one number" if like.ndim == 0 else f"the shape {like.shape}"
    return f"Expected {wanted}, got the shape {found.shape}."
