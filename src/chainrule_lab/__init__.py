"""The lab's checks: each compares a reader's function with `chainrule` and answers in words.

A check compares at random points and is shown and returned as a `Verdict`. It recognises usual mistakes by
computing them: an answer that equals a wrong formula at every point is that mistake. It never raises.
"""

from chainrule_lab.exercises.any_activation import check_train_with
from chainrule_lab.exercises.backward import (
    check_gradient_output,
    check_gradient_weight_hidden,
    check_gradients,
)
from chainrule_lab.exercises.bump import check_rbf, check_rbf_derivative
from chainrule_lab.exercises.data import check_my_data
from chainrule_lab.exercises.descent import check_train, check_update
from chainrule_lab.exercises.forward import check_forward
from chainrule_lab.exercises.judgement import check_is_right
from chainrule_lab.exercises.losses import check_loss, check_stable_loss
from chainrule_lab.exercises.momentum import check_train_momentum
from chainrule_lab.exercises.output_weight import check_gradients_wo
from chainrule_lab.exercises.own_bump import check_bump
from chainrule_lab.exercises.slope import check_slope
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
