r"""Names as they are written, such as `\mathbf{z}_{hi}`: a base and what is attached to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token, Tree

from livepage.equations.errors import GraphError, Unreadable
from livepage.equations.latex.grammar import span_of, syntax_tree, tokenize
from livepage.equations.latex.spelling import PLACE_OF, respelled, word_of

_MARKS = {
    **dict.fromkeys([r"\mathbf", r"\boldsymbol", r"\bm", r"\vec", r"\pmb", r"\bold"], "bold"),
    r"\overline": r"\bar",
    r"\widehat": r"\hat",
    r"\widetilde": r"\tilde",
    r"\mathscr": r"\mathcal",
}
"""Decorations that are read as another one; two names that differ in these alone cannot be told apart."""
_AVERAGES = {r"\bar", r"\hat", r"\tilde"}


@dataclass(frozen=True)
class Raw:
    """A name as it is written: decoration, base, tokens of the subscript, superscripts, primes.

    `stem` is where it stands without its superscripts.
    """

    base: str
    decoration: str = ""
    subs: tuple[str, ...] = ()
    supers: tuple[Tree[Token] | Token, ...] = ()
    primes: int = 0
    span: tuple[int, int] = (0, 0)
    stem: tuple[int, int] = (0, 0)

    @property
    def plain(self) -> bool:
        """Whether nothing is attached to the base."""
        return not (self.decoration or self.subs or self.supers or self.primes)

    @property
    def written(self) -> str:
        """The name for a message, without its superscripts."""
        base = self.base
        for mark in self.decoration.split():
            base = rf"\mathbf{{{base}}}" if mark == "bold" else f"{mark}{{{base}}}"
        return base + (f"_{{{''.join(self.subs)}}}" if self.subs else "")

    def with_power(self) -> Raw:
        r"""Return the name with its superscript as a part of it, as in `\pi^*` or `\sigma^{-1}`."""
        if not self.supers:
            return self
        return replace(self, subs=(*self.subs, f"^{text_of(self.supers[0])}"), supers=())

    @property
    def function(self) -> str:
        """The name to look up among the functions."""
        name = f"{self.decoration} {self.base}".replace("\\", "").strip()
        return "_".join([name, "".join(self.subs)]).removesuffix("_")


def raw_name(factor: Tree[Token] | Token) -> Raw | None:
    """Return the name that a factor is, or None if it is something else."""
    if isinstance(factor, Token):
        return _bare(factor)
    if factor.data != "factor":
        return None
    atom, *scripts = factor.children
    raw = _decorated(atom) if isinstance(atom, Tree) else _bare(atom)
    if raw is None:
        return None
    if any(isinstance(script, Tree) and script.data == "factorial" for script in scripts):
        return None
    for script in scripts:
        assert isinstance(script, Tree)
        if script.data == "prime":
            raw = replace(raw, primes=raw.primes + len(str(script.children[0])))
        elif script.data == "super":
            if raw.supers:
                raise Unreadable("two superscripts stand at one name: write braces", span_of(script))
            raw = replace(raw, supers=(script.children[1],))
        else:
            raw = replace(raw, subs=raw.subs + sub_tokens(script.children[1], raw.base))
    below = [part for part in factor.children if isinstance(part, Token) or part.data != "super"]
    return replace(raw, span=span_of(factor), stem=(span_of(atom)[0], span_of(below[-1])[1]))


def before_factorial(factor: Tree[Token]) -> tuple[Raw | None, list[Tree[Token] | Token]]:
    """Return the name before the first exclamation mark of a factor, if it is one, and what follows it."""
    parts = factor.children
    marks = (n for n, part in enumerate(parts) if isinstance(part, Tree) and part.data == "factorial")
    if (first := next(marks, None)) is None:
        return None, []
    return raw_name(Tree("factor", parts[:first], factor.meta)), list(parts[first:])


def _bare(token: Token) -> Raw | None:
    if token.type in {"NUMBER", "DOTS"}:
        return None
    name = word_of(token) if token.type == "WORD" else str(token)
    return Raw(name, span=span_of(token))


def _decorated(atom: Tree[Token]) -> Raw | None:
    r"""Read `\mathbf{x}`, `\hat{\mathbf{y}}` or `\mathbf{\hat y}`: the order of the marks says nothing."""
    if atom.data != "decorated":
        return None
    mark = _MARKS.get(str(atom.children[0]), str(atom.children[0]))
    parts: list[Tree[Token] | Token] = [atom.children[1]]
    while len(parts) == 1 and isinstance(first := parts[0], Tree) and not _is_name(first):
        if first.data == "decorated":
            parts = [Tree("factor", [first], first.meta)]
        else:
            parts = [part for part in first.children if str(part) not in {"{", "}"}]
    if len(parts) != 1:
        return None
    inner = parts[0]
    if isinstance(inner, Token) and inner.type == "NUMBER":
        return Raw(str(inner), mark)
    raw = raw_name(inner)
    if raw is None:
        return None
    if mark in _AVERAGES and any(text_of(above)[:1] not in {"(", "["} for above in raw.supers):
        message = f"{mark} over a power can be read in two ways: behind the mark, or below it in brackets"
        raise Unreadable(message, span_of(atom))
    return replace(raw, decoration=" ".join(sorted({mark, *raw.decoration.split()})))


def _is_name(tree: Tree[Token]) -> bool:
    return tree.data == "factor" and not _is_digit(tree)


def _is_digit(factor: Tree[Token]) -> bool:
    return len(factor.children) == 1 and str(factor.children[0]).isdigit()


_SIGNS = {r"\sum", r"\prod", r"\int", r"\nabla", r"\partial", r"\lim", r"\max", r"\min", *PLACE_OF.values()}
"""Signs below which stands what they run over, or are taken by."""
_PARTS = {"NAME", "NUMBER", "WORD", "SIGN", "DECORATION", "PRIME"}
_SILENT = {"COMMA", "LBRACE", "RBRACE"}
_BRACKETS = {"OPEN", "CLOSE"}


def sub_tokens(item: Tree[Token] | Token, base: str = "") -> tuple[str, ...]:
    """Return the letters, digits and words of a subscript; `t-1` is one of them."""
    tokens = tokens_of(item)
    if base in _SIGNS:
        return tuple(map(str, tokens))
    found: list[str] = []
    joins = False
    depth = 0
    for token in tokens:
        if token.type == "SUB" and found and not depth:  # one part, such as the class y_i of a sample
            found[-1] += "_"
            joins = True
            continue
        if depth or token.type in _BRACKETS:  # one part, with its brackets: x_(1) is not x_1
            found = [*found[:-1], found[-1] + str(token)] if depth else [*found, str(token)]
            depth += (token.type == "OPEN") - (token.type == "CLOSE")
            continue
        if str(token) == r"\sim":
            found.append(str(token))
            continue
        if token.type not in {*_PARTS, *_SILENT}:
            raise Unreadable(f"{str(token)!r} cannot stand in a subscript", span_of(token))
        if token.type in _SILENT:
            continue
        parts = list(token) if token.type == "NUMBER" else [word_of(token) if token.type == "WORD" else token]
        if found and (joins or token.type in {"SIGN", "PRIME"}):
            found[-1] += str(token).replace("−", "-")
        else:
            found += map(str, parts)
        joins = token.type == "SIGN"
    return tuple(found)


def unbraced(factor: Tree[Token]) -> Tree[Token]:
    """Return a factor without braces around its one factor, as editors write `{{h}_{i}}`."""
    atom, *scripts = factor.children
    while isinstance(atom, Tree) and atom.data == "group":
        inner = atom
        while isinstance(inner, Tree) and inner.data != "factor":
            parts = [part for part in inner.children if str(part) not in {"{", "}"}]
            if len(parts) != 1 or not isinstance(parts[0], Tree):
                return factor
            inner = parts[0]
        powers = [part for part in (*inner.children, *scripts) if getattr(part, "data", "") == "super"]
        if len(powers) > 1:
            return factor
        factor = Tree("factor", [*inner.children, *scripts], factor.meta)
        atom, *scripts = factor.children
    return factor


def tokens_of(item: Tree[Token] | Token) -> list[Token]:
    """Return the tokens below an item, in order."""
    if isinstance(item, Token):
        return [item]
    return [token for part in item.children for token in tokens_of(part)]


def text_of(item: Tree[Token] | Token) -> str:
    """Return the tokens below an item as one string, without braces."""
    return "".join(str(token) for token in tokens_of(item) if token.type not in {"LBRACE", "RBRACE"})


def is_name_or_shape(latex: str) -> bool:
    """Tell whether a formula is one lone name, which may have no value, or a shape such as (N, 1)."""
    try:
        kinds = [token.type for token in tokenize(latex)]
    except Unreadable:
        return False
    is_shape = kinds[:1] == ["OPEN"] and kinds[-1:] == ["CLOSE"] and "COMMA" in kinds
    return len(kinds) == 1 or (is_shape and set(kinds[1:-1]) <= {"NAME", "NUMBER", "COMMA"})


def raw_form(latex: str) -> Raw:
    r"""Read a declared form, such as `\mathbf{z}_h`, `W^{(1)}` or `\Delta w_h`."""
    if latex.isalpha() and latex.isascii() and len(latex) > 1:
        return Raw(latex)
    tokens = [token for token in respelled(tokenize(latex)) if token.type != "LAYOUT"]
    tree = syntax_tree(tokens, len(latex))
    while tree.data != "term" and len(tree.children) == 1:
        tree = tree.children[0]  # type: ignore[assignment]
    *before, raw = [raw_name(factor) for factor in tree.children]
    if raw is None or len(before) > 1 or not all(map(is_prefix, before)):
        raise GraphError(f"{latex!r} is no name")
    return prefixed(before[0].base, raw) if before and before[0] else raw


PREFIXES = {r"\Delta", r"\delta", r"\nabla", r"\partial", "d"}
"""Signs that may be the first part of a name, as in `\\Delta w` or `\\delta x`."""


def is_prefix(raw: Raw | None) -> bool:
    r"""Tell whether a name is a bare `\Delta` or the like, which may belong to the name behind it."""
    return raw is not None and raw.base in PREFIXES and raw.plain


def prefixed(prefix: str, raw: Raw) -> Raw:
    r"""Return the name with `\Delta` or the like before it."""
    return replace(raw, base=f"{prefix} {raw.base}")
