"""Lets `pytest docs src` run every claim of the pages and every example of the docstrings."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

from livepage.hosts.pytest_sybil import examples

ROOT = Path(__file__).parent
os.environ["PYTHONPATH"] = str(ROOT / "src")  # what the tests start imports this checkout, too

if not entry_points(group="mkdocs.plugins", name="livepage"):  # by which MkDocs finds its plugin
    command = [sys.executable, "-c", "import setuptools; setuptools.setup()", "--quiet", "egg_info"]
    subprocess.run(command, cwd=ROOT / "packaging" / "livepage", check=True)

pytest_collect_file = examples(ROOT).pytest()
