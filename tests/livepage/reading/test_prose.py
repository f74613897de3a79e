"""No number of the running text escapes: it is tied to an expression, exempt for a reason, or a fault."""

import pytest

from livepage.model.claims import Equation, Exempt, Value
from tests.livepage.author import faults, kinds, only, written

LOOSE = "the number {} belongs to no claim"


def loose(page: str) -> list[str]:
    return [fault.message.split()[2] for fault in written(page).faults]


@pytest.mark.parametrize(
    ("page", "numbers"),
    [
        ("After 20 updates", ["20"]),
        ("# The loss is 0.52", ["0.52"]),
        ("- falls to −0.44,", ["−0.44"]),
        ("| a | 1,000 |\n|---|---|\n| .5 | 1e-05 |", ["1,000", ".5", "1e-05"]),
        ("_20_ and **0.5** and __3__", ["20", "0.5", "3"]),
        ("10-20 and (5)", ["10", "20", "5"]),
        ("0.5² and ½", ["0.5", "²", "½"]),
        ('!!! note "After 20 updates"\n\n    text', ["20"]),
        ('=== "20 updates"\n\n    text', ["20"]),
        ("the loss\n20. Then it", ["20"]),
        ("1985. A good year", ["1985"]),
        ("it is\n1. Then it", ["1"]),
        ("[^a]: 0.52 is the loss", ["0.52"]),
        ('[a link of 20](https://a.org/30 "title of 40")', ["20", "40"]),
        ('<span title="20">30</span> <b>4</b>', ["20", "30", "4"]),
        ("<table><tr><td>0.52</td></tr></table>", ["0.52"]),
        ('text{ .a title="20" }', ["20"]),
        ("{.note 0.52 }", ["0.52"]),
        ("`w = 1.12` and `k = 7` and `20`", ["1.12", "7", "20"]),
        (r"$\mu = 2$ and $\xi \approx 0.52$ and $3$", ["2", "0.52", "3"]),
        (r"$\mu = 2, k$ and $k = 5\text{ updates}$", ["2", "5"]),
        ("..20", [".20"]),
        ("a <!-- note --> 5", ["5"]),
        ("99% of 3D", ["99", "3"]),
        ("[20 things]: words and more", ["20"]),
        ("<!-->20 things-->", ["20"]),
        ("a <!-- b --!> 20 things -->", ["20"]),
        # what a screen reader speaks, and entities that a browser reads without their end
        ('<abbr title="&#52;&#50; things">a</abbr>', ['"&#52;&#50;']),
        ('<span aria-description="20 things" aria-valuetext="30 %">a</span>', ["20", "30"]),
        ('<meter max="20">a</meter> <table summary="30 rows"></table>', ["20", "30"]),
        ("<p>&#52 things, &#x34&#x32 and &frac12 of them</p>", ["&#52", "&#x34", "&#x32", "&frac12"]),
        ("🔟 of 💯 and &42;", ["🔟", "💯", "42"]),
        # formulas and code without a letter, sides of relations, words in formulas
        (r"$(5)$ and a $2 \times 3$ matrix and $\frac{1}{2}$ and $2^3$", ["5", "2", "3", "1"]),
        (r"$x \in [0, 1]$ and $t \in \{0, 1\}$ and $\mu \to 5$", ["0", "1", "5"]),
        (r"$\text{of 5 samples}$ and $\text{loss } 6$", ["5", "6"]),
        ("`(3, 2)` and `[4, 1]` and `f(2) → 5` and `loss: 6`", ["3", "2", "4", "1", "5", "6"]),
        ("ten<!-- so -->$^3$ and 5$^3$", ["5", "3"]),
    ],
)
def test_a_loose_number_is_a_fault(page: str, numbers: list[str]) -> None:
    assert loose(page) == numbers


