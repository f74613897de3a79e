"""What the tests of the graphs share: equations of docstrings, and chapters with a planted error."""

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np

from livepage.equations import Chapter


def functions(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """Return the functions that a module defines, by name."""
    found = inspect.getmembers(module, inspect.isfunction)
    return {name: value for name, value in found if value.__module__ == module.__name__}


def displayed(module: ModuleType) -> list[tuple[str, str]]:
    """Return the displayed equations of a module's docstrings, with the name of their function."""
    texts = {"module": module.__doc__} | {name: value.__doc__ for name, value in functions(module).items()}
    return [
        (name, latex)
        for name, text in texts.items()
        for latex in re.findall(r"\$\$(.+?)\$\$", text or "", re.DOTALL)
    ]


def changed(right: Callable[..., Any], change: Callable[[Any], Any]) -> Callable[..., Any]:
    """Return a function of the same parameters that returns something else."""

    def wrong(*arguments: Any) -> Any:
        return change(np.asarray(right(*arguments)))

    wrong.__signature__ = inspect.signature(right)  # type: ignore[attr-defined]
    return wrong


def with_wrong_function(chapter: Chapter, right: Callable[..., Any]) -> Chapter:
    """Return the chapter with one of its functions that returns the opposite."""
    wrong = changed(right, np.negative)
    return replace(
        chapter,
        implements={wrong if key is right else key: latex for key, latex in chapter.implements.items()},
    )


def with_wrong_node(chapter: Chapter, name: str) -> Chapter:
    """Return the chapter with a node that is a little too large."""
    return replace(
        chapter, nodes={**chapter.nodes, name: changed(chapter.nodes[name], lambda value: 1.001 * value)}
    )
