r"""Names in LaTeX, such as `\mathbf{z}_{hi}`, and the vocabulary that says what each stands for.

A form like `z_{hi}` is tied to a pick like `zh[i]`: the array `zh`, its axis taken at the letter i. Letters in the
form that the pick names are slots, which any letter of the same axis or a digit may fill; the others are part of the
name. A letter that only the pick names is implied. An axis that no letter takes is whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lark import Token, Tree

from livepage.equations.errors import GraphError, Unreadable
from livepage.equations.grammar import parse, span_of, tokenize
from livepage.equations.layout import word_of
from livepage.equations.tree import Index, Symbol

_BOLD = {r"\mathbf", r"\boldsymbol", r"\bm", r"\vec"}
_PICK = re.compile(r"(\w+)(?:\[([^\]]*)\])?")


@dataclass(frozen=True)
class Raw:
    """A name as it is written: decoration, base, tokens of the subscript, text of the superscript, primes."""

    base: str
    decoration: str = ""
    subs: tuple[str, ...] = ()
    supers: tuple[Tree[Token] | Token, ...] = ()
    primes: int = 0
    span: tuple[int, int] = (0, 0)

    @property
    def plain(self) -> bool:
        """Whether nothing is attached to the base."""
        return not (self.decoration or self.subs or self.supers or self.primes)

    @property
    def function(self) -> str:
        """The name to look up among the functions."""
        return "_".join([self.base.removeprefix("\\"), "".join(self.subs)]).removesuffix("_")


def raw_name(factor: Tree[Token] | Token) -> Raw | None:
    """Return the name that a factor is, or None if it is something else."""
    if isinstance(factor, Token):
        return None if factor.type == "DOTS" else _bare(factor)
    if factor.data != "factor":
        return None
    atom, *scripts = factor.children
    raw = _decorated(atom) if isinstance(atom, Tree) else _bare(atom)
    if raw is None:
        return None
    for script in scripts:
        assert isinstance(script, Tree)
        if script.data == "prime":
            raw = replace(raw, primes=raw.primes + len(str(script.children[0])))
        elif script.data == "super":
            raw = replace(raw, supers=(*raw.supers, script.children[1]))
        else:
            raw = replace(raw, subs=raw.subs + sub_tokens(script.children[1], raw.base))
    return replace(raw, span=span_of(factor))


def _bare(token: Token) -> Raw | None:
    if token.type == "NUMBER":
        return None
    return Raw(word_of(token) if token.type == "WORD" else str(token), span=span_of(token))


def _decorated(atom: Tree[Token]) -> Raw | None:
    if atom.data != "decorated":
        return None
    mark = "bold" if atom.children[0] in _BOLD else str(atom.children[0])
    inner = atom.children[1]
    while isinstance(inner, Tree) and inner.data != "factor":
        inner = next((child for child in inner.children if isinstance(child, Tree)), inner.children[-1])
    if isinstance(inner, Tree) and str(inner.children[0]).isdigit():
        inner = inner.children[0]
    if isinstance(inner, Token) and inner.type == "NUMBER":
        return Raw(str(inner), mark)
    raw = raw_name(inner)
    return replace(raw, decoration=mark) if raw else None


def sub_tokens(item: Tree[Token] | Token, base: str = "") -> tuple[str, ...]:
    """Return the letters, digits and words of a subscript."""
    tokens = [item] if isinstance(item, Token) else list(item.scan_values(lambda _: True))
    if base in {r"\sum", r"\prod"}:
        return tuple(map(str, tokens))
    found: list[str] = []
    for token in tokens:
        if token.type not in {"NAME", "NUMBER", "WORD", "COMMA", "LBRACE", "RBRACE"}:
            raise Unreadable(f"{str(token)!r} cannot stand in a subscript", span_of(token))
        if token.type not in {"COMMA", "LBRACE", "RBRACE"}:
            found += list(token) if token.type == "NUMBER" else [word_of(token) if token.type == "WORD" else token]
    return tuple(map(str, found))


def text_of(item: Tree[Token] | Token) -> str:
    """Return the tokens below an item as one string, without braces."""
    tokens = [item] if isinstance(item, Token) else list(item.scan_values(lambda _: True))
    return "".join(str(token) for token in tokens if token.type not in {"LBRACE", "RBRACE"})


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


Key = tuple[str, str, tuple[str, ...], int, str]


@dataclass
class Vocabulary:
    """The names of one chapter: letters with their axes' size, functions, forms of symbols, iteration, layers."""

    axes: Mapping[str, tuple[str, int]]
    functions: Mapping[str, Callable[..., object]]
    callables: Mapping[str, tuple[Pick, ...]]
    ancestors: Mapping[str, frozenset[str]]
    ranks: Mapping[str, int]
    iteration: str = ""
    layers: Mapping[str, int] = field(default_factory=dict)
    parameters: tuple[str, ...] = ()
    prefixes: frozenset[str] = frozenset()
    symbols: dict[Key, Pick] = field(default_factory=dict)

    def add(self, latex: str, text: str) -> None:
        """Tie a form to a pick."""
        pick = read_pick(text)
        raw = raw_form(latex)
        letters = [axis for axis in pick.axes if isinstance(axis, str)]
        if unknown := set(letters) - set(self.axes):
            raise GraphError(f"{latex}: no axis has the letter {', '.join(sorted(unknown))}")
        slots = [sub for sub in raw.subs if sub in letters]
        fixed = tuple(sub for sub in raw.subs if sub not in letters)
        if raw.subs != fixed + tuple(slots):
            raise GraphError(f"{latex}: the letters of axes come last")
        missing = self.ranks[pick.name] - len(pick.axes)
        axes = pick.axes + (None,) * missing
        key = (raw.decoration, raw.base, fixed, len(slots), "".join(map(text_of, raw.supers)))
        self.symbols[key] = Pick(pick.name, axes, tuple(axes.index(letter) for letter in slots))

    def is_bare(self, tokens: list[Token]) -> bool:
        """Tell whether a formula is only the name of a letter, a function or an operator, which has no value."""
        texts = {self.iteration, *self.axes, *self.layers, r"\Delta", r"\nabla", r"\partial"}
        if len(tokens) != 1:
            return False
        raw = _bare(tokens[0])
        return raw is not None and (raw.base in texts or raw.function in self.functions)

    def size(self, name: str) -> int | None:
        """Return the size that a name such as N stands for."""
        return next((size for symbol, size in self.axes.values() if symbol == name), None)

    def find(self, raw: Raw, above: str = "") -> Symbol | None:
        """Return what a name with the superscript `above` stands for: the longest declared name, then indices."""
        for cut in range(len(raw.subs), -1, -1):
            fixed, slots = raw.subs[:cut], raw.subs[cut:]
            pick = self.symbols.get((raw.decoration, raw.base, fixed, len(slots), above))
            if pick is not None and (index := self._fill(pick, slots)) is not None:
                return Symbol(pick.name, index, span=raw.span)
        return None

    def _fill(self, pick: Pick, slots: tuple[str, ...]) -> tuple[Index, ...] | None:
        axes = list(pick.axes)
        for slot, axis in zip(slots, pick.slots, strict=True):
            declared = axes[axis]
            assert isinstance(declared, str)
            size = self.axes[declared]
            place = int(slot) if slot.isdigit() else self.size(slot)
            if self.axes.get(slot) == size:
                axes[axis] = slot
            elif place is not None and 1 <= place <= size[1]:
                axes[axis] = place
            else:
                return None
        return tuple(axes)


def raw_form(latex: str) -> Raw:
    r"""Read a declared form, such as `\mathbf{z}_h`, `W^{(1)}` or `\Delta w_h`."""
    tokens = tokenize(latex)
    tree = parse(tokens, len(latex))
    factors = tree.children[0].children[0].children[0].children  # type: ignore[union-attr]
    raws = [raw_name(factor) for factor in factors]
    raw = raws[-1]
    if raw is None or len(raws) > 2 or (len(raws) == 2 and raws[0] != _delta(raws[0])):
        raise GraphError(f"{latex!r} is no name")
    return with_delta(raw) if len(raws) == 2 else raw


def _delta(raw: Raw | None) -> Raw | None:
    return raw if raw is not None and raw.base == r"\Delta" and raw.plain else None


def with_delta(raw: Raw) -> Raw:
    r"""Return the name with `\Delta` before it."""
    return replace(raw, base=rf"\Delta {raw.base}")
