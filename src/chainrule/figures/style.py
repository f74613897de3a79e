"""What all figures share: the palette, the size of the type, the dress of the axes.

Every colour is explicit on its artist, so that a figure looks the same wherever it is saved, and a page's
dark scheme can replace the colours one by one. Colours named `MAP_` lie on a colour map, which no scheme
replaces.
"""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

INK = "#1f2430"
MUTED = "#5a6372"
GRID = "#d5dae2"
PAPER = "#fefefe"
BLUE = "#1d5fbf"
RED = "#c2370c"
MAP_LIGHT = "#fafafa"
MAP_DARK = "#12151d"
MAP_END = "#ff9e1b"
COLOUR_MAP = "viridis"

WIDTH = 5.2
SIZE = 14.0
TYPE: dict[str, Any] = {
    "fontfamily": "STIXGeneral",
    "math_fontfamily": "stix",
}
MARKER = {1: "o", 0: "*"}
MARKER_SIZE = {1: 8.0, 0: 11.5}
COLOUR = {1: BLUE, 0: RED}
NAME = {1: "blue", 0: "red"}
LOOKS = ((BLUE, "-"), (RED, (0, (5, 2))), (INK, (0, (1, 1))), (MUTED, "-."))
"""Of several curves, which no colour alone must tell apart."""


def new_axes(height: float, **options: Any) -> tuple[Figure, Any]:
    """Open one transparent figure and return it with its dressed axes (an array if there are several).

    Args:
        height: height in inches; the width is the same for all figures.
        **options: as for `pyplot.subplots`, `nrows=2` for instance.

    Returns:
        The figure and its axes.
    """
    figure, axes = plt.subplots(
        figsize=(WIDTH, height),
        layout="constrained",
        facecolor=PAPER,
        **options,
    )
    for ax in figure.axes:
        dress(ax)
    return figure, axes


def new_sheet(
    height: float,
    x: tuple[float, float],
    y: tuple[float, float],
    **options: Any,
) -> tuple[Figure, Axes]:
    """Open one transparent figure to draw on, whose axes are not shown.

    Args:
        height: height in inches; the width is the same for all figures.
        x: limits of the horizontal axis.
        y: limits of the vertical axis.
        **options: as for `Axes.set`.

    Returns:
        The figure and its axes.
    """
    figure, ax = plt.subplots(
        figsize=(WIDTH, height), layout="constrained", facecolor=PAPER
    )
    ax.set(xlim=x, ylim=y, facecolor="none", **options)
    ax.axis("off")
    return figure, ax


def dress(ax: Axes) -> None:
    """Keep two thin axes with outward ticks, in explicit colours.

    Args:
        ax: the axes.
    """
    ax.set_facecolor("none")
    ax.spines[["top", "right"]].set_visible(False)
    for spine in ax.spines.values():
        spine.set(color=MUTED, linewidth=0.8)
    ax.tick_params(
        which="both",
        color=MUTED,
        labelcolor=INK,
        labelsize=SIZE - 1,
        labelfontfamily="STIXGeneral",
        width=0.8,
    )


def dress_3d(axis: Any, name: str) -> None:
    """Dress and name an axis in space.

    Args:
        axis: the axis.
        name: its name.
    """
    axis.set_pane_color((1, 1, 1, 0))
    axis.line.set_color(MUTED)
    axis.set_tick_params(
        color=MUTED,
        labelcolor=INK,
        labelsize=SIZE - 2,
        labelfontfamily="STIXGeneral",
        pad=0,
    )
    axis._axinfo["grid"].update(color=GRID, linewidth=0.6)
    axis.set_rotate_label(False)
    axis.set_label_text(name, color=INK, fontsize=SIZE + 1, **TYPE)


def label(ax: Axes, x: str, y: str) -> None:
    """Name both axes.

    Args:
        ax: the axes.
        x: name of the horizontal axis.
        y: name of the vertical axis.
    """
    ax.set_xlabel(x, color=INK, fontsize=SIZE, **TYPE)
    ax.set_ylabel(y, color=INK, fontsize=SIZE, **TYPE)


def name_curves(ax: Axes, names: list[str]) -> None:
    """Name the curves in a legend.

    Args:
        ax: the axes.
        names: a name for each curve, in the order in which they were drawn.
    """
    legend = ax.legend(
        names, frameon=False, fontsize=SIZE - 1, labelcolor=INK
    )
    for text in legend.get_texts():
        text.set(**TYPE)


def write(
    ax: Any, x: float, y: float, text: str, color: str = INK, **options: Any
) -> Any:
    """Write into the axes.

    Args:
        ax: the axes.
        x: place in data coordinates, unless `transform` says otherwise.
        y: place in data coordinates, unless `transform` says otherwise.
        text: what to write.
        color: its colour.
        **options: as for `Axes.text`.

    Returns:
        The text.
    """
    look = {
        "color": color,
        "fontsize": SIZE,
        "ha": "center",
        "va": "center",
    } | TYPE
    return ax.text(x, y, text, **(look | options))


def draw_class(ax: Axes, x: NDArray[Any], y: Any, target: int) -> None:
    """Draw the samples of one class: blue circles for target 1, red stars for target 0.

    Args:
        ax: the axes.
        x: horizontal places.
        y: vertical places.
        target: the class, 0 or 1.
    """
    ax.plot(
        x,
        y,
        linestyle="none",
        marker=MARKER[target],
        markersize=MARKER_SIZE[target],
        markerfacecolor=COLOUR[target],
        markeredgecolor=PAPER,
        markeredgewidth=0.5,
        clip_on=False,
        zorder=3,
        gid=f"samples-{NAME[target]}",
    )


def draw_path(
    ax: Axes,
    path: NDArray[Any],
    marker: str = "o",
    style: Any = "-",
    size: float = 6,
) -> None:
    """Draw every update of a run over a map of the loss; the end is filled.

    Args:
        ax: the axes.
        path: the parameters of the run, shape (K + 1, 2).
        marker: the marker of each update.
        style: the style of the line between them.
        size: the size of the markers in points; the end is larger.
    """
    ax.plot(
        *np.transpose(path),
        color=MAP_LIGHT,
        linewidth=1.1,
        linestyle=style,
        marker=marker,
        markersize=size,
        markerfacecolor=MAP_LIGHT,
        markeredgecolor=MAP_DARK,
        markeredgewidth=0.8,
        gid="path",
    )
    ax.plot(
        *path[-1],
        linestyle="none",
        color=MAP_END,
        marker=marker,
        markersize=size + 3,
        markeredgecolor=MAP_DARK,
        gid="end",
    )
