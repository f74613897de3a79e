r"""Nodes of the graph as functions of their ancestors, `\xi(w + \epsilon)`, and tables, `Q(s, a)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, permutations

from lark import Token, Tree

from livepage.equations.errors import Ambiguous, Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import Raw, text_of
from livepage.equations.trees.reading import Reading
from livepage.equations.trees.tree import (
    Add,
    Matrix,
    Node,
    Number,
    Place,
    Power,
    Replaced,
    Symbol,
    as_symbol,
    core_shape,
    joined,
    parted,
    walk,
)
from livepage.equations.trees.vocabulary import Pick


def replaced(reader: Reading, raw: Raw, bracket: Tree[Token]) -> Node:
    r"""Read `\xi(w + \epsilon)`: the node, with its ancestor w replaced."""
    picks = reader.names.callables[raw.function]
    parts = [part for part in bracket.children if isinstance(part, Tree)]
    given = [_distribution(reader, part, picks) or reader.expr(part) for part in parts]
    arguments = _named_by_powers(bracket, [as_symbol(node) for node in given])
    span = (raw.span[0], span_of(bracket)[1])
    if (entry := _table(reader, picks, bracket, arguments)) is not None:
        return replace(entry, span=span)
    letters = {
        axis for node in arguments for item in walk(node) if isinstance(item, Symbol) for axis in item.index
    }
    wanted = {letter for letter in letters if isinstance(letter, str)}
    for pick in reader.names.callables[raw.function]:
        if {axis for axis in pick.axes if isinstance(axis, str)} == wanted:
            symbol = Symbol(pick.name, pick.axes, span=span)
            values = tuple((_target(reader, symbol, node), node) for node in arguments)
            targets = [target.name for target, _ in values]
            _check_once(targets, span)
            return Replaced(symbol, values, _is_crossed(reader, symbol, targets), span=span)
    for pick in reader.names.callables[raw.function]:
        if (spread := _at_each_letter(reader, pick, arguments, span)) is not None:
            return spread
    raise Unreadable(f"{raw.written} is no function of such arguments", span)


def _at_each_letter(
    reader: Reading, pick: Pick, arguments: list[Node], span: tuple[int, int]
) -> Replaced | None:
    r"""Read `p(x_i | \mu)` of a p of one x: its value at each x_i, if it is clear what stands for x."""
    parents, shapes = reader.names.parents.get(pick.name, ()), reader.names.shapes
    if any(isinstance(axis, str) for axis in pick.axes) or not all(isinstance(n, Symbol) for n in arguments):
        return None
    given = [node for node in arguments if isinstance(node, Symbol)]
    own = [node.name if node.name in parents and set(node.index) <= {None} else None for node in given]
    free = [name for name in parents if name not in own]
    if own.count(None) == 1 < len(free):  # an x_i stands for x
        stems = reader.names.stems(given[own.index(None)].name)
        free = [name for name in free if reader.names.stems(name) & stems]
    if len(given) == len(parents):
        names = list(parents)
    elif own.count(None) == len(free) == 1:
        names = [name or free[0] for name in own]
    else:
        return None
    if any(name not in {None, target} for name, target in zip(own, names, strict=True)):
        return None
    targets = [Symbol(name, (None,) * len(shapes[name])) for name in names]
    if any(
        core_shape(one.index, shapes[one.name]) != core_shape(two.index, shapes[two.name])
        for one, two in zip(given, targets, strict=True)
    ):
        return None
    symbol = Symbol(pick.name, pick.axes, span=span)
    return Replaced(symbol, tuple(zip(targets, given, strict=True)), span=span)


def _named_by_powers(bracket: Tree[Token], arguments: list[Node]) -> list[Node]:
    r"""Read `p(x | \mu, \sigma^2)`: a power names its symbol behind a bar, or as a variance."""
    bars = [place for place, part in enumerate(bracket.children) if str(part) in {"|", ";"}]
    behind = bars[0] // 2 if bars else len(arguments)
    parts = [part for part in bracket.children if isinstance(part, Tree)]
    named = [
        n >= behind or (len(parts) > 1 and text_of(part).startswith(r"\sigma"))
        for n, part in enumerate(parts)
    ]
    return [
        node.base if is_named and isinstance(node, Power) and isinstance(node.base, Symbol) else node
        for is_named, node in zip(named, arguments, strict=True)
    ]


def _table(
    reader: Reading, picks: tuple[Pick, ...], bracket: Tree[Token], arguments: list[Node]
) -> Symbol | None:
    """Read `Q(s, a)`, or the `\\pi(a | s)` of a table by s and a: the entry at letters or places."""
    places = [_place(node) for node in arguments]
    if not any(isinstance(place, str) for place in places) or None in places:
        return None
    bars = [number // 2 for number, part in enumerate(bracket.children) if str(part) == "|"]
    given = [*places[bars[0] :], *places[: bars[0]]] if bars else places  # a row for each condition
    for pick in picks:
        fitting = list(dict.fromkeys(tuple(n) for n in (places, given) if _fits(reader, pick, n)))
        others = dict.fromkeys(n for n in permutations(places) if _fits(reader, pick, n))
        fitting = fitting or list(others)
        if len(fitting) > 1:
            raise Ambiguous(
                f"the letters fit the axes of {pick.name} in more than one order: which is behind the bar? "
                "Write them as indices below",
                span_of(bracket),
            )
        if fitting:
            if bars:
                _check_bar(reader, pick, fitting[0], places[: bars[0]], span_of(bracket))
            chosen = iter(fitting[0])
            return Symbol(
                pick.name, tuple(next(chosen) if isinstance(axis, str) else axis for axis in pick.axes)
            )
    return None


def _check_bar(
    reader: Reading,
    pick: Pick,
    chosen: Sequence[str | int | None],
    before: Sequence[str | int | None],
    span: tuple[int, int],
) -> None:
    """Refuse `p(s | a)` of a table that sums to 1 over its a: what is given stands behind the bar."""
    lettered = [place for place, axis in enumerate(pick.axes) if isinstance(axis, str)]
    ours = tuple(place for place, n in zip(lettered, chosen, strict=True) if n in before)
    if reader.names.sums_to_one(pick.name, ours):
        return
    for size in range(1, len(lettered) + 1):
        for axes in combinations(lettered, size):
            if reader.names.sums_to_one(pick.name, axes):
                over = ", ".join(str(pick.axes[axis]) for axis in axes)
                raise Unreadable(
                    f"{pick.name} sums to 1 over {over}: these letters stand before the bar, all others "
                    "behind it; declare another table for another distribution",
                    span,
                )


def _fits(reader: Reading, pick: Pick, places: Sequence[str | int | None]) -> bool:
    """Tell whether each of these is a letter, or a place, of an axis of a table."""
    axes = reader.names.axes
    there = [axes[axis] for axis in pick.axes if isinstance(axis, str)]
    return len(there) == len(places) <= 4 and all(
        1 <= n <= axis[1] if isinstance(n, int) else joined(str(n)) or axes.get(parted(str(n))[0]) == axis
        for n, axis in zip(places, there, strict=True)
    )


def _place(node: Node) -> str | int | None:
    if isinstance(node, Number) and node.value == int(node.value):
        return int(node.value)
    if isinstance(node, Add):
        return _neighbour(node)
    return node.letter if isinstance(node, Place) else None


def _neighbour(node: Add) -> str | None:
    """Return the `i+1`, or `i+m-1`, that a sum of one or two letters and a number is."""
    shift, letters = 0.0, ""
    for sign, term in node.terms:
        if isinstance(term, Place):
            letters += ("+" if sign > 0 else "-") + term.letter
        elif isinstance(term, Number):
            shift += sign * term.value
        else:
            return None
    index = letters[1:] + (f"{shift:+.0f}" if shift else "")
    is_index = letters[:1] == "+" and shift == round(shift)
    return index if is_index and (parted(index)[0] == letters[1:] or joined(index)) else None


def _check_once(names: list[str], span: tuple[int, int]) -> None:
    """Refuse two arguments for one ancestor."""
    if len(set(names)) < len(names):
        raise Unreadable("two arguments hold the same ancestor: what is each of them for?", span)


def _is_crossed(reader: Reading, symbol: Symbol, names: list[str]) -> bool:
    """Tell whether two arguments of one shape stand in another order than the function's."""
    parents = reader.names.parents.get(symbol.name, ())
    for pair in combinations([name for name in names if name in parents], 2):
        one, two = (reader.names.shapes[name] for name in pair)
        if one == two and list(pair) != sorted(pair, key=parents.index):
            return True
    return False


