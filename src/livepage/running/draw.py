"""Turns a Matplotlib figure into SVG: the same bytes at each build."""

from __future__ import annotations

import io

import matplotlib as mpl
from matplotlib.figure import Figure

from livepage.running.svg import compact


def to_svg(figure: Figure, name: str) -> str:
    """Draw `figure` on a transparent ground; its ids begin with `name`."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": name, "svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return compact(buffer.getvalue(), name)
