"""What MkDocs shows is what was read: code, formulas, lists and HTML."""

from pathlib import Path

import pytest
from mkdocs.config import load_config

from livepage.reading.dialect import EXTENSIONS
from tests.livepage.author import kinds, written

ROOT = Path(__file__).parents[3]
CODE = "text that is indented like this is shown as code"
LEFT = "this is shown as it stands"
RAW = "this formula is shown as it stands"


def found(page: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in written(page).faults]


@pytest.mark.parametrize(
    ("page", "line", "message"),
    [
        # code that is shown, and that nothing runs
        ("### Words\n    loss = wrong(x)\n", 2, CODE),
        ("Words\n=====\n    loss = wrong(x)\n", 3, CODE),
        ("<!-- a remark -->\n    loss = wrong(x)\n", 2, CODE),
        ("<hr>\n    loss = wrong(x)\n", 2, CODE),
        ("***\n    loss = wrong(x)\n", 2, CODE),
        ("> words\n\n    loss = wrong(x)\n", 3, CODE),
        ("> words\n>\n>     loss = wrong(x)\n", 3, CODE),
        ("- a\n\n        loss = wrong(x)\n", 3, CODE),
        ("a[^a]\n\n[^a]:\n        loss = wrong(x)\n", 4, CODE),
        ('=== "Tab"\n        loss = wrong(x)\n', 2, CODE),
        ("!!! note\n        loss = wrong(x)\n", 2, CODE),
        ("??? note\n        loss = wrong(x)\n", 2, CODE),
        ("| a |\n|---|\n| b |\n\n    loss = wrong(x)\n", 5, CODE),
        ("/// html | pre\n\nloss = wrong(x)\n\n///\n", 1, "/// html | pre is something that nothing checks"),
        ("<PRE>\nloss = wrong(x)\n</PRE>\n", 1, "<PRE is something that nothing checks here"),
        # what stands where Markdown does not read it
        ('<div class="note">\nThe $a = b$.\n</div>\n', 2, RAW),
        ("<p>The $a = b$.</p>\n", 1, RAW),
        ("<table><tr><td>$a = b$</td></tr></table>\n", 1, RAW),
        ("<details>\n\n<summary>So</summary>\n$a = b$\n\n</details>\n", 4, RAW),
        ("<div>\n**bold**\n</div>\n", 2, "Markdown in HTML is shown as it stands"),
        ("<div>\nsee [here](a.md)\n</div>\n", 2, "Markdown in HTML is shown as it stands"),
        ("<div>\nan _emphasis_ here\n</div>\n", 2, "Markdown in HTML is shown as it stands"),
        ("<div>\n- an item\n</div>\n", 2, "Markdown in HTML is shown as it stands"),
        ("<div>\n## a heading\n</div>\n", 2, "Markdown in HTML is shown as it stands"),
        ("<div>\nthe `code`\n</div>\n", 2, "this code in a line is shown otherwise"),
        ("| a | b |\n|---|---|\n| c | $P(A|B)$ |\n", 3, "a bar ends the cell of a table here"),
        # lists
        (
            "1. a\n\n   ```python\n   x = 1\n   ```\n",
            3,
            "what is indented like this belongs to nothing above",
        ),
        ("- a\n\n  more\n", 3, "what is indented like this belongs to nothing above it"),
        ("- a\n  - b\n", 2, "what is indented like this belongs to nothing above it"),
        ("- a\n\n  $$\n  a = b\n  $$\n", 3, "what is indented like this belongs to nothing above it"),
        ("- a\n\n  ![A line](a.svg)\n  The caption.\n", 3, "what is indented like this belongs to nothing"),
        ("1. a\n\nwords\n\n2. b\n", 5, "MkDocs reads this as number 1"),
        ("1. a\n\n```python\nx = 1\n```\n\n2. b\n", 7, "MkDocs reads this as number 1"),
        ("Code ``::: x`` here\n", 1, "this code in a line is shown otherwise"),
        # options of a fence that MkDocs does not know
        ("<!-- exempt: a shell -->\n```bash probe\nls\n```\n", 2, "this block is not shown as code"),
        ("<!-- exempt: a shell -->\n```bash value=3\nls\n```\n", 2, "this block is not shown as code"),
        ("<!-- exempt: no code of ours -->\n```python fold\nx\n```\n", 2, "this block is not shown as code"),
        # what Markdown reads as text
        ("Words\n- a\n- b\n", 2, LEFT),
        ("Words\n| a | b |\n|---|---|\n| c | d |\n", 2, LEFT),
        ("Term\n:   a meaning\n\n    more of it\n", 2, LEFT),
        ("*[ABC]: words\n\nABC\n", 1, LEFT),
        ("- [ ] words\n", 1, LEFT),
        ("> [!NOTE]\n> Words\n", 1, LEFT),
        ("=== Tab\n\nWords\n", 1, LEFT),
        ("Some ~~words~~ here\n", 1, LEFT),
        ("Some ==words== here\n", 1, LEFT),
        ("Press ++ctrl+c++ here\n", 1, LEFT),
        ("A {--word--} here\n", 1, LEFT),
        ("A :smile: here\n", 1, LEFT),
        (":: derivation a.b\n", 1, LEFT),
        ("Some ^^words^^ here\n", 1, LEFT),
        ("{!a.md!}\n", 1, LEFT),
        ("[words]{.big} here\n", 1, LEFT),
        ("<span style='unicode-bidi: bidi-override'>words</span>\n", 1, "unicode-bidi is something that"),
        ("<div style='background: url(a.png)'>words</div>\n", 1, "url( is something that nothing checks"),
        ("<input type='image' src='a.png'>\n", 1, "type='image is something that nothing checks"),
        ("Words ::: derivation a.b\n", 1, LEFT),
        ("Words.[^20]\n", 1, LEFT),
        ("[words][nowhere] here\n", 1, LEFT),
        ("Words here\n\n{ .big }\n", 3, LEFT),
        ("| a | b |\n|---|---|\n| c | d | e |\n", 3, "this row has more cells than the header"),
        # signs that turn text around
        ("A \u202e21\u202c of it\n", 1, "this sign turns text around"),
        ("A &#x202E;21 of it\n", 1, "this sign turns text around"),
        ("```python\nx = '\u2067'\n```\n", 2, "this sign turns text around"),
        ("<bdo dir='rtl'>words</bdo>\n", 1, "<bdo is something that nothing checks here"),
        # HTML
        ("Words if n<N or 5 >k so.\n", 1, "a browser takes this for a tag"),
        ("Words if n<b or c >k so.\n", 1, "a browser takes this for a tag"),
        ("Words if a <b> c.\n", 1, "the element <b> is never closed"),
        ("<div>\n\nwords\n", 1, "the element <div> is never closed"),
    ],
)
def test_what_mkdocs_shows_otherwise_than_it_was_read_is_a_fault(page: str, line: int, message: str) -> None:
    assert any(at == line and message in text for at, text in found(page)), found(page)
    assert found(f"# Title\n\n{page}")[0][0] == line + 2


