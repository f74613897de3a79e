"""What is equal to an equation that holds is never false, and what falsifies it never holds."""

import re

import pytest

from livepage.equations import Context
from livepage.equations.trees.statements import read_statements
from livepage.equations.verdicts.check_formula import check_formula
from tests.corpora.kinds import PAIRS

CONTEXTS = {name: Context.from_data(name, **data).at_points(5000, 6) for name, (data, _) in PAIRS.items()}
PLAIN = re.compile(
    r"(?!.*(\\begin|\\quad|\\qquad|\\arg|\\min|\\lim|\\text|\\pm|\\left\.|\\leftarrow|[,.;]$))"
)


def two_sides(name: str) -> tuple[str, str]:
    """Return the sides of the last plain equation of two sides that a chapter has."""
    for latex, _ in reversed(PAIRS[name][1]):
        statements = read_statements(latex, CONTEXTS[name].vocabulary)
        if len(statements) == 1 and statements[0].relations == ("=",) and PLAIN.match(latex):
            left, right = (latex[slice(*side.span)] for side in statements[0].sides)
            if f"{left} = {right}".replace(" ", "") == latex.replace(" ", "") and right != "0":
                return left, right
    return "", ""


EQUATIONS = {name: sides for name in PAIRS if (sides := two_sides(name))[0]}


def test_most_chapters_have_such_an_equation() -> None:
    assert len(EQUATIONS) > 0.7 * len(PAIRS)


@pytest.mark.parametrize("name", EQUATIONS)
def test_equal_forms_are_not_false(name: str) -> None:
    left, right = EQUATIONS[name]
    forms = [
        f"{right} = {left}",
        rf"2 \left({left}\right) = 2 \left({right}\right)",
        rf"-\left({left}\right) = -\left({right}\right)",
        rf"{left} - \left({right}\right) = 0",
    ]
    verdicts = {form: check_formula(form, CONTEXTS[name], 6) for form in forms}
    assert not [verdict.message for verdict in verdicts.values() if verdict.status == "false"]


@pytest.mark.parametrize("name", EQUATIONS)
def test_falsified_forms_do_not_hold(name: str) -> None:
    left, right = EQUATIONS[name]
    forms = [
        rf"{left} = 2 \left({right}\right)",
        rf"{left} = -\left({right}\right)",
        rf"{left} = \left({right}\right) + 0.001",
    ]
    assert not [form for form in forms if check_formula(form, CONTEXTS[name], 6).holds]
