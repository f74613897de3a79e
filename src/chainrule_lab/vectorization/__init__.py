"""The checks of lab 4, one module for an exercise or two, in the order of the lab."""

from chainrule_lab.vectorization.backward import (
    check_error_hidden,
    check_error_output,
    check_gradient_bias_out,
    check_gradient_weight_out,
    check_gradients,
)
from chainrule_lab.vectorization.beyond import check_error_tanh, check_log_softmax
from chainrule_lab.vectorization.descent import check_momentum_step
from chainrule_lab.vectorization.forward import check_hidden_activations, check_loss, check_softmax
from chainrule_lab.written import once_written

__all__ = [
    "check_error_hidden",
    "check_error_output",
    "check_error_tanh",
    "check_gradient_bias_out",
    "check_gradient_weight_out",
    "check_gradients",
    "check_hidden_activations",
    "check_log_softmax",
    "check_loss",
    "check_momentum_step",
    "check_softmax",
    "once_written",
]
