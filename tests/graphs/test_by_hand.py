"""The displayed equations of the chapters, worked out in a second way, without a rule of the checker."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from livepage.equations import context_of_module
from livepage.equations.trees.statements import read_statements
from livepage.falsifying.second_opinion import holds_by_hand

ROOT = Path(__file__).parents[2]
DISPLAYED = re.compile(r"(<!-- exempt.*\n)?\s*\$\$(.+?)\$\$", re.DOTALL)
CHAPTERS = {
    "1-gradient-descent": 10,
    "2-classification": 12,
    "3-backpropagation": 20,
    "4-vectorization": 12,
    "5-many-layers": 5,
}
"""How many of each chapter's relations are decided at least."""


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_is_decided_holds(chapter: str) -> None:
    module = chapter.partition("-")[2].replace("-", "_")
    context = context_of_module(f"graphs.{module}")
    sources = (
        ROOT / "docs" / "tutorial" / f"{chapter}.md",
        Path(str(import_module(f"chainrule.{module}").__file__)),
    )
    found = [match for file in sources for match in DISPLAYED.findall(file.read_text(encoding="utf-8"))]
    statements = [
        statement
        for exempt, latex in found
        if not exempt
        for statement in read_statements(latex, context.vocabulary)
        if statement.relations
    ]
    verdicts = [holds_by_hand(statement, context) for statement in statements]
    assert [one.latex for one, verdict in zip(statements, verdicts, strict=True) if verdict is False] == []
    assert verdicts.count(True) >= CHAPTERS[chapter]
