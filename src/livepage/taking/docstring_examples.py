"""The examples of docstrings as a reader may take them: without prompts and results, with their imports."""

from __future__ import annotations

import ast
import importlib
import inspect

from livepage.taking.prelude import Prelude, prelude
from livepage.taking.program import Program


def code_of(example: str) -> str:
    """Return what is typed at the prompts."""
    lines = [line for line in example.split("\n") if line.startswith((">>>", "..."))]
    return "".join(f"{line[4:]}\n" for line in lines)


def example_preludes(module: str, examples: list[str]) -> list[Prelude]:
    """Return what each example of a module needs above it; they are given in the order of the module."""
    program = Program([_imports(module), *examples])
    return [prelude(program, number, {}) for number in range(1, len(examples) + 1)]


def _imports(name: str) -> str:
    """Return imports of all that the examples of a module find: its own names, and what it imports."""
    module = importlib.import_module(name)
    tree = ast.parse(inspect.getsource(module))
    lines = [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import)]
    lines += [
        f"from {node.module} import {alias.name}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if not alias.asname
    ]
    own = [each for each, value in vars(module).items() if getattr(value, "__module__", "") == name]
    return "\n".join([*lines, *(f"from {name} import {each}" for each in own)]) + "\n"
