"""Exercises 9 to 11: an engine of one's own. Its way back is checked on expressions drawn at random."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

from chainrule import autodiff
from chainrule_lab.calling import Trouble, call, require_parameters
from chainrule_lab.exercise import guarded, handed
from chainrule_lab.many_layers.number import Number
from chainrule_lab.verdict import Verdict

TRIALS = 12
STEPS = 7
NAMES = "abcdefghij"


@dataclass(frozen=True, repr=False)
class Check:
    """The check of a function of the engine. It shows its verdict and returns it; it never raises."""

    name: str
    parameters: tuple[str, ...]
    begin: str
    note: Callable[[Any, int], None]
    """Compares the function at points that a seed gives, and raises Trouble with what is wrong."""

    def __repr__(self) -> str:
        """Return how to call it."""
        return f"<check_{self.name}: call it with your function, check_{self.name}({self.name})>"

    def __call__(self, *given: Any, **named: Any) -> Verdict:
        """Check a function, show the verdict, and return it."""
        return self.judge(*handed(given, named, self.name)).show()

    def judge(self, function: Any, seed: int = 0) -> Verdict:
        """Return the verdict on a function, compared at points that the seed gives."""

        def note() -> str:
            require_parameters(self.name, function, self.parameters)
            self.note(function, seed)
            return ""

        return guarded(self.name, self.begin, note)


class _Run:
    """Something that runs a reader's function, and lets an error be found in the reader's lines."""

    def __init__(self, function: Any, run: Callable[..., Any]) -> None:
        self.run = run
        self.__globals__ = getattr(function, "__globals__", None)

    def __call__(self, *arguments: Any) -> Any:
        return self.run(*arguments)


def _result(function: Any, *given: Number) -> Number:
    """Return what the reader's function makes of inputs: a `Number` with parents among them.

    Raises:
        Trouble: if it is not, or if it changes an input.
    """
    values = tuple(number.value for number in given)
    found = call(_Run(function, lambda *_: function(*given)), values).value
    if not isinstance(found, Number):
        raise Trouble(
            f"it returns a {type(found).__name__}. A new `Number` is wanted: value first, then its parents."
        )
    if any(number is found for number in given):
        raise Trouble("it returns one of the numbers that it was given. A new `Number` is wanted.")
    for number, value in zip(given, values, strict=True):
        if number.value != value or number.gradient or number.parents:
            raise Trouble(
                "it changes a number that it was given. Others use that number, too: only the new one may be written to."
            )
    for parent in found.parents:
        if not isinstance(parent, tuple | list) or len(parent) != 2 or not isinstance(parent[0], Number):
            raise Trouble("each parent is a pair: the `Number` itself, and the slope with respect to it.")
        if not any(parent[0] is number for number in given):
            raise Trouble("a parent is none of the numbers that it was given: put these in, and no copies.")
        _plain(parent[1], "a slope")
    _plain(found.value, "the value")
    return found


def _plain(number: Any, name: str) -> None:
    if isinstance(number, Number):
        raise Trouble(f"{name} is a `Number` here. A plain one is wanted: take its `.value`.")
    if callable(number):
        raise Trouble(f"{name} is a function here, not yet called. A plain number is wanted.")
    if not isinstance(number, int | float | np.number) and np.shape(number) != ():
        raise Trouble(f"{name} has the shape {np.shape(number)}. A plain number is wanted.")
    if not isinstance(number, int | float | np.number | np.ndarray):
        raise Trouble(f"{name} is of type {type(number).__name__}. A plain number is wanted.")


def _slope(found: Number, parent: Number) -> float:
    return float(sum(slope for number, slope in found.parents if number is parent))


def _close(one: Any, other: float) -> bool:
    return bool(np.isclose(float(one), other, rtol=1e-9, atol=1e-12))


def _multiply(function: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(TRIALS):
        p, q = (float(value) for value in rng.uniform(0.5, 2, 2) * rng.choice([-1, 1], 2))
        a, b = Number(p), Number(q)
        found = _result(function, a, b)
        if not _close(found.value, p * q):
            raise Trouble(f"the value of {p:.4g} times {q:.4g} must be {p * q:.10g}, got {found.value:.10g}.")
        slopes = _slope(found, a), _slope(found, b)
        if _close(slopes[0], q) and _close(slopes[1], p):
            if not _close(_slope(_result(function, a, a), a), 2 * p):
                raise Trouble(
                    "a number times itself has two parents, too: twice the same. A dictionary or a set keeps one of "
                    "them: use a list."
                )
            continue
        if len(found.parents) < 2:
            raise Trouble("a product has two parents, each with its slope.")
        if _close(slopes[0], p) and _close(slopes[1], q):
            raise Trouble("each number has itself as its slope. The slope of a product is the OTHER factor.")
        if _close(slopes[0], 1) and _close(slopes[1], 1):
            raise Trouble("the slopes are those of a sum. That of a product is the other factor.")
        raise Trouble(
            f"at a = {p:.4g}, b = {q:.4g}: slopes {q:.4g} and {p:.4g} are expected, got "
            f"{slopes[0]:.4g} and {slopes[1]:.4g}."
        )


def _exponential(function: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(TRIALS):
        p = float(rng.uniform(-2, 2))
        a = Number(p)
        found = _result(function, a)
        if not _close(found.value, np.exp(p)):
            raise Trouble(f"the value at {p:.4g} must be {np.exp(p):.10g}, got {found.value:.10g}.")
        slope = _slope(found, a)
        if _close(slope, np.exp(p)):
            continue
        if not found.parents:
            raise Trouble("the parent is missing: which number was it computed from, and with which slope?")
        if _close(slope, 1):
            raise Trouble("the slope is one, whatever the value. The exponential is its own slope.")
        if _close(slope, p * np.exp(p)) or _close(slope, p * np.exp(p - 1)):
            raise Trouble("the rule for a power was used. The exponential is its own slope.")
        raise Trouble(f"at a = {p:.4g}: the slope {np.exp(p):.4g} is expected, got {slope:.4g}.")


check_multiply = Check(
    "multiply",
    ("a", "b"),
    "In the manner of `add`: the product, and the two parents. How fast does a product grow with a?",
    _multiply,
)
check_exponential = Check(
    "exponential",
    ("a",),
    "In the manner of `add`, with one parent. Its slope is in every table of derivatives.",
    _exponential,
)


def add(a: Number, b: Number) -> Number:
    """Return the sum as a number with its parents."""
    return Number(a.value + b.value, [(a, 1.0), (b, 1.0)])


def multiply(a: Number, b: Number) -> Number:
    """Return the product as a number with its parents."""
    return Number(a.value * b.value, [(a, b.value), (b, a.value)])


def exponential(a: Number) -> Number:
    """Return the exponential as a number with its parent."""
    return Number(float(np.exp(a.value)), [(a, float(np.exp(a.value)))])


def backward(result: Number) -> None:
    """Give each number behind the result its gradient."""
    order = ordered(result)
    for number in order:
        number.gradient = 0.0
    result.gradient = 1.0
    for number in reversed(order):
        for parent, slope in number.parents:
            parent.gradient += slope * number.gradient


def ordered(result: Number) -> list[Number]:
    """Return the numbers behind a result, each after its parents, the result last."""
    order: list[Number] = []
    seen = set()
    waiting = [(result, False)]
    while waiting:
        number, done = waiting.pop()
        if done:
            order.append(number)
        elif id(number) not in seen:
            seen.add(id(number))
            waiting.append((number, True))
            waiting += [(parent, False) for parent, _ in number.parents]
    return order


Plan = list[tuple[str, int, int]]


EQUAL: Plan = [("multiply", 0, 1), ("multiply", 1, 0), ("add", 3, 4)]
"""An expression with two numbers of the same value."""


def _plan(rng: Generator, steps: int) -> tuple[list[float], Plan]:
    """Return inputs and the steps of a random expression, in which numbers may be used more than once."""
    values = [float(value) for value in rng.uniform(0.3, 1.2, 3) * rng.choice([-1, 1], 3)]
    first = rng.permutation(["add", "multiply", "exponential"])  # early: values stay small
    kinds = [*first, *rng.choice(["add", "multiply"], STEPS - 3)][:steps]
    plan = []
    for n, kind in enumerate(kinds):
        pair = [len(values) + n - 1, int(rng.integers(len(values) + n))]
        if kind != "exponential":
            rng.shuffle(pair)  # else the order in which numbers are found would be a right one
        plan.append((str(kind), pair[0], pair[1]))
    return values, plan


def built(values: list[float], plan: Plan) -> list[Number]:
    """Return all numbers of an expression: the inputs, and what each step makes; the result is the last."""
    numbers = [Number(value) for value in values]
    for kind, one, other in plan:
        a, b = numbers[one], numbers[other]
        numbers.append(
            {"add": add, "multiply": multiply}[kind](a, b) if kind != "exponential" else exponential(a)
        )
    return numbers


def by_the_course(values: list[float], plan: Plan) -> list[float]:
    """Return the gradients by all numbers of the same expression, by the course's engine."""
    numbers = [autodiff.Variable(value) for value in values]
    for kind, one, other in plan:
        a, b = numbers[one], numbers[other]
        numbers.append(a + b if kind == "add" else a * b if kind == "multiply" else autodiff.exp(a))
    numbers[-1].backward()
    return [float(number.gradient) for number in numbers]


