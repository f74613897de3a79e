"""Evaluates what a page says of its names, and sees that this changes none of them: no reader runs it.

What draws or pops comes to something else when it is evaluated again; what appends may not, so the names are
compared too. `run` asks for it at a page's values, and a lab's kernel at those of its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from livepage.running.libraries import is_array

T = TypeVar("T")
NAME = re.compile(r"[^\W\d]\w*")
MOST = 100_000  # entries that are compared


class ChangesError(Exception):
    """A text that changes what it reads; `before` and `after` say how."""

    def __init__(self, text: str, before: str, after: str) -> None:
        """Keep both."""
        super().__init__(
            f"{text} changes with being evaluated, so the code below would not run as it is shown"
        )
        self.before, self.after = before, after


def evaluated(text: str, namespace: dict[str, Any], evaluate: Callable[[str, dict[str, Any]], T]) -> T:
    """Return what the text comes to among the names.

    Raises:
        ChangesError: if it comes to another thing the second time, or changes a name that it reads.
        Exception: what evaluating it raises.
    """
    names = sorted(set(NAME.findall(text)) & namespace.keys())
    before = [_state(namespace[name]) for name in names]
    found, again = evaluate(text, namespace), evaluate(text, namespace)
    if found != again:
        raise ChangesError(text, str(found), str(again))
    for name, state in zip(names, before, strict=True):
        if name not in namespace or not _same(state, _state(namespace[name])):
            raise ChangesError(text, f"{name} as it was", f"another {name}")
    return found


def _state(value: Any) -> list[Any]:
    """Return what a value holds: its entries, themselves, as a copy of them would take time."""
    if is_array(value):
        return [value, value.copy() if value.size <= MOST and not value.dtype.hasobject else None]
    if isinstance(value, dict):
        return [value, *value.keys(), *value.values()] if len(value) <= MOST else [value]
    if isinstance(value, list | set):
        return [value, *value] if len(value) <= MOST else [value]
    attributes = getattr(value, "__dict__", None)
    return [value, *attributes.values()] if isinstance(attributes, dict) else [value]


def _same(one: list[Any], two: list[Any]) -> bool:
    if is_array(one[0]) and is_array(two[0]):
        return one[0] is two[0] and (one[1] is None or one[1].tobytes() == two[1].tobytes())
    return len(one) == len(two) and all(a is b for a, b in zip(one, two, strict=True))
