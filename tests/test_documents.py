"""What the documents for maintainers name is there: files, modules, targets and commands."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "docs/reference/maintenance.md"]
SAID = re.compile(r"`([^`\n]+)`")
PLACE = re.compile(r"(?:[\w.-]+/)+[\w.*-]*|[\w-]+\.(?:md|toml|yml|json|js|css|py|cff|txt)")
HELD_FOR = re.compile(r"parabola|NAME|FOLDER|N-name|\bname\b")
"""Names that stand for others."""
SITE = "site/"
"""Made by a build."""
FOLDERS = ("", "docs/assets/javascripts/", "docs/assets/javascripts/*/", ".github/workflows/", "src/*/*/")
"""Where a short name may stand."""


def missing(text: str) -> Iterator[str]:
    """Yield what a document names and the project lacks."""
    targets = set(re.findall(r"(?m)^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8")))
    for target in re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE):
        if target not in targets:
            yield f"make {target}"
    for said in SAID.findall(text):
        if PLACE.fullmatch(said) and not HELD_FOR.search(said) and said != SITE and not there(said):
            yield said
        yield from (name for name in re.findall(r"\bpython -m ([\w.]+)", said) if not module(name))
        if re.fullmatch(r"(?:livepage|chainrule|chainrule_lab)(?:\.\w+)+", said) and not module(said):
            yield said


def there(place: str) -> bool:
    return any(next(ROOT.glob(folder + place.rstrip("/")), None) for folder in FOLDERS)


def module(name: str) -> bool:
    """Whether there is such a module, or such a name in one."""
    above, _, last = name.rpartition(".")
    found = importlib.util.find_spec(above) if above else None
    inner = found.origin if found else None
    return bool(importlib.util.find_spec(name)) or bool(inner and last in Path(inner).read_text("utf-8"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_names_is_there(name: str) -> None:
    assert list(missing((ROOT / name).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```sh\nmake tets\n```", "make tets"),
        ("`make sites`", "make sites"),
        ("in `src/livepages/`", "src/livepages/"),
        ("in `mkdoc.yml`", "mkdoc.yml"),
        ("`python -m bench.frame`", "bench.frame"),
        ("in `livepage.reading.as_build`", "livepage.reading.as_build"),
    ],
)
def test_what_is_not_there_is_seen(text: str, said: str) -> None:
    assert list(missing(text)) == [said]