@pytest.mark.parametrize(
    "page",
    [
        "w1, x_1, float64, v1.5.3",
        "$x_1^2 - 2 z_h$ and $-2 z_h h$ and $i = 1, \\ldots, N$",
        "`w[0]` and `x_20`",
        "1. first\n2. second\n\n3. third",
        "[a](https://a.org/20) and <https://a.org/30>",
        'text{ .a width="20" } and text[^1]\n\n[^1]: Words.',
        "<a20@example.org>",
        '[ref]: https://a.org/20 "title"',
        "So $f(5) = x$ and $x_5 = y$ and $x^2 = y$ and CO$_2$, R$^2$ and $y_{\\text{class 1}}$.",
        "`x[0] + f(k=1)` and `(0)`, `x[:3]`, `[1:-1:2]`, `lambda: 0`",
        '<a href="a.md" aria-labelledby="part-20">a</a>',
        "[ref]: https://a.org/20",
        r"costs \$ and &#8364;",
        "<!-- 20 years ago -->",
        "a word <!-- of {braces} -->",
        "<!-- see (1) -->",
        "a <!-- 20\nyears ago --> b",
    ],
)
def test_what_states_nothing_is_no_fault(page: str) -> None:
    assert written(page).faults == []


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("After 20<!-- {K} --> updates", ["20"]),
        ("a loss of 0.52 <!-- {xi:.2f} -->", ["0.52"]),
        ("**0.52**<!-- {xi:.2f} -->", ["0.52"]),
        ("_all_<!-- {word} --> samples", ["all"]),
        ("98 %<!-- {p} --> and (−0.44)<!-- {bo:.2f} -->", ["98", "−0.44"]),
        (r"$\mu = 2.0$<!-- {mu} -->", ["2.0"]),
        (r"$\mu = 2.0, k = 20$<!-- {mu} --><!-- {k} -->", ["2.0", "20"]),
        ("`x = 0.5`<!-- {x} -->", ["0.5"]),
        ("| 20<!-- {K} --> | −20<!-- {-K} --> |", ["20", "−20"]),
        ("10-20<!-- {K} --> and 1,000<!-- {n:,} -->", ["20", "1,000"]),
        ("## After 20<!-- {K} -->", ["20"]),
        ("20<!-- {K\n+ 1} -->", ["20"]),
    ],
)
def test_a_comment_ties_the_number_or_word_before_it(page: str, shown: list[str]) -> None:
    values = [claim.shown for claim in written(page).claims if isinstance(claim, Value)]
    assert values == shown


@pytest.mark.parametrize(
    ("page", "line", "message"),
    [
        ("text\n\n<!-- {K} -->", 3, "this comment ties nothing"),
        ("it is, <!-- {K} -->", 1, "this comment ties nothing"),
        ("all<!-- {K} and {L} more -->", 1, "this comment ties nothing"),
        ("a word<!-- ({w}) -->", 1, "this comment ties nothing"),
        ("a word<!-- w} -->", 1, "this comment ties nothing"),
        ("a word<!--- {w} --->", 1, "this comment ties nothing"),
        ("a\n20<!-- {20} -->", 2, "this value's expression names nothing of the page"),
        ("20<!-- {round(20.1)} -->", 1, "this value's expression names nothing of the page"),
        ("20<!-- {[i for i in [20]][0]} -->", 1, "this value's expression names nothing of the page"),
        ("20<!-- {(lambda a: a)(20)} -->", 1, "this value's expression names nothing of the page"),
        ("20<!-- {K}{K} -->", 1, "a value is one replacement field"),
        ("20<!-- {K=} -->", 1, "a value is one replacement field"),
        ("20<!-- {K +} -->", 1, "this value's expression is not Python"),
        ("20<!-- {{K}} -->", 1, "a value is one replacement field"),
        ("a ![b](c.svg) d", 1, "![ is something that nothing checks here"),
        ("![b][c]", 1, "![ is something that nothing checks here"),
        ("![b](c.svg){ width=a }", 1, "![ is something that nothing checks here"),
        ("![b](c.svg 'title')", 1, "![ is something that nothing checks here"),
    ],
)
def test_what_ties_or_checks_nothing_is_a_fault(page: str, line: int, message: str) -> None:
    found = [(fault.line, fault.message) for fault in written(page).faults]
    assert any(at == line and message in text for at, text in found), found


@pytest.mark.parametrize(
    "tag",
    ["<pre>x</pre>", "<code>x</code>", '<img src="a.png">', "<svg/>", "<math/>", "<canvas></canvas>"],
)
def test_html_that_shows_code_or_pictures_is_a_fault(tag: str) -> None:
    found = written(f"text\n\n<div>{tag}</div>\n").faults
    assert {(fault.line, "nothing checks" in fault.message) for fault in found} == {(3, True)}
    assert written(f"text `{tag}` text\n").faults == []


def test_a_number_is_exempt_by_a_pattern_with_a_reason() -> None:
    page = written("See part 3 and 3.", {r"[Pp]art \d": "a part's number"})
    claim = only(page, "exempt")
    assert isinstance(claim, Exempt)
    assert (claim.text, claim.reason) == ("part 3", "a part's number")
    assert [fault.message for fault in page.faults] == [LOOSE.format(3)]


def test_caption_and_alt_text_are_prose() -> None:
    page = "```python\nK = 20\n```\n\n![{}](a.svg)\n{}\n"
    assert [line for line, _ in faults(page.format("Of 5 samples", "After 7 updates")) if line > 4] == [
        5,
        5,
        6,
    ]
    tied = page.format("Of 20<!-- {K} --> samples", "After 20<!-- {K} -->")
    assert [line for line, message in faults(tied) if "claim" in message] == []


