"""What stands above a block of a page so that it runs alone, as a person would write it."""

from __future__ import annotations

import ast
import sys
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from livepage.model.claims import Claim, Code, Embed, Figure
from livepage.model.page import Page
from livepage.model.results import Results, Source
from livepage.taking.code_statements import LOOPS, CodeStatement
from livepage.taking.program import Program

MOST_LINES = 60
"""A prelude of sources is offered up to so many lines; who needs more installs the package."""


@dataclass(frozen=True)
class Prelude:
    """Pieces of text which, joined, stand above a block: `installed` imports what the page embeds.

    It is None where a block is about livepage itself, which no reader of a site installs. `bare` holds the
    sources instead, and needs NumPy alone; it is None where that does not do.
    """

    installed: tuple[str, ...] | None
    bare: tuple[str, ...] | None


def preludes(page: Page, results: Results) -> dict[Claim, Prelude]:
    """Return what each block of code of a page needs above it."""
    blocks = [claim for claim in page.claims if isinstance(claim, Code)]
    changeable = frozenset(name for names in results.changeable.values() for name in names)
    drawing = tuple(number for number, claim in enumerate(blocks) if claim in drawn(page))
    sources = tuple(
        (number, source)
        for number, claim in enumerate(blocks)
        if isinstance(claim, Embed)
        for source in results.embedded[claim]
    )
    shown = tuple(shown_code(claim, results) for claim in blocks)
    return dict(zip(blocks, _of_blocks(shown, changeable, drawing, sources), strict=True))


@lru_cache(maxsize=256)  # a server renders a page again whose text alone is another
def _of_blocks(
    blocks: tuple[str, ...],
    changeable: frozenset[str],
    drawing: tuple[int, ...],
    sources: tuple[tuple[int, Source], ...],
) -> tuple[Prelude, ...]:
    program = Program(list(blocks), changeable, drawing)
    by_name = {(number, source.name): source for number, source in sources}
    return tuple(prelude(program, number, by_name) for number in range(len(blocks)))


def drawn(page: Page) -> dict[Claim, Figure]:
    """Return the blocks whose figure the page shows, with it."""
    found: dict[Claim, Figure] = {}
    above: Claim | None = None
    for claim in page.claims:
        if isinstance(claim, Code):
            above = claim
        elif isinstance(claim, Figure) and above:
            found[above] = claim
    return found


def prelude(program: Program, block: int, sources: Mapping[tuple[int, str], Source]) -> Prelude:
    """Return what one block of a program needs above it; `sources` tells which functions are embedded."""
    return _Slice(program, block, sources).prelude()


def shown_code(claim: Code, results: Results) -> str:
    """Return the code of a block as the page shows it."""
    if isinstance(claim, Embed):
        return "\n\n".join(source.shown for source in results.embedded[claim])
    return claim.body


class _Slice:
    """One block, with the statements of the page above it."""

    def __init__(self, program: Program, block: int, sources: Mapping[tuple[int, str], Source]) -> None:
        self.program, self.block, self.sources = program, block, sources

    def prelude(self) -> Prelude:
        embeds = {number for number, _ in self.sources}
        installed = self._pieces(self.program.needed(self.block, stop=embeds), embedded=False)
        bare = self._pieces(self.program.needed(self.block), embedded=True)
        lines = sum(piece.count("\n") for piece in bare)
        is_bare = lines <= MOST_LINES and self._imported(bare) <= {"numpy", *sys.stdlib_module_names}
        return Prelude(
            None if "livepage" in self._imported(installed) else installed, bare if is_bare else None
        )

    def _source(self, statement: CodeStatement) -> Source | None:
        return self.sources.get((statement.block, getattr(statement.node, "name", "")))

    def _pieces(self, statements: list[CodeStatement], *, embedded: bool) -> tuple[str, ...]:
        """Return imports, of NumPy before those of the page's package, then the statements."""
        imports: dict[str, list[str]] = {}
        rest: list[CodeStatement] = []
        read = self._names(statements)
        for statement in statements:
            source = self._source(statement)
            if source and not embedded:
                imports.setdefault(f"from {source.module} import ", []).append(source.name)
            elif isinstance(statement.node, ast.Import | ast.ImportFrom):
                for alias in statement.node.names:
                    if (alias.asname or alias.name.partition(".")[0]) in read:
                        imports.setdefault(_opening(statement.node), []).append(_written(alias))
            else:
                rest.append(statement)
        lines = [line for opening, names in imports.items() for line in _import(opening, names)]
        above = _grouped(lines)
        pieces = [above] if above else []
        return (*pieces, *self._statements(rest, after_imports=bool(above)))

    def _names(self, statements: Iterable[CodeStatement]) -> set[str]:
        own = [statement for statement in self.program.statements if statement.block == self.block]
        return set[str]().union(*(statement.names for statement in (*statements, *own)))

    def _statements(self, statements: list[CodeStatement], *, after_imports: bool) -> list[str]:
        """Return statements as pieces; functions stand apart, and a loop whose body is gone passes."""
        pieces: list[str] = []
        for number, statement in enumerate(statements):
            text = self.program.text(statement) + "\n"
            defines = isinstance(statement.node, ast.FunctionDef | ast.ClassDef)
            before = statements[number - 1] if number else None
            if defines or (before and isinstance(before.node, ast.FunctionDef | ast.ClassDef)):
                text = "\n\n" + text if before or after_imports else text
            elif not before and after_imports:
                text = "\n" + text
            after = statements[number + 1] if number + 1 < len(statements) else None
            empty = isinstance(statement.node, LOOPS) and text.rstrip().endswith(":")
            if empty and not (after and _inside(after, statement)):
                indent = len(text) - len(text.lstrip(" \n"))
                text += " " * indent + "    pass\n"
            pieces.append(text)
        return pieces

    def _imported(self, pieces: tuple[str, ...]) -> set[str]:
        """Return the packages and modules that prelude and block import."""
        own = "\n".join(
            self.program.text(statement)
            for statement in self.program.statements
            if statement.block == self.block
        )
        tree = ast.parse("".join(pieces) + "\n" + textwrap.dedent(own))
        found: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(node.module or "")
        return {name.partition(".")[0] for name in found}


def _inside(statement: CodeStatement, head: CodeStatement) -> bool:
    parent = statement.parent
    while parent and parent != head:
        parent = parent.parent
    return parent == head


def _opening(node: ast.Import | ast.ImportFrom) -> str:
    return "import " if isinstance(node, ast.Import) else f"from {node.module} import "


def _written(alias: ast.alias) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name


def _import(opening: str, names: list[str]) -> list[str]:
    names = list(dict.fromkeys(names))
    if opening == "import ":
        return [opening + name for name in names]
    line = opening + ", ".join(names)
    return [line] if len(line) <= 79 else [f"{opening}(", *(f"    {name}," for name in names), ")"]


def _grouped(lines: list[str]) -> str:
    """Return import lines in the order of the standard library, other packages, the page's own."""
    text = "\n".join(lines)
    statements = ast.parse(text).body
    groups: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for node in statements:
        name = node.names[0].name if isinstance(node, ast.Import) else str(getattr(node, "module", ""))
        root = name.partition(".")[0]
        place = 0 if root in sys.stdlib_module_names else 1 if root in ("numpy", "matplotlib") else 2
        groups[place].append(ast.get_source_segment(text, node) or "")
    return "\n".join("".join(f"{line}\n" for line in group) for group in groups.values() if group)
