"""The statements of a page's code, and what each changes and gives away; `program` asks which need which."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

LOOPS = ast.For | ast.While | ast.With
TARGETS = ast.Subscript | ast.Attribute


@dataclass(frozen=True)
class CodeStatement:
    """One statement of a page; `rows` are its first and last line in the program, decorators included.

    Of a loop or a `with`, this is the head alone, and the statements of its body have it as their `parent`.
    """

    node: ast.stmt = field(compare=False)
    rows: tuple[int, int]
    block: int
    parent: CodeStatement | None = None

    @property
    def prints(self) -> bool:
        """Whether it only prints: nothing below depends on it."""
        called = self.node.value if isinstance(self.node, ast.Expr) else None
        return isinstance(called, ast.Call) and ast.unparse(called.func) == "print"

    @cached_property
    def changes(self) -> set[str]:
        """The names of what it changes in place: `a[0] = 1`, `a += 1`, `a.append(1)`, `del a[0]`."""
        found: list[ast.expr] = []
        for node in ast.walk(self._own()):
            if isinstance(node, ast.AugAssign):
                found.append(node.target)
            elif isinstance(node, TARGETS) and isinstance(node.ctx, ast.Store | ast.Del):
                found.append(node)
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                found += [node.value.func] if isinstance(node.value.func, ast.Attribute) else []
        return {name for node in found if (name := _root(node))}

    @property
    def adds_to(self) -> list[str]:
        """The name in `a += 1`, which is read as well."""
        target = self.node.target if isinstance(self.node, ast.AugAssign) else None
        return [target.id] if isinstance(target, ast.Name) else []

    @cached_property
    def gives_away(self) -> set[str]:
        """The names that it passes to functions of the page, which may change what they stand for."""
        if isinstance(self.node, ast.FunctionDef | ast.ClassDef):
            return set()  # it passes nothing before it is called
        calls = [node for node in ast.walk(self._own()) if isinstance(node, ast.Call)]
        names = [(call, call.func.id) for call in calls if isinstance(call.func, ast.Name)]
        # Classes keep what they are given; what comes with Python is read by `changes`.
        page = [call for call, name in names if name not in vars(builtins) and not name[0].isupper()]
        given = [node for call in page for part in call.args for node in ast.walk(part)]
        return {node.id for node in given if isinstance(node, ast.Name)}

    @cached_property
    def names(self) -> frozenset[str]:
        """All names in it, of a loop's body too."""
        return frozenset(node.id for node in ast.walk(self.node) if isinstance(node, ast.Name))

    @cached_property
    def is_generator(self) -> bool:
        """Whether it defines a function that yields."""
        is_function = isinstance(self.node, ast.FunctionDef)
        return is_function and any(isinstance(each, ast.Yield) for each in ast.walk(self.node))

    def _own(self) -> ast.AST:
        """Return the node without the body, whose statements stand by themselves."""
        if isinstance(self.node, LOOPS) and not _whole(self.node):
            return ast.Module([], [])
        return self.node


def _root(node: ast.AST) -> str:
    while isinstance(node, TARGETS):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def targets(node: ast.stmt) -> set[str]:
    """Return the names that an assignment defines."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def _whole(node: ast.stmt) -> bool:
    """Say whether a statement is taken whole or not at all: all but loops and `with` over several lines."""
    return (
        not isinstance(node, LOOPS)
        or bool(getattr(node, "orelse", None))
        or node.body[0].lineno == node.lineno
    )


def code_statements(
    nodes: list[ast.stmt], block: int, parent: CodeStatement | None = None
) -> Iterator[CodeStatement]:
    """Yield the statements in order, a loop's head before its body."""
    for node in nodes:
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
        if _whole(node):
            yield CodeStatement(node, (first, node.end_lineno or first), block, parent)
            continue
        assert isinstance(node, LOOPS)
        head = CodeStatement(node, (first, node.body[0].lineno - 1), block, parent)
        yield head
        yield from code_statements(node.body, block, head)
