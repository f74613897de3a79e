"""A hook of the build: the whole mutation run of the pages, on the page that has its mark.

What survives without a reason ends the build in CI, where the site is published. Elsewhere it is told, so
that a page that is served and tested is built as well.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from livepage.hosts.ci import in_ci

MARK = "<!-- the mutation run -->"
SURVIVORS = "tests/livepage/survivors.toml"
UNNOTICED = "What went unnoticed, and why it may"
NOT_RUN = "*This copy of the site is served while it is written: no such run was made for it.*"

TOLD = "The site is built; but the mutation run of its pages, which must be silent in CI, says:"

PIPES: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}

serving = False
runs: list[subprocess.Popen[str]] = []


def on_startup(command: str, **_: object) -> None:
    """Note whether the site is only served, as the run would follow each change."""
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Start the run beside the build, which takes about as long; code is left out, as that takes minutes."""
    if serving:
        return
    root = Path(config.config_file_path).absolute().parent
    command = command_in(str(Path(config.docs_dir).relative_to(root)))
    environment = os.environ | {"LIVEPAGE_ATTACHED": "1", "PYTHONUTF8": "1"}
    runs.append(subprocess.Popen(command, cwd=root, env=environment, **PIPES))


def command_in(docs: str) -> list[str]:
    """Return the command of the run, which fails for want of a reason in CI alone."""
    only_told = [] if in_ci() else ["--warn"]
    run = [sys.executable, "-m", "livepage", "mutate", docs, "--survivors", SURVIVORS, "--sample", "0"]
    return [*run, *only_told]


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put what the run printed in the place of the mark."""
    if MARK not in markdown:
        return markdown
    return markdown.replace(MARK, _published(runs.pop()) if runs else NOT_RUN)


def on_page_content(html: str, **_: object) -> str:
    """Keep what went unnoticed, a list of formulas, out of the search."""
    fold = '<details class="fold"'
    return html.replace(
        f"{fold}>\n<summary>{UNNOTICED}", f'{fold} data-search-exclude="">\n<summary>{UNNOTICED}'
    )


def on_build_error(**_: object) -> None:
    """End a run that nobody waits for."""
    while runs:
        runs.pop().kill()


def _published(run: subprocess.Popen[str]) -> str:
    """Return the table, and below it what went unnoticed, folded."""
    printed, problems = run.communicate()
    if run.returncode:
        advice = "Not this page: those named below have faults, or falsified claims that no check notices."
        raise PluginError(f"the mutation run of the pages fails\n{advice}\n{problems}")
    if problems:
        print(f"{TOLD}\n{problems}", file=sys.stderr)
    table, _, survivors = printed.partition("\n\n")
    folded = "\n".join(f"    {line}" for line in survivors.splitlines())
    return f'{table}\n\n??? fold "{UNNOTICED}"\n\n{folded}\n'
