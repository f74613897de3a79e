"""How a build grows with its course: `python bench/courses.py 5 50` makes courses of 5 and 50 chapters.

Each is built cold, again, after a changed sentence, a changed function and a changed figure, and as plain
MkDocs builds the same Markdown, with nothing run. It prints seconds, their ratio to the plain build, and the
memory of the largest process. What it prints depends on the machine; ratios less so.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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
    (root / "mkdocs.yml").write_text(CONFIG.format(plugins="livepage"), encoding="utf-8")
    (root / "plain.yml").write_text(CONFIG.format(plugins=""), encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    """Change a file as an author does."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def seconds(root: Path, *command: str) -> float:
    """Return how long a command takes, which must not fail."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    begin = time.perf_counter()
    words = [sys.executable, "-m", *command]
    done = subprocess.run(
        words, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} fails:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - begin


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
        plain = seconds(root, "mkdocs", "build", "-q", "-f", "plain.yml", "-d", "plain")
        print(f"{chapters} chapters; plain MkDocs, nothing run: {plain:.1f} s")
        for what, change in changes:
            change()
            took = seconds(root, "livepage", "site")
            print(f"  {what:<14} {took:6.1f} s  {took / plain:5.1f} times the plain build")
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"  memory of the largest process: {largest:.0f} MB")


if __name__ == "__main__":
    for count in sys.argv[1:] or ["5", "50"]:
        measure(int(count))
