"""A hook of the build: how to install the package; the site as Markdown for programs, and as one zip."""

import zipfile
from html import escape
from pathlib import Path
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from livepage.hosts.expand import linked

MARK, WHOLE = "<!-- how to install -->", "<!-- the whole site -->"
LINE = '<p class="install">{before}<br><code>{command}</code><br>{after}</p>'
ZIP = "chain-rule.zip"
ZIP_LINE = f'<p><a download href="{ZIP}">This site as one zip</a> opens without a network.</p>'
FIRST_TIME = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes

texts: dict[str, str] = {}
"""The Markdown of each page by its address; under "" stands their order."""

labs: set[str] = set()
"""The sources of the labs: links to them lead to their pages."""


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Keep what the page says in Markdown, and say how to install the package where that is asked for."""
    markdown = markdown.replace(MARK, install_line(config)).replace(WHOLE, ZIP_LINE)
    texts[page.file.dest_uri] = markdown
    return markdown


def install_line(config: MkDocsConfig) -> str:
    """Return the command that installs what the site was built with, and the version that it gives."""
    labs = getattr(config.plugins["livepage"], "labs", None)
    needed: str = labs.needed if labs else ""
    if not needed:
        return ""
    version = unquote(needed.rsplit("/", 1)[-1]).split("-")[1]
    return LINE.format(
        before="The package, with what its figures and data need:",
        command=escape(f'python -m pip install "{needed}"'),
        after=f"It gives version {escape(version)}, the one that these pages ran with.",
    )


def on_nav(nav: Navigation, **_: object) -> None:
    """Start anew: a server builds again and again."""
    texts.clear()
    labs.clear()
    labs.update(page.file.src_uri for page in nav.pages if page.file.src_uri.endswith(".py"))
    texts[""] = "\n".join(f"- {page.file.dest_uri}" for page in nav.pages)


@event_priority(-100)  # when all other files are there
def on_post_build(config: MkDocsConfig) -> None:
    """Write `llms.txt`, the Markdown of each page, and the site as a zip that opens without a network."""
    if "" not in texts:  # a server has built single pages again
        return
    site = Path(config.site_dir)
    order = [line.removeprefix("- ") for line in texts.pop("").split("\n")]
    base = str(config.site_url).rstrip("/") + "/"
    lines = [f"# {config.site_name}\n\n> {config.site_description}\n"]
    for uri in order:
        text = linked(texts[uri], Path(uri), labs)
        place = Path(uri).with_suffix(".md")
        (site / place).write_text(text, encoding="utf-8", newline="\n")
        titles = (line.lstrip("# ") for line in text.split("\n") if line.startswith("# "))
        lines.append(f"- [{next(titles, uri)}]({base}{place.as_posix()})")
    (site / "llms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    files = sorted(path for path in site.rglob("*") if path.is_file() and path.name != ZIP)
    with zipfile.ZipFile(site / ZIP, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(f"chain-rule/{file.relative_to(site).as_posix()}", FIRST_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, file.read_bytes())
