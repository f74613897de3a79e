"""Front matter is what MkDocs takes for it; all else at the top of a page is its text."""

import pytest
from mkdocs.utils.meta import get_data

from livepage.reading.front_matter import front_matter
from tests.livepage.author import faults, written

TOPS = [
    "---\ntitle: A\n---\n",
    "---\ntitle: A\n...\n",
    "---  \ntitle: >-\n  A\n---\t\n",
    "---\n\ntitle: A\n\n---\n",
    "---\n{}\n---\n",
    "---\n---\n",
    "---\n---\n\n# Title\n\n---\n",
    "---\n\nThe loss is 99.\n\n---\n",
    "---\n- a list\n- of 99 words\n---\n",
    "---\ntitle: a: b\n---\n",
    "---\ntitle: [a\n---\n",
    "---\ndate: 2024-99-99\n---\n",
    "---\n# a remark\n---\n",
    "---\n99\n---\n",
    "---\ntitle: A\n",
    " ---\ntitle: A\n---\n",
    "----\ntitle: A\n---\n",
    "***\n\ntitle: A\n\n---\n",
]


@pytest.mark.parametrize("top", TOPS)
def test_it_is_what_mkdocs_takes_away(top: str) -> None:
    page = f"{top}\n\nWords.\n"
    lines = front_matter(page).lines
    assert "".join(page.splitlines(keepends=True)[lines:]).lstrip("\n") == get_data(page)[0].lstrip("\n")
    assert bool(lines) == bool(get_data(page)[0] != page)


@pytest.mark.parametrize("top", ["---\n- a\n---\n", "---\ntitle: a: b\n---\n", "---\n---\n\n# T\n\n---\n"])
def test_what_looks_like_front_matter_and_is_none_is_a_fault_at_its_line(top: str) -> None:
    (fault,) = written(f"{top}\nWords.\n").faults
    assert (fault.line, fault.message) == (
        1,
        "this front matter is no YAML mapping, so MkDocs shows it as text",
    )


@pytest.mark.parametrize("first", ["Note: the loss is small.", "loss: small", "Key-a: value"])
def test_a_line_that_mkdocs_takes_for_metadata_is_a_fault(first: str) -> None:
    page = f"{first}\n\nWords.\n"
    assert first not in get_data(page)[0]
    assert [fault.line for fault in written(page).faults] == [1]


@pytest.mark.parametrize("first", ["# Note: words", "", "Two words: and more", "- Note: words"])
def test_a_line_that_it_shows_is_none(first: str) -> None:
    assert first in get_data(f"{first}\n\nWords.\n")[0]
    assert written(f"{first}\n\nWords.\n").faults == []


def test_what_stands_between_rules_is_run_and_checked() -> None:
    page = "---\n\nThe loss is 99.\n\n```python\nprint(1)\n```\n\n```text\n2\n```\n\n---\n\n# Title\n"
    assert [(line, message.split(" ")[1]) for line, message in faults(page)] == [(3, "number"), (10, "is")]


@pytest.mark.parametrize(
    ("matter", "line"),
    [
        ("title: 99 ways", 2),
        ("'title': 99 ways", 2),
        ("{title: 99 ways}", 2),
        ("hide: [toc]\ndescription: >-\n  words\n  and 99 more", 5),
        ("title: Words\nsubtitle: [of, 99]", 3),
        ('"description" : |\n  of 99', 3),
    ],
)
def test_a_number_that_readers_see_of_it_belongs_to_no_claim(matter: str, line: int) -> None:
    assert faults(f"---\n{matter}\n---\n\nWords.\n") == [(line, "the number 99 belongs to no claim")]
    assert faults(f"---\n{matter.replace('99', 'some')}\n---\n\nWords.\n") == []


@pytest.mark.parametrize(
    "matter",
    [
        'title: "\\u0034\\u0032 ways"',
        "title: '&#52; ways'",
        "<<: {title: 99 ways}",
        "base: &all {title: 99 ways}\n<<: *all",
        "word: &a 99 ways\ntitle: *a",
    ],
)
def test_a_number_behind_an_escape_or_a_reference_of_yaml_is_one(matter: str) -> None:
    ((line, message),) = faults(f"---\n{matter}\n---\n\nWords.\n")
    assert (line, message[:10]) == (2, "the number")


@pytest.mark.parametrize(
    "matter", ["graph: a.b", "graph: 'a.b'  # words", '{"graph": "a.b"}', "'graph': a.b"]
)
def test_the_graph_is_the_value_of_its_key_however_yaml_writes_it(matter: str) -> None:
    assert [name for _, name in written(f"---\n{matter}\n---\n\nWords.\n").graphs] == ["a.b"]
