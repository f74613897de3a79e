"""Integrals over a number are claims, by quadrature whose steps agree."""

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context
from livepage.equations.verdicts.check_formula import check_formula

DATA: dict[str, Any] = {
    "AXES": {"k": ("K", 3)},
    "INPUTS": {
        "x": lambda rng: rng.uniform(0.5, 2),
        "a": lambda rng: rng.uniform(0.5, 2),
        "c": lambda rng: rng.uniform(0.5, 2, 3),
    },
    "NODES": {"f": lambda x, a: np.exp(-a * x), "p": lambda x, a: np.exp(-a * x**2) * np.sqrt(a / np.pi)},
    "SYMBOLS": {"x": "x", "a": "a", "c_k": "c[k]", "f": "f", "p(x)": "p"},
    "FUNCTIONS": {"f": "f", r"\rho": lambda z: np.where(np.real(z) > 0, z, 0)},
}
CONTEXT = Context.from_data("integrals", **DATA)


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (r"\int_0^\infty f(x) \, dx = \frac{1}{a}", "checked"),
        (r"\int_0^\infty f(x) \, dx = a", "false"),
        (r"\int p(x) dx = 1", "checked"),
        (r"\int p(x) dx = 2", "false"),
        (r"\int x^2 p(x) \, \mathrm{d}x = \frac{1}{2a}", "checked"),
        (r"\int x^2 p(x) \, \mathrm{d}x = \frac{1}{a}", "false"),
        (r"\int_0^a 3 u^2 du = a^3", "checked"),
        (r"\int_0^a 3 u^2 du = a^2", "false"),
        (r"\int_1^{a} \frac{dt}{t} = \log a", "checked"),
        (r"\int_1^{a} \frac{dt}{t} = -\log a", "false"),
        (r"\int_0^1 dt \, t = \frac{1}{2}", "checked"),
        (r"\int_0^1 dt \, t = 1", "false"),
        (r"\int_0^1 c_k t^k dt = \frac{c_k}{k + 1}", "checked"),
        (r"\int_0^1 c_k t^k dt = \frac{c_k}{k}", "false"),
        (r"\int_0^1 \log(t) dt = -1", "checked"),
        (r"\int_0^1 \log(t) dt = 1", "false"),
        (r"\int_{-\infty}^\infty e^t e^{-t^2} dt = \sqrt{\pi} e^{1/4}", "checked"),
        (r"\int_{-\infty}^\infty e^t e^{-t^2} dt = \sqrt{\pi}", "false"),
        (r"\int_0^1 a \, dt \cdot 2 = 2 a", "checked"),
        (r"\frac{d}{da} \int_0^1 e^{a t} dt = \int_0^1 t e^{a t} dt", "checked"),
        (r"\frac{d}{da} \int_0^1 e^{a t} dt = \int_0^1 e^{a t} dt", "false"),
        (r"\frac{d}{da} \int_0^a t^2 dt = a^2", "checked"),
    ],
)
def test_an_integral_is_a_claim(latex: str, status: str) -> None:
    verdict = check_formula(latex, CONTEXT, 5)
    assert verdict.status == status, verdict.message


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\int_0^\infty t \, dt = 1", "converge"),
        (r"\int_0^1 \frac{1}{t} dt = 1", "converge"),
        (r"\int_{-1}^{1} \frac{1}{t} dt = 0", "converge"),
        (r"\int \cos(x) dx = \sin(x)", "converge"),
        (r"\int x^2 dx = \frac{x^3}{3}", "converge"),
        (r"\int_0^1 \frac{1}{t - \frac12} dt = 0", "converge"),
        (r"\int_0^1 \log(t - \frac12) dt = 1", "no value"),
        (r"\int_{-1}^{1} \rho(t - \frac13) dt = 1", "converge"),
        (r"\int_0 t^2 dt = 1", "two ends"),
        (r"\int_0^{c_k} t \, dt = \frac{c_k^2}{2}", "without letters"),
        (r"\int_0^1 t^2 - t \, dt = 1", "\\int"),
        (r"\int_0^1 t^2 = 1", "no symbol t"),
        (r"\int_0^1 \int_0^1 s t \, ds \, dt = \frac14", "within another"),
    ],
)
def test_an_integral_that_is_not_known_well_is_refused(latex: str, reason: str) -> None:
    verdict = check_formula(latex, CONTEXT, 5)
    assert verdict.status == "unreadable", verdict.status
    assert reason in verdict.message


def test_an_integral_says_that_it_is_a_quadrature() -> None:
    assert check_formula(r"\int_0^1 2 t \, dt = 1", CONTEXT, 5).fallbacks == ("an integral",)
