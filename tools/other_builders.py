"""`python tools/other_builders.py`: the same pages, expanded, built by MkDocs and by what may follow it.

What a reader would see otherwise than in MkDocs' site is listed, and ends the run with 1.
`make other-builders` installs the builders first.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yaml  # type: ignore[import-untyped]

from tools.changes import compared

ROOT = Path(__file__).parent.parent
WORK = ROOT / ".builders_cache"
BUILDERS = {
    "mkdocs": ["mkdocs", "build"],
    "zensical": ["zensical", "build"],
    "properdocs": ["properdocs", "build"],
}
OURS = ("livepage", "mkdocs-jupyter")  # plugins that the expanded pages need no more


class Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Reads `!ENV [NAME, default]` as its default."""


Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])


def configuration(builder: str) -> str:
    """Return `mkdocs.yml` for the expanded pages, without what only our build needs."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    config |= {"docs_dir": "docs", "site_dir": f"site-{builder}", "strict": False, "hooks": [], "watch": []}
    config["plugins"] = [plugin for plugin in config["plugins"] if _name(plugin) not in OURS]
    config["theme"]["custom_dir"] = str(ROOT / config["theme"]["custom_dir"])
    config["nav"] = [part for part in config["nav"] if "Labs" not in part]  # they are notebooks
    text: str = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    return text.replace("overrides/mkdocstrings", str(ROOT / "overrides/mkdocstrings"))


def _name(plugin: str | dict[str, object]) -> str:
    return plugin if isinstance(plugin, str) else next(iter(plugin))


def main() -> int:
    """Build with each builder, and compare."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir()
    expand = [sys.executable, "-m", "livepage", "render", "docs", "-o", str(WORK / "docs")]
    subprocess.run(expand, cwd=ROOT, check=True)
    failed = False
    for builder, command in BUILDERS.items():
        (WORK / "mkdocs.yml").write_text(configuration(builder), encoding="utf-8")
        program = [sys.executable, "-m", *command] if builder == "mkdocs" else _program(command)
        done = subprocess.run(program, cwd=WORK, capture_output=True, encoding="utf-8", check=False)
        site = WORK / f"site-{builder}"
        if done.returncode or not site.exists():
            print(f"{builder}: no site\n{done.stdout}{done.stderr}")
            failed = True
            continue
        lines = compared(WORK / "site-mkdocs", site)
        same = lines == compared(WORK / "site-mkdocs", WORK / "site-mkdocs")
        print(
            f"{builder}: {len(list(site.rglob('*.html')))} pages, " + ("the same" if same else "otherwise:")
        )
        if not same:
            print("\n".join(lines))
        failed |= not same
    return int(failed)


def _program(command: list[str]) -> list[str]:
    return [str(Path(sys.executable).with_name(command[0])), *command[1:]]


if __name__ == "__main__":
    sys.exit(main())
