"""Finds a page's front matter by MkDocs' own rule: a YAML mapping between two rules at the very top."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml  # type: ignore[import-untyped]

BETWEEN_RULES = re.compile(r"-{3}[ \t]*\n(?P<inside>.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
KEY = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:")


@dataclass(frozen=True)
class Field:
    """A key, the text that is its value, or "" for another value, and from where to where that is written."""

    key: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class FrontMatter:
    """How many lines the front matter takes, and what is wrong at its first one."""

    lines: int
    problem: str = ""
    got: str | None = None


def front_matter(text: str) -> FrontMatter:
    """Say which lines at the top MkDocs takes away; what it shows instead is text of the page.

    Examples:
        >>> front_matter("---\\ntitle: A\\n---\\n\\nText")
        FrontMatter(lines=3, problem='', got=None)
        >>> front_matter("---\\n\\nText\\n\\n---\\n").lines
        0
    """
    found = BETWEEN_RULES.match(text)
    if found is None:
        return _without_rules(text)
    try:
        data, reason = yaml.safe_load(found["inside"]), ""
    except yaml.YAMLError as error:
        data, reason = None, str(error)
    except (ValueError, RecursionError) as error:  # a date that no calendar has; brackets without end
        data, reason = None, f"{type(error).__name__}: {error}"
    if isinstance(data, dict):
        return FrontMatter(found[0].count("\n"))
    if not found["inside"].partition("\n")[0].strip():  # a rule, and text below it
        return FrontMatter(0)
    got = reason or f"a {type(data).__name__}"
    return FrontMatter(0, "this front matter is no YAML mapping, so MkDocs shows it as text", got)


def fields(matter: str) -> Iterator[Field]:
    """Yield the keys of a front matter, the rules included, in whichever of YAML's ways they are written.

    Examples:
        >>> list(fields("---\\ntitle: A\\n---\\n"))
        [Field(key='title', value='A', start=11, end=12)]
    """
    found = BETWEEN_RULES.match(matter)
    if found is None:
        return
    loader = yaml.SafeLoader(found["inside"])
    node = loader.get_single_node()
    if isinstance(node, yaml.MappingNode):
        loader.flatten_mapping(node)  # <<: {…} is of the mapping
    for key, value in node.value if node else ():
        if isinstance(key, yaml.ScalarNode):
            start, end = (found.start("inside") + mark.index for mark in (value.start_mark, value.end_mark))
            yield Field(key.value, value.value if isinstance(value, yaml.ScalarNode) else "", start, end)


def _without_rules(text: str) -> FrontMatter:
    first = text.partition("\n")[0]
    if KEY.match(first):
        return FrontMatter(
            0, "a page that begins like this begins with metadata: nobody sees the line", first
        )
    return FrontMatter(0)
