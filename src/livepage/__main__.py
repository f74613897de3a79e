"""`python -m livepage update FOLDER`: fill in outputs, values and tables; the difference is yours to review.

`python -m livepage render FOLDER -o DIR`: write its pages fully expanded, for any site generator.

`python -m livepage mutate FOLDER`: falsify each claim in turn, and list what no check sees.

`python -m livepage equation 'LATEX' --graph MODULE`: check one equation on the graph of a chapter.

`python -m livepage serve`: serve the site here, and build it again when a file changes.

`python -m livepage site`: build the site with MkDocs; one that fails, or is ended, leaves the last one.
"""

from __future__ import annotations

import argparse
import codecs
import io
import sys
from pathlib import Path

from livepage.hosts.ci import in_ci
from livepage.hosts.expand import expand
from livepage.hosts.kept_out import EXCLUDED, kept_out, lost_page
from livepage.labs.background import end_with_parent
from livepage.model.claims import FaultsError
from livepage.model.page import ENDINGS, NOTEBOOK
from livepage.project import Project
from livepage.writing.reshaped import reshaped, shown_first
from livepage.writing.update import update

PAGES = [f"*{ending}" for ending in ENDINGS]


def main(arguments: list[str] | None = None) -> int:
    """Update or mutate the pages; return 1, with the reasons on standard error, if that finds a fault."""
    parser = _parser()
    options = parser.parse_args(arguments)
    end_with_parent()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as standard error does, where the locale is ASCII
    if options.command == "site":
        from livepage.hosts.site import build_site

        return build_site(Path.cwd())
    if options.command == "serve":
        from livepage.hosts.serve import serve_site

        return serve_site(Path.cwd(), options.port)
    if options.command == "update" and in_ci():
        parser.error("update rewrites what a page claims, so it never runs in CI")
    if options.command == "equation":
        return _equation(options.latex, options.graph)
    missing = [str(path) for path in options.paths if not path.exists()]
    if missing:
        parser.error(f"there is no {', '.join(missing)}")
    if options.command == "mutate":
        return _mutate(options)
    try:
        project = Project(Path.cwd())
    except ValueError as error:
        parser.error(str(error))
    if options.command == "render":
        return _render(options, project)
    files = pages(options.paths, *PAGES, f"*{NOTEBOOK}")
    return max([_update(path, project) for path in files if not _is_left(path, options.paths)], default=0)


def _is_left(path: Path, named: list[Path]) -> bool:
    """Say of a page that no site shows, and that was not asked for by its name, that it stays as it is."""
    if path in named or kept_out(Path.cwd(), path) != EXCLUDED:
        return False
    print(f"left {path} as it is: {EXCLUDED} in mkdocs.yml keeps it out of the site")
    return True


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m livepage", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    update_, mutate = commands.add_parser("update"), commands.add_parser("mutate")
    serve = commands.add_parser("serve", help="serve the site here; what is wrong stands in the browser")
    serve.add_argument("--port", type=int, help="another than that of dev_addr in mkdocs.yml, or 8000")
    commands.add_parser("site", help="build the site aside, and put it in its place when it is whole")
    for command in (update_, mutate):
        command.add_argument("paths", nargs="+", type=Path, help="pages, or folders of pages")
    equation = commands.add_parser("equation")
    equation.add_argument("latex", help="what stands between the dollar signs")
    equation.add_argument(
        "--graph", required=True, help="the module of a graph, such as graphs.backpropagation"
    )
    render = commands.add_parser("render")
    render.add_argument("paths", nargs=1, type=Path, metavar="FOLDER", help="the folder of the pages")
    render.add_argument("-o", "--output", type=Path, required=True, help="a new folder for what is written")
    render.add_argument(
        "--formulas", choices=("latex", "mathml"), default="latex", help="how to write formulas"
    )
    mutate.add_argument("--survivors", type=Path, help="a TOML file: why listed survivors are no faults")
    mutate.add_argument(
        "--warn", action="store_true", help="tell what has no reason, and end with 0 all the same"
    )
    mutate.add_argument("--sample", type=int, help="how many mutants of a page's code to run; all without it")
    return parser


def _equation(latex: str, module: str) -> int:
    """Print the verdict on an equation; return 1 if it does not hold, or its graph contradicts itself."""
    from livepage.equations import check_latex, context_of_module
    from livepage.equations.errors import GraphError

    try:
        verdict = check_latex(latex, context_of_module(module))
    except (GraphError, ImportError) as error:
        print(error, file=sys.stderr)
        return 1
    if not verdict.holds:
        print(verdict.message or verdict.status, file=sys.stderr)
        return 1
    print(f"{verdict.status}: {verdict.points} points, largest difference {verdict.largest_difference:.1e}")
    return 0


def _render(options: argparse.Namespace, project: Project) -> int:
    (docs,) = options.paths
    try:
        count = expand(project, docs, options.output, mathml=options.formulas == "mathml")
    except (FaultsError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count} pages are in {options.output}")
    return 0


def _mutate(options: argparse.Namespace) -> int:
    from livepage.falsifying.survivors import report

    try:
        found = pages(options.paths, *PAGES, "*.py")
        files = [file for file in found if file in options.paths or not kept_out(Path.cwd(), file)]
        told = 0 if options.warn else 1
        return report(files, Project(Path.cwd()), options.survivors, options.sample, told)
    except (FaultsError, ValueError) as error:  # faults of a page, or of the settings
        print(error, file=sys.stderr)
        return 1


def pages(paths: list[Path], *patterns: str) -> list[Path]:
    """Return the files among the paths, and those in the folders among them that fit a pattern."""
    found: list[Path] = []
    for path in paths:
        below = [file for pattern in patterns for file in sorted(path.rglob(pattern))]
        found += below if path.is_dir() else [path]
    return found


def _update(path: Path, project: Project) -> int:
    raw = path.read_bytes()
    page = project.read(path)
    results = project.run(page)
    new, left = update(page, results)
    if new != page.text:
        _replace(path, raw, new)
        print(f"updated {path}: review the difference")
        again = project.read(path)
        for note in [*reshaped(page, again), *shown_first(page, again, results)]:
            print(note)
    lost = lost_page(Path.cwd(), path)
    for fault in [*left, *([lost] if lost else [])]:
        print(fault, file=sys.stderr)
    return 1 if left or lost else 0


def _replace(path: Path, old: bytes, new: str) -> None:
    """Write the whole page or nothing of it, with the line ends and the byte order mark that it had."""
    text = new.replace("\n", "\r\n") if b"\r\n" in old else new
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(mark + text.encode("utf-8"))
    aside.chmod(path.stat().st_mode)
    aside.replace(path)


if __name__ == "__main__":
    sys.exit(main())
