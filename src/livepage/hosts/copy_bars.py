"""Puts below each block of Python what a reader can do with it; `docs/assets/javascripts/take.js` does it."""

from __future__ import annotations

import re
from html import unescape
from itertools import groupby

from livepage.taking.copies import Copies
from livepage.taking.docstring_examples import code_of, example_preludes

BLOCK = re.compile(
    r'<div(?P<attributes>[^>]*class="language-(?P<language>python|pycon) highlight"[^>]*)>'
    r"(?P<body>.*?</code></pre>)</div>",
    re.DOTALL,
)
OBJECT = re.compile(r'<h\d id="(?P<name>[\w.]+\.\w+)" class="doc doc-heading"')
TAG = re.compile(r"<[^>]+>")
# A phone has no room for what stands in spans.
PLAIN = '<button type="button" data-take="plain">Copy</button>'
BUTTON = '<button type="button" data-take="{take}" title="{title}">{words}</button>'
ALONE = BUTTON.format(
    take="alone", title="With what it needs above it", words="<span>Copy </span>so that it runs"
)
BARE = BUTTON.format(take="bare", title="The same without the package", words="<span>with </span>NumPy alone")


def with_bars(html: str) -> str:
    """Return a page's HTML with a bar below each block that can be pasted."""
    return BLOCK.sub(lambda match: _block(match["attributes"], match["body"]), html)


def with_examples(html: str, held: Copies) -> str:
    """Give the examples of docstrings, which have prompts, what they need to run alone."""
    pycon = [match for match in BLOCK.finditer(html) if match["language"] == "pycon"]
    attributes: dict[int, str] = {}
    for module, matches in groupby(pycon, key=lambda match: _module(html, match.start())):
        if not module:
            continue  # no example of a docstring
        examples = list(matches)
        codes = [code_of(unescape(TAG.sub("", match["body"]))) for match in examples]
        for match, prelude in zip(examples, example_preludes(module, codes), strict=True):
            named = " ".join(f'{name}="{value}"' for name, value in held.named(prelude).items())
            attributes[match.start()] = f' {named} data-prompts="true"'
    for start in sorted(attributes, reverse=True):
        place = start + len("<div")
        html = html[:place] + attributes[start] + html[place:]
    return html


def _module(html: str, end: int) -> str:
    """Return the module of the function whose documentation stands last before `end`."""
    names = [match["name"] for match in OBJECT.finditer(html, 0, end)]
    return names[-1].rpartition(".")[0] if names else ""


def _block(attributes: str, body: str) -> str:
    buttons = PLAIN
    if "data-above" in attributes:
        buttons += ALONE
    if "data-bare" in attributes:
        buttons += BARE
    address = re.search(r'\bid="([^"]+)"', attributes)
    link = f'<a href="#{address[1]}" title="Link to this code">#</a>' if address else ""
    return f'<div{attributes}>{body}<div class="take" data-search-exclude="">{link}{buttons}</div></div>'
