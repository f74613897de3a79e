r"""Verdicts: what holds, what is false, vacuous, a value or no claim, and what each message says."""

import numpy as np
import pytest

from livepage.equations import Context, check_latex, context_of_module
from livepage.equations.trees.statements import read_statements
from livepage.equations.verdicts.check_formula import is_false
from livepage.equations.verdicts.verdict import ORDER


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (r"y = \sigma(z_o)", "checked"),
        (r"\delta_{oi} = \frac{\partial \xi_i}{\partial z_{oi}}", "defined"),
        (r"\delta_o = {\partial \xi_i}/{\partial z_o}", "defined"),
        (r"\delta_{oi} := y_i - t_i", "defined"),
        (r"\delta_{oi} = y_i - t_i", "checked"),
        (r"\frac{\partial \xi_i}{\partial z_{oi}} = \delta_{oi}", "defined"),
        (r"\delta_{oi} = \frac{\partial \xi_i}{\partial z_{oi}} = y_i - t_i", "checked"),
        (r"\delta_{oi} = \frac{\partial \xi_i}{\partial z_{hi}}", "false"),
        (r"\delta_{oi} := y_i + t_i", "false"),
        (r"\frac{\partial \delta_{oi}}{\partial z_{oi}} = y_i (1 - y_i)", "checked"),
        (r"\frac{\partial \delta_{oi}}{\partial z_{oi}} = y_i (1 + y_i)", "false"),
        (r"\mu = 2.0", "value"),
        (r"-b_o = 0.44", "value"),
        (r"N = 40", "value"),
        (r"y \ge 0.5", "value"),
        (r"0 < y_i < 1", "checked"),
        (r"y_i > 1 + t_i", "false"),
        (r"x_i = i", "false"),
        (
            r"N \nabla \xi = \begin{bmatrix} \sum_{i=1}^{N} x_i \delta_{hi} \\"
            r" \sum_{i=1}^{N} \delta_{oi} \end{bmatrix}",
            "checked",
        ),
        (r"y_i \neq t_i", "checked"),
        (r"y_i \neq \sigma(z_{oi})", "false"),
        (r"\lvert \delta_{oi} \rvert \le 1", "checked"),
        (r"\lvert y_i \rvert \le y_i", "checked"),
        (r"\lvert y_i \rvert \ge y_i", "checked"),
        (r"\lvert y_i \rvert < y_i", "false"),
        (r"\lvert y_i \rvert > y_i", "false"),
        (r"1 + t_i < y_i", "false"),
        (r"1 + t_i \le y_i", "false"),
        (r"\delta_{oi}", "no claim"),
        (r"\sigma", "no claim"),
        (r"i", "no claim"),
        (r"(N, 1)", "no claim"),
        (r"(q, q^2)", "unreadable"),
        (r"q q q", "unreadable"),
        (r"y = y", "vacuous"),
        (r"y_i = y", "vacuous"),
        (r"x_i \cdot w_h = (x_i w_h)", "vacuous"),
        (r"y = \sigma(z_o) = y", "vacuous"),
        (r"\frac{\partial x_i}{\partial w_h} = 0", "vacuous"),
        (r"\frac{\partial z_{hi}}{\partial y_i} = \frac{\partial z_{hi}}{\partial t_i}", "vacuous"),
        (r"0 \cdot y = 0 \cdot t", "vacuous"),
        (r"\log(-y_i^2) = \log(y_i)", "vacuous"),
        (r"\frac{1}{y_i - y_i} = \frac{1}{t_i - t_i}", "vacuous"),
        (r"\frac{\partial z_{oi}}{\partial b_o} = 1", "checked"),
        (r"\frac{\partial z_{oi}}{\partial b_o} = 2", "false"),
        (r"\delta_{oi} - y_i + t_i = 0", "checked"),
        (r"\delta_{oi} + y_i - t_i = 0", "false"),
        (r"\frac{\partial \xi}{\partial \delta_o} = 1", "unreadable"),
        (r"q = \sigma(z)", "unreadable"),
    ],
)
def test_a_formula_has_a_status(chapter: Context, latex: str, status: str) -> None:
    verdict = check_latex(latex, chapter)
    assert verdict.status == status, verdict.message
    assert verdict.holds == (status in {"checked", "defined"})


