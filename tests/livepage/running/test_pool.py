"""Workers do jobs side by side, in processes that share nothing, with copies and without."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from livepage.project import Project
from livepage.running.pool import Done, EndedError, Job, Pool, environment
from livepage.settings import Settings


@pytest.fixture(params=[True, False], ids=["copies", "no copies"])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    made = Pool(2, copies=request.param)
    yield made
    made.close()


def job(root: Path, function: str, given: object, limit: float = 20) -> Job:
    return Job(function, root, given, limit)


def test_jobs_are_done_and_errors_told(tmp_path: Path, pool: Pool) -> None:
    lengths = [pool.submit(job(tmp_path, "builtins:len", "x" * n)) for n in range(3)]
    assert [future.result().answer for future in lengths] == [0, 1, 2]
    with pytest.raises(EndedError, match="could not convert string to float: 'x'"):
        pool.submit(job(tmp_path, "builtins:float", "x")).result()
    with pytest.raises(EndedError, match=r"takes longer than 0\.5 seconds"):
        pool.submit(job(tmp_path, "time:sleep", 30, 0.5)).result()
    with pytest.raises(EndedError, match="with status 3"):
        pool.submit(job(tmp_path, "os:_exit", 3)).result()
    assert pool.submit(job(tmp_path, "builtins:len", "four")).result().answer == 4


def test_a_page_comes_to_the_same_with_copies_and_without(tmp_path: Path, pool: Pool) -> None:
    text = "```python\nprint(sorted({'a', 'b'}))\n1 / 0\n```\n"
    project = Project(tmp_path, Settings(), pool)
    page = project.read(tmp_path / "page.md", text)
    results = project.run(page)
    assert list(results.printed.values()) == ["['a', 'b']\n"]
    assert [(fault.line, fault.message) for fault in results.faults.values()] == [
        (3, "ZeroDivisionError: division by zero")
    ]


def test_processes_that_a_page_leaves_behind_are_ended(tmp_path: Path) -> None:
    project = Project(tmp_path, Settings())
    code = "import subprocess\nchild = subprocess.Popen(['sleep', '600'])\nprint(child.pid)"
    page = project.read(tmp_path / "page.md", f"```python\n{code}\n```\n")
    (number,) = project.run(page).printed.values()
    for _ in range(100):
        if not Path(f"/proc/{number.strip()}").exists():
            break
        time.sleep(0.02)
    else:
        os.kill(int(number), 9)
        pytest.fail("the child runs on")


def test_a_page_finds_the_same_environment_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    before = environment()
    for name in ("MATPLOTLIBRC", "DISPLAY", "TZ", "LANG", "PYTHONHASHSEED", "PYTHONWARNINGS"):
        monkeypatch.setenv(name, "x")
    assert environment() == before


def test_what_can_wait_does(tmp_path: Path) -> None:
    """One worker is at work while the others are asked for, then has to choose."""
    pool, order = Pool(1), list[int]()

    def note(done: Done) -> None:
        order.append(done.answer)

    pool.submit(job(tmp_path, "time:sleep", 0.5))
    waiting = [
        pool.submit(Job("builtins:len", tmp_path, "x" * n, 20, later=n % 2 == 0), note) for n in range(4)
    ]
    for each in waiting:
        each.result()
    pool.close()
    assert order == [1, 3, 0, 2]
