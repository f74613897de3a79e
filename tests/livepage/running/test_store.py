"""What has not changed is not run again; whatever changes, the pages that depend on it are, and no other."""

# ruff: noqa: E501  (a change stands on one line)

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from livepage import project
from livepage.project import Project
from livepage.reading.as_built import check_as_built
from livepage.reading.blocks import Block
from livepage.reading.draft import Draft
from livepage.running import store
from livepage.running.pool import Done, Job, Pool
from livepage.running.store import FOLDER, NOTHING, Store
from livepage.settings import Settings

FILES = {
    "pyproject.toml": '[tool.livepage.graphs]\n"docs/graph.md" = "toy.graph"\n',
    "data.txt": "5\n",
    "many/one.txt": "",
    "src/toy/__init__.py": "",
    "src/toy/top.py": "from toy.middle import number\n\n\ndef shown():\n    return number() + 1\n",
    "src/toy/middle.py": "from toy.helper import FIVE\n\n\ndef number():\n    return FIVE\n",
    "src/toy/helper.py": "FIVE = 5\n",
    "src/toy/graph.py": "from livepage.equations import Chapter\n\nTWO = 2\nCHAPTER = Chapter(\n    axes={},\n"
    "    inputs={'a': lambda rng: rng.normal()},\n    nodes={'d': lambda a: TWO * a},\n"
    "    symbols={'a': 'a', 'd': 'd'},\n)\n",
    "docs/helper.md": "# Helper\n\n```python embed\nfrom toy.top import shown\n```\n\n"
    "```python\nfrom toy.middle import number\nassert number() > 0\n```\n\nOne sentence.\n",
    "docs/data.md": "# Data\n\n```python\nwith open('data.txt') as file:\n    five = int(file.read())\n```\n",
    "docs/folder.md": "# Folder\n\n```python\nimport os\nnames = os.listdir('many')\n```\n",
    "docs/absent.md": "# Absent\n\n```python\nimport os\nthere = os.path.exists('later.txt')\n"
    "try:\n    import later\nexcept ImportError:\n    pass\n```\n",
    "docs/version.md": "# Version\n\n```python\nimport toydist\nimport sched\n```\n",
    "docs/graph.md": "# Graph\n\n$$\nd = 2 a\n$$\n",
    "other/toydist.py": "x = 1\n",
    "other/toydist-1.0.dist-info/RECORD": "toydist.py,,\n",
}
PAGES = sorted(name for name in FILES if name.startswith("docs/"))


class Counting(Pool):
    """Workers that note whose jobs they do."""

    def __init__(self) -> None:
        super().__init__(2)
        self.done: set[str] = set()

    def submit(self, job: Job, then: Callable[[Done], None] = lambda _done: None) -> Future[Done]:
        self.done.add(job.given["pages"][0]["path"].removeprefix("docs/").removesuffix(".md"))
        return super().submit(job, then)


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Counting]]:
    root = tmp_path_factory.mktemp("kept")
    before, path = os.environ.get("PYTHONPATH"), sys.path[:]
    os.environ["PYTHONPATH"] = str(root / "other")
    sys.path.append(str(root / "other"))
    os.environ.pop("LIVEPAGE_CACHE", None)
    pool = Counting()
    yield root, pool
    pool.close()
    sys.path[:] = path
    os.environ.pop("PYTHONPATH")
    if before is not None:
        os.environ["PYTHONPATH"] = before


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def run_all(root: Path, pool: Counting) -> set[str]:
    """Run the pages of the project as a new build does, and return those that were really run."""
    pool.done.clear()
    project = Project(root, pool=pool)
    running = [project.start(project.read(root / name)) for name in PAGES]
    for each in running:
        assert project.check(each.page, each.result()) == []
    return set(pool.done)


@pytest.fixture
def settled(workers: tuple[Path, Counting]) -> tuple[Path, Counting]:
    root, pool = workers
    for name, text in FILES.items():
        write(root, name, text)
    run_all(root, pool)
    assert run_all(root, pool) == set()
    return root, pool


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: write(root, name, FILES[name].replace(old, new))


