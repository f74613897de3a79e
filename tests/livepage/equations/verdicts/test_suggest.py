"""A false equation is followed by the one that was meant, where that is one slip away."""

import pickle
from typing import Any

import numpy as np
import pytest

from livepage.__main__ import main
from livepage.equations import Context, check_latex
from livepage.equations.corrections import corrections
from livepage.equations.trees.statements import read_statements
from livepage.equations.trees.vocabulary import Vocabulary
from livepage.equations.verdicts.check_formula import check_formula
from livepage.equations.verdicts.suggest import _tidy
from livepage.equations.verdicts.trivial import is_trivial
from tests.livepage.equations.conftest import uniform

CONTEXT = Context.from_data(
    "slips",
    AXES={"i": ("N", 5), "d": ("D", 3)},
    LAYOUT="columns",
    INPUTS={
        "X": uniform(-1, 1, 5, 3),
        "t": uniform(0.1, 0.9, 5),
        "w": uniform(-1, 1, 3, 1),
        "b": uniform(-1, 1),
        "s": uniform(0.5, 2),
    },
    NODES={
        "z": lambda X, w, b: (X @ w)[:, 0] + b,
        "y": lambda z: 1 / (1 + np.exp(-z)),
        "L": lambda y, t: -np.sum(t * np.log(y) + (1 - t) * np.log(1 - y)),
        "q": lambda z, s: z / np.sqrt(s + 1),
    },
    FUNCTIONS={r"\sigma": lambda z: 1 / (1 + np.exp(-z))},
    SYMBOLS={
        "X": "X",
        "x_{id}": "X[i,d]",
        "w_d": "w[d,1]",
        r"\mathbf{w}": "w",
        "t_i": "t[i]",
        "z_i": "z[i]",
        "y_i": "y[i]",
        "q_i": "q[i]",
        "b": "b",
        "s": "s",
        "L": "L",
    },
    STEP=lambda X, t, w, b: {"b": b - np.sum(1 / (1 + np.exp(-(X @ w)[:, 0] - b)) - t)},
    ITERATION="k",
)


NAMES = CONTEXT.vocabulary


