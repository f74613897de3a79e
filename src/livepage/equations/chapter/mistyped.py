"""Says which value of a chapter has another type than it should, and what to write: `declared` asks first."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from livepage.equations.chapter.chapter import Chapter
from livepage.equations.chapter.graph import Graph, State, parents_of
from livepage.equations.errors import GraphError
from livepage.equations.trees.vocabulary import read_pick

Is = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _texts(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) > 0 and all(map(_text, value))


def _axis(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and _text(value[0]) and _number(value[1])


def _of_function(value: Any) -> bool:
    return callable(value) or _text(value) or _texts(value)


ENTRIES: dict[str, tuple[Is, Is, str, str]] = {
    # key and value of each entry, in words, and as an example
    "axes": (_text, _axis, "a letter → the name of a size and the size", '{"i": ("N", 5)}'),
    "inputs": (
        _text,
        callable,
        "a name → a function of a generator",
        '{"x": lambda rng: rng.normal(size=5)}',
    ),
    "nodes": (_text, callable, "a name → a function of its parents", '{"y": lambda x, w: x * w}'),
    "symbols": (_text, lambda value: _text(value) or _texts(value), "LaTeX → a name", '{"x_i": "x[i]"}'),
    "functions": (_text, _of_function, "LaTeX → a function, or names", '{"f": lambda x: x**2}'),
    "definitions": (_text, _text, "a name → the LaTeX that defines it", r'{"delta[i]": r"\frac{a}{b}"}'),
    "implements": (callable, _text, "a function → the LaTeX of what it returns", r'{loss: r"\xi"}'),
    "layers": (_text, _number, "a letter → the number of layers", '{"L": 3}'),
}
WHOLE: dict[str, tuple[Is, str, str]] = {
    "step": (lambda value: value is None or callable(value), "a function", 'lambda w: {"w": w / 2}'),
    "iteration": (lambda value: isinstance(value, str), "the letter that counts the updates", '"k"'),
    "parameters": (lambda value: value == () or _texts(value), "names, each followed by a comma", '("w",)'),
    "layout": (lambda value: value in ("", "columns", "rows"), "one of two words", '"columns" or "rows"'),
}


def require_types(chapter: Chapter, where: Callable[[str], str]) -> None:
    """Refuse a chapter with a value of a wrong type; `where` says of a key where it is given.

    Raises:
        GraphError: with all of them, or with the inputs that cannot be drawn.
    """
    if wrong := list(_mistyped(chapter)) or list(_undrawn(chapter)):
        raise GraphError("; ".join(where(key) + words for key, words in wrong))


def _mistyped(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """Yield each key that has a wrong type, and what is wrong with it."""
    for key, (is_name, is_value, words, example) in ENTRIES.items():
        given = getattr(chapter, key)
        write = f"it holds {words}: write {key}={example}"
        if not isinstance(given, Mapping):
            yield key, f"{key} is {_shown(given)}; {write}"
            continue
        for name, value in given.items():
            if not is_name(name) or not is_value(value):
                yield key, f"{key} has {_shown(name)}: {_shown(value)}; {write}"
                break
    for key, (is_right, words, example) in WHOLE.items():
        if not is_right(given := getattr(chapter, key)):
            yield key, f"{key} is {_shown(given)}; it is {words}: write {key}={example}"


def _undrawn(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """Yield each input that cannot be drawn as numbers."""
    for name, draw in chapter.inputs.items():
        try:
            np.asarray(draw(np.random.default_rng(0)), dtype=float)
        except Exception as error:  # an author's function, in which anything may be wrong
            words = f"the input {name} cannot be drawn: {type(error).__name__}: {error}"
            example = f'"{name}": lambda rng: rng.normal(size=5)'
            yield "inputs", f"{words}; it is a function that makes numbers of a generator: write {example}"


def require_step(graph: Graph, state: State, shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Refuse a step that makes no new inputs: what it does not name would stay as it is, and hold.

    Raises:
        GraphError: with what it makes instead.
    """
    if graph.step is None:
        return
    write = 'write step=lambda w, g: {"w": w - g}, from names of the graph to new inputs'
    if unknown := [name for name in parents_of(graph.step) if name not in shapes]:
        raise GraphError(f"step has the unknown parent {', '.join(unknown)}; {write}")
    try:
        made = graph.step(*(state.array(name)[0] for name in parents_of(graph.step)))
    except Exception as error:  # an author's function, in which anything may be wrong
        raise GraphError(f"step raises {type(error).__name__}: {error}; {write}") from error
    if not isinstance(made, dict) or not made:
        raise GraphError(f"step makes {_shown(made)}; {write}")
    for name, value in made.items():
        if name not in graph.inputs:
            raise GraphError(f"step makes a new {_shown(name)}, which is no input; {write}")
        if np.asarray(value).dtype.kind not in "fiu" or np.shape(value) != shapes[name]:
            raise GraphError(f"step makes {name} {_shown(value)}, where its shape is {shapes[name]}; {write}")


def require_places(latex: str, pick: str, shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Refuse a symbol that is an entry which its array has not.

    Raises:
        GraphError: with how many there are.
    """
    read = read_pick(pick)
    for axis, size in zip(read.axes, shapes[read.name], strict=False):
        if isinstance(axis, int) and not 1 <= axis <= size:
            raise GraphError(f"the symbol {latex}: {pick} is no entry, as {read.name} has 1 to {size} there")


def place_of(module: ModuleType, key: str) -> str:
    """Return where in a module a key of its chapter is given, as `file:line: `, if that is found."""
    try:
        tree = ast.parse(inspect.getsource(module))
    except (OSError, TypeError, SyntaxError):
        return ""
    keywords = (node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == key)
    place = next((node.lineno for node in keywords), None)
    return f"{inspect.getsourcefile(module)}:{place}: " if place else ""


def _shown(value: Any) -> str:
    if inspect.isroutine(value) or inspect.isclass(value):
        return f"the function {getattr(value, '__name__', 'f')}"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
