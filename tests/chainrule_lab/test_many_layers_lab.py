"""Lab 5: answers as a learner types them, right and wrong; the engine's own mistakes, by their words."""

import numpy as np
import pytest

from chainrule_lab.many_layers import engine
from chainrule_lab.many_layers.number import Number
from tests.chainrule_lab.labs import LABS

LAB = LABS["many_layers"]
ORDER = """
order, seen = [], set()
def visit(n):
    if n not in seen:
        seen.add(n)
        for parent, _ in n.parents:
            visit(parent)
        order.append(n)
visit(result)
"""
AS_FOUND = ORDER.replace("        order.append(n)\n", "").replace(
    "add(n)\n", "add(n)\n        order.append(n)\n"
)
RESET = "for n in order:\n    n.gradient = 0.0\n"
WALK = """
result.gradient = 1.0
for n in reversed(order):
    for parent, slope in n.parents:
        parent.gradient += slope * n.gradient
return
"""
RECURSIVE = """
for n in behind(result):
    n.gradient = 0
def carry(n, d):
    n.gradient += d
    for parent, slope in n.parents:
        carry(parent, d * slope)
carry(result, 1.0)
return
"""
BEHIND = """
def behind(n):
    found = [n]
    for parent, _ in n.parents:
        found += behind(parent)
    return found
"""
KAHN = """
uses, found = {}, [result]
for n in found:
    n.gradient = 0.0
    for parent, _ in n.parents:
        uses[parent] = uses.get(parent, 0) + 1
        if parent not in found:
            found.append(parent)
result.gradient, ready = 1.0, [result]
while ready:
    n = ready.pop()
    for parent, slope in n.parents:
        parent.gradient += slope * n.gradient
        uses[parent] -= 1
        if not uses[parent]:
            ready.append(parent)
return
"""
LEVELS = """
levels, level = [], [result]
while level:
    levels.append(level)
    level = list({parent for n in level for parent, _ in n.parents})
for n in [n for level in levels for n in level]:
    n.gradient = 0.0
result.gradient = 1.0
for level in levels:
    for n in level:
        for parent, slope in n.parents:
            parent.gradient += slope * n.gradient
return
"""
PRODUCT = "[(a, b.value), (b, a.value)]"
RIGHT = [
    ("linear_forward", "np.dot(X, W) + b[None]"),
    ("linear_forward", "np.array([x @ W + b for x in X])"),
    ("linear_backward", "np.dot(dZ, W.T), np.dot(X.T, dZ), np.ones(len(X)) @ dZ"),
    ("linear_backward", "[(W @ dZ.T).T, (dZ.T @ X).T, sum(dZ)]"),
    ("logistic_backward", "(H - H * H) * dH"),
    ("logistic_backward", "dH * (0.25 - (H - 0.5) ** 2)"),
    ("cross_entropy_error", "E = np.exp(Z)\nreturn (E / E.sum(1)[:, None] - T) / Z.shape[0]"),
    (
        "stops_after",
        "f = np.diff(costs) >= 0\nb = f[1:] & f[:-1]\nreturn b.argmax() + 3 if b.any() else len(costs)",
    ),
    ("confusion", "C = np.zeros((10, 10))\nnp.add.at(C, (t, y), 1)\nreturn C"),
    ("confusion", "[[np.sum((t == i) & (y == j)) for j in range(10)] for i in range(10)]"),
    ("confusion", "np.bincount(10 * t + y, minlength=100).reshape(10, 10)"),
    ("initial_scale", "4 * n ** -0.5"),
    ("multiplications", "3 * (sizes[:-1] @ sizes[1:])"),
    ("multiplications", "3 * sum(a * b for a, b in zip(sizes, sizes[1:]))"),
    ("multiply", "return Number(b.value * a.value, [(b, a.value), (a, b.value)])"),
    ("multiply", "return Number(a.value * b.value, ((a, b.value), [b, a.value]))"),
    ("exponential", "import math\nreturn Number(math.exp(a.value), [(a, math.exp(a.value))])"),
    ("backward", ORDER + RESET + WALK),
    ("backward", BEHIND + RECURSIVE),
    ("backward", KAHN),
    (
        "multiply",
        "if a is b:\n    return Number(a.value ** 2, [(a, 2 * a.value)])\n"
        f"return Number(a.value * b.value, {PRODUCT})",
    ),
    ("confusion", "np.eye(10)[t].T @ np.eye(10)[y]"),
]
STOPS = """
for k in range(2, len(costs)):
    if costs[k] >= costs[k - 1] >= costs[k - 2]:
        return k
return len(costs)
"""
WRONG = [
    ("linear_backward", "dZ @ W.T, X.T @ dZ, dZ.sum(axis=1)", "db: it has one number for each sample"),
    ("linear_backward", "dZ @ W.T, X.T @ dZ, dZ", "db: it is not summed"),
    ("linear_backward", "dZ @ W.T, X.T @ dZ, -dZ.sum(axis=0)", "db: the sign is lost."),
    ("linear_backward", "dZ.sum(axis=0), X.T @ dZ, dZ @ W.T", "results 1 and 3 are swapped"),
    (
        "stops_after",
        STOPS.replace("(2,", "(3,").replace("return k", "return k + 1"),
        "never compared with the first",
    ),
    ("confusion", "t == y", "whether it is right"),
    ("confusion", "np.sum(t != y)", "how many are wrong"),
    (
        "confusion",
        "C = [[0] * 10] * 10\nfor i, j in zip(t, y): C[i][j] += 1\nreturn C",
        "one and the same list",
    ),
    (
        "confusion",
        "C = np.zeros((10, 10))\nfor i, j in zip(t, y):\n    C[i, j] += 1\n    return C",
        "inside the loop",
    ),
    ("multiply", "return Number(a.value * b.value, [(a, b), (b, a)])", "take its `.value`"),
    ("multiply", "return Number(a, [(a, b.value), (b, a.value)])", "the value is a `Number`"),
    ("exponential", "return Number(np.exp(a.value), [(a, np.exp)])", "not yet called"),
    (
        "backward",
        ORDER + RESET + WALK.replace("slope * n.gradient", "slope"),
        "the slopes are added up alone",
    ),
    ("backward", ORDER + RESET + WALK.replace("reversed(order)", "order"), "the last number first"),
    ("backward", ORDER + RESET + WALK.replace("+=", "-="), "For a = "),
    (
        "backward",
        ORDER.replace("n not in seen", "n.value not in seen").replace("add(n)", "add(n.value)")
        + RESET
        + WALK,
        "two numbers of the same value",
    ),
    (
        "stops_after",
        "last, bad = costs[0], 0\nfor n, c in enumerate(costs):\n    bad = bad + 1 if c >= last else 0\n"
        "    last = c\n    if bad == 2:\n        return n + 1\nreturn len(costs)",
        "the first cost counts as a failure",
    ),
    ("exponential", "return Number(None, [(a, 1.0)])", "the value is of type NoneType"),
    ("exponential", "return Number('1', [(a, 1.0)])", "the value is of type str"),
    ("exponential", "return Number(np.exp([a.value]), [(a, 1.0)])", "the value has the shape (1,)"),
    ("multiply", "return Number(a.value * b.value, [(a, None), (b, 1)])", "a slope is of type NoneType"),
    ("backward", LEVELS, "the gradients of a, b, c, d, e, f, g are"),
    ("backward", ORDER + RESET + WALK.replace("in n.parents", "in set(n.parents)"), "a parent twice"),
    (
        "backward",
        ORDER + RESET + WALK.replace("in n.parents", "in dict(n.parents).items()"),
        "a parent twice",
    ),
    (
        "backward",
        ORDER + RESET + WALK.replace("return", "for n in order:\n    n.gradient *= not n.parents\nreturn"),
        "only the inputs have their gradient",
    ),
    (
        "backward",
        ORDER + RESET + WALK.replace("return", "for n in order:\n    n.value = 0.0\nreturn"),
        "changes the value or the parents",
    ),
    (
        "backward",
        ORDER + RESET + WALK.replace("return", "for n in order:\n    n.parents.clear()\nreturn"),
        "changes the value or the parents",
    ),
    (
        "backward",
        ORDER + RESET + WALK.replace("parent.gradient += slope * n", "n.gradient += slope * n"),
        "is not right yet",
    ),
    (
        "backward",
        ORDER + RESET + WALK.replace("slope * n.gradient", "np.float32(slope * n.gradient)"),
        "the first digits are right",
    ),
    ("backward", ORDER + RESET + "result.gradient = 1.0\nreturn", "only the result has a gradient"),
    (
        "multiply",
        "return Number(a.value * b.value, {a: b.value, b: a.value}.items())",
        "A dictionary or a set keeps one of them",
    ),
    (
        "multiply",
        f"n = Number(a.value * b.value, {PRODUCT})\na.value = n.value\nreturn n",
        "it changes a number",
    ),
    ("multiply", f"a.gradient = b.value\nreturn Number(a.value * b.value, {PRODUCT})", "it changes a number"),
    ("multiply", f"return Number(np.float32(a.value) * b.value, {PRODUCT})", "must be"),
    ("exponential", "y = np.exp(a)\nreturn Number(y, [(a, y)])", "compute with its `.value`"),
    (
        "exponential",
        "a.value = np.exp(a.value)\nreturn Number(a.value, [(a, a.value)])",
        "it changes a number",
    ),
    (
        "confusion",
        "k = max(*t, *y) + 1\nC = np.zeros((k, k))\nnp.add.at(C, (t, y), 1)\nreturn C",
        "ten by ten, whatever comes",
    ),
    ("linear_backward", "dZ @ W.T, X.T @ dZ, dZ.sum(axis=0, keepdims=True)", "db: a flat array is wanted"),
    ("linear_backward", "dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)[:, None]", "db: a flat array is wanted"),
    (
        "linear_backward",
        "dZ @ W.T, (dZ.T @ X).reshape(W.shape), dZ.sum(axis=0)",
        "dW: the right numbers stand in other places. `reshape` is no transpose",
    ),
    ("multiplications", "sum(sizes)", "the sizes are added"),
    ("multiplications", "np.prod(sizes)", "Only neighbours are joined"),
    ("multiplications", "sum(sizes) ** 2", "is not right yet"),
    ("initial_scale", "1 / n", "the root and the four are lost"),
    ("stops_after", "np.argmin(costs)", "the place of the smallest cost"),
    ("stops_after", STOPS, "passes are counted from one"),
    ("stops_after", STOPS.replace(">=", ">").replace("return k", "return k + 1"), "compare with >="),
    ("confusion", "np.sum(t == y)", "how many are right"),
    ("linear_forward", "X @ W", "the biases are lost"),
    ("linear_forward", "(X @ W + b).T", "rows and columns are swapped"),
    ("linear_backward", "dZ @ W.T, X.T @ dZ, dZ.mean(axis=0)", "db is the mean"),
    ("linear_backward", "dZ @ W.T, X.T @ dZ", "it returns 2 values"),
    ("linear_backward", "dZ @ W, X.T @ dZ, dZ.sum(0)", "matmul"),
    ("linear_backward", "dZ @ W.T, dZ.T @ X, dZ.sum(0)", "dW: rows and columns are swapped"),
    ("logistic_backward", "H * (1 - H)", "the slope alone"),
    ("logistic_backward", "dH * H * (H - 1)", "the sign is turned"),
    ("cross_entropy_error", "softmax(Z) - T", "that of the sum"),
    ("cross_entropy_error", "(Z - T) / len(T)", "the softmax is lost"),
    ("stops_after", "len(costs)", "never stops early"),
    ("stops_after", "int(np.argmin(costs)) + 1", "the smallest cost"),
    ("confusion", "C = np.zeros((10, 10))\nC[t, y] += 1\nreturn C", "count once"),
    ("confusion", "C = np.zeros((10, 10))\nnp.add.at(C, (y, t), 1)\nreturn C", "columns are swapped"),
    ("initial_scale", "1 / np.sqrt(n)", "the quarter is lost"),
    ("multiplications", "np.sum(sizes[:-1] * sizes[1:])", "the way forward alone"),
    ("multiply", "return a.value * b.value", "A new `Number` is wanted"),
    ("multiply", "return Number(a.value * b.value)", "a product has two parents"),
    ("multiply", "return Number(a.value * b.value, [(a, a.value), (b, b.value)])", "the OTHER factor"),
    ("multiply", "return Number(a.value * b.value, [(a, 1), (b, 1)])", "those of a sum"),
    ("multiply", "return Number(a.value * b.value, [a, b])", "each parent is a pair"),
    ("multiply", "return Number(a.value * b.value, [(Number(a.value), b.value), (b, 1)])", "no copies"),
    ("multiply", "a.value *= b.value\nreturn a", "one of the numbers that it was given"),
    ("multiply", "return Number(a * b, [(a, b.value), (b, a.value)])", "stops with an error in line 2"),
    ("exponential", "return Number(np.exp(a.value), [(a, 1.0)])", "its own slope"),
    ("exponential", "return Number(np.exp(a.value), [(a, a.value * np.exp(a.value))])", "rule for a power"),
    ("exponential", "return Number(np.exp(a.value))", "the parent is missing"),
    ("exponential", "return Number(a.value, [(a, 1.0)])", "the value at"),
    ("backward", ORDER + RESET + "return", "all gradients are zero"),
    ("backward", ORDER + RESET + WALK.replace("+=", "="), "Paths are ADDED"),
    ("backward", ORDER + RESET + WALK.replace("slope * n", "slope + n"), "they are MULTIPLIED"),
    ("backward", ORDER + WALK, "called a second time"),
    ("backward", "return result.nothing", "stops with an error in line 2"),
    ("backward", ORDER + RESET + WALK.replace("reversed(order)", "order"), "only the last step"),
    ("backward", AS_FOUND + RESET + WALK.replace("reversed(order)", "order"), "paths have arrived"),
]


