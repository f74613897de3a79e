"""The loss: its surface, the path of the updates on it, its course over the iterations."""

from itertools import cycle
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from chainrule.backpropagation import History, loss_surface, nn_predict
from chainrule.figures.style import (
    BLUE,
    COLOUR_MAP,
    GRID,
    INK,
    MAP_DARK,
    MAP_END,
    MAP_LIGHT,
    MUTED,
    RED,
    SIZE,
    TYPE,
    WIDTH,
    dress,
    label,
    new_axes,
    write,
)

WH = np.linspace(-3, 3, 50)
BO = np.linspace(-2.5, 1.5, 50)


def plot_loss_surface(x: NDArray[Any], t: NDArray[Any]) -> Figure:
    """Draw the loss over the parameters w_h (-3 to 3) and b_o (-2.5 to 1.5) as a surface in three dimensions.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.

    Returns:
        The figure.
    """
    figure = plt.figure(figsize=(WIDTH, 4.0), facecolor="none")
    ax: Any = figure.add_axes(
        (0.0, 0.03, 0.92, 1.02), projection="3d", facecolor="none"
    )
    wh, bo = np.linspace(-3, 3, 25), np.linspace(-2.5, 1.5, 25)
    surface = ax.plot_surface(
        *np.meshgrid(wh, bo),
        loss_surface(x, t, wh, bo),
        cmap=COLOUR_MAP,
        linewidth=0,
        antialiased=False,
    )
    surface.set_gid("surface")
    ax.view_init(elev=30, azim=-55)
    for axis, name in (
        (ax.xaxis, "$w_h$"),
        (ax.yaxis, "$b_o$"),
        (ax.zaxis, r"$\xi$"),
    ):
        _dress_3d(axis, name)
    ax.set(xticks=range(-3, 4), yticks=range(-2, 2))
    ax.zaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 10]))
    return figure


def plot_updates(
    x: NDArray[Any], t: NDArray[Any], *histories: History
) -> Figure:
    """Draw the path of the updates over the contours of the loss; of several runs, each with its own marker.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.
        *histories: runs of `train`; the markers repeat after three.

    Returns:
        The figure.
    """
    figure, ax = new_axes(3.9)
    filled = ax.contourf(
        WH, BO, loss_surface(x, t, WH, BO), levels=16, cmap=COLOUR_MAP
    )
    filled.set_gid("contours")
    looks = (("o", "-"), ("s", (0, (4, 2))), ("^", (0, (1, 1))))
    for history, (marker, style) in zip(
        histories, cycle(looks), strict=False
    ):
        _draw_path(ax, history, marker, style)
    bar = figure.colorbar(
        filled, ax=ax, ticks=MaxNLocator(5), aspect=28, pad=0.02
    )
    bar.outline.set_visible(False)
    dress(bar.ax)
    label(bar.ax, "", r"loss $\xi$")
    ax.set(xlim=(-3, 3), ylim=(-2.5, 1.5))
    label(ax, "weight $w_h$", "bias $b_o$")
    return figure


def plot_losses(histories: dict[str, History]) -> Figure:
    """Draw the loss over the iterations for several runs, each named at its end.

    Args:
        histories: runs of `train` by the name to write beside them; the looks repeat after four.

    Returns:
        The figure.
    """
    figure, ax = new_axes(2.9)
    looks = (
        (BLUE, "-"),
        (RED, (0, (5, 2))),
        (INK, (0, (1, 1))),
        (MUTED, "-."),
    )
    for (name, history), (color, style) in zip(
        histories.items(), cycle(looks), strict=False
    ):
        ax.plot(
            np.arange(len(history.xi)),
            history.xi,
            color=color,
            linestyle=style,
            linewidth=1.8,
            gid=name,
        )
    ax.set(
        xlim=(0, max(len(history.xi) for history in histories.values()) - 1)
    )
    _name_ends(ax, list(histories))
    label(ax, "iteration $k$", r"loss $\xi$")
    return figure


def plot_loss_and_accuracy(
    x: NDArray[Any],
    t: NDArray[Any],
    history: History,
    *,
    marks: tuple[int, ...] = (20, 50),
) -> Figure:
    """Draw the loss (top) and the share of samples that are right (bottom) over the iterations of one run.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.
        history: a run of `train`.
        marks: iterations to mark, with their values.

    Returns:
        The figure.
    """
    figure, (top, bottom) = new_axes(3.6, nrows=2, sharex=True)
    steps = np.arange(len(history.xi))
    right = [
        np.mean(nn_predict(x, wh, bo) == t)
        for wh, bo, _ in zip(*history, strict=True)
    ]
    accuracy = 100 * np.array(right)
    for ax, values, color, unit in (
        (top, history.xi, INK, "{:.4f}"),
        (bottom, accuracy, BLUE, "{:g} %"),
    ):
        ax.plot(steps, values, color=color, linewidth=1.8, gid="curve")
        for k in marks:
            ax.plot(
                k, values[k], "o", color=color, markersize=6, clip_on=False
            )
            ax.annotate(
                unit.format(values[k]),
                (k, values[k]),
                (0, 9),
                textcoords="offset points",
                ha="center",
                color=color,
                fontsize=SIZE - 1,
                fontfamily="STIXGeneral",
            )
    top.set(xlim=(0, steps[-1]))
    label(top, "", r"loss $\xi$")
    label(bottom, "iteration $k$", "accuracy (%)")
    return figure


def _dress_3d(axis: Any, name: str) -> None:
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


def _draw_path(ax: Axes, history: History, marker: str, style: Any) -> None:
    """Draw every update; the start is named, the end filled."""
    ax.plot(
        history.wh,
        history.bo,
        color=MAP_LIGHT,
        linewidth=1.1,
        linestyle=style,
        marker=marker,
        markersize=6,
        markerfacecolor=MAP_LIGHT,
        markeredgecolor=MAP_DARK,
        markeredgewidth=0.8,
        gid="path",
    )
    ax.plot(
        history.wh[-1],
        history.bo[-1],
        color=MAP_END,
        marker=marker,
        markersize=9,
        markeredgecolor=MAP_DARK,
        gid="end",
    )
    write(
        ax,
        history.wh[0] - 0.12,
        history.bo[0] - 0.05,
        "start",
        MAP_LIGHT,
        ha="right",
        va="top",
    )
    write(ax, history.wh[-1], history.bo[-1] - 0.24, "end", MAP_LIGHT)


def _name_ends(ax: Axes, names: list[str]) -> None:
    """Write each curve's name right of its end, pushed upwards where two would overlap."""
    lowest, gap = -np.inf, 0.1 * np.ptp(ax.get_ylim())
    for line, name in sorted(
        zip(ax.lines, names, strict=True), key=lambda pair: _end(pair[0])
    ):
        lowest = max(_end(line), lowest + gap)
        write(
            ax,
            1.02,
            lowest,
            name,
            str(line.get_color()),
            ha="left",
            transform=ax.get_yaxis_transform(),
        )


def _end(line: Line2D) -> float:
    return float(np.asarray(line.get_ydata())[-1])
