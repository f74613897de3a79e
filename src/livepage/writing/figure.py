"""A figure's SVG on a page: the place that it takes, and its colours in the dark scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SIZE = re.compile(r'<svg[^>]*?\sviewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"', re.DOTALL)
CSS_PIXELS_PER_POINT = 96 / 72
HEX = re.compile(r"#[0-9a-f]{6}\b")
DRAWN = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"}
PIXELS = "the pixels of an image"
HREF = "{http://www.w3.org/1999/xlink}href"
INITIAL = {"fill": "#000000", "fill-opacity": "1", "stroke": "none", "stroke-opacity": "1"}
"""What draws without a word about its colours."""


def colours(svg: str) -> set[str]:
    """Return the colours with which a figure draws, as it states them; black is what has none."""
    root = ElementTree.fromstring(svg)
    named = {node.get("id", ""): node for node in root.iter()}
    return set(_colours(root, named, INITIAL))


def _colours(node: Element, named: Mapping[str, Element], around: Mapping[str, str]) -> Iterator[str]:
    """Yield the colours of a node and of all within it, given the style that it inherits."""
    tag = node.tag.rpartition("}")[2]
    style = {key: node.get(key, value) for key, value in around.items()}
    if tag == "image":
        yield PIXELS
    elif tag in DRAWN:
        yield from (style[key] for key in ("fill", "stroke") if float(style[f"{key}-opacity"]) > 0)
    elif tag == "stop":
        yield node.get("stop-color", INITIAL["fill"])
    elif tag == "use":
        used = named.get((node.get("href") or node.get(HREF) or "").removeprefix("#"))
        if used is not None and used.tag.rpartition("}")[2] in DRAWN:
            yield from _colours(used, named, style)
    if tag != "clipPath":
        for child in node:
            if tag != "defs" or child.tag.rpartition("}")[2] not in DRAWN:  # it draws where it is used
                yield from _colours(child, named, style)


@cache
def of_maps(names: tuple[str, ...]) -> frozenset[str]:
    """Return the colours of colour maps: of Matplotlib's by their names, of others as `#aaaaaa #bbbbbb …`.

    Raises:
        ValueError: if there is no such map.
    """
    if not names:
        return frozenset()
    from matplotlib import colormaps  # which whoever draws nothing need not have
    from matplotlib.colors import LinearSegmentedColormap, to_hex

    if unknown := [name for name in names if name not in colormaps and not name.startswith("#")]:
        raise ValueError(f"Matplotlib has no colour map {unknown[0]!r}")
    between = [LinearSegmentedColormap.from_list("", name.split()) for name in names if name.startswith("#")]
    maps = [*between, *(colormaps[name] for name in names if not name.startswith("#"))]
    return frozenset(to_hex(colours(at)) for colours in maps for at in range(colours.N))


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
