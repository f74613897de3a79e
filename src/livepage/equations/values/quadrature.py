"""Integrals by quadrature of double exponential steps, which two step sizes must agree about."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.errors import Unreadable
from livepage.equations.values.algebra import PointValues

_PLACES = np.linspace(-3.4, 3.4, 401)
"""Where the quadrature looks; it is even in steps, of which every second one is a check."""
_LEFT = 1e-7
"""How much of an integral may be left beyond the places, and how far the check may be off its root."""


def quadrature(low: Array, high: Array, integrand: Callable[[Array], PointValues]) -> PointValues:
    """Integrate from `low` to `high`, one a point; `integrand` takes places of the shape (points, many).

    Source: Takahasi and Mori, Double exponential formulas for numerical integration, 1974.

    Raises:
        Unreadable: if the integral does not converge, or its steps do not agree about it.
    """
    places, weights = _steps(low, high)
    value = integrand(places)
    shape = (*places.shape, *value.data.shape[1:])
    terms = value.data.reshape(shape) * weights.reshape(*weights.shape, *[1] * (len(shape) - 2))
    terms = _tails(terms)
    whole = terms.sum(axis=1)
    every_second = 2 * terms[:, ::2].sum(axis=1)
    size = np.abs(terms).sum(axis=1).max(initial=1e-300)
    ends = np.abs(terms[:, [0, -1]]).max(initial=0)
    if np.abs(whole - every_second).max(initial=0) > np.sqrt(_LEFT) * 1e-2 * size or ends > _LEFT * size:
        raise Unreadable("the integral does not converge well enough to be compared: exempt it")
    return PointValues(whole, value.letters)


def _steps(low: Array, high: Array) -> tuple[Array, Array]:
    """Return places and weights, of the shape (points, many)."""
    step = _PLACES[1] - _PLACES[0]
    stretched = np.pi / 2 * np.sinh(_PLACES)
    speed = np.pi / 2 * np.cosh(_PLACES) * step
    is_open = (bool(np.isinf(low).all()), bool(np.isinf(high).all()))
    if is_open == (True, True):
        places, weights = np.sinh(stretched)[None], (np.cosh(stretched) * speed)[None]
    elif is_open == (False, True):
        places, weights = low[:, None] + np.exp(stretched), (np.exp(stretched) * speed)[None]
    elif is_open == (True, False):
        places, weights = high[:, None] - np.exp(stretched), (np.exp(stretched) * speed)[None]
    else:
        width = (high - low)[:, None]
        share = 1 / (1 + np.exp(-2 * stretched))
        places, weights = low[:, None] + width * share, width * (speed / (2 * np.cosh(stretched) ** 2))
    points = (max(len(low), len(high)), len(_PLACES))
    return np.broadcast_to(places, points), np.broadcast_to(weights, points)


def _tails(terms: Array) -> Array:
    """Return the terms with 0 where they overflow far out, if they have died down before."""
    is_finite = np.isfinite(terms)
    if is_finite.all():
        return terms
    others = tuple(axis for axis in range(terms.ndim) if axis != 1)
    inside = np.flatnonzero(is_finite.all(axis=others))
    if len(inside) > 2 and np.all(np.diff(inside) == 1):
        edges = np.abs(terms[:, inside[[0, -1]]]).max()
        if edges <= 1e-13 * np.abs(terms[:, inside]).max():
            return np.where(is_finite, terms, 0)
    raise Unreadable("what is integrated has no value somewhere between the ends")
