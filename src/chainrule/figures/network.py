"""The network as a diagram."""

from itertools import pairwise
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch

from chainrule.figures.style import (
    BLUE,
    INK,
    MUTED,
    RED,
    SIZE,
    WIDTH,
    write,
)

RADIUS = 0.62
NODES = {
    "$x$": (0.0, 0.0),
    "hidden": (2.7, 0.0),
    "output": (5.4, 0.0),
    r"$\xi$": (8.1, 0.0),
}


def plot_network() -> Figure:
    """Draw the network from the input x to the loss ξ, with each symbol at the place where it arises.

    The arrow into a neuron carries its parameter; in the neuron's left half stands its input, in the right
    half its output, and above it the function that leads from one to the other.

    Returns:
        The figure.
    """
    figure, ax = plt.subplots(
        figsize=(WIDTH, 1.75), layout="constrained", facecolor="none"
    )
    ax.set(xlim=(-0.75, 8.85), ylim=(-1.35, 1.85), aspect="equal")
    ax.axis("off")
    ax.set_facecolor("none")
    for name, at in NODES.items():
        _circle(ax, at, name if name.startswith("$") else "")
    _neuron(ax, NODES["hidden"], "$z_h$", "$h$", r"$\phi$")
    _neuron(ax, NODES["output"], "$z_o$", "$y$", r"$\sigma$")
    centers = list(NODES.values())
    for start, end in pairwise(centers):
        _arrow(ax, (start[0] + RADIUS, 0.0), (end[0] - RADIUS, 0.0))
    write(ax, 1.35, 0.33, r"$\times\, w_h$", BLUE, fontsize=SIZE + 2)
    write(ax, 4.05, 0.33, "$+\\, b_o$", BLUE, fontsize=SIZE + 2)
    _arrow(ax, (8.1, 1.45), (8.1, RADIUS))
    write(ax, 8.1, 1.65, "$t$", INK, fontsize=SIZE + 2)
    for (x, _), name in zip(
        centers, ("input", "hidden", "output", "loss"), strict=True
    ):
        write(ax, x, -1.05, name, MUTED, fontsize=SIZE - 1)
    return figure


def _circle(ax: Axes, at: tuple[float, float], name: str) -> None:
    ax.add_patch(
        Circle(at, RADIUS, facecolor="none", edgecolor=INK, linewidth=1.2)
    )
    write(ax, *at, name, fontsize=SIZE + 3)


def _neuron(
    ax: Axes,
    at: tuple[float, float],
    before: str,
    after: str,
    function: str,
) -> None:
    ax.plot([at[0], at[0]], [-RADIUS, RADIUS], color=MUTED, linewidth=0.8)
    write(ax, at[0] - 0.3, 0.0, before, fontsize=SIZE + 1)
    write(ax, at[0] + 0.28, 0.0, after, fontsize=SIZE + 1)
    write(ax, at[0], 0.95, function, RED, fontsize=SIZE + 2)


def _arrow(
    ax: Axes, start: tuple[float, float], end: tuple[float, float]
) -> None:
    look: dict[str, Any] = {
        "arrowstyle": "-|>",
        "mutation_scale": 11,
        "color": INK,
        "linewidth": 1.1,
    }
    ax.add_patch(FancyArrowPatch(start, end, shrinkA=0, shrinkB=1, **look))
