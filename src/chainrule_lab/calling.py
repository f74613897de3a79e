"""Call a reader's function: on copies, with reference functions for the others, and with its troubles in words."""

import contextlib
import copy
import inspect
import io
import linecache
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import FunctionType, GeneratorType
from typing import Any

import numpy as np


class Trouble(Exception):
    """Why there is no answer to compare, in words for the reader."""


class NotWritten(Trouble):
    """The function still raises NotImplementedError."""


@dataclass(frozen=True)
class Answer:
    """What a reader's function returned, and the first warning that it caused, if any."""

    value: Any
    warning: str = ""


HINTS: tuple[tuple[str, str], ...] = (
    (
        "only length-1 arrays",
        "`float`, `int` and the functions of `math` take one number; those of `np` take a whole array.",
    ),
    (
        "only 0-dimensional arrays",
        "`float`, `int` and the functions of `math` take one number; those of `np` take a whole array.",
    ),
    (
        "truth value of an array",
        "An `if` or an `and` wants one answer, and an array has one for each sample: use `np.where`, or `&` between brackets.",
    ),
    (
        "matmul: Input operand",
        "`@` is the matrix product: rows of the first, with columns of the second that are as long. Print both shapes. "
        "Sample by sample, values are multiplied with `*`.",
    ),
    (
        "could not be broadcast",
        "Print the shapes of both. Must a flat array be a column here (`keepdims=True`, or `a[:, np.newaxis]`)? "
        "Does one come from the notebook, in the place of what is handed to the function?",
    ),
    (
        "concatenation axis must match",
        "Print the shapes of both: a new column needs an entry for each row, a new row one for each column.",
    ),
    ("stack() takes 1 positional", "It takes one list of arrays: are the square brackets missing?"),
    ("same number of dimensions", "`np.column_stack` takes flat arrays and tables together."),
    ("float NaN", "The logarithm of a negative number is no number (NaN), nor is 0 / 0."),
    ("bitwise_xor", "`^` is no power in Python: write `**`."),
    ("for ^:", "`^` is no power in Python: write `**`."),
    (
        "Cannot cast ufunc",
        "The array holds whole numbers, and operations such as `a *= b` keep it so: `a = a * b` makes a new one, with fractions.",
    ),
    ("maximum recursion depth", "The function calls itself without end."),
    ("type Number", "A `Number` is no plain number: compute with its `.value`."),
    ("'Number'", "A `Number` is no plain number: compute with its `.value`."),
    ("'tuple' object", "A function that returns several values gives them all: take them apart first."),
)
"""Words that Python or NumPy uses in a message, and what helps a reader there."""


def overlay(function: Any, references: Mapping[str, Callable[..., Any]], kept: tuple[str, ...] = ()) -> Any:
    """Return the function with references in the place of the reader's other functions.

    His helpers see the references too: each function of his namespace is bound to the new one. A name that
    is no function there, and those `kept`, stay as they are. What is no plain function is returned as it is.
    """
    if not isinstance(function, FunctionType):
        return function
    old = function.__globals__
    new = dict(old)
    for name, value in old.items():
        if isinstance(value, FunctionType) and value.__globals__ is old:
            new[name] = _rebound(value, new)
    for name, reference in references.items():
        if name not in kept and callable(old.get(name, reference)):
            new[name] = reference
    return _rebound(function, new)


def _rebound(function: FunctionType, namespace: dict[str, Any]) -> FunctionType:
    code, closure = function.__code__, function.__closure__
    bound = FunctionType(code, namespace, function.__name__, function.__defaults__, closure)
    bound.__kwdefaults__ = function.__kwdefaults__
    bound.__dict__.update(function.__dict__)
    return bound


def require_parameters(name: str, function: Any, parameters: tuple[str, ...]) -> None:
    """See that something is a function, and takes so many arguments.

    Raises:
        Trouble: if not.
    """
    if function is None:
        raise Trouble(
            f"the check wants the function itself, and got none: hand over {name}, without brackets."
        )
    if not callable(function):
        kind = type(function).__name__
        raise Trouble(
            f"the check wants the function itself, and got {_a(kind)}.\n"
            f"Write the name without arguments: {name}, not {name}({', '.join(parameters)})."
        )
    try:
        signature = inspect.signature(function)
    except Exception:  # a function of C has none: the call will tell
        return
    try:
        signature.bind(*parameters)
    except TypeError:
        raise Trouble(
            f"it must take {_count(len(parameters), 'argument')}, ({', '.join(parameters)}), "
            f"and yours takes {signature}."
        ) from None


def call(function: Any, arguments: tuple[Any, ...]) -> Answer:
    """Call a function on copies of the arguments; what it prints is kept from the page.

    Raises:
        Trouble: if it raises, changes an argument, or returns nothing.
    """
    given = tuple(copy.copy(argument) for argument in arguments)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with np.errstate(all="warn", under="ignore"):
            try:
                value = function(*given)
            except BaseException as error:
                raise _trouble(function, error) from None
    changed = [n for n, (old, new) in enumerate(zip(arguments, given, strict=True)) if not _same(old, new)]
    if changed:
        raise Trouble(
            f"it changes {_parameter(function, changed[0])}, an array that was handed to it.\n"
            "Whoever calls it needs that array again. Operations such as `a *= b` and `a[...] = b` write into the "
            "array itself; `a = a * b` makes a new one."
        )
    if inspect.isgeneratorfunction(function):
        raise Trouble("it has `yield` where `return` is meant.")
    if isinstance(value, GeneratorType):
        raise Trouble(
            "it returns a generator, which computes nothing yet: a `for` within round brackets makes one. "
            "Square brackets make a list."
        )
    if value is None and printed.getvalue():
        raise Trouble(
            "it prints its result, and returns nothing: the call gives None.\nPut `return` for `print`."
        )
    if value is None:
        raise Trouble(
            "it returns None.\nIs there a `return` before the result, on each way through the function?"
        )
    return Answer(value, str(caught[0].message) if caught else "")


def _trouble(function: Any, error: BaseException) -> Trouble:
    """Return what the reader is told about an exception in his code: his line, and the message."""
    if isinstance(error, NotImplementedError):
        return NotWritten("it is not written yet.")
    where = _line(function, error)
    if isinstance(error, KeyboardInterrupt):
        return Trouble(f"it was stopped while it ran{where}.\nIs there a loop that does not end?")
    if isinstance(error, SystemExit):
        return Trouble(f"it asks Python to end{where}. Use `return` to leave a function.")
    message = _safe(error)
    hint = next((hint for words, hint in HINTS if words in message), "")
    said = f"{type(error).__name__}: {message}" if message else type(error).__name__
    return Trouble(f"it stops with an error{where}.\n{said}" + (f"\n{hint}" if hint else ""))


def _line(function: Any, error: BaseException) -> str:
    """Return the reader's innermost line that the exception passed: number and text."""
    namespace = getattr(function, "__globals__", None)
    passed = [
        (frame.f_code.co_filename, number)
        for frame, number in traceback.walk_tb(error.__traceback__)
        if frame.f_globals is namespace
    ]
    if not passed:
        return ""
    file, number = passed[-1]
    text = linecache.getline(file, number).strip()
    return f" in line {number}" + (f", `{text}`" if text else "")


def _safe(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def _same(old: Any, new: Any) -> bool:
    if not isinstance(old, np.ndarray):
        return True
    return old.shape == new.shape and bool(np.array_equal(old, new))


def _parameter(function: Any, index: int) -> str:
    try:
        return list(inspect.signature(function).parameters)[index]
    except Exception:
        return f"argument {index + 1}"


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" + ("" if n == 1 else "s")
