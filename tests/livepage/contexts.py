"""Contexts of small graphs, for tests."""

from livepage.equations import Context

context_from = Context.from_data
