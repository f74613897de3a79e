r"""The vocabulary of a chapter: what each name in its LaTeX stands for.

A form like `z_{hi}` is tied to a pick like `zh[i]`: the array `zh`, its axis taken at the letter i. Letters
in the form that the pick names are slots, which any letter of the same axis or a digit may fill; the others
are part of the name. A letter that only the pick names is implied. An axis that no letter takes is whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from itertools import takewhile

from livepage.equations.errors import GraphError
from livepage.equations.latex.grammar import tokenize
from livepage.equations.latex.raw import Raw, raw_form, text_of
from livepage.equations.trees.tree import Index, Symbol, Written, joined, parted

_MEAN = (
    "an expected value or variance says below what it is over, as in \\mathbb{E}_{p(x)}, is written as a "
    "mean with a sum, or is declared with its bracket, as it is written here, in symbols"
)
OPEN = {
    r"\propto": "∝ leaves a factor open, and it is not clear of what it is free: before it stands a function "
    "of one number, as in p(x), or a name with one letter, as in p_i; or write the factor down, and =",
    r"\sim": "a distribution has no value: write its density, or its mean",
    **dict.fromkeys([r"\mathbb{E}", r"\mathbb{V}", "Var", "Cov", "var", "cov"], _MEAN),
    r"\arg": "the place of a maximum is no value: write what holds there",
}
"""Notations that leave out what a check would need."""
_SAMPLE = re.compile(r"(\(|\[|\\langle)(\w+(?:[+-]\w+)?)(\)|\]|\\rangle)")
_PICK = re.compile(r"(\w+)(?:\[([^\]]*)\])?")


def size_form(latex: str) -> str:
    r"""Return how the name of a size is written, such as `n_{x}` of `n_x`; a number of things has bars."""
    if latex[:1] == latex[-1:] == "|":
        tokens = (token for token in tokenize(latex[1:-1]) if token.type not in {"LBRACE", "RBRACE"})
        return f"|{''.join(map(str, tokens))}|"
    return raw_form(latex).written


@dataclass(frozen=True)
class Pick:
    """What a form stands for: an array, its axes, and which axis each slot of the subscript fills."""

    name: str
    axes: tuple[Index, ...]
    slots: tuple[int, ...] = ()


def read_pick(text: str) -> Pick:
    """Read `zh[i]`, `X[:,k]` or `b[1,j]`; a bare name is a whole array."""
    match = _PICK.fullmatch(text.replace(" ", ""))
    if match is None:
        raise GraphError(f"{text!r} is no array with its axes, such as 'zh[i]'")
    entries = [entry for entry in (match[2] or "").split(",") if entry]
    return Pick(match[1], tuple(None if e == ":" else int(e) if e.isdigit() else e for e in entries))


def completed(pick: Pick, shape: tuple[int, ...], latex: str) -> Pick:
    """Return a pick with the axes that it does not mention, which are whole; two may be."""
    axes = pick.axes + (None,) * (len(shape) - len(pick.axes))
    if axes.count(None) > 2:
        some = ", ".join("ijkl"[: len(shape) - 2])
        raise GraphError(f"{latex}: {pick.name} has {len(shape)} axes; name all but two: {pick.name}[{some}]")
    return replace(pick, axes=axes)


Key = tuple[str, str, str, int, str]
"""Decoration, base with primes, what belongs to the name below, number of slots, what stands above."""


@dataclass
class Vocabulary:
    """The names of one chapter: letters and their sizes, functions, forms of symbols, iteration, layers."""

    axes: Mapping[str, tuple[str, int]]
    functions: Mapping[str, Callable[..., object]]
    callables: Mapping[str, tuple[Pick, ...]]
    ancestors: Mapping[str, frozenset[str]]
    parents: Mapping[str, tuple[str, ...]]
    shapes: Mapping[str, tuple[int, ...]]
    iteration: str = ""
    layers: Mapping[str, int] = field(default_factory=dict)
    parameters: tuple[str, ...] = ()
    prefixes: frozenset[str] = frozenset()
    symbols: dict[Key, tuple[Pick, ...]] = field(default_factory=dict)
    written: dict[Written, Pick] = field(default_factory=dict)
    sums_to_one: Callable[[str, tuple[int, ...]], bool] = lambda *_: False
    """Tell whether an array of the graph sums to 1 over some of its axes, at all places of the others."""
    forms: dict[str, Symbol] = field(default_factory=dict)
    """The names as they are declared, each with what it stands for."""
    written_forms: dict[str, Symbol] = field(default_factory=dict)
    """The names that are declared with their bracket, each with what it stands for."""
    is_sampled: bool = False
    """Whether the x of a declared x_i is the one of a sample, as in a mean over samples."""
    rows: set[str] = field(default_factory=set)
    """The arrays of which `X[i, :]` is said: what is taken there is a row, and never a column."""

    def __post_init__(self) -> None:
        """Let a prime make another letter of the same axis, as the k' of a sum."""
        self.letters = tuple(self.axes)
        primed = {letter + prime: axis for letter, axis in self.axes.items() for prime in ("'", "''")}
        self.axes = {**primed, **self.axes}

    def add(self, latex: str, text: str) -> None:
        """Tie a form to a pick."""
        pick = read_pick(text)
        raw = raw_form(latex)
        above = "".join(map(text_of, raw.supers))
        if (sample := _SAMPLE.fullmatch(above)) and sample[2] in pick.axes:
            raw, above = replace(raw, subs=(*raw.subs, sample[2])), sample[1] + sample[3]
        letters = [axis for axis in pick.axes if isinstance(axis, str)]
        if unknown := set(letters) - set(self.axes):
            raise GraphError(f"{latex}: no axis has the letter {', '.join(sorted(unknown))}")
        slots = [sub for sub in raw.subs if sub in letters]
        fixed = tuple(sub for sub in raw.subs if sub not in letters)
        if raw.subs != fixed + tuple(slots):
            raise GraphError(f"{latex}: the letters of axes come last")
        axes = self._axes(latex, pick)
        key = (raw.decoration, raw.base + "'" * raw.primes, "".join(fixed), len(slots), above)
        if len(set(letters)) < len(letters):
            raise GraphError(
                f"{latex}: one letter takes two axes of {pick.name}; make a node of its diagonal"
            )
        found = Pick(pick.name, axes, tuple(axes.index(letter) for letter in slots))
        for other in self.symbols.get(key, ()):
            if self._said(other) != self._said(found) and self._slots(other) == self._slots(found):
                names = f"{other.name} and {pick.name}"
                raise GraphError(f"{latex} is written like another form: it could be {names}; rename one")
        self.symbols[key] = (*self.symbols.get(key, ()), found)
        if len(pick.axes) == 2 and pick.axes[0] is not None is pick.axes[1]:
            self.rows.add(pick.name)
        self.forms[latex] = Symbol(pick.name, axes)

    def add_written(self, latex: str, text: str, form: Callable[[str, frozenset[str]], Written]) -> None:
        """Tie a name with its bracket to a pick."""
        pick = read_pick(text)
        axes = self._axes(latex, pick)
        self.written[form(latex, frozenset(n for n in axes if isinstance(n, str)))] = Pick(pick.name, axes)
        self.written_forms[latex] = Symbol(pick.name, axes)

    def find_written(self, texts: tuple[str, ...]) -> Symbol | None:
        """Return what a name with its bracket stands for, if it is declared together with it."""
        for form, pick in self.written.items():
            if (bound := form.bound(texts, self.axes)) is not None:
                index = [bound.get(n, n) if isinstance(n, str) else n for n in pick.axes]
                places = (int(n) if isinstance(n, str) and n.isdigit() else n for n in index)
                return Symbol(pick.name, tuple(places))
        return None

    def with_number(self, raw: Raw, name: str) -> Vocabulary:
        """Return the names with one more, of a number that only an integral or an endless sum knows."""
        other = copy(self)
        key = (raw.decoration, raw.base + "'" * raw.primes, "".join(raw.subs), 0, "")
        other.symbols = {**self.symbols, key: (Pick(name, ()),)}
        other.shapes = {**self.shapes, name: ()}
        return other

    def with_samples(self) -> Vocabulary:
        """Return the names with the x of each declared x_i, unless that is declared itself."""
        first = {self.axes[letter]: letter for letter in reversed(self.letters)}
        other = copy(self)
        other.is_sampled, other.symbols = True, dict(self.symbols)
        for (decoration, base, fixed, count, above), picks in self.symbols.items():
            if count == 1:
                axes = [[first[self.axes[n]] if isinstance(n, str) else n for n in p.axes] for p in picks]
                bare = tuple(Pick(pick.name, tuple(each)) for pick, each in zip(picks, axes, strict=True))
                other.symbols.setdefault((decoration, base, fixed, 0, above), bare)
        return other

    def _slots(self, pick: Pick) -> list[tuple[str, int]]:
        return [self.axes[str(pick.axes[place])] for place in pick.slots]

    def _said(self, pick: Pick) -> tuple[object, ...]:
        """Return what a pick says, whichever letters of its slots' axes it says it with."""
        axes = [n if place not in pick.slots else None for place, n in enumerate(pick.axes)]
        return pick.name, pick.slots, axes

    def _axes(self, latex: str, pick: Pick) -> tuple[Index, ...]:
        """Return how each axis of the array is taken, after a look at its size."""
        shape = self.shapes[pick.name]
        if len(pick.axes) > len(shape):
            raise GraphError(f"{latex}: {pick.name} has {len(shape)} axes")
        for number, (axis, size) in enumerate(zip(pick.axes, shape, strict=False), start=1):
            if isinstance(axis, str) and size == 0:
                raise GraphError(
                    f"{latex}: {pick.name} is defined whole; define it by {axis} to have its entries"
                )
            if isinstance(axis, str) and self.axes[axis][1] != size:
                wanted = f"{axis} runs to {self.axes[axis][1]}"
                raise GraphError(f"{latex}: axis {number} of {pick.name} has {size} entries, {wanted}")
        return completed(pick, shape, latex).axes

    @cached_property
    def sizes(self) -> dict[str, str]:
        """Return the names of sizes by how they are written."""
        return {size_form(symbol): symbol for symbol, _ in self.axes.values()}

    @cached_property
    def words(self) -> frozenset[str]:
        r"""Return the names of functions and symbols, among them all that may stand in `\text{...}`."""
        named = {"".join(takewhile(str.isalpha, form.texts)) for form in self.written}
        return frozenset({*self.functions, *self.callables, *(key[1] for key in self.symbols), *named})

    @property
    def bases(self) -> set[str]:
        """Return the names of symbols without what is attached to them."""
        return {key[1] for key in self.symbols}

    def stems(self, name: str) -> set[tuple[str, str]]:
        """Return the decorations and bases of the names that a node has, such as that of x for x_i."""
        return {key[:2] for key, picks in self.symbols.items() for pick in picks if pick.name == name}

    def size(self, name: str) -> int | None:
        """Return the size that a name such as N stands for."""
        return next((size for symbol, size in self.axes.values() if symbol == name), None)

    def find(self, raw: Raw, above: str = "") -> Symbol | None:
        """Return what a name with a superscript stands for: the longest declared name, then indices.

        The index of a sample may stand above, as in `x^{(i)}`.
        """
        base = raw.base + "'" * raw.primes
        for cut in range(len(raw.subs), -1, -1):
            fixed, slots = "".join(raw.subs[:cut]), raw.subs[cut:]
            for pick in self.symbols.get((raw.decoration, base, fixed, len(slots), above), ()):
                if (index := self._fill(pick, slots)) is not None:
                    return Symbol(pick.name, index, span=raw.span)
        if sample := _SAMPLE.fullmatch(above.replace("−", "-")):
            return self.find(replace(raw, subs=(*raw.subs, sample[2])), sample[1] + sample[3])
        return None

    def at_edge(self, symbol: Symbol, axis: int, place: int) -> Symbol | None:
        """Return what stands just beyond an axis, such as the declared h_0 before h_1, or None."""
        size, count = self.axes[parted(str(symbol.index[axis]))[0]]
        names = {str(place)} if place < 10 else set()
        names |= {f"{size}+{place - count}"} if place > count else set()
        found: set[Symbol] = set()
        for (decoration, base, fixed, _, above), picks in self.symbols.items():
            for pick in picks:
                if pick.name != symbol.name or axis != next(iter(pick.slots), None):
                    continue
                behind = [str(symbol.index[slot]) for slot in pick.slots[1:]]
                raws = (Raw(base, decoration, (*([fixed] if fixed else []), name, *behind)) for name in names)
                found |= {one for raw in raws if (one := self.find(raw, above)) is not None}
        return replace(found.pop(), step=symbol.step, span=symbol.span) if len(found) == 1 else None

    @cached_property
    def _written(self) -> dict[str, str]:
        return {raw_form(form).written: form for form in self.forms}

    def nearest(self, raw: Raw) -> str:
        """Return the declared names that look most like one that is not; "" if none does."""
        close = get_close_matches(raw.written, [*self._written, *self.functions], 3, 0.6)
        return ", ".join(self._written.get(name, name) for name in close)

    def beyond(self, raw: Raw) -> str:
        """Say so if a name would be declared but for an index that is a size, or a digit, beyond its axis."""
        for (decoration, base, fixed, count, _), picks in self.symbols.items():
            slots = raw.subs[len(raw.subs) - count :]
            said = (raw.decoration, raw.base, "".join(raw.subs[: len(raw.subs) - count]), len(slots))
            if (decoration, base, fixed, count) != said:
                continue
            for pick in picks:
                for slot, axis in zip(slots, self._slots(pick), strict=True):
                    place = int(slot) if slot.isdigit() else self.size(slot)
                    if place is not None and not 1 <= place <= axis[1]:
                        return f"{raw.written}: {slot} is no place of it, which runs from 1 to {axis[0]}"
        return ""

    def _fill(self, pick: Pick, slots: tuple[str, ...]) -> tuple[Index, ...] | None:
        axes = list(pick.axes)
        implied = {n for place, n in enumerate(axes) if place not in pick.slots}
        if implied & {parted(slot)[0] for slot in slots}:
            return None  # the same letter twice would be the diagonal, which the form does not say
        for slot, axis in zip(slots, pick.slots, strict=True):
            declared = axes[axis]
            assert isinstance(declared, str)
            size = self.axes[declared]
            letter, shift = parted(slot)
            place = int(slot) if slot.isdigit() else self.size(letter)
            place = place + shift if place is not None else None
            both = joined(slot)
            if self.axes.get(letter) == size or (both and both[0] in self.axes and both[2] in self.axes):
                axes[axis] = slot
            elif place is not None and 1 <= place <= size[1]:
                axes[axis] = place
            else:
                return None
        return tuple(axes)
