r"""What is added up, as in `\delta c += ...`: a part of a gradient, or an update of an input."""

import numpy as np
import pytest

from livepage.equations import Context, check_latex


def uniform(rng: np.random.Generator) -> float:
    return float(rng.uniform(0.5, 1))


CONTEXT = Context.from_data(
    "parts",
    AXES={},
    INPUTS={"c": uniform, "u": uniform, "v": uniform, "g": uniform},
    # b uses a, so that what arrives through a goes on through b
    NODES={
        "a": lambda c, u: u * c,
        "b": lambda a, c, v: a * v + c**2,
        "E": lambda a, b: np.sin(a) + b**2,
    },
    DEFINITIONS={"dc": r"\frac{\partial E}{\partial c}", "da": r"\frac{\partial E}{\partial a}"},
    STEP=lambda u, g: {"u": u - g},
    ITERATION="k",
    SYMBOLS={
        **{name: name for name in "cuvgabE"},
        r"\delta_c": "dc",
        r"\delta_a": "da",
        "w^+": "v",
    },
)


@pytest.mark.parametrize("sign", ["+=", "+ =", r"\mathrel{+}=", r"\mathrel{+=}"])
@pytest.mark.parametrize(
    "added", [r"\delta_a u", "4 b c", r"\delta_a u + 4 b c", r"2 \frac{\partial E}{\partial b} c"]
)
def test_a_part_of_a_gradient_may_be_added_to_it(sign: str, added: str) -> None:
    verdict = check_latex(rf"\delta_c {sign} {added}", CONTEXT)
    assert verdict.status == "checked", verdict.message


@pytest.mark.parametrize("added", [r"-\delta_a u", r"\cos(a) u", "2 b c", r"2 \delta_a u + 4 b c"])
def test_what_is_no_part_is_false(added: str) -> None:
    verdict = check_latex(rf"\delta_c += {added}", CONTEXT)
    assert verdict.status == "false"
    assert "so much arrives along none of the ways" in verdict.message


def test_a_part_is_not_the_whole() -> None:
    assert check_latex(r"\delta_c = \delta_a u", CONTEXT).status == "false"
    assert check_latex(r"\delta_c -= -\delta_a u", CONTEXT).status == "checked"
    assert check_latex(r"\delta_c -= \delta_a u", CONTEXT).status == "false"


def test_an_input_is_updated() -> None:
    assert check_latex("u -= g", CONTEXT).status == "checked"
    assert check_latex("u += -g", CONTEXT).status == "checked"
    assert check_latex("u += g", CONTEXT).status == "false"


@pytest.mark.parametrize("latex", ["a += c", "u + c += g", "u += g = c", "c = u += g"])
def test_what_else_is_added_to_is_refused(latex: str) -> None:
    assert check_latex(latex, CONTEXT).status == "unreadable"


def test_a_plus_above_is_part_of_a_name() -> None:
    assert check_latex("b = a w^+ + c^2", CONTEXT).status == "checked"
    assert check_latex("w^+ = \\frac{b - c^2}{a}", CONTEXT).status == "checked"
