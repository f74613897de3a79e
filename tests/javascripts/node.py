"""Runs the modules of the figures in Node, which comes with the environment, and the Python they give."""

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from typing import Any

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "docs" / "assets" / "javascripts"
MODULES = FIGURES / "backpropagation"
NODE = Path(sys.executable).with_name("node")

Call = tuple[str, list[Any]]


def call(module: Path, calls: list[Call]) -> list[Any]:
    """Return what each function of the module returns, by its name and arguments."""
    command = [NODE, Path(__file__).with_name("call.mjs"), module]
    done = subprocess.run(command, input=json.dumps(calls), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def falsified(figure: Path, file: str, right: str, wrong: str, to: Path) -> Path:
    """Copy a figure's modules below `to`, with a wrong text for a right one; return their folder."""
    for folder in ("shared", figure.name):
        copytree(figure.parent / folder, to / folder)
    (to / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    module = to / figure.name / file
    source = module.read_text(encoding="utf-8")
    assert source.count(right) == 1
    module.write_text(source.replace(right, wrong), encoding="utf-8")
    return module.parent


def printed(code: str) -> dict[str, float]:
    """Return the numbers that Python from a figure prints when it is pasted alone, by their names."""
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    pairs = (line.split(" = ") for line in done.stdout.splitlines())
    return {name: float(value) for name, value in pairs}


def as_shown(values: list[float]) -> list[float]:
    """Return numbers as the figures show them, rounded."""
    texts = call(FIGURES / "shared" / "words.js", [("shown", [value]) for value in values])
    return [float(text.replace("−", "-")) for text in texts]


def near(text: str, value: float) -> bool:
    """Whether a number is shown as it is: with four decimals, or with three digits."""
    found = float(text.replace("−", "-"))
    return abs(found - value) <= (5.1e-3 * abs(value) if "e" in text else 5.1e-5)
