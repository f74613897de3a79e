r"""Mutants: each kind is made, none is unreadable, and a survivor is equivalent for a reason given here."""

from collections import Counter

import pytest

from livepage.equations import Context, check_latex
from livepage.equations.mutate import mutate
from livepage.equations.trees.statements import read_statements

CHAPTER = [
    r"z_h = x w_h",
    r"h = \phi(z_h) = e^{-z_h^2}",
    r"z_o = h + b_o",
    r"y = \sigma(z_o) = \frac{1}{1 + e^{-z_o}}",
    r"\mathbf{y} = \sigma(\mathbf{h} + b_o)",
    r"\frac{d \phi(z_h)}{d z_h} = -2 z_h e^{-z_h^2} = -2 z_h \phi(z_h)",
    r"\xi_i = -\left[ t_i \log(y_i) + (1 - t_i) \log(1 - y_i) \right]",
    r"\xi_i = \log(1 + e^{z_{oi}}) - t_i z_{oi}",
    r"\xi = \frac{1}{N} \sum_{i=1}^{N} \xi_i",
    r"\frac{\partial \xi_i}{\partial y_i} = \frac{y_i - t_i}{y_i (1 - y_i)}",
    r"\frac{\partial y_i}{\partial z_{oi}} = y_i (1 - y_i)",
    r"\frac{\partial \xi_i}{\partial b_o} = \frac{\partial \xi_i}{\partial y_i}"
    r" \frac{\partial y_i}{\partial z_{oi}} \frac{\partial z_{oi}}{\partial b_o} = y_i - t_i = \delta_{oi}",
    r"\delta_{hi} = \frac{\partial \xi_i}{\partial z_{oi}} \frac{\partial z_{oi}}{\partial h_i}"
    r" \frac{\partial h_i}{\partial z_{hi}} = -2 z_{hi} h_i \delta_{oi}",
    r"\frac{\partial \xi_i}{\partial w_h} = \frac{\partial \xi_i}{\partial h_i}"
    r" \frac{\partial h_i}{\partial z_{hi}} \frac{\partial z_{hi}}{\partial w_h} = x_i \delta_{hi}",
    r"\frac{\partial \xi}{\partial w_h} = \frac{1}{N} \sum_{i=1}^{N} x_i \delta_{hi}",
    r"\frac{\partial \xi}{\partial b_o} \approx \frac{\xi(b_o + \epsilon) - \xi(b_o - \epsilon)}{2 \epsilon}",
    r"w_h(k+1) = w_h(k) - \Delta w_h(k) \quad \text{with} \; \Delta w_h = \mu "
    r"\frac{\partial \xi}{\partial w_h}",
]

EQUIVALENT = {
    "a product of numbers, and a sum, may be written in any order": [
        r"z_h = w_h x",
        r"z_o = b_o + h",
        r"\xi_i = \log(1 + e^{z_{oi}}) - z_{oi} t_i",
        r"\delta_{hi} = \frac{\partial \xi_i}{\partial z_{oi}} \frac{\partial z_{oi}}{\partial h_i}"
        r" \frac{\partial h_i}{\partial z_{hi}} = -2 z_{hi} \delta_{oi} h_i",
        r"\frac{\partial \xi_i}{\partial w_h} = \frac{\partial \xi_i}{\partial h_i}"
        r" \frac{\partial h_i}{\partial z_{hi}} \frac{\partial z_{hi}}{\partial w_h} = \delta_{hi} x_i",
        r"\frac{\partial \xi}{\partial w_h} = \frac{1}{N} \sum_{i=1}^{N} \delta_{hi} x_i",
        r"\frac{\partial \xi}{\partial b_o} \approx \frac{\xi(\epsilon + b_o) - \xi(b_o - "
        r"\epsilon)}{2 \epsilon}",
    ],
    "the radial basis function is even": [
        r"h = \phi(-z_h) = e^{-z_h^2}",
        r"\frac{d \phi(-z_h)}{d z_h} = -2 z_h e^{-z_h^2} = -2 z_h \phi(z_h)",
        r"\frac{d \phi(z_h)}{d z_h} = -2 z_h e^{-z_h^2} = -2 z_h \phi(-z_h)",
    ],
    "both sides multiplied by N and divided by the mean loss": [r"N = \frac{1}{\xi} \sum_{i=1}^{N} \xi_i"],
    "the derivative of z_o by the bias and by h is 1, for each sample": [
        r"\frac{\partial \xi_i}{\partial b_o} = \frac{\partial \xi_i}{\partial y_i}"
        r" \frac{\partial y_i}{\partial z_{oi}} = y_i - t_i = \delta_{oi}",
        r"\frac{\partial \xi_i}{\partial b_o} = \frac{\partial \xi_i}{\partial y_i}"
        r" \frac{\partial y_i}{\partial z_{oi}} \frac{\partial z_{o1}}{\partial b_o} = "
        r"y_i - t_i = \delta_{oi}",
        r"\frac{\partial \xi_i}{\partial b_o} = \frac{\partial \xi_i}{\partial y_i}"
        r" \frac{\partial y_i}{\partial z_{oi}} \frac{\partial z_{o2}}{\partial b_o} = "
        r"y_i - t_i = \delta_{oi}",
        r"\delta_{hi} = \frac{\partial \xi_i}{\partial z_{oi}} \frac{\partial h_i}{\partial z_{hi}}"
        r" = -2 z_{hi} h_i \delta_{oi}",
    ],
    "what names no iteration belongs to iteration k": [
        r"w_h(k+1) = w_h - \Delta w_h(k) \quad \text{with} \; \Delta w_h = \mu "
        r"\frac{\partial \xi}{\partial w_h}",
        r"w_h(k+1) = w_h(k) - \Delta w_h \quad \text{with} \; \Delta w_h = \mu "
        r"\frac{\partial \xi}{\partial w_h}",
    ],
}


