r"""Derivatives as written: `\frac{\partial a}{\partial b}`, `\frac{d}{db} f`, `{\partial a}/{\partial b}`.

Also the gradient, `\nabla_b a`.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from lark import Token, Tree

from livepage.equations.errors import Ambiguous, Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import Raw, raw_name, text_of, tokens_of
from livepage.equations.trees.reading import Item, Reading, Taken
from livepage.equations.trees.tree import (
    At,
    Call,
    Derivative,
    Fraction,
    Matrix,
    Node,
    Number,
    Power,
    Product,
    Replaced,
    Symbol,
    Transpose,
    as_symbol,
    walk,
)

_BEGINNINGS = [["{", r"\partial"], [r"\partial"]]


def is_differential(tree: Tree[Token] | Token) -> bool:
    r"""Tell whether this is the `\partial` or d of a derivative."""
    raw = raw_name(tree)
    return (
        raw is not None and raw.base in {r"\partial", "d"} and not (raw.subs or raw.decoration or raw.primes)
    )


def _after(reader: Reading, tree: Tree[Token] | Token) -> list[Item] | None:
    r"""Return what stands behind the `\partial` in braces, or None where there is none."""
    is_second, behind = _differential(reader, tree)
    if is_second:
        raise Unreadable("a second derivative is written as a fraction", span_of(tree))
    return behind


def _differential(reader: Reading, tree: Tree[Token] | Token) -> tuple[bool, list[Item] | None]:
    r"""Return whether the `\partial` in braces is a second one, and what is behind it, None without one."""
    while isinstance(tree, Tree) and tree.data in {"factor", "group", "statement", "expr"}:
        inner = [
            part
            for part in tree.children
            if isinstance(part, Tree) or part.type in {"NAME", "RELATION", "SIGN"}
        ]
        if len(inner) != 1 or is_differential(inner[0]):
            break
        tree = inner[0]
    if is_differential(tree):
        return _is_second(tree), []
    if not (isinstance(tree, Tree) and tree.data == "term" and is_differential(tree.children[0])):
        return False, None
    return _is_second(tree.children[0]), reader.items(tree)[1:]


def _is_second(tree: Tree[Token] | Token) -> bool:
    raw = raw_name(tree)
    if raw is None or not raw.supers:
        return False
    if text_of(raw.supers[0]) != "2":
        raise Unreadable("the first and the second derivative can be read, no higher one", raw.span)
    return True


def fraction(reader: Reading, tree: Tree[Token]) -> Node | None:
    """Read a fraction of differentials; None if it is another fraction or waits for its numerator."""
    _, above, below = tree.children
    is_second, numerator = _differential(reader, above)
    denominator = _after(reader, below)
    if (numerator is None) != (denominator is None) and (place := _lone(tree)) is not None:
        raise Unreadable(r"a derivative has a \partial above and one below", place)
    if not numerator or not denominator:
        return None
    return _ordered(reader, is_second, reader.product(numerator), denominator, span_of(tree))


def _lone(tree: Tree[Token]) -> tuple[int, int] | None:
    r"""Return where the one part of a fraction stands that does not begin with `\partial`."""
    _, above, below = tree.children
    has = [[str(token) for token in tokens_of(part)][:2] in _BEGINNINGS for part in (above, below)]
    return span_of(below if has[0] else above) if has[0] != has[1] else None


def _ordered(
    reader: Reading, is_second: bool, numerator: Node, below: list[Item], span: tuple[int, int]
) -> Node:
    r"""Join a numerator and `\partial a`, `\partial a^2` or `\partial a \partial b`."""
    if not is_second:
        return derivative(reader, numerator, below, span)
    parts = [place for place, (_, tree) in enumerate(below) if is_differential(tree)]
    if len(parts) == 1 and 0 < parts[0] < len(below) - 1:
        one, two = (reader.product(part) for part in (below[: parts[0]], below[parts[0] + 1 :]))
        if isinstance(two, Transpose):  # a matrix of second derivatives, as by x and its transpose
            two = two.base
        return _by(_by(numerator, two, span), one, span)
    squared = reader.product(below) if not parts else None
    if not (isinstance(squared, Power) and squared.exponent == Number(2.0)):
        raise Unreadable(
            r"below a second derivative stands \partial a^2 or \partial a \partial b", span_of(below[0][1])
        )
    return _by(_by(numerator, squared.base, span), squared.base, span)


def derivative(reader: Reading, numerator: Node, denominator: list[Item], span: tuple[int, int]) -> Node:
    """Join a numerator and what stands behind the lower differential."""
    return _by(numerator, reader.product(denominator), span)


def _by(numerator: Node, below: Node, span: tuple[int, int]) -> Node:
    below = as_symbol(below)
    if isinstance(below, Power) and below.exponent == Number(2.0) and _is_number(below.base):
        doubled = Product((("", Number(2.0)), ("·", below.base)), span=below.span)
        return Fraction(_by(numerator, below.base, span), doubled, span=span)  # by the chain rule
    if not isinstance(below, Symbol):
        raise Unreadable("a derivative is taken by a symbol of the graph", below.span)
    if isinstance(numerator, Call) and not numerator.arguments:
        numerator = replace(numerator, arguments=(below,))
    if isinstance(said := as_symbol(numerator), Symbol) and said.step is not None:
        numerator = said
    if isinstance(numerator, Symbol) and numerator.step is not None and below.step is None:
        below = replace(below, step=numerator.step)
    if isinstance(numerator, Replaced) and _is_elsewhere(numerator, below):
        return At(Derivative(numerator.symbol, below, span=span), numerator.values, span=span)
    return Derivative(numerator, below, span=span)


def _is_number(node: Node) -> bool:
    return isinstance(node, Symbol) and None not in node.index


def _is_elsewhere(numerator: Replaced, below: Symbol) -> bool:
    """Tell whether a node is taken at another value of what it is differentiated by."""
    return any(target == below and below not in set(walk(value)) for target, value in numerator.values)


def holding(reader: Reading, node: Node, script: Tree[Token]) -> Node:
    r"""Read `\left. \frac{\partial a}{\partial b} \right|_{c, d}`: no path leads through c and d.

    Values, as in `|_{b = 0}`, say where the derivative is taken.
    """
    argument = script.children[2]
    parts = []
    if isinstance(argument, Tree) and argument.data == "group":
        parts = [part for part in argument.children if isinstance(part, Tree)]
    span = (node.span[0], span_of(script)[1])
    if parts and all([str(token) for token in part.children[1::2]] == ["="] for part in parts):
        pairs = [[reader.expr(side) for side in part.children[::2]] for part in parts]
        values = tuple((one, two) for one, two in pairs if isinstance(one, Symbol))
        if len(values) < len(pairs):
            raise Unreadable("before = stands the symbol that has another value", span_of(script))
        return At(node, values, span=span)
    if any(len(part.children) != 1 for part in parts):
        raise Unreadable("behind a bar stand symbols, or their values by =", span_of(script))
    held = [reader.expr(part) for part in parts] or [reader.argument(argument)]
    if not isinstance(node, Derivative) or not all(isinstance(item, Symbol) for item in held):
        raise Unreadable("behind a derivative, a bar names the symbols that are held fixed", span_of(script))
    symbols = tuple(item for item in held if isinstance(item, Symbol))
    return replace(node, held=symbols, span=span)


def primed(node: Node, primes: int, span: tuple[int, int]) -> Node:
    r"""Read `[f(g(x))]'`, the derivative by the one symbol in the bracket, or `(y - X b)'`, a transpose."""
    symbols = {item for item in walk(node) if isinstance(item, Symbol)}
    if primes == 1 and len(symbols) > 1 and all(None in item.index for item in symbols):
        return Transpose(node, span=span)
    if len(symbols) != 1:
        raise Unreadable("a prime behind a bracket is a derivative by the one symbol in it", span)
    by = symbols.pop()
    for _ in range(primes):
        node = Derivative(node, by, span=span)
    return node


def waiting(reader: Reading, items: list[Item], place: int) -> Taken | None:
    r"""Read `\frac{d}{dz}` with the factor behind it."""
    tree = items[place][1]
    atom = tree.children[0]
    if len(tree.children) > 1 or not (isinstance(atom, Tree) and atom.data == "fraction"):
        return None
    is_second, above = _differential(reader, atom.children[1])
    if above != []:
        return None
    below = _after(reader, atom.children[2])
    if not below or place + 1 >= len(items):
        return None
    numerator, after = _reached(reader, items, place + 1, reader.take(items, place + 1))
    node = _ordered(reader, is_second, numerator, below, (span_of(tree)[0], numerator.span[1]))
    if after < len(items) and not items[after][0]:
        names = {item.name for item in walk(reader.product(below)) if isinstance(item, Symbol)}
        reader.prefixed[id(node)] = node, names, numerator.span
    return node, after


def check_reach(reader: Reading, factors: list[tuple[str, Node]]) -> None:
    r"""Refuse `\frac{d}{dx} (x + 1)(x - 1)`: a factor of what is differentiated, or one beside it?"""
    for n, (_, node) in enumerate(factors):
        beside = factors[n + 1 :]
        if id(node) not in reader.prefixed or not beside or isinstance(beside[0][1], Derivative):
            continue
        beside = list(takewhile(lambda factor: factor[0] == "", beside))
        _, names, span = reader.prefixed[id(node)]
        if any(_depends(reader, other, names) for _, other in beside):
            raise Ambiguous(
                "the derivative may be that of the bracket, or of all that stands behind it as well: write "
                "brackets around all that it is taken of, or the other factors before it",
                span,
            )


def _reached(reader: Reading, items: list[Item], place: int, first: Taken) -> Taken:
    r"""Read what `\frac{d}{dx}` stands before: a bracket, or all the factors that stand side by side.

    The first of them has been read.
    """
    node, after = first
    tree = items[place][1]
    is_bracket = getattr(tree.children[0], "data", "") == "paren" and not isinstance(node, Transpose)
    end = after
    while end < len(items) and not items[end][0] and not is_bracket:
        end += 1
    if end < len(items) and not is_bracket:
        raise Unreadable("how far does the derivative reach? Write brackets", node.span)
    if end == after:
        return node, after
    return reader.product([("", tree), *items[place + 1 : end]], (node, after - place)), end


def slashed(reader: Reading, items: list[Item], place: int) -> Taken | None:
    r"""Read `\partial a / \partial b`, with braces or without."""
    tree = items[place][1]
    if is_differential(tree):
        return _unbraced(reader, items, place)
    above = _after(reader, tree)
    if not above or place + 1 >= len(items) or items[place + 1][0] != "/":
        return None
    below = _after(reader, items[place + 1][1])
    if below:
        span = (span_of(tree)[0], span_of(items[place + 1][1])[1])
        return derivative(reader, reader.product(above), below, span), place + 2
    if not is_differential(items[place + 1][1]) or place + 2 >= len(items):
        return None
    node, after = reader.take(items, place + 2)
    span = (span_of(tree)[0], node.span[1])
    return derivative(reader, reader.product(above), [items[place + 2]], span), after


def _unbraced(reader: Reading, items: list[Item], place: int) -> Taken | None:
    slash = next((n for n in range(place + 1, len(items)) if items[n][0] == "/"), None)
    if slash is None or not slash > place + 1:
        return None
    span = (span_of(items[place][1])[0], span_of(items[slash][1])[1])
    below = _after(reader, items[slash][1])
    if below:
        return derivative(reader, reader.product(items[place + 1 : slash]), below, span), slash + 1
    if not is_differential(items[slash][1]) or slash + 1 >= len(items):
        return None
    numerator = reader.product(items[place + 1 : slash])
    node, after = reader.take(items, slash + 1)
    return derivative(reader, numerator, [items[slash + 1]], (span[0], node.span[1])), after


def nabla(reader: Reading, raw: Raw, items: list[Item], place: int) -> Taken:
    r"""Read `\nabla_w a` or `\partial_w a`; a bare nabla is the column of those by all parameters."""
    is_second = bool(raw.supers) and text_of(raw.supers[0]) == "2"
    if place + 1 >= len(items) or bool(raw.supers) != is_second:
        raise Unreadable(f"{raw.base} stands before what it differentiates; its power is 2 or none", raw.span)
    by = [_symbol(reader, _lower_name(items[place][1]))] if raw.subs else []
    names = {symbol.name for symbol in by} or set(reader.names.parameters)
    numerator, after = reader.take(items, place + 1)
    if after < len(items) and not items[after][0]:
        if _depends(reader, numerator, names) and not _is_vector(numerator):
            raise Unreadable(f"how far does {raw.base} reach? Write brackets", raw.span)
        numerator, after = _reached(reader, items, place + 1, (numerator, after))
    span = (raw.span[0], numerator.span[1])
    by = by or _parameters(reader, raw, numerator)
    if is_second:
        if len(by) > 1:
            raise Unreadable(rf"by what are the second derivatives? Write it below {raw.base}", raw.span)
        return _by(_by(numerator, by[0], span), by[0], span), after
    found = tuple((_by(numerator, symbol, span),) for symbol in by)
    return (found[0][0] if raw.subs else Matrix(found, span=span)), after


def _parameters(reader: Reading, raw: Raw, numerator: Node) -> list[Symbol]:
    """Return by what a bare nabla is taken: the parameters, or the one argument of a function."""
    names = reader.names.parameters
    arguments = set(numerator.arguments) if isinstance(numerator, Call) else set()
    if isinstance(numerator, Replaced):
        arguments = {value for target, value in numerator.values if target == value}
    one = next(iter(arguments)) if len(arguments) == 1 else None
    if isinstance(one, Symbol) and not _depends(reader, numerator, set(names)):
        return [one]
    if not names:
        raise Unreadable(r"by what is \nabla taken? Write it below, or declare the parameters", raw.span)
    return [Symbol(name, (None,) * len(reader.names.shapes[name])) for name in names]


def _is_vector(node: Node) -> bool:
    """Tell whether a factor is a row or a column, which a gradient of it alone would make a matrix."""
    return isinstance(node, Transpose) or (isinstance(node, Symbol) and None in node.index)


def _depends(reader: Reading, node: Node, names: set[str]) -> bool:
    symbols = {item.name for item in walk(node) if isinstance(item, Symbol)}
    return any(({name, *reader.names.ancestors.get(name, names)}) & names for name in symbols)


def _lower_name(tree: Tree[Token] | Token) -> Raw:
    assert isinstance(tree, Tree)
    script = next(part for part in tree.children if isinstance(part, Tree) and part.data == "sub")
    item = script.children[1]
    while isinstance(item, Tree) and item.data not in {"factor", "decorated"}:
        item = next((part for part in item.children if isinstance(part, Tree)), Token("DOTS", ""))
    is_decorated = isinstance(item, Tree) and item.data == "decorated"
    raw = raw_name(Tree("factor", [item]) if is_decorated else item)
    if raw is None:
        raise Unreadable("a gradient is taken by a symbol of the graph", span_of(item))
    return raw


def _symbol(reader: Reading, raw: Raw) -> Symbol:
    node = reader.named(raw)
    if not isinstance(node, Symbol):
        raise Unreadable("a gradient is taken by a symbol of the graph", raw.span)
    return node
