r"""From LaTeX to trees: what a run of symbols means, given the names of a chapter."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lark import Token, Tree

from livepage.equations.errors import EquationError, Mismatch, Unreadable
from livepage.equations.latex.grammar import span_of
from livepage.equations.latex.raw import (
    Raw,
    before_factorial,
    is_prefix,
    prefixed,
    raw_name,
    text_of,
    tokens_of,
    unbraced,
)
from livepage.equations.latex.spelling import relation
from livepage.equations.trees import calls, differentials, forms, series, units
from livepage.equations.trees.chains import chained
from livepage.equations.trees.optima import optimum
from livepage.equations.trees.proportions import proportional
from livepage.equations.trees.reading import Item, Taken
from livepage.equations.trees.relations import condition, membership
from livepage.equations.trees.tree import (
    Add,
    Call,
    Change,
    Condition,
    Differential,
    Node,
    Number,
    Place,
    Power,
    Product,
    Rest,
    Size,
    Statement,
    Symbol,
    counted,
    holds,
)
from livepage.equations.trees.vocabulary import OPEN, Vocabulary

_OPERATORS = {
    r"\circ": "∘",
    r"\odot": "∘",
    "*": "∘",
    r"\cdot": "·",
    r"\otimes": "⊗",
    "/": "/",
    r"\div": "/",
}


@dataclass
class Reader:
    """Reads the parts of one statement; `labels` collects the claims that underbraces make."""

    names: Vocabulary
    layer: int = 0
    layered: bool = False
    labels: list[Statement] = field(default_factory=list)
    sets: dict[str, str] = field(default_factory=dict)
    """The letter that runs over each set that is only named, such as a batch."""
    whole: Tree[Token] = field(default_factory=lambda: Tree("statement", []))
    """The statement that is read."""
    prefixed: dict[int, tuple[Node, set[str], tuple[int, int]]] = field(
        default_factory=dict, init=False, repr=False
    )
    """The derivatives that stand before a bracket, by their `id`: by which names, and of what."""
    _read: dict[tuple[str, int], tuple[Tree[Token], Node | EquationError]] = field(
        default_factory=dict, init=False, repr=False
    )
    """What each part was read as, or why it was not: a bracket is looked at by more than one rule."""

    def statement(self, tree: Tree[Token]) -> Statement:
        """Read a chain of sides."""
        self.sets, self.whole = _sets(self.names, tree), tree
        if (found := membership(self, tree)) is not None:
            return found
        sides = [self.expr(part) for part in tree.children if isinstance(part, Tree)]
        signs = [part for part in tree.children if isinstance(part, Token)]
        relations = tuple(map(relation, signs))
        if "∼" in relations:
            raise Unreadable(OPEN[r"\sim"], span_of(signs[relations.index("∼")]))
        if "∝" in relations:
            return proportional(self.names, sides, relations, span_of(tree))
        return chained(self.names, sides, relations, span_of(tree))

    def beside(self, tree: Tree[Token]) -> Reader:
        """Return a reader of other sides of a statement, which knows the sets that the statement names."""
        return replace(self, sets=_sets(self.names, tree))

    def named_by(self, names: Vocabulary) -> Reader:
        """Return a reader of the same statement with other names."""
        return self if names is self.names else replace(self, names=names)

    def expr(self, tree: Tree[Token] | Token) -> Node:
        """Read a sum of terms, each once, so that nested brackets take no more time than others."""
        assert isinstance(tree, Tree)
        return self._once("expr", tree, self._expr)

    def _once(self, rule: str, tree: Tree[Token], read: Callable[[Tree[Token]], Node]) -> Node:
        key = (rule, id(tree))
        if key not in self._read:
            try:
                self._read[key] = tree, read(tree)
            except EquationError as error:
                self._read[key] = tree, error
        _, found = self._read[key]
        if isinstance(found, EquationError):
            raise found.with_traceback(None)
        return found

    def _expr(self, tree: Tree[Token]) -> Node:
        if tree.data == "statement":
            if len(tree.children) != 1:
                raise Unreadable("a relation cannot stand here", span_of(tree))
            return self.expr(tree.children[0])
        if (found := optimum(self, tree)) is not None:
            return found
        sign = 1
        terms: list[tuple[int, Node]] = []
        parts = list(tree.children)
        while parts:
            part = parts.pop(0)
            if isinstance(part, Tree):
                items = self.items(part)
                while parts and _is_bare_sum(items[-1][1]):
                    follows = self.items(parts[1])  # type: ignore[arg-type]
                    items += [("", Tree("signed", [parts[0], follows[0][1]])), *follows[1:]]
                    del parts[:2]
                terms.append((sign, series.dots(part) or self.product(items)))
            else:
                sign = 1 if part == "+" else -1
        written = series.written_out(terms, self.names.size)
        is_bare = [sign for sign, _ in written] == [1]
        return written[0][1] if is_bare else Add(tuple(written), span=span_of(tree))

    def items(self, term: Tree[Token]) -> list[Item]:
        """Return the factors of a term, each with the operator before it."""
        found: list[Item] = []
        operator = ""
        for part in term.children:
            if isinstance(part, Tree):
                found.append((operator, unbraced(part) if part.data == "factor" else part))
                operator = ""
            else:
                operator = _OPERATORS.get(str(part), "×")
        return found

    def product(self, items: list[Item], first: Taken | None = None) -> Node:
        """Read a product; a sum sign takes all the rest of it. The first factor may be known already."""
        if items[0][0]:
            raise Unreadable("an operator cannot stand here", span_of(items[0][1]))
        factors: list[tuple[str, Node]] = []
        place = 0
        while place < len(items):
            operator, tree = items[place]
            dots = series.dots(tree)
            taken = (dots, place + 1) if dots else first if first and place == 0 else self.take(items, place)
            node, place = taken
            if factors and factors[-1][0] == "/":
                raise Unreadable("a / b c can be read in two ways: write brackets or a fraction", node.span)
            if factors and not operator and _is_digits(node) and _is_digits(factors[-1][1]):
                raise Unreadable("two numbers stand side by side", node.span)
            factors.append((operator.replace("×", ""), node))
        differentials.check_reach(self, factors)
        span = (span_of(items[0][1])[0], span_of(items[-1][1])[1])
        written = series.written_out(factors)
        return written[0][1] if len(written) == 1 else Product(tuple(written), span=span)

    def take(self, items: list[Item], place: int) -> Taken:
        """Read the factor at a place, with what belongs to it; return it and the place of the next."""
        tree = items[place][1]
        if tree.data == "signed":
            sign, factor = tree.children
            node, after = self.take([("", factor), *items[place + 1 :]], 0)  # type: ignore[list-item]
            span = (span_of(tree)[0], node.span[1])
            return Add(((1 if sign == "+" else -1, node),), span=span), place + after
        if (indicator := calls.indicator(self, tree)) is not None:
            return indicator, place + 1
        if (written := calls.as_written(self, items, place)) is not None:
            return written
        raw = raw_name(tree)
        if raw is not None and (found := self.differential(raw, items, place)) is not None:
            return found, place + 2
        if raw is not None and (change := self.change(raw, items, place)) is not None:
            return change
        if raw is not None and (behind := self.behind(raw, items, place)):
            start, place = raw.span[0], place + 1
            raw = replace(behind, span=(start, behind.span[1]), stem=(start, behind.stem[1]))
        special = calls.special(self, raw, items, place)
        if special is not None:
            return special
        if raw is not None and (turned := self.turned(raw, items, place)) is not None:
            return turned, place + 1
        return (self.named(raw) if raw is not None else self.factor(tree)), place + 1

    def differential(self, raw: Raw, items: list[Item], place: int) -> Differential | None:
        r"""Read `dx`, if neither d nor dx is declared and x is a symbol of the graph."""
        if not self.is_d(raw) or place + 1 >= len(items) or items[place + 1][0]:
            return None
        behind = raw_name(items[place + 1][1])
        if behind is None or behind.supers or prefixed(raw.base, behind).base in self.names.bases:
            return None
        symbol = self.names.find(behind)
        return Differential(symbol, span=(raw.span[0], behind.span[1])) if symbol is not None else None

    def is_d(self, raw: Raw) -> bool:
        r"""Tell whether this is the d of a differential, or the `\partial` of one that is no derivative."""
        if raw.base not in {"d", r"\partial"} or not raw.plain or self.names.find(raw) is not None:
            return False
        return raw.base == "d" or all(str(token) != "/" for token in tokens_of(self.whole))

    def change(self, raw: Raw, items: list[Item], place: int) -> Taken | None:
        r"""Read the `d(AB)`, `d \log x` or `d \lVert x \rVert` of an expression, where d is not declared."""
        if not self.is_d(raw) or raw.base in self.names.axes:
            return None
        if raw.base in {*self.names.functions, *self.names.callables, *self.names.sizes}:
            return None
        if place + 1 >= len(items) or items[place + 1][0]:
            return None
        atom, *scripts = items[place + 1][1].children
        node, after = self.take(items, place + 1)
        if _is_bracket(atom) and scripts:
            raise Unreadable(
                "d of a bracket with a power can be read in two ways: put another bracket around both",
                node.span,
            )
        if not isinstance(node, Call) and getattr(atom, "data", "") != "paren":
            return None
        if holds(node, Change):
            raise Unreadable("the change of a change is written in two steps", node.span)
        return Change(node, span=(raw.span[0], node.span[1])), after

    def behind(self, raw: Raw, items: list[Item], place: int) -> Raw | None:
        r"""Return the name that a `\Delta` or `\delta` makes with the one behind it, if that is declared."""
        if not is_prefix(raw) or place + 1 >= len(items) or items[place + 1][0]:
            return None
        behind = raw_name(items[place + 1][1])
        if behind is None:
            return None
        whole = prefixed(raw.base, behind)
        return whole if raw.base == r"\Delta" or whole.base in self.names.bases else None

    def turned(self, raw: Raw, items: list[Item], place: int) -> Node | None:
        r"""Read the `X'` of `X'X` as a transpose: of an array beside another, if no prime is declared."""
        if raw.primes != 1 or raw.supers or raw.base + "'" in self.names.bases:
            return None
        symbol = self.names.find(replace(raw, primes=0))
        beside = [n for n in (place - 1, place + 1) if 0 <= n < len(items)]
        is_beside = any(items[max(n, place)][0] == "" and self.is_array(items[n][1]) for n in beside)
        if symbol is None or None not in symbol.index or not is_beside:
            return None
        return forms.transposed(symbol, raw.span)

    def is_array(self, tree: Tree[Token]) -> bool:
        """Tell whether a factor is the name of a row, a column or a matrix, or a bracket."""
        raw = raw_name(tree)
        symbol = self.names.find(replace(raw, primes=0, supers=())) if raw is not None else None
        return None in symbol.index if symbol is not None else raw is None and _is_bracket(tree.children[0])

    def factor(self, tree: Tree[Token]) -> Node:
        """Read a factor that is no name: an atom and its superscripts, or the factorial of a name."""
        return self._once("factor", tree, self._factor)

    def _factor(self, tree: Tree[Token]) -> Node:
        atom, *scripts = tree.children
        name, behind = before_factorial(tree)
        if name is not None and name.supers:
            raise Unreadable("a factorial behind a power can be read in two ways: write brackets", name.span)
        node = self.named(name) if name is not None else forms.row(self, tree) or self.atom(atom)
        scripts = scripts if name is None else behind
        for script in scripts:
            assert isinstance(script, Tree)
            if isinstance(atom, Tree) and atom.data == "brace":
                self.label(node, script.children[1])
                continue
            if script.data == "factorial":
                node = Call("factorial", (node,), span=(node.span[0], span_of(script)[1]))
                continue
            if script.data == "prime" and _is_bracket(atom):
                node = differentials.primed(node, len(str(script.children[0])), span_of(tree))
                continue
            if script.data == "held":
                node = differentials.holding(self, node, script)
                continue
            if script.data == "sub" and isinstance(atom, Tree) and atom.data == "paren":
                is_norm = isinstance(node, Call) and node.function == "norm"
                node = (
                    forms.norm_of_kind(self, node, script) if is_norm else calls.indexed(self, node, script)
                )
                continue
            if script.data != "super":
                raise Unreadable("a subscript or prime cannot stand here", span_of(script))
            node = self.raised(node, script.children[1])
        return node

    def label(self, node: Node, label: Tree[Token] | Token) -> None:
        """Take the label of a brace as a claim, unless it is text; it may start with its relation."""
        if all(token.type in {"WORD", "LBRACE", "RBRACE"} for token in tokens_of(label)):
            return
        span, kind = span_of(label), "="
        if isinstance(label, Tree) and getattr(label.children[1], "type", "") == "RELATION":
            before, first, *rest = label.children
            label, kind = Tree("group", [before, *rest]), relation(first)  # type: ignore[arg-type]
        self.labels.append(Statement((node, self.argument(label)), (kind,), span))

    def raised(self, base: Node, above: Tree[Token] | Token) -> Node:
        """Read a superscript that is part of no name: a transpose or an exponent."""
        span = (base.span[0], max(base.span[1], span_of(above)[1]))
        if text_of(above) in forms.TRANSPOSED:
            return forms.transposed(base, span)
        if text_of(above) in forms.PSEUDO_INVERSE:
            return Call("pinv", (base,), span=span)
        if text_of(above) == "H" and "H" not in {*self.names.sizes, *self.names.bases}:  # of real numbers
            return forms.transposed(base, span)
        if text_of(above) in {"-T", r"-\top"}:
            return forms.transposed(Power(base, Number(-1.0), span=span), span)
        return Power(base, self.argument(above), span=span)

    def condition(self, statement: Tree[Token] | Token) -> Node:
        """Read a chain of relations as what is 1 where all of them hold."""
        return condition(self, statement)

    def is_declared(self, raw: Raw) -> bool:
        r"""Tell whether a name with its superscript is a declared symbol, such as `\sigma^2`."""
        return bool(raw.supers) and self.names.find(raw, text_of(raw.supers[0])) is not None

    def named(self, raw: Raw) -> Node:
        """Read a name with its superscripts."""
        primed = raw.base + "'" * raw.primes
        if raw.primes and primed in self.names.axes and not (raw.subs or raw.supers or raw.decoration):
            return Place(primed, span=raw.span)
        if raw.primes and primed not in self.names.bases:
            raise Unreadable("a prime stands at a function that is declared, and its argument", raw.span)
        node, rest = self.base(raw)
        for above in rest:
            node = self.raised(node, above)
        return node

    def base(self, raw: Raw) -> tuple[Node, tuple[Tree[Token] | Token, ...]]:
        """Return what the name without its last superscripts stands for, and those superscripts."""
        if raw.supers:
            above, step, rest = forms.superscript(self, raw.supers[0])
            symbol = self.names.find(raw, above)
            if symbol is not None and (above or step is not None):
                return replace(symbol, step=step), rest
            if above[:1] in ("(", "["):
                raise Unreadable(f"{raw.written} has no layer or sample {above}", raw.span)
        return self.simple(replace(raw, supers=(), span=raw.stem)), raw.supers

    def updated(self, raw: Raw) -> Symbol | None:
        """Read `w_{k+1}`, a name with the letter of iterations as its last index."""
        count = counted(raw.subs[-1]) if raw.subs else None
        if count is None or count[0] != self.names.iteration:
            return None
        symbol = self.names.find(replace(raw, subs=raw.subs[:-1]))
        return symbol and replace(symbol, step=count[1])

    def simple(self, raw: Raw) -> Node:
        """Read a name without superscripts."""
        found = self.names.find(raw) or self.updated(raw)
        if found is not None:
            return found
        if raw.written in self.names.sizes:
            return Size(self.names.sizes[raw.written], span=raw.span)
        if raw.plain and raw.base.rstrip(".") in {"const", "constant"}:
            return Rest(span=raw.span)
        if raw.plain and raw.base in self.names.axes:
            return Place(raw.base, span=raw.span)
        if raw.base == r"\delta" and len(raw.subs) == 2 and set(raw.subs) <= set(self.names.axes):
            one, two = (Place(letter, span=raw.span) for letter in raw.subs)
            return Condition(one, "=", two, span=raw.span)
        if not raw.subs and raw.base in {"e", r"\pi"}:
            return Number(math.e if raw.base == "e" else math.pi, span=raw.span)
        if (unit := units.unit(self.names, raw)) is not None:
            return unit
        if raw.function in self.names.functions:
            return Call(raw.function, span=raw.span)
        if len(picks := self.names.callables.get(raw.function, ())) == 1:
            return Symbol(picks[0].name, picks[0].axes, span=raw.span)
        if message := self.names.beyond(raw):
            raise Mismatch(message, raw.span)
        near = self.names.nearest(raw)
        unknown = f"no symbol {raw.written} is declared" + (f"; near to it are {near}" if near else "")
        raise Unreadable(OPEN.get(raw.base) or unknown, raw.span)

    def argument(self, item: Tree[Token] | Token) -> Node:
        """Read what stands in braces, or the one token in their place."""
        factor = unbraced(Tree("factor", [item]))
        raw = raw_name(factor)
        if raw is None and factor.children != [item]:
            return self.factor(factor)
        return self.named(raw) if raw is not None else self.atom(item)

    def atom(self, atom: Tree[Token] | Token) -> Node:
        """Read a number, a bracket, a fraction, a root or a matrix."""
        if isinstance(atom, Token) and atom.type != "NUMBER":
            raise Unreadable(f"{str(atom)!r} cannot stand here", span_of(atom))
        if isinstance(atom, Token):
            return Number(float(atom), len(str(atom).partition(".")[2]), span=span_of(atom))
        return forms.ATOMS[atom.data](self, atom)


def _is_bracket(atom: Tree[Token] | Token) -> bool:
    """Tell whether braces or brackets, but no bars, stand here."""
    return isinstance(atom, Tree) and atom.data in {"group", "paren"} and str(atom.children[0]) in set("{([")


def _sets(names: Vocabulary, tree: Tree[Token]) -> dict[str, str]:
    r"""Return the sets over which sums run, as in `\sum_{i \in B}`, each with its letter."""
    found: dict[str, str] = {}
    for below in tree.find_data("statement"):
        parts = below.children
        if len(parts) == 3 and str(parts[1]) == r"\in" and text_of(parts[0]) in names.axes:
            letter, name = text_of(parts[0]), text_of(parts[2])
            others = {names.axes[one] for other, one in found.items() if other != name}
            if "_" in name or names.axes[letter] in others:
                message = "a sum runs over a part of an axis: write its condition behind a colon"
                raise Unreadable(message, span_of(below))
            found[name] = letter
    return found


def _is_bare_sum(tree: Tree[Token]) -> bool:
    return str(tree.children[0]) in {r"\sum", r"\prod"}


def _is_digits(node: Node) -> bool:
    return isinstance(node, Number) and node.value not in {math.e, math.pi}
