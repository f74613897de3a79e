"""Whatever stands between the dollar signs, there is a verdict, and no exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Token, Tree

from livepage.equations import Context, check_latex
from livepage.equations.latex.grammar import tokenize
from livepage.equations.trees.reader import Reader
from livepage.equations.trees.tree import Node
from livepage.equations.verdicts.check_formula import CHECKER_FAILS, check_formula
from livepage.equations.verdicts.verdict import ORDER
from tests.corpora.pairs import PAIRS

WORDS = {
    "chapter": r"x_i z_{hi} h \xi \xi_i w_h b_o y_i t_i \delta_{oi} \mathbf{h} N i \Delta \phi",
    "network": r"Z_h H W_o Y X T \mathbf{b}_o y_{ik} z_{oik} \xi \delta_o C k \text{softmax} \sigma",
}
SIGNS = (
    r"= = = + - - \cdot \circ / ( ( ) ) [ ] { } | , \\ & ' ^T ^2 ^{ _{i} ^{-1} \frac{ }{ } \sqrt{ 0 12 \log"
    r" \sum_{i=1}^{N} \sum_i \prod_i \frac{\partial \partial d \nabla (k+1) (k) ^{(l)} \approx \le \ne \max("
    r" \quad \text{with} \left( \right) \begin{bmatrix} \end{bmatrix} \dots \underbrace{ }_{ \foo ! ;"
    r" \int \int_0^1 \int_{-\infty}^\infty dx \frac{dx}{x} ^\dagger ^+ ^H ^{<t>} ^{-2}"
    r" ^{[1]'} {\bf x} {\rm tr} _{\bf x}"
    r" _{k|k-1} _{y_i} \langle \rangle \otimes \operatorname{vec}( \|x_i\| \small \mathbb{1}_{i=k} '"
)


def soup(name: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS[name].split() * 3 + SIGNS.split()), max_size=12).map(" ".join)


@given(data=st.data())
def test_any_symbols_have_a_verdict(chapter: Context, data: st.DataObject) -> None:
    _has_verdict(data.draw(soup("chapter")), chapter)


@given(data=st.data())
def test_any_matrices_have_a_verdict(textbook: dict[str, Context], data: st.DataObject) -> None:
    _has_verdict(data.draw(soup("network")), textbook["network"])


CONTEXTS = {name: Context.from_data(name, **data) for name, (data, _) in PAIRS.items()}
EQUATIONS = [(name, right) for name, (_, pairs) in PAIRS.items() for right, _ in pairs]
OTHERS = SIGNS.split() + WORDS["chapter"].split()


@given(data=st.data())
def test_any_edit_of_an_equation_has_a_verdict(data: st.DataObject) -> None:
    name, latex = data.draw(st.sampled_from(EQUATIONS))
    tokens = [latex[token.start_pos : token.end_pos] for token in tokenize(latex)]
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(tokens) - 1))
        length = data.draw(st.integers(0, 2))
        tokens[place : place + length] = data.draw(
            st.lists(st.sampled_from(tokens + OTHERS), min_size=1, max_size=2)
        )
    _has_verdict(" ".join(tokens), CONTEXTS[name])


def _has_verdict(latex: str, context: Context) -> None:
    verdict = check_formula(latex, context, 4)
    assert verdict.status in ORDER
    assert CHECKER_FAILS not in verdict.message


@given(latex=st.text(max_size=30))
def test_any_characters_have_a_verdict(chapter: Context, latex: str) -> None:
    verdict = check_latex(latex, chapter)
    assert verdict.status in ORDER
    assert 0 <= verdict.span[0] <= verdict.span[1] <= max(1, len(latex))


NESTINGS = (
    *(("w(", ")"), ("(", ")"), (r"\frac{", "}{w}"), (r"\sqrt{", "}"), (r"\max(", ")"), (r"w^{", "}")),
    *((r"\frac{\partial}{\partial w} [", "]"), (r"\mathbb{E}[", "]"), (r"\sum_i (", ")"), ("|", "|")),
    *((r"\underbrace{", "}_{w}"), (r"[w = ", "]"), (r"\begin{cases} w & ", r" = w \end{cases}")),
)


@pytest.mark.parametrize(("before", "behind"), NESTINGS)
@pytest.mark.parametrize("inner", ["w", "w = w", r"\min"])
def test_nested_brackets_are_read_once_each(
    before: str, behind: str, inner: str, textbook: dict[str, Context], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    expr = Reader._expr

    def noted(reader: Reader, tree: Tree[Token]) -> Node:
        read.append(tree)
        return expr(reader, tree)

    monkeypatch.setattr(Reader, "_expr", noted)
    latex = f"{before * 18}{inner}{behind * 18} = w"
    _has_verdict(latex, textbook["linear"])
    assert len(read) < 20 * len(latex)


def test_a_hundred_statements_are_read(textbook: dict[str, Context]) -> None:
    assert check_latex(r" \\ ".join(["y_i = x_i w"] * 100), textbook["linear"]).claims == 100


@pytest.mark.parametrize("part", [r"\frac{d}{dw} ", "w = ", r"w \\ ", "(", "w'", r"\sum_i ", "w_{", "x_i "])
def test_a_megabyte_has_a_verdict(part: str, textbook: dict[str, Context]) -> None:
    _has_verdict(part * (1_000_000 // len(part)), textbook["linear"])


@pytest.mark.parametrize("latex", ["", " ", r"\\", ",", r"\quad", "{}", "()", "="])
def test_next_to_nothing_has_a_verdict(chapter: Context, latex: str) -> None:
    assert check_latex(latex, chapter).status in {"unreadable", "no claim"}


@pytest.mark.parametrize(
    "latex", [r"\xi = \nabla_{} \xi", r"\xi = \nabla_{{}}^2 \xi", r"\xi = \mathbb{E}_{}[\xi]"]
)
def test_empty_braces_are_refused_in_words(chapter: Context, latex: str) -> None:
    verdict = check_formula(latex, chapter)
    assert verdict.status == "unreadable"
    assert CHECKER_FAILS not in verdict.message


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\mathrm{Var}(" * 15 + "x" + ")" * 15 + " = w", "so many variances"),
        (r"\mathrm{Cov}(x, " * 15 + "x" + ")" * 15 + " = w", "so many variances"),
        (r"\frac{\partial " * 4 + "w^5" + r"}{\partial w}" * 4 + " = 120 w", "up to the third"),
        (r"\left(w^5\right)'''' = 120 w", "up to the third"),
        (r"d((d((w)))) = dw", "the change of a change"),
        (r"\lim_{w \to 0} \lim_{\mu \to 0} w \mu = 0", "a limit of a limit"),
        (r"\sum_{n=0}^\infty \sum_{m=0}^\infty \sum_{l=0}^\infty \mu^{n+m+l} = w", "one other at most"),
    ],
)
def test_what_would_take_ever_longer_is_refused(
    latex: str, reason: str, textbook: dict[str, Context]
) -> None:
    verdict = check_formula(latex, textbook["linear"])
    assert verdict.status == "unreadable"
    assert reason in verdict.message


def test_a_derivative_before_a_bracket_is_read_once(textbook: dict[str, Context]) -> None:
    latex = r"\frac{d}{dw}(w) " * 40
    assert check_formula(f"{latex} = 1", textbook["linear"]).holds
    refused = check_formula(f"{latex} w = w", textbook["linear"])
    assert "that of the bracket, or of all that stands behind it" in refused.message
