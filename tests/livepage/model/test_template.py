"""The field of a value: any expression and format that an f-string can hold."""

import pytest

from livepage.model.template import field_problem, field_text, same_value, with_authors_signs

NAMES = {"x": 0.519411, "d": {"a": 1, "}": 2, "it's": 3}, "word": "all", "n": 12345, "w": 8}


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("{x:.2f}", "0.52"),
        ("{n:,}", "12,345"),
        ("{x:{w}.1f}", "     0.5"),
        ("{word!r}", "'all'"),
        ("{d['a']}", "1"),
        ('{d["}"]}', "2"),
        ('{d["it' + "'" + 's"]}', "3"),
        ("{'''a''' + word}", "aall"),
        ('{"""a""" + word}', "aall"),
        ("{x\n+ 1:.1f}", "1.5"),
        ("{n if x != 1 else w}", "12345"),
        ("{[n, w][1:]}", "[8]"),
        ("{100 * x:.0f}", "52"),
    ],
)
def test_a_field_is_what_an_f_string_gives(template: str, value: str) -> None:
    assert field_problem(template) is None
    assert field_text(template, dict(NAMES)) == value


@pytest.mark.parametrize(
    "template",
    ["{20}", "{x} ", "{x}{n}", "{x=}", "{}", "{x", "{x +}", "{{x}}", "{(K := 20)}", "{'\0'}", "{len('ab')}"],
)
def test_a_field_that_could_not_be_false_or_is_none_is_a_problem(template: str) -> None:
    assert field_problem(template) is not None


@pytest.mark.parametrize(
    ("shown", "computed", "same"),
    [
        ("0.52", "0.52", True),
        ("−0.44", "-0.44", True),
        ("-0.44", "-0.44", True),
        ("0.51", "0.52", False),
        ("0.520", "0.52", False),
        ("all", "all", True),
        ("All", "all", False),
        ("−0.44", "0.44", False),
    ],
)
def test_a_value_is_compared_as_it_is_written(shown: str, computed: str, same: bool) -> None:
    assert same_value(shown, computed) is same


def test_a_new_value_keeps_the_typographic_minus() -> None:
    assert with_authors_signs("−1", "-2.5") == "−2.5"
    assert with_authors_signs("-1", "-2.5") == "-2.5"
    assert with_authors_signs("−1", "2.5") == "2.5"
