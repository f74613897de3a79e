r"""The reader: what LaTeX means, and what is refused, each with its place."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livepage.equations import Context, check_latex
from livepage.equations.errors import Unreadable
from livepage.equations.latex.raw import raw_form
from livepage.equations.trees.statements import read_statements
from livepage.equations.values.evaluate import Evaluator

Formula = tuple[str, Callable[[float, float], float]]

CONTEXT = Context.from_data(
    "numbers",
    AXES={"i": ("N", 3)},
    INPUTS={
        "a": lambda rng: rng.uniform(0.5, 2),
        "b": lambda rng: rng.uniform(0.5, 2),
        "x": lambda rng: rng.normal(size=3),
    },
    NODES={"f": lambda a, b: a * b},
    SYMBOLS={
        "a": "a",
        "b": "b",
        "x_i": "x[i]",
        r"\mathbf{v}": "x",
        "f": "f",
        r"\sigma^2": "a",
        r"\Delta a": "b",
    },
    FUNCTIONS={
        r"\phi": lambda z: z**2,
        r"\text{cube}": lambda z: z**3,
        r"\text{square}": lambda z: z * z,
        "f": "f",
    },
)


def value(latex: str) -> float:
    """Return the value of a formula at one point of the graph."""
    (statement,) = read_statements(latex, CONTEXT.vocabulary)
    return float(Evaluator(CONTEXT).value(statement.sides[0], CONTEXT.state(1)).data[0])


def point() -> tuple[float, float]:
    state = CONTEXT.state(1)
    return float(state.array("a")[0]), float(state.array("b")[0])


def formulas() -> st.SearchStrategy[Formula]:
    """Return LaTeX together with what Python makes of the same formula."""
    leaves = st.sampled_from(
        [("a", lambda a, _: a), ("b", lambda _, b: b), ("2", lambda *_: 2.0), ("0.5", lambda *_: 0.5)]
    )

    def larger(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        pairs = st.tuples(inner, inner)
        return st.one_of(
            pairs.map(lambda p: (f"({p[0][0]} + {p[1][0]})", lambda a, b: p[0][1](a, b) + p[1][1](a, b))),
            pairs.map(lambda p: (f"({p[0][0]} - {p[1][0]})", lambda a, b: p[0][1](a, b) - p[1][1](a, b))),
            pairs.map(lambda p: (rf"{p[0][0]} \cdot {p[1][0]}", lambda a, b: p[0][1](a, b) * p[1][1](a, b))),
            pairs.map(
                lambda p: (
                    rf"\frac{{{p[0][0]}}}{{1 + ({p[1][0]})^2}}",
                    lambda a, b: p[0][1](a, b) / (1 + p[1][1](a, b) ** 2),
                )
            ),
            inner.map(lambda f: (rf"\phi({f[0]})", lambda a, b: f[1](a, b) ** 2)),
            inner.map(lambda f: (rf"\log(1 + ({f[0]})^2)", lambda a, b: math.log(1 + f[1](a, b) ** 2))),
            inner.map(lambda f: (rf"\left(-{f[0]}\right)", lambda a, b: -f[1](a, b))),
            inner.map(lambda f: (rf"\sqrt{{1 + ({f[0]})^2}}", lambda a, b: math.sqrt(1 + f[1](a, b) ** 2))),
        )

    return st.recursive(leaves, larger, max_leaves=6)


@given(formulas())
def test_a_formula_has_the_value_that_python_gives_it(formula: Formula) -> None:
    latex, expected = formula
    assert value(latex) == pytest.approx(expected(*point()), rel=1e-12)


@given(formulas(), formulas())
def test_two_formulas_are_equal_exactly_if_python_says_so(one: Formula, two: Formula) -> None:
    same = all(
        math.isclose(one[1](a, b), two[1](a, b), rel_tol=1e-9, abs_tol=1e-9)
        for a, b in zip(CONTEXT.state(20).array("a"), CONTEXT.state(20).array("b"), strict=True)
    )
    status = check_latex(f"{one[0]} + f = {two[0]} + f", CONTEXT).status
    assert status in ({"checked", "vacuous"} if same else {"false"})


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("a b", "a * b"),
        (r"a \times b", "a * b"),
        ("a/b", "a / b"),
        ("a / (b a)", "1 / b"),
        ("-a^2", "-(a**2)"),
        ("e^{-a}", "exp(-a)"),
        ("2^a", "2**a"),
        (r"\frac12 a", "a / 2"),
        (r"\frac1b", "1 / b"),
        (r"\tfrac{a}{b}", "a / b"),
        (r"\log a + b", "log(a) + b"),
        (r"b \log a", "b * log(a)"),
        ("b log(a)", "b * log(a)"),
        (r"\exp\left\{-a\right\}", "exp(-a)"),
        (r"\phi(a)^2", "a**4"),
        (r"\text{cube}(a)", "a**3"),
        (r"\operatorname{cube}(a)", "a**3"),
        (r"\phi'(a)", "2 * a"),
        (r"\phi^{\prime}(a)", "2 * a"),
        (r"|a - 10|", "10 - a"),
        (r"\lvert -a \rvert b", "a * b"),
        (r"|a - |b - 10| |", "abs(a - abs(b - 10))"),
        (r"|{|b - 10|}|", "10 - b"),
        (r"(|b - 10|) a", "a * (10 - b)"),
        (r"\max(|b - 10| \mid a)", "10 - b"),
        (r"\max(a, b)", "max(a, b)"),
        (r"\max(b, a)", "max(a, b)"),
        (r"\min(a, b)", "min(a, b)"),
        (r"\min(b, a)", "min(a, b)"),
        (r"\sigma^2 b", "a * b"),
        (r"\Delta a \cdot a", "b * a"),
        (r"a (b - a)", "a * (b - a)"),
        (r"f(2 a) - f", "a * b"),
        (r"\mathbb{1}[a > 0] + \mathbb{1}[a < 0]", "1"),
        (r"\mathbb{1}[a < b]", "float(a < b)"),
        (r"\mathbb{1}[a \ge b]", "float(a >= b)"),
        (r"\sum_{i=1}^{N} 2", "6"),
        (r"\sum_{i=1}^{2} a", "2 * a"),
        (r"\prod_{i=1}^{N} a", "a**3"),
        (r"\sum_i i", "6"),
        (r"\sum_i i^2", "14"),
        (r"\sum_{i=1}^{N} -a - b", "-3 * a - b"),
        (r"\sum_{i=1}^{N} -a + b", "-3 * a + b"),
        (r"N a", "3 * a"),
        (r"\pi a", "pi * a"),
        (r"\frac{\partial f}{\partial a}", "b"),
        (r"\frac{d f}{da}", "b"),
        (r"\frac{\mathrm{d} f}{\mathrm{d} a}", "b"),
        (r"\frac{d}{da} \left( a^2 f \right)", "3 * a**2 * b"),
        (r"\frac{\partial}{\partial a} f", "b"),
        (r"\partial f / \partial a", "b"),
        (r"{\partial f}/{\partial a}", "b"),
        (r"2 \partial f / \partial a", "2 * b"),
        (r"\nabla_a f", "b"),
    ],
)
def test_a_form_has_its_meaning(latex: str, expected: str) -> None:
    a, b = point()
    assert value(latex) == pytest.approx(eval(expected, {**vars(math), "a": a, "b": b}), rel=1e-9)


@pytest.mark.parametrize(
    ("latex", "shown", "reason"),
    [
        ("a = c", "c", "no symbol c"),
        ("a = x_q", "x_q", "no symbol x_{q}"),
        (r"a = \foo", r"\foo", r"no symbol \foo"),
        (r"a = \mathbf{x}_1", r"\mathbf{x}_1", r"no symbol \mathbf{x}_{1}"),
        ("a = b(a)", "b", "no declared function"),
        (r"a = \text{foo}(a)", r"\text{foo}", "no declared function"),
        ("a = a(b, a)", "a", "no declared function"),
        ("a = = b", "=", "does not fit"),
        ("a = (b", "(", "not closed"),
        ("a = b)", ")", "closes nothing"),
        ("a = (b]", "(", "not closed before"),
        ("a = b +", "", "ends too early"),
        ("a = a / b a", "a", "two ways"),
        ("a = b # 2", "#", "cannot be read"),
        (r"a = \frac{\partial^3 f}{\partial a^3}", r"\partial^3", "no higher one"),
        (r"a = \frac{\partial^2 f}{\partial a}", "a", "second derivative"),
        (r"a = \frac{\partial f}{\partial^2 a}", r"{\partial^2 a}", "second derivative"),
        (r"a = \nabla_a^3 f", r"\nabla_a^3", "is 2 or none"),
        (r"a = \frac{\partial f}{\partial (a b)}", "(a b)", "by a symbol"),
        (r"a = \phi^{-1}(b)", r"\phi^{-1}", "power of a function"),
        (r"a = \phi", r"\phi", "has no argument"),
        (r"a = \log b a", "b", "argument of"),
        (r"a = \sum b", r"\sum", "over which letter"),
        (r"a = \sum_{i=1,2} b", r"\sum_{i=1,2}", "range"),
        ("a = 2 3 b", "3", "two numbers"),
        ("a = b'", "b'", "prime"),
        (r"a = \dots", r"\dots", "count by one"),
        (r"a = b, \; i = 1, \dots, M", "i", "from 1 to N"),
        ("a = b, c", "c", "no symbol c"),
        (r"a = \phi''''(b)", r"\phi''''(b)", "at most the third"),
        (r"a = \max'(b, a)", r"\max'(b, a)", "of one number"),
        ("a = b, a", "a", "no relation"),
        ("a = |b", "|", "not closed"),
        (r"a = \nabla_N f", "N", "by a symbol of the graph"),
        (r"a = \nabla_{N} f", "N", "by a symbol of the graph"),
        (r"a = \frac1c", "c", "no symbol c"),
        ("# = b", "#", "cannot be read"),
        ("a = b, 2", "2", "no relation"),
        ("a = b, (i)", "(i)", "no relation"),
        (r"a = \frac{\partial \cdot f}{\partial a}", "f", "an operator cannot stand here"),
        ("a = x_{a^2}", "^", "cannot stand in a subscript"),
        ("a = b^2^3", "^3", "two superscripts"),
        (r"a = \text{foo}^", "", "ends too early"),
        (r"a = \begin{bmatrix} a \\ \\ b \end{bmatrix}", r"\\", r"'\\\\' does not fit"),
        (r"a = \underbrace{a}_{= b, f}", "{= b, f}", "one expression"),
        (r"a = \mathbf{}", r"\mathbf{}", "a decoration belongs to a name"),
        (r"a = \hat{(a)}", r"\hat{(a)}", "a decoration belongs to a name"),
        (r"a = \hat{a + b}", r"\hat{a + b}", "a decoration belongs to a name"),
        (r"a = \hat{a b}", r"\hat{a b}", "a decoration belongs to a name"),
        (r"a = \mathbf{1_N}", r"\mathbf{1_N}", "a decoration belongs to a name"),
        (r"a = \mathbf{-a}", r"\mathbf{-a}", "a decoration belongs to a name"),
        (r"a = \mathbf{2}", r"\mathbf{2}", r"no symbol \mathbf{2}"),
        (r"\text{square} = a^2 = \phi(a)", r"\text{square}", "has no argument"),
        (r"\phi(a) = a^2 = \text{square}", r"\text{square}", "has no argument"),
        (r"a = |b|' + a", "'", "a subscript or prime cannot stand here"),
        (r"a = \cdot b", r"\cdot", "does not fit"),
        (r"a = (b + a = b)", "b + a = b", "a relation cannot stand here"),
        ("q, a", "q", "no symbol q"),
        ("(q a)", "q", "no symbol q"),
        (r"(a, \dots)", r"(a, \dots)", "one expression"),
        (r"(\dots, a)", r"(\dots, a)", "one expression"),
        ("a, a)", ")", "closes nothing"),
        ("a = \\Delta", r"\Delta", "no symbol"),
        (r"a = \Delta 2", r"\Delta", "no symbol"),
        (r"a = \Delta b", r"\Delta b", r"no symbol \Delta b"),
        (r"a = \Delta b^2", r"\Delta b", r"no symbol \Delta b"),
        ("a = c^2", "c", "no symbol c"),
        ("a = c^2_q", "c^2_q", "no symbol c_{q}"),
        ("a = c_q^2", "c_q", "no symbol c_{q}"),
        (r"a = \underbrace{a}_{b, f}", "{b, f}", "one expression"),
        (r"a = \underbrace{a}_{b = f}", "b = f", "a relation cannot stand here"),
        (r"a = \underbrace{a}_c", "c", "no symbol c"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(latex: str, shown: str, reason: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert verdict.status == "unreadable"
    assert reason in verdict.message
    assert latex[slice(*verdict.span)] == shown


def test_the_place_is_shown_with_carets_and_its_line() -> None:
    verdict = check_latex("a = b \\\\\nf = q \\\\\na = a", CONTEXT)
    assert verdict.line == 2
    assert verdict.message.endswith("  f = q \\\\\n      ^")


def test_text_and_punctuation_are_ignored() -> None:
    (first, second) = read_statements(
        r"f = a b \,, \quad \text{with} \quad \phi(a) = a^2 \; .", CONTEXT.vocabulary
    )
    assert len(first.sides) == len(second.sides) == 2


@pytest.mark.parametrize(
    ("latex", "lengths"),
    [
        (r"\begin{aligned} f &= a b \\ &= b a \end{aligned}", [3]),
        (r"\begin{aligned} f &= a b + b \\ &\quad - b \\ \phi(a) &= a^2 \end{aligned}", [2, 2]),
        (r"f = \\ a b", [2]),
        (r"f = a b \\ -a = b", [2, 2]),
        (r"f = a b + \\ b", [2]),
        (r"f = a b, \phi(a) = a^2", [2, 2]),
        (r"f = a b \quad \phi(a) = a^2; a = b", [2, 2, 2]),
        (r"f = a b, \quad i = 1, \dots, N", [2]),
        (r"\begin{split} f = \left( a \\ + b \right) \end{split}", [2]),
    ],
)
def test_a_display_parts_into_its_statements(latex: str, lengths: list[int]) -> None:
    assert [len(statement.sides) for statement in read_statements(latex, CONTEXT.vocabulary)] == lengths


def test_the_label_of_a_brace_is_a_claim_unless_it_is_text() -> None:
    (chain,) = read_statements(r"f = \underbrace{a b}_{\text{product}}", CONTEXT.vocabulary)
    assert len(chain.sides) == 2
    statements = read_statements(r"f = \underbrace{a b}_{f} = \overbrace{b}^{= b} a", CONTEXT.vocabulary)
    assert [len(statement.sides) for statement in statements] == [3, 2, 2]


@pytest.mark.parametrize(
    ("latex", "status", "shown"),
    [
        (r"f = \underbrace{a b}_f", "checked", ""),
        (r"f = \underbrace{a b}_{f}", "checked", ""),
        (r"f = \underbrace{a b}_{= f}", "checked", ""),
        (r"f = \underbrace{a b}_{\le 2 f}", "checked", ""),
        (r"f = \overbrace{a b}^{< f + 1}", "checked", ""),
        (r"f = \underbrace{a b}_{}", "checked", ""),
        (r"f = \underbrace{a b}_{\text{product } \text{of two}}", "checked", ""),
        (r"a = \underbrace{a - f}_{= 0} + f", "false", "a - f}_{= 0"),
        (r"f = \underbrace{a b}_a", "false", "a b}_a"),
        (r"f = \underbrace{a b}_2", "false", "a b}_2"),
        (r"f = \underbrace{a b}_{a}", "false", "a b}_{a"),
        (r"f = \underbrace{a b}_{\ge 2 f}", "false", r"a b}_{\ge 2 f"),
        (r"f = \overbrace{a b}^{> f + 1}", "false", "a b}^{> f + 1"),
        (r"f = \underbrace{a b}_f^a", "false", "a b}_f^a"),
    ],
)
def test_the_label_of_a_brace_is_checked(latex: str, status: str, shown: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert verdict.status == status, verdict.message
    assert latex[slice(*verdict.span)] == shown


@pytest.mark.parametrize(
    "latex",
    [
        r"\| \max(\mathbf{v} \mid a) \| = \lVert \max(\mathbf{v}, a) \rVert",
        r"\Vert \max(\mathbf{v} \parallel a) \Vert = \lVert \max(\mathbf{v}, a) \rVert",
    ],
)
def test_a_bar_between_arguments_closes_no_norm(latex: str) -> None:
    assert "both sides say the same" in check_latex(latex, CONTEXT).message


@pytest.mark.parametrize(
    ("graph", "latex", "shown", "reason"),
    [
        ("linear", "w_q = w", "w_q", "no symbol w_{q}"),
        ("linear", "w_2 = w", "w_2", "no symbol w_{2}"),
        ("linear", "q_{k+1} = w", "q_{k+1}", "no symbol q_{k+1}"),
        ("linear", r"2 w \leftarrow w - 1", "2 w", "the symbol that is updated"),
        ("layers", "W^{(7)} = W^{(1)}", "W^{(7)}", "no layer or sample"),
        ("batch", r"\gamma_2 = \beta", r"\gamma_2", r"no symbol \gamma_{2}"),
        ("classes", "X^{-T} = X", "X^{-T}", "no inverse"),
        ("classes", r"\xi^{-T} = \xi", r"\xi^{-T}", "no transpose"),
        ("classes", r"2^X = X", "2^X", "stands on e only"),
        ("classes", "z^2_q = z_i", "z^2_q", "no symbol z_{q}"),
    ],
)
def test_what_a_chapter_does_not_give_a_meaning_is_refused_at_its_place(
    textbook: dict[str, Context], graph: str, latex: str, shown: str, reason: str
) -> None:
    verdict = check_latex(latex, textbook[graph])
    assert not verdict.holds
    assert reason in verdict.message
    assert latex[slice(*verdict.span)] == shown


def test_unreadable_layout_raises_where_it_is_read() -> None:
    with pytest.raises(Unreadable, match="not closed"):
        read_statements("a = (b", CONTEXT.vocabulary)


def test_a_change_at_a_step_has_the_place_of_all_three(chapter: Context) -> None:
    latex = r"\Delta w_h^{(k)} = w_h^{(k)} - w_h^{(k+1)}"
    assert check_latex(latex, chapter).status == "checked"
    (statement,) = read_statements(latex, chapter.vocabulary)
    assert latex[slice(*statement.sides[0].span)] == r"\Delta w_h^{(k)}"


def test_a_name_knows_where_it_stands_without_its_superscripts() -> None:
    for latex in ("w", "w_h"):
        assert latex[slice(*raw_form(latex).stem)] == latex
        assert raw_form(f"{latex}^2").stem == (0, len(latex))
