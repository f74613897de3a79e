"""Tokens and syntax trees of LaTeX, by the grammar in `formula.lark`."""

from collections.abc import Iterable
from importlib.resources import files

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from livepage.equations.errors import Unreadable

GRAMMAR = files(__package__).joinpath("formula.lark").read_text(encoding="utf-8")

_START = ["start", "layout"]
_LARK = Lark(GRAMMAR, parser="lalr", lexer="basic", propagate_positions=True, start=_START)
_LEXER = Lark(
    GRAMMAR, parser=None, lexer="basic", start=_START
)  # one with a parser makes a lexer at each call


LONGEST = 10_000
"""So many characters of LaTeX are read at once; the longest formula of a textbook has some hundred."""


def tokenize(latex: str) -> list[Token]:
    """Return the tokens of the LaTeX.

    Raises:
        Unreadable: at a character that no formula of the course holds, or if there are very many.
    """
    if len(latex) > LONGEST:
        raise Unreadable(f"a formula has at most {LONGEST} characters: part it", (LONGEST, LONGEST + 1))
    try:
        return list(_LEXER.lex(latex))
    except UnexpectedCharacters as error:
        place = error.pos_in_stream or 0
        raise Unreadable(f"the character {latex[place]!r} cannot be read here", (place, place + 1)) from None


def syntax_tree(tokens: Iterable[Token], end: int) -> Tree[Token]:
    """Return the syntax tree of tokens that `layout` has arranged; `end` is the length of the LaTeX.

    Raises:
        Unreadable: at the first token that does not fit.
    """
    parser = _LARK.parse_interactive("", start="start")
    try:
        for token in tokens:
            parser.feed_token(token)
        return parser.feed_eof()  # type: ignore[no-any-return, no-untyped-call]
    except UnexpectedToken as error:
        if error.token.type == "$END":
            raise Unreadable("the formula ends too early", (end, end)) from None
        raise Unreadable(f"{error.token.value!r} does not fit here", span_of(error.token)) from None


def span_of(item: Tree[Token] | Token) -> tuple[int, int]:
    """Return where in the LaTeX a tree or token stands; a tree that the reader made has its parts' place."""
    if isinstance(item, Tree) and item.meta.empty and item.children:
        return span_of(item.children[0])[0], span_of(item.children[-1])[1]
    place = item if isinstance(item, Token) else item.meta
    return place.start_pos or 0, place.end_pos or 0
