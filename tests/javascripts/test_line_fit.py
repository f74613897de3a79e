"""The figure of chapter 1 computes what `chainrule` computes, and says nothing that does not hold."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from chainrule import gradient_descent as python
from chainrule.datasets import noisy_line
from tests.javascripts.node import FIGURES, as_shown, call, falsified, printed

FIGURE = FIGURES / "gradient-descent"
X, T, STARTS = noisy_line()
DATA = X.tolist(), T.tolist()
BEST = python.best_weight(X, T)
STEP = 1e-12
State = tuple[float, float, int]


def mean_loss(w: float) -> float:
    return float(python.loss(python.nn(X, w), T))


def slope(w: float) -> float:
    return float(np.mean(python.gradient(X, python.nn(X, w), T)))


LOWEST = mean_loss(BEST)


def draw_states() -> list[State]:
    rng = np.random.default_rng(3)
    states: list[State] = [(1.4, 0.9, 0), (2.08, 0.9, 0), (float(STARTS[0]), 2.5, 8), (-100.0, 100.0, 50)]
    states += [(float(STARTS[0]), 0.9, k) for k in range(12)]
    states += [(1.4, float(f"{python.largest_rate(X) * share:.6g}"), 5) for share in (0.5, 0.999, 1.001, 2)]
    for _ in range(200):
        rate = float(f"{10 ** rng.uniform(-2, 1):.2g}")
        states.append((round(rng.uniform(-1, 6), 2), rate, int(rng.integers(0, 51))))
    return states


def runs(folder: Path, states: list[State]) -> list[dict[str, Any]]:
    return call(
        folder / "describe.js",
        [("runOf", [{"w": w, "mu": mu, "k": k}, *DATA]) for w, mu, k in states],
    )


def differences(folder: Path) -> list[str]:
    """Return where a number of the figure is not Python's, relative to the largest that went into it."""
    found = []
    for (start, mu, k), run in zip(draw_states(), runs(folder, draw_states()), strict=True):
        weights = python.train(X, T, start, mu, k)
        w, size = weights[-1], max(np.abs(weights).max(), 10.0)
        factor = 1 - 2 * mu / python.largest_rate(X)
        expected = {
            "w": (w, size),
            "xi": (mean_loss(w), size**2),
            "by": (slope(w), size),
            "step": (-mu * slope(w), mu * size),
            "lowest": (LOWEST, 1.0),
            "factor": (factor, 1 + abs(factor)),
        }
        far = np.abs(np.array(run["weights"]) - weights).max() / size
        if far > 1e-10:
            found.append(f"weights differ by {far} of {size}")
        for name, (value, scale) in expected.items():
            if not abs(run[name] - value) <= 1e-10 * scale:
                found.append(f"{name} {run[name]}, not {value} at {start, mu, k}")
    return found


def test_the_numbers_are_those_of_python() -> None:
    assert differences(FIGURE) == []


def test_one_update_the_best_weight_and_the_largest_rate_are_the_same() -> None:
    calls: list[tuple[str, list[Any]]] = [("bestWeight", [*DATA]), ("largestRate", [DATA[0]])]
    calls += [("update", [*DATA, w, mu]) for w, mu, _ in draw_states()]
    best, rate, *updates = call(FIGURE / "mathematics.js", calls)
    assert (best, rate) == pytest.approx((BEST, python.largest_rate(X)), rel=STEP)
    expected = [python.update(X, T, w, mu) for w, mu, _ in draw_states()]
    assert updates == pytest.approx(expected, rel=STEP, abs=STEP)


def falsehoods(folder: Path) -> list[str]:
    """Return what is said and does not hold."""
    states = draw_states()
    texts = call(folder / "describe.js", [("describe", [run]) for run in runs(folder, states)])
    return [f"{state}: {text}" for state, text in zip(states, texts, strict=True) if not holds(text, *state)]


SAID = re.compile(
    r"(?:At the start|After (?P<k>\d+) updates?): loss (?P<xi>\S+)\. "
    r"(?:The slope is (?P<way>negative: steeper|positive: flatter) is better\.|"
    r"(?P<low>To four decimals, no line has a smaller loss\.)) "
    r"Each update multiplies the distance to the best weight by (?P<factor>\S+): "
    r"it lands (?P<where>nearer|farther away|as far away as before)(?P<side>, on the other side)?\."
    r"(?P<outside> The point is outside the picture\.)?"
)


def holds(text: str, start: float, mu: float, k: int) -> bool:
    """Ask Python, which walks one more update instead of computing the factor."""
    said = SAID.fullmatch(text.replace("−", "-"))
    assert said, text
    w = float(python.train(X, T, start, mu, k)[-1])
    xi = mean_loss(w)
    ahead, after = (float(python.update(X, T, BEST + far, mu)) - BEST for far in (1.0, -1.0))
    where = "nearer" if abs(ahead) < 1 else "farther away"
    low = xi - LOWEST
    way = "negative: steeper" if mean_loss(w + 1e-6 * (1 + abs(w))) < xi else "positive: flatter"
    beyond = w < 0 or w > 4.1 or xi > 1.7
    return (
        int(said["k"] or 0) == k
        and abs(float(said["xi"]) - xi) <= 5.1e-5 + 5.1e-3 * xi * (xi > 9e4)
        and (low < 1.01e-4 if said["low"] else low > 0 and said["way"] == way)
        and abs(float(said["factor"]) - ahead) <= 5.1e-4
        and abs(float(said["factor"])) not in {0, 1}
        and after == pytest.approx(-ahead, abs=1e-9)
        and said["where"] == where
        and bool(said["side"]) == (ahead < 0)
        and bool(said["outside"]) == beyond
    )


def test_what_is_said_holds() -> None:
    assert falsehoods(FIGURE) == []


WRONG = {
    ("mathematics.js", "2 * (y - t) * x"): "2 * (y - t)",
    ("describe.js", "by < 0"): "by > 0",
    ("describe.js", "factor < 0"): "factor < 0.1",
    ("describe.js", "w > PICTURE.w[1]"): "w > PICTURE.w[1] + 0.3",
    ("describe.js", "shown(xi) === shown(lowest)"): "xi < 1.01 * lowest",
    ("describe.js", "far > ROUNDING"): "far > 0.01",
    ("describe.js", "[3, 6, 9]"): "[3]",
}


@pytest.mark.parametrize(("file", "right"), list(WRONG))
def test_a_false_rule_is_seen(file: str, right: str, tmp_path: Path) -> None:
    folder = falsified(FIGURE, file, right, WRONG[file, right], tmp_path)
    assert falsehoods(folder) + differences(folder)


def test_the_code_prints_the_numbers_that_are_shown() -> None:
    states = [(1.4, 0.9, 0), (float(STARTS[0]), 3.0, 8), (2.07, 0.9, 12)]
    for run, code in zip(
        runs(FIGURE, states),
        call(FIGURE / "describe.js", [("asPython", [run]) for run in runs(FIGURE, states)]),
        strict=True,
    ):
        found = printed(code)
        shown = as_shown([run[name] for name in ("w", "xi", "by", "step")])
        assert [found[name] for name in ("w", "xi", "grad_w", "step")] == shown
