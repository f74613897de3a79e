"""Says which files of `docs` a site leaves out: what nobody is shown claims nothing."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from livepage.model.claims import Fault
from livepage.model.page import ENDINGS

CONFIGURATIONS = ("mkdocs.yml", "mkdocs.yaml")
EXCLUDED, DRAFT = "exclude_docs", "draft_docs"
INDEX = {"index", "README"}  # names of the page at a folder's own address


class _Keys(yaml.SafeLoader):  # type: ignore[misc]
    """Reads what is plain in a configuration, and nothing of what a tag would have it import or look up."""


_Keys.add_multi_constructor("", lambda *_: None)


def kept_out(root: Path, file: Path) -> str | None:
    """Return the key of the project's `mkdocs.yml` that keeps a file out of its site, if one does.

    `exclude_docs` keeps it from everybody, and `draft_docs` shows it on a local server alone.
    """
    docs = root.absolute() / "docs"
    config = _config(root.absolute()) if file.absolute().is_relative_to(docs) else None
    if config is None:
        return None
    from mkdocs.structure.files import File, InclusionLevel, set_exclusions

    place = file.absolute().relative_to(docs).as_posix()
    seen = File(place, str(docs), str(docs), use_directory_urls=False)
    set_exclusions([seen], config)
    return {InclusionLevel.EXCLUDED: EXCLUDED, InclusionLevel.DRAFT: DRAFT}.get(seen.inclusion)


def lost_page(root: Path, file: Path) -> Fault | None:
    """Return a fault if MkDocs shows another page in the place of this one: the second at one address."""
    if not file.name.endswith(ENDINGS):
        return None
    stems = INDEX if file.stem in INDEX else {file.stem}
    alike = (file.with_name(f"{stem}{ending}") for stem in stems for ending in ENDINGS)
    there = [page for page in alike if page.is_file() and kept_out(root, page) != EXCLUDED]
    first, *others = sorted(page.name for page in there) or [""]
    if not others or first != file.name:
        return None
    message = f"nobody sees this page: {others[0]} has the same address on the site"
    return Fault(file, 1, message, f"another name, or {file.name} under {EXCLUDED} in mkdocs.yml")


@lru_cache(maxsize=8)
def _config(root: Path) -> Any:
    """Return the patterns of the configuration as MkDocs has them; None where it builds nothing."""
    file = next((root / name for name in CONFIGURATIONS if (root / name).is_file()), None)
    if file is None:
        return None
    try:
        from mkdocs.exceptions import ConfigurationError
        from mkdocs.utils.yaml import yaml_load
        from pathspec.gitignore import GitIgnoreSpec
    except ModuleNotFoundError:
        return None
    try:
        with file.open(encoding="utf-8") as opened:
            found = yaml_load(opened, _Keys)
    except ConfigurationError:  # which the build reports
        return None
    words = {key: found[key] for key in (EXCLUDED, DRAFT) if isinstance(found.get(key), str)}
    return {key: GitIgnoreSpec.from_lines(text.splitlines()) for key, text in words.items()}
