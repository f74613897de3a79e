"""Syntax to trees, by the names of a chapter; nothing here has a value yet."""
