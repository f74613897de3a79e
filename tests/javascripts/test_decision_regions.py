"""The figure of chapter 4 computes what `chainrule` computes, and says nothing that does not hold."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from chainrule import vectorization as python
from chainrule.datasets import circles
from chainrule.figures.rings import plane_in_cube
from tests.javascripts.node import FIGURES, as_shown, call, falsified, near, printed

FIGURE = FIGURES / "vectorization"
RANDOM = np.random.RandomState(1)
X, T = circles(RANDOM)
python.random_parameters(RANDOM)
START = python.random_parameters(RANDOM, 0.1)
OWN = np.concatenate([w.ravel() for w in START])
GIVEN = {"X": X.tolist(), "t": T.argmax(axis=1).tolist(), "w": OWN.tolist()}
NEURONS = [(f"u{j}", f"v{j}", f"b{j}") for j in (1, 2, 3)]
ENDS = np.cumsum([w.size for w in START])[:-1]
State = dict[str, float]

# Far below zero the logistic function of `chainrule` is right, and NumPy warns.
pytestmark = pytest.mark.filterwarnings("ignore:overflow encountered in exp:RuntimeWarning")


def opening(**change: float) -> State:
    Wh, bh, _, _ = START
    lines = {
        name: float(number)
        for j, names in enumerate(NEURONS)
        for name, number in zip(names, (*Wh[:, j], bh[0, j]), strict=True)
    }
    view = {"m": 0, "turn": -60, "tilt": 20}
    rest = {"size": 1, "i": 1, "dx": 0, "dy": 0, "mu": 0.02, "lam": 0.9, "k": 300}
    return lines | rest | view | change


def draw_states() -> list[State]:
    rng = np.random.default_rng(4)
    states = [opening(k=k) for k in (0, 1, 2, 50, 110, 130, 150, 200, 300, 1000)]
    states += [
        opening(size=0, k=5),
        opening(size=30, k=0),
        opening(mu=0.2),
        opening(mu=0.2, lam=0.95, size=30),
    ]
    states += [opening(dx=-0.9), opening(lam=0), opening(size=20, k=40), opening(i=51, dx=3, k=200)]
    for _ in range(40):
        lines = {name: float(np.round(rng.uniform(-1, 1), 4)) for names in NEURONS for name in names}
        places = {name: float(np.round(rng.uniform(-1.5, 1.5), 2)) for name in ("dx", "dy")}
        mu, lam = float(f"{10 ** rng.uniform(-3, -0.7):.2g}"), float(rng.choice([0, 0.5, 0.9, 0.95]))
        size = float(rng.choice([0.1, 1, 5, 30]))
        whole = {"i": int(rng.integers(1, 101)), "k": int(rng.integers(0, 120))}
        states.append(opening(**lines, **places, **whole, mu=mu, lam=lam, size=size))
    return states


def split(numbers: Any) -> list[Any]:
    """Return the parameters that stand in one row of the figure."""
    return [part.reshape(w.shape) for part, w in zip(np.split(np.asarray(numbers), ENDS), START, strict=True)]


def samples(state: State) -> Any:
    moved = X.copy()
    moved[int(state["i"]) - 1] += [state["dx"], state["dy"]]
    return moved


def started(state: State) -> list[Any]:
    start = [w.copy() for w in START]
    for j, names in enumerate(NEURONS):
        start[0][:, j] = [state[name] for name in names[:2]]
        start[1][0, j] = state[names[2]]
    return [state["size"] * w for w in start]


def stable_loss(moved: Any, w: list[Any]) -> float:
    H = python.hidden_activations(moved, *w[:2])
    return float(-np.sum(T * python.log_softmax(H @ w[2] + w[3])))


def slopes(moved: Any, w: list[Any]) -> list[Any]:
    with np.errstate(divide="ignore", invalid="ignore"):  # its loss is not asked for
        return python.loss_and_gradients(moved, T, w)[1]


def runs(folder: Path, states: list[State]) -> list[dict[str, Any]]:
    return call(folder / "describe.js", [("runOf", [state, GIVEN]) for state in states])


def differences(folder: Path) -> list[str]:
    """Return where an update of the figure's own parameters, or what comes of them, is not Python's."""
    found = []
    states = draw_states()
    for n, (state, run) in enumerate(zip(states, runs(folder, states), strict=True)):
        moved, path, losses = samples(state), run["history"]["path"], run["history"]["losses"]
        if not np.allclose(path[0], np.concatenate([w.ravel() for w in started(state)]), rtol=1e-14, atol=0):
            found.append(f"{n}: another start")
        for k in {1, 2, 3, len(path) // 2, len(path) - 1} & set(range(1, len(path))):
            before = [np.subtract(path[k - 1], path[max(k - 2, 0)])]
            w, _ = python.momentum_update(
                split(path[k - 1]),
                split(before[0]),
                slopes(moved, split(path[k - 1])),
                state["mu"],
                state["lam"],
            )
            size = 1 + max(np.abs(part).max() for part in w)
            if any(np.abs(a - b).max() > 1e-12 * size for a, b in zip(w, split(path[k]), strict=True)):
                found.append(f"{n}: update {k}")
            if not np.isclose(losses[k], stable_loss(moved, split(path[k])), rtol=1e-10, atol=1e-10):
                found.append(f"{n}: loss {k}")
        last = split(path[-1])
        if not np.allclose(run["H"], python.hidden_activations(moved, *last[:2]), rtol=1e-10, atol=1e-15):
            found.append(f"{n}: hidden activations")
        if not np.allclose(run["y"], python.nn(moved, last)[:, 1], rtol=1e-9, atol=1e-15):
            found.append(f"{n}: outputs")
        sure = np.abs(python.nn(moved, last)[:, 1] - 0.5) > 1e-12
        if np.any((python.nn_predict(moved, last) != run["classes"])[sure]):
            found.append(f"{n}: classes")
    return found


def test_the_numbers_are_those_of_python() -> None:
    assert differences(FIGURE) == []


def test_the_chapter_s_run_is_the_same() -> None:
    trained, losses = python.train(X, T, START, 0.02, 0.9, 300)
    (run,) = runs(FIGURE, [opening()])
    assert run["history"]["losses"] == pytest.approx(list(losses), rel=1e-8)
    assert run["w"] == pytest.approx(list(np.concatenate([w.ravel() for w in trained])), rel=1e-8)
    assert run["right"] == 100


def test_the_cut_has_the_corners_of_the_static_figure() -> None:
    rng = np.random.default_rng(3)
    planes = [(rng.normal(size=3), float(rng.normal())) for _ in range(60)] + [
        (np.array([0.0, 0.0, 1.0]), -0.5)
    ]
    found = call(
        FIGURE / "space.js", [("planeInCube", [normal.tolist(), offset]) for normal, offset in planes]
    )
    sizes = set()
    for (normal, offset), corners in zip(planes, found, strict=True):
        wanted = plane_in_cube(normal, offset)
        sizes.add(len(wanted))
        assert len(corners) == len(wanted)
        if corners:
            beside = np.abs(np.array(corners)[:, np.newaxis] - wanted).max(axis=2)
            assert beside.min(axis=1).max() < 1e-12
            order = beside.argmin(axis=1)
            steps = {int(step) for step in np.diff(np.append(order, order[0])) % len(order)}
            assert steps in ({1}, {len(order) - 1}, {1, len(order) - 1})
    assert {0, 3, 4} <= sizes


def test_a_line_goes_through_the_point_to_which_it_is_moved() -> None:
    rng = np.random.default_rng(2)
    drawn = rng.uniform(-1.5, 1.5, (20, 5))
    lines = [("lineThrough", [x, y, float(np.hypot(u, v)), b]) for u, v, b, x, y in drawn.tolist()]
    found = call(FIGURE / "state.js", lines)
    feet = call(FIGURE / "state.js", [("footOf", moved) for moved in found])
    for (u, v, b, x, y), moved, foot in zip(drawn, found, feet, strict=True):
        assert foot == pytest.approx([x, y], abs=1e-3)
        assert np.hypot(*moved[:2]) == pytest.approx(np.hypot(u, v), rel=1e-3)
        assert np.sign(moved[2]) == np.sign(b)


def judged(sentence: str, state: State, run: dict[str, Any]) -> bool:
    """Ask Python about the parameters that the figure went through; what is too close to tell may be said."""
    path = [split(w) for w in run["history"]["path"]]
    moved, w, k, i = samples(state), path[-1], int(state["k"]), int(state["i"])
    xi = np.array([stable_loss(moved, each) for each in path])
    Y = python.nn(moved, w)
    if found := re.fullmatch(
        r"(?:At the start|After (\d+) updates?): loss (\S+), (\d+) of 100 samples right\.", sentence
    ):
        right = int(np.sum(python.nn_predict(moved, w) == T.argmax(axis=1)))
        return int(found[1] or 0) == k and near(found[2], xi[-1]) and int(found[3]) == right
    if found := re.fullmatch(r"Sample (\d+), (\w+), is taken for (\w+)\.", sentence):
        names = ["red", "blue"]
        truth, answer = names[int(T[i - 1].argmax())], names[int(Y[i - 1].argmax())]
        return (int(found[1]), found[2], found[3]) == (i, truth, answer)
    if found := re.fullmatch(r"The loss rose in (\d+) of (\d+) steps\.", sentence):
        rises = [int(np.sum(np.diff(xi) > least * xi[:-1])) for least in (1e-8, 1e-10)]
        return rises[0] <= int(found[1]) <= rises[1] and int(found[1]) > 0 and int(found[2]) == k
    rules: dict[str, Callable[[], bool]] = {
        "Each output is close to one half.": lambda: bool(np.abs(Y - 0.5).max() < 0.0501),
        "The cut misses the cube: every place gets one answer.": lambda: one_answer(w),
        "The loss is above that of the start.": lambda: bool(xi[-1] > xi[0]),
        "A tiny change of the start would lead elsewhere.": lambda: strays(state, w),
    }
    return rules[sentence]()


def one_answer(w: list[Any]) -> bool:
    """Whether the network's class is the same at all places, also far outside the picture."""
    line = np.concatenate([np.linspace(-1.5, 1.5, 61), [-1e3, 1e3]])
    places = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    return len(set(python.nn_predict(places, w).tolist())) == 1


