"""Lets `pytest docs src` run every claim of the pages and every example of the docstrings."""

from pathlib import Path

from livepage.hosts.pytest_sybil import examples

pytest_collect_file = examples(Path(__file__).parent).pytest()
