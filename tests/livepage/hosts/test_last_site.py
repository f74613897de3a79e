"""A site is left as it is while nothing has changed that it was made of, and only then."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from livepage.hosts import last_site
from livepage.hosts import site as made
from livepage.hosts.last_site import LastSite
from livepage.hosts.site import build_site
from livepage.running.store import FOLDER, together

PAGE = """# A toy

```python
from toy.helper import five
with open({outside!r}) as file:
    print(five() + int(file.read()))
```

```text
6
```
"""
HOOK = """from pathlib import Path

def on_config(config):
    config.site_description = Path({hooked!r}).read_text()
"""
FILES = {
    "project/mkdocs.yml": "site_name: Toy\ntheme: {name: mkdocs, locale: en}\nplugins: [livepage]\n"
    "hooks: [hook.py]\n",
    "project/pyproject.toml": "[tool.livepage]\n",
    "project/src/toy/__init__.py": "",
    "project/src/toy/helper.py": "def five():\n    return 5\n",
    "project/docs/style.css": "p {}\n",
    "project/.hidden/file": "",
    "project/node_modules/.package-lock.json": "{}\n",
    "outside.txt": "1",
    "hooked.txt": "What the hook reads",
}


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@b.c")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a folder whose project has a site, the one of its commit."""
    folder = tmp_path_factory.mktemp("last")
    for name, text in FILES.items():
        write(folder, name, text)
    write(folder, "project/docs/index.md", PAGE.format(outside=str(folder / "outside.txt")))
    write(folder, "project/hook.py", HOOK.format(hooked=str(folder / "hooked.txt")))
    write(folder, "project/.gitignore", "site\n*.log\n.*_cache\n__pycache__\nnode_modules\n")
    git(folder / "project", "init", "-q")
    git(folder / "project", "add", ".")
    git(folder / "project", "commit", "-q", "-m", "A toy")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LIVEPAGE_CACHE", raising=False)
        patch.syspath_prepend(str(folder / "project/src"))
        patch.setenv("PYTHONPATH", str(folder / "project/src"))
        patch.setattr(last_site, "OF_THE_SHELL", {"PYTEST_CURRENT_TEST"})
        assert build_site(folder / "project") == 0
        yield folder


def stands(folder: Path) -> bool:
    root = folder / "project"
    return LastSite(root, root / "site", "mkdocs.yml").stands()


def appended(name: str, text: str = "\n") -> Callable[[Path], Any]:
    return lambda folder: write(folder, name, (folder / name).read_text(encoding="utf-8") + text)


CHANGES: dict[str, Callable[[Path], Any]] = {
    "a page": appended("project/docs/index.md", "One more sentence.\n"),
    "a file that is copied": appended("project/docs/style.css"),
    "a new page": lambda folder: write(folder, "project/docs/new.md", "# New\n"),
    "a new empty folder": lambda folder: (folder / "project/docs/new").mkdir(),
    "a file that is gone": lambda folder: (folder / "project/docs/style.css").unlink(),
    "a new file at the root": lambda folder: write(folder, "project/site.log", ""),
    "a source": appended("project/src/toy/helper.py"),
    "a module that shadows one": lambda folder: write(folder, "project/src/toy/helper/__init__.py", ""),
    "the navigation": appended("project/mkdocs.yml", "nav: [index.md]\n"),
    "a setting": appended("project/pyproject.toml", 'leave_out = ["checked"]\n'),
    "a hook": appended("project/hook.py"),
    "what a hook reads elsewhere": appended("hooked.txt", "."),
    "what a page reads elsewhere": appended("outside.txt", " "),
    "what npm has installed": appended("project/node_modules/.package-lock.json"),
    "a page of the site": appended("project/site/index.html"),
    "a file less in the site": lambda folder: (folder / "project/site/sitemap.xml").unlink(),
    "a file more in the site": lambda folder: write(folder, "project/site/more.html", ""),
}


