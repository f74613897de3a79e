r"""The message of a false equation: the place, both values, the point, and the term that is to blame."""

import numpy as np
import pytest

from livepage.equations import Context, check_latex
from tests.livepage.equations.conftest import GRAPHS, uniform

CONTEXT = Context.from_data(
    "terms",
    AXES={"i": ("N", 3)},
    INPUTS={
        "a": uniform(1, 2),
        "b": uniform(1, 2),
        "c": uniform(1, 2),
        "x": uniform(1, 2, 3),
        "t": uniform(1, 2, 3, 1),
        "r": uniform(1, 2, 3, 1),
        "p": lambda _: 2.0,
        "q": lambda _: 5.0,
        "v": lambda _: np.array([1.0, 2.0, 4.0]),
    },
    NODES={"s": lambda x, a, b: a * np.sum(x) + b**2},
    SYMBOLS={
        **{name: name for name in "abcpqs"},
        "x_i": "x[i]",
        "v_i": "v[i]",
        r"\mathbf{t}": "t",
        r"\mathbf{r}": "r",
        r"\kappa^2": "p",
    },
    PARAMETERS=("a", "b"),
)


def message(latex: str, points: int = 20) -> list[str]:
    """Return the lines of the message of a false equation."""
    verdict = check_latex(latex, CONTEXT, points)
    assert verdict.status == "false", verdict.message
    return verdict.message.split("\n")


def test_a_message_has_the_sides_the_place_the_values_the_point_and_the_reason() -> None:
    assert message("v_i = p v_i \n + q") == [
        "false: v_i = p v_i + q",
        "  v_i = p v_i ",
        "        ^^^^^^",
        "  v_i is 4",
        "  p v_i + q is 13",
        "  at point 1, i = 3; v_i = 4; p = 2; q = 5",
    ]


def test_numbers_have_nine_digits_beside_the_sides_and_six_at_the_symbols() -> None:
    lines = message(r"\frac{p}{3} = \frac{20000000 q}{3}")
    assert lines[3:6] == [
        r"  \frac{p}{3} is 0.666666667",
        r"  \frac{20000000 q}{3} is 33333333.3",
        "  at point 1; p = 2; q = 5",
    ]


def test_the_point_is_the_one_where_an_order_fails_most() -> None:
    state = CONTEXT.state(20)
    x, a = state.array("x"), state.array("a")
    point, place = np.unravel_index(np.argmax(x - a[:, None]), x.shape)
    assert (
        message("x_i < a")[5]
        == f"  at point {point + 1}, i = {place + 1}; x_i = {x[point, place]:.6g}; a = {a[point]:.6g}"
    )


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        ("p^2 = q", "p = 2; q = 5"),
        (r"\kappa^2 = q", r"\kappa^2 = 2; q = 5"),
        ("p q = p + \n q", "p = 2; q = 5"),
        (r"\sum_{i=1}^{N} v_i = p", "p = 2"),
    ],
)
def test_the_numbers_at_the_point_are_shown(latex: str, shown: str) -> None:
    assert message(latex)[5] == f"  at point 1; {shown}"


def test_what_a_bare_nabla_differentiates_by_is_not_written_and_not_shown() -> None:
    line = message(r"\nabla s = 2 \nabla s")[5]
    assert "; s = " in line
    assert line.count(" = ") == 1


@pytest.mark.parametrize(
    ("graph", "latex", "names"),
    [
        ("linear", "w(k+1) = 2 w(k)", ["w(k+1)", "w(k)"]),
        ("linear", "w^{(k+1)} = 2 w^{(k)}", ["w^{(k+1)}", "w^{(k)}"]),
        ("batch", r"\sigma^2 = 2 \epsilon^2", [r"\sigma^2", r"\epsilon"]),
    ],
)
def test_each_symbol_is_shown_as_it_is_declared(graph: str, latex: str, names: list[str]) -> None:
    verdict = check_latex(latex, Context.from_data(graph, **GRAPHS[graph]))
    line = next(line for line in verdict.message.split("\n") if "at point" in line)
    assert [text.split(" = ")[0] for text in line.split("; ")[1:]] == names


