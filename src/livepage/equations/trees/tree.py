"""What an equation says, as a tree: the reader makes it, the evaluator gives it a value.

Trees compare by what they say, not by where it stands: `span` is the place in the LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Index = str | int | None
"""How one axis of an array is taken: by a letter, at a place (from 1), or whole."""


@dataclass(frozen=True)
class Node:
    """A piece of an equation."""

    span: tuple[int, int] = field(compare=False, kw_only=True, default=(0, 0))


@dataclass(frozen=True)
class Number(Node):
    """A constant."""

    value: float
    decimals: int = field(compare=False, default=0)


@dataclass(frozen=True)
class Size(Node):
    """The number of entries of an axis, such as N."""

    name: str


@dataclass(frozen=True)
class Unit(Node):
    r"""The identity matrix, or a column of ones, of one of the sizes that the graph has."""

    kind: Literal["I", "1"]
    sizes: tuple[int, ...]


@dataclass(frozen=True)
class Place(Node):
    """The place, from 1, at which a letter stands."""

    letter: str


@dataclass(frozen=True)
class Symbol(Node):
    """A node of the graph or a defined name, after `step` updates if it says so; one index an axis."""

    name: str
    index: tuple[Index, ...]
    step: int | None = None


@dataclass(frozen=True)
class Add(Node):
    """A sum of terms, each with its sign, +1 or -1."""

    terms: tuple[tuple[int, Node], ...]


@dataclass(frozen=True)
class Product(Node):
    """Factors, each with the operator before it: "", "·", "∘", "⊗" or "/"."""

    factors: tuple[tuple[str, Node], ...]


@dataclass(frozen=True)
class Fraction(Node):
    """A numerator over a denominator."""

    above: Node
    below: Node


@dataclass(frozen=True)
class Power(Node):
    """A base to an exponent, entry by entry."""

    base: Node
    exponent: Node


@dataclass(frozen=True)
class Transpose(Node):
    """A matrix, transposed."""

    base: Node


@dataclass(frozen=True)
class Call(Node):
    """A declared function of its arguments, differentiated `primes` times."""

    function: str
    arguments: tuple[Node, ...] = ()
    primes: int = 0


@dataclass(frozen=True)
class Replaced(Node):
    """A node of the graph where some of its ancestors have other values.

    Crossed are arguments of one shape in another order than that of the function.
    """

    symbol: Symbol
    values: tuple[tuple[Symbol, Node], ...]
    is_crossed: bool = False


@dataclass(frozen=True)
class At(Node):
    """A derivative, or a tree, where some nodes of the graph have other values."""

    body: Node
    values: tuple[tuple[Symbol, Node], ...]


@dataclass(frozen=True)
class Differential(Node):
    """The change of a symbol while the inputs `along` which it is taken move a little, each its own way."""

    symbol: Symbol
    along: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change(Node):
    """The change of a whole expression, as d(A B), while inputs move as for a `Differential`."""

    body: Node
    along: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limit(Node):
    """What a tree comes to while an input goes to 0."""

    symbol: Symbol
    body: Node


@dataclass(frozen=True)
class Integral(Node):
    """The integral of a body over a number, from `low` to `high`."""

    symbol: Symbol
    low: Node
    high: Node
    body: Node


@dataclass(frozen=True)
class Endless(Node):
    """The sum of a body over all whole numbers from `low` on."""

    symbol: Symbol
    low: int
    body: Node


@dataclass(frozen=True)
class Rest(Node):
    """What is left out: of the order of o(x^3), or of O(x^3) if it is not `little`; or a constant."""

    symbol: Symbol | None = None
    order: int = 0
    little: bool = False


@dataclass(frozen=True)
class Sum(Node):
    r"""A sum of the body over a letter, from `low` to `high`, less `without`; or what else `fold` names."""

    letter: str
    low: Node
    high: Node
    body: Node
    without: str = ""
    fold: str = r"\sum"


@dataclass(frozen=True)
class Derivative(Node):
    """The derivative along all paths from the node in the denominator but those through what is held."""

    numerator: Node
    denominator: Symbol
    held: tuple[Symbol, ...] = ()


@dataclass(frozen=True)
class Matrix(Node):
    """Rows of entries; None stands for dots."""

    rows: tuple[tuple[Node | None, ...], ...]


@dataclass(frozen=True)
class Condition(Node):
    """1 where a relation holds, 0 elsewhere."""

    left: Node
    relation: str
    right: Node


@dataclass(frozen=True)
class Entry(Node):
    r"""An entry of a vector or matrix that has no name, such as `\text{softmax}(z)_i`."""

    base: Node
    index: tuple[str | int, ...]


@dataclass(frozen=True)
class Masked(Node):
    """The body where a condition holds, elsewhere what changes nothing in a sum, or in a product."""

    body: Node
    where: Node
    fold: str = r"\sum"


@dataclass(frozen=True)
class Optimum(Node):
    """The least or the largest value of the body, or the place where it is taken, over values of symbols."""

    over: tuple[Symbol, ...]
    body: Node
    is_least: bool = True
    is_place: bool = False


@dataclass(frozen=True)
class Cases(Node):
    """The value of the first row whose condition holds; None is the condition of all the rest."""

    rows: tuple[tuple[Node, Node | None], ...]


@dataclass(frozen=True)
class Space(Node):
    """The numbers, or the matrices of these sizes, as a side of ∈; one size is that of a row or a column."""

    sizes: tuple[int, ...]


Sides = tuple[Node, ...]


@dataclass(frozen=True)
class Statement:
    """A chain of sides with the relations between them; no relation is no claim."""

    sides: Sides
    relations: tuple[str, ...]
    span: tuple[int, int]
    is_assigned: bool = field(default=False, compare=False)
    """Whether it was an arrow, as in pseudocode, where lines before may have updated what it uses."""
    latex: str = field(default="", compare=False, repr=False)
    """The formula in which the spans of the statement and of its sides stand."""


@dataclass(frozen=True)
class Written:
    """The texts of a name and its bracket, and which of them are letters of axes."""

    texts: tuple[str, ...]
    letters: frozenset[str]

    def bound(self, texts: tuple[str, ...], axes: Mapping[str, tuple[str, int]]) -> dict[str, str] | None:
        """Return what stands in the place of each letter, or None if something else is written."""
        found: dict[str, str] = {}
        if len(texts) != len(self.texts):
            return None
        for ours, theirs in zip(self.texts, texts, strict=True):
            if ours not in self.letters:
                if ours != theirs:
                    return None
                continue
            fits = 1 <= int(theirs) <= axes[ours][1] if theirs.isdigit() else axes.get(theirs) == axes[ours]
            if not fits or found.setdefault(ours, theirs) != theirs:
                return None
        return found


def as_symbol(node: Node) -> Node:
    r"""Return the symbol that a call such as `f(x)` of a node is, where its arguments are what they are."""
    if not isinstance(node, Replaced) or node.is_crossed:
        return node
    steps = {value.step if isinstance(value, Symbol) else None for _, value in node.values}
    step = steps.pop() if len(steps) == 1 else None
    if all(value == replace(symbol, step=step) for symbol, value in node.values):
        return replace(node.symbol, step=step, span=node.span)
    return node


def _parts(node: Node) -> tuple[str, ...]:
    names: tuple[str, ...] = node.__match_args__  # its fields but `span`
    return names


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it."""
    waiting: list[Any] = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Node):
            yield item
            waiting += [getattr(item, name) for name in reversed(_parts(item))]
        elif isinstance(item, tuple):
            waiting += reversed(item)


