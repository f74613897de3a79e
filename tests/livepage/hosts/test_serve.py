"""The server always answers: with the site, or with what is wrong, until that is mended."""

import logging
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from livepage.__main__ import main
from livepage.hosts.serve import Answering, make_server

CONFIG = """
site_name: Toy
site_url: http://toy.example/
dev_addr: 127.0.0.1:0
strict: true
theme: {name: mkdocs, locale: en}
plugins: [livepage]
nav: [index.md, other.md]
"""
EMBED = "```python embed\nfrom toyserved import one\n```\n"
PAGE = f"# A toy\n\n{EMBED}\n```python\nprint(one())\n```\n\n```text\n1\n```\n"
SOURCE = "def one():\n    return 1\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {
        "mkdocs.yml": CONFIG,
        "pyproject.toml": "",
        "docs/index.md": PAGE,
        "docs/other.md": "# Other\n",
        "src/toyserved.py": SOURCE,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def server(project: Path) -> Iterator[Answering]:
    yield from running(make_server(project, project / "served"))


def running(made: Answering) -> Iterator[Answering]:
    thread = threading.Thread(target=made.serve, daemon=True)
    thread.start()
    while not hasattr(made, "server_port"):
        time.sleep(0.05)
    yield made
    made.shutdown(wait=True)
    thread.join()


def got(server: Answering, path: str = "") -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/{path}", timeout=30) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return error.read().decode()


def awaited(server: Answering, words: str, path: str = "") -> None:
    for _ in range(200):
        if words in got(server, path):
            return
        time.sleep(0.1)
    pytest.fail(f"{words!r} never comes, but {got(server, path)[:2000]}")


def write(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda root: (root / name).write_bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "path", "words"),
    [
        ("src/toyserved.py", b"def one(:\n", "", "SyntaxError"),
        ("src/toyserved.py", b"x = '\xff'\n", "", "SyntaxError"),
        ("docs/index.md", b"# \xff\n", "", "UnicodeDecodeError"),
        ("docs/index.md", b"# A toy of 7\n", "", "the number 7 belongs to no claim"),
        ("pyproject.toml", b"[tool\n", "", "pyproject.toml cannot be read"),
        ("pyproject.toml", b"[tool.livepage]\nx = 1\n", "", "unknown keys"),
        ("mkdocs.yml", b"site_name: [\n", "", "The site cannot be built"),
        ("docs/other.md", None, "other/", "other.md"),
    ],
)
def test_what_is_wrong_stands_in_the_browser_until_it_is_mended(
    project: Path, server: Answering, name: str, content: bytes | None, path: str, words: str
) -> None:
    assert "A toy" in got(server)
    before = (project / name).read_bytes()
    if content is None:
        (project / name).unlink()
    else:
        (project / name).write_bytes(content)
    awaited(server, words, path)
    (project / name).write_bytes(before)
    awaited(server, "Other" if path else "A toy", path)
    awaited(server, "return 1")


def test_a_change_before_the_watch_begins_is_seen(project: Path) -> None:
    made = make_server(project, project / "served")
    (project / "docs" / "index.md").write_text("# Changed early\n", encoding="utf-8")
    for server in running(made):
        awaited(server, "Changed early")


def test_the_port_is_asked_for_and_one_that_is_taken_is_told(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "mkdocs")  # which the server sets: it is set back
    monkeypatch.chdir(project)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    assert f"port {port} cannot be used" in (said := capfd.readouterr().err)
    assert "make serve PORT=8001" in said


def test_a_page_that_is_in_no_navigation_is_served(project: Path, server: Answering) -> None:
    (project / "docs" / "new.md").write_text("# Brand new\n", encoding="utf-8")
    awaited(server, "Brand new", "new/")
