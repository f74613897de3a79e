"""What the site is built from: sources, derivations and figures in place, comments gone, code as it ran."""

from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.equations.verdicts.verdict import Verdict
from livepage.writing.render import figure_files, render, told
from tests.livepage.author import executed

K = "```python fold\nK = 20\n```\n\n"


def built(text: str, exempt: dict[str, str] | None = None) -> str:
    page, results = executed(text, exempt)
    assert not page.faults
    assert not results.faults
    return render(page, results, lambda file, line: f"https://code/{file.name}#L{line}", "page/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "```py title='A \"b\"' hl_lines=2\nx = 1\n```\n",
            '```python title=\'A "b"\' hl_lines="2"\nx = 1\n```\n',
        ),
        ("~~~python\nx = '''\n```\n'''\n~~~", "````python\nx = '''\n```\n'''\n````\n"),
        (
            "- a\n\n    ```python fold title='The \"code\"'\n    x = 1\n\n    y = 2\n    ```\n",
            '- a\n\n    ??? fold "The &quot;code&quot;"\n\n        ```python\n        x = 1\n\n'
            "        y = 2\n        ```\n",
        ),
        (
            "```python fold title='<script>x</script> $a<b$'\nx = 1\n```\n",
            '??? fold "&lt;script>x&lt;/script> $a<b$"\n\n    ```python\n    x = 1\n    ```\n',
        ),
        (
            "```python\nprint(1)\n```\n\n```text\n1\n```",
            "```python\nprint(1)\n```\n\n``` { .text .output }\n1\n```\n",
        ),
        ("<!-- exempt: a shell -->\n```bash\nls\n```\n", "```bash\nls\n```\n"),
        (
            "```python\nprint(id(1))\n```\n\n"
            "<!-- exempt: `id` is *another* each time -->\n```text\n7\n```\nMore.\n",
            "```python\nprint(id(1))\n```\n\n```text\n7\n```\n\n"
            "Not checked: \\`id\\` is \\*another\\* each time\n{ .code-source }\n\nMore.\n",
        ),
        (
            "- a\n\n    <!-- exempt: of <another> page -->\n    ```py\n    x\n    ```",
            "- a\n\n    ```py\n    x\n    ```\n\n"
            "    Not checked: of &lt;another\\> page\n    { .code-source }\n",
        ),
        ("part 3 of it", "part 3 of it"),
    ],
)
def test_blocks(text: str, expected: str) -> None:
    assert built(text, {r"part \d": "a part"}).replace("```{", "``` {") == expected


def test_values_lose_their_comments() -> None:
    text = K + "After 20<!-- {K} --> of $K = 20$<!-- {K} --> <!-- a note -->\n\n| 20<!-- {K} --> |\n"
    assert built(text).endswith("After 20 of $K = 20$ <!-- a note -->\n\n| 20 |\n")


@pytest.mark.parametrize("end", ["\n", "\n\ntext\n", ""])
def test_a_figure_is_two_images_with_their_size_and_a_caption(end: str) -> None:
    code = (
        "```python\nfrom matplotlib import pyplot as plt\nK = 20\nfig = plt.figure(figsize=(3, 2))\n```\n\n"
    )
    image = "![Of 20<!-- {K} --> samples](a.svg)\nAfter 20<!-- {K} -->\nupdates" + end
    assert image.count("20") == 2
    text = built(code + image).partition("![")[2]
    size = 'width="288" height="192" loading="lazy" }'
    assert text == (
        f"Of 20 samples](page/a.svg){{ .figure-light {size} "
        f"![Of 20 samples](page/a.dark.svg){{ .figure-dark {size}\n"
        "\n/// caption\nAfter 20\nupdates\n///\n" + end[1:]
    )
    assert figure_files("a") == ("a.svg", "a.dark.svg")


def test_an_indented_figure_keeps_its_margin() -> None:
    code = "```python\nfrom matplotlib import pyplot as plt\nfig = plt.figure()\n```\n\n"
    text = built(code + "!!! note\n\n    ![A ground](a.svg)\n    The caption\n")
    assert "\n    /// caption\n    The caption\n    ///\n" in text


def test_an_embed_is_its_source_and_says_where_it_lives(package: Callable[..., Path]) -> None:
    package()
    text = built("```python embed title='Double'\nfrom toycalc.calc import double, fails\n```\n")
    assert text.startswith(
        '```python title="Double"\ndef double(a: float) -> float:\n    """Return twice a."""\n'
    )
    assert "    return 2 * a\n\n\ndef fails" in text
    assert text.endswith("```\n\n[`toycalc.calc`, line 6](https://code/calc.py#L6)\n{ .code-source }\n")


@pytest.mark.parametrize(
    "text", ["", "a", "# A\n\ntext `x`\n\n- b\n", "---\ntitle: a\n---\ntext\n", "a\r\nb"]
)
def test_a_page_without_claims_stays_as_it_is(text: str) -> None:
    assert built(text) == text.replace("\r\n", "\n")


def test_an_element_wraps_the_figure_below_and_is_given_its_numbers() -> None:
    code = "```python\nimport numpy as np\nfrom matplotlib import pyplot as plt\nfig = plt.figure()\n"
    code += "x = np.array([[0.1], [1 / 3]])\n```\n\n"
    text = built(code + "<!-- loss-surface(x=x, k=len(x)) -->\n![A ground](a.svg)\nThe caption\n\nmore\n")
    head, figure = text.partition("////")[2].split("\n\n", 1)
    assert head == (
        ' html | loss-surface\n    attrs: {"data-x": "[[0.1],[0.3333333333333333]]", "data-k": "2"}\n'
        "    markdown: block"
    )
    assert figure.endswith("/// caption\nThe caption\n///\n////\n\nmore\n")


@pytest.mark.parametrize("end", ["\n", ""])
def test_an_element_wraps_the_table_below(end: str) -> None:
    text = built(K + "- a\n\n    <!-- a-b(k=K) -->\n    | a |\n    |---|\n    | $z$ |" + end)
    assert text.endswith(
        '    //// html | a-b\n        attrs: {"data-k": "20"}\n        markdown: block\n\n'
        "    | a |\n    |---|\n    | $z$ |\n    ////\n"
    )


def test_the_line_below_an_equation_names_points_difference_and_functions() -> None:
    assert told(Verdict("checked", points=20)) == "Checked at 20 random points."
    named = Verdict("defined", points=20, largest_difference=3e-16, functions=("a.b.f", "a.b.g", "c.h"))
    assert told(named, "how.md") == (
        "A definition, compared at 20 random points, largest difference 3e-16, "
        "with `f`, `g` of `a.b`; `h` of `c`. [How](how.md)"
    )
