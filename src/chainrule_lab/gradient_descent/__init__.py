"""The checks of lab 1, one module for an exercise or two, in the order of the lab."""

from chainrule_lab.gradient_descent.beyond import check_gradient_abs, check_gradients_offset
from chainrule_lab.gradient_descent.descent import check_train, check_update
from chainrule_lab.gradient_descent.goals import (
    check_best_weight,
    check_largest_rate,
    check_updates_needed,
)
from chainrule_lab.gradient_descent.model import check_loss, check_nn
from chainrule_lab.gradient_descent.slopes import check_gradient, check_mean_gradient
from chainrule_lab.written import once_written

__all__ = [
    "check_best_weight",
    "check_gradient",
    "check_gradient_abs",
    "check_gradients_offset",
    "check_largest_rate",
    "check_loss",
    "check_mean_gradient",
    "check_nn",
    "check_train",
    "check_update",
    "check_updates_needed",
    "once_written",
]
