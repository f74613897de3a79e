"""Copied text: paragraphs not broken as in their source, without marks, formulas as LaTeX, links whole."""

from typing import Any

from playwright.sync_api import Locator, Page

from tests.site.reader import OpenPage, scroll_to

CLIPBOARD = ["clipboard-read", "clipboard-write"]
SELECT = """([first, last]) => {
  const range = document.createRange()
  range.setStartBefore(first)
  range.setEndAfter(last)
  getSelection().removeAllRanges()
  getSelection().addRange(range)
}"""
RICH = """async () => {
  const [item] = await navigator.clipboard.read()
  return (await item.getType("text/html")).text()
}"""


def copied(page: Page, first: Locator, last: Locator) -> str:
    """Select from one element to the end of another, copy, and return the plain text."""
    page.evaluate(SELECT, [first.element_handle(), last.element_handle()])
    page.keyboard.press("Control+c")
    text: Any = page.evaluate("navigator.clipboard.readText()")
    return str(text)


def test_copied_prose_is_paragraphs_with_latex_and_without_marks(open_page: OpenPage) -> None:
    page = open_page("tutorial/3-backpropagation.html", permissions=CLIPBOARD)
    heading = page.locator("#go-backward-carry-the-error-home")
    text = copied(page, heading, page.locator("#at-the-output-one-subtraction"))
    lines = text.split("\n")
    assert lines[0] == "Go backward: carry the error home"
    assert lines[-1] == "At the output: one subtraction"
    assert "checked" not in text.lower()
    assert "$$\n\\" in text
    prose = [line for line in lines if len(line) > 100]
    assert len(prose) == 2
    assert all(line.endswith((".", ":")) for line in prose)
    rich = page.evaluate(RICH)
    assert "<math" in rich
    assert "headerlink" not in rich
    first = page.locator("article > p:has(a)").first
    assert copied(page, first, first) == " ".join(first.inner_text().split())
    assert 'href="http' in page.evaluate(RICH)


def test_copied_code_stays_as_it_is(open_page: OpenPage) -> None:
    page = open_page("tutorial/3-backpropagation.html", permissions=CLIPBOARD)
    code = page.locator("article .language-python pre > code:visible").first
    code.evaluate("(code) => getSelection().selectAllChildren(code)")
    page.keyboard.press("Control+c")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.rstrip("\n") == str(code.text_content()).rstrip("\n")


def test_a_formula_that_the_microscope_has_filled_in_is_copied_as_latex(open_page: OpenPage) -> None:
    page = open_page("tutorial/3-backpropagation.html#w=2.3&b=1.4&mu=2&k=20&i=5&s=10", permissions=CLIPBOARD)
    scroll_to(page, "network-microscope")
    filled = page.locator("network-microscope .numbers math")
    filled.first.wait_for()
    texts = [copied(page, each, each) for each in filled.all()]
    assert texts
    for text in texts:
        assert text.startswith("$="), text
        assert text.endswith("$"), text
        assert text.isascii(), text
    assert any("\\cdot" in text for text in texts)
    assert any("\\frac" in text or "\\log" in text for text in texts)
