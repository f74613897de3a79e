"""`make page NAME=6-parabola`: write the files of a new chapter, which hold as they are.

`tools/page` has the templates. In their names and texts `newpage` stands for the module.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"(?P<number>[1-9]\d*)-(?P<words>[a-z]+(?:-[a-z]+)*)")
FILES = {
    "page.md": "docs/tutorial/{page}.md",
    "module.py.txt": "src/chainrule/{module}.py",
    "graph.py.txt": "src/graphs/{module}.py",
    "figures.py.txt": "src/chainrule/figures/{figures}.py",
    "test_module.py.txt": "tests/chainrule/test_{module}.py",
    "test_graph.py.txt": "tests/graphs/test_{module}_graph.py",
}
LONGEST, LONGEST_OF_FIGURES = 17, 9
"""Of these modules, a line such as `from chainrule.figures.NAME import (` fits the 41 columns of a phone."""
LEFT = """Left to you, as it stands in files that many pages share:
  mkdocs.yml             under Tutorial:  - {title}: tutorial/{page}.md
  docs/reference/api.md  ::: chainrule.{module}
  tests/docs/test_lessons.py  the page's line of CENSUS, which the test prints
Then: make serve, open http://127.0.0.1:8000/chain-rule/tutorial/{page}.html
and change one thing at a time."""


def main(name: str, root: Path = ROOT) -> int:
    """Write the files, or nothing if one of them is there; return 1 then."""
    match = NAME.fullmatch(name)
    if match is None:
        print(f"NAME is a number and words, such as 6-parabola, not {name!r}", file=sys.stderr)
        return 1
    module, title = match["words"].replace("-", "_"), match["words"].replace("-", " ").capitalize()
    if len(module) > LONGEST:
        print(f"{module} has more than {LONGEST} letters: its imports would not fit a phone", file=sys.stderr)
        return 1
    figures = module if len(module) <= LONGEST_OF_FIGURES else f"chapter{match['number']}"
    words = {"page": name, "module": module, "figures": figures, "title": f"{match['number']} {title}"}
    texts = {root / place.format(**words): template(file) for file, place in FILES.items()}
    if there := [str(file.relative_to(root)) for file in texts if file.exists()]:
        print(f"there already, and nothing was written: {', '.join(there)}", file=sys.stderr)
        return 1
    said = {
        "figures.newpage": f"figures.{figures}",
        "newpage": module,
        "New page": title,
        "chapter 6": f"chapter {match['number']}",
    }
    for file, text in texts.items():
        for old, new in said.items():
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
        print(f"wrote {file.relative_to(root)}")
    print(LEFT.format(**words))
    return 0


def template(name: str) -> str:
    """Return the text of a template."""
    return (Path(__file__).parent / "page" / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
