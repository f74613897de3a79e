"""Binomials and factorials of names: the binomial distribution, each line right, and with a slip."""

import math

import numpy as np
import pytest

from livepage.equations import Chapter, check_latex, context_of
from livepage.equations.mutate import mutate

TRIALS = 6
CHAPTER = Chapter(
    axes={"k": ("n", TRIALS)},
    inputs={"theta": lambda rng: rng.uniform(0.2, 0.8)},
    nodes={
        "p": lambda theta: np.array(
            [math.comb(TRIALS, k) * theta**k * (1 - theta) ** (TRIALS - k) for k in range(1, TRIALS + 1)]
        ),
    },
    symbols={"p_k": "p[k]", r"\theta": "theta"},
)
CONTEXT = context_of(CHAPTER, "trials")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"\binom{4}{2} = 6", r"\binom{4}{3} = 6"),
        (r"\tbinom 4 2 = \dbinom{4}{2} \cdot 1", r"\binom 4 2 = \binom 4 1"),
        (
            r"p_k = \binom{n}{k} \theta^k (1 - \theta)^{n-k}",
            r"p_k = \binom{k}{n} \theta^k (1 - \theta)^{n-k}",
        ),
        (r"\binom{n}{k} = \frac{n!}{k! (n-k)!}", r"\binom{n}{k} = \frac{n!}{k! (n-k+1)!}"),
        (r"\binom{n}{k} = \binom{n}{n-k}", r"\binom{n}{k} = \binom{n}{n-1}"),
        (r"\sum_{k=0}^{n} \binom{n}{k} = 2^n", r"\sum_{k=1}^{n} \binom{n}{k} = 2^n"),
        (r"\binom{k}{n+1} + 1 = 1", r"\binom{n+1}{k} + 1 = 1"),
        (r"k! = k (k-1)!", r"k! = k (k-1)! + 1"),
        (r"\theta! = \theta (\theta - 1)!", r"\theta! = \theta (\theta + 1)!"),
        (r"\binom{\theta}{1} = \theta", r"\binom{1}{\theta} = \theta"),
        (r"\frac{d}{d \theta} \binom{\theta}{1} = 1", r"\frac{d}{d \theta} \binom{\theta}{1} = 0"),
    ],
)
def test_what_is_chosen_is_counted(right: str, wrong: str) -> None:
    verdict = check_latex(right, CONTEXT)
    assert verdict.holds, verdict.message
    assert check_latex(wrong, CONTEXT).status == "false"


def test_a_factorial_behind_a_power_takes_brackets() -> None:
    assert "two ways: write brackets" in check_latex(r"\theta^2! = \theta", CONTEXT).message
    assert check_latex(r"(\theta^2)! = \theta^2 (\theta^2 - 1)!", CONTEXT).holds


def test_the_numbers_of_a_binomial_are_falsified() -> None:
    slips = {mutant.latex for mutant in mutate(r"\binom{4}{2} = 6", CONTEXT.vocabulary)}
    assert {r"\binom{5}{2} = 6", r"\binom{4}{3} = 6"} <= slips


def test_more_ways_than_a_float_holds_are_no_number() -> None:
    verdict = check_latex(r"\binom{3000}{1000} = 1", CONTEXT)
    assert (verdict.status, "not finite" in verdict.message) == ("vacuous", True)