def _overwritten(result: Number) -> None:
    order = ordered(result)
    result.gradient = 1.0
    for number in reversed(order):
        for parent, slope in number.parents:
            parent.gradient = slope * number.gradient


def _added_slopes(result: Number) -> None:
    result.gradient = 1.0
    for number in reversed(ordered(result)):
        for parent, slope in number.parents:
            parent.gradient += slope + number.gradient


def _too_early(result: Number) -> None:
    result.gradient, seen, waiting = 1.0, {id(result)}, [result]
    while waiting:
        number = waiting.pop()
        for parent, slope in number.parents:
            parent.gradient += slope * number.gradient
            if id(parent) not in seen:
                seen.add(id(parent))
                waiting.append(parent)


def _too_early_in_width(result: Number) -> None:
    result.gradient, seen, waiting = 1.0, {id(result)}, [result]
    while waiting:
        number = waiting.pop(0)
        for parent, slope in number.parents:
            parent.gradient += slope * number.gradient
            if id(parent) not in seen:
                seen.add(id(parent))
                waiting.append(parent)


def _as_found(result: Number) -> None:
    found: list[Number] = []

    def visit(number: Number) -> None:
        if not any(number is each for each in found):
            found.append(number)
            for parent, _ in number.parents:
                visit(parent)

    visit(result)
    result.gradient = 1.0
    for number in found:
        for parent, slope in number.parents:
            parent.gradient += slope * number.gradient


