"""What the documents for maintainers name is there: files, modules, targets and commands."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.utils.yaml import yaml_load

from livepage.reading.parse import parse
from livepage.reading.prose import numbers

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


STATED = {
    # a number of a document: where it stands as code or as another's word
    "20": ("docs/tutorial/3-backpropagation.md", "mu, K = 2.0, {}\n"),
    "3.11": ("pyproject.toml", 'requires-python = ">={}"'),
    "41": ("tests/docs/test_lessons.py", "PHONE = {} "),
    "4096": ("overrides/beside.py", "MUCH = {}\n"),
    "4.0": ("LICENSE-text", "Attribution {} International"),
}
FORMS = re.compile(r"`[^`\n]*<!-- \{[^`\n]*`")  # how a value is written on a page


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_the_numbers_of_a_document_stand_where_they_come_from(name: str) -> None:
    text = FORMS.sub("`a value`", (ROOT / name).read_text(encoding="utf-8"))
    exempt = {r"\b[Cc]hapters? \d": "a chapter's number"}
    found = [fault.message for fault in parse(text, ROOT / name, exempt).faults]
    loose = [message.split()[2] for message in found if message.endswith("belongs to no claim")]
    assert set(loose) <= set(STATED), "say where it comes from, or leave it out"
    for number in loose:
        file, pattern = STATED[number]
        assert pattern.format(number) in (ROOT / file).read_text(encoding="utf-8")


def leaves(nav: list[Any]) -> Iterator[tuple[str, str]]:
    for entry in nav:
        for title, below in entry.items():
            if isinstance(below, str):
                yield title, below
            else:
                yield title, ""
                yield from leaves(below)


def test_what_every_page_shows_has_no_number_but_those_of_chapters_and_labs() -> None:
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        config = yaml_load(file)
    for title, place in leaves(config["nav"]):
        found = [title[slice(*span)] for span in numbers(title, 0, len(title))]
        assert found == re.findall(r"/(\d)-", place), f"{title}: {place}"
    for key in ("site_name", "site_description", "repo_name"):
        assert numbers(config[key], 0, len(config[key])) == []
