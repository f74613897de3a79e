"""Serves the interactive figures of each chapter as one script and one style sheet, made by esbuild.

So are the style sheets of the site one, joined with those of the theme, and the scripts of every page.

A folder of `assets/javascripts` with an `index.js` is a chapter's. The scripts are classic ones, so that they
work from a file too.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

FOLDER = "assets/javascripts"
STYLES = "assets/stylesheets"
LOADER = "interactive"
SITE = "site"
IMPORTED = re.compile(r'^import "\./(.+\.js)"$', re.MULTILINE)
ESBUILD = Path(__file__).parents[1] / "node_modules" / ".bin" / "esbuild"
BROWSERS = "chrome111,firefox115,safari16.4"
DOCUMENTED = 'class="doc '
CODE_STYLES = re.compile(r'<link rel="stylesheet" href="[^"]*assets/_mkdocstrings\.css">')
THEME = re.compile(rf"{STYLES}/(?:main|palette)\.\w+\.min\.css")
JOINED = "page.css"
LINK = re.compile(r'[ \t]*<link rel="stylesheet" href="([^"]*assets/stylesheets/)[^"/]+\.css">\n')
LINKS = 3  # the theme's two, and ours
MATERIAL = re.compile(r'<script src="([^"]*/bundle\.\w+\.min\.js)"></script>')
PRELOAD = r'<link rel="preload" as="script" fetchpriority="low" href="\1">'
ELEMENT = re.compile(r"<[a-z]+(?:-[a-z]+)+ data-")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Replace the modules by what esbuild makes of them."""
    folder = Path(config.docs_dir) / FOLDER
    chapters = sorted(index.parent for index in folder.glob("*/index.js"))
    entries = {chapter.name: [chapter / "index.js", chapter / "index.css"] for chapter in chapters}
    single = {name: [folder / f"{name}.js"] for name in (LOADER, SITE, "search")}
    for source in (*(each for (each,) in single.values()), *joined(folder), *folder.glob("*/*")):
        files.remove(files.src_uris[source.relative_to(config.docs_dir).as_posix()])
    for name, content in bundled(entries | single).items():
        files.append(File.generated(config, f"{FOLDER}/{name}", content=content))
    styles = Path(config.docs_dir) / STYLES
    for source in styles.glob("*.css"):
        files.remove(files.src_uris[source.relative_to(config.docs_dir).as_posix()])
    for name, content in bundled({"site": [styles / "site.css"]}).items():
        files.append(File.generated(config, f"{STYLES}/{name}", content=content))
        theme = sorted(file.src_uri for file in files if THEME.fullmatch(file.src_uri))
        whole = "".join([*(files.src_uris[uri].content_string for uri in theme), content])
        files.append(File.generated(config, f"{STYLES}/{JOINED}", content=whole))
    return files


def on_page_content(html: str, *, page: Page, **_: object) -> str:
    """Tell the template whether the page has a figure to load."""
    page.meta["interactive"] = ELEMENT.search(html) is not None
    return html


def on_post_page(html: str, **_: object) -> str:
    """Let Material's script wait, and a page have one style sheet.

    The script is fetched after what the first paint needs, and started by `late.js`. Documented code has a
    style sheet that comes before ours: a page with some keeps them all.

    Raises:
        PluginError: if the script or a style sheet is not there, or not once.
    """
    html, found = MATERIAL.subn(PRELOAD, html)
    if found != 1:
        raise PluginError(f"a page has the theme's script {found} times instead of once: see {__file__}")
    return html if DOCUMENTED in html else styled(CODE_STYLES.sub("", html))


def styled(html: str) -> str:
    """Return a page with the joined style sheet in the place of the first."""
    folders = LINK.findall(html)
    if len(folders) != LINKS:
        raise PluginError(f"a page has {len(folders)} style sheets instead of {LINKS}: see {__file__}")
    html = LINK.sub(f'<link rel="stylesheet" href="{folders[0]}{JOINED}">\n', html, count=1)
    return LINK.sub(lambda link: link[0] if JOINED in link[0] else "", html)


def joined(folder: Path) -> list[Path]:
    """Return the scripts that the one of every page imports."""
    script = (folder / f"{SITE}.js").read_text(encoding="utf-8")
    return [folder / name for name in IMPORTED.findall(script)]


def bundled(entries: dict[str, list[Path]]) -> dict[str, str]:
    """Return the files made of the entries, by name; the script of `name` is `name.js`.

    Raises:
        PluginError: if esbuild is not there, or finds a fault in a module.
    """
    if not ESBUILD.exists():
        raise PluginError(
            f"esbuild is not installed: run `make site`, or `{Path(sys.executable).parent}/npm ci`"
        )
    inputs = [f"{name}={path}" for name, paths in entries.items() for path in paths]
    options = [
        "--bundle",
        "--minify",
        "--format=iife",
        "--charset=utf8",
        "--external:*.woff2",
        f"--target={BROWSERS}",
    ]
    node = str(Path(sys.executable).parent) + os.pathsep + os.environ.get("PATH", "")
    with tempfile.TemporaryDirectory() as out:
        command = [str(ESBUILD), *inputs, *options, f"--outdir={out}", "--log-level=warning"]
        done = subprocess.run(
            command, env=os.environ | {"PATH": node}, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode or done.stderr:
            raise PluginError(f"esbuild does not take the modules of the interactive figures:\n{done.stderr}")
        return {file.name: file.read_text(encoding="utf-8") for file in sorted(Path(out).iterdir())}
