"""What a custom element of the page is given: Python values as the JSON of its `data-` attributes."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Collection
from typing import Any

from livepage.model.template import names

ATTRIBUTE = re.compile(r"[a-z][a-z0-9]*")


def element_problem(arguments: str, defined: Collection[str] = ()) -> str | None:
    """Say what is wrong with the arguments of an element, on a page that has `defined` some names."""
    try:
        call = ast.parse(f"element({arguments})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"these arguments are not Python: {error}"
    if not isinstance(call, ast.Call) or call.args or not call.keywords:
        return "an element is given each value by its name"
    given = [keyword.arg for keyword in call.keywords]
    if twice := next((name for name in given if given.count(name) > 1), None):
        return f"{twice} is given twice"
    for keyword in call.keywords:
        if not ATTRIBUTE.fullmatch(keyword.arg or ""):
            return f"{keyword.arg or '**'} is not the name of an attribute"
        if not names(keyword.value, defined):
            return f"{keyword.arg} names nothing of the page, so it could never be false"
    return None


def attributes(arguments: str, namespace: dict[str, Any]) -> dict[str, str]:
    """Return the attributes: arrays as lists with all digits of their numbers.

    Raises:
        ValueError: for a number that JSON does not have.
        TypeError: for a value that JSON does not have.
    """
    call = ast.parse(f"element({arguments})", mode="eval").body
    given = call.keywords if isinstance(call, ast.Call) else []
    return {f"data-{each.arg}": _json(_evaluated(each.value, namespace)) for each in given}


def _evaluated(expression: ast.expr, namespace: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(expression), "<element>", "eval"), namespace)


def _json(value: Any) -> str:
    return json.dumps(value, allow_nan=False, separators=(",", ":"), default=_listed)


def _listed(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"a {type(value).__name__} has no JSON")
