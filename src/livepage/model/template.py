"""The f-string field that ties a number or word of the prose to an expression, such as `{xi[-1]:.2f}`."""

from __future__ import annotations

import ast
import builtins
from typing import Any


def evaluate(template: str, namespace: dict[str, Any]) -> str:
    """Return what the field comes to among the names of the page."""
    return str(eval(literal(template), namespace))


def problem(template: str) -> str | None:
    """Say what is wrong with the field, if anything is."""
    try:
        tree = ast.parse(literal(template), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"this value's expression is not Python: {error}"
    parts = tree.body.values if isinstance(tree.body, ast.JoinedStr) else []
    if len(parts) != 1 or not isinstance(parts[0], ast.FormattedValue):
        return "a value is one replacement field"
    if not names(parts[0].value):
        return "this value's expression names nothing of the page, so it could never be false"
    return None


def written(shown: str, value: str) -> str:
    """Return the new value with the minus sign that the author used, typographic or not."""
    return value.replace("-", "−", 1) if "−" in shown and value.startswith("-") else value


def same_value(shown: str, computed: str) -> bool:
    """Compare a number or word of the prose with its expression; a minus sign may be typographic."""
    return shown.replace("−", "-") == computed.replace("−", "-")


def literal(template: str) -> str:
    """Return the f-string, in the quotes that its expression does not use itself."""
    quotes = '"""' if "'''" in template else "'''"
    return f"f{quotes}{template}{quotes}"


def names(expression: ast.expr) -> set[str]:
    """Return the names that the expression reads and that neither it nor Python defines."""
    read, bound = set[str](), set[str](vars(builtins))
    for node in ast.walk(expression):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            read.add(node.id)
        elif isinstance(node, ast.Name):
            bound.add(node.id)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
    return read - bound
