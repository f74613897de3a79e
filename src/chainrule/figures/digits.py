"""Chapter 5: digits, the way through the layers and back, learning curves, mistakes, what the layers learned."""

from collections.abc import Mapping
from itertools import cycle
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.figure import Figure

from chainrule.figures.style import (
    BLUE,
    COLOUR_MAP,
    LOOKS,
    MAP_DARK,
    MUTED,
    PAPER,
    RED,
    SIZE,
    WIDTH,
    dress,
    label,
    name_curves,
    new_axes,
    write,
)
from chainrule.many_layers import backward, cross_entropy_error, forward
from chainrule.vectorization import softmax

PAPER_MAP = LinearSegmentedColormap.from_list(
    "paper", ["#fffdf8", "#101820"]
)
SIGNED_MAP = "PuOr"
MISTAKES_MAP = "Oranges"
NAME = 0.24  # inches below the last row of images, for their names
EDGES = {
    "left": 0.01,
    "right": 0.99,
    "top": 0.99,
    "bottom": 0.04,
    "wspace": 0.12,
    "hspace": 0.12,
}
"""Of figures with many boxes: the automatic layout gives another last digit at each run."""


def plot_digits(X: np.ndarray, names: list[str], columns: int = 8) -> None:
    """Draw images in rows, each with a name below it.

    Args:
        X: images, shape (n, 64), from 0 (white) to 16.
        names: what to write below each.
        columns: number of images in a row.
    """
    rows = -(-len(X) // columns)
    height = 5.6 / columns * rows * 1.25 + NAME
    figure, axes = _boxes(rows, columns, height, 0.3)
    figure.subplots_adjust(bottom=NAME / height)
    for ax, image, name in zip(axes.flat, X, names, strict=False):
        _picture(ax, image, PAPER_MAP, 0, 16)
        write(
            ax, 0.5, -0.2, name, fontsize=SIZE - 1, transform=ax.transAxes
        )


def plot_passage(layers: list[Any], image: np.ndarray, digit: int) -> None:
    """Draw what an image does in each layer on the way forward, and what the error does on the way back.

    Top: the image, the activations of the two hidden layers (0 to 1), the probabilities of the ten digits.
    Bottom: the derivative of the loss by each of them, at its own scale: orange where more would raise the loss.
    The one below the probabilities is that by the inputs of the softmax.

    Args:
        layers: a network of linear layers with logistic ones between them, two of them hidden.
        image: one image, shape (64,).
        digit: what it is.
    """
    outputs = forward(layers, image[np.newaxis])
    T = np.eye(10)[[digit]]
    errors, _ = backward(
        layers, outputs, cross_entropy_error(outputs[-1], T)
    )
    top = [outputs[0], outputs[2], outputs[4], softmax(outputs[-1])]
    bottom = [errors[0], errors[2], errors[4], errors[5]]
    _, axes = plt.subplots(
        2,
        4,
        figsize=(WIDTH, 3.4),
        facecolor=PAPER,
        width_ratios=[4, 2.5, 2.5, 1.4],
        gridspec_kw=EDGES | {"left": 0.07, "right": 0.93, "top": 0.9},
    )
    for column, (above, below) in enumerate(zip(top, bottom, strict=True)):
        size = 16 if column == 0 else 1
        colours = PAPER_MAP if column == 0 else COLOUR_MAP
        _picture(axes[0, column], above[0], colours, 0, size)
        reach = float(np.max(np.abs(below)))
        _picture(axes[1, column], below[0], SIGNED_MAP, reach, -reach)
    _label_passage(axes)


def _label_passage(axes: np.ndarray) -> None:
    """Name the layers above, the digits at the right, and the ways at the left."""
    names = ("image", "hidden 1", "hidden 2", "output")
    for ax, name in zip(axes[0], names, strict=True):
        write(
            ax,
            0.5,
            1.1,
            name,
            MUTED,
            fontsize=SIZE - 1,
            transform=ax.transAxes,
        )
    for ax in axes[:, 3]:
        for number in range(10):
            write(
                ax,
                1.15,
                9.5 - number,
                f"{number}",
                ha="left",
                fontsize=SIZE - 3,
            )
    for ax, way, color in (
        (axes[0, 0], "forward", BLUE),
        (axes[1, 0], "back", RED),
    ):
        write(
            ax, -0.12, 0.5, way, color, rotation=90, transform=ax.transAxes
        )


def plot_learning_curves(costs: np.ndarray) -> None:
    """Draw the cost of the training data and of the validation data over the passes, on a logarithmic scale.

    Args:
        costs: what `train` yields, shape (passes, 2).
    """
    _, ax = new_axes(2.9)
    passes = np.arange(1, len(costs) + 1)
    for column, (name, (color, style)) in enumerate(
        zip(("training", "validation"), LOOKS[:2], strict=True)
    ):
        ax.plot(
            passes,
            costs[:, column],
            color=color,
            linestyle=style,
            linewidth=1.8,
            gid=name,
        )
        write(
            ax,
            0.97 * passes[-1],
            1.25 * costs[-1, column],
            name,
            color,
            ha="right",
            va="bottom",
        )
    ax.set_yscale("log")
    ax.set(xlim=(1, passes[-1]), yticks=[0.03, 0.1, 0.3, 1, 3])
    ax.set_yticklabels(["0.03", "0.1", "0.3", "1", "3"])
    ax.minorticks_off()
    label(ax, "pass", r"cost $\xi$")


def plot_confusion(table: np.ndarray) -> None:
    """Draw how often each digit was taken for each: one row for what it is, one column for the answer.

    Args:
        table: counts, shape (10, 10).
    """
    _, ax = new_axes(4.3)
    size = len(table)
    right = np.eye(size, dtype=bool)
    wrong = np.ma.masked_where(right | (table == 0), table)
    ax.pcolormesh(
        np.arange(size + 1) - 0.5,
        np.arange(size + 1) - 0.5,
        wrong,
        cmap=MISTAKES_MAP,
        vmin=0,
        vmax=2 * max(1, table[~right].max()),
        gid="mistakes",
    )
    for row, column in np.ndindex(table.shape):
        if table[row, column]:
            on_map = row != column
            color = MAP_DARK if on_map else BLUE
            write(
                ax,
                column,
                row,
                f"{table[row, column]}",
                color,
                fontsize=SIZE - 1,
            )
    ax.set(
        xlim=(-0.5, size - 0.5),
        ylim=(size - 0.5, -0.5),
        xticks=range(size),
        yticks=range(size),
        aspect="equal",
    )
    label(ax, "the network's answer", "what it is")


def plot_weights(W: np.ndarray, columns: int = 5) -> None:
    """Draw the weights of the first layer as images, one for each hidden neuron, all at one scale.

    Args:
        W: weights, shape (64, n).
        columns: number of images in a row.
    """
    rows = -(-W.shape[1] // columns)
    _, axes = _boxes(rows, columns, 5.0 / columns * rows, 0.12)
    reach = float(np.max(np.abs(W)))
    for ax, weights in zip(axes.flat, W.T, strict=False):
        _picture(ax, weights, SIGNED_MAP, reach, -reach)


def plot_answers(answers: np.ndarray) -> None:
    """Draw the mean activation of each hidden neuron for each digit.

    Args:
        answers: mean activations from 0 to 1, shape (10, n).
    """
    figure, ax = new_axes(3.1)
    mesh = ax.pcolormesh(
        np.arange(answers.shape[1] + 1) + 0.5,
        np.arange(11) - 0.5,
        answers,
        cmap=plt.get_cmap(
            COLOUR_MAP, 21
        ),  # fewer colours than make the bar an image
        vmin=0,
        vmax=1,
        gid="answers",
    )
    bar: Any = figure.colorbar(
        mesh, ax=ax, ticks=[0, 0.5, 1], aspect=28, pad=0.02
    )
    bar.outline.set_visible(False)
    bar.solids.set_rasterized(
        False
    )  # which it is with many colours: pixels
    dress(bar.ax)
    ax.set(
        ylim=(9.5, -0.5),
        yticks=range(10),
        xticks=range(5, answers.shape[1] + 1, 5),
    )
    label(ax, "neuron of the second hidden layer", "digit")


def plot_gradient_sizes(sizes: Mapping[str, np.ndarray]) -> None:
    """Draw the size of the error signals in each layer of deep networks, on a logarithmic scale.

    Args:
        sizes: of each network by its name, one value a layer, first layer first.
    """
    _, ax = new_axes(3.0)
    for (name, values), (color, style), marker in zip(
        sizes.items(), cycle(LOOKS), cycle("osD^"), strict=False
    ):
        places = np.arange(1, len(values) + 1)
        ax.plot(
            places,
            values,
            color=color,
            linestyle=style,
            linewidth=1.6,
            marker=marker,
            markersize=4.5,
            markeredgecolor=color,
            gid=name,
        )
    ax.set_yscale("log")
    ax.minorticks_off()
    label(ax, "hidden layer", r"size of $\mathbf{\delta}$")
    name_curves(ax, list(sizes))


def _boxes(
    rows: int, columns: int, height: float, apart: float
) -> tuple[Figure, Any]:
    """Open a figure with rows of empty boxes."""
    figure, axes = plt.subplots(
        rows,
        columns,
        figsize=(WIDTH, height),
        facecolor=PAPER,
        squeeze=False,
        gridspec_kw=EDGES | {"hspace": apart},
    )
    for ax in axes.flat:
        ax.axis("off")
        ax.set_facecolor("none")
    return figure, axes


def _picture(
    ax: Axes,
    values: np.ndarray,
    colours: str | Colormap,
    low: float,
    high: float,
) -> None:
    """Draw values as squares: 64 as an image, 20 in five rows, others in a column."""
    shape = {64: (8, 8), 20: (5, 4)}.get(len(values), (len(values), 1))
    grid = values.reshape(shape)
    scaled = (grid - low) / ((high - low) or 1)
    mesh = ax.pcolormesh(
        scaled[::-1], cmap=colours, vmin=0, vmax=1, clip_on=False
    )
    mesh.set_gid("values")
    mesh.set_edgecolor("face")
    mesh.set_linewidth(0.1)
    ax.set_aspect(0.6 if shape[1] == 1 else "equal")
    ax.axis("off")
    ax.set_facecolor("none")
