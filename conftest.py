"""Lets `pytest docs src` run every claim of the pages and every example of the docstrings."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

from livepage.hosts.pytest_sybil import examples
from livepage.running.pool import processors

ROOT = Path(__file__).parent
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # threads that wait for each other took twice the time of chapter 5
os.environ["PYTHONPATH"] = str(ROOT / "src")  # what the tests start imports this checkout, too

if not entry_points(group="mkdocs.plugins", name="livepage"):  # by which MkDocs finds its plugin
    command = [sys.executable, "-c", "import setuptools; setuptools.setup()", "--quiet", "egg_info"]
    subprocess.run(command, cwd=ROOT / "packaging" / "livepage", check=True)

pytest_collect_file = examples(ROOT).pytest()


def pytest_xdist_auto_num_workers() -> int:
    """Return how many workers `-n auto` starts: more than processors, as a browser is waited for."""
    return processors() * 3 // 2