def test_inline_formulas_are_equations() -> None:
    equation = only(written("Where $z_h = x w_h$ is."), "equation")
    assert isinstance(equation, Equation)
    assert (equation.latex, equation.display) == ("z_h = x w_h", False)
    assert kinds(r"It costs \$x and \$y.") == {}


@pytest.mark.parametrize(
    ("page", "numbers"),
    [
        ("⅛ of them, ⅕, ① and ₂ and Ⅳ and ㊿", ["⅛", "⅕", "①", "₂", "Ⅳ", "㊿"]),
        (
            "a &frac12; and &#50; and &#x32; and &sup2; and &half;",
            ["&frac12;", "&#50;", "&#x32;", "&sup2;", "&half;"],
        ),
        ("٣ and ३ and ３", ["٣", "३", "３"]),
        ("> 20. words", ["20"]),
        ("1) a parenthesis is no list", ["1"]),
        ("98&nbsp;% and 97&#160;% of it", ["98", "97"]),
    ],
)
def test_numbers_in_other_signs_are_numbers(page: str, numbers: list[str]) -> None:
    assert loose(page) == numbers


@pytest.mark.parametrize(
    "page",
    [
        "It is 98&nbsp;%<!-- {K} --> right.",
        "It is 98&#8239;%<!-- {K} --> right.",
        "The “98”<!-- {K} --> of them.",
        "The [98]<!-- {K} --> of them.",
        "At 98°<!-- {K} --> so.",
        "All 98.<!-- {K} -->",
        "The 98-<!-- {K} -->fold way.",
        "All (98…)<!-- {K} -->",
        "A [98](a.md)<!-- {K} --> of them.",
        "A <b>98</b><!-- {K} --> of them.",
        "A 98{ .big }<!-- {K} --> of them.",
        "It is 98%<!-- {K / 100:.0%} --> right.",
        "It is 98 %<!-- {K / 100:.0%} --> right.",
        "It is 98&nbsp;%<!-- {K / 100:.0%} --> right.",
        "It is **98**%<!-- {K} --> right.",
        r"It is $p = 98\%$<!-- {K / 100:.0%} --> right.",
        "It is “so”<!-- {'so' if K else 0} --> right.",
    ],
)
def test_signs_may_stand_between_what_is_shown_and_its_comment(page: str) -> None:
    assert faults(f"```python\nK = 98\n```\n\n{page}\n") == []
    assert [line for line, _ in faults(f"```python\nK = 0\n```\n\n{page}\n")] == [5]


@pytest.mark.parametrize("page", ["It is 98<!-- {K:.0%} --> right.", "It is 98 of %<!-- {K:.0%} --> it."])
def test_a_per_cent_that_the_page_does_not_show_is_false(page: str) -> None:
    assert faults(f"```python\nK = 0.98\n```\n\n{page}\n")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("So $ a = b $ holds.", "this dollar sign is shown as it stands"),
        ("So $a = b $ holds.", "this dollar sign is shown as it stands"),
        ("Set $HOME/$USER in the shell.", "this dollar sign is shown as it stands"),
        ("It costs $x, and no more.", "this dollar sign is shown as it stands"),
        (r"So \( a = b \) holds.", r"\( is shown as it stands, not as a formula"),
        (r"So \\(a = b\\) holds.", r"\\( is shown as it stands, not as a formula"),
        (r"\[ a = b \]", r"\[ is shown as it stands, not as a formula"),
        ("\\begin{align}\na &= b\n\\end{align}", r"\begin is shown as it stands, not as a formula"),
        (r"The \alpha of it.", r"\alpha is shown as it stands, not as a formula"),
    ],
)
def test_dollars_and_latex_that_are_no_formula_are_faults(page: str, message: str) -> None:
    found = [(fault.line, fault.message) for fault in written(page).faults]
    assert found
    assert found[0][0] == 1
    assert message in found[0][1]
    expected = written(page).faults[0].expected or ""
    assert r"\$" in expected or "$$…$$" in expected


@pytest.mark.parametrize(
    "side", [r"= {5}", r"= \mathbf 5", "= (5)", "= |5|", "= 5.", r"= \,5", r"\ne 5", r"\geqslant 5"]
)
def test_a_digit_alone_on_a_side_is_a_fact(side: str) -> None:
    assert loose(f"So $\\nu {side}$ is.") == ["5"]


@pytest.mark.parametrize(
    ("formula", "numbers"),
    [
        (r"\nu = 5 \times 7", ["5", "7"]),
        (r"\nu = \tfrac{5}{7}", ["5", "7"]),
        (r"\nu = \sqrt5", ["5"]),
        (r"\nu = 2^5, x_3", ["2", "5"]),
        (r"5 < \nu", ["5"]),
        (r"\nu = 2{0}", ["2", "0"]),
    ],
)
def test_all_numbers_of_a_side_of_numbers_are_facts(formula: str, numbers: list[str]) -> None:
    assert loose(f"So ${formula}$ is.") == numbers


