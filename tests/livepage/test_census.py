"""The census sees a stray of each kind in a page as Python-Markdown builds it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Markdown

from livepage.writing.render import render
from tests.livepage.author import executed
from tools.census import shown, strays

EXTENSIONS = [
    "admonition",
    "attr_list",
    "tables",
    "pymdownx.blocks.caption",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "livepage.hosts.markdown_math",
]
PAGE = """# Title

```python title="Data"
from matplotlib import pyplot as plt
print("a < b")
```

```text
a < b
```

- A list

    ```python embed
    from toycalc.calc import double
    ```

!!! note

    ```python fold
    fig = plt.figure()
    ```

    ![A ground](ground.svg)
    The caption with $x_1$

::: derivation toycalc.calc.double

$$
a < b
$$

<!-- exempt: a shell -->
```bash
ls
```

<!-- exempt: a definition -->
$$ c = d $$

<!-- exempt: a mark -->
![A mark](../mark.png)
"""


def build(text: str) -> tuple[str, Callable[[str], list[str]]]:
    page, results = executed(text)
    assert not page.faults
    assert not results.faults
    html = Markdown(extensions=EXTENSIONS).convert(render(page, results, lambda _file, _line: None, "page/"))
    return html, lambda built: strays(built, page, results)


def test_each_thing_shown_is_one_claim(package: Callable[..., Path]) -> None:
    package()
    html, census = build(PAGE)
    assert census(html) == []
    assert {kind for kind, _ in shown(html)} == {"code", "picture", "formula"}
    assert len(shown(html)) == 5 + 3 + 5


@pytest.mark.parametrize(
    ("stray", "found"),
    [
        ("<pre><code>x = 1\n</code></pre>", "no claim: code 'x = 1'"),
        ("<pre>x = 1</pre>", "no claim: code 'x = 1'"),
        ('<img src="other/ground.png">', "no claim: picture 'ground.png'"),
        ('<figure><img src="page/ground.svg"></figure>', "no claim: picture 'ground.svg'"),
        ("<svg><path/></svg>", "no claim: picture '<svg>'"),
        ('<math data-latex="e = f"></math>', "no claim: formula 'e = f'"),
        ("<math><mi>x</mi></math>", "no claim: formula '<math> without its LaTeX'"),
        ('<div class="highlight"><pre><span></span><code>ls\n</code></pre></div>', "no claim: code 'ls'"),
    ],
)
def test_a_stray_is_seen(package: Callable[..., Path], stray: str, found: str) -> None:
    package()
    html, census = build(PAGE)
    assert census(html + stray) == [found]
    assert census(f"<svg></svg><article>{html}{stray}</article><pre>furniture</pre>") == [found]


@pytest.mark.parametrize(
    ("gone", "missing"),
    [
        (r'<math [^>]*data-latex="x_1".*?</math>', "not shown: formula 'x_1'"),
        (r"<img [^>]*ground\.svg[^>]*>", "not shown: picture 'ground.svg'"),
        (r"<pre[^>]*>(?:(?!<pre).)*?plt.*?figure.*?</pre>", "not shown: code"),
    ],
)
def test_a_claim_that_is_not_shown_is_seen(package: Callable[..., Path], gone: str, missing: str) -> None:
    package()
    html, census = build(PAGE)
    changed = re.sub(gone, "", html, count=1, flags=re.DOTALL)
    assert changed != html
    assert census(changed)[-1].startswith(missing)


def test_indented_code_that_the_parser_let_pass_would_be_seen() -> None:
    page, results = executed("text\n")
    html = Markdown().convert("text\n\n    x = 1\n")
    assert strays(html, page, results) == ["no claim: code 'x = 1'"]


def test_the_theme_s_own_pictures_and_the_api_s_code_are_no_claims() -> None:
    page, results = executed("text\n")
    html = (
        '<article><a class="md-content__button"><svg><path/></svg></a><p>text</p>'
        '<div class="doc doc-object"><pre><code>x</code></pre><br></div></article>'
    )
    assert strays(html, page, results) == []
    assert strays(html + "<article><pre>x</pre></article>", page, results) == ["no claim: code 'x'"]
