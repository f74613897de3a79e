"""What `mkdocs.yml` keeps out of the site, read without what else stands in it."""

from pathlib import Path

import pytest

from livepage.hosts.kept_out import kept_out

CONFIG = """
INHERIT: base.yml
site_url: !ENV [SITE_URL, "http://127.0.0.1/"]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:no.such.module.twemoji
exclude_docs: |
  old/
  *.txt.md
"""


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("docs/index.md", None),
        ("docs/old/a.md", "exclude_docs"),
        ("docs/part/old/a.md", "exclude_docs"),
        ("docs/a.txt.md", "exclude_docs"),
        ("docs/.hidden/a.md", "exclude_docs"),  # as MkDocs has it, whatever is said
        ("docs/new/a.md", "draft_docs"),
        ("docs/new/old/a.md", "exclude_docs"),
        ("src/old/a.md", None),
        ("old/a.md", None),
    ],
)
def test_the_patterns_are_those_of_mkdocs(tmp_path: Path, place: str, key: str | None) -> None:
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "base.yml").write_text("draft_docs: new/\nexclude_docs: index.md\n", encoding="utf-8")
    assert kept_out(tmp_path, tmp_path / place) == key


def test_what_cannot_be_read_keeps_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("exclude_docs: [", encoding="utf-8")
    assert kept_out(tmp_path, tmp_path / "docs" / ".hidden.md") is None


def test_without_mkdocs_nothing_is_kept_out(tmp_path: Path) -> None:
    assert kept_out(tmp_path, tmp_path / "docs" / ".hidden.md") is None