@pytest.mark.parametrize(
    "page",
    [
        "1. a\n\n    ```python\n    x = 1\n    ```\n\n2. b\n\n    $$\n    a = b\n    $$\n\n3. c\n",
        "1. a\n1. b\n1. c\n",
        "1. First\n   goes on\n2. Second\n",
        "- a\n    1. b\n    2. c\n- d\n",
        "> 1. a\n> 2. b\n",
        '<div class="note" markdown="1">\nThe $a = b$ and **bold** and `code`.\n</div>\n',
        "<div markdown>\nThe $a = b$ and **bold**.\n</div>\n",
        '<p class="a_b_c" title="a - b">2 * a * b, <a href="x_y_">so</a></p>\n'.replace("2 * ", ""),
        "/// html | div.note\n\nThe $a = b$.\n\n///\n",
        "Words <b>with $x_i$</b>, <br> <kbdx-y></kbdx-y>.\n".replace(" <kbdx-y></kbdx-y>", ""),
        r"| a | b |" + "\n|---|---|\n" + r"| c | $P(A \mid B)$ and `a|b` |" + "\n",
        "a[^a]\n\n[^a]: The $a = b$.\n\n    ```python\n    x = 1\n    ```\n",
        "Words\n```python\nx = 1\n```\nWords after, **bold**.\n",
        "Words\n<!-- exempt: a shell -->\n```bash\nls\n```\nWords after.\n",
        "```python\ntext = '''\n    ```\n    inner\n    ```\n'''\n```\n",
        "if i < n or n<N so, and a &lt; b\n",
        "\\- a dash\n",
        "Words\n\\> more and &gt; that\n",
        "Words a :: b and C++ and a == b, so i++ and j++.\n",
        "`- a` and `[ ] b` and `~~c~~`\n",
        "Words (see `x`): so\n- - -\n",
        "The $x$: $y$\n",
        "`:::python x` and `#!python x` and ``a ` b`` and `a\nb`\n",
        "> So $z_h\n> = x w_h$ and `a\n> b` holds.\n",
        "!!! note\n\n    > So $z_h\n    > = x w_h$ holds.\n",
        "<p>An open paragraph\n<ul><li>an item</ul>\n",
    ],
)
def test_what_mkdocs_shows_as_it_was_read_is_none(page: str) -> None:
    assert found(page) == []


def test_a_fence_that_is_not_shown_for_its_options_is_told_which_there_are() -> None:
    (fault,) = written("<!-- exempt: a shell -->\n```bash probe\nls\n```\n").faults
    assert "behind its language what MkDocs knows: title, hl_lines or linenums" in str(fault.expected)
    assert found('<!-- exempt: a shell -->\n```bash title="words"\nls\n```\n') == []


def test_a_fence_between_lines_of_text_is_a_block_of_its_own() -> None:
    assert kinds("Words\n```python\nx = 1\n```\nmore\n") == {"code": 1}


def test_the_site_is_built_with_the_same_extensions() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert {*EXTENSIONS, "livepage.hosts.markdown_math", "fenced_code"} == {*config["markdown_extensions"]}
    for name, options in EXTENSIONS.items():
        set_by_the_site = config["mdx_configs"].get(name, {})
        assert options == {key: set_by_the_site[key] for key in options}, name