def renamed(root: Path) -> None:
    (root / "other/toydist-1.0.dist-info").rename(root / "other/toydist-2.0.dist-info")


CHANGES: list[tuple[str, Callable[[Path], Any], set[str]]] = [
    ("nothing", lambda _root: None, set()),
    ("a sentence", edit("docs/helper.md", "One sentence", "Another sentence"), set()),
    ("a line of code", edit("docs/helper.md", "> 0", "> 1"), {"helper"}),
    ("a helper two imports away", edit("src/toy/helper.py", "5", "6"), {"helper"}),
    ("a source that is embedded", edit("src/toy/top.py", "+ 1", "+ 2"), {"helper"}),
    ("a source of the same length and time", lambda root: same_time(root), {"helper"}),
    (
        "a package beside a module",
        lambda root: write(root, "src/toy/helper/__init__.py", "FIVE = 7"),
        {"helper"},
    ),
    ("a constant of a graph", edit("src/toy/graph.py", "TWO = 2", "TWO = 1 + 1"), {"graph"}),
    ("an equation", edit("docs/graph.md", "2 a", "a + a"), {"graph"}),
    ("a data file", edit("data.txt", "5", "6"), {"data"}),
    ("a file in a folder", lambda root: write(root, "many/two.txt", ""), {"folder"}),
    ("a file where there was none", lambda root: write(root, "later.txt", ""), {"absent"}),
    ("a module where there was none", lambda root: write(root, "src/later.py", ""), {"absent"}),
    ("a version", renamed, {"version"}),
    ("a module that shadows one of a package", lambda root: write(root, "src/toydist.py", ""), {"version"}),
    ("a module that shadows one of Python", lambda root: write(root, "src/sched.py", ""), {"version"}),
    (
        "a setting",
        lambda root: write(
            root, "pyproject.toml", f"[tool.livepage]\nleave_out = ['x']\n{FILES['pyproject.toml']}"
        ),
        {"helper"},
    ),
    ("a file that no page reads", lambda root: write(root, "src/toy/new.py", ""), set()),
]


