"""Decodes the file of a page or a lab: both are in UTF-8."""

from __future__ import annotations

from pathlib import Path

from livepage.model.claims import Fault


def decoded(path: Path) -> tuple[str, Fault | None]:
    """Return the text of a file, and what is wrong where it is not in UTF-8."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line, got = raw.count(b"\n", 0, error.start) + 1, repr(raw[error.start : error.end])
        fault = Fault(path, line, "this page is not in UTF-8", "a file saved as UTF-8", got)
        return raw.decode("utf-8", "replace"), fault