def strays(state: State, w: list[Any]) -> bool:
    """Whether the run from a start a thousand million times nearer than is shown ends elsewhere."""
    away = []
    for part in (0, 2):
        nudged = started(state)
        nudged[part][0, 0] += 1e-9
        with np.errstate(divide="ignore", invalid="ignore"):
            end, _ = python.train(samples(state), T, nudged, state["mu"], state["lam"], int(state["k"]))
        away.append(max(np.abs(a - b).max() for a, b in zip(end, w, strict=True)))
    return bool(max(away) > 1e-6)


def falsehoods(folder: Path) -> list[str]:
    """Return what is said and does not hold, and what is kept quiet though there was room for it."""
    states = draw_states()
    found_runs = runs(folder, states)
    texts = call(folder / "describe.js", [("describe", [run]) for run in found_runs])
    found = []
    for state, run, text in zip(states, found_runs, texts, strict=True):
        sentences = re.findall(r"\S.*?\.(?= |$)", text)
        found += [f"{state}: {each}" for each in sentences if not judged(each, state, run)]
        xi = [stable_loss(samples(state), split(w)) for w in run["history"]["path"]]
        unsure = np.abs(python.nn(samples(state), split(run["w"])) - 0.5).max() < 0.0499
        quiet = (unsure and "one half" not in text) or (xi[-1] > 1.001 * xi[0] and "above" not in text)
        if len(sentences) < 4 and quiet:
            found.append(f"{state}: nothing is said of it: {text}")
    return found


