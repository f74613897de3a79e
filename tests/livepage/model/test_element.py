"""A custom element is a claim: what it is given can be evaluated, has a name, and is a number JSON knows."""

import pytest

from livepage.model.claims import Element
from tests.livepage.author import executed, faults, only, written

CODE = "```python\nimport numpy as np\nx = np.array([1.5, 2.5])\n```\n\n"
TABLE = "\n| a |\n|---|\n| b |\n"


def test_an_element_is_its_name_its_arguments_and_the_paragraph_below() -> None:
    text = CODE + "<!-- loss-surface(x=x, k=len(x) - 1) -->" + TABLE + "\nmore\n"
    page, results = executed(text)
    element = only(page, "element")
    assert isinstance(element, Element)
    assert (element.name, element.arguments) == ("loss-surface", "x=x, k=len(x) - 1")
    assert text[element.end : element.body_end] == TABLE[1:]
    assert results.elements[element] == {"data-x": "[1.5,2.5]", "data-k": "1"}
    assert faults(text) == []


@pytest.mark.parametrize(
    ("element", "message"),
    [
        ("x=x, rate=mu", "x=x, rate=mu raises NameError: name 'mu' is not defined"),
        ("x=x / 0", "x=x / 0 raises "),
        ("x=x * np.nan", "x=x * np.nan raises ValueError: Out of range float values are not JSON"),
        ("x=max(x) * np.inf", "x=max(x) * np.inf raises ValueError: Out of range float values"),
        ("x={1} | {len(x)}", "x={1} | {len(x)} raises TypeError: a set has no JSON"),
        ("x=", "these arguments are not Python: "),
        ("x=x, x=x", "x is given twice"),
        ("x", "an element is given each value by its name"),
        ("", "an element is given each value by its name"),
        ("**x", "** is not the name of an attribute"),
        ("K=len(x)", "K is not the name of an attribute"),
        ("k=20", "k names nothing of the page, so it could never be false"),
    ],
)
def test_what_an_element_cannot_be_given_is_a_fault_at_its_line(element: str, message: str) -> None:
    found = faults(CODE + f"<!-- loss-surface({element}) -->" + TABLE)
    assert found
    assert all(line == 6 and said.startswith(message) for line, said in found[:1]), found


def test_an_element_around_nothing_is_a_fault() -> None:
    message = "an element shows a figure or a table until its script runs"
    assert faults(CODE + "<!-- loss-surface(x=x) -->\n\ntext\n") == [(6, message)]


def test_an_element_that_no_claim_covers_is_a_fault() -> None:
    assert faults("<loss-surface data-x='1'>text</loss-surface>\n")
    assert not faults("a<br>b\n")


def test_an_element_below_code_that_stopped_is_not_run() -> None:
    page, results = executed("```python\nx = 1 / 0\n```\n\n<!-- loss-surface(x=x) -->" + TABLE)
    assert only(page, "element") in results.not_run


def test_an_ordinary_comment_is_no_element() -> None:
    assert written("<!-- see loss-surface(x) -->\n\n<!-- note(x=1) -->\n").count() == {}


def test_what_an_element_is_given_does_not_depend_on_what_the_page_calls_dict() -> None:
    page, results = executed(
        '```python\ndict = {"a": 1}\nelement = 2\n```\n\n<!-- loss-surface(x=dict) -->' + TABLE
    )
    assert results.elements[only(page, "element")] == {"data-x": '{"a":1}'}
    assert not page.faults
