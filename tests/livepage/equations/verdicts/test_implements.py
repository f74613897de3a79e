"""The functions that implement what the graph says: a wrong one is found, wherever its equation stands."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from livepage.equations import Context, check_latex
from livepage.equations.verdicts.implements import contradictions


def right(x: float, w: float) -> float:
    return x * w


def wrong_sign(x: float, w: float) -> float:
    return -x * w


def of_slope(x: float) -> float:
    return 2 * x


def of_several(x: float, w: float) -> list[float]:
    return [x, w]


def that_raises(x: float) -> float:
    raise ValueError(f"no {x}")


def twice(z: float) -> float:
    return 2 * z


def context(implements: dict[Callable[..., Any], str]) -> Context:
    return Context.from_data(
        "lines",
        AXES={},
        INPUTS={"x": lambda rng: rng.uniform(1, 2), "w": lambda rng: rng.uniform(1, 2)},
        NODES={
            "y": lambda x, w: x * w,
            "g": lambda x, w: x * w**2,
            "z": lambda x: x - x,
            "v": lambda x: np.array([1.0, 2.0, 3.0]) + 0 * x,
            "u": lambda v: 1 * v,
        },
        SYMBOLS={"x": "x", "w": "w", "y": "y", "s": "s", "z": "z", "u": "u", "g": "g"},
        FUNCTIONS={r"\phi": twice},
        DEFINITIONS={"s": r"\frac{\partial y}{\partial w}"},
        IMPLEMENTS=implements,
    )


@pytest.mark.parametrize(
    ("function", "target", "message"),
    [
        (wrong_sign, "y", "wrong_sign returns -"),
        (of_slope, r"\frac{\partial y}{\partial w}", "of_slope returns"),
        (of_several, "y", "returns 2 entries where the graph has 1"),
        (that_raises, "y", "raises ValueError: no 1"),
    ],
)
def test_a_function_that_contradicts_the_graph_makes_its_equation_false(
    function: Callable[..., Any], target: str, message: str
) -> None:
    equation = "y = x w" if target == "y" else r"\frac{\partial y}{\partial w} = x"
    chapter = context({function: target})
    assert list(contradictions(chapter)) == [function]
    verdict = check_latex(equation, chapter)
    assert verdict.status == "false"
    assert message in verdict.message


def of_a_millionth_more(x: float, w: float) -> float:
    return x * w * (1 + 1e-6)


def of_almost_nothing(x: float) -> float:
    return 1e-9 * x


def of_nothing(x: float) -> float:
    return 1e-13 * x


@pytest.mark.parametrize(
    ("function", "target", "found"),
    [(of_a_millionth_more, "y", True), (of_almost_nothing, "z", True), (of_nothing, "z", False)],
)
def test_only_rounding_is_no_contradiction(function: Callable[..., Any], target: str, found: bool) -> None:
    assert bool(contradictions(context({function: target}))) is found


def test_the_entry_that_is_most_wrong_is_named() -> None:
    def reversed_but_one(v: Any) -> Any:
        return v * [5, -0.5, -1]

    found = contradictions(context({reversed_but_one: "u"}))
    assert found[reversed_but_one].endswith("returns -3 where the graph has 3")


def test_a_wrong_derivative_is_found_through_the_symbol_that_is_defined_by_it() -> None:
    assert check_latex("s = x", context({of_slope: r"\frac{\partial y}{\partial w}"})).status == "false"


def test_a_wrong_function_leaves_other_equations_alone() -> None:
    assert check_latex("y = x w", context({of_slope: r"\frac{\partial y}{\partial w}"})).status == "checked"


def test_a_right_function_takes_part() -> None:
    chapter = context({right: "y"})
    assert not contradictions(chapter)
    assert check_latex("y = x w", chapter).functions == (f"{__name__}.right",)


def test_a_function_that_is_called_takes_part() -> None:
    assert check_latex(r"\phi(x) = x + x", context({})).functions == (f"{__name__}.twice",)


@pytest.mark.parametrize(
    ("function", "target", "latex", "status"),
    [
        (wrong_sign, "y", "s = x", "false"),
        (of_slope, "s", "s = x", "false"),
        (of_slope, "s", r"\frac{\partial g}{\partial w} = 2 y", "checked"),
        (of_slope, r"\frac{\partial y}{\partial w}", r"\frac{\partial g}{\partial w} = 2 y", "checked"),
        (of_slope, r"\frac{\partial y}{\partial w}", r"\frac{\partial y}{\partial x} = w", "checked"),
        (wrong_sign, "y", "g = x w^2", "checked"),
        (wrong_sign, "y", "g = y w", "false"),
    ],
)
def test_a_wrong_function_makes_false_what_stands_on_it(
    function: Callable[..., Any], target: str, latex: str, status: str
) -> None:
    assert check_latex(latex, context({function: target})).status == status


def test_the_label_of_a_brace_is_the_place_if_it_stands_on_a_wrong_function() -> None:
    latex = r"x w = \underbrace{x}_{\frac{\partial y}{\partial w}} w + 0"
    verdict = check_latex(latex, context({of_slope: r"\frac{\partial y}{\partial w}"}))
    assert verdict.status == "false"
    assert latex[slice(*verdict.span)] == r"{\frac{\partial y}{\partial w}}"


def test_all_wrong_functions_are_named() -> None:
    functions: dict[Callable[..., Any], str] = {that_raises: "y", wrong_sign: "y", of_slope: "s"}
    verdict = check_latex(r"\frac{\partial y}{\partial w} = s", context(functions))
    assert "that_raises raises ValueError" in verdict.message
    assert "wrong_sign returns -" in verdict.message
    assert "of_slope returns" in verdict.message
