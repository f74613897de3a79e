"""A hook of the build: what the search finds, and when it is fetched.

Sections are found by their words, by the names that their code defines and uses, and by the symbols of their
formulas, in the spellings in which a reader may type them. Code itself would be a third of the index.

Material fetches its index with each page. It gets one that holds no section; those stand in a script beside
it, which `assets/javascripts/search.js` fetches when the reader searches.
"""

import json
import keyword
import re
from collections import Counter
from html import unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

TAG = re.compile(r"<[^>]+>")
HEADING = re.compile(r'<h[1-6]\b[^>]*\bid="([^"]+)"')
LATEX = re.compile(r'data-latex="([^"]*)"')
SHORT = 30  # characters of LaTeX before the sign of equality: a symbol, which the formula then defines
MOST = 6  # times that a name is told: more say no more
PROGRAM = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
TERM = re.compile(r"<(em|strong)>([^<.]{3,40})</\1>")
NAME = re.compile(r"\b[A-Za-z_][A-Za-z0-9_]*\b")
DEFINED = re.compile(r"^\s*(?:def|class)\s+(\w+)|^\s*(\w+)\s*=(?!=)", re.MULTILINE)
COMMENT = re.compile(r"#.*|\"[^\"\n]*\"|'[^'\n]*'")
SYMBOL = re.compile(
    r"\\(?P<greek>alpha|beta|gamma|(?:var)?epsilon|eta|theta|lambda|mu|xi|pi|rho|sigma|tau|(?:var)?phi"
    r"|omega|[dD]elta|Sigma)"
    r"(?![a-zA-Z])|(?<![\\a-zA-Z{])(?P<letter>[a-zA-Z])(?![a-zA-Z])"
)
BELOW = re.compile(r"_(?:\{(\w+)\}|(\w))")
STYLE = re.compile(r"\\(?:mathbf|boldsymbol|bm|hat|bar|mathrm)\s*\{?\s*(\\?\w+)\s*\}?")

# A learner wants what explains a thing before what lists it.
BOOSTS = {"tutorial/": 1.0, "index.html": 0.5, "labs/": 0.2, "reference/notation": 0.5, "reference/": 0.15}
ASIDE = ("#exercises", "#summary", "#where-to-go-next")
TITLE = 6.0  # how much more a word counts in a title than in the text; Material's 1000 leaves the text no say
EVERYWHERE = frozenset([*keyword.kwlist, "self", "np"])

pages: dict[str, str] = {}  # address: content


def on_config(_: MkDocsConfig) -> None:
    """Begin anew."""
    pages.clear()


@event_priority(100)  # before `search` takes the content
def on_page_context(_: object, *, page: Page, **__: object) -> None:
    """Keep the pages as they stand."""
    pages[page.url] = page.content or ""


@event_priority(-50)  # after `search` has written its index, before `offline` copies it
def on_post_build(config: MkDocsConfig) -> None:
    """Write the sections as a script of their own, and leave an index without any."""
    file = Path(config.site_dir) / "search" / "search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    known = {
        f"{url}{f'#{anchor}' if anchor else ''}": names(html)
        for url, content in pages.items()
        for anchor, html in sections(content)
    }
    for entry in index["docs"]:
        words = known.get(entry["location"], [])
        hidden = f"<span hidden>{' '.join(words)}</span>" if words else ""
        entry["text"] = PROGRAM.sub("", entry["text"]) + hidden
        entry["boost"] = boost(entry["location"])
    index["config"]["fields"]["title"]["boost"] = TITLE
    script = f"SECTIONS={json.dumps(index.pop('docs'), separators=(',', ':'), ensure_ascii=False)}"
    file.with_name("sections.js").write_text(script, encoding="utf-8")
    file.write_text(json.dumps(index | {"docs": []}, separators=(",", ":")), encoding="utf-8")


def boost(address: str) -> float:
    """Return by how much a section comes before others that hold the same words."""
    by = next((by for start, by in BOOSTS.items() if address.startswith(start)), 1.0)
    return 0.6 * by if address.endswith(ASIDE) else by


def sections(html: str) -> list[tuple[str, str]]:
    """Return the anchors and the contents of a page's sections; the first has none."""
    heads = list(HEADING.finditer(html))
    ends = [*(head.start() for head in heads[1:]), len(html)]
    found = [(head[1], html[head.end() : end]) for head, end in zip(heads, ends, strict=True)]
    return [("", found[0][1]), *found[1:]] if found else []


def names(html: str) -> list[str]:
    """Return the names of a section's code and symbols, and the terms that it explains, which it sets apart.

    Those that it is about come more than once.
    """
    found = Counter[str]()
    for _, term in TERM.findall(html):
        found.update([*re.findall(r"\w+", term.lower())] * MOST)
    for block in PROGRAM.findall(html):
        code = COMMENT.sub("", unescape(TAG.sub("", block)))
        found.update(set(NAME.findall(code)))
        found.update(name for pair in DEFINED.findall(code) for name in pair if name)
    for latex in LATEX.findall(html):
        for line in unescape(latex).split(r"\\"):
            found.update(spellings(line))
            defined, sign, _ = line.partition("=")
            if sign and len(defined) < SHORT:
                found.update([*spellings(defined)] * 2)
    return [
        name
        for name, count in sorted(found.items())
        if len(name) > 1 and name not in EVERYWHERE
        for _ in range(min(count, MOST))
    ]


def spellings(latex: str) -> set[str]:
    r"""Return how the symbols of a formula may be typed.

    >>> sorted(spellings(r"\delta_{hi} = \mathbf{w}_h"))
    ['delta', 'delta_h', 'delta_hi', 'deltah', 'deltahi', 'w_h', 'wh']
    """
    found = set[str]()
    latex = STYLE.sub(r"\1", latex)
    for symbol in SYMBOL.finditer(latex):
        base = (symbol["greek"] or symbol["letter"]).removeprefix("var")
        if symbol["greek"]:
            found.add(base)
        if below := BELOW.match(latex, symbol.end()):
            index = below[1] or below[2]
            # Of several letters the last is mostly that of the sample, which the text leaves out.
            for part in {index, index[:-1]} - {""}:
                found |= {f"{base}_{part}", f"{base}{part}"}
    return found
