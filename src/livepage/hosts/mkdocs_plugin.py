"""The MkDocs end: a build runs every page first, and stops if a claim does not hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.meta import get_data

from livepage.hosts.copy_bars import with_bars, with_examples
from livepage.hosts.kept_pages import keep_rendering
from livepage.hosts.lazily import import_lazily
from livepage.hosts.progress import Progress
from livepage.hosts.site_files import is_page, lost_pages, remove_made, source_link
from livepage.model.claims import Fault
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.project import Project, Running
from livepage.taking.copies import Copies, copies
from livepage.writing.figure import recolour
from livepage.writing.render import figure_files, render

if TYPE_CHECKING:
    from jinja2 import Environment

    from livepage.hosts.mkdocs_downloads import Downloads
    from livepage.hosts.mkdocs_labs import LabSite

import_lazily("mkdocs_jupyter.convert")  # and with it all of nbconvert, which labs that are kept do not need

log = get_plugin_logger(__name__)


@dataclass
class BuiltSite:
    """What a build has made of the configuration, for all its pages."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment | None = None


class Options(Config):  # type: ignore[no-untyped-call]
    """None: what pages have in common stands in `pyproject.toml`, where the tests read it too."""


class LivePagePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Runs the pages of `docs_dir`, checks their claims and inserts sources, derivations and figures."""

    def __init__(self) -> None:
        """Know nothing until a build begins."""
        self.serving = False
        self.project: Project | None = None
        self.running: list[tuple[File, Running]] = []  # the pages of this build, which other hooks may ask
        self.executed: dict[str, tuple[Page, Results]] = {}
        self.answers: dict[str, tuple[Page, list[Any]]] = {}
        self.faults: dict[str, list[Fault]] = {}
        self.copies: dict[str, Copies] = {}
        self.downloads: Downloads | None = None
        self.labs: LabSite | None = None
        self.files = Files([])
        self.read: dict[Path, tuple[bytes, Page]] = {}
        self.built: BuiltSite | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether faults end the build or are shown in the page."""
        if dirty:
            raise PluginError("livepage: a dirty build leaves pages unchecked; build without --dirty")
        self.serving = command == "serve"

    @event_priority(100)
    def _start_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Let labs and pages run while other plugins do what they do with the files."""
        try:
            project = self.project = Project(Path(config.config_file_path).parent)
        except ValueError as error:
            raise PluginError(str(error)) from error
        self.executed, self.faults, self.built, self.downloads = {}, {}, None, None
        self.labs = labs_of(config, project, [file for file in files if self._is_shown(file)])
        if self.labs:
            self.labs.start()
        self.running = self._started(project, files)
        return files

    @event_priority(90)
    def _finish_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the figures that the pages draw, or report every claim that does not hold."""
        project = self.project
        assert project
        progress = Progress(project, len(self.running))
        for file, run in self.running:
            self._finish(project, file, run)
            self._add_figures(project, file, files, config)
            progress.one_more()
        self.faults |= self.labs.finish(files) if self.labs else {}
        self.faults |= lost_pages(project, config)
        for place, reasons in sorted(project.run_each_time.items()):
            log.info(f"{place} runs at each build: {', '.join(dict.fromkeys(reasons))}")
        faults = [fault for page_faults in self.faults.values() for fault in page_faults]
        if faults and not self.serving:
            raise PluginError(f"{len(faults)} claims do not hold\n" + "\n".join(map(str, faults)))
        if project.settings.take_along and self.labs:
            self._add_downloads(project.settings.take_along, self.labs.needed, files, config)
        for fault in faults:
            log.info(str(fault))  # a warning would end a strict server, which shows the fault in the page
        return files

    def _started(self, project: Project, files: Files) -> list[tuple[File, Running]]:
        """Let every page run, unless the store has its results; what has not changed is not read again.

        The longest ones begin, so that none of them is left to wait for alone.
        """
        texts = {
            file.src_uri: (file, Path(file.abs_src_path).read_bytes())
            for file in files
            if self._is_shown(file) and is_page(file) and file.abs_src_path
        }
        settings = repr(project.settings).encode()
        running: dict[str, Running] = {}
        for uri, (file, text) in sorted(texts.items(), key=lambda each: -len(each[1][1])):
            path = Path(str(file.abs_src_path))
            seen, page = self.read.get(path, (b"", None))
            if page is None or seen != text + settings:
                page = project.read(path)
                self.read[path] = text + settings, page
            running[uri] = project.start(page)
        return [(file, running[uri]) for uri, (file, _) in texts.items()]

    def _is_shown(self, file: File) -> bool:
        """Say whether somebody is shown the file: drafts only where the site is served."""
        lowest = InclusionLevel.DRAFT if self.serving else InclusionLevel.NOT_IN_NAV
        return bool(file.inclusion.value >= lowest.value)

    def is_of_pages(self, changed: Collection[str]) -> bool:
        """Say whether files, by their path from the root, are pages that were built, or sources of code."""
        root = self.project.root if self.project else Path()
        pages = {str(page.path) for page, _ in self.executed.values()}
        return all(name.startswith("src/") or str(root / name) in pages for name in changed)

    def run_again(self, files: Files, config: MkDocsConfig) -> list[File]:
        """Run what has changed since the last build; return the files of the pages that are others now.

        What else belongs to them, figures and downloads, is put among the files.
        """
        assert self.project
        project = self.project = Project(self.project.root, self.project.settings)
        before, self.executed = self.executed, {}
        if self.downloads:
            self.downloads.files = files  # other plugins have replaced what they were added to
        others: list[File] = []
        for file, run in self._started(project, files):
            uri = file.src_uri
            if self.answers.get(uri) == (run.page, run.answers()):
                self.executed[uri] = before[uri]
                continue
            faults = self.faults.pop(uri, [])
            self._finish(project, file, run)
            if self.executed[uri] == before.get(uri) and self.faults.get(uri, []) == faults:
                if faults:
                    self.faults[uri] = faults
                continue
            others.append(file)
            remove_made(files, uri)
            self._add_figures(project, file, files, config)
            if self.downloads:
                self.downloads.lines.pop(uri, None)
                if uri not in self.faults:
                    self.downloads.add(uri, *self.executed[uri])
        return others

    def _add_downloads(self, pattern: str, needed: str, files: Files, config: MkDocsConfig) -> None:
        from livepage.hosts.mkdocs_downloads import Downloads  # needs nbformat and jupytext, only here

        self.downloads = Downloads(config, files, pattern, needed)
        for uri, (page, results) in self.executed.items():
            if uri not in self.faults:
                self.downloads.add(uri, page, results)

    @event_priority(-100)
    def _find_labs(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """See to it that mkdocs-jupyter, which has wrapped the labs, finds them."""
        self.files = files
        if self.labs:
            self.labs.find(files)
        return files

    on_files = CombinedEvent(_start_pages, _finish_pages, _find_labs)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Keep what a server needs to build single pages again."""
        self.built = BuiltSite(config, files, nav)

    @event_priority(-100)
    def on_env(self, env: Environment, **_: object) -> None:
        """Keep the templates too."""
        if self.built:
            self.built.env = env

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Return a lab as Markdown."""
        return self.labs.markdown(page, self.files) if self.labs else None

    def on_post_build(self, **_: object) -> None:
        """Take the labs' files away."""
        if self.labs:
            self.labs.close()

    def on_build_error(self, **_: object) -> None:
        """End the labs that still run."""
        if self.labs:
            self.labs.close()

    def _finish(self, project: Project, file: File, run: Running) -> None:
        results = run.result()
        self.executed[file.src_uri] = run.page, results
        self.answers[file.src_uri] = run.page, run.answers()
        if faults := project.check(run.page, results):
            self.faults[file.src_uri] = faults

    def _add_figures(self, project: Project, file: File, files: Files, config: MkDocsConfig) -> None:
        page, results = self.executed[file.src_uri]
        for claim, svg in results.figures.items():
            both = (svg, recolour(svg, project.settings.dark))
            for name, content in zip(figure_files(claim.name), both, strict=True):
                uri = f"{PurePosixPath(file.src_uri).with_suffix('')}/{name}"
                if files.get_file_from_path(uri):
                    fault = Fault(page.path, claim.line, f"{uri} is a file already, which nothing checks")
                    self.faults.setdefault(file.src_uri, []).append(fault)
                else:
                    files.append(File.generated(config, uri, content=content))

    def _show(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Return the rendered page; a page with faults shows them, which only a local server does."""
        uri = page.file.src_uri
        if uri in self.faults:
            rows = "\n".join(f"<li><pre>{escape(str(fault))}</pre></li>" for fault in self.faults[uri])
            return f"# {len(self.faults[uri])} claims do not hold\n\n<ol>\n{rows}\n</ol>\n"
        if uri not in self.executed or not self.project:
            return markdown
        source, results = self.executed[uri]
        folder, explained = quote(Path(uri).stem) + "/", self.project.settings.explained_from(uri)
        held = self.copies[uri] = copies(source, results)
        link = source_link(config, self.project.root)
        text = render(source, results, link, folder, explained, held.attributes)
        return get_data(text)[0] + (self.downloads.lines.get(uri, "") if self.downloads else "")

    @event_priority(-100)
    def _keep_rendering(self, markdown: str, *, page: MkDocsPage, **_: object) -> str:
        """Have MkDocs render the page, whose Markdown is whole now, only if that was not done."""
        if self.project:
            keep_rendering(page, self.project.store)
        return markdown

    on_page_markdown = CombinedEvent(_show, _keep_rendering)

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: object) -> str:
        """Say below each block what can be done with it; the search leaves out the marks of equations."""
        held = self.copies.get(page.file.src_uri, Copies())
        html = with_bars(with_examples(html, held)) + held.html(self.labs.needed if self.labs else "")
        return html.replace('<details class="checked">', '<details class="checked" data-search-exclude="">')


def labs_of(config: MkDocsConfig, project: Project, files: list[File]) -> LabSite | None:
    """Return the labs among the files; what runs a notebook is imported only where there is one."""
    sources = [file for file in files if file.src_uri.endswith(".py")]
    if not sources:
        return None
    try:
        from livepage.hosts.mkdocs_labs import LabSite
    except ModuleNotFoundError as error:
        reason = f"{sources[0].src_uri} is a lab, and {error.name} is missing: pip install livepage[labs]"
        raise PluginError(f"livepage: {reason}") from error
    return LabSite(config, project, sources)
