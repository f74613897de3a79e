"""Sums without an end are claims: their terms are added up until they vanish."""

import numpy as np
import pytest

from livepage.equations import Context
from livepage.equations.verdicts.check_formula import check_formula
from tests.livepage.equations.conftest import uniform

CONTEXT = Context.from_data(
    "series",
    AXES={"i": ("N", 3), "k": ("K", 4)},
    INPUTS={"x": uniform(0.1, 0.9), "gamma": uniform(0.3, 0.8), "v": uniform(0.1, 0.5, 3)},
    NODES={"s": lambda x: np.sin(x)},
    SYMBOLS={"x": "x", r"\gamma": "gamma", "s": "s", "v_i": "v[i]"},
)


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (r"e^x = \sum_{n=0}^{\infty} \frac{x^n}{n!}", "checked"),
        (r"e^x = \sum_{n=1}^{\infty} \frac{x^n}{n!}", "false"),
        (r"e^{v_i} = \sum_{n=0}^\infty \frac{v_i^n}{n!}", "checked"),
        (r"s = \sum_{n=0}^{\infty} \frac{(-1)^n}{(2n+1)!} x^{2n+1}", "checked"),
        (r"s = \sum_{n=0}^{\infty} \frac{(-1)^n}{(2n)!} x^{2n+1}", "false"),
        (r"\frac{\partial s}{\partial x} = \sum_{n=0}^\infty \frac{(-1)^n}{(2n)!} x^{2n}", "checked"),
        (r"\frac{d}{dx} \sum_{n=0}^\infty \frac{x^n}{n!} = e^x", "checked"),
        (r"\frac{d}{dx} \sum_{n=0}^\infty \frac{x^n}{n!} = x e^x", "false"),
        (r"\log(1 + x) = \sum_{n=1}^{\infty} (-1)^{n+1} \frac{x^n}{n}", "checked"),
        (r"\sum_{k=0}^{\infty} \gamma^k = \frac{1}{1 - \gamma}", "checked"),
        (r"\sum_{k=1}^{\infty} \gamma^k = \frac{1}{1 - \gamma}", "false"),
        (
            r"\sum_{k=0}^{\infty} \sum_{n=0}^\infty \gamma^k \frac{x^n}{n!} = \frac{e^x}{1 - \gamma}",
            "checked",
        ),
    ],
)
def test_a_sum_without_an_end_has_the_value_that_its_terms_run_to(latex: str, status: str) -> None:
    assert check_formula(latex, CONTEXT).status == status


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"x = \sum_{n=1}^\infty \frac{1}{n^2}", "does not converge fast enough"),
        (r"x = \sum_{n=0}^\infty \frac{x^n}{n}", "does not converge fast enough"),
        (r"x = \sum_{k=0}^\infty x", "does not converge fast enough"),
        (r"x = \sum_{i=0}^\infty v_i", "no index in a sum without an end"),
        (r"x = \sum_n^\infty x^n", "starts at a number"),
        (r"x = \prod_{n=1}^\infty x^n", "starts at a number"),
    ],
)
def test_what_does_not_run_to_a_value_is_refused(latex: str, reason: str) -> None:
    verdict = check_formula(latex, CONTEXT)
    assert verdict.status == "unreadable"
    assert reason in verdict.message
