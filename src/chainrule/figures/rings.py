"""Chapter 4: the network in layers, paths that add up, descents, decision regions, activations in space."""

from collections.abc import Mapping
from itertools import cycle, pairwise, product
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch
from mpl_toolkits.mplot3d.art3d import (  # type: ignore[import-untyped]
    Poly3DCollection,
)

from chainrule.figures.style import (
    BLUE,
    COLOUR,
    INK,
    LOOKS,
    MARKER,
    MARKER_SIZE,
    MUTED,
    NAME,
    PAPER,
    RED,
    SIZE,
    WIDTH,
    draw_class,
    dress_3d,
    label,
    name_curves,
    new_axes,
    new_sheet,
    write,
)
from chainrule.vectorization import hidden_activations, nn_predict

RADIUS = 0.34


def plot_layers() -> None:
    """Draw the network of two inputs, three hidden neurons and two outputs, with its matrices."""
    _, ax = new_sheet(2.7, (-0.9, 8.4), (-2.1, 2.6), aspect="equal")
    layers = (
        (0.0, [0.7, -0.7], "x"),
        (3.7, [1.4, 0.0, -1.4], "h"),
        (7.4, [0.7, -0.7], "y"),
    )
    for (x, ys, _), (next_x, next_ys, _) in pairwise(layers):
        for y, next_y in product(ys, next_ys):
            _arrow(ax, (x, y), (next_x, next_y), MUTED)
    for x, ys, name in layers:
        for n, y in enumerate(ys, start=1):
            _circle(ax, (x, y), f"${name}_{n}$")
    for x, name in ((1.85, "h"), (5.55, "o")):
        write(
            ax,
            x,
            2.2,
            rf"$\mathbf{{W}}_{name}$, $\mathbf{{b}}_{name}$",
            BLUE,
        )
    for x, name in ((0.0, "input"), (3.7, "hidden"), (7.4, "output")):
        write(ax, x, -2.0, name, MUTED, fontsize=SIZE - 1)


def plot_paths(h: float, weights: np.ndarray, delta: np.ndarray) -> None:
    """Draw how the errors of two output neurons come back to one hidden neuron, and are added.

    Args:
        h: activation of the hidden neuron.
        weights: its weights to the two output neurons, shape (2,).
        delta: error signals of the output neurons, shape (2,).
    """
    _, ax = new_sheet(2.7, (-2.5, 6.6), (-2.0, 2.0), aspect="equal")
    _circle(ax, (0.0, 0.0), "$h_{ij}$", radius=0.5)
    for n, y in enumerate((1.2, -1.2)):
        _arrow(ax, (5.0, y), (0.0, 0.0), RED, radius=0.5)
        _circle(ax, (5.0, y), f"$z_{{oi{n + 1}}}$", radius=0.5)
        write(
            ax,
            6.6,
            y + 0.68,
            rf"$\delta_{{oi{n + 1}}} = {delta[n]:.3f}$".replace("-", "{-}"),
            RED,
            ha="right",
        )
        share = delta[n] * weights[n]
        write(
            ax,
            2.5,
            1.0 * y + (0.35 if y > 0 else -0.35),
            rf"$\times\ {weights[n]:.3f}\ =\ {share:.3f}$".replace(
                "-", "{-}"
            ),
            RED,
        )
    total = float(weights @ delta)
    write(ax, -0.7, 0.25, f"${h:.3f}$", BLUE, ha="right")
    write(
        ax,
        -0.7,
        -0.35,
        f"${total:.3f}$".replace("-", "{-}"),
        RED,
        ha="right",
    )


def plot_descents(losses: Mapping[str, np.ndarray]) -> None:
    """Draw the loss over the iterations for several runs, with their names.

    Args:
        losses: the losses of each run by its name, entry 0 that of the start; the looks repeat after four.
    """
    _, ax = new_axes(2.9)
    for (name, values), (color, style) in zip(
        losses.items(), cycle(LOOKS), strict=False
    ):
        ax.plot(
            values, color=color, linestyle=style, linewidth=1.8, gid=name
        )
    longest = max(len(values) for values in losses.values()) - 1
    ax.set(xlim=(0, longest))
    ax.set_ylim(bottom=0)
    label(ax, "iteration $k$", r"loss $\xi$")
    name_curves(ax, list(losses))


