"""Finds what a page names in `src/`: the exact source of a function, and the derivation in its docstring."""

from __future__ import annotations

import ast
import importlib
import inspect
import linecache
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECTION = re.compile(r"(?P<indent>[ \t]*)Derivation:[ \t]*$")


class EmbedError(Exception):
    """A name that cannot be embedded; the message says which and why."""


@dataclass(frozen=True)
class Source:
    """A function or class as it stands in `file` from `line` on; `shown` keeps one line of its docstring."""

    name: str
    module: str
    file: Path
    line: int
    text: str
    shown: str


@dataclass(frozen=True)
class Excerpt:
    """Lines of a docstring, dedented; they begin at `line` of `file`."""

    text: str
    file: Path
    line: int


def sources(statement: str) -> list[Source]:
    """Return the source of each name that `from module import name, …` imports, in that order."""
    found = []
    for node in ast.parse(statement).body:
        if not isinstance(node, ast.ImportFrom) or node.module is None or node.level:
            raise EmbedError(
                f"an embed holds statements 'from module import name', not {ast.unparse(node)!r}"
            )
        for alias in node.names:
            if alias.asname or alias.name == "*":
                raise EmbedError(f"an embed names functions under their own names, not {ast.unparse(node)!r}")
            found.append(source(f"{node.module}.{alias.name}"))
    return found


def source(target: str) -> Source:
    """Return the source of the function or class with the dotted name `target`."""
    obj = _resolve(target)
    file = Path(inspect.getsourcefile(obj) or "")
    linecache.checkcache(str(file))
    lines, line = inspect.getsourcelines(obj)
    module, _, name = target.rpartition(".")
    if obj.__module__ != module or obj.__qualname__ != name:
        raise EmbedError(f"{target} is defined elsewhere, as {obj.__module__}.{obj.__qualname__}")
    text = "".join(lines)
    return Source(name, module, file, line, text, _with_summary_only(text))


def derivation(target: str) -> Excerpt:
    """Return the `Derivation:` section of the docstring of the function `target`."""
    found = source(target)
    node = _docstring(found.text)
    lines = found.text.splitlines()
    first, last = (node.lineno, node.end_lineno or node.lineno) if node else (0, 0)
    for row in range(first, last):
        if match := SECTION.match(lines[row]):
            body = _indented_more(lines[row + 1 : last - 1], len(match["indent"]))
            skipped = next((n for n, text in enumerate(body) if text.strip()), 0)
            text = textwrap.dedent("\n".join(body[skipped:])).rstrip() + "\n"
            return Excerpt(text, found.file, found.line + row + 1 + skipped)
    raise EmbedError(f"the docstring of {target} has no section 'Derivation:'")


def _resolve(target: str) -> Any:
    module, _, name = target.rpartition(".")
    try:
        obj = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise EmbedError(f"there is no {target}: {error}") from error
    if not inspect.isfunction(obj) and not inspect.isclass(obj):
        raise EmbedError(f"{target} is a {type(obj).__name__}, not a function or a class")
    return obj


def _docstring(text: str) -> ast.expr | None:
    definition = ast.parse(text).body[0]
    assert isinstance(definition, ast.FunctionDef | ast.ClassDef)
    first = definition.body[0]
    is_text = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    return first.value if is_text and isinstance(first, ast.Expr) else None


def _with_summary_only(text: str) -> str:
    """Cut the docstring to its first line: its derivation stands beside the code, not in it."""
    node = _docstring(text)
    if node is None or node.lineno == node.end_lineno:
        return text
    lines = text.splitlines(keepends=True)
    summary = lines[node.lineno - 1].rstrip()
    quotes = '"""' if '"""' in summary else "'''"
    if "\\" not in summary:
        summary = summary.replace(f"r{quotes}", quotes, 1)
    return "".join(
        [*lines[: node.lineno - 1], summary + quotes + "\n", *lines[node.end_lineno or node.lineno :]]
    )


def _indented_more(lines: list[str], indent: int) -> list[str]:
    """Return the leading lines that are blank or indented by more than `indent`."""
    for row, line in enumerate(lines):
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            return lines[:row]
    return lines
