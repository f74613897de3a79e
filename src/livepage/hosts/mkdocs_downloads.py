"""Puts the chapters as notebooks and scripts among the files of a site, and says so on their pages."""

from __future__ import annotations

from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from livepage.hosts.full_address import full_address, site_address
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.taking.address import addresses

LINK = '[the {what}]({name} "sha256 {digest}"){{ download="" }} ({size} kB)'
LAUNCH = ", or [open the notebook in the browser]({address})"
LINE = (
    "\n---\n\n**To take along:** {links}{launch}. "
    "Both install what they need with their first line, and print what this page shows.\n"
)


class Downloads:
    """The files that belong to pages whose path fits the pattern."""

    def __init__(self, config: MkDocsConfig, files: Files, pattern: str, requirement: str) -> None:
        """Know where links lead, and what the first line installs."""
        self.config, self.files, self.pattern, self.requirement = config, files, pattern, requirement
        self.lines: dict[str, str] = {}

    def add(self, uri: str, page: Page, results: Results) -> None:
        """Add the files of a page without faults, if it is one to take along."""
        if not fnmatchcase(uri, self.pattern) or not self.requirement:
            return
        from livepage.taking.whole_page import as_notebook, as_script  # it needs the extra `labs`

        names = addresses(page, results)

        def address(target: str) -> str:
            return full_address(target, uri, self.config, self.files)

        made = {
            "notebook": ("ipynb", as_notebook(page, results, self.requirement, names, address)),
            "script": ("py", as_script(page, results, self.requirement, names, address)),
        }
        links: list[str] = []
        for what, (ending, text) in made.items():
            name = PurePosixPath(uri).with_suffix(f".{ending}")
            self.files.append(File.generated(self.config, str(name), content=text))
            data = text.encode("utf-8")
            size, digest = len(data) // 1000, sha256(data).hexdigest()
            links.append(LINK.format(what=what, name=quote(name.name), digest=digest, size=size))
        self.lines[uri] = LINE.format(links=" and ".join(links), launch=launch_link(self.config, uri))


def launch_link(config: MkDocsConfig, uri: str) -> str:
    """Return a link to a page's notebook at the service `extra.launch`, if that is set.

    Raises:
        PluginError: if that is no address with `{notebook}` in it, the place of the notebook's own.
    """
    service = str(config.extra.get("launch") or "")
    if not service:
        return ""
    if "{notebook}" not in service:
        raise PluginError(f"livepage: extra.launch in mkdocs.yml is {service}; it needs {{notebook}} in it")
    notebook = site_address(config) + quote(str(PurePosixPath(uri).with_suffix(".ipynb")))
    return LAUNCH.format(address=service.replace("{notebook}", quote(notebook, safe="")))