@pytest.mark.parametrize(
    ("page", "value", "seen"),
    [
        ("It is -**1**<!-- {K} --> so.", 1, -1),
        ("It is &minus;1<!-- {K} --> so.", 1, -1),
        ("It is &#8722;1<!-- {K} --> so.", 1, -1),
        ("It is –1<!-- {K} --> so.", 1, None),
        (r"So $\nu = -{1}$<!-- {K} -->.", 1, None),
        (r"So $\nu = -\,1$<!-- {K} -->.", 1, None),
        (r"So $\nu = - 1$<!-- {K} -->.", 1, None),
        (r"So $\nu = \mathbf{-}1$<!-- {K} -->.", 1, None),
        (r"So $\nu = 2{1}$<!-- {K} -->.", 1, None),
        (r"So $\nu = 0.{1}$<!-- {K} -->.", 1, None),
        (r"So $\nu = 2{,}100$<!-- {K} -->.", 100, None),
        ("It is 2<!-- {K} -->e5 so.", 2, None),
        ("It is 2<!-- {K} --><!-- so -->e5 so.", 2, None),
        ("It is right<!-- {'right' if K else 0} -->ly so.", 2, None),
        ("It is un**right**<!-- {'right' if K else 0} --> so.", 2, None),
        ("It is not<!-- so -->right<!-- {'right' if K else 0} --> so.", 2, None),
        ("It is un<b>right</b><!-- {'right' if K else 0} --> so.", 2, None),
        ("It is right<!-- {'right' if K else 0} --><b>ly</b> so.", 2, None),
        ("It is right<!-- {'right' if K else 0} -->**ly** so.", 2, None),
        ("It is all-right<!-- {'right' if K else 0} --> so.", 2, None),
        ("It is x_right<!-- {'right' if K else 0} --> so.", 2, None),
        ("It is right<!-- {'right' if K else 0} -->\u0338 so.", 2, None),
        ("It is 1<!-- {K} -->\u0338 so.", 1, None),
        ("It is -\u200b1<!-- {K} --> so.", 1, None),
        ("It is -<b>1</b><!-- {K} --> so.", 1, None),
        ("It is -$1$<!-- {K} --> so.", 1, None),
        ("It is −`1`<!-- {K} --> so.", 1, None),
        ("It is -[1](a.md)<!-- {K} --> so.", 1, None),
    ],
)
def test_a_claim_is_all_that_a_reader_sees_of_a_number_or_word(
    page: str, value: int, seen: int | None
) -> None:
    code = "```python\nK = {}\n```\n\n" + page.replace("{", "{{").replace("}", "}}") + "\n"
    assert [line for line, _ in faults(code.format(value))][:1] == [5]
    if seen is not None and "*" not in page:
        assert faults(code.format(seen)) == []


@pytest.mark.parametrize(
    "page",
    [
        "From 2<!-- {K} -->–5<!-- {L} -->.",
        "From 2<!-- {K} -->-5<!-- {L} -->.",
        "A word—2<!-- {K} --> of them.",
        "So $x - 2.0$<!-- {K} -->.",
        "The 2<!-- {K} -->nd, 2<!-- {K} -->fold.",
        "From 2<!-- {K} -->–**5**<!-- {L} --> or 2<!-- {K} -->-$5$<!-- {L} -->.",
        "It is <b>well</b>, _all-right_<!-- {'all-right' if K else 0} -->.",
    ],
)
def test_a_dash_between_two_values_is_no_sign(page: str) -> None:
    assert faults(f"```python\nK, L = 2, 5\n```\n\n{page}\n".replace("2.0", "2")) == []


def test_an_exempt_formula_may_state_a_number() -> None:
    page = "So $(x_a - x_b) w^T = 0$<!-- exempt: of two points on the line --> holds.\n"
    assert faults(page) == []
    assert [message for _, message in faults(page.replace("= 0", "= y"))] == ["this exemption is not needed"]
    assert [line for line, _ in faults(page.replace("holds", "20 times"))] == [1]


def test_a_page_may_give_a_value_to_a_name_of_python() -> None:
    code = "```python\nsum = 3\nimport math as max\n```\n\n"
    assert faults(code + "It is 3<!-- {sum} -->.\n") == []
    message = "this value's expression names nothing of the page, so it could never be false"
    assert faults(code + "It is 3<!-- {len('abc')} -->.\n") == [(6, message)]
    assert faults("It is 3<!-- {sum} -->.\n")[0] == (1, message)


def test_a_table_may_be_of_a_name_that_python_has_too() -> None:
    code = "```python\nsum = [[3, 4]]\n```\n\n"
    table = "<!-- table(sum) -->\n| a | b |\n|---|---|\n| 3 | 4 |\n"
    assert faults(code + table) == []
    assert faults(code.replace("sum", "total") + table)
