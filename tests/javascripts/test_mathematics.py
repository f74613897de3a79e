"""The mathematics of the interactive figures is that of `chainrule`: the same numbers for random networks."""

import subprocess
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from chainrule import activations
from chainrule import backpropagation as python
from chainrule.datasets import surrounded_class
from tests.javascripts.node import MODULES, NODE, ROOT, call

MATHEMATICS = MODULES / "mathematics.js"
CASES = 100
STEP = 1e-12
"""How far one step, restarted from Python's, may differ; a gradient relative to its largest summand."""
PATH = 1e-10
"""How far whole paths may differ, up to the rate `CALM`; beyond, a path depends on its last digits."""
CALM = 6.0

Data = NDArray[np.float64]


def draw(seed: int) -> tuple[Data, Data, float, float, float]:
    """Return samples, start and rate; every other network learns the chapter's own samples."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 60))
    x, t = rng.normal(0, 2, n), rng.integers(0, 2, n).astype(float)
    if seed % 2:
        x, t = (column.flatten() for column in surrounded_class(seed))
    return x, t, float(rng.uniform(-3, 3)), float(rng.uniform(-2.5, 1.5)), float(10 ** rng.uniform(-2, 2))


def summands(x: Data, t: Data, wh: float, bo: float) -> tuple[Data, Data]:
    """Return the gradients of each sample by both parameters."""
    zh = x * wh
    h = activations.rbf(zh)
    error = python.gradient_output(python.output_activations(h, bo), t)
    by_wh = python.gradient_weight_hidden(x, zh, h, python.gradient_hidden(error))
    return np.asarray(by_wh), np.asarray(python.gradient_bias_out(error))


@pytest.mark.parametrize("name", ["rbf", "logistic", "softplus"])
def test_a_function_of_one_number_is_the_same(name: str) -> None:
    module = MATHEMATICS if name == "rbf" else MODULES.parent / "shared" / "activations.js"
    z = [0.0, -0.0, 1e-9, 37.5, -37.5, 700.0, -745.0, 1e5, -1e5, *np.random.default_rng(1).normal(0, 5, 100)]
    found = call(module, [(name, [float(value)]) for value in z])
    with np.errstate(over="ignore"):  # of an exponential, whose result is right
        expected = [float(getattr(activations, name)(np.array(value))) for value in z]
    assert found == pytest.approx(expected, rel=STEP, abs=1e-300)


def test_the_output_and_the_prediction_are_the_same() -> None:
    x, _, wh, bo, _ = draw(1)
    found = call(MATHEMATICS, [(name, [xi, wh, bo]) for xi in x for name in ("nn", "nnPredict")])
    assert found[::2] == pytest.approx(np.asarray(python.nn(x, wh, bo)), rel=STEP)
    assert found[1::2] == np.asarray(python.nn_predict(x, wh, bo)).tolist()
    assert (
        call(MATHEMATICS, [("nnPredict", [0, 1, -1])]) == [python.nn_predict(np.array(0.0), 1.0, -1.0)] == [0]
    )


def one_step(module: Path) -> None:
    calls: list[tuple[str, list[Any]]] = []
    expected: list[dict[str, tuple[Any, Any]]] = []
    for seed in range(CASES):
        x, t, wh, bo, mu = draw(seed)
        calls += [
            ("lossForParam", [x.tolist(), wh, bo, t.tolist()]),
            ("gradients", [x.tolist(), t.tolist(), wh, bo]),
            ("backpropUpdate", [x.tolist(), t.tolist(), wh, bo, mu]),
        ]
        by_wh, by_bo = summands(x, t, wh, bo)
        new_wh, new_bo = python.backprop_update(x, t, wh, bo, mu)
        sizes = np.abs(by_wh).max(), np.abs(by_bo).max()
        reach = abs(wh) + mu * sizes[0], abs(bo) + mu * sizes[1]
        expected += [
            {"xi": (python.loss_for_param(x, wh, bo, t), 1.0)},
            {"wh": (np.mean(by_wh), sizes[0]), "bo": (np.mean(by_bo), sizes[1])},
            {"wh": (new_wh, reach[0]), "bo": (new_bo, reach[1])},
        ]
    for given, got, wanted in zip(calls, call(module, calls), expected, strict=True):
        found = got if isinstance(got, dict) else {"xi": got}
        for name, (value, size) in wanted.items():
            assert abs(found[name] - value) <= STEP * size, f"{given[0]}: {name} {found[name]}, not {value}"


def test_loss_gradients_and_one_update_are_the_same() -> None:
    one_step(MATHEMATICS)


def test_the_stations_of_a_sample_are_the_same() -> None:
    x, t, wh, bo, _ = draw(3)
    zh = x * wh
    h = activations.rbf(zh)
    y = python.nn(x, wh, bo)
    by_wh, by_bo = summands(x, t, wh, bo)
    columns: dict[str, Any] = {
        "zh": zh,
        "h": h,
        "zo": h + bo,
        "y": y,
        "deltaO": y - t,
        "gradBo": by_bo,
        "gradH": by_bo,
    }
    columns |= {"deltaH": activations.rbf_derivative(zh) * by_bo, "gradWh": by_wh}
    columns |= {"xi": [python.loss_for_param(xi, wh, bo, ti) for xi, ti in zip(x, t, strict=True)]}
    found = call(MATHEMATICS, [("stations", [xi, ti, wh, bo]) for xi, ti in zip(x, t, strict=True)])
    for name, column in columns.items():
        assert [each[name] for each in found] == pytest.approx(list(column), rel=STEP, abs=STEP), name


def test_the_accuracy_is_the_same() -> None:
    networks = [draw(seed) for seed in range(10)]
    found = call(
        MATHEMATICS, [("accuracy", [x.tolist(), t.tolist(), wh, bo]) for x, t, wh, bo, _ in networks]
    )
    expected = [np.mean(python.nn_predict(x, wh, bo) == t) for x, t, wh, bo, _ in networks]
    assert found == pytest.approx(expected, abs=STEP)


def test_the_loss_surface_is_the_same() -> None:
    x, t = (column.flatten() for column in surrounded_class())
    wh, bo = np.linspace(-3, 3, 25), np.linspace(-2.5, 1.5, 19)
    found = call(MATHEMATICS, [("lossSurface", [x.tolist(), t.tolist(), wh.tolist(), bo.tolist()])])
    assert np.abs(np.array(found[0]) - python.loss_surface(x, t, wh, bo)).max() <= STEP


def paths(rate: float) -> list[tuple[Any, Data]]:
    x, t = (column.flatten() for column in surrounded_class())
    rng = np.random.default_rng(5)
    starts = [(2.3, 1.4), *zip(rng.uniform(-3, 3, 20), rng.uniform(-2.5, 1.5, 20), strict=True)]
    calls: list[tuple[str, list[Any]]] = [
        ("train", [x.tolist(), t.tolist(), float(wh), float(bo), rate, 50]) for wh, bo in starts
    ]
    runs = [python.train(x, t, float(wh), float(bo), rate, 50) for wh, bo in starts]
    return list(zip(call(MATHEMATICS, calls), runs, strict=True))


@pytest.mark.parametrize("rate", [0.01, 0.5, 2.0, 4.0, CALM])
def test_whole_paths_are_the_same_up_to_a_rate_of_six(rate: float) -> None:
    x, t = (column.flatten() for column in surrounded_class())
    for found, path in paths(rate):
        xi = [python.loss_for_param(x, wh, bo, t) for wh, bo in path]
        for name, column in (("wh", path[:, 0]), ("bo", path[:, 1]), ("xi", np.array(xi))):
            assert np.abs(np.array(found[name]) - column).max() <= PATH, f"{name}, rate {rate}"


def test_at_a_larger_rate_each_step_is_still_the_same_though_the_paths_part() -> None:
    x, t = (column.flatten() for column in surrounded_class())
    path = python.train(x, t, 2.3, 1.4, 10.0, 50).tolist()
    calls: list[tuple[str, list[Any]]] = [
        ("backpropUpdate", [x.tolist(), t.tolist(), wh, bo, 10.0]) for wh, bo in path[:-1]
    ]
    for k, found in enumerate(call(MATHEMATICS, calls), 1):
        assert (found["wh"], found["bo"]) == pytest.approx(tuple(path[k]), abs=100 * STEP)


def test_a_formula_that_is_not_python_s_is_seen(tmp_path: Path) -> None:
    """A change of `chainrule` that is not followed is this, seen from the other side."""
    for folder in ("shared", MODULES.name):
        copytree(MODULES.parent / folder, tmp_path / folder)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    copied = tmp_path / MODULES.name / MATHEMATICS.name
    source = MATHEMATICS.read_text()
    for right, wrong in (("x * (-2 * (zh", "x * (2 * (zh"), ("=> y - t", "=> (y - t) * (1 + 1e-11)")):
        assert source.count(right) == 1
        copied.write_text(source.replace(right, wrong))
        with pytest.raises(AssertionError, match=r"gradients|lossForParam"):
            one_step(copied)


def types(folder: Path, *options: str) -> str:
    """Return what TypeScript says of the modules' types, which their comments declare."""
    command: list[str | Path] = [NODE, ROOT / "node_modules" / "typescript" / "bin" / "tsc", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_the_types_of_the_modules_hold() -> None:
    if not (ROOT / "node_modules" / "typescript").exists():
        pytest.fail("TypeScript is not installed: run `make test`, or `.venv/bin/npm ci`")
    assert types(ROOT, "--project", "tests/javascripts/tsconfig.json") == ""


def test_a_wrong_type_is_seen(tmp_path: Path) -> None:
    (tmp_path / "wrong.js").write_text('/** @param {number} zo */ export const f = (zo) => zo + 1\nf("1")\n')
    assert "error TS2345" in types(tmp_path, "--checkJs", "--strict", "--noEmit", "wrong.js")
