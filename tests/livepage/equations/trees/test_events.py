r"""Events such as `p(X = 0)`, and distributions that are named by their random variable."""

import numpy as np
import pytest

from livepage.equations import Context, check_latex


def context(count: int = 2) -> Context:
    return Context.from_data(
        "events",
        AXES={"x": ("K", count), "y": ("M", 4)},
        INPUTS={
            "p": lambda rng: rng.dirichlet(np.full(count, 2.0)),
            "q": lambda rng: rng.dirichlet(np.full(count, 2.0)),
            "J": lambda rng: rng.dirichlet(np.full(4 * count, 2.0)).reshape(count, 4),
        },
        NODES={"KL": lambda p, q: np.sum(p * np.log(p / q)), "m": lambda p: p[0]},
        FUNCTIONS={r"\mathrm{KL}": "KL"},
        SYMBOLS={"p": "p", "q": "q", "p_x": "p[x]", "q_x": "q[x]", "p_{xy}": "J[x,y]", "m": "m"},
    )


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("m = p(X=0)", "m = p(X=0) + p(X=1)"),
        ("m = 1 - p(X = 2)", "m = p(X = 2)"),
        (r"\sum_x p(X = x) = 1", r"\sum_x 2 p(X = x) = 1"),
        (r"\mathrm{KL}[P||Q] = \sum_x p_x \log \frac{p_x}{q_x}", r"\mathrm{KL}[P||Q] = \sum_x q_x \log p_x"),
        ("p(X=0, Y=1) + p(X=0, Y=0) = p_{11} + p_{12}", "p(X=0, Y=1) + p(X=0, Y=0) = p_{11} + p_{21}"),
    ],
)
def test_an_event_is_an_entry_of_its_table(right: str, wrong: str) -> None:
    verdict = check_latex(right, context())
    assert verdict.status == "checked", verdict.message
    assert check_latex(wrong, context()).status == "false"


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        ("m = p(X=1)", "may count from 0 or from 1"),
        ("m = 1 - p(X=0) - p(X=2)", "may count from 0 or from 1"),
        ("m = p(X=0) + p(X=5)", "X has no such value"),
        (r"\mathrm{KL}[Q||P] = \sum_x p_x \log \frac{p_x}{q_x}", "its arguments are p, q, in this order"),
        (r"\mathrm{KL}[P||R] = m", "no symbol R is declared"),
    ],
)
def test_what_an_event_leaves_open_is_refused(latex: str, reason: str) -> None:
    verdict = check_latex(latex, context())
    assert verdict.status == "unreadable"
    assert reason in verdict.message
