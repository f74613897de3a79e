"""The checks of lab 3, one module for each exercise or half of one, in the order of the lab."""

from chainrule_lab.backpropagation.any_activation import check_train_with
from chainrule_lab.backpropagation.backward import (
    check_gradient_output,
    check_gradient_weight_hidden,
    check_gradients,
)
from chainrule_lab.backpropagation.bump import check_rbf, check_rbf_derivative
from chainrule_lab.backpropagation.data import check_my_data
from chainrule_lab.backpropagation.descent import check_train, check_update
from chainrule_lab.backpropagation.forward import check_forward
from chainrule_lab.backpropagation.judgement import check_is_right
from chainrule_lab.backpropagation.losses import check_loss, check_stable_loss
from chainrule_lab.backpropagation.momentum import check_train_momentum
from chainrule_lab.backpropagation.output_weight import check_gradients_wo
from chainrule_lab.backpropagation.own_bump import check_bump
from chainrule_lab.backpropagation.slope import check_slope
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
