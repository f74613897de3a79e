"""A page is rendered once; whatever it depends on changes, it is rendered again, and no other."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

from livepage.running import store
from livepage.running.store import FOLDER
from tests.livepage.running.test_store import _sealed

CONFIG = """site_name: Toy
strict: true
theme: {name: mkdocs, locale: en}
markdown_extensions: [toc: {permalink: false}, attr_list]
validation: {links: {not_found: warn, anchors: warn}}
plugins: [livepage, search, autorefs]
hooks: [hook.py]
exclude_docs: hidden.md
"""
HOOK = """def on_page_content(html, page, **_):
    return html + "<autoref identifier='another-part'>As documented code does</autoref>"
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "hook.py": HOOK,
    "pyproject.toml": "",
    "docs/index.md": "# Home\n\nTo [a part](two.md#a-part), [here](#below).\n\n## Below\n",
    "docs/two.md": "# Two\n\nWords.\n\n## A part\n\n## Another part { #another-part }\n",
    "docs/three.md": "# Three\n\n<a name='by-hand'></a>\n\nNo link.\n",
    "docs/more.md": "# More\n\nTo [three](three.md#by-hand).\n",
}
ALL = {"index.md", "two.md", "three.md", "more.md"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Path:
    caplog.set_level(logging.INFO, "mkdocs")  # as every build has it that is not asked to be quiet
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.delenv("LIVEPAGE_CACHE", raising=False)
    (tmp_path / "docs").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the pages that MkDocs renders."""
    names = set[str]()
    render = Page.render

    def noting(page: Page, *arguments: Any) -> None:
        names.add(page.file.src_uri)
        render(page, *arguments)

    monkeypatch.setattr(Page, "render", noting)
    return names


def site(root: Path) -> dict[str, bytes]:
    """Build the site, and return its files."""
    build(load_config(str(root / "mkdocs.yml")))
    files = (path for path in (root / "site").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def edit(name: str, old: str, new: str) -> Callable[[Path], Any]:
    assert old in FILES[name]
    return lambda root: (root / name).write_text(FILES[name].replace(old, new), encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], Any], set[str]]] = {
    "nothing": (lambda _root: None, set()),
    "a sentence": (edit("docs/three.md", "No link", "A sentence"), {"three.md"}),
    "a page that no link leads to": (lambda root: (root / "docs/new.md").write_text("# New\n"), {"new.md"}),
    "a setting of an extension": (edit("mkdocs.yml", "permalink: false", "permalink: true"), ALL),
    "an extension": (edit("mkdocs.yml", "attr_list]", "attr_list, admonition]"), ALL),
    "the form of addresses": (edit("mkdocs.yml", "strict: true", "use_directory_urls: false"), ALL),
    "what is shown": (edit("mkdocs.yml", "hidden.md", "three.md"), {"more.md"}),
    "a heading that another page names": (
        edit("docs/two.md", "{ #another-part }", "and more { #another-part }"),
        {"two.md"},
    ),
}


@pytest.mark.parametrize(("change", "again"), CHANGES.values(), ids=CHANGES)
def test_what_a_change_concerns_is_rendered_again_and_nothing_else(
    root: Path,
    rendered: set[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], Any],
    again: set[str],
) -> None:
    site(root)
    assert rendered == ALL
    change(root)
    rendered.clear()
    found = site(root)
    assert rendered == again
    monkeypatch.setenv("LIVEPAGE_CACHE", "off")
    assert site(root) == found


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "docs/two.md").unlink(),
        edit("docs/two.md", "## A part", "## A place"),
        edit("docs/index.md", "## Below", "## Above"),
        edit("docs/three.md", "by-hand", "by-machine"),
        edit("docs/two.md", "#another-part", "#some-part"),
    ],
    ids=["a page", "a section", "a section of its own", "an anchor", "a section by its name"],
)
def test_a_link_that_leads_nowhere_any_more_is_told_of_a_page_that_was_kept(
    root: Path, change: Callable[[Path], Any]
) -> None:
    site(root)
    change(root)
    for _ in range(2):
        with pytest.raises(Abort):
            site(root)


def test_another_version_renders_anew(
    root: Path, rendered: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site(root)
    rendered.clear()
    monkeypatch.setattr(store, "_installed", lambda _root: {"markdown-0.1"})
    site(root)
    assert rendered == ALL


def test_what_a_quiet_build_did_not_say_a_strict_one_does(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    edit("docs/more.md", "three.md", "four.md")(root)
    with caplog.at_level(logging.ERROR, "mkdocs"):
        site(root)
    with pytest.raises(Abort):
        site(root)


@pytest.mark.parametrize("config", ["pymdownx.snippets", "smarty"])
def test_with_an_extension_that_may_read_other_files_nothing_is_kept(
    root: Path, rendered: set[str], config: str
) -> None:
    edit("mkdocs.yml", "attr_list]", f"attr_list, {config}]")(root)
    for _ in range(2):
        rendered.clear()
        site(root)
        assert rendered == ALL


@pytest.mark.parametrize("answer", [{"content": "x"}, [], {"links": {"two.md": None}}])
def test_an_entry_that_makes_no_sense_is_not_used(root: Path, rendered: set[str], answer: Any) -> None:
    found = site(root)
    for file in (root / FOLDER).glob("*.json"):
        file.write_text(_sealed(file.read_text(encoding="utf-8"), lambda entry: entry | {"answer": answer}))
    rendered.clear()
    shutil.rmtree(root / "site")
    assert site(root) == found
    assert rendered == ALL
