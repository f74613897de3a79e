r"""The Python-Markdown extension that puts formulas as MathML into every page of the site.

LaTeX that cannot be read raises `MathError`: a page never shows half a formula.
"""

from __future__ import annotations

from typing import Any

from livepage.reading.dialect import MathExtension


def makeExtension(**kwargs: Any) -> MathExtension:
    """Let Python-Markdown find the extension by the name of this module."""
    return MathExtension(**kwargs)
