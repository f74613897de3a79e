"""A value of a wrong type in a chapter is told by its key, its place and what to write, and told once."""

# ruff: noqa: ARG005 (the parameters of a node are its parents)

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from livepage.equations import Chapter, check_latex, context_of, context_of_module
from livepage.equations.errors import GraphError

RIGHT: dict[str, Any] = {
    "axes": {"i": ("N", 5)},
    "inputs": {"x": lambda rng: rng.normal(size=5), "w": lambda rng: rng.uniform(1, 2)},
    "nodes": {"y": lambda x, w: x * w},
    "symbols": {"x_i": "x[i]", "w": "w", "y_i": "y[i]"},
    "functions": {"f": lambda a: a**2},
    "definitions": {"d[i]": "y_i"},
    "implements": {lambda x, w: x * w: "y_i"},
    "step": lambda w: {"w": w - 1},
    "iteration": "k",
    "layers": {"L": 3},
    "parameters": ("w",),
    "layout": "rows",
}
MAPPINGS = ("axes", "inputs", "nodes", "symbols", "functions", "definitions", "implements", "layers")


def wrong() -> Iterator[tuple[str, Any]]:
    for key in RIGHT:
        yield from (
            (key, value) for value in (5, 1.5, True, [1], {1}, object(), {"a": None}, {"a": [1]}, {5: 5})
        )
    for key in MAPPINGS:
        yield from ((key, value) for value in (None, "a", ("a", 1), len, {"a": ()}, {"": "a"}, {"a": 1.5}))
    yield from (
        ("axes", {"i": value}) for value in (5, "N", ["N", 5], ("N",), ("N", "5"), ("N", 0), (5, "N"))
    )
    yield from (("layout", value) for value in ("column", "Rows", None))
    yield from (("parameters", value) for value in ("w", ["w"], ("w", 1), None))
    yield from (("step", value) for value in ("w", {"w": 1}))
    yield from (("iteration", value) for value in (None, ("k",)))
    draws: list[Any] = [lambda: 5, lambda rng: "a", lambda rng: {}, len]
    yield from (("inputs", {"x": value}) for value in draws)


@pytest.mark.parametrize(("key", "value"), list(wrong()))
def test_the_key_its_value_and_what_to_write_are_told_once(key: str, value: Any) -> None:
    with pytest.raises(GraphError, match="write ") as caught:
        context_of(Chapter(**{**RIGHT, key: value}), "squares")
    text = str(caught.value)
    assert text.startswith(f"squares: {key}") or "the input x cannot be drawn" in text
    assert text.count("write ") == 1


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("step", lambda w: None, "step makes None"),
        ("step", lambda w: {}, "step makes {}"),
        ("step", lambda w: {"v": w}, "step makes a new 'v', which is no input"),
        ("step", lambda w: {"y": w}, "step makes a new 'y', which is no input"),
        ("step", lambda v: {"w": v}, "step has the unknown parent v"),
        ("step", lambda w: {"w": [w, w]}, r"where its shape is \(\)"),
        ("step", lambda w: {"w": "a"}, "step makes w 'a'"),
        ("step", lambda w: 1 / 0, "step raises ZeroDivisionError"),
        ("nodes", {"y": lambda x: "a"}, "the node y is .*: its function returns numbers"),
        ("nodes", {"y": lambda x: None}, "the node y is None: its function returns numbers"),
        ("definitions", {"d[j]": "y_i"}, "the definition d: no axis has the letter j"),
        ("symbols", {"x_i": "x[9]"}, r"the symbol x_i: x\[9\] is no entry, as x has 1 to 5 there"),
    ],
)
def test_what_has_the_right_type_and_no_meaning_is_told_too(key: str, value: Any, words: str) -> None:
    chapter = {**RIGHT, "definitions": {}, "implements": {}, "functions": {}, key: value}
    with pytest.raises(GraphError, match=words):
        context_of(Chapter(**chapter), "squares")


def test_true_is_one() -> None:
    nodes = {"y": lambda x, w: x > 0, "z": lambda x: x * (x > 0)}
    chapter = {
        **RIGHT,
        "nodes": nodes,
        "definitions": {},
        "implements": {},
        "functions": {"g": lambda a: a > 0},
    }
    symbols = RIGHT["symbols"] | {"z_i": "z[i]"}
    graph = context_of(Chapter(**{**chapter, "symbols": symbols}), "gates")
    assert check_latex("z_i = x_i y_i = x_i g(x_i)", graph).holds
    assert check_latex("z_i = x_i - y_i", graph).status == "false"


def test_a_module_is_told_with_the_line_of_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (
        "from livepage.equations import Chapter\n\nCHAPTER = Chapter(\n    inputs={},\n    axes={'i': 5},\n"
    )
    (tmp_path / "mistyped_graph.py").write_text(f"{source}    symbols=[],\n)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(GraphError) as caught:
        context_of_module("mistyped_graph")
    del sys.modules["mistyped_graph"]
    file = tmp_path / "mistyped_graph.py"
    assert str(caught.value).startswith(f"{file}:5: axes has 'i': 5; ")
    assert f"; {file}:6: symbols is []; " in str(caught.value)
