"""The network as a diagram."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch

from chainrule.activations import rbf, rbf_derivative
from chainrule.autodiff import Variable
from chainrule.backpropagation import loss_for_param, nn
from chainrule.figures.style import (
    BLUE,
    INK,
    MUTED,
    RED,
    SIZE,
    new_sheet,
    write,
)

RADIUS = 0.62
NODES = {
    "$x$": (0.0, 0.0),
    "hidden": (2.7, 0.0),
    "output": (5.4, 0.0),
    r"$\xi$": (8.1, 0.0),
}


def plot_network() -> None:
    """Draw the network from the input x to the loss ξ, with each symbol at the place where it arises.

    The arrow into a neuron carries its parameter; in the neuron's left half stands its input, in the right
    half its output, and above it the function that leads from one to the other.
    """
    _, ax = new_sheet(1.75, (-0.75, 8.85), (-1.35, 1.85), aspect="equal")
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
    ax: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    color: str = INK,
) -> None:
    look: dict[str, Any] = {
        "arrowstyle": "-|>",
        "mutation_scale": 11,
        "color": color,
        "linewidth": 1.1,
    }
    ax.add_patch(FancyArrowPatch(start, end, shrinkA=0, shrinkB=1, **look))


def plot_stations(x: float, t: float, wh: float, bo: float) -> None:
    """Draw one sample's way through the network, forward above the line and backward below it.

    Above each quantity stands its value, in blue; below it, in red, how much the loss grows with it.

    Args:
        x: input of the sample.
        t: target of the sample, 0 or 1.
        wh: weight of the hidden neuron.
        bo: bias of the output neuron.
    """
    _, ax = new_sheet(2.6, (-0.5, 5.45), (-2.05, 1.25))
    zh = x * wh
    h = float(rbf(np.array(zh)))
    y = float(nn(np.array(x), wh, bo))
    xi = loss_for_param(np.array(x), wh, bo, np.array(t))
    error = y - t
    hidden = float(rbf_derivative(np.array(zh))) * error
    _draw_forward(ax, (x, zh, h, h + bo, y, xi))
    _draw_backward(ax, (hidden, error, error), (x * hidden, error))


def _draw_forward(ax: Axes, values: tuple[float, ...]) -> None:
    """Draw the chain with a value above each quantity."""
    names = "$x$", "$z_h$", "$h$", "$z_o$", "$y$", r"$\xi$"
    steps = r"$\times w_h$", r"$\phi$", "$+ b_o$", r"$\sigma$", ""
    for n, (name, value) in enumerate(zip(names, values, strict=True)):
        write(ax, n, 0.1, name, fontsize=SIZE + 3)
        _number(ax, (n, 0.62), value, BLUE, name)
    for n, step in enumerate(steps):
        _arrow(ax, (n + 0.27, 0.1), (n + 0.73, 0.1))
        write(ax, n + 0.5, 0.32, step, fontsize=SIZE - 2)
    look: dict[str, Any] = {"ha": "left", "fontsize": SIZE - 1}
    write(ax, -0.45, 1.1, "forward: the values", BLUE, **look)


def _draw_backward(
    ax: Axes, errors: tuple[float, ...], gradients: tuple[float, ...]
) -> None:
    """Draw the errors below z_h, h and z_o, and the gradients of w_h and b_o below them."""
    names = r"$\delta_h$", r"$\partial\xi/\partial h$", r"$\delta_o$"
    for n, name, value in zip((1, 2, 3), names, errors, strict=True):
        write(ax, n, -0.42, name, RED, fontsize=SIZE - 1)
        _number(ax, (n, -0.8), value, RED, name)
    for start, end in ((4.7, 3.42), (2.58, 2.42), (1.58, 1.3)):
        _arrow(ax, (start, -0.6), (end, -0.6), RED)
    below = r"$\partial\xi/\partial w_h$", r"$\partial\xi/\partial b_o$"
    for x, name, value in zip((0.5, 2.5), below, gradients, strict=True):
        _arrow(ax, (x + 0.42, -0.95), (x + 0.16, -1.25), RED)
        write(ax, x, -1.45, name, RED, fontsize=SIZE - 1)
        _number(ax, (x, -1.85), value, RED, name)
    for x, y, factor in (
        (4.1, -0.4, "$y - t$"),
        (2.5, -0.4, r"$\times 1$"),
        (1.47, -0.4, r"$\times \phi'$"),
        (1.0, -1.18, r"$\times x$"),
        (3.0, -1.18, r"$\times 1$"),
    ):
        write(ax, x, y, factor, MUTED, fontsize=SIZE - 2)
    look: dict[str, Any] = {"ha": "right", "fontsize": SIZE - 1}
    said = "backward: how\nthe loss depends\non them"
    write(ax, 5.4, -1.45, said, RED, **look)


def plot_paths(
    to: tuple[float, float, float, float],
    back: tuple[float, float, float],
) -> None:
    """Draw a network with two hidden neurons: the rate of each step, and what one walk back makes of them.

    Args:
        to: the rates from w_a to h_a, from x to h_a, from x to h_b, from w_b to h_b.
        back: the rates from h_a to z_o, from h_b to z_o, from z_o to the loss.
    """
    _, ax = new_sheet(3.0, (-0.6, 6.6), (-2.1, 2.1))
    at_a, at_b = back[0] * back[2], back[1] * back[2]
    places = {
        "$w_a$": ((0.0, 1.6), to[0] * at_a),
        "$x$": ((0.0, 0.0), to[1] * at_a + to[2] * at_b),
        "$w_b$": ((0.0, -1.6), to[3] * at_b),
        "$h_a$": ((2.2, 0.85), at_a),
        "$h_b$": ((2.2, -0.85), at_b),
        "$z_o$": ((4.2, 0.0), back[2]),
        r"$\ell$": ((6.0, 0.0), 1.0),
    }
    starts = "$w_a$", "$x$", "$x$", "$w_b$", "$h_a$", "$h_b$", "$z_o$"
    ends = "$h_a$", "$h_a$", "$h_b$", "$h_b$", "$z_o$", "$z_o$", r"$\ell$"
    for start, end, rate in zip(starts, ends, to + back, strict=True):
        _step(ax, places[start][0], places[end][0], rate)
    for name, ((x, y), value) in places.items():
        write(ax, x, y + 0.12, name, fontsize=SIZE + 3)
        write(ax, x, y - 0.33, _short(value), RED, gid=name)
    look: dict[str, Any] = {"ha": "right", "fontsize": SIZE - 2}
    write(ax, 6.5, 1.8, "on the arrows: the rate of a step", **look)
    write(ax, 6.5, -1.8, "below: the rate of the loss", RED, **look)


def plot_memory(named: Mapping[str, Variable]) -> None:
    """Draw what variables remember: at each its value, on each arrow the rate of a step, below what came back.

    Args:
        named: single numbers by the names that they are to have, inputs first, each behind its parents; after
            `backward`, which leaves a gradient in each.
    """
    _, ax = new_sheet(2.6, (-0.9, 6.6), (-1.9, 1.9))
    places: dict[Variable, tuple[float, float]] = {}
    for n, v in enumerate(named.values()):
        column = max(
            (places[p][0] + 2.6 for p, _ in v.parents), default=0.0
        )
        places[v] = column, -0.9 if n % 2 else 0.9
        for parent, rule in v.parents:
            rate = float(rule(np.ones_like(v.value)))
            _step(ax, places[parent], places[v], rate)
    for name, v in named.items():
        x, y = places[v]
        text = f"{name} = {_short(float(v.value))}"
        write(
            ax, x, y + 0.12, text, BLUE, fontsize=SIZE + 1, gid=f"{name} is"
        )
        write(ax, x, y - 0.33, _short(float(v.gradient)), RED, gid=name)
    look: dict[str, Any] = {"ha": "right", "fontsize": SIZE - 2}
    write(ax, 6.5, 1.7, "on the arrows: the rate of a step", **look)
    write(ax, 6.5, 1.3, "below: the rate of the result", RED, **look)


def _step(
    ax: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    rate: float,
) -> None:
    """Draw an arrow between two places, with the rate of the step above its middle."""
    first, last = np.array(start), np.array(end)
    along = (last - first) / np.linalg.norm(last - first)
    _arrow(ax, tuple(first + 0.42 * along), tuple(last - 0.42 * along))
    x, y = (first + last) / 2
    above = 0.25 + 0.1 * abs(along[1])
    write(ax, x, y + above, _short(rate), fontsize=SIZE - 1, gid="rate")


def _number(
    ax: Axes, at: tuple[float, float], value: float, color: str, name: str
) -> None:
    text = f"{value:.3f}".replace("-", "\N{MINUS SIGN}")
    write(ax, *at, text, color, fontsize=SIZE - 2, gid=name)


def _short(value: float) -> str:
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")