def contents(folder: Path) -> dict[Path, bytes | None]:
    found = (path for path in folder.rglob("*") if FOLDER not in path.parts and ".git" not in path.parts)
    return {path: path.read_bytes() if path.is_file() else None for path in found}


def put_back(folder: Path, before: dict[Path, bytes | None]) -> None:
    for path in sorted(contents(folder).keys() - before.keys(), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for path, content in before.items():
        if content is not None and (not path.exists() or path.read_bytes() != content):
            path.write_bytes(content)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_the_site_is_built_again(whole: Path, change: Callable[[Path], Any]) -> None:
    before = contents(whole)
    assert stands(whole)
    change(whole)
    try:
        assert not stands(whole)
    finally:
        put_back(whole, before)
    assert stands(whole)


def test_a_variable_a_version_another_day_and_a_commit_are_inputs(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"SITE_URL": "https://example.org/", "LIVEPAGE_CACHE": "off"}.items():
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert not stands(whole), name
    with monkeypatch.context() as patch:
        patch.setattr(last_site, "installed", lambda: {"numpy-0.1"})
        assert not stands(whole)
    with monkeypatch.context() as patch:
        patch.setattr(last_site, "_today", lambda: "1980-01-01")
        assert not stands(whole)
    git(whole / "project", "commit", "-q", "--allow-empty", "-m", "Another")
    assert not stands(whole)
    git(whole / "project", "reset", "-q", "--hard", "HEAD~1")
    assert stands(whole)


def test_a_site_that_stands_is_not_built(
    whole: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(made, "_build", lambda *_: pytest.fail("it is built"))
    assert build_site(whole / "project") == 0
    assert "Nothing has changed" in capfd.readouterr().err


def test_an_entry_of_the_store_that_is_damaged_is_not_believed(whole: Path) -> None:
    root = whole / "project"
    last = LastSite(root, root / "site", "mkdocs.yml")
    file = last.store._file(last.key)
    text = file.read_text(encoding="utf-8")
    for spoilt in (text[: len(text) // 2], text.replace("sitemap", "sitemaq"), "", "{}"):
        file.write_text(spoilt, encoding="utf-8")
        assert not stands(whole)
    file.write_text(text, encoding="utf-8")
    assert stands(whole)


def test_a_page_whose_results_cannot_be_kept_is_built_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_site, "OF_THE_SHELL", {"PYTEST_CURRENT_TEST"})
    write(tmp_path, "mkdocs.yml", "site_name: Toy\ntheme: {name: mkdocs, locale: en}\nplugins: [livepage]\n")
    write(tmp_path, "docs/index.md", "# Clock\n\n```python\nimport time\n\nnow = time.time()\n```\n")
    assert build_site(tmp_path) == 0
    assert not LastSite(tmp_path, tmp_path / "site", "mkdocs.yml").stands()


def test_what_changed_while_it_was_built_is_not_kept() -> None:
    one: dict[str, Any] = {"files": {"a": "1"}, "folders": {}, "beside": {}}
    one |= {"outside": ["x"], "missing": [], "installed": ["y-1"]}
    other = one | {"files": {"a": "1", "b": None}, "outside": ["z"]}
    whole = together([one, other])
    assert whole
    assert whole["files"] == other["files"]
    assert whole["outside"] == ["x", "z"]
    assert together([one, one | {"files": {"a": "2"}}]) is None


def test_what_a_build_makes_for_itself_and_writes_is_no_input(whole: Path) -> None:
    root = whole / "project"
    last = LastSite(root, root / "site", "mkdocs.yml")
    with last.noted():
        write(whole, "passing.txt", "")
        (whole / "passing.txt").read_bytes()
        (whole / "passing.txt").unlink()
        write(whole, "log.txt", "")
        (whole / "hooked.txt").read_bytes()
    assert str(whole / "log.txt") not in last.outside
    assert last._read() == {str(whole / "hooked.txt"): last.outside[str(whole / "hooked.txt")]}
