"""Each block becomes the claim that it makes; a block that cannot be read is a fault at its line."""

import pytest

from livepage.model.claims import Code, Embed, Equation, Exempt, FaultCode, Figure, Output
from tests.livepage.author import faults, kinds, only, written

CODE = "```python\nx = 1\n```\n"


@pytest.mark.parametrize(
    "page",
    [
        "```python\nx = 1\n```",
        "```py\nx = 1\n```\n",
        "```Python   \nx = 1\n```   \n",
        "``` python\nx = 1\n```\n",
        "~~~python\nx = 1\n~~~\n",
        "~~~~ {.python .fold title='x'}\nx = 1\n~~~~\n",
        '```{.python .fold title="x"}\nx = 1\n```\n',
        '``` { .python hl_lines="1 2" }\nx = 1\n```\n',
        '```python title="a b" hl_lines="1"\nx = 1\n```\n',
        '```python fold title="a"\nx = 1\n```\n',
        "````python\nx = '''\n```\n'''\n````\n",
        "text at once\n```python\nx = 1\n```\ntext at once\n",
        '=== "Tab"\n\n    ```python\n    x = 1\n    ```\n',
        '!!! note "A title"\n\n    ```python\n    x = 1\n\n    y = 2\n    ```\n',
        "??? note\n\n    !!! tip\n\n        ```python\n        x = 1\n        ```\n",
        "- item\n\n    ```python\n    x = 1\n    ```\n",
        "1. item\n\n\t```python\n\tx = 1\n\t```\n",
        "- a\n    - b\n\n        ```python\n        x = 1\n        ```\n",
        "a[^note]\n\n[^note]: text\n\n    ```python\n    x = 1\n    ```\n",
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_python_fence_is_code_in_every_form_that_authors_use(page: str, ends: str) -> None:
    assert kinds(page.replace("\n", ends)) == {"code": 1}


def test_code_keeps_its_text_without_the_margin() -> None:
    page = written("!!! note\n\n    ```python fold title='T'\n    if x:\n\n        y = 1\n    ```\n")
    code = only(page, "code")
    assert isinstance(code, Code)
    assert (code.line, code.body, code.indent) == (3, "if x:\n\n    y = 1\n", "    ")
    assert (code.options, code.fold) == ({"title": "T"}, True)


def test_a_longer_fence_holds_a_shorter_one() -> None:
    output = only(written(CODE + "````text\n```\n````\n"), "output")
    assert isinstance(output, Output)
    assert output.body == "```\n"


def test_a_page_may_begin_with_a_byte_order_mark_or_be_empty() -> None:
    assert kinds("\ufeff```python\nx = 1\n```") == {"code": 1}
    assert kinds("") == kinds("\n\n") == {}


def test_lines_count_as_in_an_editor() -> None:
    page = "π \u2028 \x0c and \x85\n\n" + "```python\n1/0\n```\n"
    assert faults(page) == [(4, "ZeroDivisionError: division by zero")]


@pytest.mark.parametrize(
    ("page", "line", "message"),
    [
        ("text\n\n```python\nx = 1\n", 3, "this fence is never closed"),
        ("~~~python\nx = 1\n```\n", 1, "this fence is never closed"),
        ("````python\nx = 1\n```\n", 1, "this fence is never closed"),
        ("- a\n\n    ```python\n  x = 1\n    ```\n", 4, "this line is indented less than its fence"),
        ("> ```python\n> x = 1\n> ```\n", 1, "a fence in a quotation, or on the line of a list's marker"),
        ("- ```python\n  x = 1\n  ```\n", 1, "a fence in a quotation, or on the line of a list's marker"),
        ("1. ~~~ python\n   x = 1\n   ~~~\n", 1, "a fence in a quotation, or on the line of a list's marker"),
        ("```bash\nls\n```\n", 1, "a block that nothing checks"),
        ("```\nx\n```\n", 1, "a block that nothing checks"),
        ("```pycon\n>>> x\n```\n", 1, "a block that nothing checks"),
        ("```python linenums='1'\nx = 1\n```\n", 1, "the option 'linenums' is unknown"),
        ("```python folded\nx = 1\n```\n", 1, "the option 'folded' is unknown"),
        ("```python fold fold\nx = 1\n```\n", 1, "the option 'fold' is there twice"),
        ("```python title='a' title='b'\nx = 1\n```\n", 1, "the option 'title' is there twice"),
        ("```python title=\"a'\nx = 1\n```\n", 1, "the fence's options cannot be read"),
        (CODE + "```text fold\nx\n```\n", 4, "the option 'fold' is unknown"),
        ("```python title='After 20 updates'\nx = 1\n```\n", 1, "the number 20 belongs to no claim"),
        ("```python\nx = 1\ny = (\n```\n", 3, "this is not Python: '(' was never closed"),
        ("```python\nx = 1\n\nreturn x\n```\n", 4, "this is not Python: 'return' outside function"),
        ("```python\nx = '\\d'\n```\n", 2, "invalid escape sequence"),
        ("```python\n\n```\n", 1, "a code block without code"),
        ("$$\nx\n\ntext\n", 1, "this displayed equation is never closed"),
        ("$$\nx\n", 1, "this displayed equation is never closed"),
        ("so $$x = y$$ holds\n", 1, "$$ is something that nothing checks here"),
        ("$$\n\\alpha\n\\foo\n$$\n", 3, "this LaTeX cannot be typeset"),
        ("$$ \\foo $$\n", 1, "this LaTeX cannot be typeset"),
        ("$$\n$$\n", 2, "this LaTeX cannot be typeset"),
        ("text\nand $\\foo$\n", 2, "this LaTeX cannot be typeset"),
        ("text\n\n<!-- note\n", 3, "this comment is never closed"),
        ("<!--\n```python\nx = 1\n```\n-->\n", 1, "code in a comment"),
        ("text <!--\n```python\nx = 1\n```\n-->\n", 1, "code in a comment"),
        ("<!-- exempt: -->\n```bash\nls\n```\n", 1, "an exemption needs a reason"),
        ("<!-- exempt -->\n```bash\nls\n```\n", 1, "an exemption needs a reason"),
        ("---\ngrap: graphs.a\n---\n\nWords.\n", 2, "this key is not read: grap"),
        ("<!-- exempt: why -->\n\ntext\n", 1, "no code block, image or displayed equation follows"),
        ("<!-- exempt: why -->\n$$\na\n\\foo\n$$\n", 4, "this LaTeX cannot be typeset"),
        ("<!-- exempt: why -->\n```bash\nls\n", 2, "this fence is never closed"),
        ("<!-- exempt: why -->\n::: package.module\n\n$$ x $$\n", 1, "no code block, image or displayed"),
        ("```python3 title='3'\nx = 1\n```\n", 1, "the number 3 belongs to no claim"),
        ("<!-- exempt: why -->\n", 1, "no code block, image or displayed equation follows"),
        ("<!-- exempt: why -->\n::: derivation a.b\n", 1, "no code block, image or displayed equation"),
        ("<!-- exempt: why -->\n<!-- exempt: why -->\n" + CODE, 1, "no code block, image or displayed"),
        ("text\n\n    x = y\n", 3, "text that is indented like this is shown as code"),
        ("- a\n\n    text\n\n        x = y\n", 5, "text that is indented like this is shown as code"),
        ("text\n\n    ```python\n    x = 1\n    ```\n", 3, "this block is not shown as code"),
        ("- a\n\ntext\n\n\tx = y\n", 5, "text that is indented like this is shown as code"),
        ("![](a.svg)\nA caption\n", 1, "this figure has no alt text"),
        ("![ ](a.svg)\nA caption\n", 1, "this figure has no alt text"),
        ("![A line](a.svg)\n\ntext\n", 1, "this figure has no caption"),
        ("![A line](a.svg)\n```python\nx = 1\n```\n", 1, "this figure has no caption"),
        ("![A line](a.svg)", 1, "this figure has no caption"),
        ("![A line](../a.png)\nA caption\n", 1, "a figure is a file beside the page, made by its code"),
        ("![Of $x$](a.svg)\nA caption\n", 1, "alt text is read aloud"),
        ("![A](a.svg)\nA caption\n\n![B](a.svg)\nA caption\n", 4, "a name twice: the figure a.svg"),
    ],
)
def test_a_fault_of_the_author_is_reported_at_its_line(page: str, line: int, message: str) -> None:
    found = [(fault.line, fault.message) for fault in written(page).faults]
    assert len(found) == 1, found
    assert found[0][0] == line
    assert message in found[0][1]


@pytest.mark.parametrize(
    "broken",
    [
        "<!-- exempt",
        "<!-- exempt: why\n```python\nx = 1\n```",
        "Words <!-- and no end",
        "<!-- Net(x=1) -->",
        "> ```python\n> x\n> ```",
        "```python a`b\nx\n```",
        "![a [b](a.svg)",
        "$$\nx\n\nmore",
        "- a\n\n    ```python\n  x\n    ```",
        "```python\nx = 1",
    ],
)
def test_what_is_broken_hides_no_markdown_that_is_shown_as_signs(broken: str) -> None:
    above = written(f"# A\n\nSome ~~words~~.\n\n{broken}\n").faults
    assert (above[0].line, above[0].got) == (3, "~~words~~")
    assert len(above) == 2
    if not broken.startswith("```python\n"):  # nobody knows where that ends
        below = written(f"# A\n\n{broken}\n\nSome ~~words~~.\n").faults
        assert [fault.got for fault in below][1:] == ["~~words~~"]


def test_all_faults_of_a_page_are_reported_at_once_in_order() -> None:
    page = "# Loss 5\n\n```bash\nls\n```\n\n$$\n\\foo\n$$\n\n```python nope\n1/0\n```\n\n```python\n"
    assert [line for line, _ in faults(page)] == [1, 3, 8, 11, 12, 15]


@pytest.mark.parametrize(
    "page",
    [
        "- a\n\n    more of a\n\n    - b\n\n        more of b\n",
        "- a\nlazy\n\n    more of a\n",
        "10. a\n\n    more of a\n",
        "!!! note\n\n    text\n\n    more\n",
        "text\n    goes on\n",
        "::: json.decoder\n    options:\n        heading_level: 2\n",
        "a `<!--` in code\n\nand text\n",
        "``` `` ``` is a span\n",
    ],
)
def test_what_belongs_to_the_text_around_it_is_no_fault(page: str) -> None:
    assert faults(page, {r"^1?0\.": "a list"}) == []


@pytest.mark.parametrize(
    "block",
    ["```bash\nls 1\n```\n", "$$\nx = y\n$$\n", "$$ x $$\n", "![A mark](../a.png)\n", "```python\n(\n```\n"],
)
def test_a_block_is_exempt_with_a_reason(block: str) -> None:
    claim = only(written(f"text\n\n<!-- exempt: no code of ours -->\n{block}"), "exempt")
    assert isinstance(claim, Exempt)
    assert (claim.line, claim.text, claim.reason) == (3, block, "no code of ours")


@pytest.mark.parametrize("block", ["```text\nx\n```\n", "```python\nx\n```\n", "~~~{.py}\nx\n~~~\n"])
def test_the_reason_of_what_looks_checked_is_shown_and_states_no_number(block: str) -> None:
    page = written(f"<!-- exempt: for 20 reasons -->\n{block}")
    assert [fault.message for fault in page.faults] == ["the number 20 belongs to no claim"]
    assert written("<!-- exempt: for 20 reasons -->\n```bash\nx\n```\n").faults == []


def test_an_exempt_image_needs_alt_text_too() -> None:
    assert faults("<!-- exempt: a mark -->\n![](a.png)\n") == [(2, "this figure has no alt text")]


def test_a_figure_has_a_name_an_alt_text_and_a_caption() -> None:
    text = "![A line](loss.svg)\nThe caption\nof two lines\n\ntext\n"
    figure = only(written(text), "figure")
    assert isinstance(figure, Figure)
    assert (figure.name, figure.alt) == ("loss", "A line")
    assert text[figure.end : figure.caption_end] == "The caption\nof two lines\n"


@pytest.mark.parametrize("page", ["$$\na = b\n$$\n", "$$ a = b $$\n", "- x\n\n    $$\n    a = b\n    $$\n"])
def test_a_displayed_equation_stands_on_lines_of_its_own(page: str) -> None:
    equation = only(written(page), "equation")
    assert isinstance(equation, Equation)
    assert (equation.latex, equation.display) == ("a = b", True)


def test_an_embed_is_code() -> None:
    page = written("```python embed\nfrom a.b import c\n```\n")
    assert isinstance(only(page, "embed"), Embed)
    assert page.count() == {"embed": 1}


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("title: After 20 updates\n", 2),
        ("hide: [toc]\ndescription: >-\n  How it\n  learns in 20 updates\n", 5),
        ("description: 'a loss of 0.52'\nsearch:\n  boost: 2\n", 2),
    ],
)
def test_numbers_that_a_search_engine_shows_are_faults(head: str, line: int) -> None:
    (found,) = written(f"---\n{head}---\n\n# Title\n").faults
    assert found.line == line
    assert "belongs to no claim" in found.message