def _again_and_again(result: Number) -> None:
    result.gradient = 1.0

    def visit(number: Number) -> None:
        for parent, slope in number.parents:
            parent.gradient += slope * number.gradient
            visit(parent)

    visit(result)


def _again_from_a_stack(result: Number) -> None:
    result.gradient, waiting = 1.0, [result]
    while waiting:
        number = waiting.pop()
        for parent, slope in number.parents:
            parent.gradient += slope * number.gradient
            waiting.append(parent)


def _ones_everywhere(result: Number) -> None:
    result.gradient = 1.0
    for parent, slope in result.parents:
        parent.gradient += slope * result.gradient
        _ones_everywhere(parent)


def _slopes_alone(result: Number) -> None:
    result.gradient = 1.0
    for number in ordered(result):
        for parent, slope in number.parents:
            parent.gradient += slope


def _result_alone(result: Number) -> None:
    result.gradient = 1.0


def _each_parent_once(result: Number) -> None:
    result.gradient = 1.0
    for number in reversed(ordered(result)):
        for parent, slope in dict(number.parents).items():
            parent.gradient += slope * number.gradient


def _each_value_once(result: Number) -> None:
    result.gradient, seen = 1.0, set()
    for number in reversed(ordered(result)):
        if number.value not in seen:
            seen.add(number.value)
            for parent, slope in number.parents:
                parent.gradient += slope * number.gradient


def _inputs_alone(result: Number) -> None:
    backward(result)
    for number in ordered(result):
        number.gradient *= not number.parents


def _without_the_result(result: Number) -> None:
    backward(result)
    result.gradient = 0.0


def _one_step(result: Number) -> None:
    result.gradient = 1.0
    for parent, slope in result.parents:
        parent.gradient += slope


