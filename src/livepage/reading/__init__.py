"""Markdown to claims: `parse.parse` is the door; text goes by `blocks` to `read_blocks` and `read_prose`."""