def test_what_is_said_holds_and_nothing_is_kept_quiet() -> None:
    assert falsehoods(FIGURE) == []


def test_each_sentence_is_said_of_some_state() -> None:
    found = runs(FIGURE, draw_states())
    said = " ".join(call(FIGURE / "describe.js", [("describe", [run]) for run in found]))
    for words in ("one half", "misses the cube", "above that of", "The loss rose in", "tiny change"):
        assert words in said


WRONG = {
    ("mathematics.js", "h[j] * (1 - h[j]) * delta"): "h[j] * delta",
    ("mathematics.js", "momentum * velocity[n] -"): "velocity[n] -",
    ("mathematics.js", "w), w) > 0 ? 1"): "w), w) > 0.5 ? 1",
    ("describe.js", "const UNSURE = 0.05"): "const UNSURE = 0.4",
    ("describe.js", "Math.min(...sides) > 0"): "Math.max(...sides) > 0",
    ("describe.js", "before * (1 + ROUNDING)"): "before * (1 - 1e-3)",
    ("describe.js", 'NAMES = ["red", "blue"]'): 'NAMES = ["blue", "red"]',
}


@pytest.mark.parametrize(("file", "right"), list(WRONG))
def test_a_false_rule_is_seen(file: str, right: str, tmp_path: Path) -> None:
    folder = falsified(FIGURE, file, right, WRONG[file, right], tmp_path)
    assert differences(folder) or falsehoods(folder)


def test_the_code_prints_the_numbers_that_are_shown() -> None:
    moved = {"u2": 0.3, "v2": -0.1, "b2": 0.05}
    states = [opening(), opening(**moved, i=7, dx=-0.5, dy=0.25, size=2, k=130, mu=0.03, lam=0.5)]
    found = runs(FIGURE, states)
    codes = call(FIGURE / "describe.js", [("asPython", [run]) for run in found])
    for state, run, code in zip(states, found, codes, strict=True):
        n = int(state["i"]) - 1
        xi, *others = as_shown([run["xi"], run["y"][n], *run["H"][n]])
        assert [*printed(code).values()] == [xi, run["right"], *others]