MISTAKES: dict[str, Callable[[Number], None]] = {
    "all gradients are zero. Where does the way back begin? The result's own gradient is one.": lambda _: (
        None
    ),
    "only the result has a gradient. Hand it on to the parents: add to the `gradient` of each.": _result_alone,
    "a number that is used twice in one step is a parent twice. A set or a dictionary keeps one of the two: go through "
    "`parents` as it is.": _each_parent_once,
    "two numbers of the same value are taken for one. Ask whether they are the same number, not whether their values are "
    "equal.": _each_value_once,
    "only the inputs have their gradient. Every number on the way has one, too, and keeps it.": _inputs_alone,
    "the gradient of the result itself is missing at the end. It is one.": _without_the_result,
    "a number that is used twice keeps the last path alone. Paths are ADDED: write `+=`.": _overwritten,
    "slopes are added along a path. Along a path they are MULTIPLIED.": _added_slopes,
    "only the last step is taken back. Go on to the parents of the parents, the last number first.": _one_step,
    "every number gets the gradient one when its turn comes. Only that of the result is one.": _ones_everywhere,
    "the slopes are added up alone. Multiply each by the gradient of the number that was computed.": _slopes_alone,
    "a number hands its gradient on before all of its paths have arrived. It must wait until all that were computed "
    "from it are done.": _too_early,
    "a number hands its gradient on before all its paths have arrived: level by level is not the right order. It must "
    "wait until all that were computed from it are done.": _too_early_in_width,
    "a number hands its gradient on before all its paths have arrived: to stand before its parents is not enough. It must "
    "stand after all that were computed from it.": _as_found,
    "a number that is reached twice hands on twice what it had at first. Visit each number once, after all that were "
    "computed from it.": _again_and_again,
    "a number that is reached twice hands on twice what it had at first. Let it wait until all that were computed "
    "from it are done, and then hand on once.": _again_from_a_stack,
}


def _gradients(run: Callable[[Number], Any], values: list[float], plan: Plan) -> list[float]:
    numbers = built(values, plan)
    run(numbers[-1])
    return [number.gradient for number in numbers]


def _agree(one: list[float], other: list[float], tolerance: float = 1e-9) -> bool:
    return bool(np.allclose(np.array(one, dtype=float), other, rtol=tolerance, atol=tolerance / 1000))


def _backward(function: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    plans = [_plan(rng, min(2 + n // 2, STEPS)) for n in range(TRIALS)]  # the shortest first, for the message
    plans.append((plans[0][0], EQUAL))
    right = [by_the_course(*plan) for plan in plans]
    got = [call(_Run(function, lambda plan: _gradients(function, *plan)), (plan,)).value for plan in plans]
    if not all(map(_agree, got, right)):
        for words, form in MISTAKES.items():
            if all(_agree(found, _gradients(form, *plan)) for found, plan in zip(got, plans, strict=True)):
                raise Trouble(words)
        if all(_agree(found, wanted, 1e-4) for found, wanted in zip(got, right, strict=True)):
            raise Trouble("the first digits are right, the others are not. Is something rounded?")
        n = next(n for n in range(len(plans)) if not _agree(got[n], right[n]))
        raise Trouble(
            "it is not right yet. Follow this expression by hand.\n"
            f"For {_written(*plans[n])}: the gradients of {', '.join(NAMES[: len(right[n])])} are "
            f"{_shown(right[n])}; yours are {_shown(got[n])}."
        )
    numbers = built(*plans[TRIALS - 1])
    before = [(number.value, list(number.parents)) for number in numbers]
    for _ in range(2):
        call(_Run(function, lambda: [function(numbers[-1])]), ())
    if [(number.value, number.parents) for number in numbers] != before:
        raise Trouble("it changes the value or the parents of a number. Only the gradients are to be set.")
    if not _agree([number.gradient for number in numbers], right[TRIALS - 1]):
        raise Trouble(
            "called a second time, it adds to what the first call has left. Set the gradients to zero before the way back."
        )


def _written(values: list[float], plan: Plan) -> str:
    """Return an expression as a reader writes it, step by step."""
    form = {"add": "{} + {}", "multiply": "{} * {}", "exponential": "exp({})"}
    inputs = [f"{name} = {value:.4g}" for name, value in zip(NAMES, values, strict=False)]
    steps = [
        f"{NAMES[len(values) + n]} = {form[kind].format(NAMES[one], NAMES[other])}"
        for n, (kind, one, other) in enumerate(plan)
    ]
    return ", ".join(inputs + steps)


def _shown(gradients: list[float]) -> str:
    return ", ".join(f"{float(gradient):.4g}" for gradient in gradients)


check_backward = Check(
    "backward",
    ("result",),
    "Find all the numbers behind the result, each before those that were computed from it. Then go through them last first.",
    _backward,
)
