"""What no check noticed is worked out in another way: what is true is told from what is false."""

from typing import Any

import numpy as np
import pytest

from livepage.equations import Context
from livepage.equations.chapter.graph import State
from livepage.equations.trees.statements import read_statements
from livepage.equations.values import apply, evaluate
from livepage.equations.values.algebra import elementwise
from livepage.falsifying import second_opinion
from livepage.falsifying.falsification import Falsification
from livepage.falsifying.mutation import mutation_run
from livepage.falsifying.second_opinion import is_as_true, shows_the_same
from livepage.falsifying.survivors import Reasons, problems
from livepage.running.declared_graphs import Graphs
from tests.livepage.author import PATH, written

N, D = 4, 3


def bump(z: Any) -> Any:
    return np.exp(-(z**2))


def chapter() -> Context:
    inputs: dict[str, Any] = {
        "x": lambda rng: rng.normal(size=N),
        "w": lambda rng: rng.normal(),
        "b": lambda rng: rng.normal(),
        "mu": lambda rng: rng.uniform(0.1, 1),
        "A": lambda rng: rng.normal(size=(N, D)),
        "v": lambda rng: rng.normal(size=D),
        "p": lambda rng: rng.dirichlet(np.ones(D)),
        "T": lambda rng: np.eye(D)[[0, *rng.permutation(N - 1)]],  # of the first class, always, is the first
    }
    nodes: dict[str, Any] = {
        "z": lambda x, w, b: x * w + b,
        "h": lambda z: bump(z),
        "f": lambda h: np.mean(h),
        "u": lambda A, v: A @ v,
        "q": lambda u: u @ u,
        "g": lambda w, h, x: np.mean(-2 * x * h * (x * w)),
    }
    names = {
        "x_i": "x[i]",
        "z_i": "z[i]",
        "h_i": "h[i]",
        "w": "w",
        "b": "b",
        "f": "f",
        "q": "q",
        "t_{ik}": "T[i,k]",
    }
    names |= {r"\mu": "mu", r"\mathbf{A}": "A", r"\mathbf{v}": "v", r"\mathbf{u}": "u", "u_i": "u[i]"}
    names |= {"v_k": "v[k]", "a_{ik}": "A[i,k]", "p_k": "p[k]", "s_i": "s[i]"}
    return Context.from_data(
        "lines",
        AXES={"i": ("N", N), "k": ("D", D)},
        INPUTS=inputs,
        NODES=nodes,
        SYMBOLS=names,
        FUNCTIONS={r"\phi": bump},
        DEFINITIONS={r"s[i]": r"x_i^2"},
        STEP=lambda w, mu, f: {"w": w - mu * f},
        ITERATION="k",
    )


CONTEXT = chapter()


def says(old: str, new: str, context: Context = CONTEXT) -> bool:
    before, after = (read_statements(latex, context.vocabulary) for latex in (old, new))
    return is_as_true(before, after, context)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("z_i = x_i w + b", "z_i = w x_i + b"),
        ("z_i = x_i w + b", "z_i = b + x_i w"),
        ("z_i = x_i w + b", r"b = z_i - w x_i"),
        ("z_i = x_i w + b", r"\frac{z_i - b}{w} = x_i \cdot 1"),
        (r"h_i = \phi(z_i)", r"h_i = \phi(-z_i)"),
        (r"h_i = \phi(z_i)", r"\phi'(z_i) = -2 z_i h_i"),
        (r"h_i = \phi(z_i)", r"h_i = e^{-z_i^2}"),
        (r"\frac{\partial z_i}{\partial w} = x_i", r"\frac{\partial z_i}{\partial x_i} = w"),
        (r"\frac{\partial z_i}{\partial b} = 1", r"\frac{\partial z_1}{\partial b} = 1"),
        (r"f = \frac{1}{N} \sum_{i=1}^N h_i", r"N = \frac{1}{f} \sum_{i=1}^N h_i"),
        (
            r"f = \frac{1}{N} \sum_{i=1}^N h_i",
            r"\frac{\partial f}{\partial w} = \frac{1}{N} \sum_{i=1}^N -2 z_i h_i x_i",
        ),
        (r"w(k+1) = w(k) - \mu f", r"w(k+1) = w - \mu f"),
        (r"w(k+1) = w(k) - \mu f", r"w(k+1) - w(k) = - f \mu"),
        (r"\mathbf{u} = \mathbf{A} \mathbf{v}", r"\mathbf{u}^T = \mathbf{v}^T \mathbf{A}^T"),
        (r"\mathbf{u} = \mathbf{A} \mathbf{v}", r"u_i = \sum_{k=1}^D v_k a_{ik}"),
        (
            r"\frac{\partial q}{\partial \mathbf{u}} = 2 \mathbf{u}",
            r"\frac{\partial q}{\partial \mathbf{v}} = 2 \mathbf{A}^T \mathbf{u}",
        ),
        (r"q = \sum_{i=1}^N u_i^2", r"q = \mathbf{u}^T \mathbf{u}"),
        (r"\sum_{k=1}^D t_{ik} = 1", r"\sum_{k=1}^D t_{1k} = 1"),
        (r"q = \sum_{i=1}^N \sum_{k=1}^D u_i^2 t_{ik}", r"q = \sum_{i=1}^N \sum_{k=1}^D u_i^2 t_{ik}^2"),
        (r"\sum_{k=1}^D p_k = 1", r"b = b \sum_{k=1}^D p_k"),
        ("s_i = x_i^2", "s_i = x_i x_i"),
        ("x_i + b \\le 9", "b + x_i \\le 9"),
    ],
)
def test_what_is_true_is_known_to_be(old: str, new: str) -> None:
    assert says(old, new)
    assert says(old, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("z_i = x_i w + b", "z_i = x_i w^2 + b"),
        ("z_i = x_i w + b", "z_i = x_i b + w"),
        ("z_i = x_i w + b", "z_1 = x_i w + b"),
        (r"h_i = \phi(z_i)", r"h_i = \phi(2 z_i)"),
        (r"h_i = \phi(z_i)", r"\phi'(-z_i) = -2 z_i h_i"),
        (r"\frac{\partial z_i}{\partial w} = x_i", r"\frac{\partial z_i}{\partial x_i} = x_i"),
        (r"f = \frac{1}{N} \sum_{i=1}^N h_i", r"f = \frac{1}{N} \sum_{i=1}^{N - 1} h_i"),
        (r"w(k+1) = w(k) - \mu f", r"w(k+1) = w(k+1) - \mu f"),
        (r"\mathbf{u} = \mathbf{A} \mathbf{v}", r"\mathbf{u} = 2 \mathbf{A} \mathbf{v}"),
        (r"\mathbf{u} = \mathbf{A} \mathbf{v}", r"\mathbf{u} = \mathbf{A}^T \mathbf{v}"),
        ("s_i = x_i^2", "s_i = x_i^3"),
        (r"\sum_{k=1}^D p_k = 1", r"\sum_{k=1}^D p_k^2 = 1"),
        (r"\sum_{k=1}^D t_{ik} = 1", r"\sum_{k=1}^1 t_{1k} = 1"),
        ("x_i \\le 2", "x_i \\le 3"),
        (r"\phi(b) \approx 0", r"\phi(w) \approx 0"),
    ],
)
def test_what_is_false_or_undecided_is_not_called_true(old: str, new: str) -> None:
    assert not says(old, new)


