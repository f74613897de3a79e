"""How a build grows with its course: `python bench/courses.py 5 50` makes courses of 5 and 50 chapters.

Each is built cold, again, after a changed sentence, a changed function and a changed figure, and as plain
MkDocs builds the same Markdown, with nothing run. So is, cold and again, what other tools make that run code:
mkdocs-jupyter of the chapters as notebooks, and of the same pages markdown-exec, where it is installed. It
prints seconds, those of the processors, their ratio to the plain build and to ours, and the memory of the
largest process. What it prints depends on the machine; ratios less so. On a busy one the seconds of the
processors, half of which two processors need at least, say more than those that went by.
"""

from __future__ import annotations

import ctypes
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import nbformat
from nbformat import v4

from livepage.labs.notebooks import KERNEL

CHILD_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
CONFIG = """site_name: A course
theme: {{name: material, font: false}}
markdown_extensions: [attr_list, md_in_html, pymdownx.superfences, pymdownx.details, pymdownx.blocks.caption]
plugins: [{plugins}]
"""
GRAPH = """from livepage.equations import Chapter

CHAPTER = Chapter(
    axes={},
    inputs={"x": lambda rng: rng.normal(), "w": lambda rng: rng.normal()},
    nodes={"y": lambda x, w: w * x**2},
    symbols={"x": "x", "w": "w", "y": "y"},
)
"""
MODULE = 'def factor_{n}(x):\n    """Return a multiple of x."""\n    return {n} * x\n'
PAGE = """# Chapter

```python embed
from course.chapter_{n} import factor_{n}
```

```python
import numpy as np
from matplotlib import pyplot as plt

x = np.linspace(0, 1, 200)
total = factor_{n}(x).sum()
print(f"{{total:.2f}}")
```

```text
{total:.2f}
```

One sentence, and another.

$$
\\frac{{\\partial y}}{{\\partial w}} = x^2
$$

```python
fig, ax = plt.subplots(figsize=(4, 3))
ax.plot(x, factor_{n}(x), color="#1d5fbf")
```

![A line](line.svg)
The caption
"""
FENCE = '```python exec="1" source="above" session="{name}"\n{code}```\n'
AS_SVG = "import io\n\nfile = io.StringIO()\nfig.savefig(file, format='svg')\nprint(file.getvalue())\n"
FEW = 50
"""Chapters with more of which the other tools are not measured: it would take hours."""
NOTEBOOKS = 'mkdocs-jupyter: {execute: true, include: ["*.ipynb"]}'


def make(root: Path, chapters: int) -> None:
    """Write a course."""
    package = root / "src" / "course"
    (root / "docs").mkdir(parents=True)
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "graph.py").write_text(GRAPH, encoding="utf-8")
    (root / "pyproject.toml").write_text(
        '[tool.livepage.graphs]\n"docs/*.md" = "course.graph"\n', encoding="utf-8"
    )
    for n in range(1, chapters + 1):
        (package / f"chapter_{n}.py").write_text(MODULE.format(n=n), encoding="utf-8")
        text = PAGE.format(n=n, total=n * 100.0)
        (root / "docs" / f"{n:03}.md").write_text(text, encoding="utf-8")
        write_for_others(root, f"{n:03}", text)
    (root / "mkdocs.yml").write_text(CONFIG.format(plugins="livepage"), encoding="utf-8")
    (root / "plain.yml").write_text(CONFIG.format(plugins=""), encoding="utf-8")
    for name, plugins in {"notebooks": NOTEBOOKS, "executed": "markdown-exec"}.items():
        text = f"docs_dir: {name}\n{CONFIG.format(plugins=plugins)}"
        (root / f"{name}.yml").write_text(text, encoding="utf-8")


