r"""The matrices that have names of their own: the identity `\mathbf{I}`, the ones `\mathbf{1}`, the zeros."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import product

from livepage.equations.latex.raw import Raw
from livepage.equations.trees.tree import Node, Number, Sides, Unit, mapped, walk
from livepage.equations.trees.vocabulary import Vocabulary

_BOLD = {"bold", r"\mathbb", r"\mathrm"}


def unit(names: Vocabulary, raw: Raw) -> Node | None:
    r"""Read `I`, `\mathbf{I}_n`, `\mathbf{1}`, `\mathbf{0}`, where that is the name of nothing else."""
    if raw.primes or not (raw.decoration in _BOLD or (raw.base == "I" and not raw.decoration)):
        return None
    if raw.base == "0":
        return Number(0.0, span=raw.span)
    if raw.base not in {"I", "1"}:
        return None
    sizes = _sizes(names, raw.subs)
    return Unit("I" if raw.base == "I" else "1", sizes, span=raw.span) if sizes else None


def _sizes(names: Vocabulary, subs: tuple[str, ...]) -> tuple[int, ...]:
    """Return the size that stands below, or all that an array of the graph has."""
    if not subs:
        return tuple(sorted({n for shape in names.shapes.values() for n in shape if n > 1}))
    said = {int(sub) if sub.isdigit() else names.size(sub) for sub in subs if sub != r"\times"}
    if None not in said and len(said) == 1:
        return (said.pop() or 0,)
    whole = names.size("_".join([subs[0], "".join(subs[1:])]))
    return (whole,) if whole else ()


def with_sizes(sides: Sides) -> Iterator[Sides]:
    """Yield a statement with each size that its identities, and its ones, may have."""
    units = {item for side in sides for item in walk(side) if isinstance(item, Unit)}
    kinds = sorted({item.kind for item in units})
    sizes = [sorted({size for item in units if item.kind == kind for size in item.sizes}) for kind in kinds]
    for chosen in product(*sizes):
        sized: dict[str, int] = dict(zip(kinds, chosen, strict=True))
        changed = tuple(mapped(side, partial(_sized, sized)) for side in sides)
        if all(len(item.sizes) == 1 for side in changed for item in walk(side) if isinstance(item, Unit)):
            yield changed


def is_open(sides: Sides) -> bool:
    """Tell whether the size of an identity, or of a column of ones, is left open."""
    return any(isinstance(item, Unit) and len(item.sizes) != 1 for side in sides for item in walk(side))


def _sized(sized: Mapping[str, int], part: Node) -> Node:
    if not isinstance(part, Unit) or len(part.sizes) == 1:
        return part
    return replace(part, sizes=(sized[part.kind],) if sized[part.kind] in part.sizes else ())