@pytest.fixture(autouse=True)
def _enough_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look as long as there is something to look at, however slow the machine."""
    monkeypatch.setattr("livepage.equations.verdicts.suggest._SECONDS", 600.0)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        (r"\frac{\partial L}{\partial z_i} = y_i + t_i", r"\frac{\partial L}{\partial z_i} = y_i - t_i"),
        (r"\frac{\partial L}{\partial y_i} = y_i - t_i", r"\frac{\partial L}{\partial z_i} = y_i - t_i"),
        (r"q_i = \frac{z_i}{s + 1}", r"q_i = \frac{z_i}{\sqrt{s + 1}}"),
        (r"q_i = \frac{\sqrt{s + 1}}{z_i}", r"q_i = \frac{z_i}{\sqrt{s + 1}}"),
        (r"z_i = \sum_d w_d x_{id}", r"z_i = \sum_d w_d x_{id} + b"),
        (
            r"\frac{\partial L}{\partial w_d} = \sum_i (y_i - t_i)",
            r"\frac{\partial L}{\partial w_d} = \sum_i (y_i - t_i) x_{id}",
        ),
        (
            r"\frac{\partial L}{\partial w_d} = \sum_i (x_{id} y_i - t_i)",
            r"\frac{\partial L}{\partial w_d} = \sum_i x_{id}(y_i - t_i)",
        ),
        (r"b(k+1) = b(k) - \sum_i (y_i(k+1) - t_i)", r"b(k+1) = b(k) - \sum_i (y_i(k) - t_i)"),
        (r"y_i = \sigma(x_i)", r"y_i = \sigma(z_i)"),
        (r"\frac{\partial L}{z_i} = y_i - t_i", r"\frac{\partial L}{\partial z_i} = y_i - t_i"),
        (r"y_i = \sigma((z_i)", r"y_i = \sigma((z_i))"),
    ],
)
def test_what_was_meant_is_said_and_holds(wrong: str, meant: str) -> None:
    verdict = check_latex(wrong, CONTEXT)
    assert verdict.status in {"false", "unreadable"}
    message = verdict.message
    assert verdict.correction
    assert message.endswith(f"did you mean: {verdict.correction}")
    assert check_formula(verdict.correction, CONTEXT, points=50).status == "checked"
    assert check_formula(meant, CONTEXT).holds
    assert meant.replace(" ", "") in {mutant.latex.replace(" ", "") for mutant in corrections(wrong, NAMES)}


@pytest.mark.parametrize("wrong", [r"y_i = 17 t_i^3", "L = ("])
def test_nothing_is_said_where_nothing_near_holds(wrong: str) -> None:
    verdict = check_latex(wrong, CONTEXT)
    assert "did you mean" not in verdict.message
    assert verdict.correction == ""


def test_an_unknown_name_is_answered_by_the_nearest_one() -> None:
    assert r"near to it are \mathbf{w}" in check_latex(r"\mathbf{v} = \mathbf{w} + 1", CONTEXT).message


def test_what_holds_and_what_is_vacuous_has_no_suggestion() -> None:
    assert check_latex("z_i = z_i", CONTEXT).correction == ""
    assert "did you mean" not in check_latex("z_i = z_i", CONTEXT).message


def test_a_verdict_goes_to_another_process_with_its_message() -> None:
    verdict = check_latex(r"\frac{\partial L}{\partial z_i} = y_i + t_i", CONTEXT)
    again = pickle.loads(pickle.dumps(verdict))
    assert again.message == verdict.message
    assert "did you mean" in again.message


def test_the_command_checks_one_equation(capsys: pytest.CaptureFixture[str]) -> None:
    graph = ["--graph", "graphs.backpropagation"]
    assert main(["equation", r"\frac{\partial \xi_i}{\partial z_{oi}} = y_i - t_i", *graph]) == 0
    assert "checked: 20 points" in capsys.readouterr().out
    assert main(["equation", r"\frac{\partial \xi_i}{\partial z_{oi}} = y_i + t_i", *graph]) == 1
    assert "did you mean" in capsys.readouterr().err
    assert main(["equation", "y = y", "--graph", "no.such.graph"]) == 1
    assert "no" in capsys.readouterr().err


@pytest.mark.parametrize(
    "latex",
    [
        r"b \leftarrow b - \sum_i (y_i - t_i)",
        r"b := b - \sum_i (y_i - t_i)",
        r"y_i \propto \sigma(z_i)",
        r"L = -\sum_i t_i \log(y_i) = s",
    ],
)
def test_a_correction_says_what_its_latex_says(latex: str) -> None:
    found = list(corrections(latex, NAMES))
    assert len(found) > 20
    for mutant in found:
        ours, anew = (
            [(one.sides, one.relations, one.is_assigned) for one in statements]
            for statements in (mutant.statements, read_statements(mutant.latex, NAMES))
        )
        assert ours == anew, mutant.latex


@pytest.mark.parametrize(
    ("latex", "meant"),
    [
        (r"\frac{\partial L}{\partial z_i} = t_i - y_i", r"\frac{\partial L}{\partial z_i} = y_i - t_i"),
        (
            r"L = \sum_i t_i \log(y_i) + \sum_i (1 - t_i) \log(1 - y_i)",
            r"L = -\left( \sum_i t_i \log(y_i) + \sum_i (1 - t_i) \log(1 - y_i) \right)",
        ),
        (
            r"y_i^2 / t_i = \sigma(z_i) \sigma(z_i) / t_i + t_i^2 - t_i t_i^2",
            r"y_i^2 / t_i = \sigma(z_i) \sigma(z_i) / t_i + t_i^2 - t_i t_i",
        ),
        (
            r"y_i + s = \sigma(z_i)^2 + s^2",
            r"y_i + s = \sigma(z_i) + s",
        ),
        (
            r"(y_i - t_i)^2 = y_i^2 + y_i t_i + t_i^2",
            r"(y_i - t_i)^2 = y_i^2 - 2 y_i t_i + t_i^2",
        ),
    ],
)
def test_signs_of_a_side_and_two_slips_of_a_term_are_taken_back(latex: str, meant: str) -> None:
    assert f"did you mean: {meant}" in check_latex(latex, CONTEXT).message


LAYERED = Context.from_data(
    "layers",
    AXES={"i": ("m", 5), "s": ("S", 3), "r": ("S", 3), "d": ("D", 2)},
    INPUTS={
        "X": uniform(-1, 1, 2, 5),
        "V": uniform(-1, 1, 4, 2),
        "W": uniform(-1, 1, 3, 4),
        "Y": uniform(-1, 1, 3, 5),
        "P": lambda rng: rng.dirichlet(np.full(9, 2.0)).reshape(3, 3),
        "a": uniform(0.5, 0.9),
        "k": lambda rng: float(rng.integers(2, 5)),
        "v": uniform(0.5, 2),
    },
    NODES={
        "A1": lambda V, X: np.tanh(V @ X),
        "A2": lambda W, A1: W @ A1,
        "J": lambda A2, Y: np.sum((A2 - Y) ** 2) / 10,
        "p": lambda P: np.sum(P, axis=1),
        "H": lambda p: -np.sum(p * np.log(p)),
        "c": lambda a, k: 1 - a**k,
        "u": lambda a, v, k: k / (np.sqrt(v) + a),
        "h": lambda a, v: (1 - a**2) * v,
        "g": lambda a, v, k: (1 - a) * v + a * k,
    },
    FUNCTIONS={"p": "p[s]", "P": "P[s,r]"},
    SYMBOLS={
        "X": "X",
        "Y": "Y",
        "W^{[1]}": "V",
        "W^{[2]}": "W",
        "A^{[0]}": "X",
        "A^{[1]}": "A1",
        "A^{[2]}": "A2",
        "J": "J",
        "p_s": "p[s]",
        "H": "H",
        "a": "a",
        "k": "k",
        "v": "v",
        "c": "c",
        "u": "u",
        "h": "h",
        "g": "g",
        "A_{ri}": "A2[r,i]",
        "Y_{ri}": "Y[r,i]",
    },
)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        (r"H \ge \log S", r"H \le \log S"),
        ("h < a^2 v - v", "h > a^2 v - v"),
        (r"\frac{\partial J}{\partial A^{[2]}} = \frac{1}{m} (Y - A^{[2]})", "(A^{[2]} - Y)"),
        (r"\frac{\partial J}{\partial A^{[2]}} = A^{[2]} - Y", r"\frac{1}{m} (A^{[2]} - Y)"),
        (r"\frac{\partial J}{\partial A^{[2]}} = \frac{1}{S} (A^{[2]} - Y)", r"\frac{1}{m} (A"),
        (r"\frac{\partial J}{\partial W^{[2]}} = \frac{\partial J}{\partial A^{[2]}} A^{[2]T}", "A^{[1]T}"),
        (r"\frac{\partial J}{\partial A^{[1]}} = W^{[2]} \frac{\partial J}{\partial A^{[2]}}", "W^{[2]T}"),
        (r"A^{[2]} = W^{[2]} A^{[0]}", "W^{[2]} A^{[1]}"),
        (r"p(s) = \sum_r P(r, s)", "P(s, r)"),
        ("c = 1 - a", "1 - a^{k}"),
        (r"u = k / \sqrt{v + a}", r"k / (\sqrt{v} + a)"),
        ("h = (1 - a)^2 v", "(1 - a^2) v"),
        (r"h = (1 + a^2) v", "(1 - a^2) v"),
        (r"g = a v + (1 - a) k", "(1 - a) v + a k"),
        (r"J = \frac{1}{2 m} \sum_r \sum_i (A_{ii} - Y_{ri})^2", "(A_{ri} - Y_{ri})^2"),
        ("c = 7 - a^k", "1 - a^k"),
        (r"\frac{\partial H}{\partial p_s} = -\log p_s = 1", r"-\log p_s - 1"),
        (r"J = \frac{1}{2 m} \sum_{r=1}^{S-1} \sum_i (A_{ri} - Y_{ri})^2", r"\sum_{r=1}^{S} "),
    ],
)
def test_the_slips_of_chapters_with_layers_and_tables(wrong: str, meant: str) -> None:
    verdict = check_latex(wrong, LAYERED)
    assert not verdict.holds
    assert meant in str(verdict.message).rpartition("did you mean: ")[2], verdict.message


def momentum(x: Any, v: Any, a: Any, e: Any) -> dict[str, Any]:
    v = a * v + e * x**3
    return {"v": v, "x": x - v}


FURTHER = Context.from_data(
    "further",
    AXES={"j": ("n", 4), "d": ("D", 3)},
    INPUTS={
        "o": uniform(-1, 1, 4),
        "x": uniform(0.5, 1),
        "v": uniform(0.5, 1),
        "a": uniform(0.5, 0.9),
        "e": uniform(1, 2),
    },
    NODES={
        "y": lambda o: np.exp(o) / np.sum(np.exp(o)),
        "p": lambda a, v: (2 * a) ** 3 * v,
        "u": lambda a, v: np.tanh(a / 2) * v,
        "h": lambda v, a: a * v,
        "g": lambda v: np.sin(v),
        "E": lambda h, g: h**2 + g**2 + h * g,
        "m": lambda x, v: x * v / (1 + v),
    },
    DEFINITIONS={"dv": r"\frac{\partial E}{\partial v}"},
    FUNCTIONS={
        r"\mathrm{softmax}": lambda o: np.exp(o) / np.sum(np.exp(o)),
        r"\mathrm{RMS}": lambda o: np.sqrt(np.mean(o**2)),
        r"\mathrm{MS}": lambda o: np.mean(o**2),
    },
    SYMBOLS={
        **{name: name for name in "xvapuEmhg"},
        "o_j": "o[j]",
        r"\mathbf{o}": "o",
        "y_j": "y[j]",
        "q(j)": "y[j]",
        r"\delta v": "dv",
        r"\eta": "e",
    },
    STEP=momentum,
    ITERATION="t",
)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        (r"y_j = \mathrm{softmax}(\mathbf{o_j})", r"\mathrm{softmax}(\mathbf{o})_j"),
        ("p = 2 a^3 v", "(2 a)^3 v"),
        (r"u = \tanh(a) v", r"\tanh(a/2) v"),
        (r"\mathrm{RMS}(\mathbf{o})^2 = \mathrm{RMS}(\mathbf{o})", r"\mathrm{MS}(\mathbf{o})"),
        (r"\delta v = \frac{\partial E}{\partial h} a", r"\delta v \mathrel{+}= "),
        (r"m = \frac{x v + a}{1 + v} - \frac{a}{1 + x}", r"\frac{a}{1 + v}"),
        (r"v_t = \eta x_{t-1}^3 + a v_{t-2}", r"\eta x_{t-1}^3 + a v_{t-1}"),
        (
            r"v_t = \eta x_{t-1}^3 + a v_{t-1} = \eta x_{t-1}^3 + a \eta x_{t-2}^3 + a v_{t-1}",
            r"a \eta x_{t-2}^3 + a^2 v_{t-2}",
        ),
    ],
)
def test_the_slips_of_functions_powers_and_steps(wrong: str, meant: str) -> None:
    verdict = check_latex(wrong, FURTHER)
    assert not verdict.holds
    assert meant in str(verdict.message).rpartition("did you mean: ")[2], verdict.message


@pytest.mark.parametrize(
    ("wrong", "edited", "names"),
    [
        ("p = 2 a v", r"p = 2 \frac{1}{a} v", FURTHER.vocabulary),
        (r"E = x \log v", r"E = v \log x", FURTHER.vocabulary),
        (r"E = \sum_j o_j", r"E = \sum_j o_j q(j)", FURTHER.vocabulary),
        (r"H = \sum_r c", r"H = \sum_r c p_r", LAYERED.vocabulary),
        (r"H = \max_s p_s", r"H = \sum_s p_s", LAYERED.vocabulary),
        ("z_i = X^{-1}", "z_i = X^{-T}", NAMES),
    ],
)
def test_an_edit_is_among_the_corrections(wrong: str, edited: str, names: Vocabulary) -> None:
    tried = {" ".join(mutant.latex.split()) for mutant in corrections(wrong, names)}
    assert edited in tried, sorted(tried)


def test_a_bracket_whose_left_an_edit_has_lost_is_written_without_it() -> None:
    assert (
        _tidy(r"h = A \left\operatorname{diag} (a \right) (b)", "") == r"h = A \operatorname{diag} (a ) (b)"
    )
    assert _tidy(r"h = \left(a\right) \left\{ b \right\}", "") == r"h = \left(a\right) \left\{ b \right\}"


@pytest.mark.parametrize("latex", ["0 = a - a", "a = a + v - v", "2 = 2", "a + v = v + a", "0 = 0"])
def test_what_says_nothing_is_trivial(latex: str) -> None:
    assert is_trivial(read_statements(latex, LAYERED.vocabulary))


@pytest.mark.parametrize("latex", ["c = 1 - a^k", "0 = h - v + a^2 v", r"\sum_s p_s = 1", "h - v = -a^2 v"])
def test_what_says_something_is_not_trivial(latex: str) -> None:
    assert not is_trivial(read_statements(latex, LAYERED.vocabulary))


def test_no_trivial_equation_is_suggested() -> None:
    assert "did you mean" not in str(check_latex("h = 0", LAYERED).message)
    assert "a - a" not in str(check_latex("a - v = 0", LAYERED).message)