def falsified(latex: str, context: Context) -> list[Falsification]:
    return mutation_run(written(f"# Page\n\n$$\n{latex}\n$$\n"), Graphs(context))


def lines(x: Any = lambda rng: rng.normal(), f: Any = np.exp) -> Context:
    inputs: dict[str, Any] = {"x": x, "w": lambda rng: rng.normal()}
    nodes: dict[str, Any] = {"y": lambda x, w: x * w, "h": lambda x: f(x)}
    symbols = {name: name for name in "xwyh"}
    return Context.from_data(
        "lines", AXES={}, INPUTS=inputs, NODES=nodes, SYMBOLS=symbols, FUNCTIONS={"f": f}
    )


def untold(mutants: list[Falsification]) -> set[str]:
    """Return what would need a reason."""
    found = {mutant.new for mutant in mutants if mutant.survives}
    assert len(problems({PATH: mutants}, Reasons())) >= len(found)
    return found


def test_what_is_true_needs_no_reason() -> None:
    mutants = falsified("y = x w", lines())
    assert [(mutant.new, mutant.true) for mutant in mutants if not mutant.caught] == [("y = w x", True)]
    assert untold(mutants) == set()


def test_an_equation_that_is_checked_at_one_point_only_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    context = lines()
    one = {"x": np.ones(1), "w": np.ones(1)}
    monkeypatch.setattr(Context, "state", lambda *_: State(context.graph, dict(one), 1))
    found = untold(falsified("y = x w", context))
    assert found >= {"y = x^2 w", "y = w", "x = y w"}
    assert "y = w x" not in found


@pytest.mark.parametrize(("latex", "slip"), [("y = x w", "y = x^2 w"), ("y = x^2 w", "y = x w")])
def test_a_graph_whose_input_is_always_the_same_is_found_out(latex: str, slip: str) -> None:
    assert slip in untold(falsified(latex, lines(lambda _rng: 1.0)))


def test_an_evaluator_that_drops_a_sign_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    context, called = lines(lambda rng: rng.uniform(1, 2)), apply.called
    monkeypatch.setattr(
        evaluate,
        "called",
        lambda where, node, values: called(
            where, node, [elementwise(lambda a, _: abs(a), v, v) for v in values]
        ),
    )
    assert untold(falsified("h = f(x)", context)) == {"h = f(-x)"}


def test_where_the_other_way_fails_nothing_is_called_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_opinion, "value", lambda *_: 1 / 0)
    assert untold(falsified("y = x w", lines())) == {"y = w x"}


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("loss 0.5\n", "loss 0.52\n", True),
        ("loss 0.5\n", "loss 0.56\n", False),
        ("0.00e+01", "0.00e+00", True),
        ("1.0e+01", "1.0e+00", False),
        ("2", "2.4", False),
        ("one 2", "one 2", True),
        ("one 2", "ene 2", False),
        ("1\n2", "1\n", False),
        ("nan", "nan", False),
    ],
)
def test_an_output_is_as_true_if_its_numbers_are_those_that_were_printed(
    shown: str, printed: str, same: bool
) -> None:
    assert shows_the_same(shown, printed) == same


def test_an_output_whose_numbers_are_the_same_needs_no_reason() -> None:
    page = '```python\nprint(f"{0.0:.1e}")\nprint("0.5\\n0.50")\n```\n\n```text\n0.0e+00\n0.5\n0.50\n```\n'
    mutants = mutation_run(written(page), Graphs(None), 0)
    assert {mutant.new for mutant in mutants if mutant.true} == {"0.0e+01", "0.0e+10", "0.50 0.5"}
    assert untold([mutant for mutant in mutants if mutant.kind == "output"]) == set()
