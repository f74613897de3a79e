"""Puts in the place of a module's function one that first tells of the call; `inputs` listens."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Mapping
from types import CodeType, ModuleType
from typing import Any

Listener = Callable[[CodeType, tuple[Any, ...], Mapping[str, Any]], None]
"""Is given the code that calls, and what it gives the function, by position and by name."""


def tell(module: ModuleType, name: str, listener: Listener) -> None:
    """Have each call of the module's function told, if it has one of that name on this machine."""
    real: Callable[..., Any] | None = getattr(module, name, None)
    if real is None:
        return

    @functools.wraps(real)
    def told(*arguments: Any, **named: Any) -> Any:
        listener(sys._getframe(1).f_code, arguments, named)
        return real(*arguments, **named)

    setattr(module, name, told)
