"""Finds what a page names in `src/`: the exact source of a function, and the derivation in its docstring."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livepage.model.results import Source
from livepage.running.signatures import without_types

ANNOTATIONS = "annotations"  # what a project leaves out beside decorators
SECTION = re.compile(r"(?P<indent>[ \t]*)Derivation:[ \t]*$")


class EmbedError(Exception):
    """A name that cannot be embedded: the message says why, `row` in which line of the statement."""

    row = 0


@dataclass(frozen=True)
class Excerpt:
    """Lines of a docstring, dedented; they begin at `line` of `file`."""

    text: str
    file: Path
    line: int


def embedded_sources(statement: str, leave_out: Collection[str] = ()) -> list[Source]:
    """Return the source of each name that `from module import name, …` imports, in that order."""
    found = []
    try:
        statements = ast.parse(statement).body
    except SyntaxError:
        return []  # the parser of the page has reported it
    for node in statements:
        for target, row in _targets(node):
            try:
                found.append(embedded_source(target, leave_out))
            except EmbedError as error:
                error.row = row
                raise
    return found


def _targets(node: ast.stmt) -> list[tuple[str, int]]:
    """Return the dotted names that a statement imports, each with its line."""
    if isinstance(node, ast.ImportFrom) and node.module and not node.level and _plain(node.names):
        return [(f"{node.module}.{alias.name}", alias.lineno) for alias in node.names]
    error = EmbedError(f"an embed holds 'from module import name', not {ast.unparse(node)!r}")
    error.row = node.lineno
    raise error


def _plain(names: list[ast.alias]) -> bool:
    return not any(alias.asname or alias.name == "*" for alias in names)


def embedded_source(target: str, leave_out: Collection[str] = ()) -> Source:
    """Return the source of the function or class with the dotted name `target`.

    A decorator whose name is in `leave_out` is neither run nor shown; with the word `annotations` in it,
    neither are the types in the headers of functions.
    """
    obj = _resolve(target)
    module, _, name = target.rpartition(".")
    if obj.__module__ != module or obj.__qualname__ != name:
        raise EmbedError(f"{target} is defined elsewhere, as {obj.__module__}.{obj.__qualname__}")
    try:
        file = Path(inspect.getsourcefile(inspect.unwrap(obj)) or "")
        lines, line = inspect.getsourcelines(obj)
    except (OSError, TypeError) as error:
        raise EmbedError(f"{target} has no source in Python: {error}") from error
    cut = _decorators("".join(lines), leave_out)
    text = "".join("\n" if row in cut else text for row, text in enumerate(lines))
    shown = _with_summary_only("".join(text for row, text in enumerate(lines) if row not in cut))
    if ANNOTATIONS in leave_out:
        text, shown = without_types(text)[0], without_types(shown)[1]
    return Source(name, module, file, line, text, shown)


def derivation(target: str) -> Excerpt:
    """Return the `Derivation:` section of the docstring of the function `target`."""
    found = embedded_source(target)
    node = _docstring(found.text)
    lines = str(node.value).split("\n") if node else []
    for row, line in enumerate(lines):
        if match := SECTION.match(line):
            body = _indented_more(lines[row + 1 :], len(match["indent"]))
            skipped = next((n for n, text in enumerate(body) if text.strip()), 0)
            text = textwrap.dedent("\n".join(body[skipped:])).rstrip() + "\n"
            first = found.line + (node.lineno if node else 0) + row + skipped
            return Excerpt(text, found.file, first)
    raise EmbedError(f"the docstring of {target} has no section 'Derivation:'")


def _resolve(target: str) -> Any:
    module, _, name = target.rpartition(".")
    try:
        obj = getattr(importlib.import_module(module), name)
    except Exception as error:  # importing runs the module, in which anything may be wrong
        raise EmbedError(f"there is no {target}: {type(error).__name__}: {error}") from error
    if not inspect.isfunction(obj) and not inspect.isclass(obj):
        raise EmbedError(f"{target} is a {type(obj).__name__}, not a function or a class")
    return obj


def _definition(text: str) -> ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef:
    definition = ast.parse(textwrap.dedent(text)).body[0]
    assert isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    return definition


def _decorators(text: str, names: Collection[str]) -> set[int]:
    """Return the rows of the decorators with one of the names, called or not, by whatever path."""
    rows = set[int]()
    for node in _definition(text).decorator_list:
        target = node.func if isinstance(node, ast.Call) else node
        if ast.unparse(target).rpartition(".")[2] in names:
            rows |= set(range(node.lineno - 1, node.end_lineno or node.lineno))
    return rows


def _docstring(text: str) -> ast.Constant | None:
    first = _definition(text).body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return first.value if isinstance(first.value.value, str) else None
    return None


def _with_summary_only(text: str) -> str:
    """Cut the docstring to its first line of words: its derivation stands beside the code, not in it."""
    node = _docstring(text)
    if node is None or node.lineno == node.end_lineno or not str(node.value).strip():
        return text
    lines = text.splitlines(keepends=True)
    summary = lines[node.lineno - 1].rstrip()
    if summary.endswith(('"""', "'''")):  # the words begin below the quotes
        summary += next(line for line in lines[node.lineno :] if line.strip()).strip()
    quotes = '"""' if '"""' in summary else "'''"
    if "\\" not in summary:
        summary = summary.replace(f"r{quotes}", quotes, 1)
    after = node.end_lineno or node.lineno
    return "".join([*lines[: node.lineno - 1], summary + quotes + "\n", *lines[after:]])


def _indented_more(lines: list[str], indent: int) -> list[str]:
    """Return the leading lines that are blank or indented by more than `indent`."""
    for row, line in enumerate(lines):
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            return lines[:row]
    return lines
