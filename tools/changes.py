"""`python tools/changes.py BEFORE AFTER`: what a reader sees otherwise in the second of two built sites.

`make changes SINCE=COMMIT` builds both and calls this; the workflow puts the Markdown beside a pull request.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

NUMBER = re.compile(r"(?<![\w.])[−-]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?(?![\w])")
KINDS = {"code": "pre", "figures": "figure", "equations": "math", "tables": "table"}


@dataclass
class Seen(HTMLParser):
    """What a page holds between `<article>` and `</article>`."""

    text: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    figures: set[str] = field(default_factory=set)
    inside: bool = False
    in_code: bool = False

    def __post_init__(self) -> None:
        """Prepare the parser."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element."""
        self.inside |= tag == "article"
        if self.inside:
            if tag == "pre":
                self.in_code = True
                self.code.append("")
            self.kinds.update(name for name, wanted in KINDS.items() if wanted == tag)
            source = (dict(attrs).get("src") or "").partition("#")[0]
            if tag == "img" and source.endswith(".svg"):
                self.figures.add(source)

    def handle_endtag(self, tag: str) -> None:
        """Leave the article."""
        self.inside &= tag != "article"
        self.in_code &= tag != "pre"

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if self.inside:
            self.text.append(data)
        if self.in_code:
            self.code[-1] += data

    @property
    def words(self) -> list[str]:
        """The words of the text, with those of its code."""
        return " ".join(self.text).split()

    @property
    def numbers(self) -> Counter[str]:
        """The numbers of the text, with how often each stands there."""
        return Counter(NUMBER.findall(" ".join(self.text)))


def read(file: Path) -> Seen:
    """Return what a built page holds."""
    seen = Seen()
    seen.feed(file.read_text(encoding="utf-8"))
    return seen


def compared(before: Path, after: Path) -> list[str]:
    """Return the lines of the summary."""
    old, new = ({str(file.relative_to(root)) for file in root.rglob("*.html")} for root in (before, after))
    lines = [f"- new page: {page}" for page in sorted(new - old)]
    lines += [f"- page gone: {page}" for page in sorted(old - new)]
    for page in sorted(old & new):
        if found := list(_page(before / page, after / page)):
            lines += [f"- {page}", *(f"    - {line}" for line in found)]
    return lines or ["Readers see no change."]


def _page(before: Path, after: Path) -> list[str]:
    old, new = read(before), read(after)
    found = [
        f"{kind}: {old.kinds[kind]} before, {new.kinds[kind]} now"
        for kind in KINDS
        if old.kinds[kind] != new.kinds[kind]
    ]
    gone, come = old.numbers - new.numbers, new.numbers - old.numbers
    if gone or come:
        found.append(f"numbers gone: {_listed(gone)}; come: {_listed(come)}")
    for figure in sorted(old.figures & new.figures):
        if (before.parent / figure).read_bytes() != (after.parent / figure).read_bytes():
            found.append(f"figure drawn otherwise: {figure}")
    if old.code != new.code and old.kinds["code"] == new.kinds["code"]:
        found.append("code changed")
    if not found and old.words != new.words:
        found.append("words changed")
    return found


def _listed(numbers: Counter[str], most: int = 20) -> str:
    shown = [number for number, _ in sorted(numbers.items())][:most]
    return (", ".join(shown) + (" …" if len(numbers) > most else "")) or "none"


def main(before: str, after: str) -> int:
    """Print the summary."""
    print("## What a reader sees otherwise\n")
    print("\n".join(compared(Path(before), Path(after))))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
