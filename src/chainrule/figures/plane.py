"""Chapter 2: two clouds and the line between them, the loss over two weights, and what one sample costs."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from chainrule.activations import logistic
from chainrule.classification import loss_surface, nn_predict
from chainrule.figures.style import (
    BLUE,
    COLOUR,
    COLOUR_MAP,
    INK,
    MAP_LIGHT,
    MUTED,
    RED,
    SIZE,
    draw_class,
    draw_path,
    dress,
    label,
    new_axes,
    write,
)

Floats = NDArray[Any]

EDGE = 3.6
"""The plane of the samples is drawn from -EDGE to EDGE."""
W = np.linspace(-5, 5, 81)
"""The weights of the map, in both directions."""


def plot_run(x: Floats, t: Floats, weights: Floats) -> None:
    """Draw a run on the map of the loss (left), and what its last weights make of the samples (right).

    Args:
        x: inputs, shape (N, 2).
        t: targets 0 and 1, shape (N,).
        weights: the weights of the run, shape (K + 1, 2).
    """
    _, (left, right) = new_axes(2.9, ncols=2)
    _draw_map(left, x, t, weights)
    _draw_boundary(right, x, t, weights[-1], ring=11)


def plot_updates(x: Floats, t: Floats, weights: Floats) -> None:
    """Draw the path of a run over the contours of the loss.

    Args:
        x: inputs, shape (N, 2).
        t: targets 0 and 1, shape (N,).
        weights: the weights of the run, shape (K + 1, 2).
    """
    figure, ax = new_axes(4.2)
    filled = _draw_map(ax, x, t, weights)
    bar = figure.colorbar(
        filled, ax=ax, ticks=MaxNLocator(5), aspect=28, pad=0.02
    )
    bar.outline.set_visible(False)
    dress(bar.ax)
    label(bar.ax, "", r"loss $\xi$")
    write(ax, weights[0, 0], weights[0, 1] - 0.55, "start", MAP_LIGHT)


def plot_boundary(x: Floats, t: Floats, w: Floats) -> None:
    """Draw the samples in the plane, shaded by the class that is predicted there; those that are wrong are ringed.

    Args:
        x: inputs, shape (N, 2).
        t: targets 0 and 1, shape (N,).
        w: the weights, shape (2,).
    """
    _, ax = new_axes(4.2)
    _draw_boundary(ax, x, t, w)
    arrow = {
        "arrowstyle": "-|>",
        "color": INK,
        "linewidth": 1.4,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    ax.annotate("", w / np.linalg.norm(w) * 2.4, (0, 0), arrowprops=arrow)
    right, up = w / np.linalg.norm(w) * 2.8
    write(ax, right, up, r"$\mathbf{w}$", INK)


def plot_logistic() -> None:
    """Draw the logistic function over z from -6 to 6."""
    _, ax = new_axes(2.4)
    z = np.linspace(-6, 6, 241)
    ax.axhline(0.5, color=MUTED, linewidth=0.8, linestyle=(0, (4, 2)))
    ax.plot(z, logistic(z), color=INK, linewidth=2, gid="logistic")
    write(ax, 5.9, 0.62, "blue", BLUE, ha="right")
    write(ax, -5.9, 0.38, "red", RED, ha="left")
    ax.set(xlim=(-6, 6), ylim=(-0.03, 1.03), yticks=[0, 0.5, 1])
    label(ax, "$z$", r"$y = \sigma(z)$")


def plot_sample_loss() -> None:
    """Draw what a blue sample costs over z: its cross-entropy, and beside it its squared error."""
    _, ax = new_axes(2.7)
    z = np.linspace(-6, 6, 241)
    y = np.asarray(logistic(z))
    ax.plot(z, -np.log(y), color=BLUE, linewidth=2, gid="cross-entropy")
    ax.plot(
        z,
        (1 - y) ** 2,
        color=MUTED,
        linewidth=2,
        linestyle=(0, (5, 2)),
        gid="squared-error",
    )
    write(ax, -2.8, 4.3, r"cross-entropy $-\log(y)$", BLUE, ha="left")
    write(ax, -5.8, 1.45, r"squared error $(1 - y)^2$", MUTED, ha="left")
    ax.set(xlim=(-6, 6), ylim=(-0.2, 6.2), yticks=range(0, 7, 2))
    label(ax, "$z$", "loss of a blue sample")


def plot_triangle(
    x: Floats, t: Floats, corners: list[int], inside: int
) -> None:
    """Draw a triangle of three samples of one class around a sample of the other.

    Args:
        x: inputs, shape (N, 2).
        t: targets 0 and 1, shape (N,).
        corners: the numbers of the three samples, from 0.
        inside: the number of the sample within, from 0.
    """
    _, ax = new_axes(4.0)
    triangle = Polygon(
        x[corners],
        closed=True,
        facecolor=BLUE,
        alpha=0.25,
        edgecolor="none",
        gid="triangle",
    )
    ax.add_patch(triangle)
    _draw_samples(ax, x, t)
    _ring(ax, x[[inside]])
    _frame(ax)


def _draw_map(ax: Axes, x: Floats, t: Floats, weights: Floats) -> Any:
    """Draw the contours of the loss and a run; where a path ends is filled."""
    filled = ax.contourf(
        W, W, loss_surface(x, t, W, W), levels=16, cmap=COLOUR_MAP
    )
    filled.set_gid("contours")
    draw_path(ax, weights, size=5)
    ax.set(
        xlim=(-5, 5),
        ylim=(-5, 5),
        aspect="equal",
        xticks=range(-4, 5, 2),
        yticks=range(-4, 5, 2),
    )
    label(ax, "weight $w_1$", "weight $w_2$")
    return filled


def _draw_boundary(
    ax: Axes, x: Floats, t: Floats, w: Floats, ring: int = 15
) -> None:
    """Shade both sides of the boundary, which is at right angles to the weights, and draw the samples."""
    along = np.array([-w[1], w[0]]) / np.linalg.norm(w) * 3 * EDGE
    normal = w / np.linalg.norm(w) * 3 * EDGE
    for target, side in ((1, normal), (0, -normal)):
        corners = [along, -along, side - along, side + along]
        ax.add_patch(
            Polygon(
                corners,
                closed=True,
                facecolor=COLOUR[target],
                alpha=0.14,
                edgecolor="none",
                gid=f"region-{target}",
            )
        )
    ax.plot(
        *np.transpose([along, -along]),
        color=INK,
        linewidth=1.6,
        gid="boundary",
    )
    _draw_samples(ax, x, t)
    _ring(ax, x[nn_predict(x, w) != t], ring)
    _frame(ax)


def _draw_samples(ax: Axes, x: Floats, t: Floats) -> None:
    for target in (0, 1):
        right, up = x[t == target].T
        draw_class(ax, right, up, target)


def _ring(ax: Axes, x: Floats, size: int = 15) -> None:
    ax.plot(
        *x.T,
        linestyle="none",
        marker="o",
        markersize=size,
        markerfacecolor="none",
        markeredgecolor=INK,
        markeredgewidth=1.4,
        zorder=4,
        gid="ringed",
    )


def _frame(ax: Axes) -> None:
    ax.set(
        xlim=(-EDGE, EDGE),
        ylim=(-EDGE, EDGE),
        aspect="equal",
        xticks=range(-3, 4),
        yticks=range(-3, 4),
    )
    ax.tick_params(labelsize=SIZE - 2)
    label(ax, "$x_1$", "$x_2$")
