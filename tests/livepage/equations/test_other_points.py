"""Right equations hold wherever they are tried: not at the points alone that all other tests use."""

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context, check_latex, context_of_module
from tests.corpora import other_authors
from tests.livepage.equations import test_course, test_notations, test_other_authors
from tests.livepage.equations import test_textbook as textbooks
from tests.livepage.equations.conftest import GRAPHS
from tests.livepage.equations.trees import test_calls

TABLES = [
    *((GRAPHS[name], equations) for name, equations in textbooks.RIGHT.items()),
    *((other_authors.GRAPHS[name], equations) for name, equations in test_other_authors.RIGHT.items()),
    (test_calls.SHEET, test_calls.RIGHT),
    (test_notations.SQUARE, [right for right, _ in test_notations.PAIRS]),
]


@pytest.mark.parametrize("shift", [100, 102])
def test_right_equations_hold_at_other_points_too(monkeypatch: pytest.MonkeyPatch, shift: int) -> None:
    drawn = np.random.default_rng

    def elsewhere(seed: Any) -> np.random.Generator:
        return drawn([shift, *np.atleast_1d(seed)])

    monkeypatch.setattr(np.random, "default_rng", elsewhere)
    contexts = [(Context.from_data("elsewhere", **data), equations) for data, equations in TABLES]
    contexts.append((context_of_module("graphs.backpropagation"), test_course.REWRITTEN))
    for context, equations in contexts:
        for latex in equations:
            verdict = check_latex(latex, context)
            assert verdict.holds or verdict.status == "value", verdict.message
