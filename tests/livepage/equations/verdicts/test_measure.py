"""The size of the terms of a tree: nothing that is left of them is larger."""

from collections.abc import Iterator

import numpy as np
import pytest

from livepage.equations import Context, check_latex
from livepage.equations.trees.statements import read_statements
from livepage.equations.trees.tree import Node, Space, Symbol, walk
from livepage.equations.values.derive import settled
from livepage.equations.values.dotted_matrix import is_dotted
from livepage.equations.values.evaluate import Evaluator
from livepage.equations.verdicts.measure import Magnitude
from tests.livepage.equations import test_textbook as textbooks
from tests.livepage.equations.test_notations import CONTEXT, PAIRS


def _sides(context: Context, equations: list[str]) -> Iterator[Node]:
    """Yield the sides that have a value of their own, without updates."""
    for latex in equations:
        for side in (
            side for statement in read_statements(latex, context.vocabulary) for side in statement.sides
        ):
            steps = [item.step for item in walk(side) if isinstance(item, Symbol) and item.step]
            if not (steps or isinstance(side, Space) or any(map(is_dotted, walk(side)))):
                yield settled(side)


def _is_bounded(node: Node, context: Context) -> bool:
    state = context.state(5)
    value, size = Evaluator(context).value(node, state), Magnitude(context).value(node, state)
    same = (value.letters, value.core) == (size.letters, size.core)
    return same and bool(np.all(np.abs(value.data) <= size.data * (1 + 1e-12)))


@pytest.mark.parametrize("name", [name for name in textbooks.RIGHT if name != "layers"])
def test_what_is_left_of_terms_is_no_larger_than_they(textbook: dict[str, Context], name: str) -> None:
    sides = list(_sides(textbook[name], textbooks.RIGHT[name]))
    assert [side for side in sides if not _is_bounded(side, textbook[name])] == []


def test_what_is_left_of_terms_is_no_larger_in_other_notations() -> None:
    sides = list(_sides(CONTEXT, [right for right, _ in PAIRS]))
    assert [side for side in sides if not _is_bounded(side, CONTEXT)] == []


@pytest.mark.parametrize(
    ("latex", "size"),
    [
        ("3 - 5", 8),
        ("-(3 - 5)", 8),
        (r"\frac{3 - 5}{1 - 3}", 4),
        ("(3 - 5) / (1 - 3)", 4),
        ("(3 - 5) (1 - 4)", 40),
        (r"\sum_{i=1}^{N-1} (1 - 4)", 20),
        (r"\prod_{i=1}^{N-3} (1 - 4)", 25),
        (r"\max_i (1 - 4)", 5),
        (r"\min_i (1 - 4)", 3),
    ],
)
def test_the_size_of_terms_is_that_before_they_cancel(latex: str, size: float) -> None:
    (statement,) = read_statements(latex, CONTEXT.vocabulary)
    found = Magnitude(CONTEXT).value(statement.sides[0], CONTEXT.state(1)).data
    assert np.allclose(found, size)


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (r"\sum_{i=1}^{N-1} (10^6 + t_i) - 4 \cdot 10^6 = \sum_i t_i - t_N", "checked"),
        (r"\sum_{i=1}^{N-1} (10^6 + t_i) - 4 \cdot 10^6 = \sum_i t_i + t_N", "false"),
        (r"(10^6 + t_i) / (3 - 2.999) - 10^6 / 0.001 = 1000 t_i", "checked"),
        (r"(10^6 + t_i) / (3 - 2.999) - 10^6 / 0.001 = 1001 t_i", "false"),
        (r"\frac{10^6 + t_i}{3 - 2.999} - \frac{10^6}{0.001} = 1000 t_i", "checked"),
    ],
)
def test_only_rounding_is_forgiven_where_terms_cancel(latex: str, status: str) -> None:
    assert check_latex(latex, CONTEXT).status == status


def test_a_false_sum_to_the_last_but_one_shows_its_values() -> None:
    message = check_latex(r"\sum_{i=1}^{N-1} (t_{i+1} - t_i) = t_N + t_1", CONTEXT).message
    assert "agree if the term t_1 has the other sign" in message
