"""The course's figures, drawn with Matplotlib: each function opens one figure and returns it.

The mathematics never imports this package; it needs the optional dependency `chainrule[figures]`.
"""

from chainrule.figures.loss import (
    plot_loss_and_accuracy,
    plot_loss_surface,
    plot_losses,
    plot_updates,
)
from chainrule.figures.network import (
    plot_memory,
    plot_network,
    plot_paths,
    plot_stations,
)
from chainrule.figures.samples import (
    plot_decision,
    plot_hidden_mapping,
    plot_linear,
    plot_rbf,
    plot_samples,
)

__all__ = [
    "plot_decision",
    "plot_hidden_mapping",
    "plot_linear",
    "plot_loss_and_accuracy",
    "plot_loss_surface",
    "plot_losses",
    "plot_memory",
    "plot_network",
    "plot_paths",
    "plot_rbf",
    "plot_samples",
    "plot_stations",
    "plot_updates",
]
