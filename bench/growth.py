"""Measures how the time to read a page grows with what is on it: `python bench/growth.py [NAME …]`.

For each kind of input, the time at a size and at four times that size, and the power of the size with which
it grows; 1 is in proportion. No test times anything: a busy machine would decide.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import log
from pathlib import Path
from time import process_time

from livepage.checking.printed import same_text
from livepage.reading.parse import parse
from livepage.running.svg import compact
from livepage.typeset import MathError, to_mathml

LEAST = 0.02  # seconds that are more than noise
LONGEST = 20.0  # seconds after which no larger size is tried


def page(text: str) -> None:
    """Read a page."""
    parse(text, Path("page.md"))


def years(text: str) -> None:
    """Read a page of a project that exempts years."""
    parse(text, Path("page.md"), {r"\b\d{4}\b": "a year"})


def printed(text: str) -> None:
    """Compare an output with itself."""
    same_text(text, text + ".")


def formula(latex: str) -> None:
    """Typeset a formula."""
    try:
        to_mathml(latex, display=True)
    except MathError:
        return


def drawing(shapes: str) -> None:
    """Make a figure smaller."""
    compact(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shapes}</svg>', "a")


INPUTS: dict[str, tuple[Callable[[str], None], Callable[[int], str]]] = {
    "words": (page, lambda n: "Some words of prose, and more of them.\n" * n),
    "paragraphs": (page, lambda n: "Some words of prose.\n\n" * n),
    "numbers": (page, lambda n: "It is 20 of them.\n" * n),
    "values": (page, lambda n: "It is 20<!-- {K} --> of them.\n" * n),
    "comments behind an equation": (page, lambda n: "$$x$$" + "<!-- {K} -->" * n + "\n"),
    "comments without an end": (page, lambda n: "<!-- " * n + "\n"),
    "remarks": (page, lambda n: "<!-- a remark -->\n" * n),
    "spaces in an exemption": (page, lambda n: "<!-- exempt:" + " " * n + "\n"),
    "spaces in a value": (page, lambda n: "20<!-- " + " " * n + "{K}" + " " * n + "\n"),
    "spaces behind a word": (page, lambda n: "word" + " " * n + "<!-- {K} -->\n"),
    "dollars": (page, lambda n: "a $ " * n + "\n"),
    "formulas": (page, lambda n: "The $x_i = 2$ and\n" * n),
    "displays": (page, lambda n: "$$\nx = y\n$$\n\n" * n),
    "displays without an end": (page, lambda n: "$$\nx\n\n" * n),
    "backticks": (page, lambda n: "a ` b `` c ``` d\n" * n),
    "spans": (page, lambda n: "a `b` and ``c``\n" * n),
    "fences": (page, lambda n: "```python\nx = 1\n```\n\n" * n),
    "fences without an end": (page, lambda n: "```python\n" * n),
    "fences in quotations": (page, lambda n: "> ```\n" * n),
    "outputs": (page, lambda n: "```python\nprint(1)\n```\n\n```text\n1\n```\n\n" * n),
    "images": (page, lambda n: "".join(f"![A line](a{k}.svg)\nA caption.\n\n" for k in range(n))),
    "brackets": (page, lambda n: "a [b](c) " * n + "\n"),
    "brackets without an end": (page, lambda n: "](" * n + "\n"),
    "tags": (page, lambda n: "a <b>b</b> c\n" * n),
    "tags without an end": (page, lambda n: "a <b " * n + "\n"),
    "entities": (page, lambda n: "a &amp; b &frac12;\n" * n),
    "items": (page, lambda n: "".join(f"{k}. an item\n" for k in range(1, n + 1))),
    "bullets": (page, lambda n: "- an item\n" * n),
    "years": (years, lambda n: "1986, " * n),
    "digits": (page, lambda n: "1" * n + "a\n"),
    "rows of a table": (page, lambda n: "| a | b |\n|---|---|\n" + "| c | d |\n" * n),
    "quotations": (page, lambda n: "> words\n" * n),
    "indented code": (page, lambda n: "words\n\n    x = y\n\n" * n),
    "front matter": (page, lambda n: "---\n" + "key: value\n" * n + "---\n"),
    "an output's words": (printed, lambda n: "word " * n),
    "an output's spaces": (printed, lambda n: "a" + " " * n + "b"),
    "an output's digits": (printed, lambda n: "1" * n + "a"),
    "an output's brackets": (printed, lambda n: "[" * n + "1" + "]" * n),
    "an output's arrays": (printed, lambda n: "[1. 2.]\n" * n),
    "nested fractions": (formula, lambda n: r"\frac{1}{" * n + "x" + "}" * n),
    "terms": (formula, lambda n: "x + " * n + "x"),
    "shapes": (drawing, lambda n: '<g><path d="M 0 0 L 1 2"/></g>' * n),
    "groups": (drawing, lambda n: '<g id="a"><use href="#a"/></g>' * n),
    "points of a path": (drawing, lambda n: f'<path d="M 0 0{" L 1 2 L 3 4" * n}"/>'),
}


def seconds(act: Callable[[str], None], text: str) -> float:
    """Return the processor time that it takes."""
    start = process_time()
    act(text)
    return process_time() - start


def growth(name: str) -> str:
    """Return a line with the size at which the time is more than noise, and how it grows from there."""
    act, make = INPUTS[name]
    size = 500
    while (first := seconds(act, make(size))) < LEAST and size < 200_000:
        size *= 2
    second = seconds(act, make(4 * size)) if first < LONGEST / 16 else float("nan")
    return f"{name:28} {size:7} {first:8.3f} s {second:8.3f} s   {log(max(second / first, 1e-3), 4):5.2f}"


if __name__ == "__main__":
    for chosen in sys.argv[1:] or INPUTS:
        print(growth(chosen), flush=True)
