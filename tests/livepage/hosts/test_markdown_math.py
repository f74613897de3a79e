"""LaTeX becomes MathML where the author wrote it and nowhere else; bad LaTeX is an error that says where."""

import re

import pytest
from markdown import Markdown

from livepage.typeset import DISPLAY, INLINE, MathError, to_mathml

EXTENSIONS = [
    "livepage.hosts.markdown_math",
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]
BOX = re.compile(r'<div [^>]*class="equation"[^>]*>\s*<math [^>]*display="block"')


def html(source: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(source)


def latex_of(source: str) -> list[str]:
    return re.findall(r'data-latex="([^"]*)"', html(source))


def test_mathml_carries_its_latex_in_an_attribute() -> None:
    mathml = to_mathml(r"a < \sigma", display=False)
    assert mathml == r'<math data-latex="a &lt; \sigma"><mi>a</mi><mo>&lt;</mo><mi>σ</mi></math>'
    assert 'display="block"' in to_mathml("a", display=True)


@pytest.mark.parametrize(
    ("latex", "line", "column", "reason"),
    [
        (r"a + \foo{b}", 1, 5, r'Unknown command "\foo"'),
        ("a\n+ b }", 2, 5, "Unmatched closing token"),
        ("\n  \\frac{1}\n", 3, 1, "Expected argument"),
        (r"\begin{split} a \end{split}", 1, 7, 'Unknown environment "split"'),
        (" ", 1, 1, "without content"),
    ],
)
def test_bad_latex_says_what_and_where(latex: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(MathError, match=re.escape(reason)) as caught:
        to_mathml(latex, display=True)
    assert (caught.value.line, caught.value.column) == (line, column)
    shown, pointer = str(caught.value).split("\n")[-2:]
    assert shown == "    " + latex.split("\n")[line - 1]
    assert pointer.index("^") == 4 + column - 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The $z_h$ and $w_h$.", ["z_h", "w_h"]),
        (r"**$\mu = 2.0$**", [r"\mu = 2.0"]),
        (r"$\{a_1\} * b_2 * c$", [r"\{a_1\} * b_2 * c"]),
        ("a formula over\ntwo $a +\nb$ lines", ["a +\nb"]),
        ("# Title of $\\delta_o$", [r"\delta_o"]),
        ("| a | b |\n|---|---|\n| $x$ | $y$ |", ["x", "y"]),
    ],
)
def test_formulas_in_lines(source: str, expected: list[str]) -> None:
    assert latex_of(source) == expected
    assert [found["latex"] for found in INLINE.finditer(source)] == expected


@pytest.mark.parametrize(
    "source",
    [
        "costs $5 and $6",
        "from $5 to $10",
        r"\$x\$",
        "`$x$`",
        "```text\n$x$\n```",
        "a $ b $ c",
        "$a\n\nb$",
        "    $x$",
    ],
)
def test_other_dollars_stay(source: str) -> None:
    assert "<math" not in html(source)


def test_an_escaped_dollar_is_a_dollar() -> None:
    assert html(r"\$x\$") == "<p>$x$</p>"


@pytest.mark.parametrize("stop", [".", ",", ";:", "?!"])
def test_a_formula_and_its_full_stop_stay_on_one_line(stop: str) -> None:
    assert re.search(
        rf'<span class="unbroken"><math .*?</math>{re.escape(stop)}</span>', html(f"of $x${stop}")
    )
    assert "unbroken" not in html(f"of $x$ {stop}")


def test_nothing_is_put_between_a_formula_and_what_follows_it() -> None:
    assert "</math><em>th</em></p>" in html("$k$*th*")


EQUATION = "$$\n\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}\n$$"


def indented(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))


@pytest.mark.parametrize(
    "source",
    [
        EQUATION,
        f"Text above\n{EQUATION}\nand below.",
        f'!!! note "Title"\n\n{indented(EQUATION)}',
        f'??? note "Title"\n\n    Text.\n\n{indented(EQUATION)}',
        f'=== "Tab"\n\n{indented(EQUATION)}',
        f"- item\n\n{indented(EQUATION)}\n\n- next",
        f"1. item\n{indented(EQUATION)}\n2. next",
        f'<div markdown="1">\n\n{EQUATION}\n\n</div>',
    ],
)
def test_displayed_equations_in_every_container(source: str) -> None:
    page = html(source)
    assert len(BOX.findall(page)) == 1
    assert "$" not in page
    assert len(DISPLAY.findall(source)) == 1


def test_a_list_goes_on_after_its_equation() -> None:
    assert html(f"- item\n{indented(EQUATION)}\n- next").count("<ul>") == 1


def test_an_equation_on_one_line() -> None:
    assert len(BOX.findall(html("$$a = b$$\n$$c = d$$"))) == 2


def test_the_box_can_be_reached_by_keyboard_and_is_not_searched() -> None:
    box = html(EQUATION).split(">", 1)[0]
    for attribute in ('tabindex="0"', 'role="group"', "aria-label=", "data-search-exclude"):
        assert attribute in box


@pytest.mark.parametrize("source", ["$\\foo$", "$$\n\\foo\n$$", "$$\na", "$$\na\n\nb\n$$", "$$\n\n$$"])
def test_bad_latex_in_a_page_is_an_error(source: str) -> None:
    with pytest.raises(MathError):
        html(source)


def test_a_fence_or_indented_code_keeps_its_dollars() -> None:
    assert "<math" not in html(f"```text\n{EQUATION}\n```\n\nText.\n\n{indented(EQUATION)}")


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        (r"\frac{1}{", "}"),
        (r"\frac ", " 1"),
        (r"\sqrt", ""),
        ("{", "}"),
        (r"\left(", r"\right)"),
        ("x^{", "}"),
        (r"\hat ", ""),
        (r"\begin{pmatrix}", r"\end{pmatrix}"),
    ],
)
def test_a_formula_nested_too_deep_is_refused_and_ends_no_process(opens: str, closes: str) -> None:
    with pytest.raises(MathError, match="nested deeper than 60"):
        to_mathml(opens * 4000 + " x" + closes * 4000, display=True)
    assert to_mathml(opens * 20 + " 1" + closes * 20, display=True)


def test_a_long_formula_is_no_deep_one() -> None:
    assert to_mathml(r"\alpha x + \beta \gamma^2 \\ " * 500 + "1", display=True)


@pytest.mark.parametrize(
    ("latex", "classes"),
    [
        ("x = y", "equation"),
        (" + ".join(["x_i w_i"] * 10), "equation"),
        (" + ".join(["x_i w_i"] * 14), "equation print-90"),
        (" + ".join(["x_i w_i"] * 20), "equation print-60"),
        (" + ".join(["x_i w_i"] * 90), "equation print-30"),
        (r"\frac{" + " + ".join(["x"] * 30) + "}{y}", "equation print-80"),
        (r"\begin{pmatrix}" + " & ".join("x" * 50) + r"\end{pmatrix}", "equation print-60"),
        (
            r"\begin{aligned} x &= y \\ " * 1 + " + ".join(["x"] * 30) + r"&= z \end{aligned}",
            "equation print-70",
        ),
        (r"\begin{aligned} " + r" + x \\ ".join(["x &= y"] * 50) + r"\end{aligned}", "equation"),
    ],
)
def test_an_equation_wider_than_paper_says_how_much_smaller_it_is_printed(latex: str, classes: str) -> None:
    html = Markdown(extensions=["livepage.hosts.markdown_math"]).convert(f"$$\n{latex}\n$$")
    assert f' class="{classes}"' in html
