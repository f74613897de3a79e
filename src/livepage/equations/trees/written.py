r"""Symbols that are declared with their bracket, as `P(y_i = 1 \mid \mathbf{x}_i)`: taken as written.

Letters of axes are slots there as in a subscript; all else has to stand as it is declared.
"""

from __future__ import annotations

from lark import Token, Tree

from livepage.equations.errors import GraphError
from livepage.equations.latex.grammar import syntax_tree, tokenize
from livepage.equations.latex.layout import arrange
from livepage.equations.latex.raw import tokens_of
from livepage.equations.latex.spelling import word_of
from livepage.equations.trees.tree import Written

_SAME = {
    r"\boldsymbol": r"\mathbf",
    r"\bm": r"\mathbf",
    "[": "(",
    "]": ")",
    r"\{": "(",
    r"\}": ")",
    "*": r"\ast",
    ";": ",",
}


def has_bracket(latex: str) -> bool:
    """Tell whether a form is a name with its bracket; one that stands above, as in `W^{(1)}`, is none."""
    try:
        return _factors(latex) is not None
    except ValueError:
        return False


def written_form(latex: str, letters: frozenset[str]) -> Written:
    """Read a form such as `Q(s_t, a_t)`.

    Raises:
        GraphError: if it is something else.
    """
    factors = _factors(latex)
    if factors is None:
        raise GraphError(f"{latex!r} is no name with its bracket")
    return Written(texts_of(*factors), letters)


def texts_of(*parts: Tree[Token] | Token) -> tuple[str, ...]:
    """Return the texts of parts, without braces, words by letters; a prime belongs to what is before it."""
    found: list[str] = []
    for token in (token for part in parts for token in tokens_of(part)):
        if token.type == "PRIME" and found:
            found[-1] += str(token)
        elif token.type == "WORD":
            found += word_of(token)
        elif token.type not in {"LBRACE", "RBRACE"}:
            text = _SAME.get(str(token), str(token))
            found += text if token.type == "NAME" and text.isalpha() else [text]
    return tuple(found)


def _factors(latex: str) -> tuple[Tree[Token], Tree[Token]] | None:
    """Return the name and the bracket that a form is."""
    tree = syntax_tree(arrange(tokenize(latex), ()), len(latex))
    while tree.data != "term" and len(tree.children) == 1 and isinstance(tree.children[0], Tree):
        tree = tree.children[0]
    parts = [part for part in tree.children if isinstance(part, Tree)]
    if tree.data != "term" or len(parts) < 2 or len(parts) != len(tree.children):
        return None
    *names, bracket = parts
    last = bracket.children[0]
    if not (isinstance(last, Tree) and last.data == "paren"):
        return None
    return Tree("names", list(names)), bracket
