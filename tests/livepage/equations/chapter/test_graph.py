"""The graph and its states: order, descendants, complex steps, the fallback, updates."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livepage.equations import Context, check_latex
from livepage.equations.chapter.chapter import Function
from livepage.equations.chapter.graph import Graph
from livepage.equations.chapter.steps import is_analytic
from livepage.equations.errors import GraphError, Unreadable


def number(rng: np.random.Generator) -> float:
    return rng.uniform(0.5, 2)


def float_of_sum(z: Any) -> float:
    return float(np.sum(z))


def spread(z: Any) -> Any:
    return np.abs(z - np.mean(z))


def as_floats(z: Any) -> Any:
    return np.asarray(z, float) ** 2


def above_one(z: Any) -> Any:
    return np.where(z > 1, z, 0)


def log_of_abs(x: Any) -> Any:
    return np.log(np.abs(x))


def a_little_real(z: Any) -> Any:
    return z + 3e-6 * np.real(z)


def as_good_as_constant(z: Any) -> Any:
    return 5e-8 * np.real(z)


def cube_of(a: float) -> float:
    return a**3


def cube_of_z(z: float) -> float:
    return z**3


@pytest.mark.parametrize(
    ("nodes", "reason"),
    [
        ({"b": lambda a, c: a + c}, "unknown parent c"),
        ({"b": cube_of_z}, r'write "b": lambda a, b: cube_of_z\(a, b\), with names of the graph .* \(a\)'),
        ({"b": max}, r'max does not say what its parameters are.* write "b": lambda a, b: max\(a, b\)'),
        ({"b": 3}, "f does not say what its parameters are"),
        ({"a": lambda b: b, "b": lambda c: c, "c": lambda b: b}, "both inputs and nodes: a"),
        ({"b": lambda c: c, "c": lambda b: b}, "circle"),
    ],
)
def test_a_graph_that_contradicts_itself_is_refused(nodes: dict[str, object], reason: str) -> None:
    with pytest.raises(GraphError, match=reason):
        Graph({"a": number}, nodes)  # type: ignore[arg-type]


def test_points_are_the_same_at_each_call_and_differ_from_one_another() -> None:
    graph = Graph({"a": number}, {"b": cube_of})
    one, two = graph.sample(20), graph.sample(20)
    assert np.array_equal(one.array("b"), two.array("b"))
    assert len(np.unique(one.array("a"))) == 20


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_a_complex_step_gives_the_derivative_along_all_paths(a: float, b: float) -> None:
    graph = Graph(
        {"a": lambda _: a, "b": lambda _: b}, {"c": lambda a, b: a * b, "d": lambda a, c: np.sin(c) + a**2}
    )
    state = graph.sample(1)
    slope = state.slope("a", state.moved("a", scale=0).array("d"), scale=0)
    assert slope[0, 0] == pytest.approx(np.cos(a * b) * b + 2 * a, rel=1e-13, abs=1e-13)


@given(st.floats(-2, 2))
def test_a_sixth_order_difference_comes_close(a: float) -> None:
    graph = Graph({"a": lambda _: a}, {"b": lambda a: np.exp(a)})
    state = graph.sample(1)
    slope = state.slope("a", state.moved("a", scale=1).array("b"), scale=1)
    assert slope[0, 0] == pytest.approx(np.exp(a), rel=1e-9)


def test_what_is_held_stays_while_the_rest_moves() -> None:
    graph = Graph({"x": lambda rng: rng.uniform(1, 2, 3)}, {"c": lambda x: 2 * x, "d": lambda x, c: x * c})
    state = graph.sample(4)
    moved = state.moved("x", scale=0)
    held = moved.holding(("c",))
    slope = state.slope("x", held.array("d"), scale=0)
    assert np.allclose(slope, state.array("c")[:, :, None] * np.eye(3))
    assert held.points == moved.points == 12


def test_only_descendants_are_computed_again() -> None:
    calls = []

    def beside(b: float) -> float:
        calls.append(b)
        return b

    graph = Graph({"a": number, "b": number}, {"c": cube_of, "d": beside, "e": lambda c, d: c * d})
    state = graph.sample(3)
    state.array("e")
    assert len(calls) == 3
    state.moved("a", scale=0).array("e")
    assert len(calls) == 3


@pytest.mark.parametrize(
    "function",
    [np.abs, np.real, np.linalg.norm, float_of_sum, spread, as_floats, a_little_real, as_good_as_constant],
)
def test_a_function_that_drops_complex_steps_is_found(function: Function) -> None:
    assert not is_analytic(function, [np.array([0.7, 1.3])])


@pytest.mark.parametrize("function", [np.exp, np.tanh, np.square, np.sum, above_one])
def test_a_function_that_carries_complex_steps_is_trusted(function: Function) -> None:
    assert is_analytic(function, [np.array([0.7, 1.3])])


@pytest.mark.parametrize("small", [1e-4, 2e-3, 0.5])
def test_near_the_end_of_a_logarithm_steps_are_small(small: float) -> None:
    assert is_analytic(np.log, [np.array([small, 1.3])])
    assert not is_analytic(log_of_abs, [np.array([small, 1.3])])
    context = Context.from_data(
        "logarithms",
        AXES={"i": ("N", 2)},
        INPUTS={"x": lambda rng: np.array([small, rng.uniform(1, 100)])},
        NODES={"f": log_of_abs},
        SYMBOLS={"x_i": "x[i]", "f_i": "f[i]"},
        FUNCTIONS={r"\ln": np.log},
    )
    verdict = check_latex(r"\frac{\partial f_i}{\partial x_i} = \frac{1}{x_i}", context)
    assert (verdict.status, verdict.fallbacks) == ("checked", ("f",)), verdict.message
    assert check_latex(r"\ln''(x_i) = -\frac{1}{x_i^2}", context).status == "checked"
    assert check_latex(r"\frac{\partial f_i}{\partial x_i} = \frac{1.0001}{x_i}", context).status == "false"


def test_a_function_of_two_arguments_is_tested_in_both() -> None:
    assert not is_analytic(lambda a, b: a * np.abs(b), [np.array(0.7), np.array(1.3)])


@pytest.mark.parametrize(
    ("latex", "fallbacks"),
    [
        (r"\frac{\partial r_i}{\partial z_i} = 3 z_i^2", ("r",)),
        (r"\frac{\partial s}{\partial w} = 2 \sum_{i=1}^{N} z_i x_i", ("s",)),
        (r"\frac{\partial \rho(z_i)}{\partial z_i} = 1", ("rho",)),
        (r"\frac{\partial u_i}{\partial z_i} = \mathbb{1}[z_i > 1]", ()),
        (r"\frac{d}{d w} \text{ReLU}(z_i) = x_i", ()),
        (
            r"\frac{\partial}{\partial w} \frac{\partial u_i}{\partial x_i} = \mathbb{1}[z_i > 1]",
            ("a derivative of a derivative",),
        ),
    ],
)
def test_a_fallback_is_used_where_needed_and_reported(
    textbook: dict[str, Context], latex: str, fallbacks: tuple[str, ...]
) -> None:
    verdict = check_latex(latex, textbook["singular"])
    assert (verdict.status, verdict.fallbacks) == ("checked", fallbacks)


def test_a_function_of_a_row_carries_complex_steps_too(textbook: dict[str, Context]) -> None:
    latex = (
        r"\frac{\partial \text{softmax}(\mathbf{z}_{oi})}{\partial \mathbf{b}_o}"
        r" = \frac{\partial \mathbf{y}_i}{\partial \mathbf{b}_o}"
    )
    verdict = check_latex(latex, textbook["network"])
    assert (verdict.status, verdict.fallbacks) == ("checked", ())


def test_a_function_is_tried_on_a_whole_row() -> None:
    context = Context.from_data(
        "rows",
        AXES={},
        INPUTS={"v": lambda rng: rng.uniform(1, 2, (1, 3)), "a": number},
        NODES={"u": lambda v, a: a * v},
        SYMBOLS={r"\mathbf{v}": "v", "v_1": "v[1,1]", r"\mathbf{u}": "u", "a": "a"},
        FUNCTIONS={r"\text{first}": lambda z: z[0, :1]},
    )
    verdict = check_latex(
        r"\frac{\partial \text{first}(\mathbf{u})}{\partial a} = \text{first}(\mathbf{v})", context
    )
    assert (verdict.status, verdict.fallbacks) == ("checked", ()), verdict.message


def test_one_point_is_enough_to_try_a_function() -> None:
    context = Context.from_data(
        "squares",
        AXES={},
        INPUTS={"a": number},
        SYMBOLS={"a": "a"},
        FUNCTIONS={r"\phi": np.square, r"\rho": np.abs},
    )
    verdict = check_latex(r"\frac{d \phi(a)}{d a} = 2 a, \frac{d \rho(a)}{d a} = 1", context, points=1)
    assert (verdict.status, verdict.fallbacks, verdict.points) == ("checked", ("rho",), 1)


@pytest.mark.parametrize(
    "latex",
    [r"\frac{\partial r_i}{\partial z_i} = 3.0001 z_i^2", r"\frac{\partial \rho(z_i)}{\partial z_i} = 0"],
)
def test_a_fallback_still_finds_what_is_false(textbook: dict[str, Context], latex: str) -> None:
    assert check_latex(latex, textbook["singular"]).status == "false"


def test_updates_follow_the_step_function() -> None:
    graph = Graph({"a": number, "b": number}, {"c": lambda a, b: a + b}, step=lambda a, b: {"a": a * b})
    state = graph.sample(4)
    after = state.after(2)
    assert np.allclose(after.array("a"), state.array("a") * state.array("b") ** 2)
    assert np.allclose(after.array("c"), after.array("a") + state.array("b"))


def test_a_graph_without_a_step_has_no_next_state() -> None:
    with pytest.raises(Unreadable, match="no step"):
        Graph({"a": number}, {}).sample(1).after(1)
