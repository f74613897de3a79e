"""Reads the options of a block: what stands behind a fence's ticks, and in the braces behind an image."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

PYTHON = {"python", "py", "python3"}
PRINTED = {"text", "output"}
FLAGS = {"fold", "embed"}
OPTIONS = {"title", "hl_lines"}
LIVE = ("element", "data")
ELEMENT = re.compile(r"[a-z]+(?:-[a-z]+)+")

WORD = re.compile(
    r"\s*(?P<name>[\w+#.-]+)(?:=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"']+)))?(?=\s|$)"
)


@dataclass(frozen=True)
class Info:
    """A fence's language, flags and options; `problems` say what the author should change."""

    language: str
    flags: list[str]
    options: dict[str, str]
    problems: list[str]


def read_info(info: str) -> Info:
    r"""Read `python title="…" fold` or `{.python .fold title="…"}`.

    Examples:
        >>> read_info(' {.python .fold title="Data"}')
        Info(language='python', flags=['fold'], options={'title': 'Data'}, problems=[])
    """
    words = info.strip()
    if words.startswith("{") and words.endswith("}"):
        words = words[1:-1].strip()
    plain, pairs = _words(words)
    language, flags = (plain[0].lower(), [flag.lower() for flag in plain[1:]]) if plain else ("", [])
    readable = not WORD.sub("", words).strip()
    problems = [] if readable else [f"the fence's options cannot be read: {info.strip()}"]
    if language in PYTHON | PRINTED:
        known = (FLAGS, OPTIONS) if language in PYTHON else (set[str](), set[str]())
        problems += _unknown(flags, known[0]) + _unknown([name for name, _ in pairs], known[1])
    return Info(language, flags, dict(pairs), problems)


def read_live(braces: str) -> tuple[str, str, list[str]]:
    """Read `element="loss-surface" data="dict(x=x)"`: the custom element, the expression, and the problems.

    Examples:
        >>> read_live('element="loss-surface" data="x"')
        ('loss-surface', 'x', [])
    """
    plain, pairs = _words(braces)
    options = dict(pairs)
    problems = [] if not WORD.sub("", braces).strip() else [f"the image's options cannot be read: {braces}"]
    problems += _unknown([*plain, *(name for name, _ in pairs)], set(LIVE))
    if not problems and not ELEMENT.fullmatch(options.get("element", "")):
        problems = ["a live image names its custom element, small letters with a hyphen"]
    if not problems:
        try:
            compile(options.get("data", ""), "page", "eval", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            problems = [f"the data of a live image are a Python expression: {error}"]
    return options.get("element", ""), options.get("data", ""), problems


def _words(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the plain words, and the pairs of name and value."""
    matches = list(WORD.finditer(text))
    plain = [match["name"].removeprefix(".") for match in matches if "=" not in match[0]]
    pairs = [(m["name"], m["double"] or m["single"] or m["bare"] or "") for m in matches if "=" in m[0]]
    return plain, pairs


def _unknown(names: Iterable[str], known: set[str]) -> list[str]:
    names = list(names)
    return [
        f"the option {name!r} is {'there twice' if name in known else 'unknown'}"
        for name in dict.fromkeys(names)
        if name not in known or names.count(name) > 1
    ]
