"""The comparison of builders sees what a page lacks, and the expanded pages ask for none of our plugins."""

from pathlib import Path

import pytest

from tools.other_builders import MARK, ROOT, configuration, differing, pages, told

PAGE = "<article><p>The loss is {loss}.</p><pre>x = {x}</pre></article>"


def site(folder: Path, loss: str = "1", x: str = "1") -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(PAGE.format(loss=loss, x=x), encoding="utf-8")
    (folder / "p.html").write_text(PAGE.format(loss=1, x=1), encoding="utf-8")
    return folder


def test_a_difference_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, same, other = site(tmp_path / "a"), site(tmp_path / "b"), site(tmp_path / "c", loss="2")
    assert not told("it", before, same)
    assert capsys.readouterr().out == "it: 2 pages, the same\n"
    assert told("it", before, other)
    assert "it: 2 pages, otherwise:\n- index.html\n    - numbers gone: 1; come: 2" in capsys.readouterr().out
    assert told("it", before, None)


def test_own_words_may_differ_and_code_and_pages_may_not(tmp_path: Path) -> None:
    before, words = site(tmp_path / "a"), site(tmp_path / "b", loss="2")
    assert differing(before, words, own_words=True) == []
    code = site(tmp_path / "c", x="y")
    assert differing(before, code, own_words=True) == ["- index.html", "    - code changed"]
    (words / "p.html").unlink()
    assert differing(before, words, own_words=True) == ["- page gone: p.html"]


def test_only_the_table_that_a_hook_puts_at_its_mark_may_be_lacking(tmp_path: Path) -> None:
    before, after, less = (site(tmp_path / name) for name in "abc")
    for folder, tables in ((before, 2), (after, 1), (less, 0)):
        page = folder / "index.html"
        page.write_text(page.read_text("utf-8").replace("<p>", "<table></table>" * tables + "<p>"), "utf-8")
    lacking = ["- index.html", "    - tables: 2 before, 1 now"]
    assert differing(before, after, own_words=True) == lacking
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(f"# A\n\n{MARK}\n", encoding="utf-8")
    assert differing(before, after, own_words=True) == []
    assert differing(before, after) == lacking
    assert differing(before, less, own_words=True) == ["- index.html", "    - tables: 2 before, 0 now"]


def test_labs_are_pages_of_the_navigation() -> None:
    nav = [{"Labs": [{"One": "labs/1.py"}, "labs/2.py"]}, "index.md"]
    assert pages(nav) == [{"Labs": [{"One": "labs/1.md"}, "labs/2.md"]}, "index.md"]


def test_the_expanded_pages_need_no_plugin_of_ours() -> None:
    config = configuration((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), "zensical")
    names = [plugin if isinstance(plugin, str) else next(iter(plugin)) for plugin in config["plugins"]]
    assert names == ["search", "offline", "mkdocstrings"]
    assert config["hooks"] == []
    assert "!ENV" not in config["site_url"]