def write_for_others(root: Path, name: str, text: str) -> None:
    """Write a chapter as a notebook, and as a page for markdown-exec, which run its code."""
    for folder in ("notebooks", "executed"):
        (root / folder).mkdir(exist_ok=True)
    imports = f"from course.chapter_{int(name)} import factor_{int(name)}\n"
    code = [imports, *BLOCK.findall(text)]
    cells = [v4.new_code_cell(each, id=f"c{n}") for n, each in enumerate(code)]  # type: ignore[no-untyped-call]
    made = v4.new_notebook(cells=cells, metadata=KERNEL)  # type: ignore[no-untyped-call]
    (root / "notebooks" / f"{name}.ipynb").write_text(nbformat.writes(made), encoding="utf-8")  # type: ignore[no-untyped-call]
    fences = [FENCE.format(name=name, code=each + (AS_SVG if "ax.plot" in each else "")) for each in code]
    (root / "executed" / f"{name}.md").write_text("\n".join(["# Chapter\n", *fences]), encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    """Change a file as an author does."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@dataclass(frozen=True)
class Took:
    """The seconds of a command: those that went by, and those of processors, of all that it started."""

    passed: float
    worked: float

    def __str__(self) -> str:
        """Print both."""
        return f"{self.passed:6.1f} s, {self.worked:6.1f} s of processors"


def take(root: Path, *command: str) -> Took:
    """Run a command, which must not fail, and return how long it takes."""
    path = os.pathsep.join(filter(None, [str(root / "src"), os.environ.get("PYTHONPATH")]))
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path}
    begin, before = time.perf_counter(), worked()
    words = [sys.executable, "-m", *command]
    done = subprocess.run(
        words, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} fails:\n{done.stdout}{done.stderr}")
    return Took(time.perf_counter() - begin, worked() - before)


def adopt_orphans() -> None:
    """On Linux, let processes that outlive whoever started them be waited for here, so that they count."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(CHILD_SUBREAPER, 1)


def worked() -> float:
    """Return the processors' seconds of all processes that have ended."""
    with suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(chapters: int) -> None:
    """Print the table of a course."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "course"
        make(root, chapters)
        page, module = root / "docs" / "001.md", root / "src" / "course" / "chapter_1.py"
        changes: list[tuple[str, Callable[[], None]]] = [
            ("cold", lambda: None),
            ("again", lambda: None),
            ("one sentence", lambda: edit(page, "One sentence", "A sentence")),
            ("one function", lambda: edit(module, "return 1 * x", "return x * 1")),
            ("one figure", lambda: edit(page, "figsize=(4, 3)", "figsize=(3, 2)")),
        ]
        plain = take(root, "mkdocs", "build", "-q", "-f", "plain.yml", "-d", "plain")
        print(f"{chapters} chapters; plain MkDocs, nothing run: {plain}")
        ours = []
        for what, change in changes:
            change()
            took = take(root, "livepage", "site")
            print(f"  {what:<14} {took}, {took.passed / plain.passed:5.1f} times the plain build", flush=True)
            ours.append(took)
        if chapters <= FEW:
            print_others(root, chapters, *ours[:2])
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"  memory of the largest process: {largest:.0f} MB")


def print_others(root: Path, chapters: int, cold: Took, again: Took) -> None:
    """Print what other tools take for the same runs, as multiples of ours."""
    for name, tool in {"notebooks": "mkdocs-jupyter", "executed": "markdown-exec"}.items():
        if name == "executed" and find_spec("markdown_exec") is None:
            print(f"  {tool} is not installed: not measured")
            continue
        for what, ours in {"cold": cold, "again": again}.items():
            took = take(root, "mkdocs", "build", "-q", "-f", f"{name}.yml", "-d", f"{name}-site")
            html = (root / f"{name}-site" / "001" / "index.html").read_text(encoding="utf-8")
            assert "100.00" in html, f"{tool} has not run the code"
            times = (
                f"{took.passed / ours.passed:.1f} times ours, {took.worked / ours.worked:.1f} of processors"
            )
            print(f"  {tool}, {what:<6} {took}, {times}, {chapters} chapters", flush=True)


if __name__ == "__main__":
    adopt_orphans()
    for count in sys.argv[1:] or ["5", "50"]:
        measure(int(count))