def test_front_matter_that_nobody_reads_may_hold_numbers() -> None:
    assert (
        written("---\nsearch:\n  boost: 2\ntitle: Part 3\n---\ntext\n", {r"Part \d": "a title"}).faults == []
    )


def test_many_comments_behind_an_equation_are_read_once_each() -> None:
    page = "```python\nK = 1\n```\n\n$$x = 1$$" + "<!-- {K} -->" * 300 + "\n"
    assert [fault.message for fault in written(page).faults] == ["this comment ties nothing"]
    assert written("<!-- exempt:" + " " * 20_000 + "\n").faults


@pytest.mark.parametrize(
    ("alt", "problem"),
    [
        ("Of [a] and [b c]", None),
        ("Of ] it", "this image cannot be read: its alt text holds a bracket"),
        ("Of [ it", "this image cannot be read: its alt text holds a bracket"),
    ],
)
def test_an_alt_text_may_hold_brackets_in_pairs(alt: str, problem: str | None) -> None:
    found = [
        (fault.line, fault.message) for fault in written(f"words\n\n![{alt}](a.svg)\nThe caption.\n").faults
    ]
    assert found == ([(3, problem)] if problem else [])


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("```bash\nls\n````\n", 1),
        ("```bash\nls\n  ```\n", 1),
        ("  ```bash\nls\n```\n", 2),
        ("````bash\nls\n```\n", 1),
        ('```python title="The `f` function"\nx = 1\n```\n', 1),
    ],
)
def test_a_fence_that_mkdocs_does_not_close_is_a_fault_at_its_line(page: str, line: int) -> None:
    assert written("<!-- exempt: why -->\n" + page).faults[0].line == line + 1


@pytest.mark.parametrize(
    "comment",
    [
        "tabel(m)",
        "Table(m)",
        "table (m)",
        "a-figure(x=x",
        "figure(x=x)",
        "graph a.b",
        "Graph: a.b",
        "graphs: a",
    ],
)
def test_a_comment_like_a_call_that_nothing_reads_is_a_fault(comment: str) -> None:
    (fault,) = written(f"<!-- {comment} -->\n| a |\n|---|\n| b |\n").faults
    assert (fault.line, fault.message) == (1, "nothing reads this comment")


def test_what_exempts_and_what_is_open_is_told_by_a_code() -> None:
    codes = {fault.code for fault in written("<!-- exempt: -->\n$$ x $$\n").faults}
    assert codes == {FaultCode.EXEMPTION}
    assert {fault.code for fault in written("$$\nx\n").faults} == {FaultCode.UNCLOSED_DISPLAY}
    assert {fault.code for fault in written("a 5\n").faults} == {FaultCode.OTHER}
