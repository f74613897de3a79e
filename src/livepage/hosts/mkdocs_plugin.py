"""The MkDocs end: a build runs every page first, and stops if a claim does not hold."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import quote

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.meta import get_data

from livepage.checking.check import check
from livepage.hosts.mend_jupyter import find_generated, markdown_of
from livepage.hosts.mkdocs_labs import LabSite
from livepage.model.claims import Fault
from livepage.model.page import Page
from livepage.model.results import Results
from livepage.project import Settings
from livepage.reading.parse import parse
from livepage.running.figure import recolour
from livepage.running.run import run_in_project
from livepage.writing.render import figure_files, render

log = get_plugin_logger(__name__)


class Options(Config):  # type: ignore[no-untyped-call]
    """None: what pages have in common stands in `pyproject.toml`, where the tests read it too."""


class LivePagePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Runs the pages of `docs_dir`, checks their claims and inserts sources, derivations and figures."""

    def __init__(self) -> None:
        """Know nothing until a build begins."""
        self.serving = False
        self.root = Path()
        self.settings = Settings()
        self.executed: dict[str, tuple[Page, Results]] = {}
        self.faults: dict[str, list[Fault]] = {}
        self.labs: LabSite | None = None
        self.files = Files([])

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether faults end the build or are shown in the page."""
        if dirty:
            raise PluginError("livepage: a dirty build leaves pages unchecked; build without --dirty")
        self.serving = command == "serve"

    @event_priority(100)
    def _run_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Run every page; add the figures that they draw, or report every claim that does not hold."""
        self.root = Path(config.config_file_path).parent
        try:
            self.settings = Settings.load(self.root)
        except ValueError as error:
            raise PluginError(str(error)) from error
        if self.serving:
            forget_modules(self.root / "src")
        self.executed, self.faults = {}, {}
        self.labs = LabSite(config, self.settings)
        self.labs.start(files)  # they run while the pages do
        for file in files.documentation_pages():
            if file.src_uri.endswith(".md") and file.abs_src_path:
                self._execute(file)
                self._add_figures(file, files, config)
        self.faults |= self.labs.finish(files)
        faults = [fault for page_faults in self.faults.values() for fault in page_faults]
        if faults and not self.serving:
            raise PluginError(f"{len(faults)} claims do not hold\n" + "\n".join(map(str, faults)))
        for fault in faults:
            log.info(str(fault))  # a warning would end a strict server, which shows the fault in the page
        return files

    @event_priority(-100)
    def _find_labs(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """See to it that mkdocs-jupyter, which has wrapped the labs, finds them."""
        self.files = files
        if self.labs and self.labs.labs:
            find_generated(files)
        return files

    on_files = CombinedEvent(_run_pages, _find_labs)

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Return a lab as Markdown."""
        if not self.labs or page.file.src_uri not in self.labs.labs:
            return None
        return markdown_of(page, config, self.files)

    def on_post_build(self, **_: object) -> None:
        """Take the labs' files away."""
        if self.labs:
            self.labs.close()

    def on_build_error(self, **_: object) -> None:
        """End the labs that still run."""
        if self.labs:
            self.labs.close()

    def _execute(self, file: File) -> None:
        path, settings = Path(str(file.abs_src_path)), self.settings
        page = parse(file.content_string, path, settings.exempt, leave_out=settings.leave_out)
        results = run_in_project(page, self.settings, self.root)
        self.executed[file.src_uri] = page, results
        if faults := check(page, results):
            self.faults[file.src_uri] = faults

    def _add_figures(self, file: File, files: Files, config: MkDocsConfig) -> None:
        page, results = self.executed[file.src_uri]
        for claim, svg in results.figures.items():
            both = (svg, recolour(svg, self.settings.dark))
            for name, content in zip(figure_files(claim.name), both, strict=True):
                uri = f"{file.src_uri.removesuffix('.md')}/{name}"
                if files.get_file_from_path(uri):
                    fault = Fault(page.path, claim.line, f"{uri} is a file already, which nothing checks")
                    self.faults.setdefault(file.src_uri, []).append(fault)
                else:
                    files.append(File.generated(config, uri, content=content))

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Return the rendered page; a page with faults shows them, which only a local server does."""
        uri = page.file.src_uri
        if uri in self.faults:
            rows = "\n".join(f"<li><pre>{escape(str(fault))}</pre></li>" for fault in self.faults[uri])
            return f"# {len(self.faults[uri])} claims do not hold\n\n<ol>\n{rows}\n</ol>\n"
        if uri not in self.executed:
            return markdown
        source, results = self.executed[uri]
        folder, explained = quote(Path(uri).stem) + "/", self.settings.explained_from(uri)
        text = render(source, results, self._source_link(config), folder, explained)
        return get_data(text)[0]

    def on_page_content(self, html: str, **_: object) -> str:
        """Keep the marks of the equations out of the search."""
        return html.replace('<details class="checked">', '<details class="checked" data-search-exclude="">')

    def _source_link(self, config: MkDocsConfig) -> Callable[[Path, int], str | None]:
        def link(file: Path, line: int) -> str | None:
            if not config.repo_url or not file.is_relative_to(self.root):
                return None
            commit, place = config.extra.get("commit", "main"), file.relative_to(self.root).as_posix()
            return f"{config.repo_url.rstrip('/')}/blob/{commit}/{place}#L{line}"

        return link


def forget_modules(folder: Path) -> None:
    """Let the next import read the project's modules anew, all but this package's own."""
    importlib.invalidate_caches()
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == __name__.partition(".")[0]:
            continue
        file = getattr(module, "__file__", None)
        # A package without __init__.py has no file, and keeps its modules as attributes.
        places = [file] if file else list(getattr(module, "__path__", []))
        if any(Path(place).is_relative_to(folder) for place in places):
            del sys.modules[name]
