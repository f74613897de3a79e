"""What a page gives a custom element: the value of an expression, as JSON that holds every digit."""

from __future__ import annotations

import json
from typing import Any

import numpy as np


def as_json(expression: str, namespace: dict[str, Any]) -> str:
    """Evaluate the expression among the names of the page; arrays become lists.

    Raises:
        ValueError: if a number in it is not finite.
        TypeError: if something in it is neither number, text, list, dict nor array.
        Exception: what the expression raises.
    """
    value = eval(expression, namespace)
    return json.dumps(value, default=_plain, allow_nan=False, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is nothing that JSON knows")
