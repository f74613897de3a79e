"""Contexts of small graphs, for tests."""

from typing import Any

from livepage.equations import Chapter, Context, context_of


def context_from(name: str, **data: Any) -> Context:
    """Read the fields of a chapter, named in capitals: `context_from("squares", AXES={}, …)`."""
    return context_of(Chapter(**{key.lower(): value for key, value in data.items()}), name)
