"""Chapter 1: a line through the samples, the parabola of its loss, and the steps on it."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle
from numpy.typing import NDArray

from chainrule.figures.style import (
    BLUE,
    INK,
    MUTED,
    PAPER,
    RED,
    SIZE,
    TYPE,
    label,
    new_axes,
    write,
)
from chainrule.gradient_descent import gradient, loss, nn

Floats = NDArray[Any]


def plot_fit(x: Floats, t: Floats, w: float) -> None:
    """Draw a line with the squares of its errors (left), and its loss on the parabola, with the tangent (right).

    Args:
        x: inputs, shape (N,).
        t: targets, shape of `x`.
        w: the weight, the slope of the line.
    """
    _, (left, right) = new_axes(3.5, ncols=2, width_ratios=[2, 3])
    _draw_squares(left, x, t, w)
    _draw_samples(left, x, t)
    _draw_line(left, w)
    left.set(
        xlim=(-0.1, 1.15),
        ylim=(-0.1, 2.2),
        aspect="equal",
        xticks=[0, 1],
        yticks=[0, 1, 2],
    )
    label(left, "input $x$", "target $t$")
    _draw_parabola(right, x, t, np.linspace(0, 4.1, 201))
    xi, slope = loss(nn(x, w), t), np.mean(gradient(x, nn(x, w), t))
    beside = np.array([w - 0.55, w + 0.55])
    right.plot(
        beside,
        xi + slope * (beside - w),
        color=RED,
        linewidth=1.6,
        linestyle=(0, (5, 2)),
        gid="tangent",
    )
    right.plot(w, xi, "o", color=RED, markersize=8, gid="place")
    right.set(
        xlim=(0, 4.1),
        ylim=(-0.1, 1.7),
        xticks=range(5),
        yticks=[0, 0.5, 1, 1.5],
    )
    label(right, "weight $w$", r"loss $\xi$")


def plot_chain(x: float, w: float, t: float) -> None:
    """Draw the way from the weight to the loss of one sample, with its values and, above the arrows, its rates.

    Args:
        x: input of the sample.
        w: the weight.
        t: target of the sample.
    """
    _, ax = new_axes(1.7)
    ax.set(xlim=(-0.8, 9.0), ylim=(-1.5, 1.5), aspect="equal")
    ax.axis("off")
    y = x * w
    values = ("$w$", w), ("$y$", y), (r"$\xi$", (t - y) ** 2)
    for place, (name, value) in zip((0.0, 4.1, 8.2), values, strict=True):
        ax.add_patch(
            Circle(
                (place, 0),
                0.62,
                facecolor="none",
                edgecolor=INK,
                linewidth=1.2,
            )
        )
        write(ax, place, 0, name, fontsize=SIZE + 3)
        write(ax, place, -1.15, f"{value:g}", MUTED)
    for start, rate in ((0.0, x), (4.1, 2 * (y - t))):
        arrow = FancyArrowPatch(
            (start + 0.62, 0),
            (start + 3.48, 0),
            arrowstyle="-|>",
            mutation_scale=11,
            color=INK,
            linewidth=1.1,
        )
        ax.add_patch(arrow)
        write(
            ax, start + 2.05, 0.42, f"rate {rate:g}".replace("-", "−"), BLUE
        )


def plot_lines(x: Floats, t: Floats, weights: Floats) -> None:
    """Draw the samples, and the line of each weight of a run, the last one in ink.

    Args:
        x: inputs, shape (N,).
        t: targets, shape of `x`.
        weights: the weights of a run.
    """
    _, ax = new_axes(3.0)
    lowest = -np.inf
    for k in np.argsort(weights):
        last = k == len(weights) - 1
        look = (
            {"color": INK, "linewidth": 2}
            if last
            else {"color": MUTED, "linewidth": 1.1}
        )
        ax.plot([0, 1], [0, weights[k]], **look, gid=f"line-{k}")
        lowest = max(
            weights[k], lowest + 0.2
        )  # a name stands above the one below it
        write(ax, 1.02, lowest, f"$k = {k}$", str(look["color"]), ha="left")
    _draw_samples(ax, x, t)
    ax.set(
        xlim=(0, 1.0), ylim=(0, 2.3), xticks=[0, 0.5, 1], yticks=[0, 1, 2]
    )
    label(ax, "input $x$", "target $t$")


def plot_updates(
    x: Floats, t: Floats, *runs: Floats, names: tuple[str, ...] = ("",)
) -> None:
    """Draw the weights of runs as points on the parabola, in their order; each run in a panel of its own.

    Args:
        x: inputs, shape (N,).
        t: targets, shape of `x`.
        *runs: the weights of each run.
        names: what to write above each.
    """
    _, panels = new_axes(3.0, ncols=len(runs), sharey=True, squeeze=False)
    reach = max(
        2.2,
        *(float(np.max(np.abs(weights - 2.05))) * 1.1 for weights in runs),
    )
    grid = 2.05 + np.linspace(-reach, reach, 201)
    for ax, weights, name in zip(panels[0], runs, names, strict=True):
        _draw_parabola(ax, x, t, grid)
        xi = [loss(nn(x, w), t) for w in weights]
        ax.plot(
            weights,
            xi,
            color=RED,
            linewidth=1.1,
            marker="o",
            markersize=6,
            markerfacecolor=RED,
            markeredgecolor=PAPER,
            markeredgewidth=0.5,
            gid="path",
        )
        for k, w in enumerate(weights[:3] if len(runs) == 1 else ()):
            ax.annotate(
                f"${k}$",
                (w, xi[k]),
                (9, 5),
                textcoords="offset points",
                color=RED,
                fontsize=SIZE,
                **TYPE,
            )
        ax.set(xlim=(grid[0], grid[-1]), ylim=(-0.05 * max(xi), None))
        write(ax, 0.5, 0.9, name, transform=ax.transAxes)
        label(ax, "weight $w$", r"loss $\xi$" if ax is panels[0][0] else "")


def plot_distances(runs: dict[str, Floats], goal: float) -> None:
    """Draw how far each run is from the goal, on a scale on which equal factors are equal steps.

    Args:
        runs: the weights of each run by the name to write beside it.
        goal: the best weight.
    """
    _, ax = new_axes(3.0)
    looks = (
        (BLUE, "-"),
        (INK, "-"),
        (MUTED, (0, (5, 2))),
        (RED, (0, (1, 1))),
    )
    for (name, weights), (color, style) in zip(
        runs.items(), looks, strict=False
    ):
        distance = np.abs(weights - goal)
        ax.semilogy(
            distance,
            color=color,
            linestyle=style,
            linewidth=1.6,
            marker="o",
            markersize=3.5,
            gid=name,
        )
        write(ax, len(weights) - 0.8, distance[-1], name, color, ha="left")
    ax.minorticks_off()
    ax.set(xlim=(0, max(map(len, runs.values())) - 1))
    label(ax, "iteration $k$", r"distance $|w - \hat{w}|$")


def _draw_samples(ax: Axes, x: Floats, t: Floats) -> None:
    ax.plot(
        x,
        t,
        "o",
        color=BLUE,
        markersize=5.5,
        markeredgecolor=PAPER,
        markeredgewidth=0.5,
        zorder=3,
        gid="samples",
    )


def _draw_line(ax: Axes, w: float) -> None:
    ax.plot([0, 1.1], [0, 1.1 * w], color=INK, linewidth=1.6, gid="line")


def _draw_squares(ax: Axes, x: Floats, t: Floats, w: float) -> None:
    """Draw the square of each error beside it, on the side where there is more room."""
    for place, error in zip(x, t - nn(x, w), strict=True):
        side = abs(error) if place < 0.5 else -abs(error)
        ax.add_patch(
            Rectangle(
                (place, place * w),
                side,
                error,
                facecolor=RED,
                alpha=0.07,
                edgecolor="none",
                gid="square",
            )
        )
        ax.plot(
            [place, place],
            [place * w, place * w + error],
            color=RED,
            linewidth=1.1,
        )


def _draw_parabola(ax: Axes, x: Floats, t: Floats, grid: Floats) -> None:
    xi = [loss(nn(x, w), t) for w in grid]
    ax.plot(grid, xi, color=INK, linewidth=1.6, gid="parabola")
