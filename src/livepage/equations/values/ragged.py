r"""Sums that end where another letter stands, as `\sum_{k=1}^{t} r_k`, and those of neighbours, `r_{t+k}`."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import Protocol

import numpy as np

from livepage.equations.chapter.graph import State
from livepage.equations.errors import Mismatch, Unreadable
from livepage.equations.trees.tree import Node, Place, Sum, Symbol, holds, joined, parted, walk
from livepage.equations.trees.vocabulary import Vocabulary
from livepage.equations.values.algebra import PointValues, elementwise
from livepage.equations.values.folds import FOLDS
from livepage.equations.values.terms import term


class ExactlyValuing(Protocol):
    """What gives trees their values, and tells one as it is from a bound on its terms."""

    def value(self, node: Node, state: State) -> PointValues:
        """Return the value of a tree."""

    def exact(self, node: Node, state: State) -> PointValues:
        """Return the value of what bounds a sum, whatever is asked of the rest."""


_MOST = 1000
_JOIN = {r"\sum": np.add, r"\prod": np.multiply, r"\max": np.maximum, r"\min": np.minimum}


def is_ragged(node: Sum) -> bool:
    """Tell whether the ends of a sum depend on other letters, or its letter is added to another one."""
    ends = holds(node.low, Place) or holds(node.high, Place)
    return ends or any(node.letter in _letters(item) for item in walk(node.body))


def _letters(item: Node) -> set[str]:
    """Return the letters of the indices of two letters that a symbol has."""
    indices = (n for n in item.index if isinstance(n, str)) if isinstance(item, Symbol) else ()
    return {letter for n in indices if (both := joined(n)) is not None for letter in (both[0], both[2])}


def ragged(evaluator: ExactlyValuing, names: Vocabulary, node: Sum, state: State) -> PointValues:
    """Add up the terms one by one, each at the places of the other letters for which it counts.

    Raises:
        Mismatch: if it does not run over whole numbers.
        Unreadable: if a term that counts asks for a place beyond an axis.
    """
    low, high = (_whole(evaluator.exact(end, state)) for end in (node.low, node.high))
    numbers = range(int(low.data.min()), int(high.data.max()) + 1)
    if node.fold not in _JOIN or len(numbers) > _MOST:
        raise Unreadable("the ends of this sign are numbers", node.span)
    neutral = FOLDS[node.fold][2]
    terms = [PointValues(np.full((1,), float(neutral)))]
    for number in numbers:
        counts = elementwise(np.logical_and, _compared(low, number, 1), _compared(high, number, -1))
        _check_places(names, node, number, counts)
        value = evaluator.value(term(names, node, number), state)
        if node.fold == r"\prod" and value.core:
            raise Unreadable("a product of matrices has numbers for its ends", node.span)
        terms.append(elementwise(lambda chosen, body: np.where(chosen, body, neutral), counts, value))
    return reduce(lambda one, two: elementwise(_JOIN[node.fold], one, two), terms)


def _whole(value: PointValues) -> PointValues:
    data = np.real(value.data)
    if value.core or not np.all(np.abs(data) < _MOST) or np.any(data != np.round(data)):
        raise Mismatch("a sum runs over whole numbers")
    return PointValues(data, value.letters)


def _compared(end: PointValues, number: int, sign: int) -> PointValues:
    return PointValues(sign * (number - end.data) >= 0, end.letters)


def _check_places(names: Vocabulary, node: Sum, number: int, counts: PointValues) -> None:
    """Refuse a term that counts somewhere where it asks for a place beyond an axis."""
    for item in walk(node.body):
        if not isinstance(item, Symbol) or node.letter not in _letters(item):
            continue
        moved = term(names, replace(node, body=item), number)
        assert isinstance(moved, Symbol)
        for n, size in zip(moved.index, names.shapes[item.name], strict=True):
            letter, shift = parted(n) if isinstance(n, str) and n not in item.index else ("", 0)
            if letter not in names.axes:
                continue
            places = np.arange(1, names.axes[letter][1] + 1) + shift
            beyond = PointValues(((places < 1) | (places > size))[None], (letter,))
            if np.any(elementwise(np.logical_and, counts, beyond).data):
                message = f"at {node.letter} = {number} there is no {letter}{shift:+d}: it is beyond its axis"
                raise Unreadable(message, node.span)