def plot_regions(
    X: np.ndarray, T: np.ndarray, parameters: list[np.ndarray] | None = None
) -> None:
    """Draw the samples in the plane and, of a network, which class it gives to each point.

    Args:
        X: inputs, shape (N, 2).
        T: targets, shape (N, 2).
        parameters: `Wh`, `bh`, `Wo`, `bo`; without them only the samples are drawn.
    """
    _, ax = new_axes(3.6)
    line = np.linspace(-1.5, 1.5, 121)
    if parameters is not None:
        grid = np.stack(np.meshgrid(line, line), axis=-1)
        classes = nn_predict(grid.reshape(-1, 2), parameters)
        filled = ax.contourf(
            line,
            line,
            classes.reshape(grid.shape[:2]),
            levels=[-0.5, 0.5, 1.5],
            colors=[COLOUR[0], COLOUR[1]],
            alpha=0.14,
        )
        filled.set_gid("regions")
    for target in (0, 1):
        chosen = X[T[:, target] == 1]
        draw_class(ax, chosen[:, 0], chosen[:, 1], target)
    ax.set(
        xlim=(-1.5, 1.5),
        ylim=(-1.5, 1.5),
        aspect="equal",
        xticks=[-1, 0, 1],
        yticks=[-1, 0, 1],
    )
    label(ax, "input $x_1$", "input $x_2$")


def plot_activations(
    X: np.ndarray, T: np.ndarray, parameters: list[np.ndarray]
) -> None:
    """Draw each sample at its three hidden activations, and the plane at which the network changes its mind.

    Args:
        X: inputs, shape (N, 2).
        T: targets, shape (N, 2).
        parameters: `Wh`, `bh`, `Wo`, `bo` of a network with three hidden neurons.
    """
    Wh, bh, Wo, bo = parameters
    figure = plt.figure(figsize=(WIDTH, 4.0), facecolor=PAPER)
    ax: Any = figure.add_axes(
        (0.02, 0.02, 0.9, 1.0), projection="3d", facecolor="none"
    )
    H = hidden_activations(X, Wh, bh)
    for target in (0, 1):
        (points,) = ax.plot(
            *H[T[:, target] == 1].T,
            linestyle="none",
            marker=MARKER[target],
            markersize=MARKER_SIZE[target] - 2,
            color=COLOUR[target],
            markeredgecolor=COLOUR[target],
            markeredgewidth=0.5,
        )
        points.set_gid(f"samples-{NAME[target]}")
    corners = plane_in_cube(Wo[:, 1] - Wo[:, 0], float(bo[0, 1] - bo[0, 0]))
    plane = Poly3DCollection(
        [corners], facecolor=MUTED, alpha=0.25, edgecolor=MUTED
    )
    plane.set_gid("plane")
    ax.add_collection3d(plane)
    for axis, name in (
        (ax.xaxis, "$h_1$"),
        (ax.yaxis, "$h_2$"),
        (ax.zaxis, "$h_3$"),
    ):
        dress_3d(axis, name)
    ticks = [0, 0.5, 1]
    ax.set(
        xlim=(0, 1),
        ylim=(0, 1),
        zlim=(0, 1),
        xticks=ticks,
        yticks=ticks,
        zticks=ticks,
    )
    ax.view_init(elev=20, azim=-60)


def plane_in_cube(normal: np.ndarray, offset: float) -> np.ndarray:
    """Return the corners of the part of a plane that lies in the unit cube, in their order around it.

    Args:
        normal: of the plane, shape (3,); its points h have normal · h + offset = 0.
        offset: the number in that equation.

    Returns:
        Corners, shape (n, 3); none if the plane misses the cube.
    """
    found = []
    for axis in range(3):
        others = [n for n in range(3) if n != axis]
        for ends in product((0.0, 1.0), repeat=2):
            at = np.zeros(3)
            at[others] = ends
            if normal[axis]:
                at[axis] = -(normal @ at + offset) / normal[axis]
                if 0 <= at[axis] <= 1:
                    found.append(at)
    if not found:
        return np.empty((0, 3))
    corners = np.array(found)
    across = np.linalg.svd(normal[np.newaxis])[2][1:]
    flat = (corners - corners.mean(axis=0)) @ across.T
    around: np.ndarray = corners[
        np.argsort(np.arctan2(flat[:, 1], flat[:, 0]))
    ]
    return around


def _circle(
    ax: Axes, at: tuple[float, float], name: str, radius: float = RADIUS
) -> None:
    ax.add_patch(
        Circle(at, radius, facecolor="none", edgecolor=INK, linewidth=1.2)
    )
    write(ax, *at, name, fontsize=SIZE)


def _arrow(
    ax: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    color: str,
    radius: float = RADIUS,
) -> None:
    """Draw an arrow between two circles, from rim to rim."""
    way = np.subtract(end, start)
    way = way * radius / np.hypot(*way)
    ax.add_patch(
        FancyArrowPatch(
            tuple(start + way),
            tuple(end - way),
            arrowstyle="-|>",
            mutation_scale=9,
            color=color,
            linewidth=0.9,
            shrinkA=0,
            shrinkB=1,
        )
    )
