"""The samples, the activation function, and what the classifiers make of them."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from chainrule.activations import logistic, rbf, rbf_derivative
from chainrule.backpropagation import hidden_activations, nn, nn_predict
from chainrule.figures.style import (
    BLUE,
    COLOUR,
    INK,
    MUTED,
    RED,
    draw_class,
    label,
    new_axes,
    write,
)

LINE = np.linspace(-3, 3, 601)


def plot_samples(x: NDArray[Any], t: NDArray[Any]) -> None:
    """Draw each sample at its input x, in the row of its target: blue circles at 1, red stars at 0.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.
    """
    _, ax = new_axes(1.7)
    _samples_at_targets(ax, x, t)
    write(ax, 2.95, 1, "blue: $t = 1$", BLUE, ha="right")
    write(ax, 0, 0, "red: $t = 0$", RED)
    ax.set(ylim=(-0.35, 1.35), yticks=[0, 1])
    label(ax, "input $x$", "target $t$")


def plot_rbf() -> None:
    """Draw the radial basis function and its derivative over z from -5 to 5."""
    _, ax = new_axes(2.7)
    z = np.linspace(-5, 5, 401)
    ax.axhline(0, color=MUTED, linewidth=0.6)
    ax.plot(z, rbf(z), color=BLUE, linewidth=2, gid="rbf")
    ax.plot(
        z,
        rbf_derivative(z),
        color=RED,
        linewidth=2,
        linestyle=(0, (5, 2)),
        gid="rbf-derivative",
    )
    write(ax, 0.75, 0.85, r"$\phi(z_h) = e^{-z_h^2}$", BLUE, ha="left")
    write(
        ax,
        1.45,
        -0.62,
        r"$\frac{d\phi}{dz_h} = -2 z_h \phi(z_h)$",
        RED,
        ha="left",
    )
    ax.set(
        xlim=(-5, 5),
        ylim=(-1, 1.1),
        xticks=range(-4, 5, 2),
        yticks=[-1, -0.5, 0, 0.5, 1],
    )
    label(ax, "input $z_h$", "value")


def plot_linear(
    x: NDArray[Any], t: NDArray[Any], w: float, b: float, threshold: float
) -> None:
    """Draw what a linear classifier does: its trained output y over x, and the best single threshold on x.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.
        w: trained weight of the linear classifier.
        b: trained bias of the linear classifier.
        threshold: the best single threshold on x.
    """
    _, ax = new_axes(2.6)
    _samples_at_targets(ax, x, t)
    ax.plot(
        LINE, logistic(LINE * w + b), color=INK, linewidth=2, gid="output"
    )
    ax.axvline(
        threshold,
        color=MUTED,
        linewidth=1.2,
        linestyle=(0, (4, 2)),
        gid="threshold",
    )
    write(ax, 2.95, 0.6, "trained output $y$", INK, ha="right")
    write(ax, threshold - 0.08, 0.25, "best threshold", MUTED, ha="right")
    label(ax, "input $x$", "output $y$, target $t$")


def plot_decision(
    x: NDArray[Any], t: NDArray[Any], wh: float, bo: float
) -> None:
    """Draw the network's output y over x, shaded by the predicted class, with the samples at their targets.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.
        wh: weight of the hidden neuron.
        bo: bias of the output neuron.
    """
    _, ax = new_axes(2.9)
    predicted = np.asarray(nn_predict(LINE, wh, bo))
    for target in (0, 1):
        _shade(ax, predicted == target, target)
    ax.axhline(
        0.5,
        color=MUTED,
        linewidth=1,
        linestyle=(0, (4, 2)),
        gid="threshold",
    )
    ax.plot(LINE, nn(LINE, wh, bo), color=INK, linewidth=2, gid="output")
    _samples_at_targets(ax, x, t)
    write(ax, 2.95, 0.56, "threshold", MUTED, ha="right")
    write(ax, 0.0, 0.74, "$y(x)$", INK)
    label(ax, "input $x$", "output $y$, target $t$")


def plot_hidden_mapping(
    x: NDArray[Any], t: NDArray[Any], wh: float, bo: float
) -> None:
    """Draw how the hidden neuron maps x to h (left), and the samples by h alone (right), with one threshold.

    The output exceeds 0.5 where h + b_o is positive: the threshold on h is -b_o.

    Args:
        x: inputs, shape (N,) or (N, 1).
        t: targets 0 and 1, shape of `x`.
        wh: weight of the hidden neuron.
        bo: bias of the output neuron.
    """
    _, (left, right) = new_axes(
        3.2, ncols=2, sharey=True, width_ratios=[5, 1]
    )
    left.plot(
        LINE,
        hidden_activations(LINE, wh),
        color=MUTED,
        linewidth=1.5,
        gid="hidden",
    )
    for target in (0, 1):
        chosen = x[t == target]
        draw_class(left, chosen, hidden_activations(chosen, wh), target)
        draw_class(
            right,
            np.full_like(chosen, target),
            hidden_activations(chosen, wh),
            target,
        )
    for ax in (left, right):
        ax.axhline(
            -bo,
            color=INK,
            linewidth=1.2,
            linestyle=(0, (4, 2)),
            gid="threshold",
        )
    write(left, -2.95, -bo + 0.06, "threshold $-b_o$", INK, ha="left")
    left.set(xlim=(-3, 3), ylim=(-0.06, 1.06))
    right.set(xlim=(-0.6, 1.6), xticks=[])
    label(left, "input $x$", "hidden activation $h$")
    label(right, "$h$ alone", "")


def _samples_at_targets(ax: Axes, x: NDArray[Any], t: NDArray[Any]) -> None:
    for target in (0, 1):
        chosen = x[t == target]
        draw_class(ax, chosen, np.full_like(chosen, target), target)
    ax.set(xlim=(-3, 3), ylim=(-0.15, 1.15), yticks=[0, 0.5, 1])


def _shade(ax: Axes, where: NDArray[Any], target: int) -> None:
    """Shade the part of the x axis on which the class is predicted."""
    band = ax.fill_between(
        LINE, 0, 1, where=where.tolist(), transform=ax.get_xaxis_transform()
    )
    band.set(
        facecolor=COLOUR[target],
        alpha=0.14,
        edgecolor="none",
        gid=f"region-{target}",
    )
