"""What a page says of its names changes none of them, whether or not that shows in what it says."""

from typing import Any

import numpy as np
import pytest

from livepage.model.template import field_text
from livepage.running.twice import ChangesError, evaluated
from tests.livepage.author import faults


class Net:
    def __init__(self) -> None:
        self.w = [1]

    def train(self) -> int:
        self.w = [1]
        return 1


def names() -> dict[str, Any]:
    return {
        "a": [1, 2],
        "d": {"x": 1},
        "s": {1},
        "x": np.zeros(3),
        "i": iter(range(9)),
        "net": Net(),
        "n": 2,
    }


@pytest.mark.parametrize(
    "template",
    [
        "{a.pop()}",
        "{next(i)}",
        "{a.append(3) or a[-1]}",
        "{a.sort(reverse=True) or len(a)}",
        "{d.setdefault('y', 1)}",
        "{d.update(x=1.0) or 3}",
        "{s.add(2) or 3}",
        "{x.fill(1) or x[0]}",
        "{net.train()}",
        "{globals().update(n=3) or n}",
    ],
)
def test_what_changes_a_name_is_an_error(template: str) -> None:
    with pytest.raises(ChangesError):
        evaluated(template, names(), field_text)


@pytest.mark.parametrize(
    "template",
    ["{a[0]}", "{sorted(a)}", "{d['x']}", "{len(s)}", "{x.sum():.1f}", "{net.w}"],
)
def test_what_only_reads_is_none(template: str) -> None:
    found = names()
    assert evaluated(template, found, field_text) == field_text(template, names() | {"net": found["net"]})


def test_it_is_a_fault_of_a_page() -> None:
    page = "```python\na = [1]\n```\n\nIt is 3<!-- {a.append(3) or a[-1]} -->.\n"
    ((line, message),) = faults(page)
    assert (line, "changes with being evaluated" in message) == (5, True)
