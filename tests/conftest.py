"""No test is timed: an example of Hypothesis may take as long as a busy machine needs."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")

KNOWN_RED = tomllib.loads(Path(__file__).with_name("known-red.toml").read_text(encoding="utf-8"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect what `known-red.toml` names to fail, with its reason; it is run all the same, and told."""
    for item in items:
        for name, reason in KNOWN_RED.items():
            if item.nodeid.startswith(name):
                item.add_marker(pytest.mark.xfail(reason=reason, strict=False))
