"""`python -m tools.other_builders`: the same pages built by MkDocs and by what may follow it, and compared.

The pages and labs, expanded by `livepage render`, are built by all; the whole site, with our plugin, by those
that run plugins of MkDocs. What a reader would see otherwise than in MkDocs' site is listed, and ends the run
with 1. `make other-builders` installs the builders first.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from tools.changes import compared

ROOT = Path(__file__).parent.parent
WORK = ROOT / ".builders_cache"
EXPANDED = ("mkdocs", "zensical", "properdocs")
WHOLE = ("mkdocs", "properdocs")
OURS = ("livepage", "mkdocs-jupyter")  # plugins that the expanded pages need no more
SAME = "Readers see no change."
OWN_WORDS = ("words changed", "numbers gone")
"""The whole site says more than its expanded pages: downloads, how to install, where sources are."""

MARK = "<!-- the mutation run -->"  # where a hook of the whole site puts a table
ONE_TABLE = re.compile(r" +- tables: (\d+) before, (\d+) now")


class Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Reads `!ENV [NAME, default]` as its default."""


Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])


def configuration(text: str, builder: str) -> dict[str, Any]:
    """Return `mkdocs.yml`, whose text is given, for the expanded pages: without what only our build needs."""
    config: dict[str, Any] = yaml.load(text, Loader)
    config |= {"docs_dir": "docs", "site_dir": f"site-{builder}", "strict": False, "hooks": [], "watch": []}
    config["plugins"] = [_templates(plugin) for plugin in config["plugins"] if _name(plugin) not in OURS]
    config["theme"]["custom_dir"] = str(ROOT / config["theme"]["custom_dir"])
    config["nav"] = pages(config["nav"])
    return config


def _name(plugin: str | dict[str, Any]) -> str:
    return plugin if isinstance(plugin, str) else next(iter(plugin))


def _templates(plugin: str | dict[str, Any]) -> str | dict[str, Any]:
    """Return a plugin whose templates are found from another folder."""
    if isinstance(plugin, dict) and (options := plugin.get("mkdocstrings")):
        return {"mkdocstrings": options | {"custom_templates": str(ROOT / options["custom_templates"])}}
    return plugin


def pages(nav: Any) -> Any:
    """Return a part of the navigation in which labs are the pages that they have become."""
    if isinstance(nav, str):
        return nav.removesuffix(".py") + ".md" if nav.endswith(".py") else nav
    if isinstance(nav, list):
        return [pages(part) for part in nav]
    return {title: pages(part) for title, part in nav.items()}


def differing(before: Path, after: Path, own_words: bool = False) -> list[str]:
    """Return what a reader sees otherwise; with `own_words`, words and numbers may differ."""
    lines = [line for line in compared(before, after) if line != SAME]
    if not own_words:
        return lines
    kept = [line for line in lines if not line.strip(" -").startswith(OWN_WORDS)]
    kept = [line for above, line in pairwise(["", *kept]) if not (_has_mark(before, above) and _is_one(line))]
    return [line for line, below in zip(kept, [*kept[1:], ""], strict=True) if _said(line, below)]


def _has_mark(site: Path, line: str) -> bool:
    """Whether a line names a page of the expanded ones in which a hook would put a table."""
    if not line.startswith("- "):
        return False
    markdown = site.parent / "docs" / Path(line.removeprefix("- ")).with_suffix(".md")
    return markdown.is_file() and MARK in markdown.read_text(encoding="utf-8")


def _is_one(line: str) -> bool:
    found = ONE_TABLE.fullmatch(line)
    return found is not None and int(found[1]) == int(found[2]) + 1


def _said(line: str, below: str) -> bool:
    """Whether a line is more than the name of a page of which nothing is left to say."""
    return line.startswith((" ", "- new page", "- page gone")) or below.startswith(" ")


def build(builder: str, folder: Path, site: Path, *options: str) -> Path | None:
    """Let a builder build the site that `folder` configures; say why if there is none."""
    program = [str(Path(sys.executable).with_name(builder)), "build", *options]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        program, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode or not (site / "index.html").exists():
        print(f"{builder}: no site\n{done.stdout}{done.stderr}")
        return None
    return site


def expanded(builder: str, text: str) -> Path | None:
    """Build the expanded pages."""
    config = yaml.safe_dump(configuration(text, builder), allow_unicode=True, sort_keys=False)
    (WORK / "mkdocs.yml").write_text(config, encoding="utf-8")
    return build(builder, WORK, WORK / f"site-{builder}", "-f", "mkdocs.yml")


def whole(builder: str) -> Path | None:
    """Build the site as `make site` does."""
    site = WORK / f"whole-{builder}"
    return build(builder, ROOT, site, "-f", str(ROOT / "mkdocs.yml"), "--site-dir", str(site))


def told(name: str, reference: Path | None, site: Path | None, *, own_words: bool = False) -> bool:
    """Print how a site differs from the one to which it is compared; return whether it does."""
    if not reference or not site:
        return True
    lines = differing(reference, site, own_words)
    count = len(list(site.rglob("*.html")))
    print(f"{name}: {count} pages, " + ("otherwise:\n" + "\n".join(lines) if lines else "the same"))
    return bool(lines)


def main() -> int:
    """Build with each builder, and compare."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir()
    expand = [sys.executable, "-m", "livepage", "render", "docs", "-o", str(WORK / "docs")]
    subprocess.run(expand, cwd=ROOT, check=True)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    sites = {builder: expanded(builder, text) for builder in EXPANDED}
    wholes = {builder: whole(builder) for builder in WHOLE}
    differ = [
        *(told(f"expanded pages by {name}", sites["mkdocs"], sites[name]) for name in EXPANDED[1:]),
        *(told(f"the whole site by {name}", wholes["mkdocs"], wholes[name]) for name in WHOLE[1:]),
        told("the whole site and its expanded pages", wholes["mkdocs"], sites["mkdocs"], own_words=True),
    ]
    return int(any(differ))


if __name__ == "__main__":
    sys.exit(main())
