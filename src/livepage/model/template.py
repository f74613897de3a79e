"""The f-string field that ties a number or word of the prose to an expression, such as `{xi[-1]:.2f}`."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection
from html import unescape
from typing import Any

ENTITY_SIGN = re.compile(r"\A&\#?\w+;(?=[\d.])")
PER_CENT = re.compile(r"(?:\s|&\#?\w+;)*\\?%\Z")


def field_text(template: str, namespace: dict[str, Any]) -> str:
    """Return what the field comes to among the names of the page."""
    return str(eval(literal(template), namespace))


def field_problem(template: str, defined: Collection[str] = ()) -> str | None:
    """Say what is wrong with the field, if anything is, on a page that has `defined` some names."""
    try:
        tree = ast.parse(literal(template), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"this value's expression is not Python: {error}"
    parts = tree.body.values if isinstance(tree.body, ast.JoinedStr) else []
    if len(parts) != 1 or not isinstance(parts[0], ast.FormattedValue):
        return "a value is one replacement field"
    if not names(parts[0].value, defined):
        return "this value's expression names nothing of the page, so it could never be false"
    return None


def with_authors_signs(shown: str, value: str) -> str:
    """Return the new value with the minus sign, and the space before `%`, that the author used."""
    if value.endswith("%") and (sign := PER_CENT.search(shown)):
        value = value[:-1] + sign[0]
    return value.replace("-", "−", 1) if "−" in shown and value.startswith("-") else value


def same_value(shown: str, computed: str) -> bool:
    """Compare a number or word of the prose with its expression; a minus sign may be typographic."""
    return _plain(shown) == _plain(computed)


def _plain(text: str) -> str:
    """Write the minus sign as code does, be it an entity, and the sign of per cent without space."""
    text = ENTITY_SIGN.sub(lambda sign: unescape(sign[0]), text)
    return PER_CENT.sub("%", text.replace("−", "-"))


def literal(template: str) -> str:
    """Return the f-string, in the quotes that its expression does not use itself."""
    quotes = '"""' if "'''" in template else "'''"
    return f"f{quotes}{template}{quotes}"


def names(expression: ast.expr, defined: Collection[str] = ()) -> set[str]:
    """Return the names that the expression reads and that neither it defines, nor Python but for the page."""
    read, own = set[str](), set[str](vars(builtins)) - set(defined)
    for node in ast.walk(expression):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            read.add(node.id)
        elif isinstance(node, ast.Name):
            own.add(node.id)
        elif isinstance(node, ast.arg):
            own.add(node.arg)
    return read - own


def bound(code: str) -> set[str]:
    """Return the names to which code gives a value, anywhere in it."""
    found = set[str]()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
    return found
