"""pytest, the build and update say the same of each page, at the same lines; what update fills in holds."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = """
site_name: Cases
strict: true
theme: {name: material, font: false}
validation: {nav: {omitted_files: ignore}, links: {not_found: ignore}}
markdown_extensions:
    [attr_list, footnotes, pymdownx.details, pymdownx.superfences, livepage.hosts.markdown_math]
plugins: [livepage]
exclude_docs: |
    part/excluded.*
    old/
draft_docs: part/draft.md
not_in_nav: part/aside.md
"""
CONFTEST = """from pathlib import Path

from livepage.hosts.pytest_sybil import examples

pytest_collect_file = examples(Path(__file__).parent).pytest()
"""
TOY = '''"""Words."""


def smooth(x):
    """
    Square a number.

    Parameters
    ----------
    x : float
        The number.

    Returns
    -------
    float
        Its square.
    """
    return x * x
'''
LONGEST = 5  # seconds for a page; the only one that takes longer never ends


def code(source: str, output: str | None = None) -> str:
    fence = f"```python\n{source}\n```\n"
    return fence if output is None else f"{fence}\n```text\n{output}\n```\n"


PAGES: dict[str, tuple[str, set[int], set[int]]] = {
    # a page, the lines of its faults, and those that are left when update has filled in what it can
    "index": ("# At the top\n\nOf 99 things.\n", {3}, {3}),
    "part/holds": ("# A\n\n" + code("print(1)", "1"), set(), set()),
    "part/false": ("# A\n\n" + code("print(1)", "2"), {8}, set()),
    "part/rules": ("---\n\nWords.\n\n" + code("print(1)", "2") + "\n---\n\n# A\n", {10}, set()),
    "part/no-mapping": ("---\n- one\n---\n\n# A\n\nOf 99.\n", {1, 7}, {1, 7}),
    "part/signs": (
        "# A\n\n" + code("n = 1") + "\nIt is -**1**<!-- {n} -->.\n\nWords\n- a\n",
        {7, 10},
        {7, 10},
    ),
    "part/pops": ("# A\n\n" + code("a = [1]") + "\nIt is 1<!-- {a.pop() if a else 0} -->.\n", {7}, {7}),
    "both/README": ("# A\n\nOf words.\n", {1}, {1}),
    "both/index": ("# A\n\nOf words.\n", set(), set()),
    "part/twice": ("# A\n\n" + code("print(1)", "2"), {8}, set()),
    "part/twice.markdown": ("# A\n\nOf words.\n", {1}, {1}),
    "part/late": ("# A\n\n" + code("import atexit\n\natexit.register(print, 'late')"), {3}, {3}),
    "part/patches": (
        "# A\n\n" + code("import math\n\nmath.floor = abs\nprint(math.floor(-2))", "2"),
        set(),
        set(),
    ),
    "part/patched": ("# A\n\n" + code("import math\n\nprint(math.floor(2.5))", "2.5"), {10}, set()),
    "part/endless": ("# A\n\n" + code("while True: pass"), {4}, {4}),
    "part/ended": ("# A\n\n" + code("import os\n\nos._exit(0)"), {6}, {6}),
    "part/warns": ("# A\n\n" + code("import warnings\n\nwarnings.warn('careful')"), {6}, {6}),
    "part/child": (
        "# A\n\n" + code("import subprocess, sys\n\nsubprocess.run([sys.executable, '-c', 'print(7)'])"),
        {3},
        set(),
    ),
    "part/logs": (
        "# A\n\n" + code("import logging\n\nlogging.warning('careful')", "WARNING:root:careful"),
        set(),
        set(),
    ),
    "part/years": ("# A\n\nAgent 007, on 2024-01-05, in 1999.\n", {3}, {3}),
    "part/indented": ("# A\n\n## B\n    print(1)\n", {4}, {4}),
    "part/in-a-note": ("# A\n\nWords.[^a]\n\n[^a]:\n        print(1)\n", {6}, {6}),
    "part/dollars": ("# A\n\nFrom $HOME to \\[x\\].\n", {3}, {3}),
    "part/writes": ("# A\n\n" + code("open('docs/made.txt', 'w').close()"), {4}, {4}),
    "part/varies": (
        "# A\n\n"
        + code("import time\n\nprint(time.time())")
        + "\n<!-- exempt: the time of day -->\n```text\n1.5\n```\n",
        set(),
        set(),
    ),
    "part/unread": ("# A\n\n$$\nx = \\unknown\n$$\n", {4}, {4}),
    "part/spaces": ("# A\n\n" + code("print('a b')", "a  b"), {8}, set()),
    "part/closes": ("# A\n\n" + code("import sys\n\nsys.stdout.close()"), set(), set()),
    "part/excluded": ("# A\n\nOf 99 things.\n", set(), set()),
    "old/excluded": ("# A\n\nOf 99 things.\n", set(), set()),
    "part/draft": ("# A\n\nOf 99 things.\n", set(), {3}),  # which a server shows, and update fills in
    "part/aside": ("# A\n\nOf 99 things.\n", {3}, {3}),
    "part/notebook.ipynb": ('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', {1}, {1}),
    "part/excluded.ipynb": ("{}", set(), set()),
    "part/unclosed": ("# A\n\nSome ~~words~~ here.\n\n<!-- exempt\n", {3, 5}, {3, 5}),
    "part/comment": ("# A\n\n" + code("x = 1  # 0.25"), {4}, {4}),
    "part/autodoc": ("# A\n\n## ::: toy.smooth\n\n::: no.such.module\n\nOf words.\n", {5}, {5}),
    # in the ways of other authors
    "other/embeds": (
        "# A\n\n```python embed\nfrom toy import smooth\n```\n\n" + code("print(smooth(2.0))", "4.0"),
        set(),
        set(),
    ),
    "other/extensions": (
        "# A\n\nTerm\n:   its meaning\n\n*[ABC]: words\n\n- [x] done\n\n:::note\nwords\n:::\n\n"
        "Some ==words==.\n",
        {4, 6, 8, 10, 14},
        {4, 6, 8, 10, 14},
    ),
    "other/tabs": (
        '# A\n\n=== "One"\n\n'
        + code("print(1)", "2").replace("\n", "\n    ").replace("```py", "    ```py", 1),
        {10},
        set(),
    ),
    "part/value": ("# A\n\n" + code("n = 3") + "\nIt is 4<!-- {n} -->.\n", {7}, set()),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hosts")
    named = {name if "." in name else f"{name}.md": text for name, (text, _, _) in PAGES.items()}
    files = {f"docs/{name}": text for name, text in named.items()}
    settings = f"[tool.livepage]\nlongest = {LONGEST}\n"
    files |= {"mkdocs.yml": CONFIG, "conftest.py": CONFTEST, "pyproject.toml": settings}
    files["src/toy.py"] = TOY
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def told(project: Path, *command: str) -> str:
    """Return all that a command prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "CI": ""}
    line = [sys.executable, "-m", *command]
    done = subprocess.run(line, cwd=project, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def said(project: Path, *command: str) -> dict[str, set[int]]:
    """Return the lines of the faults that a command tells, for each page that has any."""
    found: dict[str, set[int]] = {}
    for page, number in re.findall(r"docs/([^\n:]+?)(?:\.md)?:(\d+): ", told(project, *command)):
        found.setdefault(page, set()).add(int(number))
    return found


def test_the_three_say_the_same_of_each_page(project: Path) -> None:
    expected = {name: faults for name, (_, faults, _) in PAGES.items() if faults}
    left = {name: faults for name, (_, _, faults) in PAGES.items() if faults}
    by_pytest = ("pytest", "docs", "-q", "-p", "no:doctest", "-p", "no:cacheprovider")
    assert said(project, *by_pytest) == expected
    assert said(project, "mkdocs", "build", "--strict", "--site-dir", str(project / "site")) == expected
    assert not list((project / "site").rglob("*.html"))
    assert said(project, "livepage", "update", "docs") == left
    del left["part/draft"]  # which no test is asked for
    assert said(project, *by_pytest) == left


def test_what_is_not_shown_is_said_to_be_left_out_and_is_updated_when_it_is_named(project: Path) -> None:
    pages = [f"docs/part/{name}" for name in ("excluded.md", "draft.md", "excluded.ipynb")]
    tests = told(project, "pytest", *pages, "-q", "-rs", "-p", "no:doctest", "-p", "no:cacheprovider")
    assert "3 skipped" in tests
    for key in ("exclude_docs", "draft_docs"):
        assert f"not shown, so not checked: {key} in mkdocs.yml keeps it out of the site" in tests
    left = "left docs/old/excluded.md as it is: exclude_docs in mkdocs.yml keeps it out of the site"
    assert left in told(project, "livepage", "update", "docs/old")
    assert said(project, "livepage", "update", "docs/old/excluded.md") == {"old/excluded": {3}}
