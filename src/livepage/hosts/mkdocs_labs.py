"""The labs of one build of the site: every Python file of `docs` is one."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from posixpath import basename, dirname, join
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from livepage.hosts.full_address import full_address, site_address
from livepage.hosts.mend_jupyter import find_generated, markdown_of
from livepage.labs.background import background, end
from livepage.labs.build import LabBuild
from livepage.labs.notebooks import notebook, notebook_text
from livepage.labs.source import read_file
from livepage.labs.wheel import requirement
from livepage.model.claims import Fault
from livepage.project import Project
from livepage.writing.figure import recolour
from livepage.writing.render import figure_files

LINK = re.compile(r"(?<=\]\()[^)\s]+")
DOWNLOADS = (
    '**To work on it:** [the notebook to fill in]({name}.ipynb){{ download="" }}, for JupyterLab or VS Code. '
    'To compare: [the solved one]({name}-solved.ipynb){{ download="" }}.\n'
)


class LabSite:
    """Runs the labs beside whatever else the build does, and adds to the site what they give."""

    def __init__(self, config: MkDocsConfig, project: Project, sources: list[File]) -> None:
        """Know the labs' files, and nothing of what stands in them."""
        self.project, self.config = project, config
        self.folder = project.store.folder("labs")
        self.sources = sources
        self.labs: dict[str, LabBuild] = {}
        self.wheel: subprocess.Popen[str] | None = None
        self.needed = ""  # what pip installs, from the site

    def start(self) -> None:
        """Start the run of each lab, and the build of the wheel that its notebooks install."""
        if not self.config.site_url:
            raise PluginError(
                "livepage: a lab's notebook installs from the site: mkdocs.yml needs its site_url"
            )
        for file in self.sources:
            lab = LabBuild(read_file(Path(str(file.abs_src_path))), self.project)
            self.labs[file.src_uri] = lab
            place = Path(self.folder.name, dirname(file.src_uri))
            place.mkdir(parents=True, exist_ok=True)
            lab.start(place)
        root = self.project.root
        self.wheel = background("livepage.labs.wheel", root, self.folder.name, root=root)

    def finish(self, files: Files) -> dict[str, list[Fault]]:
        """Put page, figures and downloads of each lab among the files; return the faults of each."""
        wheel = self._wheel()
        faults: dict[str, list[Fault]] = {}
        for uri in self.labs:  # first of all, as each lab may link to each other
            files.src_uris[uri].dest_uri = f"{uri.removesuffix('.py')}.html"
        for uri, lab in self.labs.items():
            name = basename(uri).removesuffix(".py")
            built = lab.finish(
                f"{name}/", DOWNLOADS.format(name=quote(name)), self.project.settings.explained_from(uri)
            )
            page = Path(self.folder.name, dirname(uri), f"{name}.ipynb")
            page.write_text(notebook_text(built.page if built else notebook([])), encoding="utf-8")
            source = files.src_uris[uri]
            files.remove(source)
            as_page = File.generated(self.config, uri, abs_src_path=str(page))
            as_page.dest_uri = source.dest_uri
            files.append(as_page)
            if built:
                self._add(files, uri, lab, built.figures, wheel)
            if lab.faults:
                faults[uri] = sorted(lab.faults, key=lambda fault: fault.line)
        return faults

    def _add(self, files: Files, uri: str, lab: LabBuild, figures: dict[str, str], wheel: Path) -> None:
        place = uri.removesuffix(".py")
        new: dict[str, str | bytes] = {join(dirname(uri), wheel.name): wheel.read_bytes()}
        address_of_wheel = urljoin(site_address(self.config), quote(join(dirname(uri), wheel.name)))
        needed = requirement(self.project.root, address_of_wheel, self.project.settings.lab_extras)
        self.needed = self.needed or needed

        def address(text: str) -> str:
            return LINK.sub(lambda match: full_address(match[0], uri, self.config, files), text)

        new[f"{place}.ipynb"] = lab.to_fill_in(needed, address)
        new[f"{place}-solved.ipynb"] = lab.solved(needed, address)
        for name, svg in figures.items():
            both = (svg, recolour(svg, self.project.settings.dark))
            new |= {
                f"{place}/{file}": content for file, content in zip(figure_files(name), both, strict=True)
            }
        for path, content in new.items():
            if path not in files.src_uris:
                files.append(File.generated(self.config, path, content=content))

    def _wheel(self) -> Path:
        if self.wheel is None:
            return Path()
        said, _ = self.wheel.communicate()
        if self.wheel.returncode:
            raise PluginError(f"livepage: the wheel for the labs cannot be built:\n{said}")
        (wheel,) = Path(self.folder.name).glob("*.whl")
        return wheel

    def find(self, files: Files) -> None:
        """See to it that mkdocs-jupyter finds the labs; see `livepage.hosts.mend_jupyter`."""
        find_generated(files)

    def markdown(self, page: Page, files: Files) -> str | None:
        """Return the page as Markdown, if it is a lab."""
        if page.file.src_uri not in self.labs:
            return None
        return markdown_of(page, self.config, files, self.project.store)

    def close(self) -> None:
        """End what still runs, and take the temporary files away."""
        for lab in self.labs.values():
            lab.stop()
        end(self.wheel)
        self.folder.cleanup()
