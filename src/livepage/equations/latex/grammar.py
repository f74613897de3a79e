r"""The LaTeX that an equation may be written in, as Lark's grammar.

The grammar knows brackets, scripts and operators. What a run of symbols means (a call, a product, a
derivative) is decided by `reader`, which knows the names; what layout means (line breaks, `\quad`, text) by
`layout`.
"""

from collections.abc import Iterable

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from livepage.equations.errors import Unreadable

GRAMMAR = r"""
start: SEP* statement (SEP+ statement)* SEP*
statement: expr (RELATION expr)*
expr: SIGN? term (SIGN term)*
term: factor (factor | OPERATOR factor | OPERATOR signed)*
signed: SIGN factor
factor: _atom _script*
_script: super | sub | prime | held
super: SUPER _argument
sub: SUB _argument
prime: PRIME
held: AT SUB _argument
_argument: NUMBER | NAME | WORD | group | decorated
_atom: NUMBER | NAME | WORD | DOTS | group | paren
     | fraction | half | root | decorated | matrix | cases | brace
group: LBRACE RELATION? statement (COMMA statement)* RBRACE | LBRACE RBRACE
paren: OPEN statement (COMMA statement)* CLOSE
fraction: FRACTION _argument _argument
half: HALF
root: ROOT (OPEN statement CLOSE)? _argument
decorated: DECORATION _argument
brace: BRACE group
matrix: BEGIN_MATRIX row (ROW row)* ROW? END_MATRIX
cases: BEGIN_CASES row (ROW row)* ROW? END_CASES
row: statement (AMP statement)*
layout: LAYOUT | GAP | NEWLINE | BAR | STOP | ARROW  // what `arrange` drops or translates

%declare SEP ROW AT
LAYOUT.9: /\\(left|right|[bB]igg?[lr]?)(?![a-zA-Z])(\s*\.)?/
        | /\\[,;:! ]|~|\\(display|text)style(?![a-zA-Z])|\\(no)?limits(?![a-zA-Z])/
        | /\\(begin|end)\{(aligned|split|gathered|(equation|align|gather|multline)\*?)\}/
        | /\\(tag\*?|label)\s*\{[^{}]*\}|\\(nonumber|notag)(?![a-zA-Z])/
BEGIN_MATRIX.9: /\\begin\{[bp]?matrix\}/
END_MATRIX.9: /\\end\{[bp]?matrix\}/
BEGIN_CASES.9: /\\begin\{cases\}/
END_CASES.9: /\\end\{cases\}/
GAP.9: /\\q?quad(?![a-zA-Z])/
NEWLINE.8: /\\\\(\[[^\]]*\])?/
HALF.9: /\\[dt]?frac\s*\d\s*\d/
FRACTION.8: /\\[dt]?frac(?![a-zA-Z])/
ROOT.8: /\\sqrt(?![a-zA-Z])/
BRACE.8: /\\(under|over)brace(?![a-zA-Z])/
ARROW.9: /\\(implies|iff|therefore|Rightarrow|Leftrightarrow|Long(left)?rightarrow)(?![a-zA-Z])/
DECORATION.8: /\\(mathbf|boldsymbol|bm|vec|hat|tilde|bar|overline|mathbb|mathcal)(?![a-zA-Z])/
WORD.8: /\\(text|mathrm|operatorname|textrm|textit|textbf|mbox|mathsf)\s*\{[^{}]*\}|\\math(rm|sf)\s+[a-zA-Z]/
DOTS.8: /\\[lcvd]?dots(?![a-zA-Z])/
RELATION.9: /:=|=|<|>|\\(le|ge)q?(slant)?(?![a-zA-Z])/
          | /\\(lt|gt|neq?|approx|coloneqq|equiv|triangleq|in|leftarrow|gets)(?![a-zA-Z])/
          | /\\(overset|stackrel)\s*\{([^{}]|\{[^{}]*\})*\}\s*\{\s*=\s*\}/
OPERATOR.8: /\*|\/|\\(cdot|times|circ|odot|div|otimes)(?![a-zA-Z])/
OPEN.8: /\(|\[|\\\{|\\l(vert|Vert|brack|brace|angle)(?![a-zA-Z])/
CLOSE.8: /\)|\]|\\\}|\\r(vert|Vert|brack|brace|angle)(?![a-zA-Z])/
NAME.7: /(log|exp|ln|tanh|max|min|softplus|softmax)(?=\s*(\\left)?\s*\()|\\[a-zA-Z]+|[a-zA-Z]/
NUMBER: /\d+(\.\d+)?/
BAR.9: /\|\|?|\\\||\\([vV]ert|mid|parallel)(?![a-zA-Z])/
SIGN.8: /[-+−]|\\(pm|mp)(?![a-zA-Z])/
SUPER: "^"
SUB: "_"
PRIME: /'+/
AMP: "&"
COMMA: ","
STOP: /[.;:](?!\d)/
LBRACE: "{"
RBRACE: "}"
%ignore /\s+/
"""

_START = ["start", "layout"]
_LARK = Lark(GRAMMAR, parser="lalr", lexer="basic", propagate_positions=True, start=_START)
_LEXER = Lark(
    GRAMMAR, parser=None, lexer="basic", start=_START
)  # one with a parser makes a lexer at each call


def tokenize(latex: str) -> list[Token]:
    """Return the tokens of the LaTeX.

    Raises:
        Unreadable: at a character that no formula of the course holds.
    """
    try:
        return list(_LEXER.lex(latex))
    except UnexpectedCharacters as error:
        place = error.pos_in_stream or 0
        raise Unreadable(f"the character {latex[place]!r} cannot be read here", (place, place + 1)) from None


def parse(tokens: Iterable[Token], end: int) -> Tree[Token]:
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
