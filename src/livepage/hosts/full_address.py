"""Makes the links of what is taken along full addresses: a notebook is read elsewhere than its page."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def site_address(config: MkDocsConfig) -> str:
    """Return the address of the site, with one slash at its end."""
    return str(config.site_url).rstrip("/") + "/"


def full_address(target: str, uri: str, config: MkDocsConfig, files: Files) -> str:
    """Return the full address of what a link in the page `uri` leads to; another site's stays as it is."""
    path, mark, anchor = target.partition("#")
    file = files.get_file_from_path(normpath(join(dirname(uri), path)) if path else uri)
    if urlsplit(target).scheme or not file:
        return target
    return urljoin(site_address(config), file.url) + mark + anchor