def same_time(root: Path) -> None:
    file = root / "src/toy/helper.py"
    before = file.stat()
    write(root, "src/toy/helper.py", FILES["src/toy/helper.py"].replace("5", "6"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(("change", "again"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_what_depends_on_a_change_runs_again_and_nothing_else(
    settled: tuple[Path, Counting], change: Callable[[Path], Any], again: set[str]
) -> None:
    root, pool = settled
    before = {path for path in root.rglob("*") if FOLDER not in path.parts}
    change(root)
    try:
        assert run_all(root, pool) == again
        assert run_all(root, pool) == set()
    finally:
        if (root / "other/toydist-2.0.dist-info").exists():
            (root / "other/toydist-2.0.dist-info/RECORD").unlink()
            (root / "other/toydist-2.0.dist-info").rmdir()
        for path in sorted(
            {path for path in root.rglob("*") if FOLDER not in path.parts} - before, reverse=True
        ):
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)


@pytest.mark.parametrize("name", ["HOME", "PATH"])
def test_a_variable_that_a_page_sees(
    settled: tuple[Path, Counting], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, pool = settled
    keys = {Project(root, pool=pool).store.key("job", [])}
    monkeypatch.setenv(name, os.environ[name] + "/other")
    assert Project(root, pool=pool).store.key("job", []) not in keys


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:0],
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("answer", "answes"),
        lambda text: "\x00" * len(text),
        lambda text: _sealed(text, lambda entry: entry | {"answer": {"printed": 3}}),
        lambda text: _sealed(text, lambda entry: entry | {"answer": []}),
        lambda text: _sealed(text, lambda entry: {"key": entry["key"]}),
        lambda text: _sealed(text, lambda entry: entry | {"key": "x"}),
    ],
    ids=["empty", "cut", "changed", "zeros", "odd", "another type", "bare", "another key"],
)
def test_a_damaged_or_foreign_entry_is_not_used(
    settled: tuple[Path, Counting], spoil: Callable[[str], str]
) -> None:
    root, pool = settled
    for file in (root / FOLDER).iterdir():
        file.unlink()
    run_all(root, pool)
    for file in (root / FOLDER).iterdir():
        file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert run_all(root, pool) == {Path(name).stem for name in PAGES}


def _sealed(text: str, change: Callable[[Any], Any]) -> str:
    """Return an entry whose seal is right, as somebody could make it who knows how."""
    from livepage.running.store import _hash

    new = json.dumps(change(json.loads(text.partition("\n")[2])), sort_keys=True)
    return f"{_hash(new)}\n{new}"


def test_off_trusts_nothing_and_keeps_nothing(
    settled: tuple[Path, Counting], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, pool = settled
    monkeypatch.setenv("LIVEPAGE_CACHE", "off")
    for file in (root / FOLDER).iterdir():
        file.unlink()
    for _ in range(2):
        assert run_all(root, pool) == {Path(name).stem for name in PAGES}
    assert list((root / FOLDER).iterdir()) == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import time\nnow_ = time.perf_counter()", "it reads the clock (time.perf_counter)"),
        ("from time import time\nx = time()", "it reads the clock (time.time)"),
        ("import datetime\nx = datetime.datetime.now()", "it may read the clock (now)"),
        ("import numpy as np\nx = np.random.default_rng()", "it draws without a seed"),
        ("import numpy as np\nx = np.random.rand()", "it draws without a seed (numpy.random)"),
        ("import numpy as np\nx = np.random.RandomState()", "it draws without a seed"),
        ("import random\nx = random.random()", "it draws without a seed (random)"),
        ("import uuid\nx = uuid.uuid4()", "it asks for what differs from run to run (os.urandom)"),
        ("import os\nx = os.getpid()", "it asks for what differs from run to run (os.getpid)"),
        ("import subprocess\nx = subprocess.run(['true'])", "it starts another program"),
        ("import os\nx = os.system('true')", "it starts another program"),
        ("import socket\nx = socket.gethostname()", "it uses the network"),
        ("from pathlib import Path\nx = Path('.made').write_text('x')", "it writes .made"),
        ("from pathlib import Path\nx = Path('/proc/uptime').read_text()", "it reads /proc/uptime"),
    ],
)
def test_what_no_key_can_name_is_run_each_time_and_said(tmp_path: Path, code: str, reason: str) -> None:
    write(tmp_path, "docs/page.md", f"```python\n{code}\n```\n")
    for _ in range(2):
        project = Project(tmp_path)
        page = project.read(tmp_path / "docs/page.md")
        assert project.check(page) == []
        (said,) = project.run_each_time.values()
        assert reason in said


@pytest.mark.parametrize(
    "claim",
    [
        "True<!-- {time.time() > x} -->",
        "<!-- table([[time.time() > x]]) -->\n| a |\n|---|\n| True |",
        "<!-- a-figure(x=time.time() > x) -->\n| a |\n|---|\n| b |",
    ],
)
def test_a_claim_that_reads_the_clock_is_evaluated_each_time(tmp_path: Path, claim: str) -> None:
    write(tmp_path, "docs/page.md", f"```python\nimport time\n\nx = 0\n```\n\n{claim}\n")
    project = Project(tmp_path)
    assert project.check(project.read(tmp_path / "docs/page.md")) == []
    assert list(project.run_each_time.values()) == [["it reads the clock (time.time)"]]


