"""The code of a page as one program, and of it the statements on which a block depends.

A statement is needed if it defines a name that a needed statement reads, or changes what such a name stands
for. Who reads what comes from beniget's chains of definitions and uses, over the page up to the block: a
function looks its names up when it is called, and the last definition above the block is the one it finds.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from functools import cached_property

import beniget  # type: ignore[import-untyped]
import gast  # type: ignore[import-untyped]

from livepage.taking.code_statements import LOOPS, CodeStatement, code_statements, targets

MOVES_ON = {"RandomState", "default_rng", "Random", "iter", "zip", "map", "filter", "enumerate", "open"}
"""What these return is another after each use, by whoever is given it."""


class Program:
    """The blocks of a page, joined; `lines` are those of the whole text."""

    def __init__(
        self, blocks: list[str], changeable: Collection[str] = (), drawing: Collection[int] = ()
    ) -> None:
        """Join the blocks; `changeable` names what a function may change that it is given.

        The last statement of the blocks `drawing` draws their figure.

        Raises:
            SyntaxError: if a block cannot be parsed.
        """
        self.changeable = frozenset(changeable)
        self.lines: list[str] = []
        self.draws: set[CodeStatement] = set()
        self.statements: list[CodeStatement] = []
        self.ends: list[int] = []
        for number, text in enumerate(blocks):
            tree = ast.increment_lineno(ast.parse(text), len(self.lines))
            self.statements += code_statements(tree.body, number)
            self.lines += text.rstrip("\n").split("\n")
            self.ends.append(len(self.lines))
            if number in drawing and self.statements:
                self.draws.add(self.statements[-1])

    def needed(self, block: int, stop: Collection[int] = ()) -> list[CodeStatement]:
        """Return the statements above a block that it needs, in their order.

        Of the statements in the blocks `stop`, what they need in turn is not followed.
        """
        wanted = [statement for statement in self.statements if statement.block == block]
        found: set[CodeStatement] = set()
        while wanted:
            statement = wanted.pop()
            if statement.block in stop and statement.block != block:
                continue
            below = {statement.parent} if statement.parent else set()
            for name, definitions in self._reads.get(statement, {}).items():
                below |= self._last(name, self.ends[block]) if definitions is None else definitions
                below |= {each for each in self._changing.get(name, ()) if each.block < block}
                if name in self.changeable:
                    below |= self._given_away(name, block)
                if any(self._moves_on(each.node) for each in self._definitions.get(name, ())):
                    below |= self._readers(name, block)
            for name in statement.adds_to:
                below |= self._last(name, statement.rows[0] - 1)
            for each in below:
                if each.block < block and each not in found and not each.prints:
                    found.add(each)
                    wanted.append(each)
        return sorted(found, key=lambda statement: statement.rows)

    def _given_away(self, name: str, block: int) -> set[CodeStatement]:
        """Return what gives a name to a function above a block; a generator does its work later."""
        giving = {
            each
            for each in self.statements
            if each.block < block and name in each.gives_away and not self._shows(each)
        }
        working = {target for each in giving if self._moves_on(each.node) for target in targets(each.node)}
        return giving.union(*(self._readers(target, block) for target in working))

    def _readers(self, name: str, block: int) -> set[CodeStatement]:
        return {each for each in self._reads if each.block < block and name in self._reads[each]}

    def _moves_on(self, node: ast.stmt) -> bool:
        """Say whether a statement defines a name whose every use changes what it stands for."""
        value = node.value if isinstance(node, ast.Assign) else None
        called = value.func if isinstance(value, ast.Call) else None
        name = getattr(called, "attr", getattr(called, "id", ""))
        return name in MOVES_ON or any(each.is_generator for each in self._definitions.get(name, ()))

    def _shows(self, statement: CodeStatement) -> bool:
        """Say whether a statement only draws the figure of its block, or calls a function that prints."""
        called = statement.node.value if isinstance(statement.node, ast.Expr) else None
        name = called.func.id if isinstance(called, ast.Call) and isinstance(called.func, ast.Name) else ""
        prints = any("print" in each.names for each in self._definitions.get(name, ()))
        return statement in self.draws or prints

    @cached_property
    def _changing(self) -> dict[str, list[CodeStatement]]:
        """The statements that change what a name stands for."""
        found: dict[str, list[CodeStatement]] = {}
        for statement in self.statements:
            for name in statement.changes:
                definitions = self._definitions.get(name, [])
                imported = definitions and all(isinstance(each.node, ast.ImportFrom) for each in definitions)
                if not (imported and name[0].isupper()):  # a class, which its own methods leave as it is
                    found.setdefault(name, []).append(statement)
        return found

    @cached_property
    def _places(self) -> dict[int, CodeStatement]:
        return {
            row: statement
            for statement in self.statements
            for row in range(statement.rows[0], statement.rows[1] + 1)
        }

    @cached_property
    def _chains(self) -> tuple[gast.Module, beniget.DefUseChains]:
        tree = gast.parse("\n".join(self.lines))
        chains = beniget.DefUseChains()
        chains.visit(tree)
        return tree, chains

    @cached_property
    def _reads(self) -> dict[CodeStatement, dict[str, set[CodeStatement] | None]]:
        """The names that each statement reads, and what defines them; None if a call looks it up."""
        tree, chains = self._chains
        uses = beniget.UseDefChains(chains).chains
        found: dict[CodeStatement, dict[str, set[CodeStatement] | None]] = {}
        for node, deferred in _reading(tree):
            rows = {getattr(each.node, "lineno", 0) for each in uses.get(node, ())}
            definitions = {self._places[row] for row in rows if row in self._places}
            statement = self._places[node.lineno]
            if not definitions or (deferred and definitions == {statement}):
                continue
            names = found.setdefault(statement, {})
            before = names.get(node.id, set())
            names[node.id] = None if deferred or before is None else before | definitions
        return found

    @cached_property
    def _definitions(self) -> dict[str, list[CodeStatement]]:
        """The statements that define a name of the page, in their order."""
        tree, chains = self._chains
        found: dict[str, list[CodeStatement]] = {}
        for each in chains.locals[tree]:
            statement = self._places[each.node.lineno] if hasattr(each.node, "lineno") else None
            if statement:
                found.setdefault(each.name(), []).append(statement)
        return {
            name: sorted(statements, key=lambda statement: statement.rows)
            for name, statements in found.items()
        }

    def _last(self, name: str, row: int) -> set[CodeStatement]:
        """Return what a name stands for after a row: its last definition, and later ones that may fail."""
        found: set[CodeStatement] = set()
        for statement in reversed(self._definitions.get(name, [])):
            if statement.rows[1] <= row:
                found.add(statement)
                if not statement.parent and not isinstance(statement.node, LOOPS | ast.If | ast.Try):
                    break
        return found

    def text(self, statement: CodeStatement) -> str:
        """Return the lines of a statement as they stand."""
        return "\n".join(self.lines[statement.rows[0] - 1 : statement.rows[1]])


def _reading(tree: gast.AST, *, deferred: bool = False) -> Iterator[tuple[gast.Name, bool]]:
    """Yield each name that is read, and whether that happens later, in the body of a function."""
    if isinstance(tree, gast.Name) and not isinstance(tree.ctx, gast.Store):
        yield tree, deferred
    body = tree.body if isinstance(tree, gast.FunctionDef | gast.Lambda) else None
    for name, value in gast.iter_fields(tree):
        later = deferred or (body is not None and name == "body")
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, gast.AST):
                yield from _reading(each, deferred=later)
