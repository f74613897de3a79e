"""Which files of `docs` are pages, which are made for one, and where a source stands; for the plugin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from livepage.hosts.kept_out import lost_page
from livepage.model.claims import Fault
from livepage.model.page import ENDINGS, NOTEBOOK
from livepage.project import Project


def is_page(file: File) -> bool:
    """Say whether the file is one that its author wrote as a page, or as a notebook, which is none."""
    if file.src_uri.endswith(NOTEBOOK):
        return not file.generated_by
    return file.is_documentation_page() and file.src_uri.endswith(ENDINGS)


def remove_made(files: Files, uri: str) -> None:
    """Take away what the last build made for a page, and put beside it."""
    place = str(PurePosixPath(uri).with_suffix(""))
    for file in [*files]:
        if file.generated_by and file.src_uri != uri and file.src_uri.startswith((f"{place}/", f"{place}.")):
            files.remove(file)


def source_link(config: MkDocsConfig, root: Path) -> Callable[[Path, int], str | None]:
    """Return what gives the address of a line of a file in the repository, if the site names one."""

    def link(file: Path, line: int) -> str | None:
        if not config.repo_url or not file.is_relative_to(root):
            return None
        commit, place = config.extra.get("commit", "main"), file.relative_to(root).as_posix()
        return f"{config.repo_url.rstrip('/')}/blob/{commit}/{place}#L{line}"

    return link


def lost_pages(project: Project, config: MkDocsConfig) -> dict[str, list[Fault]]:
    """Return a fault for each page that MkDocs has left out for another, by its place."""
    docs = Path(config.docs_dir)
    lost = {
        file.relative_to(docs).as_posix(): lost_page(project.root, file) for file in sorted(docs.rglob("*"))
    }
    return {place: [fault] for place, fault in lost.items() if fault}
