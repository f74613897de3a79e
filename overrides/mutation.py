"""A hook of the build: the whole mutation run of the pages, on the page that has its mark.

What survives without a reason ends the build in CI, where the site is published. Elsewhere it is told, so
that a page that is served and tested is built as well.
"""

import sys
from concurrent.futures import Future
from pathlib import Path
from threading import Thread

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files

from livepage.falsifying.mutation_jobs import falsify
from livepage.falsifying.survivors import summary
from livepage.hosts.ci import in_ci
from livepage.hosts.mkdocs_plugin import LivePagePlugin
from livepage.model.claims import FaultsError
from livepage.running.pool import EndedError

MARK = "<!-- the mutation run -->"
SURVIVORS = "tests/livepage/survivors.toml"
UNNOTICED = "What went unnoticed, and why it may"
NOT_RUN = "*This copy of the site is served while it is written: no such run was made for it.*"

TOLD = "The site is built; but the mutation run of its pages, which must be silent in CI, says:"
ADVICE = "Not this page: those named below have faults, or falsified claims that no check notices."

Said = tuple[str, list[str]]
"""The table with what went unnoticed, and what has no reason."""

serving = False
runs: list[Future[Said]] = []


def on_startup(command: str, **_: object) -> None:
    """Note whether the site is only served, as the run would follow each change."""
    global serving
    serving = command == "serve"


@event_priority(95)  # when the pages have begun to run, and before anyone waits for them
def _start(files: Files, *, config: MkDocsConfig) -> Files:
    """Start the run beside the build, by the same workers; code is left out, as that takes minutes."""
    plugin = config.plugins["livepage"]
    assert isinstance(plugin, LivePagePlugin)
    if not serving:
        run: Future[Said] = Future()
        listed = Path(config.config_file_path).absolute().parent / SURVIVORS
        Thread(target=_run, args=[plugin, listed, run], daemon=True).start()
        runs[:] = [run]
    return files


@event_priority(-100)  # when all files are there
def _put_last(files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG001
    """Have the page that waits for the run rendered when all others are."""
    for file in [*files.documentation_pages()]:
        if file.src_uri.endswith(".md") and MARK in file.content_string:
            files.remove(file)
            files.append(file)
    return files


on_files = CombinedEvent(_start, _put_last)


def _run(plugin: LivePagePlugin, listed: Path, run: Future[Said]) -> None:
    """Falsify what the pages and labs of a build claim."""
    try:
        assert plugin.project
        pages = {running.page.path: running for _, running in plugin.running}
        builds = plugin.labs.labs.values() if plugin.labs else ()
        labs = {build.lab.path: list(build.texts.values()) for build in builds}
        run.set_result(summary(falsify(pages | labs, plugin.project, code=0), listed))
    except BaseException as error:
        run.set_exception(error)


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put what the run came to in the place of the mark."""
    if MARK not in markdown:
        return markdown
    return markdown.replace(MARK, _published(runs.pop()) if runs else NOT_RUN)


def on_page_content(html: str, **_: object) -> str:
    """Keep what went unnoticed, a list of formulas, out of the search."""
    fold = '<details class="fold"'
    return html.replace(
        f"{fold}>\n<summary>{UNNOTICED}", f'{fold} data-search-exclude="">\n<summary>{UNNOTICED}'
    )


def _published(run: Future[Said]) -> str:
    """Return the table, and below it what went unnoticed, folded."""
    try:
        said, problems = run.result()
    except (FaultsError, EndedError) as error:
        raise PluginError(f"the mutation run of the pages fails\n{error}") from error
    if problems and in_ci():
        raise PluginError("\n".join(["the mutation run of the pages fails", ADVICE, *problems]))
    if problems:
        print(TOLD, *problems, sep="\n", file=sys.stderr)
    table, _, survivors = said.partition("\n\n")
    folded = "\n".join(f"    {line}" for line in survivors.splitlines())
    return f'{table}\n\n??? fold "{UNNOTICED}"\n\n{folded}\n'