def _target(reader: Reading, symbol: Symbol, argument: Node) -> Symbol:
    """Return the one ancestor that an argument is about."""
    ancestors = reader.names.ancestors[symbol.name]
    found = {item for item in walk(argument) if isinstance(item, Symbol) and item.name in ancestors}
    if isinstance(argument, Symbol) and argument.name in ancestors:
        found = {argument}
    names = {item.name for item in found}
    if isinstance(argument, Matrix) and len(names) == 1:
        name = names.pop()
        return Symbol(name, (None,) * len(reader.names.shapes[name]), span=argument.span)
    if not found and (target := _like(reader, symbol, argument)) is not None:
        return target
    if len(found) != 1 or any(isinstance(axis, int) for item in found for axis in item.index):
        raise Unreadable(
            f"the argument must hold one of the ancestors of {symbol.name}, whole", argument.span
        )
    return found.pop()


def _like(reader: Reading, symbol: Symbol, argument: Node) -> Symbol | None:
    r"""Return the one input, or parameter, with the shape of an argument, as w for $E(\mathbf{w}^*)$."""
    names, ancestors = reader.names, reader.names.ancestors[symbol.name]
    if not isinstance(argument, Symbol) or argument.index != (None,) * len(argument.index):
        return None
    inputs = [name for name in ancestors if name not in names.parents]
    inputs = [name for name in inputs if name in names.parameters] or inputs
    same = [name for name in inputs if names.shapes[name] == names.shapes.get(argument.name) != ()]
    if len(same) > 1:  # the one that is called like it: x for the x of an optimum, or of a hat
        bases = {base for _, base in names.stems(argument.name)}
        same = [name for name in same if bases & {base for _, base in names.stems(name)}]
    if len(same) != 1:
        return None
    return Symbol(same[0], (None,) * len(names.shapes[same[0]]), span=argument.span)


def _distribution(reader: Reading, part: Tree[Token], picks: tuple[Pick, ...]) -> Symbol | None:
    """Read the P of `KL[P || Q]`: a capital without a meaning of its own names the table of its letter."""
    name = text_of(part)
    if len(name) != 1 or not name.isupper() or reader.names.find(Raw(name)) or name in reader.names.sizes:
        return None
    found = reader.names.find(Raw(name.lower()))
    if found is None or not all(found.name in reader.names.ancestors[pick.name] for pick in picks):
        return None
    return replace(found, span=span_of(part))
