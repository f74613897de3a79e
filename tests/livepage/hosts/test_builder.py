"""What a server builds again after a change, by count: pages that run, that are rendered, that are shown."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.hosts.builder import Builder, looks_of
from livepage.hosts.mkdocs_plugin import LivePagePlugin
from livepage.hosts.serve import Answering, make_server

CONFIG = """
site_name: Toy
site_url: http://toy.example/
dev_addr: 127.0.0.1:0
theme: {name: mkdocs, locale: en}
use_directory_urls: false
plugins: [livepage, search]
hooks: [hook.py]
nav: [index.md, other.md, plain.md]
"""
HOOK = """
from pathlib import Path

def on_page_content(html, page, config, **_):
    with Path(config.config_file_path).with_name("rendered").open("a") as file:
        file.write(page.file.src_uri + " ")
"""
PAGE = """# A toy

```python embed
from toybuilt import {name}
```

```python
print({name}())
```

```text
1
```
"""
FIGURE = """
```python
from matplotlib import pyplot as plt

plt.plot([1, 2])
```

![A line](line.svg)
A line.
"""
SOURCE = "def one():\n    return 1\n\n\ndef same():\n    return 1\n"

Shown = list[set[str] | None]
Build = Callable[[], Shown]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # the theme shows when it built its home page
    for name, text in {
        "mkdocs.yml": CONFIG,
        "hook.py": HOOK,
        "pyproject.toml": "",
        "docs/index.md": PAGE.format(name="one"),
        "docs/other.md": PAGE.format(name="same").replace("toybuilt", "toyother"),
        "docs/plain.md": "# Plain\n\nSee [the other](other.md).\n",
        "src/toybuilt.py": SOURCE,
        "src/toyother.py": SOURCE,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def builder(project: Path) -> Builder:
    return Builder(project, project / "served")


@pytest.fixture
def build(builder: Builder) -> Build:
    """Return what builds, and returns what it had shown, one set of pages after another."""

    def build() -> Shown:
        shown: Shown = []
        builder(shown.append)
        return shown

    assert build() == [{"index.html", "other.html", "plain.html", "404.html"}]
    assert not builder.problem
    (builder.root / "rendered").unlink()
    return build


def rendered(project: Path) -> list[str]:
    """Return the pages that were rendered since this was last asked."""
    file = project / "rendered"
    names = file.read_text(encoding="utf-8").split() if file.exists() else []
    file.unlink(missing_ok=True)
    return names


def runs(builder: Builder) -> int:
    """Return how many jobs the last build began."""
    assert builder.config
    plugin = builder.config.plugins["livepage"]
    assert isinstance(plugin, LivePagePlugin)
    assert plugin.project
    return plugin.project.jobs["begun"]


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_changed_sentence_renders_its_page_and_runs_nothing(
    project: Path, builder: Builder, build: Build
) -> None:
    for word in ("first", "second"):
        with (project / "docs" / "index.md").open("a", encoding="utf-8") as file:
            file.write(f"\nA {word} sentence.\n")
        assert build() == [{"index.html"}]
        assert rendered(project) == ["index.md"]
        assert runs(builder) == 0
        assert f"A {word} sentence." in (builder.folder / "index.html").read_text(encoding="utf-8")
    index = json.loads((builder.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    texts = [each["text"] for each in index["docs"] if each["location"] == "index.html"]
    assert len(texts) == 1
    assert "A second sentence." in texts[0]
    assert build() == []


def test_a_changed_function_runs_and_shows_the_page_that_uses_it_first(
    project: Path, builder: Builder, build: Build
) -> None:
    change(project / "src" / "toybuilt.py", "    return 1", "    result = 1\n    return result")
    again = builder._again
    begun = []

    def counted(changed: set[str], show: Callable[[set[str] | None], None]) -> bool:
        done = again(changed, show)
        begun.append((runs(builder), rendered(project)))
        return done

    builder._again = counted  # type: ignore[method-assign]
    first, rest = build()
    assert (first, rest) == ({"index.html"}, set())
    assert begun == [(1, ["index.md"])]
    assert "result" in (builder.folder / "index.html").read_text(encoding="utf-8")


def test_a_figure_and_a_fault_of_one_page_leave_the_others(
    project: Path, builder: Builder, build: Build
) -> None:
    page = project / "docs" / "plain.md"
    with page.open("a", encoding="utf-8") as file:
        file.write(FIGURE)
    assert build() == [{"plain.html"}]
    assert (builder.folder / "plain" / "line.svg").is_file()
    change(page, "plt.plot([1, 2])", "plt.plot([2, 1])")
    before = looks_of(builder.folder)
    assert build() == [{"plain.html"}]
    after = looks_of(builder.folder)
    assert {name for name in after if after[name] != before[name]} == {"plain.html"}
    change(page, "A line.", "A line of 7 points.")
    rendered(project)
    build()
    assert "belongs to no claim" in (builder.folder / "plain.html").read_text(encoding="utf-8")
    change(page, "A line of 7 points.", "A line.")
    build()
    assert "line.svg" in (builder.folder / "plain.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("docs/plain.md", "# Plain", "# Another title"),
        ("docs/other.md", "```text", "## A section to link to\n\n```text"),
        ("mkdocs.yml", "Toy", "Another"),
    ],
)
def test_what_other_pages_show_or_link_to_builds_all(
    project: Path, builder: Builder, build: Build, name: str, before: str, after: str
) -> None:
    change(project / name, before, after)
    build()
    assert set(rendered(project)) == {"index.md", "other.md", "plain.md"}
    assert not builder.problem


def test_a_whole_build_that_fails_leaves_the_last_site(project: Path, builder: Builder, build: Build) -> None:
    before = looks_of(builder.folder)
    change(project / "mkdocs.yml", "name: mkdocs", "name: [")
    assert build() == [None]
    assert builder.problem
    assert looks_of(builder.folder) == before
    change(project / "mkdocs.yml", "name: [", "name: mkdocs")
    assert build() == [None]
    assert not builder.problem


def test_a_browser_is_told_of_its_own_page_alone(project: Path) -> None:
    server = make_server(project, project / "served")
    try:
        before = {name: server.last_change(f"/{name}.html") for name in ("index", "other", "none")}
        with (project / "docs" / "index.md").open("a", encoding="utf-8") as file:
            file.write("\nOne more sentence.\n")
        server.work()
        assert server.last_change("/index.html") > before["index"]
        assert server.last_change("/") == server.last_change("/index.html")
        assert server.last_change("/other.html") == before["other"]
        assert server.last_change("/none.html") > before["none"]
    finally:
        close(server)


def close(server: Answering) -> None:
    server.observer.start()  # which `shutdown` ends
    server.shutdown()