@pytest.mark.parametrize(
    "code",
    [
        "import numpy as np\nx = np.random.RandomState(seed=1).rand()",
        "import numpy as np\nx = np.random.RandomState(1).rand()",
        "import numpy as np\nnp.random.seed(3)\nx = np.random.rand()",
        "import numpy as np\nx = np.random.default_rng(2).normal()",
        "import random\nrandom.seed(1)\nx = random.random()",
        "import tempfile, pathlib\nwith tempfile.TemporaryDirectory() as name:\n"
        "    x = pathlib.Path(name, 'a').write_text('b')\n    y = pathlib.Path(name, 'a').read_text()",
        "import logging\nlogging.getLogger('a').debug('b')",
        "from matplotlib import pyplot as plt\nfigure = plt.figure()\nplt.close(figure)",
    ],
)
def test_what_depends_on_nothing_else_is_kept(tmp_path: Path, code: str) -> None:
    write(tmp_path, "docs/page.md", f"```python\n{code}\n```\n")
    pool = Counting()
    for expected in ({"page"}, set()):
        project = Project(tmp_path, pool=pool)
        pool.done.clear()
        assert project.check(project.read(tmp_path / "docs/page.md")) == []
        assert (project.run_each_time, pool.done) == ({}, expected)
    pool.close()


def test_a_text_is_compared_once_with_what_the_site_shows_and_again_when_that_may_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules of Markdown may be others with another version, and the text's place and exemptions matter."""
    monkeypatch.delenv("LIVEPAGE_CACHE", raising=False)
    seen: list[str] = []

    def compare(draft: Draft, found: Sequence[Block]) -> None:
        seen.append(draft.text.text)
        check_as_built(draft, found)

    monkeypatch.setattr(project, "check_as_built", compare)

    def read(text: str, first_line: int = 1, **exempt: str) -> int:
        """Read a text as a new build does; return how often it was compared."""
        seen.clear()
        Project(tmp_path, Settings(exempt=exempt)).read(tmp_path / "page.md", text, first_line)
        return len(seen)

    assert [read("Words.\n"), read("Words.\n"), read("Others.\n")] == [1, 0, 1]
    assert [read("Words.\n", 2), read("Words.\n", 2)] == [1, 0]
    assert [read("Words.\n", b="why"), read("Words.\n", b="why")] == [1, 0]
    assert [read("    code\n"), read("    code\n")] == [1, 1], "a text with faults is not kept"
    for name, value in {
        "_installed": lambda _root: {"markdown-0.1"},
        "_base": lambda: ["other code"],
    }.items():
        with monkeypatch.context() as patch:
            patch.setattr(store, name, value)
            assert [read("Words.\n"), read("Words.\n")] == [1, 0]
    (tmp_path / "src").mkdir()
    (tmp_path / "src/markdown.py").touch()
    assert [read("Words.\n"), read("Words.\n")] == [1, 0]
    monkeypatch.setenv("LIVEPAGE_CACHE", "off")
    assert [read("Words.\n"), read("Words.\n")] == [1, 1]


def test_what_is_kept_has_the_order_that_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that is made of it has the same bytes."""
    monkeypatch.delenv("LIVEPAGE_CACHE", raising=False)
    (tmp_path / FOLDER).mkdir()
    kept = Store(tmp_path)
    kept.keep("key", NOTHING, {"b": 1, "a": {"d": 2, "c": 3}})
    assert json.dumps(kept.peek("key")) == '{"b": 1, "a": {"d": 2, "c": 3}}'
    assert kept.key("job", {"b": 1, "a": 2}) != kept.key("job", {"a": 2, "b": 1})


def test_a_page_of_documented_code_is_kept_until_that_code_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIVEPAGE_CACHE", raising=False)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    write(tmp_path, "src/toydocs/__init__.py", "")
    write(tmp_path, "src/toydocs/top.py", '"""Words."""\n')
    write(tmp_path, "docs/page.md", "# API\n\n::: toydocs.top\n")
    pool = Counting()

    def again() -> set[str]:
        pool.done.clear()
        project = Project(tmp_path, pool=pool)
        assert project.check(project.read(tmp_path / "docs/page.md")) == []
        assert project.run_each_time == {}
        return set(pool.done)

    assert [again(), again()] == [{"page"}, set()]
    write(tmp_path, "src/toydocs/top.py", '"""Other words."""\n')
    assert [again(), again()] == [{"page"}, set()]
    pool.close()
