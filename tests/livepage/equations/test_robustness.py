"""Whatever stands between the dollar signs, there is a verdict, and no exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livepage.equations import Context, check_latex
from livepage.equations.verdicts.verdict import ORDER

WORDS = {
    "chapter": r"x_i z_{hi} h \xi \xi_i w_h b_o y_i t_i \delta_{oi} \mathbf{h} N i \Delta \phi",
    "network": r"Z_h H W_o Y X T \mathbf{b}_o y_{ik} z_{oik} \xi \delta_o C k \text{softmax} \sigma",
}
SIGNS = (
    r"= = = + - - \cdot \circ / ( ( ) ) [ ] { } | , \\ & ' ^T ^2 ^{ _{i} ^{-1} \frac{ }{ } \sqrt{ 0 12 \log"
    r" \sum_{i=1}^{N} \sum_i \prod_i \frac{\partial \partial d \nabla (k+1) (k) ^{(l)} \approx \le \ne \max("
    r" \quad \text{with} \left( \right) \begin{bmatrix} \end{bmatrix} \dots \underbrace{ }_{ \foo ! ;"
)


def soup(name: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS[name].split() * 3 + SIGNS.split()), max_size=12).map(" ".join)


@given(data=st.data())
def test_any_symbols_have_a_verdict(chapter: Context, data: st.DataObject) -> None:
    assert check_latex(data.draw(soup("chapter")), chapter).status in ORDER


@given(data=st.data())
def test_any_matrices_have_a_verdict(textbook: dict[str, Context], data: st.DataObject) -> None:
    assert check_latex(data.draw(soup("network")), textbook["network"]).status in ORDER


@given(latex=st.text(max_size=30))
def test_any_characters_have_a_verdict(chapter: Context, latex: str) -> None:
    verdict = check_latex(latex, chapter)
    assert verdict.status in ORDER
    assert 0 <= verdict.span[0] <= verdict.span[1] <= max(1, len(latex))


def test_a_hundred_statements_are_read(textbook: dict[str, Context]) -> None:
    assert check_latex(r" \\ ".join(["y_i = x_i w"] * 100), textbook["linear"]).claims == 100


@pytest.mark.parametrize("latex", ["", " ", r"\\", ",", r"\quad", "{}", "()", "="])
def test_next_to_nothing_has_a_verdict(chapter: Context, latex: str) -> None:
    assert check_latex(latex, chapter).status in {"unreadable", "no claim"}
