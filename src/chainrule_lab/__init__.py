"""The lab's checks: each compares a reader's function with `chainrule` and answers in words.

A check compares at random points and is shown and returned as a `Verdict`. It recognises usual mistakes by
computing them: an answer that equals a wrong formula at every point is that mistake. It never raises.
"""

from chainrule_lab.data import check_my_data
from chainrule_lab.descent import check_slope, check_train, check_train_momentum, check_update
from chainrule_lab.extensions import check_bump, check_gradients_wo, check_train_with
from chainrule_lab.judging import check_is_right
from chainrule_lab.network import (
    check_forward,
    check_gradient_output,
    check_gradient_weight_hidden,
    check_gradients,
    check_loss,
    check_rbf,
    check_rbf_derivative,
    check_stable_loss,
)
from chainrule_lab.written import once_written

__all__ = [
    "check_bump",
    "check_forward",
    "check_gradient_output",
    "check_gradient_weight_hidden",
    "check_gradients",
    "check_gradients_wo",
    "check_is_right",
    "check_loss",
    "check_my_data",
    "check_rbf",
    "check_rbf_derivative",
    "check_slope",
    "check_stable_loss",
    "check_train",
    "check_train_momentum",
    "check_train_with",
    "check_update",
    "once_written",
]