def children(node: Node) -> list[Node]:
    """Return the nodes directly below one."""
    waiting: list[Any] = [getattr(node, name) for name in _parts(node)]
    found = []
    for item in waiting:
        if isinstance(item, Node):
            found.append(item)
        elif isinstance(item, tuple):
            waiting += item
    return found


def holds(node: Node, *kinds: type[Node]) -> bool:
    """Tell whether a node of one of the kinds is in the tree."""
    return any(isinstance(item, kinds) for item in walk(node))


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return the tree with each node changed, from the leaves up."""
    parts = {name: getattr(node, name) for name in _parts(node)}
    changed = {name: new for name, part in parts.items() if (new := _mapped(part, change)) is not part}
    return change(replace(node, **changed) if changed else node)


def _mapped(value: Any, change: Callable[[Node], Node]) -> Any:
    if isinstance(value, Node):
        return mapped(value, change)
    if not isinstance(value, tuple):
        return value
    items = tuple(_mapped(item, change) for item in value)
    return items if any(new is not old for new, old in zip(items, value, strict=True)) else value


def letters_of(node: Node) -> set[str]:
    """Return the letters of a tree that no sum in it runs over."""
    if isinstance(node, Sum):
        without = {node.without} - {""}
        return without | letters_of(node.low) | letters_of(node.high) | letters_of(node.body) - {node.letter}
    own = {node.letter} if isinstance(node, Place) else set[str]()
    if isinstance(node, Symbol | Entry):
        for n in (n for n in node.index if isinstance(n, str)):
            both = joined(n)
            own |= {both[0], both[2]} if both else {parted(n)[0]}
    return own.union(*map(letters_of, children(node)))


_SHIFTED = re.compile(r"([a-zA-Z])([+-]\d+)")
_COUNTED = re.compile(r"[(\[]?([a-zA-Z])(?:([+\-−])(\d+))?[)\]]?")


def parted(index: str) -> tuple[str, int]:
    """Return the letter and the shift of `i`, `i+1` or `i-1`."""
    match = _SHIFTED.fullmatch(index)
    return (match[1], int(match[2])) if match else (index, 0)


_JOINED = re.compile(r"([a-zA-Z]'*)([+-])([a-zA-Z]'*)([+-]\d+)?")


def joined(index: str) -> tuple[str, int, str, int] | None:
    """Return the parts of an index of two letters, such as `t-k+1`: a letter, a sign, a letter, a shift."""
    match = _JOINED.fullmatch(index)
    return (match[1], 1 if match[2] == "+" else -1, match[3], int(match[4] or 0)) if match else None


def counted(text: str) -> tuple[str, int] | None:
    """Read `(k)`, `[k+1]` or `k-1` as a letter and what is added to it."""
    match = _COUNTED.fullmatch(text)
    if match is None:
        return None
    return match[1], int(match[3] or 0) * (1 if match[2] == "+" else -1)


def core_shape(index: tuple[Index, ...], shape: tuple[int, ...]) -> tuple[int, ...]:
    """Return the rows and columns of what is whole; one whole axis is a row only as the second of two."""
    sizes = [(axis, size) for axis, (n, size) in enumerate(zip(index, shape, strict=True)) if n is None]
    if len(sizes) == 1:
        axis, size = sizes[0]
        return (1, size) if axis else (size, 1)
    return tuple(size for _, size in sizes)
