"""What holds for every page: parsing never raises, rendering adds nothing, updating is done after once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from livepage.checking.check_page import check
from livepage.model.results import Results
from livepage.writing.render import render
from livepage.writing.update import update
from tests.livepage.author import executed, written

PIECES = [
    "```", "```python\n", "```text\n", "~~~", "$$", "$", "$x$", "\n", "\n\n", "    ", "\t", "- ", "> ",
    "!!! note\n", "![a](b.svg)\n", "![", "](", "<!--", "-->", "{K}", "<!-- {K} -->",
    "<!-- exempt: why -->\n", "::: derivation a.b\n", "::: a\n", "---\n", "title: 5\n", "20", "0.5",
    "−3", "_", "**", "`", "|", "x = 1\n", "(", "'", '"', "\\", "#", "[^1]: ", "1. ", "\r\n", "\u2028",
    "\ufeff", "\x00", "²", "text ", "fold", "{.python}", "embed", "<b>", "&#8364;",
]  # fmt: skip
LETTERS = st.text("abcdefgh ,.;\n-*_#>`'\"é", max_size=200)


@settings(max_examples=400)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_parsing_never_raises_and_claims_lie_within_the_page(text: str) -> None:
    page = written(text)
    assert all(0 <= claim.start < claim.end <= len(page.text) for claim in page.claims)
    lines = [claim.line for claim in page.claims] + [fault.line for fault in page.faults]
    assert all(1 <= line <= page.text.count("\n") + 1 for line in lines)
    assert len(set(page.claims)) == len(page.claims)


@given(LETTERS)
def test_a_page_without_claims_is_rendered_as_it_is(text: str) -> None:
    page = written(text)
    if not page.claims:
        assert render(page, Results(), lambda _file, _line: None) == page.text


NUMBERS = st.floats(-1e6, 1e6).map(lambda value: f"{value:.3f}")
PAGE = "```python\nx, n = {}, {}\nprint('x', x, [n, x])\n```\n\n```text\n{}\n```\n\n{}<!-- {{x:.3f}} -->\n"


@settings(max_examples=40)
@given(NUMBERS, st.integers(), st.text("0123456789.x[], \n", max_size=20), NUMBERS)
def test_updating_mends_every_digit_and_is_done_after_once(x: str, n: int, output: str, shown: str) -> None:
    new, left = update(*executed(PAGE.format(x, n, output, shown)))
    assert left == []
    page, results = executed(new)
    assert check(page, results) == []
    assert update(page, results) == (new, [])
