"""Says what in a Matplotlib figure has which colour, by names that an author knows: "the left spine"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import to_hex, to_rgba_array
from matplotlib.figure import Figure
from matplotlib.text import Text

MOST = 12  # artists that are named for a colour
COLOURS = ("color", "facecolor", "edgecolor", "markerfacecolor", "markeredgecolor", "hatchcolor")


def drawn_with(figure: Figure) -> dict[str, list[str]]:
    """Return for each colour of the figure, as `#rrggbb`, the first artists that draw with it."""
    found: dict[str, list[str]] = {}
    for words, artist in _named(figure):
        for colour in _colours(artist) if artist.get_visible() else ():
            names = found.setdefault(colour, [])
            if words not in names and len(names) < MOST:
                names.append(words)
    return found


def _named(figure: Figure) -> Iterator[tuple[str, Artist]]:
    shown = [axes for axes in figure.axes if axes.get_visible()]
    for number, axes in enumerate(shown, 1):
        behind = f" of axes {number}" if len(shown) > 1 else ""
        yield from ((f"{words}{behind}", artist) for words, artist in _of_axes(axes))
    yield from ((_text(text), text) for text in figure.texts)
    yield from (("the figure's title", text) for text in [getattr(figure, "_suptitle", None)] if text)
    yield from (("the figure's legend", part) for legend in figure.legends for part in legend.findobj())


def _of_axes(axes: Axes) -> Iterator[tuple[str, Artist]]:
    if axes.axison:
        yield from ((f"the {side} spine", spine) for side, spine in axes.spines.items())
        for name, axis in axes._axis_map.items():
            yield from _of_axis(name, axis)
        yield "the ground of the axes", axes.patch
    yield "the title", axes.title
    counts = Counter[str]()
    for artist in [*axes.lines, *axes.patches, *axes.collections, *axes.images]:
        kind = type(artist).__name__.removesuffix("2D").lower()
        counts[kind] += 1
        label = str(artist.get_label())
        yield f"{kind} {counts[kind]}{'' if label.startswith('_') or not label else f' ({label})'}", artist
    for text in axes.texts:
        yield _text(text), text
        box, arrow = text.get_bbox_patch(), getattr(text, "arrow_patch", None)
        yield from (
            (f"{words} {_text(text)}", part)
            for words, part in (("the box of", box), ("the arrow of", arrow))
            if part
        )
    legend = axes.get_legend()
    yield from (("the legend", part) for part in (legend.findobj() if legend else ()))


def _of_axis(name: str, axis: Axis) -> Iterator[tuple[str, Artist]]:
    yield f"the label of the {name} axis", axis.label
    for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
        yield from ((f"the numbers at the {name} axis", each) for each in (tick.label1, tick.label2))
        yield from ((f"the ticks of the {name} axis", each) for each in (tick.tick1line, tick.tick2line))
        yield f"the grid of the {name} axis", tick.gridline


def _text(text: Text) -> str:
    return f'the text "{text.get_text()}"'


def _colours(artist: Artist) -> Iterator[str]:
    """Yield the colours of an artist that can be seen; those of a colour map are the map's."""
    values: Any = getattr(artist, "get_array", lambda: None)()
    for name in COLOURS:
        if isinstance(artist, Text) and (name != "color" or not artist.get_text()):
            continue
        if name == "hatchcolor" and not getattr(artist, "get_hatch", lambda: None)():
            continue
        try:
            colour = getattr(artist, f"get_{name}", lambda: None)()
            if colour is not None and (values is None or "face" not in name):
                found = np.unique(to_rgba_array(colour), axis=0)  # a scatter has one a point
                yield from (to_hex(each) for each in found if each[3] > 0)
        except (ValueError, TypeError, AttributeError):  # "face": the colour of another part
            continue
