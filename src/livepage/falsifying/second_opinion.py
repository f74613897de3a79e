"""Whether what no check noticed is true: worked out in another way, at other points, as by hand.

A mutant that is as true as the equation, such as `b a` for `a b`, tells nothing of the check. To ask the
check itself would be no evidence: so the values come from `livepage.equations.by_hand`, at points that the
check has not seen. They are moved off what the graph draws, so that an input that is always 1, say, makes
nothing true. Whole numbers that vary, and shares that add up to 1, are such by nature, as those of classes:
they only change places. What is undecided stays a survivor.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence

import numpy as np

from livepage.equations.arrays import Array
from livepage.equations.by_hand import Beyond, Undecided, World, value
from livepage.equations.chapter.context import Context
from livepage.equations.trees.tree import Statement, letters_of
from livepage.equations.verdicts.check_reading import from_first_step

WORLDS, PLACES, TRIES = 3, 12, 8
"""So many points, at each of which so many places of the letters are looked at; and so many points a try."""
CLOSE = 1e-6
"""How far two numbers may differ, relative to the largest of them at a point: derivatives are differences."""
SAME = 1e-9
"""How far a side that was edited may differ from what it was."""

Pairs = list[tuple[Array, ...]]
"""The values of the sides of a statement at some places."""


def is_as_true(old: Sequence[Statement], new: Sequence[Statement], context: Context) -> bool:
    """Tell whether an edited equation says nothing that is less true than what it said before.

    Either its sides have the values that they had, or it is an equation that holds where the old one holds.
    """
    if len(old) != len(new):
        return False
    changed = [(before, after) for before, after in zip(old, new, strict=True) if before != after]
    return all(_is_as_true(before, after, context) for before, after in changed)


def shows_the_same(text: str, printed: str) -> bool:
    """Tell whether an edited output still shows what was printed, each number rounded as it stands there."""
    mine, theirs = text.split(), printed.split()
    return len(mine) == len(theirs) and all(map(_rounds, mine, theirs))


def _rounds(shown: str, printed: str) -> bool:
    try:
        number, exact = float(shown), float(printed)
    except ValueError:
        return shown == printed
    digits, _, exponent = shown.lower().partition("e")
    unit = 10.0 ** (int(exponent or 0) - len(re.sub(r"^[^.]*\.?", "", digits)))
    return math.isclose(number, exact, rel_tol=1e-15, abs_tol=0.5 * unit if "." in digits else 0)


def _is_as_true(old: Statement, new: Statement, context: Context) -> bool:
    if old.relations != new.relations:
        return False
    found = list(itertools.islice(_told(old, new, context), WORLDS))
    return len(found) == WORLDS and all(found)


def holds_by_hand(statement: Statement, context: Context) -> bool | None:
    """Tell whether an equation holds, by hand, at points that the graph draws; None: it cannot be told."""
    found = list(itertools.islice(_told(None, statement, context), WORLDS))
    return all(found) if len(found) == WORLDS else None


def _told(old: Statement | None, new: Statement, context: Context) -> Iterator[bool]:
    """Yield for each of some points whether the new statement is as true there, if that can be told."""
    for n in range(TRIES):
        try:
            before, after = _values(old or new, new, _world(context, n, is_moved=old is not None))
            if not before or not all(np.isfinite(array).all() for pair in before for array in pair):
                continue
            if old is not None and _are_same(before, after):
                yield True
            elif set(new.relations) <= {"=", ":="} and (old is None or _holds(before)):
                yield _holds(after)
        except Exception:  # an author's function refuses such a point, or something is not known
            continue


def _world(context: Context, number: int, is_moved: bool) -> World:
    """Draw the inputs, and move them off what is drawn; of what keeps to a rule, the rows change places."""
    rng = np.random.default_rng([71, number])
    given = {}
    for name, draw in context.graph.inputs.items():
        array, other = (np.asarray(draw(rng), dtype=float) for _ in range(2))
        if not is_moved:
            given[name] = array
        elif _keeps_to_a_rule(array) and not np.array_equal(array, other):
            given[name] = rng.permutation(array) if array.ndim else array
        else:
            given[name] = array + 0.2 * (0.1 + abs(array)) * rng.uniform(-1, 1, array.shape)
    return World(context, given)


def _keeps_to_a_rule(array: Array) -> bool:
    """Tell whether these are whole numbers, or shares that add up to 1."""
    are_shares = array.ndim > 0 and np.all(array >= 0) and np.allclose(array.sum(axis=-1), 1)
    return bool(are_shares or np.array_equal(array, np.round(array)))


def _values(old: Statement, new: Statement, world: World) -> tuple[Pairs, Pairs]:
    both = [from_first_step(statement.sides) for statement in (old, new)]
    letters = sorted(set().union(*(letters_of(side) for sides in both for side in sides)))
    sizes = [world.context.vocabulary.axes[letter][1] for letter in letters]
    count = math.prod(sizes)
    chosen = np.random.default_rng(count).permutation(count)[:PLACES]
    found: tuple[Pairs, Pairs] = ([], [])
    for at in chosen:
        places = dict(zip(letters, map(int, np.unravel_index(at, sizes)) if sizes else (), strict=True))
        try:
            rows = [tuple(value(side, world, places) for side in sides) for sides in both]
        except Beyond:
            continue
        found[0].append(rows[0])
        found[1].append(rows[1])
    return found


def _are_same(before: Pairs, after: Pairs) -> bool:
    columns = zip(map(list, zip(*before, strict=True)), map(list, zip(*after, strict=True)), strict=True)
    return all(_close(old, new, SAME) for old, new in columns)


def _holds(pairs: Pairs) -> bool:
    """Tell whether neighbouring sides are equal, and not merely all 0.

    Raises:
        Undecided: their shapes differ, of which other readings know more.
    """
    sides = [list(column) for column in zip(*pairs, strict=True)]
    if not all(itertools.starmap(_are_alike, itertools.pairwise(sides))):
        raise Undecided
    return all(_close(left, right, CLOSE) and _largest(left) > 0 for left, right in itertools.pairwise(sides))


def _close(left: list[Array], right: list[Array], tolerance: float) -> bool:
    if not _are_alike(left, right):
        return False
    gap = max(float(np.max(abs(a - b))) for a, b in zip(left, right, strict=True))
    return gap <= tolerance * max(_largest(left), _largest(right))


def _are_alike(left: list[Array], right: list[Array]) -> bool:
    return all(a.shape == b.shape for a, b in zip(left, right, strict=True))


def _largest(arrays: list[Array]) -> float:
    return max(float(np.max(abs(array))) for array in arrays)
