"""The summary of a change names the pages, numbers and figures that a reader sees otherwise."""

from pathlib import Path

from tools.changes import compared

PAGE = (
    "<article><p>The loss is {loss}.</p><figure><img src='p/a.svg#only-light'></figure><pre>x</pre></article>"
)


MORE = "<article><pre></pre></article>"


def site(folder: Path, loss: str = "0.52", figure: str = "<svg/>", more: str = "") -> Path:
    (folder / "p").mkdir(parents=True)
    (folder / "p/a.svg").write_text(figure, encoding="utf-8")
    (folder / "p.html").write_text(PAGE.format(loss=loss) + more, encoding="utf-8")
    return folder


def test_the_same_site_is_no_change(tmp_path: Path) -> None:
    found = compared(site(tmp_path / "a"), site(tmp_path / "b", more="<footer>7</footer>"))
    assert found == ["Readers see no change."]


def test_a_number_a_figure_and_a_kind_are_named(tmp_path: Path) -> None:
    before, after = (
        site(tmp_path / "a"),
        site(tmp_path / "b", "0.53", "<svg></svg>", "<article><pre/></article>"),
    )
    assert compared(before, after) == [
        "- p.html",
        "    - code: 1 before, 2 now",
        "    - numbers gone: 0.52; come: 0.53",
        "    - figure drawn otherwise: p/a.svg",
    ]


def test_pages_that_come_and_go(tmp_path: Path) -> None:
    before, after = site(tmp_path / "a"), site(tmp_path / "b")
    (after / "p.html").rename(after / "q.html")
    assert compared(before, after) == ["- new page: q.html", "- page gone: p.html"]


def test_white_space_counts_in_code_alone(tmp_path: Path) -> None:
    before = site(tmp_path / "a", more="<article><p>a b</p><pre>if a:\n  b</pre></article>")
    same = site(tmp_path / "b", more="<article><p>a\n b</p>\n<pre>if a:\n  b</pre></article>")
    other = site(tmp_path / "c", more="<article><p>a b</p><pre>if a:\nb</pre></article>")
    assert compared(before, same) == ["Readers see no change."]
    assert compared(before, other) == ["- p.html", "    - code changed"]