@pytest.mark.parametrize(
    ("latex", "shown", "reason"),
    [
        (r"\frac{\partial \xi}{\partial \delta_o} = 1", r"\delta_o", "not by a defined symbol"),
        (
            r"1 + \frac{\partial x_i}{\partial w_h} = 1",
            r"\frac{\partial x_i}{\partial w_h}",
            "does not depend on wh",
        ),
        (r"\frac{\partial \xi(k+1)}{\partial w_h(k)} = y", r"\xi(k+1)", "different iterations"),
        (r"y + y = y + y", "y + y", "both sides say the same"),
        (r"y + \log(-y^2) = h", r"y + \log(-y^2)", "not finite"),
        (r"0 \cdot y = 0 \cdot t", r"0 \cdot y", "both sides are 0"),
        (r"\mathbf{x}^T = \mathbf{x}", r"\mathbf{x}^T", "a 1×7 matrix, the right side a 7×1 matrix"),
    ],
)
def test_what_has_no_truth_is_refused_at_its_place(
    chapter: Context, latex: str, shown: str, reason: str
) -> None:
    verdict = check_latex(latex, chapter)
    assert reason in verdict.message
    assert not verdict.holds
    assert verdict.span[1] - verdict.span[0] == len(shown)
    assert latex[slice(*verdict.span)] == shown


def test_a_display_has_the_worst_status_of_its_statements(chapter: Context) -> None:
    good, false, odd = r"y = \sigma(z_o)", "y = h", "y = q"
    assert check_latex(rf"{good} \\ {false}", chapter).status == "false"
    assert check_latex(rf"{false} \\ {odd}", chapter).status == "unreadable"
    assert ORDER.index("false") > ORDER.index("vacuous") > ORDER.index("checked")


def test_a_verdict_counts_claims_and_names_functions(chapter: Context) -> None:
    verdict = check_latex(
        r"\frac{\partial \xi_i}{\partial w_h} = \delta_{hi} x_i = -2 x_i z_{hi} h_i \delta_{oi}", chapter
    )
    assert verdict.claims == 2
    assert verdict.fallbacks == ()
    assert "chainrule.backpropagation.gradient_weight_hidden" in verdict.functions
    assert "chainrule.activations.rbf" in verdict.functions
    assert "chainrule.backpropagation.gradient_bias_out" not in verdict.functions


def test_a_verdict_is_the_same_each_time(chapter: Context) -> None:
    fresh = context_of_module("graphs.backpropagation")
    for latex in (
        r"\xi_i = -t_i \log(y_i)",
        r"\frac{\partial \xi}{\partial b_o} = \frac{1}{N} \sum_{i=1}^{N} \delta_{oi}",
    ):
        assert check_latex(latex, chapter) == check_latex(latex, fresh)


@pytest.mark.parametrize("latex", [r"\mu = 2.0", r"y \ge 0.5", r"\mu < 0.1"])
def test_a_value_is_one_claim_which_the_page_must_account_for(chapter: Context, latex: str) -> None:
    verdict = check_latex(latex, chapter)
    assert (verdict.status, verdict.claims) == ("value", 1)
    assert "a value of the page" in verdict.message


def test_a_verdict_keeps_the_largest_difference_of_all_its_claims(chapter: Context) -> None:
    claims = (r"\mu \approx 1.0005 \mu", r"w_h \approx w_h \cdot 1.0001", r"y = \sigma(z_o)")
    for latex in (", ".join(claims), ", ".join(claims[::-1])):
        verdict = check_latex(latex, chapter)
        assert verdict.status == "checked"
        assert verdict.largest_difference == pytest.approx(0.0005 / 1.0005)
        assert verdict.claims == 3


def test_a_verdict_names_the_functions_of_all_its_claims(chapter: Context) -> None:
    claims = (r"y = \sigma(z_o)", r"h = \phi(z_h)")
    alone = [check_latex(latex, chapter).functions for latex in claims]
    assert all(alone)
    assert check_latex(", ".join(claims), chapter).functions == tuple(sorted({*alone[0], *alone[1]}))
    assert set(alone[0]) - set(alone[1])
    assert set(alone[1]) - set(alone[0])


def test_claims_with_and_without_a_value_share_a_verdict(chapter: Context) -> None:
    verdict = check_latex(r"\mathbf{x}^T = \mathbf{x}, y = \sigma(z_o)", chapter)
    assert (verdict.status, verdict.points) == ("false", 20)


def test_more_points_may_be_asked_for(chapter: Context) -> None:
    assert check_latex(r"y = \sigma(z_o)", chapter, points=50).points == 50
    assert check_latex(r"y = \sigma(z_h)", chapter, points=50).points == 50


def test_a_false_equation_shows_sides_values_and_point(chapter: Context) -> None:
    latex = "z_o = h + b_o,\nh = \\phi(z_o)"
    verdict = check_latex(latex, chapter)
    assert verdict.status == "false"
    assert (verdict.line, verdict.claims) == (2, 2)
    assert latex[slice(*verdict.span)] == r"h = \phi(z_o)"
    lines = verdict.message.split("\n")
    assert lines[0] == r"false: h = \phi(z_o)"
    assert lines[1:3] == ["  h = \\phi(z_o)", "      ^^^^^^^^^"]
    assert lines[3].startswith("  h is 0.")
    assert lines[4].startswith(r"  \phi(z_o) is ")
    assert "at point" in lines[5]
    assert "i = " in lines[5]
    assert "z_o = " in lines[5]


