"""Runs the modules of the interactive figures in Node, which comes with the environment."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "docs" / "assets" / "javascripts" / "backpropagation"
NODE = Path(sys.executable).with_name("node")

Call = tuple[str, list[Any]]


def call(module: Path, calls: list[Call]) -> list[Any]:
    """Return what each function of the module returns, by its name and arguments."""
    command = [NODE, Path(__file__).with_name("call.mjs"), module]
    done = subprocess.run(command, input=json.dumps(calls), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))
