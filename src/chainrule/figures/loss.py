"""The loss: its surface, the path of the updates on it, its course over the iterations."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from chainrule.backpropagation import (
    loss_for_param,
    loss_surface,
    nn_predict,
)
from chainrule.figures.style import (
    BLUE,
    COLOUR_MAP,
    INK,
    LOOKS,
    MAP_DARK,
    MAP_LIGHT,
    PAPER,
    SIZE,
    WIDTH,
    draw_path,
    dress,
    dress_3d,
    label,
    new_axes,
    write,
)

WH = np.linspace(-3, 3, 50)
BO = np.linspace(-2.5, 1.5, 50)


def plot_loss_surface(x: NDArray[Any], t: NDArray[Any]) -> None:
    """Draw the loss over the parameters w_h (-3 to 3) and b_o (-2.5 to 1.5) as a surface in three dimensions.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.
    """
    figure = plt.figure(figsize=(WIDTH, 4.0), facecolor=PAPER)
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
        dress_3d(axis, name)
    ax.set(xticks=range(-3, 4), yticks=range(-2, 2))
    ax.zaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 10]))


def plot_updates(
    x: NDArray[Any],
    t: NDArray[Any],
    *paths: NDArray[Any],
    names: tuple[str, ...] = (),
) -> None:
    """Draw the path of the updates over the contours of the loss; of several runs, each with its own marker.

    One path has its start and its end named. Several share the start, and a legend names them.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.
        *paths: the parameters w_h and b_o of each run, shape (K + 1, 2); the markers repeat after three.
        names: what to call the runs, if there are several.
    """
    figure, ax = new_axes(3.9)
    filled = ax.contourf(
        WH, BO, loss_surface(x, t, WH, BO), levels=16, cmap=COLOUR_MAP
    )
    filled.set_gid("contours")
    looks = (("o", "-"), ("s", (0, (4, 2))), ("^", (0, (1, 1))))
    for path, (marker, style) in zip(paths, cycle(looks), strict=False):
        draw_path(ax, path, marker, style)
    _name_start(ax, paths[0])
    if len(paths) == 1:
        _name_end(ax, paths[0])
    else:
        _legend(ax, names)
    bar = figure.colorbar(
        filled, ax=ax, ticks=MaxNLocator(5), aspect=28, pad=0.02
    )
    bar.outline.set_visible(False)
    dress(bar.ax)
    label(bar.ax, "", r"loss $\xi$")
    ax.set(xlim=(-3, 3), ylim=(-2.5, 1.5))
    label(ax, "weight $w_h$", "bias $b_o$")


def plot_losses(runs: Mapping[str, Sequence[float]]) -> None:
    """Draw the loss over the iterations for several runs, each named at its end.

    Args:
        runs: the losses of each run, by the name to write beside them; the looks repeat after four.
    """
    _, ax = new_axes(2.9)
    for (name, xi), (color, style) in zip(
        runs.items(), cycle(LOOKS), strict=False
    ):
        ax.plot(
            np.arange(len(xi)),
            xi,
            color=color,
            linestyle=style,
            linewidth=1.8,
            gid=name,
        )
    ax.set(xlim=(0, max(map(len, runs.values())) - 1))
    _name_ends(ax, list(runs))
    label(ax, "iteration $k$", r"loss $\xi$")


def plot_loss_and_accuracy(
    x: NDArray[Any],
    t: NDArray[Any],
    path: NDArray[Any],
    *,
    marks: tuple[int, ...] = (20, 50),
) -> None:
    """Draw the loss (top) and the share of samples that are right (bottom) over the iterations of one run.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.
        path: a run of `train`.
        marks: iterations to mark, with their values.
    """
    _, (top, bottom) = new_axes(3.6, nrows=2, sharex=True)
    steps = np.arange(len(path))
    xi = [loss_for_param(x, wh, bo, t) for wh, bo in path]
    right = [np.mean(nn_predict(x, wh, bo) == t) for wh, bo in path]
    accuracy = 100 * np.array(right)
    for ax, values, color, unit in (
        (top, xi, INK, "{:.4f}"),
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


def _name_start(ax: Axes, path: NDArray[Any]) -> None:
    wh, bo = path[0]
    write(
        ax,
        wh - 0.12,
        bo - 0.05,
        "start",
        MAP_LIGHT,
        ha="right",
        va="top",
    )


def _name_end(ax: Axes, path: NDArray[Any]) -> None:
    wh, bo = path[-1]
    write(ax, wh, bo - 0.24, "end", MAP_LIGHT)


def _legend(ax: Axes, names: tuple[str, ...]) -> None:
    """Name the runs by their markers, on the dark lower left of the map."""
    lines = [line for line in ax.lines if line.get_gid() == "path"]
    ax.legend(
        lines,
        names,
        loc="lower left",
        facecolor=MAP_DARK,
        edgecolor="none",
        framealpha=0.6,
        labelcolor=MAP_LIGHT,
        prop={"family": "STIXGeneral", "size": SIZE - 1},
    )


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
