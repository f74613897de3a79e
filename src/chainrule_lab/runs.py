"""What goes wrong with the book-keeping of any run of training, whatever it trains."""

from collections.abc import Callable
from typing import Any

import numpy as np

from chainrule_lab.mistakes import Forms


def run_mistakes(trained: Callable[..., Any]) -> Forms:
    """Return the mistaken forms of a run, whose last argument is the number of updates and whose last result its losses."""

    def kept(change: Callable[[Any], Any]) -> Callable[..., Any]:
        return lambda *arguments: [change(np.asarray(column)) for column in trained(*arguments)]

    def losses_of_the_start(*arguments: Any) -> list[Any]:
        *parameters, losses = trained(*arguments)
        return [*parameters, np.repeat(losses[0], len(losses))]

    return {
        "each loss is that of the start: compute it from the new parameters.": losses_of_the_start,
        "the start is missing: the first entry is the one before any update.": kept(lambda c: c[1:]),
        "the last update is missing: K updates make K + 1 entries.": kept(lambda c: c[:-1]),
        "there is one update too many.": lambda *a: trained(*a[:-1], a[-1] + 1),
        "only the end is returned. Every entry on the way is wanted, from the start on.": kept(
            lambda c: c[-1]
        ),
        "all entries are the start: the new parameters are not kept for the next update.": kept(
            lambda c: np.repeat(c[:1], len(c), axis=0)
        ),
        "all entries are the last one: the same object was appended each time. Append a copy, or plain numbers.": kept(
            lambda c: np.repeat(c[-1:], len(c), axis=0)
        ),
        "it is late by one: entry k belongs to iteration k - 1.": kept(
            lambda c: np.concatenate([c[:1], c[:-1]])
        ),
        "it is early by one: entry k belongs to iteration k + 1.": lambda *a: [
            np.asarray(column)[1:] for column in trained(*a[:-1], a[-1] + 1)
        ],
        "there is no update: the start is the only entry. Does the loop run at all?": kept(lambda c: c[:1]),
        "there is one update, whatever K: does the `return` stand inside the loop?": kept(lambda c: c[:2]),
        "one list has all the names: `a = b = []` makes a single list. Write `[]` for each.": lambda *a: (
            [np.ravel(np.column_stack(trained(*a)))] * len(trained(*a))
        ),
        "it runs backwards: the last entry stands first.": kept(lambda c: c[::-1]),
        "one update only is made, and then no more.": kept(
            lambda c: np.concatenate([c[:1], np.repeat(c[1:2], len(c) - 1, axis=0)])
        ),
    }
