"""What the tests of the graphs share: equations of docstrings, and chapters with a planted error."""

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np

from livepage.equations import Chapter


def functions(*modules: ModuleType) -> dict[str, Callable[..., Any]]:
    """Return the functions that modules define, by name."""
    return {
        name: value
        for module in modules
        for name, value in inspect.getmembers(module, inspect.isfunction)
        if value.__module__ == module.__name__
    }


def displayed(*modules: ModuleType) -> list[tuple[str, str]]:
    """Return the displayed equations of modules' docstrings, with the name of what they stand at."""
    found = [(module.__name__, module) for module in modules]
    for module in modules:
        found += [pair for pair in inspect.getmembers(module) if inspect.getmodule(pair[1]) is module]
    return [
        (name, latex)
        for name, thing in found
        for latex in re.findall(r"\$\$(.+?)\$\$", thing.__doc__ or "", re.DOTALL)
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
