"""The figure of chapter 2 computes what `chainrule` computes, and says nothing that does not hold."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from chainrule import classification as python
from chainrule.datasets import overlapping_classes
from tests.javascripts.node import FIGURES, as_shown, call, falsified, printed

FIGURE = FIGURES / "classification"
X, T = overlapping_classes()
DATA = X.tolist(), T.tolist()
START = {"w1": -4, "w2": -2, "mu": 2, "k": 0}
State = tuple[float, float, float, int]

# Far below zero the logistic function of `chainrule` is right, and NumPy warns.
pytestmark = pytest.mark.filterwarnings("ignore:overflow encountered in exp:RuntimeWarning")


def mean_loss(w: Any) -> float:
    return float(python.loss_surface(X, T, np.asarray(w[:1]), np.asarray(w[1:])).item())


def gradient(w: Any) -> Any:
    return python.gradient(X, python.nn(X, w), T)


def wrong(w: Any) -> int:
    return int(np.sum(python.nn_predict(X, w) != T))


FIRST_SLOPE = float(np.linalg.norm(gradient(np.array([-4.0, -2.0]))))
TURNS = np.linspace(0, 2 * np.pi, 20_001)
FEWEST = min(wrong(np.array([np.cos(turn), np.sin(turn)])) for turn in TURNS[::4])


def draw_states() -> list[State]:
    rng = np.random.default_rng(5)
    states: list[State] = [(-4.0, -2.0, 2.0, k) for k in (0, 1, 2, 3, 5, 10, 50, 200)]
    states += [(0.0, 0.0, 2.0, 0), (0.0, 0.0, 2.0, 1), (-20.0, 20.0, 100.0, 200), (9.0, 6.0, 0.1, 3)]
    states += [(-4.0, -2.0, 20.0, k) for k in range(12)]
    for _ in range(120):
        w1, w2 = np.round(rng.uniform(-7, 7, 2), 2).tolist()
        states.append((w1, w2, float(f"{10 ** rng.uniform(-1, 1.5):.2g}"), int(rng.integers(0, 40))))
    return states


def runs(folder: Path, states: list[State]) -> list[dict[str, Any]]:
    starts = [{"w1": w1, "w2": w2, "mu": mu, "k": k} for w1, w2, mu, k in states]
    return call(folder / "describe.js", [("runOf", [start, *DATA]) for start in starts])


def differences(folder: Path) -> list[str]:
    """Return where one update, restarted from the figure's own weights, or their loss is not Python's."""
    found = []
    for state, run in zip(draw_states(), runs(folder, draw_states()), strict=True):
        history = run["history"]
        path = np.column_stack([history["w1"], history["w2"]])
        for k, w in enumerate(path[:20]):
            size = 1 + np.abs(w).max() + state[2]
            if k and np.abs(python.update(X, T, path[k - 1], state[2]) - w).max() > 1e-12 * size:
                found.append(f"{state}: update {k}")
            if abs(history["xi"][k] - mean_loss(w)) > 1e-12 * size or history["wrong"][k] != wrong(w):
                found.append(f"{state}: loss or count at {k}")
        if np.abs(gradient(path[-1]) - run["by"]).max() > 1e-12:
            found.append(f"{state}: gradient")
    return found


def test_the_numbers_are_those_of_python() -> None:
    assert differences(FIGURE) == []


def test_the_chapter_s_run_is_the_same() -> None:
    path = python.train(X, T, np.array([-4.0, -2.0]), 2.0, 50)
    found = call(FIGURE / "mathematics.js", [("train", [*DATA, [-4, -2], 2, 50])])[0]
    assert np.abs(np.column_stack([found["w1"], found["w2"]]) - path).max() <= 1e-12


def test_surface_output_and_fewest_mistakes_are_the_same() -> None:
    w = np.linspace(-5, 5, 21)
    calls: list[tuple[str, list[Any]]] = [("lossSurface", [*DATA, w.tolist(), w.tolist()])]
    calls += [("fewestWrong", [*DATA]), *(("nn", [row, [2, -1]]) for row in DATA[0])]
    surface, fewest, *outputs = call(FIGURE / "mathematics.js", calls)
    assert np.abs(np.array(surface) - python.loss_surface(X, T, w, w)).max() <= 1e-12
    assert outputs == pytest.approx(list(python.nn(X, np.array([2.0, -1.0]))), rel=1e-12)
    assert fewest == FEWEST == 6


def outside(w: Any) -> bool:
    return bool(np.abs(w).max() > 5)


def judged(sentence: str, state: State, run: dict[str, Any]) -> bool:
    """Ask Python about the weights that the figure went through; what is too close to tell may be said."""
    path = np.column_stack([run["history"]["w1"], run["history"]["w2"]])
    xi = np.array([mean_loss(w) for w in path])
    start, end, k = outside(path[0]), outside(path[-1]), state[3]
    if found := re.fullmatch(
        r"(?:At the start|After (\d+) updates?): loss (\S+), (\d+) of 40 samples wrong\.", sentence
    ):
        right = int(found[1] or 0) == k and int(found[3]) == wrong(path[-1])
        return right and abs(float(found[2]) - xi[-1]) <= 5.1e-5 + 5.1e-3 * (xi[-1] < 5e-4) * xi[-1]
    if found := re.fullmatch(r"The loss rose in (\d+) of (\d+) steps: they are too long\.", sentence):
        rises = [int(np.sum(np.diff(xi) > least * xi[:-1])) for least in (1e-8, 1e-10)]
        return rises[0] <= int(found[1]) <= rises[1] and int(found[1]) > 0 and int(found[2]) == k
    rules: dict[str, Callable[[], bool]] = {
        "Start and end are outside the map.": lambda: start and end and k > 0,
        "The start is outside the map.": lambda: start and (k == 0 or not end),
        "The end is outside the map.": lambda: end and not start,
        "The steps are too long: the loss is above that of the start.": lambda: bool(xi[-1] > xi[0]),
        "With both weights zero there is no boundary.": lambda: not path[-1].any(),
        "No line through zero has fewer on the wrong side.": lambda: wrong(path[-1]) == FEWEST,
        "The ground is nearly flat here.": lambda: bool(
            np.linalg.norm(gradient(path[-1])) < 0.0101 * FIRST_SLOPE
        ),
    }
    return rules[sentence]()


def falsehoods(folder: Path) -> list[str]:
    """Return what is said and does not hold, and what is kept quiet though there was room for it."""
    states = draw_states()
    found_runs = runs(folder, states)
    marks = call(folder / "describe.js", [("marksOf", [*DATA, START])])[0]
    texts = call(folder / "describe.js", [("describe", [run, marks]) for run in found_runs])
    found = []
    for state, run, text in zip(states, found_runs, texts, strict=True):
        sentences = re.findall(r"\S.*?\.(?= |$)", text)
        found += [f"{state}: {each}" for each in sentences if not judged(each, state, run)]
        w = np.array([run["history"]["w1"][-1], run["history"]["w2"][-1]])
        flat = np.linalg.norm(gradient(w)) < 0.0099 * FIRST_SLOPE
        quiet = (flat and "flat" not in text) or (outside(w) and "outside" not in text)
        if len(sentences) < 3 and quiet:
            found.append(f"{state}: nothing is said of it: {text}")
    return found


def test_what_is_said_holds_and_nothing_is_kept_quiet() -> None:
    assert falsehoods(FIGURE) == []


WRONG = {
    ("mathematics.js", "delta[i] * row[j]"): "delta[i] * row[0]",
    ("mathematics.js", "> 0.5 ? 1"): "> 0.6 ? 1",
    ("describe.js", "const FLAT = 0.01"): "const FLAT = 0.1",
    ("describe.js", "Math.max(w1, w2) > MAP[1]"): "Math.max(w1, w2) > MAP[1] + 1",
    ("describe.js", "wrong === fewest"): "wrong < fewest + 2",
    ("describe.js", "before * (1 + ROUNDING)"): "before * (1 - 1e-3)",
}


@pytest.mark.parametrize(("file", "right"), list(WRONG))
def test_a_false_rule_is_seen(file: str, right: str, tmp_path: Path) -> None:
    folder = falsified(FIGURE, file, right, WRONG[file, right], tmp_path)
    assert falsehoods(folder) + differences(folder)


def test_the_code_prints_the_numbers_that_are_shown() -> None:
    found = runs(FIGURE, [(-4.0, -2.0, 2.0, 10), (0.0, 0.0, 2.0, 0)])
    codes = call(FIGURE / "describe.js", [("asPython", [run]) for run in found])
    for run, code in zip(found, codes, strict=True):
        numbers = [*run["w"], run["xi"], *run["by"]]
        assert [*printed(code).values()] == [*as_shown(numbers), run["wrong"]]
