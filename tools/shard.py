"""A plugin of pytest: `-p tools.shard --shard 2/8` keeps the second of eight parts of the tests.

Whole files go to a part, the largest first to the part that has fewest tests: pages and fixtures are then
made once. Every test is in exactly one part.
"""

from collections import Counter

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--shard", default="1/1", help="which part of how many, such as 2/8")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the other parts."""
    number, of = parts_of(config.getoption("--shard"))
    place = shares(Counter(str(item.path) for item in items), of)
    chosen = [item for item in items if place[str(item.path)] == number]
    config.hook.pytest_deselected(items=[item for item in items if place[str(item.path)] != number])
    items[:] = chosen


def parts_of(option: str) -> tuple[int, int]:
    """Return number, from 1, and count of the parts.

    Raises:
        UsageError: if they are none.
    """
    number, _, of = option.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise pytest.UsageError(f"--shard {option}: a part is written as 2/8")
    return int(number), int(of)


def shares(tests: Counter[str], of: int) -> dict[str, int]:
    """Return for each file the part that its tests are in."""
    full = Counter(dict.fromkeys(range(1, of + 1), 0))
    place = {}
    for file, count in sorted(tests.items(), key=lambda pair: (-pair[1], pair[0])):
        part = min(full, key=lambda each: (full[each], each))
        place[file] = part
        full[part] += count
    return place
