"""No false claim holds and no true one is refused: by kinds of which each was found once."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livepage.equations import Context, check_latex
from livepage.equations.chapter.steps import is_slope
from livepage.equations.errors import GraphError
from livepage.equations.verdicts.check_formula import CHECKER_FAILS
from livepage.equations.verdicts.verdict import ORDER
from tests.livepage.equations.conftest import uniform

Array = Any


def huber(a: Array) -> Array:
    return np.where(np.abs(a) < 1, a**2 / 2, np.sign(np.real(a)) * a - 1 / 2)


def real_huber(a: Array) -> Array:
    return np.where(np.abs(a) < 1, a**2 / 2, np.abs(a) - 1 / 2)


def softmax_of_all(z: Array) -> Array:
    e = np.exp(z)
    return e / np.sum(e)


def context(**changes: Any) -> Context:
    data: dict[str, Any] = {
        "axes": {"i": ("N", 5), "j": ("N", 5), "k": ("K", 3)},
        "inputs": {
            "x": uniform(-2, 2, 5),
            "w": uniform(0.5, 2),
            "a": uniform(-2, 2),
            "X": uniform(-1, 1, 4, 4),
            "v": uniform(-1, 1, 3),
        },
        "nodes": {
            "y": lambda x, w: x * w,
            "inner": huber,
            "outer": real_huber,
            "inner_x": lambda x: huber(x),
            "outer_x": lambda x: real_huber(x),
        },
        "symbols": {
            "x_i": "x[i]",
            "w": "w",
            "a": "a",
            "y_i": "y[i]",
            "L": "inner",
            "M": "outer",
            "v_k": "v[k]",
        },
        "functions": {
            r"\rho": np.abs,
            r"\eta": real_huber,
            r"\theta": huber,
            r"\text{softmax}": softmax_of_all,
        },
    }
    for key, value in changes.items():
        data[key] = {**data[key], **value}
    return Context.from_data("sound", **{key.upper(): value for key, value in data.items()})


@pytest.fixture(scope="module")
def plain() -> Context:
    return context()


INNER = r"\begin{cases} a & -1 < a < 1 \\ 0 & \text{otherwise} \end{cases}"
SLOPE = r"\begin{cases} a & -1 < a < 1 \\ \text{sign}(a) & \text{otherwise} \end{cases}"


@pytest.mark.parametrize(
    ("left", "right", "wrong"),
    [
        (r"\rho'(x_i)", r"\text{sign}(x_i)", "0"),
        (r"\rho'(x_i) + w", r"\text{sign}(x_i) + w", "w"),
        (r"\eta'(a)", SLOPE, INNER),
        (r"\theta'(a)", SLOPE, "a"),
        (r"\frac{d L}{d a}", SLOPE, "a"),
        (r"\frac{d M}{d a}", SLOPE, INNER),
        (
            r"\frac{d \eta(a)}{d a}",
            SLOPE,
            INNER,
        ),
        (r"\frac{\partial \rho(y_i)}{\partial w}", r"x_i \text{sign}(x_i)", "0"),
        (r"\frac{\partial \theta(y_i)}{\partial w}", r"x_i \theta'(y_i)", "x_i y_i"),
    ],
)
@pytest.mark.parametrize("points", [1, 3, 20, 60])
def test_a_derivative_is_vetted_at_every_point_that_is_used(
    plain: Context, left: str, right: str, wrong: str, points: int
) -> None:
    verdict = check_latex(f"{left} = {right}", plain, points)
    assert verdict.status == "checked", verdict.message
    if points == 60:
        assert check_latex(f"{left} = {wrong}", plain, points).status == "false"


@pytest.mark.parametrize("seed", range(8))
def test_near_a_kink_a_derivative_is_that_of_its_side(seed: int) -> None:
    near = float(np.random.default_rng(seed).choice([-1, 1])) * 10.0 ** -(seed % 4 + 2.3)
    here = Context.from_data(
        "kinks",
        AXES={},
        INPUTS={"a": lambda rng: near * rng.uniform(1, 2)},
        NODES={"r": lambda a: np.where(np.real(a) > 0, a, 0.25 * a), "s": lambda a: np.abs(a)},
        SYMBOLS={"a": "a", "r": "r", "s": "s"},
    )
    slope = "1" if near > 0 else "0.25"
    assert check_latex(rf"\frac{{d r}}{{d a}} + a = {slope} + a", here).status == "checked"
    assert check_latex(r"\frac{d s}{d a} = \text{sign}(a)", here).status == "checked"


@pytest.mark.parametrize(
    "inner", [r"\mathbf{\hat y}", r"\hat{\mathbf y}", r"\boldsymbol{\hat{y}}", r"\hat{\vec{y}}"]
)
def test_no_decoration_is_dropped(inner: str) -> None:
    symbols = {r"\mathbf y": "t", inner: "y", r"\tilde y": "u", r"\hat y": "s"}
    here = Context.from_data(
        "marks",
        AXES={"i": ("N", 4)},
        INPUTS={"y": uniform(0, 1, 4), "t": uniform(0, 1, 4), "u": uniform(0, 1, 4), "s": uniform(0, 1, 4)},
        NODES={"d": lambda y, t: y - t},
        SYMBOLS={**symbols, "d": "d"},
    )
    for written in (
        r"\mathbf{\hat y}",
        r"\hat{\mathbf y}",
        r"\hat{\boldsymbol{y}}",
        r"\bm{\hat y}",
        r"\widehat{\mathbf y}",
    ):
        assert check_latex(rf"d = {written} - \mathbf y", here).status == "checked"
        assert check_latex(rf"d = {written} - {written}", here).status == "false"
    assert check_latex(r"d = \hat y - \mathbf y", here).status == "false"
    assert check_latex(r"d = \bar{\hat y} - \mathbf y", here).status == "unreadable"


def test_the_mean_of_squares_is_not_the_square_of_a_mean() -> None:
    here = Context.from_data(
        "means",
        AXES={},
        INPUTS={"x": uniform(0, 1, 4)},
        NODES={"m": lambda x: np.mean(x), "n": lambda x: np.mean(x) ** 2},
        SYMBOLS={r"\bar x": "m", "n": "n"},
    )
    assert check_latex(r"n = \bar{x}^2", here).status == "checked"
    verdict = check_latex(r"n = \overline{x^2}", here)
    assert verdict.status == "unreadable"
    assert "two ways" in verdict.message


def squares(X: Array, c: Array) -> Array:
    return np.array([np.sum(X[:, i] ** 2) + c[i] for i in range(4)])


@pytest.mark.parametrize(
    ("pick", "form", "argument", "right", "wrong"),
    [
        ("X[:,i]", "x_i", "x_i", r"x_i^T x_i + c_i", r"r_i^T r_i + c_i"),
        ("X[:,i]", "x_i", "2 x_i", r"4 x_i^T x_i + c_i", r"x_i^T x_i + c_i"),
        ("X[:,i]", "x_i", "x_i - b", r"(x_i - b)^T (x_i - b) + c_i", r"x_i^T x_i + c_i"),
    ],
)
def test_a_column_as_an_argument_is_put_back_as_a_column(
    pick: str, form: str, argument: str, right: str, wrong: str
) -> None:
    here = Context.from_data(
        "columns",
        AXES={"i": ("N", 4)},
        INPUTS={"X": uniform(-1, 1, 4, 4), "c": uniform(-1, 1, 4), "b": uniform(-1, 1, 4)},
        NODES={"E": squares, "R": lambda X: X.T},
        SYMBOLS={form: pick, "c_i": "c[i]", "b": "b", "r_i": "R[:,i]"},
        FUNCTIONS={"E": "E[i]"},
    )
    assert check_latex(f"E({argument}) = {right}", here).status == "checked"
    assert check_latex(f"E({argument}) = {wrong}", here).status == "false"


@pytest.mark.parametrize("relation", [r"\le", r"\ge", r"\leq", "="])
@pytest.mark.parametrize(
    "left",
    [
        r"\frac{x_i w}{w}",
        r"x_i + w - w",
        r"\frac{w}{3} + x_i - \frac{w}{3}",
        r"\sqrt{x_i^2 w^2} \frac{x_i}{w |x_i|}",
    ],
)
def test_what_is_equal_but_for_rounding_is_less_or_equal(plain: Context, left: str, relation: str) -> None:
    assert check_latex(f"{left} {relation} x_i", plain).status == "checked"


@pytest.mark.parametrize("relation", ["<", ">", r"\ne"])
@pytest.mark.parametrize("left", [r"\frac{x_i w}{w}", r"x_i + w - w"])
def test_what_is_equal_but_for_rounding_is_not_less(plain: Context, left: str, relation: str) -> None:
    assert check_latex(f"{left} {relation} x_i", plain).status == "false"
    assert check_latex(rf"\mathbb{{1}}[{left} {relation} x_i] + w = w", plain).status == "checked"
    assert check_latex(r"x_i - 0.001 \ge x_i", plain).status == "false"


@pytest.mark.parametrize(
    "latex",
    [
        r"y_i = x_i w, \quad i := 1",
        r"y_i = x_i w, i \approx 1",
        r"i \in 1",
        "(" * 150 + "w" + ")" * 150 + " = w",
        "{" * 150 + "w" + "}" * 150 + " = w",
        r"\frac{" * 4000 + "w" + "}{w}" * 4000 + " = w",
        r"\log " * 3000 + "w = w",
        r"\sum_i " * 1500 + "w = w",
        r"\hat" * 2000 + " w = w",
        r"\sum_{i=1}^{10^{400}} x_i = w",
        r"\sum_{i=1}^{w} x_i = w",
        "w" + "'" * 5000 + " = w",
        "|" * 9000,
        "w = w + " * 120_000,
        r"\text{" + "log " * 2000,
        "log" + " " * 9000,
        r"\underset{" * 3000,
        r"\underset{w}{" * 500 + r"\min" + "}" * 500 + " w = w",
        r"\underset{w}{" * 60 + "w" + "}" * 60 + " w = w",
        r"\frac{\partial " * 9 + "w" + r"}{\partial w}" * 9 + " = w",
        r"\arg" * 2500 + r"\min_w w = w",
        r"\mathbf{I} " * 900 + "= w",
        r"\mathbf{I} \mathbf{1} + " * 100 + "w = w",
        r"\nabla^2 " * 1000 + "w = w",
        r"\det " * 1500 + "w = w",
        r"\prod_{i=j}^N " * 600 + "x_i = w",
        r"\min_{" * 1500,
        r"1\{" * 3000,
        "w(" * 3000,
    ],
)
def test_whatever_is_written_there_is_a_verdict(plain: Context, latex: str) -> None:
    verdict = check_latex(latex, plain)
    assert verdict.status in {"unreadable", "false", "vacuous"}
    assert CHECKER_FAILS not in verdict.message


def test_of_three_axes_one_at_least_is_named() -> None:
    def declared(**symbols: str) -> Context:
        return Context.from_data(
            "three", AXES={"i": ("N", 2)}, INPUTS={"T": uniform(0, 1, 2, 3, 4)}, SYMBOLS=symbols
        )

    here = declared(T_i="T[i]")
    assert check_latex(r"T_i + T_i = 2 T_i", here).status == "checked"
    assert check_latex(r"T_i + T_i = 3 T_i", here).status == "false"
    with pytest.raises(GraphError, match=r"T has 3 axes; name all but two: T\[i\]"):
        declared(T="T")


@pytest.mark.parametrize("first", [r"\text{softmax}(3) = 1", r"\text{softmax}(x_i) = 1", r"w = w"])
def test_no_verdict_depends_on_what_was_checked_before(first: str) -> None:
    here = context()
    before = check_latex(first, here).status
    for latex in (r"\text{softmax}(3) = 1", r"\text{softmax}(x_i) = 1", first):
        assert check_latex(latex, here).status in {"false", "vacuous"}
    assert check_latex(first, here).status == before


def test_a_letter_of_the_same_axis_is_not_the_diagonal() -> None:
    axes = {"i": ("N", 4), "j": ("N", 4)}
    inputs = {"A": uniform(-1, 1, 4, 4)}
    here = Context.from_data(
        "letters", AXES=axes, INPUTS=inputs, SYMBOLS={"a_j": "A[i,j]", "A_{ij}": "A[i,j]"}
    )
    assert check_latex(r"a_j + a_j = 2 A_{ij}", here).status == "checked"
    assert check_latex(r"a_j + a_j = 2 A_{ji}", here).status == "false"
    assert check_latex(r"a_i + a_i = 2 A_{ii}", here).status == "unreadable"
    with pytest.raises(GraphError, match="one letter takes two axes"):
        Context.from_data("letters", AXES=axes, INPUTS=inputs, SYMBOLS={"d_i": "A[i,i]"})


@pytest.mark.parametrize(
    ("one", "two"), [(r"\bar x", r"\overline x"), (r"\mathbf x", r"\vec x"), ("x_i", "x_j")]
)
def test_two_names_that_look_the_same_are_an_error_of_the_graph(one: str, two: str) -> None:
    index = "[i]" if "_" in one else ""
    with pytest.raises(GraphError, match="written like another form"):
        Context.from_data(
            "twins",
            AXES={"i": ("N", 4), "j": ("N", 4)},
            INPUTS={"a": uniform(0, 1, 4), "b": uniform(0, 1, 4)},
            SYMBOLS={one: f"a{index}", two: f"b{index.replace('i', 'j')}"},
        )


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(TypeError, match="implement"):
        Context.from_data("typo", AXES={}, INPUTS={}, SYMBOLS={}, IMPLEMENT={})


def states(x: Array, u: float) -> Array:
    h, found = 0.1, []
    for entry in x:
        h = np.tanh(u * h + entry)
        found.append(h)
    return np.array(found)


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{\partial L}{\partial h_t} = 2 h_t",
        r"\sum_t \frac{\partial L}{\partial h_t} \frac{\partial h_t}{\partial u} = 1",
        r"\frac{\partial h_t}{\partial h_{t-1}} = u (1 - h_t^2)",
    ],
)
def test_states_in_one_node_are_not_differentiated_by(latex: str) -> None:
    here = Context.from_data(
        "states",
        AXES={"t": ("T", 4)},
        INPUTS={"x": uniform(-1, 1, 4), "u": uniform(0.5, 1)},
        NODES={"h": states, "L": lambda h: np.sum(h**2)},
        SYMBOLS={"h_t": "h[t]", "x_t": "x[t]", "u": "u", "L": "L"},
    )
    verdict = check_latex(latex, here)
    assert verdict.status == "unreadable"
    assert "a node of each state" in verdict.message


SHAPES: list[tuple[int, ...]] = [(), (4,), (4, 1), (1, 3), (4, 3), (3, 3)]
NODES = [
    lambda a, b: np.sum(a) * b,
    lambda a, b: np.exp(-(b**2)) + np.mean(a),
    lambda a, b: np.abs(a) + np.sum(b),
    lambda a, b: np.maximum(np.real(a), 0) * np.mean(b),
    lambda a, b: np.sum(a) / b,
]
SIGNS = (
    r"= = = \le < \approx + - - \cdot \circ / ( ( ) ) [ ] { } | \| , \\ & ' ^T ^2 ^{ _{i} _{i-1} _i ^{-1}"
    r" \frac{ }{ } \sqrt{ 0 12 \log \sum_{i=1}^{N} \sum_j \prod_i \max_i \frac{\partial \partial d (k+1)"
    r" \nabla (k) ^{(l)} \ne \max( \hat \mathbf{ \mathbb{1}[ \quad \text{with} \text{if} \left( \right)"
    r" \begin{bmatrix} \end{bmatrix} \begin{cases} \end{cases} \dots \underbrace{ }_{ ; i j N"
    r" \in := \leftarrow \pm \mid \det( \lim \otimes \int \mathbb{E} \arg \lVert \rVert_2"
    r" \mathbf{I} \mathbf{1} I_N \arg\min_a \min_{a,b} \underset{a}{\max} \nabla^2 \prod_{j=i}^M i'"
    r" \det a' 1\{"
)


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, Any]:
    one, two = draw(st.sampled_from(SHAPES)), draw(st.sampled_from(SHAPES))
    letters = {4: "i", 3: "j"}
    symbols = {"a": "a", "b": "b", "c": "c"}
    for name, shape in (("a", one), ("b", two)):
        index = [letters[n] if n > 1 else "1" for n in shape]
        if (index and shape[0] != shape[-1]) or len(shape) == 1:
            form = "".join(n for n in index if n != "1")
            symbols[f"{name}_{{{form}}}"] = f"{name}[{','.join(index)}]"
    node = draw(st.sampled_from(NODES))
    return {
        "AXES": {"i": ("N", 4), "j": ("M", 3)},
        "INPUTS": {"a": uniform(-1, 1, *one), "b": uniform(-1, 1, *two)},
        "NODES": {"c": node},
        "SYMBOLS": symbols,
        "FUNCTIONS": {"c": "c", r"\sigma": np.tanh},
        "DEFINITIONS": draw(st.sampled_from([{}, {"d": r"\frac{\partial c}{\partial a}"}])),
        "PARAMETERS": ("a",),
        "STEP": lambda a: {"a": 0.5 * a},
        "ITERATION": "k",
    }


@settings(max_examples=150)
@given(data=st.data())
def test_any_symbols_on_any_graph_have_a_verdict(data: st.DataObject) -> None:
    here = Context.from_data("random", **data.draw(graphs()))
    words = [r"a", r"b", r"c", r"a_i", r"b_j", r"a_{ij}", r"b_{i}", r"\sigma", r"\delta", r"d"]
    for _ in range(4):
        soup = data.draw(st.lists(st.sampled_from(words * 4 + SIGNS.split()), max_size=14).map(" ".join))
        verdict = check_latex(soup, here, points=3)
        assert verdict.status in ORDER
        assert CHECKER_FAILS not in verdict.message, soup


def test_an_infinite_term_beyond_the_first_state_excuses_no_difference() -> None:
    context = Context.from_data(
        "states",
        AXES={"t": ("T", 3)},
        INPUTS={"h0": uniform(-1, 1), "x": uniform(-1, 1, 3), "w": uniform(0.3, 0.9)},
        NODES={
            "h1": lambda h0, x, w: np.tanh(w * h0 + x[0]),
            "h2": lambda h1, x, w: np.tanh(w * h1 + x[1]),
            "h3": lambda h2, x, w: np.tanh(w * h2 + x[2]),
        },
        SYMBOLS={"h_t": ("h1", "h2", "h3"), "h_0": "h0", "x_t": "x[t]", "w": "w"},
    )
    latex = r"\log(\frac{\partial h_t}{\partial h_{t-1}}) = (1 - h_t)^2 w"
    assert check_latex(latex, context).status == "false"
    assert check_latex(r"\frac{\partial h_t}{\partial h_{t-1}} = (1 - h_t^2) w", context).holds


def test_a_slope_at_a_minimum_is_vetted_with_its_rounding() -> None:
    at_minimum = np.array([[(1e-3 + 1e-6 * place**2) for place in (-3, -2, -1, 1, 2, 3)]])
    noise = np.array([[2e-19, -1e-19, 3e-19, 1e-19, -2e-19, 1e-19]])
    assert np.all(is_slope(np.array([3e-19]), at_minimum + noise, 1.0))
    assert not np.any(is_slope(np.array([3e-12]), at_minimum, 1.0))
