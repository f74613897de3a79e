"""Reads what stands behind a fence's ticks: the language, flags and options of a block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

PYTHON = {"python", "py", "python3"}
PRINTED = {"text", "output"}
FLAGS = {"fold", "embed"}
OPTIONS = {"title", "hl_lines"}

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
    matches = list(WORD.finditer(words))
    plain = [match["name"].removeprefix(".").lower() for match in matches if "=" not in match[0]]
    pairs = [(m["name"], m["double"] or m["single"] or m["bare"] or "") for m in matches if "=" in m[0]]
    language, flags = (plain[0], plain[1:]) if plain else ("", [])
    readable = not WORD.sub("", words).strip()
    problems = [] if readable else [f"the fence's options cannot be read: {info.strip()}"]
    if language in PYTHON | PRINTED:
        known = (FLAGS, OPTIONS) if language in PYTHON else (set[str](), set[str]())
        problems += _unknown(flags, known[0]) + _unknown([name for name, _ in pairs], known[1])
    return Info(language, flags, dict(pairs), problems)


def _unknown(names: Iterable[str], known: set[str]) -> list[str]:
    names = list(names)
    return [
        f"the option {name!r} is {'there twice' if name in known else 'unknown'}"
        for name in dict.fromkeys(names)
        if name not in known or names.count(name) > 1
    ]