@pytest.mark.parametrize(
    ("latex", "hint"),
    [
        (
            r"\xi_i = -t_i \log(y_i) + (1 - t_i) \log(1 - y_i)",
            r"agree if the term (1 - t_i) \log(1 - y_i) has the other sign",
        ),
        (r"\delta_{oi} = y_i - t_i + h_i", "agree without the term h_i"),
        (r"\delta_{hi} = 2 z_{hi} h_i \delta_{oi}", "-1 times the right side at every point"),
        (r"\frac{\partial \xi}{\partial b_o} = \sum_{i=1}^{N} \delta_{oi}", "0.142857 times"),
        (r"y_i - t_i = y_i - x_i", "all other terms agree; those that differ are"),
    ],
)
def test_a_message_says_what_is_wrong(chapter: Context, latex: str, hint: str) -> None:
    assert hint in check_latex(latex, chapter).message


def test_a_hint_is_exact(chapter: Context) -> None:
    assert "other sign" in check_latex(r"\delta_{oi} = y_i + t_i", chapter).message
    assert "other sign" not in check_latex(r"\delta_{oi} = y_i + 1.000002 t_i", chapter).message


def test_the_term_that_differs_most_is_named(chapter: Context) -> None:
    message = check_latex(r"y_i - t_i - 100 x_i = y_i - t_i - 100 z_{hi} + \frac{h_i}{1000}", chapter).message
    assert r"100 x_i" in message or r"100 z_{hi}" in message


def test_an_order_is_shown_where_it_fails_most(chapter: Context) -> None:
    verdict = check_latex(r"t_i \ge y_i", chapter)
    state = chapter.state(20)
    gap = float(np.max(state.array("y") - state.array("t")))
    assert verdict.largest_difference == pytest.approx(gap, rel=1e-12)
    left, right = (float(line.split()[-1]) for line in verdict.message.split("\n")[3:5])
    assert right - left == pytest.approx(gap, rel=1e-6)
    assert check_latex(r"t_i \ge t_i - 1", chapter).largest_difference == 0


@pytest.mark.parametrize(
    "latex",
    [
        (
            r"\frac{\partial \xi}{\partial w_h} \approx \frac{\xi(w_h + \epsilon) - \xi(w_h - "
            r"\epsilon)}{2 \epsilon}"
        ),
        (
            r"\frac{\partial \xi}{\partial b_o} \approx \frac{\xi(w_h, b_o + \epsilon) - \xi(w_h, b_o - "
            r"\epsilon)}{2 \epsilon}"
        ),
    ],
)
def test_an_approximation_has_a_tolerance_of_its_own(chapter: Context, latex: str) -> None:
    assert check_latex(latex, chapter).status == "checked"
    assert check_latex(latex.replace(r"\approx", "="), chapter).status == "false"
    assert check_latex(latex.replace("2 ", "2.01 "), chapter).status == "false"
    assert check_latex(latex.replace(" - ", " + "), chapter).status == "false"


def test_cancelling_terms_are_held_to_their_own_size(chapter: Context) -> None:
    assert check_latex(r"(10^6 + y_i) - 10^6 = y_i", chapter).status == "checked"
    assert check_latex(r"(10^6 + y_i) - 10^6 = 1.000001 y_i", chapter).status == "false"
    assert check_latex(r"y_i = 1.00000001 y_i", chapter).status == "false"


def test_a_free_letter_stands_on_both_sides(chapter: Context) -> None:
    verdict = check_latex(r"\Delta w_h = \mu \frac{\partial \xi_i}{\partial w_h}", chapter)
    assert verdict.status == "false"
    assert "number for each i" in verdict.message


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"y_i = \sigma(z_{oi})", False),
        (r"y_i = \sigma(-z_{oi})", True),
        (r"y_i = \sigma(z_{oi}), \quad h_i = z_{hi}", True),
        (r"h_i = e^{-z_{hi}^2} = e^{z_{hi}^2}", True),
        (r"y_i < 1", False),
        (r"y_i < 0", True),
        (r"w_h(k) = w_h(k-1) - \Delta w_h(k-1)", False),
        (r"w_h(k) = w_h(k-1) + \Delta w_h(k-1)", True),
        (r"\mathbf{y} = \xi", False),  # of two shapes: it has no value to compare
    ],
)
def test_what_is_false_at_two_points_is_told_without_reasons(
    chapter: Context, latex: str, expected: bool
) -> None:
    assert is_false(read_statements(latex, chapter.vocabulary), chapter, 2) is expected
