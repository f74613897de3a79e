"""Builds again, in a site that was built, the pages that a change concerns; all others stay as they are.

It is MkDocs' dirty build with another opinion of what is dirty: not the page whose file is new alone, but
each page whose results are others, be it for a function of the sources.
"""

from __future__ import annotations

from collections.abc import Collection

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from livepage.hosts.mkdocs_plugin import LivePagePlugin


def build_again(config: MkDocsConfig, changed: Collection[str]) -> list[File] | None:
    """Build the pages that the changed files concern; return their files, or None if all has to be built.

    `changed` are paths from the project's root. The rest of the site, its pages' titles and links, has to
    stand as the last build left it. What an index of all pages holds is written by `finish` afterwards.
    """
    plugin = config.plugins["livepage"]
    assert isinstance(plugin, LivePagePlugin)
    built = plugin.built
    if not built or not built.env or not plugin.is_of_pages(changed):
        return None
    there = {id(file): file for file in built.files}  # held, so that no new one gets the number of one gone
    others = plugin.run_again(built.files, built.config)
    titles = [_in_navigation(file.page) for file in others]
    for file in others:
        assert file.page
        file.page.content = None
        _populate_page(file.page, built.config, built.files)
    if titles != [_in_navigation(file.page) for file in others]:
        return None
    if references := built.config.plugins.get("autorefs"):  # of the event on_env no other is about one page
        references.on_env(built.env, config=built.config, files=built.files)
    for file in built.files:
        if id(file) not in there and not file.is_documentation_page():
            file.copy_file()
    for file in others:
        assert file.page
        _forget_in_search(built.config, file.page)
        documents = built.files.documentation_pages()
        _build_page(file.page, built.config, documents, built.nav, built.env)
    return others


def finish(config: MkDocsConfig) -> None:
    """Write what holds something of every page, such as the index of the search."""
    plugin = config.plugins["livepage"]
    assert isinstance(plugin, LivePagePlugin)
    if plugin.built:
        config.plugins.on_post_build(config=plugin.built.config)


def _in_navigation(page: Page | None) -> list[object]:
    """Return what other pages show of a page, or could link to."""
    assert page
    return [page.title, page.meta, page.present_anchor_ids]


def _forget_in_search(config: MkDocsConfig, page: Page) -> None:
    """Take the page out of the search, which takes it in again when it is built."""
    for name, plugin in config.plugins.items():
        index = getattr(plugin, "search_index", None) if name.endswith("search") else None
        entries = getattr(index, "entries", None) or getattr(index, "_entries", [])
        entries[:] = [each for each in entries if each["location"].partition("#")[0] != page.url]
