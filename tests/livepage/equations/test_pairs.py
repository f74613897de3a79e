"""An equation as it is meant holds; the same with a slip of the pen does not, and most often is false."""

import pytest

from livepage.equations import Context
from livepage.equations.verdicts.check_formula import check_formula
from tests.corpora.kinds import PAIRS

CONTEXTS = {name: Context.from_data(name, **data) for name, (data, _) in PAIRS.items()}
POINTS = 6


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_meant_holds(name: str) -> None:
    refused = {
        right: verdict.message
        for right, _ in PAIRS[name][1]
        if not (verdict := check_formula(right, CONTEXTS[name], POINTS)).holds
    }
    assert not refused


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_meant_holds_at_other_points(name: str) -> None:
    elsewhere = CONTEXTS[name].at_points(1000, 20)
    assert not [right for right, _ in PAIRS[name][1] if not check_formula(right, elsewhere, 20).holds]


@pytest.mark.parametrize("name", PAIRS)
def test_a_slip_of_the_pen_is_false_or_refused(name: str) -> None:
    passed = {}
    for _, marked in PAIRS[name][1]:
        mark, wrong = marked[0], marked[2:]
        verdict = check_formula(wrong, CONTEXTS[name], POINTS)
        if verdict.holds or (verdict.status == "false") != (mark == "×"):
            passed[wrong] = verdict.status
    assert not passed
