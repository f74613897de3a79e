"""The parts of the tests are the whole, each test once."""

from collections import Counter

import pytest

from tools.shard import parts_of, shares

pytest_plugins = ["pytester"]


@pytest.mark.parametrize("of", [1, 2, 3, 8])
def test_the_union_of_the_parts_is_the_whole_by_count(pytester: pytest.Pytester, of: int) -> None:
    for number in range(5):
        tests = "\n".join(f"def test_{n}(): pass" for n in range(number + 1))
        pytester.makepyfile(**{f"test_{number}": tests})
    seen = Counter[str]()
    for part in range(1, of + 1):
        done = pytester.runpytest("-p", "tools.shard", "--shard", f"{part}/{of}", "-v")
        seen.update(line.partition(" ")[0] for line in done.outlines if "::" in line)
    assert (len(seen), set(seen.values())) == (15, {1})


def test_parts_are_about_as_large() -> None:
    place = shares(Counter({"a": 50, "b": 30, "c": 20, "d": 10}), 2)
    assert (place["a"], place["b"], place["c"], place["d"]) == (1, 2, 2, 1)


@pytest.mark.parametrize("option", ["3/2", "0/2", "2", "a/b", "-1/3"])
def test_what_is_no_part_is_refused(option: str) -> None:
    with pytest.raises(pytest.UsageError, match="a part is written as 2/8"):
        parts_of(option)
