"""Whatever happens to a build, the last good site is there, and nothing else is left."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from livepage.hosts import site as made
from livepage.hosts.site import ASIDE, build_site, exchanged

CONFIG = """
site_name: Toy
theme: {name: mkdocs, locale: en}
plugins: [livepage]
validation: {links: {not_found: warn, anchors: warn}}
"""
PAGE = "# A toy\n\n```python\nprint(2)\n```\n\n```text\n2\n```\n"
COMMAND = [sys.executable, "-m", "livepage", "site"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


def start(project: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen(
        COMMAND, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def is_whole(project: Path) -> bool:
    """Say whether the site is all there, and nothing beside it but the lock and what is kept."""
    left = [path.name for path in (project / ASIDE).iterdir() if path.name != "lock"]
    return (project / "site/index.html").is_file() and (project / "site/sitemap.xml").is_file() and not left


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PAGE + "\n[away](nowhere.md)\n", "nowhere.md"),
        (PAGE + "\n[here](#nowhere)\n", "nowhere"),
        (PAGE.replace("text\n2", "text\n3"), "1 claims do not hold"),
    ],
)
def test_a_build_that_fails_says_why_and_leaves_the_last_site(
    project: Path, text: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert build_site(project) == 0
    before = (project / "site/index.html").stat().st_ino
    (project / "docs/index.md").write_text(text, encoding="utf-8")
    assert build_site(project) == 1
    assert said in capfd.readouterr().err
    assert is_whole(project)
    assert (project / "site/index.html").stat().st_ino == before


def test_two_builds_at_once_both_leave_the_whole_site(project: Path) -> None:
    builds = [start(project) for _ in range(2)]
    said = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    assert is_whole(project)


@pytest.mark.parametrize("after", [0.3, 1.5, 2.5])
def test_a_killed_build_leaves_the_last_site_and_the_next_clears_up(project: Path, after: float) -> None:
    assert build_site(project) == 0
    (project / "docs/index.md").write_text(PAGE.replace("print(2)", "import time; time.sleep(9); print(2)"))
    build = start(project)
    time.sleep(after)
    build.send_signal(signal.SIGKILL)
    build.communicate()
    assert (project / "site/index.html").is_file()
    (project / "docs/index.md").write_text(PAGE, encoding="utf-8")
    assert build_site(project) == 0
    assert is_whole(project)


def test_a_build_that_was_killed_between_its_two_moves_is_taken_back(project: Path) -> None:
    assert build_site(project) == 0
    (project / "site").rename(project / ASIDE / "old")
    (project / "docs/index.md").write_text("[away](nowhere.md)\n", encoding="utf-8")
    assert build_site(project) == 1
    assert is_whole(project)


def folders(*places: Path) -> None:
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
        (place / "index.html").write_text(place.name, encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a call that exchanges two folders")
def test_two_folders_are_exchanged(tmp_path: Path) -> None:
    folders(tmp_path / "site", tmp_path / "new")
    assert exchanged(tmp_path / "new", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "new"
    assert (tmp_path / "new" / "index.html").read_text(encoding="utf-8") == "site"
    assert not exchanged(tmp_path / "none", tmp_path / "site")


@pytest.mark.parametrize(("can", "steps"), [(True, 2), (False, 4)], ids=["one exchange", "two moves"])
def test_whoever_is_killed_at_any_step_of_the_swap_leaves_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can: bool, steps: int
) -> None:
    site, aside = tmp_path / "site", tmp_path / ASIDE
    if not can:
        monkeypatch.setattr(made, "exchanged", lambda _one, _other: False)
    for last in range(steps + 1):
        folders(site, aside / "new")
        child = os.fork()
        if child == 0:
            count = iter(range(steps + 1))

            def die(event: str, _: object, count: Iterator[int] = count, last: int = last) -> None:
                if event in ("os.rename", "shutil.rmtree") and next(count) == last:
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(die)
            made._swap(site, aside)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) == (last < steps)
        made._clear(tmp_path, aside)
        assert (site / "index.html").read_text(encoding="utf-8") in ("site", "new")
        assert not [*aside.iterdir()]
    assert (site / "index.html").read_text(encoding="utf-8") == "new"
