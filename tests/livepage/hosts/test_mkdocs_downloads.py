"""A chapter's notebook can be opened at a service that the site names; none is named by default."""

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from livepage.hosts.mkdocs_downloads import launch_link


def config(launch: str | None) -> MkDocsConfig:
    made = MkDocsConfig()
    made.load_dict({"site_name": "A", "site_url": "https://a.example/b", "extra": {"launch": launch}})
    return made


@pytest.mark.parametrize("launch", [None, ""])
def test_without_a_service_there_is_no_link(launch: str | None) -> None:
    assert launch_link(config(launch), "tutorial/1-line.md") == ""


def test_the_link_holds_the_address_of_the_notebook() -> None:
    link = launch_link(config("https://lab.example/?from={notebook}"), "tutorial/1-line.md")
    assert "(https://lab.example/?from=https%3A%2F%2Fa.example%2Fb%2Ftutorial%2F1-line.ipynb)" in link


def test_a_service_without_a_place_for_the_notebook_is_named() -> None:
    with pytest.raises(PluginError, match=r"https://lab\.example; it needs \{notebook\} in it"):
        launch_link(config("https://lab.example"), "tutorial/1-line.md")
