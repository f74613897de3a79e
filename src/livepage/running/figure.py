"""Turns a Matplotlib figure into SVG: the same bytes at each build, once for each colour scheme."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import matplotlib as mpl
from matplotlib.figure import Figure

from livepage.running.svg import compact

SIZE = re.compile(r'<svg[^>]*?\sviewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"', re.DOTALL)
CSS_PIXELS_PER_POINT = 96 / 72
HEX = re.compile(r"#[0-9a-f]{6}\b")


def to_svg(figure: Figure, name: str) -> str:
    """Draw `figure` on a transparent ground; its ids begin with `name`."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": name, "svg.fonttype": "path"}):
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return compact(buffer.getvalue(), name)


def recolour(svg: str, colours: Mapping[str, str]) -> str:
    """Return the figure for the dark scheme: each colour of the light one replaced by its partner."""
    return HEX.sub(lambda match: colours.get(match[0], match[0]), svg)


def size(svg: str) -> tuple[int, int]:
    """Return width and height in CSS pixels, the place that the page keeps for the figure."""
    match = SIZE.search(svg)
    if match is None:
        raise ValueError("this SVG states no viewBox from 0 0")
    return round(float(match["width"]) * CSS_PIXELS_PER_POINT), round(
        float(match["height"]) * CSS_PIXELS_PER_POINT
    )
