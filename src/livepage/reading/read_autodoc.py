"""Reads a line `::: module.name` and the options below it, which are for mkdocstrings."""

from __future__ import annotations

import re
import textwrap

import yaml  # type: ignore[import-untyped]

from livepage.model.claims import Autodoc
from livepage.reading.blocks import Block
from livepage.reading.draft import Draft

OTHER_HANDLER = re.compile(r"^\s*handler:(?!\s*python\b)", re.MULTILINE)


def read_autodoc(draft: Draft, start: int, end: int, block: Block) -> None:
    """Add the claim that there is such a name, unless it is of another language; read the options."""
    if not OTHER_HANDLER.search(block.body):
        draft.add(Autodoc, start, end, target=block.head["target"])
    try:
        options = yaml.safe_load(textwrap.dedent(block.body))
        wrong = None if isinstance(options, dict | None) else f"a {type(options).__name__}"
    except (yaml.YAMLError, ValueError) as error:
        wrong = str(error)
    if wrong:
        message = "the options below this line are no YAML mapping"
        draft.fault(start, message, "options: {heading_level: 3}, say, indented", wrong)
