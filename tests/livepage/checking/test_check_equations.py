r"""Equations are claims of a page: falsified, unreadable or idle ones are faults at their line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.checking.check_equations import NO_GRAPH, NOT_NEEDED, equation_census
from livepage.checking.check_page import check
from livepage.equations import Context
from livepage.model.results import Results
from livepage.project import Project
from livepage.reading.parse import parse
from livepage.running.run import run
from livepage.writing.render import render
from tests.livepage.conftest import CALC, GRAPH, SETTINGS

AXES = {"i": ("N", 3)}
CONTEXT = Context.from_data(
    "toy",
    AXES=AXES,
    INPUTS={"x": lambda rng: rng.uniform(1, 2, 3), "w": lambda rng: rng.uniform(1, 2)},
    NODES={"y": lambda x, w: x * w, "s": lambda y: y.sum()},
    SYMBOLS={"x_i": "x[i]", "y_i": "y[i]", "w": "w", "s": "s"},
)
RIGHT = "$$\n\\frac{\\partial y_i}{\\partial w} = x_i\n$$\n"


def faults(text: str, context: Context | None = CONTEXT) -> list[tuple[int, str]]:
    page = parse(text, Path("page.md"))
    return [(fault.line, fault.message) for fault in check(page, run(page, context))]


def display(latex: str) -> str:
    return f"Text\n\n$$\n{latex}\n$$\n"


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        display(r"s = \sum_i w x_i"),
        "$$s = \\sum_{i} y_i$$\n",
        "A name $w$, a value $w < 2$, $\\dots = ?$ and $\\frac{d s}{d y_i} = 1$",
    ],
)
def test_what_is_true_or_no_claim_passes(text: str) -> None:
    assert not [message for _, message in faults(text) if "belongs to no claim" not in message]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (display(r"s = -\sum_i w x_i"), 4, "false: s = -\\sum_i w x_i"),
        (display(r"s = \sum_i x_i"), 4, "at point 1"),
        (display("\\begin{aligned}\ns &= \\sum_i y_i \\\\\n&= \\sum_i x_i\n\\end{aligned}"), 6, "false"),
        (display(r"y_i = w x_j"), 4, "x_j"),
        (display(r"s = \unknown{w}"), 4, "this LaTeX cannot be typeset"),
        (display(r"s = \int w"), 4, "unreadable"),
        (display("s = s"), 4, "vacuous: both sides say the same"),
        (display("s"), 3, "this equation claims nothing that can be checked: there is no relation"),
        (display("w = 2"), 3, "this equation claims nothing that can be checked: a symbol and a number"),
        ("$$s = w$$\n", 1, "false: s = w"),
        ("Text\n\nwhere $y_i = w + x_i$.", 3, "false: y_i = w + x_i"),
        ("where $s = s$.", 1, "vacuous"),
        ("!!! note\n\n    $$\n    s = w\n    $$\n", 4, "false: s = w"),
    ],
)
def test_what_is_not_is_a_fault_at_its_line(text: str, line: int, message: str) -> None:
    found = faults(text)
    ((at, words),) = [each for each in found if "belongs to no claim" not in each[1]]
    assert at == line
    assert message in words


def test_a_displayed_equation_needs_a_graph_unless_it_is_exempt() -> None:
    assert faults(RIGHT, None) == [(1, NO_GRAPH)]
    assert faults("<!-- exempt: a definition -->\n" + RIGHT, None) == []
    assert faults("where $y = x$", None) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- exempt: why -->\n" + RIGHT, NOT_NEEDED),
        ("$y_i = w x_i$<!-- exempt: why -->", NOT_NEEDED),
        ("$w$<!-- exempt: why -->", NOT_NEEDED),
        ("$s = w$<!-- exempt: -->", "an exemption needs a reason"),
        ("$s = w$<!-- exempt -->", "an exemption needs a reason"),
        ("$s = w$ <!-- exempt: why -->", "this exemption follows no formula"),
        ("word<!-- exempt: why -->", "this exemption follows no formula"),
        ("$s = w$<!-- exempt: why --><!-- exempt: why -->", "this exemption follows no formula"),
    ],
)
def test_an_exemption_must_be_needed_have_a_reason_and_a_formula(text: str, message: str) -> None:
    assert message in [words for _, words in faults(text)]


def test_a_formula_is_exempt_with_a_reason_which_no_reader_sees() -> None:
    page = parse("On the edge $s = w$<!-- exempt: the condition\nof the edge --> holds.", Path("page.md"))
    results = run(page, CONTEXT)
    assert check(page, results) == []
    assert page.count() == {"equation": 1, "exempt": 1}
    assert render(page, results, lambda _file, _line: None) == "On the edge $s = w$ holds."
    assert equation_census(page, results) == {"inline exempt": 1}


CODE = "```python\nmu, k = 2.0, 20\n```\n\n"


def test_a_displayed_number_is_a_value_of_the_page() -> None:
    text = CODE + r"$$w = 2.0, \quad s = 20.$$<!-- {mu} --><!-- {k} -->" + "\n"
    page = parse(text, Path("page.md"))
    results = run(page, CONTEXT)
    assert check(page, results) == []
    assert page.count() == {"code": 1, "equation": 1, "value": 2}
    assert equation_census(page, results) == {"value": 1}
    assert render(page, results, lambda _file, _line: None).endswith(r"$$w = 2.0, \quad s = 20.$$" + "\n")


@pytest.mark.parametrize(
    ("display", "message"),
    [
        ("$$w = 2.1$$<!-- {mu} -->", "2.1 is not {mu}"),
        (r"$$w = 2.1, \quad s = 20$$<!-- {k} -->", "the number 2.1 belongs to no claim"),
        (r"$$s = \sum_i y_i$$<!-- {k} -->", "this comment ties nothing"),
        (r"$$y_i = w x_i, \quad w = 2.0$$", "this equation claims nothing that can be checked: a symbol"),
        ("$$w = 2.0$$", "this equation claims nothing that can be checked: a symbol and a number"),
        ("$$y_i = x_i + w + 2.0$$<!-- {mu} -->", "false: y_i = x_i + w + 2.0"),
        ("<!-- exempt: why -->\n$$w = 2.0$$<!-- {mu} -->", "this exemption is not needed: the numbers"),
    ],
)
def test_a_displayed_number_is_tied_and_true(display: str, message: str) -> None:
    (fault,) = check(page := parse(f"{CODE}{display}\n", Path("page.md")), run(page, CONTEXT))
    assert fault.message.startswith(message)


def test_the_census_counts_what_became_of_each_equation() -> None:
    text = f"{RIGHT}\n<!-- exempt: why -->\n$$\ns \\ll w\n$$\n\nWith $w$, $s = \\sum_i y_i$ and $\\int x$.\n"
    page = parse(text, Path("page.md"))
    census = equation_census(page, run(page, CONTEXT))
    assert census == {
        "checked": 1,
        "exempt": 1,
        "inline checked": 1,
        "inline no claim": 1,
        "inline unreadable": 1,
    }
    assert equation_census(page, run(page))["no graph"] == 1


def test_a_mark_below_an_equation_says_how_it_was_checked() -> None:
    text = "!!! note\n\n    $$\n    y_i = w x_i\n    $$\n    where $w$\n"
    page = parse(text, Path("page.md"))
    built = render(page, run(page, CONTEXT), lambda _file, _line: None, "", "../how.md")
    mark = '    ??? checked "checked"\n\n        Checked at 20 random points'
    assert built.startswith(f"!!! note\n\n    $$\n    y_i = w x_i\n    $$\n\n{mark}")
    assert built.endswith("[How](../how.md)\n\n    where $w$\n")
    false = parse(text.replace("w x_i", "w + x_i"), Path("page.md"))
    assert "checked" not in render(false, run(false, CONTEXT), lambda _file, _line: None)


def project(package: Callable[..., Path], calc: str, graph: str = GRAPH) -> tuple[Path, Results, list[str]]:
    file = package(calc)
    file.with_name("graph.py").write_text(graph, encoding="utf-8")
    root = file.parents[2]
    (root / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    made = Project(root)
    page = made.read(root / "docs" / "page.md", "# Toy\n\n::: derivation toycalc.calc.double\n")
    results = made.run(page)
    return file, results, [str(fault) for fault in check(page, results)]


def test_a_derivation_is_checked_on_the_graph_of_the_page(package: Callable[..., Path]) -> None:
    _, results, found = project(package, CALC)
    assert found == []
    (page,) = results.derived.values()
    assert equation_census(page, results) == {"checked": 1, "inline no claim": 1}
    assert '??? checked "checked"' in render(page, results, lambda _file, _line: None)


def test_a_false_derivation_is_reported_with_its_own_line(package: Callable[..., Path]) -> None:
    file, _, (found,) = project(package, CALC.replace("d = a + a", "d = a - a"))
    assert "page.md:3: the derivation of toycalc.calc.double does not hold" in found
    assert f"{file}:13: false: d = a - a" in found


def test_a_graph_that_cannot_be_used_is_one_fault(package: Callable[..., Path]) -> None:
    *_, found = project(package, CALC, "1/0")
    assert len(found) == 1
    assert "page.md:1: the graph toycalc.graph of docs/page.md cannot be used: ZeroDivisionError" in found[0]


def test_a_function_that_contradicts_the_graph_is_a_fault(package: Callable[..., Path]) -> None:
    implements = "    implements={double: 'd'},\n)"
    graph = f"from toycalc.calc import double\n{GRAPH.rstrip().removesuffix(')')}{implements}\n"
    assert project(package, CALC, graph)[2] == []
    found = project(package, CALC.replace("return 2 * a", "return 3 * a"), graph)[2]
    assert any("page.md:1: the graph toycalc.graph is contradicted: toycalc.calc.double" in f for f in found)