def run(equations: list[str], context: Context) -> tuple[Counter[str], list[str]]:
    """Return how many mutants of each kind were caught, and those that survive."""
    caught: Counter[str] = Counter()
    survivors = []
    for latex in equations:
        for mutant in mutate(latex, context.vocabulary):
            if check_latex(mutant.latex, context).holds:
                survivors.append(mutant.latex)
            else:
                caught[mutant.kind] += 1
    return caught, survivors


def test_no_mutant_that_changes_the_meaning_survives(chapter: Context) -> None:
    caught, survivors = run(CHAPTER, chapter)
    assert sorted(survivors) == sorted(latex for group in EQUIVALENT.values() for latex in group)
    assert caught.total() > 500
    assert {"sign", "factor", "term", "swap", "index", "exponent", "function", "range"} <= set(caught)


def test_transposes_are_dropped_and_added(textbook: dict[str, Context]) -> None:
    equations = [
        r"\frac{\partial \xi}{\partial W_o} = H^T (Y - T)",
        r"\delta_h = H \circ (1 - H) \circ (\delta_o W_o^T)",
    ]
    caught, survivors = run(equations, textbook["network"])
    assert caught["transpose"] >= 8
    assert survivors == []


@pytest.mark.parametrize(
    ("latex", "kind", "expected"),
    [
        (r"z_o = h + b_o", "sign", r"z_o = h - b_o"),
        (r"z_o = h + b_o", "sign", r"z_o = -h + b_o"),
        (r"z_o = h + b_o", "term", r"z_o = h"),
        (r"z_o = h + b_o", "term", r"z_o = + b_o"),
        (r"z_h = x w_h", "factor", r"z_h = 2 \cdot x w_h"),
        (r"z_h = x w_h", "factor", r"z_h = w_h"),
        (r"z_h = x w_h", "factor", r"z_h = x"),
        (r"z_h = x w_h", "swap", r"x = z_h w_h"),
        (r"z_h = x w_h", "index", r"z_o = x w_h"),
        (r"z_h = x w_h", "exponent", r"z_h = x^2 w_h"),
        (r"z_{hi} = x_i w_h", "index", r"z_{h1} = x_i w_h"),
        (r"h = e^{-z_h^2}", "exponent", r"h = e^{-z_h^3}"),
        (r"h = e^{-z_h^2}", "exponent", r"h = e^{-z_h}"),
        (r"y = \sigma(z_o)", "function", r"y = \exp(z_o)"),
        (r"\mathbf{y} = \sigma(\mathbf{z}_o)", "transpose", r"\mathbf{y}^T = \sigma(\mathbf{z}_o)"),
        (r"\xi = \frac{1}{N} \sum_{i=1}^{N} \xi_i", "range", r"\xi = \frac{1}{N} \sum_{i=1}^{{N} - 1} \xi_i"),
        (r"\xi = \frac{1}{N} \sum_{i=1}^{N} \xi_i", "factor", r"\xi = \sum_{i=1}^{N} \xi_i"),
        (r"y = \frac{1}{1 + e^{-z_o}}", "factor", r"y = \frac{2}{1 + e^{-z_o}}"),
    ],
)
def test_a_mutant_of_each_kind_is_made(chapter: Context, latex: str, kind: str, expected: str) -> None:
    assert (kind, expected) in {(mutant.kind, mutant.latex) for mutant in mutate(latex, chapter.vocabulary)}


@pytest.mark.parametrize("latex", CHAPTER[:8])
def test_mutants_can_be_read_and_differ(chapter: Context, latex: str) -> None:
    mutants = [mutant.latex for mutant in mutate(latex, chapter.vocabulary)]
    assert latex not in mutants
    assert len(set(mutants)) == len(mutants)
    assert not [mutant for mutant in mutants if "does not fit" in check_latex(mutant, chapter).message]


def test_a_side_read_alone_says_what_the_whole_formula_says(chapter: Context) -> None:
    with_a_label = r"\xi_i = \underbrace{-t_i \log(y_i)}_{= 0} - (1 - t_i) \log(1 - y_i)"
    for latex in [*CHAPTER, with_a_label]:
        for mutant in mutate(latex, chapter.vocabulary):
            whole = read_statements(mutant.latex, chapter.vocabulary)
            assert [(each.sides, each.relations) for each in mutant.statements] == [
                (each.sides, each.relations) for each in whole
            ], mutant.latex
