r"""Relations: what belongs to a set, which case holds where, and what is an indicator."""

import pytest

from livepage.equations import Context, check_latex
from tests.livepage.equations.test_notations import SQUARE

CONTEXT = Context.from_data("square", **SQUARE)


@pytest.mark.parametrize(
    "latex",
    [
        r"\lambda \in \lambda",
        r"\lambda \in (\lambda)",
        r"\lambda \in (0, 1, 2)",
        r"\lambda \in \{0, 1\}",
        r"\lambda \in 2 (0, 1)",
        r"X \in \mathbb{R}^{N \times D \times 2}",
        r"X \in \mathbb{R}^{0 \times D}",
        r"X \in \mathbb{R}^{N \times K}",
    ],
)
def test_what_is_neither_an_interval_nor_a_space_is_refused(latex: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert verdict.status == "unreadable"
    assert "behind ∈ an interval can be read" in verdict.message
    assert latex[slice(*verdict.span)] == latex


@pytest.mark.parametrize(
    ("latex", "status", "shown"),
    [
        (
            r"s_i = \begin{cases} y_i & y_i > 1 \\ y_i & y_i > 0 \\ 0.1 y_i & \text{otherwise} \end{cases}",
            "checked",
            "",
        ),
        (
            r"s_i = \begin{cases} y_i & y_i > 1 \\ 0.1 y_i & \text{else} \\ y_i & y_i > 0 \end{cases}",
            "unreadable",
            r"\text{else}",
        ),
        (
            r"s_i = \begin{cases} y_i & \text{else} \\ y_i & y_i > 1 \\ 0.1 y_i & y_i < 0 \end{cases}",
            "unreadable",
            r"\text{else}",
        ),
    ],
)
def test_otherwise_is_the_last_of_three_cases(latex: str, status: str, shown: str) -> None:
    verdict = check_latex(latex, CONTEXT)
    assert verdict.status == status, verdict.message
    assert latex[slice(*verdict.span)] == shown


def test_a_delta_says_the_same_as_an_indicator() -> None:
    latex = r"\delta_{dc} = \mathbb{1}[d = c]"
    verdict = check_latex(latex, CONTEXT)
    assert verdict.message.startswith("vacuous: both sides say the same")
    assert latex[slice(*verdict.span)] == r"\mathbb{1}[d = c]"
