"""A figure's SVG on a page: the place that it takes, and its colours in the dark scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping

SIZE = re.compile(r'<svg[^>]*?\sviewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"', re.DOTALL)
CSS_PIXELS_PER_POINT = 96 / 72
HEX = re.compile(r"#[0-9a-f]{6}\b")


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
