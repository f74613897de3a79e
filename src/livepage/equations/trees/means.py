r"""What is taken of a whole expression: expected values over a letter, limits, and the rest of a series."""

from __future__ import annotations

from dataclasses import replace

from lark import Token, Tree

from livepage.equations.errors import GraphError, Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import Raw, raw_form, text_of, tokens_of
from livepage.equations.latex.spelling import OPEN_PLACE
from livepage.equations.trees.reading import Item, Part, Reading, Taken, one_expression
from livepage.equations.trees.tree import (
    Add,
    Limit,
    Node,
    Number,
    Power,
    Product,
    Rest,
    Size,
    Sum,
    Symbol,
    holds,
)
from livepage.equations.trees.vocabulary import OPEN
from livepage.equations.trees.written import texts_of


def is_expectation(reader: Reading, raw: Raw) -> bool:
    r"""Tell whether a name is that of an expected value or a variance, as in `\mathbb{E}_{p(x)}`."""
    is_mean = raw.base == "E" and raw.decoration in {"", r"\mathbb"}
    is_undeclared = reader.names.find(raw) is None and raw.function not in reader.names.callables
    return (is_mean or raw.base in {"Var", "Cov"}) and bool(raw.subs) and is_undeclared


def expected(reader: Reading, raw: Raw, factor: Tree[Token], body: Node) -> Node:
    r"""Read `\mathbb{E}_{p(x)}[f]` or `\mathbb{E}_{x \sim p}[f]`: the sum of p(x) f over a letter x."""
    below = next(part for part in factor.children if isinstance(part, Tree) and part.data == "sub")
    weight = _weight(reader, below.children[1])
    drawn = _drawn(below)
    letters = [n for n in weight.index if isinstance(n, str) and n in drawn]
    if not letters or raw.base == "Cov":
        raise Unreadable(OPEN[r"\mathbb{E}"], raw.span)
    span = (raw.span[0], body.span[1])

    def mean(node: Node) -> Node:
        node = Product((("", weight), ("", node)), span=span)
        for letter in letters:
            name = reader.names.axes[letter][0]
            node = Sum(letter, Number(1.0), Size(name), node, span=span)
        return node

    if raw.base == "E":
        return mean(body)
    centred = Add(((1, body), (-1, mean(body))), span=span)
    return mean(Power(centred, Number(2.0), span=span))


def _drawn(below: Tree[Token]) -> set[str]:
    r"""Return what is drawn: what stands before `\sim`, or in the bracket before its bar."""
    texts: list[str] = []
    for token in tokens_of(below):
        if str(token) == r"\sim" or (token.type == "COMMA" and str(token) == "|"):
            break
        if token.type == "PRIME" and texts:
            texts[-1] += str(token)
        else:
            texts.append(str(token))
    return set(texts)


def _weight(reader: Reading, below: Tree[Token] | Token) -> Symbol:
    statement = below
    while isinstance(statement, Tree) and statement.data != "statement":
        inner = [part for part in statement.children if isinstance(part, Tree)]
        if not inner:
            raise Unreadable(OPEN[r"\mathbb{E}"], span_of(below))
        statement = inner[0]
    parts = _filled(statement.children) if isinstance(statement, Tree) else [below]
    if (table := _table(reader, parts)) is not None:
        return table
    node = reader.expr(parts[-1]) if isinstance(parts[-1], Tree) else reader.argument(parts[-1])
    letter = text_of(parts[0]) if len(parts) == 3 and str(parts[1]) == r"\sim" else ""
    if isinstance(node, Symbol) and letter in reader.names.axes and node.index == (None,):
        node = replace(node, index=(letter,))
    if not isinstance(node, Symbol):
        raise Unreadable("below an expected value stands its distribution, as in p(x)", span_of(below))
    return node


def _filled(parts: list[Part]) -> list[Part]:
    r"""Put the a of `a \sim \pi(\cdot | s)` in the place of its dot."""
    if len(parts) != 3 or str(parts[1]) != r"\sim":
        return parts
    if [str(token) for token in tokens_of(parts[2])].count(OPEN_PLACE) != 1 or not isinstance(parts[2], Tree):
        return parts
    letter = Token.new_borrow_pos("NAME", text_of(parts[0]), tokens_of(parts[0])[0])

    def filled(tree: Tree[Token]) -> Tree[Token]:
        inner = [
            filled(part) if isinstance(part, Tree) else letter if str(part) == OPEN_PLACE else part
            for part in tree.children
        ]
        return Tree(tree.data, inner, tree.meta)

    return [*parts[:2], filled(parts[2])]


def _table(reader: Reading, parts: list[Part]) -> Symbol | None:
    r"""Read the p of `x \sim p`, where p is declared as a function of x, and perhaps of other letters."""
    if len(parts) != 3 or str(parts[1]) != r"\sim" or (letter := text_of(parts[0])) not in reader.names.axes:
        return None
    if (found := reader.names.find_written((*texts_of(parts[2]), "(", letter, ")"))) is not None:
        return replace(found, span=span_of(parts[2]))
    axis = reader.names.axes[letter]
    for pick in reader.names.callables.get(text_of(parts[2]).replace("\\", ""), ()):
        places = [place for place, n in enumerate(pick.axes) if reader.names.axes.get(str(n)) == axis]
        is_alone = len(pick.axes) == len(places) == 1
        if is_alone or (len(places) == 1 and reader.names.sums_to_one(pick.name, (places[0],))):
            index = (*pick.axes[: places[0]], letter, *pick.axes[places[0] + 1 :])
            return Symbol(pick.name, index, span=span_of(parts[2]))
    return None


def rest(reader: Reading, raw: Raw, bracket: Tree[Token]) -> Rest | None:
    r"""Read `o(x^3)` or `\mathcal{O}(x^3)`."""
    if raw.base not in {"o", "O"} or raw.decoration not in {"", r"\mathcal"} or raw.subs:
        return None
    if reader.names.find(raw) is not None or raw.function in reader.names.functions:
        return None
    node = one_expression(reader, bracket)
    base, exponent = (node.base, node.exponent) if isinstance(node, Power) else (node, Number(1.0))
    if not (isinstance(base, Symbol) and isinstance(exponent, Number) and exponent.value in range(1, 9)):
        raise Unreadable("a rest is that of a power of a symbol, as in o(x^2)", span_of(bracket))
    span = (raw.span[0], span_of(bracket)[1])
    return Rest(base, int(exponent.value), raw.base == "o", span=span)


def limit(reader: Reading, raw: Raw, items: list[Item], place: int) -> Taken:
    r"""Read `\lim_{\epsilon \to 0}` with all the rest of its term."""
    below = "".join(part for part in raw.subs if part not in "{}")
    name, arrow, end = below.partition(r"\to")
    if not arrow or end not in {"0", "0+", "0^+"} or place + 1 >= len(items):
        raise Unreadable(r"a limit is read as \lim_{x \to 0}, before what it is taken of", raw.span)
    try:
        symbol = reader.names.find(raw_form(name))
    except GraphError:
        symbol = None
    if not isinstance(symbol, Symbol) or symbol.name in reader.names.parents:
        raise Unreadable("what goes to 0 in a limit is an input of the graph", raw.span)
    body = reader.product(items[place + 1 :])
    if holds(body, Limit):
        raise Unreadable("a limit of a limit is written in two steps", raw.span)
    return Limit(symbol, body, span=(raw.span[0], body.span[1])), len(items)