@pytest.mark.parametrize(
    ("latex", "hint"),
    [
        # a factor
        ("a = 2 a", "the left side is 0.5 times the right side at every point"),
        (r"x_i \approx -\frac{x_i}{3}", "the left side is -3 times the right side at every point"),
        (r"s := 4 b^2 + 4 a \sum_{i=1}^{N} x_i", "the left side is 0.25 times the right side at every point"),
        (
            r"a + b = 3000000 a + 3000000 b",
            "the left side is 3.33333e-07 times the right side at every point",
        ),
        # a sign
        ("a + b = a - b", "the sides agree if the term b has the other sign"),
        ("a - b = a + b", "the sides agree if the term b has the other sign"),
        (r"b - \frac{a}{c} = b + \frac{a}{c}", r"the sides agree if the term \frac{a}{c} has the other sign"),
        ("a - b + c = a + c + \n b", "the sides agree if the term b has the other sign"),
        # a term too many
        ("a + b + c = a + c", "the sides agree without the term b"),
        ("a = a + a\n b", "the sides agree without the term a b"),
        ("a = a - b", "the sides agree without the term b"),
        (r"\mathbf{t} = \mathbf{t} + b", "the sides agree without the term b"),
        (r"\mathbf{t} + b = \mathbf{t}", "the sides agree without the term b"),
        (r"x_i + a = x_i", "the sides agree without the term a"),
        # a term that is another
        ("p + a = 100 q + a", "all other terms agree; those that differ are p (2) and 100 q (500)"),
        ("100 q + a = p + a", "all other terms agree; those that differ are 100 q (500) and p (2)"),
    ],
)
def test_the_last_line_says_what_to_change(latex: str, hint: str) -> None:
    assert message(latex)[6:] == [f"  {hint}"]


@pytest.mark.parametrize(
    "latex",
    [
        "a = b",
        r"a \approx b",
        "a b = b c",
        "a > 2 a",
        r"a \ge a + b",
        "a < a - b + c - 2",
        r"a \neq b + a - b",
        # which of them is wrong cannot be told
        "p - 100 q = 2 a",
        "9 p = 2 q + a",
        "2 q + a = 9 p",
        "a + p = b\n a + 9\n p",
        r"\mathbf{t} + q = \mathbf{r} + p",
    ],
)
def test_where_no_term_is_to_blame_none_is_named(latex: str) -> None:
    assert message(latex)[6:] == []


@pytest.mark.parametrize(
    ("latex", "points", "hint"),
    [
        ("p = q", 1, []),
        ("p = q", 2, ["  the left side is 0.4 times the right side at every point"]),
        ("v_i = 2 v_i", 1, ["  the left side is 0.5 times the right side at every point"]),
    ],
)
def test_one_number_alone_shows_no_factor(latex: str, points: int, hint: list[str]) -> None:
    assert message(latex, points)[6:] == hint


@pytest.mark.parametrize("power", [0, 9, 15])
@pytest.mark.parametrize(
    ("latex", "wrong"),
    [
        ("S a = S 2 a + S 0.000001 b", "times the right side"),
        ("S a = 10^{9} S b", "times the right side"),
        ("S a + S c = S 0.000001 b + S c", "without the term S a"),
        ("S a + S c = - S a + S 0.000001 b + S c", "other sign"),
        ("S a = S b + S c", "agree"),
    ],
)
def test_what_is_almost_right_is_not_called_right(latex: str, wrong: str, power: int) -> None:
    """A millionth more or less is a difference, however small the sides are."""
    last = message(latex.replace("S", f"10^{{-{power}}}"))[6:]
    assert wrong.replace("S", f"10^{{-{power}}}") not in "".join(last)


@pytest.mark.parametrize("power", [0, 9, 15])
def test_terms_that_differ_by_a_millionth_are_no_counterparts(power: int) -> None:
    scale = f"10^{{-{power}}}"
    last = message(f"{scale} p + {scale} a = 1.000001 {scale} p + {scale} a")[6]
    assert f" and 1.000001 {scale} p (" in last
