"""What mkdocs-jupyter does otherwise, point by point: when it mends one, its mending here can go."""

import os
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs_jupyter import convert as conversions  # type: ignore[import-untyped]
from mkdocs_jupyter.convert import nb2html  # type: ignore[import-untyped]
from mkdocs_jupyter.plugin import NotebookFile, Plugin  # type: ignore[import-untyped]

from livepage.hosts.mend_jupyter import find_generated, markdown_of, our_template, whole
from livepage.labs.markdown import as_markdown, unwrapped
from livepage.labs.notebooks import cell, notebook, notebook_text, output, read_notebook
from livepage.running import store
from livepage.running.store import Store

TEXT = "# A *lab* with `x` and $a < b$ &lt; &amp;\n\n[a page](../page.md#part)"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    code = cell("code", "def f():\n    pass", "b", solution="def f():\n\n    return 1 < 2")
    code.outputs = [
        output({"text/plain": "<b>'a' & \"b\""}, title="By whom"),
        output({"text/markdown": "![a](b.svg)"}),
    ]
    path = tmp_path / "lab.ipynb"
    header = cell("raw", "---\ntitle: A lab\n---", "h")
    path.write_text(notebook_text(notebook([header, cell("markdown", TEXT, "a"), code])), encoding="utf-8")
    return path


def test_a_page_is_markdown_of_the_site_and_not_jupyterlabs_html(file: Path) -> None:
    assert "<style" in nb2html(str(file))
    with our_template():
        made = unwrapped(nb2html(str(file)))
    assert as_markdown(read_notebook(file)) == made
    assert made.startswith("---\ntitle: A lab\n---\n")
    assert TEXT in made
    assert "```python\ndef f():\n    pass\n```" in made
    assert '??? fold "Solution"\n\n    ```python\n    def f():\n    \n        return 1 < 2\n    ```\n' in made
    assert '``` { .text .output title="By whom" }\n<b>\'a\' & "b"\n```' in made
    assert "\n![a](b.svg)\n" in made
    for foreign in ("<style", "<script", "<pre", "jp-", "Copied!", "https:"):
        assert foreign not in made


def test_the_template_is_ours_for_the_page_alone(file: Path) -> None:
    with our_template():
        pass
    assert "jupyter-wrapper" in nb2html(str(file))


def test_a_fence_is_longer_than_what_it_holds(file: Path) -> None:
    file.write_text(notebook_text(notebook([cell("code", "a = '''\n```\n'''", "a")])), encoding="utf-8")
    with our_template():
        assert "``````python\na = '''\n```\n'''\n``````" in unwrapped(nb2html(str(file)))


def test_no_personal_settings_change_a_page(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    (tmp_path / "jupyter_nbconvert_config.py").write_text('open("read", "w").close()\n')
    monkeypatch.chdir(tmp_path)
    with our_template():
        nb2html(str(file))
    assert not (tmp_path / "read").exists()
    assert "JUPYTER_NO_CONFIG" not in os.environ
    nb2html(str(file))
    assert (tmp_path / "read").exists(), "settings are no longer read: drop the mending"


def test_a_notebook_outside_docs_is_found(file: Path) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "a", "docs_dir": str(file.parent)})
    config.validate()
    config.plugins._current_plugin = "livepage"
    generated = File.generated(config, "lab.py", abs_src_path=str(file))
    wrapped = NotebookFile(generated, **config)
    plugin = Plugin()
    plugin.load_config({"include": ["*.ipynb"]})
    assert not plugin.should_include(wrapped), "it is found: drop the mending"
    find_generated(Files([wrapped]))
    assert plugin.should_include(wrapped)


def test_a_page_without_a_cell_of_its_notebook_ends_the_build() -> None:
    assert whole("a = 1\n\nb = 2", ["a = 1\n", "b = 2"], "lab.py") == "a = 1\n\nb = 2"
    with pytest.raises(PluginError, match=r"gives the page of lab.py without 1 of its 2 cells"):
        whole("# Lab\n\na = 1", ["a = 1", "b = 2"], "lab.py")


def test_a_notebook_is_converted_once_and_again_when_anything_changes(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIVEPAGE_CACHE", raising=False)
    convert, seen = conversions.nb2html, list[str]()

    def noting(path: str, **named: Any) -> str:
        seen.append(path)
        return str(convert(path, **named))

    monkeypatch.setattr(conversions, "nb2html", noting)

    def converted(title: str | None = None, **settings: Any) -> tuple[int, str, str]:
        """Return how often the notebook is converted, to what, and the title of its page, as a new build."""
        seen.clear()
        config = MkDocsConfig()
        plugins = [{"mkdocs-jupyter": {"include": ["*.ipynb"], "cache": False, **settings}}]
        config.load_dict({"site_name": "a", "docs_dir": str(file.parent), "plugins": plugins})
        config.validate()
        wrapped = NotebookFile(File("lab.ipynb", str(file.parent), str(file.parent), False), **config)
        files = Files([wrapped])
        page = Page(title, wrapped, config)
        plugin: Any = config.plugins["mkdocs-jupyter"]
        plugin.on_pre_page(page, config, files)
        text = markdown_of(page, config, files, Store(file.parent))
        return len(seen), text, str(page.title)

    first = converted()
    assert first[0] == 1
    assert converted() == (0, *first[1:])
    assert [converted("Named in the navigation")[0], converted(ignore_h1_titles=True)[0]] == [0, 1]
    monkeypatch.setattr(store, "_installed", lambda _root: {"mkdocs-jupyter-0.1"})
    assert [converted()[0], converted()[0]] == [1, 0]
    file.write_text(file.read_text(encoding="utf-8").replace("return 1", "return 3"), encoding="utf-8")
    changed = converted()
    assert (changed[0], "return 3" in changed[1]) == (1, True)
    assert converted("Another", ignore_h1_titles=True)[2] == "Another"