@pytest.mark.parametrize(("exercise", "body"), RIGHT)
def test_right_answers_are_right(exercise: str, body: str) -> None:
    found = LAB.answer(exercise, body)
    assert found, found.words


@pytest.mark.parametrize(("exercise", "body", "words"), WRONG)
def test_wrong_answers_are_told_why(exercise: str, body: str, words: str) -> None:
    found = LAB.answer(exercise, body)
    assert not found
    assert words in found.words, found.words


@pytest.mark.parametrize("words", engine.MISTAKES)
def test_each_mistake_of_the_way_back_is_named_by_its_own_words(words: str) -> None:
    def reset_first(result: Number) -> None:
        for number in engine.ordered(result):
            number.gradient = 0.0
        engine.MISTAKES[words](result)

    for seed in range(5):
        found = LAB.verdict("backward", reset_first, seed)
        assert words in found.words, found.words


def test_the_course_and_numbers_agree_on_an_expression_by_hand() -> None:
    plan = [("multiply", 0, 1), ("add", 2, 0)]  # x y + x
    numbers = engine.built([2.0, 3.0], plan)
    engine.backward(numbers[-1])
    assert [number.gradient for number in numbers] == [4.0, 2.0, 1.0, 1.0]
    assert engine.by_the_course([2.0, 3.0], plan) == [4.0, 2.0, 1.0, 1.0]


def test_a_number_shows_what_it_holds() -> None:
    a = Number(2.0)
    assert repr(Number(6.0, [(a, 3.0)])) == "Number(6, slopes [3], gradient 0)"


def test_values_stay_small_in_the_drawn_expressions() -> None:
    for seed in range(200):
        numbers = engine.built(*engine._plan(np.random.default_rng(seed), engine.STEPS))
        assert abs(numbers[-1].value) < 1e30
